//! From bytes to a [`DeploymentFile`] with everything that is wrong with it.
//!
//! It knows types and keys. Whether the values make sense together is [`crate::check`]'s question.

use planisphere_domain::Catalogue;
use planisphere_domain::catalogue::Machine;
use serde::{Deserialize, Serialize};

use crate::encoding::{decode, saturate};
use crate::fields::{Fields, text};
use crate::file::{
    Configuration, DeploymentFile, EnvironmentVariable, Format, HibernationOverride,
    HibernationSchedule, Metadata, RemoteExecution, WorkerQueue,
};
use crate::keys::Section;
use crate::located::{Given, Located};
use crate::problem::{Code, Findings, Ignored, Problem};
use crate::secret::SecretText;
use crate::tree::Node;
use crate::{check, json, yaml};

/// What came out of reading a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The file's name.
    pub name: String,
    /// Its size in bytes.
    pub size: u32,
    /// The file; none when it has errors, so that nothing is applied by halves.
    pub file: Option<DeploymentFile>,
    /// Everything that is wrong with it, by line.
    pub problems: Vec<Problem>,
    /// Keys of the format that were read and have no effect on input.
    pub ignored: Vec<Ignored>,
}

impl Reading {
    /// Whether anything keeps the file from being applied.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }
}

/// Reads a Deployment file, YAML or JSON, whatever its name says, for the catalogue that ships with the product.
#[must_use]
pub fn read(name: &str, bytes: &[u8]) -> Reading {
    read_for(name, bytes, Catalogue::built_in().machines())
}

/// The same where these worker machines are on offer.
#[must_use]
pub fn read_for(name: &str, bytes: &[u8], machines: &[Machine]) -> Reading {
    let mut findings = Findings::default();
    let file = match deployment(name, bytes, &mut findings) {
        Ok(file) => file,
        Err(problem) => {
            findings.add(problem);
            None
        }
    };
    // A file with errors is shown with everything else that is wrong with it, and then given up.
    let file = match file {
        Some(file) if findings.has_errors() => {
            findings.add_where_quiet(check::for_both(&file, machines));
            None
        }
        other => other,
    };
    let (problems, ignored) = findings.finish();
    Reading {
        name: name.to_owned(),
        size: saturate(bytes.len()),
        file,
        problems,
        ignored,
    }
}

fn deployment(
    name: &str,
    bytes: &[u8],
    findings: &mut Findings,
) -> Result<Option<DeploymentFile>, Problem> {
    let text = decode(name, bytes).map_err(|error| error.into_problem())?;
    let (format, root) = match json::parse(&text)? {
        Some(root) => (Format::Json, root),
        None => match yaml::parse(&text)? {
            Some(root) => (Format::Yaml, root),
            None => {
                return Err(crate::encoding::NotReadable::Empty {
                    name: name.to_owned(),
                }
                .into_problem());
            }
        },
    };
    let Some(mut root) = Fields::of_file(&root, findings) else {
        return Ok(None);
    };
    let deployment = root.mapping("deployment", Section::Deployment, findings);
    root.finish(findings);
    Ok(match deployment {
        Given::Value(Located { value, at }) => Some(DeploymentFile {
            at,
            ..sections(format, value, findings)
        }),
        Given::Null(_) | Given::Absent => {
            let message = "missing required field: deployment.configuration.name";
            let remedy = "Put `configuration` and the other keys under `deployment`, at the top of the file.";
            findings.add_where_quiet(vec![
                Problem::error(Code::NotADeployment, "deployment", message, remedy)
                    .at(deployment.at()),
            ]);
            None
        }
    })
}

fn sections(format: Format, mut fields: Fields, findings: &mut Findings) -> DeploymentFile {
    let file = DeploymentFile {
        format,
        at: fields.at,
        environment_variables: fields.list("environment_variables", findings, environment_variable),
        configuration: configuration(&mut fields, findings),
        worker_queues: fields.list("worker_queues", findings, worker_queue),
        metadata: metadata(&mut fields, findings),
        alert_emails: fields.list("alert_emails", findings, text_entry),
        hibernation_schedules: fields.list("hibernation_schedules", findings, hibernation_schedule),
    };
    fields.finish(findings);
    file
}

fn configuration(parent: &mut Fields, findings: &mut Findings) -> Configuration {
    let Given::Value(Located {
        value: mut fields,
        at,
    }) = parent.mapping("configuration", Section::Configuration, findings)
    else {
        return Configuration::default();
    };
    let configuration = Configuration {
        at: Some(at),
        name: fields.text("name", findings),
        description: fields.text("description", findings),
        runtime_version: fields.text("runtime_version", findings),
        dag_deploy_enabled: fields.flag("dag_deploy_enabled", findings),
        ci_cd_enforcement: fields.flag("ci_cd_enforcement", findings),
        scheduler_size: fields.text("scheduler_size", findings),
        is_high_availability: fields.flag("is_high_availability", findings),
        is_development_mode: fields.flag("is_development_mode", findings),
        executor: fields.text("executor", findings),
        scheduler_au: fields.counter("scheduler_au", findings),
        scheduler_count: fields.counter("scheduler_count", findings),
        cluster_name: fields.text("cluster_name", findings),
        workspace_name: fields.text("workspace_name", findings),
        deployment_type: fields.text("deployment_type", findings),
        cloud_provider: fields.text("cloud_provider", findings),
        region: fields.text("region", findings),
        default_task_pod_cpu: fields.text("default_task_pod_cpu", findings),
        default_task_pod_memory: fields.text("default_task_pod_memory", findings),
        resource_quota_cpu: fields.text("resource_quota_cpu", findings),
        resource_quota_memory: fields.text("resource_quota_memory", findings),
        default_worker_type: fields.text("default_worker_type", findings),
        workload_identity: fields.text("workload_identity", findings),
        remote_execution: remote_execution(&mut fields, findings),
    };
    fields.finish(findings);
    configuration
}

fn remote_execution(parent: &mut Fields, findings: &mut Findings) -> Given<RemoteExecution> {
    parent
        .mapping("remote_execution", Section::RemoteExecution, findings)
        .map(|mut fields| {
            let remote = RemoteExecution {
                enabled: fields.flag("enabled", findings),
                allowed_ip_address_ranges: fields.list(
                    "allowed_ip_address_ranges",
                    findings,
                    text_entry,
                ),
                task_log_bucket: fields.text("task_log_bucket", findings),
                task_log_url_pattern: fields.text("task_log_url_pattern", findings),
            };
            fields.finish(findings);
            remote
        })
}

/// The keys of a list's entry. The command line takes an empty entry for one without keys.
fn entry(node: &Node, section: Section, path: &str, findings: &mut Findings) -> Option<Fields> {
    if node.is_nothing() {
        Some(Fields::empty(node.at, section, path))
    } else {
        Fields::of(node, section, path, findings)
    }
}

fn worker_queue(node: &Node, path: &str, findings: &mut Findings) -> Option<WorkerQueue> {
    let mut fields = entry(node, Section::WorkerQueue, path, findings)?;
    let queue = WorkerQueue {
        at: fields.at,
        name: fields.text("name", findings),
        max_worker_count: fields.counter("max_worker_count", findings),
        min_worker_count: fields.counter("min_worker_count", findings),
        worker_concurrency: fields.counter("worker_concurrency", findings),
        worker_type: fields.text("worker_type", findings),
        pod_cpu: fields.text("pod_cpu", findings),
        pod_ram: fields.text("pod_ram", findings),
        pod_ephemeral_storage: fields.text("pod_ephemeral_storage", findings),
    };
    for (key, given) in [("pod_cpu", &queue.pod_cpu), ("pod_ram", &queue.pod_ram)] {
        if let Some(at) = given.at() {
            findings.ignore(
                fields.path_of(key),
                at.line,
                "`inspect` prints it; the machine decides it",
            );
        }
    }
    fields.finish(findings);
    Some(queue)
}

fn environment_variable(
    node: &Node,
    path: &str,
    findings: &mut Findings,
) -> Option<EnvironmentVariable> {
    let mut fields = entry(node, Section::EnvironmentVariable, path, findings)?;
    let variable = EnvironmentVariable {
        at: fields.at,
        is_secret: fields.flag("is_secret", findings),
        key: fields.text("key", findings),
        updated_at: fields.text("updated_at", findings),
        value: fields.hidden_text("value", findings).map(SecretText::new),
    };
    if let Some(at) = variable.updated_at.at() {
        findings.ignore(
            fields.path_of("updated_at"),
            at.line,
            "the time of a change is set when it is applied",
        );
    }
    fields.finish(findings);
    Some(variable)
}

fn hibernation_schedule(
    node: &Node,
    path: &str,
    findings: &mut Findings,
) -> Option<HibernationSchedule> {
    let mut fields = entry(node, Section::HibernationSchedule, path, findings)?;
    let schedule = HibernationSchedule {
        at: fields.at,
        hibernate_at: fields.text("hibernate_at", findings),
        wake_at: fields.text("wake_at", findings),
        description: fields.text("description", findings),
        enabled: fields.flag("enabled", findings),
    };
    fields.finish(findings);
    Some(schedule)
}

/// An entry of a list of texts. The command line takes an empty entry for an empty text.
fn text_entry(node: &Node, path: &str, findings: &mut Findings) -> Option<Located<String>> {
    match text(node, node.at, path, true, findings) {
        Given::Value(located) => Some(located),
        Given::Null(at) => Some(Located {
            value: String::new(),
            at,
        }),
        Given::Absent => None,
    }
}

fn metadata(parent: &mut Fields, findings: &mut Findings) -> Option<Metadata> {
    let (node, at) = parent.take("metadata", findings)?;
    findings.ignore(
        parent.path_of("metadata"),
        at.line,
        "`inspect` prints it; it has no effect on input",
    );
    // Nothing in here can keep a file from being applied, so its problems are nobody's business.
    let quiet = &mut Findings::default();
    let mut fields = Fields::of(&node, Section::Metadata, "", quiet)?;
    Some(Metadata {
        at,
        deployment_id: fields.text("deployment_id", quiet),
        workspace_id: fields.text("workspace_id", quiet),
        cluster_id: fields.text("cluster_id", quiet),
        release_name: fields.text("release_name", quiet),
        airflow_version: fields.text("airflow_version", quiet),
        current_tag: fields.text("current_tag", quiet),
        status: fields.text("status", quiet),
        created_at: fields.text("created_at", quiet),
        updated_at: fields.text("updated_at", quiet),
        deployment_url: fields.text("deployment_url", quiet),
        webserver_url: fields.text("webserver_url", quiet),
        airflow_api_url: fields.text("airflow_api_url", quiet),
        hibernation_override: fields
            .mapping("hibernation_override", Section::HibernationOverride, quiet)
            .map(|mut fields| HibernationOverride {
                is_hibernating: fields.flag("is_hibernating", quiet),
                override_until: fields.text("override_until", quiet),
            }),
    })
}
