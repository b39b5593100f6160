//! Teams as lists and pages show them. Their roles are in `held_roles`.

use std::sync::Arc;

use planisphere_domain::access::Holder;
use planisphere_domain::policy::{OrganizationRole, Permission};
use planisphere_domain::team::Team;
use planisphere_domain::user::User;
use planisphere_domain::{State, TeamId, Timestamp, UserId};

use super::super::{Replica, SortKey, sorted_by};
use super::users::{Looker, UserState};
use super::workspaces::name_of;

/// One line of the list of Teams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamRow {
    /// Names it.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: String,
    /// How many people are in it.
    pub members: usize,
    /// The Organization role that members get.
    pub role: OrganizationRole,
    /// In how many Workspaces it holds a role, as far as the person may see it.
    pub workspaces: Option<usize>,
    /// Whether an identity provider manages it.
    pub is_idp_managed: bool,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// What a filter looks through, in lower case.
    pub search: String,
}

impl TeamRow {
    /// Whether it gives this Organization role; any, when none is asked for.
    #[must_use]
    pub fn gives(&self, role: Option<OrganizationRole>) -> bool {
        role.is_none_or(|role| self.role == role)
    }
}

/// One Team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamView {
    /// The line it has in the list.
    pub row: TeamRow,
    /// When it was created.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: String,
    /// By whom it was last changed.
    pub updated_by: String,
}

/// Somebody in a Team, or who could be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Names them.
    pub id: UserId,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their own Organization role.
    pub role: OrganizationRole,
    /// How it stands with them.
    pub state: UserState,
    /// What a filter looks through, in lower case.
    pub search: String,
}

impl Replica {
    /// The Teams, by name; none for those who may not list them.
    #[must_use]
    pub fn teams(self) -> Vec<Arc<TeamRow>> {
        let rows = self
            .read(|opened| {
                if !opened.holds(Permission::OrganizationTeamsGet) {
                    return Vec::new();
                }
                let looker = Looker::new(opened);
                let teams = opened.state.teams();
                teams
                    .map(|team| Arc::new(row(&looker, team)))
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default();
        sorted_by(rows, false, |row| SortKey::text(&row.name))
    }

    /// One Team; `None` when there is none, or when the person may not see Teams.
    #[must_use]
    pub fn team(self, id: TeamId) -> Option<TeamView> {
        self.read(|opened| {
            let team = opened.state.team(id)?;
            opened
                .holds(Permission::OrganizationTeamsGet)
                .then(|| TeamView {
                    row: row(&Looker::new(opened), team),
                    created_at: team.created_at,
                    created_by: name_of(opened, team.created_by),
                    updated_by: name_of(opened, team.updated_by),
                })
        })
        .flatten()
    }

    /// The people of a Team, by name; nobody for those who may not list users.
    #[must_use]
    pub fn members(self, id: TeamId) -> Vec<Arc<Member>> {
        self.people_where(|state, user| state.team(id).is_some_and(|it| it.members.contains(&user)))
    }

    /// Everybody who is not in this Team, by name; everybody when none is named.
    #[must_use]
    pub fn possible_members(self, id: Option<TeamId>) -> Vec<Arc<Member>> {
        self.people_where(|state, user| {
            let team = id.and_then(|id| state.team(id));
            !team.is_some_and(|team| team.members.contains(&user))
        })
    }

    fn people_where(self, keeps: impl Fn(&State, UserId) -> bool) -> Vec<Arc<Member>> {
        let people = self
            .read(|opened| {
                let at = opened.now();
                if !opened.holds(Permission::OrganizationUsersGet) {
                    return Vec::new();
                }
                let users = opened.people();
                users
                    .filter(|user| keeps(&opened.state, user.id))
                    .map(|user| Arc::new(member(user, at)))
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default();
        sorted_by(people, false, |person| SortKey::text(&person.name))
    }
}

fn member(user: &User, at: Timestamp) -> Member {
    Member {
        id: user.id,
        name: user.full_name.clone(),
        email: user.email.clone(),
        role: user.organization_role,
        state: UserState::of(user, at),
        search: format!("{}\n{}", user.full_name, user.email).to_lowercase(),
    }
}

fn row(looker: &Looker<'_>, team: &Team) -> TeamRow {
    let search = format!(
        "{}\n{}\n{}",
        team.name,
        team.description,
        team.organization_role.label()
    );
    TeamRow {
        id: team.id,
        name: team.name.clone(),
        description: team.description.clone(),
        members: team.members.len(),
        role: team.organization_role,
        workspaces: looker.workspaces(std::iter::once(Holder::Team(team.id))),
        is_idp_managed: team.is_idp_managed,
        updated_at: team.updated_at,
        search: search.to_lowercase(),
    }
}
