//! Giving somebody a role below the Organization, in a dialog: in a Workspace, on a Deployment, or on DAGs.

use leptos::prelude::*;
use planisphere_domain::access::{BoundRole, DagSelector, Holder};

use crate::components::{RolePicker, Submission, stage_in_plan, tell};
use crate::replica::{Replica, RolePlace};
use crate::ui::{
    Banner, Button, ButtonKind, Choice, Combobox, Dialog, Field, Segmented, TextInput, Toaster,
    Tone,
};

/// Fields that show their own errors.
const SHOWN: &[&str] = &[
    "dagId",
    "dagTag",
    "role",
    "workspaceRoles",
    "deploymentRoles",
    "dagRoles",
];

/// Kinds of places, as the control names them.
const WORKSPACE: &str = "workspace";
const DEPLOYMENT: &str = "deployment";
const DAG: &str = "dag";
const TAG: &str = "tag";

/// The dialog; the page decides when it is open.
#[component]
pub fn RoleGiveDialog(
    /// Whether it shows.
    open: RwSignal<bool>,
    /// To whom.
    holder: Holder,
) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let kind = RwSignal::new(WORKSPACE.to_owned());
    let thing = RwSignal::new(String::new());
    let dags = RwSignal::new(String::new());
    let role = RwSignal::new(None::<BoundRole>);
    let missing = RwSignal::new(None::<&'static str>);
    let submission = Submission::default();
    Effect::new(move |_| {
        if open.get() {
            kind.set(WORKSPACE.to_owned());
            thing.set(String::new());
            dags.set(String::new());
            role.set(None);
            missing.set(None);
            submission.reset();
        }
    });
    let things = Memo::new(
        move |_| match (open.get(), kind.with(|kind| kind == WORKSPACE)) {
            (false, _) => Vec::new(),
            (true, true) => replica
                .workspaces()
                .into_iter()
                .map(|row| Choice::new(row.id.to_string(), row.name))
                .collect::<Vec<_>>(),
            (true, false) => replica
                .deployments(None)
                .iter()
                .map(|row| {
                    Choice::new(row.id.to_string(), row.name.clone()).note(row.workspace.clone())
                })
                .collect(),
        },
    );
    let at = Memo::new(move |_| {
        let thing = thing.get();
        let text = dags.get();
        Some(match kind.get().as_str() {
            WORKSPACE => RolePlace::Workspace(thing.parse().ok()?),
            DEPLOYMENT => RolePlace::Deployment(thing.parse().ok()?),
            TAG => RolePlace::Dags(thing.parse().ok()?, DagSelector::Tag(text)),
            _ => RolePlace::Dags(thing.parse().ok()?, DagSelector::Id(text)),
        })
    });
    // Another place has other roles; the same kind of role there keeps its choice.
    Effect::new(move |_| {
        let place = at.get();
        role.update(|role| {
            let kept = role
                .take()
                .zip(place)
                .and_then(|(role, place)| moved(role, &place));
            *role = kept;
        });
    });
    let command = move || {
        let wanted = role.get_untracked();
        missing.set(match (at.get_untracked(), &wanted) {
            (None, _) => Some("thing"),
            (_, None) => Some("role"),
            _ => None,
        });
        wanted
            .filter(|_| missing.get_untracked().is_none())
            .and_then(|role| RolePlace::give(holder, &role))
    };
    let submit = move || {
        let Some(command) = command() else {
            return;
        };
        submission.run(replica.dispatch(command), move |receipt| {
            open.set(false);
            tell(toaster, replica, "Role given", receipt);
        });
    };
    let stage = move |_| {
        let Some(command) = command() else {
            return;
        };
        let name = replica.name_of_holder(holder);
        stage_in_plan(
            format!("A role for {name}"),
            vec![command],
            Vec::new(),
            replica,
            submission,
            toaster,
            move || open.set(false),
        );
    };
    let is_of_dags = move || kind.with(|kind| kind == DAG || kind == TAG);
    let thing_label = Signal::derive(move || {
        if kind.with(|kind| kind == WORKSPACE) {
            "Workspace".to_owned()
        } else {
            "Deployment".to_owned()
        }
    });
    let thing_error = Signal::derive(move || {
        (missing.get() == Some("thing"))
            .then(|| format!("No {} is chosen. Choose one.", thing_label.get()))
    });
    let role_error = {
        let refused = ["role", "workspaceRoles", "deploymentRoles", "dagRoles"]
            .map(|path| submission.error_of(path));
        Signal::derive(move || {
            if missing.get() == Some("role") {
                return Some("No role is chosen. Choose one.".to_owned());
            }
            refused.iter().find_map(|error| error.get())
        })
    };
    let (id_error, tag_error) = (submission.error_of("dagId"), submission.error_of("dagTag"));
    let dags_error = Signal::derive(move || id_error.get().or_else(|| tag_error.get()));
    let has_place = Memo::new(move |_| at.with(Option::is_some));
    let picker = move || match has_place.get() {
        // The picker asks for a place; before one is chosen there are no roles.
        false => view! { <span class="sub">"Choose the place first."</span> }.into_any(),
        true => view! {
            <RolePicker
                at=Signal::derive(move || at.get().unwrap_or(RolePlace::Organization))
                holder=Some(holder)
                value=role
                on_change=move |chosen| { role.set(Some(chosen)); missing.set(None); }
                spelled_out=true
            />
        }
        .into_any(),
    };
    let beside = submission.error_beside(SHOWN);
    view! {
        <Dialog
            open=open
            on_close=move || open.set(false)
            on_submit=submit
            busy=submission.busy()
            title="Give a role"
            footer=move || view! {
                <Button on_click=move |_| open.set(false)>"Cancel"</Button>
                <Button on_click=stage>"Add to the plan"</Button>
                <Button kind=ButtonKind::Primary submit=true busy=submission.busy()>"Give the role"</Button>
            }
        >
            <Field label="Where">
                <Segmented
                    options=vec![
                        Choice::new(WORKSPACE, "Workspace"),
                        Choice::new(DEPLOYMENT, "Deployment"),
                        Choice::new(DAG, "One DAG"),
                        Choice::new(TAG, "DAGs by tag"),
                    ]
                    value=kind
                    on_change=move |chosen: String| {
                        let was_workspace = kind.with_untracked(|kind| kind == WORKSPACE);
                        if was_workspace || chosen == WORKSPACE {
                            thing.set(String::new());
                        }
                        submission.reset();
                        kind.set(chosen);
                    }
                />
            </Field>
            <Field label=thing_label required=true error=thing_error>
                <Combobox
                    class="wide"
                    options=things
                    value=thing
                    on_change=move |chosen| { thing.set(chosen); missing.set(None); }
                    placeholder="Type to filter"
                    none="None of that name that you can see"
                />
            </Field>
            <Show when=is_of_dags>
                <Field
                    label=Signal::derive(move || if kind.with(|kind| kind == TAG) { "Tag".to_owned() } else { "DAG id".to_owned() })
                    required=true
                    error=dags_error
                    hint=Signal::derive(move || kind.with(|kind| kind == TAG).then(|| "Covers every DAG of the Deployment that carries it, also later ones".to_owned()))
                >
                    <TextInput class="wide mono" value=dags on_input=move |text| { dags.set(text); submission.reset(); }/>
                </Field>
            </Show>
            <Field label="Role" required=true error=role_error>
                {picker}
            </Field>
            {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        </Dialog>
    }
    .into_any()
}

/// The same role at another place of its kind.
fn moved(role: BoundRole, to: &RolePlace) -> Option<BoundRole> {
    Some(match (role, to) {
        (BoundRole::Workspace(_, role), RolePlace::Workspace(id)) => {
            BoundRole::Workspace(*id, role)
        }
        (BoundRole::Deployment(_, role), RolePlace::Deployment(id)) => {
            BoundRole::Deployment(*id, role)
        }
        (BoundRole::Dag(_, _, role), RolePlace::Dags(id, dags)) => {
            BoundRole::Dag(*id, dags.clone(), role)
        }
        _ => return None,
    })
}
