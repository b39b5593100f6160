//! The roles on DAGs of a Deployment, by DAG id or tag.

use leptos::prelude::*;
use planisphere_domain::DeploymentId;
use planisphere_domain::access::{BoundRole, DagSelector};

use crate::components::{RoleChange, RoleChangeDialog, RolePicker};
use crate::replica::{DagGrantRow, Replica, RolePlace};
use crate::table::AddressQuery;
use crate::ui::{
    Banner, Column, Cut, EmptyState, Glyph, IconButton, Section, Table, TableState, Tone,
    WindowedRows,
};

const COLUMNS: [Column; 4] = [
    Column::new("dags", "DAGs"),
    Column::new("name", "Who").class("end-cell"),
    Column::new("role", "Role").class("wide-cell"),
    Column::new("acts", "").class("acts-cell end-cell"),
];

/// The table.
#[component]
pub(super) fn DagsTable(
    deployment: DeploymentId,
    /// The filter, shared by the tables of the page.
    query: AddressQuery,
) -> impl IntoView {
    let replica = Replica::get();
    let change = RoleChange::of_page();
    let all = Memo::new(move |_| replica.dag_grants(deployment));
    let rows = Memo::new(move |_| {
        let query = query.get();
        all.with(|all| {
            let keeps = |row: &&DagGrantRow| query.keeps(&[&row.who.name, row.dags.text()]);
            all.iter().filter(keeps).cloned().collect::<Vec<_>>()
        })
    });
    let state = move || match (all.with(Vec::len), rows.with(Vec::len)) {
        (0, _) => TableState::Empty,
        (_, 0) => TableState::NoMatch,
        _ => TableState::Ready,
    };
    let give = Callback::new(move |(row, role): (DagGrantRow, BoundRole)| {
        if let Some(command) = RolePlace::give(row.who.holder, &role) {
            change.carry_out(command, format!("DAG role of {} changed", row.who.name));
        }
    });
    let take = Callback::new(move |row: DagGrantRow| {
        let at = RolePlace::Dags(deployment, row.dags.clone());
        if let Some(command) = at.take(row.who.holder) {
            change.carry_out(command, format!("DAG role of {} taken", row.who.name));
        }
    });
    let cells = move |index: usize| {
        let row = Memo::new(move |_| rows.with(|rows| rows.get(index).cloned()));
        view! { <tr>{move || row.get().map(|row| line(row, deployment, replica, give, take))}</tr> }
            .into_any()
    };
    let failed = change.work().error_beside(&[]);
    let stopped = move || {
        all.with(|all| all.iter().any(|row| row.is_stopped))
            .then(|| view! {
                <Banner tone=Tone::Warn>"The Runtime of this Deployment is too old for DAG roles: they stay, and give nothing until it is upgraded."</Banner>
            })
    };
    view! {
        <Section title="DAG roles" lead=Some("On one DAG by its id, or on all DAGs that carry a tag".to_owned())>
            {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            {stopped}
            <Table
                class="access"
                label="DAG roles"
                columns=COLUMNS.to_vec()
                state=Signal::derive(state)
                on_clear=move || query.set_filter(String::new())
                empty=|| view! { <EmptyState glyph=Glyph::Lock title="No DAG roles"/> }
            >
                <WindowedRows count=Signal::derive(move || rows.with(Vec::len)) columns=COLUMNS.len() row=cells/>
            </Table>
        </Section>
        <RoleChangeDialog of=change/>
    }
    .into_any()
}

fn line(
    row: DagGrantRow,
    deployment: DeploymentId,
    replica: Replica,
    give: Callback<(DagGrantRow, BoundRole)>,
    take: Callback<DagGrantRow>,
) -> AnyView {
    let holder = row.who.holder;
    let at = RolePlace::Dags(deployment, row.dags.clone());
    let asked = at.clone();
    let may_take = Memo::new(move |_| {
        let command = asked.take(holder)?;
        replica.gate(command).reason
    });
    let what = match &row.dags {
        DagSelector::Id(_) => "DAG id",
        DagSelector::Tag(_) => "tag",
    };
    let dags = row.dags.text().to_owned();
    let name = row.who.name.clone();
    let (to_give, to_take) = (row.clone(), row.clone());
    view! {
        <td class=COLUMNS[0].class><span class="who-text"><code class="mono"><Cut text=dags.clone()/></code><small class="sub">{what}</small></span></td>
        <td class=COLUMNS[1].class><span class="who-text"><Cut text=name.clone()/><small class="sub"><Cut text=row.who.detail.clone()/></small></span></td>
        <td class=COLUMNS[2].class>
            <RolePicker
                label=format!("Role of {name} on {dags}")
                at=at
                holder=Some(holder)
                value=Some(row.role.clone())
                on_change=move |role| give.run((to_give.clone(), role))
            />
        </td>
        <td class=COLUMNS[3].class>
            <IconButton
                glyph=Glyph::Trash small=true label=format!("Take the role of {name} on {dags}") disabled_reason=may_take
                on_click=move |_| take.run(to_take.clone())
            />
        </td>
    }
    .into_any()
}
