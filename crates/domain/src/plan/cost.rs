//! What a plan costs: the Deployments and clusters that it touches, before and after, each state by its own rate card.

use std::ops::Add;

use crate::cost::{Cost, cost, cost_of_cluster, showback};
use crate::{State, Timestamp};

/// What the touched Deployments and clusters cost; everything, where the rate card itself changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CostDelta {
    /// The currency of the sums.
    pub currency: String,
    /// How many Deployments and clusters they are about.
    pub things: usize,
    /// Before.
    pub before: Cost,
    /// After.
    pub after: Cost,
}

impl CostDelta {
    /// Whether the plan costs anything else than what is there.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.before == self.after
    }
}

/// What differs in cost between two states. Sleep is reckoned from `now`.
#[must_use]
pub fn cost_delta(before: &State, after: &State, now: Timestamp) -> CostDelta {
    let (Some(was), Some(is)) = (before.organization(), after.organization()) else {
        return CostDelta::default();
    };
    let ((old, _), (new, _)) = (was.reckons_with(), is.reckons_with());
    let currency = new.currency.clone();
    if old != new {
        return CostDelta {
            currency,
            things: after.deployments().count() + after.clusters().count(),
            before: showback(&old, before, now).total,
            after: showback(&new, after, now).total,
        };
    }
    let deployments = before.changed_deployments(after);
    let clusters = before.changed_clusters(after);
    let things = deployments.len() + clusters.len();
    let sum = |costs: &mut dyn Iterator<Item = Cost>| costs.fold(Cost::default(), Add::add);
    let of_deployments = deployments.iter().map(|it| {
        let of = |side| cost(&new, side, now);
        (it.before.map(of), it.after.map(of))
    });
    let of_clusters = clusters.iter().map(|it| {
        let of = |side| cost_of_cluster(&new, side);
        (it.before.map(of), it.after.map(of))
    });
    let (befores, afters): (Vec<_>, Vec<_>) = of_deployments.chain(of_clusters).unzip();
    CostDelta {
        currency,
        things,
        before: sum(&mut befores.into_iter().flatten()),
        after: sum(&mut afters.into_iter().flatten()),
    }
}
