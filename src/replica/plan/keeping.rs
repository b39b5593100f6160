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
        let text = kept_plan(&handle).unwrap_or_default();
        // A text that is none any more, such as one of another build, is no plan.
        let parts: Vec<KeptPart> = serde_json::from_str(&text).unwrap_or_default();
        let parts = parts.into_iter().map(|part| Part {
            slot: Slot(part.slot),
            title: part.title,
            commands: part.commands,
            author: part.author,
        });
        self.planning().kept.set_value(text);
        self.planning().texts.set(Texts::default());
        self.planning().staged.set(Staged {
            handle: Some(handle),
            parts: parts.collect(),
        });
    }

    /// Keeps the plan on this device as it is now, if this tab changed it since it was kept or taken up.
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
        if !is_here {
            forget_plan(&handle);
            return;
        }
        let text = written(staged.parts);
        if self.planning().kept.with_value(|kept| *kept == text) {
            return;
        }
        let outlives = if text.is_empty() {
            forget_plan(&handle);
            true
        } else {
            keep_plan(&handle, &text)
        };
        self.planning().outlives.set(outlives);
        self.planning().kept.set_value(text);
    }

    /// Whether what is staged outlives the page: not where the browser keeps nothing, or has no room for it.
    #[must_use]
    pub fn plan_outlives_page(self) -> bool {
        self.planning().outlives.get()
    }
}

/// The parts as text; empty where there are none.
fn written(parts: Vec<Part>) -> String {
    if parts.is_empty() {
        return String::new();
    }
    let parts: Vec<KeptPart> = parts
        .into_iter()
        .map(|part| KeptPart {
            slot: part.slot.0,
            title: part.title,
            commands: part.commands,
            author: part.author,
        })
        .collect();
    serde_json::to_string(&parts).unwrap_or_default()
}
