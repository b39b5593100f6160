//! The foot of a list that shows its beginning: how much of it shows, and a button for more.

use leptos::prelude::*;

use crate::components::grouped;
use crate::ui::Button;

/// So many things are shown at first, and so many more at each press.
pub const STEP: usize = 20;

/// Nothing, once all of them show.
#[component]
pub fn ShowMore(
    /// How many there are.
    all: usize,
    /// How many of them show.
    shown: RwSignal<usize>,
    /// What the button says of them to those who hear it.
    #[prop(into)]
    of: String,
) -> impl IntoView {
    let rest = move || all - shown.get();
    let of = StoredValue::new(of);
    view! {
        <Show when=move || { rest() > 0 }>
            <div class="foot">
                <Button small=true on_click=move |_| shown.update(|shown| *shown += STEP.min(all - *shown))>
                    {move || format!("Show {} more", STEP.min(rest()))}
                    <span class="vh">{of.get_value()}</span>
                </Button>
                <span class="sub">{move || format!("{} of {}", grouped(shown.get()), grouped(all))}</span>
            </div>
        </Show>
    }
}
