//! The one question of the policy: may this caller do this to that, and because of what?
//!
//! The answer comes from the access index; only a refusal looks at the records, to say what is held.

use std::net::IpAddr;

use super::gate::{check_switches, check_tier, is_closed_both_ways};
use super::{Permission, PermissionSet};
use crate::access::Bound;
use crate::organization::{Organization, Tier};
use crate::user::UserStatus;
use crate::{Actor, ClusterId, DeploymentId, ResourceKind, State, Timestamp, UserId, WorkspaceId};

/// How a person signed in (rules 104 to 106). Without meaning for tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginMethod {
    /// Nobody signs in to a browser-only Organization: whoever opens the page is who they say.
    Device,
    /// Through the Organization's identity provider.
    Sso,
    /// With a password.
    Password,
    /// With a Google account.
    Google,
    /// With a GitHub account.
    Github,
    /// With a password, over the SSO bypass link (rule 106).
    SsoBypass,
}

impl LoginMethod {
    /// Whether SSO-only login refuses it (rule 104). What came over the bypass link is taken while there is one
    /// (rule 106).
    #[must_use]
    pub const fn is_refused_by_sso_enforcement(self, is_bypass_open: bool) -> bool {
        match self {
            Self::Device | Self::Sso => false,
            Self::SsoBypass => !is_bypass_open,
            Self::Password | Self::Google | Self::Github => true,
        }
    }
}

/// Whoever asks: subject, moment, login method and source address (architecture rule 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The person or token.
    pub actor: Actor,
    /// When they ask.
    pub at: Timestamp,
    /// How they signed in.
    pub login: LoginMethod,
    /// Where the request came from; `None` in the browser, which does not know.
    pub address: Option<IpAddr>,
    /// How often the secret that a token shows had been replaced when it was issued (rule 82).
    pub rotations: u32,
}

impl Caller {
    /// The person in front of this device.
    #[must_use]
    pub const fn on_device(user: UserId, at: Timestamp) -> Self {
        Self::acting(Actor::User(user), at)
    }

    /// A person or token as this device knows them; a token shows its first secret.
    #[must_use]
    pub const fn acting(actor: Actor, at: Timestamp) -> Self {
        Self {
            actor,
            at,
            login: LoginMethod::Device,
            address: None,
            rotations: 0,
        }
    }
}

/// One DAG, which the core knows only by what a question says of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DagRef {
    /// The Deployment it runs in.
    pub deployment: DeploymentId,
    /// Its id.
    pub id: String,
    /// The tags it carries now (rule 59).
    pub tags: Vec<String>,
}

/// The thing a question is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResourceRef {
    /// The Organization itself.
    Organization,
    /// One Workspace.
    Workspace(WorkspaceId),
    /// One cluster.
    Cluster(ClusterId),
    /// One Deployment.
    Deployment(DeploymentId),
    /// One DAG.
    Dag(DagRef),
}

impl ResourceRef {
    /// The kind, for sentences.
    #[must_use]
    pub const fn kind(&self) -> ResourceKind {
        match self {
            Self::Organization => ResourceKind::Organization,
            Self::Workspace(_) => ResourceKind::Workspace,
            Self::Cluster(_) => ResourceKind::Cluster,
            Self::Deployment(_) => ResourceKind::Deployment,
            Self::Dag(_) => ResourceKind::Dag,
        }
    }

    /// Its id as text; empty for the Organization.
    #[must_use]
    pub fn id_text(&self) -> String {
        match self {
            Self::Organization => String::new(),
            Self::Workspace(id) => id.to_string(),
            Self::Cluster(id) => id.to_string(),
            Self::Deployment(id) => id.to_string(),
            Self::Dag(dag) => dag.id.clone(),
        }
    }

    /// The permission without which the thing reads as not found.
    #[must_use]
    pub const fn reading(&self) -> Permission {
        match self {
            Self::Organization => Permission::OrganizationGet,
            Self::Workspace(_) => Permission::WorkspaceGet,
            Self::Cluster(_) => Permission::OrganizationClustersGet,
            Self::Deployment(_) => Permission::DeploymentBasicGet,
            Self::Dag(_) => Permission::DagAirflowDagGet,
        }
    }
}

/// Why a decision came out as it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// A role that reaches the thing holds the permission; `access::explain` says which.
    Granted,
    /// The token has ended (rule 81).
    TokenEnded,
    /// The token's secret has been replaced (rule 82).
    SecretReplaced,
    /// The caller does not belong to the Organization (rule 3 b).
    Stranger,
    /// The caller belongs to it but is not active (rule 24).
    NotActive(UserStatus),
    /// The caller's address is not on the IP access list (rule 111).
    Address(IpAddr),
    /// The Organization takes SSO logins only (rule 104).
    LoginMethod(LoginMethod),
    /// The plan does not include it (rule 120).
    Tier {
        /// What was asked for.
        permission: Permission,
        /// The lowest tier that has it.
        least: Tier,
    },
    /// The thing does not exist, or the caller may not know that it does.
    NotFound(ResourceKind),
    /// None of the roles held here has the permission. Which ones are held is told by the refusal, and not
    /// here: most checks that fail are asked for a list, and nobody reads why.
    Missing {
        /// What is missing.
        permission: Permission,
    },
    /// While SCIM is on, the identity provider creates Teams (rule 71).
    ScimIsOn,
    /// Nobody provisions while SCIM is off (rule 109).
    ScimIsOff,
    /// Only API tokens may (rules 99 and 109).
    TokensOnly {
        /// What was asked for.
        permission: Permission,
    },
    /// Reading secrets is switched off in the Organization (rule 116).
    SecretsFetchingIsOff,
}

/// The answer to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Whether the caller may.
    pub allowed: bool,
    /// Why.
    pub because: Because,
}

/// May `caller` use `permission` on `resource`? Everything is denied unless a rule grants it (rule 2).
///
/// For a switch this asks about turning it on. Asked on something above the permission's own scope, such as
/// `deployment.update` on a Workspace, it answers whether the caller may on everything in it.
#[must_use]
pub fn can(
    state: &State,
    caller: &Caller,
    permission: Permission,
    resource: &ResourceRef,
) -> Decision {
    Decision::from(check(state, caller, permission, resource, true))
}

/// As [`can`], for taking back: a delete, a detach or turning off, which neither tier nor a switch of the
/// Organization refuses (rules 71 and 124). Over SCIM the switch still says who speaks.
#[must_use]
pub fn can_take_back(
    state: &State,
    caller: &Caller,
    permission: Permission,
    resource: &ResourceRef,
) -> Decision {
    Decision::from(check(state, caller, permission, resource, false))
}

impl From<Result<(), Because>> for Decision {
    fn from(outcome: Result<(), Because>) -> Self {
        match outcome {
            Ok(()) => Self {
                allowed: true,
                because: Because::Granted,
            },
            Err(because) => Self {
                allowed: false,
                because,
            },
        }
    }
}

/// Whether a call may come in at all, asked for whoever does not belong here yet: where it comes from and
/// how they signed in (rules 104 and 111).
#[must_use]
pub fn can_arrive(state: &State, caller: &Caller) -> Decision {
    let organization = state.organization().ok_or(Because::Stranger);
    Decision::from(organization.and_then(|organization| admit_from(organization, caller)))
}

/// What refuses the caller whatever roles they hold: credential, state, address, login, tier, or a switch of
/// the Organization or of the Deployment. No grant turns it.
#[must_use]
pub fn gate(
    state: &State,
    caller: &Caller,
    permission: Permission,
    resource: &ResourceRef,
) -> Option<Because> {
    let check = || {
        admit(state, caller)?;
        let organization = state.organization().ok_or(Because::Stranger)?;
        admit_from(organization, caller)?;
        check_tier(organization, permission)?;
        check_switches(organization, caller, permission)?;
        check_cicd(state, caller, permission, resource)
    };
    check().err()
}

/// The stages of rule 3 in their order, a to f; then what the resource itself closes.
fn check(
    state: &State,
    caller: &Caller,
    permission: Permission,
    resource: &ResourceRef,
    is_gated: bool,
) -> Result<(), Because> {
    let standing = admit(state, caller)?;
    let organization = state.organization().ok_or(Because::Stranger)?;
    admit_from(organization, caller)?;
    if is_gated {
        check_tier(organization, permission)?;
    }
    if !standing.contains(permission) || !exists(state, resource) {
        check_below(state, caller, permission, resource, standing)?;
    }
    if is_gated || is_closed_both_ways(permission) {
        check_switches(organization, caller, permission)?;
    }
    check_cicd(state, caller, permission, resource)
}

/// Stages a and b: the credential holds, and whoever shows it belongs here and is active. Gives what they
/// hold everywhere.
fn admit(state: &State, caller: &Caller) -> Result<PermissionSet, Because> {
    let standing = state
        .access
        .standing(caller.actor)
        .ok_or(Because::Stranger)?;
    if standing.end_at.is_some_and(|end| end <= caller.at) {
        return Err(Because::TokenEnded);
    }
    if standing.rotations > caller.rotations {
        return Err(Because::SecretReplaced);
    }
    if standing.status != UserStatus::Active {
        return Err(Because::NotActive(standing.status));
    }
    Ok(standing.everywhere)
}

/// Stages c and d: where the call comes from, and how a person signed in.
fn admit_from(organization: &Organization, caller: &Caller) -> Result<(), Because> {
    // Rule 111. The browser does not know its own address, so a list refuses nobody there.
    if let Some(address) = caller.address
        && !organization.admits_address(address)
    {
        return Err(Because::Address(address));
    }
    // Rules 104 to 106: people only.
    let is_bypass_open = organization.sso_bypass_link.is_some();
    if organization.is_sso_enforced
        && matches!(caller.actor, Actor::User(_))
        && caller.login.is_refused_by_sso_enforcement(is_bypass_open)
    {
        return Err(Because::LoginMethod(caller.login));
    }
    Ok(())
}

/// Whether there is such a thing at all (rule 3: 404).
pub(crate) fn exists(state: &State, resource: &ResourceRef) -> bool {
    match resource {
        ResourceRef::Organization => true,
        ResourceRef::Workspace(id) => state.access.has_workspace(*id),
        ResourceRef::Cluster(id) => state.cluster(*id).is_some(),
        ResourceRef::Deployment(id) => state.access.place(*id).is_some(),
        ResourceRef::Dag(dag) => state.access.place(dag.deployment).is_some(),
    }
}

/// Everything that a caller holds on a thing, by any path; `None` when there is no such thing. It asks for
/// no credential, state, address or tier.
#[must_use]
pub fn held_on(state: &State, actor: Actor, resource: &ResourceRef) -> Option<PermissionSet> {
    let everywhere = state
        .access
        .standing(actor)
        .map(|standing| standing.everywhere)
        .unwrap_or_default();
    if !exists(state, resource) {
        return None;
    }
    Some(everywhere.union(below(state, actor, resource)))
}

/// What roles bound below the Organization give on a thing (rules 5, 7 and 8).
fn below(state: &State, actor: Actor, resource: &ResourceRef) -> PermissionSet {
    let access = &state.access;
    let on_deployment = |id: DeploymentId| {
        let Some(place) = access.place(id) else {
            return PermissionSet::EMPTY;
        };
        access
            .held(actor, Bound::Deployment(id))
            .union(access.held(actor, Bound::Workspace(place.workspace)))
    };
    match resource {
        ResourceRef::Organization | ResourceRef::Cluster(_) => PermissionSet::EMPTY,
        ResourceRef::Workspace(id) => access.held(actor, Bound::Workspace(*id)),
        ResourceRef::Deployment(id) => on_deployment(*id),
        ResourceRef::Dag(dag) => {
            let wider = on_deployment(dag.deployment);
            // Rule 56: on an older Runtime a stored DAG role gives nothing.
            if access
                .place(dag.deployment)
                .is_some_and(|place| place.takes_dag_roles)
            {
                wider.union(access.held_on_dag(actor, dag))
            } else {
                wider
            }
        }
    }
}

/// Stage f for what no Organization role gives.
fn check_below(
    state: &State,
    caller: &Caller,
    permission: Permission,
    resource: &ResourceRef,
    everywhere: PermissionSet,
) -> Result<(), Because> {
    if !exists(state, resource) {
        return Err(Because::NotFound(resource.kind()));
    }
    let held = everywhere.union(below(state, caller.actor, resource));
    if held.contains(permission) {
        return Ok(());
    }
    if !held.contains(resource.reading()) && *resource != ResourceRef::Organization {
        return Err(Because::NotFound(resource.kind()));
    }
    Err(Because::Missing { permission })
}

/// Rule 99: where CI/CD is enforced, only tokens deploy code. People configure all the same (rule 100).
fn check_cicd(
    state: &State,
    caller: &Caller,
    permission: Permission,
    resource: &ResourceRef,
) -> Result<(), Because> {
    if permission != Permission::DeploymentDeploysCreate
        || matches!(caller.actor, Actor::ApiToken(_))
    {
        return Ok(());
    }
    let deployment = match resource {
        ResourceRef::Deployment(id) => *id,
        ResourceRef::Dag(dag) => dag.deployment,
        _ => return Ok(()),
    };
    match state.access.place(deployment) {
        Some(place) if place.is_cicd_enforced => Err(Because::TokensOnly { permission }),
        _ => Ok(()),
    }
}
