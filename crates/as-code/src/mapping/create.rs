//! A file that creates a Deployment.

use planisphere_domain::cluster::{Cluster, NodePool};
use planisphere_domain::deployment::{DeploymentDraft, DeploymentType, InfrastructureChoice};
use planisphere_domain::{Command, DeploymentId, QueueId, WorkspaceId};

use super::configuration::{
    amount, contradicts, environment_variables, hibernation, remote_execution, texts, worker_queues,
};
use super::{Mapped, NewIds, Surroundings, lookup};
use crate::file::{Configuration, DeploymentFile};
use crate::located::Given;
use crate::problem::{Code, Problem};

pub(super) fn draft(
    file: &DeploymentFile,
    around: Surroundings<'_>,
    workspace: WorkspaceId,
    ids: NewIds<'_>,
    mapped: &mut Mapped,
) -> Option<Command> {
    let configuration = &file.configuration;
    let cluster = match lookup::cluster(file, around.state) {
        Ok(cluster) => cluster,
        Err(problem) => {
            mapped.problems.push(problem);
            return None;
        }
    };
    let infrastructure = match cluster {
        Some(cluster) => {
            let remedy = "The cluster decides; correct the file or leave the key out.";
            let provider = cluster.cloud_provider.api();
            let path = "deployment.configuration.cloud_provider";
            mapped.problems.extend(contradicts(
                path,
                &configuration.cloud_provider,
                provider,
                remedy,
            ));
            let path = "deployment.configuration.region";
            mapped.problems.extend(contradicts(
                path,
                &configuration.region,
                &cluster.region,
                remedy,
            ));
            Some(InfrastructureChoice::Cluster(cluster.id))
        }
        // Empty means the Workspace's default (UPD-5).
        None => configuration
            .cloud_provider_meant()
            .filter(|_| !configuration.region.text().is_empty())
            .map(|cloud_provider| InfrastructureChoice::Standard {
                cloud_provider,
                region: configuration.region.text().to_owned(),
            }),
    };
    let is_hybrid = configuration.deployment_type_meant() == DeploymentType::Hybrid;
    let only_hybrid = |number: &Given<i64>| {
        number
            .value()
            .filter(|_| is_hybrid)
            .and_then(|n| u32::try_from(*n).ok())
    };
    let id = DeploymentId::from_bits(ids());
    let plain = DeploymentDraft::new(id, QueueId::from_bits(ids()), workspace, &mapped.name);
    let queues = file
        .worker_queues
        .is_value()
        .then(|| worker_queues(file, cluster, around.catalogue, &[], ids, mapped));
    let node_pool = cluster
        .filter(|_| is_hybrid)
        .and_then(|cluster| default_pool(configuration, cluster, mapped));
    let draft = DeploymentDraft {
        description: configuration.description.text().to_owned(),
        infrastructure,
        runtime: configuration
            .runtime_meant()
            .map(|runtime| runtime.text().to_owned()),
        executor: configuration.executor_meant(),
        scheduler_size: configuration.scheduler_size_meant().filter(|_| !is_hybrid),
        scheduler_au: only_hybrid(&configuration.scheduler_au),
        scheduler_replicas: only_hybrid(&configuration.scheduler_count),
        is_high_availability: configuration.is_high_availability.is_on(),
        is_development_mode: configuration.is_development_mode.is_on(),
        // Missing means off (deployment-file 2.1).
        is_cicd_enforced: Some(configuration.ci_cd_enforcement.is_on()),
        is_dag_deploy_enabled: configuration.dag_deploy_enabled.value().copied(),
        default_task_pod_cpu: amount(&configuration.default_task_pod_cpu),
        default_task_pod_memory: amount(&configuration.default_task_pod_memory),
        resource_quota_cpu: amount(&configuration.resource_quota_cpu),
        resource_quota_memory: amount(&configuration.resource_quota_memory),
        // An empty list asks for no queues where there are none, and for the default one elsewhere.
        worker_queues: queues.filter(|queues| !queues.is_empty()),
        task_pod_node_pool_id: node_pool.map(|pool| pool.id),
        environment_variables: environment_variables(file, around, &[], ids, mapped),
        contact_emails: texts(file.alert_emails.items()),
        hibernation: hibernation(file).filter(|_| configuration.is_development_mode.is_on()),
        remote_execution: remote_execution(file),
        workload_identity: configuration.workload_identity.text().to_owned(),
        ..plain
    };
    Some(Command::CreateDeployment(Box::new(draft)))
}

/// The node pool of task Pods: the one whose machines the file names, else the cluster's first.
fn default_pool<'c>(
    configuration: &Configuration,
    cluster: &'c Cluster,
    mapped: &mut Mapped,
) -> Option<&'c NodePool> {
    let given = &configuration.default_worker_type;
    let machine = given.text();
    if machine.is_empty() {
        return cluster.node_pools.first();
    }
    let pool = lookup::node_pool(cluster, machine);
    if pool.is_none() {
        let path = "deployment.configuration.default_worker_type";
        let message = format!(
            "worker_type: {machine} does not exist in cluster: {}",
            cluster.name
        );
        let remedy = "Name the machine type of one of the cluster's node pools.";
        mapped
            .problems
            .push(Problem::error(Code::UnknownMachine, path, message, remedy).at(given.at()));
    }
    pool
}
