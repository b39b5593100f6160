//! A dialog that asks once more before something is lost. Where it can be undone, a toast with Undo is better.
use leptos::prelude::*;

use super::banner::{Banner, Tone};
use super::button::{Button, ButtonKind};
use super::dialog::Dialog;
use super::field::Field;
use super::text::Isolated;
use super::text_input::TextInput;

/// Asks before something is lost; with `typed_name` the name must be typed first.
///
/// ```ignore
/// view! {
///     <ConfirmDialog
///         open=open on_close=move || open.set(false)
///         title="Delete this Deployment" action="Delete the Deployment" typed_name=name on_confirm=move || delete()
///     >
///         <p>"Its history, variables and logs go with it. This cannot be undone."</p>
///     </ConfirmDialog>
/// }
/// ```
#[component]
pub fn ConfirmDialog(
    /// Whether it shows.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when it wants to close.
    #[prop(into)]
    on_close: Callback<()>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// The words on the button that does it.
    #[prop(into)]
    action: Signal<String>,
    /// Called when it is confirmed.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// The name to type; `None` when none is asked for.
    #[prop(optional, into)]
    typed_name: Signal<Option<String>>,
    /// Something is lost: the button is red. True unless told.
    #[prop(default = true)]
    danger: bool,
    /// Work goes on.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Why it failed.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    children: ChildrenFn,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    Effect::new(move |_| {
        if open.get() {
            typed.set(String::new());
        }
    });
    let missing = Signal::derive(move || {
        let name = typed_name.get()?;
        (typed.with(|typed| typed.trim() != name.trim()))
            .then(|| String::from("Type the name exactly as it is shown."))
    });
    let footer = move || {
        let kind = if danger {
            ButtonKind::DangerPrimary
        } else {
            ButtonKind::Primary
        };
        view! {
            <Button on_click=move |_| on_close.run(())>"Cancel"</Button>
            <Button kind submit=true busy disabled_reason=missing>{move || action.get()}</Button>
        }
    };
    view! {
        <Dialog
            open
            on_close
            title
            busy
            footer
            on_submit=move || {
                if missing.with_untracked(Option::is_none) {
                    on_confirm.run(());
                }
            }
        >
            {children()}
            {move || {
                typed_name
                    .get()
                    .map(|name| {
                        view! {
                            <p>"To confirm, type " <b><Isolated text=name/></b></p>
                            <Field label="Name" required=true>
                                <TextInput
                                    value=typed
                                    on_input=move |text| typed.set(text)
                                    autofocus=true
                                />
                            </Field>
                        }
                    })
            }}
            {move || {
                error.get().map(|error| view! { <Banner tone=Tone::Bad>{error}</Banner> })
            }}
        </Dialog>
    }
    .into_any()
}
