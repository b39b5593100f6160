//! The rate card as somebody types it: texts, each of which is an amount or says why it is none. What is no amount keeps
//! the rate of before, so that the rest can be staged all the same.

use leptos::prelude::*;
use planisphere_domain::cost::{MachineRate, Money, RateCard, SchedulerRate};
use planisphere_domain::deployment::SchedulerSize;

use crate::replica::capital;

/// A scheduler's line.
#[derive(Clone, Copy)]
pub(super) struct SchedulerLine {
    pub(super) size: SchedulerSize,
    pub(super) hour: RwSignal<String>,
    pub(super) with_high_availability: RwSignal<String>,
}

/// A machine's line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct MachineLine {
    /// Tells lines apart.
    pub(super) key: usize,
    /// Whether somebody just added it, so that its name can still be written.
    pub(super) is_new: bool,
    pub(super) machine: RwSignal<String>,
    pub(super) hour: RwSignal<String>,
}

/// All texts of the form.
#[derive(Clone, Copy)]
pub(super) struct CardDraft {
    pub(super) currency: RwSignal<String>,
    pub(super) schedulers: StoredValue<Vec<SchedulerLine>>,
    pub(super) machines: RwSignal<Vec<MachineLine>>,
    pub(super) cluster_hour: RwSignal<String>,
    pub(super) scheduler_unit_hour: RwSignal<String>,
    pub(super) pod_cpu_hour: RwSignal<String>,
    pub(super) sleep_discount: RwSignal<String>,
    next_key: StoredValue<usize>,
}

impl CardDraft {
    /// The texts of a card.
    pub(super) fn of(card: &RateCard) -> Self {
        let empty = || RwSignal::new(String::new());
        let schedulers = SchedulerSize::ALL.iter().map(|size| SchedulerLine {
            size: *size,
            hour: empty(),
            with_high_availability: empty(),
        });
        let draft = Self {
            currency: empty(),
            schedulers: StoredValue::new(schedulers.collect()),
            machines: RwSignal::new(Vec::new()),
            cluster_hour: empty(),
            scheduler_unit_hour: empty(),
            pod_cpu_hour: empty(),
            sleep_discount: empty(),
            next_key: StoredValue::new(0),
        };
        draft.show(card);
        draft
    }

    /// Writes a card over what is typed.
    pub(super) fn show(self, card: &RateCard) {
        self.currency.set(card.currency.clone());
        self.schedulers.with_value(|lines| {
            for line in lines {
                let rate = card.scheduler(line.size);
                let text =
                    |amount: Option<Money>| amount.map(|it| it.to_string()).unwrap_or_default();
                line.hour.set(text(rate.map(|rate| rate.hour)));
                line.with_high_availability
                    .set(text(rate.map(|rate| rate.hour_with_high_availability)));
            }
        });
        let machines = card.workers.iter();
        let machines = machines
            .map(|rate| self.line(&rate.machine, &rate.hour.to_string(), false))
            .collect();
        self.machines.set(machines);
        self.cluster_hour.set(card.cluster_hour.to_string());
        self.scheduler_unit_hour
            .set(card.scheduler_unit_hour.to_string());
        self.pod_cpu_hour.set(card.pod_cpu_hour.to_string());
        self.sleep_discount.set(card.sleep_discount.to_string());
    }

    fn line(self, machine: &str, hour: &str, is_new: bool) -> MachineLine {
        let key = self.next_key.get_value();
        self.next_key.set_value(key + 1);
        MachineLine {
            key,
            is_new,
            machine: RwSignal::new(machine.to_owned()),
            hour: RwSignal::new(hour.to_owned()),
        }
    }

    /// Adds a machine at the end.
    pub(super) fn add(self, machine: &str) {
        let line = self.line(machine, "", true);
        self.machines.update(|lines| lines.push(line));
    }

    /// Takes a machine out.
    pub(super) fn remove(self, key: usize) {
        self.machines
            .update(|lines| lines.retain(|line| line.key != key));
    }

    /// The card that is typed, on a card that says what stands where there is no value yet.
    pub(super) fn card(self, before: &RateCard) -> RateCard {
        let amount = |text: RwSignal<String>, before: Money| {
            text.with_untracked(|text| text.parse().unwrap_or(before))
        };
        let schedulers = self.schedulers.with_value(|lines| {
            let rate = |line: &SchedulerLine| {
                let before = before.scheduler(line.size);
                let is_left_out = line.hour.with_untracked(|text| text.trim().is_empty())
                    && line
                        .with_high_availability
                        .with_untracked(|text| text.trim().is_empty());
                if is_left_out {
                    return None;
                }
                let hour = line.hour.with_untracked(|text| text.parse().ok());
                let with_high_availability = line
                    .with_high_availability
                    .with_untracked(|text| text.parse().ok());
                Some(SchedulerRate {
                    size: line.size,
                    hour: hour.or(before.map(|it| it.hour))?,
                    hour_with_high_availability: with_high_availability
                        .or(before.map(|it| it.hour_with_high_availability))?,
                })
            };
            lines.iter().filter_map(rate).collect()
        });
        let workers = self.machines.with_untracked(|lines| {
            let rate = |line: &MachineLine| {
                let machine = line.machine.get_untracked();
                let hour = line.hour.with_untracked(|text| text.parse().ok());
                let hour = hour.or_else(|| before.worker(&machine))?;
                Some(MachineRate { machine, hour })
            };
            lines.iter().filter_map(rate).collect()
        });
        RateCard {
            currency: self.currency.get_untracked(),
            schedulers,
            workers,
            cluster_hour: amount(self.cluster_hour, before.cluster_hour),
            scheduler_unit_hour: amount(self.scheduler_unit_hour, before.scheduler_unit_hour),
            pod_cpu_hour: amount(self.pod_cpu_hour, before.pod_cpu_hour),
            sleep_discount: self
                .sleep_discount
                .with_untracked(|text| text.trim().parse().unwrap_or(before.sleep_discount)),
        }
    }

    /// The place of a machine's line on the card, where the core looks for problems.
    pub(super) fn place_of(self, key: usize, before: &RateCard) -> Option<usize> {
        self.machines.with_untracked(|lines| {
            let counts = |line: &&MachineLine| {
                line.hour
                    .with_untracked(|text| text.parse::<Money>().is_ok())
                    || line
                        .machine
                        .with_untracked(|name| before.worker(name).is_some())
            };
            lines.iter().filter(counts).position(|line| line.key == key)
        })
    }
}

/// Why a text is no amount; `None` where it is one.
pub(super) fn no_amount(text: &str) -> Option<String> {
    if text.trim().is_empty() {
        return Some("There is no amount. Write one, such as 0.35.".to_owned());
    }
    let error = text.parse::<Money>().err()?;
    Some(format!(
        "{}. Write digits with a point, such as 0.35.",
        capital(&error.to_string())
    ))
}

/// Why a text is no whole number of percent; `None` where it is one.
pub(super) fn no_percent(text: &str) -> Option<String> {
    let text = text.trim();
    text.parse::<u32>()
        .is_err()
        .then(|| format!("“{text}” is no whole number. Write 0 to 100."))
}
