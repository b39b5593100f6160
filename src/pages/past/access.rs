//! Who can do more or less on one side of a comparison than on the other.

use std::sync::Arc;

use leptos::prelude::*;

use crate::components::{STEP, ShowMore, grouped};
use crate::replica::AccessLine;
use crate::ui::Isolated;

/// The people and tokens with what they gain and lose.
#[component]
pub fn AccessLines(
    lines: Arc<[AccessLine]>,
    /// How many more there are whom the person may not see.
    hidden: usize,
) -> impl IntoView {
    let all = lines.len();
    let shown = RwSignal::new(all.min(STEP));
    let line = move |place: usize| {
        let line = lines.get(place).cloned();
        line.map(|line| view! { <li><Isolated text=line.name/>" "{line.sentence}"."</li> })
    };
    let line = StoredValue::new(line);
    let hidden = (hidden > 0).then(|| {
        let text = format!("And {} that you may not see.", grouped(hidden));
        view! { <p class="sub">{text}</p> }
    });
    view! {
        <ul class="plain-list">
            <For each=move || 0..shown.get() key=|place| *place let:place>
                {line.with_value(|line| line(place))}
            </For>
        </ul>
        <ShowMore all shown of=" whose access differs"/>
        {hidden}
    }
    .into_any()
}
