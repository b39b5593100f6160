//! The names of entities: how ids of the fixture become Cedar's typed ids.
use super::unloadable;
use crate::engine::Unloadable;
use crate::request::{Actor, Resource};
use cedar_policy::{EntityId, EntityTypeName, EntityUid};

/// The parsed type names, kept because parsing is slow.
#[derive(Clone)]
pub struct Names {
    action: EntityTypeName,
    user: EntityTypeName,
    token: EntityTypeName,
    team: EntityTypeName,
    role: EntityTypeName,
    mark: EntityTypeName,
    organization: EntityTypeName,
    workspace: EntityTypeName,
    deployment: EntityTypeName,
    dag: EntityTypeName,
    dag_tag: EntityTypeName,
}

impl Names {
    /// Parses them.
    pub fn new() -> Result<Self, Unloadable> {
        let name = |text: &str| text.parse::<EntityTypeName>().map_err(unloadable);
        Ok(Self {
            action: name("Action")?,
            user: name("User")?,
            token: name("Token")?,
            team: name("Team")?,
            role: name("Role")?,
            mark: name("Mark")?,
            organization: name("Organization")?,
            workspace: name("Workspace")?,
            deployment: name("Deployment")?,
            dag: name("Dag")?,
            dag_tag: name("DagTag")?,
        })
    }

    /// A permission or a group of permissions.
    pub fn action(&self, name: &str) -> EntityUid {
        uid(&self.action, name)
    }

    /// A person.
    pub fn user(&self, id: &str) -> EntityUid {
        uid(&self.user, id)
    }

    /// A token.
    pub fn token(&self, id: &str) -> EntityUid {
        uid(&self.token, id)
    }

    /// A Team.
    pub fn team(&self, id: &str) -> EntityUid {
        uid(&self.team, id)
    }

    /// The group of those who hold a role on a place.
    pub fn role(&self, place: &EntityUid, role: &str) -> EntityUid {
        uid(&self.role, &format!("{role} of {place}"))
    }

    /// A group of role groups, by a property of the role.
    pub fn mark(&self, name: &str) -> EntityUid {
        uid(&self.mark, name)
    }

    /// An Organization.
    pub fn organization(&self, id: &str) -> EntityUid {
        uid(&self.organization, id)
    }

    /// A Workspace.
    pub fn workspace(&self, id: &str) -> EntityUid {
        uid(&self.workspace, id)
    }

    /// A Deployment.
    pub fn deployment(&self, id: &str) -> EntityUid {
        uid(&self.deployment, id)
    }

    /// A DAG of a Deployment.
    pub fn dag(&self, deployment: &str, dag: &str) -> EntityUid {
        uid(&self.dag, &format!("{deployment}/{dag}"))
    }

    /// All DAGs of a Deployment that carry a tag.
    pub fn dag_tag(&self, deployment: &str, tag: &str) -> EntityUid {
        uid(&self.dag_tag, &format!("{deployment}/{tag}"))
    }

    /// Who asks.
    pub fn actor(&self, actor: &Actor) -> EntityUid {
        match actor {
            Actor::User(id) => self.user(id),
            Actor::Token(id) => self.token(id),
        }
    }

    /// What is asked about.
    pub fn resource(&self, resource: &Resource) -> EntityUid {
        match resource {
            Resource::Organization(id) => self.organization(id),
            Resource::Workspace(id) => self.workspace(id),
            Resource::Deployment(id) => self.deployment(id),
            Resource::Dag { deployment, dag } => self.dag(deployment, dag),
        }
    }
}

fn uid(kind: &EntityTypeName, id: &str) -> EntityUid {
    EntityUid::from_type_name_and_id(kind.clone(), EntityId::new(id))
}
