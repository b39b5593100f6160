//! Requests for Deployments in the form of the API: what a body can get wrong by itself, and how it is read
//! against what is stored.

use std::cell::Cell;

use planisphere_domain::deployment::{Deployment, DeploymentRequest, NewIds, VariableValue};
use planisphere_domain::{Command, DeploymentId, QueueId, Rejection, SecretId, decide_all};
use planisphere_fixtures::Fixture;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::scene::scene;

/// Ids that follow from one another; a secret's id is told apart from the stored ones.
fn with_ids<T>(read: impl FnOnce(NewIds<'_>) -> T) -> T {
    let count = Cell::new(0);
    let next = || {
        count.set(count.get() + 1);
        900 + count.get()
    };
    read(NewIds {
        queue: &mut || QueueId::from_bits(next()),
        secret: &mut |_| SecretId::from_bits(next()),
    })
}

fn paths(rejection: &Rejection) -> Vec<String> {
    let problems = rejection.problems().iter();
    problems.map(|problem| problem.path.clone()).collect()
}

/// The Deployment that a body creates, or the paths of what is wrong.
fn created(fixture: &Fixture, body: Value) -> Result<Deployment, Vec<String>> {
    let id = DeploymentId::from_bits(77);
    let request = DeploymentRequest::deserialize(body).unwrap();
    let draft = with_ids(|ids| request.draft(id, fixture.now(), ids));
    let draft = draft.map_err(|rejection| paths(&rejection))?;
    decided(
        fixture,
        id,
        vec![Command::CreateDeployment(Box::new(draft))],
    )
}

/// The Deployment after an update, or the paths of what is wrong.
fn updated(fixture: &Fixture, name: &str, body: Value) -> Result<Deployment, Vec<String>> {
    let id = fixture.deployment(name);
    let request = DeploymentRequest::deserialize(body).unwrap();
    let commands = with_ids(|ids| request.commands(fixture.state(), id, fixture.now(), ids));
    let commands = commands.map_err(|rejection| paths(&rejection))?;
    decided(fixture, id, commands)
}

fn decided(
    fixture: &Fixture,
    id: DeploymentId,
    commands: Vec<Command>,
) -> Result<Deployment, Vec<String>> {
    let caller = fixture.caller();
    let events = decide_all(fixture.state(), &caller, &commands, &fixture.env())
        .map_err(|(_, rejection)| paths(&rejection))?;
    let mut state = fixture.state().clone();
    for event in &events {
        planisphere_domain::apply(&mut state, event, fixture.now(), caller.actor);
    }
    Ok(state.deployment(id).unwrap().clone())
}

/// A body to create one, with further keys.
fn body(fixture: &Fixture, more: Value) -> Value {
    let workspace = fixture.workspace("Data Platform").to_string();
    merged(json!({"name": "new", "workspaceId": workspace}), more)
}

/// A body that leaves a Deployment as it is, with further keys.
fn echo(fixture: &Fixture, name: &str, more: Value) -> Value {
    let stored = fixture
        .state()
        .deployment(fixture.deployment(name))
        .unwrap();
    let variables: Vec<Value> = stored
        .environment_variables
        .iter()
        .map(|variable| match &variable.value {
            VariableValue::Plain(text) => json!({"key": variable.key, "value": text}),
            VariableValue::Secret(_) => json!({"key": variable.key, "isSecret": true}),
        })
        .collect();
    let whole = json!({
        "name": stored.name,
        "type": stored.infrastructure.deployment_type().api(),
        "executor": stored.executor.api(),
        "isCicdEnforced": stored.is_cicd_enforced,
        "isDagDeployEnabled": stored.is_dag_deploy_enabled,
        "workspaceId": stored.workspace_id.to_string(),
        "environmentVariables": variables,
        "schedulerSize": stored.scheduler_size.map(|size| size.api()),
        "isHighAvailability": stored.scheduler_size.map(|_| stored.is_high_availability),
        "scheduler": stored.scheduler_au.map(|au| json!({"au": au, "replicas": stored.scheduler_replicas})),
    });
    merged(whole, more)
}

fn merged(mut body: Value, more: Value) -> Value {
    for (key, value) in more.as_object().unwrap() {
        body[key] = value.clone();
    }
    body
}

#[test]
fn bodies_that_create() {
    let fixture = scene();
    let cluster = |name: &str| fixture.cluster(name).to_string();
    let queue = json!({
        "name": "default", "isDefault": true, "astroMachine": "A5",
        "minWorkerCount": 0, "maxWorkerCount": 10, "workerConcurrency": 5,
    });
    let standard = json!({"cloudProvider": "AWS", "region": "us-east-1"});
    let on_standard = |more: Value| merged(standard.clone(), more);
    let cases = [
        ("all defaults", on_standard(json!({})), None),
        // UPD-4
        (
            "null is absent",
            on_standard(json!({"clusterId": null, "executor": null})),
            None,
        ),
        // UPD-5
        (
            "empty is absent",
            on_standard(json!({"clusterId": "", "executor": "", "astroRuntimeVersion": ""})),
            None,
        ),
        // DEP-10
        (
            "half a place",
            json!({"region": "us-east-1"}),
            Some("cloudProvider"),
        ),
        (
            "the other half",
            json!({"cloudProvider": "AWS"}),
            Some("region"),
        ),
        // DEP-11, DEP-14, DEP-16
        (
            "a cluster beside a place",
            on_standard(json!({"clusterId": cluster("open")})),
            None,
        ),
        (
            "STANDARD on a cluster",
            json!({"type": "STANDARD", "clusterId": cluster("open")}),
            Some("clusterId"),
        ),
        (
            "DEDICATED without one",
            json!({"type": "DEDICATED"}),
            Some("clusterId"),
        ),
        (
            "DEDICATED with a place",
            on_standard(json!({"type": "DEDICATED", "clusterId": cluster("open")})),
            Some("region"),
        ),
        (
            "DEDICATED",
            json!({"type": "DEDICATED", "clusterId": cluster("open")}),
            None,
        ),
        (
            "DEDICATED on a hybrid cluster",
            json!({"type": "DEDICATED", "clusterId": cluster("own")}),
            Some("type"),
        ),
        (
            "no id of a cluster",
            json!({"clusterId": "prod"}),
            Some("clusterId"),
        ),
        // EXE-1, SCH-1
        (
            "no executor",
            on_standard(json!({"executor": "LOCAL"})),
            Some("executor"),
        ),
        (
            "no size",
            on_standard(json!({"schedulerSize": "small"})),
            Some("schedulerSize"),
        ),
        (
            "no type",
            on_standard(json!({"type": "SHARED"})),
            Some("type"),
        ),
        (
            "no provider",
            json!({"cloudProvider": "IBM", "region": "us-east-1"}),
            Some("cloudProvider"),
        ),
        // WQ-5, WQ-6, WQ-12
        (
            "a queue",
            on_standard(json!({"workerQueues": [queue]})),
            None,
        ),
        (
            "less than none",
            on_standard(
                json!({"workerQueues": [merged(queue.clone(), json!({"minWorkerCount": -1}))]}),
            ),
            Some("workerQueues[0].minWorkerCount"),
        ),
        (
            "no most",
            on_standard(
                json!({"workerQueues": [merged(queue.clone(), json!({"maxWorkerCount": null}))]}),
            ),
            Some("workerQueues[0].maxWorkerCount"),
        ),
        (
            "not the default",
            on_standard(
                json!({"workerQueues": [merged(queue.clone(), json!({"isDefault": false}))]}),
            ),
            Some("workerQueues[0].isDefault"),
        ),
        (
            "an id",
            on_standard(
                json!({"workerQueues": [merged(queue.clone(), json!({"id": "cq1default000000000000000"}))]}),
            ),
            Some("workerQueues[0].id"),
        ),
        // ENV-9
        (
            "a variable without a value",
            on_standard(json!({"environmentVariables": [{"key": "A"}]})),
            Some("environmentVariables[0].value"),
        ),
        (
            "a secret without a value",
            on_standard(json!({"environmentVariables": [{"key": "A", "isSecret": true}]})),
            Some("environmentVariables[0].value"),
        ),
        (
            "an empty value",
            on_standard(json!({"environmentVariables": [{"key": "A", "value": ""}]})),
            None,
        ),
        // HIB-7, HIB-8, HIB-10
        (
            "hibernation that says nothing",
            on_standard(
                json!({"isDevelopmentMode": true, "scalingSpec": {"hibernationSpec": {"schedules": []}}}),
            ),
            Some("scalingSpec.hibernationSpec"),
        ),
        (
            "no hibernation",
            on_standard(json!({"scalingSpec": {}})),
            None,
        ),
        (
            "an override that says nothing",
            on_standard(
                json!({"isDevelopmentMode": true, "scalingSpec": {"hibernationSpec": {"override": {}}}}),
            ),
            Some("scalingSpec.hibernationSpec.override.isHibernating"),
        ),
        // REM-2, REM-4
        (
            "remote execution that is off",
            on_standard(json!({"remoteExecution": {"enabled": false}})),
            Some("remoteExecution.enabled"),
        ),
        (
            "a log bucket without it",
            on_standard(json!({"remoteExecution": {"taskLogBucket": "logs"}})),
            Some("remoteExecution.enabled"),
        ),
    ];
    for (about, more, expected) in cases {
        let got = created(&fixture, body(&fixture, more));
        match (expected, &got) {
            (None, Ok(_)) => {}
            (Some(path), Err(paths)) if paths.iter().any(|it| it == path) => {}
            _ => panic!("{about}: {:?}", got.map(|it| it.name)),
        }
    }
}

#[test]
fn every_problem_of_a_body_comes_at_once() {
    let fixture = scene();
    let wrong = json!({
        "executor": "LOCAL",
        "schedulerSize": "HUGE",
        "region": "us-east-1",
        "environmentVariables": [{"key": "A"}],
        "remoteExecution": {},
    });
    let problems = created(&fixture, body(&fixture, wrong))
        .map(|_| ())
        .unwrap_err();
    assert_eq!(
        problems,
        [
            "cloudProvider",
            "executor",
            "schedulerSize",
            "environmentVariables[0].value",
            "remoteExecution.enabled",
        ]
    );
}

#[test]
fn an_echo_changes_nothing() {
    let fixture = scene();
    for name in [
        "etl",
        "pods",
        "dev",
        "locked",
        "hybrid",
        "remote",
        "secretive",
    ] {
        let stored = fixture
            .state()
            .deployment(fixture.deployment(name))
            .unwrap();
        let after = updated(&fixture, name, echo(&fixture, name, json!({})));
        // UPD-2, HIB-15
        assert_eq!(after.as_ref(), Ok(stored), "{name}");
    }
}

#[test]
fn what_an_update_has_to_carry() {
    let fixture = scene();
    let whole = echo(&fixture, "etl", json!({}));
    let keys = whole.as_object().unwrap().iter();
    for (key, _) in keys.filter(|(key, value)| *key != "scheduler" && !value.is_null()) {
        // UPD-1, UPD-4
        let without = echo(&fixture, "etl", json!({key: null}));
        assert_eq!(updated(&fixture, "etl", without), Err(vec![key.clone()]));
    }
    let without = echo(&fixture, "hybrid", json!({"scheduler": null}));
    assert_eq!(
        updated(&fixture, "hybrid", without),
        Err(vec!["scheduler".into()])
    );
}

#[test]
fn what_was_chosen_at_creation_stays() {
    let fixture = scene();
    let open = fixture.cluster("open").to_string();
    let cases = [
        ("type", json!("DEDICATED")),
        ("cloudProvider", json!("GCP")),
        ("region", json!("us-west-2")),
        ("clusterId", json!(open)),
        ("astroRuntimeVersion", json!("12.5.0")),
    ];
    for (key, value) in cases {
        let changed = echo(&fixture, "etl", json!({key: value}));
        assert_eq!(updated(&fixture, "etl", changed), Err(vec![key.to_owned()]));
    }
    let stored = fixture
        .state()
        .deployment(fixture.deployment("etl"))
        .unwrap();
    let same = json!({"astroRuntimeVersion": stored.runtime.text(), "cloudProvider": "AWS", "clusterId": ""});
    assert!(updated(&fixture, "etl", echo(&fixture, "etl", same)).is_ok());
}

#[test]
fn queues_are_known_by_id_or_by_name() {
    let fixture = scene();
    let stored = fixture
        .state()
        .deployment(fixture.deployment("etl"))
        .unwrap();
    let id = stored.worker_queues[0].id;
    let queues = |queues: Value| {
        updated(
            &fixture,
            "etl",
            echo(&fixture, "etl", json!({"workerQueues": queues})),
        )
    };
    // WQ-11, UPD-7: only what is sent changes.
    let after = queues(json!([{"id": id.to_string(), "maxWorkerCount": 7}])).unwrap();
    let mut expected = stored.worker_queues.clone();
    expected[0].max_worker_count = 7;
    assert_eq!(after.worker_queues, expected);
    // UPD-5, UPD-6
    let after = queues(json!([{"id": "", "name": "default"}])).unwrap();
    assert_eq!(after.worker_queues, stored.worker_queues);
    // WQ-11: without an id and a known name it is a new one.
    let more = json!({
        "name": "more", "astroMachine": "A10",
        "minWorkerCount": 1, "maxWorkerCount": 2, "workerConcurrency": 30,
    });
    let after = queues(json!([{"name": "default"}, more])).unwrap();
    assert_eq!(after.worker_queues.len(), 2);
    assert_ne!(after.worker_queues[1].id, id);
    // WQ-12
    assert_eq!(
        queues(json!([{"id": "czzzunknown00000000000000", "name": "default"}])),
        Err(vec![
            "workerQueues[0].id".into(),
            "workerQueues[0].minWorkerCount".into(),
            "workerQueues[0].maxWorkerCount".into(),
            "workerQueues[0].workerConcurrency".into()
        ])
    );
    // WQ-5: without `default` there is none.
    assert_eq!(queues(json!([])), Err(vec!["workerQueues".into()]));
}

#[test]
fn an_executor_with_queues_starts_with_the_default_one() {
    let fixture = scene();
    let back = echo(&fixture, "pods", json!({"executor": "CELERY"}));
    let after = updated(&fixture, "pods", back).unwrap();
    assert_eq!(after.worker_queues.len(), 1);
    assert_eq!(after.worker_queues[0].max_worker_count, 10);
}

#[test]
fn variables_are_the_whole_list_and_secrets_keep_their_value() {
    let fixture = scene();
    let stored = fixture
        .state()
        .deployment(fixture.deployment("secretive"))
        .unwrap();
    let secret = stored.environment_variables[1].value.clone();
    let set = |list: Value| {
        let body = echo(&fixture, "secretive", json!({"environmentVariables": list}));
        updated(&fixture, "secretive", body).map(|after| after.environment_variables)
    };
    // ENV-4
    assert_eq!(set(json!([])), Ok(vec![]));
    // ENV-6: absent and empty keep it.
    for body in [
        json!({"key": "PASSWORD", "isSecret": true}),
        json!({"key": "PASSWORD", "isSecret": true, "value": ""}),
    ] {
        assert_eq!(set(json!([body])).unwrap()[0].value, secret);
    }
    let after = set(json!([{"key": "PASSWORD", "isSecret": true, "value": "new"}])).unwrap();
    assert!(after[0].value.is_secret() && after[0].value != secret);
    // ENV-9: a plain one needs its value, a new secret may go without.
    assert_eq!(
        set(json!([{"key": "LEVEL"}])),
        Err(vec!["environmentVariables[0].value".into()])
    );
    assert!(set(json!([{"key": "OTHER", "isSecret": true}])).is_ok());
    // A plain one that becomes secret keeps its text, sealed from now on.
    let after = set(json!([{"key": "LEVEL", "isSecret": true}])).unwrap();
    assert!(matches!(after[0].value, VariableValue::Secret(Some(_))));
    // ENV-7
    assert_eq!(
        set(json!([{"key": "PASSWORD", "value": "x"}])),
        Err(vec!["environmentVariables[0].isSecret".into()])
    );
}

#[test]
fn another_workspace_is_a_transfer() {
    let fixture = scene();
    let target = fixture.workspace("Empty");
    let moved = json!({"workspaceId": target.to_string(), "name": "moved"});
    let after = updated(&fixture, "etl", echo(&fixture, "etl", moved)).unwrap();
    assert_eq!((after.workspace_id, after.name.as_str()), (target, "moved"));
}
