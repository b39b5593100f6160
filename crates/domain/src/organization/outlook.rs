//! What each tier opens and closes for this Organization, and what of it is in use: for whoever thinks about
//! another plan. What is in use when a plan changes stays and can be taken away, but not changed (rule 124).

use super::Tier;
use crate::State;
use crate::access::Bindings;
use crate::cluster::ClusterType;
use crate::environment_object::Payload;
use crate::policy::{MOST_LIMITED_ON_DEVELOPER, is_limited_on_developer};

macro_rules! capabilities {
    ($($variant:ident = $tier:ident, $label:literal;)*) => {
        /// Something that not every tier has (section 17 of the access rules).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Capability {
            $(#[doc = $label] $variant,)*
        }

        impl Capability {
            /// Every one, in the order of the tier table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name on the page.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }

            /// The lowest tier that has it.
            #[must_use]
            pub const fn least_tier(self) -> Tier {
                match self { $(Self::$variant => Tier::$tier,)* }
            }
        }
    };
}

capabilities! {
    WorkspaceRoles = Team, "More than two people with a Workspace role other than Owner";
    Teams = Team, "Teams";
    DeploymentRoles = Team, "Deployment roles";
    MetricsForwarding = Team, "Metrics forwarding";
    DedicatedClusters = Team, "Dedicated clusters";
    LongAuditLog = Team, "Audit log of 90 days instead of 7";
    AuthorizedWorkspaces = Business, "Authorized Workspaces";
    CicdEnforcement = Business, "CI/CD enforcement";
    SsoEnforcement = Business, "SSO-only login";
    LogForwarding = Business, "Log forwarding";
    Dashboards = Business, "Organization dashboards";
    CustomRoles = Enterprise, "Custom roles";
    DagRoles = Enterprise, "DAG roles";
    Scim = Enterprise, "SCIM";
    IpAccessList = Enterprise, "IP access list";
}

/// A capability that a tier lacks, with what of it is in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// Which.
    pub capability: Capability,
    /// The names of what is in use; empty when nothing is.
    pub in_use: Vec<String>,
}

/// What another tier would mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierOutlook {
    /// The tier.
    pub tier: Tier,
    /// Whether it is the one of now.
    pub is_current: bool,
    /// What it has and the one of now lacks.
    pub opens: Vec<Capability>,
    /// What it lacks and the one of now has.
    pub closes: Vec<Closed>,
}

/// What every tier would open and close, lowest first; empty without an Organization.
#[must_use]
pub fn outlook(state: &State) -> Vec<TierOutlook> {
    let Some(organization) = state.organization() else {
        return Vec::new();
    };
    let current = organization.plan.tier();
    [
        Tier::Developer,
        Tier::Team,
        Tier::Business,
        Tier::Enterprise,
    ]
    .into_iter()
    .map(|tier| {
        let between = |low: Tier, high: Tier| {
            let all = Capability::ALL.iter().copied();
            all.filter(move |it| low < it.least_tier() && it.least_tier() <= high)
        };
        TierOutlook {
            tier,
            is_current: tier == current,
            opens: between(current, tier).collect(),
            closes: between(tier, current)
                .map(|capability| Closed {
                    capability,
                    in_use: in_use(state, capability),
                })
                .collect(),
        }
    })
    .collect()
}

/// The names of what of a capability is in use.
#[must_use]
pub fn in_use(state: &State, capability: Capability) -> Vec<String> {
    let Some(organization) = state.organization() else {
        return Vec::new();
    };
    let switch =
        |is_on: bool| -> Vec<String> { is_on.then(|| "on".to_owned()).into_iter().collect() };
    match capability {
        Capability::WorkspaceRoles => limited_people(state),
        Capability::Teams => state.teams().map(|team| team.name.clone()).collect(),
        Capability::DeploymentRoles => holders(state, |roles| !roles.deployments.is_empty()),
        Capability::DagRoles => holders(state, |roles| !roles.dags.is_empty()),
        Capability::MetricsForwarding => state
            .environment_objects()
            .filter(|it| matches!(it.payload, Payload::MetricsExport(_)))
            .map(|it| it.object_key.clone())
            .collect(),
        Capability::DedicatedClusters => state
            .clusters()
            .filter(|it| it.cluster_type == ClusterType::Dedicated)
            .map(|it| it.name.clone())
            .collect(),
        Capability::AuthorizedWorkspaces => state
            .clusters()
            .filter(|it| !it.workspace_ids.is_empty())
            .map(|it| it.name.clone())
            .collect(),
        Capability::CicdEnforcement => {
            let workspaces = state.workspaces().filter(|it| it.cicd_enforced_default);
            let deployments = state.deployments().filter(|it| it.is_cicd_enforced);
            workspaces
                .map(|it| it.name.clone())
                .chain(deployments.map(|it| it.name.clone()))
                .collect()
        }
        Capability::LogForwarding => state
            .deployments()
            .filter(|it| it.forwards_logs())
            .map(|it| it.name.clone())
            .collect(),
        Capability::CustomRoles => state.custom_roles().map(|it| it.name.clone()).collect(),
        Capability::SsoEnforcement => switch(organization.is_sso_enforced),
        Capability::Scim => switch(organization.is_scim_enabled),
        Capability::IpAccessList => {
            let ranges = organization.allowed_ip_address_ranges.iter();
            ranges.map(ToString::to_string).collect()
        }
        Capability::LongAuditLog | Capability::Dashboards => Vec::new(),
    }
}

/// People beyond whom Developer allows; nobody while they are few enough (rule 121).
fn limited_people(state: &State) -> Vec<String> {
    let people: Vec<String> = state
        .users()
        .filter(|user| {
            let mut roles = user.roles.workspaces.values();
            roles.any(|role| is_limited_on_developer(*role))
        })
        .map(|user| user.full_name.clone())
        .collect();
    if people.len() > MOST_LIMITED_ON_DEVELOPER {
        people
    } else {
        Vec::new()
    }
}

/// Everybody and everything that holds roles of a sort.
fn holders(state: &State, is_one: impl Fn(&Bindings) -> bool) -> Vec<String> {
    let users = state.users().filter(|it| is_one(&it.roles));
    let teams = state.teams().filter(|it| is_one(&it.roles));
    let tokens = state.api_tokens().filter(|it| is_one(&it.roles));
    users
        .map(|it| it.full_name.clone())
        .chain(teams.map(|it| it.name.clone()))
        .chain(tokens.map(|it| it.name.clone()))
        .collect()
}
