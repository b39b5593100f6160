//! The Environment tab: the variables of one Deployment with what is staged for them, and the ways to stage more. What
//! changes is staged in the plan beside it; nothing is applied here, and no secret is shown.

mod bar;
mod edit;
mod meaning;
mod paste;
mod pasted_rows;
mod rows;
mod system;

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use planisphere_domain::{Command, DeploymentId};

use super::frame::{DeploymentFrame, DeploymentTab};
use crate::components::{LinkedObjects, WithPlan};
use crate::replica::{DeploymentView, Replica, VariableLine};
use bar::{Bar, Chosen};
use edit::{EditDialog, Editing};
use paste::PasteDialog;
use rows::Rows;
use system::SystemDialog;

/// What the parts of the tab share.
#[derive(Clone, Copy)]
struct Tab {
    id: DeploymentId,
    /// Every variable as it would be, by key.
    lines: Memo<Vec<Arc<VariableLine>>>,
    /// Keys that are selected.
    chosen: RwSignal<BTreeSet<String>>,
    /// What is being edited.
    editing: RwSignal<Option<Editing>>,
    /// Whether a `.env` is being pasted, and its text so far.
    pasting: RwSignal<bool>,
    pasted: RwSignal<String>,
    /// Whether the variables of the system are listed.
    listing: RwSignal<bool>,
    /// Why nothing can be changed.
    closed: Signal<Option<String>>,
}

impl Tab {
    /// The line of a key.
    fn line(self, key: &str) -> Option<Arc<VariableLine>> {
        self.lines
            .with_untracked(|lines| lines.iter().find(|line| line.key == key).cloned())
    }
}

/// The tab.
#[component]
pub fn DeploymentEnvironment() -> impl IntoView {
    view! { <DeploymentFrame tab=DeploymentTab::Environment content=|view| view! { <Environment view/> }.into_any()/> }
}

#[component]
fn Environment(view: Memo<DeploymentView>) -> impl IntoView {
    let replica = Replica::get();
    // The frame draws another Deployment anew.
    let (id, workspace) = view.with_untracked(|view| (view.row.id, view.row.workspace_id));
    let gate = Memo::new(move |_| {
        replica
            .gate(Command::ChangeEnvironmentVariables {
                id,
                changes: Vec::new(),
            })
            .reason
    });
    let tab = Tab {
        id,
        lines: Memo::new(move |_| replica.variable_lines(id)),
        chosen: RwSignal::new(BTreeSet::new()),
        editing: RwSignal::new(None),
        pasting: RwSignal::new(false),
        pasted: RwSignal::new(String::new()),
        listing: RwSignal::new(false),
        closed: gate.into(),
    };
    paste::hear(tab);
    view! {
        <WithPlan>
            <Bar tab/>
            <Chosen tab/>
            <Rows tab/>
            <p class="sub env-note">
                "A change restarts the Deployment's components once it is applied; running tasks get 24 h to finish. A variable here outranks one of the image and one that an environment object brings."
            </p>
            <h2 class="linked-head">"From environment objects"</h2>
            <LinkedObjects deployment=Signal::stored(id) workspace=Signal::stored(workspace)/>
        </WithPlan>
        <EditDialog tab/>
        <PasteDialog tab/>
        <SystemDialog tab/>
    }
    .into_any()
}
