//! The plan over reloads: kept on this device for each Organization, without the texts of secrets, until it is
//! applied or discarded.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use planisphere_domain::{Actor, Command};

use super::super::{Handle, Replica};
use super::{Part, Slot, Staged, Texts};
use crate::storage::{forget_plan, keep_plan, kept_plan};

/// A part as it is kept.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct KeptPart {
    slot: String,
    title: String,
    commands: Vec<Command>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    author: Option<Actor>,
}

impl Replica {
    /// Turns to the plan of this Organization.
    pub(super) fn open_plan(self, handle: Handle) {
        let is_open = self
            .planning()
            .staged
            .with_untracked(|staged| staged.handle.as_ref() == Some(&handle));
        if is_open {
            return;
        }
        self.keep_plan();
        // A text that is none any more, such as one of another build, is no plan.
        let parts: Vec<KeptPart> = kept_plan(&handle)
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default();
        let parts = parts.into_iter().map(|part| Part {
            slot: Slot(part.slot),
            title: part.title,
            commands: part.commands,
            author: part.author,
        });
        self.planning().texts.set(Texts::default());
        self.planning().staged.set(Staged {
            handle: Some(handle),
            parts: parts.collect(),
        });
    }

    /// Keeps the plan on this device as it is now.
    pub fn keep_plan(self) {
        let staged = self.planning().staged.get_untracked();
        let Some(handle) = staged.handle else {
            return;
        };
        // One that was removed from the device meanwhile took its plan along.
        let is_here = self.organizations.with_untracked(|all| {
            let mut all = all.iter().flatten();
            all.any(|organization| organization.handle == handle)
        });
        if staged.parts.is_empty() || !is_here {
            forget_plan(&handle);
            return;
        }
        let parts = staged.parts.into_iter().map(|part| KeptPart {
            slot: part.slot.0,
            title: part.title,
            commands: part.commands,
            author: part.author,
        });
        if let Ok(text) = serde_json::to_string(&parts.collect::<Vec<_>>()) {
            keep_plan(&handle, &text);
        }
    }
}
