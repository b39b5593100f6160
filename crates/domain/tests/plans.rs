//! Plans: what they would do, told by thing and field, and what is refused, without doing any of it.

use crate::scene::alerts::{alerted, channel, edit_alert, edit_channel};
use crate::scene::environment::{edit_object, equipped, postgres, prometheus};
use crate::scene::logs::{forward, forwarding, to_datadog};
use crate::scene::{create, doors, edit, edit_queue, plain, scene};
use planisphere_domain::access::Holder;
use planisphere_domain::alert::AlertField;
use planisphere_domain::cost::{RateCard, cost};
use planisphere_domain::deployment::{
    DeploymentField, Executor, LogForwarding, VariableChange, VariableValue,
};
use planisphere_domain::environment_object::{Connection, EnvironmentObjectField, Payload};
use planisphere_domain::notification_channel::{ChannelDefinition, NotificationChannelField};
use planisphere_domain::organization::OrganizationField;
use planisphere_domain::plan::{
    Change, Difference, FieldChange, Keep, Plan, Preview, SHARED_FORMAT, SharedPart, SharedPlan,
    beside, brought_up_to, difference, wanted,
};
use planisphere_domain::policy::WorkspaceRole;
use planisphere_domain::workspace::{DefaultInfrastructure, WorkspaceField};
use planisphere_domain::{Actor, Command, Edit, Names, Rejection, SecretId, Timestamp, decide_all};
use planisphere_fixtures::{Fixture, peering};

fn staged(commands: impl IntoIterator<Item = Command>) -> Plan {
    let mut plan = Plan::default();
    for command in commands {
        plan.stage(command);
    }
    plan
}

fn preview<'a>(fixture: &'a Fixture, plan: &Plan) -> Preview<'a> {
    plan.preview(fixture.state(), &fixture.caller(), &fixture.env())
}

fn field(change: &FieldChange) -> String {
    let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "-".into());
    format!(
        "{}: {} -> {}",
        change.field,
        side(&change.before),
        side(&change.after)
    )
}

/// A line for each thing, and below it one for each field; of a new thing its name is enough.
fn told(changes: &[Change]) -> Vec<String> {
    let mut lines = Vec::new();
    for change in changes {
        let (word, fields) = match &change.what {
            Difference::Created(fields) => {
                assert!(fields.iter().all(|field| field.before.is_none()));
                ("created", Vec::new())
            }
            Difference::Edited(fields) => ("edited", fields.clone()),
            Difference::Deleted => ("deleted", Vec::new()),
        };
        lines.push(format!("{word} {} {}", change.kind, change.name));
        lines.extend(fields.iter().map(|change| format!("  {}", field(change))));
    }
    lines
}

#[test]
fn a_plan_tells_what_differs_by_thing_and_field() {
    let mut fixture = scene().with_team("Loaders", &[]);
    let (team, empty) = (fixture.team("Loaders"), fixture.workspace("Empty"));
    let plan = staged([
        doors::set(&fixture, OrganizationField::Name("Renamed".into())),
        create(&mut fixture, |draft| draft.name = "fresh".into()),
        edit(
            &fixture,
            "etl",
            [
                DeploymentField::Description("Loads the warehouse".into()),
                DeploymentField::EnvironmentVariables(vec![plain("LEVEL", "DEBUG")]),
            ],
        ),
        edit_queue(&fixture, "twin", |queue| queue.max_worker_count = 3),
        Command::AssignWorkspaceRole {
            holder: Holder::Team(team),
            workspace: empty,
            role: Some(WorkspaceRole::Author),
        },
        Command::DeleteDeployment {
            id: fixture.deployment("locked"),
        },
    ]);
    let preview = preview(&fixture, &plan);
    assert_eq!(preview.rejections(), []);
    assert!(preview.is_applicable());
    let mut lines = told(&preview.diff());
    // Things come in the order of their ids.
    lines.sort();
    let expected = [
        "  description:  -> Loads the warehouse",
        "  environmentVariables[LEVEL]: - -> DEBUG",
        "  name: Northwind Data -> Renamed",
        "  role on Workspace \"Empty\": - -> Workspace Editor",
        "  workerQueues[default]: 0 to 10 workers, 5 tasks each, A5, 10 GiB of storage -> 0 to 3 workers, 5 tasks each, A5, 10 GiB of storage",
        "created Deployment fresh",
        "deleted Deployment locked",
        "edited Deployment etl",
        "edited Deployment twin",
        "edited Organization Renamed",
        "edited Team Loaders",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn a_later_edit_of_a_field_counts_and_one_taken_back_leaves_nothing() {
    let fixture = scene();
    let id = fixture.deployment("etl");
    let describe = |from: &str, to: &str| Command::UpdateDeployment {
        id,
        edits: vec![Edit::new(
            DeploymentField::Description(from.into()),
            DeploymentField::Description(to.into()),
        )],
    };
    let mut plan = staged([describe("", "one"), describe("one", "two")]);
    assert_eq!(
        told(&preview(&fixture, &plan).diff()),
        ["edited Deployment etl", "  description:  -> two"]
    );
    plan.stage(describe("two", ""));
    assert_eq!(preview(&fixture, &plan).diff(), []);
    assert!(plan.withdraw(2).is_some());
    assert_eq!(plan.commands().len(), 2);
    assert!(plan.withdraw(2).is_none());
}

#[test]
fn another_secret_is_told_without_its_reference() {
    let mut fixture = scene();
    let id = fixture.deployment("secretive");
    let now = fixture.now();
    let other = fixture.ids().secret(now);
    let stored = fixture.state().deployment(id).unwrap();
    let mut variables = stored.environment_variables.clone();
    for variable in &mut variables {
        if variable.value.is_secret() {
            variable.value = VariableValue::Secret(Some(other));
        }
    }
    let plan = staged([edit(
        &fixture,
        "secretive",
        [DeploymentField::EnvironmentVariables(variables)],
    )]);
    assert_eq!(
        told(&preview(&fixture, &plan).diff()),
        [
            "edited Deployment secretive",
            "  environmentVariables[PASSWORD]: secret -> another secret"
        ]
    );
}

/// An edit that reads like what it replaces is told too: a plan that tells nothing cannot be applied.
#[test]
fn every_edit_is_told_even_where_both_values_read_alike() {
    let lines = |fixture: &Fixture, command: Command| {
        let plan = staged([command]);
        let preview = preview(fixture, &plan);
        assert_eq!(preview.rejections(), []);
        told(&preview.diff())
    };
    let other = Some(SecretId::from_bits(77));

    let fixture = equipped();
    let connection = |change: &dyn Fn(&mut Connection)| {
        let mut connection = postgres();
        change(&mut connection);
        let payload = EnvironmentObjectField::Payload(Payload::Connection(connection));
        lines(&fixture, edit_object(&fixture, "db", [payload]))
    };
    let of_db = |line: &str| {
        vec![
            "edited environment object db".to_owned(),
            format!("  {line}"),
        ]
    };
    for (lines, line) in [
        (
            connection(&|it| it.port = Some(5_433)),
            "connection.port: 5432 -> 5433",
        ),
        (
            connection(&|it| it.login = "ada".into()),
            "connection.login: - -> ada",
        ),
        (
            connection(&|it| it.password = other),
            "connection.password: secret -> another secret",
        ),
        (
            connection(&|it| it.extra = String::new()),
            "connection.extra: {\"sslmode\": \"require\"} -> -",
        ),
    ] {
        assert_eq!(lines, of_db(line));
    }
    let mut export = prometheus();
    export.labels.insert("team".into(), "data".into());
    let payload = EnvironmentObjectField::Payload(Payload::MetricsExport(export));
    assert_eq!(
        lines(&fixture, edit_object(&fixture, "metrics", [payload])),
        [
            "edited environment object metrics",
            "  metricsExport.labels: - -> team=data"
        ]
    );
    let secret = Payload::AirflowVariable(VariableValue::Secret(other));
    assert_eq!(
        lines(
            &fixture,
            edit_object(&fixture, "key", [EnvironmentObjectField::Payload(secret)])
        ),
        [
            "edited environment object key",
            "  airflowVariable.value: secret -> another secret"
        ]
    );
    let mut links = fixture
        .state()
        .environment_object(fixture.object("level"))
        .unwrap()
        .links
        .clone();
    links[0].overrides = Some(Payload::AirflowVariable(VariableValue::Plain(
        "trace".into(),
    )));
    assert_eq!(
        lines(
            &fixture,
            edit_object(&fixture, "level", [EnvironmentObjectField::Links(links)])
        ),
        [
            "edited environment object level",
            "  links[etl]: with its own value -> with its own value, changed"
        ]
    );

    let fixture = alerted();
    let slack = |webhook_url| {
        NotificationChannelField::Definition(ChannelDefinition::Slack { webhook_url })
    };
    let mut draft = fixture.clone();
    let made = channel(&mut draft, |draft| {
        draft.name = "chat".into();
        draft.channel_type = "SLACK".into();
        draft.definition.webhook_url = Some(SecretId::from_bits(76));
    });
    let mut fixture = draft;
    fixture.must(made);
    assert_eq!(
        lines(&fixture, edit_channel(&fixture, "chat", [slack(other)])),
        [
            "edited notification channel chat",
            "  definition: Slack with its credential -> Slack with its credential, changed"
        ]
    );
    let ids = [fixture.channel("team")].into();
    assert_eq!(
        lines(
            &fixture,
            edit_alert(&fixture, "late", [AlertField::NotificationChannelIds(ids)])
        ),
        [
            "edited alert late",
            "  notificationChannelIds: all, own, team -> team"
        ]
    );

    let fixture = forwarding();
    let elsewhere = LogForwarding {
        credential_variable: "OTHER_KEY".into(),
        ..to_datadog(true)
    };
    assert_eq!(
        lines(&fixture, forward(&fixture, Some(elsewhere))),
        [
            "edited Deployment etl",
            "  logForwarding: Datadog https://intake.example/v2 (on) -> Datadog https://intake.example/v2 (on), changed"
        ]
    );
    let fixture = scene();
    let workspace = fixture.workspace("Empty");
    let open = fixture.cluster("open");
    let stored = fixture.state().workspace(workspace).unwrap();
    let value = WorkspaceField::DefaultInfrastructure(Some(DefaultInfrastructure::Cluster(open)));
    let edits = vec![Edit::new(stored.field(&value), value)];
    assert_eq!(
        lines(
            &fixture,
            Command::UpdateWorkspace {
                id: workspace,
                edits
            }
        ),
        [
            "edited Workspace Empty",
            "  defaultInfrastructure: not set -> cluster open"
        ]
    );
}

#[test]
fn every_refusal_is_known_at_once_and_the_rest_is_still_shown() {
    let fixture = scene();
    let plan = staged([
        edit(&fixture, "etl", [DeploymentField::Name(String::new())]),
        edit(
            &fixture,
            "etl",
            [DeploymentField::Description("Loads".into())],
        ),
        Command::DeleteWorkspace {
            id: fixture.workspace("Data Platform"),
        },
    ]);
    let preview = preview(&fixture, &plan);
    let places: Vec<usize> = preview.rejections().iter().map(|(at, _)| *at).collect();
    assert_eq!(places, [0, 2]);
    assert!(!preview.is_applicable());
    assert_eq!(told(&preview.diff()).len(), 2);
    assert!(
        !staged([])
            .preview(fixture.state(), &fixture.caller(), &fixture.env())
            .is_applicable()
    );
}

#[test]
fn a_base_that_moved_on_is_a_conflict_with_both_values() {
    let mut fixture = scene();
    let plan = staged([edit(
        &fixture,
        "etl",
        [DeploymentField::Executor(Executor::Kubernetes)],
    )]);
    assert!(preview(&fixture, &plan).is_applicable());
    let theirs = edit(
        &fixture,
        "etl",
        [DeploymentField::Executor(Executor::Astro)],
    );
    fixture.must(theirs);
    let preview = preview(&fixture, &plan);
    let [(0, Rejection::Conflict(conflicts))] = preview.rejections() else {
        panic!("{:?}", preview.rejections());
    };
    let [conflict] = conflicts.as_slice() else {
        panic!("{conflicts:?}");
    };
    assert_eq!(
        [&*conflict.base, &*conflict.theirs, &*conflict.yours],
        ["Celery", "Astro", "Kubernetes"]
    );
}

#[test]
fn a_preview_is_what_applying_does() {
    let mut fixture = scene().with_team("Loaders", &[]);
    let plan = staged([
        create(&mut fixture, |_| {}),
        edit(&fixture, "etl", [DeploymentField::Name("renamed".into())]),
        Command::DeleteTeam {
            id: fixture.team("Loaders"),
        },
    ]);
    let before = fixture.state().clone();
    let shown = {
        let preview = preview(&fixture, &plan);
        assert!(*fixture.state() == before);
        assert_eq!(
            decide_all(&before, &fixture.caller(), plan.commands(), &fixture.env()).unwrap(),
            preview.events()
        );
        (
            preview.diff(),
            preview.access_delta(),
            preview.after().clone(),
        )
    };
    fixture.must_all(plan.commands());
    assert!(*fixture.state() == shown.2);
    assert_eq!(difference(&before, fixture.state()), shown.0);
    // Backwards, what was created goes and what went is created.
    let back = difference(fixture.state(), &before);
    assert_eq!(back.len(), shown.0.len());
    for (there, back) in shown.0.iter().zip(&back) {
        let turned = match (&there.what, &back.what) {
            (Difference::Created(_), Difference::Deleted)
            | (Difference::Deleted, Difference::Created(_)) => true,
            (Difference::Edited(there), Difference::Edited(back)) => there.len() == back.len(),
            _ => false,
        };
        assert!(turned, "{there:?} {back:?}");
    }
}

#[test]
fn a_plan_tells_where_logs_go_and_what_a_cluster_is_peered_with() {
    let fixture = scene();
    let plan = staged([
        forward(&fixture, Some(to_datadog(true))),
        Command::RequestVpcPeering(peering(fixture.cluster("open"))),
    ]);
    let preview = preview(&fixture, &plan);
    assert!(preview.rejections().is_empty());
    let lines = told(&preview.diff());
    for line in [
        "  logForwarding: - -> Datadog https://intake.example/v2 (on)",
        "  vpcPeerings[vpc-0a1b2c3d]: - -> 10.20.0.0/16 (Requested)",
    ] {
        assert!(lines.iter().any(|it| it == line), "{lines:#?}");
    }
}

#[test]
fn a_plan_tells_what_the_touched_things_cost() {
    let fixture = scene();
    let now = fixture.env().now;
    let plan = staged([edit_queue(&fixture, "etl", |queue| {
        queue.max_worker_count += 7;
    })]);
    let preview = preview(&fixture, &plan);
    let delta = preview.cost_delta(now);
    let id = fixture.deployment("etl");
    let of = |state: &planisphere_domain::State| {
        cost(&RateCard::example(), state.deployment(id).unwrap(), now)
    };
    assert_eq!(delta.things, 1);
    assert_eq!(delta.before, of(fixture.state()));
    assert_eq!(delta.after, of(preview.after()));
    assert!(delta.after.peak_hour > delta.before.peak_hour);
    assert_eq!(delta.after.idle_hour, delta.before.idle_hour);
    assert!(!delta.is_nothing());
}

#[test]
fn a_plan_that_changes_the_rates_is_about_everything() {
    let fixture = scene();
    let mut card = RateCard::example();
    card.cluster_hour = card.cluster_hour.times(2);
    let plan = staged([Command::SetRateCard {
        base_version: 0,
        card: Some(Box::new(card)),
    }]);
    let preview = preview(&fixture, &plan);
    let delta = preview.cost_delta(fixture.env().now);
    let things = fixture.state().deployments().count() + fixture.state().clusters().count();
    assert_eq!(delta.things, things);
    assert_eq!(preview.rejections(), []);
    let lines = told(&preview.diff());
    assert!(lines.contains(&"  rateCard: the example -> its own".to_owned()));
    assert!(lines.contains(&"  hour of a dedicated cluster: 1.50 -> 3.00".to_owned()));
}

#[test]
fn a_plan_that_costs_nothing_says_so() {
    let fixture = scene();
    let plan = staged([doors::set(
        &fixture,
        OrganizationField::Name("Other".into()),
    )]);
    assert!(
        preview(&fixture, &plan)
            .cost_delta(Timestamp::from_seconds(0))
            .is_nothing()
    );
}

#[test]
fn a_plan_names_the_secrets_it_needs_and_no_others() {
    let mut fixture = scene();
    let (old, new) = (SecretId::from_bits(1), SecretId::from_bits(2));
    let secret = |key: &str, id| planisphere_domain::deployment::EnvironmentVariable {
        value: VariableValue::Secret(Some(id)),
        ..plain(key, "")
    };
    fixture.must(edit(
        &fixture,
        "etl",
        [DeploymentField::EnvironmentVariables(vec![secret(
            "KEPT", old,
        )])],
    ));
    let plan = staged([edit(
        &fixture,
        "etl",
        [DeploymentField::EnvironmentVariables(vec![
            secret("KEPT", old),
            secret("ADDED", new),
        ])],
    )]);
    let needed = preview(&fixture, &plan).secrets();
    let [needed] = needed.as_slice() else {
        panic!("{needed:?}");
    };
    assert_eq!(needed.id, new);
    assert_eq!(
        (needed.name.as_str(), needed.key.as_deref()),
        ("etl", Some("ADDED"))
    );
}

#[test]
fn a_shared_plan_reads_as_it_was_written() {
    let mut fixture = scene();
    let plan = staged([
        create(&mut fixture, |_| {}),
        edit(&fixture, "etl", [DeploymentField::Name("renamed".into())]),
    ]);
    let organization = fixture.state().organization().unwrap();
    let Actor::User(author) = fixture.caller().actor else {
        panic!("a person");
    };
    let shared = SharedPlan {
        planisphere_plan: SHARED_FORMAT,
        organization: organization.id,
        organization_name: organization.name.clone(),
        author: Actor::User(author),
        at: fixture.env().now,
        parts: vec![SharedPart {
            title: "Two changes".into(),
            commands: plan.commands().to_vec(),
        }],
    };
    let text = serde_json::to_string(&shared).unwrap();
    let read: SharedPlan = serde_json::from_str(&text).unwrap();
    assert_eq!(read, shared);
    assert_eq!(read.plan(), plan);
}

#[test]
fn a_moved_base_is_brought_up_to_date_with_either_value() {
    let mut fixture = scene();
    let mine = edit(
        &fixture,
        "etl",
        [
            DeploymentField::Executor(Executor::Kubernetes),
            DeploymentField::Description("Loads".into()),
        ],
    );
    let fields = |command: &Command| -> Vec<String> {
        wanted(command, &Names::default())
            .iter()
            .map(field)
            .collect()
    };
    assert_eq!(
        fields(&mine),
        ["executor: Celery -> Kubernetes", "description:  -> Loads"]
    );
    let theirs = edit(
        &fixture,
        "etl",
        [DeploymentField::Executor(Executor::Astro)],
    );
    fixture.must(theirs);
    let up = |keep| brought_up_to(fixture.state(), &mine, keep);
    let kept = up(Keep::Mine).unwrap();
    assert_eq!(
        fields(&kept),
        ["executor: Astro -> Kubernetes", "description:  -> Loads"]
    );
    let given_up = up(Keep::Theirs).unwrap();
    assert_eq!(fields(&given_up), ["description:  -> Loads"]);
    for command in [kept, given_up] {
        assert_eq!(preview(&fixture, &staged([command])).rejections(), []);
    }
}

#[test]
fn nothing_is_left_of_a_command_about_what_is_gone() {
    let mut fixture = scene();
    let mine = edit(
        &fixture,
        "etl",
        [DeploymentField::Executor(Executor::Kubernetes)],
    );
    let id = fixture.deployment("etl");
    fixture.must(Command::DeleteDeployment { id });
    assert_eq!(brought_up_to(fixture.state(), &mine, Keep::Mine), None);
    let plan = staged([mine]);
    let preview = preview(&fixture, &plan);
    assert!(matches!(
        preview.rejections(),
        [(0, Rejection::NotFound { .. })]
    ));
}

#[test]
fn of_two_wishes_for_one_field_the_later_counts() {
    let fixture = scene();
    let earlier = edit(
        &fixture,
        "etl",
        [
            DeploymentField::Executor(Executor::Kubernetes),
            DeploymentField::Description("Loads".into()),
        ],
    );
    let fields = |command: Option<Command>| -> Vec<String> {
        command
            .iter()
            .flat_map(|command| wanted(command, &Names::default()))
            .map(|change| change.field)
            .collect()
    };
    let executor = edit(
        &fixture,
        "etl",
        [DeploymentField::Executor(Executor::Astro)],
    );
    assert_eq!(fields(beside(&earlier, &executor)), ["description"]);
    assert_eq!(beside(&earlier, &earlier), None);
    let other = edit(
        &fixture,
        "twin",
        [DeploymentField::Executor(Executor::Astro)],
    );
    assert_eq!(beside(&earlier, &other), Some(earlier));

    // One that starts from what the earlier one wants goes on from it.
    let queues = edit_queue(&fixture, "etl", |queue| queue.max_worker_count = 3);
    let mut ahead = fixture.clone();
    ahead.must(queues.clone());
    let further = edit_queue(&ahead, "etl", |queue| queue.worker_concurrency = 4);
    assert_eq!(beside(&queues, &further).as_ref(), Some(&queues));
    assert_eq!(
        preview(&fixture, &staged([queues.clone(), further])).rejections(),
        []
    );
    let anew = edit_queue(&fixture, "etl", |queue| queue.max_worker_count = 4);
    assert_eq!(beside(&queues, &anew), None);
    let key = "LEVEL";
    let set = |base: Option<&str>, value: &str| {
        let plain = |text: &str| VariableValue::Plain(text.into());
        Command::ChangeEnvironmentVariables {
            id: fixture.deployment("etl"),
            changes: vec![VariableChange {
                key: key.into(),
                base: base.map(plain),
                value: Some(plain(value)),
            }],
        }
    };
    let first = set(None, "INFO");
    assert_eq!(
        beside(&first, &set(Some("INFO"), "DEBUG")),
        Some(first.clone())
    );
    assert_eq!(beside(&first, &set(None, "DEBUG")), None);

    let role = |role| Command::AssignWorkspaceRole {
        holder: Holder::User(fixture.caller().actor.user().unwrap()),
        workspace: fixture.workspace("Empty"),
        role,
    };
    let (given, taken) = (role(Some(WorkspaceRole::Member)), role(None));
    assert_eq!(beside(&given, &taken), None);
    let organization = doors::set(&fixture, OrganizationField::Name("Other".into()));
    assert_eq!(beside(&given, &organization), Some(given));

    let gone = Command::DeleteWorkspace {
        id: fixture.workspace("Empty"),
    };
    assert_eq!(beside(&gone, &gone), None);
}
