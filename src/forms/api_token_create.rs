//! Defining an API token in a place: its name, its one role there, roles below, and when it ends (rules 73 to
//! 76 and 81). The secret is somebody else's business.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use planisphere_domain::Command;
use planisphere_domain::access::{BoundRole, RoleEntry};
use planisphere_domain::api_token::{
    ApiTokenDraft, MOST_EXPIRY_DAYS, OwnRole, TokenKind, TokenScope,
};

use super::token_role_add::TokenRoleAddDialog;
use crate::components::{LeaveGuard, RolePicker, Submission, tell};
use crate::paths::{Place, TokenPlace};
use crate::replica::{Failure, Ids, Replica, RolePlace};
use crate::ui::{
    Banner, Button, ButtonKind, Chip, Choice, Field, LinkButton, NumberInput, Section, Select,
    TextArea, TextInput, Toaster, Tone,
};

/// Fields that show their own errors.
const SHOWN: &[&str] = &[
    "name",
    "description",
    "role",
    "roles",
    "workspaceRoles",
    "deploymentRoles",
    "dagRoles",
    "tokenExpiryPeriodInDays",
];

/// Lifetimes to choose from, in days.
const LIFETIMES: [(&str, &str); 5] = [
    ("30", "30 days"),
    ("90", "90 days"),
    ("365", "1 year"),
    (OTHER, "Another number of days"),
    (NONE, "No expiry"),
];
const OTHER: &str = "other";
const NONE: &str = "none";

/// The form.
#[component]
pub fn ApiTokenCreateForm(
    /// Where the token will belong.
    at: TokenPlace,
) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let toaster = expect_context::<Toaster>();
    let navigate = use_navigate();
    let scope = at.scope();
    let name = RwSignal::new(String::new());
    let description = RwSignal::new(String::new());
    let role = RwSignal::new(None::<BoundRole>);
    let extra = RwSignal::new(Vec::<BoundRole>::new());
    let lifetime = RwSignal::new("90".to_owned());
    let days = RwSignal::new(String::new());
    // What the form itself knows to be missing; the rest is refused by the command.
    let missing = RwSignal::new(Vec::<&'static str>::new());
    let is_missing = move |field: &'static str| missing.with(|missing| missing.contains(&field));
    let is_found =
        move |field: &'static str| missing.update(|missing| missing.retain(|it| *it != field));
    let submission = Submission::default();
    let created = RwSignal::new(false);
    let adding = RwSignal::new(false);
    let expiry = move || -> Result<Option<u32>, ()> {
        match lifetime.get_untracked().as_str() {
            NONE => Ok(None),
            OTHER => days.with_untracked(|days| days.trim().parse().map(Some).map_err(|_| ())),
            days => days.parse().map(Some).map_err(|_| ()),
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (own, expiry) = (role.get_untracked().and_then(own_role), expiry());
        let asked = [
            ("name", name.with_untracked(|name| name.trim().is_empty())),
            ("role", own.is_none()),
            ("days", expiry.is_err()),
        ];
        missing.set(asked.iter().filter(|it| it.1).map(|it| it.0).collect());
        let (Some(own), Ok(expiry)) = (own, expiry) else {
            return;
        };
        let (text, about) = (name.get_untracked(), description.get_untracked());
        let extra_roles = extra.with_untracked(|extra| extra.iter().filter_map(entry).collect());
        let navigate = navigate.clone();
        let work = async move {
            let id = Ids::api_token()?;
            let draft = ApiTokenDraft {
                id,
                name: text,
                description: about,
                scope,
                role: own,
                extra_roles,
                expiry_period_in_days: expiry,
                kind: TokenKind::default(),
            };
            let receipt = replica
                .dispatch(Command::CreateApiToken(Box::new(draft)))
                .await?;
            Ok::<_, Failure>((id, receipt))
        };
        // The address of now: the person may be elsewhere when it is done.
        let paths = place.paths_untracked();
        submission.run(work, move |(id, receipt)| {
            created.set(true);
            tell(toaster, replica, "API token defined", receipt);
            navigate(&paths.token(at, id), Default::default());
        });
    };
    let name_error = {
        let refused = submission.error_of("name");
        Signal::derive(move || {
            is_missing("name")
                .then(|| "The token's name is empty. Enter the token's name.".to_owned())
                .or_else(|| refused.get())
        })
    };
    let role_error = {
        let refused = submission.error_of("role");
        Signal::derive(move || {
            is_missing("role")
                .then(|| "No role is chosen. Choose one.".to_owned())
                .or_else(|| refused.get())
        })
    };
    let days_error = {
        let refused = submission.error_of("tokenExpiryPeriodInDays");
        Signal::derive(move || {
            is_missing("days")
                .then(|| format!("That is no number of days. Write 1 to {MOST_EXPIRY_DAYS}."))
                .or_else(|| refused.get())
        })
    };
    let extra_error = {
        let refused = ["roles", "workspaceRoles", "deploymentRoles", "dagRoles"]
            .map(|path| submission.error_of(path));
        Signal::derive(move || refused.iter().find_map(|error| error.get()))
    };
    let own_place = match scope {
        TokenScope::Organization => RolePlace::Organization,
        TokenScope::Workspace(id) => RolePlace::Workspace(id),
        TokenScope::Deployment(id) => RolePlace::Deployment(id),
    };
    let lifetimes: Vec<Choice> = LIFETIMES
        .iter()
        .map(|(value, label)| Choice::new(*value, *label))
        .collect();
    let add = move |role: BoundRole| {
        extra.update(|extra| {
            if !extra.contains(&role) {
                extra.push(role);
            }
        });
        adding.set(false);
    };
    let chips = move || {
        let roles = extra.get();
        if roles.is_empty() {
            return view! { <span class="sub">"None"</span> }.into_any();
        }
        let chips = roles
            .into_iter()
            .map(|role| {
                let (title, there) = replica.role_in_words(&role);
                let remove = move |()| extra.update(|extra| extra.retain(|kept| *kept != role));
                view! { <li><Chip label=title value=there on_remove=remove/></li> }
            })
            .collect_view();
        view! { <ul class="chips">{chips}</ul> }.into_any()
    };
    let beside = submission.error_beside(SHOWN);
    let dirty = move || {
        let is_touched = !name.with(String::is_empty)
            || !description.with(String::is_empty)
            || !extra.with(Vec::is_empty);
        is_touched && !created.get()
    };
    view! {
        <LeaveGuard dirty/>
        <form on:submit=submit novalidate=true>
            <Section title="Name and description">
                <Field label="Name" row=true required=true error=name_error>
                    <TextInput class="wide" value=name on_input=move |text| { name.set(text); is_found("name"); } autofocus=true/>
                </Field>
                <Field label="Description" row=true optional=true error=submission.error_of("description")>
                    <TextArea rows=2 value=description on_input=move |text| description.set(text)/>
                </Field>
            </Section>
            <Section title="Roles" lead="A token has only the roles that it lists. Where it belongs is fixed once it is defined.".to_owned()>
                <Field
                    label=format!("Role {}", scope_words(scope)) hint="Its one role there; it can be changed later"
                    row=true required=true error=role_error
                >
                    <RolePicker
                        at=own_place value=role is_minted=true
                        on_change=move |chosen| { role.set(Some(chosen)); is_found("role"); }
                    />
                </Field>
                <Field label="Further roles" hint="Below the token's own scope" row=true optional=true error=extra_error>
                    {chips}
                    <Button small=true on_click=move |_| adding.set(true)>"Add a role"</Button>
                </Field>
            </Section>
            <Section title="Expiry" lead="Fixed once the token is defined. Rotating the secret keeps it.".to_owned()>
                <Field label="Ends after" row=true error=days_error>
                    <Select options=lifetimes value=lifetime on_change=move |value| { lifetime.set(value); is_found("days"); }/>
                    <Show when=move || lifetime.with(|value| value == OTHER)>
                        <NumberInput
                            label="Number of days" value=days min=1.0 max=f64::from(MOST_EXPIRY_DAYS) unit="days".to_owned()
                            on_input=move |text| { days.set(text); is_found("days"); }
                        />
                    </Show>
                </Field>
            </Section>
            {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            <div class="form-actions">
                <Button kind=ButtonKind::Primary submit=true busy=submission.busy()>"Define the token"</Button>
                <LinkButton kind=ButtonKind::Quiet href=Signal::derive(move || place.paths().tokens(at))>"Cancel"</LinkButton>
            </div>
        </form>
        <TokenRoleAddDialog open=adding scope holder=None submission=Submission::default() on_add=add/>
    }
    .into_any()
}

/// Where the own role of a token is held.
const fn scope_words(scope: TokenScope) -> &'static str {
    match scope {
        TokenScope::Organization => "in the Organization",
        TokenScope::Workspace(_) => "in the Workspace",
        TokenScope::Deployment(_) => "on the Deployment",
    }
}

/// A role as the one of a token's own scope.
fn own_role(role: BoundRole) -> Option<OwnRole> {
    Some(match role {
        BoundRole::Organization(role) => OwnRole::Organization(role),
        BoundRole::Workspace(_, role) => OwnRole::Workspace(role),
        BoundRole::Deployment(_, role) => OwnRole::Deployment(role),
        BoundRole::Dag(..) | BoundRole::UpwardReads => return None,
    })
}

/// A role as an entry of a token's list.
fn entry(role: &BoundRole) -> Option<RoleEntry> {
    Some(match role {
        BoundRole::Workspace(id, role) => RoleEntry::Workspace(*id, *role),
        BoundRole::Deployment(id, role) => RoleEntry::Deployment(*id, *role),
        BoundRole::Dag(id, dags, role) => RoleEntry::Dag(*id, dags.clone(), *role),
        BoundRole::Organization(_) | BoundRole::UpwardReads => return None,
    })
}
