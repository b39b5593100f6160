//! A modal dialog on the native element: it keeps the focus, returns it, and closes with Escape.
//! Its content is made anew at each opening. Whether closing loses a draft is the page's question.
use leptos::ev::{Event, SubmitEvent};
use leptos::html;
use leptos::prelude::*;

use super::button::IconButton;
use super::icon::Glyph;
use super::ids;

/// A modal dialog. Title, content and footer stand in one form, so that Enter presses the submit button of the footer;
/// the content must not bring a form of its own.
///
/// ```ignore
/// view! {
///     <Dialog
///         open=open
///         on_close=move || open.set(false)
///         on_submit=move || create()
///         title="Create a Workspace"
///         footer=move || view! {
///             <Button on_click=move |_| open.set(false)>"Cancel"</Button>
///             <Button kind=ButtonKind::Primary submit=true busy=busy>"Create"</Button>
///         }
///     >
///         <Field label="Name"><TextInput value=name on_input=move |text| name.set(text) autofocus=true/></Field>
///     </Dialog>
/// }
/// ```
#[component]
pub fn Dialog(
    /// Whether it shows.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when it wants to close: Escape, the cross. The page sets `open` to false.
    #[prop(into)]
    on_close: Callback<()>,
    /// Its name.
    #[prop(into)]
    title: Signal<String>,
    /// A sentence below the title.
    #[prop(optional, into)]
    lead: Signal<Option<String>>,
    /// 840 px instead of 520.
    #[prop(optional)]
    wide: bool,
    /// While true it refuses to close.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Called when the form is sent.
    #[prop(optional, into)]
    on_submit: Option<Callback<()>>,
    /// The actions; the main one last.
    #[prop(optional, into)]
    footer: Option<ViewFn>,
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let (title_id, lead_id) = (ids::unique("title"), ids::unique("lead"));

    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        if open.get() && !dialog.open() {
            // The content is rendered by an effect of its own; showing one turn later lets `autofocus` find its input.
            queue_microtask(move || {
                if open.try_get_untracked() == Some(true) && dialog.is_connected() && !dialog.open()
                {
                    let _ = dialog.show_modal();
                }
            });
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });

    // Escape: the browser asks first, then closes by itself; the page decides instead.
    let cancel = move |event: Event| {
        event.prevent_default();
        if !busy.get_untracked() {
            on_close.run(());
        }
    };
    let closed = move |_| {
        if open.get_untracked() {
            on_close.run(());
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(on_submit) = on_submit
            && !busy.get_untracked()
        {
            on_submit.run(());
        }
    };
    let labelled = title_id.clone();
    let described = lead_id.clone();
    let content = move || {
        let (title_id, lead_id) = (title_id.clone(), lead_id.clone());
        let close_reason = Signal::derive(move || {
            busy.get()
                .then(|| String::from("Work goes on. Wait for it, or cancel it."))
        });
        view! {
            <form novalidate on:submit=submit>
                <header class="dialog-head">
                    <div>
                        <h2 id=title_id>{move || title.get()}</h2>
                        {move || {
                            let id = lead_id.clone();
                            lead.get().map(move |lead| view! { <p id=id>{lead}</p> })
                        }}
                    </div>
                    <IconButton
                        glyph=Glyph::Cross
                        label="Close"
                        disabled_reason=close_reason
                        on_click=move |_| on_close.run(())
                    />
                </header>
                <div class="dialog-body">{children()}</div>
                {footer.as_ref().map(|footer| view! { <footer class="dialog-foot">{footer.run()}</footer> })}
            </form>
        }
        .into_any()
    };
    view! {
        <dialog
            node_ref=node
            class="dialog"
            class:wide=wide
            aria-labelledby=labelled
            aria-describedby=move || lead.with(Option::is_some).then(|| described.clone())
            on:cancel=cancel
            on:close=closed
        >
            <Show when=move || open.get()>{content.clone()}</Show>
        </dialog>
    }
    .into_any()
}
