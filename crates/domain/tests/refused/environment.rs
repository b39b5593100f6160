//! Environment objects: keys, kinds, what each kind needs, links, and what stays for good.

use planisphere_domain::deployment::VariableValue;
use planisphere_domain::environment_object::{
    Connection, EnvironmentObjectField as Field, Link, MetricsAuth, ObjectScope, Payload,
    PayloadDraft,
};
use planisphere_domain::organization::Plan;
use planisphere_domain::{Command, DeploymentId, EnvironmentObjectId, SecretId};
use planisphere_fixtures::Fixture;

use super::{Refused, refused};
use crate::scene::environment::{
    connection, edit_object, equipped, equipped_on_developer, link, metrics, object, plain,
    postgres, prometheus,
};
use crate::scene::{scene, scene_on};

fn elsewhere() -> Fixture {
    equipped().with_deployment("Empty", "far")
}

fn with_old() -> Fixture {
    equipped().with_deployment_as("Data Platform", "old", |draft| {
        draft.runtime = Some("8.10.0".into());
    })
}

fn secret(id: u128) -> VariableValue {
    VariableValue::Secret(Some(SecretId::from_bits(id)))
}

pub fn cases() -> Vec<Refused> {
    [
        keys(),
        payloads(),
        connections(),
        exports(),
        links(),
        changes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn keys() -> Vec<Refused> {
    vec![
        refused(
            ("EO-1", "a key that is there"),
            equipped,
            |fixture| object(fixture, |draft| draft.object_key = " level".into()),
            ("taken", "environment object called `level`"),
        ),
        refused(
            ("", "no key"),
            scene,
            |fixture| object(fixture, |draft| draft.object_key = " ".into()),
            ("empty", "object's key"),
        ),
        refused(
            ("", "a key of 257 characters"),
            scene,
            |fixture| object(fixture, |draft| draft.object_key = "k".repeat(257)),
            ("too-long", "limit is 256"),
        ),
        refused(
            ("ENV-2", "an environment variable's key with a blank"),
            scene,
            |fixture| {
                object(fixture, |draft| {
                    let value = VariableValue::Plain("x".into());
                    draft.object_key = "LOG LEVEL".into();
                    draft.object_type = "ENVIRONMENT_VARIABLE".into();
                    draft.payload = Payload::EnvironmentVariable(value).into();
                })
            },
            ("variable-key", "`LOG LEVEL`"),
        ),
        refused(
            ("", "a description of 1,001 characters"),
            equipped,
            |fixture| edit_object(fixture, "zone", [Field::Description("d".repeat(1_001))]),
            ("too-long", "limit is 1000"),
        ),
        refused(
            ("", "an object's id that is there"),
            equipped,
            |fixture| {
                let id = fixture.object("zone");
                object(fixture, |draft| draft.id = id)
            },
            ("taken", "environment object"),
        ),
        refused(
            ("", "an unknown object"),
            scene,
            |_| Command::DeleteEnvironmentObject {
                id: EnvironmentObjectId::from_bits(1),
            },
            ("not-found", "environment object"),
        ),
    ]
}

fn payloads() -> Vec<Refused> {
    vec![
        refused(
            ("EO-3", "a kind that is none"),
            scene,
            |fixture| object(fixture, |draft| draft.object_type = "POOL".into()),
            ("unknown-word", "objectType is `POOL`"),
        ),
        refused(
            ("EO-3", "a payload of another kind beside its own"),
            scene,
            |fixture| {
                object(fixture, |draft| {
                    draft.payload.connection = Some(Connection::default());
                })
            },
            (
                "other-payload",
                "connection does not fit the objectType AIRFLOW_VARIABLE",
            ),
        ),
        refused(
            ("EO-4", "no payload"),
            scene,
            |fixture| object(fixture, |draft| draft.payload = PayloadDraft::default()),
            ("missing-payload", "AIRFLOW_VARIABLE needs airflowVariable"),
        ),
        refused(
            ("EO-4", "an empty value"),
            scene,
            |fixture| object(fixture, |draft| draft.payload = plain("")),
            ("empty", "airflowVariable.value"),
        ),
        refused(
            ("EO-4", "a secret that is not set"),
            scene,
            |fixture| {
                object(fixture, |draft| {
                    let unset = VariableValue::Secret(None);
                    draft.payload = Payload::AirflowVariable(unset).into();
                })
            },
            ("empty", "airflowVariable.value"),
        ),
    ]
}

fn connections() -> Vec<Refused> {
    vec![
        refused(
            ("EO-5", "a connection without a type"),
            scene,
            |fixture| connection(fixture, |it| it.connection_type = " ".into()),
            ("empty", "connection.type"),
        ),
        refused(
            ("", "port 0"),
            scene,
            |fixture| connection(fixture, |it| it.port = Some(0)),
            ("out-of-range", "port is 0"),
        ),
        refused(
            ("", "a port beyond the last"),
            scene,
            |fixture| connection(fixture, |it| it.port = Some(65_536)),
            ("out-of-range", "port is 65536, allowed are 1 to 65535"),
        ),
        refused(
            ("EO-16", "extra that is a list"),
            scene,
            |fixture| connection(fixture, |it| it.extra = "[1]".into()),
            ("json-object", "extra is no JSON object"),
        ),
        refused(
            ("EO-16", "extra that is no JSON"),
            scene,
            |fixture| connection(fixture, |it| it.extra = "{sslmode: require}".into()),
            ("json-object", "extra is no JSON object"),
        ),
        refused(
            ("EO-17", "a connection of a Deployment before connections"),
            with_old,
            |fixture| {
                let old = fixture.deployment("old");
                object(fixture, |draft| {
                    draft.scope = ObjectScope::Deployment(old);
                    draft.object_type = "CONNECTION".into();
                    draft.payload = Payload::Connection(postgres()).into();
                })
            },
            ("runtime-too-old", "connections need Runtime 9.3.0"),
        ),
        refused(
            (
                "EO-17",
                "a connection linked to a Deployment before connections",
            ),
            with_old,
            |fixture| {
                let old = Link::plain(fixture.deployment("old"));
                edit_object(fixture, "db", [Field::Links(vec![old])])
            },
            ("runtime-too-old", "`old` runs 8.10.0"),
        ),
    ]
}

fn exports() -> Vec<Refused> {
    vec![
        refused(
            ("EO-6", "an export to nowhere"),
            scene,
            |fixture| metrics(fixture, |export| export.endpoint.clear()),
            ("missing-fields", "Missing fields: endpoint"),
        ),
        refused(
            ("EO-6", "an export in no form"),
            scene,
            |fixture| metrics(fixture, |export| export.exporter_type = None),
            ("missing-fields", "Missing fields: exporterType"),
        ),
        refused(
            ("", "a token that is missing"),
            scene,
            |fixture| {
                metrics(fixture, |export| {
                    export.auth_type = Some(MetricsAuth::AuthToken);
                })
            },
            ("missing-fields", "basicToken"),
        ),
        refused(
            ("", "an export to what is no address"),
            scene,
            |fixture| metrics(fixture, |export| export.endpoint = "metrics".into()),
            ("url", "endpoint is `metrics`"),
        ),
        refused(
            ("", "an export on the least plan (rule 120)"),
            || scene_on(Plan::Developer),
            |fixture| metrics(fixture, |_| {}),
            ("tier", "Team"),
        ),
        refused(
            ("", "an export changed on the least plan (rule 120)"),
            equipped_on_developer,
            |fixture| {
                let mut export = prometheus();
                export.username = "other".into();
                let payload = Payload::MetricsExport(export);
                edit_object(fixture, "metrics", [Field::Payload(payload)])
            },
            ("tier", "Team"),
        ),
    ]
}

fn links() -> Vec<Refused> {
    vec![
        refused(
            ("EO-7", "links of a Deployment's own object"),
            scene,
            |fixture| {
                let etl = fixture.deployment("etl");
                let links = vec![link(fixture, "etl", PayloadDraft::default())];
                object(fixture, |draft| {
                    draft.scope = ObjectScope::Deployment(etl);
                    draft.links = links;
                })
            },
            (
                "workspace-only",
                "links is only for objects of the scope WORKSPACE",
            ),
        ),
        refused(
            ("EO-7", "a Deployment's own object for every Deployment"),
            scene,
            |fixture| {
                let etl = fixture.deployment("etl");
                object(fixture, |draft| {
                    draft.scope = ObjectScope::Deployment(etl);
                    draft.auto_link_deployments = true;
                })
            },
            ("workspace-only", "autoLinkDeployments"),
        ),
        refused(
            ("EO-7", "a Deployment's own object that excludes one"),
            scene,
            |fixture| {
                let etl = fixture.deployment("etl");
                object(fixture, |draft| {
                    draft.scope = ObjectScope::Deployment(etl);
                    draft.exclude_links = [etl].into();
                })
            },
            ("workspace-only", "excludeLinks"),
        ),
        refused(
            ("EO-8", "a link into another Workspace"),
            elsewhere,
            |fixture| {
                let far = Link::plain(fixture.deployment("far"));
                edit_object(fixture, "zone", [Field::Links(vec![far])])
            },
            ("other-workspace", "Deployment"),
        ),
        refused(
            ("EO-8", "an unknown Deployment excluded"),
            equipped,
            |fixture| {
                let unknown = DeploymentId::from_bits(1);
                edit_object(fixture, "zone", [Field::ExcludeLinks([unknown].into())])
            },
            ("other-workspace", "Deployment"),
        ),
        refused(
            ("", "a Deployment linked twice"),
            equipped,
            |fixture| {
                let etl = Link::plain(fixture.deployment("etl"));
                edit_object(fixture, "zone", [Field::Links(vec![etl.clone(), etl])])
            },
            ("taken", "twice"),
        ),
        refused(
            ("EO-3", "overrides of another kind"),
            scene,
            |fixture| {
                let other = Payload::Connection(postgres()).into();
                let links = vec![link(fixture, "etl", other)];
                object(fixture, |draft| draft.links = links)
            },
            ("other-payload", "AIRFLOW_VARIABLE"),
        ),
        refused(
            ("EO-3", "overrides of another kind by an edit"),
            equipped,
            |fixture| {
                let other = Link {
                    deployment_id: fixture.deployment("etl"),
                    overrides: Some(Payload::Connection(postgres())),
                };
                edit_object(fixture, "zone", [Field::Links(vec![other])])
            },
            ("other-payload", "AIRFLOW_VARIABLE"),
        ),
        refused(
            ("EO-9", "a plain override of a secret"),
            equipped,
            |fixture| {
                let plain = VariableValue::Plain("x".into());
                let bare = Link {
                    deployment_id: fixture.deployment("etl"),
                    overrides: Some(Payload::AirflowVariable(plain)),
                };
                edit_object(fixture, "key", [Field::Links(vec![bare])])
            },
            ("secret-stays", "as secret as it is"),
        ),
        refused(
            ("EO-5", "another type in overrides"),
            equipped,
            |fixture| {
                let mysql = Connection {
                    connection_type: "mysql".into(),
                    ..Connection::default()
                };
                let other = Link {
                    deployment_id: fixture.deployment("etl"),
                    overrides: Some(Payload::Connection(mysql)),
                };
                edit_object(fixture, "db", [Field::Links(vec![other])])
            },
            ("fixed", "type `postgres` everywhere"),
        ),
        refused(
            ("EO-16", "overrides whose extra is no object"),
            equipped,
            |fixture| {
                let extra = Connection {
                    extra: "1".into(),
                    ..Connection::default()
                };
                let other = Link {
                    deployment_id: fixture.deployment("etl"),
                    overrides: Some(Payload::Connection(extra)),
                };
                edit_object(fixture, "db", [Field::Links(vec![other])])
            },
            ("json-object", "extra is no JSON object"),
        ),
    ]
}

fn changes() -> Vec<Refused> {
    vec![
        refused(
            ("EO-2 EO-3", "turned into another kind"),
            equipped,
            |fixture| {
                let payload = Payload::Connection(postgres());
                edit_object(fixture, "zone", [Field::Payload(payload)])
            },
            ("other-payload", "AIRFLOW_VARIABLE"),
        ),
        refused(
            ("EO-9", "a secret made plain"),
            equipped,
            |fixture| {
                let plain = VariableValue::Plain("seen".into());
                let payload = Payload::AirflowVariable(plain);
                edit_object(fixture, "key", [Field::Payload(payload)])
            },
            ("secret-stays", "whether `key` is secret"),
        ),
        refused(
            ("EO-9", "a plain value made secret"),
            equipped,
            |fixture| {
                let payload = Payload::AirflowVariable(secret(8));
                edit_object(fixture, "zone", [Field::Payload(payload)])
            },
            ("secret-stays", "whether `zone` is secret"),
        ),
        refused(
            ("EO-5", "another type of connection"),
            equipped,
            |fixture| {
                let mut other = postgres();
                other.connection_type = "mysql".into();
                let payload = Payload::Connection(other);
                edit_object(fixture, "db", [Field::Payload(payload)])
            },
            ("fixed", "`postgres` for good"),
        ),
        refused(
            ("EO-4", "a value taken away"),
            equipped,
            |fixture| {
                let nothing = VariableValue::Plain(String::new());
                let payload = Payload::AirflowVariable(nothing);
                edit_object(fixture, "zone", [Field::Payload(payload)])
            },
            ("empty", "airflowVariable.value"),
        ),
    ]
}
