//! People.

use planisphere_domain::policy::OrganizationRole;
use planisphere_domain::user::{UserField, UserStatus};
use planisphere_domain::{Command, Edit};
use planisphere_fixtures::Persona;

use super::{Accepted, accepted};
use crate::scene::scene;
use crate::scene::staffed::{invited, open_to_sso, provisioned, staffed};

pub fn cases() -> Vec<Accepted> {
    [coming(), being(), provisioning()]
        .into_iter()
        .flatten()
        .collect()
}

fn coming() -> Vec<Accepted> {
    vec![
        accepted("an address", scene, |fixture| {
            let now = fixture.now();
            Command::InviteUser {
                id: fixture.ids().user(now),
                email: " Bo.Lind@Northwind.example ".into(),
                role: OrganizationRole::BillingAdmin,
            }
        }),
        accepted("once more", staffed, |fixture| Command::ResendInvite {
            id: invited(fixture),
        }),
        accepted(
            "by the invited person",
            || {
                let mut fixture = staffed();
                fixture.act_as(invited(&fixture));
                fixture
            },
            |fixture| Command::AcceptInvite {
                id: invited(fixture),
                full_name: " Soon Kim ".into(),
            },
        ),
        accepted("withdraw an invite", staffed, |fixture| {
            Command::RemoveUser {
                id: invited(fixture),
            }
        }),
        accepted(
            "decline an invite",
            || {
                let mut fixture = staffed();
                fixture.act_as(invited(&fixture));
                fixture
            },
            |fixture| Command::RemoveUser {
                id: invited(fixture),
            },
        ),
        accepted(
            "from a mapped domain, in another case",
            || open_to_sso(Some(OrganizationRole::BillingAdmin)),
            |_| Command::JoinThroughSso {
                id: Persona::Stranger.id(),
                full_name: "Sam Stone".into(),
                email: "sam.stone@Northwind.Example".into(),
            },
        ),
    ]
}

fn being() -> Vec<Accepted> {
    vec![
        accepted("own name and address", scene, |_| Command::UpdateUser {
            id: Persona::Owner.id(),
            edits: vec![
                Edit::new(
                    UserField::FullName("Ada Kim".into()),
                    UserField::FullName("Ada Kim-Novak".into()),
                ),
                Edit::new(
                    UserField::Email("ada.kim@northwind.example".into()),
                    UserField::Email("ada.kim-novak@northwind.example".into()),
                ),
            ],
        }),
        accepted("shut out", staffed, |fixture| Command::SetUserStatus {
            id: fixture.user_named("Nil"),
            status: UserStatus::Banned,
        }),
        accepted(
            "one of two owners switches themself off",
            || staffed().with_user("Second", OrganizationRole::Owner),
            |_| Command::SetUserStatus {
                id: Persona::Owner.id(),
                status: UserStatus::Inactive,
            },
        ),
        accepted("active already", staffed, |fixture| {
            Command::SetUserStatus {
                id: fixture.user_named("Nil"),
                status: UserStatus::Active,
            }
        }),
        accepted("somebody else", staffed, |_| Command::RemoveUser {
            id: Persona::DagViewer.id(),
        }),
        accepted(
            "leave by oneself",
            || crate::scene::staffed::staffed_as(Persona::Outsider),
            |_| Command::RemoveUser {
                id: Persona::Outsider.id(),
            },
        ),
    ]
}

fn provisioning() -> Vec<Accepted> {
    vec![
        accepted("a new person", provisioned, |fixture| {
            let now = fixture.now();
            Command::ProvisionUser {
                id: fixture.ids().user(now),
                email: " idp@northwind.example ".into(),
                full_name: " From Idp ".into(),
                is_active: true,
            }
        }),
        accepted("a new person who is not active", provisioned, |fixture| {
            let now = fixture.now();
            Command::ProvisionUser {
                id: fixture.ids().user(now),
                email: "idp@northwind.example".into(),
                full_name: "From Idp".into(),
                is_active: false,
            }
        }),
        accepted(
            "somebody renamed and switched off",
            provisioned,
            |fixture| Command::ProvisionUser {
                id: fixture.user_named("Nil"),
                email: "nil@northwind.example".into(),
                full_name: "Nil Nobody".into(),
                is_active: false,
            },
        ),
        accepted("somebody who is invited", provisioned, |fixture| {
            Command::ProvisionUser {
                id: invited(fixture),
                email: "soon@northwind.example".into(),
                full_name: "Soon Kim".into(),
                is_active: true,
            }
        }),
        accepted("nothing new", provisioned, |fixture| {
            Command::ProvisionUser {
                id: fixture.user_named("Nil"),
                email: "nil@northwind.example".into(),
                full_name: "Nil".into(),
                is_active: true,
            }
        }),
    ]
}
