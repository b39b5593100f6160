//! Who has access to a Workspace or a Deployment, through what, and what may be given there.

use planisphere_domain::access::{BoundRole, DagSelector, Holder};
use planisphere_domain::api_token::TokenScope;
use planisphere_domain::policy::{self, Permission, ResourceRef, can};
use planisphere_domain::{Actor, DeploymentId, WorkspaceId};

use super::super::{Opened, Replica, SortKey, sorted_by};
use super::access::Gate;
use super::granted::{access_row, candidates, dag_rows, holder_row};
use super::role_options::RolePlace;

/// Where access is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessPlace {
    /// In a Workspace.
    Workspace(WorkspaceId),
    /// On a Deployment and its DAGs.
    Deployment(WorkspaceId, DeploymentId),
}

impl AccessPlace {
    /// The thing to ask permissions on.
    #[must_use]
    pub const fn resource(self) -> ResourceRef {
        match self {
            Self::Workspace(id) => ResourceRef::Workspace(id),
            Self::Deployment(_, id) => ResourceRef::Deployment(id),
        }
    }

    /// Where the roles are bound that are the place's own.
    #[must_use]
    pub const fn roles(self) -> RolePlace {
        match self {
            Self::Workspace(id) => RolePlace::Workspace(id),
            Self::Deployment(_, id) => RolePlace::Deployment(id),
        }
    }
}

/// What kind of holder a list is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HolderKind {
    /// People.
    User,
    /// Teams.
    Team,
    /// API tokens.
    ApiToken,
}

impl HolderKind {
    /// Every kind, in the order of the lists.
    pub const ALL: [Self; 3] = [Self::User, Self::Team, Self::ApiToken];

    /// The kind of this holder.
    #[must_use]
    pub const fn of(holder: Holder) -> Self {
        match holder {
            Holder::User(_) => Self::User,
            Holder::Team(_) => Self::Team,
            Holder::ApiToken(_) => Self::ApiToken,
        }
    }

    /// One of them, in a sentence.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Team => "Team",
            Self::ApiToken => "API token",
        }
    }

    /// Several of them, in a sentence.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::User => "users",
            Self::Team => "Teams",
            Self::ApiToken => "API tokens",
        }
    }

    /// All of them, as a title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::User => "Users",
            Self::Team => "Teams",
            Self::ApiToken => "API tokens",
        }
    }

    /// Without which the list may not be read here.
    const fn reading(self, place: AccessPlace) -> Permission {
        match (place, self) {
            (AccessPlace::Workspace(_), Self::User) => Permission::WorkspaceUsersGet,
            (AccessPlace::Workspace(_), Self::Team) => Permission::WorkspaceTeamsGet,
            (AccessPlace::Workspace(_), Self::ApiToken) => Permission::WorkspaceApiTokensGet,
            (AccessPlace::Deployment(..), Self::User) => Permission::DeploymentUsersGet,
            (AccessPlace::Deployment(..), Self::Team) => Permission::DeploymentTeamsGet,
            (AccessPlace::Deployment(..), Self::ApiToken) => Permission::DeploymentApiTokensGet,
        }
    }

    /// Without which nobody is given a role here.
    const fn giving(self, place: AccessPlace) -> Permission {
        match (place, self) {
            (AccessPlace::Workspace(_), Self::User) => Permission::WorkspaceUsersCreate,
            (AccessPlace::Workspace(_), Self::Team) => Permission::WorkspaceTeamsCreate,
            (AccessPlace::Workspace(_), Self::ApiToken) => Permission::WorkspaceApiTokensUpdate,
            (AccessPlace::Deployment(..), Self::User) => Permission::DeploymentUsersDelete,
            (AccessPlace::Deployment(..), Self::Team) => Permission::DeploymentTeamsDelete,
            (AccessPlace::Deployment(..), Self::ApiToken) => {
                Permission::DeploymentApiTokensRolesUpdate
            }
        }
    }
}

/// A user, Team or token to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolderRow {
    /// Names it.
    pub holder: Holder,
    /// Its name.
    pub name: String,
    /// What tells it from others of its name: address, members, scope.
    pub detail: String,
}

/// One role that reaches a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The role and where it is bound.
    pub bound: BoundRole,
    /// The role's name.
    pub title: String,
    /// Where it comes from, such as `Team Growth data` or `the Workspace`; empty when bound here.
    pub source: String,
    /// Whether it is the holder's own and bound at the place itself.
    pub is_direct: bool,
    /// Whether a Team passes it on.
    pub is_through_team: bool,
    /// Whether it gives nothing because the Runtime takes no DAG roles (access rule 56).
    pub is_stopped: bool,
}

/// Somebody with access, and through what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessRow {
    /// Who.
    pub who: HolderRow,
    /// Their own role here; `None` when all comes from elsewhere.
    pub direct: Option<Grant>,
    /// Every other role that reaches this place.
    pub others: Vec<Grant>,
}

/// A role on DAGs of a Deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DagGrantRow {
    /// Who.
    pub who: HolderRow,
    /// Which DAGs.
    pub dags: DagSelector,
    /// The role.
    pub role: BoundRole,
    /// Its name.
    pub title: String,
    /// Whether it gives nothing because the Runtime takes no DAG roles (access rule 56).
    pub is_stopped: bool,
}

impl Replica {
    /// Everybody of this kind with access to a place, by name; or why the person may not read that.
    pub fn access_rows(
        self,
        place: AccessPlace,
        kind: HolderKind,
    ) -> Result<Vec<AccessRow>, String> {
        let gate = self.may(kind.reading(place), place.resource());
        if let Some(reason) = gate.reason {
            return Err(reason);
        }
        let rows = self
            .read(|opened| {
                candidates(&opened.state, place)
                    .into_iter()
                    .filter(|holder| HolderKind::of(*holder) == kind && opened.has(*holder))
                    .filter_map(|holder| access_row(opened, place, holder))
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default();
        Ok(sorted_by(rows, false, |row| SortKey::text(&row.who.name)))
    }

    /// The roles on DAGs of a Deployment whose holders the person may know of, by DAG and holder.
    #[must_use]
    pub fn dag_grants(self, deployment: DeploymentId) -> Vec<DagGrantRow> {
        let rows = self
            .read(|opened| {
                let Some(stored) = opened.state.deployment(deployment) else {
                    return Vec::new();
                };
                let place = AccessPlace::Deployment(stored.workspace_id, deployment);
                let takes = policy::supports_dag_roles(&stored.runtime);
                opened
                    .state
                    .holders_on_dags_of(deployment)
                    .filter(|holder| {
                        opened.has(*holder) && may_read(opened, place, HolderKind::of(*holder))
                    })
                    .flat_map(|holder| dag_rows(opened, holder, deployment, takes))
                    .collect()
            })
            .unwrap_or_default();
        sorted_by(rows, false, |row: &DagGrantRow| {
            SortKey::text(&format!("{}\n{}", row.dags, row.who.name))
        })
    }

    /// What a user, a Team or a token is called.
    #[must_use]
    pub fn name_of_holder(self, holder: Holder) -> String {
        self.read_untracked(|opened| opened.state.holder_name(holder).map(str::to_owned))
            .flatten()
            .unwrap_or_default()
    }

    /// Every user, Team and token that the person may know of, by name.
    #[must_use]
    pub fn holder_rows(self) -> Vec<HolderRow> {
        let rows = self
            .read(|opened| {
                let state = &opened.state;
                let people =
                    opened.holds_on(Permission::OrganizationUsersGet, &ResourceRef::Organization);
                let teams =
                    opened.holds_on(Permission::OrganizationTeamsGet, &ResourceRef::Organization);
                let users = opened.people().map(|user| Holder::User(user.id));
                let of_teams = state.teams().map(|team| Holder::Team(team.id));
                let tokens = state
                    .api_tokens()
                    .filter(|token| knows_token(opened, token.scope))
                    .map(|token| Holder::ApiToken(token.id));
                users
                    .filter(|_| people)
                    .chain(of_teams.filter(|_| teams))
                    .chain(tokens)
                    .filter_map(|holder| holder_row(opened, holder))
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default();
        sorted_by(rows, false, |row| SortKey::text(&row.name))
    }

    /// Whether the person may give roles of some kind of holder here at all.
    #[must_use]
    pub fn may_give_access(self, place: AccessPlace) -> Gate {
        let mut gates = HolderKind::ALL
            .into_iter()
            .map(|kind| self.may(kind.giving(place), place.resource()));
        let first = gates.next().unwrap_or_default();
        if first.reason.is_none() || gates.any(|gate| gate.reason.is_none()) {
            Gate::default()
        } else {
            first
        }
    }

    /// The people and the tokens, of those that the person may know of, who may give people roles here, by name.
    #[must_use]
    pub fn access_makers(self, place: AccessPlace) -> Vec<String> {
        let names = self
            .read(|opened| {
                if !may_read(opened, place, HolderKind::User) {
                    return Vec::new();
                }
                let permission = HolderKind::User.giving(place);
                let mut names: Vec<String> = candidates(&opened.state, place)
                    .into_iter()
                    .filter(|holder| opened.has(*holder))
                    .filter(|holder| match holder {
                        Holder::User(id) => {
                            let asks = super::super::Viewer::user(*id).caller(opened.now());
                            can(&opened.state, &asks, permission, &place.resource()).allowed
                        }
                        Holder::ApiToken(id) => {
                            let state = &opened.state;
                            let token = state.api_token(*id);
                            let asks = super::super::Viewer::of(state, Actor::ApiToken(*id));
                            token.is_some_and(|token| knows_token(opened, token.scope))
                                && can(
                                    state,
                                    &asks.caller(opened.now()),
                                    permission,
                                    &place.resource(),
                                )
                                .allowed
                        }
                        Holder::Team(_) => false,
                    })
                    .filter_map(|holder| opened.state.holder_name(holder).map(str::to_owned))
                    .collect();
                names.dedup();
                names
            })
            .unwrap_or_default();
        sorted_by(names, false, |name| SortKey::text(name))
    }
}

/// Whether the person may know what holders of this kind hold at a place.
pub(super) fn may_read(opened: &Opened, place: AccessPlace, kind: HolderKind) -> bool {
    opened.holds_on(kind.reading(place), &place.resource())
}

/// Whether the person may know what a holder holds at a place: their own and what their Teams pass on always.
pub(super) fn may_read_of(opened: &Opened, place: AccessPlace, holder: Holder) -> bool {
    let is_own = opened.viewer.is_some_and(|viewer| match holder {
        Holder::Team(id) => viewer.person().is_some_and(|person| {
            let team = opened.state.team(id);
            team.is_some_and(|team| team.members.contains(&person))
        }),
        Holder::User(_) | Holder::ApiToken(_) => Holder::from(viewer.actor()) == holder,
    });
    is_own || may_read(opened, place, HolderKind::of(holder))
}

/// Whether the person may know of a token of this scope.
pub(super) fn knows_token(opened: &Opened, scope: TokenScope) -> bool {
    let (permission, resource) = match scope {
        TokenScope::Organization => (
            Permission::OrganizationApiTokensGet,
            ResourceRef::Organization,
        ),
        TokenScope::Workspace(id) => (
            Permission::WorkspaceApiTokensGet,
            ResourceRef::Workspace(id),
        ),
        TokenScope::Deployment(id) => (
            Permission::DeploymentApiTokensGet,
            ResourceRef::Deployment(id),
        ),
    };
    opened.holds_on(permission, &resource)
}

/// `DAG etl_daily`, or `DAGs tagged finance`.
#[must_use]
pub fn dags_in_words(dags: &DagSelector) -> String {
    match dags {
        DagSelector::Id(id) => format!("DAG {id}"),
        DagSelector::Tag(tag) => format!("DAGs tagged {tag}"),
    }
}

impl HolderRow {
    /// As who acts; `None` for a Team, which never does (access rule 12).
    #[must_use]
    pub const fn actor(&self) -> Option<Actor> {
        match self.holder {
            Holder::User(id) => Some(Actor::User(id)),
            Holder::ApiToken(id) => Some(Actor::ApiToken(id)),
            Holder::Team(_) => None,
        }
    }
}
