//! Organization, users and Workspaces.

use planisphere_domain::access::Holder;
use planisphere_domain::organization::{OrganizationField, Plan};
use planisphere_domain::policy::{OrganizationRole, WorkspaceRole};
use planisphere_domain::workspace::{WorkspaceDraft, WorkspaceField};
use planisphere_domain::{Command, Edit, UserId, WorkspaceId};
use planisphere_fixtures::{Fixture, Persona};

use super::Refused;
use crate::scene::scene;

fn empty() -> Fixture {
    Fixture::empty(3)
}

fn with_two_limited_people() -> Fixture {
    Fixture::founded_on(Plan::Developer)
        .with_user("One", OrganizationRole::Member)
        .with_user("Two", OrganizationRole::Member)
        .with_user("Three", OrganizationRole::Member)
        .with_role("One", "Data Platform", WorkspaceRole::Member)
        .with_role("Two", "Data Platform", WorkspaceRole::Operator)
}

fn found(fixture: &mut Fixture, name: &str, workspace: &str) -> Command {
    Command::CreateOrganization(fixture.founding(name, Plan::Team, workspace))
}

fn rename(from: &str, to: &str) -> Command {
    Command::UpdateOrganization {
        edits: vec![Edit::new(
            OrganizationField::Name(from.into()),
            OrganizationField::Name(to.into()),
        )],
    }
}

fn workspace(fixture: &mut Fixture, name: &str, description: &str) -> Command {
    let now = fixture.now();
    let id = fixture.ids().workspace(now);
    Command::CreateWorkspace(WorkspaceDraft {
        description: description.into(),
        ..WorkspaceDraft::new(id, name)
    })
}

fn edit_workspace(fixture: &Fixture, value: WorkspaceField) -> Command {
    let id = fixture.workspace("Empty");
    let stored = fixture.state().workspace(id).unwrap();
    Command::UpdateWorkspace {
        id,
        edits: vec![Edit::new(stored.field(&value), value)],
    }
}

pub fn cases() -> Vec<Refused> {
    vec![
        Refused {
            rules: "ORG-1",
            about: "a blank name",
            scene: empty,
            make: |fixture| found(fixture, "  ", "Main"),
            code: "empty",
            says: "name",
        },
        Refused {
            rules: "ORG-1",
            about: "51 characters",
            scene: empty,
            make: |fixture| found(fixture, &"ä".repeat(51), "Main"),
            code: "too-long",
            says: "51 characters, the limit is 50",
        },
        Refused {
            rules: "ORG-1",
            about: "renamed to nothing",
            scene,
            make: |_| rename("Northwind Data", ""),
            code: "empty",
            says: "Organization's name",
        },
        Refused {
            rules: "ORG-1",
            about: "renamed to 51 characters",
            scene,
            make: |_| rename("Northwind Data", &"x".repeat(51)),
            code: "too-long",
            says: "limit is 50",
        },
        Refused {
            rules: "WS-1",
            about: "the first Workspace has no name",
            scene: empty,
            make: |fixture| found(fixture, "Acme", ""),
            code: "empty",
            says: "Workspace's name",
        },
        Refused {
            rules: "ORG-3 USR-1",
            about: "the founder's address, where invoices go",
            scene: empty,
            make: |fixture| {
                let mut founding = fixture.founding("Acme", Plan::Team, "Main");
                founding.founder_email = "ada".into();
                Command::CreateOrganization(founding)
            },
            code: "email",
            says: "`ada` is not an e-mail",
        },
        Refused {
            rules: "",
            about: "the founder has no name",
            scene: empty,
            make: |fixture| {
                let mut founding = fixture.founding("Acme", Plan::Team, "Main");
                founding.founder_name = " ".into();
                Command::CreateOrganization(founding)
            },
            code: "empty",
            says: "name is empty",
        },
        Refused {
            rules: "",
            about: "founding for somebody else (rule 14)",
            scene: empty,
            make: |fixture| {
                let mut founding = fixture.founding("Acme", Plan::Team, "Main");
                founding.founder = Persona::Outsider.id();
                Command::CreateOrganization(founding)
            },
            code: "founder",
            says: "not the caller",
        },
        Refused {
            rules: "",
            about: "founding in a log that has an Organization",
            scene,
            make: |fixture| found(fixture, "Acme", "Main"),
            code: "founded",
            says: "Northwind Data",
        },
        Refused {
            rules: "",
            about: "a role for an unknown user (rule 15)",
            scene,
            make: |fixture| Command::AssignWorkspaceRole {
                holder: Holder::User(UserId::from_bits(1)),
                workspace: fixture.workspace("Empty"),
                role: Some(WorkspaceRole::Owner),
            },
            code: "not-found",
            says: "user",
        },
        Refused {
            rules: "",
            about: "a role in an unknown Workspace",
            scene,
            make: |_| Command::AssignWorkspaceRole {
                holder: Holder::User(Persona::Owner.id()),
                workspace: WorkspaceId::from_bits(1),
                role: Some(WorkspaceRole::Owner),
            },
            code: "not-found",
            says: "Workspace",
        },
        Refused {
            rules: "USR-9",
            about: "a third person on Developer (rule 121)",
            scene: with_two_limited_people,
            make: |fixture| Command::AssignWorkspaceRole {
                holder: Holder::User(fixture.user_named("Three")),
                workspace: fixture.workspace("Data Platform"),
                role: Some(WorkspaceRole::Accessor),
            },
            code: "tier-workspace-roles",
            says: "Developer",
        },
        Refused {
            rules: "WS-1",
            about: "no name",
            scene,
            make: |fixture| workspace(fixture, "\t", ""),
            code: "empty",
            says: "Workspace's name",
        },
        Refused {
            rules: "WS-1",
            about: "51 characters",
            scene,
            make: |fixture| workspace(fixture, &"🦒".repeat(51), ""),
            code: "too-long",
            says: "limit is 50",
        },
        Refused {
            rules: "WS-1",
            about: "renamed to nothing",
            scene,
            make: |fixture| edit_workspace(fixture, WorkspaceField::Name("  ".into())),
            code: "empty",
            says: "Workspace's name",
        },
        Refused {
            rules: "",
            about: "a description of 1,001 characters",
            scene,
            make: |fixture| workspace(fixture, "New", &"x".repeat(1_001)),
            code: "too-long",
            says: "limit is 1000",
        },
        Refused {
            rules: "",
            about: "a name that another Workspace has",
            scene,
            make: |fixture| workspace(fixture, " Empty ", ""),
            code: "taken",
            says: "Workspace called `Empty`",
        },
        Refused {
            rules: "",
            about: "renamed to what another Workspace is called",
            scene,
            make: |fixture| edit_workspace(fixture, WorkspaceField::Name("Data Platform ".into())),
            code: "taken",
            says: "Data Platform",
        },
        Refused {
            rules: "",
            about: "a Workspace's id that is there",
            scene,
            make: |fixture| {
                let id = fixture.workspace("Empty");
                Command::CreateWorkspace(WorkspaceDraft::new(id, "New"))
            },
            code: "taken",
            says: "Workspace",
        },
        Refused {
            rules: "WS-7",
            about: "a Workspace that holds Deployments (rule 39)",
            scene,
            make: |fixture| Command::DeleteWorkspace {
                id: fixture.workspace("Data Platform"),
            },
            code: "workspace-in-use",
            says: "Deployment",
        },
        Refused {
            rules: "",
            about: "an unknown Workspace",
            scene,
            make: |_| Command::DeleteWorkspace {
                id: WorkspaceId::from_bits(1),
            },
            code: "not-found",
            says: "Workspace",
        },
    ]
}
