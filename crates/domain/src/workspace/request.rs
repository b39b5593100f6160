//! Requests about Workspaces in the form of the API. A create call needs a name; an update replaces the fields
//! that it has to list, and keeps the optional ones that it leaves out (WS-3).

use serde::Deserialize;

use super::{Workspace, WorkspaceDraft, WorkspaceField, defaults};
use crate::catalogue::CloudProvider;
use crate::edit::Edit;
use crate::validation::Checks;
use crate::{ClusterId, Problem, Rejection, WorkspaceId};

/// Body of a create or an update call. `null` is the same as absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct WorkspaceRequest {
    /// The name.
    pub name: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// Whether new Deployments start with CI/CD enforcement.
    pub cicd_enforced_default: Option<bool>,
    /// Where new Deployments run.
    pub default_cluster_id: Option<String>,
    /// Where new Deployments run, with the region.
    pub default_cloud_provider: Option<String>,
    /// Where new Deployments run, with the provider.
    pub default_region: Option<String>,
}

impl WorkspaceRequest {
    /// The draft that a create call asks for.
    ///
    /// # Errors
    /// A name that is missing (WS-2), and values that name no cluster or provider.
    pub fn draft(&self, id: WorkspaceId) -> Result<WorkspaceDraft, Rejection> {
        let mut checks = Checks::default();
        let name = checks.required("name", self.name.clone());
        let (cluster, provider) = self.read_default(&mut checks);
        checks.finish()?;
        Ok(WorkspaceDraft {
            id,
            name: name.unwrap_or_default(),
            description: self.description.clone().unwrap_or_default(),
            cicd_enforced_default: self.cicd_enforced_default.unwrap_or_default(),
            default_cluster_id: cluster,
            default_cloud_provider: provider,
            default_region: self.default_region.clone(),
        })
    }

    /// The edits that lead from what is stored to what an update says.
    ///
    /// # Errors
    /// Every required field that is missing (WS-3), and defaults that do not fit together (WS-4, WS-5).
    pub fn edits(&self, stored: &Workspace) -> Result<Vec<Edit<WorkspaceField>>, Rejection> {
        let mut checks = Checks::default();
        let mut values = Vec::new();
        // WS-3
        let name = checks.required("name", self.name.clone());
        values.extend(name.map(WorkspaceField::Name));
        let description = checks.required("description", self.description.clone());
        values.extend(description.map(WorkspaceField::Description));
        let is_on = checks.required("cicdEnforcedDefault", self.cicd_enforced_default);
        values.extend(is_on.map(WorkspaceField::CicdEnforcedDefault));
        let (cluster, provider) = self.read_default(&mut checks);
        let region = self.default_region.as_deref();
        let default = defaults::joined(&mut checks, cluster, provider, region);
        if default.is_some() {
            values.push(WorkspaceField::DefaultInfrastructure(default));
        }
        checks.finish()?;
        let edit = |value: WorkspaceField| Edit::new(stored.field(&value), value);
        Ok(values.into_iter().map(edit).collect())
    }

    fn read_default(&self, checks: &mut Checks) -> (Option<ClusterId>, Option<CloudProvider>) {
        let cluster = self.default_cluster_id.as_deref().and_then(|text| {
            let id = text.parse().ok();
            checks.ensure(id.is_some(), || {
                Problem::new(
                    "defaultClusterId",
                    "unknown-cluster",
                    format!("cluster `{text}` not found"),
                    "Choose a cluster of the list.",
                )
                .value(text)
            });
            id
        });
        let provider = self
            .default_cloud_provider
            .as_deref()
            .and_then(|text| CloudProvider::read(checks, "defaultCloudProvider", text));
        (cluster, provider)
    }
}
