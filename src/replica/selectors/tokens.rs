//! API tokens as lists and pages show them, from the place that somebody looks at them from (rule 80).

use planisphere_domain::access::{Bindings, BoundRole, DagSelector};
use planisphere_domain::api_token::{ApiToken, TokenScope};
use planisphere_domain::policy::{Permission, ResourceRef, in_every_workspace};
use planisphere_domain::{ApiTokenId, DeploymentId, Timestamp, WorkspaceId};

use super::super::token_issuer::{ISSUER, Issuance};
use super::super::{Opened, Replica, SortKey, sorted_by};
use super::workspaces::name_of;

/// One line of a list of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRow {
    /// Names it.
    pub id: ApiTokenId,
    /// Its name.
    pub name: String,
    /// Where it belongs.
    pub scope: TokenScope,
    /// For a token of a Deployment, the Workspace that this is in.
    pub workspace: Option<WorkspaceId>,
    /// Where it belongs, in words.
    pub home: String,
    /// Its role at the place that is looked at; for the Organization its own.
    pub role: String,
    /// How many roles it holds beside that one, as far as the person may see them.
    pub further: usize,
    /// When it stops working.
    pub end_at: Option<Timestamp>,
    /// Days until then, begun ones counted; none or less when it has ended.
    pub days_left: Option<i64>,
    /// How far its secret is.
    pub state: &'static str,
    /// What is known of its last use.
    pub last_use: &'static str,
}

impl TokenRow {
    /// Whether it has ended (rule 81).
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.days_left.is_some_and(|days| days <= 0)
    }
}

/// One role of a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRole {
    /// The role and where it is bound.
    pub role: BoundRole,
    /// The role's name.
    pub title: String,
    /// Where, in words.
    pub place: String,
    /// Whether it is the one role of its own scope, which is changed and never taken (rule 74).
    pub is_own: bool,
}

/// One token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenView {
    /// The line it has in lists.
    pub row: TokenRow,
    /// Its description.
    pub description: String,
    /// Its roles that the person may see, its own first.
    pub roles: Vec<TokenRole>,
    /// Whether it holds roles where the person may not look.
    pub is_more_hidden: bool,
    /// What its own role carries into every Workspace.
    pub carried: Option<String>,
    /// Whether it belongs to the place that is looked at, and is managed from there.
    pub is_home: bool,
    /// How far its secret is.
    pub issuance: Issuance,
    /// How often its secret was replaced.
    pub rotations: u32,
    /// When it last was.
    pub last_rotated_at: Option<Timestamp>,
    /// When it was created.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: String,
}

impl Replica {
    /// What a place with tokens is called; `None` when it does not exist or the person may not see it.
    #[must_use]
    pub fn token_home(self, scope: TokenScope) -> Option<String> {
        self.read(|opened| {
            let resource = scope.resource();
            opened
                .holds_on(resource.reading(), &resource)
                .then(|| home(opened, scope))
        })
        .flatten()
    }

    /// The Workspace that a Deployment is in, for those who may see the Deployment.
    #[must_use]
    pub fn workspace_of(self, id: DeploymentId) -> Option<WorkspaceId> {
        self.read(|opened| {
            let resource = ResourceRef::Deployment(id);
            let found = opened.state.deployment(id)?;
            opened
                .holds_on(resource.reading(), &resource)
                .then_some(found.workspace_id)
        })
        .flatten()
    }

    /// A role and the place where it is bound, in words.
    #[must_use]
    pub fn role_in_words(self, role: &BoundRole) -> (String, String) {
        self.read(|opened| (role.title(&opened.state), place_of(opened, role)))
            .unwrap_or_default()
    }

    /// The tokens of a place, by name: those that hold a role there. For the Organization these are all that
    /// the person may read where they belong (rule 9).
    #[must_use]
    pub fn tokens(self, scope: TokenScope) -> Vec<TokenRow> {
        let rows = self
            .read(|opened| {
                let listed = opened.state.api_tokens().filter(|token| match scope {
                    TokenScope::Organization => may_read(opened, token.scope),
                    other => is_attached(token, other) && may_read(opened, other),
                });
                listed.map(|token| row(opened, token, scope)).collect()
            })
            .unwrap_or_default();
        sorted_by(rows, false, |row: &TokenRow| SortKey::text(&row.name))
    }

    /// One token as a place sees it; `None` when it is not there or the person may not read tokens there.
    #[must_use]
    pub fn token(self, id: ApiTokenId, scope: TokenScope) -> Option<TokenView> {
        self.read(|opened| {
            let token = opened.state.api_token(id)?;
            (is_attached(token, scope) && may_read(opened, scope))
                .then(|| view(opened, token, scope))
        })
        .flatten()
    }
}

/// The permission to read the tokens of a place (rule 79).
#[must_use]
pub const fn reading_tokens(scope: TokenScope) -> Permission {
    match scope {
        TokenScope::Organization => Permission::OrganizationApiTokensGet,
        TokenScope::Workspace(_) => Permission::WorkspaceApiTokensGet,
        TokenScope::Deployment(_) => Permission::DeploymentApiTokensGet,
    }
}

/// The permission to define a token in a place (rule 79).
#[must_use]
pub const fn defining_tokens(scope: TokenScope) -> Permission {
    match scope {
        TokenScope::Organization => Permission::OrganizationApiTokensCreate,
        TokenScope::Workspace(_) => Permission::WorkspaceApiTokensCreate,
        TokenScope::Deployment(_) => Permission::DeploymentApiTokensCreate,
    }
}

fn may_read(opened: &Opened, scope: TokenScope) -> bool {
    opened.holds_on(reading_tokens(scope), &scope.resource())
}

/// Whether a token belongs to a place or holds a role there.
fn is_attached(token: &ApiToken, scope: TokenScope) -> bool {
    match scope {
        TokenScope::Organization => token.scope == scope,
        TokenScope::Workspace(id) => token.roles.workspaces.contains_key(&id),
        TokenScope::Deployment(id) => token.roles.deployments.contains_key(&id),
    }
}

/// A place in words.
fn home(opened: &Opened, scope: TokenScope) -> String {
    let state = &opened.state;
    match scope {
        TokenScope::Organization => state.organization().map(|it| it.name.clone()),
        TokenScope::Workspace(id) => state.workspace(id).map(|it| it.name.clone()),
        TokenScope::Deployment(id) => state.deployment(id).map(|it| it.name.clone()),
    }
    .unwrap_or_default()
}

fn row(opened: &Opened, token: &ApiToken, at: TokenScope) -> TokenRow {
    let issuance = ISSUER.issuance(&opened.state, token);
    let shown = match at {
        TokenScope::Organization => token.scope,
        other => other,
    };
    let roles: Vec<TokenRole> = visible_roles(opened, token).collect();
    let here = roles.iter().find(|it| scope_of(&it.role) == Some(shown));
    let at = opened.now();
    let left = |end: Timestamp| (end.seconds() - at.seconds() + 86_399).div_euclid(86_400);
    TokenRow {
        id: token.id,
        name: token.name.clone(),
        scope: token.scope,
        workspace: match token.scope {
            TokenScope::Organization => None,
            TokenScope::Workspace(id) => Some(id),
            TokenScope::Deployment(id) => opened.state.deployment(id).map(|it| it.workspace_id),
        },
        home: home(opened, token.scope),
        role: here.map(|it| it.title.clone()).unwrap_or_default(),
        further: roles.len().saturating_sub(usize::from(here.is_some())),
        end_at: token.end_at,
        days_left: token.end_at.map(left),
        state: issuance.state,
        last_use: issuance.last_use,
    }
}

/// The place at which a role is the one that a token of that scope would have as its own.
fn scope_of(role: &BoundRole) -> Option<TokenScope> {
    match role {
        BoundRole::Organization(_) => Some(TokenScope::Organization),
        BoundRole::Workspace(id, _) => Some(TokenScope::Workspace(*id)),
        BoundRole::Deployment(id, _) => Some(TokenScope::Deployment(*id)),
        BoundRole::Dag(..) | BoundRole::UpwardReads => None,
    }
}

fn view(opened: &Opened, token: &ApiToken, at: TokenScope) -> TokenView {
    let count = roles_of(opened, token).len();
    let roles: Vec<TokenRole> = visible_roles(opened, token).collect();
    let carried = token
        .organization_role
        .and_then(in_every_workspace)
        .map(|carried| format!("Also acts as {} in every Workspace.", carried.title()));
    TokenView {
        row: row(opened, token, at),
        description: token.description.clone(),
        is_more_hidden: roles.len() < count,
        roles,
        carried,
        is_home: token.scope == at,
        issuance: ISSUER.issuance(&opened.state, token),
        rotations: token.rotations,
        last_rotated_at: token.last_rotated_at,
        created_at: token.created_at,
        created_by: name_of(opened, token.created_by),
    }
}

/// Whether the person may know of a role: it is where the token belongs, or at a place that they may read.
fn is_visible(opened: &Opened, token: &ApiToken, role: &BoundRole) -> bool {
    if scope_of(role) == Some(token.scope) && may_read(opened, token.scope) {
        return true;
    }
    let resource = match role {
        BoundRole::Organization(_) | BoundRole::UpwardReads => ResourceRef::Organization,
        BoundRole::Workspace(id, _) => ResourceRef::Workspace(*id),
        BoundRole::Deployment(id, _) | BoundRole::Dag(id, ..) => ResourceRef::Deployment(*id),
    };
    opened.holds_on(resource.reading(), &resource)
}

/// The roles of a token that the person may know of, the one of its own scope first.
fn visible_roles(opened: &Opened, token: &ApiToken) -> impl Iterator<Item = TokenRole> {
    roles_of(opened, token)
        .into_iter()
        .filter(move |it| is_visible(opened, token, &it.role))
}

/// Every role that a token is bound to, the one of its own scope first.
fn roles_of(opened: &Opened, token: &ApiToken) -> Vec<TokenRole> {
    let Bindings {
        workspaces,
        deployments,
        dags,
    } = &token.roles;
    let organization = token.organization_role.map(BoundRole::Organization);
    let in_workspaces = workspaces
        .iter()
        .map(|(id, role)| BoundRole::Workspace(*id, *role));
    let on_deployments = deployments
        .iter()
        .map(|(id, role)| BoundRole::Deployment(*id, *role));
    let on_dags = dags.iter().flat_map(|(id, roles)| {
        roles
            .iter()
            .map(|(dags, role)| BoundRole::Dag(*id, dags.clone(), *role))
    });
    let mut roles: Vec<TokenRole> = organization
        .into_iter()
        .chain(in_workspaces)
        .chain(on_deployments)
        .chain(on_dags)
        .map(|role| TokenRole {
            title: role.title(&opened.state),
            place: place_of(opened, &role),
            is_own: scope_of(&role) == Some(token.scope),
            role,
        })
        .collect();
    roles.sort_by_key(|role| !role.is_own);
    roles
}

fn place_of(opened: &Opened, role: &BoundRole) -> String {
    match role {
        BoundRole::Organization(_) | BoundRole::UpwardReads => "The Organization".to_owned(),
        BoundRole::Workspace(id, _) => home(opened, TokenScope::Workspace(*id)),
        BoundRole::Deployment(id, _) => home(opened, TokenScope::Deployment(*id)),
        BoundRole::Dag(id, dags, _) => {
            let deployment = home(opened, TokenScope::Deployment(*id));
            match dags {
                DagSelector::Id(id) => format!("{deployment}, DAG {id}"),
                DagSelector::Tag(tag) => format!("{deployment}, DAGs with the tag {tag}"),
            }
        }
    }
}
