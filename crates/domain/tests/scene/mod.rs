//! The Organization that the tables of rules play in, and short ways to say a command.

pub mod alerts;
pub mod clusters;
pub mod deploys;
pub mod doors;
pub mod environment;
pub mod findings;
pub mod logs;
pub mod staffed;

use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::cluster::{ClusterDraft, ClusterField};
use planisphere_domain::deployment::{
    DeploymentDraft, DeploymentField, EnvironmentVariable, Executor, HibernationOverride,
    HibernationSchedule, HibernationSpec, InfrastructureChoice, RemoteExecution, VariableChange,
    VariableValue, WorkerQueue,
};
use planisphere_domain::organization::{Organization, OrganizationStatus, Plan};
use planisphere_domain::quantity::Quantity;
use planisphere_domain::{Command, Edit, Event, NodePoolId};
use planisphere_fixtures::Fixture;

/// Two Workspaces, clusters of every kind, and Deployments that differ where rules look.
pub fn scene() -> Fixture {
    scene_on(Plan::Enterprise)
}

/// The same on another plan, as after a change of plans.
pub fn scene_on(plan: Plan) -> Fixture {
    let fixture = Fixture::founded()
        .with_workspace("Empty")
        .with_deprecated_runtimes()
        .with_cluster("open", CloudProvider::Aws, "eu-central-1")
        .with_restricted_cluster("closed", CloudProvider::Gcp, "us-east4", &["Empty"])
        .with_hybrid_cluster("own", CloudProvider::Aws, "us-east-1", &["m5.xlarge"])
        .with_hybrid_cluster("other", CloudProvider::Aws, "us-east-1", &["m5.large"])
        .with_deployment("Data Platform", "etl")
        .with_deployment("Data Platform", "twin")
        .with_deployment_as("Data Platform", "pods", |draft| {
            draft.executor = Some(Executor::Kubernetes);
        })
        .with_deployment_as("Data Platform", "dev", |draft| {
            draft.is_development_mode = true;
            draft.hibernation = Some(hibernation(&[("0 18 * * *", "0 7 * * *")]));
        })
        .with_deployment_as("Data Platform", "locked", |draft| {
            draft.is_cicd_enforced = Some(true);
        });
    let (own, open) = (fixture.cluster("own"), fixture.cluster("open"));
    let sealed = fixture.clone().ids().secret(fixture.now());
    let fixture = fixture
        .with_deployment_as("Data Platform", "hybrid", |draft| {
            draft.infrastructure = Some(InfrastructureChoice::Cluster(own));
        })
        .with_deployment_as("Data Platform", "remote", |draft| {
            draft.infrastructure = Some(InfrastructureChoice::Cluster(open));
            draft.executor = Some(Executor::Astro);
            draft.remote_execution = Some(RemoteExecution::default());
        })
        .with_deployment_as("Data Platform", "secretive", |draft| {
            draft.environment_variables = vec![
                plain("LEVEL", "INFO"),
                EnvironmentVariable {
                    key: "PASSWORD".into(),
                    value: VariableValue::Secret(Some(sealed)),
                    updated_at: "2026-03-02T10:00:00Z".parse().unwrap(),
                },
            ];
        });
    with_organization(fixture, |organization| organization.plan = plan)
}

/// Changes the Organization's record in a way that no command does yet.
pub fn with_organization(fixture: Fixture, change: impl FnOnce(&mut Organization)) -> Fixture {
    let mut organization = fixture.state().organization().unwrap().clone();
    change(&mut organization);
    fixture.with_event(Event::OrganizationCreated(organization))
}

/// The scene while the Organization may not change things (ORG-7).
pub fn suspended() -> Fixture {
    with_organization(scene(), |organization| {
        organization.status = OrganizationStatus::Suspended;
    })
}

/// Creates a Deployment in the Workspace that has some.
pub fn create(fixture: &mut Fixture, shape: impl FnOnce(&mut DeploymentDraft)) -> Command {
    create_in(fixture, "Data Platform", shape)
}

/// Creates a Deployment.
pub fn create_in(
    fixture: &mut Fixture,
    workspace: &str,
    shape: impl FnOnce(&mut DeploymentDraft),
) -> Command {
    let workspace = fixture.workspace(workspace);
    let mut draft = fixture.draft(workspace, "new");
    shape(&mut draft);
    Command::CreateDeployment(Box::new(draft))
}

/// Sets fields of a Deployment, seen as they are stored.
pub fn edit(
    fixture: &Fixture,
    name: &str,
    values: impl IntoIterator<Item = DeploymentField>,
) -> Command {
    let id = fixture.deployment(name);
    let stored = fixture.state().deployment(id).unwrap();
    Command::UpdateDeployment {
        id,
        edits: values
            .into_iter()
            .map(|value| Edit::new(stored.field(&value), value))
            .collect(),
    }
}

/// Changes the first queue of a Deployment.
pub fn edit_queue(fixture: &Fixture, name: &str, change: impl FnOnce(&mut WorkerQueue)) -> Command {
    let stored = fixture
        .state()
        .deployment(fixture.deployment(name))
        .unwrap();
    let mut queues = stored.worker_queues.clone();
    change(&mut queues[0]);
    edit(fixture, name, [DeploymentField::WorkerQueues(queues)])
}

/// A queue like the default one under another name, with an id of its own.
pub fn queue(fixture: &mut Fixture, name: &str) -> WorkerQueue {
    let now = fixture.now();
    let mut queue = WorkerQueue::default_queue(fixture.ids().queue(now));
    queue.name = name.into();
    queue
}

/// A wish for a dedicated cluster that is fine.
pub fn cluster(fixture: &mut Fixture, shape: impl FnOnce(&mut ClusterDraft)) -> Command {
    let now = fixture.now();
    let id = fixture.ids().cluster(now);
    let mut draft = ClusterDraft::new(id, "new", CloudProvider::Azure, "westeurope");
    shape(&mut draft);
    Command::CreateCluster(Box::new(draft))
}

/// Sets fields of a cluster, seen as they are stored.
pub fn update_cluster(fixture: &Fixture, name: &str, values: Vec<ClusterField>) -> Command {
    let id = fixture.cluster(name);
    let stored = fixture.state().cluster(id).unwrap();
    let edit = |value: ClusterField| Edit::new(stored.field(&value), value);
    Command::UpdateCluster {
        id,
        edits: values.into_iter().map(edit).collect(),
    }
}

/// Moves a Deployment.
pub fn transfer(fixture: &Fixture, deployment: &str, workspace: &str) -> Command {
    Command::TransferDeployment {
        id: fixture.deployment(deployment),
        target: fixture.workspace(workspace),
    }
}

/// Decides by hand whether a Deployment sleeps.
pub fn override_hibernation(
    fixture: &Fixture,
    deployment: &str,
    by_hand: Option<(bool, Option<&str>)>,
) -> Command {
    Command::OverrideHibernation {
        id: fixture.deployment(deployment),
        by_hand: by_hand.map(|(is_hibernating, until)| HibernationOverride {
            is_hibernating,
            override_until: until.map(str::to_owned),
        }),
    }
}

/// Changes variables by key: what was seen, and what shall be.
pub fn change_variables(
    fixture: &Fixture,
    deployment: &str,
    changes: &[(&str, Option<VariableValue>, Option<VariableValue>)],
) -> Command {
    let change = |(key, base, value): &(&str, Option<VariableValue>, Option<VariableValue>)| {
        VariableChange {
            key: (*key).into(),
            base: base.clone(),
            value: value.clone(),
        }
    };
    Command::ChangeEnvironmentVariables {
        id: fixture.deployment(deployment),
        changes: changes.iter().map(change).collect(),
    }
}

/// What a variable of a Deployment holds.
pub fn variable(fixture: &Fixture, deployment: &str, key: &str) -> Option<VariableValue> {
    let stored = fixture
        .state()
        .deployment(fixture.deployment(deployment))
        .unwrap();
    let mut variables = stored.environment_variables.iter();
    let found = variables.find(|variable| variable.key == key);
    found.map(|variable| variable.value.clone())
}

/// A plain variable.
pub fn plain(key: &str, value: &str) -> EnvironmentVariable {
    EnvironmentVariable {
        key: key.into(),
        value: VariableValue::Plain(value.into()),
        updated_at: "2026-03-02T10:00:00Z".parse().unwrap(),
    }
}

/// Schedules, all enabled.
pub fn hibernation(crons: &[(&str, &str)]) -> HibernationSpec {
    HibernationSpec {
        schedules: crons
            .iter()
            .map(|(hibernate_at, wake_at)| HibernationSchedule {
                hibernate_at_cron: (*hibernate_at).into(),
                wake_at_cron: (*wake_at).into(),
                description: String::new(),
                is_enabled: true,
            })
            .collect(),
        override_by_hand: None,
    }
}

/// Asleep by hand until then.
pub fn asleep_until(until: &str) -> HibernationSpec {
    HibernationSpec {
        schedules: Vec::new(),
        override_by_hand: Some(HibernationOverride {
            is_hibernating: true,
            override_until: Some(until.into()),
        }),
    }
}

/// An amount.
pub fn amount(text: &str) -> Option<Quantity> {
    Some(Quantity::new(text))
}

/// A Deployment on the hybrid cluster.
pub fn hybrid(fixture: &mut Fixture, shape: impl FnOnce(&mut DeploymentDraft)) -> Command {
    let own = fixture.cluster("own");
    create(fixture, |draft| {
        draft.infrastructure = Some(InfrastructureChoice::Cluster(own));
        shape(draft);
    })
}

/// The one node pool of a hybrid cluster.
pub fn pool(fixture: &Fixture, cluster: &str) -> NodePoolId {
    let cluster = fixture.state().cluster(fixture.cluster(cluster)).unwrap();
    cluster.node_pools[0].id
}
