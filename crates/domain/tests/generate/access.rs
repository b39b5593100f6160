//! Random wishes about people, Teams, custom roles, tokens and what they hold.

use std::collections::BTreeSet;

use planisphere_domain::access::{DagSelector, Holder, RoleEntry};
use planisphere_domain::api_token::{ApiTokenDraft, ApiTokenField, OwnRole, TokenKind, TokenScope};
use planisphere_domain::custom_role::{CustomRoleDraft, CustomRoleField};
use planisphere_domain::policy::{
    BuiltInDagRole, BuiltInDeploymentRole, DagRole, DeploymentRole, OrganizationRole, WorkspaceRole,
};
use planisphere_domain::team::{TeamDraft, TeamField};
use planisphere_domain::user::UserStatus;
use planisphere_domain::{
    ApiTokenId, Command, CustomRoleId, Edit, Permission, State, TeamId, UserId,
};
use proptest::prelude::*;
use proptest::sample::select;

use super::{NUMBERS, deployment, name, pick, workspace};

/// A wish about access; numbers stand for the things of a state.
#[derive(Clone, Debug)]
pub enum AccessWish {
    /// An invite sent again.
    Resend(usize),
    /// An invite accepted.
    Accept(usize, String),
    /// Somebody switched off or on.
    Status(usize, UserStatus),
    /// Somebody's end.
    Remove(usize),
    /// Somebody from an identity provider.
    Provision(usize, bool),
    /// A new Team.
    CreateTeam(u128, String, OrganizationRole, Vec<usize>),
    /// A Team's name or description.
    Team(usize, TeamField),
    /// People into a Team.
    AddMembers(usize, Vec<usize>),
    /// Somebody out of a Team.
    RemoveMember(usize, usize),
    /// The end of a Team.
    DeleteTeam(usize),
    /// A new custom role.
    CreateRole(u128, String, &'static str, Vec<&'static str>),
    /// What a custom role holds, or its name.
    Role(usize, CustomRoleField),
    /// The end of a custom role.
    DeleteRole(usize),
    /// A new token: scope, own role, extra roles, days.
    CreateToken(u128, String, Place, Bound, Vec<Bound>, Option<u32>),
    /// A token's name.
    Token(usize, String, Place),
    /// A new secret.
    Rotate(usize, Place),
    /// The end of a token.
    DeleteToken(usize, Place),
    /// A role of somebody, or its end.
    Assign(Who, Bound, bool),
}

/// Whose role it is.
#[derive(Clone, Copy, Debug)]
pub enum Who {
    /// A person's.
    User(usize),
    /// A Team's.
    Team(usize),
    /// A token's.
    Token(usize),
}

/// Where a token is at home, or is said to be.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// Wherever it really is.
    Home,
    /// In the Organization.
    Organization,
    /// In a Workspace.
    Workspace(usize),
    /// On a Deployment.
    Deployment(usize),
}

/// A role and where it is bound.
#[derive(Clone, Debug)]
pub enum Bound {
    /// In the Organization.
    Organization(OrganizationRole),
    /// In a Workspace.
    Workspace(usize, WorkspaceRole),
    /// On a Deployment; a custom role, if one is named.
    Deployment(usize, BuiltInDeploymentRole, Option<usize>),
    /// On DAGs; a custom role, if one is named.
    Dags(usize, DagSelector, BuiltInDagRole, Option<usize>),
}

/// Any wish about access.
pub fn access_wish() -> impl Strategy<Value = AccessWish> {
    prop_oneof![
        3 => people(),
        3 => teams(),
        2 => roles(),
        3 => tokens(),
        8 => (who(), bound(), prop::bool::weighted(0.75))
            .prop_map(|(who, bound, is_given)| AccessWish::Assign(who, bound, is_given)),
    ]
}

fn number() -> std::ops::Range<usize> {
    0..NUMBERS
}

fn id() -> impl Strategy<Value = u128> {
    prop_oneof![1 => 0..4u128, 6 => any::<u128>()]
}

fn people() -> impl Strategy<Value = AccessWish> {
    use UserStatus::{Active, Banned, Inactive, Pending};
    prop_oneof![
        1 => number().prop_map(AccessWish::Resend),
        2 => (number(), name()).prop_map(|(who, name)| AccessWish::Accept(who, name)),
        2 => (number(), select(vec![Active, Active, Inactive, Banned, Pending]))
            .prop_map(|(who, status)| AccessWish::Status(who, status)),
        1 => number().prop_map(AccessWish::Remove),
        1 => (number(), any::<bool>())
            .prop_map(|(who, is_active)| AccessWish::Provision(who, is_active)),
    ]
}

fn teams() -> impl Strategy<Value = AccessWish> {
    let members = || prop::collection::vec(number(), 0..5);
    let field = prop_oneof![
        name().prop_map(TeamField::Name),
        name().prop_map(TeamField::Description),
    ];
    prop_oneof![
        3 => (id(), name(), select(OrganizationRole::ALL), members())
            .prop_map(|(id, name, role, members)| AccessWish::CreateTeam(id, name, role, members)),
        1 => (number(), field).prop_map(|(which, field)| AccessWish::Team(which, field)),
        2 => (number(), members())
            .prop_map(|(which, members)| AccessWish::AddMembers(which, members)),
        1 => (number(), number())
            .prop_map(|(which, who)| AccessWish::RemoveMember(which, who)),
        1 => number().prop_map(AccessWish::DeleteTeam),
    ]
}

fn roles() -> impl Strategy<Value = AccessWish> {
    let scope = select(vec!["DEPLOYMENT", "DEPLOYMENT", "DAG", "DAG", "WORKSPACE"]);
    let permission = select(vec![
        "deployment.get",
        "deployment.deploys.create",
        "deployment.users.delete",
        "deployment.apiTokens.create",
        "dag.airflow.dag.get",
        "dag.airflow.dagRun.create",
        "deployment.transfer",
        "nothing",
    ]);
    let set = prop::collection::btree_set(
        select(vec![
            Permission::DeploymentGet,
            Permission::DeploymentUpdate,
            Permission::DagAirflowDagGet,
        ]),
        0..3,
    );
    let field = prop_oneof![
        name().prop_map(CustomRoleField::Name),
        set.prop_map(CustomRoleField::Permissions),
    ];
    prop_oneof![
        3 => (id(), name(), scope, prop::collection::vec(permission, 0..3))
            .prop_map(|(id, name, scope, set)| AccessWish::CreateRole(id, name, scope, set)),
        1 => (number(), field).prop_map(|(which, field)| AccessWish::Role(which, field)),
        1 => number().prop_map(AccessWish::DeleteRole),
    ]
}

fn tokens() -> impl Strategy<Value = AccessWish> {
    let days = prop::option::of(select(vec![0, 1, 30, 3_650, 3_651]));
    let extra = prop::collection::vec(bound(), 0..3);
    prop_oneof![
        4 => (id(), name(), place(), bound(), extra, days).prop_map(
            |(id, name, place, own, extra, days)| {
                AccessWish::CreateToken(id, name, place, own, extra, days)
            }
        ),
        1 => (number(), name(), place())
            .prop_map(|(which, name, place)| AccessWish::Token(which, name, place)),
        1 => (number(), place()).prop_map(|(which, place)| AccessWish::Rotate(which, place)),
        1 => (number(), place()).prop_map(|(which, place)| AccessWish::DeleteToken(which, place)),
    ]
}

fn who() -> impl Strategy<Value = Who> {
    prop_oneof![
        number().prop_map(Who::User),
        number().prop_map(Who::Team),
        number().prop_map(Who::Token),
    ]
}

fn place() -> impl Strategy<Value = Place> {
    prop_oneof![
        4 => Just(Place::Home),
        1 => Just(Place::Organization),
        1 => number().prop_map(Place::Workspace),
        1 => number().prop_map(Place::Deployment),
    ]
}

fn bound() -> impl Strategy<Value = Bound> {
    let dags = select(vec![
        DagSelector::Id("orders".into()),
        DagSelector::Id(" orders".into()),
        DagSelector::Tag("t".into()),
        DagSelector::Tag(String::new()),
    ]);
    let custom = || prop::option::weighted(0.4, number());
    prop_oneof![
        1 => select(OrganizationRole::ALL).prop_map(Bound::Organization),
        2 => (number(), select(WorkspaceRole::ALL))
            .prop_map(|(place, role)| Bound::Workspace(place, role)),
        2 => (number(), select(BuiltInDeploymentRole::ALL), custom())
            .prop_map(|(place, role, custom)| Bound::Deployment(place, role, custom)),
        2 => (number(), dags, select(BuiltInDagRole::ALL), custom())
            .prop_map(|(place, dags, role, custom)| Bound::Dags(place, dags, role, custom)),
    ]
}

fn user(state: &State, number: usize) -> UserId {
    pick(number, state.users()).map_or(UserId::from_bits(7), |it| it.id)
}

fn team(state: &State, number: usize) -> TeamId {
    pick(number, state.teams()).map_or(TeamId::from_bits(7), |it| it.id)
}

fn role(state: &State, number: usize) -> CustomRoleId {
    pick(number, state.custom_roles()).map_or(CustomRoleId::from_bits(7), |it| it.id)
}

/// A token by number.
pub fn token(state: &State, number: usize) -> ApiTokenId {
    pick(number, state.api_tokens()).map_or(ApiTokenId::from_bits(7), |it| it.id)
}

fn users(state: &State, numbers: &[usize]) -> BTreeSet<UserId> {
    numbers.iter().map(|number| user(state, *number)).collect()
}

impl Who {
    fn holder(self, state: &State) -> Holder {
        match self {
            Self::User(number) => Holder::User(user(state, number)),
            Self::Team(number) => Holder::Team(team(state, number)),
            Self::Token(number) => Holder::ApiToken(token(state, number)),
        }
    }
}

impl Place {
    fn scope(self, state: &State, home: TokenScope) -> TokenScope {
        match self {
            Self::Home => home,
            Self::Organization => TokenScope::Organization,
            Self::Workspace(number) => TokenScope::Workspace(workspace(state, number)),
            Self::Deployment(number) => TokenScope::Deployment(deployment(state, number)),
        }
    }

    fn through(self, state: &State, token: ApiTokenId) -> TokenScope {
        let home = state
            .api_token(token)
            .map_or(TokenScope::Organization, |it| it.scope);
        self.scope(state, home)
    }
}

impl Bound {
    fn deployment_role(
        state: &State,
        built_in: BuiltInDeploymentRole,
        custom: Option<usize>,
    ) -> DeploymentRole {
        custom.map_or(DeploymentRole::BuiltIn(built_in), |number| {
            DeploymentRole::Custom(role(state, number))
        })
    }

    fn dag_role(state: &State, built_in: BuiltInDagRole, custom: Option<usize>) -> DagRole {
        custom.map_or(DagRole::BuiltIn(built_in), |number| {
            DagRole::Custom(role(state, number))
        })
    }

    fn own(&self, state: &State) -> (TokenScope, OwnRole) {
        match self {
            Self::Organization(role) => (TokenScope::Organization, OwnRole::Organization(*role)),
            Self::Workspace(place, role) => (
                TokenScope::Workspace(workspace(state, *place)),
                OwnRole::Workspace(*role),
            ),
            Self::Deployment(place, built_in, custom) => (
                TokenScope::Deployment(deployment(state, *place)),
                OwnRole::Deployment(Self::deployment_role(state, *built_in, *custom)),
            ),
            Self::Dags(..) => (
                TokenScope::Organization,
                OwnRole::Organization(OrganizationRole::Member),
            ),
        }
    }
}

impl Bound {
    fn entry(&self, state: &State) -> Option<RoleEntry> {
        match self {
            Self::Organization(_) => None,
            Self::Workspace(place, role) => {
                Some(RoleEntry::Workspace(workspace(state, *place), *role))
            }
            Self::Deployment(place, built_in, custom) => Some(RoleEntry::Deployment(
                deployment(state, *place),
                Self::deployment_role(state, *built_in, *custom),
            )),
            Self::Dags(place, dags, built_in, custom) => Some(RoleEntry::Dag(
                deployment(state, *place),
                dags.clone(),
                Self::dag_role(state, *built_in, *custom),
            )),
        }
    }

    fn assigned(&self, state: &State, holder: Holder, is_given: bool) -> Command {
        match self {
            Self::Organization(role) => Command::AssignOrganizationRole {
                holder,
                role: *role,
            },
            Self::Workspace(place, role) => Command::AssignWorkspaceRole {
                holder,
                workspace: workspace(state, *place),
                role: is_given.then_some(*role),
            },
            Self::Deployment(place, built_in, custom) => Command::AssignDeploymentRole {
                holder,
                deployment: deployment(state, *place),
                role: is_given.then(|| Self::deployment_role(state, *built_in, *custom)),
            },
            Self::Dags(place, dags, built_in, custom) => Command::AssignDagRole {
                holder,
                deployment: deployment(state, *place),
                dags: dags.clone(),
                role: is_given.then(|| Self::dag_role(state, *built_in, *custom)),
            },
        }
    }
}

impl AccessWish {
    /// The wish about a state; what it is about is picked by number, and may be missing.
    pub fn command(&self, state: &State) -> Command {
        match self.clone() {
            Self::Resend(who) => Command::ResendInvite {
                id: user(state, who),
            },
            Self::Accept(who, full_name) => Command::AcceptInvite {
                id: user(state, who),
                full_name,
            },
            Self::Status(who, status) => Command::SetUserStatus {
                id: user(state, who),
                status,
            },
            Self::Remove(who) => Command::RemoveUser {
                id: user(state, who),
            },
            Self::Provision(who, is_active) => Command::ProvisionUser {
                id: user(state, who),
                email: format!("p{who}@b.example"),
                full_name: "Provisioned".to_owned(),
                is_active,
            },
            Self::CreateTeam(id, name, organization_role, members) => {
                Command::CreateTeam(TeamDraft {
                    id: TeamId::from_bits(id),
                    name,
                    description: String::new(),
                    organization_role,
                    members: users(state, &members),
                })
            }
            Self::Team(which, value) => {
                let id = team(state, which);
                let stored = state.team(id).map(|it| it.field(&value));
                Command::UpdateTeam {
                    id,
                    edits: vec![Edit::new(stored.unwrap_or_else(|| value.clone()), value)],
                }
            }
            Self::AddMembers(which, members) => Command::AddTeamMembers {
                id: team(state, which),
                users: users(state, &members),
            },
            Self::RemoveMember(which, who) => Command::RemoveTeamMember {
                id: team(state, which),
                user: user(state, who),
            },
            Self::DeleteTeam(which) => Command::DeleteTeam {
                id: team(state, which),
            },
            Self::CreateRole(id, name, scope, permissions) => {
                Command::CreateCustomRole(CustomRoleDraft {
                    id: CustomRoleId::from_bits(id),
                    name,
                    description: String::new(),
                    scope_type: scope.to_owned(),
                    permissions: permissions.into_iter().map(str::to_owned).collect(),
                    restricted_workspace_ids: BTreeSet::new(),
                })
            }
            Self::Role(which, value) => {
                let id = role(state, which);
                let stored = state.custom_role(id).map(|it| it.field(&value));
                Command::UpdateCustomRole {
                    id,
                    edits: vec![Edit::new(stored.unwrap_or_else(|| value.clone()), value)],
                }
            }
            Self::DeleteRole(which) => Command::DeleteCustomRole {
                id: role(state, which),
            },
            Self::CreateToken(id, name, place, own, extra, expiry_period_in_days) => {
                let (home, role) = own.own(state);
                Command::CreateApiToken(Box::new(ApiTokenDraft {
                    id: ApiTokenId::from_bits(id),
                    name,
                    description: String::new(),
                    scope: place.scope(state, home),
                    role,
                    extra_roles: extra.iter().filter_map(|it| it.entry(state)).collect(),
                    expiry_period_in_days,
                    kind: TokenKind::Standard,
                }))
            }
            Self::Token(which, name, place) => {
                let id = token(state, which);
                let value = ApiTokenField::Name(name);
                let stored = state.api_token(id).map(|it| it.field(&value));
                Command::UpdateApiToken {
                    id,
                    through: place.through(state, id),
                    edits: vec![Edit::new(stored.unwrap_or_else(|| value.clone()), value)],
                }
            }
            Self::Rotate(which, place) => Command::RotateApiToken {
                id: token(state, which),
                through: place.through(state, token(state, which)),
            },
            Self::DeleteToken(which, place) => Command::DeleteApiToken {
                id: token(state, which),
                through: place.through(state, token(state, which)),
            },
            Self::Assign(who, bound, is_given) => {
                bound.assigned(state, who.holder(state), is_given)
            }
        }
    }
}
