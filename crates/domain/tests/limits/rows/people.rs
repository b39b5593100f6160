//! Limits of people, Teams, roles and tokens.

use planisphere_domain::access::{DagSelector, Holder};
use planisphere_domain::agent_token::AgentTokenDraft;
use planisphere_domain::api_token::{ApiTokenDraft, OwnRole, TokenScope};
use planisphere_domain::custom_role::CustomRoleDraft;
use planisphere_domain::organization::Plan;
use planisphere_domain::policy::{DagRole, DeploymentRole, OrganizationRole, WorkspaceRole};
use planisphere_domain::team::TeamDraft;
use planisphere_domain::user::UserField;
use planisphere_domain::{Command, Edit, Rejection};
use planisphere_fixtures::Fixture;

use super::{Limit, decided, limit, number, text};
use crate::scene::{scene, with_organization};

fn token(shape: impl FnOnce(&mut ApiTokenDraft)) -> Result<(), Rejection> {
    decided(scene, |fixture| {
        let role = OwnRole::Organization(OrganizationRole::Member);
        let mut draft = fixture.token_draft("new", TokenScope::Organization, role);
        shape(&mut draft);
        Command::CreateApiToken(Box::new(draft))
    })
}

fn agent_token(shape: impl FnOnce(&mut AgentTokenDraft)) -> Result<(), Rejection> {
    decided(scene, |fixture| {
        let mut draft = fixture.agent_token_draft("new", "remote");
        shape(&mut draft);
        Command::CreateAgentToken(draft)
    })
}

fn team(shape: impl FnOnce(&mut TeamDraft)) -> Result<(), Rejection> {
    decided(scene, |fixture| {
        let now = fixture.now();
        let mut draft = TeamDraft {
            id: fixture.ids().team(now),
            name: "New".into(),
            description: String::new(),
            organization_role: OrganizationRole::Member,
            members: [].into(),
        };
        shape(&mut draft);
        Command::CreateTeam(draft)
    })
}

fn role(shape: impl FnOnce(&mut CustomRoleDraft)) -> Result<(), Rejection> {
    decided(scene, |fixture| {
        let now = fixture.now();
        let mut draft = CustomRoleDraft {
            id: fixture.ids().custom_role(now),
            name: "New".into(),
            description: String::new(),
            scope_type: "DEPLOYMENT".into(),
            permissions: vec!["deployment.get".into()],
            restricted_workspace_ids: [].into(),
        };
        shape(&mut draft);
        Command::CreateCustomRole(draft)
    })
}

fn people() -> Fixture {
    let member = OrganizationRole::Member;
    scene()
        .with_user("Nil", member)
        .with_team("Loaders", &["Nil"])
        .with_user("Bo", member)
        .with_user("Cy", member)
}

/// A name with an address of so many characters before the `@`.
fn invite(email: String) -> Result<(), Rejection> {
    decided(scene, |fixture| {
        let now = fixture.now();
        let id = fixture.ids().user(now);
        Command::InviteUser {
            id,
            email,
            role: OrganizationRole::Member,
        }
    })
}

pub fn limits() -> Vec<Limit> {
    let mut all = names();
    all.extend(tokens());
    all.extend(counts());
    all
}

fn names() -> Vec<Limit> {
    vec![
        limit(
            ("", "fullName", "characters of a person's"),
            "user/commands.rs the name",
            &["1", "2", "255", "256"],
            &["0", "257"],
            |count| {
                decided(people, |fixture| {
                    let id = fixture.user_named("Nil");
                    let value = UserField::FullName(text(count));
                    let base = fixture.state().user(id).unwrap().field(&value);
                    Command::UpdateUser {
                        id,
                        edits: vec![Edit::new(base, value)],
                    }
                })
            },
        ),
        limit(
            ("", "name", "characters of a Team's"),
            "team/commands.rs LONGEST_NAME",
            &["1", "2", "255", "256"],
            &["0", "257"],
            |count| team(|draft| draft.name = text(count)),
        ),
        limit(
            ("", "description", "characters of a Team's"),
            "team/commands.rs LONGEST_DESCRIPTION",
            &["0", "1", "499", "500"],
            &["501"],
            |count| team(|draft| draft.description = text(count)),
        ),
        limit(
            ("ROLE-1", "name", "characters of a custom role's"),
            "custom_role/commands.rs LONGEST_NAME",
            &["1", "2", "255", "256"],
            &["0", "257"],
            |count| role(|draft| draft.name = text(count)),
        ),
        limit(
            ("", "description", "characters of a custom role's"),
            "custom_role/commands.rs LONGEST_DESCRIPTION",
            &["0", "1", "499", "500"],
            &["501"],
            |count| role(|draft| draft.description = text(count)),
        ),
        limit(
            ("", "email", "characters before the @"),
            "validation.rs LONGEST_LOCAL_PART",
            &["1", "2", "63", "64"],
            &["65"],
            |count| invite(format!("{}@x.example", "a".repeat(number(count)))),
        ),
        limit(
            ("", "email", "characters between the dots behind the @"),
            "validation.rs LONGEST_DOMAIN_PART",
            &["1", "2", "62", "63"],
            &["64"],
            |count| invite(format!("a@{}.example", "a".repeat(number(count)))),
        ),
        limit(
            ("", "email", "characters of an address"),
            "validation.rs LONGEST_ADDRESS",
            &["253", "254"],
            &["255"],
            |count| {
                let start = format!(
                    "{}@{}",
                    "a".repeat(64),
                    format!("{}.", "b".repeat(60)).repeat(3)
                );
                invite(format!(
                    "{start}{}",
                    "c".repeat(number::<usize>(count) - start.len())
                ))
            },
        ),
    ]
}

fn tokens() -> Vec<Limit> {
    vec![
        limit(
            ("TOK-1", "name", "characters of an API token's"),
            "api_token/commands.rs the token's name",
            &["1", "2", "255", "256"],
            &["0", "257"],
            |count| token(|draft| draft.name = text(count)),
        ),
        limit(
            ("TOK-1", "description", "characters of an API token's"),
            "api_token/commands.rs the description",
            &["0", "1", "499", "500"],
            &["501"],
            |count| token(|draft| draft.description = text(count)),
        ),
        limit(
            ("TOK-2", "tokenExpiryPeriodInDays", "days of an API token"),
            "api_token/minting.rs MOST_EXPIRY_DAYS",
            &["1", "2", "3649", "3650"],
            &["0", "3651"],
            |days| token(|draft| draft.expiry_period_in_days = Some(number(days))),
        ),
        limit(
            ("TOK-1", "name", "characters of an agent token's"),
            "api_token/commands.rs the token's name",
            &["1", "2", "255", "256"],
            &["0", "257"],
            |count| agent_token(|draft| draft.name = text(count)),
        ),
        limit(
            ("TOK-2", "tokenExpiryPeriodInDays", "days of an agent token"),
            "api_token/minting.rs MOST_EXPIRY_DAYS",
            &["1", "2", "3649", "3650"],
            &["0", "3651"],
            |days| agent_token(|draft| draft.expiry_period_in_days = Some(number(days))),
        ),
    ]
}

fn counts() -> Vec<Limit> {
    vec![
        limit(
            ("ROLE-1", "permissions", "permissions of a custom role"),
            "",
            &["1", "2"],
            &["0"],
            |count| {
                let names = ["deployment.get", "deployment.update"];
                let names = names.iter().take(number(count)).map(|it| (*it).to_owned());
                role(|draft| draft.permissions = names.collect())
            },
        ),
        limit(
            ("TEAM-4", "memberIds", "people of one call"),
            "",
            &["1", "2"],
            &["0"],
            |count| {
                decided(people, |fixture| {
                    let (bo, cy) = (fixture.user_named("Bo"), fixture.user_named("Cy"));
                    Command::AddTeamMembers {
                        id: fixture.team("Loaders"),
                        users: [bo, cy].into_iter().take(number(count)).collect(),
                    }
                })
            },
        ),
        limit(
            (
                "USR-9",
                "workspaceRoles",
                "people on Developer who hold Workspace roles below Owner",
            ),
            "policy/mod.rs MOST_LIMITED_ON_DEVELOPER",
            &["1", "2"],
            &["3"],
            |count| {
                let fixture = people();
                let mut fixture = with_organization(fixture, |it| it.plan = Plan::Developer);
                let mut last = Ok(());
                for name in ["Nil", "Bo", "Cy"].iter().take(number(count)) {
                    let command = Command::AssignWorkspaceRole {
                        holder: Holder::User(fixture.user_named(name)),
                        workspace: fixture.workspace("Data Platform"),
                        role: Some(WorkspaceRole::Member),
                    };
                    last = fixture.execute(&command);
                }
                last
            },
        ),
        limit(
            ("USR-7", "dagRoles", "Runtime that DAG roles need"),
            "policy/mod.rs LEAST_RUNTIME_FOR_DAG_ROLES",
            &["3.1-12", "3.1-13"],
            &["3.1-2", "13.9.0"],
            |version| {
                let mut fixture = super::deployments::on_runtime(people(), "x", version);
                let (nil, x) = (fixture.user_named("Nil"), fixture.deployment("x"));
                fixture.must(Command::AssignDeploymentRole {
                    holder: Holder::User(nil),
                    deployment: x,
                    role: Some(DeploymentRole::ADMIN),
                });
                fixture
                    .decide(&Command::AssignDagRole {
                        holder: Holder::User(nil),
                        deployment: x,
                        dags: DagSelector::Id("orders".into()),
                        role: Some(DagRole::VIEWER),
                    })
                    .map(drop)
            },
        ),
    ]
}
