//! The catalogue that a person keeps on this device in place of the built-in one: the text of their file, with its name
//! and the moment it was taken in. What the text says is somebody else's question.

use super::device::local_storage;

const KEY: &str = "planisphere.catalogue";

/// A catalogue file as it was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCatalogue {
    /// The file's name.
    pub name: String,
    /// When it was taken in, in seconds since 1970.
    pub at: i64,
    /// Its text.
    pub text: String,
}

impl KeptCatalogue {
    /// Whether an event of the window says that another tab keeps another one, or none any more. The browser sends it once
    /// this tab can read that, which no message between tabs waits for.
    #[must_use]
    pub fn is_news(event: &web_sys::Event) -> bool {
        let key = js_sys::Reflect::get(event, &"key".into());
        key.is_ok_and(|key| key.as_string().as_deref() == Some(KEY))
    }

    /// The file that is kept; `None` where there is none.
    #[must_use]
    pub fn load() -> Option<Self> {
        let kept = local_storage()?.get_item(KEY).ok().flatten()?;
        // One line each for moment and name, then the text.
        let (at, rest) = kept.split_once('\n')?;
        let (name, text) = rest.split_once('\n')?;
        Some(Self {
            name: name.to_owned(),
            at: at.parse().ok()?,
            text: text.to_owned(),
        })
    }

    /// Keeps it in place of the one before. Whether the browser did: it may have no room, or refuse.
    #[must_use]
    pub fn keep(&self) -> bool {
        let name: String = self.name.chars().filter(|letter| *letter != '\n').collect();
        let value = format!("{}\n{name}\n{}", self.at, self.text);
        local_storage().is_some_and(|storage| storage.set_item(KEY, &value).is_ok())
    }

    /// Forgets the file that is kept.
    pub fn forget() {
        if let Some(storage) = local_storage() {
            // Fails only where nothing could be kept either.
            let _ = storage.remove_item(KEY);
        }
    }
}
