//! What a Deployment gets of the environment objects of its Workspace and of its own, and where each value comes
//! from. Nothing is changed here: a line leads to the object.

use leptos::prelude::*;
use planisphere_domain::environment_object::Source;
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::{DeploymentId, WorkspaceId};

use crate::paths::Place;
use crate::replica::{Replica, ResolvedRow};
use crate::ui::{Card, Chip, Column, Cut, EmptyState, Glyph, LinkButton, Table, TableState, Tone};

const COLUMNS: [Column; 4] = [
    Column::new("key", "Key"),
    Column::new("kind", "Kind").class("end-cell"),
    Column::new("value", "What it gets").class("wide-cell"),
    Column::new("source", "Where from").class("wide-cell"),
];

/// The environment objects that reach one Deployment.
#[component]
pub fn LinkedObjects(
    /// The Deployment.
    #[prop(into)]
    deployment: Signal<DeploymentId>,
    /// The Workspace it is in.
    #[prop(into)]
    workspace: Signal<WorkspaceId>,
) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let found = Memo::new(move |_| replica.resolved_objects(deployment.get()));
    let rows = Memo::new(move |_| found.get().unwrap_or_default());
    let closed = Memo::new(move |_| {
        let at = ResourceRef::Deployment(deployment.get());
        replica.may(Permission::DeploymentEnvObjectsGet, at).reason
    });
    let state = move || match (closed.get(), rows.with(Vec::is_empty)) {
        (Some(reason), _) => TableState::NotAllowed(reason),
        (None, true) => TableState::Empty,
        (None, false) => TableState::Ready,
    };
    let href = Signal::derive(move || place.paths().environment(workspace.get()));
    view! {
        <Card>
            <Table
                label="Environment objects that reach it"
                columns=COLUMNS.to_vec()
                state=Signal::derive(state)
                empty=move || view! {
                    <EmptyState
                        glyph=Glyph::Sliders
                        title="No environment object reaches it"
                        text="Connections, variables and metrics exports of the Workspace show here once they are linked to it."
                    >
                        <LinkButton href=href>"Environment of the Workspace"</LinkButton>
                    </EmptyState>
                }
            >
                <tbody>{move || rows.get().into_iter().map(|row| line(place, workspace.get(), row)).collect_view()}</tbody>
            </Table>
        </Card>
    }
    .into_any()
}

fn line(place: Place, workspace: WorkspaceId, row: ResolvedRow) -> AnyView {
    let key = match row.id {
        Some(id) => {
            let href = place.paths().environment_object(workspace, id);
            view! { <a class="row-link" href=href><span class="mono"><Cut text=row.key/></span></a> }
                .into_any()
        }
        None => view! { <span class="mono"><Cut text=row.key/></span> }.into_any(),
    };
    let source = match row.source {
        Source::Deployment if row.hides => "This Deployment, instead of the Workspace's",
        Source::Deployment => "This Deployment",
        Source::Link => "Workspace, linked",
        Source::AutoLink => "Workspace, to all Deployments",
    };
    let own = (!row.overridden.is_empty()).then(|| {
        let text = format!("own {}", row.overridden.join(", "));
        view! { <Chip label=text small=true/> }
    });
    let outranked = row.is_outranked.then(|| {
        view! { <Chip label="A variable of the Deployment ranks above it" small=true tone=Tone::Warn/> }
    });
    view! {
        <tr>
            <td class=COLUMNS[0].class>{key}</td>
            <td class=COLUMNS[1].class><span class="sub">{row.kind.label()}</span></td>
            <td class=COLUMNS[2].class><Cut text=row.holds/></td>
            <td class=COLUMNS[3].class><span class="source">{source}{own}{outranked}</span></td>
        </tr>
    }
    .into_any()
}
