//! The audit log: a record for each event, with what each field held before and after, and nothing of a secret.

use std::collections::BTreeSet;

use crate::granted::all;
use crate::scene::scene;
use planisphere_domain::access::Holder;
use planisphere_domain::audit::{
    CSV_COLUMNS, CauseKind, FieldDetail, Filter, Ledger, Retention, Target, ThingDetail, ThingEnd,
    cells, details, details_for, ndjson,
};
use planisphere_domain::deployment::{DeploymentField, VariableChange, VariableValue};
use planisphere_domain::organization::Tier;
use planisphere_domain::plan::{Change, Difference, difference};
use planisphere_domain::policy::{Permission, ResourceRef, can};
use planisphere_domain::{
    Cause, Command, Commit, Edit, Event, ResourceKind, SecretId, Source, State, Timestamp,
};
use planisphere_fixtures::{Fixture, Persona, large, small};
use serde_json::Value;

fn ledger(commits: &[Commit]) -> Ledger {
    let mut ledger = Ledger::default();
    for commit in commits {
        ledger.push(commit);
    }
    ledger
}

/// The last commit, and the state before it.
fn last(fixture: &Fixture) -> (State, &Commit) {
    let (commit, earlier) = fixture.commits().split_last().unwrap();
    let mut state = State::default();
    earlier.iter().for_each(|commit| state.commit(commit));
    (state, commit)
}

fn told(fixture: &Fixture) -> Vec<ThingDetail> {
    let (before, commit) = last(fixture);
    let told = details(&before, commit, |_| true);
    told.into_iter().flat_map(|(_, things)| things).collect()
}

fn field<'a>(things: &'a [ThingDetail], name: &str) -> &'a FieldDetail {
    let mut fields = things.iter().flat_map(|thing| &thing.fields);
    fields.find(|field| field.field == name).unwrap()
}

/// Every accepted command, each in its scene, as the last commit of a log.
fn commands() -> impl Iterator<Item = Fixture> {
    all().into_iter().map(|case| {
        let mut fixture = (case.scene)();
        let command = (case.make)(&mut fixture);
        let done = fixture.execute(&command);
        assert!(done.is_ok(), "{}: {done:?}", case.about);
        fixture
    })
}

/// The code of a record is the name under which the log stores its event, for every event there is.
#[test]
fn codes_are_the_names_of_events() {
    let mut seen = BTreeSet::new();
    for fixture in commands() {
        let ledger = ledger(fixture.commits());
        for record in ledger.records() {
            let commit = &fixture.commits()[record.stamp.sequence as usize - 1];
            let event = &commit.events[record.place];
            let stored = match serde_json::to_value(event).unwrap() {
                Value::String(name) => name,
                Value::Object(it) => it.keys().next().unwrap().clone(),
                other => panic!("{other}"),
            };
            assert_eq!(record.action.code, stored);
            seen.insert(stored);
        }
    }
    assert!(seen.len() > 60, "{seen:?}");
}

/// Nobody and nothing is nameless, and no id stands where a name should.
#[test]
fn everything_has_its_name() {
    for fixture in commands() {
        for record in ledger(fixture.commits()).records() {
            let also = record.also.iter().map(|(_, name)| name);
            for name in also.chain([&record.name, &record.stamp.name]) {
                assert_ne!(name.text(), "something unknown", "{record:?}");
                assert!(!name.text().is_empty(), "{record:?}");
            }
        }
    }
}

/// Comparing only what an event touches tells all that comparing everything tells.
#[test]
fn nothing_that_changed_is_left_out() {
    for fixture in commands() {
        let (mut state, commit) = last(&fixture);
        let by_event = details(&state, commit, |_| true);
        for (event, (_, things)) in commit.events.iter().zip(by_event) {
            let before = state.clone();
            planisphere_domain::apply(&mut state, event, commit.at, commit.actor);
            let ids = |changes: Vec<(String, String)>| changes.into_iter().collect::<BTreeSet<_>>();
            let whole: Vec<Change> = difference(&before, &state);
            assert_eq!(
                ids(things
                    .iter()
                    .map(|it| (it.kind.to_string(), it.id.clone()))
                    .collect()),
                ids(whole
                    .iter()
                    .map(|it| (it.kind.to_string(), it.id.clone()))
                    .collect()),
                "{event:?}"
            );
            for change in &whole {
                let thing = things
                    .iter()
                    .find(|it| it.id == change.id && it.kind == change.kind);
                let fields = thing.unwrap().fields.len();
                match &change.what {
                    Difference::Created(of) | Difference::Edited(of) => {
                        assert_eq!(of.len(), fields)
                    }
                    Difference::Deleted => assert_eq!(thing.unwrap().end, ThingEnd::Deleted),
                }
            }
        }
    }
}

#[test]
fn names_are_those_of_then() {
    let mut fixture = scene();
    let id = fixture.deployment("dev");
    let rename = |from: &str, to: &str| Command::UpdateDeployment {
        id,
        edits: vec![Edit::new(
            DeploymentField::Name(from.into()),
            DeploymentField::Name(to.into()),
        )],
    };
    fixture.must(rename("dev", "trial"));
    fixture.must(rename("trial", "sandbox"));
    let ledger = ledger(fixture.commits());
    let filter = Filter {
        target: Some(Target::Deployment(id)),
        words: vec!["name".to_owned()],
        ..Filter::default()
    };
    let found: Vec<&str> = ledger
        .find(&filter)
        .into_iter()
        .map(|place| ledger.records()[place].name.text())
        .collect();
    assert_eq!(found, ["sandbox", "trial"]);
    let name = told(&fixture);
    let name = field(&name, "name");
    assert_eq!(
        (name.before.as_deref(), name.after.as_deref()),
        (Some("trial"), Some("sandbox"))
    );
}

/// Of a secret nothing is told but whether one is set, and that another took its place.
#[test]
fn secrets_are_set_replaced_or_not_set() {
    let mut fixture = scene();
    let id = fixture.deployment("dev");
    let (one, two) = (SecretId::from_bits(41), SecretId::from_bits(42));
    let mut change = |base: Option<VariableValue>, value: Option<VariableValue>| {
        fixture.must(Command::ChangeEnvironmentVariables {
            id,
            changes: vec![VariableChange {
                key: "DB_KEY".into(),
                base,
                value,
            }],
        });
        let things = told(&fixture);
        let field = field(&things, "environmentVariables[DB_KEY]").clone();
        let text = serde_json::to_string(fixture.commits().last().unwrap()).unwrap();
        let shown = format!("{things:?}");
        for secret in [one, two] {
            assert!(!shown.contains(&secret.to_string()), "{text}");
        }
        (field.before, field.after)
    };
    let secret = |id| Some(VariableValue::Secret(Some(id)));
    let of = |before: Option<&str>, after: Option<&str>| {
        (before.map(str::to_owned), after.map(str::to_owned))
    };
    assert_eq!(change(None, secret(one)), of(None, Some("set")));
    assert_eq!(
        change(secret(one), secret(two)),
        of(Some("set"), Some("replaced"))
    );
    assert_eq!(change(secret(two), None), of(Some("set"), None));
}

#[test]
fn what_goes_tells_what_it_held() {
    let mut fixture = scene();
    let id = fixture.deployment("dev");
    fixture.must(Command::DeleteDeployment { id });
    let things = told(&fixture);
    let gone = things
        .iter()
        .find(|thing| thing.kind == ResourceKind::Deployment)
        .unwrap();
    assert_eq!(gone.end, ThingEnd::Deleted);
    let name = field(&things, "name");
    assert_eq!((name.before.as_deref(), &name.after), (Some("dev"), &None));
}

#[test]
fn a_filter_takes_what_fits_every_part() {
    let commits = small();
    let ledger = ledger(&commits);
    let count = |filter: Filter| ledger.find(&filter).len();
    let all = ledger.records().len();
    assert_eq!(count(Filter::default()), all);
    let made = Filter {
        kind: Some(ResourceKind::Deployment),
        words: vec!["created".to_owned()],
        ..Filter::default()
    };
    assert_eq!(count(made.clone()), 14);
    assert_eq!(
        count(Filter {
            cause: Some(CauseKind::Undo),
            ..made.clone()
        }),
        0
    );
    let (first, last) = (commits[0].at, commits[commits.len() - 1].at);
    let window = |from, until| Filter {
        from: Some(from),
        until: Some(until),
        ..Filter::default()
    };
    assert_eq!(count(window(first, last)), all);
    assert!(count(window(last, last)) < all);
    for (actor, _) in ledger.actors() {
        let of = Filter {
            actor: Some(actor),
            ..Filter::default()
        };
        for place in ledger.find(&of) {
            assert_eq!(ledger.records()[place].stamp.actor, actor);
        }
    }
    let sum: usize = ledger
        .actors()
        .into_iter()
        .map(|(actor, _)| {
            count(Filter {
                actor: Some(actor),
                ..Filter::default()
            })
        })
        .sum();
    assert_eq!(sum, all);
    // The newest comes first.
    let found = ledger.find(&Filter::default());
    assert!(found.windows(2).all(|pair| pair[0] > pair[1]));
}

/// A role belongs to the history of whoever holds it, and of where it is held.
#[test]
fn a_role_is_in_both_histories() {
    for fixture in commands() {
        let ledger = ledger(fixture.commits());
        for record in ledger.records() {
            let commit = &fixture.commits()[record.stamp.sequence as usize - 1];
            let (holder, on) = match &commit.events[record.place] {
                Event::WorkspaceRoleAssigned {
                    holder, workspace, ..
                } => (*holder, Target::Workspace(*workspace)),
                Event::DeploymentRoleAssigned {
                    holder, deployment, ..
                } => (*holder, Target::Deployment(*deployment)),
                Event::TeamMemberRemoved { id, user } => (Holder::User(*user), Target::Team(*id)),
                _ => continue,
            };
            assert!(record.is_about(Target::from(holder)) && record.is_about(on));
        }
    }
}

/// Rule 118, ORG-11: seven days on Developer, ninety above; what reaches further back is refused.
#[test]
fn the_tier_decides_how_far_back_it_reaches() {
    let now = Timestamp::from_seconds(1_800_000_000);
    for (tier, days) in [
        (Tier::Developer, 7),
        (Tier::Team, 90),
        (Tier::Business, 90),
        (Tier::Enterprise, 90),
    ] {
        let kept = Retention::by(tier, now);
        assert_eq!((kept.tier, kept.days), (tier, days));
        let edge = Timestamp::from_seconds(now.seconds() - i64::from(days) * 86_400);
        assert_eq!(kept.oldest, edge);
        assert!(kept.keeps(edge) && kept.keeps(now));
        assert!(!kept.keeps(Timestamp::from_seconds(edge.seconds() - 1)));
    }
    let fixture = scene();
    let organization = fixture.state().organization().unwrap();
    let now = fixture.now();
    let oldest = Retention::of(organization, now).oldest;
    assert_eq!(Retention::window(organization, None, now), Ok(oldest));
    assert_eq!(
        Retention::window(organization, Some(oldest), now),
        Ok(oldest)
    );
    let earlier = Timestamp::from_seconds(oldest.seconds() - 1);
    let refused = Retention::window(organization, Some(earlier), now).unwrap_err();
    assert_eq!(refused.code(), "retention");
}

/// Rule 117: owners read the audit log, as people or as tokens of the Organization, and nobody else does.
#[test]
fn owners_read_it() {
    let fixture = scene();
    for user in fixture.state().users() {
        let mut caller = fixture.caller();
        caller.actor = planisphere_domain::Actor::User(user.id);
        let reads = can(
            fixture.state(),
            &caller,
            Permission::OrganizationAuditLogsGet,
            &ResourceRef::Organization,
        );
        let is_owner = user.email == Persona::Owner.email();
        assert_eq!(reads.allowed, is_owner, "{}", user.email);
    }
}

/// Whoever may not know of something that a field refers to by what holds today reads no name of it, whatever they
/// were allowed when it happened.
#[test]
fn names_of_the_past_are_told_by_the_rights_of_today() {
    let mut fixture = scene();
    fixture.must(crate::scene::transfer(&fixture, "dev", "Empty"));
    let owner = fixture.caller();
    let (before, commit) = last(&fixture);
    let whole = details(&before, commit, |_| true);
    let text = format!("{whole:?}");
    assert!(text.contains("Empty"), "{text}");
    assert_eq!(
        details_for(&before, commit, |_| true, &owner, fixture.state()),
        whole
    );
    // The same person, once nobody lets them in any more.
    let nobody = State::default();
    let told = format!(
        "{:?}",
        details_for(&before, commit, |_| true, &owner, &nobody)
    );
    assert!(!told.contains("Empty"), "{told}");
    assert!(!told.contains("Data Platform"), "{told}");
}

/// Where a commit came from is stored beside it; logs that do not say it keep their bytes.
#[test]
fn old_commits_keep_their_bytes() {
    let old = serde_json::to_string(&small()[0]).unwrap();
    assert!(!old.contains("\"from\""));
    let mut commit: Commit = serde_json::from_str(&old).unwrap();
    assert_eq!(commit.from, None);
    assert_eq!(serde_json::to_string(&commit).unwrap(), old);
    commit.from = Some(Source {
        client: Some("Chromium 140 on Linux".into()),
        address: Some("192.0.2.7".parse().unwrap()),
    });
    let text = serde_json::to_string(&commit).unwrap();
    assert!(
        text.contains(r#""from":{"client":"Chromium 140 on Linux","address":"192.0.2.7"}"#),
        "{text}"
    );
    assert_eq!(serde_json::from_str::<Commit>(&text).unwrap(), commit);
    commit.from = Some(Source::default());
    let text = serde_json::to_string(&commit).unwrap();
    assert!(text.contains(r#""from":{}"#), "{text}");
    assert_eq!(serde_json::from_str::<Commit>(&text).unwrap(), commit);
}

/// Rule 119: the names of an exported line.
#[test]
fn an_exported_line_names_what_the_rule_names() {
    let mut fixture = scene();
    let id = fixture.deployment("dev");
    let name = |text: &str| DeploymentField::Description(text.into());
    let was = fixture.state().deployment(id).unwrap().description.clone();
    fixture.must(Command::UpdateDeployment {
        id,
        edits: vec![Edit::new(name(&was), name("=cmd, \"quoted\"\nand broken"))],
    });
    let mut commits = fixture.commits().to_vec();
    let commit = commits.last_mut().unwrap();
    commit.from = Some(Source {
        client: Some("Chromium 140 on Linux".into()),
        address: Some("192.0.2.7".parse().unwrap()),
    });
    commit.cause = Cause::Import {
        files: vec!["dev.yaml".into()],
    };
    let ledger = ledger(&commits);
    let record = ledger.records().last().unwrap();
    let things = told(&fixture);
    let line = ndjson(record, ledger.organization(), &things);
    assert!(!line.contains('\n'));
    let value: Value = serde_json::from_str(&line).unwrap();
    for (key, expected) in [
        ("subjectType", "USER"),
        ("sourceIp", "192.0.2.7"),
        ("userAgent", "Chromium 140 on Linux"),
        ("action", "deploymentEdited"),
        ("resourceType", "Deployment"),
        ("resourceName", "dev"),
        ("cause", "import"),
    ] {
        assert_eq!(value[key], expected, "{key}");
    }
    let organization = fixture.state().organization().unwrap().id.to_string();
    assert_eq!(value["organizationId"], organization);
    assert_eq!(value["resourceId"], id.to_string());
    assert_eq!(value["timestamp"], record.stamp.at.to_string());
    assert_eq!(value["commit"], commits.len());
    let field = &value["changes"][0]["fields"][0];
    assert_eq!(field["field"], "description");
    assert_eq!(field["after"], "=cmd, \"quoted\"\nand broken");
    let cells = cells(record, ledger.organization(), &things);
    assert_eq!(cells.len(), CSV_COLUMNS.len());
    assert!(cells.last().unwrap().contains("description: "), "{cells:?}");
}

/// A long log is read as lines and searched without comparing anything.
#[test]
fn a_long_log_is_read_as_lines() {
    let commits = large();
    let ledger = ledger(&commits);
    let events: usize = commits.iter().map(|commit| commit.events.len()).sum();
    assert_eq!(ledger.records().len(), events);
    assert_eq!(ledger.sequence() as usize, commits.len());
    let made = Filter {
        words: vec!["created the deployment".into()],
        ..Filter::default()
    };
    assert_eq!(ledger.find(&made).len(), 10_000);
}

/// A clock that is set back far hides nothing: what came later in the log is kept as long as what came before it.
#[test]
fn what_happened_while_the_clock_was_set_back_is_kept_and_found() {
    let mut fixture = scene();
    let right = fixture.now();
    let days = |count: i64| Timestamp::from_seconds(right.seconds() + count * 86_400);
    fixture = fixture.with_workspace("Before");
    fixture.go_to(&days(-100).to_string());
    fixture = fixture.with_workspace("Meanwhile");
    fixture.go_to(&days(1).to_string());
    fixture = fixture.with_workspace("Afterwards");
    let ledger = ledger(fixture.commits());
    let named = |name: &str| {
        let mut records = ledger.records().iter();
        records.find(|record| record.name.text() == name).unwrap()
    };
    let (before, meanwhile) = (&named("Before").stamp, &named("Meanwhile").stamp);
    assert_eq!(meanwhile.at, days(-100), "shown as the clock said");
    assert_eq!(meanwhile.reached, before.at);
    assert_eq!(named("Afterwards").stamp.reached, days(1));
    let kept = Retention::by(Tier::Developer, days(2));
    assert!(kept.keeps(meanwhile.reached) && !kept.keeps(meanwhile.at));
    let found = |filter: &Filter| -> Vec<String> {
        let places = ledger.find(filter).into_iter().rev();
        let names = places.map(|place| ledger.records()[place].name.text().to_owned());
        names
            .filter(|name| ["Before", "Meanwhile", "Afterwards"].contains(&name.as_str()))
            .collect()
    };
    let window = Filter {
        from: Some(before.at),
        until: Some(before.at),
        ..Filter::default()
    };
    assert_eq!(found(&window), ["Before", "Meanwhile"]);
    let lately = Filter {
        from: Some(kept.oldest),
        ..Filter::default()
    };
    assert_eq!(found(&lately), ["Before", "Meanwhile", "Afterwards"]);
}
