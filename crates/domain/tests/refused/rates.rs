//! The rate card.

use planisphere_domain::Command;
use planisphere_domain::cost::{MachineRate, Money, RateCard};
use planisphere_fixtures::Fixture;

use super::{Refused, refused};
use crate::scene::scene;

fn set(shape: impl FnOnce(&mut RateCard)) -> Command {
    let mut card = RateCard::example();
    shape(&mut card);
    Command::SetRateCard {
        base_version: 0,
        card: Some(Box::new(card)),
    }
}

fn more_machines(card: &mut RateCard, count: usize) {
    card.workers = (0..count)
        .map(|place| MachineRate {
            machine: format!("M{place}"),
            hour: Money::ZERO,
        })
        .collect();
}

fn changed() -> Fixture {
    let mut fixture = scene();
    fixture.must(set(|card| card.sleep_discount = 0));
    fixture
}

pub fn cases() -> Vec<Refused> {
    vec![
        refused(
            ("", "a card that somebody changed meanwhile"),
            changed,
            |_| set(|_| {}),
            ("conflict", "rateCard"),
        ),
        refused(
            ("", "a currency in words"),
            scene,
            |_| set(|card| card.currency = "Euro".into()),
            ("currency", "`Euro`"),
        ),
        refused(
            ("", "less than nothing"),
            scene,
            |_| set(|card| card.cluster_hour = Money::from_millionths(-1)),
            ("out-of-range", "clusterHour is -0.000001"),
        ),
        refused(
            ("", "a millionth more than a million"),
            scene,
            |_| set(|card| card.pod_cpu_hour = Money::from_millionths(1_000_000_000_001)),
            ("out-of-range", "podCpuHour"),
        ),
        refused(
            ("", "more than all off"),
            scene,
            |_| set(|card| card.sleep_discount = 101),
            ("out-of-range", "0 to 100"),
        ),
        refused(
            ("", "a machine twice"),
            scene,
            |_| set(|card| card.workers[1].machine = "A5 ".into()),
            ("taken", "`A5`"),
        ),
        refused(
            ("", "a machine without a name"),
            scene,
            |_| set(|card| card.workers[1].machine = " ".into()),
            ("empty", "machine's name"),
        ),
        refused(
            ("", "a scheduler size twice"),
            scene,
            |_| set(|card| card.schedulers[1].size = card.schedulers[0].size),
            ("taken", "SMALL"),
        ),
        refused(
            ("", "201 machines"),
            scene,
            |_| set(|card| more_machines(card, 201)),
            ("too-many", "the limit is 200"),
        ),
    ]
}
