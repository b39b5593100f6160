//! Workspaces as lists and pages show them.

use planisphere_domain::access::Holder;
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::workspace::Workspace;
use planisphere_domain::{Actor, Timestamp, WorkspaceId};

use super::super::{Replica, SortKey, sorted_by};
use super::deployments::count_in;
use super::organization::visible_workspaces;

/// One line of the list of Workspaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkspaceRow {
    /// Names it.
    pub id: WorkspaceId,
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: String,
    /// How many Deployments of it the person may list.
    pub deployments: usize,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// One Workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkspaceView {
    /// Names it.
    pub id: WorkspaceId,
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: String,
    /// How many Deployments of it the person may list.
    pub deployments: usize,
    /// When it was created.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: String,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// By whom.
    pub updated_by: String,
}

impl Replica {
    /// The Workspaces that the person may see, by name.
    #[must_use]
    pub fn workspaces(self) -> Vec<WorkspaceRow> {
        let rows = self
            .read(|opened| {
                visible_workspaces(opened)
                    .into_iter()
                    .filter_map(|id| opened.state.workspace(id))
                    .map(|workspace| WorkspaceRow {
                        id: workspace.id,
                        name: workspace.name.clone(),
                        description: workspace.description.clone(),
                        deployments: count_in(opened, workspace.id),
                        updated_at: workspace.updated_at,
                    })
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default();
        sorted_by(rows, false, |row| SortKey::text(&row.name))
    }

    /// One Workspace; `None` when it does not exist or the person may not see it.
    #[must_use]
    pub fn workspace(self, id: WorkspaceId) -> Option<WorkspaceView> {
        self.read(|opened| {
            let workspace = opened.state.workspace(id)?;
            opened
                .holds_on(Permission::WorkspaceGet, &ResourceRef::Workspace(id))
                .then(|| WorkspaceView {
                    id,
                    name: workspace.name.clone(),
                    description: workspace.description.clone(),
                    deployments: count_in(opened, id),
                    created_at: workspace.created_at,
                    created_by: name_of(opened, workspace.created_by),
                    updated_at: workspace.updated_at,
                    updated_by: name_of(opened, workspace.updated_by),
                })
        })
        .flatten()
    }
}

impl Replica {
    /// One Workspace as it is stored, for drafts; `None` when it does not exist or the person may not see it.
    #[must_use]
    pub fn workspace_record(self, id: WorkspaceId) -> Option<Workspace> {
        self.read(|opened| {
            opened
                .holds_on(Permission::WorkspaceGet, &ResourceRef::Workspace(id))
                .then(|| opened.state.workspace(id).cloned())
                .flatten()
        })
        .flatten()
    }
}

/// What a person or token is called; those who were removed keep their id.
pub(in crate::replica) fn name_of(opened: &super::super::Opened, actor: Actor) -> String {
    opened.state.holder_name(Holder::from(actor)).map_or_else(
        || match actor {
            Actor::User(id) => id.to_string(),
            Actor::ApiToken(id) => id.to_string(),
        },
        str::to_owned,
    )
}
