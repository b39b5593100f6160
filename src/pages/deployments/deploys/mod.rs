//! The Deploys tab: what code came to one Deployment, when and through whom, as people and files recorded it. Nothing is
//! built or pushed from here.

mod detail;
mod finish;
mod history;
mod record;
mod rollback;

use leptos::prelude::*;
use planisphere_domain::{DeployId, DeploymentId, WorkspaceId};

use super::frame::{DeploymentFrame, DeploymentTab};
use crate::components::Parameter;
use crate::replica::{CodeChange, DeploymentView};
use crate::ui::{Column, Isolated, Table};
use detail::DetailDialog;
use finish::FinishDialog;
use history::History;
use record::RecordDialog;
use rollback::RollbackDialog;

/// The part of the address's query that names the open deploy.
const OPEN: &str = "deploy";

/// What the parts of the tab share.
#[derive(Clone, Copy)]
struct Tab {
    id: DeploymentId,
    workspace: Signal<WorkspaceId>,
    /// The deploy whose details are open.
    open: Parameter,
    /// Whether one is being recorded.
    recording: RwSignal<bool>,
    /// The one whose end is being told.
    finishing: RwSignal<Option<DeployId>>,
    /// The one that is being returned to.
    returning: RwSignal<Option<DeployId>>,
}

/// The tab.
#[component]
pub fn DeploymentDeploys() -> impl IntoView {
    view! { <DeploymentFrame tab=DeploymentTab::Deploys content=|view| view! { <Deploys view/> }.into_any()/> }
}

#[component]
fn Deploys(view: Memo<DeploymentView>) -> impl IntoView {
    let tab = Tab {
        // The frame draws another Deployment anew.
        id: view.with_untracked(|view| view.row.id),
        workspace: Signal::derive(move || view.with(|view| view.row.workspace_id)),
        open: Parameter::new(OPEN),
        recording: RwSignal::new(false),
        finishing: RwSignal::new(None),
        returning: RwSignal::new(None),
    };
    view! {
        <History tab/>
        <DetailDialog tab/>
        <RecordDialog tab/>
        <FinishDialog tab/>
        <RollbackDialog tab/>
    }
    .into_any()
}

const CODE: [Column; 3] = [
    Column::new("field", "What"),
    Column::new("now", "Runs now").class("wrap"),
    Column::new("then", "With this deploy").class("wrap"),
];

/// What differs between what runs and the code of a deploy.
fn code_changes(changes: Vec<CodeChange>) -> AnyView {
    if changes.is_empty() {
        return view! { <p class="sub">"Its code is what runs now."</p> }.into_any();
    }
    let rows = move || {
        let changes = changes.iter().cloned();
        changes
            .map(|change| {
                view! {
                    <tr>
                        <td>{change.field}</td>
                        <td class="wrap"><Isolated text=change.now/></td>
                        <td class="wrap"><Isolated text=change.then/></td>
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <Table label="What differs from what runs now" columns=CODE.to_vec() class="plain">
            <tbody>{rows.clone()}</tbody>
        </Table>
    }
    .into_any()
}
