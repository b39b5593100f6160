//! Giving a role in a Workspace, on a Deployment or on its DAGs, in a dialog: `AssignWorkspaceRole`,
//! `AssignDeploymentRole` and `AssignDagRole`.

use leptos::prelude::*;
use planisphere_domain::access::{BoundRole, DagSelector, Holder};

use crate::components::{RolePicker, Submission, stage_in_plan, tell};
use crate::replica::{AccessPlace, HolderKind, HolderRow, Replica, RolePlace};
use crate::ui::{
    Banner, Button, ButtonKind, Choice, Combobox, Dialog, Field, Segmented, TextInput, Toaster,
    Tone,
};

/// Fields that show their own errors.
const SHOWN: &[&str] = &["role", "dagId", "dagTag"];

/// What a role on a Deployment covers.
const WHOLE: &str = "deployment";
const BY_ID: &str = "id";
const BY_TAG: &str = "tag";

/// The dialog; the page decides when it is open.
#[component]
pub fn AccessGrantDialog(
    /// Whether it shows.
    open: RwSignal<bool>,
    /// Where.
    at: AccessPlace,
) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let submission = Submission::default();
    let chosen = RwSignal::new(String::new());
    let role = RwSignal::new(None::<BoundRole>);
    let covers = RwSignal::new(WHOLE.to_owned());
    let dags = RwSignal::new(String::new());
    let incomplete = RwSignal::new(false);
    Effect::new(move |_| {
        if open.get() {
            chosen.set(String::new());
            role.set(None);
            covers.set(WHOLE.to_owned());
            dags.set(String::new());
            incomplete.set(false);
            submission.reset();
        }
    });
    let everybody = Memo::new(move |_| {
        if open.get() {
            replica.holder_rows()
        } else {
            Vec::new()
        }
    });
    let holder = Memo::new(move |_| {
        let chosen = chosen.get();
        everybody.with(|rows| rows.iter().find(|row| key(row.holder) == chosen).cloned())
    });
    let place = Memo::new(move |_| match at {
        AccessPlace::Workspace(id) => RolePlace::Workspace(id),
        AccessPlace::Deployment(_, id) => match covers.get().as_str() {
            BY_ID => RolePlace::Dags(id, DagSelector::Id(dags.get())),
            BY_TAG => RolePlace::Dags(id, DagSelector::Tag(dags.get())),
            _ => RolePlace::Deployment(id),
        },
    });
    // A role belongs to what it covers: DAGs that are named anew keep the role that was chosen for them.
    let shown_role = Memo::new(move |_| {
        let role = role.get()?;
        match (place.get(), role) {
            (RolePlace::Dags(id, dags), BoundRole::Dag(_, _, role)) => {
                Some(BoundRole::Dag(id, dags, role))
            }
            (place, role) => (RolePlace::of(&role).as_ref() == Some(&place)).then_some(role),
        }
    });
    let command = move || {
        let chosen = holder.get_untracked().zip(shown_role.get_untracked());
        let command =
            chosen.and_then(|(who, role)| Some((RolePlace::give(who.holder, &role)?, who.name)));
        incomplete.set(command.is_none());
        command
    };
    let stage = move |_| {
        let Some((command, name)) = command() else {
            return;
        };
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
    let submit = move || {
        let Some((command, name)) = command() else {
            return;
        };
        submission.run(replica.dispatch(command), move |receipt| {
            open.set(false);
            tell(toaster, replica, format!("{name} has access"), receipt);
        });
    };
    let people = move || everybody.with(|rows| rows.iter().map(Choice::from).collect::<Vec<_>>());
    let missing = move |is_missing: bool, words: &str| {
        (incomplete.get() && is_missing).then(|| words.to_owned())
    };
    let who_error = move || {
        missing(
            holder.with(Option::is_none),
            "Nobody is chosen. Choose who gets the role.",
        )
    };
    let role_refused = submission.error_of("role");
    let role_error = move || {
        role_refused.get().or_else(|| {
            missing(
                shown_role.with(Option::is_none),
                "No role is chosen. Choose one.",
            )
        })
    };
    let beside = submission.error_beside(SHOWN);
    view! {
        <Dialog
            open=open
            on_close=move || open.set(false)
            on_submit=submit
            busy=submission.busy()
            title="Give access"
            lead="The role counts at once. It adds to whatever else they hold.".to_owned()
            footer=move || view! {
                <Button on_click=move |_| open.set(false)>"Cancel"</Button>
                <Button on_click=stage>"Add to the plan"</Button>
                <Button kind=ButtonKind::Primary submit=true busy=submission.busy()>"Give the role"</Button>
            }
        >
            <Field label="Who" required=true error=Signal::derive(who_error)>
                <Combobox
                    class="wide" options=Signal::derive(people) value=chosen on_change=move |value| chosen.set(value)
                    placeholder="A user, Team or token" none="Nobody of that name. People are invited on the page Users."
                />
            </Field>
            {matches!(at, AccessPlace::Deployment(..)).then(|| covering(covers, dags, submission))}
            <Field label="Role" required=true error=Signal::derive(role_error)>
                <RolePicker
                    at=place
                    holder=Signal::derive(move || holder.with(|row| row.as_ref().map(|row| row.holder)))
                    value=shown_role
                    on_change=move |chosen| role.set(Some(chosen))
                />
            </Field>
            {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        </Dialog>
    }
    .into_any()
}

/// What a role on a Deployment covers: all of it, one DAG, or the DAGs with a tag.
fn covering(covers: RwSignal<String>, dags: RwSignal<String>, submission: Submission) -> AnyView {
    let choices = vec![
        Choice::new(WHOLE, "The Deployment"),
        Choice::new(BY_ID, "One DAG"),
        Choice::new(BY_TAG, "DAGs with a tag"),
    ];
    let is_id = move || covers.with(|covers| covers == BY_ID);
    let (id_error, tag_error) = (submission.error_of("dagId"), submission.error_of("dagTag"));
    view! {
        <Field label="Covers">
            <Segmented options=choices value=covers on_change=move |value| covers.set(value)/>
        </Field>
        <Show when=move || covers.with(|covers| covers != WHOLE)>
            <Field
                label=Signal::derive(move || if is_id() { "DAG id" } else { "DAG tag" }.to_owned())
                required=true
                hint=Signal::derive(move || Some(if is_id() {
                    "As the DAG file names it, such as etl_daily"
                } else {
                    "Every DAG that carries it, also one that gains it later"
                }.to_owned()))
                error=Signal::derive(move || id_error.get().or_else(|| tag_error.get()))
            >
                <TextInput value=dags on_input=move |text| dags.set(text) class="wide"/>
            </Field>
        </Show>
    }
    .into_any()
}

/// Names a holder among the choices.
fn key(holder: Holder) -> String {
    match holder {
        Holder::User(id) => format!("user:{id}"),
        Holder::Team(id) => format!("team:{id}"),
        Holder::ApiToken(id) => format!("token:{id}"),
    }
}

impl From<&HolderRow> for Choice {
    fn from(row: &HolderRow) -> Self {
        let kind = HolderKind::of(row.holder).noun();
        Self::new(key(row.holder), row.name.clone()).note(format!("{kind}, {}", row.detail))
    }
}
