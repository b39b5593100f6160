//! What one person chose for this device, as a signal that follows other tabs.

use leptos::prelude::*;

use crate::storage::{DeviceSettings, Theme};

/// The settings of this device.
#[derive(Clone, Copy)]
pub struct Settings {
    current: RwSignal<DeviceSettings>,
}

impl Settings {
    pub(super) fn load() -> Self {
        let current = RwSignal::new(DeviceSettings::load());
        let following = DeviceSettings::follow(move |stored| {
            show(stored.theme);
            current.try_set(stored);
        });
        // Lives as long as the page.
        StoredValue::new_local(following);
        Self { current }
    }

    /// What is chosen now.
    #[must_use]
    pub fn get(self) -> DeviceSettings {
        self.current.get()
    }

    /// The same without being told of later changes.
    #[must_use]
    pub fn get_untracked(self) -> DeviceSettings {
        self.current.get_untracked()
    }

    /// Changes something, shows it and keeps it.
    pub fn update(self, change: impl FnOnce(&mut DeviceSettings)) {
        self.current.update(change);
        let settings = self.current.get_untracked();
        show(settings.theme);
        settings.save();
    }
}

/// Puts the theme where the style sheets look for it; the boot script does the same before first paint.
fn show(theme: Theme) {
    let root = document().document_element();
    if let Some(root) = root {
        // Both calls fail only for names that are no attribute names.
        let _ = match theme.word() {
            Some(word) => root.set_attribute("data-theme", word),
            None => root.remove_attribute("data-theme"),
        };
    }
}
