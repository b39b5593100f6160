//! API tokens.

use planisphere_domain::access::{DagSelector, RoleEntry};
use planisphere_domain::api_token::{ApiTokenField, OwnRole, TokenKind, TokenScope};
use planisphere_domain::organization::Plan;
use planisphere_domain::policy::{DagRole, DeploymentRole, OrganizationRole, WorkspaceRole};
use planisphere_domain::{Command, Edit};
use planisphere_fixtures::{Persona, VARIABLE_EDITOR};

use super::{Accepted, accepted};
use crate::scene::staffed::{custom, custom_dag, staffed, staffed_as, staffed_on};

pub fn cases() -> Vec<Accepted> {
    [created(), managed()].into_iter().flatten().collect()
}

fn created() -> Vec<Accepted> {
    vec![
        accepted("of the Organization with roles below", staffed, |fixture| {
            let role = OwnRole::Organization(OrganizationRole::Member);
            let mut draft = fixture.token_draft(" reports ", TokenScope::Organization, role);
            draft.description = " Nightly ".into();
            draft.expiry_period_in_days = Some(90);
            draft.kind = TokenKind::DirectAccess;
            draft.extra_roles = vec![
                RoleEntry::Workspace(fixture.workspace("Empty"), WorkspaceRole::Member),
                RoleEntry::Deployment(fixture.deployment("twin"), DeploymentRole::ADMIN),
                RoleEntry::Dag(
                    fixture.deployment("etl"),
                    DagSelector::Tag(" team:loads ".into()),
                    custom_dag(fixture, "Trigger"),
                ),
            ];
            Command::CreateApiToken(Box::new(draft))
        }),
        accepted(
            "of a Workspace with a Deployment role, by its owner",
            || staffed_as(Persona::WorkspaceOwner),
            |fixture| {
                let scope = TokenScope::Workspace(fixture.workspace("Data Platform"));
                let role = OwnRole::Workspace(WorkspaceRole::Member);
                let mut draft = fixture.token_draft("edits", scope, role);
                draft.extra_roles = vec![RoleEntry::Deployment(
                    fixture.deployment("etl"),
                    custom(fixture, VARIABLE_EDITOR),
                )];
                Command::CreateApiToken(Box::new(draft))
            },
        ),
        accepted(
            "of a Deployment on the least plan",
            || staffed_on(Plan::Developer),
            |fixture| {
                let scope = TokenScope::Deployment(fixture.deployment("etl"));
                let role = OwnRole::Deployment(DeploymentRole::ADMIN);
                let mut draft = fixture.token_draft("ship", scope, role);
                draft.expiry_period_in_days = Some(3_650);
                Command::CreateApiToken(Box::new(draft))
            },
        ),
        accepted("of a Deployment for one DAG", staffed, |fixture| {
            let etl = fixture.deployment("etl");
            let scope = TokenScope::Deployment(etl);
            let role = OwnRole::Deployment(DeploymentRole::ACCESSOR);
            let mut draft = fixture.token_draft("one", scope, role);
            let orders = DagSelector::Id("orders".into());
            draft.extra_roles = vec![RoleEntry::Dag(etl, orders, DagRole::AUTHOR)];
            Command::CreateApiToken(Box::new(draft))
        }),
    ]
}

fn managed() -> Vec<Accepted> {
    vec![
        accepted("rename and describe", staffed, |fixture| {
            Command::UpdateApiToken {
                id: fixture.token("audit"),
                through: TokenScope::Organization,
                edits: vec![
                    Edit::new(
                        ApiTokenField::Name("audit".into()),
                        ApiTokenField::Name(" auditor ".into()),
                    ),
                    Edit::new(
                        ApiTokenField::Description(String::new()),
                        ApiTokenField::Description("Reads".into()),
                    ),
                ],
            }
        }),
        accepted(
            "by an Operator, whose role holds as much",
            || staffed_as(Persona::WorkspaceOperator),
            |fixture| Command::RotateApiToken {
                id: fixture.token("ci"),
                through: TokenScope::Workspace(fixture.workspace("Data Platform")),
            },
        ),
        accepted("of a Deployment", staffed, |fixture| {
            Command::DeleteApiToken {
                id: fixture.token("deploy"),
                through: TokenScope::Deployment(fixture.deployment("etl")),
            }
        }),
    ]
}
