//! What an environment object holds, by kind.

use leptos::prelude::*;
use planisphere_domain::deployment::VariableValue;
use planisphere_domain::environment_object::{Connection, ExporterType, MetricsExport, Payload};
use planisphere_domain::policy::EnvironmentObjectType;

use super::connection::{AS_ELSEWHERE, ConnectionFields};
use super::metrics::MetricsFields;
use crate::forms::parts::{Binding, SecretPart, TextPart};

/// What a new object of a kind holds at first.
pub fn first_payload(kind: EnvironmentObjectType) -> Payload {
    match kind {
        EnvironmentObjectType::Connection => Payload::Connection(Connection::default()),
        EnvironmentObjectType::AirflowVariable => {
            Payload::AirflowVariable(VariableValue::Plain(String::new()))
        }
        EnvironmentObjectType::EnvironmentVariable => {
            Payload::EnvironmentVariable(VariableValue::Plain(String::new()))
        }
        EnvironmentObjectType::MetricsExport => Payload::MetricsExport(MetricsExport {
            exporter_type: Some(ExporterType::Prometheus),
            ..MetricsExport::default()
        }),
    }
}

/// Overrides that change nothing of an object.
pub fn no_overrides(of: &Payload) -> Payload {
    match of {
        Payload::Connection(_) => Payload::Connection(Connection::default()),
        Payload::MetricsExport(_) => Payload::MetricsExport(MetricsExport::default()),
        Payload::AirflowVariable(value) => Payload::AirflowVariable(empty(value)),
        Payload::EnvironmentVariable(value) => Payload::EnvironmentVariable(empty(value)),
    }
}

fn empty(like: &VariableValue) -> VariableValue {
    match like {
        VariableValue::Plain(_) => VariableValue::Plain(String::new()),
        VariableValue::Secret(_) => VariableValue::Secret(None),
    }
}

/// The connection in a payload.
pub fn connection_of(payload: &Payload) -> Connection {
    match payload {
        Payload::Connection(connection) => connection.clone(),
        _ => Connection::default(),
    }
}

fn metrics_of(payload: &Payload) -> MetricsExport {
    match payload {
        Payload::MetricsExport(export) => export.clone(),
        _ => MetricsExport::default(),
    }
}

/// The value in the payload of a variable.
pub fn variable_of(payload: &Payload) -> VariableValue {
    match payload {
        Payload::AirflowVariable(value) | Payload::EnvironmentVariable(value) => value.clone(),
        _ => VariableValue::Plain(String::new()),
    }
}

/// The fields of a payload of this kind. The type of a connection is not among them.
#[component]
pub fn PayloadFields(
    /// The payload, or what is different of it in a Deployment.
    of: Binding<Payload>,
    /// The kind, which does not change under the fields.
    kind: EnvironmentObjectType,
    /// The type, of a connection.
    #[prop(into)]
    connection_type: Signal<String>,
    /// Whether these are overrides.
    #[prop(optional)]
    is_override: bool,
) -> impl IntoView {
    match kind {
        EnvironmentObjectType::Connection => view! {
            <ConnectionFields of=of.within(connection_of, Payload::Connection) kind=connection_type is_override/>
        }
        .into_any(),
        EnvironmentObjectType::MetricsExport => view! {
            <MetricsFields of=of.within(metrics_of, Payload::MetricsExport) is_override/>
        }
        .into_any(),
        EnvironmentObjectType::AirflowVariable => {
            let of = of.within(variable_of, Payload::AirflowVariable);
            view! { <VariableField of path="airflowVariable.value" is_override/> }.into_any()
        }
        EnvironmentObjectType::EnvironmentVariable => {
            let of = of.within(variable_of, Payload::EnvironmentVariable);
            view! { <VariableField of path="environmentVariable.value" is_override/> }.into_any()
        }
    }
}

/// The value of a variable, plain or secret.
#[component]
fn VariableField(
    of: Binding<VariableValue>,
    path: &'static str,
    is_override: bool,
) -> impl IntoView {
    let is_secret = Memo::new(move |_| of.value.with(VariableValue::is_secret));
    let hint = move || is_override.then(|| AS_ELSEWHERE.to_owned());
    move || {
        if is_secret.get() {
            let part = of.part(
                path,
                |value| match value {
                    VariableValue::Secret(id) => *id,
                    VariableValue::Plain(_) => None,
                },
                |value, id| *value = VariableValue::Secret(id),
            );
            let hint = hint().unwrap_or_else(|| "Sealed; nobody sees it again".to_owned());
            view! { <SecretPart of=part label="Value" hint long=true required=!is_override/> }
                .into_any()
        } else {
            let part = of.part(
                path,
                |value| match value {
                    VariableValue::Plain(text) => text.clone(),
                    VariableValue::Secret(_) => String::new(),
                },
                |value, text| *value = VariableValue::Plain(text),
            );
            view! { <TextPart of=part label="Value" hint=hint() rows=3 class="mono" required=!is_override/> }
                .into_any()
        }
    }
}
