//! `envobject.create`, `update`, `list` and `resolve`, and how a client reads an environment object.

use std::collections::BTreeMap;

use planisphere_domain::deployment::VariableValue;
use planisphere_domain::environment_object::{
    Connection, EnvironmentObject, EnvironmentObjectDraft, Link, LinkDraft, MetricsExport,
    ObjectScope, Payload, PayloadDraft, Replacement, resolve,
};
use planisphere_domain::{
    Command, DeploymentId, EnvironmentObjectId, Event, Home, Permission, Rejection, ResourceRef,
    SecretId, can,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::input::{Input, read};
use super::world::{World, deployment_id, id};
use super::{Answer, Stop};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct CreateRequest {
    object_key: String,
    object_type: String,
    scope: String,
    scope_entity_id: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    auto_link_deployments: bool,
    #[serde(default)]
    links: Vec<LinkRequest>,
    #[serde(default)]
    exclude_links: Vec<TargetRequest>,
    connection: Option<ConnectionRequest>,
    airflow_variable: Option<VariableRequest>,
    environment_variable: Option<VariableRequest>,
    metrics_export: Option<MetricsRequest>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct UpdateRequest {
    description: Option<String>,
    auto_link_deployments: Option<bool>,
    links: Option<Vec<LinkRequest>>,
    exclude_links: Option<Vec<TargetRequest>>,
    connection: Option<ConnectionRequest>,
    airflow_variable: Option<VariableRequest>,
    environment_variable: Option<VariableRequest>,
    metrics_export: Option<MetricsRequest>,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct VariableRequest {
    value: Option<String>,
    is_secret: Option<bool>,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ConnectionRequest {
    #[serde(rename = "type", default)]
    connection_type: String,
    #[serde(default)]
    host: String,
    port: Option<u32>,
    #[serde(default)]
    schema: String,
    #[serde(default)]
    login: String,
    password: Option<String>,
    extra: Option<Value>,
    #[serde(default)]
    auth_type_id: String,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct MetricsRequest {
    #[serde(default)]
    endpoint: String,
    exporter_type: Option<Value>,
    auth_type: Option<Value>,
    basic_token: Option<String>,
    #[serde(default)]
    username: String,
    password: Option<String>,
    #[serde(default)]
    sig_v4_assume_arn: String,
    #[serde(default)]
    sig_v4_sts_region: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    labels: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct TargetRequest {
    scope: String,
    scope_entity_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct LinkRequest {
    scope: String,
    scope_entity_id: String,
    #[serde(default)]
    overrides: OverridesRequest,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct OverridesRequest {
    connection: Option<ConnectionRequest>,
    airflow_variable: Option<VariableRequest>,
    environment_variable: Option<VariableRequest>,
    metrics_export: Option<MetricsRequest>,
}

/// The payloads of a request, sealed.
fn payload(
    world: &mut World,
    is_secret: bool,
    (connection, airflow, environment, metrics): (
        Option<ConnectionRequest>,
        Option<VariableRequest>,
        Option<VariableRequest>,
        Option<MetricsRequest>,
    ),
) -> Result<PayloadDraft, Stop> {
    Ok(PayloadDraft {
        connection: connection.map(|it| sealed_connection(world, it)),
        airflow_variable: airflow.map(|it| sealed_variable(world, it, is_secret)),
        environment_variable: environment.map(|it| sealed_variable(world, it, is_secret)),
        metrics_export: metrics.map(|it| sealed_export(world, it)).transpose()?,
    })
}

/// A reference to a text; an empty text is none.
fn seal(world: &mut World, text: Option<String>) -> Option<SecretId> {
    let text = text.filter(|text| !text.is_empty())?;
    let id = SecretId::from_bits(world.bits());
    world.stored.secrets.insert(id, text);
    Some(id)
}

fn sealed_variable(world: &mut World, request: VariableRequest, is_secret: bool) -> VariableValue {
    if request.is_secret.unwrap_or(is_secret) {
        VariableValue::Secret(seal(world, request.value))
    } else {
        VariableValue::Plain(request.value.unwrap_or_default())
    }
}

fn sealed_connection(world: &mut World, request: ConnectionRequest) -> Connection {
    Connection {
        connection_type: request.connection_type,
        host: request.host,
        port: request.port,
        schema: request.schema,
        login: request.login,
        password: seal(world, request.password),
        extra: request
            .extra
            .map(|extra| extra.to_string())
            .unwrap_or_default(),
        auth_type_id: request.auth_type_id,
    }
}

fn sealed_export(world: &mut World, request: MetricsRequest) -> Result<MetricsExport, Stop> {
    Ok(MetricsExport {
        endpoint: request.endpoint,
        exporter_type: word("exporterType", request.exporter_type)?,
        auth_type: word("authType", request.auth_type)?,
        basic_token: seal(world, request.basic_token),
        username: request.username,
        password: seal(world, request.password),
        sig_v4_assume_arn: request.sig_v4_assume_arn,
        sig_v4_sts_region: request.sig_v4_sts_region,
        headers: request.headers,
        labels: request.labels,
    })
}

/// A word of a metrics export, refused with its path when it is none.
fn word<T: DeserializeOwned>(name: &str, given: Option<Value>) -> Result<Option<T>, Stop> {
    let path = |text: &String| format!("metricsExport.{name}: {text}");
    given.map(read).transpose().map_err(|stop| match stop {
        Stop::Refused(texts) => Stop::Refused(texts.iter().map(path).collect()),
        other => other,
    })
}

/// EO-8: links and excluded links name Deployments.
fn target(scope: &str, entity: &str) -> Result<DeploymentId, Stop> {
    if scope == "DEPLOYMENT" {
        deployment_id(entity)
    } else {
        Err(Stop::refused(format!("scope {scope} is no Deployment's")))
    }
}

fn targets<C: FromIterator<DeploymentId>>(requests: &[TargetRequest]) -> Result<C, Stop> {
    let targets = requests.iter();
    targets
        .map(|it| target(&it.scope, &it.scope_entity_id))
        .collect()
}

fn links(
    world: &mut World,
    is_secret: bool,
    requests: Vec<LinkRequest>,
) -> Result<Vec<LinkDraft>, Stop> {
    requests
        .into_iter()
        .map(|request| {
            let over = request.overrides;
            let given = (
                over.connection,
                over.airflow_variable,
                over.environment_variable,
                over.metrics_export,
            );
            Ok(LinkDraft {
                deployment_id: target(&request.scope, &request.scope_entity_id)?,
                overrides: payload(world, is_secret, given)?,
            })
        })
        .collect()
}

/// Tries an operation on environment objects.
pub fn run(world: &mut World, action: &str, input: &mut Input) -> Answer {
    match action {
        "create" => create(world, input.request()?),
        "update" => {
            let existing: Existing = input.part("existing")?;
            update(world, existing, input.part("body")?)
        }
        "list" => list(world, input),
        "resolve" => resolved(world, input),
        other => Err(Stop::unknown(format!("operation `envobject.{other}`"))),
    }
}

fn create(world: &mut World, request: CreateRequest) -> Answer {
    let scope = match request.scope.as_str() {
        "WORKSPACE" => ObjectScope::Workspace(id("Workspace", &request.scope_entity_id)?),
        "DEPLOYMENT" => ObjectScope::Deployment(deployment_id(&request.scope_entity_id)?),
        other => return Err(Stop::refused(format!("scope: {other} is no scope"))),
    };
    let is_secret = [&request.airflow_variable, &request.environment_variable]
        .into_iter()
        .flatten()
        .any(|variable| variable.is_secret == Some(true));
    let given = (
        request.connection,
        request.airflow_variable,
        request.environment_variable,
        request.metrics_export,
    );
    let object = EnvironmentObjectId::from_bits(world.bits());
    let mut draft = EnvironmentObjectDraft {
        id: object,
        object_key: request.object_key,
        object_type: request.object_type,
        scope,
        description: request.description,
        payload: payload(world, is_secret, given)?,
        auto_link_deployments: request.auto_link_deployments,
        links: links(world, is_secret, request.links)?,
        exclude_links: targets(&request.exclude_links)?,
    };
    let existing: Vec<String> = world.circumstance("_existing")?.unwrap_or_default();
    for key in existing {
        let id = EnvironmentObjectId::from_bits(world.bits());
        let more = EnvironmentObjectDraft {
            id,
            object_key: key,
            ..draft.clone()
        };
        world.decide(&[Command::CreateEnvironmentObject(Box::new(more))])?;
        draft.id = object;
    }
    world.decide(&[Command::CreateEnvironmentObject(Box::new(draft))])?;
    shown(world, object)
}

/// What is stored before an update.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Existing {
    #[serde(default)]
    is_secret: bool,
    value: Option<String>,
    #[serde(default)]
    links: Vec<String>,
}

fn first_workspace(world: &World) -> Result<ObjectScope, Stop> {
    let mut workspaces = world.state().workspaces();
    let first = workspaces.next().ok_or_else(|| Stop::unknown("place"))?;
    Ok(ObjectScope::Workspace(first.id))
}

/// Puts an Airflow variable into the state as it stands.
fn put(
    world: &mut World,
    scope: ObjectScope,
    value: VariableValue,
    links: Vec<Link>,
) -> EnvironmentObjectId {
    let id = EnvironmentObjectId::from_bits(world.bits());
    let (now, by) = (world.stored.env.now, world.stored.caller.actor);
    world.add(&Event::EnvironmentObjectCreated(Box::new(
        EnvironmentObject {
            id,
            object_key: "MY_KEY".to_owned(),
            scope,
            description: String::new(),
            payload: Payload::AirflowVariable(value),
            auto_link_deployments: false,
            links,
            exclude_links: [].into(),
            created_at: now,
            created_by: by,
            updated_at: now,
            updated_by: by,
        },
    )));
    id
}

fn update(world: &mut World, existing: Existing, request: UpdateRequest) -> Answer {
    let scope = first_workspace(world)?;
    let stored = VariableRequest {
        value: existing.value,
        is_secret: Some(existing.is_secret),
    };
    let value = sealed_variable(world, stored, existing.is_secret);
    let ids = existing.links.iter().map(|id| deployment_id(id));
    let linked = ids
        .map(|id| id.map(Link::plain))
        .collect::<Result<Vec<_>, _>>()?;
    let id = put(world, scope, value, linked);
    let is_secret = existing.is_secret;
    let given = (
        request.connection,
        request.airflow_variable,
        request.environment_variable,
        request.metrics_export,
    );
    let body = Replacement {
        description: request.description,
        payload: payload(world, is_secret, given)?,
        auto_link_deployments: request.auto_link_deployments,
        links: request
            .links
            .map(|requests| links(world, is_secret, requests))
            .transpose()?,
        exclude_links: request.exclude_links.as_deref().map(targets).transpose()?,
    };
    let object = world.state().environment_object(id);
    let object = object.ok_or_else(|| Stop::unknown("object"))?;
    let edits = object.replaced_by(&body)?;
    world.decide(&[Command::UpdateEnvironmentObject { id, edits }])?;
    shown(world, id)
}

fn list(world: &World, input: &mut Input) -> Answer {
    let workspace = id("Workspace", &input.text("workspaceId")?)?;
    let shows: bool = input.optional("showSecrets")?.unwrap_or_default();
    let (caller, on) = (&world.stored.caller, ResourceRef::Workspace(workspace));
    let permission = if shows {
        Permission::WorkspaceEnvObjectsGetSecrets
    } else {
        Permission::WorkspaceEnvObjectsGet
    };
    // EO-12
    let decision = can(world.state(), caller, permission, &on);
    if !decision.allowed {
        let state = world.state();
        let rejection = Rejection::from_decision(state, caller.actor, decision, permission, &on);
        return Err(rejection.into());
    }
    let objects = world
        .state()
        .environment_objects_of(Home::Workspace(workspace));
    let ids: Vec<String> = objects.map(|it| it.id.to_string()).collect();
    Ok(json!({"count": ids.len(), "totalCount": ids.len(), "ids": ids}))
}

fn resolved(world: &mut World, input: &mut Input) -> Answer {
    let text = |input: &mut Input, key: &str| input.optional::<String>(key);
    let (wide, over) = (text(input, "workspaceValue")?, text(input, "linkOverride")?);
    let own = text(input, "deploymentOwn")?;
    let deployment = deployment_id(&input.text("deploymentId")?)?;
    let scope = first_workspace(world)?;
    if let Some(value) = wide {
        let link = Link {
            deployment_id: deployment,
            overrides: over.map(|text| Payload::AirflowVariable(VariableValue::Plain(text))),
        };
        put(world, scope, VariableValue::Plain(value), vec![link]);
    }
    if let Some(value) = own {
        let scope = ObjectScope::Deployment(deployment);
        put(world, scope, VariableValue::Plain(value), Vec::new());
    }
    let found = resolve(world.state(), deployment);
    let value = found.first().map(|effective| match &effective.payload {
        Payload::AirflowVariable(VariableValue::Plain(text)) => text.clone(),
        _ => String::new(),
    });
    Ok(json!({ "value": value }))
}

/// EO-14: an object as it is read without secrets.
fn shown(world: &World, id: EnvironmentObjectId) -> Answer {
    let object = world.state().environment_object(id);
    let object = object.ok_or_else(|| Stop::refused("environment object not found"))?;
    let links = object.links.iter().map(|link| {
        let mut shown = target_shown(link.deployment_id);
        shown["overrides"] = Value::Object(link.overrides.iter().map(payload_shown).collect());
        shown
    });
    let excluded = object.exclude_links.iter().copied().map(target_shown);
    let (scope, entity) = match object.scope {
        ObjectScope::Workspace(id) => ("WORKSPACE", id.to_string()),
        ObjectScope::Deployment(id) => ("DEPLOYMENT", id.to_string()),
    };
    let mut shown = json!({
        "id": object.id,
        "objectKey": object.object_key,
        "objectType": object.object_type().api(),
        "scope": scope,
        "scopeEntityId": entity,
        "description": object.description,
        "autoLinkDeployments": object.auto_link_deployments,
        "links": links.collect::<Vec<_>>(),
        "excludeLinks": excluded.collect::<Vec<_>>(),
        "setFields": object.payload.set_fields(),
    });
    let (name, value) = payload_shown(&object.payload);
    shown[name] = value;
    Ok(shown)
}

fn target_shown(id: DeploymentId) -> Value {
    json!({"scope": "DEPLOYMENT", "scopeEntityId": id})
}

fn payload_shown(payload: &Payload) -> (String, Value) {
    let variable = |value: &VariableValue| match value {
        VariableValue::Plain(text) => json!({"isSecret": false, "value": text}),
        VariableValue::Secret(_) => json!({"isSecret": true, "value": ""}),
    };
    match payload {
        Payload::AirflowVariable(it) => ("airflowVariable".into(), variable(it)),
        Payload::EnvironmentVariable(it) => ("environmentVariable".into(), variable(it)),
        Payload::Connection(it) => ("connection".into(), without_secrets(it, &it.extra)),
        Payload::MetricsExport(it) => ("metricsExport".into(), without_secrets(it, "")),
    }
}

fn without_secrets(payload: &impl serde::Serialize, extra: &str) -> Value {
    let shown = serde_json::to_value(payload).expect("a payload can be written");
    let fields = shown.as_object().cloned().unwrap_or_default();
    let mut fields: Map<String, Value> = fields
        .into_iter()
        .filter(|(name, _)| !["password", "basicToken"].contains(&name.as_str()))
        .collect();
    if let Ok(extra) = serde_json::from_str(extra) {
        fields.insert("extra".into(), extra);
    }
    Value::Object(fields)
}
