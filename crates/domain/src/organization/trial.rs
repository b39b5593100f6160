//! When a trial ends, and that it has one Workspace (ORG-8). What its Deployments may be stands with the rules of
//! Deployments.

use super::{Organization, Plan};
use crate::validation::Checks;
use crate::{Problem, Timestamp};

/// How long a trial runs, in seconds.
const LENGTH: i64 = 14 * 86_400;
/// Workspaces of a trial.
const MOST: usize = 1;

/// When a trial that begins now ends; `None` when the plan is none.
pub(super) fn ends(plan: Plan, now: Timestamp) -> Option<Timestamp> {
    plan.is_trial()
        .then(|| Timestamp::from_seconds(now.seconds().saturating_add(LENGTH)))
}

/// ORG-8: one more Workspace beside those that are `there`.
pub(crate) fn check_workspaces(checks: &mut Checks, organization: &Organization, there: usize) {
    checks.ensure(!organization.plan.is_trial() || there < MOST, || {
        Problem::new(
            "plan",
            "trial",
            format!("a trial has {MOST} Workspace, and it is there"),
            "Choose a plan first.",
        )
        .value(there.saturating_add(1))
        .limit(MOST)
    });
}
