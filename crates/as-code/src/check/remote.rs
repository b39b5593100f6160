//! Remote execution and hibernation: both count only for one kind of Deployment.

use planisphere_domain::deployment::{DeploymentType, Executor};

use super::{Action, Check};
use crate::problem::{Code, quoted};

const REMOTE: &str = "deployment.configuration.remote_execution";

impl Check<'_> {
    pub(super) fn remote_execution(&mut self) {
        let configuration = &self.file.configuration;
        let Some(remote) = configuration.remote_execution.value() else {
            return;
        };
        let at = configuration.remote_execution.at();
        if self.kind != DeploymentType::Dedicated {
            let message = "remote execution has no effect here: only a Deployment on a dedicated cluster has it";
            let remedy = "Remove `remote_execution`, or set `deployment_type` to DEDICATED.";
            self.warn(Code::WithoutEffect, REMOTE, at, message, remedy);
            return;
        }
        if !remote.enabled.is_on() {
            let message = "`remote_execution` has no effect without `enabled: true`";
            let remedy = "Set `enabled` to true, or remove `remote_execution`.";
            self.warn(Code::WithoutEffect, REMOTE, at, message, remedy);
            return;
        }
        if configuration
            .executor_meant()
            .is_some_and(|executor| executor != Executor::Astro)
        {
            let message = "remote execution needs the executor ASTRO";
            let remedy = "Set `executor` to AstroExecutor, or remove `remote_execution`.";
            self.error(Code::RemoteExecution, REMOTE, at, message, remedy);
        }
        for (index, range) in remote.allowed_ip_address_ranges.items().iter().enumerate() {
            if !is_range(&range.value) {
                let path = format!("{REMOTE}.allowed_ip_address_ranges[{index}]");
                let message = format!("{} is not an address range", quoted(&range.value));
                let remedy = "Write it like `198.51.100.0/24`.";
                self.error(Code::AddressRange, &path, Some(range.at), message, remedy);
            }
        }
    }

    pub(super) fn hibernation(&mut self) {
        let file = self.file;
        if file.hibernation_schedules.items().is_empty()
            || file.configuration.is_development_mode.is_on()
        {
            return;
        }
        let message = match self.action {
            Action::Create => {
                "the hibernation schedules are not sent: only a development Deployment hibernates"
            }
            Action::Update => {
                "the hibernation schedules are sent only if the stored Deployment is a development one"
            }
        };
        let remedy = "Set `is_development_mode` to true, which only a new Deployment can be, or remove the schedules.";
        let at = file.hibernation_schedules.at();
        self.warn(
            Code::WithoutEffect,
            "deployment.hibernation_schedules",
            at,
            message,
            remedy,
        );
    }
}

/// An address with the length of its prefix.
fn is_range(text: &str) -> bool {
    let Some((address, length)) = text.split_once('/') else {
        return false;
    };
    let Ok(length) = length.parse::<u8>() else {
        return false;
    };
    match address.parse::<std::net::IpAddr>() {
        Ok(std::net::IpAddr::V4(_)) => length <= 32,
        Ok(std::net::IpAddr::V6(_)) => length <= 128,
        Err(_) => false,
    }
}
