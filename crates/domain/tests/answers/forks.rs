//! The index behind every answer: after any facts, and on forks that live side by side, it answers as one made
//! anew from the records.

use planisphere_domain::policy::held_on;
use proptest::prelude::*;

use super::naive::{everybody, everything};
use super::wishes::{fact, happen, lived};
use super::world::World;

fn is_right(world: &World) {
    let anew = world.state.with_rebuilt_index();
    assert!(world.state == anew, "the index differs from the records");
    for actor in everybody(&world.state) {
        for extent in everything(&world.state, &[]) {
            assert_eq!(
                held_on(&world.state, actor, &extent.resource()),
                held_on(&anew, actor, &extent.resource()),
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn an_index_kept_up_equals_one_made_anew(
        facts in prop::collection::vec(fact(), 0..60),
        here in prop::collection::vec(fact(), 0..20),
        there in prop::collection::vec(fact(), 0..20),
    ) {
        let mut first = lived(&facts);
        is_right(&first);
        let untouched = first.clone();
        let mut fork = first.clone();
        for fact in &there {
            happen(&mut fork, fact);
        }
        for fact in &here {
            happen(&mut first, fact);
        }
        is_right(&fork);
        is_right(&first);
        is_right(&untouched);
        prop_assert!(untouched.state == lived(&facts).state);
        // With the others gone, a fork writes into what it shared with them.
        drop((first, untouched));
        for fact in &here {
            happen(&mut fork, fact);
        }
        is_right(&fork);
    }
}
