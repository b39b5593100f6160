//! What two authors of one field are told: values as people read them, and never a secret's reference.

use crate::scene::staffed::staffed;
use crate::scene::{amount, hibernation, plain, scene};
use planisphere_domain::api_token::{ApiTokenField, TokenScope};
use planisphere_domain::cluster::ClusterField;
use planisphere_domain::custom_role::CustomRoleField;
use planisphere_domain::deployment::{
    DeploymentField as Field, EnvironmentVariable, Executor, HibernationOverride, HibernationSpec,
    RemoteExecution, SchedulerSize, VariableValue,
};
use planisphere_domain::organization::{OrganizationField, Plan};
use planisphere_domain::team::TeamField;
use planisphere_domain::user::UserField;
use planisphere_domain::workspace::WorkspaceField;
use planisphere_domain::{
    Command, Edit, FieldConflict, Permission, Rejection, SecretId, Timestamp,
};
use planisphere_fixtures::{Fixture, Persona};

fn conflict_of(fixture: &Fixture, command: &Command) -> Vec<FieldConflict> {
    match fixture.decide(command) {
        Err(Rejection::Conflict(conflicts)) => conflicts,
        other => panic!("{other:?}"),
    }
}

/// What an author who saw something else is shown: that, what is stored, and what they wanted.
fn shown(deployment: &str, base: Field, value: Field) -> [String; 3] {
    let fixture = scene();
    let field = value.name();
    let id = fixture.deployment(deployment);
    let command = Command::UpdateDeployment {
        id,
        edits: vec![Edit::new(base, value)],
    };
    let [conflict] = conflict_of(&fixture, &command).try_into().unwrap();
    assert_eq!(conflict.field, field);
    [conflict.base, conflict.theirs, conflict.yours]
}

fn secret(id: Option<u128>) -> EnvironmentVariable {
    EnvironmentVariable {
        key: "PASSWORD".into(),
        value: VariableValue::Secret(id.map(SecretId::from_bits)),
        updated_at: Timestamp::from_seconds(0),
    }
}

#[test]
fn values_are_shown_as_people_read_them() {
    let queue = |name: &str, most: u32| {
        let mut fixture = scene();
        let mut queue = crate::scene::queue(&mut fixture, name);
        queue.max_worker_count = most;
        Field::WorkerQueues(vec![queue])
    };
    let by_hand = |until: Option<&str>| {
        Field::Hibernation(Some(HibernationSpec {
            schedules: Vec::new(),
            override_by_hand: Some(HibernationOverride {
                is_hibernating: until.is_none(),
                override_until: until.map(str::to_owned),
            }),
        }))
    };
    let remote = |ranges: &[&str]| {
        Field::RemoteExecution(Some(RemoteExecution {
            allowed_ip_address_ranges: ranges.iter().map(|it| (*it).to_owned()).collect(),
            task_log_bucket: Some("s3://logs".into()),
            task_log_url_pattern: None,
        }))
    };
    let cases: Vec<(&str, Field, Field, [&str; 3])> = vec![
        (
            "etl",
            Field::Name("\"a\" \u{202e}b".into()),
            Field::Name("c\\d".into()),
            ["\"a\" \u{202e}b", "etl", "c\\d"],
        ),
        (
            "etl",
            Field::Executor(Executor::Kubernetes),
            Field::Executor(Executor::Astro),
            ["Kubernetes", "Celery", "Astro"],
        ),
        (
            "etl",
            Field::SchedulerSize(None),
            Field::SchedulerSize(Some(SchedulerSize::ExtraLarge)),
            ["not set", "Small", "Extra large"],
        ),
        (
            "hybrid",
            Field::SchedulerAu(Some(7)),
            Field::SchedulerAu(None),
            ["7", "5", "not set"],
        ),
        (
            "etl",
            Field::ResourceQuotaCpu(amount("20")),
            Field::ResourceQuotaCpu(amount("30")),
            ["20", "10", "30"],
        ),
        (
            "etl",
            Field::ContactEmails(vec!["a@b.example".into()]),
            Field::ContactEmails(vec!["c@d.example".into(), "e@f.example".into()]),
            ["a@b.example", "none", "c@d.example, e@f.example"],
        ),
        (
            "etl",
            queue("slow", 2),
            queue("fast", 3),
            [
                "slow (0 to 2 workers, 5 tasks each, A5, 10 GiB of storage)",
                "default (0 to 10 workers, 5 tasks each, A5, 10 GiB of storage)",
                "fast (0 to 3 workers, 5 tasks each, A5, 10 GiB of storage)",
            ],
        ),
        (
            "secretive",
            Field::EnvironmentVariables(vec![secret(None)]),
            Field::EnvironmentVariables(vec![secret(Some(1)), plain("A", "é")]),
            [
                "PASSWORD (secret, empty)",
                "LEVEL=INFO, PASSWORD (secret)",
                "PASSWORD (secret), A=é",
            ],
        ),
        (
            "dev",
            by_hand(None),
            by_hand(Some("2099-01-01T00:00:00Z")),
            [
                "asleep until changed",
                "asleep from 0 18 * * * to 0 7 * * *",
                "awake until 2099-01-01T00:00:00Z",
            ],
        ),
        (
            "dev",
            Field::Hibernation(None),
            {
                let mut spec = hibernation(&[("0 1 * * *", "0 2 * * *")]);
                spec.schedules[0].is_enabled = false;
                Field::Hibernation(Some(spec))
            },
            [
                "not set",
                "asleep from 0 18 * * * to 0 7 * * *",
                "asleep from 0 1 * * * to 0 2 * * * (off)",
            ],
        ),
        (
            "remote",
            remote(&[]),
            remote(&["10.0.0.0/8"]),
            [
                "agents from anywhere, s3://logs",
                "agents from anywhere",
                "agents from 10.0.0.0/8, s3://logs",
            ],
        ),
    ];
    for (deployment, base, value, expected) in cases {
        assert_eq!(shown(deployment, base, value), expected);
    }
}

#[test]
fn every_conflict_of_an_edit_is_told() {
    let fixture = scene();
    let id = fixture.deployment("etl");
    let command = Command::UpdateDeployment {
        id,
        edits: vec![
            Edit::new(Field::Name("old".into()), Field::Name("new".into())),
            Edit::new(
                Field::Description(String::new()),
                Field::Description("fine".into()),
            ),
            Edit::new(
                Field::IsDagDeployEnabled(false),
                Field::IsDagDeployEnabled(true),
            ),
            Edit::new(
                Field::WorkloadIdentity("old".into()),
                Field::WorkloadIdentity("new".into()),
            ),
        ],
    };
    let rejection = fixture.decide(&command).unwrap_err();
    assert_eq!(rejection.code(), "conflict");
    assert_eq!(
        rejection.to_string(),
        "name, workloadIdentity changed since you opened this"
    );
    let fields: Vec<&str> = conflict_of(&fixture, &command)
        .iter()
        .map(|it| it.field)
        .collect();
    assert_eq!(fields, ["name", "workloadIdentity"]);
}

#[test]
fn everything_that_is_edited_has_conflicts() {
    let fixture = staffed();
    let permissions =
        |names: &[Permission]| CustomRoleField::Permissions(names.iter().copied().collect());
    for (command, expected) in [
        (
            Command::UpdateOrganization {
                edits: vec![Edit::new(
                    OrganizationField::Name("Old".into()),
                    OrganizationField::Name("New".into()),
                )],
            },
            ("name", "Old", "Northwind Data", "New"),
        ),
        (
            Command::UpdateWorkspace {
                id: fixture.workspace("Empty"),
                edits: vec![Edit::new(
                    WorkspaceField::Name("Old".into()),
                    WorkspaceField::Name("New".into()),
                )],
            },
            ("name", "Old", "Empty", "New"),
        ),
        (
            Command::UpdateOrganization {
                edits: vec![Edit::new(
                    OrganizationField::Plan(Plan::Team),
                    OrganizationField::Plan(Plan::Business),
                )],
            },
            ("plan", "Team", "Enterprise", "Business"),
        ),
        (
            Command::UpdateCluster {
                id: fixture.cluster("open"),
                edits: vec![Edit::new(
                    ClusterField::Name("Old".into()),
                    ClusterField::Name("New".into()),
                )],
            },
            ("name", "Old", "open", "New"),
        ),
        (
            Command::UpdateUser {
                id: Persona::Owner.id(),
                edits: vec![Edit::new(
                    UserField::FullName("Old".into()),
                    UserField::FullName("New".into()),
                )],
            },
            ("fullName", "Old", "Ada Kim", "New"),
        ),
        (
            Command::UpdateTeam {
                id: fixture.team("Loaders"),
                edits: vec![Edit::new(
                    TeamField::Description("Old".into()),
                    TeamField::Description("New".into()),
                )],
            },
            ("description", "Old", "", "New"),
        ),
        (
            Command::UpdateCustomRole {
                id: fixture.custom_role("Trigger"),
                edits: vec![Edit::new(
                    permissions(&[Permission::DagAirflowDagGet]),
                    permissions(&[]),
                )],
            },
            (
                "permissions",
                "dag.airflow.dag.get",
                "dag.airflow.dag.get, dag.airflow.dagRun.create",
                "none",
            ),
        ),
        (
            Command::UpdateApiToken {
                id: fixture.token("audit"),
                through: TokenScope::Organization,
                edits: vec![Edit::new(
                    ApiTokenField::Name("Old".into()),
                    ApiTokenField::Name("New".into()),
                )],
            },
            ("name", "Old", "audit", "New"),
        ),
    ] {
        let [conflict] = conflict_of(&fixture, &command).try_into().unwrap();
        let found = (
            conflict.field,
            conflict.base.as_str(),
            conflict.theirs.as_str(),
            conflict.yours.as_str(),
        );
        assert_eq!(found, expected);
    }
}
