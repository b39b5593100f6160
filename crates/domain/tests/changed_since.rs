//! What somebody changed since is not overridden by taking back, or doing again, what came before it.

use std::collections::BTreeSet;

use crate::scene::staffed::{in_workspace, person, staffed};
use planisphere_domain::access::Holder;
use planisphere_domain::alert::AlertField;
use planisphere_domain::api_token::ApiTokenField;
use planisphere_domain::cluster::{ClusterField, VpcPeeringState};
use planisphere_domain::custom_role::CustomRoleField;
use planisphere_domain::deployment::DeploymentField;
use planisphere_domain::environment_object::EnvironmentObjectField;
use planisphere_domain::notification_channel::NotificationChannelField;
use planisphere_domain::organization::SsoConnectionField;
use planisphere_domain::plan::difference;
use planisphere_domain::policy::{DagRole, DeploymentRole, OrganizationRole, WorkspaceRole};
use planisphere_domain::team::TeamField;
use planisphere_domain::user::UserStatus;
use planisphere_domain::workspace::WorkspaceField;
use planisphere_domain::{
    Actor, Command, Commit, Edit, Event, Left, Rejection, State, Timeline, Timestamp, WorkspaceId,
    apply, decide_all, undo,
};
use planisphere_fixtures::{Fixture, Persona};

/// Events that take back without a base, or by deleting, and what else has none.
const WITHOUT_BASE: &[&str] = &[
    "agentTokenCreated",
    "alertCreated",
    "apiTokenCreated",
    "clusterCreated",
    "customRoleCreated",
    "dagRoleAssigned",
    "deploymentCreated",
    "deploymentRoleAssigned",
    "deploymentTransferred",
    "domainAdded",
    "domainMapped",
    "environmentObjectCreated",
    "findingAcceptanceWithdrawn",
    "findingAccepted",
    "ipRangesAdded",
    "ipRangesRemoved",
    "notificationChannelCreated",
    "organizationRoleAssigned",
    "ssoBypassLinkCreated",
    "ssoConnectionCreated",
    "teamCreated",
    "teamMemberRemoved",
    "teamMembersAdded",
    "userInvited",
    "userStatusSet",
    "vpcPeeringReported",
    "vpcPeeringRequested",
    "vpcPeeringWithdrawn",
    "workspaceCreated",
    "workspaceRoleAssigned",
];

fn name(event: &Event) -> String {
    match serde_json::to_value(event).unwrap() {
        serde_json::Value::String(name) => name,
        serde_json::Value::Object(fields) => fields.keys().next().unwrap().clone(),
        other => panic!("{other}"),
    }
}

fn other<T: PartialEq + Copy>(all: &[T], but: &[Option<T>]) -> T {
    let free = |one: &&T| !but.contains(&Some(**one));
    *all.iter().find(free).unwrap()
}

/// What somebody else could make of what an event left: neither that, nor what was before it.
fn third(before: &State, event: &Event) -> Option<Event> {
    let text = || "Somebody else's".to_owned();
    Some(match event.clone() {
        Event::OrganizationRoleAssigned { holder, role } => Event::OrganizationRoleAssigned {
            holder,
            role: other(
                OrganizationRole::ALL,
                &[Some(role), before.organization_role(holder)],
            ),
        },
        Event::WorkspaceRoleAssigned {
            holder,
            workspace,
            role,
        } => {
            let was = before
                .bindings(holder)
                .and_then(|it| it.workspaces.get(&workspace).copied());
            let role = Some(other(WorkspaceRole::ALL, &[role, was]));
            Event::WorkspaceRoleAssigned {
                holder,
                workspace,
                role,
            }
        }
        Event::DeploymentRoleAssigned {
            holder,
            deployment,
            role,
        } => {
            let was = before
                .bindings(holder)
                .and_then(|it| it.deployments.get(&deployment).copied());
            let all = [DeploymentRole::ADMIN, DeploymentRole::ACCESSOR];
            let free = all.into_iter().find(|it| ![role, was].contains(&Some(*it)));
            Event::DeploymentRoleAssigned {
                holder,
                deployment,
                role: free,
            }
        }
        Event::DagRoleAssigned {
            holder,
            deployment,
            dags,
            role,
        } => {
            let was = before
                .bindings(holder)
                .and_then(|it| it.dag(deployment, &dags));
            let all = [DagRole::VIEWER, DagRole::AUTHOR];
            let free = all.into_iter().find(|it| ![role, was].contains(&Some(*it)));
            Event::DagRoleAssigned {
                holder,
                deployment,
                dags,
                role: free,
            }
        }
        Event::UserStatusSet { id, status } => {
            let was = before.user(id).map(|it| it.status);
            let all = [UserStatus::Active, UserStatus::Inactive, UserStatus::Banned];
            let status = other(&all, &[Some(status), was]);
            Event::UserStatusSet { id, status }
        }
        Event::DeploymentTransferred { id, .. } => {
            let workspace = WorkspaceId::from_bits(77);
            Event::DeploymentTransferred { id, workspace }
        }
        Event::VpcPeeringRequested { cluster, peering } => Event::VpcPeeringReported {
            cluster,
            id: peering.id,
            state: VpcPeeringState::Failed,
        },
        Event::VpcPeeringReported { cluster, id, .. } => Event::VpcPeeringReported {
            cluster,
            id,
            state: VpcPeeringState::Failed,
        },
        Event::FindingAccepted(mut acceptance) => {
            acceptance.reason = text();
            Event::FindingAccepted(acceptance)
        }
        Event::FindingAcceptanceWithdrawn { key } => {
            let mut acceptance = before.acceptance(&key)?.clone();
            acceptance.reason = text();
            Event::FindingAccepted(acceptance)
        }
        Event::SsoBypassLinkCreated(mut link) => {
            link.created_at = Timestamp::from_seconds(link.created_at.seconds() + 1);
            Event::SsoBypassLinkCreated(link)
        }
        Event::DomainAdded(domain) => Event::DomainVerified { name: domain.name },
        Event::SsoConnectionCreated(it) => Event::SsoConnectionEdited {
            id: it.id,
            changes: vec![SsoConnectionField::Name(text())],
        },
        Event::UserInvited(it) => Event::OrganizationRoleAssigned {
            holder: Holder::User(it.id),
            role: other(OrganizationRole::ALL, &[Some(it.organization_role)]),
        },
        Event::TeamCreated(it) => Event::TeamEdited {
            id: it.id,
            changes: vec![TeamField::Description(text())],
        },
        Event::CustomRoleCreated(it) => Event::CustomRoleEdited {
            id: it.id,
            changes: vec![CustomRoleField::Description(text())],
        },
        Event::ApiTokenCreated(it) => Event::ApiTokenEdited {
            id: it.id,
            changes: vec![ApiTokenField::Description(text())],
        },
        Event::WorkspaceCreated(it) => Event::WorkspaceEdited {
            id: it.id,
            changes: vec![WorkspaceField::Description(text())],
        },
        Event::ClusterCreated(it) => Event::ClusterEdited {
            id: it.id,
            changes: vec![ClusterField::Name(text())],
        },
        Event::DeploymentCreated(it) => Event::DeploymentEdited {
            id: it.id,
            changes: vec![DeploymentField::Description(text())],
        },
        Event::NotificationChannelCreated(it) => Event::NotificationChannelEdited {
            id: it.id,
            changes: vec![NotificationChannelField::Name(text())],
        },
        Event::AlertCreated(it) => Event::AlertEdited {
            id: it.id,
            changes: vec![AlertField::Name(text())],
        },
        Event::EnvironmentObjectCreated(it) => Event::EnvironmentObjectEdited {
            id: it.id,
            changes: vec![EnvironmentObjectField::Description(text())],
        },
        _ => return None,
    })
}

/// A commit, what it left, and the commands that take it back.
struct Done {
    left: Left,
    back: Vec<Command>,
}

/// Carries commands out and tells how they are taken back; `None` where they do nothing or stay.
fn done(fixture: &mut Fixture, commands: &[Command]) -> Option<Done> {
    let before = fixture.state().clone();
    let decided = decide_all(&before, &fixture.caller(), commands, &fixture.env());
    let events = decided.ok().filter(|events| !events.is_empty())?;
    let back = undo(&before, &events)?;
    fixture.must_all(commands);
    let left = Left::by(&events, fixture.state().clone());
    Some(Done { left, back })
}

fn take_back(fixture: &Fixture, done: &Done, now: &State) -> Result<Vec<Event>, Rejection> {
    done.left
        .take_back(now, &fixture.caller(), &done.back, &fixture.env())
}

/// Holds one change against everything that can have happened since.
fn holds(
    about: &str,
    fixture: &mut Fixture,
    commands: &[Command],
    met: &mut BTreeSet<String>,
) -> Option<Done> {
    let before = fixture.state().clone();
    let decided = decide_all(&before, &fixture.caller(), commands, &fixture.env()).ok()?;
    let done = done(fixture, commands)?;
    let now = fixture.state().clone();
    let plain = decide_all(&now, &fixture.caller(), &done.back, &fixture.env());
    // Unchanged: as the commands themselves are answered.
    match (take_back(fixture, &done, &now), plain) {
        (Ok(events), Ok(plain)) => assert_eq!(events, plain, "{about}"),
        (Err(rejection), Err((_, plain))) => {
            assert_eq!(rejection, plain, "{about}");
            return None;
        }
        (answer, plain) => panic!("{about}: {answer:?} beside {plain:?}"),
    }
    // Taken back by somebody already: nothing is done a second time.
    let mut twice = fixture.clone();
    twice.must_all(&done.back);
    let answer = take_back(&twice, &done, twice.state());
    assert!(answer.is_err(), "{about}: {answer:?}");
    // Made into something else.
    for event in &decided {
        met.insert(name(event));
        let Some(third) = third(&before, event) else {
            continue;
        };
        let mut changed = now.clone();
        apply(
            &mut changed,
            &third,
            fixture.now(),
            Actor::User(Persona::Owner.id()),
        );
        let answer = take_back(fixture, &done, &changed);
        let Err(rejection) = answer else {
            panic!("{about}: {third:?} is overridden")
        };
        assert_eq!(rejection.code(), "changed-since", "{about}: {rejection}");
        assert!(rejection.to_string().starts_with("since then "), "{about}");
        assert!(rejection.way_out().contains("what holds now"));
    }
    Some(done)
}

#[test]
fn what_was_changed_since_is_not_overridden_and_what_was_not_is_taken_back_and_done_again() {
    let (mut undone, mut redone) = (BTreeSet::new(), 0);
    for case in crate::granted::all() {
        let mut fixture = (case.scene)();
        let command = (case.make)(&mut fixture);
        let before = fixture.state().clone();
        let Some(done) = holds(case.about, &mut fixture, &[command], &mut undone) else {
            continue;
        };
        let after = fixture.state().clone();
        // The undo is a change like any other, and so is what does it again.
        let Some(back) = holds(case.about, &mut fixture, &done.back, &mut undone) else {
            continue;
        };
        assert_eq!(
            difference(&before, fixture.state()),
            Vec::new(),
            "{}",
            case.about
        );
        fixture.must_all(&back.back);
        assert_eq!(
            difference(&after, fixture.state()),
            Vec::new(),
            "{}",
            case.about
        );
        redone += 1;
    }
    for name in WITHOUT_BASE {
        assert!(undone.contains(*name), "{name} is never taken back here");
    }
    assert!(redone > 40, "{redone}");
}

/// A sets a role, an owner takes it away, and A presses undo.
#[test]
fn a_role_that_was_taken_away_does_not_come_back() {
    let mut fixture = staffed();
    let nil = person(&fixture, "Nil");
    let set = |fixture: &Fixture, role| in_workspace(fixture, nil, "Data Platform", role);
    fixture.must(set(&fixture, Some(WorkspaceRole::Member)));
    let author = set(&fixture, Some(WorkspaceRole::Author));
    let done = done(&mut fixture, &[author]).unwrap();
    let mine = fixture.commits().len() as u64;
    let state = fixture.state().clone();
    assert!(take_back(&fixture, &done, &state).is_ok());
    fixture.must(set(&fixture, None));
    let Err(rejection) = take_back(&fixture, &done, fixture.state()) else {
        panic!("it came back")
    };
    assert_eq!(
        rejection.to_string(),
        "since then the role of `Nil` on Workspace `Data Platform` went from `Workspace Editor` to `none`"
    );
    let Rejection::ChangedSince { changes, .. } = rejection else {
        panic!("{rejection:?}")
    };
    let by = Some("Ada Kim".to_owned());
    let told = Rejection::ChangedSince {
        changes,
        has_fields: false,
        by,
    }
    .to_string();
    assert!(told.ends_with("; `Ada Kim` did that"), "{told}");
    let mut timeline = Timeline::default();
    fixture
        .commits()
        .iter()
        .cloned()
        .for_each(|commit: Commit| timeline.push(commit));
    assert_eq!(timeline.left_by(mine), Some(done.left));
    assert_eq!(
        timeline.changed_by(mine),
        Some(Actor::User(Persona::Owner.id()))
    );
    assert_eq!(timeline.changed_by(timeline.sequence()), None);
    assert_eq!(timeline.changed_by(timeline.sequence() + 1), None);
}

/// A field that an undo sets carries what the commit left as its base, and is told like everything else that changed.
#[test]
fn a_field_that_was_set_again_stays_and_both_values_are_told() {
    let mut fixture = staffed();
    let id = fixture.workspace("Data Platform");
    let describe = |fixture: &Fixture, text: &str| {
        let value = WorkspaceField::Description(text.to_owned());
        let base = fixture.state().workspace(id).unwrap().field(&value);
        Command::UpdateWorkspace {
            id,
            edits: vec![Edit::new(base, value)],
        }
    };
    let mine = describe(&fixture, "Mine");
    let done = done(&mut fixture, &[mine]).unwrap();
    assert!(take_back(&fixture, &done, fixture.state()).is_ok());
    let theirs = describe(&fixture, "Theirs");
    fixture.must(theirs);
    let Err(rejection) = take_back(&fixture, &done, fixture.state()) else {
        panic!("it was overridden")
    };
    assert_eq!(rejection.code(), "changed-since");
    assert_eq!(
        rejection.to_string(),
        "since then description went from `Mine` to `Theirs`"
    );
}

/// What others put into a thing is not deleted with it by an undo; what they did beside it does no harm.
#[test]
fn a_thing_with_the_work_of_others_in_it_stays() {
    let mut fixture = staffed();
    let workspace = fixture.workspace("Data Platform");
    let draft = fixture.draft(workspace, "fresh");
    let create = Command::CreateDeployment(Box::new(draft));
    let done = done(&mut fixture, &[create]).unwrap();
    let beside = fixture.clone().with_deployment("Data Platform", "beside");
    assert!(take_back(&beside, &done, beside.state()).is_ok());
    for used in [
        fixture.clone().with_alert("Late", "fresh", &[]),
        fixture.clone().with_deploy("fresh", "first", |_| {}),
        fixture.clone().with_deployment_role(
            person(&fixture, "Nil"),
            "fresh",
            DeploymentRole::ADMIN,
        ),
    ] {
        let answer = take_back(&used, &done, used.state());
        assert_eq!(answer.map_err(|it| it.code()), Err("changed-since"));
    }
}

/// Who may not know what happened hears only that they may not.
#[test]
fn whoever_lost_the_right_learns_nothing() {
    let mut fixture = staffed();
    let nil = person(&fixture, "Nil");
    let set = in_workspace(&fixture, nil, "Data Platform", Some(WorkspaceRole::Author));
    let done = done(&mut fixture, &[set]).unwrap();
    fixture.must(in_workspace(&fixture, nil, "Data Platform", None));
    fixture.act_as(Persona::Outsider.id());
    let Err(rejection) = take_back(&fixture, &done, fixture.state()) else {
        panic!("it came back")
    };
    assert!(
        ["not-found", "not-allowed"].contains(&rejection.code()),
        "{rejection}"
    );
}
