//! Teams: names, members, SCIM and the identity provider's own.

use std::collections::BTreeSet;

use planisphere_domain::organization::Plan;
use planisphere_domain::policy::OrganizationRole;
use planisphere_domain::team::{TeamDraft, TeamField};
use planisphere_domain::{Command, Edit, TeamId, UserId};
use planisphere_fixtures::{Fixture, Persona};

use super::{Refused, refused};
use crate::scene::staffed::{provisioned, provisioned_to_ada, staffed, staffed_on};

fn create(fixture: &mut Fixture, name: &str, members: &[UserId]) -> Command {
    let now = fixture.now();
    Command::CreateTeam(TeamDraft {
        id: fixture.ids().team(now),
        name: name.into(),
        description: String::new(),
        organization_role: OrganizationRole::Member,
        members: members.iter().copied().collect(),
    })
}

fn rename(fixture: &Fixture, from: &str, to: &str) -> Command {
    Command::UpdateTeam {
        id: fixture.team(from),
        edits: vec![Edit::new(
            TeamField::Name(from.into()),
            TeamField::Name(to.into()),
        )],
    }
}

fn add(fixture: &Fixture, team: &str, users: &[UserId]) -> Command {
    Command::AddTeamMembers {
        id: fixture.team(team),
        users: users.iter().copied().collect(),
    }
}

fn remove(fixture: &Fixture, team: &str, user: UserId) -> Command {
    Command::RemoveTeamMember {
        id: fixture.team(team),
        user,
    }
}

fn provision(id: TeamId, name: &str, members: &[UserId]) -> Command {
    Command::ProvisionTeam {
        id,
        name: name.into(),
        members: members.iter().copied().collect(),
    }
}

pub fn cases() -> Vec<Refused> {
    [creation(), changes(), provisioning()]
        .into_iter()
        .flatten()
        .collect()
}

fn creation() -> Vec<Refused> {
    vec![
        refused(
            ("TEAM-1", "a name in another case (rule 70)"),
            staffed,
            |fixture| create(fixture, " LOADERS ", &[]),
            ("taken", "Team called `LOADERS`"),
        ),
        refused(
            ("", "no name"),
            staffed,
            |fixture| create(fixture, " ", &[]),
            ("empty", "Team's name"),
        ),
        refused(
            ("", "a name of 257 characters"),
            staffed,
            |fixture| create(fixture, &"ü".repeat(257), &[]),
            ("too-long", "limit is 256"),
        ),
        refused(
            ("", "a description of 501 characters"),
            staffed,
            |fixture| {
                let now = fixture.now();
                Command::CreateTeam(TeamDraft {
                    id: fixture.ids().team(now),
                    name: "New".into(),
                    description: "x".repeat(501),
                    organization_role: OrganizationRole::Member,
                    members: BTreeSet::new(),
                })
            },
            ("too-long", "limit is 500"),
        ),
        refused(
            ("", "an id that is there"),
            staffed,
            |fixture| {
                Command::CreateTeam(TeamDraft {
                    id: fixture.team("Loaders"),
                    name: "New".into(),
                    description: String::new(),
                    organization_role: OrganizationRole::Member,
                    members: BTreeSet::new(),
                })
            },
            ("taken", "Team"),
        ),
        refused(
            ("", "a member from outside (rule 67)"),
            staffed,
            |fixture| create(fixture, "New", &[Persona::Stranger.id()]),
            ("not-found", "user"),
        ),
        refused(
            ("", "below the Team plan (rule 65)"),
            || staffed_on(Plan::Developer),
            |fixture| create(fixture, "New", &[]),
            ("not-allowed", "the Team plan"),
        ),
        refused(
            ("TEAM-3", "while SCIM is on (rule 71)"),
            provisioned_to_ada,
            |fixture| create(fixture, "New", &[]),
            ("not-allowed", "SCIM"),
        ),
    ]
}

fn changes() -> Vec<Refused> {
    vec![
        refused(
            ("TEAM-1", "renamed to what another is called (rule 70)"),
            || staffed().with_team("Readers", &[]),
            |fixture| rename(fixture, "Readers", "loaders"),
            ("taken", "loaders"),
        ),
        refused(
            ("", "renamed below the Team plan (rule 124)"),
            || staffed_on(Plan::Developer),
            |fixture| rename(fixture, "Loaders", "New"),
            ("not-allowed", "the Team plan"),
        ),
        refused(
            ("TEAM-2", "the identity provider's, renamed (rule 72)"),
            provisioned_to_ada,
            |fixture| rename(fixture, "Pushed", "New"),
            ("idp-managed", "identity provider"),
        ),
        refused(
            ("", "an unknown Team"),
            staffed,
            |_| Command::UpdateTeam {
                id: TeamId::from_bits(1),
                edits: Vec::new(),
            },
            ("not-found", "Team"),
        ),
        refused(
            ("TEAM-4", "adding nobody"),
            staffed,
            |fixture| add(fixture, "Loaders", &[]),
            ("empty", "memberIds"),
        ),
        refused(
            ("", "adding somebody from outside (rule 67)"),
            staffed,
            |fixture| add(fixture, "Loaders", &[Persona::Stranger.id()]),
            ("not-found", "user"),
        ),
        refused(
            ("TEAM-3", "adding while SCIM is on (rule 71)"),
            provisioned_to_ada,
            |fixture| add(fixture, "Loaders", &[Persona::Outsider.id()]),
            ("scim-on", "SCIM"),
        ),
        refused(
            ("TEAM-2", "adding to the identity provider's (rule 72)"),
            provisioned_to_ada,
            |fixture| add(fixture, "Pushed", &[Persona::Outsider.id()]),
            ("idp-managed", "`Pushed`"),
        ),
        refused(
            ("TEAM-2", "taking out of the identity provider's (rule 72)"),
            provisioned_to_ada,
            |fixture| remove(fixture, "Pushed", fixture.user_named("Nil")),
            ("idp-managed", "`Pushed`"),
        ),
        refused(
            ("", "taking out somebody unknown"),
            staffed,
            |fixture| remove(fixture, "Loaders", Persona::Stranger.id()),
            ("not-found", "user"),
        ),
        refused(
            ("TEAM-2", "deleting the identity provider's (rule 72)"),
            provisioned_to_ada,
            |fixture| Command::DeleteTeam {
                id: fixture.team("Pushed"),
            },
            ("idp-managed", "`Pushed`"),
        ),
        refused(
            ("", "deleting nothing"),
            staffed,
            |_| Command::DeleteTeam {
                id: TeamId::from_bits(1),
            },
            ("not-found", "Team"),
        ),
    ]
}

fn provisioning() -> Vec<Refused> {
    vec![
        refused(
            ("TEAM-1", "a group with the name of a Team (rule 70)"),
            provisioned,
            |_| provision(TeamId::from_bits(1), "loaders", &[]),
            ("taken", "loaders"),
        ),
        refused(
            ("", "a group without a name"),
            provisioned,
            |_| provision(TeamId::from_bits(1), "", &[]),
            ("empty", "name"),
        ),
        refused(
            ("", "a group with strangers (rule 67)"),
            provisioned,
            |_| provision(TeamId::from_bits(1), "New", &[Persona::Stranger.id()]),
            ("not-found", "user"),
        ),
        refused(
            ("", "a Team of our own (rule 110)"),
            provisioned,
            |fixture| provision(fixture.team("Loaders"), "Loaders", &[]),
            ("not-idp-managed", "`Loaders`"),
        ),
        refused(
            ("", "deleting a Team of our own (rule 110)"),
            provisioned,
            |fixture| Command::RemoveProvisionedTeam {
                id: fixture.team("Loaders"),
            },
            ("not-idp-managed", "`Loaders`"),
        ),
        refused(
            ("", "deleting no group"),
            provisioned,
            |_| Command::RemoveProvisionedTeam {
                id: TeamId::from_bits(1),
            },
            ("not-found", "Team"),
        ),
        refused(
            ("", "by a person (rule 109)"),
            provisioned_to_ada,
            |fixture| Command::RemoveProvisionedTeam {
                id: fixture.team("Pushed"),
            },
            ("not-allowed", "only API tokens"),
        ),
    ]
}
