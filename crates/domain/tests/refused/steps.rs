//! Deployments: steps that are refused although the configuration they lead to would be fine.

use planisphere_domain::deployment::{
    DeploymentField, Executor, HibernationSpec, InfrastructureChoice, RemoteExecution,
};
use planisphere_domain::organization::Plan;

use super::Refused;
use crate::scene::{amount, asleep_until, edit, edit_queue, plain, queue, scene, scene_on};

pub fn cases() -> Vec<Refused> {
    vec![
        Refused {
            rules: "HIB-1",
            about: "development mode later on",
            scene,
            make: |fixture| edit(fixture, "etl", [DeploymentField::IsDevelopmentMode(true)]),
            code: "creation-only",
            says: "isDevelopmentMode",
        },
        Refused {
            rules: "HIB-9",
            about: "an override until now",
            scene,
            make: |fixture| {
                let now = fixture.now().to_string();
                let spec: HibernationSpec = asleep_until(&now);
                edit(fixture, "dev", [DeploymentField::Hibernation(Some(spec))])
            },
            code: "past",
            says: "overrideUntil",
        },
        Refused {
            rules: "CIC-2",
            about: "the DAG-deploy switch under enforcement (rule 102)",
            scene,
            make: |fixture| {
                edit(
                    fixture,
                    "locked",
                    [DeploymentField::IsDagDeployEnabled(false)],
                )
            },
            code: "cicd-enforced",
            says: "isDagDeployEnabled",
        },
        Refused {
            rules: "CIC-3",
            about: "turning enforcement on below Business",
            scene: || scene_on(Plan::Team),
            make: |fixture| edit(fixture, "etl", [DeploymentField::IsCicdEnforced(true)]),
            code: "tier",
            says: "isCicdEnforced needs the Business plan",
        },
        Refused {
            rules: "REM-2",
            about: "remote execution later on",
            scene: || {
                let fixture = scene();
                let open = fixture.cluster("open");
                fixture.with_deployment_as("Data Platform", "agents", |draft| {
                    draft.infrastructure = Some(InfrastructureChoice::Cluster(open));
                    draft.executor = Some(Executor::Astro);
                })
            },
            make: |fixture| {
                let remote = Some(RemoteExecution::default());
                edit(
                    fixture,
                    "agents",
                    [
                        DeploymentField::RemoteExecution(remote),
                        DeploymentField::WorkerQueues(Vec::new()),
                    ],
                )
            },
            code: "creation-only",
            says: "remoteExecution",
        },
        Refused {
            rules: "REM-2",
            about: "remote execution given up",
            scene,
            make: |fixture| {
                let queue = queue(fixture, "default");
                let sizes = [
                    DeploymentField::DefaultTaskPodCpu(amount("0.25")),
                    DeploymentField::DefaultTaskPodMemory(amount("0.5Gi")),
                    DeploymentField::ResourceQuotaCpu(amount("10")),
                    DeploymentField::ResourceQuotaMemory(amount("20Gi")),
                ];
                let local = [
                    DeploymentField::RemoteExecution(None),
                    DeploymentField::WorkerQueues(vec![queue]),
                ];
                edit(fixture, "remote", local.into_iter().chain(sizes))
            },
            code: "creation-only",
            says: "remoteExecution",
        },
        Refused {
            rules: "WQ-13",
            about: "a queue renamed",
            scene: || {
                let mut fixture = scene();
                let queues = vec![queue(&mut fixture, "default"), queue(&mut fixture, "slow")];
                fixture.with_deployment_as("Data Platform", "queues", |draft| {
                    draft.worker_queues = Some(queues);
                })
            },
            make: |fixture| {
                let stored = fixture
                    .state()
                    .deployment(fixture.deployment("queues"))
                    .unwrap();
                let mut queues = stored.worker_queues.clone();
                queues[1].name = "fast".into();
                edit(fixture, "queues", [DeploymentField::WorkerQueues(queues)])
            },
            code: "fixed",
            says: "queue `slow` cannot be renamed to `fast`",
        },
        Refused {
            rules: "WQ-5",
            about: "the default queue deleted",
            scene,
            make: |fixture| {
                let other = queue(fixture, "other");
                edit_queue(fixture, "etl", |queue| *queue = other)
            },
            code: "no-default-queue",
            says: "default",
        },
        Refused {
            rules: "ENV-7",
            about: "a secret made plain",
            scene,
            make: |fixture| {
                let variables = vec![plain("LEVEL", "INFO"), plain("PASSWORD", "shown")];
                edit(
                    fixture,
                    "secretive",
                    [DeploymentField::EnvironmentVariables(variables)],
                )
            },
            code: "secret-stays",
            says: "variable `PASSWORD`",
        },
    ]
}
