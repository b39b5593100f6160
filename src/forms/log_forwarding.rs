//! Where a Deployment's logs go, staged in the plan. A credential never passes through here: it stands in an
//! environment variable, which is named.

use leptos::prelude::*;
use planisphere_domain::deployment::{LogDestination, LogForwarding};
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::{Command, DeploymentId};

use crate::components::{rejected_beside, rejected_field};
use crate::replica::{Replica, Slot};
use crate::ui::{
    Banner, Button, ButtonKind, Choice, Field, Section, Select, Switch, TextInput, Tone,
};

/// Fields that show their own errors.
const SHOWN: &[&str] = &["logForwarding.endpoint", "logForwarding.credentialVariable"];

/// What stands in the form before anything is chosen.
const fn nothing() -> LogForwarding {
    LogForwarding {
        destination: LogDestination::CloudWatch,
        endpoint: String::new(),
        credential_variable: String::new(),
        is_enabled: false,
    }
}

/// The section.
#[component]
pub fn LogForwardingSection(
    /// The Deployment.
    id: DeploymentId,
) -> impl IntoView {
    let replica = Replica::get();
    let slot = StoredValue::new(Slot::new("log-forwarding", id));
    let stored = Memo::new(move |_| replica.log_forwarding(id));
    let staged = Memo::new(move |_| {
        let commands = slot.with_value(|slot| replica.staged(slot));
        commands.into_iter().find_map(|command| match command {
            Command::SetLogForwarding { base, value, .. } => Some((base, value)),
            _ => None,
        })
    });
    let wanted = Memo::new(move |_| match staged.get() {
        Some((_, value)) => value,
        None => stored.get(),
    });
    let shown = Memo::new(move |_| wanted.get().unwrap_or_else(nothing));
    let before = Memo::new(move |_| stored.get().unwrap_or_else(nothing));
    let rejection = Memo::new(move |_| slot.with_value(|slot| replica.staged_rejection(slot)));
    // Why the last change was not staged.
    let held_back = RwSignal::new(None::<String>);
    let stage = move |value: Option<LogForwarding>| {
        // What its author saw first stays the base, so that a change by somebody else shows as a conflict.
        let base = match staged.get_untracked() {
            Some((base, _)) => base,
            None => stored.get_untracked(),
        };
        let value = value.filter(|it| base.is_some() || *it != nothing());
        let commands = if value == base {
            Vec::new()
        } else {
            vec![Command::SetLogForwarding { id, base, value }]
        };
        slot.with_value(|slot| {
            let name =
                untrack(|| replica.deployment_record(id)).map_or_else(String::new, |it| it.name);
            let title = format!("Log forwarding of {name}");
            let staged = replica.stage(slot.clone(), title, commands, Vec::new());
            held_back.set(staged.err().map(|failure| failure.sentence()));
        });
    };
    let change = move |edit: &dyn Fn(&mut LogForwarding)| {
        let mut next = shown.get_untracked();
        edit(&mut next);
        stage(Some(next));
    };
    // What takes back is free on every tier; turning on is not (rule 124).
    let closed = Memo::new(move |_| {
        replica
            .gate(Command::SetLogForwarding {
                id,
                base: stored.get(),
                value: None,
            })
            .reason
    });
    let may_turn_on = Memo::new(move |_| {
        replica
            .may(
                Permission::DeploymentLogForwardingUpdate,
                ResourceRef::Deployment(id),
            )
            .reason
    });
    let switch_closed = Signal::derive(move || {
        closed.get().or_else(|| {
            may_turn_on
                .get()
                .filter(|_| !shown.with(|it| it.is_enabled))
        })
    });
    let fields_closed = Signal::derive(move || {
        closed
            .get()
            .or_else(|| may_turn_on.get().filter(|_| shown.with(|it| it.is_enabled)))
    });
    let differs = move |of: fn(&LogForwarding) -> String| {
        Signal::derive(move || shown.with(of) != before.with(of))
    };
    let was = move |of: fn(&LogForwarding) -> String| {
        Signal::derive(move || {
            let (now, then) = (shown.with(of), before.with(of));
            (now != then).then(|| {
                let then = if then.is_empty() { "empty" } else { &then };
                format!("was {then}")
            })
        })
    };
    let destinations: Vec<Choice> = LogDestination::ALL
        .iter()
        .map(|it| Choice::new(it.api(), it.label()))
        .collect();
    let choose = move |value: String| {
        let found = LogDestination::ALL.iter().find(|it| it.api() == value);
        if let Some(found) = found {
            change(&|next| next.destination = *found);
        }
    };
    let takes_address = Memo::new(move |_| shown.with(|it| it.destination.takes_address()));
    let endpoint_label = move || {
        if takes_address.get() {
            "Address"
        } else {
            "Log group"
        }
    };
    let endpoint_hint = move || {
        Some(if takes_address.get() {
            "Begins with https:// and holds no password".to_owned()
        } else {
            "The name of the log group in CloudWatch".to_owned()
        })
    };
    let variable_hint = move || {
        let keys = replica.secret_keys(id);
        let named = keys.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
        Some(if named.is_empty() {
            "The key of an environment variable that holds the credential as a secret".to_owned()
        } else {
            format!("The key of an environment variable that holds it as a secret, such as {named}")
        })
    };
    let is_set = move || wanted.with(Option::is_some);
    let beside = move || {
        let refused = || rejection.with(|it| it.as_ref().and_then(|it| rejected_beside(it, SHOWN)));
        held_back.get().or_else(refused)
    };
    let error = move |path: &'static str| {
        Signal::derive(move || {
            rejection.with(|it| it.as_ref().and_then(|it| rejected_field(it, path)))
        })
    };
    view! {
        <Section title="Log forwarding" lead="Sends the logs of tasks and components to a system outside. Nothing is sent from this browser.">
            <Field
                label="Forward logs" row=true
                changed=differs(|it| on_off(it.is_enabled)) was=was(|it| on_off(it.is_enabled))
            >
                <Switch
                    checked=Signal::derive(move || shown.with(|it| it.is_enabled))
                    on_change=move |on| change(&|next| next.is_enabled = on)
                    disabled_reason=switch_closed
                />
            </Field>
            <Field label="Destination" row=true changed=differs(|it| it.destination.label().to_owned()) was=was(|it| it.destination.label().to_owned())>
                <Select
                    options=destinations
                    value=Signal::derive(move || shown.with(|it| it.destination.api().to_owned()))
                    on_change=choose
                    disabled_reason=fields_closed
                />
            </Field>
            <Field
                label=Signal::derive(move || endpoint_label().to_owned()) hint=Signal::derive(endpoint_hint) row=true
                error=error("logForwarding.endpoint")
                changed=differs(|it| it.endpoint.clone()) was=was(|it| it.endpoint.clone())
            >
                <TextInput
                    class="wide"
                    value=Signal::derive(move || shown.with(|it| it.endpoint.clone()))
                    on_input=move |text: String| change(&|next| next.endpoint.clone_from(&text))
                    disabled_reason=fields_closed
                />
            </Field>
            <Field
                label="Credential variable" hint=Signal::derive(variable_hint) row=true optional=true
                error=error("logForwarding.credentialVariable")
                changed=differs(|it| it.credential_variable.clone()) was=was(|it| it.credential_variable.clone())
            >
                <TextInput
                    class="wide mono"
                    value=Signal::derive(move || shown.with(|it| it.credential_variable.clone()))
                    on_input=move |text: String| change(&|next| next.credential_variable.clone_from(&text))
                    disabled_reason=fields_closed
                />
            </Field>
            {move || beside().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            <Show when=move || stored.with(Option::is_some) && is_set()>
                <div class="form-actions in-section">
                    <Button kind=ButtonKind::Quiet disabled_reason=closed on_click=move |_| stage(None)>"Remove the destination"</Button>
                </div>
            </Show>
        </Section>
    }
    .into_any()
}

fn on_off(is_on: bool) -> String {
    if is_on { "On" } else { "Off" }.to_owned()
}
