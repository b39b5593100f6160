//! Defining and editing a custom role: its name, its permissions, where it may be assigned, and beside them
//! what all of that opens. Who holds the role is the page's business.

mod draft;
mod opens;
mod permissions;
mod start;
mod workspaces;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use planisphere_domain::custom_role::{CustomRoleDraft, CustomRoleScope};
use planisphere_domain::{Command, CustomRoleId};

use self::draft::{Draft, edits};
use self::opens::Opens;
use self::permissions::PermissionPicker;
use self::start::StartFrom;
use self::workspaces::RestrictedWorkspaces;
use crate::components::{LeaveGuard, StageButton, Submission, tell};
use crate::paths::Place;
use crate::replica::{CustomRoleView, Failure, Ids, Replica};
use crate::ui::{
    Banner, Button, ButtonKind, Choice, Field, LinkButton, Section, Segmented, TextArea, TextInput,
    Toaster, Tone,
};

/// Fields that show their own errors.
const SHOWN: &[&str] = &[
    "name",
    "description",
    "scopeType",
    "permissions",
    "restrictedWorkspaceIds",
];

/// Defines a new custom role, from scratch, from a template or from another role.
#[component]
pub fn CustomRoleCreateForm(
    /// The custom role to copy, if the address names one.
    copied: Option<CustomRoleView>,
) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let toaster = expect_context::<Toaster>();
    let navigate = use_navigate();
    let scope = RwSignal::new(
        copied
            .as_ref()
            .map_or(CustomRoleScope::Deployment, |role| role.row.scope),
    );
    let draft = RwSignal::new(copied.as_ref().map(Draft::copy_of).unwrap_or_default());
    let first = draft.get_untracked();
    let submission = Submission::default();
    let created = RwSignal::new(false);
    let make = move |id: CustomRoleId| {
        let (wanted, scope) = (draft.get_untracked(), scope.get_untracked());
        Command::CreateCustomRole(CustomRoleDraft {
            id,
            name: wanted.name,
            description: wanted.description,
            scope_type: scope.level().api().to_owned(),
            permissions: wanted
                .permissions
                .iter()
                .map(|permission| permission.name().to_owned())
                .collect(),
            restricted_workspace_ids: wanted.workspaces,
        })
    };
    let staged = {
        let navigate = navigate.clone();
        move |()| {
            created.set(true);
            navigate(&place.paths_untracked().roles(), Default::default());
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let navigate = navigate.clone();
        let name = draft.with_untracked(|draft| draft.name.trim().to_owned());
        let work = async move {
            let id = Ids::custom_role()?;
            let command = make(id);
            let receipt = replica.dispatch(command).await?;
            Ok::<_, Failure>((id, receipt))
        };
        // The address of now: the person may be elsewhere when it is done.
        let paths = place.paths_untracked();
        submission.run(work, move |(id, receipt)| {
            created.set(true);
            tell(toaster, replica, format!("Role “{name}” created"), receipt);
            navigate(&paths.role(id), Default::default());
        });
    };
    let scopes: Vec<Choice> = CustomRoleScope::ALL
        .iter()
        .map(|scope| Choice::new(scope.level().api(), format!("{}s", scope.level().label())))
        .collect();
    let choose_scope = move |value: String| {
        let chosen = CustomRoleScope::ALL
            .iter()
            .find(|scope| scope.level().api() == value);
        if let Some(chosen) = chosen {
            scope.set(*chosen);
            draft.update(|draft| {
                draft
                    .permissions
                    .retain(|permission| permission.scope() == chosen.level());
            });
        }
    };
    let open = Signal::stored(None::<String>);
    let dirty = move || draft.with(|draft| *draft != first) && !created.get();
    view! {
        <LeaveGuard dirty/>
        <form on:submit=submit novalidate=true class="form">
            <div>
                <Section title="What it is for">
                    <Field
                        label="Assigned on" hint="Fixed once the role is created" row=true
                        error=submission.error_of("scopeType")
                    >
                        <Segmented
                            options=scopes
                            value=Signal::derive(move || scope.get().level().api().to_owned())
                            on_change=choose_scope
                        />
                    </Field>
                    <StartFrom scope draft/>
                </Section>
                <Described draft submission disabled_reason=open changed=Signal::stored((false, false))/>
                <PermissionPicker scope draft error=permissions_error(submission) disabled_reason=open/>
                <RestrictedWorkspaces draft error=submission.error_of("restrictedWorkspaceIds") disabled_reason=open/>
                <Beside submission/>
                <div class="form-actions">
                    <Button kind=ButtonKind::Primary submit=true busy=submission.busy()>"Create the role"</Button>
                    <StageButton
                        title=Signal::derive(move || format!("New role {}", draft.with(|draft| draft.name.trim().to_owned())))
                        make=move |()| Some(vec![make(Ids::custom_role().ok()?)]) submission on_done=staged
                    />
                    <LinkButton kind=ButtonKind::Quiet href=Signal::derive(move || place.paths().roles())>"Cancel"</LinkButton>
                </div>
            </div>
            <Opens scope draft stored=Signal::stored(None)/>
        </form>
    }
    .into_any()
}

/// Edits a custom role that is there. Untouched fields follow what is stored; touched ones keep the base that
/// their author saw.
#[component]
pub fn CustomRoleEditForm(
    /// Which.
    id: CustomRoleId,
    /// The role as it is stored now.
    stored: Memo<CustomRoleView>,
) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let scope = RwSignal::new(stored.with_untracked(|role| role.row.scope));
    let now = Memo::new(move |_| stored.with(Draft::of));
    let draft = RwSignal::new(now.get_untracked());
    let base = RwSignal::new(now.get_untracked());
    let dirty = Memo::new(move |_| draft.get() != base.get());
    let submission = Submission::default();
    let catch_up = move |now: &Draft, has_seen: bool| {
        let (mut wanted, mut seen) = (draft.get_untracked(), base.get_untracked());
        wanted.follow(&mut seen, now, has_seen);
        draft.set(wanted);
        base.set(seen);
    };
    Effect::new(move |_| now.with(|now| catch_up(now, false)));
    // Once both versions are shown, what is stored now is what the author has seen.
    Effect::new(move |_| {
        if !submission.conflicts().is_empty() {
            now.with_untracked(|now| catch_up(now, true));
        }
    });
    let closed = Memo::new(move |_| {
        replica
            .gate(Command::UpdateCustomRole {
                id,
                edits: Vec::new(),
            })
            .reason
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let edits = edits(&base.get_untracked(), &draft.get_untracked());
        submission.run(
            replica.dispatch(Command::UpdateCustomRole { id, edits }),
            move |receipt| tell(toaster, replica, "Role saved", receipt),
        );
    };
    // What is staged is the plan's from then on; the form shows what is stored.
    let back_to_stored = move || {
        let now = now.get_untracked();
        draft.set(now.clone());
        base.set(now);
    };
    let discard = move |_| {
        submission.reset();
        back_to_stored();
    };
    let changed = Signal::derive(move || {
        draft.with(|draft| {
            base.with(|base| {
                (
                    draft.name != base.name,
                    draft.description != base.description,
                )
            })
        })
    });
    let closed = Signal::derive(move || closed.get());
    view! {
        <LeaveGuard dirty/>
        <form on:submit=submit novalidate=true class="form">
            <div>
                <Described draft submission disabled_reason=closed changed/>
                <PermissionPicker scope draft error=permissions_error(submission) disabled_reason=closed/>
                <RestrictedWorkspaces draft error=submission.error_of("restrictedWorkspaceIds") disabled_reason=closed/>
                <Beside submission/>
                <Show when=move || dirty.get()>
                    <div class="form-actions sticky-actions">
                        <Button kind=ButtonKind::Primary submit=true busy=submission.busy()>"Save the role"</Button>
                        <StageButton
                            title=Signal::derive(move || format!("Role {}", now.with(|now| now.name.clone())))
                            make=move |()| Some(vec![Command::UpdateCustomRole { id, edits: edits(&base.get_untracked(), &draft.get_untracked()) }])
                            submission on_done=move |()| back_to_stored()
                        />
                        <Button kind=ButtonKind::Quiet on_click=discard>"Discard"</Button>
                    </div>
                </Show>
            </div>
            <Opens scope draft stored=Signal::derive(move || Some(stored.get()))/>
        </form>
    }
    .into_any()
}

#[component]
fn Described(
    draft: RwSignal<Draft>,
    submission: Submission,
    #[prop(into)] disabled_reason: Signal<Option<String>>,
    /// Whether name and description differ from what is stored.
    changed: Signal<(bool, bool)>,
) -> impl IntoView {
    view! {
        <Section title="Name and description">
            <Field
                label="Name" row=true required=true error=submission.error_of("name")
                changed=Signal::derive(move || changed.get().0)
            >
                <TextInput
                    class="wide"
                    value=Signal::derive(move || draft.with(|draft| draft.name.clone()))
                    on_input=move |text| draft.update(|draft| draft.name = text)
                    disabled_reason
                />
            </Field>
            <Field
                label="Description" row=true optional=true error=submission.error_of("description")
                changed=Signal::derive(move || changed.get().1)
            >
                <TextArea
                    rows=2
                    value=Signal::derive(move || draft.with(|draft| draft.description.clone()))
                    on_input=move |text| draft.update(|draft| draft.description = text)
                    disabled_reason
                />
            </Field>
        </Section>
    }
    .into_any()
}

/// What was refused beside the fields.
#[component]
fn Beside(submission: Submission) -> impl IntoView {
    let beside = submission.error_beside(SHOWN);
    view! { {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })} }
        .into_any()
}

/// What is wrong with the permissions as a whole.
fn permissions_error(submission: Submission) -> Signal<Option<String>> {
    submission.error_of("permissions")
}
