//! What one person chose on this device: who they are, their time zone and their theme. Belongs to
//! no Organization and to no log.
//!
//! The theme has a key of its own, in plain words, because the page reads it before the app starts.

use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::StorageEvent;

const SETTINGS_KEY: &str = "planisphere.device";
const THEME_KEY: &str = "planisphere.theme";

thread_local! {
    /// Holds the settings while the browser refuses to.
    static KEPT: RefCell<Option<DeviceSettings>> = const { RefCell::new(None) };
}

/// The person who uses this device.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
}

/// In which time zone times are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeZone {
    /// The one of the browser.
    #[default]
    Browser,
    /// UTC.
    Utc,
    /// One by its IANA name.
    Named(String),
}

/// Dark or light.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The word that is stored; none for the system's.
    pub const fn word(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    fn from_word(word: Option<&str>) -> Self {
        [Self::Light, Self::Dark]
            .into_iter()
            .find(|theme| theme.word() == word)
            .unwrap_or_default()
    }
}

/// What one person chose on this device.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeviceSettings {
    /// Who they are.
    pub profile: Profile,
    /// Their time zone.
    pub time_zone: TimeZone,
    /// Their theme.
    #[serde(skip)]
    pub theme: Theme,
}

impl DeviceSettings {
    /// What is stored; the defaults where nothing is.
    pub fn load() -> Self {
        if let Some(kept) = KEPT.with_borrow(Clone::clone) {
            return kept;
        }
        let Some(storage) = local_storage() else {
            return Self::default();
        };
        let read = |key| storage.get_item(key).ok().flatten();
        let stored: Self = read(SETTINGS_KEY)
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default();
        Self {
            theme: Theme::from_word(read(THEME_KEY).as_deref()),
            ..stored
        }
    }

    /// Stores the settings, for as long as the tab lives where the browser keeps nothing.
    pub fn save(&self) {
        let kept = if self.write().is_some() {
            None
        } else {
            Some(self.clone())
        };
        KEPT.set(kept);
    }

    fn write(&self) -> Option<()> {
        let storage = local_storage()?;
        let text = serde_json::to_string(self).ok()?;
        storage.set_item(SETTINGS_KEY, &text).ok()?;
        match self.theme.word() {
            Some(word) => storage.set_item(THEME_KEY, word).ok(),
            None => storage.remove_item(THEME_KEY).ok(),
        }
    }

    /// Tells the listener what another tab stores, for as long as the returned value lives.
    pub fn follow(listener: impl Fn(Self) + 'static) -> Following {
        let on_storage = Closure::new(move |event: StorageEvent| {
            // No key means that everything was cleared.
            let ours = |key: String| key == SETTINGS_KEY || key == THEME_KEY;
            if event.key().is_none_or(ours) {
                listener(Self::load());
            }
        });
        if let Some(window) = web_sys::window() {
            let _ = window
                .add_event_listener_with_callback("storage", on_storage.as_ref().unchecked_ref());
        }
        Following { on_storage }
    }
}

/// Keeps [`DeviceSettings::follow`] going.
pub struct Following {
    on_storage: Closure<dyn FnMut(StorageEvent)>,
}

impl Drop for Following {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            let _ = window.remove_event_listener_with_callback(
                "storage",
                self.on_storage.as_ref().unchecked_ref(),
            );
        }
    }
}

/// None where the browser has no such storage or refuses it to this site.
fn local_storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
