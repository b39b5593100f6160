//! The first Teams under the map: pointing at one lights up its reach, pressing it keeps it lit.

use leptos::prelude::*;

use super::chooser::Lit;
use crate::ui::Cut;

/// How many fit in a line; the rest is in the box above.
const FIRST: usize = 8;

/// The row; nothing where the person may not read Teams, or there are none.
#[component]
pub fn Teams(lit: Lit) -> impl IntoView {
    let teams = Memo::new(move |_| lit.teams(FIRST));
    let chips = move || {
        let chip = |(value, name): (String, String)| {
            let value = StoredValue::new(value);
            let is_chosen = move || value.with_value(|value| lit.is_chosen(value));
            let point = move || lit.point_at(Some(value.get_value()));
            view! {
                <button
                    type="button"
                    class="chip"
                    aria-pressed=move || is_chosen().to_string()
                    on:click=move |_| lit.choose(if is_chosen() { String::new() } else { value.get_value() })
                    on:pointerenter=move |_| point()
                    on:pointerleave=move |_| lit.point_at(None)
                >
                    <Cut text=name/>
                </button>
            }
        };
        teams.get().into_iter().map(chip).collect_view()
    };
    // A pointer that is still there when the map goes tells nobody that it leaves.
    on_cleanup(move || lit.point_at(None));
    view! {
        <Show when=move || teams.with(|teams| !teams.is_empty())>
            <div class="map-teams" role="group" aria-label="Teams"><span class="sub" aria-hidden="true">"Teams"</span>{chips}</div>
        </Show>
    }
    .into_any()
}
