//! Worker machines and scheduler sizes of hosted Deployments: facts as of August 2026.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::deployment::SchedulerSize;

/// A worker machine of hosted Deployments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Machine {
    /// Its name, such as `A5`.
    pub name: Cow<'static, str>,
    /// Virtual CPUs.
    pub cpu: u16,
    /// Memory in GiB.
    pub memory_gib: u16,
    /// Tasks at a time when nothing else is said.
    pub default_concurrency: u16,
    /// The most tasks at a time (WQ-8).
    pub max_concurrency: u16,
}

const fn machine(name: &'static str, cpu: u16, default_concurrency: u16) -> Machine {
    // Memory is twice the CPUs and the most tasks are three times the usual ones, over the whole table.
    Machine {
        name: Cow::Borrowed(name),
        cpu,
        memory_gib: cpu * 2,
        default_concurrency,
        max_concurrency: default_concurrency * 3,
    }
}

/// Every machine on offer, smallest first (WQ-10).
pub(super) const MACHINES: &[Machine] = &[
    machine("A5", 1, 5),
    machine("A10", 2, 10),
    machine("A20", 4, 20),
    machine("A40", 8, 40),
    machine("A60", 12, 60),
    machine("A120", 24, 120),
    machine("A160", 32, 160),
];

/// What a scheduler size means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SchedulerSpec {
    /// The size.
    pub size: SchedulerSize,
    /// Virtual CPUs and GiB of memory; absent where no source gives them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resources: Option<(u16, u16)>,
    /// Meant for up to this many DAGs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dags: Option<u16>,
}

/// Every scheduler size, smallest first.
pub(super) const SCHEDULERS: &[SchedulerSpec] = &[
    SchedulerSpec {
        size: SchedulerSize::Small,
        resources: Some((1, 2)),
        dags: Some(50),
    },
    SchedulerSpec {
        size: SchedulerSize::Medium,
        resources: Some((2, 4)),
        dags: Some(250),
    },
    SchedulerSpec {
        size: SchedulerSize::Large,
        resources: Some((4, 8)),
        dags: Some(1_000),
    },
    SchedulerSpec {
        size: SchedulerSize::ExtraLarge,
        resources: None,
        dags: None,
    },
];
