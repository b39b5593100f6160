//! What configurations cost, worked out by hand from a card made for it, and what holds of any configuration.

use crate::scene::{amount, hibernation, scene};
use planisphere_domain::Timestamp;
use planisphere_domain::cost::{
    HOURS_PER_MONTH, MachineRate, Money, RateCard, SchedulerRate, cost,
};
use planisphere_domain::deployment::{
    Deployment, Executor, HibernationOverride, SchedulerSize, WorkerQueue,
};
use planisphere_fixtures::Fixture;
use proptest::prelude::*;
use proptest::sample::select;

/// A Monday at noon.
fn now() -> Timestamp {
    "2026-03-02T12:00:00Z".parse().unwrap()
}

fn money(text: &str) -> Money {
    text.parse().unwrap()
}

/// Odd numbers, so that no two parts can be taken for each other: schedulers 0.11, 0.23, 0.47 and 0.95, with high
/// availability 0.19, 0.37, 0.73 and 1.45; A5 0.07, A20 0.29, A160 2.33; a unit 0.013, a CPU 0.017, asleep 75 % less.
fn card() -> RateCard {
    let scheduler = |size, hour, higher| SchedulerRate {
        size,
        hour: money(hour),
        hour_with_high_availability: money(higher),
    };
    let worker = |machine: &str, hour| MachineRate {
        machine: machine.into(),
        hour: money(hour),
    };
    RateCard {
        currency: "EUR".into(),
        schedulers: vec![
            scheduler(SchedulerSize::Small, "0.11", "0.19"),
            scheduler(SchedulerSize::Medium, "0.23", "0.37"),
            scheduler(SchedulerSize::Large, "0.47", "0.73"),
            scheduler(SchedulerSize::ExtraLarge, "0.95", "1.45"),
        ],
        workers: vec![
            worker("A5", "0.07"),
            worker("A20", "0.29"),
            worker("A160", "2.33"),
        ],
        cluster_hour: money("1.37"),
        scheduler_unit_hour: money("0.013"),
        pod_cpu_hour: money("0.017"),
        sleep_discount: 75,
    }
}

thread_local! {
    /// Building it takes longer than all that is reckoned here.
    static SCENE: Fixture = scene();
}

/// A Deployment of the scene.
fn stored(name: &str) -> Deployment {
    SCENE.with(|fixture| {
        let id = fixture.deployment(name);
        fixture.state().deployment(id).unwrap().clone()
    })
}

fn queue(machine: &str, least: u32, most: u32) -> WorkerQueue {
    let mut queue = stored("etl").worker_queues[0].clone();
    queue.astro_machine = Some(machine.into());
    (queue.min_worker_count, queue.max_worker_count) = (least, most);
    queue
}

fn hosted(size: SchedulerSize, is_high: bool, queues: Vec<WorkerQueue>) -> Deployment {
    Deployment {
        scheduler_size: Some(size),
        is_high_availability: is_high,
        worker_queues: queues,
        ..stored("etl")
    }
}

fn pods(size: SchedulerSize, quota: &str) -> Deployment {
    Deployment {
        scheduler_size: Some(size),
        resource_quota_cpu: amount(quota),
        ..stored("pods")
    }
}

fn hybrid(units: u32, replicas: u32) -> Deployment {
    Deployment {
        scheduler_au: Some(units),
        scheduler_replicas: replicas,
        ..stored("hybrid")
    }
}

/// In development mode, asleep by these schedules.
fn sleeper(crons: &[(&str, &str)], queues: Vec<WorkerQueue>) -> Deployment {
    Deployment {
        hibernation: Some(hibernation(crons)),
        worker_queues: queues,
        ..stored("dev")
    }
}

/// Asleep by hand for good, or awake.
fn by_hand(is_hibernating: bool) -> Deployment {
    let mut deployment = sleeper(&[("0 18 * * *", "0 6 * * *")], vec![queue("A5", 1, 2)]);
    if let Some(spec) = &mut deployment.hibernation {
        spec.override_by_hand = Some(HibernationOverride {
            is_hibernating,
            override_until: None,
        });
    }
    deployment
}

/// Hours and months, idle and at the peak. A month has 730 hours.
#[test]
fn by_hand_from_the_card() {
    use SchedulerSize::{ExtraLarge, Large, Medium, Small};
    let weekdays: &[(&str, &str)] = &[("0 18 * * 1-5", "0 6 * * 1-5")];
    let rows: Vec<(&str, Deployment, [&str; 4])> = vec![
        // 0.11; + 10 × 0.07
        (
            "small, up to 10 A5",
            hosted(Small, false, vec![queue("A5", 0, 10)]),
            ["0.11", "0.81", "80.30", "591.30"],
        ),
        // 0.19 + 0.07; 0.19 + 0.07
        (
            "small with high availability, 1 A5 always",
            hosted(Small, true, vec![queue("A5", 1, 1)]),
            ["0.26", "0.26", "189.80", "189.80"],
        ),
        // 0.23 + 2 × 0.29; 0.23 + 7 × 0.29
        (
            "medium, 2 to 7 A20",
            hosted(Medium, false, vec![queue("A20", 2, 7)]),
            ["0.81", "2.26", "591.30", "1649.80"],
        ),
        // 0.37 + 0.07; 0.37 + 3 × 0.07 + 4 × 2.33
        (
            "medium with high availability, two queues",
            hosted(Medium, true, vec![queue("A5", 1, 3), queue("A160", 0, 4)]),
            ["0.44", "9.90", "321.20", "7227.00"],
        ),
        // 0.47 + 100 × 2.33
        (
            "large, up to 100 A160",
            hosted(Large, false, vec![queue("A160", 0, 100)]),
            ["0.47", "233.47", "343.10", "170433.10"],
        ),
        // 0.73 + 0.07 + 0.29 + 2.33; 0.73 + 2 × (0.07 + 0.29 + 2.33)
        (
            "large with high availability, three queues",
            hosted(
                Large,
                true,
                vec![queue("A5", 1, 2), queue("A20", 1, 2), queue("A160", 1, 2)],
            ),
            ["3.42", "6.11", "2496.60", "4460.30"],
        ),
        // 0.95; + 0.07
        (
            "extra large, 1 A5",
            hosted(ExtraLarge, false, vec![queue("A5", 0, 1)]),
            ["0.95", "1.02", "693.50", "744.60"],
        ),
        // 1.45 + 5 × 0.29; 1.45 + 5 × 0.29
        (
            "extra large with high availability, 5 A20 always",
            hosted(ExtraLarge, true, vec![queue("A20", 5, 5)]),
            ["2.90", "2.90", "2117.00", "2117.00"],
        ),
        // 0.11; + 10 × 0.017
        (
            "Pods under 10 CPU",
            pods(Small, "10"),
            ["0.11", "0.28", "80.30", "204.40"],
        ),
        // 0.23; + 0.5 × 0.017 = 0.0085
        (
            "Pods under 500m",
            pods(Medium, "500m"),
            ["0.23", "0.2385", "167.90", "174.105"],
        ),
        // 0.47; + 6,400 × 0.017 = 108.80
        (
            "Pods under the most that there is",
            pods(Large, "6400"),
            ["0.47", "109.27", "343.10", "79767.10"],
        ),
        // 5 × 0.013 × 1
        (
            "hybrid, 5 units",
            hybrid(5, 1),
            ["0.065", "0.065", "47.45", "47.45"],
        ),
        // 24 × 0.013 × 4
        (
            "hybrid, 24 units, 4 schedulers",
            hybrid(24, 4),
            ["1.248", "1.248", "911.04", "911.04"],
        ),
        // 0.11; workers run elsewhere
        (
            "remote",
            stored("remote"),
            ["0.11", "0.11", "80.30", "80.30"],
        ),
        // Awake 0.11 or 0.25, asleep 0.0275. Half of the week: 365 × 0.11 + 365 × 0.0275; 365 × 0.25 + 365 × 0.0275
        (
            "asleep every night, 12 of 24 hours",
            sleeper(&[("0 18 * * *", "0 6 * * *")], vec![queue("A5", 0, 2)]),
            ["0.11", "0.25", "50.1875", "101.2875"],
        ),
        // Of 168 hours asleep: Monday to Friday 4 nights of 12 hours, and 60 hours from Friday 18 to Monday 6: 108.
        // 730 × 60/168 × 0.18 + 730 × 108/168 × 0.0275 = 46.928571 + 12.905357
        (
            "asleep at night and over the weekend",
            sleeper(weekdays, vec![queue("A5", 1, 2)]),
            ["0.18", "0.25", "59.833929", "78.083929"],
        ),
        // 0.0275 × 730 at any time
        (
            "asleep by hand for good",
            by_hand(true),
            ["0.18", "0.25", "20.075", "20.075"],
        ),
        // 0.18 and 0.25 at any time
        (
            "awake by hand for good",
            by_hand(false),
            ["0.18", "0.25", "131.40", "182.50"],
        ),
    ];
    for (about, deployment, [idle, peak, idle_month, peak_month]) in rows {
        let found = cost(&card(), &deployment, now());
        assert!(found.unpriced.is_empty(), "{about}");
        assert_eq!(
            (found.idle_hour, found.peak_hour),
            (money(idle), money(peak)),
            "{about}"
        );
        assert_eq!(
            (found.idle_month, found.peak_month),
            (money(idle_month), money(peak_month)),
            "{about}"
        );
    }
}

fn queues() -> impl Strategy<Value = Vec<WorkerQueue>> {
    let one = (select(vec!["A5", "A20", "A160"]), 0..50_u32, 0..50_u32);
    prop::collection::vec(one, 0..5).prop_map(|queues| {
        let queue = |(machine, least, more): (&str, u32, u32)| queue(machine, least, least + more);
        queues.into_iter().map(queue).collect()
    })
}

fn size() -> impl Strategy<Value = SchedulerSize> {
    select(SchedulerSize::ALL.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Idle is never above the peak, by the hour and by the month, and asleep never above idle.
    #[test]
    fn idle_is_no_more_than_the_peak(
        size in size(),
        is_high in any::<bool>(),
        queues in queues(),
        sleeps in 0..24_u8,
        discount in 0..=100_u32,
    ) {
        let cron = format!("0 {sleeps} * * *");
        let asleep = Deployment {
            is_high_availability: is_high,
            scheduler_size: Some(size),
            ..sleeper(&[(&cron, "30 12 * * *")], queues)
        };
        let card = RateCard { sleep_discount: discount, ..card() };
        let found = cost(&card, &asleep, now());
        prop_assert!(found.asleep_hour <= found.idle_hour && found.idle_hour <= found.peak_hour);
        prop_assert!(found.idle_month <= found.peak_month);
        prop_assert!(found.idle_month <= found.idle_hour.times(HOURS_PER_MONTH));
        prop_assert!(found.asleep_hour.times(HOURS_PER_MONTH) <= found.idle_month);
        // A larger discount never costs more.
        let more = RateCard { sleep_discount: (discount + 10).min(100), ..card };
        prop_assert!(cost(&more, &asleep, now()).idle_month <= found.idle_month);
    }

    /// The whole is the scheduler and the sum over the queues, whatever their order.
    #[test]
    fn queues_add_up(size in size(), queues in queues()) {
        let whole = cost(&card(), &hosted(size, false, queues.clone()), now());
        let bare = cost(&card(), &hosted(size, false, Vec::new()), now());
        let alone = |queue: &WorkerQueue| cost(&card(), &hosted(size, false, vec![queue.clone()]), now());
        let idle: Money = queues.iter().map(|it| alone(it).idle_hour - bare.idle_hour).sum();
        let peak: Money = queues.iter().map(|it| alone(it).peak_hour - bare.peak_hour).sum();
        prop_assert_eq!(whole.idle_hour, bare.idle_hour + idle);
        prop_assert_eq!(whole.peak_hour, bare.peak_hour + peak);
        let mut turned = queues;
        turned.reverse();
        prop_assert_eq!(cost(&card(), &hosted(size, false, turned), now()), whole);
    }

    /// More of anything never costs less: a larger scheduler, high availability, a larger machine, more workers.
    #[test]
    fn more_never_costs_less(queues in queues(), place in 0..5_usize, more in 1..20_u32) {
        let of = |size, is_high, queues: &[WorkerQueue]| cost(&card(), &hosted(size, is_high, queues.to_vec()), now());
        for pair in SchedulerSize::ALL.windows(2) {
            for is_high in [false, true] {
                prop_assert!(of(pair[0], is_high, &queues).idle_hour < of(pair[1], is_high, &queues).idle_hour);
                prop_assert!(of(pair[0], is_high, &queues).peak_month < of(pair[1], is_high, &queues).peak_month);
            }
            prop_assert!(of(pair[0], false, &queues).idle_hour < of(pair[0], true, &queues).idle_hour);
        }
        let base = of(SchedulerSize::Small, false, &queues);
        if let Some(chosen) = queues.get(place) {
            let with = |change: &dyn Fn(&mut WorkerQueue)| {
                let mut changed = queues.clone();
                change(&mut changed[place]);
                of(SchedulerSize::Small, false, &changed)
            };
            let most = with(&|queue| queue.max_worker_count += more);
            prop_assert!(most.peak_hour > base.peak_hour && most.idle_hour == base.idle_hour);
            let least = with(&|queue| queue.min_worker_count = queue.max_worker_count);
            prop_assert!(least.idle_hour >= base.idle_hour && least.peak_hour == base.peak_hour);
            if chosen.astro_machine.as_deref() == Some("A5") {
                let larger = with(&|queue| queue.astro_machine = Some("A160".into()));
                prop_assert!(larger.peak_hour >= base.peak_hour && larger.idle_hour >= base.idle_hour);
            }
        }
    }

    /// Of Pods and of hybrid schedulers as well.
    #[test]
    fn quotas_and_units(quota in 1..6_400_u32, units in 5..24_u32, replicas in 1..4_u32) {
        let of = |quota: u32| cost(&card(), &pods(SchedulerSize::Small, &quota.to_string()), now());
        prop_assert_eq!(of(quota + 1).peak_hour - of(quota).peak_hour, money("0.017"));
        prop_assert_eq!(of(quota).idle_hour, money("0.11"));
        let of = |units, replicas| cost(&card(), &hybrid(units, replicas), now()).peak_hour;
        prop_assert_eq!(of(units + 1, replicas) - of(units, replicas), money("0.013").times(replicas));
        prop_assert_eq!(of(units, replicas + 1) - of(units, replicas), money("0.013").times(units));
    }
}

/// The type of the executor decides, not what is left in a field: KUBERNETES with forgotten queues costs Pods.
#[test]
fn what_does_not_run_costs_nothing() {
    let mut odd = hosted(SchedulerSize::Small, false, vec![queue("A160", 5, 100)]);
    odd.executor = Executor::Kubernetes;
    odd.resource_quota_cpu = amount("10");
    let found = cost(&card(), &odd, now());
    assert_eq!(
        (found.idle_hour, found.peak_hour),
        (money("0.11"), money("0.28"))
    );
}
