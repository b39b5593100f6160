//! What a review of access goes through: every grant that reaches a place, and whether it can be taken there.

use planisphere_domain::access::BoundRole;
use planisphere_domain::{Command, Timestamp};

use super::super::{Replica, RolePlace};
use super::grants::{AccessPlace, Grant, HolderKind, HolderRow};

/// One grant under review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRow {
    /// Names the line.
    pub key: String,
    /// Who has access.
    pub who: HolderRow,
    /// Through what.
    pub grant: Grant,
    /// When they last changed something; a Team never acts.
    pub last_active: Option<Timestamp>,
    /// What takes it; `None` where it is not bound here.
    pub removal: Option<Command>,
    /// Why it cannot be taken here.
    pub reason: Option<String>,
}

impl Replica {
    /// Every grant that reaches a place, by holder; only the kinds of holders that the person may read here.
    #[must_use]
    pub fn review_rows(self, place: AccessPlace) -> Vec<ReviewRow> {
        HolderKind::ALL
            .into_iter()
            .flat_map(|kind| self.access_rows(place, kind).unwrap_or_default())
            .flat_map(|row| {
                let who = row.who;
                let last_active = who
                    .actor()
                    .and_then(|actor| self.read(|opened| opened.activity.of(actor)).flatten());
                row.direct
                    .into_iter()
                    .chain(row.others)
                    .map(move |grant| self.review_row(place, who.clone(), grant, last_active))
            })
            .collect()
    }

    fn review_row(
        self,
        place: AccessPlace,
        who: HolderRow,
        grant: Grant,
        last_active: Option<Timestamp>,
    ) -> ReviewRow {
        let is_here = match (&grant.bound, place) {
            (BoundRole::Workspace(..), AccessPlace::Workspace(_))
            | (BoundRole::Deployment(..) | BoundRole::Dag(..), AccessPlace::Deployment(..)) => true,
            (
                BoundRole::Organization(_)
                | BoundRole::Workspace(..)
                | BoundRole::Deployment(..)
                | BoundRole::Dag(..)
                | BoundRole::UpwardReads,
                _,
            ) => false,
        };
        let removal = (is_here && !grant.is_through_team)
            .then(|| RolePlace::of(&grant.bound)?.take(who.holder))
            .flatten();
        let reason = match &removal {
            Some(command) => self.gate(command.clone()).reason,
            None if grant.is_through_team => Some(format!(
                "It comes through {}. Decide on the line of the Team.",
                grant.source
            )),
            None => Some(format!(
                "It is held in {}, not here. Take it there.",
                grant.source
            )),
        };
        ReviewRow {
            key: format!("{:?} {:?} {}", who.holder, grant.bound, grant.source),
            who,
            grant,
            last_active,
            removal,
            reason,
        }
    }
}
