//! Deployment files against an Organization: the six documented examples come into the small sample
//! without loss, and what does not fit is refused or offered.

use std::path::Path;

use planisphere_as_code::mapping::{Mapped, Surroundings, map, refusal};
use planisphere_as_code::protocol::FileReport;
use planisphere_as_code::{Action, Code, DeploymentFile, Problem};
use planisphere_domain::deployment::{Deployment, VariableValue};
use planisphere_domain::{
    Actor, Caller, Catalogue, Cause, Commit, Env, State, Timestamp, UserId, decide_all,
};
use planisphere_fixtures::{Persona, small, state_of};

const EXAMPLES: [&str; 6] = [
    "celery-standard.yaml",
    "kubernetes-dedicated.json",
    "astro-two-queues.yaml",
    "queues-and-variables.yaml",
    "development-hibernating.yaml",
    "remote-execution.json",
];

/// An Organization and the numbers for new ids.
struct Desk {
    state: State,
    now: Timestamp,
    user: UserId,
    next: u128,
    creates_workspaces: bool,
}

impl Desk {
    fn small() -> Self {
        let now = "2026-11-02T09:00:00Z".parse().unwrap();
        Self {
            state: state_of(&small()),
            now,
            user: Persona::Owner.id(),
            next: 1_000_000,
            creates_workspaces: false,
        }
    }

    fn map(&mut self, name: &str, bytes: &[u8]) -> (FileReport, Mapped) {
        let catalogue = Catalogue::built_in();
        let report = FileReport::of(name, bytes, catalogue.machines());
        let around = Surroundings {
            state: &self.state,
            caller: &Caller::on_device(self.user, self.now),
            catalogue: &catalogue,
            creates_workspaces: self.creates_workspaces,
        };
        let next = &mut self.next;
        let mut ids = || {
            *next += 1;
            *next
        };
        let file = report
            .reading
            .file
            .as_ref()
            .unwrap_or_else(|| panic!("{:?}", report.reading.problems));
        let mapped = map(&report, file, around, &mut ids);
        (report, mapped)
    }

    /// Maps a file and carries it out; the domain's refusal otherwise.
    fn apply(&mut self, name: &str, bytes: &[u8]) -> Result<(FileReport, Mapped), Vec<Problem>> {
        let (report, mapped) = self.map(name, bytes);
        let file = report.reading.file.as_ref().unwrap();
        let user = self.user;
        let caller = Caller::on_device(user, self.now);
        let env = Env {
            now: self.now,
            catalogue: Catalogue::built_in(),
        };
        let events = decide_all(&self.state, &caller, &mapped.commands, &env)
            .map_err(|(_, rejection)| refusal(file, &rejection))?;
        let cause = Cause::Import {
            files: vec![name.to_owned()],
        };
        self.state.commit(&Commit {
            at: self.now,
            actor: Actor::User(user),
            cause,
            from: None,
            events,
        });
        Ok((report, mapped))
    }

    fn stored(&self, name: &str) -> &Deployment {
        self.state
            .deployments()
            .find(|deployment| deployment.name == name)
            .unwrap()
    }
}

fn example(name: &str) -> Vec<u8> {
    std::fs::read(Path::new("tests/examples").join(name)).unwrap()
}

fn errors(problems: &[Problem]) -> Vec<(Code, &str, Option<u32>)> {
    let errors = problems.iter().filter(|problem| problem.is_error());
    errors
        .map(|problem| (problem.code, problem.message.as_str(), problem.line))
        .collect()
}

/// Every value of the file is in the stored Deployment.
fn assert_nothing_lost(file: &DeploymentFile, mapped: &Mapped, stored: &Deployment, state: &State) {
    let written = &file.configuration;
    let amount = |amount: &Option<planisphere_domain::quantity::Quantity>| {
        amount
            .as_ref()
            .map_or("", |amount| amount.text())
            .to_owned()
    };
    assert_eq!(stored.name, written.name.text());
    assert_eq!(stored.description, written.description.text());
    assert_eq!(stored.runtime.text(), written.runtime_version.text());
    assert_eq!(
        Some(&stored.is_dag_deploy_enabled),
        written.dag_deploy_enabled.value()
    );
    assert_eq!(
        Some(&stored.is_cicd_enforced),
        written.ci_cd_enforcement.value()
    );
    assert_eq!(
        stored.scheduler_size.unwrap().api(),
        written.scheduler_size.text()
    );
    assert_eq!(
        Some(&stored.is_high_availability),
        written.is_high_availability.value()
    );
    assert_eq!(
        Some(&stored.is_development_mode),
        written.is_development_mode.value()
    );
    assert_eq!(Some(stored.executor), written.executor_meant());
    assert_eq!(
        i64::from(stored.scheduler_replicas),
        written.scheduler_count.number()
    );
    assert_eq!(
        stored.infrastructure.deployment_type(),
        written.deployment_type_meant()
    );
    assert_eq!(
        state.workspace(stored.workspace_id).unwrap().name,
        written.workspace_name.text()
    );
    let (provider, region, cluster) = match &stored.infrastructure {
        planisphere_domain::deployment::Infrastructure::Standard {
            cloud_provider,
            region,
        } => (*cloud_provider, region.clone(), String::new()),
        other => {
            let cluster = state.cluster(other.cluster_id().unwrap()).unwrap();
            (
                cluster.cloud_provider,
                cluster.region.clone(),
                cluster.name.clone(),
            )
        }
    };
    assert_eq!(Some(provider), written.cloud_provider_meant());
    assert_eq!(region, written.region.text());
    assert_eq!(cluster, written.cluster_name.text());
    assert_eq!(
        amount(&stored.default_task_pod_cpu),
        written.default_task_pod_cpu.text()
    );
    assert_eq!(
        amount(&stored.default_task_pod_memory),
        written.default_task_pod_memory.text()
    );
    assert_eq!(
        amount(&stored.resource_quota_cpu),
        written.resource_quota_cpu.text()
    );
    assert_eq!(
        amount(&stored.resource_quota_memory),
        written.resource_quota_memory.text()
    );
    assert_eq!(stored.workload_identity, written.workload_identity.text());
    let queues: Vec<_> = stored
        .worker_queues
        .iter()
        .map(|queue| {
            let counts = [
                queue.min_worker_count,
                queue.max_worker_count,
                queue.worker_concurrency,
            ]
            .map(i64::from);
            (
                queue.name.as_str(),
                counts,
                queue.astro_machine.as_deref().unwrap(),
            )
        })
        .collect();
    let written_queues: Vec<_> = file
        .worker_queues
        .items()
        .iter()
        .map(|queue| {
            let counts = [
                &queue.min_worker_count,
                &queue.max_worker_count,
                &queue.worker_concurrency,
            ];
            (
                queue.name.text(),
                counts.map(|count| count.number()),
                queue.worker_type.text(),
            )
        })
        .collect();
    assert_eq!(queues, written_queues);
    for (queue, written) in stored.worker_queues.iter().zip(file.worker_queues.items()) {
        let storage = written.pod_ephemeral_storage.text();
        assert_eq!(
            amount(&queue.pod_ephemeral_storage),
            if storage.is_empty() { "10Gi" } else { storage }
        );
    }
    let emails: Vec<&str> = file
        .alert_emails
        .items()
        .iter()
        .map(|email| email.value.as_str())
        .collect();
    assert_eq!(stored.contact_emails, emails);
    let variables = stored
        .environment_variables
        .iter()
        .zip(file.environment_variables.items());
    assert_eq!(
        stored.environment_variables.len(),
        file.environment_variables.items().len()
    );
    for (variable, written) in variables {
        assert_eq!(variable.key, written.key.text());
        let value = match &variable.value {
            VariableValue::Plain(text) => text.clone(),
            VariableValue::Secret(None) => String::new(),
            VariableValue::Secret(Some(id)) => mapped
                .secrets
                .iter()
                .find(|secret| secret.id == *id)
                .unwrap()
                .text
                .reveal()
                .to_owned(),
        };
        assert_eq!(value, written.value.value().unwrap().reveal());
        assert_eq!(variable.value.is_secret(), written.is_secret.is_on());
    }
    let schedules = stored
        .hibernation
        .as_ref()
        .map_or(&[][..], |spec| &spec.schedules);
    assert_eq!(schedules.len(), file.hibernation_schedules.items().len());
    for (schedule, written) in schedules.iter().zip(file.hibernation_schedules.items()) {
        assert_eq!(schedule.hibernate_at_cron, written.hibernate_at.text());
        assert_eq!(schedule.wake_at_cron, written.wake_at.text());
        assert_eq!(schedule.description, written.description.text());
        assert_eq!(schedule.is_enabled, written.enabled.is_on());
    }
    match (&stored.remote_execution, written.remote_execution.value()) {
        (None, None) => {}
        (Some(stored), Some(written)) => {
            let ranges = written
                .allowed_ip_address_ranges
                .items()
                .iter()
                .map(|range| range.value.clone());
            assert_eq!(stored.allowed_ip_address_ranges, ranges.collect::<Vec<_>>());
            assert_eq!(
                stored.task_log_bucket.as_deref(),
                written.task_log_bucket.value().map(String::as_str)
            );
            assert_eq!(
                stored.task_log_url_pattern.as_deref(),
                written.task_log_url_pattern.value().map(String::as_str)
            );
        }
        (stored, _) => panic!("{stored:?}"),
    }
}

#[test]
fn the_examples_come_into_the_small_sample_without_loss() {
    let mut desk = Desk::small();
    for name in EXAMPLES {
        let (report, mapped) = desk
            .apply(name, &example(name))
            .unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
        assert_eq!(mapped.problems, [], "{name}");
        assert_eq!(mapped.action, Action::Create);
        let file = report.reading.file.as_ref().unwrap();
        assert_nothing_lost(
            file,
            &mapped,
            desk.stored(file.configuration.name.text()),
            &desk.state,
        );
    }
}

#[test]
fn the_same_file_again_changes_nothing_but_secrets() {
    let mut desk = Desk::small();
    for name in EXAMPLES {
        desk.apply(name, &example(name)).unwrap();
    }
    for name in EXAMPLES {
        let (_, mapped) = desk.map(name, &example(name));
        assert_eq!(mapped.action, Action::Update);
        assert_eq!(errors(&mapped.problems), [], "{name}");
        let fields: Vec<_> = mapped.changes.iter().map(|change| change.field).collect();
        // A sealed secret cannot be compared, so one with a value counts as a change.
        let expected: &[&str] = if mapped.secrets.is_empty() {
            &[]
        } else {
            &["environmentVariables"]
        };
        assert_eq!(fields, expected, "{name}");
    }
}

#[test]
fn an_update_keeps_queues_and_secrets_by_name() {
    let mut desk = Desk::small();
    let text = String::from_utf8(example("queues-and-variables.yaml")).unwrap();
    desk.apply("f", text.as_bytes()).unwrap();
    let before = desk.stored("warehouse-sync").clone();
    // A queue that sorts before the others, and secrets without their values, as `inspect` prints them.
    let changed = text
        .replace(
            "        - name: default\n",
            "        - name: a-first\n          worker_type: A5\n        - name: default\n",
        )
        .replace("          value: change-me-on-first-apply\n", "")
        .replace("value: \"\"", "value: null");
    let (_, mapped) = desk.apply("f", changed.as_bytes()).unwrap();
    assert_eq!(errors(&mapped.problems), []);
    assert!(mapped.secrets.is_empty());
    let after = desk.stored("warehouse-sync");
    assert_eq!(after.environment_variables, before.environment_variables);
    let ids = |deployment: &Deployment| {
        let queues = deployment
            .worker_queues
            .iter()
            .filter(|queue| queue.name != "a-first");
        queues
            .map(|queue| (queue.name.clone(), queue.id))
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(after), ids(&before));
    assert_eq!(after.worker_queues.len(), 4);
}

#[test]
fn variables_that_an_update_deletes_are_named() {
    let mut desk = Desk::small();
    let text = String::from_utf8(example("queues-and-variables.yaml")).unwrap();
    desk.apply("f", text.as_bytes()).unwrap();
    let start = text.find("    configuration:").unwrap();
    let without = format!("deployment:\n{}", &text[start..]);
    let (_, mapped) = desk.map("f", without.as_bytes());
    let warning = mapped
        .problems
        .iter()
        .find(|problem| problem.code == Code::Deletes)
        .unwrap();
    assert!(
        warning
            .message
            .contains("`LOG_LEVEL`, `WAREHOUSE_PASSWORD`, `VENDOR_API_KEY`"),
        "{}",
        warning.message
    );
}

#[test]
fn a_missing_workspace_is_offered_and_a_missing_cluster_refuses() {
    let mut desk = Desk::small();
    let text = String::from_utf8(example("celery-standard.yaml"))
        .unwrap()
        .replace("Data Platform", "Nowhere");
    let (_, mapped) = desk.map("f", text.as_bytes());
    assert_eq!(mapped.missing_workspace.as_deref(), Some("Nowhere"));
    assert_eq!(
        errors(&mapped.problems),
        [(
            Code::UnknownWorkspace,
            "Workspace `Nowhere` does not exist in this Organization",
            Some(13)
        )]
    );
    assert!(mapped.commands.is_empty());
    desk.creates_workspaces = true;
    desk.apply("f", text.as_bytes()).unwrap();
    let stored = desk.stored("orders-etl");
    assert_eq!(
        desk.state.workspace(stored.workspace_id).unwrap().name,
        "Nowhere"
    );

    let text = String::from_utf8(example("kubernetes-dedicated.json"))
        .unwrap()
        .replace("prod-frankfurt", "nope");
    let (_, mapped) = desk.map("f", text.as_bytes());
    assert_eq!(
        errors(&mapped.problems),
        [(
            Code::UnknownCluster,
            "cluster_name: nope does not exist in organization",
            Some(21)
        )]
    );
    assert!(mapped.commands.is_empty());
}

#[test]
fn what_the_person_may_not_see_is_as_if_it_were_not_there() {
    let mut desk = Desk::small();
    let bytes = example("celery-standard.yaml");
    desk.apply("celery-standard.yaml", &bytes).unwrap();
    let (_, seen) = desk.map("celery-standard.yaml", &bytes);
    assert_eq!(
        (seen.action, errors(&seen.problems)),
        (Action::Update, vec![])
    );

    // Somebody with a role in another Workspace alone.
    let stranger = desk
        .state
        .users()
        .find(|user| user.full_name == "Haruto Sato");
    desk.user = stranger.unwrap().id;
    let (_, hidden) = desk.map("celery-standard.yaml", &bytes);
    let mut nowhere = Desk::small();
    nowhere.user = desk.user;
    let renamed = String::from_utf8(bytes).unwrap();
    let renamed = renamed.replace(
        &format!("workspace_name: {}", hidden.workspace),
        "workspace_name: Nowhere",
    );
    let (_, missing) = nowhere.map("celery-standard.yaml", renamed.as_bytes());
    let plain = |mapped: &Mapped| {
        let said = errors(&mapped.problems).into_iter();
        let said: Vec<_> = said
            .map(|(code, message, line)| (code, message.replace(&mapped.workspace, ""), line))
            .collect();
        (
            mapped.action,
            mapped.workspace_id,
            mapped.changes.len(),
            said,
        )
    };
    assert_eq!(missing.workspace, "Nowhere");
    assert_eq!(plain(&hidden), plain(&missing));
}

#[test]
fn a_refusal_of_the_domain_lands_on_its_line() {
    let mut desk = Desk::small();
    let text = String::from_utf8(example("celery-standard.yaml")).unwrap();
    for (from, to, path, line) in [
        (
            "name: default",
            "name: default\n          worker_type: A5\n        - name: Not_A_Name",
            "deployment.worker_queues[1].name",
            25,
        ),
        (
            "default_task_pod_memory: 0.5Gi",
            "default_task_pod_memory: 9Gi",
            "deployment.configuration.default_task_pod_memory",
            18,
        ),
        (
            "runtime_version: 11.8.0",
            "runtime_version: 11.99.0",
            "deployment.configuration.runtime_version",
            5,
        ),
        (
            "region: us-east-1",
            "region: mars-1",
            "deployment.configuration.region",
            16,
        ),
    ] {
        let changed = text.replacen(from, to, 1);
        let problems = desk.apply("f", changed.as_bytes()).unwrap_err();
        let found: Vec<_> = problems
            .iter()
            .map(|problem| (problem.path.as_str(), problem.line))
            .collect();
        assert!(found.contains(&(path, Some(line))), "{to}: {problems:?}");
    }
}

#[test]
fn an_empty_list_of_queues_keeps_what_is_stored() {
    let mut desk = Desk::small();
    let text = String::from_utf8(example("queues-and-variables.yaml")).unwrap();
    desk.apply("f", text.as_bytes()).unwrap();
    let before = desk.stored("warehouse-sync").worker_queues.clone();
    let start = text.find("    worker_queues:").unwrap();
    for end in ["", "    worker_queues: []\n", "    worker_queues:\n"] {
        let without = format!("{}{end}", &text[..start]);
        desk.apply("f", without.as_bytes()).unwrap();
        assert_eq!(
            desk.stored("warehouse-sync").worker_queues,
            before,
            "{end:?}"
        );
    }
}

#[test]
fn the_executor_takes_its_queues_away_and_brings_a_default_one_back() {
    let mut desk = Desk::small();
    let text = String::from_utf8(example("celery-standard.yaml")).unwrap();
    desk.apply("f", text.as_bytes()).unwrap();
    let start = text.find("    worker_queues:").unwrap();
    let kubernetes = text[..start].replace("executor: CELERY", "executor: KUBERNETES");
    desk.apply("f", kubernetes.as_bytes()).unwrap();
    assert!(desk.stored("orders-etl").worker_queues.is_empty());
    desk.apply(
        "f",
        format!("{}    worker_queues: []\n", &text[..start]).as_bytes(),
    )
    .unwrap();
    let names: Vec<_> = desk
        .stored("orders-etl")
        .worker_queues
        .iter()
        .map(|queue| queue.name.as_str())
        .collect();
    assert_eq!(names, ["default"]);
}
