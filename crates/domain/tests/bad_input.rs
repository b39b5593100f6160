//! Bad input: names that deceive, values of a megabyte, expressions that never fire, numbers at their ends, ranges at
//! every length. Nothing panics; what is wrong is told at once, each with its place, and can be read.

mod junk;
mod ranges;

use std::time::Instant;

use crate::scene::clusters::tag;
use crate::scene::{amount, create, edit, hibernation, plain, queue, scene, update_cluster};
use planisphere_domain::cluster::ClusterField;
use planisphere_domain::deployment::{
    DeploymentField as Field, EnvironmentVariable, HibernationSpec, VariableChange, VariableValue,
    WorkerQueue,
};
use planisphere_domain::plan::difference;
use planisphere_domain::workspace::WorkspaceDraft;
use planisphere_domain::{Command, Rejection, Timestamp, undo};
use planisphere_fixtures::Fixture;

/// A megabyte.
const MEGABYTE: usize = 1 << 20;
/// How long a sentence may get, whatever is wrong with whatever.
const LONGEST_SENTENCE: usize = 2_001;

/// What a refusal has to be: every problem with path, code, sentence and way out, short enough and without anything
/// that does not show.
fn can_be_read(refused: &Rejection) -> Result<(), String> {
    let hides = |text: &str| {
        text.chars()
            .any(|it| ('\u{202a}'..='\u{202e}').contains(&it) || it == '\u{200b}')
    };
    for problem in refused.problems() {
        let texts = [&problem.message, &problem.way_out];
        let is_short = texts
            .iter()
            .all(|it| it.chars().count() <= LONGEST_SENTENCE);
        let value = problem.value.as_deref().unwrap_or_default();
        let is_whole =
            !problem.path.is_empty() && !problem.code.is_empty() && !problem.message.is_empty();
        if !is_short || !is_whole || value.chars().count() > 101 || texts.iter().any(|it| hides(it))
        {
            let start: String = problem.message.chars().take(300).collect();
            return Err(format!("{} {}: {start}", problem.path, problem.code));
        }
    }
    Ok(())
}

/// The codes of the problems of a command, each at its path.
fn problems(fixture: &Fixture, command: &Command) -> Vec<(String, &'static str)> {
    let refused = fixture.decide(command).expect_err("it is accepted");
    can_be_read(&refused).unwrap_or_else(|wrong| panic!("{wrong}"));
    let all = refused.problems().iter();
    all.map(|it| (it.path.clone(), it.code)).collect()
}

fn huge() -> String {
    "ü`\u{202e}x".repeat(MEGABYTE / 7)
}

/// A megabyte in every text of a new Deployment: one answer, all of it, readable.
#[test]
fn a_megabyte_everywhere() {
    let mut fixture = scene();
    let bad = queue(&mut fixture, &huge());
    let default = queue(&mut fixture, "default");
    let command = create(&mut fixture, |draft| {
        draft.name = huge();
        draft.description = huge();
        draft.runtime = Some(huge());
        draft.default_task_pod_cpu = amount(&huge());
        draft.resource_quota_memory = amount(&huge());
        draft.contact_emails = vec![huge(), "on@call.example".into()];
        draft.environment_variables =
            vec![plain(&huge(), &huge()), plain("BIG", &"x".repeat(MEGABYTE))];
        draft.worker_queues = Some(vec![
            default,
            WorkerQueue {
                astro_machine: Some(huge()),
                ..bad
            },
        ]);
        draft.is_development_mode = true;
        draft.hibernation = Some(hibernation(&[(&huge(), &huge())]));
    });
    let found = problems(&fixture, &command);
    for expected in [
        ("name", "too-long"),
        ("name", "hidden-character"),
        ("description", "too-long"),
        ("description", "hidden-character"),
        ("astroRuntimeVersion", "unknown-runtime"),
        ("defaultTaskPodCpu", "quantity"),
        ("resourceQuotaMemory", "quantity"),
        ("contactEmails[0]", "email"),
        ("environmentVariables[0].key", "variable-key"),
        ("environmentVariables[0].value", "too-long"),
        ("environmentVariables[1].value", "too-long"),
        ("workerQueues[1].name", "queue-name"),
        ("workerQueues[1].astroMachine", "unknown-machine"),
        (
            "scalingSpec.hibernationSpec.schedules[0].hibernateAtCron",
            "cron",
        ),
        (
            "scalingSpec.hibernationSpec.schedules[0].wakeAtCron",
            "cron",
        ),
    ] {
        assert!(
            found.contains(&(expected.0.to_owned(), expected.1)),
            "{expected:?} in {found:?}"
        );
    }
    assert_eq!(found.len(), 15, "{found:?}");
}

/// Names that look like others, or like nothing.
#[test]
fn names_that_deceive() {
    for name in [
        "etl\u{200b}",
        "\u{202e}lte",
        "e\u{2066}tl",
        "etl\u{feff}x",
        "\u{3164}",
        "\u{2800}",
        "\u{ad}etl",
        "a\0b",
        "a\u{e0061}",
        "\u{115f}",
        "e\u{34f}tl",
        "\u{1b}[31metl",
    ] {
        let mut fixture = scene();
        let command = create(&mut fixture, |draft| draft.name = name.into());
        let found = problems(&fixture, &command);
        // A name of outer marks alone is also empty, or a blank of its own.
        let is_told = found
            .iter()
            .any(|it| it.0 == "name" && ["hidden-character", "empty"].contains(&it.1));
        assert!(is_told, "{name:?}: {found:?}");
        let now = fixture.now();
        let id = fixture.ids().workspace(now);
        let command = Command::CreateWorkspace(WorkspaceDraft::new(id, name));
        assert!(!problems(&fixture, &command).is_empty(), "{name:?}");
    }
}

/// What differs in case alone: two keys of variables, of tags and two names of Workspaces are two; worker queues and
/// addresses have no capitals, so there is one.
#[test]
fn what_differs_in_case_alone() {
    let mut fixture = scene();
    let command = create(&mut fixture, |draft| {
        draft.environment_variables = vec![
            plain("Level", "x"),
            plain("LEVEL", "y"),
            plain("level", "z"),
        ];
    });
    fixture.must(command);
    let stored = fixture
        .state()
        .deployment(fixture.deployment("new"))
        .unwrap();
    assert_eq!(stored.environment_variables.len(), 3);
    let tags = vec![tag("Team", ""), tag("team", ""), tag("TEAM", "")];
    fixture.must(update_cluster(
        &fixture,
        "open",
        vec![ClusterField::Tags(tags.clone())],
    ));
    let twice = [tags, vec![tag("team ", "")]].concat();
    let command = update_cluster(&fixture, "open", vec![ClusterField::Tags(twice)]);
    assert_eq!(
        problems(&fixture, &command),
        [("k8sTags[3].key".to_owned(), "taken")]
    );
    let keys = vec![
        plain("A", "1"),
        plain("a", "2"),
        plain("A", "3"),
        plain("A", "4"),
    ];
    let command = create(&mut fixture, |draft| {
        draft.name = "other".into();
        draft.environment_variables = keys;
    });
    let path = |place: u8| (format!("environmentVariables[{place}].key"), "taken");
    assert_eq!(problems(&fixture, &command), [path(2), path(3)]);
}

/// Ten thousand variables, at once and one by one, in a time that nobody notices.
#[test]
fn ten_thousand_variables() {
    const MANY: usize = 10_000;
    let variables: Vec<EnvironmentVariable> = (0..MANY)
        .map(|place| plain(&format!("KEY_{place}"), "some value"))
        .collect();
    let mut fixture = scene();
    let start = Instant::now();
    let command = create(&mut fixture, |draft| {
        draft.environment_variables = variables.clone()
    });
    fixture.must(command);
    let changes = (0..MANY).map(|place| VariableChange {
        key: format!("KEY_{place}"),
        base: Some(VariableValue::Plain("some value".into())),
        value: (place % 2 == 0).then(|| VariableValue::Plain("another".into())),
    });
    let halved = Command::ChangeEnvironmentVariables {
        id: fixture.deployment("new"),
        changes: changes.collect(),
    };
    let before = fixture.state().clone();
    let events = fixture.decide(&halved).unwrap();
    fixture.must(halved);
    assert_eq!(difference(&before, fixture.state()).len(), 1);
    let back = undo(&before, &events).unwrap();
    assert!(back.iter().all(|command| fixture.decide(command).is_ok()));
    let stored = fixture
        .state()
        .deployment(fixture.deployment("new"))
        .unwrap();
    assert_eq!(stored.environment_variables.len(), MANY / 2);
    // The whole list against what is stored, as an update of the API has it.
    let command = edit(&fixture, "new", [Field::EnvironmentVariables(variables)]);
    fixture.must(command);
    // All wrong: each is told.
    let wrong = (0..MANY)
        .map(|place| plain(&format!("{place} no key"), "x"))
        .collect();
    let command = edit(&fixture, "new", [Field::EnvironmentVariables(wrong)]);
    assert_eq!(problems(&fixture, &command).len(), MANY);
    let took = start.elapsed();
    // A bound that a busy machine without optimization keeps, and that what grows by the square does not.
    assert!(took.as_secs() < 120, "{took:?}");
}

/// Ten schedules of the rarest and the most frequent kind: their week is drawn at once.
#[test]
fn schedules_made_to_take_long() {
    let mut crons = vec![("*/2 * * * *", "1-59/2 * * * *")];
    crons.extend([("0 0 29 2 1", "0 0 29 2 2"); 9]);
    let mut fixture = scene();
    let command = create(&mut fixture, |draft| {
        draft.is_development_mode = true;
        draft.hibernation = Some(hibernation(&crons));
    });
    let start = Instant::now();
    fixture.must(command);
    let stored = fixture
        .state()
        .deployment(fixture.deployment("new"))
        .unwrap();
    let spec: &HibernationSpec = stored.hibernation.as_ref().unwrap();
    let from: Timestamp = "2026-03-02T00:00:00Z".parse().unwrap();
    let to: Timestamp = "2026-03-09T00:00:00Z".parse().unwrap();
    assert_eq!(spec.changes_between(from, to).len(), 7 * 24 * 60);
    let took = start.elapsed();
    // A bound that a busy machine without optimization keeps, and that what grows by the square does not.
    assert!(took.as_secs() < 120, "{took:?}");
}

/// Times before 1970, after 9999 and at the ends of what can be counted.
#[test]
fn times_far_away() {
    for (until, code) in [
        ("1969-12-31T23:59:59Z", "past"),
        ("0000-01-01T00:00:00Z", "past"),
        ("9999-12-31T23:59:59-23:59", "time"),
        ("10000-01-01T00:00:00Z", "time"),
        ("2026-02-30T00:00:00Z", "time"),
        ("99999999999999999999-01-01T00:00:00Z", "time"),
    ] {
        let mut fixture = scene();
        let command = create(&mut fixture, |draft| {
            draft.is_development_mode = true;
            draft.hibernation = Some(crate::scene::asleep_until(until));
        });
        let found = problems(&fixture, &command);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].1, code, "{until}");
    }
    let mut fixture = scene();
    let command = create(&mut fixture, |draft| {
        draft.is_development_mode = true;
        draft.hibernation = Some(crate::scene::asleep_until("9999-12-31T23:59:59Z"));
    });
    fixture.must(command);
    let spec = hibernation(&[("* * * * *", "0 0 29 2 *")]);
    for seconds in [
        i64::MIN,
        i64::MIN / 2,
        -62_167_219_200,
        -1,
        0,
        253_402_300_799,
        i64::MAX / 2,
        i64::MAX,
    ] {
        let _ = spec.state_at(Timestamp::from_seconds(seconds));
        let _ = Timestamp::from_seconds(seconds).to_string();
    }
}
