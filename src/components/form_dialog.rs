//! A dialog that is one short form: its fields, what is wrong beside them, and the buttons that send or leave it.

use leptos::prelude::*;

use super::Submission;
use crate::ui::{Banner, Button, ButtonKind, Dialog, Tone};

/// The dialog; the caller decides when it is open and what sending it does.
#[component]
pub fn FormDialog(
    /// Whether it shows.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when it wants to close.
    #[prop(into)]
    on_close: Callback<()>,
    /// Called when it is sent.
    #[prop(into)]
    on_submit: Callback<()>,
    /// How sending it goes.
    submission: Submission,
    /// Fields that show their own errors, by their API names.
    shown: &'static [&'static str],
    /// Its name.
    #[prop(into)]
    title: Signal<String>,
    /// A sentence below the title.
    #[prop(optional, into)]
    lead: Signal<Option<String>>,
    /// The words on the button that sends it.
    #[prop(into)]
    action: Signal<String>,
    /// Buttons beside it, such as one that adds to the plan.
    #[prop(optional, into)]
    also: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    let beside = submission.error_beside(shown);
    view! {
        <Dialog
            open on_close on_submit title lead
            busy=submission.busy()
            footer=move || view! {
                <Button on_click=move |_| on_close.run(())>"Cancel"</Button>
                {also.run()}
                <Button kind=ButtonKind::Primary submit=true busy=submission.busy()>{move || action.get()}</Button>
            }
        >
            {children()}
            {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        </Dialog>
    }
    .into_any()
}
