//! The deploys of a Deployment as its history and the page of one show them, and what returning to one would do.

use planisphere_domain::deploy::{
    Code, Deploy, DeployField, DeploySource, DeployStatus, DeployType, GitProvider,
};
use planisphere_domain::deployment::Deployment;
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::{Actor, Command, DeployId, DeploymentId, Edit, Timestamp};

use super::super::{Ids, Opened, Replica, capital, field_in_words};
use super::workspaces::name_of;

/// One line of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeployRow {
    /// Names it.
    pub id: DeployId,
    /// What it brought: an image, DAGs, a bundle.
    pub what: String,
    /// Its kind.
    pub deploy_type: DeployType,
    /// How far it is.
    pub status: DeployStatus,
    /// How it came into the history.
    pub source: DeploySource,
    /// What it is about.
    pub description: String,
    /// The Runtime of its code.
    pub runtime: String,
    /// The Airflow that this carries.
    pub airflow: String,
    /// Through whom.
    pub by: String,
    /// Whether that was an API token.
    pub by_token: bool,
    /// When it was begun.
    pub created_at: Timestamp,
    /// Whether the Deployment runs its code now.
    pub is_current: bool,
    /// When the deploy was begun that it returned to, if it did.
    pub returned_to: Option<Timestamp>,
    /// What a filter looks through, in lower case.
    pub search: String,
}

/// A field of the code with two values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeChange {
    /// Its name in words.
    pub field: String,
    /// What runs now.
    pub now: String,
    /// What would run.
    pub then: String,
}

/// One deploy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeployView {
    /// Its line.
    pub row: DeployRow,
    /// What its code is and where it is from, as label and value.
    pub facts: Vec<(&'static str, String)>,
    /// Where its commit can be read, when that is an address of the web.
    pub commit_url: Option<String>,
    /// What differs between what runs now and its code.
    pub differences: Vec<CodeChange>,
    /// Whether versions of DAGs and of a bundle have to be given when it comes through.
    pub wants: (bool, bool),
    /// When it last changed.
    pub updated_at: Timestamp,
    /// By whom.
    pub updated_by: String,
}

/// What returning to a deploy does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RollbackView {
    /// Why it is refused.
    pub reason: Option<String>,
    /// What changes of the code.
    pub changes: Vec<CodeChange>,
    /// What happens to the running Deployment, a sentence each.
    pub effects: Vec<String>,
}

impl Replica {
    /// The deploys of a Deployment, newest first; none where the person may not see them.
    #[must_use]
    pub fn deploys(self, id: DeploymentId) -> Vec<DeployRow> {
        self.read(|opened| {
            let Some(deployment) = readable(opened, id) else {
                return Vec::new();
            };
            let deploys = opened.state.deploys_of(id);
            let current = current(&deploys, deployment);
            deploys
                .into_iter()
                .map(|deploy| row(opened, deploy, current))
                .collect()
        })
        .unwrap_or_default()
    }

    /// One deploy of a Deployment.
    #[must_use]
    pub fn deploy(self, deployment: DeploymentId, id: DeployId) -> Option<DeployView> {
        self.read(|opened| {
            let deployment = readable(opened, deployment)?;
            let deploy = opened.state.deploy(id)?;
            if deploy.deployment_id != deployment.id {
                return None;
            }
            let deploys = opened.state.deploys_of(deployment.id);
            let row = row(opened, deploy, current(&deploys, deployment));
            Some(DeployView {
                facts: facts(deploy),
                commit_url: commit_url(deploy),
                differences: differences(&Code::of(deployment), &deploy.code),
                wants: (deploy.uploads_dags(), deploy.bundle.is_some()),
                updated_at: deploy.updated_at,
                updated_by: name_of(opened, deploy.updated_by),
                row,
            })
        })
        .flatten()
    }

    /// The edit of what a deploy is about, over what is stored.
    #[must_use]
    pub fn describe_deploy(self, id: DeployId, seen: String, text: String) -> Command {
        Command::UpdateDeploy {
            id,
            edits: vec![Edit::new(
                DeployField::Description(seen),
                DeployField::Description(text),
            )],
        }
    }

    /// What returning to a deploy would do, or why it is refused.
    #[must_use]
    pub fn rollback(self, deployment: DeploymentId, target: DeployId) -> RollbackView {
        let Ok(id) = Ids::deploy() else {
            return RollbackView::default();
        };
        let command = Command::RollBackDeploy {
            id,
            deployment,
            target,
            description: String::new(),
        };
        let reason = self.gate(command.clone()).reason;
        self.read(|opened| {
            let Some(before) = readable(opened, deployment) else {
                return RollbackView {
                    reason: reason.clone(),
                    ..RollbackView::default()
                };
            };
            let after = Self::dry_run(opened, &[command]).ok();
            let after = after
                .as_ref()
                .and_then(|state| state.deployment(deployment));
            let target = opened.state.deploy(target);
            let changes = target.map(|target| differences(&Code::of(before), &target.code));
            let effects = after.map(|after| before.effects_of(after, opened.now()));
            RollbackView {
                reason: reason.clone(),
                changes: changes.unwrap_or_default(),
                effects: effects
                    .unwrap_or_default()
                    .iter()
                    .map(|effect| format!("{}.", capital(&effect.sentence())))
                    .collect(),
            }
        })
        .unwrap_or_default()
    }

    /// Whether DAGs are deployed beside the image of a Deployment.
    #[must_use]
    pub fn has_dag_deploys(self, id: DeploymentId) -> bool {
        self.read(|opened| readable(opened, id).is_some_and(|it| it.is_dag_deploy_enabled))
            .unwrap_or_default()
    }

    /// The Runtimes that an image of a Deployment may carry: the one that runs and newer ones that are offered.
    #[must_use]
    pub fn deployable_runtimes(self, id: DeploymentId) -> Vec<(String, String)> {
        self.read(|opened| {
            let Some(deployment) = readable(opened, id) else {
                return Vec::new();
            };
            let env = opened.env();
            let runs = &deployment.runtime;
            let newer = env
                .catalogue
                .open_runtimes(allows_deprecated(opened), env.now)
                .map(|release| (release.version.to_string(), release.airflow.to_string()))
                .filter(|(version, _)| {
                    planisphere_domain::deployment::RuntimeVersion::new(version) > *runs
                })
                .map(|(version, airflow)| {
                    let label = format!("{version} (Airflow {airflow})");
                    (version, label)
                });
            let own = (
                runs.text().to_owned(),
                format!(
                    "{runs} (Airflow {}), as it runs now",
                    deployment.airflow_version
                ),
            );
            std::iter::once(own).chain(newer).collect()
        })
        .unwrap_or_default()
    }
}

/// Whether the Organization lets Runtimes past maintenance run (RTV-1).
pub(super) fn allows_deprecated(opened: &Opened) -> bool {
    let organization = opened.state.organization();
    organization.is_some_and(|it| it.allows_deprecated_runtimes)
}

fn readable(opened: &Opened, id: DeploymentId) -> Option<&Deployment> {
    let place = ResourceRef::Deployment(id);
    let deployment = opened.state.deployment(id)?;
    opened
        .holds_on(Permission::DeploymentDeploysGet, &place)
        .then_some(deployment)
}

/// The newest deploy whose code is what runs.
fn current(deploys: &[&Deploy], deployment: &Deployment) -> Option<DeployId> {
    let runs = Code::of(deployment);
    let done = deploys
        .iter()
        .find(|deploy| deploy.status == DeployStatus::Deployed)?;
    runs.differences(&done.code).is_empty().then_some(done.id)
}

fn row(opened: &Opened, deploy: &Deploy, current: Option<DeployId>) -> DeployRow {
    let by = name_of(opened, deploy.created_by);
    let what = what(deploy);
    let returned_to = deploy
        .rollback_from_id
        .and_then(|id| opened.state.deploy(id))
        .map(|target| target.created_at);
    let search = [
        what.as_str(),
        deploy.deploy_type.label(),
        deploy.status.label(),
        &deploy.description,
        &by,
        deploy.code.runtime.text(),
    ]
    .join("\n")
    .to_lowercase();
    DeployRow {
        id: deploy.id,
        what,
        deploy_type: deploy.deploy_type,
        status: deploy.status,
        source: deploy.source,
        description: deploy.description.clone(),
        runtime: deploy.code.runtime.text().to_owned(),
        airflow: deploy.code.airflow_version.clone(),
        by,
        by_token: matches!(deploy.created_by, Actor::ApiToken(_)),
        created_at: deploy.created_at,
        is_current: current == Some(deploy.id),
        returned_to,
        search,
    }
}

/// What it brought, by the name that people know it by.
fn what(deploy: &Deploy) -> String {
    match deploy.deploy_type {
        DeployType::ImageAndDag | DeployType::ImageOnly => image(deploy),
        DeployType::DagOnly => match &deploy.code.dag_tarball_version {
            Some(version) if deploy.status == DeployStatus::Deployed => format!("DAGs {version}"),
            _ => "DAGs".to_owned(),
        },
        DeployType::Bundle => deploy.bundle.as_ref().map_or_else(
            || "Bundle".to_owned(),
            |bundle| format!("{} at {}", bundle.bundle_type, bundle.mount_path),
        ),
    }
}

fn image(deploy: &Deploy) -> String {
    deploy.code.image.as_ref().map_or_else(
        || "The image of the Runtime".to_owned(),
        |image| format!("{}:{}", image.repository, image.tag),
    )
}

fn facts(deploy: &Deploy) -> Vec<(&'static str, String)> {
    let code = &deploy.code;
    let on = |yes: bool| if yes { "On" } else { "Off" }.to_owned();
    let mut facts = vec![
        ("Image", image(deploy)),
        (
            "Runtime",
            format!("{} (Airflow {})", code.runtime, code.airflow_version),
        ),
        ("DAG deploys", on(code.is_dag_deploy_enabled)),
        (
            "DAGs",
            code.dag_tarball_version
                .clone()
                .unwrap_or_else(|| "In the image".to_owned()),
        ),
    ];
    let bundles: Vec<String> = code
        .bundles
        .iter()
        .map(|it| {
            format!(
                "{} ({}, {})",
                it.mount_path, it.bundle_type, it.tarball_version
            )
        })
        .collect();
    if !bundles.is_empty() {
        facts.push(("Bundles", bundles.join(", ")));
    }
    if let Some(git) = &deploy.git {
        let details = &git.details;
        let repository = match git.provider {
            GitProvider::Github => format!("{}/{} on GitHub", details.account, details.repo),
            GitProvider::Generic => details.remote_url.clone(),
        };
        for (label, text) in [
            ("Repository", &repository),
            ("Commit", &details.commit_sha),
            ("Branch", &details.branch),
            ("Folder", &details.path),
            ("Author", &details.author_name),
        ] {
            if !text.trim().is_empty() {
                facts.push((label, text.clone()));
            }
        }
    }
    facts
}

/// An address that somebody gave leads nowhere but to the web.
fn commit_url(deploy: &Deploy) -> Option<String> {
    let url = deploy.git.as_ref()?.details.commit_url.trim();
    url.starts_with("https://").then(|| url.to_owned())
}

fn differences(now: &Code, then: &Code) -> Vec<CodeChange> {
    now.differences(then)
        .into_iter()
        .map(|difference| CodeChange {
            field: field_in_words(difference.field),
            now: difference.here,
            then: difference.there,
        })
        .collect()
}
