//! Deployments: identity, place and Runtime, which creation settles.

use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::deployment::{DeploymentDraft, DeploymentField, InfrastructureChoice};
use planisphere_domain::organization::Plan;
use planisphere_domain::{ClusterId, Command, DeploymentId, WorkspaceId};
use planisphere_fixtures::Fixture;

use super::Refused;
use crate::scene::{create, create_in, edit, scene, scene_on};

fn on(cluster: ClusterId) -> impl FnOnce(&mut DeploymentDraft) {
    move |draft| draft.infrastructure = Some(InfrastructureChoice::Cluster(cluster))
}

fn running(fixture: &mut Fixture, runtime: &str) -> Command {
    create(fixture, |draft| draft.runtime = Some(runtime.into()))
}

pub fn cases() -> Vec<Refused> {
    vec![
        Refused {
            rules: "DEP-1",
            about: "a blank name",
            scene,
            make: |fixture| create(fixture, |draft| draft.name = " \u{a0} ".into()),
            code: "empty",
            says: "Deployment's name",
        },
        Refused {
            rules: "DEP-1",
            about: "501 characters",
            scene,
            make: |fixture| create(fixture, |draft| draft.name = "ß".repeat(501)),
            code: "too-long",
            says: "501 characters, the limit is 500",
        },
        Refused {
            rules: "DEP-1",
            about: "renamed to nothing",
            scene,
            make: |fixture| edit(fixture, "etl", [DeploymentField::Name(" ".into())]),
            code: "empty",
            says: "Deployment's name",
        },
        Refused {
            rules: "DEP-2",
            about: "1,001 characters",
            scene,
            make: |fixture| create(fixture, |draft| draft.description = "x".repeat(1_001)),
            code: "too-long",
            says: "description has 1001 characters, the limit is 1000",
        },
        Refused {
            rules: "DEP-3",
            about: "a name that is there",
            scene,
            make: |fixture| create(fixture, |draft| draft.name = " etl ".into()),
            code: "taken",
            says: "Deployment called `etl`",
        },
        Refused {
            rules: "DEP-3",
            about: "renamed to a name that is there",
            scene,
            make: |fixture| edit(fixture, "twin", [DeploymentField::Name("etl\n".into())]),
            code: "taken",
            says: "Deployment called `etl`",
        },
        Refused {
            rules: "",
            about: "an id that is there",
            scene,
            make: |fixture| {
                let id = fixture.deployment("etl");
                create(fixture, |draft| draft.id = id)
            },
            code: "taken",
            says: "Deployment",
        },
        Refused {
            rules: "DEP-4",
            about: "an unknown Workspace",
            scene,
            make: |fixture| {
                create(fixture, |draft| {
                    draft.workspace_id = WorkspaceId::from_bits(1)
                })
            },
            code: "not-found",
            says: "Workspace",
        },
        Refused {
            rules: "",
            about: "an edit of an unknown Deployment",
            scene,
            make: |_| Command::UpdateDeployment {
                id: DeploymentId::from_bits(1),
                edits: Vec::new(),
            },
            code: "not-found",
            says: "Deployment",
        },
        Refused {
            rules: "",
            about: "deleting an unknown Deployment",
            scene,
            make: |_| Command::DeleteDeployment {
                id: DeploymentId::from_bits(1),
            },
            code: "not-found",
            says: "Deployment",
        },
        Refused {
            rules: "DEP-12",
            about: "no place, and more than one cluster to choose from",
            scene,
            make: |fixture| create(fixture, |draft| draft.infrastructure = None),
            code: "no-infrastructure",
            says: "region",
        },
        Refused {
            rules: "DEP-13",
            about: "a region that only dedicated clusters have",
            scene,
            make: |fixture| {
                create(fixture, |draft| {
                    draft.infrastructure = Some(InfrastructureChoice::Standard {
                        cloud_provider: CloudProvider::Aws,
                        region: "eu-west-2".into(),
                    });
                })
            },
            code: "unknown-region",
            says: "region is `eu-west-2`",
        },
        Refused {
            rules: "DEP-15",
            about: "an unknown cluster",
            scene,
            make: |fixture| create(fixture, on(ClusterId::from_bits(1))),
            code: "unknown-cluster",
            says: "cluster",
        },
        Refused {
            rules: "DEP-15 CL-14",
            about: "a cluster for other Workspaces, Owner or not (rule 96)",
            scene,
            make: |fixture| {
                let closed = fixture.cluster("closed");
                create(fixture, on(closed))
            },
            code: "workspace-not-authorized",
            says: "cluster `closed` does not authorize this Workspace",
        },
        Refused {
            rules: "CIC-3",
            about: "enforcement below Business",
            scene: || scene_on(Plan::Team),
            make: |fixture| create(fixture, |draft| draft.is_cicd_enforced = Some(true)),
            code: "tier",
            says: "Business",
        },
        Refused {
            rules: "RTV-1",
            about: "an unknown Runtime",
            scene,
            make: |fixture| running(fixture, "99.0.0"),
            code: "unknown-runtime",
            says: "Runtime `99.0.0`",
        },
        Refused {
            rules: "RTV-1",
            about: "a withdrawn Runtime, though old ones are allowed",
            scene,
            make: |fixture| running(fixture, "11.0.0"),
            code: "withdrawn-runtime",
            says: "Runtime `11.0.0` was withdrawn",
        },
        Refused {
            rules: "RTV-1",
            about: "a Runtime past maintenance",
            scene: Fixture::founded,
            make: |fixture| running(fixture, "11.8.0"),
            code: "unmaintained-runtime",
            says: "Runtime `11.8.0` has been out of maintenance since 2025-10-31",
        },
        Refused {
            rules: "EML-1",
            about: "no address",
            scene,
            make: |fixture| {
                create_in(fixture, "Empty", |draft| {
                    draft.contact_emails = vec!["on@call.example".into(), "call me".into()];
                })
            },
            code: "email",
            says: "`call me`",
        },
    ]
}
