//! The rate card of an Organization: what it reckons an hour of each thing at.

use serde::{Deserialize, Serialize};

use super::Money;
use crate::Problem;
use crate::deployment::SchedulerSize;
use crate::validation::Checks;

/// Hours that a month is reckoned at.
pub const HOURS_PER_MONTH: u32 = 730;
/// The most that an hour of anything can be reckoned at.
const MOST: Money = Money::from_millionths(1_000_000_000_000);
/// The most machines on a card.
const MOST_MACHINES: usize = 200;

/// An hour of a hosted Deployment with this scheduler.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SchedulerRate {
    /// The scheduler's size.
    pub size: SchedulerSize,
    /// With one scheduler.
    pub hour: Money,
    /// With high availability.
    pub hour_with_high_availability: Money,
}

/// An hour of a worker on this machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MachineRate {
    /// The machine's name, such as `A5`.
    pub machine: String,
    /// One worker.
    pub hour: Money,
}

/// What an Organization reckons with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RateCard {
    /// The currency's code, such as `USD`.
    pub currency: String,
    /// Hosted Deployments by scheduler size.
    pub schedulers: Vec<SchedulerRate>,
    /// Workers by machine.
    pub workers: Vec<MachineRate>,
    /// A dedicated cluster.
    pub cluster_hour: Money,
    /// One unit of a hybrid Deployment's scheduler.
    pub scheduler_unit_hour: Money,
    /// One CPU of task Pods, where tasks do not run on worker queues.
    pub pod_cpu_hour: Money,
    /// How much less a hosted Deployment in development mode is reckoned at while it sleeps, in percent.
    pub sleep_discount: u32,
}

impl RateCard {
    /// The card that an Organization starts with: round numbers that are nobody's prices.
    #[must_use]
    pub fn example() -> Self {
        let cents = |cents: i64| Money::from_millionths(cents * 10_000);
        let scheduler = |size, hour, hour_with_high_availability| SchedulerRate {
            size,
            hour: cents(hour),
            hour_with_high_availability: cents(hour_with_high_availability),
        };
        let worker = |machine: &str, hour| MachineRate {
            machine: machine.to_owned(),
            hour: cents(hour),
        };
        Self {
            currency: "USD".to_owned(),
            schedulers: vec![
                scheduler(SchedulerSize::Small, 35, 50),
                scheduler(SchedulerSize::Medium, 50, 80),
                scheduler(SchedulerSize::Large, 80, 140),
                scheduler(SchedulerSize::ExtraLarge, 140, 260),
            ],
            workers: vec![
                worker("A5", 15),
                worker("A10", 30),
                worker("A20", 60),
                worker("A40", 120),
                worker("A60", 180),
                worker("A120", 360),
                worker("A160", 480),
            ],
            cluster_hour: cents(150),
            scheduler_unit_hour: cents(2),
            pod_cpu_hour: cents(15),
            sleep_discount: 80,
        }
    }

    /// The rate of a scheduler.
    #[must_use]
    pub fn scheduler(&self, size: SchedulerSize) -> Option<&SchedulerRate> {
        self.schedulers.iter().find(|rate| rate.size == size)
    }

    /// The rate of a worker.
    #[must_use]
    pub fn worker(&self, machine: &str) -> Option<Money> {
        let rate = self.workers.iter().find(|rate| rate.machine == machine);
        rate.map(|rate| rate.hour)
    }

    /// As it is stored: texts without outer blanks.
    pub(super) fn tidy(mut self) -> Self {
        self.currency = self.currency.trim().to_owned();
        for rate in &mut self.workers {
            rate.machine = rate.machine.trim().to_owned();
        }
        self
    }

    pub(super) fn check(&self, checks: &mut Checks) {
        let code = &self.currency;
        let is_code = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        checks.ensure(is_code, || {
            Problem::new(
                "currency",
                "currency",
                format!("currency is `{code}`, which is no currency code"),
                "Write three capital letters, such as `USD`.",
            )
            .value(code)
            .limit("three capital letters")
        });
        for (place, rate) in self.schedulers.iter().enumerate() {
            let path = format!("schedulers[{place}]");
            amount(checks, &format!("{path}.hour"), rate.hour);
            let higher = rate.hour_with_high_availability;
            amount(checks, &format!("{path}.hourWithHighAvailability"), higher);
            let mut before = self.schedulers.iter().take(place);
            let is_new = before.all(|other| other.size != rate.size);
            once(checks, is_new, &format!("{path}.size"), rate.size.api());
        }
        let count = self.workers.len();
        checks.ensure(count <= MOST_MACHINES, || {
            Problem::new(
                "workers",
                "too-many",
                format!("there are {count} machines, the limit is {MOST_MACHINES}"),
                format!("Keep {MOST_MACHINES} of them."),
            )
            .value(count)
            .limit(MOST_MACHINES)
        });
        for (place, rate) in self.workers.iter().enumerate() {
            let path = format!("workers[{place}]");
            let name = format!("{path}.machine");
            checks.text(&name, "the machine's name", &rate.machine, 1, 63);
            amount(checks, &format!("{path}.hour"), rate.hour);
            let mut before = self.workers.iter().take(place);
            let is_new = before.all(|other| other.machine != rate.machine);
            once(checks, is_new, &name, &rate.machine);
        }
        amount(checks, "clusterHour", self.cluster_hour);
        amount(checks, "schedulerUnitHour", self.scheduler_unit_hour);
        amount(checks, "podCpuHour", self.pod_cpu_hour);
        let discount = self.sleep_discount;
        checks.ensure(discount <= 100, || {
            Problem::new(
                "sleepDiscount",
                "out-of-range",
                format!("sleepDiscount is {discount}, allowed are 0 to 100"),
                "Use 0 to 100.",
            )
            .value(discount)
            .limit("0 to 100")
        });
    }
}

fn amount(checks: &mut Checks, path: &str, amount: Money) {
    checks.ensure((Money::ZERO..=MOST).contains(&amount), || {
        Problem::new(
            path,
            "out-of-range",
            format!("{path} is {amount}, allowed are 0 to {MOST}"),
            format!("Use 0 to {MOST}."),
        )
        .value(amount)
        .limit(format!("0 to {MOST}"))
    });
}

fn once(checks: &mut Checks, is_new: bool, path: &str, name: &str) {
    checks.ensure(is_new, || {
        Problem::new(
            path,
            "taken",
            format!("`{name}` is on the card twice"),
            "Leave one of them out.",
        )
        .value(name)
    });
}
