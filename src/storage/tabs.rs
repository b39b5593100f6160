//! Tells the other tabs of this site that something changed. Carries no data: a tab that hears of a
//! commit reads it from storage, and one that hears nothing finds out when it writes.

use super::{Handle, sealing};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

const CHANNEL: &str = "planisphere";

/// What another tab did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// An Organization was added or went on.
    Committed {
        /// The Organization.
        handle: Handle,
        /// The sequence number of its newest commit.
        sequence: u64,
    },
    /// The summary of an Organization changed without a commit.
    Described {
        /// The Organization.
        handle: Handle,
    },
    /// An Organization was removed.
    Removed {
        /// The Organization.
        handle: Handle,
    },
    /// Secrets are sealed by another key.
    Key,
}

impl News {
    /// The news in one line, signed.
    fn write(&self, from: &str) -> String {
        match self {
            Self::Committed { handle, sequence } => format!("{from} committed {handle} {sequence}"),
            Self::Described { handle } => format!("{from} described {handle}"),
            Self::Removed { handle } => format!("{from} removed {handle}"),
            Self::Key => format!("{from} key"),
        }
    }

    /// What a line says, unless this tab signed it or another build words it differently.
    fn read(line: &str, me: &str) -> Option<Self> {
        let mut words = line.split(' ');
        words.next().filter(|from| *from != me)?;
        let kind = words.next()?;
        if kind == "key" {
            return Some(Self::Key);
        }
        let handle = Handle::parse(words.next()?)?;
        match kind {
            "committed" => Some(Self::Committed {
                handle,
                sequence: words.next()?.parse().ok()?,
            }),
            "described" => Some(Self::Described { handle }),
            "removed" => Some(Self::Removed { handle }),
            _ => None,
        }
    }
}

/// This tab's end of the line. Where the browser has none, nothing is heard and nothing fails.
pub struct Tabs {
    me: String,
    line: Option<Line>,
}

struct Line {
    channel: BroadcastChannel,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

impl Tabs {
    /// Listens to the other tabs for as long as this value lives.
    pub fn open(listener: impl Fn(News) + 'static) -> Self {
        let me = name_of_this_tab();
        let line = BroadcastChannel::new(CHANNEL).ok().map(|channel| {
            let me = me.clone();
            let on_message = Closure::new(move |event: MessageEvent| {
                let line = event.data().as_string();
                if let Some(news) = line.and_then(|line| News::read(&line, &me)) {
                    listener(news);
                }
            });
            channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
            Line {
                channel,
                _on_message: on_message,
            }
        });
        Self { me, line }
    }

    /// A tab that neither hears nor tells.
    #[must_use]
    pub fn silent() -> Self {
        Self {
            me: String::new(),
            line: None,
        }
    }

    /// Tells the other tabs.
    pub fn announce(&self, news: News) {
        if let Some(line) = &self.line {
            let text = JsValue::from_str(&news.write(&self.me));
            // Fails only on a closed channel, and this one closes with `self`.
            let _ = line.channel.post_message(&text);
        }
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        if let Some(line) = &self.line {
            line.channel.set_onmessage(None);
            line.channel.close();
        }
    }
}

fn name_of_this_tab() -> String {
    let bytes =
        sealing::random::<8>().unwrap_or_else(|_| js_sys::Math::random().to_bits().to_be_bytes());
    sealing::in_hex(&bytes)
}
