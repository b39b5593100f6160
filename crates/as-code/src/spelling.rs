//! The words of a file that stand for something else: executors, Deployment types, scheduler sizes,
//! providers. Deployment files know more spellings than the API.

use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::deployment::{DeploymentType, Executor, RuntimeVersion, SchedulerSize};

use crate::file::Configuration;

impl Configuration {
    /// The executor: `CeleryExecutor` and `CELERY` alike, in any case.
    #[must_use]
    pub fn executor_meant(&self) -> Option<Executor> {
        let written = self.executor.text().to_ascii_lowercase();
        Executor::from_name(written.strip_suffix("executor").unwrap_or(&written))
    }

    /// The Deployment type. A missing or unknown one means a hybrid Deployment to the command line.
    #[must_use]
    pub fn deployment_type_meant(&self) -> DeploymentType {
        self.deployment_type_named()
            .unwrap_or(DeploymentType::Hybrid)
    }

    /// The Deployment type, if the file names one that exists.
    #[must_use]
    pub fn deployment_type_named(&self) -> Option<DeploymentType> {
        match self.deployment_type.text().to_ascii_uppercase().as_str() {
            "STANDARD" | "HOSTED_STANDARD" | "HOSTED_SHARED" => Some(DeploymentType::Standard),
            "DEDICATED" | "HOSTED_DEDICATED" => Some(DeploymentType::Dedicated),
            "HYBRID" => Some(DeploymentType::Hybrid),
            _ => None,
        }
    }

    /// The scheduler's size, in any case; an unknown one is not sent.
    #[must_use]
    pub fn scheduler_size_meant(&self) -> Option<SchedulerSize> {
        SchedulerSize::from_name(self.scheduler_size.text())
    }

    /// The cloud provider, in any case; an unknown one is not sent.
    #[must_use]
    pub fn cloud_provider_meant(&self) -> Option<CloudProvider> {
        match self.cloud_provider.text().to_ascii_uppercase().as_str() {
            "AWS" => Some(CloudProvider::Aws),
            "AZURE" => Some(CloudProvider::Azure),
            "GCP" => Some(CloudProvider::Gcp),
            _ => None,
        }
    }

    /// The Runtime, if the file names one.
    #[must_use]
    pub fn runtime_meant(&self) -> Option<RuntimeVersion> {
        let version = self.runtime_version.text();
        (!version.is_empty()).then(|| RuntimeVersion::new(version))
    }

    /// Whether tasks run on remote agents: the block counts only when it is enabled, on a dedicated
    /// cluster.
    #[must_use]
    pub fn is_remote(&self) -> bool {
        self.deployment_type_meant() == DeploymentType::Dedicated
            && self
                .remote_execution
                .value()
                .is_some_and(|remote| remote.enabled.is_on())
    }
}
