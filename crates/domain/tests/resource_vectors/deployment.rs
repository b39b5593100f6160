//! `deployment.create`, `deployment.update` and `deployment.list`, and how a client reads a Deployment.

use planisphere_domain::deployment::{
    Deployment, DeploymentRequest, HibernationSpec, Infrastructure, NewIds, RemoteExecution,
    VariableValue, WorkerQueue,
};
use planisphere_domain::listing::page;
use planisphere_domain::{Command, DeploymentId, QueueId, Rejection, ResourceRef, SecretId};
use serde_json::{Map, Value, json};

use super::input::Input;
use super::listing::{is_named, list_request, shown_page};
use super::world::{World, deployment_id};
use super::{Answer, Stop};

/// Tries an operation on Deployments.
pub fn run(world: &mut World, action: &str, input: &mut Input) -> Answer {
    match action {
        "create" => create(world, &input.request()?),
        "update" => {
            let request = input.part("body")?;
            let id = deployment_id(&input.text("deploymentId")?)?;
            update(world, id, &request)
        }
        "list" => list(world, input),
        other => Err(Stop::unknown(format!("operation `deployment.{other}`"))),
    }
}

fn list(world: &World, input: &mut Input) -> Answer {
    let workspaces: Option<Vec<String>> = input.optional("workspaceIds")?;
    let ids: Option<Vec<String>> = input.optional("deploymentIds")?;
    let names: Option<Vec<String>> = input.optional("names")?;
    let mut items: Vec<&Deployment> = world.state().deployments().collect();
    items.retain(|it| world.sees(&ResourceRef::Deployment(it.id)));
    items.retain(|it| is_named(workspaces.as_deref(), &it.workspace_id.to_string()));
    items.retain(|it| is_named(ids.as_deref(), &it.id.to_string()));
    items.retain(|it| is_named(names.as_deref(), &it.name));
    let fields = ["createdAt", "name", "updatedAt"];
    let compare = |field: &str, a: &&Deployment, b: &&Deployment| match field {
        "name" => a.name.cmp(&b.name),
        "createdAt" => a.created_at.cmp(&b.created_at),
        _ => a.updated_at.cmp(&b.updated_at),
    };
    let page = page(&list_request(input)?, items, compare, &fields)?;
    Ok(shown_page(&page, |it| it.id.to_string()))
}

fn create(world: &mut World, request: &DeploymentRequest) -> Answer {
    let id = DeploymentId::from_bits(world.bits());
    let now = world.stored.env.now;
    let draft = with_ids(world, |ids| request.draft(id, now, ids))?;
    world.decide(&[Command::CreateDeployment(Box::new(draft))])?;
    read(world, id)
}

fn update(world: &mut World, id: DeploymentId, request: &DeploymentRequest) -> Answer {
    let (state, now) = (world.state().clone(), world.stored.env.now);
    let commands = with_ids(world, |ids| request.commands(&state, id, now, ids))?;
    world.decide(&commands)?;
    read(world, id)
}

/// Gives ids to what a request brings along.
fn with_ids<T>(
    world: &mut World,
    read: impl FnOnce(NewIds<'_>) -> Result<T, Rejection>,
) -> Result<T, Stop> {
    let mut sealed = Vec::new();
    let start = world.bits();
    let mut count = 0;
    let result = read(NewIds {
        queue: &mut || {
            count += 1;
            QueueId::from_bits(start.wrapping_mul(31).wrapping_add(count))
        },
        secret: &mut |text| {
            let id = SecretId::from_bits(start.wrapping_mul(37).wrapping_add(sealed.len() as u128));
            sealed.push((id, text.to_owned()));
            id
        },
    })?;
    world.stored.secrets.extend(sealed);
    Ok(result)
}

/// A Deployment as a client reads it.
pub fn read(world: &World, id: DeploymentId) -> Answer {
    let deployment = world
        .state()
        .deployment(id)
        .ok_or_else(|| Stop::refused("Deployment not found"))?;
    Ok(shown(world, deployment))
}

fn shown(world: &World, deployment: &Deployment) -> Value {
    let (provider, region) = place(world, &deployment.infrastructure);
    let queues: Vec<Value> = deployment
        .worker_queues
        .iter()
        .map(|it| queue(world, it))
        .collect();
    let texts = |of: fn(&WorkerQueue) -> String| -> Vec<String> {
        deployment.worker_queues.iter().map(of).collect()
    };
    let keys: Vec<&str> = deployment
        .environment_variables
        .iter()
        .map(|variable| variable.key.as_str())
        .collect();
    let amount = |amount: &Option<planisphere_domain::quantity::Quantity>| {
        amount.as_ref().map(|amount| amount.text().to_owned())
    };
    json!({
        "id": deployment.id,
        "workspaceId": deployment.workspace_id,
        "name": deployment.name,
        "description": deployment.description,
        "type": deployment.infrastructure.deployment_type().api(),
        "cloudProvider": provider,
        "region": region,
        "clusterId": deployment.infrastructure.cluster_id(),
        "executor": deployment.executor.api(),
        "astroRuntimeVersion": deployment.runtime.text(),
        "runtimeVersion": deployment.runtime.text(),
        "airflowVersion": deployment.airflow_version,
        "schedulerSize": deployment.scheduler_size.map(|size| size.api()),
        "schedulerAu": deployment.scheduler_au,
        "schedulerReplicas": deployment.scheduler_replicas,
        "isHighAvailability": deployment.is_high_availability,
        "isDevelopmentMode": deployment.is_development_mode,
        "isCicdEnforced": deployment.is_cicd_enforced,
        "isDagDeployEnabled": deployment.is_dag_deploy_enabled,
        "defaultTaskPodCpu": amount(&deployment.default_task_pod_cpu),
        "defaultTaskPodMemory": amount(&deployment.default_task_pod_memory),
        "resourceQuotaCpu": amount(&deployment.resource_quota_cpu),
        "resourceQuotaMemory": amount(&deployment.resource_quota_memory),
        // EXE-6
        "workerQueues": (!queues.is_empty()).then_some(queues),
        "queueNames": texts(|queue| queue.name.clone()),
        "queueIds": texts(|queue| queue.id.to_string()),
        "taskPodNodePoolId": deployment.task_pod_node_pool_id,
        "environmentVariables": variables(world, deployment, false),
        "stored": stored(world, deployment),
        "keys": keys,
        "contactEmails": deployment.contact_emails,
        "warnings": warnings(world, deployment),
        // HIB-8
        "scalingSpec": deployment.hibernation.as_ref().map(|spec| json!({"hibernationSpec": hibernation(spec)})),
        "remoteExecution": deployment.remote_execution.as_ref().map(remote),
        "workloadIdentity": deployment.workload_identity,
        "effectiveWorkloadIdentity": deployment.workload_identity,
        "drWorkloadIdentity": deployment.dr_workload_identity,
        "namespace": deployment.namespace,
        "status": deployment.observed.status,
    })
}

fn warnings(world: &World, deployment: &Deployment) -> Vec<String> {
    let env = &world.stored.env;
    let notices = deployment.notices(&env.catalogue, env.now).into_iter();
    notices.map(|notice| notice.message).collect()
}

fn place(world: &World, infrastructure: &Infrastructure) -> (Option<&'static str>, Option<String>) {
    match infrastructure {
        Infrastructure::Standard {
            cloud_provider,
            region,
        } => (Some(cloud_provider.api()), Some(region.clone())),
        Infrastructure::Dedicated(id) | Infrastructure::Hybrid(id) => {
            let cluster = world.state().cluster(*id);
            (
                cluster.map(|cluster| cluster.cloud_provider.api()),
                cluster.map(|cluster| cluster.region.clone()),
            )
        }
    }
}

fn queue(world: &World, queue: &WorkerQueue) -> Value {
    let machine = queue.astro_machine.as_deref();
    let machine = machine.and_then(|name| world.stored.env.catalogue.machine(name));
    json!({
        "id": queue.id,
        "name": queue.name,
        "isDefault": queue.is_default(),
        "minWorkerCount": queue.min_worker_count,
        "maxWorkerCount": queue.max_worker_count,
        "workerConcurrency": queue.worker_concurrency,
        "astroMachine": queue.astro_machine,
        "nodePoolId": queue.node_pool_id,
        "podEphemeralStorage": queue.pod_ephemeral_storage,
        "podCpu": machine.map(|machine| machine.cpu.to_string()),
        "podMemory": machine.map(|machine| format!("{}Gi", machine.memory_gib)),
    })
}

/// ENV-5: a secret's value is not given back.
fn variables(world: &World, deployment: &Deployment, with_secrets: bool) -> Vec<Value> {
    let variables = deployment.environment_variables.iter();
    variables
        .map(|variable| {
            let value = match &variable.value {
                VariableValue::Plain(text) => Some(text.clone()),
                VariableValue::Secret(id) if with_secrets => {
                    id.and_then(|id| world.stored.secrets.get(&id).cloned())
                }
                VariableValue::Secret(_) => None,
            };
            json!({"key": variable.key, "value": value, "isSecret": variable.value.is_secret()})
        })
        .collect()
}

/// Variables as kept inside, secrets included.
fn stored(world: &World, deployment: &Deployment) -> Map<String, Value> {
    let variables = variables(world, deployment, true).into_iter();
    variables
        .map(|variable| {
            let key = variable["key"].as_str().unwrap_or_default().to_owned();
            (key, variable["value"].clone())
        })
        .collect()
}

fn hibernation(spec: &HibernationSpec) -> Value {
    serde_json::to_value(spec).expect("a spec can be written")
}

/// REM-3: the ranges are always a list.
fn remote(remote: &RemoteExecution) -> Value {
    json!({
        "enabled": true,
        "allowedIpAddressRanges": remote.allowed_ip_address_ranges,
        "taskLogBucket": remote.task_log_bucket,
        "taskLogUrlPattern": remote.task_log_url_pattern,
    })
}
