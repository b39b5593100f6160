//! What undo takes back: event by event over every accepted command, and commits that make several things at once.

use std::collections::{BTreeMap, BTreeSet};

use crate::scene::staffed::staffed;
use planisphere_domain::access::Holder;
use planisphere_domain::alert::AlertRulesDraft;
use planisphere_domain::deployment::{VariableChange, VariableValue};
use planisphere_domain::plan::difference;
use planisphere_domain::policy::{DeploymentRole, OrganizationRole, WorkspaceRole};
use planisphere_domain::team::TeamDraft;
use planisphere_domain::workspace::WorkspaceDraft;
use planisphere_domain::{Command, Event, undo, why_it_stays};
use planisphere_fixtures::Fixture;

/// Events that nothing takes back.
const STAY: &[&str] = &[
    "apiTokenDeleted",
    "apiTokenRotated",
    "agentTokenDeleted",
    "clusterDeleted",
    "deployCreated",
    "deployFinished",
    "deploymentDeleted",
    "domainVerified",
    "inviteAccepted",
    "inviteResent",
    "organizationCreated",
    "ssoBypassLinkDeleted",
    "userRemoved",
];

/// Events that are taken back only where nothing is lost by it.
const DEPEND: &[&str] = &[
    "clusterEdited",
    "domainRemoved",
    "environmentObjectDeleted",
    "notificationChannelDeleted",
    "ssoBypassLinkCreated",
    "ssoConnectionDeleted",
    "teamDeleted",
    "vpcPeeringWithdrawn",
    "workspaceDeleted",
];

/// Why taking something back may be refused: steps that are allowed in one direction only, rights that went with the
/// step, a plan that has become too small for what was there, and what the identity provider owns.
const REFUSALS: &[&str] = &[
    "creation-only",
    "idp-managed",
    "not-allowed",
    "scim-on",
    "secret-stays",
    "tier",
];

fn name(event: &Event) -> String {
    match serde_json::to_value(event).unwrap() {
        serde_json::Value::String(name) => name,
        serde_json::Value::Object(fields) => fields.keys().next().unwrap().clone(),
        other => panic!("{other}"),
    }
}

#[test]
fn every_event_is_taken_back_or_stays_for_a_reason() {
    let (mut taken, mut stayed) = (BTreeSet::new(), BTreeSet::new());
    let mut refused = BTreeMap::new();
    for case in crate::granted::all() {
        let mut fixture = (case.scene)();
        let command = (case.make)(&mut fixture);
        let before = fixture.state().clone();
        let events = fixture.decide(&command).unwrap();
        let back = undo(&before, &events);
        let reason = why_it_stays(&before, &events);
        assert_eq!(back.is_none(), reason.is_some(), "{}", case.about);
        let known = reason.is_none_or(|reason| !reason.contains("not known"));
        assert!(known, "{} has a reason of its own", case.about);
        let founds = |event: &Event| matches!(event, Event::OrganizationCreated(_));
        if let Some(event) = events.iter().find(|event| founds(event)) {
            assert_eq!(back, None);
            stayed.insert(name(event));
        } else if let [event] = events.as_slice() {
            let names = if back.is_some() {
                &mut taken
            } else {
                &mut stayed
            };
            names.insert(name(event));
        }
        let Some(back) = back else { continue };
        fixture.must(command.clone());
        let mut other = fixture.clone();
        match back.iter().try_for_each(|it| other.execute(it)) {
            Ok(()) => {
                let left = difference(&before, other.state());
                assert!(left.is_empty(), "{}: {left:?}", case.about);
                assert!(*other.state() == other.state().with_rebuilt_index());
            }
            Err(rejection) => {
                refused.insert(case.about, rejection.code());
            }
        }
    }
    let named = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect();
    let depend: BTreeSet<String> = named(DEPEND);
    let stays: BTreeSet<String> = named(STAY);
    assert_eq!(&stayed - &depend, stays, "what stays");
    assert_eq!(&taken & &stays, BTreeSet::new(), "what is taken back");
    let odd: Vec<_> = refused
        .iter()
        .filter(|(_, code)| !REFUSALS.contains(code))
        .collect();
    assert!(odd.is_empty(), "{odd:?}");
}

/// A commit that makes a Workspace, a Deployment in it and what belongs to both is taken back as a whole.
#[test]
fn what_one_commit_made_goes_as_one() {
    let mut fixture = staffed();
    let before = fixture.state().clone();
    let now = fixture.now();
    let (workspace, team) = (fixture.ids().workspace(now), fixture.ids().team(now));
    let mut deployment = fixture.draft(workspace, "fresh");
    deployment.workspace_id = workspace;
    let (id, nil) = (deployment.id, fixture.user_named("Nil"));
    let alert = planisphere_domain::alert::AlertDraft {
        id: fixture.ids().alert(now),
        name: "Late".into(),
        deployment_id: id,
        alert_type: "DAG_FAILURE".into(),
        severity: "INFO".into(),
        rules: AlertRulesDraft {
            properties: planisphere_domain::alert::PropertiesDraft {
                deployment_id: Some(id),
                ..Default::default()
            },
            ..AlertRulesDraft::default()
        },
        notification_channel_ids: BTreeSet::new(),
    };
    let commands = [
        Command::CreateWorkspace(WorkspaceDraft::new(workspace, "Fresh")),
        Command::CreateDeployment(Box::new(deployment)),
        Command::ChangeEnvironmentVariables {
            id,
            changes: vec![VariableChange {
                key: "LEVEL".into(),
                base: None,
                value: Some(VariableValue::Plain("INFO".into())),
            }],
        },
        Command::CreateAlert(Box::new(alert)),
        Command::CreateTeam(TeamDraft {
            id: team,
            name: "Fresh people".into(),
            description: String::new(),
            organization_role: OrganizationRole::Member,
            members: BTreeSet::new(),
        }),
        Command::AddTeamMembers {
            id: team,
            users: [nil].into(),
        },
        Command::AssignWorkspaceRole {
            holder: Holder::Team(team),
            workspace,
            role: Some(WorkspaceRole::Member),
        },
        Command::AssignDeploymentRole {
            holder: Holder::User(nil),
            deployment: id,
            role: Some(DeploymentRole::ADMIN),
        },
    ];
    let events = events_of(&mut fixture, &commands);
    let back = undo(&before, &events).unwrap();
    fixture.must_all(&back);
    assert_eq!(difference(&before, fixture.state()), Vec::new());
    assert!(*fixture.state() == fixture.state().with_rebuilt_index());
}

/// What is in use by the time somebody takes it back is refused like any other deletion, and nothing changes.
#[test]
fn what_is_in_use_is_not_taken_back() {
    let mut fixture = staffed();
    let before = fixture.state().clone();
    let now = fixture.now();
    let workspace = fixture.ids().workspace(now);
    let create = Command::CreateWorkspace(WorkspaceDraft::new(workspace, "Fresh"));
    let events = events_of(&mut fixture, &[create]);
    let back = undo(&before, &events).unwrap();
    let mut used = fixture.with_deployment("Fresh", "inside");
    let after = used.state().clone();
    let [delete] = back.as_slice() else {
        panic!("{back:?}");
    };
    assert!(used.execute(delete).is_err());
    assert!(*used.state() == after);
}

fn events_of(fixture: &mut Fixture, commands: &[Command]) -> Vec<Event> {
    let mut events = Vec::new();
    for command in commands {
        events.extend(fixture.decide(command).unwrap());
        fixture.must(command.clone());
    }
    events
}
