//! Clusters, and what a suspended Organization may not change.

use planisphere_domain::cluster::{ClusterStatus, ClusterType};
use planisphere_domain::deployment::{DeploymentField, InfrastructureChoice};
use planisphere_domain::organization::Plan;
use planisphere_domain::{Command, Event, WorkspaceId};

use super::Refused;
use crate::scene::{cluster, create, edit, scene, scene_on, suspended};

pub fn cases() -> Vec<Refused> {
    vec![
        Refused {
            rules: "CL-11",
            about: "a cluster without a name",
            scene,
            make: |fixture| cluster(fixture, |draft| draft.name = " ".into()),
            code: "empty",
            says: "cluster's name",
        },
        Refused {
            rules: "CL-11",
            about: "a cluster's name that is there",
            scene,
            make: |fixture| cluster(fixture, |draft| draft.name = " open".into()),
            code: "taken",
            says: "cluster called `open`",
        },
        Refused {
            rules: "",
            about: "a cluster's id that is there",
            scene,
            make: |fixture| {
                let id = fixture.cluster("open");
                cluster(fixture, |draft| draft.id = id)
            },
            code: "taken",
            says: "cluster",
        },
        Refused {
            rules: "CL-2",
            about: "a region of another provider",
            scene,
            make: |fixture| cluster(fixture, |draft| draft.region = "eu-central-1".into()),
            code: "unknown-region",
            says: "`eu-central-1`",
        },
        Refused {
            rules: "CL-12",
            about: "an unknown Workspace",
            scene,
            make: |fixture| {
                cluster(fixture, |draft| {
                    draft.workspace_ids.insert(WorkspaceId::from_bits(1));
                })
            },
            code: "unknown-workspace",
            says: "Workspace",
        },
        Refused {
            rules: "CL-16",
            about: "a restricted cluster below Business",
            scene: || scene_on(Plan::Team),
            make: |fixture| {
                let empty = fixture.workspace("Empty");
                cluster(fixture, |draft| {
                    draft.workspace_ids.insert(empty);
                })
            },
            code: "tier",
            says: "Business",
        },
        Refused {
            rules: "CL-31",
            about: "a dedicated cluster below Team",
            scene: || scene_on(Plan::Developer),
            make: |fixture| cluster(fixture, |_| {}),
            code: "tier",
            says: "Team",
        },
        Refused {
            rules: "ORG-7",
            about: "a cluster while suspended",
            scene: suspended,
            make: |fixture| cluster(fixture, |_| {}),
            code: "organization-not-active",
            says: "ACTIVE",
        },
        Refused {
            rules: "ORG-7",
            about: "a Deployment while suspended",
            scene: suspended,
            make: |fixture| create(fixture, |_| {}),
            code: "organization-not-active",
            says: "ACTIVE",
        },
        Refused {
            rules: "ORG-7",
            about: "an edit while suspended",
            scene: suspended,
            make: |fixture| {
                let renamed = DeploymentField::Name("x".into());
                edit(fixture, "etl", [renamed])
            },
            code: "organization-not-active",
            says: "ACTIVE",
        },
        Refused {
            rules: "ORG-7",
            about: "a deletion while suspended",
            scene: suspended,
            make: |fixture| Command::DeleteDeployment {
                id: fixture.deployment("etl"),
            },
            code: "organization-not-active",
            says: "ACTIVE",
        },
        Refused {
            rules: "DEP-15",
            about: "a cluster that is still being created",
            scene: || {
                let fixture = scene();
                let mut cluster = fixture
                    .state()
                    .cluster(fixture.cluster("open"))
                    .unwrap()
                    .clone();
                assert_eq!(cluster.cluster_type, ClusterType::Dedicated);
                cluster.status = ClusterStatus::Creating;
                fixture.with_event(Event::ClusterCreated(Box::new(cluster)))
            },
            make: |fixture| {
                let open = fixture.cluster("open");
                create(fixture, |draft| {
                    draft.infrastructure = Some(InfrastructureChoice::Cluster(open));
                })
            },
            code: "cluster-not-ready",
            says: "cluster `open`",
        },
    ]
}
