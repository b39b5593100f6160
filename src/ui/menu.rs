//! A menu button after the ARIA pattern: a native popover, so that it lies above everything, closes on Escape or a press
//! outside, and gives the focus back. Entries are data; what they do is the page's.
use leptos::ev::{Event, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::icon::{Glyph, Icon};
use super::ids;
use super::listen::on_window;
use super::place::{self, Place};

/// What choosing an item does.
#[derive(Clone, Debug)]
pub enum MenuAction {
    /// Runs something.
    Run(Callback<()>),
    /// Goes somewhere.
    Link(String),
}

/// One line of a menu that can be chosen.
#[derive(Clone, Debug)]
pub struct MenuItem {
    label: String,
    note: Option<String>,
    glyph: Option<Glyph>,
    keys: Option<String>,
    danger: bool,
    checked: Option<bool>,
    disabled_reason: Option<String>,
    action: MenuAction,
}

impl MenuItem {
    fn new(label: String, action: MenuAction) -> Self {
        Self {
            label,
            note: None,
            glyph: None,
            keys: None,
            danger: false,
            checked: None,
            disabled_reason: None,
            action,
        }
    }

    /// An item that runs something.
    pub fn run(label: impl Into<String>, run: impl Fn() + Send + Sync + 'static) -> Self {
        Self::new(
            label.into(),
            MenuAction::Run(Callback::new(move |()| run())),
        )
    }

    /// An item that goes somewhere.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self::new(label.into(), MenuAction::Link(href.into()))
    }

    /// A second, quieter line.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// A drawing before the words.
    #[must_use]
    pub fn glyph(mut self, glyph: Glyph) -> Self {
        self.glyph = Some(glyph);
        self
    }

    /// Its shortcut, shown at the end.
    #[must_use]
    pub fn keys(mut self, keys: impl Into<String>) -> Self {
        self.keys = Some(keys.into());
        self
    }

    /// Something is lost by it.
    #[must_use]
    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }

    /// One of several states, of which the chosen ones carry a tick.
    #[must_use]
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = Some(checked);
        self
    }

    /// Closes it with a reason; `None` leaves it open.
    #[must_use]
    pub fn gated(mut self, reason: Option<String>) -> Self {
        self.disabled_reason = reason;
        self
    }
}

/// One line of a menu.
#[derive(Clone, Debug)]
pub enum MenuEntry {
    /// Can be chosen.
    Item(MenuItem),
    /// A quiet heading over what follows.
    Heading(String),
    /// A rule between groups.
    Separator,
}

impl From<MenuItem> for MenuEntry {
    fn from(item: MenuItem) -> Self {
        Self::Item(item)
    }
}

/// A button that opens a menu.
///
/// ```ignore
/// view! {
///     <Menu label="More actions" entries=entries class="btn quiet square" at_end=true>
///         <Icon glyph=Glyph::More/>
///     </Menu>
/// }
/// ```
#[component]
pub fn Menu(
    /// The menu's name, and the button's where it shows a drawing only.
    #[prop(into)]
    label: Signal<String>,
    /// What it offers; read when it opens and while it is open.
    #[prop(into)]
    entries: Signal<Vec<MenuEntry>>,
    /// The button's classes.
    #[prop(default = "btn")]
    class: &'static str,
    /// In line with the button's ending edge.
    #[prop(optional)]
    at_end: bool,
    /// The button's content is words, so the label names the menu only.
    #[prop(optional)]
    worded: bool,
    children: Children,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let button = NodeRef::<html::Button>::new();
    let popup = NodeRef::<html::Div>::new();
    let id = ids::unique("menu");
    let place = if at_end {
        Place::BelowEnd
    } else {
        Place::BelowStart
    };

    let settle = move || {
        if let (Some(button), Some(popup)) = (button.get_untracked(), popup.get_untracked()) {
            place::put(&button, &popup, place);
        }
    };
    on_window(&["scroll", "resize"], move |_| {
        if open.try_get_untracked() == Some(true) {
            settle();
        }
    });

    let before = move |event: Event| {
        if is_opening(&event) {
            open.set(true);
            // The entries are rendered before the next frame; nothing is painted until then.
            request_animation_frame(move || {
                settle();
                if let Some(popup) = popup.try_get_untracked().flatten() {
                    focus_item(&popup, Step::First);
                }
            });
        }
    };
    // Only once it is closed: taking the items away earlier would take the focus with them, and the browser gives the
    // focus back to the button only from within.
    let after = move |event: Event| open.set(is_opening(&event));
    let button_key = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "ArrowDown" | "ArrowUp")
            && let Some(popup) = popup.get_untracked()
        {
            event.prevent_default();
            let _ = popup.show_popover();
        }
    };
    let key = move |event: KeyboardEvent| {
        if let Some(popup) = popup.get_untracked() {
            menu_key(&event, &popup);
        }
    };
    let close = Callback::new(move |()| {
        if let Some(popup) = popup.get_untracked() {
            let _ = popup.hide_popover();
        }
    });
    view! {
        <button
            node_ref=button
            type="button"
            class=class
            aria-haspopup="menu"
            aria-expanded=move || if open.get() { "true" } else { "false" }
            aria-controls=id.clone()
            aria-label=move || (!worded).then(|| label.get())
            data-tip=move || (!worded && !open.get()).then(|| label.get())
            popovertarget=id.clone()
            on:keydown=button_key
        >
            {children()}
        </button>
        <div
            node_ref=popup
            id=id
            class="popup"
            role="menu"
            popover="auto"
            aria-label=move || label.get()
            on:beforetoggle=before
            on:toggle=after
            on:keydown=key
        >
            {move || {
                open.get()
                    .then(|| entries.get().into_iter().map(|entry| line(entry, close)).collect_view())
            }}
        </div>
    }
    .into_any()
}

fn line(entry: MenuEntry, close: Callback<()>) -> AnyView {
    let item = match entry {
        MenuEntry::Heading(text) => {
            return view! { <div class="heading" role="presentation">{text}</div> }.into_any();
        }
        MenuEntry::Separator => return view! { <hr role="separator"/> }.into_any(),
        MenuEntry::Item(item) => item,
    };
    let closed = item.disabled_reason.is_some();
    let tick = item.checked.map(|on| {
        let class = if on { "tick" } else { "tick off" };
        view! { <Icon glyph=Glyph::Check class/> }
    });
    let tip = item.disabled_reason.clone();
    // A reason takes the place of the note: it is what the person needs to read.
    let note = item.disabled_reason.or(item.note);
    let content = view! {
        {tick}
        {item.glyph.map(|glyph| view! { <Icon glyph/> })}
        <span class="text">{item.label} {note.map(|note| view! { <small>{note}</small> })}</span>
        {item.keys.map(|keys| view! { <kbd>{keys}</kbd> })}
    };
    let class = if item.danger {
        "menu-item danger"
    } else {
        "menu-item"
    };
    let role = if item.checked.is_some() {
        "menuitemradio"
    } else {
        "menuitem"
    };
    let checked = item.checked.map(|on| if on { "true" } else { "false" });
    let disabled = closed.then_some("true");
    match item.action {
        MenuAction::Link(href) => view! {
            <a
                class=class
                role=role
                tabindex="-1"
                aria-disabled=disabled
                data-tip=tip
                aria-checked=checked
                href=(!closed).then_some(href)
                on:click=move |_| if !closed { close.run(()) }
            >
                {content}
            </a>
        }
        .into_any(),
        MenuAction::Run(run) => view! {
            <button
                type="button"
                class=class
                role=role
                tabindex="-1"
                aria-disabled=disabled
                data-tip=tip
                aria-checked=checked
                on:click=move |_| {
                    if !closed {
                        // First close: the action may open a dialog, which must then have the focus.
                        close.run(());
                        run.run(());
                    }
                }
            >
                {content}
            </button>
        }
        .into_any(),
    }
}

/// Whether a `beforetoggle` or `toggle` event is about opening. web-sys types it as a plain event.
fn is_opening(event: &Event) -> bool {
    js_sys::Reflect::get(event, &"newState".into())
        .ok()
        .and_then(|state| state.as_string())
        .is_some_and(|state| state == "open")
}

/// Where the focus goes among the items.
#[derive(Clone, Copy)]
enum Step {
    First,
    Last,
    Next,
    Previous,
}

fn items(popup: &HtmlElement) -> Vec<HtmlElement> {
    let Ok(list) = popup.query_selector_all("[role^=menuitem]") else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|index| list.item(index))
        .filter_map(|node| node.dyn_into::<HtmlElement>().ok())
        .collect()
}

fn focus_item(popup: &HtmlElement, step: Step) {
    let items = items(popup);
    let active = document().active_element();
    let at = active.and_then(|active| {
        items
            .iter()
            .position(|item| item.is_same_node(Some(&active)))
    });
    let last = items.len().saturating_sub(1);
    let index = match (step, at) {
        (Step::First, _) | (Step::Next, None) => 0,
        (Step::Last, _) | (Step::Previous, None | Some(0)) => last,
        (Step::Next, Some(at)) => {
            if at == last {
                0
            } else {
                at + 1
            }
        }
        (Step::Previous, Some(at)) => at - 1,
    };
    if let Some(item) = items.get(index) {
        let _ = item.focus();
    }
}

/// Focuses the next item whose words begin with the typed character.
fn focus_by_letter(popup: &HtmlElement, letter: &str) {
    let letter = letter.to_lowercase();
    let items = items(popup);
    let active = document().active_element();
    let at = active
        .and_then(|active| {
            items
                .iter()
                .position(|item| item.is_same_node(Some(&active)))
        })
        .map_or(0, |at| at + 1);
    let found = items
        .iter()
        .cycle()
        .skip(at)
        .take(items.len())
        .find(|item| {
            item.text_content()
                .is_some_and(|text| text.trim_start().to_lowercase().starts_with(&letter))
        });
    if let Some(item) = found {
        let _ = item.focus();
    }
}

fn menu_key(event: &KeyboardEvent, popup: &HtmlElement) {
    let key = event.key();
    match key.as_str() {
        "ArrowDown" => focus_item(popup, Step::Next),
        "ArrowUp" => focus_item(popup, Step::Previous),
        "Home" => focus_item(popup, Step::First),
        "End" => focus_item(popup, Step::Last),
        "Tab" => {
            // Hiding gives the focus back to the button, from where Tab goes on.
            let _ = popup.hide_popover();
            return;
        }
        " " => {
            let active = document()
                .active_element()
                .and_then(|active| active.dyn_into::<HtmlElement>().ok());
            if let Some(active) = active {
                active.click();
            }
        }
        letter
            if letter.chars().count() == 1
                && !event.ctrl_key()
                && !event.meta_key()
                && !event.alt_key() =>
        {
            focus_by_letter(popup, letter);
        }
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}
