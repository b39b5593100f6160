//! Changing clusters, moving Deployments, and CI/CD enforcement.

use planisphere_domain::access::{DagSelector, Holder};
use planisphere_domain::api_token::{OwnRole, TokenScope};
use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::cluster::{
    AddressDraft, ClusterFact, ClusterField, ClusterHealth, ClusterHealthStatus, ClusterMetadata,
    ClusterStatus, DisasterRecoveryDraft, VpcPeeringState,
};
use planisphere_domain::deployment::DeploymentField;
use planisphere_domain::organization::Plan;
use planisphere_domain::policy::{DagRole, DeploymentRole, OrganizationRole, WorkspaceRole};
use planisphere_domain::workspace::{DefaultInfrastructure, WorkspaceDraft, WorkspaceField};
use planisphere_domain::{Command, Edit};
use planisphere_fixtures::{Fixture, hybrid_import, node_pool, peering};

use super::{Accepted, accepted};
use crate::scene::clusters::{hybrid_scene, peered, recoverable, report, stored_recovery, tag};
use crate::scene::logs::{forward, forwarding, to_datadog};
use crate::scene::staffed::staffed;
use crate::scene::{cluster, edit, scene, scene_on, transfer, update_cluster, with_organization};

/// `etl` with people, a Team and tokens of every kind on it, some of them at home in `Empty` too.
fn crowded() -> Fixture {
    let fixture = staffed()
        .with_user("Both", OrganizationRole::Member)
        .with_role("Both", "Empty", WorkspaceRole::Member)
        .with_user("Here", OrganizationRole::Member);
    let (workspace, etl) = (
        fixture.workspace("Data Platform"),
        fixture.deployment("etl"),
    );
    let mut fixture = fixture
        .with_token(
            "wide",
            TokenScope::Organization,
            OwnRole::Organization(OrganizationRole::Member),
        )
        .with_token(
            "near",
            TokenScope::Workspace(workspace),
            OwnRole::Workspace(WorkspaceRole::Member),
        );
    let holders = [
        Holder::User(fixture.user_named("Both")),
        Holder::User(fixture.user_named("Here")),
        Holder::Team(fixture.team("Loaders")),
        Holder::ApiToken(fixture.token("wide")),
        Holder::ApiToken(fixture.token("near")),
    ];
    for holder in holders {
        fixture.must(Command::AssignDeploymentRole {
            holder,
            deployment: etl,
            role: Some(DeploymentRole::ADMIN),
        });
    }
    fixture.must(Command::AssignDagRole {
        holder: holders[1],
        deployment: etl,
        dags: DagSelector::Tag("prod".into()),
        role: Some(DagRole::AUTHOR),
    });
    fixture
}

fn peering_is(fixture: &mut Fixture, state: VpcPeeringState) -> Command {
    let draft = peering(fixture.cluster("open"));
    Command::ReportVpcPeering {
        cluster: draft.cluster,
        id: draft.id,
        state,
    }
}

pub fn cases() -> Vec<Accepted> {
    vec![
        accepted("another name and two Workspaces", scene, |fixture| {
            let both = [
                fixture.workspace("Data Platform"),
                fixture.workspace("Empty"),
            ];
            update_cluster(
                fixture,
                "open",
                vec![
                    ClusterField::Name(" wide ".into()),
                    ClusterField::WorkspaceIds(both.into()),
                ],
            )
        }),
        accepted(
            "open to all again, after a change of plans",
            || scene_on(Plan::Developer),
            |fixture| {
                update_cluster(
                    fixture,
                    "closed",
                    vec![ClusterField::WorkspaceIds([].into())],
                )
            },
        ),
        accepted("the Workspaces of a hybrid cluster", scene, |fixture| {
            let platform = fixture.workspace("Data Platform");
            let field = ClusterField::WorkspaceIds([platform].into());
            update_cluster(fixture, "own", vec![field])
        }),
        accepted("a cluster with everything, on AWS", scene, |fixture| {
            cluster(fixture, |draft| {
                draft.cloud_provider = CloudProvider::Aws;
                draft.region = "us-east-2".into();
                draft.ranges = AddressDraft::default_of(CloudProvider::Aws);
                draft.ranges.secondary_vpc_cidr = Some(" 100.64.0.0/16 ".into());
                draft.k8s_tags = vec![tag(" team ", "data")];
                draft.is_private_network_egress_enabled = true;
                draft.disaster_recovery = Some(DisasterRecoveryDraft {
                    region: "us-west-2".into(),
                    ..DisasterRecoveryDraft::default()
                });
            })
        }),
        accepted(
            "a cluster on Google Cloud with a second region",
            scene,
            |fixture| {
                cluster(fixture, |draft| {
                    draft.cloud_provider = CloudProvider::Gcp;
                    draft.region = "us-east4".into();
                    draft.ranges = AddressDraft::default_of(CloudProvider::Gcp);
                    draft.disaster_recovery = Some(DisasterRecoveryDraft {
                        region: "us-central1".into(),
                        ranges: AddressDraft::default_of(CloudProvider::Gcp),
                        enable_replication_time_control: None,
                    });
                })
            },
        ),
        accepted("a second region on the same continent", scene, |fixture| {
            cluster(fixture, |draft| {
                draft.disaster_recovery = Some(DisasterRecoveryDraft {
                    region: "northeurope".into(),
                    ..DisasterRecoveryDraft::default()
                });
            })
        }),
        accepted("an imported cluster", hybrid_scene, |fixture| {
            hybrid_import(fixture, |_| {})
        }),
        accepted("tags", scene, |fixture| {
            let field = ClusterField::Tags(vec![tag("team", " data ")]);
            update_cluster(fixture, "open", vec![field])
        }),
        accepted("the other region takes over", recoverable, |fixture| {
            let mut recovery = stored_recovery(fixture);
            recovery.is_failed_over = true;
            let field = ClusterField::DisasterRecovery(Some(recovery));
            update_cluster(fixture, "twice", vec![field])
        }),
        accepted("no second region any more", recoverable, |fixture| {
            let field = ClusterField::DisasterRecovery(None);
            update_cluster(fixture, "twice", vec![field])
        }),
        accepted("what was seen of a cluster", scene, |fixture| {
            report(
                fixture,
                "open",
                vec![
                    ClusterFact::Status(ClusterStatus::Updating),
                    ClusterFact::HealthStatus(ClusterHealth {
                        value: ClusterHealthStatus::Healthy,
                        details: Vec::new(),
                    }),
                    ClusterFact::Metadata(ClusterMetadata {
                        external_ips: vec!["198.51.100.7".into()],
                        ..ClusterMetadata::default()
                    }),
                ],
            )
        }),
        accepted("more machines of a hybrid cluster", scene, |fixture| {
            let more = node_pool(fixture, "more", false);
            let own = fixture.state().cluster(fixture.cluster("own")).unwrap();
            let mut pools = own.node_pools.clone();
            pools.push(more);
            report(fixture, "own", vec![ClusterFact::NodePools(pools)])
        }),
        accepted("nothing new of a cluster", scene, |fixture| {
            report(
                fixture,
                "open",
                vec![ClusterFact::Status(ClusterStatus::Created)],
            )
        }),
        accepted(
            "the end of a cluster, after a change of plans",
            || scene_on(Plan::Developer),
            |fixture| Command::DeleteCluster {
                id: fixture.cluster("closed"),
            },
        ),
        accepted("peering", scene, |fixture| {
            let mut draft = peering(fixture.cluster("open"));
            draft.network = " vpc-0a1b2c3d ".into();
            Command::RequestVpcPeering(draft)
        }),
        accepted("peering works", peered, |fixture| {
            peering_is(fixture, VpcPeeringState::Active)
        }),
        accepted("peering is where it was", peered, |fixture| {
            peering_is(fixture, VpcPeeringState::Requested)
        }),
        accepted("no peering any more", peered, |fixture| {
            let draft = peering(fixture.cluster("open"));
            Command::WithdrawVpcPeering {
                cluster: draft.cluster,
                id: draft.id,
            }
        }),
        accepted("a Workspace with defaults of its own", scene, |fixture| {
            let now = fixture.now();
            let id = fixture.ids().workspace(now);
            Command::CreateWorkspace(WorkspaceDraft {
                cicd_enforced_default: true,
                default_cloud_provider: Some(CloudProvider::Aws),
                default_region: Some(" us-east-1 ".into()),
                ..WorkspaceDraft::new(id, "Own")
            })
        }),
        accepted("a Workspace at home on a cluster", scene, |fixture| {
            let field = WorkspaceField::DefaultInfrastructure;
            let open = DefaultInfrastructure::Cluster(fixture.cluster("open"));
            Command::UpdateWorkspace {
                id: fixture.workspace("Empty"),
                edits: vec![Edit::new(field(None), field(Some(open)))],
            }
        }),
        accepted("logs to Datadog", scene, |fixture| {
            let mut wanted = to_datadog(true);
            wanted.endpoint = format!(" {} ", wanted.endpoint);
            forward(fixture, Some(wanted))
        }),
        accepted("logs where they go already", forwarding, |fixture| {
            forward(fixture, Some(to_datadog(true)))
        }),
        accepted(
            "no logs any more, after a change of plans",
            || with_organization(forwarding(), |it| it.plan = Plan::Team),
            |fixture| forward(fixture, Some(to_datadog(false))),
        ),
        accepted("no destination any more", forwarding, |fixture| {
            forward(fixture, None)
        }),
        accepted("a cluster as it is", scene, |fixture| {
            update_cluster(fixture, "open", Vec::new())
        }),
        accepted(
            "to another Workspace, without those who stay",
            crowded,
            |fixture| transfer(fixture, "etl", "Empty"),
        ),
        accepted("to where it is", scene, |fixture| {
            transfer(fixture, "etl", "Data Platform")
        }),
        accepted("CI/CD enforcement by default", scene, |fixture| {
            let field = WorkspaceField::CicdEnforcedDefault;
            Command::UpdateWorkspace {
                id: fixture.workspace("Empty"),
                edits: vec![Edit::new(field(false), field(true))],
            }
        }),
        accepted(
            "no CI/CD enforcement, and the switch that it closes",
            || scene_on(Plan::Team),
            |fixture| {
                edit(
                    fixture,
                    "locked",
                    [
                        DeploymentField::IsCicdEnforced(false),
                        DeploymentField::IsDagDeployEnabled(false),
                    ],
                )
            },
        ),
    ]
}
