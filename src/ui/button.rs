//! Buttons and links that look like buttons.
//! A gated button stays in the tab order, does nothing, and says why: that is how a missing permission shows.
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::ids;

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one main action of a view.
    Primary,
    /// Any other action.
    #[default]
    Normal,
    /// An action that should not draw the eye.
    Quiet,
    /// Something is lost by it.
    Danger,
    /// The last step of losing something, in a dialog that explains it.
    DangerPrimary,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Normal => "",
            Self::Quiet => "quiet",
            Self::Danger => "danger",
            Self::DangerPrimary => "danger primary",
        }
    }
}

fn classes(kind: ButtonKind, small: bool, square: bool, more: &str) -> String {
    let mut all = String::from("btn");
    let sizes = [
        if small { "small" } else { "" },
        if square { "square" } else { "" },
    ];
    for class in [kind.class(), sizes[0], sizes[1], more] {
        if !class.is_empty() {
            all.push(' ');
            all.push_str(class);
        }
    }
    all
}

/// The hidden words that `aria-describedby` points to while the gate is closed.
/// They sit inside the control, because a hidden child does not count towards its name.
fn reason_text(id: String, reason: Option<Signal<Option<String>>>) -> AnyView {
    match reason {
        None => ().into_any(),
        Some(reason) => view! { <span hidden id=id>{move || reason.get()}</span> }.into_any(),
    }
}

/// A button.
///
/// ```ignore
/// view! {
///     <Button kind=ButtonKind::Primary on_click=move |_| create() disabled_reason=refusal>
///         "Create a Deployment"
///     </Button>
/// }
/// ```
#[component]
pub fn Button(
    /// How much it asks to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
    /// 26 px high, for rows and banners.
    #[prop(optional)]
    small: bool,
    /// Sends the form it stands in.
    #[prop(optional)]
    submit: bool,
    /// A drawing before the words.
    #[prop(optional)]
    glyph: Option<Glyph>,
    /// Work goes on: shows a spinner and takes no further press.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Why it cannot be pressed; `None` while it can.
    #[prop(optional, into)]
    disabled_reason: Option<Signal<Option<String>>>,
    /// Called with the click, unless gated or busy.
    #[prop(optional, into)]
    on_click: Option<Callback<MouseEvent>>,
    /// Further classes: `fill`, `start`, `menu-toggle`.
    #[prop(default = "")]
    class: &'static str,
    children: Children,
) -> impl IntoView {
    press(Press {
        class: classes(kind, small, false, class),
        submit,
        glyph,
        label: None,
        busy,
        reason: disabled_reason,
        on_click,
        content: children(),
    })
}

/// A button that shows a drawing only. The label is its name and its tip.
///
/// ```ignore
/// view! { <IconButton glyph=Glyph::Pencil label="Rename" on_click=move |_| rename()/> }
/// ```
#[component]
pub fn IconButton(
    /// The drawing.
    glyph: Glyph,
    /// What pressing it does.
    #[prop(into)]
    label: Signal<String>,
    /// How much it asks to be pressed; quiet unless told.
    #[prop(default = ButtonKind::Quiet)]
    kind: ButtonKind,
    /// 26 px instead of 32.
    #[prop(optional)]
    small: bool,
    /// Work goes on.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Why it cannot be pressed.
    #[prop(optional, into)]
    disabled_reason: Option<Signal<Option<String>>>,
    /// Called with the click, unless gated or busy.
    #[prop(optional, into)]
    on_click: Option<Callback<MouseEvent>>,
    /// Further classes.
    #[prop(default = "")]
    class: &'static str,
) -> impl IntoView {
    press(Press {
        class: classes(kind, small, true, class),
        submit: false,
        glyph: Some(glyph),
        label: Some(label),
        busy,
        reason: disabled_reason,
        on_click,
        content: ().into_any(),
    })
}

/// What every button is made of, so that the markup exists once in the bundle.
struct Press {
    class: String,
    submit: bool,
    glyph: Option<Glyph>,
    label: Option<Signal<String>>,
    busy: Signal<bool>,
    reason: Option<Signal<Option<String>>>,
    on_click: Option<Callback<MouseEvent>>,
    content: AnyView,
}

fn press(parts: Press) -> AnyView {
    let Press {
        class,
        submit,
        glyph,
        label,
        busy,
        reason,
        on_click,
        content,
    } = parts;
    let why = move || reason.and_then(|reason| reason.get());
    let id = ids::unique("why");
    let described = id.clone();
    let click = move |event: MouseEvent| {
        let closed = reason.is_some_and(|reason| reason.with_untracked(Option::is_some));
        if closed || busy.get_untracked() {
            // Also keeps a submit button from sending its form.
            event.prevent_default();
            event.stop_propagation();
        } else if let Some(on_click) = on_click {
            on_click.run(event);
        }
    };
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=class
            aria-label=move || label.map(|label| label.get())
            aria-disabled=move || why().is_some().then_some("true")
            aria-busy=move || busy.get().then_some("true")
            aria-describedby=move || why().is_some().then(|| described.clone())
            data-tip=move || why().or_else(|| label.map(|label| label.get()))
            on:click=click
        >
            {move || {
                if busy.get() {
                    view! { <span class="spinner" aria-hidden="true"></span> }.into_any()
                } else {
                    glyph.map(|glyph| view! { <Icon glyph/> }).into_any()
                }
            }}
            {content}
            {reason_text(id, reason)}
        </button>
    }
    .into_any()
}

/// A link that looks like a button.
///
/// ```ignore
/// view! { <LinkButton href=airflow_url external=true>"Open Airflow"</LinkButton> }
/// ```
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// How much it asks to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
    /// 26 px high.
    #[prop(optional)]
    small: bool,
    /// A drawing before the words.
    #[prop(optional)]
    glyph: Option<Glyph>,
    /// Leaves the product: opens a new tab and shows an arrow.
    #[prop(optional)]
    external: bool,
    /// Why it cannot be followed.
    #[prop(optional, into)]
    disabled_reason: Option<Signal<Option<String>>>,
    /// Further classes.
    #[prop(default = "")]
    class: &'static str,
    children: Children,
) -> impl IntoView {
    let closed = move || disabled_reason.and_then(|reason| reason.get());
    let id = ids::unique("why");
    let described = id.clone();
    view! {
        <a
            class=classes(kind, small, false, class)
            href=move || closed().is_none().then(|| href.get())
            role=move || closed().is_some().then_some("link")
            tabindex=move || closed().is_some().then_some("0")
            aria-disabled=move || closed().is_some().then_some("true")
            aria-describedby=move || closed().is_some().then(|| described.clone())
            data-tip=closed
            target=external.then_some("_blank")
            rel=external.then_some("noopener noreferrer")
        >
            {glyph.map(|glyph| view! { <Icon glyph/> })}
            {children()}
            {external.then(|| view! { <Icon glyph=Glyph::External class="small"/> })}
            {external.then(|| view! { <span class="vh">" (new tab)"</span> })}
            {reason_text(id, disabled_reason)}
        </a>
    }
    .into_any()
}
