//! What people lose by a command before it is carried out, for the question that is asked first.

use planisphere_domain::access::{Extent, access_delta};
use planisphere_domain::policy::Permission;
use planisphere_domain::{Actor, Command};

use super::super::{Opened, Replica, SortKey, Viewer, sorted_by};
use super::workspaces::name_of;

/// What one person or token loses on a place and everything in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// Who loses it.
    pub name: String,
    /// The place, such as `Workspace "Data"`.
    pub place: String,
    /// How many permissions.
    pub permissions: u32,
}

impl Replica {
    /// Who loses what by this command, by name; empty where it is refused, and where nobody does.
    #[must_use]
    pub fn losses(self, command: Command) -> Vec<Loss> {
        let losses = self
            .read(|opened| {
                let Ok(after) = Self::dry_run(opened, &[command]) else {
                    return Vec::new();
                };
                access_delta(&opened.state, &after)
                    .into_iter()
                    .filter(|change| !change.lost.is_empty())
                    .filter(|change| may_know(opened, change.actor, &change.on))
                    .map(|change| Loss {
                        name: name_of(opened, change.actor),
                        place: change.on.title(&opened.state),
                        permissions: change.lost.len(),
                    })
                    .collect()
            })
            .unwrap_or_default();
        sorted_by(losses, false, |loss: &Loss| SortKey::text(&loss.name))
    }
}

/// Whether the person may see the place and who is in it.
pub(in crate::replica) fn may_know(opened: &Opened, actor: Actor, on: &Extent) -> bool {
    let sees_them = match actor {
        Actor::User(id) => {
            opened.viewer == Some(Viewer::user(id))
                || opened.holds(Permission::OrganizationUsersGet)
        }
        Actor::ApiToken(_) => opened.holds(Permission::OrganizationApiTokensGet),
    };
    let needed = match on {
        Extent::Organization => Permission::OrganizationGet,
        Extent::Workspace(_) => Permission::WorkspaceUsersGet,
        Extent::Deployment(_) | Extent::Dags(..) => Permission::DeploymentUsersGet,
    };
    let at = match on {
        Extent::Dags(id, _) => Extent::Deployment(*id).resource(),
        other => other.resource(),
    };
    sees_them && opened.holds_on(needed, &at)
}
