//! Tells the other tabs of this site that something changed. Carries no data: a tab that hears of a
//! commit reads it from storage, and one that hears nothing finds out when it writes.

use super::{Handle, sealing};
use serde::{Deserialize, Serialize};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

const CHANNEL: &str = "planisphere";

/// What another tab did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
}

#[derive(Serialize, Deserialize)]
struct Message {
    from: String,
    news: News,
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
                if let Some(news) = hear(&event, &me) {
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

    /// Tells the other tabs.
    pub fn announce(&self, news: News) {
        let message = Message {
            from: self.me.clone(),
            news,
        };
        if let Some(line) = &self.line
            && let Ok(text) = serde_json::to_string(&message)
        {
            // Fails only on a closed channel, and this one closes with `self`.
            let _ = line.channel.post_message(&JsValue::from_str(&text));
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

/// What a message says, unless this tab sent it or another build words it differently.
fn hear(event: &MessageEvent, me: &str) -> Option<News> {
    let text = event.data().as_string()?;
    let message: Message = serde_json::from_str(&text).ok()?;
    (message.from != me).then_some(message.news)
}

fn name_of_this_tab() -> String {
    let bytes =
        sealing::random::<8>().unwrap_or_else(|_| js_sys::Math::random().to_bits().to_be_bytes());
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
