//! Teams.

use planisphere_domain::organization::Plan;
use planisphere_domain::policy::OrganizationRole;
use planisphere_domain::team::{TeamDraft, TeamField};
use planisphere_domain::{Command, Edit};
use planisphere_fixtures::Persona;

use super::{Accepted, accepted};
use crate::scene::staffed::{provisioned, provisioned_to_ada, staffed, staffed_on};
use crate::scene::with_organization;

pub fn cases() -> Vec<Accepted> {
    vec![
        accepted("with members", staffed, |fixture| {
            let now = fixture.now();
            let members = [fixture.user_named("Nil"), Persona::Outsider.id()].into();
            Command::CreateTeam(TeamDraft {
                id: fixture.ids().team(now),
                name: " Analysts ".into(),
                description: " Read everything ".into(),
                organization_role: OrganizationRole::BillingAdmin,
                members,
            })
        }),
        accepted("its own name in another case", staffed, |fixture| {
            Command::UpdateTeam {
                id: fixture.team("Loaders"),
                edits: vec![
                    Edit::new(
                        TeamField::Name("Loaders".into()),
                        TeamField::Name("LOADERS".into()),
                    ),
                    Edit::new(
                        TeamField::Description(String::new()),
                        TeamField::Description("Load".into()),
                    ),
                ],
            }
        }),
        accepted("one who is in it and one who is not", staffed, |fixture| {
            Command::AddTeamMembers {
                id: fixture.team("Loaders"),
                users: [fixture.user_named("Nil"), Persona::Outsider.id()].into(),
            }
        }),
        accepted("who is in it already", staffed, |fixture| {
            Command::AddTeamMembers {
                id: fixture.team("Loaders"),
                users: [fixture.user_named("Nil")].into(),
            }
        }),
        accepted(
            "a member, after a downgrade",
            || staffed_on(Plan::Developer),
            |fixture| Command::RemoveTeamMember {
                id: fixture.team("Loaders"),
                user: fixture.user_named("Nil"),
            },
        ),
        accepted(
            "a member of our own Team, while SCIM is on",
            provisioned_to_ada,
            |fixture| Command::RemoveTeamMember {
                id: fixture.team("Loaders"),
                user: fixture.user_named("Nil"),
            },
        ),
        accepted("somebody who is not in it", staffed, |fixture| {
            Command::RemoveTeamMember {
                id: fixture.team("Loaders"),
                user: Persona::Outsider.id(),
            }
        }),
        accepted(
            "after a downgrade",
            || staffed_on(Plan::Developer),
            |fixture| Command::DeleteTeam {
                id: fixture.team("Loaders"),
            },
        ),
        accepted("our own, while SCIM is on", provisioned_to_ada, |fixture| {
            Command::DeleteTeam {
                id: fixture.team("Loaders"),
            }
        }),
        accepted("a new group", provisioned, |fixture| {
            let now = fixture.now();
            let nil = fixture.user_named("Nil");
            Command::ProvisionTeam {
                id: fixture.ids().team(now),
                name: "Group".into(),
                members: [nil].into(),
            }
        }),
        accepted(
            "a group renamed with others in it",
            provisioned,
            |fixture| Command::ProvisionTeam {
                id: fixture.team("Pushed"),
                name: "Pulled".into(),
                members: [Persona::Outsider.id()].into(),
            },
        ),
        accepted("a group that is gone", provisioned, |fixture| {
            Command::RemoveProvisionedTeam {
                id: fixture.team("Pushed"),
            }
        }),
        accepted(
            "a group that is gone, after a downgrade (rule 124)",
            || with_organization(provisioned(), |organization| organization.plan = Plan::Team),
            |fixture| Command::RemoveProvisionedTeam {
                id: fixture.team("Pushed"),
            },
        ),
    ]
}
