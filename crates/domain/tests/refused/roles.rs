//! Giving and taking roles: who holds them, the tier, the Runtime, the scope of a role, and escalation.

use planisphere_domain::access::{DagSelector, Holder};
use planisphere_domain::api_token::{OwnRole, TokenScope};
use planisphere_domain::custom_role::CustomRoleField;
use planisphere_domain::organization::Plan;
use planisphere_domain::policy::{DagRole, DeploymentRole, OrganizationRole, WorkspaceRole};
use planisphere_domain::{ApiTokenId, Command, CustomRoleId, DeploymentId, Edit, TeamId};
use planisphere_fixtures::{Fixture, Persona, VARIABLE_EDITOR};

use super::{Refused, refused};
use crate::scene::staffed::{
    custom, custom_dag, in_workspace, on_deployment, person, staffed, staffed_as, staffed_on,
    staffed_with_token, team, token,
};

fn everywhere(holder: Holder, role: OrganizationRole) -> Command {
    Command::AssignOrganizationRole { holder, role }
}

fn on_dags(fixture: &Fixture, deployment: &str, dags: DagSelector, role: DagRole) -> Command {
    Command::AssignDagRole {
        holder: person(fixture, "Nil"),
        deployment: fixture.deployment(deployment),
        dags,
        role: Some(role),
    }
}

fn orders() -> DagSelector {
    DagSelector::Id("orders".into())
}

/// The custom role is for the Workspace `Empty` only.
fn narrowed() -> Fixture {
    let mut fixture = staffed();
    let field = CustomRoleField::RestrictedWorkspaceIds;
    let (id, empty) = (
        fixture.custom_role(VARIABLE_EDITOR),
        fixture.workspace("Empty"),
    );
    fixture.must(Command::UpdateCustomRole {
        id,
        edits: vec![Edit::new(field([].into()), field([empty].into()))],
    });
    fixture
}

/// Who holds a role that may give roles on `etl`, and little else.
fn as_small_giver() -> Fixture {
    let fixture = staffed().with_custom_role(
        "Giver",
        planisphere_domain::custom_role::CustomRoleScope::Deployment,
        &[
            "deployment.get",
            "deployment.users.delete",
            "deployment.airflow.dag.get",
        ],
    );
    let (nil, giver) = (person(&fixture, "Nil"), custom(&fixture, "Giver"));
    let mut fixture = fixture.with_deployment_role(nil, "etl", giver);
    fixture.act_as(fixture.user_named("Nil"));
    fixture
}

pub fn cases() -> Vec<Refused> {
    [organization(), workspaces(), deployments(), dags()]
        .into_iter()
        .flatten()
        .collect()
}

fn organization() -> Vec<Refused> {
    vec![
        refused(
            ("ORG-6", "the last owner steps down (rule 22)"),
            staffed,
            |fixture| everywhere(person(fixture, "Ada Kim"), OrganizationRole::BillingAdmin),
            ("last-owner", "owner"),
        ),
        refused(
            ("", "a person from outside (rule 15)"),
            staffed,
            |_| {
                everywhere(
                    Holder::User(Persona::Stranger.id()),
                    OrganizationRole::Member,
                )
            },
            ("not-found", "user"),
        ),
        refused(
            ("", "an unknown Team"),
            staffed,
            |_| everywhere(Holder::Team(TeamId::from_bits(1)), OrganizationRole::Member),
            ("not-found", "Team"),
        ),
        refused(
            ("", "a token of a Workspace (rule 75)"),
            staffed,
            |fixture| everywhere(token(fixture, "ci"), OrganizationRole::Member),
            ("token-scope", "outside its own scope"),
        ),
        refused(
            ("", "a Team's after a downgrade (rule 124)"),
            || staffed_on(Plan::Developer),
            |fixture| everywhere(team(fixture, "Loaders"), OrganizationRole::BillingAdmin),
            ("not-allowed", "the Team plan"),
        ),
    ]
}

fn workspaces() -> Vec<Refused> {
    vec![
        refused(
            ("", "an unknown token"),
            staffed,
            |fixture| {
                let nobody = Holder::ApiToken(ApiTokenId::from_bits(1));
                in_workspace(fixture, nobody, "Empty", Some(WorkspaceRole::Member))
            },
            ("not-found", "API token"),
        ),
        refused(
            ("", "by a plain reader, whose Team passes on what they hold"),
            || {
                let mut fixture =
                    staffed().with_role("Nil", "Data Platform", WorkspaceRole::Member);
                fixture.act_as(fixture.user_named("Nil"));
                fixture
            },
            |fixture| {
                let nil = person(fixture, "Nil");
                in_workspace(fixture, nil, "Data Platform", Some(WorkspaceRole::Owner))
            },
            (
                "not-allowed",
                "which Organization Member and Workspace Viewer do not hold",
            ),
        ),
        refused(
            ("", "another Workspace's token (rule 75)"),
            staffed,
            |fixture| {
                let ci = token(fixture, "ci");
                in_workspace(fixture, ci, "Empty", Some(WorkspaceRole::Member))
            },
            ("token-scope", "outside its own scope"),
        ),
        refused(
            ("", "a token's own role taken (rule 74)"),
            staffed,
            |fixture| in_workspace(fixture, token(fixture, "ci"), "Data Platform", None),
            ("own-role", "`ci` keeps one role"),
        ),
        refused(
            ("", "a token above the Operator who raises it (rule 88)"),
            || staffed_as(Persona::WorkspaceOperator),
            |fixture| {
                let audit = token(fixture, "audit");
                in_workspace(fixture, audit, "Data Platform", Some(WorkspaceRole::Owner))
            },
            ("escalation", "Workspace Owner contains"),
        ),
        refused(
            (
                "",
                "a token that is an Organization Owner attached (rule 88)",
            ),
            || {
                let mut fixture = staffed().with_token(
                    "root",
                    TokenScope::Organization,
                    OwnRole::Organization(OrganizationRole::Owner),
                );
                fixture.act_as(Persona::WorkspaceOwner.id());
                fixture
            },
            |fixture| {
                let root = token(fixture, "root");
                in_workspace(fixture, root, "Data Platform", Some(WorkspaceRole::Member))
            },
            ("escalation", "more than you do"),
        ),
        refused(
            ("", "a Team after a downgrade (rule 65)"),
            || staffed_on(Plan::Developer),
            |fixture| {
                let loaders = team(fixture, "Loaders");
                in_workspace(fixture, loaders, "Empty", Some(WorkspaceRole::Member))
            },
            ("not-allowed", "the Team plan"),
        ),
        refused(
            ("", "by a token that only reads (rule 77)"),
            || staffed_with_token("ci"),
            |fixture| {
                let nil = person(fixture, "Nil");
                in_workspace(fixture, nil, "Data Platform", Some(WorkspaceRole::Member))
            },
            ("not-allowed", "workspace.users.create"),
        ),
    ]
}

fn deployments() -> Vec<Refused> {
    vec![
        refused(
            ("", "below the Team plan (rule 122)"),
            || staffed_on(Plan::Developer),
            |fixture| {
                let nil = person(fixture, "Nil");
                on_deployment(fixture, nil, "etl", Some(DeploymentRole::ADMIN))
            },
            ("tier", "the Team plan"),
        ),
        refused(
            ("ROLE-5", "a custom role below Enterprise (rule 46)"),
            || staffed_on(Plan::Business),
            |fixture| {
                let role = Some(custom(fixture, VARIABLE_EDITOR));
                on_deployment(fixture, person(fixture, "Nil"), "etl", role)
            },
            ("tier", "Enterprise"),
        ),
        refused(
            ("ROLE-3", "a custom role of another Workspace (rule 51)"),
            narrowed,
            |fixture| {
                let role = Some(custom(fixture, VARIABLE_EDITOR));
                on_deployment(fixture, person(fixture, "Nil"), "etl", role)
            },
            ("role-workspace", VARIABLE_EDITOR),
        ),
        refused(
            ("", "a custom role for DAGs (rule 89)"),
            staffed,
            |fixture| {
                let role = Some(custom(fixture, "Trigger"));
                on_deployment(fixture, person(fixture, "Nil"), "etl", role)
            },
            ("role-scope", "role for DAGs"),
        ),
        refused(
            ("", "an unknown custom role"),
            staffed,
            |fixture| {
                let role = Some(DeploymentRole::Custom(CustomRoleId::from_bits(1)));
                on_deployment(fixture, person(fixture, "Nil"), "etl", role)
            },
            ("unknown-role", "not found"),
        ),
        refused(
            ("", "an unknown Deployment"),
            staffed,
            |fixture| Command::AssignDeploymentRole {
                holder: person(fixture, "Nil"),
                deployment: DeploymentId::from_bits(1),
                role: None,
            },
            ("not-found", "Deployment"),
        ),
        refused(
            ("", "somebody from outside (rule 36)"),
            staffed,
            |fixture| {
                let stranger = Holder::User(Persona::Stranger.id());
                on_deployment(fixture, stranger, "etl", Some(DeploymentRole::ADMIN))
            },
            ("not-found", "user"),
        ),
        refused(
            ("", "another Deployment's token (rule 75)"),
            staffed,
            |fixture| {
                let deploy = token(fixture, "deploy");
                on_deployment(fixture, deploy, "twin", Some(DeploymentRole::ADMIN))
            },
            ("token-scope", "outside its own scope"),
        ),
        refused(
            ("", "a token's own role taken (rule 74)"),
            staffed,
            |fixture| on_deployment(fixture, token(fixture, "deploy"), "etl", None),
            ("own-role", "`deploy` keeps one role"),
        ),
        refused(
            ("", "more than the giver holds (rule 88)"),
            as_small_giver,
            |fixture| {
                let viewer = person(fixture, "Viktor Lind");
                on_deployment(fixture, viewer, "etl", Some(DeploymentRole::ADMIN))
            },
            ("escalation", "Deployment Admin contains"),
        ),
    ]
}

fn dags() -> Vec<Refused> {
    vec![
        refused(
            ("USR-6", "no DAG id (rule 58)"),
            staffed,
            |fixture| {
                on_dags(
                    fixture,
                    "etl",
                    DagSelector::Id("  ".into()),
                    DagRole::VIEWER,
                )
            },
            ("empty", "the DAG id is empty"),
        ),
        refused(
            ("USR-6", "no DAG tag (rule 58)"),
            staffed,
            |fixture| {
                let none = DagSelector::Tag(String::new());
                on_dags(fixture, "etl", none, DagRole::VIEWER)
            },
            ("empty", "the DAG tag is empty"),
        ),
        refused(
            ("USR-6", "two DAG tags at once (rule 58)"),
            staffed,
            |fixture| {
                let two = DagSelector::Tag("prod,finance".into());
                on_dags(fixture, "etl", two, DagRole::VIEWER)
            },
            ("one-tag", "takes one tag"),
        ),
        refused(
            ("USR-6", "a DAG id with a character that does not show"),
            staffed,
            |fixture| {
                let hiding = DagSelector::Id("or\u{200b}ders".into());
                on_dags(fixture, "etl", hiding, DagRole::VIEWER)
            },
            (
                "hidden-character",
                "the DAG id holds a character that does not show, U+200B",
            ),
        ),
        refused(
            ("USR-7", "an older Runtime (rule 56)"),
            staffed,
            |fixture| on_dags(fixture, "old", orders(), DagRole::VIEWER),
            ("runtime", "3.1-12"),
        ),
        refused(
            ("", "below Enterprise (rule 57)"),
            || staffed_on(Plan::Business),
            |fixture| on_dags(fixture, "etl", orders(), DagRole::VIEWER),
            ("tier", "Enterprise"),
        ),
        refused(
            ("ROLE-5", "a custom role below Enterprise (rule 46)"),
            || staffed_on(Plan::Team),
            |fixture| on_dags(fixture, "etl", orders(), custom_dag(fixture, "Trigger")),
            ("tier", "Enterprise"),
        ),
        refused(
            ("", "a custom role for Deployments (rule 89)"),
            staffed,
            |fixture| {
                on_dags(
                    fixture,
                    "etl",
                    orders(),
                    custom_dag(fixture, VARIABLE_EDITOR),
                )
            },
            ("role-scope", "role for Deployments"),
        ),
        refused(
            ("", "another Deployment's token (rule 75)"),
            staffed,
            |fixture| Command::AssignDagRole {
                holder: token(fixture, "deploy"),
                deployment: fixture.deployment("twin"),
                dags: orders(),
                role: Some(DagRole::VIEWER),
            },
            ("token-scope", "outside its own scope"),
        ),
        refused(
            ("", "more than the giver holds there (rule 88)"),
            as_small_giver,
            |fixture| {
                let mut command = on_dags(fixture, "etl", orders(), DagRole::AUTHOR);
                if let Command::AssignDagRole { holder, .. } = &mut command {
                    *holder = person(fixture, "Viktor Lind");
                }
                command
            },
            ("escalation", "DAG Author contains"),
        ),
    ]
}
