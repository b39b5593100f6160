//! Deployments: resources, hibernation, remote execution, variables.

use planisphere_domain::Command;
use planisphere_domain::deployment::{
    DeploymentField, Executor, HibernationSchedule, HibernationSpec, RemoteExecution, SchedulerSize,
};
use planisphere_fixtures::Fixture;

use super::Refused;
use crate::scene::{amount, asleep_until, create, edit, hibernation, hybrid, plain, scene};

/// Development mode with these schedules or override.
fn sleeping(fixture: &mut Fixture, spec: HibernationSpec) -> Command {
    create(fixture, |draft| {
        draft.is_development_mode = true;
        draft.hibernation = Some(spec);
    })
}

/// Default Pod and quota, CPU and memory each.
fn sized(fixture: &mut Fixture, [pod_cpu, pod_memory, cpu, memory]: [&str; 4]) -> Command {
    create(fixture, |draft| {
        draft.default_task_pod_cpu = amount(pod_cpu);
        draft.default_task_pod_memory = amount(pod_memory);
        draft.resource_quota_cpu = amount(cpu);
        draft.resource_quota_memory = amount(memory);
    })
}

pub fn cases() -> Vec<Refused> {
    vec![
        Refused {
            rules: "RES-1",
            about: "a word",
            scene,
            make: |fixture| create(fixture, |draft| draft.resource_quota_cpu = amount("ten")),
            code: "quantity",
            says: "resourceQuotaCpu is `ten`",
        },
        Refused {
            rules: "RES-1",
            about: "an unknown unit",
            scene,
            make: |fixture| {
                create(fixture, |draft| {
                    draft.default_task_pod_memory = amount("0.5GiB");
                })
            },
            code: "quantity",
            says: "defaultTaskPodMemory is `0.5GiB`",
        },
        Refused {
            rules: "RES-2",
            about: "a Pod with more memory",
            scene,
            make: |fixture| sized(fixture, ["0.25", "1Gi", "10", "20Gi"]),
            code: "ratio",
            says: "defaultTaskPodMemory is `1Gi`, it must be twice defaultTaskPodCpu in Gi, which is `0.25`",
        },
        Refused {
            rules: "RES-3",
            about: "a quota with less memory",
            scene,
            make: |fixture| sized(fixture, ["0.25", "0.5Gi", "10", "19Gi"]),
            code: "ratio",
            says: "resourceQuotaMemory is `19Gi`",
        },
        Refused {
            rules: "RES-3",
            about: "a quota beyond all numbers",
            scene,
            make: |fixture| {
                create(fixture, |draft| {
                    draft.resource_quota_memory = amount("999999999999999999Ei")
                })
            },
            code: "quantity",
            says: "resourceQuotaMemory",
        },
        Refused {
            rules: "RES-4",
            about: "a hosted Deployment without a quota",
            scene,
            make: |fixture| edit(fixture, "etl", [DeploymentField::ResourceQuotaMemory(None)]),
            code: "missing",
            says: "resourceQuotaMemory",
        },
        Refused {
            rules: "RES-5",
            about: "a quota on a hybrid cluster",
            scene,
            make: |fixture| hybrid(fixture, |draft| draft.resource_quota_cpu = amount("10")),
            code: "hosted-only",
            says: "resourceQuotaCpu",
        },
        Refused {
            rules: "RES-7",
            about: "a quota of 6,401 CPU",
            scene,
            make: |fixture| {
                edit(
                    fixture,
                    "remote",
                    [DeploymentField::ResourceQuotaCpu(amount("6401"))],
                )
            },
            code: "out-of-range",
            says: "the most is `6400`",
        },
        Refused {
            rules: "RES-7",
            about: "a quota of 12,801 Gi",
            scene,
            make: |fixture| {
                edit(
                    fixture,
                    "remote",
                    [DeploymentField::ResourceQuotaMemory(amount("12801Gi"))],
                )
            },
            code: "out-of-range",
            says: "the most is `12800Gi`",
        },
        Refused {
            rules: "RES-6",
            about: "a Pod of 0.2 CPU",
            scene,
            make: |fixture| {
                edit(
                    fixture,
                    "remote",
                    [DeploymentField::DefaultTaskPodCpu(amount("0.2"))],
                )
            },
            code: "out-of-range",
            says: "the least is `0.25`",
        },
        Refused {
            rules: "RES-6",
            about: "a Pod of 0.4 Gi",
            scene,
            make: |fixture| {
                edit(
                    fixture,
                    "remote",
                    [DeploymentField::DefaultTaskPodMemory(amount("0.4Gi"))],
                )
            },
            code: "out-of-range",
            says: "the least is `0.5Gi`",
        },
        Refused {
            rules: "RES-8",
            about: "a Pod above the quota, CPU",
            scene,
            make: |fixture| {
                edit(
                    fixture,
                    "remote",
                    [
                        DeploymentField::DefaultTaskPodCpu(amount("4")),
                        DeploymentField::ResourceQuotaCpu(amount("2")),
                    ],
                )
            },
            code: "out-of-range",
            says: "defaultTaskPodCpu is `4`, the most is `2`",
        },
        Refused {
            rules: "RES-8",
            about: "a Pod above the quota, memory",
            scene,
            make: |fixture| {
                edit(
                    fixture,
                    "remote",
                    [
                        DeploymentField::DefaultTaskPodMemory(amount("4Gi")),
                        DeploymentField::ResourceQuotaMemory(amount("2Gi")),
                    ],
                )
            },
            code: "out-of-range",
            says: "defaultTaskPodMemory is `4Gi`, the most is `2Gi`",
        },
        Refused {
            rules: "RES-10",
            about: "memory without a unit",
            scene,
            make: |fixture| {
                create(fixture, |draft| {
                    draft.resource_quota_memory = amount("21474836480")
                })
            },
            code: "no-suffix",
            says: "resourceQuotaMemory is `21474836480`",
        },
        Refused {
            rules: "HIB-2",
            about: "development mode with high availability",
            scene,
            make: |fixture| {
                create(fixture, |draft| {
                    draft.is_development_mode = true;
                    draft.is_high_availability = true;
                })
            },
            code: "development-mode",
            says: "isHighAvailability",
        },
        Refused {
            rules: "HIB-3",
            about: "development mode with a larger scheduler",
            scene,
            make: |fixture| {
                create(fixture, |draft| {
                    draft.is_development_mode = true;
                    draft.scheduler_size = Some(SchedulerSize::Medium);
                })
            },
            code: "development-mode",
            says: "schedulerSize is MEDIUM",
        },
        Refused {
            rules: "HIB-4",
            about: "schedules without development mode",
            scene,
            make: |fixture| {
                create(fixture, |draft| {
                    draft.hibernation = Some(hibernation(&[("0 18 * * *", "0 7 * * *")]));
                })
            },
            code: "development-mode",
            says: "isDevelopmentMode",
        },
        Refused {
            rules: "HIB-5",
            about: "eleven schedules",
            scene,
            make: |fixture| sleeping(fixture, hibernation(&[("0 18 * * *", "0 7 * * *"); 11])),
            code: "too-many",
            says: "11 entries, the limit is 10",
        },
        Refused {
            rules: "HIB-5",
            about: "a description of 201 characters",
            scene,
            make: |fixture| {
                let mut spec = hibernation(&[("0 18 * * *", "0 7 * * *")]);
                spec.schedules = vec![HibernationSchedule {
                    description: "z".repeat(201),
                    ..spec.schedules[0].clone()
                }];
                sleeping(fixture, spec)
            },
            code: "too-long",
            says: "limit is 200",
        },
        Refused {
            rules: "HIB-6",
            about: "falling asleep at minute 61",
            scene,
            make: |fixture| sleeping(fixture, hibernation(&[("61 18 * * *", "0 7 * * *")])),
            code: "cron",
            says: "hibernateAtCron is `61 18 * * *`",
        },
        Refused {
            rules: "HIB-6",
            about: "waking up by four fields",
            scene,
            make: |fixture| sleeping(fixture, hibernation(&[("0 18 * * *", "0 7 * *")])),
            code: "cron",
            says: "wakeAtCron is `0 7 * *`",
        },
        Refused {
            rules: "HIB-9",
            about: "an override until some day",
            scene,
            make: |fixture| sleeping(fixture, asleep_until("tomorrow")),
            code: "time",
            says: "overrideUntil is `tomorrow`",
        },
        Refused {
            rules: "HIB-9",
            about: "an override until yesterday, in the caller's own offset",
            scene,
            make: |fixture| sleeping(fixture, asleep_until("2026-03-01T12:00:00+02:00")),
            code: "past",
            says: "overrideUntil is `2026-03-01T12:00:00+02:00`",
        },
        Refused {
            rules: "REM-1",
            about: "remote execution on a standard cluster",
            scene,
            make: |fixture| {
                create(fixture, |draft| {
                    draft.executor = Some(Executor::Astro);
                    draft.remote_execution = Some(RemoteExecution::default());
                })
            },
            code: "remote-execution",
            says: "remoteExecution needs a dedicated cluster",
        },
        Refused {
            rules: "REM-1",
            about: "remote execution with KUBERNETES",
            scene,
            make: |fixture| {
                edit(
                    fixture,
                    "remote",
                    [DeploymentField::Executor(Executor::Kubernetes)],
                )
            },
            code: "remote-execution",
            says: "ASTRO",
        },
        Refused {
            rules: "REM-3",
            about: "an address without a prefix",
            scene,
            make: |fixture| {
                let remote = RemoteExecution {
                    allowed_ip_address_ranges: vec!["10.0.0.0/8".into(), "10.0.0.1".into()],
                    ..RemoteExecution::default()
                };
                edit(
                    fixture,
                    "remote",
                    [DeploymentField::RemoteExecution(Some(remote))],
                )
            },
            code: "cidr",
            says: "remoteExecution.allowedIpAddressRanges[1] is `10.0.0.1`",
        },
        Refused {
            rules: "ENV-1",
            about: "no key",
            scene,
            make: |fixture| {
                create(fixture, |draft| {
                    draft.environment_variables = vec![plain("", "x")]
                })
            },
            code: "variable-key",
            says: "environmentVariables[0].key",
        },
        Refused {
            rules: "ENV-2",
            about: "a digit first",
            scene,
            make: |fixture| {
                create(fixture, |draft| {
                    draft.environment_variables = vec![plain("A", "x"), plain("1A", "x")];
                })
            },
            code: "variable-key",
            says: "environmentVariables[1].key is `1A`",
        },
        Refused {
            rules: "ENV-3",
            about: "a key twice",
            scene,
            make: |fixture| {
                create(fixture, |draft| {
                    draft.environment_variables = vec![plain("A", "x"), plain("A", "y")];
                })
            },
            code: "taken",
            says: "key `A` twice",
        },
    ]
}
