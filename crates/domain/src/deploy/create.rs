//! Beginning a deploy (DPL-1, DPL-2, DPL-5, DPL-8, DPL-10, RTV-4, RTV-5).

use super::{Bundle, Code, Deploy, DeploySource, DeployStatus, DeployType, GitDraft};
use crate::decide::{Context, Outcome};
use crate::deployment::{Deployment, DeploymentStatus, Image, RuntimeVersion, offered_runtime};
use crate::policy::{Permission, ResourceRef};
use crate::validation::Checks;
use crate::{DeployId, DeploymentId, Event, Problem, Rejection, ResourceKind, Timestamp};

/// The longest description (section 5).
const LONGEST_DESCRIPTION: usize = 500;

/// The oldest Runtime from which Airflow 3 can be reached (RTV-5).
pub(super) const LEAST_RUNTIME_BEFORE_AIRFLOW_3: &str = "12.0.0";

/// An image as somebody gave it; what is empty is filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ImageDraft {
    /// The registry path.
    pub repository: String,
    /// The tag.
    pub tag: String,
    /// Its Runtime; absent: the one that runs.
    pub runtime: Option<String>,
}

/// What somebody asks for when beginning a deploy. The type comes as a text, so that what is none is refused
/// with a sentence.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeployDraft {
    /// The new id.
    pub id: DeployId,
    /// The Deployment.
    pub deployment_id: DeploymentId,
    /// What it brings, in the API's word.
    pub deploy_type: String,
    /// What it is about.
    pub description: String,
    /// How it comes into the history.
    pub source: DeploySource,
    /// The image, of a type that brings one.
    pub image: Option<ImageDraft>,
    /// Where a bundle lies.
    pub bundle_mount_path: String,
    /// What a bundle is.
    pub bundle_type: String,
    /// The commit it is made from.
    pub git: Option<GitDraft>,
}

pub(crate) fn create(context: &Context<'_>, draft: &DeployDraft) -> Outcome {
    let id = draft.deployment_id;
    // CIC-1, rule 99: where CI/CD is enforced, people are refused here.
    context.require(
        Permission::DeploymentDeploysCreate,
        ResourceRef::Deployment(id),
    )?;
    context.active_organization()?;
    let deployment = deployment(context, id)?;
    let mut checks = Checks::default();
    check_new_id(&mut checks, context, draft.id);
    check_description(&mut checks, &draft.description);
    check_awake(&mut checks, context, deployment);
    let deploy_type = checks.word("type", &draft.deploy_type);
    let git = draft.git.as_ref().and_then(|git| git.read(&mut checks));
    // Without a type nobody knows what it has to bring.
    let Some(deploy_type) = deploy_type else {
        checks.finish()?;
        return Ok(Vec::new());
    };
    let bundle = draft.bundle(&mut checks, deploy_type);
    let mut code = Code::of(deployment);
    draft.bring_image(&mut checks, context, deployment, deploy_type, &mut code);
    // DPL-5, CIC-4
    let brings_dags_alone = deploy_type == DeployType::DagOnly;
    checks.ensure(
        !brings_dags_alone || deployment.is_dag_deploy_enabled,
        || {
            Problem::new(
                "type",
                "dag-deploys-off",
                "type is DAG_ONLY, and DAG deploys are off on this Deployment",
                "Turn isDagDeployEnabled on, or deploy an image.",
            )
            .value("DAG_ONLY")
        },
    );
    checks.finish()?;
    let mut events = superseded(context, id, deploy_type);
    events.push(Event::DeployCreated(Box::new(Deploy {
        id: draft.id,
        deployment_id: id,
        deploy_type,
        status: DeployStatus::Initialized,
        source: draft.source,
        description: draft.description.trim().to_owned(),
        code,
        bundle,
        git,
        rollback_from_id: None,
        number: next_number(context, id),
        created_at: context.env.now,
        created_by: context.caller.actor,
        updated_at: context.env.now,
        updated_by: context.caller.actor,
    })));
    Ok(events)
}

/// The place that the next deploy of a Deployment takes in its history.
pub(super) fn next_number(context: &Context<'_>, deployment: DeploymentId) -> u32 {
    let deploys = context.state.deploys_of(deployment);
    let last = deploys.iter().map(|deploy| deploy.number).max();
    last.unwrap_or_default().saturating_add(1)
}

impl DeployDraft {
    /// DPL-1. Other types bring no bundle.
    fn bundle(&self, checks: &mut Checks, deploy_type: DeployType) -> Option<Bundle> {
        let (path, kind) = (self.bundle_mount_path.trim(), self.bundle_type.trim());
        let fields = [("bundleMountPath", path), ("bundleType", kind)];
        if deploy_type == DeployType::Bundle {
            let missing: Vec<&str> = fields
                .iter()
                .filter(|(_, text)| text.is_empty())
                .map(|(name, _)| *name)
                .collect();
            checks.ensure(missing.is_empty(), || Problem::missing("type", &missing));
            return Some(Bundle {
                mount_path: path.to_owned(),
                bundle_type: kind.to_owned(),
                tarball_version: String::new(),
            });
        }
        for (name, text) in fields {
            checks.ensure(text.is_empty(), || not_of_type(name, deploy_type));
        }
        None
    }

    /// Puts the image into the code that will run.
    fn bring_image(
        &self,
        checks: &mut Checks,
        context: &Context<'_>,
        deployment: &Deployment,
        deploy_type: DeployType,
        code: &mut Code,
    ) {
        if !deploy_type.brings_image() {
            checks.ensure(self.image.is_none(), || not_of_type("image", deploy_type));
            return;
        }
        let asked = self.image.clone().unwrap_or_default();
        let or = |text: &str, other: String| {
            let text = text.trim();
            if text.is_empty() {
                other
            } else {
                text.to_owned()
            }
        };
        let known = deployment.image.as_ref().map(|image| &image.repository);
        let fallback = known.unwrap_or(&deployment.namespace).clone();
        code.image = Some(Image {
            repository: or(&asked.repository, fallback),
            tag: or(&asked.tag, tag(context.env.now)),
            version: None,
        });
        if let Some(runtime) = &asked.runtime {
            (code.runtime, code.airflow_version) =
                new_runtime(checks, context, deployment, runtime.trim());
        }
        // Without DAG deploys the DAGs are in the image.
        if deploy_type == DeployType::ImageAndDag && !code.is_dag_deploy_enabled {
            code.dag_tarball_version = None;
        }
    }
}

/// The Runtime of a new image; where a Deployment may not go is noted.
fn new_runtime(
    checks: &mut Checks,
    context: &Context<'_>,
    deployment: &Deployment,
    asked: &str,
) -> (RuntimeVersion, String) {
    let (current, wanted) = (&deployment.runtime, RuntimeVersion::new(asked));
    let least = RuntimeVersion::new(LEAST_RUNTIME_BEFORE_AIRFLOW_3);
    let problem = if wanted < *current {
        // RTV-4
        let problem = Problem::new(
            "astroRuntimeVersion",
            "runtime-downgrade",
            format!("Runtime `{asked}` is older than `{current}`, which runs"),
            format!("Use `{current}` or newer, or roll back."),
        );
        problem.limit(current)
    } else if needs_a_step_first(current, &wanted) {
        // RTV-5
        let problem = Problem::new(
            "astroRuntimeVersion",
            "runtime-step",
            format!("Airflow 3 can be reached from Runtime {least} on, and `{current}` runs"),
            format!("Deploy Runtime {least} or newer first."),
        );
        problem.limit(least)
    } else if wanted == *current {
        return (wanted, deployment.airflow_version.clone());
    } else {
        return offered_runtime(checks, context, asked);
    };
    checks.add(problem.value(asked));
    (wanted, String::new())
}

/// Whether an older Runtime stands between this one and Airflow 3 (RTV-5).
pub(super) fn needs_a_step_first(current: &RuntimeVersion, wanted: &RuntimeVersion) -> bool {
    let least = RuntimeVersion::new(LEAST_RUNTIME_BEFORE_AIRFLOW_3);
    wanted.is_airflow_3() && !current.is_airflow_3() && *current < least
}

fn not_of_type(name: &str, deploy_type: DeployType) -> Problem {
    let of = deploy_type.api();
    Problem::new(
        name,
        "not-of-type",
        format!("{name} does not fit the type {of}"),
        "Leave it out.",
    )
    .limit(of)
}

/// The tag of an image that nobody named, such as `deploy-2026-03-02T09-31`.
fn tag(now: Timestamp) -> String {
    let text = now.to_string().replace(':', "-");
    format!("deploy-{}", text.get(..16).unwrap_or(&text))
}

/// The Deployment of a deploy.
pub(super) fn deployment<'a>(
    context: &Context<'a>,
    id: DeploymentId,
) -> Result<&'a Deployment, Rejection> {
    context
        .state
        .deployment(id)
        .ok_or_else(|| Rejection::not_found(ResourceKind::Deployment, id))
}

pub(super) fn check_new_id(checks: &mut Checks, context: &Context<'_>, id: DeployId) {
    checks.ensure(context.state.deploy(id).is_none(), || {
        Problem::taken("id", ResourceKind::Deploy, &id.to_string())
    });
}

pub(super) fn check_description(checks: &mut Checks, description: &str) {
    checks.text(
        "description",
        "the description",
        description,
        0,
        LONGEST_DESCRIPTION,
    );
}

/// DPL-8: what was observed decides; where nothing was, what is wanted does.
pub(super) fn check_awake(checks: &mut Checks, context: &Context<'_>, deployment: &Deployment) {
    let sleeps = match deployment.observed.status {
        Some(status) => status == DeploymentStatus::Hibernating,
        None => deployment
            .hibernation
            .as_ref()
            .is_some_and(|spec| spec.state_at(context.env.now).is_hibernating),
    };
    checks.ensure(!sleeps, || {
        Problem::new(
            "deploymentId",
            "hibernating",
            format!("the Deployment `{}` is hibernating", deployment.name),
            "Wake it first.",
        )
    });
}

/// DPL-10: a newer image deploy takes the place of one that is on its way.
pub(super) fn superseded(
    context: &Context<'_>,
    deployment: DeploymentId,
    deploy_type: DeployType,
) -> Vec<Event> {
    if !deploy_type.brings_image() {
        return Vec::new();
    }
    context
        .state
        .deploys_of(deployment)
        .into_iter()
        .filter(|deploy| {
            deploy.status == DeployStatus::Initialized && deploy.deploy_type.brings_image()
        })
        .map(|deploy| Event::DeployFinished {
            id: deploy.id,
            status: DeployStatus::Failed,
            code: None,
        })
        .collect()
}
