//! Where the Deployment runs, and keys that have no effect there.

use planisphere_domain::deployment::{DeploymentType, Executor};

use super::{Action, Check};
use crate::located::Given;
use crate::problem::{Code, quoted};

const CONFIGURATION: &str = "deployment.configuration";

impl Check<'_> {
    pub(super) fn infrastructure(&mut self) {
        let configuration = &self.file.configuration;
        let around = configuration.at.or(Some(self.file.at));
        if configuration.deployment_type_named().is_none() {
            let written = configuration.deployment_type.text();
            let message = if written.is_empty() {
                "deployment_type is missing, which stands for HYBRID".to_owned()
            } else {
                format!(
                    "deployment_type {} does not exist and is taken for HYBRID",
                    quoted(written)
                )
            };
            let remedy = "Write STANDARD, DEDICATED or HYBRID.";
            let at = configuration.deployment_type.at().or(around);
            self.warn(
                Code::DeploymentType,
                &format!("{CONFIGURATION}.deployment_type"),
                at,
                message,
                remedy,
            );
        }
        if self.kind != DeploymentType::Standard {
            self.require(
                &configuration.cluster_name,
                &format!("{CONFIGURATION}.cluster_name"),
                around,
            );
        }
        if self.action == Action::Create {
            self.require(
                &configuration.workspace_name,
                &format!("{CONFIGURATION}.workspace_name"),
                around,
            );
        }
    }

    /// Keys of another kind of Deployment. Keys that `inspect` prints for every kind are left alone.
    pub(super) fn without_effect(&mut self) {
        let configuration = &self.file.configuration;
        let kubernetes = configuration.executor_meant() == Some(Executor::Kubernetes);
        match self.kind {
            DeploymentType::Standard => {
                self.text_without_effect(
                    "cluster_name",
                    &configuration.cluster_name,
                    "a standard Deployment has no cluster",
                );
                self.hybrid_only();
            }
            DeploymentType::Dedicated => self.hybrid_only(),
            DeploymentType::Hybrid => {
                let reason = "a hybrid Deployment does not have it";
                self.text_without_effect("scheduler_size", &configuration.scheduler_size, reason);
                self.text_without_effect(
                    "default_task_pod_cpu",
                    &configuration.default_task_pod_cpu,
                    reason,
                );
                self.text_without_effect(
                    "default_task_pod_memory",
                    &configuration.default_task_pod_memory,
                    reason,
                );
                self.text_without_effect(
                    "resource_quota_cpu",
                    &configuration.resource_quota_cpu,
                    reason,
                );
                self.text_without_effect(
                    "resource_quota_memory",
                    &configuration.resource_quota_memory,
                    reason,
                );
                self.flag_without_effect(
                    "is_high_availability",
                    &configuration.is_high_availability,
                    reason,
                );
                self.flag_without_effect(
                    "is_development_mode",
                    &configuration.is_development_mode,
                    reason,
                );
                if !kubernetes {
                    let reason = "only the Kubernetes executor uses it";
                    self.text_without_effect(
                        "default_worker_type",
                        &configuration.default_worker_type,
                        reason,
                    );
                }
            }
        }
    }

    fn hybrid_only(&mut self) {
        let configuration = &self.file.configuration;
        let reason = "only a hybrid Deployment has it";
        self.text_without_effect(
            "default_worker_type",
            &configuration.default_worker_type,
            reason,
        );
        if configuration.scheduler_au.number() != 0 {
            self.no_effect("scheduler_au", configuration.scheduler_au.at(), reason);
        }
    }

    fn text_without_effect(&mut self, key: &str, given: &Given<String>, reason: &str) {
        if !given.text().is_empty() {
            self.no_effect(key, given.at(), reason);
        }
    }

    fn flag_without_effect(&mut self, key: &str, given: &Given<bool>, reason: &str) {
        if given.is_on() {
            self.no_effect(key, given.at(), reason);
        }
    }

    fn no_effect(&mut self, key: &str, at: Option<crate::located::Position>, reason: &str) {
        let message = format!("{} has no effect: {reason}", quoted(key));
        let path = format!("{CONFIGURATION}.{key}");
        self.warn(
            Code::WithoutEffect,
            &path,
            at,
            message,
            "Remove it, or check `deployment_type`.",
        );
    }
}
