//! What is said about a Deployment although nothing refuses it, and what happens to stored values when the
//! catalogue changes.

use planisphere_domain::catalogue::Contents;
use planisphere_domain::deployment::{Deployment, DeploymentField, Effect, WorkerQueue};
use planisphere_domain::{Catalogue, Env, Event, decide};
use planisphere_fixtures::Fixture;

use crate::scene::{create, edit, edit_queue, plain, scene};

/// The built-in catalogue, changed.
fn catalogue(change: impl FnOnce(&mut Contents)) -> Catalogue {
    let mut contents = Catalogue::built_in().contents().clone();
    change(&mut contents);
    Catalogue::of(contents).unwrap()
}

/// One without A5, us-east-1 and every Runtime but the newest.
fn narrowed() -> Catalogue {
    catalogue(|contents| {
        contents
            .worker_machines
            .retain(|machine| machine.name != "A5");
        for regions in contents.regions.standard.values_mut() {
            regions.retain(|region| region.code != "us-east-1");
        }
        contents
            .runtimes
            .retain(|release| release.version == "13.9.0");
    })
}

fn codes(fixture: &Fixture, name: &str, catalogue: &Catalogue) -> Vec<(String, &'static str)> {
    let deployment = fixture
        .state()
        .deployment(fixture.deployment(name))
        .unwrap();
    let notices = deployment.notices(catalogue, fixture.now());
    notices.into_iter().map(|it| (it.path, it.code)).collect()
}

fn with_variables(keys: &[&str]) -> Fixture {
    let mut fixture = scene();
    let variables = keys.iter().map(|key| plain(key, "x")).collect();
    let command = edit(
        &fixture,
        "etl",
        [DeploymentField::EnvironmentVariables(variables)],
    );
    fixture.must(command);
    fixture
}

#[test]
fn a_system_variable_is_taken_and_told() {
    let fixture = with_variables(&[
        "AIRFLOW__CORE__FERNET_KEY",
        "MINE",
        "AIRFLOW__METRICS__STATSD_ON",
    ]);
    assert_eq!(
        codes(&fixture, "etl", &Catalogue::built_in()),
        [
            ("environmentVariables[0].key".into(), "system-variable"),
            ("environmentVariables[2].key".into(), "overwritten-variable"),
        ]
    );
}

#[test]
fn what_is_offered_gives_no_notice() {
    assert_eq!(codes(&scene(), "etl", &Catalogue::built_in()), []);
}

#[test]
fn what_is_no_longer_offered_stays_and_is_told() {
    let fixture = scene();
    let env = Env {
        now: fixture.now(),
        catalogue: narrowed(),
    };
    assert_eq!(
        codes(&fixture, "etl", &env.catalogue),
        [
            ("astroRuntimeVersion".into(), "unknown-runtime"),
            ("region".into(), "not-offered"),
            ("workerQueues[0].astroMachine".into(), "not-offered"),
        ]
    );
    let caller = fixture.caller();
    // An edit of something else keeps all three.
    for command in [
        edit(
            &fixture,
            "etl",
            [DeploymentField::Description("Kept".into())],
        ),
        edit_queue(&fixture, "etl", |queue| queue.max_worker_count = 3),
        edit_queue(&fixture, "etl", |queue| queue.worker_concurrency = 4),
    ] {
        let events = decide(fixture.state(), &caller, &command, &env).unwrap();
        assert!(matches!(
            events.as_slice(),
            [Event::DeploymentEdited { .. }]
        ));
    }
    // What is chosen anew has to be offered.
    let more = edit_queue(&fixture, "etl", |queue| queue.worker_concurrency = 6);
    let refused = decide(fixture.state(), &caller, &more, &env).unwrap_err();
    assert_eq!(
        refused.problems()[0].path,
        "workerQueues[0].workerConcurrency"
    );
    let mut fixture = fixture;
    let new = create(&mut fixture, |draft| {
        draft.runtime = Some("12.5.0".into());
        draft.worker_queues = Some(vec![WorkerQueue::default_queue(draft.default_queue_id)]);
    });
    let refused = decide(fixture.state(), &caller, &new, &env).unwrap_err();
    let paths: Vec<&str> = refused
        .problems()
        .iter()
        .map(|it| it.path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            "astroRuntimeVersion",
            "region",
            "workerQueues[0].astroMachine"
        ]
    );
}

#[test]
fn a_catalogue_is_read_from_a_file() {
    let text = serde_json::to_string(Catalogue::built_in().contents()).unwrap();
    let contents: Contents = serde_json::from_str(&text).unwrap();
    assert_eq!(Catalogue::of(contents), Ok(Catalogue::built_in()));
}

#[test]
fn everything_that_is_wrong_with_a_catalogue_comes_at_once() {
    let mut contents = Catalogue::built_in().contents().clone();
    contents.facts_of = "yesterday".into();
    contents.runtimes[1].version = contents.runtimes[0].version.clone();
    contents.runtimes[2].end_of_maintenance = Some("2026-02-30".into());
    contents.worker_machines[0].max_concurrency = 4;
    contents.worker_machines[1].cpu = 0;
    contents.schedulers.clear();
    let problems = Catalogue::of(contents).unwrap_err();
    let paths: Vec<&str> = problems.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "factsOf",
            "runtimes[2].endOfMaintenance",
            "runtimes[1].version",
            "workerMachines[0].defaultConcurrency",
            "workerMachines[1].cpu",
            "schedulers",
        ]
    );
}

#[test]
fn what_a_change_does_to_what_runs() {
    let fixture = scene();
    let effects = |name: &str, change: &dyn Fn(&mut Deployment)| {
        let before = fixture
            .state()
            .deployment(fixture.deployment(name))
            .unwrap();
        let mut after = before.clone();
        change(&mut after);
        let effects = before.effects_of(&after, fixture.now());
        effects.iter().map(Effect::code).collect::<Vec<_>>()
    };
    assert_eq!(effects("etl", &|_| {}), [""; 0]);
    // What is only written down restarts nothing.
    assert_eq!(effects("etl", &|it| it.name = "other".into()), [""; 0]);
    assert_eq!(
        effects("etl", &|it| it.contact_emails.push("a@b.co".into())),
        [""; 0]
    );
    // ENV-12
    let variable = |it: &mut Deployment| it.environment_variables.push(plain("A", "1"));
    assert_eq!(effects("etl", &variable), ["restarts"]);
    // WQ-15
    let dropped = |it: &mut Deployment| it.worker_queues.clear();
    assert_eq!(effects("etl", &dropped), ["drops-queues", "restarts"]);
    // HIB-12: it is day in the scene, so the schedules have it awake.
    let asleep = |it: &mut Deployment| {
        it.hibernation = Some(crate::scene::asleep_until("2099-01-01T00:00:00Z"))
    };
    assert_eq!(effects("dev", &asleep), ["falls-asleep"]);
}
