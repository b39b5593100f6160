//! Teams and who is in them.

use std::collections::BTreeSet;

use planisphere_domain::policy::OrganizationRole;
use planisphere_domain::team::{TeamDraft, TeamField};
use planisphere_domain::{Command, Edit};
use planisphere_fixtures::Persona;

use super::{Gate, On, gate};
use Persona::Owner;

pub const GATES: &[Gate] = &[
    gate(
        "createTeam",
        "",
        "organization.teams.create",
        On::Organization,
        |fixture| {
            let now = fixture.now();
            Command::CreateTeam(TeamDraft {
                id: fixture.ids().team(now),
                name: "Analysts".into(),
                description: String::new(),
                organization_role: OrganizationRole::Member,
                members: BTreeSet::new(),
            })
        },
        &[Owner],
    ),
    gate(
        "updateTeam",
        "",
        "organization.teams.update",
        On::Organization,
        |fixture| Command::UpdateTeam {
            id: fixture.team("Loaders"),
            edits: vec![Edit::new(
                TeamField::Name("Loaders".into()),
                TeamField::Name("Ingest".into()),
            )],
        },
        &[Owner],
    ),
    gate(
        "addTeamMembers",
        "",
        "organization.teams.update",
        On::Organization,
        |fixture| Command::AddTeamMembers {
            id: fixture.team("Loaders"),
            users: BTreeSet::from([Persona::Outsider.id()]),
        },
        &[Owner],
    ),
    gate(
        "removeTeamMember",
        "",
        "organization.teams.update",
        On::Organization,
        |fixture| Command::RemoveTeamMember {
            id: fixture.team("Loaders"),
            user: fixture.user_named("Nil"),
        },
        &[Owner],
    ),
    gate(
        "deleteTeam",
        "",
        "organization.teams.delete",
        On::Organization,
        |fixture| Command::DeleteTeam {
            id: fixture.team("Loaders"),
        },
        &[Owner],
    ),
    gate(
        "provisionTeam",
        "by people, while SCIM is off",
        "organization.scim.provision",
        On::Organization,
        |fixture| Command::ProvisionTeam {
            id: fixture.team("Loaders"),
            name: "Loaders".into(),
            members: BTreeSet::new(),
        },
        &[],
    ),
    gate(
        "removeProvisionedTeam",
        "by people, while SCIM is off",
        "organization.scim.provision",
        On::Organization,
        |fixture| Command::RemoveProvisionedTeam {
            id: fixture.team("Loaders"),
        },
        &[],
    ),
];
