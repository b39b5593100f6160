//! The foot of a list that shows its beginning: how much of it shows, and a button for more.

use leptos::html;
use leptos::prelude::*;

use super::{catch_focus, grouped};
use crate::ui::Button;

/// So many things are shown at first, and so many more at each press, where nothing else is said.
pub const STEP: usize = 20;

/// Nothing, where all of them show from the start.
#[component]
pub fn ShowMore(
    /// How many there are.
    #[prop(into)]
    all: Signal<usize>,
    /// How many of them show; more than there are counts as all.
    shown: RwSignal<usize>,
    /// How many more a press shows.
    #[prop(default = STEP)]
    step: usize,
    /// What the button says of them to those who hear it.
    #[prop(into)]
    of: String,
) -> impl IntoView {
    let rest = Memo::new(move |_| all.get().saturating_sub(shown.get()));
    let of = StoredValue::new(of);
    let count = NodeRef::<html::Span>::new();
    let more = move |_| {
        shown.update(|shown| *shown += step.min(rest.get_untracked()));
        // With the last of them the button goes, and the keyboard with it.
        request_animation_frame(move || {
            let count = count.try_get_untracked().flatten();
            catch_focus(count.map(|count| (*count).clone().into()));
        });
    };
    view! {
        <Show when=move || { all.get() > step }>
            <div class="foot">
                <Show when=move || { rest.get() > 0 }>
                    <Button small=true on_click=more>
                        {move || format!("Show {} more", step.min(rest.get()))}
                        <span class="vh">{of.get_value()}</span>
                    </Button>
                </Show>
                <span node_ref=count class="sub">
                    {move || format!("{} of {}", grouped(shown.get().min(all.get())), grouped(all.get()))}
                </span>
            </div>
        </Show>
    }
    .into_any()
}
