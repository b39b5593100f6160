//! Which permission guards which command, for whom: gate and decision agree for every persona.
//!
//! The table names the permission as the API does and the people who pass, both written by hand. A
//! command that is missing from it fails a test.

use std::collections::BTreeSet;

use crate::guarded::{On, all};
use planisphere_domain::api_token::{OwnRole, TokenScope};
use planisphere_domain::custom_role::CustomRoleScope;
use planisphere_domain::deployment::DeploymentField;
use planisphere_domain::organization::{OrganizationField, Plan};
use planisphere_domain::policy::{Because, DeploymentRole, OrganizationRole, WorkspaceRole};
use planisphere_domain::user::UserField;
use planisphere_domain::{
    Caller, Command, Edit, Event, Permission, Rejection, ResourceKind, ResourceRef, can,
};
use planisphere_fixtures::{Fixture, Persona};

use Persona::{
    BillingAdmin, Member, Outsider, Owner, Stranger, WorkspaceAccessor, WorkspaceEditor,
    WorkspaceViewer,
};

/// Commands that no permission guards, each with a test of its own below.
const UNGUARDED: &[&str] = &["createOrganization", "joinThroughSso"];

fn organization() -> Fixture {
    let fixture = Fixture::founded()
        .with_workspace("Elsewhere")
        .with_personas("Data Platform", Some("Elsewhere"))
        .with_user("Nil", OrganizationRole::Member)
        .with_invite("Soon", OrganizationRole::Member)
        .with_deployment("Data Platform", "etl")
        .with_deployment_personas("etl")
        .with_custom_role("Unused", CustomRoleScope::Dag, &["dag.airflow.dag.get"])
        .with_team("Loaders", &["Nil"]);
    let workspace = fixture.workspace("Data Platform");
    let deployment = fixture.deployment("etl");
    fixture
        .with_token(
            "audit",
            TokenScope::Organization,
            OwnRole::Organization(OrganizationRole::Member),
        )
        .with_token(
            "ci",
            TokenScope::Workspace(workspace),
            OwnRole::Workspace(WorkspaceRole::Member),
        )
        .with_token(
            "deploy",
            TokenScope::Deployment(deployment),
            OwnRole::Deployment(DeploymentRole::ADMIN),
        )
}

fn resource(fixture: &Fixture, on: On) -> ResourceRef {
    match on {
        On::Organization => ResourceRef::Organization,
        On::Workspace => ResourceRef::Workspace(fixture.workspace("Data Platform")),
        On::Deployment => ResourceRef::Deployment(fixture.deployment("etl")),
    }
}

#[test]
fn every_command_is_in_the_table() {
    let listed: BTreeSet<&str> = all()
        .map(|gate| gate.command)
        .chain(UNGUARDED.iter().copied())
        .collect();
    let known: BTreeSet<&str> = Command::NAMES.iter().copied().collect();
    assert_eq!(listed, known);
    for gate in all() {
        assert_eq!((gate.make)(&mut organization()).name(), gate.command);
        assert!(Permission::from_name(gate.permission).is_some());
    }
}

#[test]
fn gate_and_decision_agree_for_every_persona() {
    for gate in all() {
        let permission = Permission::from_name(gate.permission).unwrap();
        for persona in Persona::ALL {
            let mut fixture = organization();
            let on = resource(&fixture, gate.on);
            let before_making = fixture.clone();
            let command = (gate.make)(&mut fixture);
            fixture.act_as(persona.id());
            let label = format!("{} ({}) by {persona:?}", gate.command, gate.about);
            let asked = can(before_making.state(), &fixture.caller(), permission, &on);
            let decided = fixture.decide(&command);
            let passes = gate.passes.contains(persona);
            assert_eq!(asked.allowed, passes, "{label}: the gate");
            assert_eq!(decided.is_ok(), passes, "{label}: {decided:?}");
            let Err(rejection) = decided else { continue };
            assert!(!rejection.way_out().is_empty(), "{label}");
            match (asked.because, rejection) {
                (Because::NotFound(kind), Rejection::NotFound { kind: named, .. }) => {
                    assert_eq!(kind, named, "{label}");
                }
                (
                    because,
                    Rejection::NotAllowed {
                        permission: named,
                        because: reason,
                        ..
                    },
                ) => {
                    assert_eq!(permission, named, "{label}");
                    assert_eq!(because, reason, "{label}");
                }
                (because, rejection) => panic!("{label}: {because:?} but {rejection:?}"),
            }
        }
    }
}

/// What somebody may not even read reads as not found; what they may read says why not.
#[test]
fn without_reading_a_thing_is_not_found() {
    let fixture = organization();
    let cases = [
        (On::Workspace, "workspace.delete", Member, false),
        (On::Workspace, "workspace.delete", Outsider, false),
        (On::Workspace, "workspace.delete", BillingAdmin, false),
        (On::Workspace, "workspace.delete", WorkspaceAccessor, true),
        (
            On::Deployment,
            "deployment.delete",
            WorkspaceAccessor,
            false,
        ),
        (On::Deployment, "deployment.delete", WorkspaceViewer, true),
        (On::Deployment, "deployment.delete", Outsider, false),
        (
            On::Organization,
            "organization.workspaces.create",
            Outsider,
            true,
        ),
    ];
    for (on, permission, persona, is_visible) in cases {
        let caller = Caller::on_device(persona.id(), fixture.now());
        let permission = Permission::from_name(permission).unwrap();
        let decision = can(
            fixture.state(),
            &caller,
            permission,
            &resource(&fixture, on),
        );
        assert!(!decision.allowed);
        match decision.because {
            Because::NotFound(_) => assert!(!is_visible, "{persona:?}"),
            Because::Missing {
                permission: missing,
            } => {
                assert!(is_visible, "{persona:?}");
                assert_eq!(missing, permission, "{persona:?}");
            }
            other => panic!("{persona:?}: {other:?}"),
        }
    }
}

#[test]
fn a_stranger_learns_nothing() {
    let fixture = organization();
    let caller = Caller::on_device(Stranger.id(), fixture.now());
    for permission in Permission::ALL {
        for on in [On::Organization, On::Workspace, On::Deployment] {
            let decision = can(
                fixture.state(),
                &caller,
                *permission,
                &resource(&fixture, on),
            );
            assert!(!decision.allowed);
            assert_eq!(decision.because, Because::Stranger);
        }
    }
}

#[test]
fn anybody_founds_an_organization_in_an_empty_log_and_nobody_in_another() {
    for persona in Persona::ALL {
        let mut empty = Fixture::empty(9);
        empty.act_as(persona.id());
        let founding = empty.founding("Acme", Plan::Team, "Main");
        empty
            .execute(&Command::CreateOrganization(founding))
            .unwrap();
        let mut founded = organization();
        founded.act_as(persona.id());
        let founding = founded.founding("Acme", Plan::Team, "Main");
        let refused = founded
            .decide(&Command::CreateOrganization(founding))
            .unwrap_err();
        assert_eq!(refused.code(), "founded");
    }
}

#[test]
fn people_change_their_own_name_whatever_they_hold() {
    for persona in Persona::ALL {
        let mut fixture = organization();
        fixture.act_as(persona.id());
        let name = |text: &str| UserField::FullName(text.to_owned());
        let decided = fixture.decide(&Command::UpdateUser {
            id: persona.id(),
            edits: vec![Edit::new(name(persona.name()), name("Somebody Else"))],
        });
        assert_eq!(decided.is_ok(), *persona != Stranger, "{persona:?}");
    }
}

/// Rule 11: a Billing Admin changes the name, nothing else of the settings.
#[test]
fn only_the_owner_changes_settings_beside_the_name() {
    for persona in Persona::ALL {
        let mut fixture = organization();
        fixture.act_as(persona.id());
        let field = OrganizationField::AllowsDeprecatedRuntimes;
        let decided = fixture.decide(&Command::UpdateOrganization {
            edits: vec![Edit::new(field(false), field(true))],
        });
        assert_eq!(decided.is_ok(), *persona == Owner, "{persona:?}");
        if *persona == BillingAdmin {
            let refused = decided.unwrap_err();
            assert_eq!(refused.code(), "not-allowed");
            assert!(refused.way_out().contains("Organization Owner"));
        }
    }
}

/// Rule 3: whoever may not come in does not get through with a wish for nothing.
#[test]
fn a_wish_for_nothing_is_still_a_call() {
    for persona in Persona::ALL {
        let mut fixture = organization();
        fixture.act_as(persona.id());
        let decided = fixture.decide(&Command::UpdateOrganization { edits: Vec::new() });
        assert_eq!(decided.is_ok(), *persona != Stranger, "{persona:?}");
    }
}

/// Rule 30: a request repeats what stays (UPD-1), and an Editor may send one that changes the description alone.
#[test]
fn what_a_request_repeats_asks_for_no_permission() {
    let mut fixture = organization();
    let id = fixture.deployment("etl");
    let stored = fixture.state().deployment(id).unwrap().clone();
    let said = |value: DeploymentField| Edit::new(stored.field(&value), value);
    let whole = |is_cicd_enforced: bool| Command::UpdateDeployment {
        id,
        edits: vec![
            said(DeploymentField::Description("Loads everything ".into())),
            said(DeploymentField::Executor(stored.executor)),
            said(DeploymentField::IsCicdEnforced(is_cicd_enforced)),
        ],
    };
    fixture.act_as(WorkspaceEditor.id());
    let events = fixture.decide(&whole(stored.is_cicd_enforced)).unwrap();
    assert_eq!(
        events,
        [Event::DeploymentEdited {
            id,
            changes: vec![DeploymentField::Description("Loads everything".into())],
        }]
    );
    let refused = fixture.decide(&whole(!stored.is_cicd_enforced));
    assert_eq!(refused.unwrap_err().code(), "not-allowed");
    fixture.act_as(WorkspaceViewer.id());
    let refused = fixture.decide(&whole(stored.is_cicd_enforced));
    assert_eq!(refused.unwrap_err().code(), "not-allowed");
}

/// The gate comes first: whoever may not do it does not learn what would be wrong with it.
#[test]
fn a_refusal_says_nothing_of_the_rules_to_those_who_may_not() {
    let mut fixture = organization();
    let workspace = fixture.workspace("Data Platform");
    let draft = fixture.draft(workspace, "etl");
    fixture.act_as(Outsider.id());
    let refused = fixture
        .decide(&Command::CreateDeployment(Box::new(draft)))
        .unwrap_err();
    assert!(matches!(
        refused,
        Rejection::NotFound {
            kind: ResourceKind::Workspace,
            ..
        }
    ));
}
