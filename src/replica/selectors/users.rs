//! People as lists and pages show them. What they hold is in `held_roles`, what the person in front of the
//! device may do to them is asked by the pages' gates.

use std::collections::BTreeSet;
use std::sync::Arc;

use planisphere_domain::access::Holder;
use planisphere_domain::policy::{OrganizationRole, Permission, ResourceRef};
use planisphere_domain::user::{User, UserStatus};
use planisphere_domain::{Actor, State, TeamId, Timestamp, UserId, WorkspaceId};

use super::super::{Opened, Replica, SortKey, Viewer, sorted_by};

/// How it stands with somebody (access rules 24 and 91).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UserState {
    /// May act.
    Active,
    /// Invited, and may still accept.
    Invited,
    /// Invited, and the invite is over.
    InviteExpired,
    /// Switched off.
    Inactive,
    /// Shut out.
    Banned,
}

impl UserState {
    /// Every state, in the order of lists.
    pub const ALL: [Self; 5] = [
        Self::Active,
        Self::Invited,
        Self::InviteExpired,
        Self::Inactive,
        Self::Banned,
    ];

    /// The word on the page.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Invited => "Invited",
            Self::InviteExpired => "Invite expired",
            Self::Inactive => "Inactive",
            Self::Banned => "Banned",
        }
    }

    /// Whether the person was invited and did not join yet.
    #[must_use]
    pub const fn is_invite(self) -> bool {
        matches!(self, Self::Invited | Self::InviteExpired)
    }

    pub(super) fn of(user: &User, at: Timestamp) -> Self {
        match user.status {
            UserStatus::Active => Self::Active,
            UserStatus::Pending if user.is_invite_expired(at) => Self::InviteExpired,
            UserStatus::Pending => Self::Invited,
            UserStatus::Inactive => Self::Inactive,
            UserStatus::Banned => Self::Banned,
        }
    }
}

/// One line of the list of users.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserRow {
    /// Names them.
    pub id: UserId,
    /// Their name; the address while they are invited.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their own Organization role.
    pub role: OrganizationRole,
    /// The Team whose Organization role is above their own.
    pub raised_by: Option<(OrganizationRole, String)>,
    /// Their Teams by name; empty where the person may not see Teams.
    pub teams: Vec<(TeamId, String)>,
    /// In how many Workspaces they hold a role, themselves or through a Team, as far as the person may see it.
    pub workspaces: Option<usize>,
    /// When they last changed something.
    pub last_active: Option<Timestamp>,
    /// How it stands with them.
    pub state: UserState,
    /// What a filter looks through, in lower case.
    pub search: String,
}

/// What a list of users is narrowed to, as the address says it; what names nothing narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserFacets {
    state: Option<UserState>,
    role: Option<OrganizationRole>,
    team: Option<TeamId>,
}

impl UserFacets {
    /// Reads the words of a state, the API's value of a role, and the id of a Team.
    #[must_use]
    pub fn new(state: &str, role: &str, team: &str) -> Self {
        Self {
            state: UserState::ALL.into_iter().find(|it| it.word() == state),
            role: OrganizationRole::from_api(role),
            team: team.parse().ok(),
        }
    }

    /// Whether a row belongs to it.
    #[must_use]
    pub fn keep(&self, row: &UserRow) -> bool {
        self.state.is_none_or(|state| row.state == state)
            && self.role.is_none_or(|role| row.role == role)
            && self
                .team
                .is_none_or(|team| row.teams.iter().any(|(id, _)| *id == team))
    }
}

/// One user's profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserView {
    /// The line they have in the list.
    pub row: UserRow,
    /// Until when an open invite can be accepted.
    pub invite_expires_at: Option<Timestamp>,
    /// When they joined, or were invited.
    pub created_at: Timestamp,
    /// Whether it is the person in front of the device.
    pub is_viewer: bool,
}

impl Replica {
    /// The users, by name; nobody for those who may not list them.
    #[must_use]
    pub fn users(self) -> Vec<Arc<UserRow>> {
        let rows = self
            .read(|opened| {
                if !opened.holds(Permission::OrganizationUsersGet) {
                    return Vec::new();
                }
                let looker = Looker::new(opened);
                let users = opened.people();
                users
                    .map(|user| Arc::new(looker.row(user)))
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default();
        sorted_by(rows, false, |row| SortKey::text(&row.name))
    }

    /// One user; `None` when there is none, or when the person may not see users.
    #[must_use]
    pub fn user(self, id: UserId) -> Option<UserView> {
        self.read(|opened| {
            let user = opened.state.user(id)?;
            if !opened.holds(Permission::OrganizationUsersGet)
                && opened.viewer != Some(Viewer::user(id))
            {
                return None;
            }
            let looker = Looker::new(opened);
            Some(UserView {
                row: looker.row(user),
                invite_expires_at: user.invite_expires_at,
                created_at: user.created_at,
                is_viewer: opened.viewer == Some(Viewer::user(id)),
            })
        })
        .flatten()
    }
}

/// What somebody who looks at people sees of them, found out once for all of them.
pub(super) struct Looker<'a> {
    opened: &'a Opened,
    at: Timestamp,
    /// Whether Teams show.
    pub(super) sees_teams: bool,
    /// The Workspaces in which the person may see who holds a role.
    open: BTreeSet<WorkspaceId>,
}

impl<'a> Looker<'a> {
    pub(super) fn new(opened: &'a Opened) -> Self {
        let open = opened
            .state
            .workspaces()
            .map(|workspace| workspace.id)
            .filter(|id| {
                opened.holds_on(Permission::WorkspaceUsersGet, &ResourceRef::Workspace(*id))
            })
            .collect();
        Self {
            opened,
            at: opened.now(),
            sees_teams: opened.holds(Permission::OrganizationTeamsGet),
            open,
        }
    }

    fn state(&self) -> &'a State {
        &self.opened.state
    }

    /// In how many Workspaces these holders have a role, as far as the person may see it; `None` where they may
    /// see it in none.
    pub(super) fn workspaces(&self, holders: impl Iterator<Item = Holder>) -> Option<usize> {
        if self.open.is_empty() {
            return None;
        }
        let mut found = BTreeSet::new();
        for holder in holders {
            // An Owner is in every Workspace without being listed there (access rule 20).
            if self
                .state()
                .organization_role(holder)
                .is_some_and(OrganizationRole::is_owner)
            {
                return Some(self.open.len());
            }
            let bindings = self.state().bindings(holder);
            found.extend(
                bindings
                    .into_iter()
                    .flat_map(|bindings| bindings.workspaces.keys())
                    .filter(|id| self.open.contains(*id))
                    .copied(),
            );
        }
        Some(found.len())
    }

    fn row(&self, user: &User) -> UserRow {
        let state = self.state();
        let teams: Vec<_> = state.teams_of(user.id).collect();
        let holders = teams.iter().map(|team| Holder::Team(team.id));
        let raised_by = teams
            .iter()
            .filter(|team| team.organization_role > user.organization_role)
            .max_by_key(|team| team.organization_role)
            .map(|team| (team.organization_role, team.name.clone()));
        let mut named: Vec<(TeamId, String)> = teams
            .iter()
            .filter(|_| self.sees_teams)
            .map(|team| (team.id, team.name.clone()))
            .collect();
        named.sort_unstable_by_key(|(_, name)| name.to_lowercase());
        let mut row = UserRow {
            id: user.id,
            name: user.full_name.clone(),
            email: user.email.clone(),
            role: user.organization_role,
            raised_by: raised_by.filter(|_| self.sees_teams),
            workspaces: self.workspaces(std::iter::once(Holder::User(user.id)).chain(holders)),
            teams: named,
            last_active: self.opened.activity.of(Actor::User(user.id)),
            state: UserState::of(user, self.at),
            search: String::new(),
        };
        let mut texts = vec![&*row.name, &*row.email, row.role.label(), row.state.word()];
        texts.extend(row.teams.iter().map(|(_, name)| name.as_str()));
        row.search = texts.join("\n").to_lowercase();
        row
    }
}
