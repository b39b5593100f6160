//! A judge that reads the rules aloud: it walks the raw bindings for every question and remembers nothing.
//!
//! Slow and plain on purpose. The order of the checks is that of rule 3; the first that fails decides.
mod address;
mod bindings;
mod gates;
mod runtime;

pub use bindings::{Binding, Place};

use crate::catalogue::{Catalogue, catalogue};
use crate::engine::{Engine, Unloadable};
use crate::fixture::{Deployment, Fixture, Organization};
use crate::request::{Actor, Request, Resource};
use std::collections::BTreeSet;

/// The naive judge.
#[derive(Clone, Debug)]
pub struct Naive {
    fixture: Fixture,
    tables: &'static Catalogue,
}

/// Why a request is refused: the rule, and the check that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The number of the rule.
    pub rule: u8,
    /// The check in a few words.
    pub check: &'static str,
}

fn refuse(rule: u8, check: &'static str) -> Refusal {
    Refusal { rule, check }
}

/// Where a resource stands.
struct Standing<'a> {
    organization: &'a Organization,
    workspace: Option<&'a str>,
    deployment: Option<&'a Deployment>,
    dag: Option<&'a str>,
}

impl Engine for Naive {
    fn load(fixture: &Fixture) -> Result<Self, Unloadable> {
        Ok(Self {
            fixture: fixture.clone(),
            tables: catalogue(),
        })
    }

    fn decide(&self, request: &Request) -> bool {
        self.judge(request).is_ok()
    }
}

impl Naive {
    /// Every role that the actor holds directly or through a Team.
    pub fn bindings(&self, actor: &Actor) -> Vec<Binding<'_>> {
        match actor {
            Actor::User(id) => bindings::of_person(&self.fixture, id),
            Actor::Token(id) => bindings::of_token(&self.fixture, id),
        }
    }

    /// Whether the request is allowed, and if not, which rule refuses it first.
    ///
    /// # Errors
    /// The refusal.
    pub fn judge(&self, request: &Request) -> Result<(), Refusal> {
        // Rule 3 (a).
        gates::credential(&self.fixture, &request.actor)?;
        // Rule 3 (b); an id of another Organization reads as not there.
        let standing = self
            .standing(&request.resource)
            .ok_or(refuse(3, "no such resource"))?;
        gates::membership(&self.fixture, &request.actor, &standing.organization.id)?;
        // Rule 3 (c).
        gates::address(standing.organization, &request.context.source_ip)?;
        // Rule 3 (d).
        gates::login(standing.organization, request)?;
        // Rule 3 (e).
        gates::tier(standing.organization, &request.permission)?;
        // Rule 3 (f).
        self.permission(request, &standing)?;
        self.circumstances(request, &standing)
    }

    fn standing(&self, resource: &Resource) -> Option<Standing<'_>> {
        let (workspace, deployment, dag) = match resource {
            Resource::Organization(id) => {
                return Some(Standing {
                    organization: self.organization(id)?,
                    workspace: None,
                    deployment: None,
                    dag: None,
                });
            }
            Resource::Workspace(id) => (id.as_str(), None, None),
            Resource::Deployment(id) => {
                let deployment = self.deployment(id)?;
                (deployment.workspace_id.as_str(), Some(deployment), None)
            }
            Resource::Dag { deployment, dag } => {
                let deployment = self.deployment(deployment)?;
                let name = self.dag(&deployment.id, dag)?;
                (
                    deployment.workspace_id.as_str(),
                    Some(deployment),
                    Some(name),
                )
            }
        };
        let workspace = self
            .fixture
            .workspaces
            .iter()
            .find(|it| it.id == workspace)?;
        Some(Standing {
            organization: self.organization(&workspace.organization_id)?,
            workspace: Some(&workspace.id),
            deployment,
            dag,
        })
    }

    fn organization(&self, id: &str) -> Option<&Organization> {
        self.fixture.organizations.iter().find(|it| it.id == id)
    }

    fn deployment(&self, id: &str) -> Option<&Deployment> {
        self.fixture.deployments.iter().find(|it| it.id == id)
    }

    fn dag(&self, deployment: &str, dag: &str) -> Option<&str> {
        let found = self
            .fixture
            .dags
            .iter()
            .find(|it| it.deployment_id == deployment && it.dag_id == dag)?;
        Some(&found.dag_id)
    }

    fn permission(&self, request: &Request, standing: &Standing<'_>) -> Result<(), Refusal> {
        let enough = self.enough(&request.permission);
        let holds = self.bindings(&request.actor).iter().any(|binding| {
            self.covers(&binding.place, standing)
                && enough.iter().any(|name| self.contains(binding, name))
        });
        if holds || self.reads_upward(request) {
            return Ok(());
        }
        Err(refuse(2, "no role grants it"))
    }

    /// The permissions of which each suffices: itself, what implies it, and rule 7's fall-through.
    fn enough(&self, permission: &str) -> Vec<String> {
        let permission = self.tables.canonical(permission);
        let mut enough = vec![permission.to_owned()];
        if let Some(rest) = permission.strip_prefix("dag.") {
            enough.push(format!("deployment.{rest}"));
        }
        let implied: Vec<String> = enough
            .iter()
            .filter_map(|name| self.tables.implied_by.get(name))
            .flatten()
            .cloned()
            .collect();
        enough.extend(implied);
        enough
    }

    /// Rule 5, for DAG roles rules 56, 58 and 59.
    fn covers(&self, place: &Place<'_>, standing: &Standing<'_>) -> bool {
        let deployment = standing.deployment.map(|it| it.id.as_str());
        match place {
            Place::Organization(id) => standing.organization.id == *id,
            Place::Workspace(id) => standing.workspace == Some(id),
            Place::Deployment(id) => deployment == Some(id),
            Place::Dag(of, id) => {
                deployment == Some(of) && standing.dag == Some(id) && self.runs_dag_roles(of)
            }
            Place::DagTag(of, tag) => {
                deployment == Some(of)
                    && standing.dag.is_some_and(|dag| self.carries(of, dag, tag))
                    && self.runs_dag_roles(of)
            }
        }
    }

    fn carries(&self, deployment: &str, dag: &str, tag: &str) -> bool {
        self.fixture.dags.iter().any(|it| {
            it.deployment_id == deployment
                && it.dag_id == dag
                && it.tags.iter().any(|carried| carried == tag)
        })
    }

    /// Rule 56.
    fn runs_dag_roles(&self, deployment: &str) -> bool {
        self.deployment(deployment)
            .is_some_and(|it| runtime::knows_dag_roles(&it.runtime))
    }

    fn contains(&self, binding: &Binding<'_>, permission: &str) -> bool {
        let Some(role) = self.tables.role(binding.role) else {
            return self.fixture.custom_roles.iter().any(|custom| {
                custom.organization_id == binding.organization
                    && custom.name == binding.role
                    && custom
                        .permissions
                        .iter()
                        .any(|held| self.tables.canonical(held) == permission)
            });
        };
        let everywhere = role.grants_role_in_every_workspace.as_deref();
        role.permissions.contains(permission)
            // Rule 20.
            || everywhere
                .and_then(|name| self.tables.role(name))
                .is_some_and(|granted| granted.permissions.contains(permission))
    }

    /// Rule 6.
    fn reads_upward(&self, request: &Request) -> bool {
        let Actor::Token(id) = &request.actor else {
            return false;
        };
        let Some(token) = self.fixture.tokens.iter().find(|it| it.id == *id) else {
            return false;
        };
        let kinds: BTreeSet<&str> = token
            .roles
            .iter()
            .map(|it| it.entity_type.as_str())
            .collect();
        let reads = &self.tables.upward_reads;
        let below = kinds.iter().any(|kind| *kind != "ORGANIZATION");
        let owner =
            token.scope == "WORKSPACE" && token.roles.iter().any(|it| it.role == "WORKSPACE_OWNER");
        below && reads.permissions.contains(&request.permission)
            || owner
                && reads
                    .extra_for_workspace_scoped_token_with_workspace_owner
                    .contains(&request.permission)
    }

    /// The rules that refuse in spite of the permission: 71, 99, 109, 116.
    fn circumstances(&self, request: &Request, standing: &Standing<'_>) -> Result<(), Refusal> {
        let organization = standing.organization;
        let person = matches!(request.actor, Actor::User(_));
        match request.permission.as_str() {
            "organization.teams.create" if organization.is_scim_enabled => {
                Err(refuse(71, "SCIM is on"))
            }
            "deployment.deploys.create"
                if person && standing.deployment.is_some_and(|it| it.is_cicd_enforced) =>
            {
                Err(refuse(99, "only tokens may deploy"))
            }
            "organization.scim.provision" => self.provisioning(request, organization),
            "workspace.envObjects.getSecrets" | "deployment.envObjects.getSecrets"
                if !organization.environment_secrets_fetching =>
            {
                Err(refuse(116, "secrets are not fetched"))
            }
            _ => Ok(()),
        }
    }

    /// Rule 109; the role is asked for by name, because the rule names it.
    fn provisioning(&self, request: &Request, organization: &Organization) -> Result<(), Refusal> {
        let Actor::Token(id) = &request.actor else {
            return Err(refuse(109, "not a token"));
        };
        let owner = self.fixture.tokens.iter().any(|token| {
            token.id == *id
                && token.scope == "ORGANIZATION"
                && token.roles.iter().any(|it| it.role == "ORGANIZATION_OWNER")
        });
        if !owner {
            return Err(refuse(109, "not an Organization Owner's token"));
        }
        if !organization.is_scim_enabled {
            return Err(refuse(109, "SCIM is off"));
        }
        Ok(())
    }
}
