//! API tokens: names, roles, lifetimes, and from where they are managed.

use planisphere_domain::access::{DagSelector, RoleEntry};
use planisphere_domain::api_token::{ApiTokenDraft, ApiTokenField, OwnRole, TokenScope};
use planisphere_domain::organization::Plan;
use planisphere_domain::policy::{DagRole, DeploymentRole, OrganizationRole, WorkspaceRole};
use planisphere_domain::{ApiTokenId, Command, DeploymentId, Edit, WorkspaceId};
use planisphere_fixtures::{Fixture, Persona, VARIABLE_EDITOR};

use super::{Refused, refused};
use crate::scene::staffed::{
    custom, custom_dag, in_workspace, staffed, staffed_as, staffed_on, staffed_with_token, token,
};

/// A token of the Organization that differs from a fine one.
fn create(fixture: &mut Fixture, shape: impl FnOnce(&mut ApiTokenDraft)) -> Command {
    let role = OwnRole::Organization(OrganizationRole::Member);
    let mut draft = fixture.token_draft("new", TokenScope::Organization, role);
    shape(&mut draft);
    Command::CreateApiToken(Box::new(draft))
}

/// A token with extra roles.
fn with(
    fixture: &mut Fixture,
    scope: TokenScope,
    role: OwnRole,
    extra_roles: Vec<RoleEntry>,
) -> Command {
    create(fixture, |draft| {
        draft.scope = scope;
        draft.role = role;
        draft.extra_roles = extra_roles;
    })
}

fn here(fixture: &Fixture) -> TokenScope {
    TokenScope::Workspace(fixture.workspace("Data Platform"))
}

fn below(fixture: &Fixture) -> TokenScope {
    TokenScope::Deployment(fixture.deployment("etl"))
}

fn rename(id: ApiTokenId, through: TokenScope, from: &str, to: &str) -> Command {
    Command::UpdateApiToken {
        id,
        through,
        edits: vec![Edit::new(
            ApiTokenField::Name(from.into()),
            ApiTokenField::Name(to.into()),
        )],
    }
}

const MEMBER: OwnRole = OwnRole::Organization(OrganizationRole::Member);
const VIEWER: OwnRole = OwnRole::Workspace(WorkspaceRole::Member);
const ADMIN: OwnRole = OwnRole::Deployment(DeploymentRole::ADMIN);

/// The Organization's token is attached to Workspace and Deployment, and Wanda Novak acts.
fn attached() -> Fixture {
    let fixture = staffed();
    let audit = token(&fixture, "audit");
    let mut fixture = fixture
        .with_workspace_role(audit, "Data Platform", WorkspaceRole::Member)
        .with_deployment_role(audit, "etl", DeploymentRole::ADMIN);
    fixture.act_as(Persona::WorkspaceOwner.id());
    fixture
}

/// The Workspace's token is its owner's, and an Operator acts.
fn above_operator() -> Fixture {
    let fixture = staffed();
    let ci = token(&fixture, "ci");
    let mut fixture = fixture.with_workspace_role(ci, "Data Platform", WorkspaceRole::Owner);
    fixture.act_as(Persona::WorkspaceOperator.id());
    fixture
}

pub fn cases() -> Vec<Refused> {
    [
        texts(),
        own_roles(),
        extra_roles(),
        escalation(),
        managing(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn texts() -> Vec<Refused> {
    vec![
        refused(
            ("TOK-1", "no name"),
            staffed,
            |fixture| create(fixture, |draft| draft.name = " ".into()),
            ("empty", "token's name"),
        ),
        refused(
            ("TOK-1", "a name of 257 characters"),
            staffed,
            |fixture| create(fixture, |draft| draft.name = "x".repeat(257)),
            ("too-long", "limit is 256"),
        ),
        refused(
            ("TOK-1", "a description of 501 characters"),
            staffed,
            |fixture| create(fixture, |draft| draft.description = "x".repeat(501)),
            ("too-long", "limit is 500"),
        ),
        refused(
            ("TOK-2", "no day to live (rule 81)"),
            staffed,
            |fixture| create(fixture, |draft| draft.expiry_period_in_days = Some(0)),
            ("expiry", "1 to 3650 days"),
        ),
        refused(
            ("TOK-2", "a day more than ten years (rule 81)"),
            staffed,
            |fixture| create(fixture, |draft| draft.expiry_period_in_days = Some(3_651)),
            ("expiry", "3651"),
        ),
        refused(
            ("TOK-1", "a name that is there, in another case"),
            staffed,
            |fixture| create(fixture, |draft| draft.name = " Audit ".into()),
            ("taken", "API token called `Audit`"),
        ),
        refused(
            ("", "an id that is there"),
            staffed,
            |fixture| {
                let id = fixture.token("ci");
                create(fixture, |draft| draft.id = id)
            },
            ("taken", "API token"),
        ),
    ]
}

fn own_roles() -> Vec<Refused> {
    vec![
        refused(
            (
                "TOK-4 TOK-5",
                "a Workspace role for the Organization (rules 74 and 89)",
            ),
            staffed,
            |fixture| with(fixture, TokenScope::Organization, VIEWER, Vec::new()),
            ("role-scope", "scope ORGANIZATION"),
        ),
        refused(
            (
                "TOK-4",
                "an Organization role for a Workspace (rules 74 and 89)",
            ),
            staffed,
            |fixture| {
                let scope = here(fixture);
                with(fixture, scope, MEMBER, Vec::new())
            },
            ("role-scope", "scope WORKSPACE"),
        ),
        refused(
            (
                "TOK-4",
                "a Workspace role for a Deployment (rules 74 and 89)",
            ),
            staffed,
            |fixture| {
                let scope = below(fixture);
                with(fixture, scope, VIEWER, Vec::new())
            },
            ("role-scope", "scope DEPLOYMENT"),
        ),
        refused(
            ("", "a custom role for DAGs (rule 89)"),
            staffed,
            |fixture| {
                let (scope, role) = (below(fixture), custom(fixture, "Trigger"));
                with(fixture, scope, OwnRole::Deployment(role), Vec::new())
            },
            ("role-scope", "role for DAGs"),
        ),
        refused(
            ("ROLE-5", "a custom role below Enterprise (rule 46)"),
            || staffed_on(Plan::Business),
            |fixture| {
                let (scope, role) = (below(fixture), custom(fixture, VARIABLE_EDITOR));
                with(fixture, scope, OwnRole::Deployment(role), Vec::new())
            },
            ("tier", "Enterprise"),
        ),
        refused(
            ("TOK-10", "an unknown Workspace"),
            staffed,
            |fixture| {
                let scope = TokenScope::Workspace(WorkspaceId::from_bits(1));
                with(fixture, scope, VIEWER, Vec::new())
            },
            ("not-found", "Workspace"),
        ),
        refused(
            ("TOK-10", "an unknown Deployment"),
            staffed,
            |fixture| {
                let scope = TokenScope::Deployment(DeploymentId::from_bits(1));
                with(fixture, scope, ADMIN, Vec::new())
            },
            ("not-found", "Deployment"),
        ),
    ]
}

fn extra_roles() -> Vec<Refused> {
    vec![
        refused(
            ("TOK-6", "another Workspace (rule 75)"),
            staffed,
            |fixture| {
                let entry = RoleEntry::Workspace(fixture.workspace("Empty"), WorkspaceRole::Member);
                let scope = here(fixture);
                with(fixture, scope, VIEWER, vec![entry])
            },
            ("token-scope", "outside its own scope"),
        ),
        refused(
            ("TOK-6", "the Workspace above a Deployment (rule 75)"),
            staffed,
            |fixture| {
                let above = fixture.workspace("Data Platform");
                let entry = RoleEntry::Workspace(above, WorkspaceRole::Member);
                let scope = below(fixture);
                with(fixture, scope, ADMIN, vec![entry])
            },
            ("token-scope", "outside its own scope"),
        ),
        refused(
            ("TOK-6", "another Deployment (rule 75)"),
            staffed,
            |fixture| {
                let entry =
                    RoleEntry::Deployment(fixture.deployment("twin"), DeploymentRole::ADMIN);
                let scope = below(fixture);
                with(fixture, scope, ADMIN, vec![entry])
            },
            ("token-scope", "outside its own scope"),
        ),
        refused(
            ("TOK-6", "DAGs of another Deployment (rule 75)"),
            staffed,
            |fixture| {
                let twin = fixture.deployment("twin");
                let entry = RoleEntry::Dag(twin, DagSelector::Id("a".into()), DagRole::VIEWER);
                let scope = below(fixture);
                with(fixture, scope, ADMIN, vec![entry])
            },
            ("token-scope", "outside its own scope"),
        ),
        refused(
            ("TOK-5", "two roles of its own scope (rule 74)"),
            staffed,
            |fixture| {
                let own = fixture.workspace("Data Platform");
                let entry = RoleEntry::Workspace(own, WorkspaceRole::Owner);
                let scope = here(fixture);
                with(fixture, scope, VIEWER, vec![entry])
            },
            ("role-twice", "same Workspace"),
        ),
        refused(
            ("", "two roles for a Workspace (rule 25)"),
            staffed,
            |fixture| {
                let empty = fixture.workspace("Empty");
                let entry = |role| RoleEntry::Workspace(empty, role);
                let entries = vec![entry(WorkspaceRole::Member), entry(WorkspaceRole::Author)];
                with(fixture, TokenScope::Organization, MEMBER, entries)
            },
            ("role-twice", "same Workspace"),
        ),
        refused(
            ("", "two roles for a tag (rule 58)"),
            staffed,
            |fixture| {
                let etl = fixture.deployment("etl");
                let entry =
                    |tag: &str, role| RoleEntry::Dag(etl, DagSelector::Tag(tag.into()), role);
                let entries = vec![entry("t", DagRole::VIEWER), entry(" t", DagRole::AUTHOR)];
                with(fixture, TokenScope::Organization, MEMBER, entries)
            },
            ("role-twice", "DAG id or tag"),
        ),
        refused(
            ("", "an unknown Deployment (rule 76)"),
            staffed,
            |fixture| {
                let entry =
                    RoleEntry::Deployment(DeploymentId::from_bits(1), DeploymentRole::ADMIN);
                with(fixture, TokenScope::Organization, MEMBER, vec![entry])
            },
            ("not-found", "Deployment"),
        ),
        refused(
            ("", "a Deployment role below the Team plan (rule 122)"),
            || staffed_on(Plan::Developer),
            |fixture| {
                let entry = RoleEntry::Deployment(fixture.deployment("etl"), DeploymentRole::ADMIN);
                with(fixture, TokenScope::Organization, MEMBER, vec![entry])
            },
            ("tier", "the Team plan"),
        ),
        refused(
            (
                "",
                "a DAG role by an Operator, who gives no roles on Deployments (rule 44)",
            ),
            || staffed_as(Persona::WorkspaceOperator),
            |fixture| {
                let etl = fixture.deployment("etl");
                let tag = DagSelector::Tag("t".into());
                let entry = RoleEntry::Dag(etl, tag, custom_dag(fixture, "Trigger"));
                let scope = here(fixture);
                with(fixture, scope, VIEWER, vec![entry])
            },
            ("not-allowed", "deployment.apiTokens.roles.update"),
        ),
    ]
}

fn escalation() -> Vec<Refused> {
    vec![
        refused(
            ("", "an owner's token by an Operator (rule 88)"),
            || staffed_as(Persona::WorkspaceOperator),
            |fixture| {
                let scope = here(fixture);
                let role = OwnRole::Workspace(WorkspaceRole::Owner);
                with(fixture, scope, role, Vec::new())
            },
            ("escalation", "Workspace Owner contains"),
        ),
        refused(
            ("", "an owner's token renamed by an Operator (rule 88)"),
            above_operator,
            |fixture| rename(fixture.token("ci"), here(fixture), "ci", "mine"),
            ("escalation", "more than you do"),
        ),
        refused(
            ("", "an owner's token rotated by an Operator (rule 88)"),
            above_operator,
            |fixture| Command::RotateApiToken {
                id: fixture.token("ci"),
                through: here(fixture),
            },
            ("escalation", "more than you do"),
        ),
        refused(
            ("", "by a token without the permission (rule 79)"),
            || staffed_with_token("ci"),
            |fixture| {
                let scope = here(fixture);
                with(fixture, scope, VIEWER, Vec::new())
            },
            ("not-allowed", "workspace.apiTokens.create"),
        ),
        refused(
            ("", "by a Deployment's token, which cannot mint (rule 42)"),
            || staffed_with_token("deploy"),
            |fixture| {
                let scope = below(fixture);
                with(fixture, scope, ADMIN, Vec::new())
            },
            ("not-allowed", "deployment.apiTokens.create"),
        ),
        refused(
            ("", "by a token that has ended (rule 81)"),
            || {
                let mut fixture = staffed();
                fixture.must(create(&mut fixture.clone(), |draft| {
                    draft.role = OwnRole::Organization(OrganizationRole::Owner);
                    draft.expiry_period_in_days = Some(1);
                }));
                fixture.act_as_token(fixture.token("new"));
                fixture.go_to("2026-03-04T00:00:00Z");
                fixture
            },
            |fixture| Command::DeleteDeployment {
                id: fixture.deployment("etl"),
            },
            ("not-allowed", "expired"),
        ),
    ]
}

fn managing() -> Vec<Refused> {
    vec![
        refused(
            ("TOK-1", "renamed to the name of another one"),
            || {
                let fixture = staffed();
                let here = here(&fixture);
                fixture.with_token("nightly", here, VIEWER)
            },
            |fixture| rename(fixture.token("ci"), here(fixture), "ci", "Nightly"),
            ("taken", "API token called `Nightly`"),
        ),
        refused(
            ("TOK-9", "rotated after its end (rules 81 and 82)"),
            || {
                let mut fixture = staffed();
                fixture.must(create(&mut fixture.clone(), |draft| {
                    draft.expiry_period_in_days = Some(1);
                }));
                fixture.go_to("2026-03-04T00:00:00Z");
                fixture
            },
            |fixture| Command::RotateApiToken {
                id: fixture.token("new"),
                through: TokenScope::Organization,
            },
            ("token-ended", "the token has ended"),
        ),
        refused(
            ("TOK-1", "renamed to nothing"),
            staffed,
            |fixture| rename(fixture.token("ci"), here(fixture), "ci", ""),
            ("empty", "token's name"),
        ),
        refused(
            (
                "",
                "renamed from a Workspace that it is attached to (rule 80)",
            ),
            attached,
            |fixture| rename(fixture.token("audit"), here(fixture), "audit", "mine"),
            ("token-scope", "from its own Organization"),
        ),
        refused(
            (
                "",
                "rotated from a Workspace that it is attached to (rule 80)",
            ),
            attached,
            |fixture| Command::RotateApiToken {
                id: fixture.token("audit"),
                through: here(fixture),
            },
            ("token-scope", "`audit`"),
        ),
        refused(
            (
                "",
                "deleted from a Deployment that it is attached to (rule 80)",
            ),
            attached,
            |fixture| Command::DeleteApiToken {
                id: fixture.token("audit"),
                through: below(fixture),
            },
            ("token-scope", "`audit`"),
        ),
        refused(
            ("", "deleted from the Organization above it (rule 80)"),
            staffed,
            |fixture| Command::DeleteApiToken {
                id: fixture.token("ci"),
                through: TokenScope::Organization,
            },
            ("token-scope", "from its own Workspace"),
        ),
        refused(
            (
                "",
                "a token that is neither of the Workspace nor attached to it",
            ),
            || staffed_as(Persona::WorkspaceOwner),
            |fixture| rename(fixture.token("audit"), here(fixture), "audit", "mine"),
            ("not-found", "API token"),
        ),
        refused(
            ("", "attaching a token of a Workspace that is hidden"),
            || {
                let mut fixture = staffed()
                    .with_user("Bo", OrganizationRole::Member)
                    .with_role("Bo", "Empty", WorkspaceRole::Owner);
                fixture.act_as(fixture.user_named("Bo"));
                fixture
            },
            |fixture| {
                let role = Some(WorkspaceRole::Member);
                in_workspace(fixture, token(fixture, "ci"), "Empty", role)
            },
            ("not-found", "API token"),
        ),
        refused(
            ("", "deleting nothing"),
            staffed,
            |_| Command::DeleteApiToken {
                id: ApiTokenId::from_bits(1),
                through: TokenScope::Organization,
            },
            ("not-found", "API token"),
        ),
    ]
}
