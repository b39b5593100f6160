//! Random wishes about what clusters go through, peering, defaults of Workspaces, logs and the rate card.

use planisphere_domain::cluster::{ClusterFact, ClusterStatus, VpcPeeringDraft, VpcPeeringState};
use planisphere_domain::cost::{Money, RateCard};
use planisphere_domain::deployment::{LogDestination, LogForwarding};
use planisphere_domain::workspace::{DefaultInfrastructure, WorkspaceField};
use planisphere_domain::{ClusterId, Command, Edit, State, VpcPeeringId};
use proptest::prelude::*;
use proptest::sample::select;

use super::{NUMBERS, deployment, pick, workspace};

/// A wish about a place; numbers stand for the things of a state.
#[derive(Clone, Debug)]
pub enum PlaceWish {
    /// What a cluster goes through.
    Report(usize, ClusterStatus),
    /// The end of a cluster.
    DeleteCluster(usize),
    /// Peering with a network.
    Peer(usize, u128, &'static str),
    /// The end of a request.
    Withdraw(usize, u128),
    /// How far a request is.
    Peering(usize, u128, VpcPeeringState),
    /// Where a Workspace's Deployments run by default.
    Home(usize, Option<usize>),
    /// Where logs go, if anywhere, and whether now.
    Forward(usize, Option<bool>),
    /// A rate card, or the example.
    Card(u32, Option<i64>),
}

/// Any wish of these.
pub fn place_wish() -> impl Strategy<Value = PlaceWish> {
    let number = || 0..NUMBERS;
    let id = || 0..3u128;
    let ranges = vec!["10.20.0.0/16", "172.20.0.0/24", "8.8.0.0/16", "home"];
    prop_oneof![
        6 => number().prop_map(|which| PlaceWish::Report(which, ClusterStatus::Created)),
        1 => (number(), select(ClusterStatus::ALL))
            .prop_map(|(which, status)| PlaceWish::Report(which, status)),
        1 => number().prop_map(PlaceWish::DeleteCluster),
        2 => (number(), id(), select(ranges))
            .prop_map(|(which, id, range)| PlaceWish::Peer(which, id, range)),
        1 => (number(), id()).prop_map(|(which, id)| PlaceWish::Withdraw(which, id)),
        1 => (number(), id(), select(VpcPeeringState::ALL))
            .prop_map(|(which, id, state)| PlaceWish::Peering(which, id, state)),
        3 => (number(), prop::option::of(number()))
            .prop_map(|(place, which)| PlaceWish::Home(place, which)),
        2 => (number(), prop::option::of(any::<bool>()))
            .prop_map(|(which, on)| PlaceWish::Forward(which, on)),
        1 => (0..3u32, prop::option::of(-1..5i64))
            .prop_map(|(version, hour)| PlaceWish::Card(version, hour)),
    ]
}

fn cluster(state: &State, which: usize) -> ClusterId {
    let found = pick(which, state.clusters());
    found.map_or(ClusterId::from_bits(7), |it| it.id)
}

impl PlaceWish {
    /// The wish about a state.
    pub fn command(&self, state: &State) -> Command {
        match *self {
            Self::Report(which, status) => {
                let id = cluster(state, which);
                let stored = state.cluster(id).map_or(status, |it| it.status);
                Command::ReportCluster {
                    id,
                    edits: vec![Edit::new(
                        ClusterFact::Status(stored),
                        ClusterFact::Status(status),
                    )],
                }
            }
            Self::DeleteCluster(which) => Command::DeleteCluster {
                id: cluster(state, which),
            },
            Self::Peer(which, id, range) => Command::RequestVpcPeering(VpcPeeringDraft {
                id: VpcPeeringId::from_bits(id),
                cluster: cluster(state, which),
                account: "123456789012".into(),
                network: format!("vpc-{id}"),
                region: "us-east-1".into(),
                range: range.into(),
            }),
            Self::Withdraw(which, id) => Command::WithdrawVpcPeering {
                cluster: cluster(state, which),
                id: VpcPeeringId::from_bits(id),
            },
            Self::Peering(which, id, reached) => Command::ReportVpcPeering {
                cluster: cluster(state, which),
                id: VpcPeeringId::from_bits(id),
                state: reached,
            },
            Self::Home(place, which) => {
                let id = workspace(state, place);
                let there = which.map(|which| cluster(state, which));
                let value = WorkspaceField::DefaultInfrastructure(
                    there.map(DefaultInfrastructure::Cluster),
                );
                let stored = state.workspace(id).map(|it| it.field(&value));
                Command::UpdateWorkspace {
                    id,
                    edits: vec![Edit::new(stored.unwrap_or_else(|| value.clone()), value)],
                }
            }
            Self::Forward(which, on) => {
                let id = deployment(state, which);
                Command::SetLogForwarding {
                    id,
                    base: state
                        .deployment(id)
                        .and_then(|it| it.log_forwarding.clone()),
                    value: on.map(|is_enabled| LogForwarding {
                        destination: LogDestination::CloudWatch,
                        endpoint: format!(" group-{which}"),
                        credential_variable: String::new(),
                        is_enabled,
                    }),
                }
            }
            Self::Card(base_version, hour) => Command::SetRateCard {
                base_version,
                card: hour.map(|hour| {
                    Box::new(RateCard {
                        cluster_hour: Money::from_millionths(hour),
                        ..RateCard::example()
                    })
                }),
            },
        }
    }
}
