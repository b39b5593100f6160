//! Choosing permissions: areas with a box over all of each, a filter, and a sentence for every permission.

use std::collections::BTreeSet;

use leptos::prelude::*;
use planisphere_domain::custom_role::CustomRoleScope;
use planisphere_domain::policy::Permission;

use super::draft::Draft;
use crate::replica::{PermissionLine, assignable};
use crate::ui::{
    Button, Checkbox, Chip, EmptyState, Glyph, Icon, SearchInput, Section, SectionBody,
};

/// The picker.
#[component]
pub(super) fn PermissionPicker(
    /// Whose permissions there are to choose from.
    scope: RwSignal<CustomRoleScope>,
    draft: RwSignal<Draft>,
    /// What is wrong with the choice as a whole.
    error: Signal<Option<String>>,
    /// Why nothing can be chosen.
    disabled_reason: Signal<Option<String>>,
) -> impl IntoView {
    let filter = RwSignal::new(String::new());
    let lines = Memo::new(move |_| assignable(scope.get().level()));
    let shown = Memo::new(move |_| {
        let words: Vec<String> = filter
            .get()
            .to_lowercase()
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        lines.with(|lines| {
            lines
                .iter()
                .filter(|line| line.fits(&words))
                .map(|line| line.permission)
                .collect::<BTreeSet<_>>()
        })
    });
    let chosen = move || draft.with(|draft| draft.permissions.len());
    let areas = move || {
        lines.with(|lines| {
            lines
                .chunk_by(|a, b| a.area == b.area)
                .map(|lines| area(lines, draft, shown, disabled_reason))
                .collect_view()
        })
    };
    view! {
        <Section title="Permissions" lead="What the role allows. At least one.".to_owned()>
            <SectionBody>
                <div class="bar compare-bar">
                    <SearchInput
                        value=filter
                        on_input=move |text| filter.set(text)
                        label="Filter permissions"
                        placeholder="Filter by name or what it does"
                    />
                    <span class="end">
                        <Chip label=Signal::derive(move || format!("{} of {} chosen", chosen(), lines.with(Vec::len)))/>
                    </span>
                </div>
                {move || error.get().map(|error| view! {
                    <div class="field-error" role="alert"><Icon glyph=Glyph::Warning class="small"/><span>{error}</span></div>
                })}
            </SectionBody>
            <div class="permissions">{areas}</div>
            <Show when=move || shown.with(BTreeSet::is_empty)>
                <EmptyState glyph=Glyph::Filter title="No permission fits the filter" text="Use fewer words, or clear the filter to see everything.".to_owned()>
                    <Button on_click=move |_| filter.set(String::new())>"Clear the filter"</Button>
                </EmptyState>
            </Show>
        </Section>
    }
    .into_any()
}

/// One area; its box chooses what the filter shows of it.
fn area(
    lines: &[PermissionLine],
    draft: RwSignal<Draft>,
    shown: Memo<BTreeSet<Permission>>,
    disabled_reason: Signal<Option<String>>,
) -> AnyView {
    let title = lines.first().map_or("", |line| line.area);
    let all = StoredValue::new(
        lines
            .iter()
            .map(|line| line.permission)
            .collect::<Vec<Permission>>(),
    );
    let visible = move || {
        shown.with(|shown| {
            all.with_value(|all| {
                all.iter()
                    .copied()
                    .filter(|permission| shown.contains(permission))
                    .collect::<Vec<_>>()
            })
        })
    };
    let counts = Memo::new(move |_| {
        let visible = visible();
        let chosen = draft.with(|draft| {
            visible
                .iter()
                .filter(|permission| draft.permissions.contains(permission))
                .count()
        });
        (chosen, visible.len())
    });
    let toggle = move |on: bool| {
        let visible = untrack(visible);
        draft.update(|draft| {
            for permission in visible {
                if on {
                    draft.permissions.insert(permission);
                } else {
                    draft.permissions.remove(&permission);
                }
            }
        });
    };
    let boxes = lines
        .iter()
        .map(|line| one(line.permission, draft, shown, disabled_reason))
        .collect_view();
    view! {
        <fieldset hidden=move || counts.get().1 == 0>
            <legend class="vh">{title}</legend>
            <div class="area">
                <Checkbox
                    text=title.to_owned()
                    note=Signal::derive(move || { let (chosen, all) = counts.get(); Some(format!("{chosen} of {all}")) })
                    checked=Signal::derive(move || { let (chosen, all) = counts.get(); all > 0 && chosen == all })
                    mixed=Signal::derive(move || { let (chosen, all) = counts.get(); chosen > 0 && chosen < all })
                    on_change=toggle
                    disabled_reason
                />
            </div>
            <ul>{boxes}</ul>
        </fieldset>
    }
    .into_any()
}

fn one(
    permission: Permission,
    draft: RwSignal<Draft>,
    shown: Memo<BTreeSet<Permission>>,
    disabled_reason: Signal<Option<String>>,
) -> AnyView {
    let checked = Memo::new(move |_| draft.with(|draft| draft.permissions.contains(&permission)));
    let toggle = move |on: bool| {
        draft.update(|draft| {
            if on {
                draft.permissions.insert(permission);
            } else {
                draft.permissions.remove(&permission);
            }
        });
    };
    view! {
        <li hidden=move || shown.with(|shown| !shown.contains(&permission))>
            <Checkbox
                text=permission.about().to_owned()
                note=permission.name().to_owned()
                checked
                on_change=toggle
                disabled_reason
            />
        </li>
    }
    .into_any()
}
