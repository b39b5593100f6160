//! How far back the audit log is shown and exported: by the tier, as the log itself stays whole (rule 118, ORG-11).

use crate::organization::{Organization, Tier};
use crate::policy::audit_log_reach;
use crate::{Rejection, Timestamp};

/// The records that a tier keeps, at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Whose.
    pub tier: Tier,
    /// How many days it reaches back.
    pub days: u32,
    /// The oldest moment of which records are shown.
    pub oldest: Timestamp,
}

impl Retention {
    /// What is kept of an Organization's log now.
    #[must_use]
    pub const fn of(organization: &Organization, now: Timestamp) -> Self {
        Self::by(organization.plan.tier(), now)
    }

    /// What this tier keeps now.
    #[must_use]
    pub const fn by(tier: Tier, now: Timestamp) -> Self {
        let days = audit_log_reach(tier);
        // A day has as many seconds everywhere that the log counts in.
        let oldest = now.seconds().saturating_sub(days as i64 * 86_400);
        Self {
            tier,
            days,
            oldest: Timestamp::from_seconds(oldest),
        }
    }

    /// Whether a record of this moment is shown.
    #[must_use]
    pub const fn keeps(&self, at: Timestamp) -> bool {
        at.seconds() >= self.oldest.seconds()
    }

    /// Where a window that is asked for begins: where it says, or as far back as records are kept.
    ///
    /// # Errors
    /// What is wrong with the start: a window that reaches further back is refused and not shortened.
    pub fn window(
        organization: &Organization,
        start: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<Timestamp, Rejection> {
        let Some(start) = start else {
            return Ok(Self::of(organization, now).oldest);
        };
        organization.check_audit_window(start, now)?;
        Ok(start)
    }
}
