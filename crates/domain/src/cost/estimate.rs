//! What things cost by a rate card, per hour and per month: when nothing runs, and when everything that the limits
//! allow runs. It looks at what is configured, never at what was used.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Add, Sub};

use super::{HOURS_PER_MONTH, Money, RateCard};
use crate::cluster::{Cluster, ClusterType};
use crate::deployment::{Deployment, DeploymentType};
use crate::{State, Timestamp, WorkspaceId};

/// Seconds over which sleep is reckoned: one week from now.
const WEEK: u64 = 7 * 86_400;

/// What something costs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// An hour awake, with as few workers as the limits allow.
    pub idle_hour: Money,
    /// An hour awake, with as many workers as the limits allow.
    pub peak_hour: Money,
    /// An hour asleep; the same as idle for what never sleeps.
    pub asleep_hour: Money,
    /// A month that is idle while awake, with the hours asleep that the schedules make.
    pub idle_month: Money,
    /// A month at the peak while awake.
    pub peak_month: Money,
    /// What the card has no rate for, so that the sums lack it.
    pub unpriced: BTreeSet<Unpriced>,
}

/// Something that the card has no rate for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unpriced {
    /// A scheduler of this size.
    Scheduler(&'static str),
    /// A worker on this machine.
    Machine(String),
    /// An amount of CPU that is none.
    Cpu(String),
}

impl Cost {
    /// What costs the same at any time.
    fn steady(hour: Money) -> Self {
        let month = hour.times(HOURS_PER_MONTH);
        Self {
            idle_hour: hour,
            peak_hour: hour,
            asleep_hour: hour,
            idle_month: month,
            peak_month: month,
            unpriced: BTreeSet::new(),
        }
    }
}

impl Add for Cost {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self.unpriced.extend(other.unpriced);
        Self {
            idle_hour: self.idle_hour + other.idle_hour,
            peak_hour: self.peak_hour + other.peak_hour,
            asleep_hour: self.asleep_hour + other.asleep_hour,
            idle_month: self.idle_month + other.idle_month,
            peak_month: self.peak_month + other.peak_month,
            unpriced: self.unpriced,
        }
    }
}

/// The difference, for a change from `other` to this; amounts are negative where it gets cheaper.
impl Sub for Cost {
    type Output = Self;

    fn sub(mut self, other: Self) -> Self {
        self.unpriced.extend(other.unpriced);
        Self {
            idle_hour: self.idle_hour - other.idle_hour,
            peak_hour: self.peak_hour - other.peak_hour,
            asleep_hour: self.asleep_hour - other.asleep_hour,
            idle_month: self.idle_month - other.idle_month,
            peak_month: self.peak_month - other.peak_month,
            unpriced: self.unpriced,
        }
    }
}

/// What a Deployment costs. Sleep is reckoned by its schedules over the week from `now`.
#[must_use]
pub fn cost(card: &RateCard, deployment: &Deployment, now: Timestamp) -> Cost {
    let mut unpriced = BTreeSet::new();
    let base = base(card, deployment, &mut unpriced);
    let (least, most) = tasks(card, deployment, &mut unpriced);
    let idle_hour = base + least;
    let peak_hour = base + most;
    let asleep = seconds_asleep(deployment, now);
    let asleep_hour = if deployment.is_development_mode {
        base.share(u64::from(100 - card.sleep_discount.min(100)), 100)
    } else {
        idle_hour
    };
    let month = |awake_hour: Money| {
        let [awake, sleeping] = [awake_hour, asleep_hour].map(|it| it.times(HOURS_PER_MONTH));
        awake.share_with(WEEK.saturating_sub(asleep), sleeping, WEEK)
    };
    Cost {
        idle_hour,
        peak_hour,
        asleep_hour,
        idle_month: month(idle_hour),
        peak_month: month(peak_hour),
        unpriced,
    }
}

/// An hour of what runs at any time.
fn base(card: &RateCard, deployment: &Deployment, unpriced: &mut BTreeSet<Unpriced>) -> Money {
    if deployment.infrastructure.deployment_type() == DeploymentType::Hybrid {
        let units = deployment.scheduler_au.unwrap_or_default();
        let replicas = deployment.scheduler_replicas;
        return card.scheduler_unit_hour.times(units).times(replicas);
    }
    let Some(size) = deployment.scheduler_size else {
        return Money::ZERO;
    };
    match card.scheduler(size) {
        Some(rate) if deployment.is_high_availability => rate.hour_with_high_availability,
        Some(rate) => rate.hour,
        None => {
            unpriced.insert(Unpriced::Scheduler(size.api()));
            Money::ZERO
        }
    }
}

/// An hour of the tasks: the least and the most. What runs in the customer's own cloud is on no card.
fn tasks(
    card: &RateCard,
    deployment: &Deployment,
    unpriced: &mut BTreeSet<Unpriced>,
) -> (Money, Money) {
    let is_elsewhere = deployment.infrastructure.deployment_type() == DeploymentType::Hybrid
        || deployment.remote_execution.is_some();
    if is_elsewhere {
        return (Money::ZERO, Money::ZERO);
    }
    if !deployment.takes_queues() {
        return (Money::ZERO, pods(card, deployment, unpriced));
    }
    let (mut least, mut most) = (Money::ZERO, Money::ZERO);
    for queue in &deployment.worker_queues {
        let machine = queue.astro_machine.as_deref().unwrap_or_default();
        if let Some(hour) = card.worker(machine) {
            least = least + hour.times(queue.min_worker_count);
            most = most + hour.times(queue.max_worker_count);
        } else {
            unpriced.insert(Unpriced::Machine(machine.to_owned()));
        }
    }
    (least, most)
}

/// An hour of as many Pods as the quota allows.
fn pods(card: &RateCard, deployment: &Deployment, unpriced: &mut BTreeSet<Unpriced>) -> Money {
    let Some(quota) = &deployment.resource_quota_cpu else {
        return Money::ZERO;
    };
    let milli = quota.milli().and_then(|milli| u64::try_from(milli).ok());
    let Some(milli) = milli else {
        unpriced.insert(Unpriced::Cpu(quota.text().to_owned()));
        return Money::ZERO;
    };
    card.pod_cpu_hour.share(milli, 1_000)
}

fn seconds_asleep(deployment: &Deployment, now: Timestamp) -> u64 {
    let Some(spec) = deployment
        .hibernation
        .as_ref()
        .filter(|_| deployment.is_development_mode)
    else {
        return 0;
    };
    let end = Timestamp::from_seconds(now.seconds().saturating_add_unsigned(WEEK));
    let (mut at, mut sleeps) = (now, spec.state_at(now).is_hibernating);
    let mut asleep = 0;
    let mut pass = |from: Timestamp, to: Timestamp, sleeps: bool| {
        if sleeps {
            asleep += u64::try_from(to.seconds() - from.seconds()).unwrap_or_default();
        }
    };
    for change in spec.changes_between(now, end) {
        pass(at, change.at, sleeps);
        (at, sleeps) = (change.at, change.hibernates);
    }
    pass(at, end, sleeps);
    asleep
}

/// What a cluster costs, whatever runs on it. A hybrid one stands on the customer's own bill.
#[must_use]
pub fn cost_of_cluster(card: &RateCard, cluster: &Cluster) -> Cost {
    match cluster.cluster_type {
        ClusterType::Dedicated => Cost::steady(card.cluster_hour),
        ClusterType::Hybrid => Cost::default(),
    }
}

/// What everything costs, by whom it is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Showback {
    /// The Deployments of each Workspace, Workspaces without any left out.
    pub workspaces: BTreeMap<WorkspaceId, Cost>,
    /// All clusters.
    pub clusters: Cost,
    /// All of it.
    pub total: Cost,
}

/// What everything in a state costs.
#[must_use]
pub fn showback(card: &RateCard, state: &State, now: Timestamp) -> Showback {
    let mut found = Showback::default();
    for cluster in state.clusters() {
        found.clusters = found.clusters + cost_of_cluster(card, cluster);
    }
    for deployment in state.deployments() {
        let entry = found.workspaces.entry(deployment.workspace_id).or_default();
        *entry = std::mem::take(entry) + cost(card, deployment, now);
    }
    let all = found.workspaces.values().cloned();
    found.total = all.fold(found.clusters.clone(), Add::add);
    found
}
