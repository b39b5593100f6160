//! Environment objects of a Workspace and of a Deployment.

use planisphere_domain::environment_object::{EnvironmentObjectField, ObjectScope};
use planisphere_domain::{Command, Edit};
use planisphere_fixtures::{Fixture, Persona};

use super::{Gate, On, gate};
use Persona::{DeploymentAdmin, Owner, WorkspaceOperator, WorkspaceOwner};

fn here(fixture: &Fixture) -> ObjectScope {
    ObjectScope::Workspace(fixture.workspace("Data Platform"))
}

fn below(fixture: &Fixture) -> ObjectScope {
    ObjectScope::Deployment(fixture.deployment("etl"))
}

fn create(fixture: &mut Fixture, scope: ObjectScope) -> Command {
    Command::CreateEnvironmentObject(Box::new(fixture.variable_draft("level", scope)))
}

fn describe(fixture: &mut Fixture, scope: ObjectScope) -> Command {
    *fixture = fixture.clone().with_object("level", scope, |_| {});
    Command::UpdateEnvironmentObject {
        id: fixture.object("level"),
        edits: vec![Edit::new(
            EnvironmentObjectField::Description(String::new()),
            EnvironmentObjectField::Description("How loud".into()),
        )],
    }
}

fn delete(fixture: &mut Fixture, scope: ObjectScope) -> Command {
    *fixture = fixture.clone().with_object("level", scope, |_| {});
    Command::DeleteEnvironmentObject {
        id: fixture.object("level"),
    }
}

const OF_WORKSPACE: &[Persona] = &[Owner, WorkspaceOwner, WorkspaceOperator];
const OF_DEPLOYMENT: &[Persona] = &[Owner, WorkspaceOwner, WorkspaceOperator, DeploymentAdmin];

pub const GATES: &[Gate] = &[
    gate(
        "createEnvironmentObject",
        "of a Workspace",
        "workspace.envObjects.create",
        On::Workspace,
        |fixture| {
            let scope = here(fixture);
            create(fixture, scope)
        },
        OF_WORKSPACE,
    ),
    gate(
        "createEnvironmentObject",
        "of a Deployment",
        "deployment.envObjects.create",
        On::Deployment,
        |fixture| {
            let scope = below(fixture);
            create(fixture, scope)
        },
        OF_DEPLOYMENT,
    ),
    gate(
        "updateEnvironmentObject",
        "of a Workspace",
        "workspace.envObjects.update",
        On::Workspace,
        |fixture| {
            let scope = here(fixture);
            describe(fixture, scope)
        },
        OF_WORKSPACE,
    ),
    gate(
        "updateEnvironmentObject",
        "of a Deployment",
        "deployment.envObjects.update",
        On::Deployment,
        |fixture| {
            let scope = below(fixture);
            describe(fixture, scope)
        },
        OF_DEPLOYMENT,
    ),
    gate(
        "deleteEnvironmentObject",
        "of a Workspace",
        "workspace.envObjects.delete",
        On::Workspace,
        |fixture| {
            let scope = here(fixture);
            delete(fixture, scope)
        },
        OF_WORKSPACE,
    ),
    gate(
        "deleteEnvironmentObject",
        "of a Deployment",
        "deployment.envObjects.delete",
        On::Deployment,
        |fixture| {
            let scope = below(fixture);
            delete(fixture, scope)
        },
        OF_DEPLOYMENT,
    ),
];
