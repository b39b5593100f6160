//! The built-in roles side by side: a row per permission, a column per role, and what each role adds to the
//! one before it. The roles themselves are the policy's; nothing here can be changed.

use std::collections::BTreeSet;

use leptos::prelude::*;
use planisphere_domain::policy::{Permission, Scope};

use crate::components::Parameter;
use crate::replica::{PermissionLine, RoleColumn, carried_roles, permissions_of, role_columns};
use crate::ui::{
    Button, Checkbox, Chip, Choice, EmptyState, Glyph, Icon, SearchInput, Section, SectionBody,
    Segmented,
};

const SCOPES: [(Scope, &str); 4] = [
    (Scope::Organization, "organization"),
    (Scope::Workspace, "workspace"),
    (Scope::Deployment, "deployment"),
    (Scope::Dag, "dag"),
];
/// The scope that shows when the address names none.
const FIRST: Scope = Scope::Workspace;
/// What the address says when only rows with a difference show.
const DIFFERENT: &str = "yes";

/// The comparison, with its scope and filter in the address.
#[component]
pub(super) fn RoleComparison() -> impl IntoView {
    let named = Parameter::new("scope");
    let filter = Parameter::new("q");
    let different = Parameter::new("different");
    let scope = Memo::new(move |_| {
        let named = named.get();
        SCOPES
            .iter()
            .find(|(_, key)| *key == named)
            .map_or(FIRST, |(scope, _)| *scope)
    });
    let key = move || {
        let scope = scope.get();
        SCOPES
            .iter()
            .find(|(it, _)| *it == scope)
            .map_or("", |(_, key)| *key)
            .to_owned()
    };
    let lines = Memo::new(move |_| permissions_of(scope.get()));
    let columns = Memo::new(move |_| role_columns(scope.get()));
    let shown = Memo::new(move |_| {
        let words: Vec<String> = filter
            .get()
            .to_lowercase()
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let only_different = different.get() == DIFFERENT;
        columns.with(|columns| {
            lines.with(|lines| {
                let fits = |line: &&PermissionLine| {
                    line.fits(&words) && !(only_different && is_same(columns, line.permission))
                };
                lines
                    .iter()
                    .filter(fits)
                    .map(|line| line.permission)
                    .collect::<BTreeSet<Permission>>()
            })
        })
    });
    let options: Vec<Choice> = SCOPES
        .iter()
        .map(|(scope, key)| Choice::new(*key, scope.label()))
        .collect();
    let note = move || {
        match scope.get() {
        Scope::Organization => carried_roles().join(" "),
        Scope::Workspace => {
            "A Workspace role reaches every Deployment of the Workspace, those to come included."
                .to_owned()
        }
        Scope::Deployment => {
            "Templates are there to be copied into a custom role; nobody holds one. What is held on a Deployment is held on each of its DAGs.".to_owned()
        }
        Scope::Dag => {
            "DAG roles reach one DAG, or the DAGs with one tag, on Deployments of Runtime 3.1-12 or newer.".to_owned()
        }
    }
    };
    let clear = move |_| {
        filter.set(String::new());
        different.set(String::new());
    };
    view! {
        <Section title="Built-in roles" lead=Signal::derive(move || Some(note()))>
            <SectionBody>
                <div class="bar compare-bar">
                    <Segmented label="Scope" options=options value=Signal::derive(key) on_change=move |key| named.set(key)/>
                    <SearchInput
                        value=filter.signal()
                        on_input=move |text| filter.set(text)
                        label="Filter permissions"
                        placeholder="Filter by name or what it does"
                    />
                    <Checkbox
                        text="Only what differs".to_owned()
                        checked=Signal::derive(move || different.get() == DIFFERENT)
                        on_change=move |on| different.set(if on { DIFFERENT.to_owned() } else { String::new() })
                    />
                    <span class="end">
                        <Chip label=Signal::derive(move || format!("{} of {}", shown.with(BTreeSet::len), lines.with(Vec::len)))/>
                    </span>
                </div>
            </SectionBody>
            {move || columns.with(|columns| table(scope.get(), columns, &lines.get(), shown))}
            <Show when=move || shown.with(BTreeSet::is_empty)>
                <EmptyState glyph=Glyph::Filter title="No permission fits the filter" text="Use fewer words, or clear the filter to see everything.".to_owned()>
                    <Button on_click=clear>"Clear the filter"</Button>
                </EmptyState>
            </Show>
        </Section>
    }
    .into_any()
}

/// Whether all roles that can be held have it, or none.
fn is_same(columns: &[RoleColumn], permission: Permission) -> bool {
    let mut holds = columns.iter().map(|it| it.holds.contains(permission));
    let first = holds.next();
    holds.all(|it| Some(it) == first)
}

/// All rows at once: a filter hides and shows them, which is quicker than drawing them anew.
fn table(
    scope: Scope,
    columns: &[RoleColumn],
    lines: &[PermissionLine],
    shown: Memo<BTreeSet<Permission>>,
) -> AnyView {
    let width = columns.len() + 1;
    let areas = lines
        .chunk_by(|a, b| a.area == b.area)
        .map(|lines| area(lines, columns, width, shown))
        .collect_view();
    view! {
        <table class="table compare" hidden=move || shown.with(BTreeSet::is_empty)>
            <caption class="vh">{format!("{} roles and their permissions", scope.label())}</caption>
            <thead>
                <tr>
                    <th scope="col">"Permission"</th>
                    {columns.iter().map(head).collect_view()}
                </tr>
            </thead>
            {areas}
        </table>
    }
    .into_any()
}

fn head(column: &RoleColumn) -> AnyView {
    let (holds, adds) = (column.holds.len(), column.adds.len());
    let sum = if holds == adds {
        let noun = if holds == 1 {
            "permission"
        } else {
            "permissions"
        };
        format!("{holds} {noun}")
    } else {
        format!("{holds}, adds {adds}")
    };
    view! {
        <th scope="col" class="mark-cell" data-tip=column.about>
            {column.label}
            {column.is_template.then_some(" (template)")}
            <small>{sum}</small>
        </th>
    }
    .into_any()
}

fn area(
    lines: &[PermissionLine],
    columns: &[RoleColumn],
    width: usize,
    shown: Memo<BTreeSet<Permission>>,
) -> AnyView {
    let title = lines.first().map_or("", |line| line.area);
    let permissions: Vec<Permission> = lines.iter().map(|line| line.permission).collect();
    let is_empty = move || shown.with(|shown| !permissions.iter().any(|it| shown.contains(it)));
    let rows = lines
        .iter()
        .map(|line| {
            let permission = line.permission;
            view! {
                <tr hidden=move || shown.with(|shown| !shown.contains(&permission))>
                    <th scope="row">
                        <span>{permission.about()}</span>
                        <code class="mono">{permission.name()}</code>
                    </th>
                    {columns.iter().map(|column| mark(column, permission)).collect_view()}
                </tr>
            }
        })
        .collect_view();
    view! {
        <tbody hidden=is_empty>
            <tr class="area"><th scope="rowgroup" colspan=width.to_string()>{title}</th></tr>
            {rows}
        </tbody>
    }
    .into_any()
}

/// A mark with its words; a screen without columns shows the role's name beside it.
fn mark(column: &RoleColumn, permission: Permission) -> AnyView {
    let (class, words) = if column.adds.contains(permission) {
        ("mark-cell added", "Yes, added by this role")
    } else if column.holds.contains(permission) {
        ("mark-cell kept", "Yes")
    } else {
        ("mark-cell none", "No")
    };
    let holds = column.holds.contains(permission);
    view! {
        <td class=class data-role=column.label>
            {holds.then(|| view! { <Icon glyph=Glyph::Check/> })}
            <span class="vh">{words}</span>
        </td>
    }
    .into_any()
}
