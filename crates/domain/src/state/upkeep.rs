//! The roles of holders in the state, and the upkeep of the indexes beside them: whoever is affected by a change
//! is refreshed, and nobody else.

use std::sync::Arc;

use super::State;
use crate::access::{Bindings, Bound, DagSelector, Holder, bounds, standing};
use crate::api_token::TokenScope;
use crate::policy::{DagRole, DeploymentRole, OrganizationRole, WorkspaceRole};
use crate::{Actor, CustomRoleId, DeploymentId, TeamId, Timestamp, UserId, WorkspaceId};

impl State {
    pub(crate) fn set_organization_role(&mut self, holder: Holder, role: OrganizationRole) {
        match holder {
            Holder::User(id) => self.edit_user(id, |user| user.organization_role = role),
            Holder::ApiToken(id) => {
                self.edit_api_token(id, |token| token.organization_role = Some(role));
            }
            Holder::Team(id) => {
                self.edit_team(id, |team| team.organization_role = role);
                for actor in self.actors(holder) {
                    self.refresh_standing(actor);
                }
            }
        }
    }

    pub(crate) fn set_workspace_role(
        &mut self,
        holder: Holder,
        workspace: WorkspaceId,
        role: Option<WorkspaceRole>,
    ) {
        self.edit_bindings(holder, |bindings| bindings.set_workspace(workspace, role));
        self.refresh(holder, Bound::Workspace(workspace));
        // Rule 6: what a Workspace's token reads above it depends on its role there.
        if let Holder::ApiToken(id) = holder {
            self.refresh_standing(Actor::ApiToken(id));
        }
    }

    pub(crate) fn set_deployment_role(
        &mut self,
        holder: Holder,
        deployment: DeploymentId,
        role: Option<DeploymentRole>,
    ) {
        self.edit_bindings(holder, |bindings| bindings.set_deployment(deployment, role));
        self.refresh(holder, Bound::Deployment(deployment));
    }

    pub(crate) fn set_dag_role(
        &mut self,
        holder: Holder,
        deployment: DeploymentId,
        dags: &DagSelector,
        role: Option<DagRole>,
    ) {
        self.edit_bindings(holder, |bindings| bindings.set_dag(deployment, dags, role));
        self.refresh(holder, Bound::DagsOf(deployment));
    }

    /// Notes who changed a Team's or a token's roles or members, and when.
    pub(crate) fn touch(&mut self, holder: Holder, at: Timestamp, by: Actor) {
        match holder {
            Holder::User(_) => {}
            Holder::Team(id) => {
                self.edit_team(id, |team| (team.updated_at, team.updated_by) = (at, by));
            }
            Holder::ApiToken(id) => {
                if let Some(token) = self.api_tokens.get_mut(&id) {
                    let token = Arc::make_mut(token);
                    (token.updated_at, token.updated_by) = (at, by);
                }
            }
        }
    }

    /// Takes every role bound in a Workspace, and the tokens that belong to it (rule 39).
    pub(crate) fn strip_workspace(&mut self, id: WorkspaceId) {
        let holders: Vec<Holder> = self.holders_in_workspace(id).collect();
        self.remove_tokens_of(TokenScope::Workspace(id), &holders);
        for holder in holders {
            self.set_workspace_role(holder, id, None);
        }
    }

    /// Takes every role bound on a Deployment and its DAGs, and the tokens that belong to it (rule 84).
    pub(crate) fn strip_deployment(&mut self, id: DeploymentId) {
        let holders: Vec<Holder> = self.holders_on_deployment(id).collect();
        self.remove_tokens_of(TokenScope::Deployment(id), &holders);
        for holder in holders {
            self.set_deployment_role(holder, id, None);
        }
        let holders: Vec<Holder> = self.holders_on_dags_of(id).collect();
        for holder in holders {
            self.edit_bindings(holder, |bindings| {
                bindings.dags.remove(&id);
            });
            self.refresh(holder, Bound::DagsOf(id));
        }
    }

    /// Removes the tokens among these holders that belong to a thing. Every token holds a role there (rule 74).
    fn remove_tokens_of(&mut self, scope: TokenScope, holders: &[Holder]) {
        for holder in holders {
            if let Holder::ApiToken(id) = holder
                && self.api_token(*id).is_some_and(|it| it.scope == scope)
            {
                self.remove_api_token(*id);
            }
        }
    }

    fn edit_bindings(&mut self, holder: Holder, edit: impl FnOnce(&mut Bindings)) {
        match holder {
            Holder::User(id) => {
                if let Some(user) = self.users.get_mut(&id) {
                    edit(&mut Arc::make_mut(user).roles);
                }
            }
            Holder::Team(id) => {
                if let Some(team) = self.teams.get_mut(&id) {
                    edit(&mut Arc::make_mut(team).roles);
                }
            }
            Holder::ApiToken(id) => {
                if let Some(token) = self.api_tokens.get_mut(&id) {
                    edit(&mut Arc::make_mut(token).roles);
                }
            }
        }
    }

    /// The actors that a holder's roles reach.
    fn actors(&self, holder: Holder) -> Vec<Actor> {
        match holder {
            Holder::User(id) => vec![Actor::User(id)],
            Holder::ApiToken(id) => vec![Actor::ApiToken(id)],
            Holder::Team(id) => self
                .team(id)
                .into_iter()
                .flat_map(|team| team.members.iter().copied().map(Actor::User))
                .collect(),
        }
    }

    pub(super) fn refresh_standing(&mut self, actor: Actor) {
        let standing = standing(self, actor);
        self.access.set_standing(actor, standing);
    }

    /// Brings both indexes up to date for one place of a holder.
    fn refresh(&mut self, holder: Holder, bound: Bound) {
        let is_bound = self
            .bindings(holder)
            .is_some_and(|bindings| bindings.is_bound(bound));
        if is_bound {
            self.holders.insert((bound, holder));
        } else {
            self.holders.remove(&(bound, holder));
        }
        self.refresh_actors(&self.actors(holder), bound);
    }

    fn refresh_actors(&mut self, actors: &[Actor], bound: Bound) {
        // The index is taken out while it reads the records it is made from.
        let mut access = std::mem::take(&mut self.access);
        for actor in actors {
            access.refresh(self, *actor, bound);
        }
        self.access = access;
    }

    pub(super) fn refresh_all(&mut self, holder: Holder) {
        for actor in self.actors(holder) {
            self.refresh_standing(actor);
        }
        let bounds: Vec<Bound> = self.bindings(holder).into_iter().flat_map(bounds).collect();
        for bound in bounds {
            self.refresh(holder, bound);
        }
        // Somebody who comes after the Team that lists them gets its roles too.
        if let Holder::User(id) = holder {
            let teams: Vec<TeamId> = self.teams_of(id).map(|team| team.id).collect();
            for team in teams {
                self.refresh_member(team, id);
            }
        }
    }

    pub(super) fn refresh_member(&mut self, team: TeamId, user: UserId) {
        self.refresh_standing(Actor::User(user));
        let bounds: Vec<Bound> = self
            .team(team)
            .into_iter()
            .flat_map(|team| bounds(&team.roles))
            .collect();
        for bound in bounds {
            self.refresh_actors(&[Actor::User(user)], bound);
        }
    }

    /// Brings the index up to date for everybody who holds a custom role, where they hold it.
    pub(super) fn refresh_users_of(&mut self, role: CustomRoleId) {
        let places: Vec<(Holder, Bound)> = self
            .holders_of_role(role)
            .flat_map(|holder| {
                let bindings = self.bindings(holder);
                let places = bindings.into_iter().flat_map(move |it| it.places_of(role));
                places.map(move |bound| (holder, bound))
            })
            .collect();
        for (holder, bound) in places {
            self.refresh(holder, bound);
        }
    }

    /// Forgets what somebody who is gone held.
    pub(super) fn forget(&mut self, holder: Holder, roles: &Bindings) {
        for bound in bounds(roles) {
            self.refresh(holder, bound);
        }
        if let Holder::User(_) | Holder::ApiToken(_) = holder {
            for actor in self.actors(holder) {
                self.refresh_standing(actor);
            }
        }
    }
}
