//! Deployments: the override of hibernation, and single environment variables.

use planisphere_domain::Command;
use planisphere_domain::deployment::{VariableChange, VariableValue};
use planisphere_fixtures::Persona::{DeploymentAdmin, Owner, WorkspaceOperator, WorkspaceOwner};

use super::{Gate, On, gate};

pub const GATES: &[Gate] = &[
    // Nothing to clear, so that nothing but the permission is asked about.
    gate(
        "overrideHibernation",
        "",
        "deployment.update",
        On::Deployment,
        |fixture| Command::OverrideHibernation {
            id: fixture.deployment("etl"),
            by_hand: None,
        },
        &[Owner, WorkspaceOwner, WorkspaceOperator, DeploymentAdmin],
    ),
    gate(
        "changeEnvironmentVariables",
        "",
        "deployment.update",
        On::Deployment,
        |fixture| Command::ChangeEnvironmentVariables {
            id: fixture.deployment("etl"),
            changes: vec![VariableChange {
                key: "LEVEL".into(),
                base: None,
                value: Some(VariableValue::Plain("DEBUG".into())),
            }],
        },
        &[Owner, WorkspaceOwner, WorkspaceOperator, DeploymentAdmin],
    ),
];
