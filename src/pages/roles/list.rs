//! The roles of the Organization: custom ones as a list, built-in ones side by side.

use leptos::prelude::*;
use planisphere_domain::policy::{Permission, ResourceRef};

use super::compare::RoleComparison;
use crate::components::{PageTitle, grouped, millis};
use crate::paths::Place;
use crate::replica::{CustomRoleRow, Replica, SortKey, sorted_by};
use crate::ui::{
    ButtonKind, Column, Cut, EmptyState, Glyph, LinkButton, PageHead, Section, Sort, Table,
    TableState, Time, WindowedRows,
};

const COLUMNS: [Column; 6] = [
    Column::new("name", "Name").sortable(),
    Column::new("scope", "For").sortable(),
    Column::new("permissions", "Permissions")
        .class("num desk-cell")
        .sortable(),
    Column::new("holders", "Held by")
        .class("num end-cell")
        .sortable(),
    Column::new("workspaces", "Assignable in").class("wide-cell"),
    Column::new("updated", "Updated")
        .class("roomy-cell desk-cell")
        .sortable(),
];

/// The page.
#[component]
pub fn Roles() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let gate = Memo::new(move |_| {
        replica
            .may(
                Permission::OrganizationCustomRolesCreate,
                ResourceRef::Organization,
            )
            .reason
    });
    view! {
        <PageTitle text="Roles"/>
        <PageHead
            title="Roles"
            lead=|| "What each role allows, and the roles that this Organization defined itself"
            actions=move || view! {
                <LinkButton kind=ButtonKind::Primary href=Signal::derive(move || place.paths().new_role()) disabled_reason=gate>
                    "Create a custom role"
                </LinkButton>
            }
        />
        <CustomRoles gate/>
        <RoleComparison/>
    }
    .into_any()
}

#[component]
fn CustomRoles(gate: Memo<Option<String>>) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let sort = RwSignal::new(None::<Sort>);
    let all = Memo::new(move |_| replica.custom_roles());
    let rows = Memo::new(move |_| {
        let rows = all.get();
        let Some(sort) = sort.get() else {
            return rows;
        };
        sorted_by(rows, sort.descending, |row| match sort.key {
            "scope" => SortKey::text(row.scope.level().label()),
            "permissions" => SortKey::Number(row.permissions as i64),
            "holders" => SortKey::Number(row.holders as i64),
            "updated" => SortKey::Number(row.updated_at.seconds()),
            _ => SortKey::text(&row.name),
        })
    });
    let count = move || rows.with(Vec::len);
    let hidden = Memo::new(move |_| {
        replica
            .may(
                Permission::OrganizationCustomRolesGet,
                ResourceRef::Organization,
            )
            .reason
    });
    let state = move || match (hidden.get(), count()) {
        (Some(reason), _) => TableState::NotAllowed(reason),
        (None, 0) => TableState::Empty,
        _ => TableState::Ready,
    };
    let cells = move |index: usize| {
        let row = Memo::new(move |_| rows.with(|rows| rows.get(index).cloned()));
        view! { <tr>{move || row.get().map(|row| line(place, row))}</tr> }.into_any()
    };
    view! {
        <Section title="Custom roles" lead="Sets of permissions for Deployments or DAGs. They add to what somebody has already.".to_owned()>
            <Table
                label="Custom roles"
                columns=COLUMNS.to_vec()
                sort=sort
                on_sort=move |next| sort.set(Some(next))
                state=Signal::derive(state)
                row_count=Signal::derive(move || Some(count()))
                empty=move || view! {
                    <EmptyState
                        glyph=Glyph::Role
                        title="No custom roles yet"
                        text="Start from Deployment Viewer, Author or Operator, or choose permissions one by one.".to_owned()
                    >
                        <LinkButton href=Signal::derive(move || place.paths().new_role()) disabled_reason=gate>"Create a custom role"</LinkButton>
                    </EmptyState>
                }
            >
                <WindowedRows count=Signal::derive(count) columns=COLUMNS.len() row=cells/>
            </Table>
        </Section>
    }
    .into_any()
}

fn line(place: Place, row: CustomRoleRow) -> AnyView {
    let href = place.paths().role(row.id);
    let is_counted = row.holders > 0;
    let workspaces = match row.workspaces.as_slice() {
        [] => "Every Workspace".to_owned(),
        some => some.join(", "),
    };
    view! {
        <td><a class="row-link" href=href><Cut text=row.name/></a></td>
        <td><span class="sub">{row.scope.level().label()}"s"</span></td>
        <td class=COLUMNS[2].class>{grouped(row.permissions)}</td>
        <td class=COLUMNS[3].class>{held_by(row.holders, row.sees_all_holders)}{is_counted.then(|| view! { <span class="sub narrow-only">{if row.holders == 1 { " holder" } else { " holders" }}</span> })}</td>
        <td class=COLUMNS[4].class><span class="sub"><Cut text=workspaces/></span></td>
        <td class=COLUMNS[5].class><span class="sub"><Time at=millis(row.updated_at)/></span></td>
    }
    .into_any()
}

fn held_by(holders: usize, sees_all: bool) -> String {
    match holders {
        0 if sees_all => "Nobody".to_owned(),
        0 => "Not shown to you".to_owned(),
        more => grouped(more),
    }
}
