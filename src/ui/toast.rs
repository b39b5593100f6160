//! Short news that leave by themselves, with at most one action such as Undo.
//! What must not be missed is a banner; what needs an answer is a dialog.
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::banner::Tone;
use super::icon::{Glyph, Icon};

/// How long a toast stays; longer when it offers an action.
const STAYS: Duration = Duration::from_secs(6);
const STAYS_WITH_ACTION: Duration = Duration::from_secs(10);
/// More than this at once and the oldest leave.
const AT_MOST: usize = 4;

/// News to show.
#[derive(Clone, Debug)]
pub struct Toast {
    text: String,
    tone: Tone,
    action: Option<(String, Callback<()>)>,
    stays: bool,
}

impl Toast {
    /// News in a sentence without a final period.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            tone: Tone::Info,
            action: None,
            stays: false,
        }
    }

    /// News of a failure; it stays until it is closed.
    pub fn failed(text: impl Into<String>) -> Self {
        Self {
            tone: Tone::Bad,
            stays: true,
            ..Self::new(text)
        }
    }

    /// Offers an action, such as Undo.
    #[must_use]
    pub fn action(
        mut self,
        label: impl Into<String>,
        run: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        self.action = Some((label.into(), Callback::new(move |()| run())));
        self
    }

    /// Stays until it is closed.
    #[must_use]
    pub fn stays(mut self) -> Self {
        self.stays = true;
        self
    }
}

#[derive(Clone)]
struct Shown {
    id: u64,
    toast: Toast,
}

/// Shows toasts. Provided by [`UiRoot`](super::UiRoot); take it with `expect_context::<Toaster>()`.
#[derive(Clone, Copy, Debug)]
pub struct Toaster {
    shown: RwSignal<Vec<Shown>>,
    last: StoredValue<u64>,
}

impl Toaster {
    /// A new one, for the root of the app or a test.
    pub fn new() -> Self {
        Self {
            shown: RwSignal::new(Vec::new()),
            last: StoredValue::new(0),
        }
    }

    /// Shows a toast.
    pub fn show(&self, toast: Toast) {
        self.show_until_closed(toast);
    }

    /// Shows a toast that [`Toaster::close`] takes away; with its number.
    pub fn show_until_closed(&self, toast: Toast) -> Option<u64> {
        let id = self.last.try_update_value(|last| {
            *last += 1;
            *last
        })?;
        let _ = self.shown.try_update(|shown| {
            shown.push(Shown { id, toast });
            let over = shown.len().saturating_sub(AT_MOST);
            shown.drain(..over);
        });
        Some(id)
    }

    /// Takes a toast away, if it still shows.
    pub fn close(&self, id: u64) {
        let _ = self
            .shown
            .try_update(|shown| shown.retain(|one| one.id != id));
    }
}

impl Default for Toaster {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Shown {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Shown")
            .field("id", &self.id)
            .field("toast", &self.toast)
            .finish()
    }
}

/// Where toasts appear. [`UiRoot`](super::UiRoot) renders it once.
#[component]
pub fn ToastRegion(
    /// Whose toasts.
    toaster: Toaster,
) -> impl IntoView {
    view! {
        <div class="toasts" role="region" aria-label="Notifications" aria-live="polite">
            <For each=move || toaster.shown.get() key=|one| one.id let:one>
                <ToastLine toaster shown=one/>
            </For>
        </div>
    }
    .into_any()
}

#[component]
fn ToastLine(toaster: Toaster, shown: Shown) -> impl IntoView {
    let Shown { id, toast } = shown;
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let pause = move || {
        let _ = timer.try_update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
        });
    };
    let time = if toast.action.is_some() {
        STAYS_WITH_ACTION
    } else {
        STAYS
    };
    let resume = move || {
        pause();
        if !toast.stays {
            let handle = set_timeout_with_handle(move || toaster.close(id), time).ok();
            let _ = timer.try_update_value(|timer| *timer = handle);
        }
    };
    resume();
    on_cleanup(pause);
    let action = toast.action.map(|(label, run)| {
        view! {
            <button
                type="button"
                class="act"
                on:click=move |_| {
                    toaster.close(id);
                    run.run(());
                }
            >
                {label}
            </button>
        }
    });
    view! {
        <div
            class="toast"
            role=(toast.tone == Tone::Bad).then_some("alert")
            on:pointerenter=move |_| pause()
            on:pointerleave=move |_| resume()
            on:focusin=move |_| pause()
            on:focusout=move |_| resume()
        >
            {(toast.tone == Tone::Bad).then(|| view! { <Icon glyph=Glyph::Warning/> })}
            <span class="text">{toast.text}</span>
            {action}
            <button type="button" class="close" aria-label="Close" on:click=move |_| toaster.close(id)>
                <Icon glyph=Glyph::Cross class="small"/>
            </button>
        </div>
    }
    .into_any()
}
