//! A state is its records: made of them again it is the same, at every moment of a log.

use planisphere_domain::{Command, Records, State};
use planisphere_fixtures::{Fixture, hostile, small};

fn made_again(state: &State) -> State {
    let text = serde_json::to_vec(&state.records()).unwrap();
    State::from(serde_json::from_slice::<Records>(&text).unwrap())
}

#[test]
fn a_state_is_its_records_at_every_moment() {
    for log in [small(), hostile()] {
        let mut state = State::default();
        assert_eq!(made_again(&state), state);
        for commit in &log {
            state.commit(commit);
            assert_eq!(made_again(&state), state);
        }
    }
}

/// A namespace is never used again, also when nothing but the records remembers it (DEP-7).
#[test]
fn the_namespace_of_a_deployment_that_is_gone_stays_taken() {
    let mut fixture = Fixture::founded().with_deployment("Data Platform", "etl");
    let id = fixture.deployment("etl");
    let namespace = fixture.state().deployment(id).unwrap().namespace.clone();
    fixture.must(Command::DeleteDeployment { id });
    let again = made_again(fixture.state());
    assert!(again.deployment(id).is_none());
    assert!(again.has_used_namespace(&namespace));
}
