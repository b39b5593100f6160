//! Limits of Deployments: texts, schedulers, amounts, hibernation, Runtimes, variables, logs.

use planisphere_domain::deployment::{
    DeploymentDraft, DeploymentField as Field, Executor, HibernationSpec, LogForwarding,
    MOST_BYTES_OF_VARIABLE, RemoteExecution, RuntimeVersion,
};
use planisphere_domain::{DeploymentId, Event, Rejection, Timestamp};
use planisphere_fixtures::Fixture;

use super::{Limit, decided, limit, number, text};
use crate::scene::logs::{forward, to_datadog};
use crate::scene::{amount, asleep_until, create, edit, hibernation, plain, scene};

/// Adds a Deployment that runs a Runtime, as a log may hold it whatever is on offer now.
pub fn on_runtime(fixture: Fixture, name: &str, version: &str) -> Fixture {
    let etl = fixture
        .state()
        .deployment(fixture.deployment("etl"))
        .unwrap();
    let mut old = etl.clone();
    old.id = DeploymentId::from_bits(77);
    old.name = name.into();
    old.namespace = "early-apex-0077".into();
    old.runtime = RuntimeVersion::new(version);
    fixture.with_event(Event::DeploymentCreated(Box::new(old)))
}

fn created(shape: impl FnOnce(&mut DeploymentDraft)) -> Result<(), Rejection> {
    decided(scene, |fixture| create(fixture, shape))
}

fn edited(name: &'static str, value: Field) -> Result<(), Rejection> {
    decided(scene, |fixture| edit(fixture, name, [value]))
}

fn sleeping(spec: HibernationSpec) -> Result<(), Rejection> {
    created(|draft| {
        draft.is_development_mode = true;
        draft.hibernation = Some(spec);
    })
}

/// Default Pod and quota, CPU and memory each, as `0.25 0.5Gi 10 20Gi`.
fn sized(values: &str) -> Result<(), Rejection> {
    let mut values = values.split(' ').map(amount);
    created(|draft| {
        draft.default_task_pod_cpu = values.next().unwrap();
        draft.default_task_pod_memory = values.next().unwrap();
        draft.resource_quota_cpu = values.next().unwrap();
        draft.resource_quota_memory = values.next().unwrap();
    })
}

fn logs(shape: impl FnOnce(&mut LogForwarding)) -> Result<(), Rejection> {
    let mut wanted = to_datadog(true);
    shape(&mut wanted);
    decided(scene, |fixture| forward(fixture, Some(wanted)))
}

pub fn limits() -> Vec<Limit> {
    let mut all = texts();
    all.extend(schedulers());
    all.extend(amounts());
    all.extend(sleep());
    all
}

fn texts() -> Vec<Limit> {
    vec![
        limit(
            ("DEP-1", "name", "characters of a Deployment's"),
            "deployment/rules/mod.rs the Deployment's name",
            &["1", "2", "499", "500"],
            &["0", "501"],
            |count| created(|draft| draft.name = text(count)),
        ),
        limit(
            ("DEP-2", "description", "characters of a Deployment's"),
            "deployment/rules/mod.rs the description",
            &["0", "1", "999", "1000"],
            &["1001"],
            |count| created(|draft| draft.description = text(count)),
        ),
        limit(
            (
                "",
                "environmentVariables[].value",
                "bytes of a variable, beyond what a program starts with",
            ),
            "deployment/rules/variables.rs MOST_BYTES_OF_VARIABLE",
            &["-2", "-1", "0"],
            &["1"],
            |more| {
                let bytes = i64::try_from(MOST_BYTES_OF_VARIABLE).unwrap() + number::<i64>(more);
                let value = "x".repeat(usize::try_from(bytes).unwrap() - "KEY".len());
                created(|draft| draft.environment_variables = vec![plain("KEY", &value)])
            },
        ),
        limit(
            ("", "logForwarding.endpoint", "characters of where logs go"),
            "deployment/log_forwarding.rs LONGEST_ENDPOINT",
            &["499", "500"],
            &["501"],
            |count| {
                let start = "https://";
                let rest = "x".repeat(number::<usize>(count) - start.len());
                logs(|wanted| wanted.endpoint = format!("{start}{rest}"))
            },
        ),
        limit(
            (
                "",
                "logForwarding.credentialVariable",
                "characters of a variable's key",
            ),
            "deployment/log_forwarding.rs LONGEST_VARIABLE",
            &["1", "2", "254", "255"],
            &["256"],
            |count| logs(|wanted| wanted.credential_variable = "X".repeat(number(count))),
        ),
        limit(
            (
                "REM-3",
                "remoteExecution.allowedIpAddressRanges[]",
                "prefix length, of both kinds",
            ),
            "",
            &[
                "10.0.0.0/0",
                "10.0.0.0/1",
                "10.0.0.0/31",
                "10.0.0.0/32",
                "2001:db8::/127",
                "2001:db8::/128",
            ],
            &[
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/08",
                "2001:db8::/129",
                "10.0.0.0",
                "10.0.0.0/",
            ],
            |range| {
                let remote = RemoteExecution {
                    allowed_ip_address_ranges: vec![range.into()],
                    ..RemoteExecution::default()
                };
                edited("remote", Field::RemoteExecution(Some(remote)))
            },
        ),
    ]
}

fn schedulers() -> Vec<Limit> {
    vec![
        limit(
            ("SCH-2", "scheduler.au", "units of a hybrid scheduler"),
            "deployment/rules/executor.rs scheduler.au",
            &["5", "6", "23", "24"],
            &["4", "25"],
            |count| edited("hybrid", Field::SchedulerAu(Some(number(count)))),
        ),
        limit(
            ("SCH-3", "scheduler.replicas", "hybrid schedulers"),
            "deployment/rules/executor.rs scheduler.replicas",
            &["1", "2", "3", "4"],
            &["0", "5"],
            |count| edited("hybrid", Field::SchedulerReplicas(number(count))),
        ),
        limit(
            ("EXE-4", "executor", "Runtime that KUBERNETES needs"),
            "deployment/rules/executor.rs LEAST_RUNTIME_FOR_PODS",
            &["8.1.0", "8.2.0"],
            &["8.0.0", "7.6.0"],
            |version| {
                decided(scene, |fixture| {
                    let mut old = on_runtime(fixture.clone(), "old", version);
                    std::mem::swap(fixture, &mut old);
                    edit(fixture, "old", [Field::Executor(Executor::Kubernetes)])
                })
            },
        ),
    ]
}

fn amounts() -> Vec<Limit> {
    vec![
        limit(
            ("RES-6", "defaultTaskPodCpu", "CPU of a Pod"),
            "",
            &["0.25", "250m", "0.251", "2.5e-1"],
            &["0.249", "249m", "0.2499999", "0"],
            |cpu| edited("remote", Field::DefaultTaskPodCpu(amount(cpu))),
        ),
        limit(
            ("RES-6", "defaultTaskPodMemory", "memory of a Pod"),
            "",
            &["0.5Gi", "512Mi", "513Mi"],
            &["511Mi", "0.499Gi", "0.4999999Gi", "0Gi"],
            |memory| edited("remote", Field::DefaultTaskPodMemory(amount(memory))),
        ),
        limit(
            ("RES-7", "resourceQuotaCpu", "CPU of all Pods"),
            "",
            &["6399", "6400", "6399.999", "6.4e3"],
            &["6401", "6400.001", "6400.0001", "6400001m"],
            |cpu| edited("remote", Field::ResourceQuotaCpu(amount(cpu))),
        ),
        limit(
            ("RES-7", "resourceQuotaMemory", "memory of all Pods"),
            "",
            &["12799Gi", "12800Gi", "12.5Ti"],
            &["12801Gi", "12800.000000001Gi", "13Ti"],
            |memory| edited("remote", Field::ResourceQuotaMemory(amount(memory))),
        ),
        limit(
            (
                "RES-2",
                "defaultTaskPodMemory",
                "memory of a Pod beside its CPU",
            ),
            "",
            &[
                "0.25 0.5Gi 10 20Gi",
                "1 2Gi 10 20Gi",
                "250m 512Mi 10 20Gi",
                "0.333 0.666Gi 10 20Gi",
            ],
            &[
                "1 1.999Gi 10 20Gi",
                "1 2.001Gi 10 20Gi",
                "0.2500001 0.5Gi 10 20Gi",
            ],
            sized,
        ),
        limit(
            (
                "RES-3",
                "resourceQuotaMemory",
                "memory of all Pods beside their CPU",
            ),
            "",
            &[
                "0.25 0.5Gi 10 20Gi",
                "0.25 0.5Gi 10.5 21Gi",
                "0.25 0.5Gi 6400 12800Gi",
            ],
            &[
                "0.25 0.5Gi 10 19.999Gi",
                "0.25 0.5Gi 10 20.001Gi",
                "0.25 0.5Gi 10.0000001 20Gi",
            ],
            sized,
        ),
        limit(
            (
                "RES-8",
                "defaultTaskPodCpu",
                "CPU of a Pod beside a quota of 2",
            ),
            "",
            &["1.999", "2", "2000m"],
            &["2.001", "2.0000001", "2001m"],
            |cpu| {
                decided(scene, |fixture| {
                    let pod = Field::DefaultTaskPodCpu(amount(cpu));
                    edit(
                        fixture,
                        "remote",
                        [pod, Field::ResourceQuotaCpu(amount("2"))],
                    )
                })
            },
        ),
    ]
}

fn sleep() -> Vec<Limit> {
    vec![
        limit(
            (
                "HIB-5",
                "scalingSpec.hibernationSpec.schedules",
                "schedules",
            ),
            "deployment/rules/development.rs MOST_SCHEDULES",
            &["1", "2", "9", "10"],
            &["11"],
            |count| {
                sleeping(hibernation(&vec![
                    ("0 18 * * *", "0 7 * * *");
                    number(count)
                ]))
            },
        ),
        limit(
            (
                "HIB-5",
                "scalingSpec.hibernationSpec.schedules[].description",
                "characters of a schedule's",
            ),
            "deployment/rules/development.rs LONGEST_DESCRIPTION",
            &["0", "1", "199", "200"],
            &["201"],
            |count| {
                let mut spec = hibernation(&[("0 18 * * *", "0 7 * * *")]);
                spec.schedules[0].description = text(count);
                sleeping(spec)
            },
        ),
        limit(
            (
                "HIB-6",
                "scalingSpec.hibernationSpec.schedules[].hibernateAtCron",
                "fields and their ends",
            ),
            "",
            &[
                "0 0 1 1 0",
                "59 23 31 12 7",
                "0 0 29 2 *",
                "0 0 29 2 1",
                "*/59 */23 * * *",
                "* * 31 4 1",
            ],
            &[
                "60 0 1 1 0",
                "0 24 1 1 0",
                "0 0 0 1 0",
                "0 0 32 1 0",
                "0 0 1 0 0",
                "0 0 1 13 0",
                "0 0 1 1 8",
                "0 0 30 2 *",
                "0 0 31 2 *",
                "0 0 31 4,6,9,11 *",
                "0 18 * *",
                "0 18 * * * *",
                "-1 0 * * *",
                "",
            ],
            |cron| sleeping(hibernation(&[(cron, "0 7 * * *")])),
        ),
        limit(
            (
                "HIB-9",
                "scalingSpec.hibernationSpec.override.overrideUntil",
                "seconds from now",
            ),
            "",
            &["1", "2"],
            &["0"],
            |seconds| {
                let now = scene().now().seconds();
                let until = Timestamp::from_seconds(now + number::<i64>(seconds));
                sleeping(asleep_until(&until.to_string()))
            },
        ),
    ]
}
