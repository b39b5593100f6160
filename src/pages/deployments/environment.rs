//! The environment variables of one Deployment, to read. Values of secrets are not here: the core holds
//! only a reference to what is sealed.

use leptos::prelude::*;

use super::frame::{DeploymentFrame, DeploymentTab};
use crate::components::millis;
use crate::paths::Place;
use crate::replica::{DeploymentView, VariableRow};
use crate::table::AddressQuery;
use crate::ui::{
    Card, Column, CopyButton, Cut, EmptyState, Glyph, LinkButton, SearchInput, Table, TableState,
    Time,
};

const COLUMNS: [Column; 3] = [
    Column {
        key: "key",
        label: "Key",
        class: "",
        sortable: false,
    },
    Column {
        key: "value",
        label: "Value",
        class: "wide-cell",
        sortable: false,
    },
    Column {
        key: "updated",
        label: "Updated",
        class: "end-cell",
        sortable: false,
    },
];

/// The tab.
#[component]
pub fn DeploymentEnvironment() -> impl IntoView {
    view! { <DeploymentFrame tab=DeploymentTab::Environment content=|view| view! { <Variables view/> }.into_any()/> }
}

#[component]
fn Variables(view: Memo<DeploymentView>) -> impl IntoView {
    let place = Place::current();
    let query = AddressQuery::new();
    let all = Memo::new(move |_| view.with(|view| view.variables.clone()));
    let shown = Memo::new(move |_| {
        let query = query.get();
        all.with(|all| {
            all.iter()
                .filter(|row| query.keeps(&[&row.key]))
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let state = move || match (all.with(Vec::len), shown.with(Vec::len)) {
        (0, _) => TableState::Empty,
        (_, 0) => TableState::NoMatch,
        _ => TableState::Ready,
    };
    let import = Signal::derive(move || place.paths().import());
    view! {
        <div class="bar">
            <SearchInput value=query.filter() on_input=move |text| query.set_filter(text) label="Filter variables" placeholder="Filter by key"/>
        </div>
        <Card>
            <Table
                label="Environment variables"
                columns=COLUMNS.to_vec()
                state=Signal::derive(state)
                on_clear=move || query.set_filter(String::new())
                empty=move || view! {
                    <EmptyState
                        glyph=Glyph::Key
                        title="No environment variables"
                        text="Name them under environment_variables in a Deployment file, then import the file."
                    >
                        <LinkButton href=import>"Import files"</LinkButton>
                    </EmptyState>
                }
            >
                <tbody>{move || shown.get().into_iter().map(line).collect_view()}</tbody>
            </Table>
        </Card>
    }
    .into_any()
}

fn line(row: VariableRow) -> AnyView {
    let copied = row.key.clone();
    let value = match row.value {
        Some(value) => view! { <span class="mono"><Cut text=value/></span> }.into_any(),
        None if row.is_set => {
            view! { <span class="sub">"Secret, sealed on this device"</span> }.into_any()
        }
        None => view! { <span class="sub">"Secret, not set"</span> }.into_any(),
    };
    view! {
        <tr>
            <td class=COLUMNS[0].class>
                <span class="with-copy"><span class="mono"><Cut text=row.key/></span><CopyButton text=copied label="Copy the key"/></span>
            </td>
            <td class=COLUMNS[1].class>{value}</td>
            <td class=COLUMNS[2].class><span class="sub"><Time at=millis(row.updated_at)/></span></td>
        </tr>
    }
    .into_any()
}
