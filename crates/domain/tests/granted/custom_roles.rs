//! Custom roles.

use planisphere_domain::custom_role::{CustomRoleDraft, CustomRoleField};
use planisphere_domain::organization::Plan;
use planisphere_domain::{Command, Edit, Permission};
use planisphere_fixtures::VARIABLE_EDITOR;

use super::{Accepted, accepted};
use crate::scene::staffed::{staffed, staffed_on};

pub fn cases() -> Vec<Accepted> {
    vec![
        accepted(
            "for Deployments of one Workspace, by an old name",
            staffed,
            |fixture| {
                let now = fixture.now();
                let workspace = fixture.workspace("Empty");
                Command::CreateCustomRole(CustomRoleDraft {
                    id: fixture.ids().custom_role(now),
                    name: " Config reader ".into(),
                    description: " Reads the configuration ".into(),
                    scope_type: "DEPLOYMENT".into(),
                    permissions: vec![
                        "deployment.get".into(),
                        "deployment.airflow.configMenu.get".into(),
                    ],
                    restricted_workspace_ids: [workspace].into(),
                })
            },
        ),
        accepted("for DAGs", staffed, |fixture| {
            let now = fixture.now();
            Command::CreateCustomRole(CustomRoleDraft {
                id: fixture.ids().custom_role(now),
                name: "Reader".into(),
                description: String::new(),
                scope_type: "DAG".into(),
                permissions: vec!["dag.airflow.dag.get".into()],
                restricted_workspace_ids: [].into(),
            })
        }),
        accepted("what it holds and where, in use", staffed, |fixture| {
            let id = fixture.custom_role(VARIABLE_EDITOR);
            let role = fixture.state().custom_role(id).unwrap();
            Command::UpdateCustomRole {
                id,
                edits: vec![
                    Edit::new(
                        CustomRoleField::Permissions(role.permissions.clone()),
                        CustomRoleField::Permissions([Permission::DeploymentGet].into()),
                    ),
                    Edit::new(
                        CustomRoleField::RestrictedWorkspaceIds([].into()),
                        CustomRoleField::RestrictedWorkspaceIds(
                            [fixture.workspace("Empty")].into(),
                        ),
                    ),
                ],
            }
        }),
        accepted(
            "one that nobody holds, after a downgrade",
            || staffed_on(Plan::Team),
            |fixture| Command::DeleteCustomRole {
                id: fixture.custom_role("Trigger"),
            },
        ),
    ]
}
