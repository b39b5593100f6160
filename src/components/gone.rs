//! What a page shows when the thing it is about is not there: how it went where that is known, and the way back.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;

use super::submission::turn_round;
use super::{Missing, PageTitle, millis};
use crate::replica::{Ended, Replica, Turn};
use crate::ui::{Button, ButtonKind, Glyph, Icon, Isolated, LinkButton, Time, Toaster};

/// The thing of the address is gone; where nothing is known of it, it is not found.
#[component]
pub fn Gone(
    /// What it would be: `Workspace`.
    kind: &'static str,
    /// Where to go instead.
    #[prop(into)]
    href: Signal<String>,
    /// The words on the way there.
    back: &'static str,
) -> impl IntoView {
    let replica = Replica::get();
    let path = use_location().pathname;
    // What is further down the address is what the page is about.
    let ended = Memo::new(move |_| {
        let path = path.get();
        let mut ids = path.rsplit('/').filter(|id| !id.is_empty());
        ids.find_map(|id| replica.ended(id))
    });
    move || match ended.get() {
        Some(ended) => view! { <Went href back ended/> }.into_any(),
        None => view! { <Missing kind href back/> }.into_any(),
    }
}

#[component]
fn Went(href: Signal<String>, back: &'static str, ended: Ended) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let Ended {
        kind,
        name,
        who,
        at,
        sequence,
        is_undo,
    } = ended;
    let is_own = who.is_none();
    let done = if is_undo {
        " undid its creation "
    } else {
        " deleted it "
    };
    let busy = RwSignal::new(false);
    let redo = move |_| {
        busy.set(true);
        spawn_local(async move {
            turn_round(toaster, replica, Turn::RedoOf(sequence)).await;
            busy.try_set(false);
        });
    };
    let closed = Signal::derive(move || replica.closed().map(|failure| failure.sentence()));
    view! {
        <PageTitle text=format!("{kind} is gone")/>
        <div class="empty">
            <Icon glyph=Glyph::Undo class="large"/>
            <h1 tabindex="-1">{kind}" "{name.map(|name| view! { <Isolated text=name/>" " })}"is gone"</h1>
            <p>
                <Isolated text=who.unwrap_or_else(|| "You".to_owned())/>{done}<Time at=millis(at)/>"."
            </p>
            <div class="acts">
                {(is_own && is_undo)
                    .then(|| {
                        view! { <Button busy disabled_reason=closed on_click=redo>"Redo its creation"</Button> }
                    })}
                <LinkButton kind=ButtonKind::Primary href=href>{back}</LinkButton>
            </div>
        </div>
    }
    .into_any()
}
