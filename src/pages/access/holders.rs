//! The users, Teams or tokens with access to a place: their own role there, which can be given, changed and
//! taken in its row, and through what else they have access.

use leptos::prelude::*;
use planisphere_domain::access::{BoundRole, Holder};

use super::sources::others_in_words;
use crate::components::{RoleChange, RoleChangeDialog, RolePicker, grouped};
use crate::paths::Place;
use crate::replica::{AccessPlace, AccessRow, HolderKind, Question, Replica, RolePlace};
use crate::table::AddressQuery;
use crate::ui::{
    Avatar, Banner, Column, Cut, EmptyState, Glyph, IconButton, LinkButton, Section, Table,
    TableState, Tone, WindowedRows,
};

const COLUMNS: [Column; 4] = [
    Column::new("name", "Name"),
    Column::new("role", "Role here").class("wide-cell"),
    Column::new("through", "Also through").class("wide-cell roomy-cell"),
    Column::new("acts", "").class("acts-cell end-cell"),
];

/// The table of one kind of holder.
#[component]
pub(super) fn HoldersTable(
    /// Where.
    at: AccessPlace,
    /// Users, Teams or tokens.
    kind: HolderKind,
    /// The filter, shared by the tables of the page.
    query: AddressQuery,
) -> impl IntoView {
    let replica = Replica::get();
    let change = RoleChange::of_page();
    let all = Memo::new(move |_| replica.access_rows(at, kind));
    let rows = Memo::new(move |_| {
        let query = query.get();
        all.with(|all| {
            let rows = all.as_deref().unwrap_or_default();
            let keeps = |row: &&AccessRow| query.keeps(&[&row.who.name, &row.who.detail]);
            rows.iter().filter(keeps).cloned().collect::<Vec<_>>()
        })
    });
    let state = move || {
        let total = all.with(|all| match all {
            Ok(all) => Ok(all.len()),
            Err(reason) => Err(reason.clone()),
        });
        match (total, rows.with(Vec::len)) {
            (Err(reason), _) => TableState::NotAllowed(reason),
            (Ok(0), _) => TableState::Empty,
            (_, 0) => TableState::NoMatch,
            _ => TableState::Ready,
        }
    };
    let give = Callback::new(move |(row, role): (AccessRow, BoundRole)| {
        if let Some(command) = RolePlace::give(row.who.holder, &role) {
            change.carry_out(command, format!("Role of {} changed", row.who.name));
        }
    });
    let take = Callback::new(move |row: AccessRow| {
        if let Some(command) = at.roles().take(row.who.holder) {
            change.carry_out(command, format!("Role of {} taken", row.who.name));
        }
    });
    let cells = move |index: usize| {
        let row = Memo::new(move |_| rows.with(|rows| rows.get(index).cloned()));
        view! { <tr>{move || row.get().map(|row| line(at, row, replica, give, take))}</tr> }
            .into_any()
    };
    let failed = change.work().error_beside(&[]);
    let lead = move || {
        all.with(|all| {
            let all = all.as_ref().ok()?;
            Some(match all.len() {
                1 => "1 with access".to_owned(),
                count => format!("{} with access", grouped(count)),
            })
        })
    };
    view! {
        <Section title=kind.title() lead=Signal::derive(lead)>
            {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            <Table
                class="access"
                label=format!("{} with access", kind.title())
                columns=COLUMNS.to_vec()
                state=Signal::derive(state)
                row_count=Signal::derive(move || Some(rows.with(Vec::len)))
                on_clear=move || query.set_filter(String::new())
                empty=move || view! { <EmptyState glyph=Glyph::People title=format!("No {} with access", kind.plural())/> }
            >
                <WindowedRows count=Signal::derive(move || rows.with(Vec::len)) columns=COLUMNS.len() row=cells/>
            </Table>
        </Section>
        <RoleChangeDialog of=change/>
    }
    .into_any()
}

fn line(
    at: AccessPlace,
    row: AccessRow,
    replica: Replica,
    give: Callback<(AccessRow, BoundRole)>,
    take: Callback<AccessRow>,
) -> AnyView {
    let place = Place::current();
    let (name, holder) = (row.who.name.clone(), row.who.holder);
    let given = row.direct.as_ref().map(|grant| grant.bound.clone());
    let is_held = given.is_some();
    let may_take = Memo::new(move |_| {
        let command = at.roles().take(holder)?;
        replica.gate(command).reason
    });
    let question = Question {
        actor: row.who.actor(),
        permission: None,
        resource: Some(at.resource()),
    };
    let why = row.who.actor().map(|_| {
        let href = move || place.paths().why_about(&question.parameters());
        let label = format!("Why {name}");
        view! { <LinkButton small=true href=Signal::derive(href)>"Why"<span class="vh">{label.trim_start_matches("Why").to_owned()}</span></LinkButton> }
    });
    let page = move || {
        let paths = place.paths();
        match holder {
            Holder::User(id) => Some(paths.user(id)),
            Holder::Team(id) => Some(paths.team(id)),
            Holder::ApiToken(_) => None,
        }
    };
    let who = match page() {
        Some(href) => view! { <a class="name" href=href><Cut text=name.clone()/></a> }.into_any(),
        None => view! { <Cut text=name.clone()/> }.into_any(),
    };
    let through = others_in_words(&row.others);
    let (to_give, to_take) = (row.clone(), row.clone());
    view! {
        <td class=COLUMNS[0].class>
            <span class="who"><Avatar name=name.clone()/><span class="who-text">{who}<small class="sub"><Cut text=row.who.detail.clone()/></small></span></span>
        </td>
        <td class=COLUMNS[1].class>
            <RolePicker
                label=format!("Role of {name}")
                at=at.roles()
                holder=Some(holder)
                value=given
                placeholder="No role of their own"
                on_change=move |role| give.run((to_give.clone(), role))
            />
        </td>
        <td class=COLUMNS[2].class><span class="sub clamp" dir="auto" data-cut="">{through}</span></td>
        <td class=COLUMNS[3].class>
            <span class="cluster">
                {why}
                {is_held.then(|| view! {
                    <IconButton
                        glyph=Glyph::Trash small=true label=format!("Take the role of {name}") disabled_reason=may_take
                        on_click=move |_| take.run(to_take.clone())
                    />
                })}
            </span>
        </td>
    }
    .into_any()
}
