//! Notification channels: where alerts are sent. What is secret in one is known by reference only; nothing
//! is sent from here.

mod commands;
mod definition;

use serde::{Deserialize, Serialize};

use crate::belonging::{Belonging, Home};
use crate::{Actor, NotificationChannelId, State, Timestamp};

pub use commands::{NotificationChannelDraft, NotificationChannelField};
pub(crate) use commands::{create, delete, update};
pub use definition::{ChannelDefinition, ChannelType, DefinitionDraft};

/// One notification channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NotificationChannel {
    /// Names it.
    pub id: NotificationChannelId,
    /// Its name.
    pub name: String,
    /// What it belongs to (NCH-2).
    pub home: Home,
    /// Whether what lies below its home may use it (NCH-4).
    #[serde(default)]
    pub is_shared: bool,
    /// Where it leads.
    pub definition: ChannelDefinition,
    /// When it was created.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: Actor,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// By whom.
    pub updated_by: Actor,
}

impl NotificationChannel {
    /// Whether something that belongs to `home` may use it (ALR-8, NCH-4): its own, or a shared one above.
    #[must_use]
    pub fn is_reachable_from(&self, state: &State, home: Home) -> bool {
        if self.home == home {
            return true;
        }
        let lies_above = match (self.home, home) {
            (Home::Organization, _) => true,
            (Home::Workspace(own), Home::Deployment(id)) => state
                .deployment(id)
                .is_some_and(|deployment| deployment.workspace_id == own),
            _ => false,
        };
        self.is_shared && lies_above
    }
}

impl Belonging for NotificationChannel {
    type Id = NotificationChannelId;
    const LEAST: Self::Id = NotificationChannelId::from_bits(0);

    fn id(&self) -> Self::Id {
        self.id
    }

    fn home(&self) -> Home {
        self.home
    }
}
