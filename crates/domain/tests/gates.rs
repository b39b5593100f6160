//! Which permission guards which command, for whom: gate and decision agree for every persona.
//!
//! The table names the permission as the API does and the people who pass, both written by hand. A
//! command that is missing from it fails a test.

use std::collections::BTreeSet;

use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::cluster::ClusterDraft;
use planisphere_domain::deployment::DeploymentField;
use planisphere_domain::organization::{OrganizationField, Plan};
use planisphere_domain::policy::{Because, OrganizationRole, WorkspaceRole};
use planisphere_domain::user::UserField;
use planisphere_domain::workspace::WorkspaceField;
use planisphere_domain::{
    Caller, Command, Edit, Permission, Rejection, ResourceKind, ResourceRef, can,
};
use planisphere_fixtures::{Fixture, Persona};

use Persona::{
    BillingAdmin, Member, Outsider, Owner, Stranger, WorkspaceAccessor, WorkspaceEditor,
    WorkspaceOperator, WorkspaceOwner, WorkspaceViewer,
};

/// What a permission is asked on.
#[derive(Clone, Copy)]
enum On {
    Organization,
    Workspace,
    Deployment,
}

/// One row: a command in one of its uses.
struct Gate {
    command: &'static str,
    about: &'static str,
    permission: &'static str,
    on: On,
    make: fn(&mut Fixture) -> Command,
    /// Whoever passes.
    passes: &'static [Persona],
}

const GATES: &[Gate] = &[
    Gate {
        command: "updateOrganization",
        about: "the name",
        permission: "organization.settings.update",
        on: On::Organization,
        make: |_| Command::UpdateOrganization {
            edits: vec![Edit::new(
                OrganizationField::Name("Northwind Data".into()),
                OrganizationField::Name("Northwind".into()),
            )],
        },
        passes: &[Owner, BillingAdmin],
    },
    Gate {
        command: "addUser",
        about: "",
        permission: "organization.users.create",
        on: On::Organization,
        make: |fixture| {
            let now = fixture.now();
            Command::AddUser {
                id: fixture.ids().user(now),
                full_name: "New Person".into(),
                email: "new@northwind.example".into(),
                role: OrganizationRole::Member,
            }
        },
        passes: &[Owner],
    },
    Gate {
        command: "updateUser",
        about: "somebody who is in no Workspace",
        permission: "organization.users.update",
        on: On::Organization,
        make: |fixture| Command::UpdateUser {
            id: fixture.user_named("Nil"),
            edits: vec![Edit::new(
                UserField::FullName("Nil".into()),
                UserField::FullName("Nil Nobody".into()),
            )],
        },
        passes: &[Owner],
    },
    Gate {
        command: "assignWorkspaceRole",
        about: "give",
        permission: "workspace.users.update",
        on: On::Workspace,
        make: |fixture| Command::AssignWorkspaceRole {
            user: fixture.user_named("Nil"),
            workspace: fixture.workspace("Data Platform"),
            role: Some(WorkspaceRole::Member),
        },
        passes: &[Owner, WorkspaceOwner],
    },
    Gate {
        command: "assignWorkspaceRole",
        about: "take",
        permission: "workspace.users.update",
        on: On::Workspace,
        make: |fixture| Command::AssignWorkspaceRole {
            user: WorkspaceViewer.id(),
            workspace: fixture.workspace("Data Platform"),
            role: None,
        },
        passes: &[Owner, WorkspaceOwner],
    },
    Gate {
        command: "createWorkspace",
        about: "",
        permission: "organization.workspaces.create",
        on: On::Organization,
        make: |fixture| {
            let now = fixture.now();
            Command::CreateWorkspace {
                id: fixture.ids().workspace(now),
                name: "New".into(),
                description: String::new(),
            }
        },
        passes: &[Owner],
    },
    Gate {
        command: "updateWorkspace",
        about: "",
        permission: "workspace.settings.update",
        on: On::Workspace,
        make: |fixture| Command::UpdateWorkspace {
            id: fixture.workspace("Data Platform"),
            edits: vec![Edit::new(
                WorkspaceField::Description(String::new()),
                WorkspaceField::Description("Loads".into()),
            )],
        },
        passes: &[Owner, WorkspaceOwner],
    },
    Gate {
        command: "deleteWorkspace",
        about: "",
        permission: "workspace.delete",
        on: On::Workspace,
        make: |fixture| {
            let id = fixture.deployment("etl");
            // It has to be empty for whoever may.
            fixture.must(Command::DeleteDeployment { id });
            Command::DeleteWorkspace {
                id: fixture.workspace("Data Platform"),
            }
        },
        passes: &[Owner, WorkspaceOwner],
    },
    Gate {
        command: "createCluster",
        about: "",
        permission: "organization.clusters.create",
        on: On::Organization,
        make: |fixture| {
            let now = fixture.now();
            Command::CreateCluster(ClusterDraft {
                id: fixture.ids().cluster(now),
                name: "prod".into(),
                cloud_provider: CloudProvider::Aws,
                region: "eu-central-1".into(),
                workspace_ids: BTreeSet::new(),
            })
        },
        passes: &[Owner],
    },
    Gate {
        command: "createDeployment",
        about: "",
        permission: "workspace.deployments.create",
        on: On::Workspace,
        make: |fixture| {
            let workspace = fixture.workspace("Data Platform");
            Command::CreateDeployment(Box::new(fixture.draft(workspace, "new")))
        },
        passes: &[Owner, WorkspaceOwner, WorkspaceOperator],
    },
    Gate {
        command: "updateDeployment",
        about: "description",
        permission: "deployment.config.update",
        on: On::Deployment,
        make: |fixture| {
            edit(
                fixture,
                &[DeploymentField::Description("Nightly loads".into())],
            )
        },
        passes: &[Owner, WorkspaceOwner, WorkspaceOperator, WorkspaceEditor],
    },
    Gate {
        command: "updateDeployment",
        about: "name and contact e-mails",
        permission: "deployment.config.update",
        on: On::Deployment,
        make: |fixture| {
            edit(
                fixture,
                &[
                    DeploymentField::Name("renamed".into()),
                    DeploymentField::ContactEmails(vec!["on@call.example".into()]),
                ],
            )
        },
        passes: &[Owner, WorkspaceOwner, WorkspaceOperator, WorkspaceEditor],
    },
    Gate {
        command: "updateDeployment",
        about: "a description beside something that counts",
        permission: "deployment.update",
        on: On::Deployment,
        make: |fixture| {
            edit(
                fixture,
                &[
                    DeploymentField::Description("Nightly loads".into()),
                    DeploymentField::IsDagDeployEnabled(false),
                ],
            )
        },
        passes: &[Owner, WorkspaceOwner, WorkspaceOperator],
    },
    Gate {
        command: "updateDeployment",
        about: "CI/CD enforcement",
        permission: "deployment.update",
        on: On::Deployment,
        make: |fixture| edit(fixture, &[DeploymentField::IsCicdEnforced(true)]),
        passes: &[Owner, WorkspaceOwner, WorkspaceOperator],
    },
    Gate {
        command: "deleteDeployment",
        about: "",
        permission: "deployment.delete",
        on: On::Deployment,
        make: |fixture| Command::DeleteDeployment {
            id: fixture.deployment("etl"),
        },
        passes: &[Owner, WorkspaceOwner, WorkspaceOperator],
    },
];

/// Commands that no permission guards, each with a test of its own below.
const UNGUARDED: &[&str] = &["createOrganization"];

fn edit(fixture: &Fixture, values: &[DeploymentField]) -> Command {
    let id = fixture.deployment("etl");
    let stored = fixture.state().deployment(id).unwrap();
    Command::UpdateDeployment {
        id,
        edits: values
            .iter()
            .map(|value| Edit::new(stored.field(value), value.clone()))
            .collect(),
    }
}

fn organization() -> Fixture {
    Fixture::founded()
        .with_workspace("Elsewhere")
        .with_personas("Data Platform", Some("Elsewhere"))
        .with_user("Nil", OrganizationRole::Member)
        .with_deployment("Data Platform", "etl")
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
    let listed: BTreeSet<&str> = GATES
        .iter()
        .map(|gate| gate.command)
        .chain(UNGUARDED.iter().copied())
        .collect();
    let known: BTreeSet<&str> = Command::NAMES.iter().copied().collect();
    assert_eq!(listed, known);
    for gate in GATES {
        assert_eq!((gate.make)(&mut organization()).name(), gate.command);
        assert!(Permission::from_name(gate.permission).is_some());
    }
}

#[test]
fn gate_and_decision_agree_for_every_persona() {
    for gate in GATES {
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
                held, least_role, ..
            } => {
                assert!(is_visible, "{persona:?}");
                assert!(!held.is_empty() && least_role.is_some(), "{persona:?}");
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
