//! The scene with deploys behind `etl`, and short ways to say a wish.

use planisphere_domain::deploy::{DeployDraft, DeployOutcome, GitDetails, GitDraft, ImageDraft};
use planisphere_domain::{Command, DeployId};
use planisphere_fixtures::Fixture;

use super::scene;

/// `aged` on Runtime 11.8.0; behind `etl` the deploys `first` (an image), `dags` and `dbt` (a bundle).
pub fn deployed() -> Fixture {
    scene()
        .with_deployment_as("Data Platform", "aged", |draft| {
            draft.runtime = Some("11.8.0".into());
        })
        .with_deploy("etl", "first", |_| {})
        .with_deploy("etl", "dags", dags)
        .with_deploy("etl", "dbt", |draft| {
            bundle(draft);
            draft.bundle_mount_path = "/dbt".into();
            draft.bundle_type = "dbt".into();
        })
}

/// DAGs alone.
pub fn dags(draft: &mut DeployDraft) {
    draft.deploy_type = "DAG_ONLY".into();
    draft.image = None;
}

/// A bundle without its fields.
pub fn bundle(draft: &mut DeployDraft) {
    draft.deploy_type = "BUNDLE".into();
    draft.image = None;
}

/// An image of a Runtime.
pub fn runtime(draft: &mut DeployDraft, version: &str) {
    draft.image = Some(ImageDraft {
        runtime: Some(version.into()),
        ..ImageDraft::default()
    });
}

/// A commit.
pub fn git(provider: &str, shape: impl FnOnce(&mut GitDetails)) -> Option<GitDraft> {
    let mut details = GitDetails {
        commit_sha: "abc123".into(),
        ..GitDetails::default()
    };
    shape(&mut details);
    Some(GitDraft {
        provider: provider.into(),
        details,
    })
}

/// A deploy of `etl` that differs from one of an image.
pub fn deploy(fixture: &mut Fixture, shape: impl FnOnce(&mut DeployDraft)) -> Command {
    deploy_to(fixture, "etl", shape)
}

/// A deploy that differs from one of an image.
pub fn deploy_to(
    fixture: &mut Fixture,
    deployment: &str,
    shape: impl FnOnce(&mut DeployDraft),
) -> Command {
    let mut draft = fixture.deploy_draft(deployment, "new");
    shape(&mut draft);
    Command::CreateDeploy(Box::new(draft))
}

/// A return to a deploy of `etl`.
pub fn roll_back(fixture: &mut Fixture, target: DeployId) -> Command {
    let now = fixture.now();
    Command::RollBackDeploy {
        id: fixture.ids().deploy(now),
        deployment: fixture.deployment("etl"),
        target,
        description: " Back ".into(),
    }
}

/// The end of a deploy that came through.
pub fn finish(id: DeployId, dags: Option<&str>, bundle: Option<&str>) -> Command {
    Command::FinalizeDeploy {
        id,
        outcome: DeployOutcome::Deployed {
            dag_tarball_version: dags.map(str::to_owned),
            bundle_tarball_version: bundle.map(str::to_owned),
        },
    }
}

/// Begins a deploy of `etl` and leaves it on its way.
pub fn begun(mut fixture: Fixture, shape: impl FnOnce(&mut DeployDraft)) -> Fixture {
    let command = deploy(&mut fixture, shape);
    fixture.must(command);
    fixture
}
