//! Deploys, rollbacks and agent tokens.

use planisphere_domain::deploy::{DeployField, DeployOutcome};
use planisphere_domain::{Command, Edit};
use planisphere_fixtures::{Fixture, Persona};

use super::{Gate, On, gate};
use Persona::{DeploymentAdmin, Owner, WorkspaceEditor, WorkspaceOperator, WorkspaceOwner};

const DEPLOYERS: &[Persona] = &[
    Owner,
    WorkspaceOwner,
    WorkspaceOperator,
    WorkspaceEditor,
    DeploymentAdmin,
];
const OPERATORS: &[Persona] = &[Owner, WorkspaceOwner, WorkspaceOperator, DeploymentAdmin];

/// The Deployment `etl` in place of one with remote execution.
fn remote(fixture: &mut Fixture) {
    use planisphere_domain::Event;
    use planisphere_domain::deployment::RemoteExecution;
    let id = fixture.deployment("etl");
    let mut deployment = fixture.state().deployment(id).unwrap().clone();
    deployment.remote_execution = Some(RemoteExecution::default());
    let event = Event::DeploymentEdited {
        id,
        changes: vec![
            planisphere_domain::deployment::DeploymentField::RemoteExecution(
                deployment.remote_execution,
            ),
        ],
    };
    *fixture = fixture.clone().with_event(event);
}

pub const GATES: &[Gate] = &[
    gate(
        "createDeploy",
        "",
        "deployment.deploys.create",
        On::Deployment,
        |fixture| Command::CreateDeploy(Box::new(fixture.deploy_draft("etl", "new"))),
        DEPLOYERS,
    ),
    gate(
        "updateDeploy",
        "",
        "deployment.deploys.update",
        On::Deployment,
        |fixture| {
            *fixture = fixture.clone().with_deploy("etl", "first", |_| {});
            Command::UpdateDeploy {
                id: fixture.deploy("first"),
                edits: vec![Edit::new(
                    DeployField::Description("first".into()),
                    DeployField::Description("1".into()),
                )],
            }
        },
        DEPLOYERS,
    ),
    gate(
        "finalizeDeploy",
        "of somebody who is nobody's persona",
        "deployment.deploys.update",
        On::Deployment,
        |fixture| {
            let token = fixture.token("deploy");
            fixture.act_as_token(token);
            let draft = fixture.deploy_draft("etl", "half");
            fixture.must(Command::CreateDeploy(Box::new(draft)));
            Command::FinalizeDeploy {
                id: fixture.deploy("half"),
                outcome: DeployOutcome::Failed,
            }
        },
        DEPLOYERS,
    ),
    gate(
        "rollBackDeploy",
        "",
        "deployment.deploys.update",
        On::Deployment,
        |fixture| {
            *fixture = fixture.clone().with_deploy("etl", "first", |_| {});
            let now = fixture.now();
            Command::RollBackDeploy {
                id: fixture.ids().deploy(now),
                deployment: fixture.deployment("etl"),
                target: fixture.deploy("first"),
                description: String::new(),
            }
        },
        DEPLOYERS,
    ),
    gate(
        "createAgentToken",
        "",
        "deployment.agentTokens.create",
        On::Deployment,
        |fixture| {
            remote(fixture);
            Command::CreateAgentToken(fixture.agent_token_draft("agent", "etl"))
        },
        OPERATORS,
    ),
    gate(
        "deleteAgentToken",
        "",
        "deployment.agentTokens.delete",
        On::Deployment,
        |fixture| {
            remote(fixture);
            *fixture = fixture.clone().with_agent_token("agent", "etl");
            Command::DeleteAgentToken {
                id: fixture.agent_token("agent"),
            }
        },
        OPERATORS,
    ),
];
