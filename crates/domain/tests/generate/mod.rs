//! Random wishes: sensible and senseless values, by random people, about things picked by number.

mod access;
mod belongings;
mod deploys;
mod doors;
mod environment;
mod places;
mod values;

use std::collections::BTreeSet;

use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::cluster::ClusterDraft;
use planisphere_domain::deployment::{DeploymentDraft, DeploymentField, InfrastructureChoice};
use planisphere_domain::organization::OrganizationField;
use planisphere_domain::policy::OrganizationRole;
use planisphere_domain::user::UserField;
use planisphere_domain::workspace::{WorkspaceDraft, WorkspaceField};
use planisphere_domain::{
    ClusterId, Command, DeploymentId, Edit, QueueId, State, UserId, WorkspaceId,
};
use planisphere_fixtures::{Fixture, Persona};
use proptest::prelude::*;
use proptest::sample::select;

use access::{AccessWish, access_wish};
use belongings::{BelongingWish, belonging_wish};
use deploys::{DeployWish, deploy_wish};
use doors::{DoorWish, door_wish};
use environment::{EnvironmentWish, environment_wish};
use places::{PlaceWish, place_wish};
use values::{email, fields};
pub use values::{field, name, shows};

/// A wish that is not yet about anything in particular: numbers stand for the things of a state.
#[derive(Clone, Debug)]
pub enum Wish {
    /// The Organization's name or its switch for old Runtimes.
    Organization(OrganizationField),
    /// An invite.
    Invite(u128, String, OrganizationRole),
    /// A person's name or address.
    User(usize, UserField),
    /// A new Workspace.
    CreateWorkspace(u128, String, String),
    /// A Workspace's name or description; the flag says that the author saw something old.
    Workspace(usize, WorkspaceField, bool),
    /// The end of a Workspace.
    DeleteWorkspace(usize),
    /// A new cluster, restricted to a Workspace if one is named.
    CreateCluster(u128, String, CloudProvider, String, Option<usize>),
    /// A new Deployment; where, under which name, on which cluster, and what is different from the default.
    CreateDeployment(u128, usize, String, Option<usize>, Vec<DeploymentField>),
    /// Fields of a Deployment; the flag says that the author saw something old.
    Deployment(usize, Vec<DeploymentField>, bool),
    /// The end of a Deployment.
    DeleteDeployment(usize),
    /// Something about people, Teams, roles and tokens.
    Access(AccessWish),
    /// Something about the way in, clusters and moves.
    Door(DoorWish),
    /// Something about clusters, defaults, logs and rates.
    Place(PlaceWish),
    /// Something about deploys and agent tokens.
    Deploy(DeployWish),
    /// Something about environment objects.
    Environment(EnvironmentWish),
    /// Something about what belongs to Workspaces and Deployments.
    Belonging(BelongingWish),
}

/// Any wish.
pub fn wish() -> impl Strategy<Value = Wish> {
    let number = || 0..NUMBERS;
    // Few ids, so that some are there already.
    let id = || prop_oneof![1 => 0..4u128, 6 => any::<u128>()];
    let workspace = || {
        prop_oneof![
            name().prop_map(WorkspaceField::Name),
            name().prop_map(WorkspaceField::Description),
        ]
    };
    let region = select(vec![
        "us-east-1",
        "eu-central-1",
        "westeurope",
        "us-east4",
        "",
    ]);
    let organization = prop_oneof![
        name().prop_map(OrganizationField::Name),
        any::<bool>().prop_map(OrganizationField::AllowsDeprecatedRuntimes),
    ];
    let user = prop_oneof![
        name().prop_map(UserField::FullName),
        email().prop_map(UserField::Email),
    ];
    prop_oneof![
        1 => organization.prop_map(Wish::Organization),
        1 => (id(), email(), select(OrganizationRole::ALL))
            .prop_map(|(id, email, role)| Wish::Invite(id, email, role)),
        1 => (number(), user).prop_map(|(who, field)| Wish::User(who, field)),
        2 => (id(), name(), name())
            .prop_map(|(id, name, about)| Wish::CreateWorkspace(id, name, about)),
        1 => (number(), workspace(), any::<bool>())
            .prop_map(|(place, field, is_old)| Wish::Workspace(place, field, is_old)),
        1 => number().prop_map(Wish::DeleteWorkspace),
        1 => (id(), name(), select(CloudProvider::ALL), region, prop::option::of(number()))
            .prop_map(|(id, name, provider, region, place)| {
                Wish::CreateCluster(id, name, provider, region.to_owned(), place)
            }),
        6 => (id(), number(), name(), prop::option::of(number()), fields())
            .prop_map(|(id, place, name, cluster, shape)| {
                Wish::CreateDeployment(id, place, name, cluster, shape)
            }),
        6 => (number(), fields(), prop::bool::weighted(0.1))
            .prop_map(|(which, fields, is_old)| Wish::Deployment(which, fields, is_old)),
        2 => number().prop_map(Wish::DeleteDeployment),
        16 => access_wish().prop_map(Wish::Access),
        8 => door_wish().prop_map(Wish::Door),
        4 => place_wish().prop_map(Wish::Place),
        6 => deploy_wish().prop_map(Wish::Deploy),
        6 => environment_wish().prop_map(Wish::Environment),
        8 => belonging_wish().prop_map(Wish::Belonging),
    ]
}

/// Who wishes.
#[derive(Clone, Copy, Debug)]
pub enum Someone {
    /// One of those whom tests speak of.
    Persona(Persona),
    /// A token, by number.
    Token(usize),
}

impl Someone {
    /// Lets them act.
    pub fn act(self, fixture: &mut Fixture) {
        match self {
            Self::Persona(persona) => fixture.act_as(persona.id()),
            Self::Token(number) => {
                let id = access::token(fixture.state(), number);
                fixture.act_as_token(id);
            }
        }
    }
}

/// Somebody; mostly people who may do much.
pub fn someone() -> impl Strategy<Value = Someone> {
    prop_oneof![
        6 => Just(Someone::Persona(Persona::Owner)),
        2 => select(Persona::ALL).prop_map(Someone::Persona),
        1 => (0..NUMBERS).prop_map(Someone::Token),
    ]
}

/// Numbers stand for things; the last of them stands for nothing that exists.
const NUMBERS: usize = 24;

/// The thing that a number stands for.
fn pick<T>(number: usize, things: impl Iterator<Item = T>) -> Option<T> {
    let mut things: Vec<T> = things.collect();
    if things.is_empty() || number + 1 == NUMBERS {
        return None;
    }
    Some(things.swap_remove(number % things.len()))
}

/// What the author of an edit saw: the stored value, or for an old page something else.
fn seen<F: Clone>(stored: F, wanted: &F, is_old: bool) -> F {
    if is_old { wanted.clone() } else { stored }
}

impl Wish {
    /// The wish about a state; what it is about is picked by number, and may be missing.
    pub fn command(&self, state: &State) -> Command {
        match self.clone() {
            Self::Organization(value) => {
                let stored = state.organization().map(|it| it.field(&value));
                Command::UpdateOrganization {
                    edits: vec![Edit::new(stored.unwrap_or_else(|| value.clone()), value)],
                }
            }
            Self::Invite(id, email, role) => Command::InviteUser {
                id: UserId::from_bits(id),
                email,
                role,
            },
            Self::User(who, value) => {
                let user = pick(who, state.users());
                let stored = user.map(|it| it.field(&value));
                Command::UpdateUser {
                    id: user.map_or(UserId::from_bits(7), |it| it.id),
                    edits: vec![Edit::new(stored.unwrap_or_else(|| value.clone()), value)],
                }
            }
            Self::CreateWorkspace(id, name, description) => {
                Command::CreateWorkspace(WorkspaceDraft {
                    description,
                    ..WorkspaceDraft::new(WorkspaceId::from_bits(id), &name)
                })
            }
            Self::Workspace(place, value, is_old) => {
                let id = workspace(state, place);
                let stored = state
                    .workspace(id)
                    .map_or(value.clone(), |it| it.field(&value));
                Command::UpdateWorkspace {
                    id,
                    edits: vec![Edit::new(seen(stored, &value, is_old), value)],
                }
            }
            Self::DeleteWorkspace(place) => Command::DeleteWorkspace {
                id: workspace(state, place),
            },
            Self::CreateCluster(id, name, cloud_provider, region, place) => {
                let id = ClusterId::from_bits(id);
                Command::CreateCluster(Box::new(ClusterDraft {
                    workspace_ids: place
                        .map(|place| workspace(state, place))
                        .into_iter()
                        .collect::<BTreeSet<_>>(),
                    ..ClusterDraft::new(id, &name, cloud_provider, &region)
                }))
            }
            Self::CreateDeployment(id, place, name, cluster, shape) => {
                Command::CreateDeployment(Box::new(draft(state, id, place, &name, cluster, shape)))
            }
            Self::Deployment(which, values, is_old) => edit(state, which, values, is_old),
            Self::DeleteDeployment(which) => Command::DeleteDeployment {
                id: deployment(state, which),
            },
            Self::Access(wish) => wish.command(state),
            Self::Door(wish) => wish.command(state),
            Self::Place(wish) => wish.command(state),
            Self::Deploy(wish) => wish.command(state),
            Self::Environment(wish) => wish.command(state),
            Self::Belonging(wish) => wish.command(state),
        }
    }
}

fn workspace(state: &State, place: usize) -> WorkspaceId {
    let found = pick(place, state.workspaces());
    found.map_or(WorkspaceId::from_bits(7), |it| it.id)
}

fn deployment(state: &State, which: usize) -> DeploymentId {
    let found = pick(which, state.deployments());
    found.map_or(DeploymentId::from_bits(7), |it| it.id)
}

fn edit(state: &State, which: usize, values: Vec<DeploymentField>, is_old: bool) -> Command {
    let id = deployment(state, which);
    let edits = values
        .into_iter()
        .map(|value| {
            let stored = state
                .deployment(id)
                .map_or(value.clone(), |it| it.field(&value));
            Edit::new(seen(stored, &value, is_old), value)
        })
        .collect();
    Command::UpdateDeployment { id, edits }
}

fn draft(
    state: &State,
    id: u128,
    place: usize,
    name: &str,
    cluster: Option<usize>,
    shape: Vec<DeploymentField>,
) -> DeploymentDraft {
    use DeploymentField as Field;
    let ids = (DeploymentId::from_bits(id), QueueId::from_bits(id));
    let mut draft = DeploymentDraft::new(ids.0, ids.1, workspace(state, place), name);
    draft.infrastructure = Some(
        match cluster.and_then(|number| pick(number, state.clusters())) {
            Some(cluster) => InfrastructureChoice::Cluster(cluster.id),
            None => InfrastructureChoice::Standard {
                cloud_provider: CloudProvider::Aws,
                region: "us-east-1".to_owned(),
            },
        },
    );
    for field in shape {
        match field {
            Field::Name(_) => {}
            Field::Description(it) => draft.description = it,
            Field::Executor(it) => draft.executor = Some(it),
            Field::SchedulerSize(it) => draft.scheduler_size = it,
            Field::SchedulerAu(it) => draft.scheduler_au = it,
            Field::SchedulerReplicas(it) => draft.scheduler_replicas = Some(it),
            Field::IsHighAvailability(it) => draft.is_high_availability = it,
            Field::IsDevelopmentMode(it) => draft.is_development_mode = it,
            Field::IsCicdEnforced(it) => draft.is_cicd_enforced = Some(it),
            Field::IsDagDeployEnabled(it) => draft.is_dag_deploy_enabled = Some(it),
            Field::DefaultTaskPodCpu(it) => draft.default_task_pod_cpu = it,
            Field::DefaultTaskPodMemory(it) => draft.default_task_pod_memory = it,
            Field::ResourceQuotaCpu(it) => draft.resource_quota_cpu = it,
            Field::ResourceQuotaMemory(it) => draft.resource_quota_memory = it,
            Field::WorkerQueues(it) => draft.worker_queues = Some(it),
            Field::TaskPodNodePoolId(it) => draft.task_pod_node_pool_id = it,
            Field::EnvironmentVariables(it) => draft.environment_variables = it,
            Field::ContactEmails(it) => draft.contact_emails = it,
            Field::Hibernation(it) => draft.hibernation = it,
            Field::RemoteExecution(it) => draft.remote_execution = it,
            Field::WorkloadIdentity(it) => draft.workload_identity = it,
            Field::DrWorkloadIdentity(_) => {}
        }
    }
    draft
}
