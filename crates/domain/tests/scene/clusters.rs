//! Clusters in the states that rules about them look at.

use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::cluster::{
    AddressDraft, ClusterDraft, ClusterFact, ClusterTag, DisasterRecovery, DisasterRecoveryDraft,
};
use planisphere_domain::{Command, Edit};
use planisphere_fixtures::{Fixture, cluster_is_created, peering};

use super::{cluster, scene};

/// The scene of an Organization whose product is hybrid.
pub fn hybrid_scene() -> Fixture {
    let mut fixture = scene();
    fixture.become_hybrid();
    fixture
}

/// A cluster `twice` with a second region.
pub fn recoverable() -> Fixture {
    let mut fixture = scene();
    let command = cluster(&mut fixture, |draft| {
        draft.name = "twice".into();
        draft.disaster_recovery = Some(DisasterRecoveryDraft {
            region: "northeurope".into(),
            ..DisasterRecoveryDraft::default()
        });
    });
    fixture.must(command);
    let id = fixture.cluster("twice");
    fixture.must(cluster_is_created(id));
    fixture
}

/// The second region of `twice`.
pub fn stored_recovery(fixture: &Fixture) -> DisasterRecovery {
    let twice = fixture.state().cluster(fixture.cluster("twice")).unwrap();
    twice.disaster_recovery.clone().unwrap()
}

/// The cluster `open` with a request for peering.
pub fn peered() -> Fixture {
    let mut fixture = scene();
    let draft = peering(fixture.cluster("open"));
    fixture.must(Command::RequestVpcPeering(draft));
    fixture
}

/// Reports facts about a cluster, seen as they are stored.
pub fn report(fixture: &Fixture, name: &str, values: Vec<ClusterFact>) -> Command {
    let id = fixture.cluster(name);
    let stored = fixture.state().cluster(id).unwrap();
    let edit = |value: ClusterFact| Edit::new(stored.fact(&value), value);
    Command::ReportCluster {
        id,
        edits: values.into_iter().map(edit).collect(),
    }
}

/// A tag.
pub fn tag(key: &str, value: &str) -> ClusterTag {
    ClusterTag {
        key: key.into(),
        value: value.into(),
    }
}

/// A wish for a cluster on a provider, with its usual ranges.
pub fn cluster_on(
    fixture: &mut Fixture,
    provider: CloudProvider,
    shape: impl FnOnce(&mut ClusterDraft),
) -> Command {
    cluster(fixture, |draft| {
        draft.cloud_provider = provider;
        draft.ranges = AddressDraft::default_of(provider);
        draft.region = match provider {
            CloudProvider::Aws => "us-east-2",
            CloudProvider::Azure => "westeurope",
            CloudProvider::Gcp => "us-east4",
        }
        .into();
        shape(draft);
    })
}

/// A second region there.
pub fn second(region: &str) -> Option<DisasterRecoveryDraft> {
    Some(DisasterRecoveryDraft {
        region: region.into(),
        ..DisasterRecoveryDraft::default()
    })
}
