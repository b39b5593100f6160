//! What stands where there is nothing yet: what would be here, and the first step.
use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// An empty state.
///
/// ```ignore
/// view! {
///     <EmptyState glyph=Glyph::Deployment title="No Deployments yet" text="A Deployment runs Airflow for one set of DAGs.">
///         <Button kind=ButtonKind::Primary>"Create a Deployment"</Button>
///     </EmptyState>
/// }
/// ```
#[component]
pub fn EmptyState(
    /// A drawing.
    #[prop(optional)]
    glyph: Option<Glyph>,
    /// What is not there.
    #[prop(into)]
    title: Signal<String>,
    /// Why, or what it would be good for.
    #[prop(optional, into)]
    text: Signal<Option<String>>,
    /// The way out.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            {glyph.map(|glyph| view! { <Icon glyph class="large"/> })}
            <h2>{move || title.get()}</h2>
            {move || text.get().map(|text| view! { <p>{text}</p> })}
            {children.map(|children| view! { <div class="acts">{children()}</div> })}
        </div>
    }
    .into_any()
}
