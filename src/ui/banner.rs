//! A message that stays: across a page, in a dialog, over a form. News that may leave are toasts.
use leptos::html;
use leptos::prelude::*;

use super::button::IconButton;
use super::icon::{Glyph, Icon};
use super::tooltip::explained;

/// How serious it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    #[default]
    Info,
    /// It worked.
    Ok,
    /// Needs care.
    Warn,
    /// Failed.
    Bad,
}

impl Tone {
    /// The class that colours it.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Info => "",
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }

    const fn glyph(self) -> Glyph {
        match self {
            Self::Info => Glyph::Info,
            Self::Ok => Glyph::Check,
            Self::Warn | Self::Bad => Glyph::Warning,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Info => "Note: ",
            Self::Ok => "Done: ",
            Self::Warn => "Warning: ",
            Self::Bad => "Error: ",
        }
    }
}

/// A banner.
///
/// ```ignore
/// view! {
///     <Banner tone=Tone::Warn title="Changes stay in memory" actions=move || view! { <Button small=true>"Download"</Button> }>
///         "This browser keeps no data for this site. Download the Organization before you close the tab."
///     </Banner>
/// }
/// ```
#[component]
pub fn Banner(
    /// How serious it is.
    #[prop(optional)]
    tone: Tone,
    /// A line in front of the text.
    #[prop(optional, into)]
    title: Signal<Option<String>>,
    /// What to do about it.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// Called when it is closed; without it, it cannot be closed.
    #[prop(optional, into)]
    on_dismiss: Option<Callback<()>>,
    /// Runs across the page, without round corners.
    #[prop(optional)]
    strip: bool,
    children: Children,
) -> impl IntoView {
    let role = if matches!(tone, Tone::Bad) {
        "alert"
    } else {
        "status"
    };
    let any = actions.is_some() || on_dismiss.is_some();
    // A refusal that is known to the app leads to the page that explains it.
    let said = NodeRef::<html::Span>::new();
    let why = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        let words = said.get().and_then(|said| said.text_content());
        why.set(words.and_then(|words| explained(&words)));
    });
    view! {
        <div class=format!("banner {}", tone.class()) class:strip=strip role=role>
            <Icon glyph=tone.glyph()/>
            <div class="text">
                <span class="vh">{tone.word()}</span>
                {move || title.get().map(|title| view! { <b>{title}</b> })}
                <span node_ref=said>{children()}</span>
                {move || why.get().map(|href| view! { " "<a href=href>"Why"</a> })}
            </div>
            {any.then(|| view! {
                <div class="acts">
                    {actions.map(|actions| actions.run())}
                    {on_dismiss
                        .map(|dismiss| {
                            view! {
                                <IconButton glyph=Glyph::Cross label="Close" small=true on_click=move |_| dismiss.run(())/>
                            }
                        })}
                </div>
            })}
        </div>
    }
    .into_any()
}
