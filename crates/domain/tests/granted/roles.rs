//! Roles of people, Teams and tokens at every scope.

use planisphere_domain::Command;
use planisphere_domain::access::DagSelector;
use planisphere_domain::organization::Plan;
use planisphere_domain::policy::{DagRole, DeploymentRole, OrganizationRole, WorkspaceRole};
use planisphere_fixtures::{Fixture, PERSONAL_DAG, Persona, VARIABLE_EDITOR};

use super::{Accepted, accepted};
use crate::scene::staffed::{
    custom, custom_dag, in_workspace, on_deployment, person, provisioned_to_ada, staffed,
    staffed_as, staffed_on, team, token,
};

pub fn cases() -> Vec<Accepted> {
    [organization(), workspaces(), deployments(), dags()]
        .into_iter()
        .flatten()
        .collect()
}

fn everywhere(holder: planisphere_domain::access::Holder, role: OrganizationRole) -> Command {
    Command::AssignOrganizationRole { holder, role }
}

fn organization() -> Vec<Accepted> {
    vec![
        accepted("a person becomes an owner", staffed, |fixture| {
            everywhere(person(fixture, "Nil"), OrganizationRole::Owner)
        }),
        accepted("an Observe role", staffed, |fixture| {
            everywhere(person(fixture, "Nil"), OrganizationRole::ObserveAdmin)
        }),
        accepted(
            "one of two owners steps down",
            || staffed().with_user("Second", OrganizationRole::Owner),
            |fixture| everywhere(person(fixture, "Ada Kim"), OrganizationRole::Member),
        ),
        accepted(
            "a Team of the identity provider",
            provisioned_to_ada,
            |fixture| everywhere(team(fixture, "Pushed"), OrganizationRole::BillingAdmin),
        ),
        accepted("a token", staffed, |fixture| {
            everywhere(token(fixture, "audit"), OrganizationRole::Owner)
        }),
        accepted("as it is", staffed, |fixture| {
            everywhere(person(fixture, "Nil"), OrganizationRole::Member)
        }),
    ]
}

fn workspaces() -> Vec<Accepted> {
    vec![
        accepted(
            "somebody invited",
            || staffed_as(Persona::WorkspaceOwner),
            |fixture| {
                let soon = person(fixture, "soon@northwind.example");
                in_workspace(fixture, soon, "Data Platform", Some(WorkspaceRole::Owner))
            },
        ),
        accepted(
            "a Team",
            || staffed_as(Persona::WorkspaceOwner),
            |fixture| {
                let loaders = team(fixture, "Loaders");
                let role = Some(WorkspaceRole::Operator);
                in_workspace(fixture, loaders, "Data Platform", role)
            },
        ),
        accepted(
            "one of many who count already, after a downgrade",
            || staffed_on(Plan::Developer),
            |fixture| {
                let viewer = person(fixture, "Viktor Lind");
                in_workspace(
                    fixture,
                    viewer,
                    "Data Platform",
                    Some(WorkspaceRole::Author),
                )
            },
        ),
        accepted("a Team taken away after a downgrade", attached, |fixture| {
            in_workspace(fixture, team(fixture, "Loaders"), "Data Platform", None)
        }),
        accepted(
            "a token of the Organization",
            || staffed_as(Persona::WorkspaceOperator),
            |fixture| {
                let audit = token(fixture, "audit");
                in_workspace(fixture, audit, "Data Platform", Some(WorkspaceRole::Author))
            },
        ),
        accepted("a token's own role", staffed, |fixture| {
            let ci = token(fixture, "ci");
            in_workspace(fixture, ci, "Data Platform", Some(WorkspaceRole::Owner))
        }),
        accepted("with everything that stands on it", staffed, |fixture| {
            in_workspace(
                fixture,
                person(fixture, "Dario Greco"),
                "Data Platform",
                None,
            )
        }),
        accepted("a token keeps what it has below", on_both, |fixture| {
            in_workspace(fixture, token(fixture, "audit"), "Data Platform", None)
        }),
    ]
}

/// The Team is in the Workspace, and the plan no longer has Teams.
fn attached() -> Fixture {
    let fixture = staffed();
    let loaders = team(&fixture, "Loaders");
    let fixture = fixture.with_workspace_role(loaders, "Data Platform", WorkspaceRole::Member);
    crate::scene::with_organization(fixture, |organization| organization.plan = Plan::Developer)
}

fn on_both() -> Fixture {
    let fixture = staffed();
    let audit = token(&fixture, "audit");
    fixture
        .with_workspace_role(audit, "Data Platform", WorkspaceRole::Member)
        .with_deployment_role(audit, "etl", DeploymentRole::ADMIN)
}

fn deployments() -> Vec<Accepted> {
    vec![
        accepted("with access to the Workspace", staffed, |fixture| {
            let nil = person(fixture, "Nil");
            on_deployment(fixture, nil, "etl", Some(DeploymentRole::ADMIN))
        }),
        accepted(
            "beside a role in the Workspace, by a Deployment Admin",
            || staffed_as(Persona::DeploymentAdmin),
            |fixture| {
                let viewer = person(fixture, "Viktor Lind");
                on_deployment(
                    fixture,
                    viewer,
                    "etl",
                    Some(custom(fixture, VARIABLE_EDITOR)),
                )
            },
        ),
        accepted("a token needs none in the Workspace", staffed, |fixture| {
            let audit = token(fixture, "audit");
            on_deployment(fixture, audit, "etl", Some(DeploymentRole::ADMIN))
        }),
        accepted(
            "a token's own role on the least plan",
            || staffed_on(Plan::Developer),
            |fixture| {
                let deploy = token(fixture, "deploy");
                on_deployment(fixture, deploy, "etl", Some(DeploymentRole::ACCESSOR))
            },
        ),
        accepted("with the DAG roles that stand on it", staffed, |fixture| {
            on_deployment(fixture, person(fixture, "Dario Greco"), "etl", None)
        }),
    ]
}

fn dags() -> Vec<Accepted> {
    vec![
        accepted("by id, with everything above", staffed, |fixture| {
            Command::AssignDagRole {
                holder: person(fixture, "Nil"),
                deployment: fixture.deployment("etl"),
                dags: DagSelector::Id(" orders ".into()),
                role: Some(DagRole::AUTHOR),
            }
        }),
        accepted("by tag, a custom role of a Team", staffed, |fixture| {
            Command::AssignDagRole {
                holder: team(fixture, "Loaders"),
                deployment: fixture.deployment("etl"),
                dags: DagSelector::Tag("team:loads".into()),
                role: Some(custom_dag(fixture, "Trigger")),
            }
        }),
        accepted("another role for the same DAG", staffed, |fixture| {
            Command::AssignDagRole {
                holder: person(fixture, "Dario Greco"),
                deployment: fixture.deployment("etl"),
                dags: DagSelector::Id(PERSONAL_DAG.into()),
                role: Some(DagRole::AUTHOR),
            }
        }),
        accepted("taken", staffed, |fixture| Command::AssignDagRole {
            holder: person(fixture, "Dario Greco"),
            deployment: fixture.deployment("etl"),
            dags: DagSelector::Id(PERSONAL_DAG.into()),
            role: None,
        }),
    ]
}
