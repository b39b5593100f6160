//! Deploys, rollbacks and agent tokens.

use planisphere_domain::deploy::{DeployField, DeployOutcome, ImageDraft};
use planisphere_domain::deployment::{DeploymentField, Executor};
use planisphere_domain::{AgentTokenId, Command, DeployId, Edit, Event};
use planisphere_fixtures::Fixture;

use super::{Refused, refused};
use crate::scene::deploys::{
    begun, bundle, dags, deploy, deploy_to, deployed, finish, git, roll_back, runtime,
};
use crate::scene::{asleep_until, edit, scene, suspended};

/// `etl` on an older Runtime than its deploy `first` left behind, as after a rollback of old.
fn without_dag_deploys() -> Fixture {
    let mut fixture = scene();
    fixture.must(edit(
        &fixture,
        "etl",
        [DeploymentField::IsDagDeployEnabled(false)],
    ));
    fixture
}

fn asleep() -> Fixture {
    let mut fixture = scene();
    let spec = Some(asleep_until("2099-01-01T00:00:00Z"));
    fixture.must(edit(&fixture, "dev", [DeploymentField::Hibernation(spec)]));
    fixture
}

/// `etl` with the executor of Airflow 3, and behind it a deploy of Airflow 2.
fn moved_up() -> Fixture {
    let fixture = deployed();
    let id = fixture.deploy("first");
    let mut code = fixture.state().deploy(id).unwrap().code.clone();
    code.runtime = planisphere_domain::deployment::RuntimeVersion::new("13.9.0");
    let mut old = fixture.state().deploy(id).unwrap().clone();
    old.code = code;
    let etl = fixture.deployment("etl");
    let changes = vec![DeploymentField::Executor(Executor::Astro)];
    fixture
        .with_event(Event::DeployCreated(Box::new(old)))
        .with_event(Event::DeploymentEdited { id: etl, changes })
}

pub fn cases() -> Vec<Refused> {
    [started(), images(), ended(), rollbacks(), agents()]
        .into_iter()
        .flatten()
        .collect()
}

fn started() -> Vec<Refused> {
    vec![
        refused(
            ("", "a type that is none"),
            scene,
            |fixture| deploy(fixture, |draft| draft.deploy_type = "DAG".into()),
            ("unknown-word", "type is `DAG`"),
        ),
        refused(
            ("DPL-1", "a bundle of nothing"),
            scene,
            |fixture| deploy(fixture, bundle),
            (
                "missing-fields",
                "Missing fields: bundleMountPath, bundleType",
            ),
        ),
        refused(
            ("DPL-1", "a bundle without a type"),
            scene,
            |fixture| {
                deploy(fixture, |draft| {
                    bundle(draft);
                    draft.bundle_mount_path = "/dbt".into();
                })
            },
            ("missing-fields", "Missing fields: bundleType"),
        ),
        refused(
            ("", "a bundle's path of an image"),
            scene,
            |fixture| deploy(fixture, |draft| draft.bundle_mount_path = "/dbt".into()),
            ("not-of-type", "bundleMountPath does not fit"),
        ),
        refused(
            ("DPL-2", "GitHub without a repository"),
            scene,
            |fixture| deploy(fixture, |draft| draft.git = git("GITHUB", |_| {})),
            ("missing-fields", "Missing fields: account, repo"),
        ),
        refused(
            ("DPL-2", "an account of anybody's repository"),
            scene,
            |fixture| {
                deploy(fixture, |draft| {
                    draft.git = git("GENERIC", |details| {
                        details.remote_url = "https://git.example/a.git".into();
                        details.account = "northwind".into();
                    });
                })
            },
            ("not-of-type", "git.account"),
        ),
        refused(
            ("DPL-2", "a repository without an address"),
            scene,
            |fixture| deploy(fixture, |draft| draft.git = git("GENERIC", |_| {})),
            ("missing-fields", "remoteUrl"),
        ),
        refused(
            ("DPL-2", "a provider that is none"),
            scene,
            |fixture| deploy(fixture, |draft| draft.git = git("GITLAB", |_| {})),
            ("unknown-word", "git.provider is `GITLAB`"),
        ),
        refused(
            ("DPL-5 CIC-4", "DAGs alone where they cannot come alone"),
            without_dag_deploys,
            |fixture| deploy(fixture, dags),
            ("dag-deploys-off", "DAG deploys are off"),
        ),
        refused(
            ("DPL-8", "a deploy to a sleeping Deployment"),
            asleep,
            |fixture| deploy_to(fixture, "dev", |_| {}),
            ("hibernating", "`dev` is hibernating"),
        ),
        refused(
            ("", "501 characters"),
            scene,
            |fixture| deploy(fixture, |draft| draft.description = "x".repeat(501)),
            ("too-long", "limit is 500"),
        ),
        refused(
            ("", "a deploy's id that is there"),
            deployed,
            |fixture| {
                let id = fixture.deploy("first");
                deploy(fixture, |draft| draft.id = id)
            },
            ("taken", "deploy"),
        ),
        refused(
            ("CIC-1", "a person's deploy under enforcement"),
            scene,
            |fixture| deploy_to(fixture, "locked", |_| {}),
            ("not-allowed", "CI/CD is enforced here"),
        ),
        refused(
            ("ORG-7", "a deploy in a suspended Organization"),
            suspended,
            |fixture| deploy(fixture, |_| {}),
            ("organization-not-active", "ACTIVE"),
        ),
    ]
}

fn images() -> Vec<Refused> {
    vec![
        refused(
            ("RTV-4", "an older Runtime"),
            deployed,
            |fixture| deploy_to(fixture, "aged", |draft| runtime(draft, "11.7.0")),
            (
                "runtime-downgrade",
                "Runtime `11.7.0` is older than `11.8.0`",
            ),
        ),
        refused(
            ("RTV-5", "Airflow 3 from too far"),
            deployed,
            |fixture| deploy_to(fixture, "aged", |draft| runtime(draft, "3.1-12")),
            ("runtime-step", "12.0.0"),
        ),
        refused(
            ("RTV-1", "a Runtime that does not exist"),
            deployed,
            |fixture| deploy_to(fixture, "aged", |draft| runtime(draft, "12.99.0")),
            ("unknown-runtime", "`12.99.0` does not exist"),
        ),
        refused(
            ("", "an image beside DAGs alone"),
            scene,
            |fixture| {
                deploy(fixture, |draft| {
                    dags(draft);
                    draft.image = Some(ImageDraft::default());
                })
            },
            ("not-of-type", "image does not fit the type DAG_ONLY"),
        ),
    ]
}

fn ended() -> Vec<Refused> {
    vec![
        refused(
            ("DPL-4", "DAGs without their version"),
            || begun(scene(), dags),
            |fixture| finish(fixture.deploy("new"), Some(" "), None),
            ("missing-fields", "dagTarballVersion"),
        ),
        refused(
            ("DPL-4", "a bundle without its version"),
            || {
                begun(scene(), |draft| {
                    bundle(draft);
                    draft.bundle_mount_path = "/dbt".into();
                    draft.bundle_type = "dbt".into();
                })
            },
            |fixture| finish(fixture.deploy("new"), None, None),
            ("missing-fields", "bundleTarballVersion"),
        ),
        refused(
            ("", "a deploy that has ended"),
            deployed,
            |fixture| Command::FinalizeDeploy {
                id: fixture.deploy("first"),
                outcome: DeployOutcome::Failed,
            },
            ("deploy-ended", "it is DEPLOYED"),
        ),
        refused(
            ("", "a deploy that was overtaken"),
            || {
                begun(
                    begun(scene(), |draft| draft.description = "old".into()),
                    |_| {},
                )
            },
            |fixture| finish(fixture.deploy("old"), Some("v1"), None),
            ("deploy-ended", "it is FAILED"),
        ),
        refused(
            ("", "an unknown deploy"),
            scene,
            |_| finish(DeployId::from_bits(1), None, None),
            ("not-found", "deploy"),
        ),
        refused(
            ("", "described in 501 characters"),
            deployed,
            |fixture| Command::UpdateDeploy {
                id: fixture.deploy("first"),
                edits: vec![Edit::new(
                    DeployField::Description("first".into()),
                    DeployField::Description("x".repeat(501)),
                )],
            },
            ("too-long", "limit is 500"),
        ),
    ]
}

fn rollbacks() -> Vec<Refused> {
    vec![
        refused(
            ("DPL-6", "back to an unknown deploy"),
            scene,
            |fixture| roll_back(fixture, DeployId::from_bits(1)),
            ("unknown-deploy", "rollback"),
        ),
        refused(
            ("DPL-6", "back to a deploy of another Deployment"),
            || deployed().with_deploy("twin", "other", |_| {}),
            |fixture| {
                let other = fixture.deploy("other");
                roll_back(fixture, other)
            },
            ("unknown-deploy", "no deploy of this Deployment"),
        ),
        refused(
            ("DPL-6", "back to a deploy on its way"),
            || begun(scene(), |_| {}),
            |fixture| {
                let new = fixture.deploy("new");
                roll_back(fixture, new)
            },
            (
                "deploy-not-done",
                "rollback to a deploy that is INITIALIZED",
            ),
        ),
        refused(
            ("DPL-6", "back to a deploy of 91 days ago"),
            deployed,
            |fixture| {
                let first = fixture.deploy("first");
                let at = fixture.state().deploy(first).unwrap().created_at.seconds();
                let later = planisphere_domain::Timestamp::from_seconds(at + 91 * 86_400);
                fixture.go_to(&later.to_string());
                roll_back(fixture, first)
            },
            ("deploy-too-old", "91 days old, the limit is 90"),
        ),
        refused(
            (
                "EXE-3",
                "back to an Airflow that the executor does not run on",
            ),
            moved_up,
            |fixture| {
                let first = fixture.deploy("first");
                roll_back(fixture, first)
            },
            ("executor-runtime", "ASTRO needs an Airflow 3 Runtime"),
        ),
    ]
}

fn agents() -> Vec<Refused> {
    vec![
        refused(
            ("TOK-12", "an agent token without remote execution"),
            scene,
            |fixture| Command::CreateAgentToken(fixture.agent_token_draft("agent", "etl")),
            ("no-remote-execution", "remote"),
        ),
        refused(
            ("TOK-1", "an agent token without a name"),
            scene,
            |fixture| Command::CreateAgentToken(fixture.agent_token_draft(" ", "remote")),
            ("empty", "token's name"),
        ),
        refused(
            ("TOK-2", "an agent token of 3,651 days"),
            scene,
            |fixture| {
                let mut draft = fixture.agent_token_draft("agent", "remote");
                draft.expiry_period_in_days = Some(3_651);
                Command::CreateAgentToken(draft)
            },
            ("expiry", "3651"),
        ),
        refused(
            ("", "an agent token's id that is there"),
            || scene().with_agent_token("agent", "remote"),
            |fixture| {
                let mut draft = fixture.agent_token_draft("other", "remote");
                draft.id = fixture.agent_token("agent");
                Command::CreateAgentToken(draft)
            },
            ("taken", "agent token"),
        ),
        refused(
            ("", "an unknown agent token"),
            scene,
            |_| Command::DeleteAgentToken {
                id: AgentTokenId::from_bits(1),
            },
            ("not-found", "agent token"),
        ),
    ]
}
