//! Environment objects as Deployments get them: whose value counts, what an update of the API replaces, which
//! secrets stay, and what a move or an end takes away.

use crate::scene::environment::{
    connection, edit_object, equipped, link, object, plain, platform, postgres,
};
use crate::scene::{edit, scene, transfer};
use planisphere_domain::deployment::{EnvironmentVariable, MOST_BYTES_OF_VARIABLE, VariableValue};
use planisphere_domain::environment_object::{
    Connection, EnvironmentObjectField as Field, LEAST_RUNTIME_FOR_CONNECTIONS, Link, ObjectScope,
    Payload, Replacement, Source, resolve,
};
use planisphere_domain::policy::{Because, Permission};
use planisphere_domain::{Command, ResourceRef, SecretId, can, undo};
use planisphere_fixtures::Fixture;

fn text(payload: &Payload) -> &str {
    match payload {
        Payload::AirflowVariable(VariableValue::Plain(text))
        | Payload::EnvironmentVariable(VariableValue::Plain(text)) => text,
        other => panic!("{other:?}"),
    }
}

/// Key, value and source of the plain variables that a Deployment gets.
fn got(fixture: &Fixture, deployment: &str) -> Vec<(String, String, Source)> {
    resolve(fixture.state(), fixture.deployment(deployment))
        .iter()
        .map(|it| {
            (
                it.object.object_key.clone(),
                text(&it.payload).to_owned(),
                it.source,
            )
        })
        .collect()
}

fn entry(key: &str, value: &str, source: Source) -> (String, String, Source) {
    (key.into(), value.into(), source)
}

/// EO-13, EO-18: the Deployment's own, else the link's value, else the Workspace's; an excluded Deployment gets
/// nothing.
#[test]
fn what_a_deployment_gets() {
    let fixture = equipped();
    let zone = entry("zone", "on", Source::AutoLink);
    assert_eq!(
        got(&fixture, "etl"),
        [entry("level", "debug", Source::Link), zone.clone()]
    );
    assert_eq!(
        got(&fixture, "twin"),
        [entry("level", "own", Source::Deployment), zone.clone()]
    );
    assert_eq!(got(&fixture, "pods"), []);
    assert_eq!(got(&fixture, "dev"), [zone]);
    let twin = resolve(fixture.state(), fixture.deployment("twin"));
    assert_eq!(twin[0].hides.map(|it| it.scope), Some(platform(&fixture)));
    let etl = resolve(fixture.state(), fixture.deployment("etl"));
    assert_eq!(etl[0].overridden, ["value"]);
    assert_eq!(etl[1].overridden, Vec::<&str>::new());
}

/// Fields of a connection come from the link where it sets them, and from the Workspace elsewhere.
#[test]
fn fields_come_from_the_link_one_by_one() {
    let mut fixture = equipped();
    let over = Connection {
        host: "replica".into(),
        port: Some(6_432),
        ..Connection::default()
    };
    let linked = Link {
        deployment_id: fixture.deployment("etl"),
        overrides: Some(Payload::Connection(over)),
    };
    fixture.must(edit_object(&fixture, "db", [Field::Links(vec![linked])]));
    let etl = resolve(fixture.state(), fixture.deployment("etl"));
    let db = etl.iter().find(|it| it.object.object_key == "db").unwrap();
    let mut expected = postgres();
    (expected.host, expected.port) = ("replica".into(), Some(6_432));
    assert_eq!(db.payload, Payload::Connection(expected));
    assert_eq!(db.overridden, ["host", "port"]);
    assert_eq!(
        db.object.payload.set_fields(),
        ["type", "host", "port", "password", "extra"]
    );
}

/// ENV-11: a Deployment's own environment variable ranks above every environment object of that key.
#[test]
fn a_variable_of_the_deployment_itself_ranks_first() {
    let mut fixture = scene();
    let command = object(&mut fixture, |draft| {
        let value = VariableValue::Plain("object".into());
        draft.object_key = "LEVEL".into();
        draft.object_type = "ENVIRONMENT_VARIABLE".into();
        draft.payload = Payload::EnvironmentVariable(value).into();
        draft.auto_link_deployments = true;
    });
    fixture.must(command);
    let is_outranked = |deployment: &str| {
        let found = resolve(fixture.state(), fixture.deployment(deployment));
        found[0].is_outranked
    };
    assert!(is_outranked("secretive"));
    assert!(!is_outranked("etl"));
}

/// EO-17: the oldest Runtime that gets connections.
#[test]
fn runtimes_at_the_limit_of_connections() {
    for (runtime, holds) in [("8.10.0", false), ("9.7.0", true), ("3.0-12", true)] {
        let mut fixture = scene().with_deployment_as("Data Platform", "aged", |draft| {
            draft.runtime = Some(runtime.into());
        });
        let wide = connection(&mut fixture, |_| {});
        fixture.must(wide);
        fixture.must(edit_object(
            &fixture,
            "new",
            [Field::AutoLinkDeployments(true)],
        ));
        let gets = resolve(fixture.state(), fixture.deployment("aged")).len();
        assert_eq!(gets, usize::from(holds), "{runtime}");
    }
    assert_eq!(LEAST_RUNTIME_FOR_CONNECTIONS, "9.3.0");
}

/// The lengths and numbers that are limited, from both sides.
#[test]
fn values_at_their_limits() {
    let accepts = |command: fn(&mut Fixture, usize) -> Command, size: usize| {
        let mut fixture = scene();
        let command = command(&mut fixture, size);
        fixture.decide(&command).is_ok()
    };
    let key =
        |fixture: &mut Fixture, size| object(fixture, |draft| draft.object_key = "k".repeat(size));
    let about =
        |fixture: &mut Fixture, size| object(fixture, |draft| draft.description = "d".repeat(size));
    let port =
        |fixture: &mut Fixture, size| connection(fixture, |it| it.port = u32::try_from(size).ok());
    for (size, holds) in [
        (0, false),
        (1, true),
        (255, true),
        (256, true),
        (257, false),
    ] {
        assert_eq!(accepts(key, size), holds, "a key of {size}");
    }
    for (size, holds) in [(0, true), (999, true), (1_000, true), (1_001, false)] {
        assert_eq!(accepts(about, size), holds, "a description of {size}");
    }
    for (size, holds) in [
        (0, false),
        (1, true),
        (65_534, true),
        (65_535, true),
        (65_536, false),
    ] {
        assert_eq!(accepts(port, size), holds, "port {size}");
    }
    // No source limits a value: a megabyte is kept whole.
    let long = |fixture: &mut Fixture, size: usize| {
        object(fixture, |draft| draft.payload = plain(&"v".repeat(size)))
    };
    assert!(accepts(long, 1_000_000));
}

/// EO-10: what an update leaves out is gone; in a link that stays, what it does not override anew stays.
#[test]
fn an_update_of_the_api_replaces() {
    let mut fixture = equipped();
    let id = fixture.object("level");
    let update = |fixture: &mut Fixture, body: &Replacement| {
        let stored = fixture.state().environment_object(id).unwrap();
        let edits = stored.replaced_by(body).unwrap();
        fixture.must(Command::UpdateEnvironmentObject { id, edits });
    };
    let kept = Replacement {
        payload: plain("warn"),
        links: Some(vec![link(&fixture, "etl", plain(""))]),
        ..Replacement::default()
    };
    update(&mut fixture, &kept);
    assert_eq!(
        got(&fixture, "etl")[0],
        entry("level", "debug", Source::Link)
    );
    let stored = fixture.state().environment_object(id).unwrap();
    assert_eq!(stored.links.len(), 1);
    update(&mut fixture, &Replacement::default());
    let stored = fixture.state().environment_object(id).unwrap();
    assert_eq!(stored.links, []);
    assert_eq!(text(&stored.payload), "warn");
    let other = Replacement {
        payload: Payload::Connection(postgres()).into(),
        ..Replacement::default()
    };
    let rejection = stored.replaced_by(&other).unwrap_err();
    assert_eq!(rejection.code(), "other-payload");
}

/// An environment variable ends up among those of Deployments, so it keeps to their limit.
#[test]
fn an_environment_variable_fits_a_program() {
    let mut fixture = equipped();
    let key = "LEVEL";
    let most = MOST_BYTES_OF_VARIABLE - key.len();
    for (value, code) in [
        ("x".repeat(most - 1), None),
        ("x".repeat(most), None),
        ("x".repeat(most + 1), Some("too-long")),
        ("a\0b".to_owned(), Some("variable-value")),
    ] {
        let command = object(&mut fixture, |draft| {
            draft.object_key = key.into();
            draft.object_type = "ENVIRONMENT_VARIABLE".into();
            draft.payload = Payload::EnvironmentVariable(VariableValue::Plain(value)).into();
        });
        let found = match fixture.decide(&command) {
            Ok(_) => None,
            Err(rejection) => rejection.problems().first().map(|problem| problem.code),
        };
        assert_eq!(found, code);
    }
}

/// EO-11: a secret that is left out stays, in the object and in its links.
#[test]
fn secrets_stay_until_others_come() {
    let mut fixture = equipped();
    let etl = fixture.deployment("etl");
    let over = |id: Option<u128>| Link {
        deployment_id: etl,
        overrides: Some(Payload::AirflowVariable(VariableValue::Secret(
            id.map(SecretId::from_bits),
        ))),
    };
    fixture.must(edit_object(
        &fixture,
        "key",
        [Field::Links(vec![over(Some(6))])],
    ));
    let unset = Payload::AirflowVariable(VariableValue::Secret(None));
    let command = edit_object(
        &fixture,
        "key",
        [Field::Payload(unset), Field::Links(vec![over(None)])],
    );
    assert_eq!(fixture.decide(&command), Ok(Vec::new()));
    let id = fixture.object("key");
    let stored = fixture.state().environment_object(id).unwrap();
    let secrets: Vec<u128> = stored.secrets().into_iter().map(SecretId::bits).collect();
    assert_eq!(secrets, [2, 6]);
}

/// EO-8, DEL-3: a Deployment that ends or moves leaves no link behind; its own objects end or move with it.
#[test]
fn links_end_with_their_deployment() {
    let mut fixture = equipped();
    let (level, twin) = (fixture.object("level"), fixture.deployment("twin"));
    fixture.must(Command::DeleteDeployment { id: twin });
    let stored = fixture.state().environment_object(level).unwrap();
    assert_eq!(stored.links.len(), 1);
    let own = planisphere_domain::Home::Deployment(twin);
    assert_eq!(fixture.state().environment_objects_of(own).count(), 0);

    let before = fixture.state().clone();
    let command = transfer(&fixture, "etl", "Empty");
    let events = fixture.decide(&command).unwrap();
    fixture.must(command);
    let stored = fixture.state().environment_object(level).unwrap();
    assert_eq!(stored.links, []);
    assert_eq!(got(&fixture, "etl"), []);
    fixture.must_all(&undo(&before, &events).unwrap());
    assert_eq!(
        got(&fixture, "etl")[0],
        entry("level", "debug", Source::Link)
    );
}

#[test]
fn own_objects_move_along() {
    let mut fixture = scene();
    let scope = ObjectScope::Deployment(fixture.deployment("etl"));
    fixture = fixture.with_object("level", scope, |_| {});
    fixture.must(transfer(&fixture, "etl", "Empty"));
    assert_eq!(
        got(&fixture, "etl"),
        [entry("level", "on", Source::Deployment)]
    );
}

/// EO-12: secret values are read by whoever may, where the Organization lets them.
#[test]
fn secrets_are_shown_only_where_the_organization_lets_them() {
    let fixture = equipped();
    let on = ResourceRef::Workspace(fixture.workspace("Data Platform"));
    let permission = Permission::WorkspaceEnvObjectsGetSecrets;
    let decision = can(fixture.state(), &fixture.caller(), permission, &on);
    assert_eq!(decision.because, Because::SecretsFetchingIsOff);
    let actor = fixture.caller().actor;
    let said = planisphere_domain::Rejection::from_decision(
        fixture.state(),
        actor,
        decision,
        permission,
        &on,
    );
    let said = said.to_string();
    for word in ["showSecrets", "Organization", "not allowed"] {
        assert!(said.contains(word), "{said}");
    }
}

/// What an end takes with it: secrets of the thing itself, of what belongs to it, and of overrides for it.
#[test]
fn secrets_that_end() {
    use planisphere_domain::Event;
    let mut fixture = equipped();
    let etl = fixture.deployment("etl");
    let over = Link {
        deployment_id: etl,
        overrides: Some(Payload::AirflowVariable(VariableValue::Secret(Some(
            SecretId::from_bits(6),
        )))),
    };
    fixture.must(edit_object(&fixture, "key", [Field::Links(vec![over])]));
    let scope = ObjectScope::Deployment(etl);
    fixture = fixture.with_object("own", scope, |draft| {
        let secret = VariableValue::Secret(Some(SecretId::from_bits(7)));
        draft.payload = Payload::AirflowVariable(secret).into();
    });
    let ended = |event: &Event| -> Vec<u128> {
        let ids = fixture.state().secrets_ended_by(event);
        ids.into_iter().map(SecretId::bits).collect()
    };
    assert_eq!(ended(&Event::DeploymentDeleted { id: etl }), [7, 6]);
    let id = fixture.object("key");
    assert_eq!(ended(&Event::EnvironmentObjectDeleted { id }), [2, 6]);
    let id = fixture.workspace("Data Platform");
    assert_eq!(ended(&Event::WorkspaceDeleted { id }), [2, 6, 3, 4]);
    let id = fixture.deployment("secretive");
    assert_eq!(ended(&Event::DeploymentDeleted { id }).len(), 1);
}

/// A variable that is added to the Deployment later outranks the object from then on.
#[test]
fn ranks_follow_the_deployment() {
    let mut fixture = equipped();
    let value = VariableValue::Plain("mine".into());
    fixture.must(edit(
        &fixture,
        "etl",
        [
            planisphere_domain::deployment::DeploymentField::EnvironmentVariables(vec![
                EnvironmentVariable {
                    key: "zone".into(),
                    value,
                    updated_at: fixture.now(),
                },
            ]),
        ],
    ));
    // An Airflow variable is no environment variable.
    let etl = resolve(fixture.state(), fixture.deployment("etl"));
    assert!(etl.iter().all(|it| !it.is_outranked));
}
