//! People: invited, changed, removed.

use planisphere_domain::policy::OrganizationRole;
use planisphere_domain::user::{UserField, UserStatus};
use planisphere_domain::{Command, Edit, UserId};
use planisphere_fixtures::{Fixture, Persona};

use super::{Gate, On, gate};
use Persona::Owner;

/// Whoever was invited and has not come.
fn invited(fixture: &Fixture) -> UserId {
    fixture.user_named("soon@northwind.example")
}

pub const GATES: &[Gate] = &[
    gate(
        "inviteUser",
        "",
        "organization.users.create",
        On::Organization,
        |fixture| {
            let now = fixture.now();
            Command::InviteUser {
                id: fixture.ids().user(now),
                email: "new@northwind.example".into(),
                role: OrganizationRole::Member,
            }
        },
        &[Owner],
    ),
    gate(
        "resendInvite",
        "",
        "organization.users.create",
        On::Organization,
        |fixture| Command::ResendInvite {
            id: invited(fixture),
        },
        &[Owner],
    ),
    gate(
        "acceptInvite",
        "for somebody else, where nobody signs in",
        "organization.users.create",
        On::Organization,
        |fixture| Command::AcceptInvite {
            id: invited(fixture),
            full_name: "Sooner".into(),
        },
        &[Owner],
    ),
    gate(
        "provisionUser",
        "by people, while SCIM is off",
        "organization.scim.provision",
        On::Organization,
        |fixture| Command::ProvisionUser {
            id: fixture.user_named("Nil"),
            email: "nil@northwind.example".into(),
            full_name: "Nil".into(),
            is_active: false,
        },
        &[],
    ),
    gate(
        "updateUser",
        "somebody who is in no Workspace",
        "organization.users.update",
        On::Organization,
        |fixture| Command::UpdateUser {
            id: fixture.user_named("Nil"),
            edits: vec![Edit::new(
                UserField::FullName("Nil".into()),
                UserField::FullName("Nil Nobody".into()),
            )],
        },
        &[Owner],
    ),
    gate(
        "setUserStatus",
        "",
        "organization.users.update",
        On::Organization,
        |fixture| Command::SetUserStatus {
            id: fixture.user_named("Nil"),
            status: UserStatus::Inactive,
        },
        &[Owner],
    ),
    gate(
        "removeUser",
        "somebody else",
        "organization.users.delete",
        On::Organization,
        |fixture| Command::RemoveUser {
            id: fixture.user_named("Nil"),
        },
        &[Owner],
    ),
    gate(
        "removeUser",
        "withdraw an invite",
        "organization.users.delete",
        On::Organization,
        |fixture| Command::RemoveUser {
            id: invited(fixture),
        },
        &[Owner],
    ),
];
