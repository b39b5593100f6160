//! Choosing one more role for an API token, in a dialog: only at places that a token of its scope may reach
//! (rule 75). What happens with the choice is the caller's business.

use leptos::prelude::*;
use planisphere_domain::access::{BoundRole, DagSelector, Holder};
use planisphere_domain::api_token::TokenScope;

use crate::components::{RolePicker, Submission};
use crate::replica::{Replica, RolePlace};
use crate::ui::{
    Banner, Button, ButtonKind, Choice, Combobox, Dialog, Field, Segmented, TextInput, Tone,
};

/// Fields that show their own errors.
const SHOWN: &[&str] = &["dagId", "dagTag"];

const WORKSPACE: &str = "workspace";
const DEPLOYMENT: &str = "deployment";
const DAG: &str = "dag";
const TAG: &str = "tag";

/// The kinds of places below a scope.
fn kinds(scope: TokenScope) -> Vec<Choice> {
    let all = [
        Choice::new(WORKSPACE, "Workspace"),
        Choice::new(DEPLOYMENT, "Deployment"),
        Choice::new(DAG, "One DAG"),
        Choice::new(TAG, "DAGs by tag"),
    ];
    let skipped = match scope {
        TokenScope::Organization => 0,
        TokenScope::Workspace(_) => 1,
        TokenScope::Deployment(_) => 2,
    };
    all.into_iter().skip(skipped).collect()
}

/// The dialog; the page decides when it is open.
#[component]
pub fn TokenRoleAddDialog(
    /// Whether it shows.
    open: RwSignal<bool>,
    /// Where the token belongs.
    scope: TokenScope,
    /// The token; `None` while it is being defined.
    holder: Option<Holder>,
    /// How giving the role goes.
    submission: Submission,
    /// Called with the choice.
    #[prop(into)]
    on_add: Callback<BoundRole>,
) -> impl IntoView {
    let replica = Replica::get();
    let first = kinds(scope)
        .into_iter()
        .next()
        .map(|choice| choice.value)
        .unwrap_or_default();
    let own_deployment = match scope {
        TokenScope::Deployment(id) => Some(id.to_string()),
        _ => None,
    };
    let kind = RwSignal::new(first.clone());
    let thing = RwSignal::new(String::new());
    let dags = RwSignal::new(String::new());
    let role = RwSignal::new(None::<BoundRole>);
    let missing = RwSignal::new(None::<&'static str>);
    let is_fixed = own_deployment.is_some();
    Effect::new(move |_| {
        if open.get() {
            kind.set(first.clone());
            thing.set(own_deployment.clone().unwrap_or_default());
            dags.set(String::new());
            role.set(None);
            missing.set(None);
            submission.reset();
        }
    });
    let of_workspace = Memo::new(move |_| kind.with(|kind| kind == WORKSPACE));
    let of_dags = Memo::new(move |_| kind.with(|kind| kind == DAG || kind == TAG));
    let things = Memo::new(move |_| {
        if !open.get() {
            return Vec::new();
        }
        if of_workspace.get() {
            let rows = replica.workspaces().into_iter();
            return rows
                .map(|row| Choice::new(row.id.to_string(), row.name))
                .collect::<Vec<_>>();
        }
        let only = match scope {
            TokenScope::Workspace(id) => Some(id),
            _ => None,
        };
        replica
            .deployments(only)
            .iter()
            .map(|row| {
                Choice::new(row.id.to_string(), row.name.clone()).note(row.workspace.clone())
            })
            .collect()
    });
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
    // Another place has other roles; another DAG of the same Deployment keeps the choice.
    Effect::new(move |_| {
        let place = at.get();
        role.update(|role| {
            *role = match (role.take(), place) {
                (Some(BoundRole::Dag(was, _, role)), Some(RolePlace::Dags(id, dags)))
                    if was == id =>
                {
                    Some(BoundRole::Dag(id, dags, role))
                }
                _ => None,
            };
        });
    });
    let submit = move || {
        let no_dags = of_dags.get_untracked() && dags.with_untracked(|text| text.trim().is_empty());
        let wanted = role.get_untracked();
        missing.set(match (at.get_untracked(), &wanted) {
            (None, _) => Some("thing"),
            _ if no_dags => Some("dags"),
            (_, None) => Some("role"),
            _ => None,
        });
        if let Some(role) = wanted.filter(|_| missing.get_untracked().is_none()) {
            on_add.run(role);
        }
    };
    let thing_label = Signal::derive(move || {
        if of_workspace.get() {
            "Workspace"
        } else {
            "Deployment"
        }
        .to_owned()
    });
    let absent =
        move |key: &'static str, text: String| (missing.get() == Some(key)).then_some(text);
    let thing_error = Signal::derive(move || {
        absent(
            "thing",
            format!("No {} is chosen. Choose one.", thing_label.get()),
        )
    });
    let role_error =
        Signal::derive(move || absent("role", "No role is chosen. Choose one.".to_owned()));
    let (id_error, tag_error) = (submission.error_of("dagId"), submission.error_of("dagTag"));
    let dags_label = move || {
        if kind.with(|kind| kind == TAG) {
            "Tag"
        } else {
            "DAG id"
        }
        .to_owned()
    };
    let dags_error = Signal::derive(move || {
        let empty = format!("The {} is missing. Fill it in.", untrack(dags_label));
        absent("dags", empty)
            .or_else(|| id_error.get())
            .or_else(|| tag_error.get())
    });
    let has_place = Memo::new(move |_| at.with(Option::is_some));
    let picker = move || {
        if !has_place.get() {
            return view! { <span class="sub">"Choose the place first."</span> }.into_any();
        }
        view! {
            <RolePicker
                at=Signal::derive(move || at.get().unwrap_or(RolePlace::Organization))
                holder=holder
                value=role
                on_change=move |chosen| { role.set(Some(chosen)); missing.set(None); }
            />
        }
        .into_any()
    };
    let beside = submission.error_beside(SHOWN);
    view! {
        <Dialog
            open=open
            on_close=move || open.set(false)
            on_submit=submit
            busy=submission.busy()
            title="Add a role"
            lead="A token holds only the roles that it lists.".to_owned()
            footer=move || view! {
                <Button on_click=move |_| open.set(false)>"Cancel"</Button>
                <Button kind=ButtonKind::Primary submit=true busy=submission.busy()>"Add the role"</Button>
            }
        >
            <Field label="Where">
                <Segmented
                    options=kinds(scope)
                    value=kind
                    on_change=move |chosen: String| {
                        let was_workspace = of_workspace.get_untracked();
                        if was_workspace || chosen == WORKSPACE {
                            thing.set(String::new());
                        }
                        submission.reset();
                        kind.set(chosen);
                    }
                />
            </Field>
            {(!is_fixed).then(|| view! {
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
            })}
            <Show when=move || of_dags.get()>
                <Field
                    label=Signal::derive(dags_label)
                    required=true
                    error=dags_error
                    hint=Signal::derive(move || kind.with(|kind| kind == TAG).then(|| "Covers every DAG of the Deployment that carries it, also later ones".to_owned()))
                >
                    <TextInput class="wide mono" value=dags on_input=move |text| { dags.set(text); missing.set(None); }/>
                </Field>
            </Show>
            <Field label="Role" required=true error=role_error>{picker}</Field>
            {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        </Dialog>
    }
    .into_any()
}
