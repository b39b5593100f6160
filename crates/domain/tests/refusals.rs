//! Every rule refuses what breaks it, with its code, a sentence that names the culprit, and a way out.
//!
//! Each case breaks one rule and no other, so that it passes when the rule is missing, which fails the
//! test. A rule that the sources name and no case mentions fails a test of its own.

use crate::refused::{Refused, all};
use planisphere_domain::{Rejection, apply};

fn label(case: &Refused) -> String {
    format!("{} {}", case.rules, case.about)
}

#[test]
fn what_breaks_a_rule_is_refused_for_that_rule_alone() {
    let wrong: Vec<String> = all()
        .iter()
        .filter_map(|case| Some(format!("{}: {}", label(case), wrong_with(case)?)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn wrong_with(case: &Refused) -> Option<String> {
    let mut fixture = (case.scene)();
    let command = (case.make)(&mut fixture);
    let rejection = match fixture.decide(&command) {
        Ok(events) => return Some(format!("accepted as {events:?}")),
        Err(rejection) => rejection,
    };
    let sentence = rejection.to_string();
    let says = sentence.to_lowercase().contains(&case.says.to_lowercase());
    let is_alone = match &rejection {
        Rejection::Invalid(problems) => problems.len() == 1,
        _ => true,
    };
    let is_fine = rejection.code() == case.code
        && says
        && is_alone
        && !sentence.ends_with('.')
        && rejection.way_out().ends_with('.');
    (!is_fine).then(|| format!("{} {sentence} / {}", rejection.code(), rejection.way_out()))
}

/// Problems of what is not there, of a whole, of a state, or of who asks: no one value is wrong.
const WITHOUT_VALUE: &[&str] = &[
    "banned",
    "cluster-in-use",
    "development-mode",
    "domain-pending",
    "empty",
    "escalation",
    "founded",
    "founder",
    "hibernating",
    "hybrid-cluster",
    "idp-managed",
    "incomplete",
    "invite-expired",
    "invite-needed",
    "invite-role",
    "invite-status",
    "last-owner",
    "last-sso-connection",
    "lock-out",
    "missing",
    "missing-fields",
    "missing-payload",
    "no-infrastructure",
    "no-node-pool",
    "no-sso-connection",
    "not-idp-managed",
    "not-invited",
    "not-of-type",
    "not-yours",
    "one-default",
    "organization-not-active",
    "other-deployment",
    "other-payload",
    "own-role",
    "remote-execution",
    "role-in-use",
    "role-scope",
    "role-twice",
    "scim-on",
    "tier",
    "token-ended",
    "token-scope",
    "unknown-address",
    "workspace-only",
];

/// Problems of a number, a length, a count, a version or a plan.
const WITH_LIMIT: &[&str] = &[
    "cron",
    "cron-never",
    "deploy-too-old",
    "executor-runtime",
    "expiry",
    "min-above-max",
    "out-of-range",
    "past",
    "prefix",
    "queue-name",
    "range",
    "ratio",
    "runtime",
    "runtime-step",
    "runtime-too-old",
    "tier",
    "tier-workspace-roles",
    "too-long",
    "too-many",
    "trial",
    "unmaintained-runtime",
];

/// Every problem carries the value that is wrong where there is one, and the limit that it breaks.
#[test]
fn every_problem_carries_what_was_wrong() {
    let mut lacking = std::collections::BTreeSet::new();
    for case in all() {
        let mut fixture = (case.scene)();
        let command = (case.make)(&mut fixture);
        let refused = fixture.decide(&command).unwrap_err();
        for problem in refused.problems() {
            let (code, path) = (problem.code, &problem.path);
            if problem.value.is_none() && !WITHOUT_VALUE.contains(&code) {
                lacking.insert(format!("value: {code} {path}"));
            }
            if problem.limit.is_none() && WITH_LIMIT.contains(&code) {
                lacking.insert(format!("limit: {code} {path}"));
            }
        }
    }
    assert!(lacking.is_empty(), "{lacking:#?}");
}

/// The rest of every case is fine: without the rule's one deviation the scene accepts the command's kind,
/// and after a refusal the state is what it was.
#[test]
fn a_refusal_changes_nothing() {
    for case in all() {
        let label = label(&case);
        let mut fixture = (case.scene)();
        let command = (case.make)(&mut fixture);
        let (before, commits) = (fixture.state().clone(), fixture.commits().len());
        assert!(fixture.execute(&command).is_err(), "{label}");
        assert!(*fixture.state() == before, "{label}");
        assert_eq!(fixture.commits().len(), commits, "{label}");
    }
}

#[test]
fn all_problems_of_a_request_are_reported_together() {
    let mut fixture = crate::scene::scene();
    let command = crate::scene::create(&mut fixture, |draft| {
        draft.name = " ".into();
        draft.contact_emails = vec!["nobody".into(), "a@b.example".into(), "x@".into()];
        draft.resource_quota_cpu = crate::scene::amount("many");
    });
    let rejection = fixture.decide(&command).unwrap_err();
    let paths: Vec<&str> = rejection
        .problems()
        .iter()
        .map(|it| it.path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            "name",
            "resourceQuotaCpu",
            "contactEmails[0]",
            "contactEmails[2]"
        ]
    );
    for problem in rejection.problems() {
        assert!(rejection.to_string().contains(&problem.message));
        assert!(rejection.way_out().contains(&problem.way_out));
    }
}

/// What is wrong with fields, roles and who gives them comes in one answer.
#[test]
fn all_problems_of_a_new_token_and_of_new_ranges_are_reported_together() {
    use planisphere_domain::api_token::{OwnRole, TokenScope};
    use planisphere_domain::policy::WorkspaceRole;
    use planisphere_fixtures::Persona;

    let mut fixture = crate::scene::staffed::staffed_as(Persona::WorkspaceOperator);
    let here = TokenScope::Workspace(fixture.workspace("Data Platform"));
    let mut draft = fixture.token_draft(" ", here, OwnRole::Workspace(WorkspaceRole::Owner));
    draft.expiry_period_in_days = Some(0);
    let command = planisphere_domain::Command::CreateApiToken(Box::new(draft));
    let rejection = fixture.decide(&command).unwrap_err();
    let codes: Vec<&str> = rejection.problems().iter().map(|it| it.code).collect();
    assert_eq!(codes, ["empty", "expiry", "escalation"]);
    // Whoever may give it stands in the way out: the least role that may, not always the widest.
    let way_out = rejection.way_out();
    assert!(way_out.contains("ask a Workspace Owner."), "{way_out}");

    let mut fixture = crate::scene::scene();
    let command = crate::scene::doors::add(&["192.0.2.0/24", "banana", "192.0.2.0/24"]);
    let rejection = fixture.decide(&command).unwrap_err();
    let codes: Vec<&str> = rejection.problems().iter().map(|it| it.code).collect();
    assert_eq!(codes, ["cidr", "taken", "unknown-address"]);
    // What cannot be read may have held the address.
    fixture.call_from([203, 0, 113, 10].into());
    let rejection = fixture.decide(&command).unwrap_err();
    assert_eq!(rejection.problems().len(), 2);
}

/// An event that does not fit, as only a damaged log could hold, changes nothing.
#[test]
fn events_about_missing_things_change_nothing() {
    use planisphere_domain::cluster::ClusterField;
    use planisphere_domain::deployment::DeploymentField;
    use planisphere_domain::organization::SsoConnectionField;
    use planisphere_domain::user::UserField;
    use planisphere_domain::workspace::WorkspaceField;
    use planisphere_domain::{
        ClusterId, DeploymentId, Event, SsoConnectionId, State, UserId, WorkspaceId,
    };

    let fixture = crate::scene::scene();
    let user = UserId::from_bits(1);
    let workspace = WorkspaceId::from_bits(1);
    let id = DeploymentId::from_bits(1);
    for event in [
        Event::UserEdited {
            id: user,
            changes: vec![UserField::FullName("x".into())],
        },
        Event::WorkspaceRoleAssigned {
            holder: planisphere_domain::access::Holder::User(user),
            workspace,
            role: None,
        },
        Event::WorkspaceEdited {
            id: workspace,
            changes: vec![WorkspaceField::Name("x".into())],
        },
        Event::WorkspaceDeleted { id: workspace },
        Event::DeploymentEdited {
            id,
            changes: vec![DeploymentField::Name("x".into())],
        },
        Event::DeploymentDeleted { id },
        Event::DeploymentTransferred { id, workspace },
        Event::ClusterEdited {
            id: ClusterId::from_bits(1),
            changes: vec![ClusterField::Name("x".into())],
        },
        Event::SsoConnectionEdited {
            id: SsoConnectionId::from_bits(1),
            changes: vec![SsoConnectionField::Name("x".into())],
        },
        Event::SsoConnectionDeleted {
            id: SsoConnectionId::from_bits(1),
        },
        Event::DomainVerified { name: "x".into() },
        Event::DomainMapped {
            name: "x".into(),
            connection: None,
        },
        Event::DomainRemoved { name: "x".into() },
        Event::IpRangesRemoved {
            ranges: vec!["10.0.0.0/8".parse().unwrap()],
        },
        Event::SsoBypassLinkDeleted,
    ] {
        let mut state: State = fixture.state().clone();
        apply(&mut state, &event, fixture.now(), fixture.caller().actor);
        assert!(state == *fixture.state(), "{event:?}");
    }
}

/// A log that creates one Deployment twice is damaged; the indexes hold all the same.
#[test]
fn a_deployment_created_twice_is_there_once() {
    use planisphere_domain::Event;

    let fixture = crate::scene::scene();
    let workspace = fixture.workspace("Data Platform");
    let mut again = fixture
        .state()
        .deployment(fixture.deployment("etl"))
        .unwrap()
        .clone();
    again.name = "renamed".into();
    let mut state = fixture.state().clone();
    let event = Event::DeploymentCreated(Box::new(again));
    apply(&mut state, &event, fixture.now(), fixture.caller().actor);
    assert_eq!(state.deployment_count(), fixture.state().deployment_count());
    assert!(state.deployment_named(workspace, "etl").is_none());
    assert!(state.deployment_named(workspace, "renamed").is_some());
}
