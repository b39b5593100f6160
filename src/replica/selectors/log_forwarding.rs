//! Where a Deployment's logs go, for the form that changes it.

use planisphere_domain::DeploymentId;
use planisphere_domain::deployment::LogForwarding;
use planisphere_domain::policy::{Permission, ResourceRef};

use super::super::Replica;

impl Replica {
    /// Where the logs go as it is stored; `None` when nowhere, or for those who may not read the Deployment.
    #[must_use]
    pub fn log_forwarding(self, id: DeploymentId) -> Option<LogForwarding> {
        self.read(|opened| {
            let place = ResourceRef::Deployment(id);
            let found = opened.state.deployment(id)?;
            opened
                .holds_on(Permission::DeploymentGet, &place)
                .then(|| found.log_forwarding.clone())
                .flatten()
        })
        .flatten()
    }

    /// The keys of a Deployment's variables that hold a secret, for those who may read them.
    #[must_use]
    pub fn secret_keys(self, id: DeploymentId) -> Vec<String> {
        let view = self.deployment(id);
        let variables = view.map(|it| it.variables).unwrap_or_default();
        variables
            .into_iter()
            .filter(|it| it.value.is_none())
            .map(|it| it.key)
            .collect()
    }
}
