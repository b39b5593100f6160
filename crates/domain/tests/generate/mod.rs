//! Random wishes: sensible and senseless values, by random people, about things picked by number.

use std::collections::BTreeSet;

use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::cluster::ClusterDraft;
use planisphere_domain::deployment::{
    DeploymentDraft, DeploymentField, EnvironmentVariable, Executor, HibernationOverride,
    HibernationSchedule, HibernationSpec, InfrastructureChoice, RemoteExecution, SchedulerSize,
    VariableValue, WorkerQueue,
};
use planisphere_domain::organization::OrganizationField;
use planisphere_domain::policy::{OrganizationRole, WorkspaceRole};
use planisphere_domain::quantity::Quantity;
use planisphere_domain::user::UserField;
use planisphere_domain::workspace::WorkspaceField;
use planisphere_domain::{
    ClusterId, Command, DeploymentId, Edit, QueueId, SecretId, State, Timestamp, UserId,
    WorkspaceId,
};
use planisphere_fixtures::{Persona, hostile_names};
use proptest::prelude::*;
use proptest::sample::select;

/// A wish that is not yet about anything in particular: numbers stand for the things of a state.
#[derive(Clone, Debug)]
pub enum Wish {
    /// The Organization's name or its switch for old Runtimes.
    Organization(OrganizationField),
    /// A new person.
    AddUser(u128, String, String, OrganizationRole),
    /// A person's name or address.
    User(usize, UserField),
    /// A role in a Workspace.
    Assign(usize, usize, Option<WorkspaceRole>),
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
}

/// Anything that a name may be, and much that it may not.
pub fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => select(vec!["etl", "etl-2", " etl", "Data Platform", "Sales", "x", "", "  "])
            .prop_map(str::to_owned),
        2 => select(hostile_names()),
        1 => prop::collection::vec(any::<char>(), 0..60).prop_map(String::from_iter),
    ]
}

fn email() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => select(vec!["a@b.example", "A@B.example ", "c@d.example", "on call <x@y.example>"])
            .prop_map(str::to_owned),
        1 => name(),
    ]
}

fn amount() -> impl Strategy<Value = Option<Quantity>> {
    let text = prop_oneof![
        select(vec![
            "0.25",
            "0.5",
            "1",
            "10",
            "20",
            "6400",
            "0.5Gi",
            "1Gi",
            "2Gi",
            "20Gi",
            "40Gi",
            "10Gi",
            "100Gi",
            "12800Gi",
            "512Mi",
            "0",
            "1e3",
            "-1",
            "999999999999999999Ei",
            "170141183460469231731687303715884105727",
        ])
        .prop_map(str::to_owned),
        name(),
    ];
    prop::option::weighted(0.9, text.prop_map(Quantity::new))
}

fn queue() -> impl Strategy<Value = WorkerQueue> {
    (
        1..6u128,
        select(vec!["default", "default", "heavy", "b-2", "Bad"]),
        (
            select(vec![0, 1, 5, 100, u32::MAX]),
            select(vec![0, 1, 10, 100, 101]),
        ),
        select(vec![0, 1, 5, 15, 16, 480]),
        select(vec![Some("A5"), Some("A160"), Some("A50"), None]),
        amount(),
    )
        .prop_map(
            |(id, name, (min, max), tasks, machine, storage)| WorkerQueue {
                id: QueueId::from_bits(id),
                name: name.to_owned(),
                min_worker_count: min,
                max_worker_count: max,
                worker_concurrency: tasks,
                astro_machine: machine.map(str::to_owned),
                node_pool_id: None,
                pod_ephemeral_storage: storage,
                pod_cpu: None,
                pod_memory: None,
            },
        )
}

fn variable() -> impl Strategy<Value = EnvironmentVariable> {
    let value = prop_oneof![
        name().prop_map(VariableValue::Plain),
        prop::option::of(0..3u128)
            .prop_map(|id| VariableValue::Secret(id.map(SecretId::from_bits))),
    ];
    let key = select(vec!["A", "B", "_c", "1", ""]);
    (key, value, 0..4_000_000_000i64).prop_map(|(key, value, at)| EnvironmentVariable {
        key: key.to_owned(),
        value,
        updated_at: Timestamp::from_seconds(at),
    })
}

fn hibernation() -> impl Strategy<Value = Option<HibernationSpec>> {
    let cron = select(vec!["0 18 * * *", "*/5 1-3 * JAN sun", "61 * * * *", ""]);
    let schedule = (cron.clone(), cron, name(), any::<bool>()).prop_map(
        |(hibernate_at, wake_at, description, is_enabled)| HibernationSchedule {
            hibernate_at_cron: hibernate_at.to_owned(),
            wake_at_cron: wake_at.to_owned(),
            description,
            is_enabled,
        },
    );
    let until = select(vec![
        None,
        Some("2099-01-01T00:00:00Z"),
        Some("2001-01-01T00:00:00+01:00"),
        Some("soon"),
    ]);
    let by_hand = (any::<bool>(), until).prop_map(|(is_hibernating, until)| HibernationOverride {
        is_hibernating,
        override_until: until.map(str::to_owned),
    });
    let spec = (
        prop::collection::vec(schedule, 0..3),
        prop::option::of(by_hand),
    )
        .prop_map(|(schedules, override_by_hand)| HibernationSpec {
            schedules,
            override_by_hand,
        });
    prop::option::of(spec)
}

fn remote() -> impl Strategy<Value = Option<RemoteExecution>> {
    let range = select(vec!["10.0.0.0/8", "2001:db8::/32", "10.0.0.1", ""]);
    let spec = prop::collection::vec(range.prop_map(str::to_owned), 0..3).prop_map(|ranges| {
        RemoteExecution {
            allowed_ip_address_ranges: ranges,
            ..RemoteExecution::default()
        }
    });
    prop::option::of(spec)
}

/// Any field with any value.
pub fn field() -> impl Strategy<Value = DeploymentField> {
    use DeploymentField as Field;
    let texts = prop_oneof![
        name().prop_map(Field::Name),
        name().prop_map(Field::Description),
        prop::collection::vec(email(), 0..3).prop_map(Field::ContactEmails),
        name().prop_map(Field::WorkloadIdentity),
        name().prop_map(Field::DrWorkloadIdentity),
    ];
    let switches = prop_oneof![
        any::<bool>().prop_map(Field::IsHighAvailability),
        any::<bool>().prop_map(Field::IsDevelopmentMode),
        any::<bool>().prop_map(Field::IsCicdEnforced),
        any::<bool>().prop_map(Field::IsDagDeployEnabled),
    ];
    let scheduler = prop_oneof![
        select(Executor::ALL).prop_map(Field::Executor),
        prop::option::weighted(0.9, select(SchedulerSize::ALL)).prop_map(Field::SchedulerSize),
        prop::option::of(any::<u32>()).prop_map(Field::SchedulerAu),
        (0..6u32).prop_map(Field::SchedulerReplicas),
    ];
    let resources = prop_oneof![
        amount().prop_map(Field::DefaultTaskPodCpu),
        amount().prop_map(Field::DefaultTaskPodMemory),
        amount().prop_map(Field::ResourceQuotaCpu),
        amount().prop_map(Field::ResourceQuotaMemory),
    ];
    let lists = prop_oneof![
        prop::collection::vec(queue(), 0..3).prop_map(Field::WorkerQueues),
        prop::collection::vec(variable(), 0..4).prop_map(Field::EnvironmentVariables),
        hibernation().prop_map(Field::Hibernation),
        remote().prop_map(Field::RemoteExecution),
    ];
    prop_oneof![3 => texts, 2 => switches, 2 => scheduler, 2 => resources, 2 => lists]
}

fn fields() -> impl Strategy<Value = Vec<DeploymentField>> {
    prop::collection::vec(field(), 0..4)
}

/// Any wish.
pub fn wish() -> impl Strategy<Value = Wish> {
    let number = || 0..NUMBERS;
    // Few ids, so that some are there already.
    let id = || prop_oneof![1 => 0..4u128, 6 => any::<u128>()];
    let role = || prop::option::of(select(WorkspaceRole::ALL));
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
        1 => (id(), name(), email(), select(OrganizationRole::ALL))
            .prop_map(|(id, name, email, role)| Wish::AddUser(id, name, email, role)),
        1 => (number(), user).prop_map(|(who, field)| Wish::User(who, field)),
        2 => (number(), number(), role())
            .prop_map(|(who, place, role)| Wish::Assign(who, place, role)),
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
    ]
}

/// Somebody; mostly people who may do much.
pub fn persona() -> impl Strategy<Value = Persona> {
    prop_oneof![4 => Just(Persona::Owner), 1 => select(Persona::ALL)]
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
            Self::AddUser(id, full_name, email, role) => Command::AddUser {
                id: UserId::from_bits(id),
                full_name,
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
            Self::Assign(who, place, role) => Command::AssignWorkspaceRole {
                user: pick(who, state.users()).map_or(UserId::from_bits(7), |it| it.id),
                workspace: workspace(state, place),
                role,
            },
            Self::CreateWorkspace(id, name, description) => Command::CreateWorkspace {
                id: WorkspaceId::from_bits(id),
                name,
                description,
            },
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
                Command::CreateCluster(ClusterDraft {
                    id: ClusterId::from_bits(id),
                    name,
                    cloud_provider,
                    region,
                    workspace_ids: place
                        .map(|place| workspace(state, place))
                        .into_iter()
                        .collect::<BTreeSet<_>>(),
                })
            }
            Self::CreateDeployment(id, place, name, cluster, shape) => {
                Command::CreateDeployment(Box::new(draft(state, id, place, &name, cluster, shape)))
            }
            Self::Deployment(which, values, is_old) => edit(state, which, values, is_old),
            Self::DeleteDeployment(which) => Command::DeleteDeployment {
                id: deployment(state, which),
            },
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
