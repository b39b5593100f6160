//! What holds for any sequence of commands, not only for those that somebody thought of.

use crate::generate::{Someone, Wish, field, name, shows, someone, wish};
use planisphere_domain::api_token::{OwnRole, TokenScope};
use planisphere_domain::deployment::{DeploymentField, RuntimeVersion};
use planisphere_domain::plan::{Difference, difference};
use planisphere_domain::policy::OrganizationRole;
use planisphere_domain::quantity::Quantity;
use planisphere_domain::{
    Command, Commit, Edit, Event, Rejection, State, Timeline, Timestamp, WorkspaceId, apply,
    decide, decide_all, restore, undo,
};
use planisphere_fixtures::access::VISITOR_ADDRESS;
use planisphere_fixtures::{Fixture, Persona, hostile_names, state_of};
use proptest::prelude::*;
use proptest::sample::select;

fn organization() -> Fixture {
    let mut fixture = Fixture::founded()
        .with_workspace("Elsewhere")
        .with_personas("Data Platform", Some("Elsewhere"))
        .with_cluster(
            "open",
            planisphere_domain::catalogue::CloudProvider::Aws,
            "eu-central-1",
        )
        .with_deployment("Data Platform", "etl")
        .with_deployment_as("Elsewhere", "dev", |draft| draft.is_development_mode = true)
        .with_deployment_personas("etl")
        .with_invite("Soon", OrganizationRole::Member)
        .with_team("Loaders", &["Otto Berg"])
        .with_token(
            "audit",
            TokenScope::Organization,
            OwnRole::Organization(OrganizationRole::Owner),
        );
    fixture.call_from(VISITOR_ADDRESS);
    fixture
}

/// Carries out every wish that is granted.
fn lived(wishes: &[(Someone, Wish)]) -> Fixture {
    let mut fixture = organization();
    for (who, wish) in wishes {
        who.act(&mut fixture);
        let command = wish.command(fixture.state());
        let before = fixture.state().clone();
        match fixture.execute(&command) {
            Ok(()) => crate::invariants::hold(fixture.state()),
            Err(rejection) => {
                assert!(*fixture.state() == before, "{command:?}");
                assert!(!rejection.code().is_empty() && !rejection.to_string().is_empty());
                assert!(!rejection.way_out().is_empty(), "{rejection:?}");
            }
        }
    }
    fixture
}

/// Refusals that an undo may meet, because the step is allowed in one direction only.
const ONE_WAY: &[&str] = &["creation-only", "secret-stays", "past"];

/// Two values of one field, and one of a field that no rule ties to the others.
fn independent() -> impl Strategy<Value = (DeploymentField, DeploymentField)> {
    use DeploymentField as Field;
    let letter = || any::<char>().prop_map(|letter| if shows(letter) { letter } else { '.' });
    let text = move || prop::collection::vec(letter(), 1..20).prop_map(String::from_iter);
    prop_oneof![
        (text(), text())
            .prop_map(|(a, b)| { (Field::Name(format!("1{a}1")), Field::Name(format!("2{b}2"))) }),
        (text(), text()).prop_map(|(a, b)| {
            let (a, b) = (format!("1{a}1"), format!("2{b}2"));
            (Field::Description(a), Field::Description(b))
        }),
        (text(), text()).prop_map(|(a, b)| {
            let (a, b) = (format!("1{a}1"), format!("2{b}2"));
            (Field::WorkloadIdentity(a), Field::WorkloadIdentity(b))
        }),
        Just((
            Field::ContactEmails(vec!["a@b.example".into()]),
            Field::ContactEmails(vec!["c@d.example".into()]),
        )),
    ]
}

fn text_of(field: &DeploymentField) -> String {
    match field {
        DeploymentField::Name(text)
        | DeploymentField::Description(text)
        | DeploymentField::WorkloadIdentity(text) => text.clone(),
        DeploymentField::ContactEmails(texts) if texts.is_empty() => "none".to_owned(),
        DeploymentField::ContactEmails(texts) => texts.join(", "),
        other => panic!("{other:?} is not independent"),
    }
}

fn update(state: &State, id: planisphere_domain::DeploymentId, value: &DeploymentField) -> Command {
    let base = state.deployment(id).unwrap().field(value);
    Command::UpdateDeployment {
        id,
        edits: vec![Edit::new(base, value.clone())],
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_history_keeps_the_invariants_and_replays(
        wishes in prop::collection::vec((someone(), wish()), 1..40)
    ) {
        let fixture = lived(&wishes);
        let log = fixture.commits();
        prop_assert!(state_of(log) == *fixture.state(), "the log replays to the state");
        prop_assert!(
            crate::invariants::rebuilt(fixture.state(), log) == *fixture.state(),
            "indexes are those of a rebuild"
        );
        for commit in log {
            let text = serde_json::to_string(commit).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Commit>(&text).unwrap(), commit);
            for event in &commit.events {
                let text = serde_json::to_string(event).unwrap();
                prop_assert_eq!(&serde_json::from_str::<Event>(&text).unwrap(), event);
            }
        }
    }

    #[test]
    fn every_moment_of_any_history_is_a_plain_replay(
        wishes in prop::collection::vec((someone(), wish()), 1..40)
    ) {
        let fixture = lived(&wishes);
        let (mut timeline, mut states) = (Timeline::default(), vec![State::default()]);
        for commit in fixture.commits() {
            timeline.push(commit.clone());
            let mut state = states.last().unwrap().clone();
            state.commit(commit);
            states.push(state);
        }
        for count in (1..states.len()).rev() {
            prop_assert!(timeline.at(count as u64).unwrap().state == states[count]);
            prop_assert!(timeline.before(count as u64).unwrap() == states[count - 1]);
        }
    }

    /// One thing is brought back: what was wanted of it is as it was then, and what stays is named.
    #[test]
    fn what_is_restored_is_as_it_was(
        wishes in prop::collection::vec((someone(), wish()), 1..40),
        share in 0.0..1.0f64,
        which in any::<prop::sample::Index>(),
    ) {
        let mut fixture = lived(&wishes);
        let moment = (fixture.commits().len() as f64 * share) as usize;
        let then = state_of(&fixture.commits()[..moment.max(1)]);
        let changes = difference(&then, fixture.state());
        if changes.is_empty() {
            return Ok(());
        }
        let change = which.get(&changes);
        let fields: Vec<String> = match &change.what {
            Difference::Edited(fields) => fields.iter().map(|it| it.field.clone()).collect(),
            _ => Vec::new(),
        };
        let way = restore(&then, fixture.state(), change.kind, &change.id, &fields);
        prop_assert!(!way.commands.is_empty() || !way.stays.is_empty(), "{change:?}");
        fixture.act_as(Persona::Owner.id());
        let Ok(events) = decide_all(fixture.state(), &fixture.caller(), &way.commands, &fixture.env()) else {
            return Ok(());
        };
        let mut after = fixture.state().clone();
        for event in &events {
            apply(&mut after, event, fixture.env().now, fixture.caller().actor);
        }
        let stays: Vec<&str> = way.stays.iter().map(|(field, _)| field.as_str()).collect();
        for still in difference(&then, &after) {
            if (still.kind, &still.id) != (change.kind, &change.id) {
                continue;
            }
            if let Difference::Edited(left) = &still.what {
                // A role on a Deployment brings one in its Workspace along; that was not wanted.
                for field in left.iter().filter(|field| fields.contains(&field.field)) {
                    let name = field.field.split('[').next().unwrap_or_default();
                    let is_named = stays.iter().any(|it| it.is_empty() || it.starts_with(name));
                    prop_assert!(is_named, "{field:?} of {change:?}");
                }
            } else {
                prop_assert!(!stays.is_empty(), "{still:?}");
            }
        }
    }

    #[test]
    fn a_list_of_commands_is_decided_as_one_by_one(
        wishes in prop::collection::vec(wish(), 0..12)
    ) {
        let fixture = organization();
        let (caller, env) = (fixture.caller(), fixture.env());
        // Each wish is put into words about the state that the ones before it leave, as far as they go.
        let (mut ahead, mut commands) = (fixture.state().clone(), Vec::new());
        for wish in &wishes {
            let command = wish.command(&ahead);
            if let Ok(events) = decide(&ahead, &caller, &command, &env) {
                events.iter().for_each(|event| apply(&mut ahead, event, env.now, caller.actor));
            }
            commands.push(command);
        }
        let (mut state, mut expected) = (fixture.state().clone(), Ok(Vec::new()));
        for (place, command) in commands.iter().enumerate() {
            match decide(&state, &caller, command, &env) {
                Ok(events) => {
                    events.iter().for_each(|event| apply(&mut state, event, env.now, caller.actor));
                    expected.as_mut().unwrap().extend(events);
                }
                Err(rejection) => {
                    expected = Err((place, rejection));
                    break;
                }
            }
        }
        prop_assert_eq!(decide_all(fixture.state(), &caller, &commands, &env), expected);
    }

    /// A damaged log may hold events in any order. The index follows whatever the records say then.
    #[test]
    fn events_in_any_order_leave_the_index_of_a_rebuild(
        wishes in prop::collection::vec((someone(), wish()), 1..40),
        order in prop::collection::vec(any::<u16>(), 1..200),
    ) {
        let fixture = lived(&wishes);
        let events = fixture.commits().iter().flat_map(|it| it.events.iter().map(move |event| (it, event)));
        let mut shuffled: Vec<_> = events.zip(order.iter().cycle()).collect();
        shuffled.sort_by_key(|(_, place)| **place);
        let mut state = State::default();
        for ((commit, event), _) in shuffled {
            apply(&mut state, event, commit.at, commit.actor);
            prop_assert!(state == state.with_rebuilt_index(), "after {event:?}");
        }
    }

    #[test]
    fn an_undone_edit_leaves_the_deployment_as_it_was(
        name in select(vec!["etl", "dev"]),
        fields in prop::collection::vec(field(), 1..4),
    ) {
        let mut fixture = organization();
        let id = fixture.deployment(name);
        let before = fixture.state().deployment(id).unwrap().clone();
        let edits = fields.iter().map(|it| Edit::new(before.field(it), it.clone())).collect();
        let Ok(events) = fixture.decide(&Command::UpdateDeployment { id, edits }) else {
            return Ok(());
        };
        let Some(Event::DeploymentEdited { changes, .. }) = events.first().cloned() else {
            return Ok(());
        };
        fixture.must(Command::UpdateDeployment {
            id,
            edits: fields.iter().map(|it| Edit::new(before.field(it), it.clone())).collect(),
        });
        // The inverse is computed from the event alone: what it set is what its author saw.
        let after = fixture.state().deployment(id).unwrap().clone();
        let edits = changes.iter().map(|it| Edit::new(after.field(it), before.field(it))).collect();
        match fixture.execute(&Command::UpdateDeployment { id, edits }) {
            Ok(()) => {
                let mut restored = fixture.state().deployment(id).unwrap().clone();
                restored.updated_at = before.updated_at;
                restored.updated_by = before.updated_by;
                prop_assert_eq!(restored, before);
            }
            Err(rejection) => prop_assert!(
                ONE_WAY.contains(&rejection.code()),
                "{} after {:?}", rejection, changes
            ),
        }
    }

    /// What a step did is gone once it is taken back, whoever made or changed what; what refuses to be taken back
    /// leaves everything as it is.
    #[test]
    fn a_step_that_is_taken_back_leaves_no_difference(
        wishes in prop::collection::vec((someone(), wish()), 1..40)
    ) {
        let mut fixture = organization();
        for (who, wish) in &wishes {
            who.act(&mut fixture);
            let command = wish.command(fixture.state());
            let before = fixture.state().clone();
            let Ok(events) = fixture.decide(&command) else { continue };
            fixture.must(command.clone());
            let Some(back) = undo(&before, &events) else { continue };
            let mut other = fixture.clone();
            if back.iter().all(|it| other.execute(it).is_ok()) {
                let left = difference(&before, other.state());
                prop_assert!(left.is_empty(), "{command:?} taken back by {back:?} leaves {left:?}");
                prop_assert!(*other.state() == other.state().with_rebuilt_index());
            }
        }
    }

    #[test]
    fn the_second_author_of_a_field_is_told_both_values((first, second) in independent()) {
        let mut fixture = organization();
        let id = fixture.deployment("etl");
        let stored = fixture.state().deployment(id).unwrap().field(&first);
        let one = update(fixture.state(), id, &first);
        let other = update(fixture.state(), id, &second);
        fixture.must(one.clone());
        // What is stored already is no conflict, whatever its author saw.
        prop_assert_eq!(fixture.decide(&one), Ok(Vec::new()));
        let Err(Rejection::Conflict(conflicts)) = fixture.decide(&other) else {
            panic!("no conflict");
        };
        prop_assert_eq!(conflicts.len(), 1);
        prop_assert_eq!(conflicts[0].field, first.name());
        prop_assert_eq!(&conflicts[0].base, &text_of(&stored));
        prop_assert_eq!(&conflicts[0].theirs, &text_of(&first));
        prop_assert_eq!(&conflicts[0].yours, &text_of(&second));
    }

    #[test]
    fn authors_of_different_fields_both_succeed(
        (first, _) in independent(),
        (_, second) in independent(),
    ) {
        prop_assume!(first.name() != second.name());
        let mut fixture = organization();
        let id = fixture.deployment("etl");
        let one = update(fixture.state(), id, &first);
        let other = update(fixture.state(), id, &second);
        fixture.must(one);
        fixture.must(other);
        let stored = fixture.state().deployment(id).unwrap();
        prop_assert_eq!(stored.field(&first), first);
        prop_assert_eq!(stored.field(&second), second);
    }

    #[test]
    fn names_are_stored_as_they_are_but_for_outer_blanks(name in name()) {
        let mut fixture = organization();
        let workspace = fixture.workspace("Elsewhere");
        let mut draft = fixture.draft(workspace, &name);
        draft.description.clone_from(&name);
        let id = draft.id;
        let command = Command::CreateDeployment(Box::new(draft));
        let is_taken = fixture.state().deployment_named(workspace, name.trim()).is_some();
        let shows = hostile_names().contains(&name) || name.trim().chars().all(shows);
        let is_fine = !name.trim().is_empty() && !is_taken && shows;
        prop_assert_eq!(fixture.execute(&command).is_ok(), is_fine);
        if is_fine {
            let stored = fixture.state().deployment(id).unwrap();
            prop_assert_eq!(stored.name.as_bytes(), name.trim().as_bytes());
            prop_assert_eq!(stored.description.as_bytes(), name.trim().as_bytes());
            let found = fixture.state().deployment_named(workspace, name.trim());
            prop_assert_eq!(found.map(|it| it.id), Some(id));
        }
    }

    #[test]
    fn no_text_stops_a_reader(text in any::<String>(), other in any::<String>()) {
        let _ = Quantity::new(text.as_str()).milli();
        let _ = Timestamp::from_rfc3339(&text);
        let _ = Timestamp::from_date(&text);
        let _ = text.parse::<Timestamp>();
        let _ = text.parse::<WorkspaceId>();
        let (one, two) = (RuntimeVersion::new(text), RuntimeVersion::new(other));
        prop_assert_eq!(one.cmp(&two), two.cmp(&one).reverse());
        prop_assert_eq!(one == two, one.cmp(&two).is_eq());
    }

    #[test]
    fn moments_and_ids_print_as_they_are_read(
        seconds in -62_135_596_800i64..253_402_300_800,
        bits in any::<u128>(),
    ) {
        let moment = Timestamp::from_seconds(seconds);
        prop_assert_eq!(moment.to_string().parse(), Ok(moment));
        prop_assert_eq!(Timestamp::from_rfc3339(&moment.to_string()), Some(moment));
        let id = WorkspaceId::from_bits(bits);
        prop_assert_eq!(id.to_string().parse(), Ok(id));
    }
}
