//! Above the table: the filter, the ways to add variables, and what can be done with those that are selected.

use leptos::prelude::*;

use super::Tab;
use super::edit::Editing;
use crate::components::{grouped, tell_failure};
use crate::replica::{Replica, VariableWish, hand_out};
use crate::table::AddressQuery;
use crate::ui::{
    Button, ButtonKind, Chip, Glyph, Icon, Menu, MenuEntry, MenuItem, SearchInput, Toast, Toaster,
};

/// Filter and ways to add.
#[component]
pub(super) fn Bar(tab: Tab) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let query = AddressQuery::new();
    let count = move || tab.lines.with(Vec::len);
    let staged = move || {
        tab.lines
            .with(|lines| lines.iter().filter(|line| line.staged.is_some()).count())
    };
    let download = move || {
        let name = replica
            .deployment_basics(tab.id)
            .map(|basics| basics.name)
            .unwrap_or_default();
        let (text, secrets) = replica.dotenv_of(tab.id);
        match hand_out(&name, "env", "text/plain", text.as_bytes()) {
            Ok(()) if secrets > 0 => toaster.show(Toast::new(format!(
                "Downloaded without {}. Each is named in a comment",
                counted(secrets, "secret")
            ))),
            Ok(()) => toaster.show(Toast::new("Downloaded")),
            Err(failure) => tell_failure(&failure),
        }
    };
    let entries = move || {
        vec![
            MenuEntry::Item(
                MenuItem::run("Download as .env", download)
                    .glyph(Glyph::Download)
                    .note("What is stored, without secrets"),
            ),
            MenuEntry::Item(
                MenuItem::run("System variables", move || tab.listing.set(true))
                    .glyph(Glyph::Info)
                    .note("What the platform sets by itself"),
            ),
        ]
    };
    view! {
        <div class="bar">
            <SearchInput
                value=query.filter()
                on_input=move |text| query.set_filter(text)
                label="Filter variables"
                placeholder="Filter by key or value"
            />
            <Chip label=Signal::derive(move || counted(count(), "variable"))/>
            {move || (staged() > 0).then(|| view! {
                <span class="chip brass">{format!("{} staged", grouped(staged()))}</span>
            })}
            <span class="end acts">
                <Button
                    glyph=Glyph::Upload
                    disabled_reason=tab.closed
                    on_click=move |_| tab.pasting.set(true)
                >"Paste a .env"</Button>
                <Button
                    glyph=Glyph::Plus
                    disabled_reason=tab.closed
                    on_click=move |_| tab.editing.set(Some(Editing::New))
                >"Add a variable"</Button>
                <Menu label="More about variables" entries=Signal::derive(entries) class="btn square" at_end=true>
                    <Icon glyph=Glyph::More/>
                </Menu>
            </span>
        </div>
    }
    .into_any()
}

/// A number with its noun.
pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{} {noun}s", grouped(count))
    }
}

/// What can be done with the selected ones.
#[component]
pub(super) fn Chosen(tab: Tab) -> impl IntoView {
    let replica = Replica::get();
    let selected = Memo::new(move |_| {
        tab.lines.with(|lines| {
            tab.chosen.with(|chosen| {
                lines
                    .iter()
                    .filter(|line| chosen.contains(&line.key))
                    .cloned()
                    .collect::<Vec<_>>()
            })
        })
    });
    let stage =
        move |wishes: Vec<(String, VariableWish)>| match replica.stage_variables(tab.id, wishes) {
            Ok(()) => tab.chosen.update(std::collections::BTreeSet::clear),
            Err(failure) => tell_failure(&failure),
        };
    let delete = move |_| {
        let keys = selected
            .with_untracked(|lines| lines.iter().map(|it| it.key.clone()).collect::<Vec<_>>());
        stage(
            keys.into_iter()
                .map(|key| (key, VariableWish::Deleted))
                .collect(),
        );
    };
    let seal = move |_| {
        let plain = selected.with_untracked(|lines| {
            let lines = lines.iter().filter(|line| !line.is_deleted());
            lines
                .filter_map(|line| Some((line.key.clone(), line.value.clone()?)))
                .collect::<Vec<_>>()
        });
        stage(
            plain
                .into_iter()
                .map(|(key, value)| (key, VariableWish::Secret(value)))
                .collect(),
        );
    };
    let restore = move |_| {
        replica.restore_variables(tab.id, &tab.chosen.get_untracked());
        tab.chosen.update(std::collections::BTreeSet::clear);
    };
    let has_plain = move || {
        selected.with(|lines| {
            lines
                .iter()
                .any(|line| !line.is_secret() && !line.is_deleted())
        })
    };
    let has_staged = move || selected.with(|lines| lines.iter().any(|line| line.staged.is_some()));
    view! {
        <Show when=move || selected.with(|lines| !lines.is_empty())>
            <div class="bar chosen" role="group" aria-label="Selected variables">
                <b>{move || format!("{} selected", grouped(selected.with(Vec::len)))}</b>
                <Button small=true glyph=Glyph::Trash disabled_reason=tab.closed on_click=delete>"Delete"</Button>
                <Show when=has_plain>
                    <Button small=true glyph=Glyph::Lock disabled_reason=tab.closed on_click=seal>"Make secret"</Button>
                </Show>
                <Show when=has_staged>
                    <Button small=true glyph=Glyph::Undo disabled_reason=tab.closed on_click=restore>"Undo what is staged"</Button>
                </Show>
                <Button
                    small=true
                    kind=ButtonKind::Quiet
                    on_click=move |_| tab.chosen.update(std::collections::BTreeSet::clear)
                >"Clear the selection"</Button>
            </div>
        </Show>
    }
    .into_any()
}
