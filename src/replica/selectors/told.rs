//! How an event is told: what it did, to what, and what one has to hold to read of it. Names are those of now, or of
//! when the thing ended.

use std::collections::BTreeMap;

use planisphere_domain::access::Holder;
use planisphere_domain::api_token::TokenScope;
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::{ClusterId, DeploymentId, State, UserId, WorkspaceId};

use super::things::Thing;
use super::tokens::reading_tokens;

/// An event in words, and what one has to hold to read of it.
pub(super) struct Told {
    pub(super) what: String,
    pub(super) name: String,
    pub(super) thing: Option<Thing>,
    pub(super) detail: Option<String>,
    pub(super) reading: Permission,
    pub(super) resource: ResourceRef,
}

impl Told {
    pub(super) fn of_organization(
        reading: Permission,
        what: &str,
        name: impl Into<String>,
        thing: Thing,
    ) -> Self {
        Self {
            what: what.to_owned(),
            name: name.into(),
            thing: Some(thing),
            detail: None,
            reading,
            resource: ResourceRef::Organization,
        }
    }

    pub(super) fn with(mut self, detail: String) -> Self {
        if !detail.is_empty() {
            self.detail = Some(detail);
        }
        self
    }
}

/// What things are called, now or when they ended.
pub(super) struct Names<'a> {
    pub(super) state: &'a State,
    pub(super) ended: &'a BTreeMap<String, String>,
}

impl Names<'_> {
    pub(super) fn was(&self, id: impl ToString) -> String {
        let name = self.ended.get(&id.to_string());
        name.cloned()
            .unwrap_or_else(|| "something deleted".to_owned())
    }

    pub(super) fn of_user(&self, what: &str, id: UserId) -> Told {
        let user = self.state.user(id);
        let name = user.map_or_else(|| self.was(id), |user| user.full_name.clone());
        let thing = user.map_or(Thing::Users, |_| Thing::User(id));
        Told::of_organization(Permission::OrganizationUsersGet, what, name, thing)
    }

    pub(super) fn of_workspace(&self, what: &str, id: WorkspaceId) -> Told {
        let found = self.state.workspace(id);
        let name = found.map_or_else(|| self.was(id), |found| found.name.clone());
        self.under(what, name, found.map(|_| Thing::Workspace(id)), id)
    }

    pub(super) fn under(
        &self,
        what: &str,
        name: String,
        thing: Option<Thing>,
        id: WorkspaceId,
    ) -> Told {
        // What is gone is told to those who may read the whole log.
        let (reading, resource) = if self.state.workspace(id).is_some() {
            (Permission::WorkspaceGet, ResourceRef::Workspace(id))
        } else {
            (
                Permission::OrganizationAuditLogsGet,
                ResourceRef::Organization,
            )
        };
        Told {
            what: what.to_owned(),
            name,
            thing,
            detail: None,
            reading,
            resource,
        }
    }

    pub(super) fn of_deployment(&self, what: &str, id: DeploymentId) -> Told {
        match self.state.deployment(id) {
            Some(found) => Told {
                what: what.to_owned(),
                name: found.name.clone(),
                thing: Some(Thing::Deployment(found.workspace_id, id)),
                detail: None,
                reading: Permission::DeploymentGet,
                resource: ResourceRef::Deployment(id),
            },
            None => self.gone(what, self.was(id)),
        }
    }

    pub(super) fn gone(&self, what: &str, name: String) -> Told {
        Told {
            what: what.to_owned(),
            name,
            thing: None,
            detail: None,
            reading: Permission::OrganizationAuditLogsGet,
            resource: ResourceRef::Organization,
        }
    }

    pub(super) fn of_cluster(&self, what: &str, id: ClusterId) -> Told {
        let found = self.state.cluster(id);
        let name = found.map_or_else(|| self.was(id), |found| found.name.clone());
        let mut told = Told::of_organization(
            Permission::OrganizationClustersGet,
            what,
            name,
            Thing::Cluster(id),
        );
        told.thing = told.thing.filter(|_| found.is_some());
        told
    }

    pub(super) fn of_team(&self, what: &str, id: planisphere_domain::TeamId) -> Told {
        let found = self.state.team(id);
        let name = found.map_or_else(|| self.was(id), |found| found.name.clone());
        let reading = Permission::OrganizationTeamsGet;
        let mut told = Told::of_organization(reading, what, name, Thing::Team(id));
        told.thing = told.thing.filter(|_| found.is_some());
        told
    }

    pub(super) fn of_role(&self, what: &str, id: planisphere_domain::CustomRoleId) -> Told {
        let found = self.state.custom_role(id);
        let name = found.map_or_else(|| self.was(id), |found| found.name.clone());
        let reading = Permission::OrganizationCustomRolesGet;
        let mut told = Told::of_organization(reading, what, name, Thing::Role(id));
        told.thing = told.thing.filter(|_| found.is_some());
        told
    }

    pub(super) fn of_token(&self, what: &str, id: planisphere_domain::ApiTokenId) -> Told {
        let Some(found) = self.state.api_token(id) else {
            return self.gone(what, self.was(id));
        };
        let workspace = match found.scope {
            TokenScope::Deployment(id) => self.state.deployment(id).map(|it| it.workspace_id),
            _ => None,
        };
        Told {
            what: what.to_owned(),
            name: found.name.clone(),
            thing: Some(Thing::Token(found.scope, workspace, id)),
            detail: None,
            reading: reading_tokens(found.scope),
            resource: found.scope.resource(),
        }
    }

    /// Somebody's role.
    pub(super) fn of_role_held(&self, holder: Holder, mut told: Told, where_to: &str) -> Told {
        let name = self.state.holder_name(holder);
        let name = name.unwrap_or("somebody who is gone").to_owned();
        told.detail = Some(format!("role of {name}{where_to}"));
        told
    }

    pub(super) fn of_home(&self, what: &str, home: planisphere_domain::Home) -> Told {
        use planisphere_domain::Home;
        match home {
            Home::Organization => Told::of_organization(
                Permission::OrganizationGet,
                what,
                "the Organization",
                Thing::Settings,
            ),
            Home::Workspace(id) => self.of_workspace(what, id),
            Home::Deployment(id) => self.of_deployment(what, id),
        }
    }

    /// A finding is told by its rule; what it is about stays with those who see the whole log.
    pub(super) fn of_finding(
        &self,
        what: &str,
        key: &planisphere_domain::findings::FindingKey,
    ) -> Told {
        let mut told = self.gone(what, key.rule.label().to_owned());
        told.what = format!("{what}:");
        told
    }
}
