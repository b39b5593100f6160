//! Environment objects.

use planisphere_domain::Command;
use planisphere_domain::SecretId;
use planisphere_domain::deployment::VariableValue;
use planisphere_domain::environment_object::{
    EnvironmentObjectField as Field, Link, MetricsAuth, ObjectScope, Payload, PayloadDraft,
};

use super::{Accepted, accepted};
use crate::scene::environment::{
    connection, edit_object, equipped, equipped_on_developer, link, metrics, object, plain,
    postgres,
};
use crate::scene::{scene, transfer};

pub fn cases() -> Vec<Accepted> {
    [created(), changed()].into_iter().flatten().collect()
}

fn created() -> Vec<Accepted> {
    vec![
        accepted("a variable with links", scene, |fixture| {
            let links = vec![
                link(fixture, "etl", plain("debug")),
                link(fixture, "twin", plain("")),
            ];
            object(fixture, |draft| {
                draft.object_key = " level ".into();
                draft.description = " How loud ".into();
                draft.payload = plain(" info ");
                draft.links = links;
            })
        }),
        accepted("a secret variable for all but one", scene, |fixture| {
            let pods = fixture.deployment("pods");
            let links = vec![link(fixture, "pods", PayloadDraft::default())];
            object(fixture, |draft| {
                let secret = VariableValue::Secret(Some(SecretId::from_bits(9)));
                draft.object_type = "environment_variable".into();
                draft.payload = Payload::EnvironmentVariable(secret).into();
                draft.auto_link_deployments = true;
                draft.exclude_links = [pods].into();
                draft.links = links;
            })
        }),
        accepted("a connection", scene, |fixture| {
            connection(fixture, |it| {
                it.host = " db ".into();
                it.port = Some(65_535);
            })
        }),
        accepted("a connection of a Deployment", scene, |fixture| {
            let etl = fixture.deployment("etl");
            object(fixture, |draft| {
                draft.scope = ObjectScope::Deployment(etl);
                draft.object_type = "CONNECTION".into();
                draft.payload = Payload::Connection(postgres()).into();
            })
        }),
        accepted("a metrics export", scene, |fixture| {
            metrics(fixture, |export| {
                export.auth_type = Some(MetricsAuth::SigV4);
                export.sig_v4_assume_arn = "arn:aws:iam::1:role/metrics".into();
                export.sig_v4_sts_region = "us-east-1".into();
                export.labels.insert("team".into(), "data".into());
            })
        }),
        accepted("the key that a Deployment has", equipped, |fixture| {
            let etl = fixture.deployment("etl");
            object(fixture, |draft| {
                draft.object_key = "level".into();
                draft.scope = ObjectScope::Deployment(etl);
            })
        }),
    ]
}

fn changed() -> Vec<Accepted> {
    vec![
        accepted("another value and description", equipped, |fixture| {
            let value = VariableValue::Plain("warn".into());
            edit_object(
                fixture,
                "level",
                [
                    Field::Description(" Volume ".into()),
                    Field::Payload(Payload::AirflowVariable(value)),
                ],
            )
        }),
        accepted("an excluded Deployment", equipped, |fixture| {
            let etl = fixture.deployment("etl");
            edit_object(fixture, "level", [Field::ExcludeLinks([etl].into())])
        }),
        accepted("one link more", equipped, |fixture| {
            let plain = Link::plain(fixture.deployment("etl"));
            edit_object(fixture, "db", [Field::Links(vec![plain])])
        }),
        accepted("another host, the same password", equipped, |fixture| {
            let mut wanted = postgres();
            wanted.password = None;
            wanted.host = "replica".into();
            let payload = Payload::Connection(wanted);
            edit_object(fixture, "db", [Field::Payload(payload)])
        }),
        accepted(
            "an export detached on a plan without",
            equipped_on_developer,
            |fixture| {
                let pods = fixture.deployment("pods");
                edit_object(
                    fixture,
                    "metrics",
                    [
                        Field::AutoLinkDeployments(false),
                        Field::ExcludeLinks([pods].into()),
                    ],
                )
            },
        ),
        accepted(
            "an export on a plan without",
            equipped_on_developer,
            |fixture| Command::DeleteEnvironmentObject {
                id: fixture.object("metrics"),
            },
        ),
        accepted(
            "moved away from its Workspace's objects",
            equipped,
            |fixture| transfer(fixture, "pods", "Empty"),
        ),
        accepted("moved away from what it overrides", equipped, |fixture| {
            transfer(fixture, "etl", "Empty")
        }),
    ]
}
