//! What a page shows when the thing it is about is not there: how it went where that is known, and the way back.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;

use super::lost_focus::catch_focus;
use super::submission::turn_round;
use super::{Missing, PageTitle, millis};
use crate::replica::{Ended, Replica, Turn};
use crate::ui::{Button, ButtonKind, Glyph, Icon, Isolated, LinkButton, Time, Toaster};

/// How a user is called whose end is told in other words than that of a thing.
const USER: &str = "User";

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
        can_redo,
    } = ended;
    let is_person = kind == USER;
    let done = match (is_undo, is_person) {
        (true, false) => " undid its creation ",
        (true, true) => " took back the invite ",
        (false, false) => " deleted it ",
        (false, true) => " removed the user ",
    };
    let again = if is_person {
        "Invite again"
    } else {
        "Redo its creation"
    };
    let busy = RwSignal::new(false);
    let redo = move |_| {
        busy.set(true);
        spawn_local(async move {
            turn_round(toaster, replica, Turn::RedoOf(sequence)).await;
            busy.try_set(false);
            // The thing's page takes the place of this one, and the button went with it.
            request_animation_frame(|| catch_focus(heading()));
        });
    };
    let closed = Signal::derive(move || {
        let failure = replica.closed();
        let failure = failure.or_else(|| replica.refuse_while_viewing().err());
        failure.map(|failure| failure.sentence())
    });
    view! {
        <PageTitle text=format!("{kind} is gone")/>
        <div class="empty">
            <Icon glyph=Glyph::Undo class="large"/>
            <h1 tabindex="-1">{kind}" "{name.map(|name| view! { <Isolated text=name/>" " })}"is gone"</h1>
            <p>
                <Isolated text=who.unwrap_or_else(|| "You".to_owned())/>{done}<Time at=millis(at)/>"."
            </p>
            <div class="acts">
                {can_redo
                    .then(|| view! { <Button busy disabled_reason=closed on_click=redo>{again}</Button> })}
                <LinkButton kind=ButtonKind::Primary href=href>{back}</LinkButton>
            </div>
        </div>
    }
    .into_any()
}

/// The title of the page.
fn heading() -> Option<web_sys::Element> {
    document().query_selector("main h1").ok().flatten()
}
