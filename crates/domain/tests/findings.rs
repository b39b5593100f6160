//! Guard rails: what is found and from when on, that every fix makes its finding go away, and what accepting one does.

use std::collections::BTreeSet;

use crate::scene::environment::platform;
use crate::scene::findings::accept_until;
use crate::scene::{edit, edit_queue, plain, scene};
use planisphere_domain::api_token::{ApiToken, OwnRole, TokenScope};
use planisphere_domain::cluster::ClusterField;
use planisphere_domain::deployment::{DeploymentField, InfrastructureChoice, VariableValue};
use planisphere_domain::environment_object::Payload;
use planisphere_domain::findings::{
    DAYS_BEFORE_THE_END, Finding, FindingRule, FindingSeverity, QUIET_DAYS, Subject, findings,
};
use planisphere_domain::plan::{Plan, beside};
use planisphere_domain::policy::OrganizationRole;
use planisphere_domain::{Actor, Command, Event, Home, Timestamp, undo};
use planisphere_fixtures::{Fixture, Persona};

/// What is found when nobody but the owner has done anything since they came.
fn found(fixture: &Fixture) -> Vec<Finding> {
    let owner = Actor::User(Persona::Owner.id());
    findings(fixture.state(), &fixture.env(), &|actor| {
        (actor == owner).then_some(fixture.now())
    })
}

fn of(fixture: &Fixture, rule: FindingRule) -> Vec<Finding> {
    let mut all = found(fixture);
    all.retain(|finding| finding.key.rule == rule);
    all
}

fn days_later(fixture: &mut Fixture, days: i64) {
    let later = Timestamp::from_seconds(fixture.now().seconds() + days * 86_400);
    fixture.go_to(&later.to_string());
}

/// Everything that can be found at once.
fn careless() -> Fixture {
    let fixture = scene();
    let scope = platform(&fixture);
    let mut fixture = fixture
        .with_user("Bo", OrganizationRole::Member)
        .with_token(
            "forever",
            TokenScope::Organization,
            OwnRole::Organization(OrganizationRole::Member),
        )
        .with_object("api_token", scope, |draft| {
            let value = VariableValue::Plain("abc".into());
            draft.payload = Payload::AirflowVariable(value).into();
        })
        .with_alert("mute", "etl", &[])
        .with_deployment_as("Data Platform", "insomniac", |draft| {
            draft.is_development_mode = true;
        });
    let (open, empty) = (fixture.cluster("open"), fixture.workspace("Empty"));
    fixture = fixture
        .with_deployment_as("Data Platform", "stranger", |draft| {
            draft.infrastructure = Some(InfrastructureChoice::Cluster(open));
        })
        .with_event(Event::ClusterEdited {
            id: open,
            changes: vec![ClusterField::WorkspaceIds([empty].into())],
        })
        .with_deployment_as("Data Platform", "aged", |draft| {
            draft.runtime = Some("11.8.0".into());
        });
    fixture.must(edit(
        &fixture,
        "etl",
        [
            DeploymentField::EnvironmentVariables(vec![plain("DB_PASSWORD", "hunter2")]),
            DeploymentField::ContactEmails(vec!["on@call.example".into()]),
        ],
    ));
    fixture.must(edit_queue(&fixture, "twin", |queue| {
        queue.max_worker_count = 11;
    }));
    days_later(&mut fixture, QUIET_DAYS);
    fixture
}

/// Each rule that can be fixed by commands is found, and its fix makes it go away without making another one.
#[test]
fn every_fix_makes_its_finding_go_away() {
    let fixture = careless();
    let mut fixed = BTreeSet::new();
    for finding in found(&fixture) {
        let mut after = fixture.clone();
        let mut next = 1_000_000u128;
        let mut ids = || {
            next += 1;
            next
        };
        let Some(fix) = finding.fix(after.state(), &after.env(), &mut ids) else {
            continue;
        };
        after.must_all(&fix.commands);
        let left: BTreeSet<_> = found(&after).into_iter().map(|it| it.key).collect();
        assert!(!left.contains(&finding.key), "{finding:?}");
        let before: BTreeSet<_> = found(&fixture).into_iter().map(|it| it.key).collect();
        let new: Vec<_> = left.difference(&before).collect();
        assert!(new.is_empty(), "{finding:?} makes {new:?}");
        fixed.insert(finding.key.rule);
    }
    let by_nobody = [
        FindingRule::ProductionOnStandard,
        FindingRule::RuntimeEnded,
        FindingRule::RuntimeEndsSoon,
    ];
    let expected: BTreeSet<FindingRule> = FindingRule::ALL
        .iter()
        .copied()
        .filter(|rule| !by_nobody.contains(rule))
        .collect();
    assert_eq!(fixed, expected);
}

/// What no command can change is found without a fix.
#[test]
fn what_cannot_be_fixed_here() {
    let fixture = careless();
    for rule in [FindingRule::ProductionOnStandard, FindingRule::RuntimeEnded] {
        let all = of(&fixture, rule);
        assert!(!all.is_empty(), "{rule:?}");
        for finding in all {
            let fix = finding.fix(fixture.state(), &fixture.env(), &mut || 1);
            assert_eq!(fix, None);
        }
    }
}

#[test]
fn what_matters_most_comes_first() {
    let all = found(&careless());
    assert!(all.is_sorted_by_key(|it| std::cmp::Reverse(it.severity())));
    assert_eq!(all[0].severity(), FindingSeverity::Critical);
    for finding in &all {
        assert!(!finding.evidence.is_empty() && !finding.evidence.ends_with('.'));
    }
}

/// A sealed value is the text that was plain, in the variable and in the object.
#[test]
fn a_fix_seals_what_was_plain() {
    let fixture = careless();
    for finding in of(&fixture, FindingRule::PlainSecret) {
        let fix = finding.fix(fixture.state(), &fixture.env(), &mut || 5);
        let seals = fix.unwrap().seals;
        let expected = match finding.key.subject {
            Subject::Variable(..) => "hunter2",
            _ => "abc",
        };
        assert_eq!(seals.len(), 1);
        assert_eq!(seals[0].1, expected);
        assert!(!finding.evidence.contains(expected), "{}", finding.evidence);
    }
}

/// Fixes are put into a plan one by one, each on top of those before it: no two of them stand in each other's way.
#[test]
fn fixes_of_one_thing_go_into_one_plan() {
    let mut fixture = scene();
    fixture.must(edit(
        &fixture,
        "etl",
        [DeploymentField::EnvironmentVariables(vec![
            plain("DB_PASSWORD", "hunter2"),
            plain("API_TOKEN", "hunter3"),
        ])],
    ));
    let mut queues = fixture
        .state()
        .deployment(fixture.deployment("twin"))
        .unwrap()
        .worker_queues
        .clone();
    let mut second = crate::scene::queue(&mut fixture, "second");
    second.max_worker_count = 12;
    queues[0].max_worker_count = 11;
    queues.push(second);
    fixture.must(edit(
        &fixture,
        "twin",
        [DeploymentField::WorkerQueues(queues)],
    ));
    let mut staged: Vec<Command> = Vec::new();
    let mut next = 1_000_000u128;
    for rule in [FindingRule::PlainSecret, FindingRule::QueueBeyondQuota] {
        let all = of(&fixture, rule);
        assert_eq!(all.len(), 2, "{rule:?}");
        for finding in all {
            let plan = Plan::of(staged.clone());
            let preview = plan.preview(fixture.state(), &fixture.caller(), &fixture.env());
            let mut ids = || {
                next += 1;
                next
            };
            let fix = finding.fix(preview.after(), &fixture.env(), &mut ids);
            for command in fix.unwrap().commands {
                staged = staged
                    .iter()
                    .filter_map(|earlier| beside(earlier, &command))
                    .collect();
                staged.push(command);
            }
        }
    }
    assert_eq!(staged.len(), 4);
    fixture.must_all(&staged);
    assert_eq!(of(&fixture, FindingRule::PlainSecret), []);
    assert_eq!(of(&fixture, FindingRule::QueueBeyondQuota), []);
}

/// Tokens and people are quiet after ninety days since they came or last did something, and not before.
#[test]
fn quiet_for_ninety_days() {
    let bare = || {
        Fixture::founded()
            .with_user("Bo", OrganizationRole::Member)
            .with_token(
                "ci",
                TokenScope::Organization,
                OwnRole::Organization(OrganizationRole::Member),
            )
    };
    let came = |fixture: &Fixture| {
        let token: &ApiToken = fixture.state().api_token(fixture.token("ci")).unwrap();
        token.created_at.seconds()
    };
    for (seconds, is_found) in [
        (QUIET_DAYS * 86_400 - 1, false),
        (QUIET_DAYS * 86_400, true),
    ] {
        let mut fixture = bare();
        let at = Timestamp::from_seconds(came(&fixture) + seconds);
        fixture.go_to(&at.to_string());
        let unused = of(&fixture, FindingRule::UnusedToken);
        assert_eq!(unused.len(), usize::from(is_found));
    }
    let mut fixture = bare();
    let bo = fixture.user_named("Bo");
    days_later(&mut fixture, QUIET_DAYS);
    let seen = fixture.now();
    let active = |actor: Actor| (actor == Actor::User(bo)).then_some(seen);
    let quiet = |fixture: &Fixture, sign: &dyn Fn(Actor) -> Option<Timestamp>| -> usize {
        let all = findings(fixture.state(), &fixture.env(), sign);
        let rule = FindingRule::InactivePerson;
        all.iter().filter(|it| it.key.rule == rule).count()
    };
    assert_eq!(quiet(&fixture, &|_| None), 1);
    assert_eq!(quiet(&fixture, &active), 0);
}

/// A Runtime is worth a word ninety days before its end, and more from its end on.
#[test]
fn runtimes_near_their_end() {
    // Runtime 11.8.0 is maintained until the end of 31 October 2025.
    let end: Timestamp = "2025-11-01T00:00:00Z".parse().unwrap();
    let before = DAYS_BEFORE_THE_END * 86_400;
    for (seconds, expected) in [
        (-before - 1, None),
        (-before, Some(FindingRule::RuntimeEndsSoon)),
        (-1, Some(FindingRule::RuntimeEndsSoon)),
        (0, Some(FindingRule::RuntimeEnded)),
    ] {
        let mut fixture = careless();
        let at = Timestamp::from_seconds(end.seconds() + seconds);
        fixture.go_to(&at.to_string());
        let aged = Subject::Deployment(fixture.deployment("aged"));
        let rules = [FindingRule::RuntimeEndsSoon, FindingRule::RuntimeEnded];
        let all = found(&fixture);
        let about = all
            .iter()
            .find(|it| it.key.subject == aged && rules.contains(&it.key.rule));
        assert_eq!(about.map(|it| it.key.rule), expected, "{at}");
    }
}

/// Ten workers of one CPU fill the default quota; the eleventh can never start.
#[test]
fn a_queue_beyond_its_quota() {
    for (most, is_found) in [(9, false), (10, false), (11, true)] {
        let mut fixture = scene();
        fixture.must(edit_queue(&fixture, "etl", |queue| {
            queue.max_worker_count = most;
        }));
        let etl = fixture.deployment("etl");
        let all = of(&fixture, FindingRule::QueueBeyondQuota);
        let about = |it: &Finding| matches!(it.key.subject, Subject::Queue(id, _) if id == etl);
        assert_eq!(all.iter().any(about), is_found, "{most}");
    }
    // Where not even one fits, the quota is raised.
    let mut fixture = scene();
    fixture.must(edit_queue(&fixture, "etl", |queue| {
        queue.astro_machine = Some("A160".into());
        (queue.max_worker_count, queue.worker_concurrency) = (1, 1);
    }));
    let all = of(&fixture, FindingRule::QueueBeyondQuota);
    let fix = all[0].fix(fixture.state(), &fixture.env(), &mut || 1);
    fixture.must_all(&fix.unwrap().commands);
    let stored = fixture.deployment("etl");
    let stored = fixture.state().deployment(stored).unwrap();
    assert_eq!(stored.resource_quota_cpu.as_ref().unwrap().text(), "32");
    assert_eq!(of(&fixture, FindingRule::QueueBeyondQuota), []);
}

/// An alert goes to the nearest channel, else to the Deployment's contacts, else nowhere.
#[test]
fn alerts_find_their_way() {
    let fixed = |fixture: &Fixture| {
        let mute = of(fixture, FindingRule::AlertToNobody).remove(0);
        mute.fix(fixture.state(), &fixture.env(), &mut || 9)
    };
    let alone = scene().with_alert("mute", "etl", &[]);
    assert_eq!(fixed(&alone), None);
    let workspace = Home::Workspace(alone.workspace("Data Platform"));
    let near = alone
        .with_channel("far", Home::Organization)
        .with_channel("near", workspace);
    let mut near_fixed = near.clone();
    near_fixed.must_all(&fixed(&near).unwrap().commands);
    let alert = near_fixed.state().alert(near.alert("mute")).unwrap();
    let channels: Vec<_> = alert.notification_channel_ids.iter().copied().collect();
    assert_eq!(channels, [near.channel("near")]);
}

/// A token that takes the place of another one holds the same roles, and ends.
#[test]
fn a_token_with_an_end_takes_the_place_of_one_without() {
    let fixture = careless();
    let old = fixture.state().api_token(fixture.token("forever")).unwrap();
    let finding = of(&fixture, FindingRule::TokenWithoutExpiry).remove(0);
    let fix = finding.fix(fixture.state(), &fixture.env(), &mut || 9);
    let mut after = fixture.clone();
    after.must_all(&fix.unwrap().commands);
    let new = after.state().api_token(after.token("forever")).unwrap();
    assert_ne!(new.id, old.id);
    assert_eq!(new.organization_role, old.organization_role);
    assert_eq!(new.roles, old.roles);
    assert!(new.end_at.is_some());
    assert_eq!(after.state().api_tokens().count(), 1);
}

/// Without anybody else there is nobody to own it too.
#[test]
fn a_single_owner_alone() {
    let alone = Fixture::founded();
    let finding = of(&alone, FindingRule::SingleOwner).remove(0);
    assert_eq!(finding.fix(alone.state(), &alone.env(), &mut || 1), None);
    let two = Fixture::founded().with_personas("Data Platform", None);
    let finding = of(&two, FindingRule::SingleOwner).remove(0);
    let fix = finding.fix(two.state(), &two.env(), &mut || 1).unwrap();
    // Whoever holds most in the Organization already.
    let expected = Command::AssignOrganizationRole {
        holder: planisphere_domain::access::Holder::User(Persona::BillingAdmin.id()),
        role: OrganizationRole::Owner,
    };
    assert_eq!(fix.commands, [expected]);
}

/// An accepted finding is still found, with who lives with it, until that time is over.
#[test]
fn a_finding_is_accepted_until_a_time() {
    let mut fixture = scene();
    let key = crate::scene::findings::key(&fixture);
    fixture.must(accept_until(key.clone(), "2026-06-01T00:00:00Z"));
    let accepted = |fixture: &Fixture| {
        let all = found(fixture);
        let finding = all.into_iter().find(|it| it.key == key).unwrap();
        finding.accepted
    };
    fixture.go_to("2026-05-31T23:59:59Z");
    let acceptance = accepted(&fixture).unwrap();
    assert_eq!(acceptance.reason, "Known");
    assert_eq!(acceptance.accepted_by, Actor::User(Persona::Owner.id()));
    fixture.go_to("2026-06-01T00:00:00Z");
    assert_eq!(accepted(&fixture), None);
}

#[test]
fn accepting_is_undone() {
    let mut fixture = scene();
    let key = crate::scene::findings::key(&fixture);
    for until in ["2026-06-01T00:00:00Z", "2026-07-01T00:00:00Z"] {
        let before = fixture.state().clone();
        let command = accept_until(key.clone(), until);
        let events = fixture.decide(&command).unwrap();
        fixture.must(command);
        let mut back = fixture.clone();
        back.must_all(&undo(&before, &events).unwrap());
        let until = |state: &planisphere_domain::State| state.acceptance(&key).map(|it| it.until);
        assert_eq!(until(back.state()), until(&before));
    }
}
