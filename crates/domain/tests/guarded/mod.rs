//! The table of gates: the permission as the API names it and the people who pass, written by hand.

mod alerts;
mod clusters;
mod custom_roles;
mod deployments;
mod deploys;
mod doors;
mod environment;
mod findings;
mod people;
mod roles;
mod teams;
mod tokens;

use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::cluster::ClusterDraft;
use planisphere_domain::deployment::{DeploymentField, LogDestination, LogForwarding};
use planisphere_domain::organization::OrganizationField;
use planisphere_domain::workspace::{WorkspaceDraft, WorkspaceField};
use planisphere_domain::{Command, Edit};
use planisphere_fixtures::{Fixture, Persona};

use Persona::{
    BillingAdmin, DeploymentAdmin, Owner, WorkspaceEditor, WorkspaceOperator, WorkspaceOwner,
};

/// What a permission is asked on.
#[derive(Clone, Copy)]
pub enum On {
    /// The Organization at hand.
    Organization,
    /// The Workspace at hand.
    Workspace,
    /// The Deployment at hand.
    Deployment,
}

/// One row: a command in one of its uses.
pub struct Gate {
    /// The command's name.
    pub command: &'static str,
    /// Which use of it.
    pub about: &'static str,
    /// The permission's name in the API.
    pub permission: &'static str,
    /// What it is asked on.
    pub on: On,
    /// The command.
    pub make: fn(&mut Fixture) -> Command,
    /// Whoever passes.
    pub passes: &'static [Persona],
}

/// Every guarded command in its uses.
pub fn all() -> impl Iterator<Item = &'static Gate> {
    [
        PLACES,
        clusters::GATES,
        deployments::GATES,
        doors::GATES,
        people::GATES,
        teams::GATES,
        custom_roles::GATES,
        tokens::GATES,
        roles::GATES,
        alerts::GATES,
        deploys::GATES,
        findings::GATES,
        environment::GATES,
    ]
    .into_iter()
    .flatten()
}

const fn gate(
    command: &'static str,
    about: &'static str,
    permission: &'static str,
    on: On,
    make: fn(&mut Fixture) -> Command,
    passes: &'static [Persona],
) -> Gate {
    Gate {
        command,
        about,
        permission,
        on,
        make,
        passes,
    }
}

/// The Organization, Workspaces, clusters and Deployments.
const PLACES: &[Gate] = &[
    Gate {
        command: "updateOrganization",
        about: "the name",
        permission: "organization.settings.update",
        on: On::Organization,
        make: |_| Command::UpdateOrganization {
            edits: vec![Edit::new(
                OrganizationField::Name("Northwind Data".into()),
                OrganizationField::Name("Northwind".into()),
            )],
        },
        passes: &[Owner, BillingAdmin],
    },
    Gate {
        command: "createWorkspace",
        about: "",
        permission: "organization.workspaces.create",
        on: On::Organization,
        make: |fixture| {
            let now = fixture.now();
            let id = fixture.ids().workspace(now);
            Command::CreateWorkspace(WorkspaceDraft::new(id, "New"))
        },
        passes: &[Owner],
    },
    Gate {
        command: "updateWorkspace",
        about: "",
        permission: "workspace.settings.update",
        on: On::Workspace,
        make: |fixture| Command::UpdateWorkspace {
            id: fixture.workspace("Data Platform"),
            edits: vec![Edit::new(
                WorkspaceField::Description(String::new()),
                WorkspaceField::Description("Loads".into()),
            )],
        },
        passes: &[Owner, WorkspaceOwner],
    },
    Gate {
        command: "deleteWorkspace",
        about: "",
        permission: "workspace.delete",
        on: On::Workspace,
        make: |fixture| {
            let id = fixture.deployment("etl");
            // It has to be empty for whoever may.
            fixture.must(Command::DeleteDeployment { id });
            Command::DeleteWorkspace {
                id: fixture.workspace("Data Platform"),
            }
        },
        passes: &[Owner, WorkspaceOwner],
    },
    Gate {
        command: "createCluster",
        about: "",
        permission: "organization.clusters.create",
        on: On::Organization,
        make: |fixture| {
            let now = fixture.now();
            let id = fixture.ids().cluster(now);
            Command::CreateCluster(Box::new(ClusterDraft::new(
                id,
                "prod",
                CloudProvider::Aws,
                "eu-central-1",
            )))
        },
        passes: &[Owner],
    },
    Gate {
        command: "createDeployment",
        about: "",
        permission: "workspace.deployments.create",
        on: On::Workspace,
        make: |fixture| {
            let workspace = fixture.workspace("Data Platform");
            Command::CreateDeployment(Box::new(fixture.draft(workspace, "new")))
        },
        passes: &[Owner, WorkspaceOwner, WorkspaceOperator],
    },
    Gate {
        command: "updateDeployment",
        about: "description",
        permission: "deployment.config.update",
        on: On::Deployment,
        make: |fixture| {
            edit(
                fixture,
                &[DeploymentField::Description("Nightly loads".into())],
            )
        },
        passes: &[
            Owner,
            WorkspaceOwner,
            WorkspaceOperator,
            WorkspaceEditor,
            DeploymentAdmin,
        ],
    },
    Gate {
        command: "updateDeployment",
        about: "name and contact e-mails",
        permission: "deployment.config.update",
        on: On::Deployment,
        make: |fixture| {
            edit(
                fixture,
                &[
                    DeploymentField::Name("renamed".into()),
                    DeploymentField::ContactEmails(vec!["on@call.example".into()]),
                ],
            )
        },
        passes: &[
            Owner,
            WorkspaceOwner,
            WorkspaceOperator,
            WorkspaceEditor,
            DeploymentAdmin,
        ],
    },
    Gate {
        command: "updateDeployment",
        about: "a description beside something that counts",
        permission: "deployment.update",
        on: On::Deployment,
        make: |fixture| {
            edit(
                fixture,
                &[
                    DeploymentField::Description("Nightly loads".into()),
                    DeploymentField::IsDagDeployEnabled(false),
                ],
            )
        },
        passes: &[Owner, WorkspaceOwner, WorkspaceOperator, DeploymentAdmin],
    },
    Gate {
        command: "updateDeployment",
        about: "CI/CD enforcement",
        permission: "deployment.update",
        on: On::Deployment,
        make: |fixture| edit(fixture, &[DeploymentField::IsCicdEnforced(true)]),
        passes: &[Owner, WorkspaceOwner, WorkspaceOperator, DeploymentAdmin],
    },
    Gate {
        command: "setLogForwarding",
        about: "",
        permission: "deployment.logForwarding.update",
        on: On::Deployment,
        make: |fixture| Command::SetLogForwarding {
            id: fixture.deployment("etl"),
            base: None,
            value: Some(LogForwarding {
                destination: LogDestination::CloudWatch,
                endpoint: "/planisphere/etl".into(),
                credential_variable: String::new(),
                is_enabled: true,
            }),
        },
        passes: &[Owner, WorkspaceOwner, WorkspaceOperator, DeploymentAdmin],
    },
    Gate {
        command: "deleteDeployment",
        about: "",
        permission: "deployment.delete",
        on: On::Deployment,
        make: |fixture| Command::DeleteDeployment {
            id: fixture.deployment("etl"),
        },
        passes: &[Owner, WorkspaceOwner, WorkspaceOperator, DeploymentAdmin],
    },
];

fn edit(fixture: &Fixture, values: &[DeploymentField]) -> Command {
    let id = fixture.deployment("etl");
    let stored = fixture.state().deployment(id).unwrap();
    Command::UpdateDeployment {
        id,
        edits: values
            .iter()
            .map(|value| Edit::new(stored.field(value), value.clone()))
            .collect(),
    }
}
