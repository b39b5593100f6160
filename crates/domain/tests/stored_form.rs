//! The form in which events are stored: what is empty is left out, and texts that spell it out still read.

use planisphere_domain::{Cause, Commit, Event};
use planisphere_fixtures::{Fixture, small};
use serde_json::{Value, json};

/// A Deployment as logs of the first builds hold it: every field is there, empty or not.
const SPELLED_OUT: &str = r#"{"deploymentCreated":{
    "id":"cmvmyglq80khnhlapy96rqnti","workspaceId":"cmm8zbfo80025dvd6g2c7dmi7",
    "name":"orders","description":"","infrastructure":{"standard":{"cloudProvider":"AZURE","region":"westeurope"}},
    "runtime":"3.0-12","airflowVersion":"3.0","executor":"CELERY",
    "schedulerSize":"LARGE","schedulerAu":null,"schedulerReplicas":1,
    "isHighAvailability":false,"isDevelopmentMode":false,"isCicdEnforced":false,"isDagDeployEnabled":true,
    "defaultTaskPodCpu":"0.25","defaultTaskPodMemory":"0.5Gi","resourceQuotaCpu":"10","resourceQuotaMemory":"20Gi",
    "workerQueues":[{"id":"cmvmyglq80khooyg0rablcgyl","name":"default","minWorkerCount":0,"maxWorkerCount":10,
        "workerConcurrency":5,"astroMachine":"A5","nodePoolId":null,"podEphemeralStorage":"10Gi",
        "podCpu":null,"podMemory":null}],
    "taskPodNodePoolId":null,"environmentVariables":[],"contactEmails":[],"hibernation":null,"remoteExecution":null,
    "workloadIdentity":"","drWorkloadIdentity":"","namespace":"polar-quasar-8865",
    "image":null,"dagTarballVersion":null,"desiredDagTarballVersion":null,
    "observed":{"status":null,"statusReason":null,"externalIps":[],"oidcIssuerUrl":null,
        "drExternalIps":[],"drOidcIssuerUrl":null,"remoteApiUrl":null},
    "createdAt":"2026-10-24T22:13:20Z","createdBy":{"user":"cmm8za5dk0000000000000001"},
    "updatedAt":"2026-10-24T22:13:20Z","updatedBy":{"user":"cmm8za5dk0000000000000001"}}}"#;

/// Removes everything empty.
fn without_nothing(value: &Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| (key.clone(), without_nothing(value)))
            .filter(|(_, value)| {
                !matches!(value, Value::Null)
                    && *value != json!("")
                    && *value != json!([])
                    && *value != json!({})
            })
            .collect(),
        Value::Array(items) => items.iter().map(without_nothing).collect(),
        other => other.clone(),
    }
}

#[test]
fn a_deployment_spelled_out_reads_and_is_written_short() {
    let event: Event = serde_json::from_str(SPELLED_OUT).unwrap();
    let Event::DeploymentCreated(deployment) = &event else {
        panic!("{event:?}");
    };
    assert_eq!(deployment.name, "orders");
    assert_eq!(deployment.scheduler_au, None);
    assert!(deployment.observed.is_empty());
    let written = serde_json::to_value(&event).unwrap();
    let spelled_out: Value = serde_json::from_str(SPELLED_OUT).unwrap();
    assert_eq!(written, without_nothing(&spelled_out));
    assert_eq!(serde_json::from_value::<Event>(written).unwrap(), event);
}

/// A cleared field is not an absent one: edits write what they set, nothing included.
#[test]
fn edits_write_what_they_clear() {
    let fixture = crate::scene::scene();
    let cleared = planisphere_domain::deployment::DeploymentField::Hibernation(None);
    let events = fixture
        .decide(&crate::scene::edit(&fixture, "dev", [cleared]))
        .unwrap();
    let text = serde_json::to_string(&events).unwrap();
    assert!(
        text.contains(r#""changes":[{"hibernation":null}]"#),
        "{text}"
    );
}

/// Logs of before undos were counted say only that something was taken back.
#[test]
fn causes_of_every_age_read_as_they_were_written() {
    for (text, cause) in [
        (json!("edit"), Cause::Edit),
        (json!("undo"), Cause::Undo),
        (
            json!({"undoOf": {"commit": 7}}),
            Cause::UndoOf { commit: 7 },
        ),
        (
            json!({"redoOf": {"commit": 8}}),
            Cause::RedoOf { commit: 8 },
        ),
        (
            json!({"plan": {"author": null}}),
            Cause::Plan { author: None },
        ),
    ] {
        assert_eq!(
            serde_json::from_value::<Cause>(text.clone()).unwrap(),
            cause
        );
        assert_eq!(serde_json::to_value(&cause).unwrap(), text);
    }
}

/// No number stands for a permission, a role or a kind, so that old logs read whatever is added.
#[test]
fn names_and_no_numbers_of_enums_are_stored() {
    let log: Vec<Commit> = small();
    let value = serde_json::to_value(&log).unwrap();
    let mut numbers = Vec::new();
    numbers_in(&value, "", &mut numbers);
    for name in numbers {
        assert!(
            [
                "schedulerReplicas",
                "minWorkerCount",
                "maxWorkerCount",
                "workerConcurrency",
                "rotations",
                "port",
                "lookBackPeriodSeconds",
                "expiryPeriodInDays",
                // Of a deploy: its place among those of one second.
                "number"
            ]
            .contains(&name.as_str()),
            "{name}"
        );
    }
    let fixture = Fixture::founded();
    assert!(
        serde_json::to_string(fixture.commits())
            .unwrap()
            .contains("ORGANIZATION_OWNER")
    );
}

/// Names are those of the API: no key of a stored event is spelled as in the code.
#[test]
fn keys_are_spelled_as_in_the_api() {
    let text = serde_json::to_string(&small()).unwrap();
    for word in [
        "userInvited",
        "inviteAccepted",
        "teamMembersAdded",
        "apiTokenRotated",
    ] {
        // What the sample does not hold is in the golden file of accepted commands.
        assert!(text.contains(word) || GOLDEN.contains(word), "{word}");
    }
    for text in [text.as_str(), GOLDEN] {
        for key in text
            .split("\":")
            .filter_map(|before| before.rsplit('"').next())
        {
            let is_constant = key.bytes().all(|it| it.is_ascii_uppercase() || it == b'_');
            assert!(is_constant || !key.contains('_'), "{key}");
        }
    }
}

const GOLDEN: &str = include_str!("golden/accepted.txt");

fn numbers_in(value: &Value, name: &str, into: &mut Vec<String>) {
    match value {
        Value::Number(_) => into.push(name.to_owned()),
        Value::Array(items) => items.iter().for_each(|it| numbers_in(it, name, into)),
        Value::Object(fields) => fields
            .iter()
            .for_each(|(name, it)| numbers_in(it, name, into)),
        _ => {}
    }
}
