//! Guard rails over Organizations that nobody thought of: whatever is found, its fix is accepted and makes it go away.
//! And the days from which on something counts, from both sides.

use std::collections::BTreeSet;

use crate::generate::{someone, wish};
use crate::scene::{hibernation, plain, scene, scene_on};
use crate::strange::{odd, strange};
use planisphere_domain::api_token::{OwnRole, TokenScope};
use planisphere_domain::cluster::ClusterField;
use planisphere_domain::deployment::{DeploymentField as Field, HibernationOverride};
use planisphere_domain::findings::{
    DAYS_BEFORE_THE_END, FindingKey, FindingRule, FindingSeverity, QUIET_DAYS, Subject, findings,
};
use planisphere_domain::organization::Plan;
use planisphere_domain::policy::OrganizationRole;
use planisphere_domain::user::UserStatus;
use planisphere_domain::{Command, Event, Timestamp, decide_all};
use planisphere_fixtures::Fixture;
use proptest::prelude::*;
use proptest::sample::select;

const DAY: i64 = 86_400;

/// Refusals that say that it is not the moment, for a cluster on its way; that the plan closes it; or that a Runtime is
/// too old for what only an older log holds beside it.
const NOT_NOW: &[&str] = &[
    "cluster-busy",
    "tier",
    "trial",
    "runtime",
    "runtime-too-old",
];

/// Of two owners without activity one can be switched off, which leaves one; and a second owner may be quiet too.
const TRADED: &[FindingRule] = &[FindingRule::SingleOwner, FindingRule::InactivePerson];

/// What is found when nobody showed a sign of activity.
fn keys(fixture: &Fixture) -> BTreeSet<FindingKey> {
    let all = findings(fixture.state(), &fixture.env(), &|_| None);
    all.into_iter().map(|it| it.key).collect()
}

/// Tries every fix. Gives what was fixed.
fn fix_everything(fixture: &Fixture) -> Result<BTreeSet<FindingRule>, String> {
    let mut fixed = BTreeSet::new();
    let before = keys(fixture);
    for finding in findings(fixture.state(), &fixture.env(), &|_| None) {
        let mut next = 1_000_000_u128;
        let mut ids = || {
            next += 1;
            next
        };
        let Some(fix) = finding.fix(fixture.state(), &fixture.env(), &mut ids) else {
            continue;
        };
        let decided = decide_all(
            fixture.state(),
            &fixture.caller(),
            &fix.commands,
            &fixture.env(),
        );
        if let Err((_, refused)) = &decided {
            if NOT_NOW.contains(&refused.code()) {
                continue;
            }
            return Err(format!("{finding:?}\n{:?}\n{refused}", fix.commands));
        }
        let mut after = fixture.clone();
        after.must_all(&fix.commands);
        let left = keys(&after);
        if left.contains(&finding.key) {
            return Err(format!("{finding:?}\n{:?}\nis still there", fix.commands));
        }
        let is_traded =
            |it: &FindingRule| TRADED.contains(it) && TRADED.contains(&finding.key.rule);
        let new: Vec<_> = left
            .difference(&before)
            .filter(|it| !is_traded(&it.rule))
            .collect();
        if !new.is_empty() {
            return Err(format!("{finding:?}\n{:?}\nmakes {new:?}", fix.commands));
        }
        fixed.insert(finding.key.rule);
    }
    Ok(fixed)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_found_its_fix_makes_it_go_away(
        wishes in prop::collection::vec((someone(), wish()), 0..40),
        odds in prop::collection::vec((odd(), 0..12_usize), 0..12),
        plan in select(vec![Plan::Trial, Plan::Developer, Plan::Team, Plan::Business, Plan::Enterprise]),
        days in 0..400_i64,
    ) {
        let mut fixture = strange(&wishes, &odds, plan, days);
        let owner = fixture.state().users().find(|user| {
            user.organization_role == OrganizationRole::Owner && user.status == UserStatus::Active
        });
        fixture.act_as(owner.unwrap().id);
        // Who cannot even look, as from a wrong address, fixes nothing.
        let looks = fixture.decide(&Command::UpdateOrganization { edits: Vec::new() });
        prop_assume!(looks.is_ok());
        let done = fix_everything(&fixture);
        prop_assert!(done.is_ok(), "{}", done.unwrap_err());
    }
}

/// The days of each rule: one before, the day itself, one after.
#[test]
fn from_which_day_on_something_counts() {
    let at = |created: Timestamp, days: i64, rule: FindingRule| {
        let mut fixture = scene()
            .with_user("Bo", OrganizationRole::Member)
            .with_token(
                "ci",
                TokenScope::Organization,
                OwnRole::Organization(OrganizationRole::Member),
            );
        let came = match rule {
            FindingRule::UnusedToken => {
                fixture
                    .state()
                    .api_token(fixture.token("ci"))
                    .unwrap()
                    .created_at
            }
            FindingRule::InactivePerson => {
                fixture
                    .state()
                    .user(fixture.user_named("Bo"))
                    .unwrap()
                    .created_at
            }
            _ => created,
        };
        fixture.go_to(&Timestamp::from_seconds(came.seconds() + days * DAY).to_string());
        let bo = Subject::User(fixture.user_named("Bo"));
        let ci = Subject::ApiToken(fixture.token("ci"));
        keys(&fixture)
            .iter()
            .any(|it| it.rule == rule && [&bo, &ci].contains(&&it.subject))
    };
    let zero = Timestamp::from_seconds(0);
    assert_eq!((QUIET_DAYS, DAYS_BEFORE_THE_END), (90, 90));
    for rule in [FindingRule::UnusedToken, FindingRule::InactivePerson] {
        for (days, expected) in [(0, false), (89, false), (90, true), (91, true)] {
            assert_eq!(at(zero, days, rule), expected, "{rule:?} after {days} days");
        }
    }
}

/// A rotation is a sign: the ninety days count from it.
#[test]
fn a_rotation_counts_as_use() {
    for (days, expected) in [(89, false), (90, true), (91, true)] {
        let mut fixture = scene().with_token(
            "ci",
            TokenScope::Organization,
            OwnRole::Organization(OrganizationRole::Member),
        );
        let id = fixture.token("ci");
        let created = fixture.state().api_token(id).unwrap().created_at;
        fixture.go_to(&Timestamp::from_seconds(created.seconds() + 40 * DAY).to_string());
        fixture.must(Command::RotateApiToken {
            id,
            through: TokenScope::Organization,
        });
        let rotated = fixture
            .state()
            .api_token(id)
            .unwrap()
            .last_rotated_at
            .unwrap();
        fixture.go_to(&Timestamp::from_seconds(rotated.seconds() + days * DAY).to_string());
        let key = FindingKey {
            rule: FindingRule::UnusedToken,
            subject: Subject::ApiToken(id),
        };
        assert_eq!(keys(&fixture).contains(&key), expected, "{days} days");
    }
}

/// A Runtime maintained until the end of 31 October 2025: 91, 90 and 89 days before, the last day, the first after.
#[test]
fn runtimes_day_by_day() {
    let end: Timestamp = "2025-11-01T00:00:00Z".parse().unwrap();
    for (days, expected) in [
        (-91, None),
        (-90, Some(FindingRule::RuntimeEndsSoon)),
        (-89, Some(FindingRule::RuntimeEndsSoon)),
        (-1, Some(FindingRule::RuntimeEndsSoon)),
        (0, Some(FindingRule::RuntimeEnded)),
        (1, Some(FindingRule::RuntimeEnded)),
    ] {
        let mut fixture = scene().with_deployment_as("Data Platform", "aged", |draft| {
            draft.runtime = Some("11.8.0".into());
        });
        fixture.go_to(&Timestamp::from_seconds(end.seconds() + days * DAY).to_string());
        let aged = Subject::Deployment(fixture.deployment("aged"));
        let rules = [FindingRule::RuntimeEndsSoon, FindingRule::RuntimeEnded];
        let found: Vec<_> = keys(&fixture)
            .into_iter()
            .filter(|it| it.subject == aged && rules.contains(&it.rule))
            .map(|it| it.rule)
            .collect();
        assert_eq!(found, Vec::from_iter(expected), "{days} days");
    }
}

/// Development mode that never sleeps, whatever is written down.
#[test]
fn what_never_sleeps() {
    let nightly = [("0 18 * * *", "0 7 * * *")];
    let with = |crons: &[(&str, &str)], is_enabled: bool, by_hand: Option<(bool, Option<&str>)>| {
        let mut spec = hibernation(crons);
        spec.schedules
            .iter_mut()
            .for_each(|it| it.is_enabled = is_enabled);
        spec.override_by_hand = by_hand.map(|(is_hibernating, until)| HibernationOverride {
            is_hibernating,
            override_until: until.map(str::to_owned),
        });
        Some(spec)
    };
    let (soon, past) = ("2026-03-09T00:00:00Z", "2026-03-01T00:00:00Z");
    for (about, spec, is_found) in [
        ("nothing", None, true),
        ("nightly", with(&nightly, true, None), false),
        ("switched off", with(&nightly, false, None), true),
        (
            "asleep and awake at once",
            with(&[("0 6 * * *", "0 6 * * *")], true, None),
            true,
        ),
        ("asleep by hand", with(&[], true, Some((true, None))), false),
        (
            "asleep by hand until then",
            with(&[], true, Some((true, Some(soon)))),
            false,
        ),
        (
            "asleep by hand until long ago",
            with(&[], true, Some((true, Some(past)))),
            true,
        ),
        (
            "awake by hand for good",
            with(&nightly, true, Some((false, None))),
            true,
        ),
        (
            "awake by hand until then",
            with(&nightly, true, Some((false, Some(soon)))),
            false,
        ),
    ] {
        let fixture = scene();
        let id = fixture.deployment("dev");
        let changes = vec![Field::Hibernation(spec)];
        let fixture = fixture.with_event(Event::DeploymentEdited { id, changes });
        let key = FindingKey {
            rule: FindingRule::NeverHibernates,
            subject: Subject::Deployment(id),
        };
        assert_eq!(keys(&fixture).contains(&key), is_found, "{about}");
        let fixed = fix_everything(&fixture).unwrap_or_else(|wrong| panic!("{about}: {wrong}"));
        assert_eq!(
            fixed.contains(&FindingRule::NeverHibernates),
            is_found,
            "{about}"
        );
    }
}

/// A hybrid Deployment has no standard cluster, no second scheduler to turn on, and no quota.
#[test]
fn hybrid_deployments() {
    let fixture = scene();
    let hybrid = fixture.deployment("hybrid");
    let changes = vec![Field::EnvironmentVariables(vec![plain(
        "DB_PASSWORD",
        "hunter2",
    )])];
    let fixture = fixture.with_event(Event::DeploymentEdited {
        id: hybrid,
        changes,
    });
    let about = |subject: &Subject| match subject {
        Subject::Deployment(id) | Subject::Queue(id, _) | Subject::Variable(id, _) => *id == hybrid,
        _ => false,
    };
    let found: Vec<_> = keys(&fixture)
        .into_iter()
        .filter(|it| about(&it.subject))
        .map(|it| it.rule)
        .collect();
    assert_eq!(found, [FindingRule::PlainSecret]);
    assert!(
        fix_everything(&fixture)
            .unwrap()
            .contains(&FindingRule::PlainSecret)
    );
}

/// What a plan closes is found all the same, and its fix is refused with the plan that has it.
#[test]
fn fixes_that_a_plan_closes() {
    let refusals = |fixture: &Fixture, rule: FindingRule| -> Vec<Option<(&'static str, String)>> {
        let all = findings(fixture.state(), &fixture.env(), &|_| None);
        let of_rule = all.iter().filter(|it| it.key.rule == rule);
        of_rule
            .map(|finding| {
                let fix = finding
                    .fix(fixture.state(), &fixture.env(), &mut || 9)
                    .unwrap();
                let (state, caller) = (fixture.state(), fixture.caller());
                let decided = decide_all(state, &caller, &fix.commands, &fixture.env());
                decided
                    .err()
                    .map(|(_, refused)| (refused.code(), refused.to_string()))
            })
            .collect()
    };
    let strangers = |plan: Plan| {
        let fixture = scene_on(plan);
        let (open, own) = (fixture.cluster("open"), fixture.cluster("own"));
        let empty = fixture.workspace("Empty");
        [open, own].into_iter().fold(fixture, |fixture, id| {
            let changes = vec![ClusterField::WorkspaceIds([empty].into())];
            fixture.with_event(Event::ClusterEdited { id, changes })
        })
    };
    let rule = FindingRule::ClusterStrangers;
    for plan in [Plan::Enterprise, Plan::Business] {
        // A dedicated and a hybrid one.
        assert_eq!(refusals(&strangers(plan), rule), [None, None], "{plan:?}");
    }
    for refused in refusals(&strangers(Plan::Team), rule) {
        let (code, sentence) = refused.unwrap();
        assert!(
            code == "tier" && sentence.contains("Business"),
            "{sentence}"
        );
    }
    let trial = Fixture::founded_on(Plan::Trial).with_deployment("Data Platform", "etl");
    let rule = FindingRule::ProductionWithoutHighAvailability;
    for refused in refusals(&trial, rule) {
        assert_eq!(refused.unwrap().0, "trial");
    }
    assert_eq!(refusals(&trial, rule).len(), 1);
}

/// Each rule has its weight, and each weight a rule.
#[test]
fn every_rule_has_a_severity() {
    use FindingRule as Rule;
    use FindingSeverity::{Critical, Info, Warning};
    let expected = [
        (Rule::SingleOwner, Warning),
        (Rule::TokenWithoutExpiry, Warning),
        (Rule::UnusedToken, Info),
        (Rule::PlainSecret, Critical),
        (Rule::ProductionOnStandard, Info),
        (Rule::ProductionWithoutHighAvailability, Warning),
        (Rule::RuntimeEndsSoon, Warning),
        (Rule::RuntimeEnded, Critical),
        (Rule::NeverHibernates, Info),
        (Rule::QueueBeyondQuota, Warning),
        (Rule::ClusterStrangers, Critical),
        (Rule::InactivePerson, Info),
        (Rule::AlertToNobody, Warning),
    ];
    assert_eq!(expected.len(), Rule::ALL.len());
    for (rule, severity) in expected {
        assert_eq!(rule.severity(), severity, "{rule:?}");
    }
}
