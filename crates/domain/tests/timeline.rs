//! The past: every moment is what a plain replay gives, and no jump replays much. Any history is in `properties.rs`.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use planisphere_domain::deployment::DeploymentField;
use planisphere_domain::workspace::{WorkspaceDraft, WorkspaceField};
use planisphere_domain::{
    Activity, Actor, Caller, Cause, Command, Commit, Event, OwnSteps, Permission, ResourceRef,
    State, Timeline, Timestamp, can,
};
use planisphere_fixtures::{Fixture, Persona, hostile, small};
use proptest::prelude::*;

fn timeline(log: &[Commit]) -> Timeline {
    let mut timeline = Timeline::default();
    for commit in log {
        timeline.push(commit.clone());
    }
    timeline
}

/// Compares every moment with a plain replay, jumping in an order that is none.
fn replays(log: &[Commit]) {
    let timeline = timeline(log);
    assert_eq!(timeline.sequence(), log.len() as u64);
    assert_eq!(
        timeline.events(),
        log.iter().map(|it| it.events.len()).sum::<usize>()
    );
    let (mut state, mut activity, mut moments) =
        (State::default(), Activity::default(), Vec::new());
    for commit in log {
        let before = state.clone();
        activity.note(&state, commit);
        state.commit(commit);
        moments.push((before, state.clone(), activity.clone()));
    }
    let count = log.len() as u64;
    for step in 0..count {
        let sequence = step * 7 % count + 1;
        let (before, after, activity) = &moments[sequence as usize - 1];
        let moment = timeline.at(sequence).unwrap();
        assert_eq!(moment.sequence, sequence);
        assert!(moment.state == *after && moment.activity == *activity);
        assert!(timeline.before(sequence).unwrap() == *before);
        assert_eq!(timeline.commit(sequence), log.get(sequence as usize - 1));
    }
    for (passed, (sequence, commit)) in timeline.walk(1).zip(timeline.commits()) {
        assert_eq!(
            (passed.sequence, passed.commit.as_ref()),
            (sequence, commit)
        );
        assert!(passed.before == moments[sequence as usize - 1].0);
    }
    let late: Vec<u64> = timeline.walk(count).map(|it| it.sequence).collect();
    assert_eq!(late, [count]);
    assert!(timeline.at(0).is_none() && timeline.before(0).is_none());
    assert!(timeline.at(count + 1).is_none() && timeline.commit(count + 1).is_none());
}

#[test]
fn every_moment_of_the_samples_is_a_plain_replay() {
    replays(&small());
    replays(&hostile());
}

#[test]
fn an_empty_log_has_no_moment() {
    let timeline = Timeline::default();
    assert_eq!((timeline.sequence(), timeline.events()), (0, 0));
    assert!(timeline.at(1).is_none() && timeline.sequence_at(Timestamp::from_seconds(0)).is_none());
    assert_eq!((timeline.start(), timeline.end()), (None, None));
    assert_eq!(timeline.walk(0).count(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    /// Times may come in any order; the past is looked up by the latest that was reached.
    #[test]
    fn a_clock_that_runs_backwards_takes_nobody_back(
        seconds in prop::collection::vec(0..100i64, 1..40),
        asked in -5..105i64,
    ) {
        let log: Vec<Commit> = seconds.iter().map(|it| at(*it)).collect();
        let timeline = timeline(&log);
        let reached = |count: usize| seconds.iter().take(count).max().copied();
        let expected = (1..=seconds.len()).rev().find(|count| reached(*count) <= Some(asked));
        let found = timeline.sequence_at(Timestamp::from_seconds(asked));
        prop_assert_eq!(found, expected.map(|count| count as u64));
        for sequence in 1..=seconds.len() {
            let at = timeline.at(sequence as u64).unwrap().at;
            prop_assert_eq!(Some(at.seconds()), reached(sequence));
            prop_assert!(timeline.sequence_at(at).unwrap() >= sequence as u64);
        }
    }
}

/// Undo and redo walk over one person's own changes, whoever else works in between.
#[test]
fn everybody_takes_back_their_own_latest_change_and_does_it_again() {
    let (ada, bo) = (
        Actor::User(Persona::Owner.id()),
        Actor::User(Persona::Member.id()),
    );
    let by = |actor: Actor, cause: Cause| Commit {
        actor,
        cause,
        ..at(1)
    };
    let mut log = Vec::new();
    let mut after = |commit: Commit, who: Actor| {
        log.push(commit);
        let steps = timeline(&log).own_steps(who);
        (steps.undo.first().copied(), steps.redo.first().copied())
    };
    assert_eq!(after(by(ada, Cause::Edit), ada), (Some(1), None));
    assert_eq!(
        after(by(ada, Cause::Plan { author: None }), ada),
        (Some(2), None)
    );
    assert_eq!(after(by(bo, Cause::Edit), ada), (Some(2), None));
    assert_eq!(
        after(by(ada, Cause::UndoOf { commit: 2 }), ada),
        (Some(1), Some(4))
    );
    assert_eq!(
        after(by(ada, Cause::UndoOf { commit: 1 }), ada),
        (None, Some(5))
    );
    assert_eq!(after(by(bo, Cause::Edit), ada), (None, Some(5)));
    assert_eq!(
        after(by(ada, Cause::RedoOf { commit: 5 }), ada),
        (Some(7), Some(4))
    );
    assert_eq!(
        after(by(ada, Cause::RedoOf { commit: 4 }), ada),
        (Some(8), None)
    );
    // What was done again is taken back again, and a new change ends what could be done again.
    assert_eq!(
        after(by(ada, Cause::UndoOf { commit: 8 }), ada),
        (Some(7), Some(9))
    );
    assert_eq!(after(by(ada, Cause::Edit), ada), (Some(10), None));
    assert_eq!(after(by(ada, Cause::Undo), bo), (Some(6), None));
}

/// A step that somebody else changed since is told once; then the one before it is reached, until it can be taken again.
#[test]
fn a_step_that_is_stuck_does_not_block_those_before_it() {
    let mut fixture = Fixture::founded().with_deployment("Data Platform", "etl");
    let now = fixture.now();
    let workspace = fixture.ids().workspace(now);
    fixture.must(Command::CreateWorkspace(WorkspaceDraft::new(
        workspace, "Shared",
    )));
    let mut log = timeline(fixture.commits());
    let made = log.sequence();
    let describe = |text: &str| Commit {
        actor: Actor::User(Persona::Member.id()),
        events: vec![Event::WorkspaceEdited {
            id: workspace,
            changes: vec![WorkspaceField::Description(text.to_owned())],
        }],
        ..at(fixture.now().seconds())
    };
    let next = |log: &Timeline, told: &BTreeSet<u64>| {
        let now = log.at(log.sequence()).unwrap().state;
        let (caller, env) = (fixture.caller(), fixture.env());
        let steps = log.own_steps(caller.actor);
        OwnSteps::next(&steps.undo, told, |step| {
            log.is_stuck(step, &now, &caller, &env)
        })
    };
    let told = BTreeSet::from([made]);
    assert_eq!(next(&log, &told), Some(made));
    log.push(describe("Others work here"));
    assert_eq!(next(&log, &BTreeSet::new()), Some(made));
    assert_eq!(next(&log, &told), Some(made - 1));
    // What made the Deployment is not stuck, so telling of it does not pass it over.
    assert_eq!(
        next(&log, &BTreeSet::from([made, made - 1])),
        Some(made - 1)
    );
    log.push(describe(""));
    assert_eq!(next(&log, &told), Some(made));
    // Where all of them are stuck nothing is left.
    let all: BTreeSet<u64> = (1..=made).collect();
    assert_eq!(OwnSteps::next(&[made], &all, |_| true), None);
}

#[test]
fn a_commit_has_its_inverse_or_a_reason() {
    let mut fixture = Fixture::founded().with_deployment("Data Platform", "etl");
    let id = fixture.deployment("etl");
    fixture.must(Command::DeleteDeployment { id });
    let timeline = timeline(fixture.commits());
    let count = timeline.sequence();
    let made = timeline.inverse(count - 1).unwrap();
    assert_eq!(made, Ok(vec![Command::DeleteDeployment { id }]));
    assert!(
        timeline
            .inverse(count)
            .unwrap()
            .unwrap_err()
            .contains("namespace")
    );
    assert!(timeline.inverse(0).is_none() && timeline.inverse(count + 1).is_none());
}

/// Whoever looks into the past may there what they may today; its records stay.
#[test]
fn the_past_is_open_to_whom_today_lets_in() {
    let log = small();
    let timeline = timeline(&log);
    let today = timeline.at(timeline.sequence()).unwrap().state;
    let past = timeline.at(timeline.sequence() / 2).unwrap().state;
    let stranger = planisphere_domain::UserId::from_bits(77);
    for user in today.users() {
        let opened = past.opened_to(stranger, Actor::User(user.id), &today);
        assert_eq!(opened.records(), past.records());
        let may = |state: &State, who, permission: Permission, of: &ResourceRef| {
            can(
                state,
                &Caller::on_device(who, Timestamp::from_seconds(0)),
                permission,
                of,
            )
            .allowed
        };
        let here = ResourceRef::Organization;
        for permission in [
            Permission::OrganizationGet,
            Permission::OrganizationUsersUpdate,
        ] {
            assert_eq!(
                may(&opened, stranger, permission, &here),
                may(&today, user.id, permission, &here)
            );
        }
        for workspace in past.workspaces() {
            let place = ResourceRef::Workspace(workspace.id);
            let (then, now) = (
                Permission::WorkspaceGet,
                Permission::WorkspaceSettingsUpdate,
            );
            for permission in [then, now] {
                assert_eq!(
                    may(&opened, stranger, permission, &place),
                    may(&today, user.id, permission, &place)
                );
            }
        }
    }
}

/// A commit that changes nothing, at a time.
fn at(second: i64) -> Commit {
    Commit {
        at: Timestamp::from_seconds(second),
        actor: Actor::User(Persona::Owner.id()),
        cause: Cause::Edit,
        from: None,
        events: vec![Event::SsoBypassLinkDeleted],
    }
}

/// A log of one hundred thousand events over the small sample: single edits, and a bulk edit now and then.
fn long_log() -> Vec<Commit> {
    let mut log = small();
    let state = timeline(&log).at(log.len() as u64).unwrap().state;
    let ids: Vec<_> = state.deployments().map(|it| it.id).collect();
    let mut events: usize = log.iter().map(|it| it.events.len()).sum();
    let mut number = 0usize;
    while events < 100_000 {
        number += 1;
        let count = if number.is_multiple_of(1_000) { 900 } else { 1 };
        let of_one = |place: usize| Event::DeploymentEdited {
            id: ids[(number + place) % ids.len()],
            changes: vec![DeploymentField::Description(format!(
                "{number} and {place}"
            ))],
        };
        log.push(Commit {
            events: (0..count).map(of_one).collect(),
            ..edit_like(&log, number)
        });
        events += count;
    }
    log
}

fn edit_like(log: &[Commit], number: usize) -> Commit {
    let last = log.last().unwrap();
    Commit {
        at: Timestamp::from_seconds(last.at.seconds() + number as i64 % 60),
        cause: Cause::Edit,
        from: None,
        events: Vec::new(),
        actor: last.actor,
    }
}

#[test]
fn no_jump_in_a_long_log_replays_much() {
    let timeline = timeline(&long_log());
    let end = timeline.sequence();
    assert!(timeline.events() >= 100_000);
    let most = (1..=end).map(|at| timeline.replayed_by_jump(at)).max();
    assert!(most < Some(256), "{most:?}");
    assert_eq!(timeline.replayed_by_jump(end), 0);
    for none in [0, end + 1, u64::MAX] {
        assert_eq!(timeline.replayed_by_jump(none), 0);
    }
    // So says the clock, too, in every build. Whatever else the machine does slows down one try of three, not all.
    for step in 0..400u64 {
        let sequence = step * 7_919 % end + 1;
        let tries = (0..3).map(|_| {
            let start = Instant::now();
            assert_eq!(timeline.at(sequence).unwrap().sequence, sequence);
            start.elapsed()
        });
        let fastest = tries.min().unwrap();
        assert!(
            fastest < Duration::from_millis(200),
            "{fastest:?} to {sequence}"
        );
    }
}
