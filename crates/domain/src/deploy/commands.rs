//! Finishing and describing deploys (DPL-4).

use super::create::{check_awake, check_description, deployment};
use super::{Bundle, Code, Deploy, DeployStatus, DeployType};
use crate::decide::{Context, Outcome};
use crate::edit::{Edit, editable};
use crate::policy::{Permission, ResourceRef};
use crate::validation::{Checks, conflicts};
use crate::{DeployId, Event, Problem, Rejection, ResourceKind};

editable! {
    /// The one field of a deploy that can be edited.
    DeployField of Deploy {
        /// What it is about.
        Description(String) = "description" in description;
    }
}

/// How a deploy ended.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum DeployOutcome {
    /// It came through.
    Deployed {
        /// The version that the object store gave the DAGs, where some were uploaded.
        dag_tarball_version: Option<String>,
        /// The same of a bundle; an empty one takes the bundle away.
        bundle_tarball_version: Option<String>,
    },
    /// It did not.
    Failed,
}

fn stored<'a>(context: &Context<'a>, id: DeployId) -> Result<&'a Deploy, Rejection> {
    context
        .state
        .deploy(id)
        .ok_or_else(|| Rejection::not_found(ResourceKind::Deploy, id))
}

pub(crate) fn update(context: &Context<'_>, id: DeployId, edits: &[Edit<DeployField>]) -> Outcome {
    let deploy = stored(context, id)?;
    context.require(
        Permission::DeploymentDeploysUpdate,
        ResourceRef::Deployment(deploy.deployment_id),
    )?;
    let changes = conflicts(context, edits, |like| deploy.field(like))?;
    let mut after = deploy.clone();
    for change in &changes {
        after.set(change.clone());
    }
    let mut checks = Checks::default();
    check_description(&mut checks, &after.description);
    checks.finish()?;
    Ok(if changes.is_empty() {
        Vec::new()
    } else {
        vec![Event::DeployEdited { id, changes }]
    })
}

pub(crate) fn finalize(context: &Context<'_>, id: DeployId, outcome: &DeployOutcome) -> Outcome {
    let deploy = stored(context, id)?;
    // Rule 53: whoever began it may end it.
    let permission = if deploy.created_by == context.caller.actor {
        Permission::DeploymentDeploysCreate
    } else {
        Permission::DeploymentDeploysUpdate
    };
    let resource = ResourceRef::Deployment(deploy.deployment_id);
    context.require(permission, resource)?;
    context.active_organization()?;
    let mut checks = Checks::default();
    checks.ensure(deploy.status == DeployStatus::Initialized, || {
        Problem::new(
            "status",
            "deploy-ended",
            format!(
                "the deploy has ended already: it is {}",
                deploy.status.api()
            ),
            "Begin another deploy.",
        )
        .value(deploy.status.api())
    });
    let DeployOutcome::Deployed {
        dag_tarball_version,
        bundle_tarball_version,
    } = outcome
    else {
        checks.finish()?;
        return Ok(vec![Event::DeployFinished {
            id,
            status: DeployStatus::Failed,
            code: None,
        }]);
    };
    let deployment = deployment(context, deploy.deployment_id)?;
    check_awake(&mut checks, context, deployment);
    let dags = dag_tarball_version.as_deref().map(str::trim);
    let bundle = bundle_tarball_version.as_deref().map(str::trim);
    check_versions(&mut checks, deploy, dags, bundle);
    let code = deploy.lands_on(Code::of(deployment), dags, bundle);
    checks.finish()?;
    Ok(vec![Event::DeployFinished {
        id,
        status: DeployStatus::Deployed,
        code: Some(Box::new(code)),
    }])
}

/// DPL-4.
fn check_versions(checks: &mut Checks, deploy: &Deploy, dags: Option<&str>, bundle: Option<&str>) {
    let has_dags = dags.is_some_and(|version| !version.is_empty());
    checks.ensure(has_dags || !deploy.uploads_dags(), || {
        Problem::missing("dagTarballVersion", &["dagTarballVersion"])
    });
    checks.ensure(bundle.is_some() || deploy.bundle.is_none(), || {
        Problem::missing("bundleTarballVersion", &["bundleTarballVersion"])
    });
}

impl Deploy {
    /// What runs once it has come through: what it brings, and the rest as it is by then.
    fn lands_on(&self, now: Code, dags: Option<&str>, bundle: Option<&str>) -> Code {
        let mut code = now;
        if self.deploy_type.brings_image() {
            code.image.clone_from(&self.code.image);
            code.runtime = self.code.runtime.clone();
            code.airflow_version.clone_from(&self.code.airflow_version);
        }
        if self.uploads_dags() {
            code.dag_tarball_version = dags.map(str::to_owned);
        } else if self.deploy_type == DeployType::ImageAndDag {
            code.dag_tarball_version = None;
        }
        match &self.bundle {
            None => code,
            Some(own) => code.with_bundle(&Bundle {
                tarball_version: bundle.unwrap_or_default().to_owned(),
                ..own.clone()
            }),
        }
    }
}
