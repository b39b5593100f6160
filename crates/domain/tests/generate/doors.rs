//! Random wishes about what guards the way in, about clusters, and about where Deployments are.

use planisphere_domain::cluster::ClusterField;
use planisphere_domain::deployment::{HibernationOverride, VariableChange, VariableValue};
use planisphere_domain::organization::{
    OrganizationField, Plan, SsoConnectionDraft, SsoConnectionField,
};
use planisphere_domain::policy::OrganizationRole;
use planisphere_domain::workspace::WorkspaceField;
use planisphere_domain::{ClusterId, Command, Edit, SsoConnectionId, State};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::{NUMBERS, deployment, name, pick, workspace};

/// Ranges, two of which do not hold the caller's address, and what is none.
const RANGES: &[&str] = &[
    "203.0.113.0/24",
    "192.0.2.0/24",
    "198.51.100.0/25",
    "192.0.2.1/24",
    "home",
];

/// A wish about a door, a cluster or a place; numbers stand for the things of a state.
#[derive(Clone, Debug)]
pub enum DoorWish {
    /// A setting of the Organization.
    Setting(OrganizationField),
    /// Ranges onto the list.
    AddRanges(Vec<&'static str>),
    /// Ranges off the list, never the caller's own.
    RemoveRanges(Vec<&'static str>),
    /// A new SSO connection.
    CreateConnection(u128, String, Option<OrganizationRole>),
    /// A connection's name or role.
    Connection(usize, SsoConnectionField),
    /// The end of a connection.
    DeleteConnection(usize),
    /// A domain claimed.
    AddDomain(&'static str),
    /// A domain's record seen.
    VerifyDomain(usize),
    /// A domain mapped, or to none.
    MapDomain(usize, Option<usize>),
    /// A domain dropped.
    RemoveDomain(usize),
    /// The bypass link, or its end.
    Bypass(bool),
    /// A cluster's name.
    RenameCluster(usize, String),
    /// A cluster's Workspaces.
    Restrict(usize, Vec<usize>),
    /// A Deployment moved.
    Transfer(usize, usize),
    /// A Deployment's sleep decided by hand, or no longer.
    Override(usize, Option<bool>),
    /// A variable set, or deleted.
    Variable(usize, &'static str, bool),
    /// A Workspace's CI/CD enforcement by default.
    Enforce(usize, bool),
}

fn setting() -> impl Strategy<Value = OrganizationField> {
    let plans = select(vec![
        Plan::Team,
        Plan::Business,
        Plan::Enterprise,
        Plan::EnterpriseV2,
        Plan::IbmEnterprise,
    ]);
    let on = any::<bool>;
    prop_oneof![
        1 => plans.prop_map(OrganizationField::Plan),
        1 => select(vec!["bills@northwind.example", "bills"])
            .prop_map(|it| OrganizationField::BillingEmail(it.to_owned())),
        2 => on().prop_map(OrganizationField::IsSsoEnforced),
        2 => on().prop_map(OrganizationField::IsScimEnabled),
        1 => on().prop_map(OrganizationField::IsEnvironmentSecretsFetchingEnabled),
        1 => on().prop_map(OrganizationField::AllowEnhancedSupportAccess),
    ]
}

/// Any wish of these.
pub fn door_wish() -> impl Strategy<Value = DoorWish> {
    let number = || 0..NUMBERS;
    let id = || 0..4u128;
    let role = || prop::option::of(select(OrganizationRole::ALL));
    let connection = prop_oneof![
        name().prop_map(SsoConnectionField::Name),
        role().prop_map(SsoConnectionField::AutomaticMembership),
    ];
    let domains = vec!["a.example", "B.example", "c.example", "nowhere"];
    prop_oneof![
        4 => setting().prop_map(DoorWish::Setting),
        2 => subsequence(RANGES, 1..4).prop_map(DoorWish::AddRanges),
        1 => subsequence(&RANGES[1..], 1..2).prop_map(DoorWish::RemoveRanges),
        2 => (id(), name(), role())
            .prop_map(|(id, name, role)| DoorWish::CreateConnection(id, name, role)),
        1 => (number(), connection).prop_map(|(which, it)| DoorWish::Connection(which, it)),
        1 => number().prop_map(DoorWish::DeleteConnection),
        2 => select(domains).prop_map(DoorWish::AddDomain),
        2 => number().prop_map(DoorWish::VerifyDomain),
        2 => (number(), prop::option::of(number()))
            .prop_map(|(which, to)| DoorWish::MapDomain(which, to)),
        1 => number().prop_map(DoorWish::RemoveDomain),
        1 => any::<bool>().prop_map(DoorWish::Bypass),
        1 => (number(), name()).prop_map(|(which, name)| DoorWish::RenameCluster(which, name)),
        2 => (number(), prop::collection::vec(number(), 0..3))
            .prop_map(|(which, places)| DoorWish::Restrict(which, places)),
        4 => (number(), number()).prop_map(|(which, place)| DoorWish::Transfer(which, place)),
        3 => (number(), any::<Option<bool>>()).prop_map(|(which, asleep)| DoorWish::Override(which, asleep)),
        4 => (number(), select(vec!["A", "B", "TWO WORDS"]), any::<bool>())
            .prop_map(|(which, key, is_set)| DoorWish::Variable(which, key, is_set)),
        1 => (number(), any::<bool>()).prop_map(|(place, on)| DoorWish::Enforce(place, on)),
    ]
}

fn texts(ranges: &[&'static str]) -> Vec<String> {
    ranges.iter().map(|it| (*it).to_owned()).collect()
}

fn connection(state: &State, which: usize) -> SsoConnectionId {
    let connections = state.organization().map(|it| it.sso_connections.keys());
    let found = pick(which, connections.into_iter().flatten());
    found.copied().unwrap_or(SsoConnectionId::from_bits(77))
}

fn domain(state: &State, which: usize) -> String {
    let domains = state.organization().map(|it| it.managed_domains.keys());
    let found = pick(which, domains.into_iter().flatten());
    found.cloned().unwrap_or_else(|| "unknown.example".into())
}

fn cluster(state: &State, which: usize, value: ClusterField) -> Command {
    let found = pick(which, state.clusters());
    let stored = found.map(|it| it.field(&value));
    Command::UpdateCluster {
        id: found.map_or(ClusterId::from_bits(7), |it| it.id),
        edits: vec![Edit::new(stored.unwrap_or_else(|| value.clone()), value)],
    }
}

impl DoorWish {
    /// The wish about a state.
    pub fn command(&self, state: &State) -> Command {
        match self.clone() {
            Self::Setting(value) => {
                let stored = state.organization().map(|it| it.field(&value));
                Command::UpdateOrganization {
                    edits: vec![Edit::new(stored.unwrap_or_else(|| value.clone()), value)],
                }
            }
            Self::AddRanges(ranges) => Command::AddIpRanges {
                ranges: texts(&ranges),
            },
            Self::RemoveRanges(ranges) => Command::RemoveIpRanges {
                ranges: texts(&ranges),
            },
            Self::CreateConnection(id, name, automatic_membership) => {
                Command::CreateSsoConnection(SsoConnectionDraft {
                    id: SsoConnectionId::from_bits(id),
                    name,
                    automatic_membership,
                })
            }
            Self::Connection(which, value) => {
                let id = connection(state, which);
                let found = state
                    .organization()
                    .and_then(|it| it.sso_connections.get(&id));
                let stored = found.map(|it| it.field(&value));
                Command::UpdateSsoConnection {
                    id,
                    edits: vec![Edit::new(stored.unwrap_or_else(|| value.clone()), value)],
                }
            }
            Self::DeleteConnection(which) => Command::DeleteSsoConnection {
                id: connection(state, which),
            },
            Self::AddDomain(name) => Command::AddDomain {
                name: name.to_owned(),
            },
            Self::VerifyDomain(which) => Command::VerifyDomain {
                name: domain(state, which),
            },
            Self::MapDomain(which, to) => Command::MapDomain {
                name: domain(state, which),
                connection: to.map(|to| connection(state, to)),
            },
            Self::RemoveDomain(which) => Command::RemoveDomain {
                name: domain(state, which),
            },
            Self::Bypass(true) => Command::CreateSsoBypassLink,
            Self::Bypass(false) => Command::DeleteSsoBypassLink,
            Self::RenameCluster(which, name) => cluster(state, which, ClusterField::Name(name)),
            Self::Restrict(which, places) => {
                let ids = places.iter().map(|place| workspace(state, *place));
                cluster(state, which, ClusterField::WorkspaceIds(ids.collect()))
            }
            Self::Transfer(which, place) => Command::TransferDeployment {
                id: deployment(state, which),
                target: workspace(state, place),
            },
            Self::Override(which, asleep) => Command::OverrideHibernation {
                id: deployment(state, which),
                by_hand: asleep.map(|is_hibernating| HibernationOverride {
                    is_hibernating,
                    override_until: None,
                }),
            },
            Self::Variable(which, key, is_set) => {
                let id = deployment(state, which);
                let stored = state.deployment(id).and_then(|it| {
                    let mut variables = it.environment_variables.iter();
                    variables.find(|variable| variable.key == key)
                });
                Command::ChangeEnvironmentVariables {
                    id,
                    changes: vec![VariableChange {
                        key: key.to_owned(),
                        base: stored.map(|variable| variable.value.clone()),
                        value: is_set.then(|| VariableValue::Plain(which.to_string())),
                    }],
                }
            }
            Self::Enforce(place, is_on) => {
                let id = workspace(state, place);
                let value = WorkspaceField::CicdEnforcedDefault(is_on);
                let stored = state.workspace(id).map(|it| it.field(&value));
                Command::UpdateWorkspace {
                    id,
                    edits: vec![Edit::new(stored.unwrap_or_else(|| value.clone()), value)],
                }
            }
        }
    }
}
