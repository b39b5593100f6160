//! What a snapshot of an Organization holds: all that opening it needs besides the commits that came after. How that
//! becomes bytes, and where they lie, is for others.

use serde::{Deserialize, Serialize};

use crate::{Activity, Records, State};

/// An Organization at one moment of its log. Every field is written and has to be there: one that is missing was lost, and
/// the log is read in its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Remembered {
    /// What is so.
    pub records: Records,
    /// What everybody had done by then.
    pub activity: Activity,
}

impl Remembered {
    /// What is to be remembered of a moment.
    #[must_use]
    pub fn of(state: &State, activity: &Activity) -> Self {
        Self {
            records: state.records(),
            activity: activity.clone(),
        }
    }
}
