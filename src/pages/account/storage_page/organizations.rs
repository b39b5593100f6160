//! The Organizations of this device: their size, and their last backup.

use leptos::prelude::*;

use crate::components::{commits_in_words, grouped};
use crate::paths::OrganizationPaths;
use crate::replica::{Asked, Origin, Replica, SizeView, size_in_words};
use crate::ui::{Button, EmptyState, Glyph, Isolated, Section, Time};

/// A list with a way to a backup.
#[component]
pub(super) fn Organizations(#[prop(into)] organizations: Signal<Vec<SizeView>>) -> impl IntoView {
    let lines = move || {
        let views = organizations.get();
        let entries: Vec<_> = views.iter().map(|it| it.entry.clone()).collect();
        let keyed = views.into_iter().map(|view| {
            let key = Replica::address_key(&entries, &view.entry);
            (view, key)
        });
        keyed.collect::<Vec<_>>()
    };
    let is_empty = Memo::new(move |_| organizations.with(Vec::is_empty));
    // What changed nothing of a line leaves it, and the focus in it.
    view! {
        <Section title="Organizations" lead="A backup is the one .planisphere file with the whole history; plain JSON is none. Keep it on another device.">
            <Show
                when=move || !is_empty.get()
                fallback=|| view! { <EmptyState glyph=Glyph::Organization title="No Organization is on this device"/> }
            >
                <ul class="list">
                    <For each=lines key=|line| format!("{line:?}") children=|(view, key)| view! { <Line view key/> }/>
                </ul>
            </Show>
        </Section>
    }
    .into_any()
}

#[component]
fn Line(view: SizeView, key: String) -> impl IntoView {
    let replica = Replica::get();
    let SizeView {
        entry,
        bytes,
        secrets,
    } = view;
    #[allow(clippy::cast_precision_loss)]
    let room = size_in_words(bytes as f64);
    let secrets = match secrets {
        0 => String::new(),
        1 => ", 1 secret sealed".to_owned(),
        more => format!(", {} secrets sealed", grouped(more)),
    };
    let since = entry
        .head
        .saturating_sub(entry.backup.map_or(0, |it| it.head));
    let commits = commits_in_words(since);
    let backup = match entry.backup {
        None => view! { <span>{format!("No backup yet, {commits}")}</span> }.into_any(),
        Some(backup) => {
            // Of what was founded here every backup is a download; early notes of one do not say so.
            let how = match entry.origin {
                Origin::Sample(_) if !backup.was_downloaded => "No backup yet, opened as a sample",
                Origin::Imported if !backup.was_downloaded => "No backup made here, imported",
                Origin::Created | Origin::Sample(_) | Origin::Imported => "Last backup",
            };
            #[allow(clippy::cast_precision_loss)]
            let at = backup.at_ms as f64;
            let after = if since == 0 {
                ", nothing changed since".to_owned()
            } else {
                format!(", {commits} since")
            };
            view! { <span>{how}" "<Time at=at/>{after}</span> }.into_any()
        }
    };
    let copy = (key != entry.organization_id).then(|| format!(" {}", entry.copy_name()));
    let spoken = copy.clone();
    let handle = entry.handle.clone();
    view! {
        <li>
            <span>
                <a href=OrganizationPaths::new(&key).overview()><Isolated text=entry.name.clone()/>{copy}</a>
                <br/><span class="sub">{format!("{room}{secrets}")}</span>
                <br/><span class="sub">{backup}</span>
            </span>
            <span class="end">
                <Button small=true glyph=Glyph::Download on_click=move |_| replica.ask(Asked::Export(handle.clone()))>
                    "Download"<span class="vh">" "<Isolated text=entry.name/>{spoken}</span>
                </Button>
            </span>
        </li>
    }
    .into_any()
}
