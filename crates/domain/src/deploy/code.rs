//! The code that a Deployment runs: what deploys bring and what a rollback restores (DPL-7).

use serde::{Deserialize, Serialize};

use crate::deployment::{Deployment, Image, RuntimeVersion};
use crate::edit::Value;
use crate::names::Names;

/// Files beside the DAGs, under a path of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Bundle {
    /// Where it lies.
    pub mount_path: String,
    /// What it is, such as `dbt`.
    pub bundle_type: String,
    /// The version that the object store gave it; empty while it is on its way.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tarball_version: String,
}

/// Everything that deploys decide about a Deployment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Code {
    /// The image.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    /// The image's Runtime.
    pub runtime: RuntimeVersion,
    /// The Airflow that the Runtime carries.
    pub airflow_version: String,
    /// Whether DAGs are deployed beside the image.
    pub is_dag_deploy_enabled: bool,
    /// The DAGs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dag_tarball_version: Option<String>,
    /// Bundles, by path.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bundles: Vec<Bundle>,
}

impl Code {
    /// What a Deployment runs now.
    #[must_use]
    pub fn of(deployment: &Deployment) -> Self {
        Self {
            image: deployment.image.clone(),
            runtime: deployment.runtime.clone(),
            airflow_version: deployment.airflow_version.clone(),
            is_dag_deploy_enabled: deployment.is_dag_deploy_enabled,
            dag_tarball_version: deployment.dag_tarball_version.clone(),
            bundles: deployment.bundles.clone(),
        }
    }

    /// Lets a Deployment run it.
    pub(crate) fn put_into(self, deployment: &mut Deployment) {
        deployment.image = self.image;
        deployment.runtime = self.runtime;
        deployment.airflow_version = self.airflow_version;
        deployment.is_dag_deploy_enabled = self.is_dag_deploy_enabled;
        deployment
            .desired_dag_tarball_version
            .clone_from(&self.dag_tarball_version);
        deployment.dag_tarball_version = self.dag_tarball_version;
        deployment.bundles = self.bundles;
    }

    /// The same with a bundle in its place; one without a version is taken away (DPL-4).
    #[must_use]
    pub(super) fn with_bundle(mut self, bundle: &Bundle) -> Self {
        self.bundles
            .retain(|other| other.mount_path != bundle.mount_path);
        if !bundle.tarball_version.is_empty() {
            self.bundles.push(bundle.clone());
            self.bundles
                .sort_by(|one, other| one.mount_path.cmp(&other.mount_path));
        }
        self
    }

    /// What would be different with `other` in its place. Shown before a rollback (DPL-7).
    #[must_use]
    pub fn differences(&self, other: &Self) -> Vec<CodeDifference> {
        let (here, there) = (self.told(), other.told());
        here.into_iter()
            .zip(there)
            .map(|((field, here), (_, there))| CodeDifference { field, here, there })
            .filter(|difference| difference.here != difference.there)
            .collect()
    }

    /// The API's names of its fields, with their values as people read them.
    pub(crate) fn told(&self) -> [(&'static str, String); 5] {
        let names = &Names::default();
        let image = self.image.as_ref().map_or_else(
            || "none".to_owned(),
            |image| format!("{}:{}", image.repository, image.tag),
        );
        [
            ("image", image),
            ("astroRuntimeVersion", self.runtime.to_string()),
            (
                "isDagDeployEnabled",
                self.is_dag_deploy_enabled.shown(names),
            ),
            ("dagTarballVersion", self.dag_tarball_version.shown(names)),
            ("bundles", self.bundles.shown(names)),
        ]
    }
}

/// A field of the code that another code has a different value in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeDifference {
    /// The API's name.
    pub field: &'static str,
    /// The value here.
    pub here: String,
    /// The value there.
    pub there: String,
}

impl Value for Bundle {
    fn shown(&self, _: &Names<'_>) -> String {
        format!(
            "{} ({}, {})",
            self.mount_path, self.bundle_type, self.tarball_version
        )
    }
}
