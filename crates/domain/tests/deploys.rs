//! What deploys leave behind: the code that runs, the history, and what a rollback restores.

use crate::scene::deploys::{
    begun, bundle, dags, deploy, deploy_to, deployed, finish, git, roll_back, runtime,
};
use crate::scene::{asleep_until, edit, plain, scene};
use planisphere_domain::deploy::{
    Code, Deploy, DeployField, DeployOutcome, DeployStatus, OLDEST_ROLLBACK_DAYS,
};
use planisphere_domain::deployment::{DeploymentField, DeploymentStatus};
use planisphere_domain::{Command, DeployId, Edit, Event, Timestamp};
use planisphere_fixtures::Fixture;

fn running(fixture: &Fixture, deployment: &str) -> Code {
    let id = fixture.deployment(deployment);
    Code::of(fixture.state().deployment(id).unwrap())
}

fn descriptions(fixture: &Fixture) -> Vec<&str> {
    let deploys = fixture.state().deploys_of(fixture.deployment("etl"));
    deploys.iter().map(|it| it.description.as_str()).collect()
}

/// DPL-9, and what each deploy brought is what runs.
#[test]
fn the_newest_deploy_comes_first() {
    let fixture = deployed();
    assert_eq!(descriptions(&fixture), ["dbt", "dags", "first"]);
    let code = running(&fixture, "etl");
    assert_eq!(code.dag_tarball_version.as_deref(), Some("dags"));
    assert_eq!(code.bundles.len(), 1);
    assert_eq!(code.image.unwrap().tag, "deploy-2026-03-02T09-47");
    let id = fixture.deployment("etl");
    let stored = fixture.state().deployment(id).unwrap();
    assert_eq!(
        stored.desired_dag_tarball_version,
        stored.dag_tarball_version
    );
}

/// DPL-9. Ids are made by whoever asks, so they tell nothing of the order.
#[test]
fn of_two_deploys_within_one_second_the_later_comes_first() {
    let mut fixture = scene();
    for (id, about) in [(9, "first"), (3, "second"), (6, "third")] {
        let command = deploy_to(&mut fixture, "etl", |draft| {
            draft.id = DeployId::from_bits(id);
            draft.description = about.into();
        });
        fixture.go_to("2026-03-02T12:00:00Z");
        fixture.must(command);
        fixture.must(finish(DeployId::from_bits(id), Some("v"), None));
    }
    assert_eq!(descriptions(&fixture), ["third", "second", "first"]);
}

/// DPL-7: code, image, Runtime and the DAG-deploy switch come back, variables and resources stay, and the way
/// back is a deploy of its own.
#[test]
fn a_rollback_restores_code_and_nothing_else() {
    let mut fixture = scene()
        .with_deployment_as("Data Platform", "aged", |draft| {
            draft.runtime = Some("11.8.0".into());
        })
        .with_deploy("aged", "old", |_| {})
        .with_deploy("aged", "up", |draft| runtime(draft, "13.9.0"));
    let old = running(&fixture, "aged");
    let variables = vec![plain("LEVEL", "DEBUG")];
    fixture.must(edit(
        &fixture,
        "aged",
        [
            DeploymentField::IsDagDeployEnabled(false),
            DeploymentField::EnvironmentVariables(variables.clone()),
            DeploymentField::IsHighAvailability(true),
        ],
    ));
    let first = fixture.deploy("old");
    let target = fixture.state().deploy(first).unwrap().code.clone();
    let told = old.differences(&target);
    let names: Vec<&str> = told.iter().map(|it| it.field).collect();
    assert_eq!(names, ["image", "astroRuntimeVersion", "dagTarballVersion"]);
    let now = fixture.now();
    let id = fixture.ids().deploy(now);
    fixture.must(Command::RollBackDeploy {
        id,
        deployment: fixture.deployment("aged"),
        target: first,
        description: "Back".into(),
    });
    assert_eq!(running(&fixture, "aged"), target);
    let stored = fixture.deployment("aged");
    let stored = fixture.state().deployment(stored).unwrap();
    assert_eq!(stored.runtime.text(), "11.8.0");
    assert!(stored.is_dag_deploy_enabled);
    assert!(stored.is_high_availability);
    assert_eq!(stored.environment_variables, variables);
    let made = fixture.state().deploy(id).unwrap();
    assert_eq!(made.rollback_from_id, Some(first));
    assert_eq!(made.status, DeployStatus::Deployed);
}

/// DPL-6: three months, from both sides.
#[test]
fn the_age_of_what_can_return() {
    let day = 86_400;
    for (seconds, holds) in [
        ((OLDEST_ROLLBACK_DAYS - 1) * day, true),
        (OLDEST_ROLLBACK_DAYS * day, true),
        (OLDEST_ROLLBACK_DAYS * day + 1, false),
        ((OLDEST_ROLLBACK_DAYS + 1) * day, false),
    ] {
        let mut fixture = deployed();
        let first = fixture.deploy("first");
        let at = fixture.state().deploy(first).unwrap().created_at;
        let later = Timestamp::from_seconds(at.seconds() + seconds);
        fixture.go_to(&later.to_string());
        let command = roll_back(&mut fixture, first);
        assert_eq!(fixture.decide(&command).is_ok(), holds, "{seconds}");
    }
}

/// DPL-10: of two images on their way the older is given up, and its DAGs no longer arrive.
#[test]
fn one_image_at_a_time() {
    let fixture = begun(
        begun(scene(), |draft| draft.description = "old".into()),
        |_| {},
    );
    let status = |name: &str| fixture.state().deploy(fixture.deploy(name)).unwrap().status;
    assert_eq!(status("old"), DeployStatus::Failed);
    assert_eq!(status("new"), DeployStatus::Initialized);
    let fixture = begun(
        begun(scene(), |draft| draft.description = "image".into()),
        dags,
    );
    let image = fixture.state().deploy(fixture.deploy("image")).unwrap();
    assert_eq!(image.status, DeployStatus::Initialized);
}

/// What came through beside a deploy while it was on its way stays.
#[test]
fn a_deploy_lands_on_what_runs_by_then() {
    let mut fixture = begun(deployed(), |draft| draft.deploy_type = "IMAGE_ONLY".into());
    fixture = fixture.with_deploy("etl", "later", dags);
    fixture.must(finish(fixture.deploy("new"), None, None));
    let code = running(&fixture, "etl");
    assert_eq!(code.dag_tarball_version.as_deref(), Some("later"));
    assert_eq!(code.image.unwrap().tag, "deploy-2026-03-02T09-50");
}

/// DPL-3.
#[test]
fn what_uploads_dags() {
    let uploads = |fixture: &Fixture| -> bool {
        let stored: &Deploy = fixture.state().deploy(fixture.deploy("new")).unwrap();
        stored.uploads_dags()
    };
    assert!(uploads(&begun(scene(), |_| {})));
    assert!(uploads(&begun(scene(), dags)));
    assert!(!uploads(
        &begun(scene(), |draft| draft.deploy_type = "IMAGE_ONLY".into())
    ));
    assert!(!uploads(&begun(scene(), |draft| {
        bundle(draft);
        draft.bundle_mount_path = "/dbt".into();
        draft.bundle_type = "dbt".into();
    })));
    let mut off = scene();
    off.must(edit(
        &off,
        "etl",
        [DeploymentField::IsDagDeployEnabled(false)],
    ));
    assert!(!uploads(&begun(off, |_| {})));
}

/// DPL-8: what was observed decides, and else an override by hand until its end.
#[test]
fn sleeping_deployments_take_no_deploys() {
    let observed = |status: DeploymentStatus| {
        let fixture = scene();
        let id = fixture.deployment("dev");
        let mut deployment = fixture.state().deployment(id).unwrap().clone();
        deployment.observed.status = Some(status);
        fixture.with_event(Event::DeploymentCreated(Box::new(deployment)))
    };
    let takes = |mut fixture: Fixture| {
        let command = deploy_to(&mut fixture, "dev", |_| {});
        fixture.decide(&command).is_ok()
    };
    assert!(!takes(observed(DeploymentStatus::Hibernating)));
    assert!(takes(observed(DeploymentStatus::Healthy)));
    let mut fixture = scene();
    let spec = Some(asleep_until("2026-03-05T00:00:00Z"));
    fixture.must(edit(&fixture, "dev", [DeploymentField::Hibernation(spec)]));
    assert!(!takes(fixture.clone()));
    fixture.go_to("2026-03-05T00:00:00Z");
    assert!(takes(fixture));
}

/// The description's length, from both sides.
#[test]
fn descriptions_at_their_limits() {
    for (length, holds) in [(0, true), (499, true), (500, true), (501, false)] {
        let text = "ä".repeat(length);
        let mut fixture = deployed();
        let begins = deploy(&mut fixture, |draft| draft.description.clone_from(&text));
        assert_eq!(fixture.decide(&begins).is_ok(), holds, "{length}");
        let describes = Command::UpdateDeploy {
            id: fixture.deploy("dags"),
            edits: vec![Edit::new(
                DeployField::Description("dags".into()),
                DeployField::Description(text),
            )],
        };
        assert_eq!(fixture.decide(&describes).is_ok(), holds, "{length}");
    }
}

/// Runtimes of a new image around the ones that a rule names (RTV-4, RTV-5).
#[test]
fn the_runtimes_that_an_image_may_bring() {
    for (from, to, holds) in [
        ("11.8.0", "11.7.0", false),
        ("11.8.0", "11.8.0", true),
        ("11.8.0", "12.5.0", true),
        ("11.12.0", "3.1-12", false),
        ("12.0.0", "3.1-12", true),
        ("12.1.1", "3.1-12", true),
        ("3.1-12", "13.9.0", false),
    ] {
        let mut fixture = scene().with_deployment_as("Data Platform", "aged", |draft| {
            draft.runtime = Some(from.into());
        });
        let command = deploy_to(&mut fixture, "aged", |draft| runtime(draft, to));
        assert_eq!(fixture.decide(&command).is_ok(), holds, "{from} to {to}");
    }
}

/// Everything that is wrong with a deploy is told at once.
#[test]
fn a_deploy_tells_every_problem() {
    let mut fixture = scene();
    let command = deploy(&mut fixture, |draft| {
        bundle(draft);
        draft.description = "x".repeat(501);
        draft.git = git("GENERIC", |details| details.account = "acme".into());
    });
    let rejection = fixture.decide(&command).unwrap_err();
    let paths: Vec<&str> = rejection
        .problems()
        .iter()
        .map(|it| it.path.as_str())
        .collect();
    assert_eq!(paths, ["description", "git.account", "git", "type"]);
}

/// Rule 53: whoever began a deploy may end it without the permission to change deploys.
#[test]
fn whoever_began_may_end() {
    use planisphere_domain::custom_role::CustomRoleScope;
    use planisphere_domain::policy::{DeploymentRole, OrganizationRole};
    let fixture = scene()
        .with_user("Bo", OrganizationRole::Member)
        .with_custom_role(
            "Push",
            CustomRoleScope::Deployment,
            &["deployment.get", "deployment.deploys.create"],
        );
    let role = DeploymentRole::Custom(fixture.custom_role("Push"));
    let bo = fixture.user_named("Bo");
    let holder = planisphere_domain::access::Holder::User(bo);
    let mut fixture = fixture.with_deployment_role(holder, "etl", role);
    fixture = begun(fixture, |draft| draft.description = "theirs".into());
    let theirs = fixture.deploy("theirs");
    fixture.act_as(bo);
    fixture = begun(fixture, dags);
    let fails = |id| Command::FinalizeDeploy {
        id,
        outcome: DeployOutcome::Failed,
    };
    assert!(fixture.decide(&fails(fixture.deploy("new"))).is_ok());
    assert!(fixture.decide(&fails(theirs)).is_err());
}

/// DEL-3: the history ends with its Deployment, and so do its agent tokens.
#[test]
fn what_ends_with_a_deployment() {
    let mut fixture = deployed().with_agent_token("agent", "remote");
    for name in ["etl", "remote"] {
        let id = fixture.deployment(name);
        fixture.must(Command::DeleteDeployment { id });
    }
    assert_eq!(fixture.state().deploys().count(), 0);
    assert_eq!(fixture.state().agent_tokens().count(), 0);
}
