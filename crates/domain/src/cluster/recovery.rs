//! The second region that takes over when the first one is lost (CL-21 to CL-26, CL-29).

use serde::{Deserialize, Serialize};

use super::ranges::{self, AddressDraft, AddressPlan, RECOVERY};
use crate::Problem;
use crate::catalogue::{Catalogue, CloudProvider, share_continent};
use crate::edit::Value;
use crate::names::Names;
use crate::validation::Checks;

const REPLICATION: &str = "enableReplicationTimeControl";

/// A wish for a second region.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DisasterRecoveryDraft {
    /// The region's code.
    pub region: String,
    /// Its ranges; the network's range is the first region's when it is left empty (CL-25).
    pub ranges: AddressDraft,
    /// Whether replication keeps to a time; absent: the provider's default (CL-24).
    pub enable_replication_time_control: Option<bool>,
}

/// The second region of a cluster. A cluster without one has none of this (CL-29).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DisasterRecovery {
    /// The region's code; fixed (CL-3).
    pub region: String,
    /// Its ranges; fixed (CL-3).
    pub ranges: AddressPlan,
    /// Whether replication keeps to a time.
    pub enable_replication_time_control: bool,
    /// Whether the second region is the one that works now.
    pub is_failed_over: bool,
}

impl Value for DisasterRecovery {
    fn shown(&self, _: &Names<'_>) -> String {
        let works = if self.is_failed_over {
            ", failed over"
        } else {
            ""
        };
        let replication = if self.enable_replication_time_control {
            ", with replication time control"
        } else {
            ""
        };
        format!("{}{works}{replication}", self.region)
    }
}

/// The second region that a draft asks for, if it is one at all; what is wrong with it is noted.
pub(super) fn settle(
    checks: &mut Checks,
    catalogue: &Catalogue,
    (provider, region): (CloudProvider, &str),
    primary: Option<AddressPlan>,
    draft: &DisasterRecoveryDraft,
) -> Option<DisasterRecovery> {
    let wanted = draft.region.trim();
    check_region(checks, catalogue, (provider, region), wanted);
    let mut asked = draft.ranges.clone();
    // CL-25. On Google Cloud it has to be said (CL-22).
    if asked.vpc_subnet_range.trim().is_empty() && provider != CloudProvider::Gcp {
        asked.vpc_subnet_range = primary?.vpc_subnet_range.to_string();
    }
    let ranges = ranges::settle(checks, provider, &asked, &RECOVERY);
    let is_near = provider == CloudProvider::Azure && share_continent(region, wanted);
    let recovery = DisasterRecovery {
        region: wanted.to_owned(),
        ranges: ranges?,
        // CL-24
        enable_replication_time_control: draft.enable_replication_time_control.unwrap_or(is_near),
        is_failed_over: false,
    };
    check_replication(checks, provider, region, &recovery);
    Some(recovery)
}

fn check_region(
    checks: &mut Checks,
    catalogue: &Catalogue,
    (provider, region): (CloudProvider, &str),
    wanted: &str,
) {
    // CL-21
    if wanted.is_empty() {
        checks.add(Problem::new(
            "drRegion",
            "empty",
            "drRegion is missing",
            "Choose the region that takes over, or leave out the rest of it.",
        ));
        return;
    }
    // CL-2
    let regions = catalogue.dedicated_regions(provider);
    checks.ensure(regions.iter().any(|known| known.code == wanted), || {
        Problem::new(
            "drRegion",
            "unknown-region",
            format!(
                "`{wanted}` is no region for dedicated clusters on {}",
                provider.label()
            ),
            "Choose a region of the list.",
        )
        .value(wanted)
    });
    // CL-26
    checks.ensure(wanted != region, || {
        Problem::new(
            "drRegion",
            "same-region",
            format!("drRegion is `{wanted}`, where the cluster is already"),
            "Choose another region.",
        )
        .value(wanted)
    });
}

/// CL-24.
fn check_replication(
    checks: &mut Checks,
    provider: CloudProvider,
    region: &str,
    recovery: &DisasterRecovery,
) {
    let other = &recovery.region;
    let is_far = provider == CloudProvider::Azure && !share_continent(region, other);
    checks.ensure(
        !is_far || !recovery.enable_replication_time_control,
        || {
            Problem::new(
                REPLICATION,
                "other-continent",
                format!(
                    "{REPLICATION} needs regions on the same continent, and `{region}` and `{other}` are not known to be"
                ),
                "Turn it off, or choose a nearer region.",
            )
            .value(true)
        },
    );
}

/// What an edit may do to the second region (CL-3, CL-23).
pub(super) fn check_step(
    checks: &mut Checks,
    (provider, region): (CloudProvider, &str),
    before: Option<&DisasterRecovery>,
    after: Option<&DisasterRecovery>,
) {
    match (before, after) {
        (None, Some(_)) => checks.add(
            Problem::new(
                "enableDr",
                "operator-only",
                "disaster recovery of a cluster that is there can only be switched on by the operator",
                "Create a cluster with a second region, or ask the operator.",
            )
            .value(true),
        ),
        (Some(before), Some(after)) => {
            let stays = before.region == after.region && before.ranges == after.ranges;
            checks.ensure(stays, || {
                Problem::new(
                    "drRegion",
                    "fixed",
                    "the second region and its ranges cannot change",
                    "Leave them as they are, or create a new cluster.",
                )
                .value(&after.region)
            });
            let turned_on =
                after.enable_replication_time_control && !before.enable_replication_time_control;
            if turned_on {
                check_replication(checks, provider, region, after);
            }
        }
        (_, None) => {}
    }
}
