//! Name, executor, addresses, and words that must be one of a few.

use planisphere_domain::deployment::{DeploymentType, Executor};

use super::address::is_address;
use super::{Action, Check};
use crate::problem::{Code, quoted};

const EXECUTOR: &str = "deployment.configuration.executor";

impl Check<'_> {
    pub(super) fn required(&mut self) {
        let file = self.file;
        let around = file.configuration.at.or(Some(file.at));
        self.require(
            &file.configuration.name,
            "deployment.configuration.name",
            around,
        );
        self.require(&file.configuration.executor, EXECUTOR, around);
    }

    pub(super) fn executor(&mut self) {
        let configuration = &self.file.configuration;
        let (written, at) = (configuration.executor.text(), configuration.executor.at());
        if written.is_empty() {
            return;
        }
        let not_valid = format!(
            "executor {written} is not valid. It can be CeleryExecutor, KubernetesExecutor, or AstroExecutor"
        );
        let remedy = match configuration.executor_meant() {
            None => "Write one of the three.",
            Some(Executor::Astro) if self.kind == DeploymentType::Hybrid => {
                "A hybrid Deployment takes CeleryExecutor or KubernetesExecutor; check `deployment_type` too."
            }
            Some(Executor::Astro)
                if configuration
                    .runtime_meant()
                    .is_some_and(|runtime| !runtime.is_airflow_3()) =>
            {
                "AstroExecutor needs an Airflow 3 Runtime, such as 3.1-12; change `runtime_version` or the executor."
            }
            Some(_) => {
                self.executor_spelling(written);
                return;
            }
        };
        self.error(Code::Executor, EXECUTOR, at, not_valid, remedy);
    }

    /// The command line accepts any case and then sends nothing for most spellings.
    fn executor_spelling(&mut self, written: &str) {
        const SENT: [&str; 6] = [
            "CeleryExecutor",
            "CELERY",
            "KubernetesExecutor",
            "KUBERNETES",
            "AstroExecutor",
            "ASTRO",
        ];
        if self.action == Action::Create && !SENT.contains(&written) {
            let message = format!(
                "the astro CLI accepts {} and then creates the default executor",
                quoted(written)
            );
            let remedy =
                "Write it as CELERY, KUBERNETES or ASTRO; here it is taken as it is meant.";
            let at = self.file.configuration.executor.at();
            self.warn(Code::ExecutorSpelling, EXECUTOR, at, message, remedy);
        }
    }

    pub(super) fn alert_emails(&mut self) {
        for (index, address) in self.file.alert_emails.items().iter().enumerate() {
            if !is_address(&address.value) {
                let path = format!("deployment.alert_emails[{index}]");
                let message = format!("invalid email: {}", address.value);
                self.error(
                    Code::Email,
                    &path,
                    Some(address.at),
                    message,
                    "Write it like `name@example.com`.",
                );
            }
        }
    }

    /// Words that are not sent when they are none of the listed ones.
    pub(super) fn choices(&mut self) {
        let configuration = &self.file.configuration;
        let size = &configuration.scheduler_size;
        if self.is_hosted()
            && !size.text().is_empty()
            && configuration.scheduler_size_meant().is_none()
        {
            let instead = match self.action {
                Action::Create => "the default size is used",
                Action::Update => "the size stays as it is",
            };
            let message = format!(
                "scheduler_size {} does not exist; {instead}",
                quoted(size.text())
            );
            let remedy = "Write SMALL, MEDIUM, LARGE or EXTRA_LARGE.";
            self.warn(
                Code::UnknownChoice,
                "deployment.configuration.scheduler_size",
                size.at(),
                message,
                remedy,
            );
        }
        let provider = &configuration.cloud_provider;
        let counts = self.kind == DeploymentType::Standard && self.action == Action::Create;
        if counts && !provider.text().is_empty() && configuration.cloud_provider_meant().is_none() {
            let message = format!(
                "cloud_provider {} does not exist; the Workspace's default is used",
                quoted(provider.text())
            );
            let remedy = "Write AWS, AZURE or GCP.";
            self.warn(
                Code::UnknownChoice,
                "deployment.configuration.cloud_provider",
                provider.at(),
                message,
                remedy,
            );
        }
    }
}
