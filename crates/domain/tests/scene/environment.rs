//! The scene with environment objects at both levels, and short ways to say a wish.

use planisphere_domain::deployment::VariableValue;
use planisphere_domain::environment_object::{
    Connection, EnvironmentObjectDraft, EnvironmentObjectField, LinkDraft, MetricsExport,
    ObjectScope, Payload, PayloadDraft,
};
use planisphere_domain::environment_object::{ExporterType, MetricsAuth};
use planisphere_domain::organization::Plan;
use planisphere_domain::{Command, Edit, SecretId};
use planisphere_fixtures::Fixture;

use super::{scene, with_organization};

/// The Workspace `Data Platform`.
pub fn platform(fixture: &Fixture) -> ObjectScope {
    ObjectScope::Workspace(fixture.workspace("Data Platform"))
}

/// A plain value.
pub fn plain(value: &str) -> PayloadDraft {
    Payload::AirflowVariable(VariableValue::Plain(value.into())).into()
}

/// A link to a Deployment with overrides.
pub fn link(fixture: &Fixture, deployment: &str, overrides: PayloadDraft) -> LinkDraft {
    LinkDraft {
        deployment_id: fixture.deployment(deployment),
        overrides,
    }
}

/// A connection with a password.
pub fn postgres() -> Connection {
    Connection {
        connection_type: "postgres".into(),
        host: "db.northwind.example".into(),
        port: Some(5_432),
        password: Some(SecretId::from_bits(3)),
        extra: r#"{"sslmode": "require"}"#.into(),
        ..Connection::default()
    }
}

/// A metrics export with user name and password.
pub fn prometheus() -> MetricsExport {
    MetricsExport {
        endpoint: "https://metrics.northwind.example/write".into(),
        exporter_type: Some(ExporterType::Prometheus),
        auth_type: Some(MetricsAuth::Basic),
        username: "sender".into(),
        password: Some(SecretId::from_bits(4)),
        ..MetricsExport::default()
    }
}

/// Of `Data Platform`: the variable `level` linked to `etl` with the value `debug` and to `twin`, the variable
/// `zone` linked to every Deployment but `pods`, the secret variable `key`, the connection `db`, and the metrics
/// export `metrics`; and `level` of `twin` itself.
pub fn equipped() -> Fixture {
    let fixture = scene();
    let scope = platform(&fixture);
    let links = vec![
        link(&fixture, "etl", plain("debug")),
        link(&fixture, "twin", PayloadDraft::default()),
    ];
    let (pods, twin) = (fixture.deployment("pods"), fixture.deployment("twin"));
    fixture
        .with_object("level", scope, |draft| draft.links = links)
        .with_object("zone", scope, |draft| {
            draft.auto_link_deployments = true;
            draft.exclude_links = [pods].into();
        })
        .with_object("key", scope, |draft| {
            let secret = VariableValue::Secret(Some(SecretId::from_bits(2)));
            draft.payload = Payload::AirflowVariable(secret).into();
        })
        .with_object("db", scope, |draft| {
            draft.object_type = "CONNECTION".into();
            draft.payload = Payload::Connection(postgres()).into();
        })
        .with_object("metrics", scope, |draft| {
            draft.object_type = "METRICS_EXPORT".into();
            draft.payload = Payload::MetricsExport(prometheus()).into();
        })
        .with_object("level", ObjectScope::Deployment(twin), |draft| {
            draft.payload = plain("own");
        })
}

/// The same after a change of plans to one without metrics forwarding.
pub fn equipped_on_developer() -> Fixture {
    with_organization(equipped(), |organization| {
        organization.plan = Plan::Developer;
    })
}

/// A variable of `Data Platform` that differs from a fine one.
pub fn object(fixture: &mut Fixture, shape: impl FnOnce(&mut EnvironmentObjectDraft)) -> Command {
    let scope = platform(fixture);
    let mut draft = fixture.variable_draft("new", scope);
    shape(&mut draft);
    Command::CreateEnvironmentObject(Box::new(draft))
}

/// A connection of `Data Platform` that differs from a fine one.
pub fn connection(fixture: &mut Fixture, shape: impl FnOnce(&mut Connection)) -> Command {
    let mut connection = postgres();
    shape(&mut connection);
    object(fixture, |draft| {
        draft.object_type = "CONNECTION".into();
        draft.payload = Payload::Connection(connection).into();
    })
}

/// A metrics export of `Data Platform` that differs from a fine one.
pub fn metrics(fixture: &mut Fixture, shape: impl FnOnce(&mut MetricsExport)) -> Command {
    let mut export = prometheus();
    shape(&mut export);
    object(fixture, |draft| {
        draft.object_type = "METRICS_EXPORT".into();
        draft.payload = Payload::MetricsExport(export).into();
    })
}

/// Sets fields of an object, seen as they are stored.
pub fn edit_object(
    fixture: &Fixture,
    key: &str,
    values: impl IntoIterator<Item = EnvironmentObjectField>,
) -> Command {
    let id = fixture.object(key);
    let stored = fixture.state().environment_object(id).unwrap();
    let edit = |value: EnvironmentObjectField| Edit::new(stored.field(&value), value);
    Command::UpdateEnvironmentObject {
        id,
        edits: values.into_iter().map(edit).collect(),
    }
}
