//! A bar for work that goes on in slices.

use leptos::prelude::*;

use crate::replica::Work;
use crate::ui::Progress;

/// How far some work is, with a button that stops it; nothing while none goes on.
#[component]
pub fn Working(
    /// The work.
    work: Work,
) -> impl IntoView {
    let goes_on = Memo::new(move |_| work.stage().is_some());
    let label = Signal::derive(move || {
        work.stage()
            .map(|stage| stage.label.to_owned())
            .unwrap_or_default()
    });
    let value = Signal::derive(move || work.stage().and_then(|stage| stage.part));
    let amount = Signal::derive(move || {
        let stage = work.stage()?;
        stage.amount.or_else(|| {
            // The bar itself is silent to those who do not see it.
            stage
                .part
                .map(|part| format!("{:.0} %", part.clamp(0.0, 1.0) * 100.0))
        })
    });
    view! {
        <Show when=move || goes_on.get()>
            <Progress label value amount on_cancel=move |()| work.cancel()/>
        </Show>
    }
    .into_any()
}
