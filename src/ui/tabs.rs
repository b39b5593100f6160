//! Tabs: links to places that have a URL, or buttons over panels that have none.
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// One tab that leads to a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabLink {
    /// The words on it.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// How many there are of what it holds.
    pub count: Option<String>,
}

impl TabLink {
    /// A tab without a count.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
            count: None,
        }
    }
}

/// Tabs as links. The current one is named by its `href`.
///
/// ```ignore
/// view! { <TabLinks label="Deployment" tabs=tabs current=current_href/> }
/// ```
#[component]
pub fn TabLinks(
    /// What the tabs belong to.
    #[prop(into)]
    label: Signal<String>,
    /// The tabs.
    #[prop(into)]
    tabs: Signal<Vec<TabLink>>,
    /// The `href` of the tab that is open.
    #[prop(into)]
    current: Signal<String>,
) -> impl IntoView {
    view! {
        <nav class="tabs" aria-label=move || label.get()>
            {move || {
                tabs.get()
                    .into_iter()
                    .map(|tab| {
                        let own = tab.href.clone();
                        let here = move || current.with(|current| *current == own);
                        view! {
                            <a href=tab.href aria-current=move || here().then_some("page")>
                                {tab.label}
                                {tab.count.map(|count| view! { <span class="count">{count}</span> })}
                            </a>
                        }
                    })
                    .collect_view()
            }}
        </nav>
    }
    .into_any()
}

/// One tab over a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Names the tab among its siblings.
    pub key: &'static str,
    /// The words on it.
    pub label: &'static str,
}

fn tab_id(group: &str, key: &str) -> String {
    format!("{group}-{key}-tab")
}

fn panel_id(group: &str, key: &str) -> String {
    format!("{group}-{key}-panel")
}

/// Tabs as buttons. Arrow keys, Home and End move between them and open at once.
///
/// ```ignore
/// view! {
///     <Tabs id="format" label="Format" tabs=TABS selected=format on_select=move |key| format.set(key)/>
///     <TabPanel tabs="format" key="yaml" selected=format>…</TabPanel>
/// }
/// ```
#[component]
pub fn Tabs(
    /// Ties tabs and panels together; unique within the page.
    id: &'static str,
    /// What the tabs belong to.
    #[prop(into)]
    label: Signal<String>,
    /// The tabs.
    tabs: &'static [Tab],
    /// The key of the open one.
    #[prop(into)]
    selected: Signal<&'static str>,
    /// Called with the key of the one to open.
    #[prop(into)]
    on_select: Callback<&'static str>,
) -> impl IntoView {
    let list = NodeRef::<html::Div>::new();
    let go = move |to: usize| {
        if let Some(tab) = tabs.get(to) {
            on_select.run(tab.key);
            let button = list
                .get_untracked()
                .and_then(|list| list.children().item(u32::try_from(to).unwrap_or_default()))
                .and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok());
            if let Some(button) = button {
                let _ = button.focus();
            }
        }
    };
    let key = move |event: KeyboardEvent| {
        let at = selected
            .with_untracked(|key| tabs.iter().position(|tab| tab.key == *key))
            .unwrap_or(0);
        let last = tabs.len().saturating_sub(1);
        let to = match event.key().as_str() {
            "ArrowRight" => {
                if at == last {
                    0
                } else {
                    at + 1
                }
            }
            "ArrowLeft" => at.checked_sub(1).unwrap_or(last),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        go(to);
    };
    view! {
        <div node_ref=list class="tabs" role="tablist" aria-label=move || label.get() on:keydown=key>
            {tabs
                .iter()
                .map(|tab| {
                    let here = move || selected.get() == tab.key;
                    view! {
                        <button
                            type="button"
                            role="tab"
                            id=tab_id(id, tab.key)
                            aria-controls=panel_id(id, tab.key)
                            aria-selected=move || if here() { "true" } else { "false" }
                            tabindex=move || if here() { "0" } else { "-1" }
                            on:click=move |_| on_select.run(tab.key)
                        >
                            {tab.label}
                        </button>
                    }
                })
                .collect_view()}
        </div>
    }
    .into_any()
}

/// What one tab shows. Hidden, not removed, while another is open, so that a draft in it stays.
#[component]
pub fn TabPanel(
    /// The `id` of the `Tabs`.
    tabs: &'static str,
    /// The key of its tab.
    key: &'static str,
    /// The key of the open one.
    #[prop(into)]
    selected: Signal<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <div
            role="tabpanel"
            id=panel_id(tabs, key)
            aria-labelledby=tab_id(tabs, key)
            tabindex="0"
            hidden=move || selected.get() != key
        >
            {children()}
        </div>
    }
    .into_any()
}
