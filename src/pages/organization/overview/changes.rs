//! What changed last, and who did it.

use leptos::prelude::*;

use crate::components::{address_of, millis};
use crate::paths::{OrganizationPaths, Place};
use crate::replica::{ChangeRow, Replica};
use crate::ui::{Avatar, EmptyState, Glyph, Icon, Isolated, Section, Time};

/// Lines of the list.
const SHOWN: usize = 8;

/// The list.
#[component]
pub(super) fn RecentChanges() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let rows = Memo::new(move |_| replica.changes(SHOWN));
    let lines = move || {
        let paths = place.paths();
        let rows = rows.get().into_iter();
        rows.map(|row| line(&paths, row)).collect_view()
    };
    view! {
        <Section title="Recent changes">
            <Show
                when=move || rows.with(|rows| !rows.is_empty())
                fallback=|| view! {
                    <EmptyState glyph=Glyph::Clock title="Nothing has changed that you can see"/>
                }
            >
                <ul class="list">{lines}</ul>
            </Show>
        </Section>
    }
    .into_any()
}

fn line(paths: &OrganizationPaths, row: ChangeRow) -> AnyView {
    let href = row.thing.and_then(|thing| address_of(paths, &thing));
    let name = match href {
        Some(href) => view! { <a class="name" href=href><Isolated text=row.name/></a> }.into_any(),
        None => view! { <b><Isolated text=row.name/></b> }.into_any(),
    };
    let mark = if row.is_token {
        view! { <span class="avatar"><Icon glyph=Glyph::Token class="small"/></span> }.into_any()
    } else {
        view! { <Avatar name=row.who.clone()/> }.into_any()
    };
    view! {
        <li>
            {mark}
            <span class="grow">
                <b><Isolated text=row.who/></b>" "{row.what}" "{name}
                {row.detail.map(|detail| view! { <br/><span class="sub"><bdi>{detail}</bdi></span> })}
            </span>
            <span class="end"><Time at=millis(row.at)/></span>
        </li>
    }
    .into_any()
}
