//! What configurations cost, as tables, and what holds of amounts and sums.

use crate::scene::{amount, create, hibernation, scene};
use planisphere_domain::cost::{
    HOURS_PER_MONTH, InvalidMoney, MachineRate, Money, RateCard, Unpriced, cost, cost_of_cluster,
    showback,
};
use planisphere_domain::deployment::{
    Deployment, DeploymentDraft, Executor, InfrastructureChoice, SchedulerSize,
};
use planisphere_domain::{Command, Timestamp};
use planisphere_fixtures::Fixture;
use proptest::prelude::*;

/// A Monday.
fn now() -> Timestamp {
    "2026-03-02T12:00:00Z".parse().unwrap()
}

fn money(text: &str) -> Money {
    text.parse().unwrap()
}

/// The Deployment that a draft makes.
fn made(shape: impl FnOnce(&mut Fixture, &mut DeploymentDraft)) -> Deployment {
    let mut fixture = scene();
    let mut other = fixture.clone();
    let command = create(&mut fixture, |draft| shape(&mut other, draft));
    fixture.must(command);
    let id = fixture.deployment("new");
    fixture.state().deployment(id).unwrap().clone()
}

#[test]
fn amounts_print_as_they_are_read() {
    for (text, millionths, printed) in [
        ("0", 0, "0.00"),
        ("0.35", 350_000, "0.35"),
        ("12", 12_000_000, "12.00"),
        ("1.5", 1_500_000, "1.50"),
        ("0.000001", 1, "0.000001"),
        ("0.1250", 125_000, "0.125"),
        (" 7.10 ", 7_100_000, "7.10"),
        ("-2.5", -2_500_000, "-2.50"),
        (
            "9223372036854",
            9_223_372_036_854_000_000,
            "9223372036854.00",
        ),
    ] {
        let read = money(text);
        assert_eq!(read.millionths(), millionths, "{text}");
        assert_eq!(read.to_string(), printed, "{text}");
    }
}

#[test]
fn what_is_no_amount_says_why() {
    for text in [
        "", ".", "1.", ".5", "1,5", "abc", "1e3", "--1", "+1", "1.2.3", "0x1", "١",
    ] {
        assert_eq!(
            text.parse::<Money>(),
            Err(InvalidMoney::NotANumber(text.into())),
            "{text}"
        );
    }
    let fine = "0.0000001";
    assert_eq!(
        fine.parse::<Money>(),
        Err(InvalidMoney::TooFine(fine.into()))
    );
    for text in ["9223372036855", "99999999999999999999"] {
        assert_eq!(
            text.parse::<Money>(),
            Err(InvalidMoney::TooMuch(text.into()))
        );
    }
}

#[test]
fn cents_are_rounded() {
    for (text, cents) in [
        ("0.004999", "0.00"),
        ("0.005", "0.01"),
        ("1.994999", "1.99"),
        ("1.995", "2.00"),
        ("-0.005", "-0.01"),
    ] {
        assert_eq!(money(text).in_cents(), cents, "{text}");
    }
}

/// By the example: small 0.35, with high availability 0.50, A5 0.15, A40 1.20, a CPU of Pods 0.15.
#[test]
fn deployments_by_the_example() {
    let rows: [(&str, Deployment, &str, &str); 6] = [
        ("the default: up to 10 A5", made(|_, _| {}), "0.35", "1.85"),
        (
            "high availability and another size",
            made(|_, draft| {
                draft.scheduler_size = Some(SchedulerSize::Large);
                draft.is_high_availability = true;
            }),
            "1.40",
            "2.90",
        ),
        (
            "two queues, one of which never ends",
            made(|fixture, draft| {
                let default = crate::scene::queue(fixture, "default");
                let mut heavy = crate::scene::queue(fixture, "heavy");
                heavy.astro_machine = Some("A40".into());
                heavy.worker_concurrency = 40;
                (heavy.min_worker_count, heavy.max_worker_count) = (2, 3);
                draft.worker_queues = Some(vec![default, heavy]);
            }),
            "2.75",
            "5.45",
        ),
        (
            "Pods under a quota of 10 CPU",
            made(|_, draft| draft.executor = Some(Executor::Kubernetes)),
            "0.35",
            "1.85",
        ),
        (
            "a hybrid Deployment: 5 units, and workers on one's own bill",
            made(|fixture, draft| {
                let own = fixture.cluster("own");
                draft.infrastructure = Some(InfrastructureChoice::Cluster(own));
            }),
            "0.10",
            "0.10",
        ),
        (
            "workers elsewhere",
            scene()
                .state()
                .deployment(scene().deployment("remote"))
                .unwrap()
                .clone(),
            "0.35",
            "0.35",
        ),
    ];
    let card = RateCard::example();
    for (about, deployment, idle, peak) in rows {
        let found = cost(&card, &deployment, now());
        assert_eq!(found.idle_hour, money(idle), "{about}");
        assert_eq!(found.peak_hour, money(peak), "{about}");
        assert_eq!(
            found.idle_month,
            money(idle).times(HOURS_PER_MONTH),
            "{about}"
        );
        assert_eq!(
            found.peak_month,
            money(peak).times(HOURS_PER_MONTH),
            "{about}"
        );
        assert!(found.unpriced.is_empty(), "{about}");
    }
}

/// Asleep from 18 to 6 on every day is half of the week: at 0.35 awake and a fifth of it asleep.
#[test]
fn sleep_is_cheaper() {
    let sleeper = made(|_, draft| {
        draft.is_development_mode = true;
        draft.hibernation = Some(hibernation(&[("0 18 * * *", "0 6 * * *")]));
    });
    let card = RateCard::example();
    let found = cost(&card, &sleeper, now());
    assert_eq!(found.idle_hour, money("0.35"));
    assert_eq!(found.asleep_hour, money("0.07"));
    // 365 hours at 0.35 and as many at 0.07.
    assert_eq!(found.idle_month, money("153.30"));
    // 365 hours at 1.85 and as many at 0.07.
    assert_eq!(found.peak_month, money("700.80"));
    let free = RateCard {
        sleep_discount: 100,
        ..card
    };
    assert_eq!(cost(&free, &sleeper, now()).asleep_hour, Money::ZERO);
    let never = made(|_, draft| draft.is_development_mode = true);
    let found = cost(&free, &never, now());
    assert_eq!(found.idle_month, money("0.35").times(HOURS_PER_MONTH));
}

#[test]
fn what_has_no_rate_is_named() {
    let card = RateCard {
        schedulers: Vec::new(),
        workers: vec![MachineRate {
            machine: "A10".into(),
            hour: money("1"),
        }],
        ..RateCard::example()
    };
    let found = cost(&card, &made(|_, _| {}), now());
    assert_eq!(found.peak_hour, Money::ZERO);
    let named: Vec<Unpriced> = found.unpriced.into_iter().collect();
    assert_eq!(
        named,
        [Unpriced::Scheduler("SMALL"), Unpriced::Machine("A5".into())]
    );
    let mut odd = made(|_, draft| draft.executor = Some(Executor::Kubernetes));
    odd.resource_quota_cpu = amount("much");
    let found = cost(&RateCard::example(), &odd, now());
    assert!(found.unpriced.contains(&Unpriced::Cpu("much".into())));
}

/// The whole is the sum of its parts, cluster by cluster and Workspace by Workspace.
#[test]
fn everything_together() {
    let fixture = scene();
    let (card, state) = (RateCard::example(), fixture.state());
    let found = showback(&card, state, now());
    // `open` and `closed`; hybrid clusters are on another bill.
    assert_eq!(found.clusters.peak_hour, money("3.00"));
    assert_eq!(
        found.workspaces.len(),
        1,
        "Workspaces without Deployments cost nothing"
    );
    let deployments: Money = state
        .deployments()
        .map(|it| cost(&card, it, now()).peak_month)
        .sum();
    let clusters: Money = state
        .clusters()
        .map(|it| cost_of_cluster(&card, it).peak_month)
        .sum();
    assert_eq!(found.total.peak_month, deployments + clusters);
    let change = found.total.clone() - found.clusters.clone();
    assert_eq!(change.peak_month, deployments);
}

/// A card is kept by its version; taking it back makes another version.
#[test]
fn cards_have_versions() {
    let mut fixture = scene();
    let before = fixture.state().clone();
    let card = RateCard {
        cluster_hour: money("2"),
        ..RateCard::example()
    };
    let set = Command::SetRateCard {
        base_version: 0,
        card: Some(Box::new(card.clone())),
    };
    let events = fixture.decide(&set).unwrap();
    fixture.must(set.clone());
    let organization = fixture.state().organization().unwrap();
    assert_eq!(organization.reckons_with(), (card, false));
    assert_eq!(organization.rate_card_version, 1);
    assert!(fixture.decide(&set).unwrap().is_empty(), "it is so already");
    for command in planisphere_domain::undo(&before, &events).unwrap() {
        fixture.must(command);
    }
    let organization = fixture.state().organization().unwrap();
    assert_eq!(organization.reckons_with(), (RateCard::example(), true));
    assert_eq!(organization.rate_card_version, 2);
}

proptest! {
    #[test]
    fn amounts_survive_print_and_read(millionths in -1_000_000_000_000_000_i64..1_000_000_000_000_000) {
        let amount = Money::from_millionths(millionths);
        prop_assert_eq!(amount.to_string().parse::<Money>(), Ok(amount));
    }

    #[test]
    fn nothing_panics_at_the_ends(a in any::<i64>(), b in any::<i64>(), count in any::<u32>(), part in any::<u64>(), whole in any::<u64>()) {
        let (a, b) = (Money::from_millionths(a), Money::from_millionths(b));
        let _ = (a + b, a - b, a.times(count), a.share(part, whole));
        let _ = (a.to_string(), a.in_cents());
    }

    #[test]
    fn text_never_panics(text in ".{0,40}") {
        let _ = text.parse::<Money>();
    }

    /// More workers never cost less, the peak is never below idle, and a sum of shares is the whole but for what
    /// rounding takes.
    #[test]
    fn costs_grow_with_what_may_run(least in 0..50u32, more in 0..50u32, hour in 0..10_000_000_i64) {
        let mut deployment = made(|_, _| {});
        let card = RateCard {
            workers: vec![MachineRate { machine: "A5".into(), hour: Money::from_millionths(hour) }],
            ..RateCard::example()
        };
        deployment.worker_queues[0].min_worker_count = least;
        deployment.worker_queues[0].max_worker_count = least + more;
        let found = cost(&card, &deployment, now());
        prop_assert!(found.idle_hour <= found.peak_hour);
        prop_assert!(found.idle_month <= found.peak_month);
        prop_assert_eq!(found.peak_hour - found.idle_hour, Money::from_millionths(hour).times(more));
        deployment.worker_queues[0].max_worker_count += 1;
        prop_assert!(cost(&card, &deployment, now()).peak_hour >= found.peak_hour);
    }
}
