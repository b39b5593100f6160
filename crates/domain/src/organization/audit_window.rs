//! How far back the audit log can be exported (ORG-11, rule 118).

use super::Organization;
use crate::policy::audit_log_reach;
use crate::{Problem, Rejection, Timestamp};

impl Organization {
    /// Refuses an export from further back than the plan keeps, or from the future.
    ///
    /// # Errors
    /// What is wrong with the start (ORG-11).
    pub fn check_audit_window(&self, start: Timestamp, now: Timestamp) -> Result<(), Rejection> {
        let tier = self.plan.tier();
        let days = audit_log_reach(tier);
        let oldest = now.seconds().saturating_sub(i64::from(days) * 86_400);
        // ORG-11
        if (oldest..=now.seconds()).contains(&start.seconds()) {
            return Ok(());
        }
        let label = tier.label();
        Err(Rejection::Invalid(vec![
            Problem::new(
                "startDate",
                "retention",
                format!("startDate is {start}, and the {label} plan keeps {days} days until {now}"),
                format!("Start at {} or later.", Timestamp::from_seconds(oldest)),
            )
            .value(start)
            .limit(format!("{days} days")),
        ]))
    }
}
