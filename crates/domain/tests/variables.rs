//! What one environment variable may be: its key, and how long it may be with its value.

use crate::scene::scene;
use planisphere_domain::deployment::{
    MOST_BYTES_OF_VARIABLE, VariableChange, VariableValue, problem_of_variable_key,
    problem_of_variable_value,
};
use planisphere_domain::findings::gives_away;
use planisphere_domain::{Command, Rejection};

fn set(id: planisphere_domain::DeploymentId, key: &str, value: String) -> Command {
    Command::ChangeEnvironmentVariables {
        id,
        changes: vec![VariableChange {
            key: key.into(),
            base: None,
            value: Some(VariableValue::Plain(value)),
        }],
    }
}

/// At the limit, one below and one beyond; a megabyte is refused without being repeated.
#[test]
fn a_variable_fits_into_what_a_program_can_be_started_with() {
    let fixture = scene();
    let id = fixture.deployment("etl");
    let room = MOST_BYTES_OF_VARIABLE - "LONG".len();
    for (length, holds) in [
        (room - 1, true),
        (room, true),
        (room + 1, false),
        (1 << 20, false),
    ] {
        let outcome = fixture.decide(&set(id, "LONG", "x".repeat(length)));
        assert_eq!(outcome.is_ok(), holds, "{length}");
        if let Err(Rejection::Invalid(problems)) = outcome {
            let [problem] = problems.as_slice() else {
                panic!("{problems:?}");
            };
            assert_eq!(problem.code, "too-long");
            assert!(problem.message.len() < 200);
        }
    }
    // Letters beyond ASCII count by their bytes.
    assert!(problem_of_variable_value("value", "LONG", &"é".repeat(room / 2)).is_none());
    assert!(problem_of_variable_value("value", "LONG", &"é".repeat(room / 2 + 1)).is_some());
    assert!(problem_of_variable_value("value", "A", "a\0b").is_some());
    assert!(problem_of_variable_value("value", "A", "two\nlines\t").is_none());
}

/// ENV-1 and ENV-2 with what people paste.
#[test]
fn keys_that_are_none() {
    for key in ["A", "_", "a1", "AIRFLOW__CORE__FERNET_KEY"] {
        assert_eq!(problem_of_variable_key("key", key), None, "{key}");
    }
    let long = "-".repeat(1 << 20);
    for key in [
        "", " ", "1A", "A-B", "A B", "Ä", "A.B", "export A", "A\n", &long,
    ] {
        let problem = problem_of_variable_key("key", key).unwrap();
        assert!(problem.message.len() < 400, "{}", problem.message);
    }
}

/// Ten thousand at once are one event, and a second look at them finds nothing to do.
#[test]
fn ten_thousand_at_once() {
    let mut fixture = scene();
    let id = fixture.deployment("etl");
    let changes: Vec<VariableChange> = (0..10_000)
        .map(|number| VariableChange {
            key: format!("KEY_{number}"),
            base: None,
            value: Some(VariableValue::Plain(number.to_string())),
        })
        .collect();
    let command = Command::ChangeEnvironmentVariables { id, changes };
    fixture.must(command.clone());
    let stored = fixture.state().deployment(id).unwrap();
    assert_eq!(stored.environment_variables.len(), 10_000);
    assert_eq!(fixture.decide(&command), Ok(Vec::new()));
}

#[test]
fn the_guard_rail_tells_secrets_from_the_rest() {
    assert!(gives_away("DB_PASSWORD", "hunter2").is_some());
    assert!(gives_away("LOG_LEVEL", "INFO").is_none());
}
