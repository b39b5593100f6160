//! People: invites, joining, states, leaving.

use planisphere_domain::policy::{LoginMethod, OrganizationRole};
use planisphere_domain::user::{UserField, UserStatus};
use planisphere_domain::{Command, Edit, UserId};
use planisphere_fixtures::{Fixture, Persona};

use super::{Refused, refused};
use crate::scene::staffed::{invited, open_to_sso, provisioned, staffed, staffed_as};
use crate::scene::{scene, with_organization};

fn invite(fixture: &mut Fixture, email: &str, role: OrganizationRole) -> Command {
    let now = fixture.now();
    Command::InviteUser {
        id: fixture.ids().user(now),
        email: email.into(),
        role,
    }
}

fn accept(fixture: &Fixture, full_name: &str) -> Command {
    Command::AcceptInvite {
        id: invited(fixture),
        full_name: full_name.into(),
    }
}

fn join(email: &str) -> Command {
    Command::JoinThroughSso {
        id: Persona::Stranger.id(),
        full_name: "Sam Stone".into(),
        email: email.into(),
    }
}

fn rename(id: UserId, from: &str, to: &str) -> Command {
    Command::UpdateUser {
        id,
        edits: vec![Edit::new(
            UserField::FullName(from.into()),
            UserField::FullName(to.into()),
        )],
    }
}

fn open() -> Fixture {
    open_to_sso(Some(OrganizationRole::Member))
}

fn as_invited() -> Fixture {
    let mut fixture = staffed();
    fixture.act_as(invited(&fixture));
    fixture
}

/// Nil is shut out and acts.
fn as_banned() -> Fixture {
    let mut fixture = staffed();
    let id = fixture.user_named("Nil");
    fixture.must(Command::SetUserStatus {
        id,
        status: UserStatus::Banned,
    });
    fixture.act_as(id);
    fixture
}

fn shut(login: LoginMethod) -> Fixture {
    let mut fixture = with_organization(staffed(), |organization| {
        organization.is_sso_enforced = true;
    });
    fixture.act_as(invited(&fixture));
    fixture.sign_in(login);
    fixture
}

pub fn cases() -> Vec<Refused> {
    [invites(), joining(), being(), leaving(), provisioning()]
        .into_iter()
        .flatten()
        .collect()
}

fn invites() -> Vec<Refused> {
    vec![
        refused(
            ("USR-1", "an address that is none"),
            scene,
            |fixture| invite(fixture, "new@", OrganizationRole::Member),
            ("email", "`new@`"),
        ),
        refused(
            ("USR-1", "a look-alike of an address"),
            scene,
            |fixture| {
                let address = "ada.k\u{200b}im@northwind.example";
                invite(fixture, address, OrganizationRole::Member)
            },
            ("email", "`ada.k[U+200B]im@northwind.example`"),
        ),
        refused(
            ("USR-1", "a name around the address"),
            scene,
            |fixture| invite(fixture, "New <new@a.example>", OrganizationRole::Member),
            ("email", "not an e-mail"),
        ),
        refused(
            ("USR-1", "a role that no invite gives"),
            scene,
            |fixture| invite(fixture, "new@a.example", OrganizationRole::ObserveMember),
            ("invite-role", "role Organization Observe Member"),
        ),
        refused(
            (
                "USR-2",
                "an address that is there, in another case and with blanks",
            ),
            scene,
            |fixture| {
                let address = "  ADA.KIM@Northwind.example ";
                invite(fixture, address, OrganizationRole::Member)
            },
            (
                "taken",
                "a user has the address `ADA.KIM@Northwind.example` already",
            ),
        ),
        refused(
            ("USR-2", "an address that is invited already"),
            staffed,
            |fixture| invite(fixture, "soon@northwind.example", OrganizationRole::Member),
            ("taken", "soon"),
        ),
        refused(
            ("", "an id that is there"),
            scene,
            |_| Command::InviteUser {
                id: Persona::Owner.id(),
                email: "new@northwind.example".into(),
                role: OrganizationRole::Member,
            },
            ("taken", "user"),
        ),
        refused(
            ("", "an invite for somebody who came (rule 91)"),
            staffed,
            |fixture| Command::ResendInvite {
                id: fixture.user_named("Nil"),
            },
            ("not-invited", "no open invite"),
        ),
        refused(
            ("", "an invite of nobody"),
            staffed,
            |_| Command::ResendInvite {
                id: UserId::from_bits(1),
            },
            ("not-found", "user"),
        ),
        refused(
            (
                "",
                "accepted for somebody else where people sign in (rule 91)",
            ),
            || {
                let mut fixture = staffed();
                fixture.sign_in(LoginMethod::Sso);
                fixture
            },
            |fixture| accept(fixture, "Soon"),
            ("not-yours", "only `soon@northwind.example`"),
        ),
        refused(
            ("", "accepted by another Member (rule 90)"),
            || staffed_as(Persona::Outsider),
            |fixture| accept(fixture, "Soon"),
            ("not-allowed", "organization.users.create"),
        ),
        refused(
            ("", "accepted after it expired (rule 90)"),
            || {
                let mut fixture = as_invited();
                fixture.go_to("2026-03-20T00:00:00Z");
                fixture
            },
            |fixture| accept(fixture, "Soon"),
            ("invite-expired", "expired at 2026-03-09"),
        ),
        refused(
            ("", "accepted without a name"),
            as_invited,
            |fixture| accept(fixture, " "),
            ("empty", "name"),
        ),
        refused(
            ("", "accepted by somebody who came before (rule 91)"),
            || staffed_as(Persona::Outsider),
            |_| Command::AcceptInvite {
                id: Persona::Outsider.id(),
                full_name: "Otto".into(),
            },
            ("not-invited", "no open invite"),
        ),
        refused(
            (
                "",
                "accepted with a password while only SSO logins are taken (rule 104)",
            ),
            || shut(LoginMethod::Password),
            |fixture| accept(fixture, "Soon"),
            ("not-allowed", "SSO"),
        ),
        refused(
            (
                "",
                "declined with a password while only SSO logins are taken (rule 104)",
            ),
            || shut(LoginMethod::Google),
            |fixture| Command::RemoveUser {
                id: invited(fixture),
            },
            ("not-allowed", "SSO"),
        ),
    ]
}

fn joining() -> Vec<Refused> {
    vec![
        refused(
            ("", "with a password (rule 92)"),
            || {
                let mut fixture = open();
                fixture.sign_in(LoginMethod::Password);
                fixture
            },
            |_| join("sam@northwind.example"),
            ("invite-needed", "through SSO"),
        ),
        refused(
            ("", "for somebody else (rule 92)"),
            || {
                let mut fixture = open();
                fixture.act_as(Persona::Outsider.id());
                fixture
            },
            |_| join("sam@northwind.example"),
            ("invite-needed", "by themselves"),
        ),
        refused(
            ("", "from another domain (rule 92)"),
            open,
            |_| join("sam@elsewhere.example"),
            ("invite-needed", "`elsewhere.example`"),
        ),
        refused(
            ("", "from a domain below a verified one (rule 92)"),
            open,
            |_| join("sam@mail.northwind.example"),
            ("invite-needed", "`mail.northwind.example`"),
        ),
        refused(
            ("", "from a domain that is not verified (rule 107)"),
            open,
            |_| join("sam@pending.example"),
            ("invite-needed", "`pending.example`"),
        ),
        refused(
            ("", "from a domain without a connection (rule 92)"),
            open,
            |_| join("sam@unmapped.example"),
            ("invite-needed", "`unmapped.example`"),
        ),
        refused(
            ("", "where joining is switched off (rule 92)"),
            || open_to_sso(None),
            |_| join("sam@northwind.example"),
            ("invite-needed", "connection of `northwind.example`"),
        ),
        refused(
            ("USR-2", "with an address that was invited"),
            open,
            |_| join("SOON@northwind.example"),
            ("taken", "user"),
        ),
        refused(
            ("", "once more"),
            || {
                let mut fixture = open();
                fixture.must(join("sam@northwind.example"));
                fixture
            },
            |_| join("sam.stone@northwind.example"),
            ("taken", "user"),
        ),
    ]
}

fn being() -> Vec<Refused> {
    vec![
        refused(
            ("USR-2", "changing to an address that is there"),
            staffed,
            |fixture| Command::UpdateUser {
                id: fixture.user_named("Nil"),
                edits: vec![Edit::new(
                    UserField::Email("nil@northwind.example".into()),
                    UserField::Email("Ada.Kim@northwind.example".into()),
                )],
            },
            ("taken", "ada.kim"),
        ),
        refused(
            ("", "renamed to nothing"),
            staffed,
            |fixture| rename(fixture.user_named("Nil"), "Nil", "\t"),
            ("empty", "name"),
        ),
        refused(
            ("", "renamed so that it reads from right to left"),
            staffed,
            |fixture| rename(fixture.user_named("Nil"), "Nil", "\u{202e}Nil"),
            ("hidden-character", "U+202E"),
        ),
        refused(
            ("", "an unknown user"),
            scene,
            |_| rename(UserId::from_bits(1), "One", "Two"),
            ("not-found", "user"),
        ),
        refused(
            ("", "their own name by somebody who is shut out (rule 24)"),
            as_banned,
            |fixture| rename(fixture.user_named("Nil"), "Nil", "Nix"),
            ("not-allowed", "not active"),
        ),
        refused(
            ("ORG-6", "the last owner switched off (rule 22)"),
            staffed,
            |_| Command::SetUserStatus {
                id: Persona::Owner.id(),
                status: UserStatus::Inactive,
            },
            ("last-owner", "owner"),
        ),
        refused(
            ("", "back to being invited (rule 91)"),
            staffed,
            |fixture| Command::SetUserStatus {
                id: fixture.user_named("Nil"),
                status: UserStatus::Pending,
            },
            ("invite-status", "invite"),
        ),
        refused(
            ("", "activated without accepting (rule 91)"),
            staffed,
            |fixture| Command::SetUserStatus {
                id: invited(fixture),
                status: UserStatus::Active,
            },
            ("invite-status", "accepted or withdrawn"),
        ),
        refused(
            ("", "the state of nobody"),
            staffed,
            |_| Command::SetUserStatus {
                id: UserId::from_bits(1),
                status: UserStatus::Active,
            },
            ("not-found", "user"),
        ),
    ]
}

fn leaving() -> Vec<Refused> {
    vec![
        refused(
            ("ORG-6", "the last owner leaves (rule 22)"),
            staffed,
            |_| Command::RemoveUser {
                id: Persona::Owner.id(),
            },
            ("last-owner", "last active Organization Owner"),
        ),
        refused(
            ("ORG-6", "an owner through a Team does not count (rule 22)"),
            || {
                let mut fixture = staffed();
                let holder = crate::scene::staffed::team(&fixture, "Loaders");
                fixture.must(Command::AssignOrganizationRole {
                    holder,
                    role: OrganizationRole::Owner,
                });
                fixture.act_as(fixture.user_named("Nil"));
                fixture
            },
            |_| Command::RemoveUser {
                id: Persona::Owner.id(),
            },
            ("last-owner", "last active Organization Owner"),
        ),
        refused(
            ("ORG-6", "an invited owner does not count (rule 22)"),
            || staffed().with_invite("Heir", OrganizationRole::Owner),
            |_| Command::RemoveUser {
                id: Persona::Owner.id(),
            },
            ("last-owner", "last active Organization Owner"),
        ),
        refused(
            (
                "",
                "somebody who is shut out leaves, to come back (rule 24)",
            ),
            as_banned,
            |fixture| Command::RemoveUser {
                id: fixture.user_named("Nil"),
            },
            ("not-allowed", "not active"),
        ),
        refused(
            ("", "removing nobody"),
            staffed,
            |_| Command::RemoveUser {
                id: UserId::from_bits(1),
            },
            ("not-found", "user"),
        ),
    ]
}

fn provision(id: UserId, email: &str, is_active: bool) -> Command {
    Command::ProvisionUser {
        id,
        email: email.into(),
        full_name: "From Idp".into(),
        is_active,
    }
}

fn provisioning() -> Vec<Refused> {
    vec![
        refused(
            ("USR-2", "an address that is there"),
            provisioned,
            |_| provision(UserId::from_bits(1), "nil@northwind.example", true),
            ("taken", "nil@"),
        ),
        refused(
            ("USR-1", "an address that is none"),
            provisioned,
            |_| provision(UserId::from_bits(1), "nil", true),
            ("email", "`nil`"),
        ),
        refused(
            ("ORG-6", "the last owner switched off (rule 22)"),
            provisioned,
            |_| provision(Persona::Owner.id(), "ada.kim@northwind.example", false),
            ("last-owner", "owner"),
        ),
        refused(
            ("", "active again while shut out"),
            || {
                let mut fixture = provisioned();
                let token = fixture.token("scim");
                fixture.act_as(Persona::Owner.id());
                let id = fixture.user_named("Nil");
                fixture.must(Command::SetUserStatus {
                    id,
                    status: UserStatus::Banned,
                });
                fixture.act_as_token(token);
                fixture
            },
            |fixture| provision(fixture.user_named("Nil"), "nil@northwind.example", true),
            ("banned", "banned"),
        ),
        refused(
            ("", "by a person (rule 109)"),
            crate::scene::staffed::provisioned_to_ada,
            |_| provision(UserId::from_bits(1), "new@northwind.example", true),
            ("not-allowed", "only API tokens"),
        ),
        refused(
            ("", "by a token that is no owner's (rule 109)"),
            || {
                let mut fixture = provisioned();
                fixture.act_as_token(fixture.token("audit"));
                fixture
            },
            |_| provision(UserId::from_bits(1), "new@northwind.example", true),
            ("not-allowed", "organization.scim.provision"),
        ),
        refused(
            ("", "while SCIM is off (rule 109)"),
            || {
                with_organization(provisioned(), |organization| {
                    organization.is_scim_enabled = false;
                })
            },
            |_| provision(UserId::from_bits(1), "new@northwind.example", true),
            ("not-allowed", "SCIM is off"),
        ),
    ]
}
