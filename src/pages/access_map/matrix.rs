//! The matrix: people, Teams and tokens against Workspaces, or against the Deployments of one Workspace; in
//! each cell the effective role, and a mark where several paths meet.

use leptos::prelude::*;
use planisphere_domain::access::Holder;
use planisphere_domain::{ResourceRef, WorkspaceId};

use super::chooser::written;
use super::report;
use crate::components::{Parameter, csv_line, grouped};
use crate::paths::Place;
use crate::replica::{Replica, SubjectRow};
use crate::table::AddressQuery;
use crate::ui::{
    Button, Card, Choice, Cut, EmptyState, Field, Glyph, IconButton, SearchInput, Select,
    WindowedRows,
};

/// What stands where the person may not know who has access.
const NOT_SHOWN: &str = "not shown to you";

/// How many columns stand side by side.
const AT_ONCE: usize = 12;

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Against {
    name: String,
    resource: ResourceRef,
}

/// The matrix.
#[component]
pub fn Matrix() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let query = AddressQuery::new();
    let within = Parameter::new("in");
    let first = RwSignal::new(0_usize);
    let workspaces = Memo::new(move |_| replica.workspaces());
    let columns = Memo::new(move |_| {
        let chosen: Option<WorkspaceId> = within.get().parse().ok();
        match chosen {
            Some(id) => replica
                .deployments(Some(id))
                .iter()
                .map(|row| Against {
                    name: row.name.clone(),
                    resource: ResourceRef::Deployment(row.id),
                })
                .collect::<Vec<_>>(),
            None => workspaces.with(|all| {
                all.iter()
                    .map(|row| Against {
                        name: row.name.clone(),
                        resource: ResourceRef::Workspace(row.id),
                    })
                    .collect()
            }),
        }
    });
    let all = Memo::new(move |_| replica.subjects());
    let rows = Memo::new(move |_| {
        let query = query.get();
        all.with(|all| {
            all.iter()
                .filter(|row| query.keeps(&[&row.search]))
                .cloned()
                .collect::<Vec<SubjectRow>>()
        })
    });
    let shown = Memo::new(move |_| {
        let from = first.get();
        columns.with(|columns| {
            let from = from.min(columns.len().saturating_sub(1));
            columns
                .iter()
                .skip(from)
                .take(AT_ONCE)
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let total = move || columns.with(Vec::len);
    let places = move || {
        let mut choices = vec![Choice::new("", "All Workspaces")];
        workspaces.with(|all| {
            choices.extend(
                all.iter()
                    .map(|row| Choice::new(row.id.to_string(), row.name.clone())),
            );
        });
        choices
    };
    let at_start = move || (first.get() == 0).then(|| "These are the first columns.".to_owned());
    let at_end = move || {
        (first.get() + AT_ONCE >= total()).then(|| "These are the last columns.".to_owned())
    };
    let range = move || {
        let (from, total) = (first.get(), total());
        if total == 0 {
            "No columns".to_owned()
        } else {
            let last = (from + AT_ONCE).min(total);
            format!(
                "{} to {} of {}",
                grouped(from + 1),
                grouped(last),
                grouped(total)
            )
        }
    };
    let save = move |_| {
        let mut head: Vec<String> = ["Who", "Kind", "E-mail"].map(str::to_owned).into();
        let columns = columns.get_untracked();
        head.extend(columns.iter().map(|column| column.name.clone()));
        let mut lines = csv_line(&head);
        for row in rows.get_untracked() {
            let (kind, email) = match row.holder {
                Holder::User(_) => ("User", row.note),
                Holder::Team(_) => ("Team", String::new()),
                Holder::ApiToken(_) => ("API token", String::new()),
            };
            let mut cells = vec![row.name, kind.to_owned(), email];
            for column in &columns {
                let cell = untrack(|| replica.matrix_cell(row.holder, &column.resource));
                cells.push(if cell.is_hidden {
                    NOT_SHOWN.to_owned()
                } else {
                    cell.role
                });
            }
            lines.push_str(&csv_line(&cells));
        }
        report(replica.hand_out_record("access matrix", "csv", "text/csv", lines.as_bytes()));
    };
    let line = move |index: usize| {
        view! {
            <tr>
                {move || rows.with(|rows| rows.get(index).cloned()).map(|row| {
                    let href = format!("{}?who={}", place.paths().access_map(), written(row.holder));
                    let cells = shown.with(|shown| {
                        shown.iter().map(|column| cell(replica, row.holder, column)).collect_view()
                    });
                    view! {
                        <th scope="row"><a href=href><Cut text=row.name/></a><span class="sub"><Cut text=row.note/></span></th>
                        {cells}
                    }
                })}
            </tr>
        }
        .into_any()
    };
    view! {
        <div class="bar map-bar">
            <SearchInput value=query.filter() on_input=move |text| query.set_filter(text)
                label="Filter people, Teams and tokens" placeholder="Filter by name"/>
            <Field label="Against">
                <Select options=Signal::derive(places) value=within.signal()
                    on_change=move |value| { first.set(0); within.set(value); }/>
            </Field>
            <span class="end map-tools">
                <span class="sub" role="status">{range}</span>
                <IconButton glyph=Glyph::ChevronStart label="Columns before" disabled_reason=Signal::derive(at_start)
                    on_click=move |_| first.update(|first| *first = first.saturating_sub(AT_ONCE))/>
                <IconButton glyph=Glyph::ChevronEnd label="Columns after" disabled_reason=Signal::derive(at_end)
                    on_click=move |_| first.update(|first| *first += AT_ONCE)/>
                <Button on_click=save>"Export CSV"</Button>
            </span>
        </div>
        <Card>
            <Show when=move || rows.with(|rows| !rows.is_empty())
                fallback=|| view! { <EmptyState glyph=Glyph::Search title="Nobody of that name" text="Clear the filter, or ask somebody who may see people, Teams and tokens."/> }>
                <div class="matrix-scroll" tabindex="0" role="region" aria-label="Matrix">
                    <table class="table plain matrix">
                        <caption class="vh">"The effective role of each person, Team and token. A number says how many paths meet."</caption>
                        <thead><tr>
                            <th scope="col">"Who"</th>
                            {move || shown.with(|shown| shown.iter().map(|column| {
                                let name = column.name.clone();
                                view! { <th scope="col"><Cut text=name/></th> }
                            }).collect_view())}
                        </tr></thead>
                        <WindowedRows count=Signal::derive(move || rows.with(Vec::len)) columns=AT_ONCE + 1 row=line/>
                    </table>
                </div>
            </Show>
        </Card>
    }
    .into_any()
}

fn cell(replica: Replica, holder: Holder, column: &Against) -> AnyView {
    let cell = replica.matrix_cell(holder, &column.resource);
    if cell.is_hidden {
        return view! { <td class="sub"><span aria-hidden="true">"?"</span><span class="vh">{NOT_SHOWN}</span></td> }.into_any();
    }
    if cell.role.is_empty() {
        return view! { <td><span class="vh">"none"</span></td> }.into_any();
    }
    let several = (cell.paths > 1).then(|| {
        let said = format!("{} paths meet here", cell.paths);
        let tip = said.clone();
        view! { <sup class="paths" data-tip=tip><span aria-hidden="true">{cell.paths}</span><span class="vh">{said}</span></sup> }
    });
    view! { <td>{cell.role}{several}</td> }.into_any()
}
