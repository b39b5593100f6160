//! Custom roles: scope, permissions, name, Workspaces, and roles in use.

use planisphere_domain::custom_role::{CustomRoleDraft, CustomRoleField};
use planisphere_domain::organization::Plan;
use planisphere_domain::{Command, CustomRoleId, Edit, Permission, WorkspaceId};
use planisphere_fixtures::{Fixture, VARIABLE_EDITOR};

use super::{Refused, refused};
use crate::scene::staffed::{staffed, staffed_on};

fn create(fixture: &mut Fixture, shape: impl FnOnce(&mut CustomRoleDraft)) -> Command {
    let now = fixture.now();
    let mut draft = CustomRoleDraft {
        id: fixture.ids().custom_role(now),
        name: "New".into(),
        description: String::new(),
        scope_type: "DEPLOYMENT".into(),
        permissions: vec!["deployment.get".into()],
        restricted_workspace_ids: [].into(),
    };
    shape(&mut draft);
    Command::CreateCustomRole(draft)
}

fn edit(fixture: &Fixture, value: CustomRoleField) -> Command {
    let id = fixture.custom_role(VARIABLE_EDITOR);
    let stored = fixture.state().custom_role(id).unwrap();
    Command::UpdateCustomRole {
        id,
        edits: vec![Edit::new(stored.field(&value), value)],
    }
}

pub fn cases() -> Vec<Refused> {
    [creation(), changes()].into_iter().flatten().collect()
}

fn creation() -> Vec<Refused> {
    vec![
        refused(
            ("ROLE-1", "the scope WORKSPACE (rule 48)"),
            staffed,
            |fixture| create(fixture, |draft| draft.scope_type = "WORKSPACE".into()),
            ("role-scope", "`WORKSPACE`"),
        ),
        refused(
            ("ROLE-1", "the scope ORGANIZATION (rule 48)"),
            staffed,
            |fixture| {
                create(fixture, |draft| {
                    draft.scope_type = "ORGANIZATION".into();
                    draft.permissions = vec!["organization.get".into()];
                })
            },
            ("role-scope", "scopeType"),
        ),
        refused(
            ("ROLE-1", "the scope in small letters"),
            staffed,
            |fixture| create(fixture, |draft| draft.scope_type = "dag".into()),
            ("role-scope", "`dag`"),
        ),
        refused(
            ("ROLE-1", "no permission (rule 49)"),
            staffed,
            |fixture| create(fixture, |draft| draft.permissions.clear()),
            ("empty", "permissions"),
        ),
        refused(
            ("ROLE-1", "a permission that is none (rule 49)"),
            staffed,
            |fixture| {
                create(fixture, |draft| {
                    draft.permissions.push("deployment.fly".into())
                })
            },
            ("unknown-permission", "`deployment.fly`"),
        ),
        refused(
            ("", "a permission of another scope (rule 49)"),
            staffed,
            |fixture| {
                create(fixture, |draft| {
                    draft.permissions.push("dag.airflow.dag.get".into());
                })
            },
            ("permission-scope", "scope DEPLOYMENT"),
        ),
        refused(
            ("", "a permission of a Deployment on DAGs (rule 49)"),
            staffed,
            |fixture| create(fixture, |draft| draft.scope_type = "DAG".into()),
            ("permission-scope", "scope DAG"),
        ),
        refused(
            ("", "a permission that only built-in roles hold (rule 49)"),
            staffed,
            |fixture| {
                create(fixture, |draft| {
                    draft.permissions.push("deployment.transfer".into())
                })
            },
            ("permission-scope", "built-in roles only"),
        ),
        refused(
            ("ROLE-1", "no name (rule 50)"),
            staffed,
            |fixture| create(fixture, |draft| draft.name = "  ".into()),
            ("empty", "role's name"),
        ),
        refused(
            ("ROLE-2", "a name that is there (rule 50)"),
            staffed,
            |fixture| create(fixture, |draft| draft.name = " Trigger ".into()),
            ("taken", "custom role called `Trigger`"),
        ),
        refused(
            ("ROLE-2", "the name of a built-in role (rule 50)"),
            staffed,
            |fixture| create(fixture, |draft| draft.name = "WORKSPACE_OWNER".into()),
            ("reserved-name", "built-in"),
        ),
        refused(
            ("", "a description of 501 characters"),
            staffed,
            |fixture| create(fixture, |draft| draft.description = "x".repeat(501)),
            ("too-long", "limit is 500"),
        ),
        refused(
            ("", "an unknown Workspace (rule 51)"),
            staffed,
            |fixture| {
                create(fixture, |draft| {
                    draft.restricted_workspace_ids = [WorkspaceId::from_bits(1)].into();
                })
            },
            ("unknown-workspace", "Workspace"),
        ),
        refused(
            ("", "an id that is there"),
            staffed,
            |fixture| {
                let id = fixture.custom_role("Trigger");
                create(fixture, |draft| draft.id = id)
            },
            ("taken", "custom role"),
        ),
        refused(
            ("ROLE-5", "below Enterprise (rule 46)"),
            || staffed_on(Plan::Business),
            |fixture| create(fixture, |_| {}),
            ("not-allowed", "Enterprise"),
        ),
    ]
}

fn changes() -> Vec<Refused> {
    vec![
        refused(
            ("ROLE-2", "renamed to what another is called (rule 50)"),
            staffed,
            |fixture| edit(fixture, CustomRoleField::Name("Trigger".into())),
            ("taken", "Trigger"),
        ),
        refused(
            ("ROLE-1", "everything taken from it (rule 49)"),
            staffed,
            |fixture| edit(fixture, CustomRoleField::Permissions([].into())),
            ("empty", "permissions"),
        ),
        refused(
            ("", "a permission of another scope (rule 49)"),
            staffed,
            |fixture| {
                let set = [Permission::DagAirflowDagGet].into();
                edit(fixture, CustomRoleField::Permissions(set))
            },
            ("permission-scope", "scope DEPLOYMENT"),
        ),
        refused(
            ("", "opened for an unknown Workspace (rule 51)"),
            staffed,
            |fixture| {
                let set = [WorkspaceId::from_bits(1)].into();
                edit(fixture, CustomRoleField::RestrictedWorkspaceIds(set))
            },
            ("unknown-workspace", "Workspace"),
        ),
        refused(
            ("ROLE-5", "changed below Enterprise (rule 124)"),
            || staffed_on(Plan::Team),
            |fixture| edit(fixture, CustomRoleField::Name("Other".into())),
            ("not-allowed", "Enterprise"),
        ),
        refused(
            ("", "an unknown role"),
            staffed,
            |_| Command::UpdateCustomRole {
                id: CustomRoleId::from_bits(1),
                edits: Vec::new(),
            },
            ("not-found", "custom role"),
        ),
        refused(
            ("ROLE-4", "deleted while it is assigned (rule 54)"),
            staffed,
            |fixture| Command::DeleteCustomRole {
                id: fixture.custom_role(VARIABLE_EDITOR),
            },
            ("role-in-use", "1 user"),
        ),
        refused(
            ("", "deleting nothing"),
            staffed,
            |_| Command::DeleteCustomRole {
                id: CustomRoleId::from_bits(1),
            },
            ("not-found", "custom role"),
        ),
    ]
}
