//! The engine of `planisphere-domain` as one more judge. The only module that names it; the others never see it.
use crate::engine::{Engine, Unloadable};
use crate::fixture::Fixture;
use crate::request::{Request, Resource};
use planisphere_domain::policy::LoginMethod;
use planisphere_domain::{Caller, Permission, ResourceRef, can};
use planisphere_fixtures::access::{self, LoadedOrganization};
use std::collections::HashMap;

/// The engine with a loaded account: one state for every Organization.
pub struct Product {
    organizations: Vec<LoadedOrganization>,
    homes: HashMap<Resource, usize>,
}

/// A request in the engine's form.
pub struct Prepared {
    organization: usize,
    caller: Caller,
    permission: Permission,
    resource: ResourceRef,
}

impl Engine for Product {
    fn load(fixture: &Fixture) -> Result<Self, Unloadable> {
        let unloadable = |error: &dyn std::fmt::Display| Unloadable(error.to_string());
        let account = serde_json::to_value(fixture).map_err(|error| unloadable(&error))?;
        let mut loaded = access::load(&account).map_err(|error| unloadable(&error))?;
        let organizations = fixture.organizations.iter();
        Ok(Self {
            organizations: organizations
                .filter_map(|it| loaded.remove(&it.id))
                .collect(),
            homes: homes(fixture),
        })
    }

    fn decide(&self, request: &Request) -> bool {
        self.prepare(request)
            .is_some_and(|prepared| self.ask(&prepared))
    }
}

impl Product {
    /// Translates a request; none if it names something that is nowhere. It goes to the Organization of the resource,
    /// whoever asks.
    pub fn prepare(&self, request: &Request) -> Option<Prepared> {
        let at = *self.homes.get(&request.resource)?;
        let organization = self.organizations.get(at)?;
        let mut caller = organization.caller(&request.actor.to_string())?;
        caller.address = Some(request.context.source_ip.parse().ok()?);
        caller.login = match request.context.auth_method.as_str() {
            "sso" => LoginMethod::Sso,
            "google" => LoginMethod::Google,
            "github" => LoginMethod::Github,
            "sso-bypass" => LoginMethod::SsoBypass,
            _ => LoginMethod::Password,
        };
        Some(Prepared {
            organization: at,
            caller,
            permission: Permission::from_name(&request.permission)?,
            resource: organization.resource(&request.resource.to_string())?,
        })
    }

    /// The engine's answer.
    pub fn ask(&self, request: &Prepared) -> bool {
        let organization = self.organizations.get(request.organization);
        organization.is_some_and(|it| {
            can(
                &it.state,
                &request.caller,
                request.permission,
                &request.resource,
            )
            .allowed
        })
    }
}

/// The position of the Organization of every resource.
fn homes(fixture: &Fixture) -> HashMap<Resource, usize> {
    let mut homes = HashMap::new();
    for (at, it) in fixture.organizations.iter().enumerate() {
        homes.insert(Resource::Organization(it.id.clone()), at);
    }
    let mut put = |own: Resource, above: Resource| {
        if let Some(at) = homes.get(&above).copied() {
            homes.insert(own, at);
        }
    };
    for it in &fixture.workspaces {
        let above = Resource::Organization(it.organization_id.clone());
        put(Resource::Workspace(it.id.clone()), above);
    }
    for it in &fixture.deployments {
        let above = Resource::Workspace(it.workspace_id.clone());
        put(Resource::Deployment(it.id.clone()), above);
    }
    for it in &fixture.dags {
        let own = Resource::Dag {
            deployment: it.deployment_id.clone(),
            dag: it.dag_id.clone(),
        };
        put(own, Resource::Deployment(it.deployment_id.clone()));
    }
    homes
}
