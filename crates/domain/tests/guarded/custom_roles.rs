//! Custom roles.

use std::collections::BTreeSet;

use planisphere_domain::custom_role::{CustomRoleDraft, CustomRoleField};
use planisphere_domain::{Command, Edit};
use planisphere_fixtures::Persona;

use super::{Gate, On, gate};
use Persona::Owner;

pub const GATES: &[Gate] = &[
    gate(
        "createCustomRole",
        "",
        "organization.customRoles.create",
        On::Organization,
        |fixture| {
            let now = fixture.now();
            Command::CreateCustomRole(CustomRoleDraft {
                id: fixture.ids().custom_role(now),
                name: "Deployer".into(),
                description: String::new(),
                scope_type: "DEPLOYMENT".into(),
                permissions: vec!["deployment.get".into(), "deployment.deploys.create".into()],
                restricted_workspace_ids: BTreeSet::new(),
            })
        },
        &[Owner],
    ),
    gate(
        "updateCustomRole",
        "",
        "organization.customRoles.update",
        On::Organization,
        |fixture| Command::UpdateCustomRole {
            id: fixture.custom_role("Unused"),
            edits: vec![Edit::new(
                CustomRoleField::Name("Unused".into()),
                CustomRoleField::Name("Used soon".into()),
            )],
        },
        &[Owner],
    ),
    gate(
        "deleteCustomRole",
        "",
        "organization.customRoles.delete",
        On::Organization,
        |fixture| Command::DeleteCustomRole {
            id: fixture.custom_role("Unused"),
        },
        &[Owner],
    ),
];
