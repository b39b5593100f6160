//! Random values of names, addresses and fields of Deployments.

use planisphere_domain::deployment::{
    DeploymentField, EnvironmentVariable, Executor, HibernationOverride, HibernationSchedule,
    HibernationSpec, RemoteExecution, SchedulerSize, VariableValue, WorkerQueue,
};
use planisphere_domain::quantity::Quantity;
use planisphere_domain::{QueueId, SecretId, Timestamp};
use planisphere_fixtures::hostile_names;
use proptest::prelude::*;
use proptest::sample::select;

/// Anything that a name may be, and much that it may not.
pub fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => select(vec!["etl", "etl-2", " etl", "Data Platform", "Sales", "x", "", "  "])
            .prop_map(str::to_owned),
        2 => select(hostile_names()),
        1 => prop::collection::vec(any::<char>(), 0..60).prop_map(String::from_iter),
    ]
}

/// Whether a character shows; joiners do between others only.
pub fn shows(letter: char) -> bool {
    const HIDDEN: &str = "\u{ad}\u{34f}\u{61c}\u{115f}\u{1160}\u{17b4}\u{17b5}\u{180e}\u{2800}\u{3164}\u{feff}\u{ffa0}\u{fff9}\u{fffa}\u{fffb}";
    let number = u32::from(letter);
    !(letter.is_control()
        || HIDDEN.contains(letter)
        || (0x200b..=0x200f).contains(&number)
        || (0x202a..=0x202e).contains(&number)
        || (0x2060..=0x206f).contains(&number)
        || (0xe_0000..=0xe_0fff).contains(&number))
}

/// Addresses, some of them good.
pub fn email() -> impl Strategy<Value = String> {
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

/// Some fields.
pub fn fields() -> impl Strategy<Value = Vec<DeploymentField>> {
    prop::collection::vec(field(), 0..4)
}
