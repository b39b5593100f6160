//! Finding what a file names: Workspace, cluster, node pools.

use planisphere_domain::cluster::{Cluster, ClusterType, NodePool};
use planisphere_domain::deployment::DeploymentType;
use planisphere_domain::workspace::WorkspaceDraft;
use planisphere_domain::{Command, Permission, ResourceRef, State, WorkspaceId};

use super::{NewIds, Surroundings};
use crate::file::DeploymentFile;
use crate::problem::{Code, Problem, quoted};

/// The Workspace that a file names.
pub(super) struct NamedWorkspace {
    pub(super) id: Option<WorkspaceId>,
    pub(super) missing: Option<String>,
    pub(super) creates: Option<Command>,
    pub(super) problem: Option<Problem>,
}

pub(super) fn workspace(
    file: &DeploymentFile,
    around: Surroundings<'_>,
    ids: NewIds<'_>,
) -> NamedWorkspace {
    let given = &file.configuration.workspace_name;
    // Stored names carry no outer blanks.
    let name = given.text().trim();
    let none = NamedWorkspace {
        id: None,
        missing: None,
        creates: None,
        problem: None,
    };
    if let Some(workspace) = around
        .state
        .workspaces()
        .find(|workspace| workspace.name == name)
        .filter(|workspace| {
            let place = ResourceRef::Workspace(workspace.id);
            around.sees(Permission::WorkspaceGet, &place)
        })
    {
        return NamedWorkspace {
            id: Some(workspace.id),
            ..none
        };
    }
    let path = "deployment.configuration.workspace_name";
    if name.trim().is_empty() {
        let message = "missing required field: deployment.configuration.workspace_name";
        let problem = Problem::error(
            Code::MissingField,
            path,
            message,
            "Name the Workspace that it belongs to.",
        );
        return NamedWorkspace {
            problem: Some(problem.at(given.at().or(file.configuration.at))),
            ..none
        };
    }
    let missing = Some(name.to_owned());
    if around.creates_workspaces {
        let id = WorkspaceId::from_bits(ids());
        let command = Command::CreateWorkspace(WorkspaceDraft::new(id, name));
        return NamedWorkspace {
            id: Some(id),
            missing,
            creates: Some(command),
            ..none
        };
    }
    let problem = Problem::error(
        Code::UnknownWorkspace,
        path,
        format!(
            "Workspace {} does not exist in this Organization",
            quoted(name)
        ),
        "Let the import create it, or correct the name.",
    );
    NamedWorkspace {
        missing,
        problem: Some(problem.at(given.at())),
        ..none
    }
}

/// The cluster that a file names, when its type wants one.
pub(super) fn cluster<'s>(
    file: &DeploymentFile,
    state: &'s State,
) -> Result<Option<&'s Cluster>, Problem> {
    let wanted = match file.configuration.deployment_type_meant() {
        DeploymentType::Standard => return Ok(None),
        DeploymentType::Dedicated => ClusterType::Dedicated,
        DeploymentType::Hybrid => ClusterType::Hybrid,
    };
    let given = &file.configuration.cluster_name;
    let name = given.text();
    let path = "deployment.configuration.cluster_name";
    let Some(cluster) = state.clusters().find(|cluster| cluster.name == name) else {
        // The command line's own words.
        let message = format!("cluster_name: {name} does not exist in organization");
        let remedy = "Create the cluster first, or name one that exists.";
        let at = given.at().or(file.configuration.at);
        return Err(Problem::error(Code::UnknownCluster, path, message, remedy).at(at));
    };
    // DEP-16
    if cluster.cluster_type != wanted {
        let kind = |kind| {
            if kind == ClusterType::Dedicated {
                "DEDICATED"
            } else {
                "HYBRID"
            }
        };
        let message = format!(
            "deployment_type is {} but cluster {} is {}",
            kind(wanted),
            quoted(name),
            kind(cluster.cluster_type)
        );
        let at = file.configuration.deployment_type.at().or(given.at());
        let path = "deployment.configuration.deployment_type";
        return Err(
            Problem::error(Code::DeploymentType, path, message, "Make the two agree.").at(at),
        );
    }
    Ok(Some(cluster))
}

/// The node pool of a hybrid cluster that runs machines of this type.
pub(super) fn node_pool<'c>(cluster: &'c Cluster, machine: &str) -> Option<&'c NodePool> {
    cluster
        .node_pools
        .iter()
        .find(|pool| pool.node_instance_type == machine)
}
