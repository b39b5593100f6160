//! Giving and taking roles, for each kind of holder at each scope.

use planisphere_domain::Command;
use planisphere_domain::access::{DagSelector, Holder};
use planisphere_domain::policy::{DagRole, DeploymentRole, OrganizationRole, WorkspaceRole};
use planisphere_fixtures::{Fixture, Persona};

use super::{Gate, On, gate};
use Persona::{DeploymentAdmin, Owner, WorkspaceOperator, WorkspaceOwner, WorkspaceViewer};

fn nil(fixture: &Fixture) -> Holder {
    Holder::User(fixture.user_named("Nil"))
}

fn loaders(fixture: &Fixture) -> Holder {
    Holder::Team(fixture.team("Loaders"))
}

fn token(fixture: &Fixture, name: &str) -> Holder {
    Holder::ApiToken(fixture.token(name))
}

fn everywhere(holder: Holder) -> Command {
    Command::AssignOrganizationRole {
        holder,
        role: OrganizationRole::BillingAdmin,
    }
}

fn in_workspace(fixture: &Fixture, holder: Holder, role: Option<WorkspaceRole>) -> Command {
    Command::AssignWorkspaceRole {
        holder,
        workspace: fixture.workspace("Data Platform"),
        role,
    }
}

fn on_deployment(fixture: &Fixture, holder: Holder, role: Option<DeploymentRole>) -> Command {
    Command::AssignDeploymentRole {
        holder,
        deployment: fixture.deployment("etl"),
        role,
    }
}

fn on_dags(fixture: &Fixture, holder: Holder, dags: DagSelector, role: Option<DagRole>) -> Command {
    Command::AssignDagRole {
        holder,
        deployment: fixture.deployment("etl"),
        dags,
        role,
    }
}

pub const GATES: &[Gate] = &[
    gate(
        "assignOrganizationRole",
        "of a person",
        "organization.users.update",
        On::Organization,
        |fixture| everywhere(nil(fixture)),
        &[Owner],
    ),
    gate(
        "assignOrganizationRole",
        "of a Team",
        "organization.teams.update",
        On::Organization,
        |fixture| everywhere(loaders(fixture)),
        &[Owner],
    ),
    gate(
        "assignOrganizationRole",
        "of a token",
        "organization.apiTokens.update",
        On::Organization,
        |fixture| everywhere(token(fixture, "audit")),
        &[Owner],
    ),
    gate(
        "assignWorkspaceRole",
        "add a person",
        "workspace.users.create",
        On::Workspace,
        |fixture| in_workspace(fixture, nil(fixture), Some(WorkspaceRole::Member)),
        &[Owner, WorkspaceOwner],
    ),
    gate(
        "assignWorkspaceRole",
        "change a person's",
        "workspace.users.update",
        On::Workspace,
        |fixture| {
            let holder = Holder::User(WorkspaceViewer.id());
            in_workspace(fixture, holder, Some(WorkspaceRole::Author))
        },
        &[Owner, WorkspaceOwner],
    ),
    gate(
        "assignWorkspaceRole",
        "take a person's",
        "workspace.users.delete",
        On::Workspace,
        |fixture| in_workspace(fixture, Holder::User(WorkspaceViewer.id()), None),
        &[Owner, WorkspaceOwner],
    ),
    gate(
        "assignWorkspaceRole",
        "attach a Team",
        "workspace.teams.create",
        On::Workspace,
        |fixture| in_workspace(fixture, loaders(fixture), Some(WorkspaceRole::Operator)),
        &[Owner, WorkspaceOwner],
    ),
    gate(
        "assignWorkspaceRole",
        "detach a Team",
        "workspace.teams.delete",
        On::Workspace,
        |fixture| {
            fixture.must(in_workspace(
                fixture,
                loaders(fixture),
                Some(WorkspaceRole::Operator),
            ));
            in_workspace(fixture, loaders(fixture), None)
        },
        &[Owner, WorkspaceOwner],
    ),
    gate(
        "assignWorkspaceRole",
        "attach a token",
        "workspace.apiTokens.update",
        On::Workspace,
        |fixture| {
            in_workspace(
                fixture,
                token(fixture, "audit"),
                Some(WorkspaceRole::Author),
            )
        },
        &[Owner, WorkspaceOwner, WorkspaceOperator],
    ),
    gate(
        "assignDeploymentRole",
        "give a person one",
        "deployment.users.delete",
        On::Deployment,
        |fixture| on_deployment(fixture, nil(fixture), Some(DeploymentRole::ADMIN)),
        &[Owner, WorkspaceOwner, DeploymentAdmin],
    ),
    gate(
        "assignDeploymentRole",
        "take a person's",
        "deployment.users.delete",
        On::Deployment,
        |fixture| on_deployment(fixture, Holder::User(Persona::VariableEditor.id()), None),
        &[Owner, WorkspaceOwner, DeploymentAdmin],
    ),
    gate(
        "assignDeploymentRole",
        "give a Team one",
        "deployment.teams.delete",
        On::Deployment,
        |fixture| on_deployment(fixture, loaders(fixture), Some(DeploymentRole::ACCESSOR)),
        &[Owner, WorkspaceOwner, DeploymentAdmin],
    ),
    gate(
        "assignDeploymentRole",
        "give a token one",
        "deployment.apiTokens.roles.update",
        On::Deployment,
        |fixture| {
            on_deployment(
                fixture,
                token(fixture, "audit"),
                Some(DeploymentRole::ADMIN),
            )
        },
        &[Owner, WorkspaceOwner, DeploymentAdmin],
    ),
    gate(
        "assignDagRole",
        "give a person one by id",
        "deployment.users.delete",
        On::Deployment,
        |fixture| {
            let dags = DagSelector::Id("orders".into());
            on_dags(fixture, nil(fixture), dags, Some(DagRole::AUTHOR))
        },
        &[Owner, WorkspaceOwner, DeploymentAdmin],
    ),
    gate(
        "assignDagRole",
        "give a Team one by tag",
        "deployment.teams.delete",
        On::Deployment,
        |fixture| {
            let dags = DagSelector::Tag("team:loads".into());
            on_dags(fixture, loaders(fixture), dags, Some(DagRole::VIEWER))
        },
        &[Owner, WorkspaceOwner, DeploymentAdmin],
    ),
    gate(
        "assignDagRole",
        "give a token one",
        "deployment.apiTokens.roles.update",
        On::Deployment,
        |fixture| {
            let dags = DagSelector::Tag("team:loads".into());
            on_dags(
                fixture,
                token(fixture, "audit"),
                dags,
                Some(DagRole::VIEWER),
            )
        },
        &[Owner, WorkspaceOwner, DeploymentAdmin],
    ),
    gate(
        "assignDagRole",
        "take a person's",
        "deployment.users.delete",
        On::Deployment,
        |fixture| {
            let dags = DagSelector::Id(planisphere_fixtures::PERSONAL_DAG.into());
            on_dags(fixture, Holder::User(Persona::DagViewer.id()), dags, None)
        },
        &[Owner, WorkspaceOwner, DeploymentAdmin],
    ),
];
