//! The blocks a page is made of: its head, sections, cards, figures.
use leptos::prelude::*;

use super::ids;

/// The head of a page: title, a line about it, actions with the main one last.
///
/// ```ignore
/// view! {
///     <PageHead title="Deployments" lead=move || "38 in Marketing analytics, 2 need attention"
///         actions=move || view! { <Button kind=ButtonKind::Primary>"Create a Deployment"</Button> }/>
/// }
/// ```
#[component]
pub fn PageHead(
    /// The page's title.
    #[prop(into)]
    title: Signal<String>,
    /// A line below it.
    #[prop(optional, into)]
    lead: Option<ViewFn>,
    /// What can be done here.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
) -> impl IntoView {
    view! {
        <div class="head">
            <div class="titles">
                <h1 tabindex="-1"><bdi>{move || title.get()}</bdi></h1>
                {lead.map(|lead| view! { <div class="lead">{move || lead.run()}</div> })}
            </div>
            {actions.map(|actions| view! { <div class="acts">{move || actions.run()}</div> })}
        </div>
    }
    .into_any()
}

/// A bordered block with a title. Its content is `Field row=true`s, a `Table`, a `ul.list`, or a `SectionBody`.
///
/// ```ignore
/// view! {
///     <Section title="Execution" lead="How tasks run, and how far this Deployment may scale.">
///         <Field label="Executor" row=true>…</Field>
///     </Section>
/// }
/// ```
#[component]
pub fn Section(
    /// Its title.
    #[prop(into)]
    title: Signal<String>,
    /// A line below the title.
    #[prop(optional, into)]
    lead: Signal<Option<String>>,
    /// What stands at the end of its head.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// Holds what loses something.
    #[prop(optional)]
    danger: bool,
    /// Its id, for links to it; made up unless told.
    #[prop(optional)]
    id: Option<&'static str>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let title_id = ids::unique("section");
    let labelled = title_id.clone();
    view! {
        <section class="section" class:danger=danger id=id aria-labelledby=labelled>
            <header>
                <div class="titles">
                    <h2 id=title_id>{move || title.get()}</h2>
                    {move || lead.get().map(|lead| view! { <p>{lead}</p> })}
                </div>
                {actions.map(|actions| view! { <div class="acts">{move || actions.run()}</div> })}
            </header>
            {children.map(|children| children())}
        </section>
    }
    .into_any()
}

/// Padded content of a `Section`.
#[component]
pub fn SectionBody(children: Children) -> impl IntoView {
    view! { <div class="body">{children()}</div> }.into_any()
}

/// A bordered block without a head.
#[component]
pub fn Card(
    /// With room around the content.
    #[prop(optional)]
    padded: bool,
    children: Children,
) -> impl IntoView {
    view! { <div class=if padded { "card pad" } else { "card" }>{children()}</div> }.into_any()
}
