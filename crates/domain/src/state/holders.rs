//! People, Teams, tokens and custom roles in the state: reading them, and the setters of their records. What the
//! indexes need beside them is [`super::upkeep`]'s business.

use std::sync::Arc;

use super::State;
use crate::access::{AccessIndex, Bindings, Bound, Holder};
use crate::api_token::ApiToken;
use crate::custom_role::CustomRole;
use crate::policy::OrganizationRole;
use crate::team::Team;
use crate::user::User;
use crate::{Actor, ApiTokenId, CustomRoleId, DeploymentId, TeamId, UserId, WorkspaceId};

impl State {
    /// One user.
    #[must_use]
    pub fn user(&self, id: UserId) -> Option<&User> {
        self.users.get(&id).map(Arc::as_ref)
    }

    /// Every user, by id.
    pub fn users(&self) -> impl Iterator<Item = &User> {
        self.users.values().map(Arc::as_ref)
    }

    /// The user with this e-mail address, in any case (USR-2).
    #[must_use]
    pub fn user_addressed(&self, email: &str) -> Option<&User> {
        self.user(*self.addresses.get(&email.to_lowercase())?)
    }

    /// One Team.
    #[must_use]
    pub fn team(&self, id: TeamId) -> Option<&Team> {
        self.teams.get(&id).map(Arc::as_ref)
    }

    /// Every Team, by id.
    pub fn teams(&self) -> impl Iterator<Item = &Team> {
        self.teams.values().map(Arc::as_ref)
    }

    /// The Teams that a person is in.
    pub fn teams_of(&self, user: UserId) -> impl Iterator<Item = &Team> {
        self.memberships
            .range((user, TeamId::from_bits(0))..)
            .take_while(move |(member, _)| *member == user)
            .filter_map(|(_, team)| self.team(*team))
    }

    /// One API token.
    #[must_use]
    pub fn api_token(&self, id: ApiTokenId) -> Option<&ApiToken> {
        self.api_tokens.get(&id).map(Arc::as_ref)
    }

    /// Every API token, by id.
    pub fn api_tokens(&self) -> impl Iterator<Item = &ApiToken> {
        self.api_tokens.values().map(Arc::as_ref)
    }

    /// One custom role.
    #[must_use]
    pub fn custom_role(&self, id: CustomRoleId) -> Option<&CustomRole> {
        self.custom_roles.get(&id).map(Arc::as_ref)
    }

    /// Every custom role, by id.
    pub fn custom_roles(&self) -> impl Iterator<Item = &CustomRole> {
        self.custom_roles.values().map(Arc::as_ref)
    }

    /// What a holder holds below the Organization.
    #[must_use]
    pub fn bindings(&self, holder: Holder) -> Option<&Bindings> {
        match holder {
            Holder::User(id) => self.user(id).map(|user| &user.roles),
            Holder::Team(id) => self.team(id).map(|team| &team.roles),
            Holder::ApiToken(id) => self.api_token(id).map(|token| &token.roles),
        }
    }

    /// A holder's own Organization role; a token of a Workspace or Deployment has none.
    #[must_use]
    pub fn organization_role(&self, holder: Holder) -> Option<OrganizationRole> {
        match holder {
            Holder::User(id) => self.user(id).map(|user| user.organization_role),
            Holder::Team(id) => self.team(id).map(|team| team.organization_role),
            Holder::ApiToken(id) => self.api_token(id)?.organization_role,
        }
    }

    /// A holder's name on the page.
    #[must_use]
    pub fn holder_name(&self, holder: Holder) -> Option<&str> {
        match holder {
            Holder::User(id) => self.user(id).map(|user| user.full_name.as_str()),
            Holder::Team(id) => self.team(id).map(|team| team.name.as_str()),
            Holder::ApiToken(id) => self.api_token(id).map(|token| token.name.as_str()),
        }
    }

    /// Whoever holds a custom role somewhere (rule 54). It looks at everybody.
    pub fn holders_of_role(&self, role: CustomRoleId) -> impl Iterator<Item = Holder> {
        let people = self
            .users()
            .map(|user| (Holder::User(user.id), &user.roles));
        let teams = self
            .teams()
            .map(|team| (Holder::Team(team.id), &team.roles));
        let tokens = self
            .api_tokens()
            .map(|token| (Holder::ApiToken(token.id), &token.roles));
        people
            .chain(teams)
            .chain(tokens)
            .filter(move |(_, bindings)| bindings.uses(role))
            .map(|(holder, _)| holder)
    }

    /// Who holds a role bound in this Workspace itself.
    pub fn holders_in_workspace(&self, id: WorkspaceId) -> impl Iterator<Item = Holder> {
        self.bound_at(Bound::Workspace(id))
    }

    /// Who holds a role bound on this Deployment itself.
    pub fn holders_on_deployment(&self, id: DeploymentId) -> impl Iterator<Item = Holder> {
        self.bound_at(Bound::Deployment(id))
    }

    /// Who holds a role bound on DAGs of this Deployment.
    pub fn holders_on_dags_of(&self, id: DeploymentId) -> impl Iterator<Item = Holder> {
        self.bound_at(Bound::DagsOf(id))
    }

    /// The same state with the access index made anew from its records.
    #[must_use]
    pub fn with_rebuilt_index(&self) -> Self {
        let mut state = self.clone();
        state.access = AccessIndex::rebuilt(self);
        state
    }

    fn bound_at(&self, bound: Bound) -> impl Iterator<Item = Holder> {
        let least = Holder::User(UserId::from_bits(0));
        self.holders
            .range((bound, least)..)
            .take_while(move |(at, _)| *at == bound)
            .map(|(_, holder)| *holder)
    }

    pub(crate) fn put_user(&mut self, user: User) {
        let holder = Holder::User(user.id);
        self.addresses.insert(user.email.to_lowercase(), user.id);
        // A log that creates one twice is damaged; the indexes hold all the same.
        if let Some(stored) = self.users.insert(user.id, Arc::new(user)) {
            self.settle_address(&stored);
            self.forget(holder, &stored.roles);
        }
        self.refresh_all(holder);
    }

    /// Lets go of the address that somebody had, unless it is still theirs.
    fn settle_address(&mut self, was: &User) {
        let address = was.email.to_lowercase();
        let is_theirs = self
            .user(was.id)
            .is_some_and(|user| user.email.to_lowercase() == address);
        if !is_theirs && self.addresses.get(&address) == Some(&was.id) {
            self.addresses.remove(&address);
        }
    }

    /// Changes a person's own fields, not their roles below the Organization.
    pub(crate) fn edit_user(&mut self, id: UserId, edit: impl FnOnce(&mut User)) {
        let Some(stored) = self.users.get(&id).cloned() else {
            return;
        };
        let mut after = stored.as_ref().clone();
        edit(&mut after);
        self.addresses.insert(after.email.to_lowercase(), id);
        self.users.insert(id, Arc::new(after));
        self.settle_address(&stored);
        self.refresh_standing(Actor::User(id));
    }

    /// Removes a person with all their roles and memberships (rule 23).
    pub(crate) fn remove_user(&mut self, id: UserId) {
        let teams: Vec<TeamId> = self.teams_of(id).map(|team| team.id).collect();
        for team in teams {
            self.remove_team_member(team, id);
        }
        let Some(user) = self.users.remove(&id) else {
            return;
        };
        self.settle_address(&user);
        self.forget(Holder::User(id), &user.roles);
    }

    pub(crate) fn put_team(&mut self, team: Team) {
        let id = team.id;
        self.remove_team(id);
        for member in &team.members {
            self.memberships.insert((*member, id));
        }
        self.teams.insert(id, Arc::new(team));
        self.refresh_all(Holder::Team(id));
    }

    /// Changes a Team's own fields, not its members or its roles below the Organization.
    pub(crate) fn edit_team(&mut self, id: TeamId, edit: impl FnOnce(&mut Team)) {
        if let Some(team) = self.teams.get_mut(&id) {
            edit(Arc::make_mut(team));
        }
    }

    pub(crate) fn add_team_member(&mut self, id: TeamId, user: UserId) {
        if self.team(id).is_none() {
            return;
        }
        self.edit_team(id, |team| {
            team.members.insert(user);
        });
        self.memberships.insert((user, id));
        self.refresh_member(id, user);
    }

    pub(crate) fn remove_team_member(&mut self, id: TeamId, user: UserId) {
        self.edit_team(id, |team| {
            team.members.remove(&user);
        });
        self.memberships.remove(&(user, id));
        self.refresh_member(id, user);
    }

    /// Removes a Team with its roles; members keep their own (TEAM-6).
    pub(crate) fn remove_team(&mut self, id: TeamId) {
        let Some(team) = self.team(id).cloned() else {
            return;
        };
        for member in &team.members {
            self.remove_team_member(id, *member);
        }
        self.teams.remove(&id);
        self.forget(Holder::Team(id), &team.roles);
    }

    pub(crate) fn put_api_token(&mut self, token: ApiToken) {
        let holder = Holder::ApiToken(token.id);
        self.remove_api_token(token.id);
        self.api_tokens.insert(token.id, Arc::new(token));
        self.refresh_all(holder);
    }

    /// Changes a token's own fields, not its roles below the Organization.
    pub(crate) fn edit_api_token(&mut self, id: ApiTokenId, edit: impl FnOnce(&mut ApiToken)) {
        if let Some(token) = self.api_tokens.get_mut(&id) {
            edit(Arc::make_mut(token));
            self.refresh_standing(Actor::ApiToken(id));
        }
    }

    /// Removes a token with all its roles (rule 84).
    pub(crate) fn remove_api_token(&mut self, id: ApiTokenId) {
        let Some(token) = self.api_tokens.remove(&id) else {
            return;
        };
        self.forget(Holder::ApiToken(id), &token.roles);
    }

    pub(crate) fn put_custom_role(&mut self, role: CustomRole) {
        let id = role.id;
        self.custom_roles.insert(id, Arc::new(role));
        self.refresh_users_of(id);
    }

    pub(crate) fn edit_custom_role(
        &mut self,
        id: CustomRoleId,
        edit: impl FnOnce(&mut CustomRole),
    ) {
        if let Some(role) = self.custom_roles.get_mut(&id) {
            edit(Arc::make_mut(role));
            self.refresh_users_of(id);
        }
    }

    pub(crate) fn remove_custom_role(&mut self, id: CustomRoleId) {
        self.custom_roles.remove(&id);
        self.refresh_users_of(id);
    }
}
