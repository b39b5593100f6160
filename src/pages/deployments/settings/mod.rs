//! One Deployment's settings: what describes it is saved at once, its configuration is staged in the plan. One
//! section per file; what they share is in `form`.

mod contacts;
mod delivery;
mod execution;
mod form;
mod hibernation;
mod networking;
mod queues;
mod remote;
mod resources;
mod runtime;

use leptos::prelude::*;
use planisphere_domain::deployment::{DeploymentField, DeploymentType};
use planisphere_domain::{Command, DeploymentId, Edit};

use self::contacts::Contacts;
use self::delivery::Delivery;
use self::execution::Execution;
use self::form::{Form, problems_of};
use self::hibernation::Development;
use self::networking::Networking;
use self::queues::Queues;
use self::remote::Remote;
use self::resources::Resources;
use self::runtime::Runtime;
use super::frame::{DeploymentFrame, DeploymentTab};
use crate::components::{Draft, Submission, WithPlan, tell};
use crate::forms::deployment::present;
use crate::forms::{DangerSection, DescribeForm, Described, LogForwardingSection};
use crate::replica::{DeploymentView, Replica, Slot};
use crate::ui::{Banner, Toaster, Tone};

/// The sections with their anchors, in the order of the page.
const SECTIONS: [(&str, &str); 12] = [
    ("describe", "Name"),
    ("execution", "Execution"),
    ("queues", "Worker queues"),
    ("resources", "Resources"),
    ("runtime", "Runtime"),
    ("hibernation", "Hibernation"),
    ("delivery", "Delivery"),
    ("contacts", "Contacts"),
    ("networking", "Networking"),
    ("remote", "Remote execution"),
    ("forwarding", "Log forwarding"),
    ("danger", "Danger"),
];

/// The sections that a Deployment on a hybrid cluster has nothing for (RES-5, HIB-14, REM-1).
const HOSTED_ONLY: [&str; 3] = ["resources", "hibernation", "remote"];

/// The tab.
#[component]
pub fn DeploymentSettings() -> impl IntoView {
    view! { <DeploymentFrame tab=DeploymentTab::Settings content=|view| view! { <Settings view/> }.into_any()/> }
}

/// Every section beside the plan.
#[component]
fn Settings(view: Memo<DeploymentView>) -> impl IntoView {
    let id = view.with_untracked(|view| view.row.id);
    let replica = Replica::get();
    // The type of the cluster is fixed once a Deployment is created (DEP-17).
    let is_hybrid = untrack(|| replica.deployment_place(id))
        .is_some_and(|place| place.kind == DeploymentType::Hybrid);
    let links = SECTIONS
        .iter()
        .filter(|(anchor, _)| !is_hybrid || !HOSTED_ONLY.contains(anchor))
        .map(|(anchor, label)| view! { <a href=format!("#{anchor}")>{*label}</a> })
        .collect_view();
    view! {
        <WithPlan>
            <nav class="section-links" aria-label="Sections">{links}</nav>
            <div id="describe"><Describe view/></div>
            <Configuration id/>
            <div id="forwarding"><LogForwardingSection id/></div>
            <div id="danger"><DangerSection id/></div>
        </WithPlan>
    }
    .into_any()
}

/// What is staged: the record as a draft.
#[component]
fn Configuration(id: DeploymentId) -> impl IntoView {
    let replica = Replica::get();
    let (Some(record), Some(place)) = (
        untrack(|| replica.deployment_record(id)),
        untrack(|| replica.deployment_place(id)),
    ) else {
        return ().into_any();
    };
    // The last known values stand in while the Deployment is being deleted under the page.
    let stored = Memo::new(move |last| {
        let found = replica.deployment_record(id);
        found.unwrap_or_else(|| last.cloned().unwrap_or_else(|| record.clone()))
    });
    let place = Memo::new(move |last| {
        let found = replica.deployment_place(id);
        found.unwrap_or_else(|| last.cloned().unwrap_or_else(|| place.clone()))
    });
    let slot = Slot::new("deployment-settings", id);
    let name = stored.with_untracked(|stored| stored.name.clone());
    let draft = Draft::new(slot, format!("Settings of {name}"), stored, move |edits| {
        Command::UpdateDeployment { id, edits }
    });
    let problems = Memo::new(move |_| problems_of(replica, id));
    let closed = Memo::new(move |_| {
        // Nothing to change is refused to whoever may change nothing.
        let nothing = Command::ChangeEnvironmentVariables {
            id,
            changes: Vec::new(),
        };
        replica.gate(nothing).reason
    });
    let closed_to_contacts = Memo::new(move |_| {
        let nothing = Command::UpdateDeployment {
            id,
            edits: Vec::new(),
        };
        replica.gate(nothing).reason
    });
    let form = Form {
        draft,
        after: draft.read(Clone::clone),
        before: stored,
        problems,
        place,
        closed: closed.into(),
        closed_to_contacts: closed_to_contacts.into(),
        now: present(),
    };
    let beside = draft.error_beside(SHOWN);
    let is_hosted = !form.is_hybrid();
    view! {
        {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        <Execution form/>
        <Queues form/>
        {is_hosted.then(|| view! { <Resources form/> })}
        <Runtime form/>
        {is_hosted.then(|| view! { <Development form/> })}
        <Delivery form/>
        <Contacts form/>
        <Networking form/>
        {is_hosted.then(|| view! { <Remote form/> })}
    }
    .into_any()
}

/// Fields that show their own errors.
const SHOWN: &[&str] = &[
    "executor",
    "schedulerSize",
    "scheduler.au",
    "scheduler.replicas",
    "isHighAvailability",
    "taskPodNodePoolId",
    "workerQueues",
    "defaultTaskPodCpu",
    "defaultTaskPodMemory",
    "resourceQuotaCpu",
    "resourceQuotaMemory",
    "isDevelopmentMode",
    "scalingSpec",
    "isCicdEnforced",
    "isDagDeployEnabled",
    "contactEmails",
    "workloadIdentity",
    "drWorkloadIdentity",
    "remoteExecution",
];

/// Name and description, saved at once.
#[component]
fn Describe(view: Memo<DeploymentView>) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let id = view.with_untracked(|view| view.row.id);
    let stored = Memo::new(move |_| {
        view.with(|view| Described {
            name: view.row.name.clone(),
            description: view.description.clone(),
        })
    });
    let saving = Submission::default();
    let may_save = Memo::new(move |_| {
        replica
            .gate(Command::UpdateDeployment {
                id,
                edits: Vec::new(),
            })
            .reason
    });
    let save = move |(base, draft): (Described, Described)| {
        let edits = vec![
            Edit::new(
                DeploymentField::Name(base.name),
                DeploymentField::Name(draft.name),
            ),
            Edit::new(
                DeploymentField::Description(base.description),
                DeploymentField::Description(draft.description),
            ),
        ];
        let edits = edits
            .into_iter()
            .filter(|edit| edit.base != edit.value)
            .collect();
        saving.run(
            replica.dispatch(Command::UpdateDeployment { id, edits }),
            move |receipt| {
                tell(toaster, replica, "Deployment saved", receipt);
            },
        );
    };
    view! { <DescribeForm stored=stored on_save=save submission=saving disabled_reason=may_save/> }
        .into_any()
}
