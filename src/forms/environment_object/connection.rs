//! The fields of a connection, named as its type names them.

use leptos::prelude::*;
use planisphere_domain::environment_object::Connection;

use super::connection_types::{SHAPES, shape_of};
use crate::forms::parts::{Binding, SecretPart, TextPart, print_number, whole_number};
use crate::ui::{Choice, Combobox, Field};

/// The choice of a type that is not in the list.
const OTHER: &str = "other type";
/// What an empty field of an override means.
pub const AS_ELSEWHERE: &str = "Empty: as everywhere";

/// Chooses the type of a new connection.
#[component]
pub fn ConnectionTypeField(
    /// The connection.
    of: Binding<Connection>,
) -> impl IntoView {
    let part = of.part(
        "connection.type",
        |connection| connection.connection_type.clone(),
        |connection, value| connection.connection_type = value,
    );
    let is_other = RwSignal::new(false);
    let options: Vec<Choice> = SHAPES
        .iter()
        .map(|shape| Choice::new(shape.id, shape.label).note(shape.id))
        .chain([Choice::new(OTHER, "Another type").note("any provider of Airflow")])
        .collect();
    let chosen = Signal::derive(move || {
        if is_other.get() {
            OTHER.to_owned()
        } else {
            part.value.get()
        }
    });
    let choose = move |value: String| {
        is_other.set(value == OTHER);
        part.put(if value == OTHER { String::new() } else { value });
    };
    view! {
        <Field label="Connection type" row=true required=true error=part.error hint="It never changes once the connection is there">
            <Combobox options value=chosen on_change=choose placeholder="Choose a type" none="No such type is known. Choose Another type."/>
        </Field>
        <Show when=move || is_other.get()>
            <TextPart of=part label="Id of the type" hint="As Airflow names it".to_owned() class="mono" placeholder="my_provider"/>
        </Show>
    }
    .into_any()
}

/// Everything but the type.
#[component]
pub fn ConnectionFields(
    /// The connection, or what is different of it in a Deployment.
    of: Binding<Connection>,
    /// Its type.
    #[prop(into)]
    kind: Signal<String>,
    /// Whether these are overrides.
    #[prop(optional)]
    is_override: bool,
) -> impl IntoView {
    let kind = Memo::new(move |_| kind.get());
    move || fields(of, &kind.get(), is_override)
}

fn fields(of: Binding<Connection>, kind: &str, is_override: bool) -> AnyView {
    let shape = shape_of(kind);
    let now = of.value.get_untracked();
    // A field that holds something shows, whatever the type says.
    let shown = |label: Option<&'static str>, is_set: bool, plain: &'static str| {
        label.or_else(|| is_set.then_some(plain))
    };
    let hint = move || is_override.then(|| AS_ELSEWHERE.to_owned());
    let host = shown(shape.host, !now.host.is_empty(), "Host").map(|label| {
        let part = of.part(
            "connection.host",
            |it| it.host.clone(),
            |it, value| it.host = value,
        );
        view! { <TextPart of=part label hint=hint()/> }
    });
    let port = shown(shape.port, now.port.is_some(), "").map(|usual| {
        let part = of
            .part("connection.port", |it| it.port, |it, value| it.port = value)
            .typed(print_number, whole_number);
        view! { <TextPart of=part label="Port" class="short" placeholder=usual hint=hint()/> }
    });
    let schema = shown(shape.schema, !now.schema.is_empty(), "Schema").map(|label| {
        let part = of.part(
            "connection.schema",
            |it| it.schema.clone(),
            |it, value| it.schema = value,
        );
        view! { <TextPart of=part label hint=hint()/> }
    });
    let login = shown(shape.login, !now.login.is_empty(), "Login").map(|label| {
        let part = of.part(
            "connection.login",
            |it| it.login.clone(),
            |it, value| it.login = value,
        );
        view! { <TextPart of=part label hint=hint()/> }
    });
    let password = shown(shape.password, now.password.is_some(), "Password").map(|label| {
        let part = of.part(
            "connection.password",
            |it| it.password,
            |it, value| it.password = value,
        );
        let hint = hint().unwrap_or_else(|| "Sealed; nobody sees it again".to_owned());
        view! { <SecretPart of=part label hint/> }
    });
    let extra = shown(shape.extra, !now.extra.is_empty(), "").map(|example| {
        let part = of.part(
            "connection.extra",
            |it| it.extra.clone(),
            |it, value| it.extra = value,
        );
        let hint = hint()
            .unwrap_or_else(|| "A JSON object, stored as plain text: no secrets here".to_owned());
        view! { <TextPart of=part label="Extra" rows=4 class="mono" placeholder=example hint/> }
    });
    let auth = (!is_override || !now.auth_type_id.is_empty()).then(|| {
        let part = of.part(
            "connection.authTypeId",
            |it| it.auth_type_id.clone(),
            |it, value| it.auth_type_id = value,
        );
        let hint = "The id of one of several ways that the type offers".to_owned();
        view! { <TextPart of=part label="Way of signing in" class="mono" hint optional=true/> }
    });
    view! { {host}{port}{schema}{login}{password}{extra}{auth} }.into_any()
}
