//! What one person chose on this device: who they are, their time zone and their theme. Belongs to
//! no Organization and to no log.
//!
//! Each choice is one plain word under a key of its own; no key means the default. The page itself
//! reads the theme before the app starts, so that the first paint is right.

use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::StorageEvent;

const NAME_KEY: &str = "planisphere.name";
const EMAIL_KEY: &str = "planisphere.email";
const TIME_ZONE_KEY: &str = "planisphere.time_zone";
const THEME_KEY: &str = "planisphere.theme";
const KEYS: [&str; 4] = [NAME_KEY, EMAIL_KEY, TIME_ZONE_KEY, THEME_KEY];

thread_local! {
    /// Holds the settings while the browser refuses to.
    static KEPT: RefCell<Option<DeviceSettings>> = const { RefCell::new(None) };
}

/// The person who uses this device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
}

/// In which time zone times are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TimeZone {
    /// The one of the browser.
    #[default]
    Browser,
    /// UTC.
    Utc,
    /// One by its IANA name.
    Named(String),
}

impl TimeZone {
    /// The word that is stored; none for the browser's.
    fn word(&self) -> Option<&str> {
        match self {
            Self::Browser => None,
            Self::Utc => Some("UTC"),
            Self::Named(name) => Some(name),
        }
    }

    fn from_word(word: Option<String>) -> Self {
        match word {
            None => Self::Browser,
            Some(word) if word == "UTC" => Self::Utc,
            Some(word) => Self::Named(word),
        }
    }
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeviceSettings {
    /// Who they are.
    pub profile: Profile,
    /// Their time zone.
    pub time_zone: TimeZone,
    /// Their theme.
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
        Self {
            profile: Profile {
                name: read(NAME_KEY).unwrap_or_default(),
                email: read(EMAIL_KEY).unwrap_or_default(),
            },
            time_zone: TimeZone::from_word(read(TIME_ZONE_KEY)),
            theme: Theme::from_word(read(THEME_KEY).as_deref()),
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
        let filled = |text| Some(text).filter(|text: &&str| !text.is_empty());
        let words = [
            filled(self.profile.name.as_str()),
            filled(self.profile.email.as_str()),
            self.time_zone.word(),
            self.theme.word(),
        ];
        for (key, word) in KEYS.into_iter().zip(words) {
            match word {
                Some(word) => storage.set_item(key, word).ok()?,
                None => storage.remove_item(key).ok()?,
            }
        }
        Some(())
    }

    /// Tells the listener what another tab stores, for as long as the returned value lives.
    pub fn follow(listener: impl Fn(Self) + 'static) -> Following {
        let on_storage = Closure::new(move |event: StorageEvent| {
            // No key means that everything was cleared.
            let ours = |key: String| KEYS.contains(&key.as_str());
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
pub(super) fn local_storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
