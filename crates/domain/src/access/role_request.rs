//! Role lists in the form of the API: bodies as they are sent for people, Teams and tokens, read into the
//! commands that make them so (USR-3, TOK-5). What may be given to whom is for the commands.

use serde::Deserialize;

use super::{Bindings, DagSelector, Holder, RoleEntry, role_list_changes};
use crate::api_token::TokenScope;
use crate::policy::{
    BuiltInDagRole, BuiltInDeploymentRole, DagRole, DeploymentRole, OrganizationRole, WorkspaceRole,
};
use crate::validation::Checks;
use crate::{ApiTokenId, Command, Problem, Rejection, ResourceKind, State};

macro_rules! requests {
    ($($(#[$about:meta])* $name:ident { $($field:ident: $type:ty = $doc:literal,)* })*) => {$(
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
        #[serde(rename_all = "camelCase", deny_unknown_fields, default)]
        pub struct $name {
            $(#[doc = $doc] pub $field: $type,)*
        }
    )*};
}

requests! {
    /// The roles that a person or a Team shall have.
    RolesRequest {
        organization_role: Option<String> = "In the Organization; absent: as it is.",
        workspace_roles: Option<Vec<WorkspaceRoleRequest>> = "In Workspaces; absent: none.",
        deployment_roles: Option<Vec<DeploymentRoleRequest>> = "On Deployments; absent: none.",
        dag_roles: Option<Vec<DagRoleRequest>> = "On DAGs; absent: as they are, where the Deployment's role stays.",
    }
    /// A role in a Workspace.
    WorkspaceRoleRequest {
        workspace_id: String = "Where.",
        role: String = "Which.",
    }
    /// A role on a Deployment.
    DeploymentRoleRequest {
        deployment_id: String = "Where.",
        role: String = "Which, by name.",
    }
    /// A role on DAGs.
    DagRoleRequest {
        deployment_id: String = "In which Deployment.",
        dag_id: Option<String> = "On the DAG of this id.",
        dag_tag: Option<String> = "On the DAGs with this tag.",
        role: String = "Which, by name.",
    }
    /// A role of a token.
    TokenRoleRequest {
        entity_type: String = "`ORGANIZATION`, `WORKSPACE`, `DEPLOYMENT`, `DAG` or `DAG_TAG`.",
        entity_id: String = "Its id, or the tag.",
        deployment_id: Option<String> = "The Deployment of a DAG or tag (TOK-7).",
        role: String = "Which, by name.",
    }
}

impl RolesRequest {
    /// The commands that leave a person or a Team with these roles.
    ///
    /// # Errors
    /// If an entry names nothing that there is, or two are for the same thing.
    pub fn commands(&self, state: &State, holder: Holder) -> Result<Vec<Command>, Rejection> {
        let mut checks = Checks::default();
        let mut commands = Vec::new();
        if let Some(name) = &self.organization_role {
            let role = named(
                &mut checks,
                "organizationRole",
                name,
                OrganizationRole::from_api(name),
            );
            let stored = state.organization_role(holder);
            commands.extend(
                role.filter(|role| stored != Some(*role))
                    .map(|role| Command::AssignOrganizationRole { holder, role }),
            );
        }
        let entries = self.entries(&mut checks, state, holder);
        checks.finish()?;
        commands.extend(role_list_changes(state, holder, &entries)?);
        Ok(commands)
    }

    fn entries(&self, checks: &mut Checks, state: &State, holder: Holder) -> Vec<RoleEntry> {
        let mut entries = Vec::new();
        for (place, entry) in self.workspace_roles.iter().flatten().enumerate() {
            let path = format!("workspaceRoles[{place}]");
            let id = id(
                checks,
                &path,
                "workspaceId",
                ResourceKind::Workspace,
                &entry.workspace_id,
            );
            let role = WorkspaceRole::from_api(&entry.role);
            let role = named(checks, &format!("{path}.role"), &entry.role, role);
            entries.extend(
                id.zip(role)
                    .map(|(id, role)| RoleEntry::Workspace(id, role)),
            );
        }
        for (place, entry) in self.deployment_roles.iter().flatten().enumerate() {
            let path = format!("deploymentRoles[{place}]");
            let kind = ResourceKind::Deployment;
            let id = id(checks, &path, "deploymentId", kind, &entry.deployment_id);
            let role = deployment_role(state, &entry.role);
            let role = named(checks, &format!("{path}.role"), &entry.role, role);
            entries.extend(
                id.zip(role)
                    .map(|(id, role)| RoleEntry::Deployment(id, role)),
            );
        }
        match &self.dag_roles {
            Some(roles) => {
                for (place, entry) in roles.iter().enumerate() {
                    let path = format!("dagRoles[{place}]");
                    entries.extend(dag_entry(checks, state, &path, entry));
                }
            }
            None => entries.extend(self.kept_dag_roles(state, holder)),
        }
        entries
    }

    /// USR-3: what is not named stays, unless the role that it stands on goes.
    fn kept_dag_roles(&self, state: &State, holder: Holder) -> Vec<RoleEntry> {
        let none = Bindings::default();
        let stored = state.bindings(holder).unwrap_or(&none);
        let named = self.deployment_roles.iter().flatten();
        let named: Vec<&str> = named.map(|entry| entry.deployment_id.as_str()).collect();
        let kept = stored.dags.iter();
        kept.filter(|(id, _)| named.contains(&id.to_string().as_str()))
            .flat_map(|(id, held)| {
                held.iter()
                    .map(|(dags, role)| RoleEntry::Dag(*id, dags.clone(), *role))
            })
            .collect()
    }
}

/// USR-6
fn dag_entry(
    checks: &mut Checks,
    state: &State,
    path: &str,
    entry: &DagRoleRequest,
) -> Option<RoleEntry> {
    let kind = ResourceKind::Deployment;
    let id = id(checks, path, "deploymentId", kind, &entry.deployment_id);
    let role = dag_role(state, &entry.role);
    let role = named(checks, &format!("{path}.role"), &entry.role, role);
    let dags = match (&entry.dag_id, &entry.dag_tag) {
        (Some(dag), None) => Some(DagSelector::Id(dag.clone())),
        (None, Some(tag)) => Some(DagSelector::Tag(tag.clone())),
        _ => None,
    };
    checks.ensure(dags.is_some(), || {
        Problem::new(
            format!("{path}.dagId"),
            "dag-selector",
            format!("{path} needs one of dagId and dagTag, and not both"),
            "Name the DAG's id or a tag.",
        )
    });
    Some(RoleEntry::Dag(id?, dags?, role?))
}

/// The commands that leave a token with these roles (TOK-4 to TOK-7).
///
/// # Errors
/// If the list is not one for this token: every problem with its path.
pub fn token_role_changes(
    state: &State,
    id: ApiTokenId,
    roles: &[TokenRoleRequest],
) -> Result<Vec<Command>, Rejection> {
    let token = state
        .api_token(id)
        .ok_or_else(|| Rejection::not_found(ResourceKind::ApiToken, id))?;
    let holder = Holder::ApiToken(id);
    let mut checks = Checks::default();
    let (own_type, own_id) = match token.scope {
        TokenScope::Organization => ("ORGANIZATION", None),
        TokenScope::Workspace(id) => ("WORKSPACE", Some(id.to_string())),
        TokenScope::Deployment(id) => ("DEPLOYMENT", Some(id.to_string())),
    };
    let own = roles.iter().filter(|role| {
        role.entity_type == own_type && own_id.as_ref().is_none_or(|id| role.entity_id == *id)
    });
    // TOK-5
    let count = own.count();
    checks.ensure(count == 1, || {
        Problem::new(
            "roles",
            "own-role",
            format!(
                "roles has {count} entries for the token's own {own_type}, it needs exactly one"
            ),
            "Give it one role there.",
        )
        .value(count)
        .limit(1)
    });
    let mut commands = Vec::new();
    let mut entries = Vec::new();
    for (place, role) in roles.iter().enumerate() {
        let path = format!("roles[{place}]");
        // TOK-6
        let is_below = match (own_type, role.entity_type.as_str()) {
            ("ORGANIZATION", _) => true,
            ("WORKSPACE", kind) => {
                kind != "ORGANIZATION"
                    && (kind != "WORKSPACE" || own_id.as_ref() == Some(&role.entity_id))
            }
            (_, kind) => !matches!(kind, "ORGANIZATION" | "WORKSPACE"),
        };
        checks.ensure(is_below, || {
            let path = format!("{path}.entityType");
            let kind = &role.entity_type;
            let message =
                format!("{path} is {kind}, outside of what a token of a {own_type} reaches");
            Problem::new(path, "token-scope", message, "Leave it out.").value(kind)
        });
        match read_token_role(&mut checks, state, &path, role) {
            Some(Read::Organization(role)) if token.organization_role != Some(role) => {
                commands.push(Command::AssignOrganizationRole { holder, role });
            }
            Some(Read::Below(entry)) => entries.push(entry),
            Some(Read::Organization(_)) | None => {}
        }
    }
    checks.finish()?;
    commands.extend(role_list_changes(state, holder, &entries)?);
    Ok(commands)
}

enum Read {
    Organization(OrganizationRole),
    Below(RoleEntry),
}

fn read_token_role(
    checks: &mut Checks,
    state: &State,
    path: &str,
    entry: &TokenRoleRequest,
) -> Option<Read> {
    let name = entry.role.as_str();
    let role_path = format!("{path}.role");
    let workspace = ResourceKind::Workspace;
    let deployment = ResourceKind::Deployment;
    // TOK-4
    Some(match entry.entity_type.as_str() {
        "ORGANIZATION" => {
            let role = OrganizationRole::from_api(name);
            Read::Organization(named(checks, &role_path, name, role)?)
        }
        "WORKSPACE" => {
            let id = id(checks, path, "entityId", workspace, &entry.entity_id);
            let role = named(checks, &role_path, name, WorkspaceRole::from_api(name));
            Read::Below(RoleEntry::Workspace(id?, role?))
        }
        "DEPLOYMENT" => {
            let id = id(checks, path, "entityId", deployment, &entry.entity_id);
            let role = named(checks, &role_path, name, deployment_role(state, name));
            Read::Below(RoleEntry::Deployment(id?, role?))
        }
        kind @ ("DAG" | "DAG_TAG") => {
            // TOK-7
            let of = entry.deployment_id.as_deref().unwrap_or_default();
            checks.ensure(!of.is_empty(), || {
                let path = format!("{path}.deploymentId");
                let message = format!("{path} is missing: {kind} roles are of one Deployment");
                Problem::new(path, "missing", message, "Name the Deployment.")
            });
            let id = if of.is_empty() {
                None
            } else {
                id(checks, path, "deploymentId", deployment, of)
            };
            let role = named(checks, &role_path, name, dag_role(state, name));
            let word = entry.entity_id.clone();
            let dags = if kind == "DAG" {
                DagSelector::Id(word)
            } else {
                DagSelector::Tag(word)
            };
            Read::Below(RoleEntry::Dag(id?, dags, role?))
        }
        other => {
            checks.add(
                Problem::new(
                    format!("{path}.entityType"),
                    "unknown-value",
                    format!("{path}.entityType is `{other}`, which is no value of it"),
                    "Use ORGANIZATION, WORKSPACE, DEPLOYMENT, DAG or DAG_TAG.",
                )
                .value(other),
            );
            return None;
        }
    })
}

fn deployment_role(state: &State, name: &str) -> Option<DeploymentRole> {
    let custom = || {
        let role = state.custom_roles().find(|role| role.name == name)?;
        Some(DeploymentRole::Custom(role.id))
    };
    let built_in = BuiltInDeploymentRole::from_api(name).map(DeploymentRole::BuiltIn);
    built_in.or_else(custom)
}

fn dag_role(state: &State, name: &str) -> Option<DagRole> {
    let custom = || {
        let role = state.custom_roles().find(|role| role.name == name)?;
        Some(DagRole::Custom(role.id))
    };
    BuiltInDagRole::from_api(name)
        .map(DagRole::BuiltIn)
        .or_else(custom)
}

fn named<T>(checks: &mut Checks, path: &str, name: &str, role: Option<T>) -> Option<T> {
    checks.ensure(role.is_some(), || {
        Problem::new(
            path,
            "unknown-role",
            format!("{path} is `{name}`, which is no role there"),
            "Choose a role of that scope.",
        )
        .value(name)
    });
    role
}

fn id<T: std::str::FromStr>(
    checks: &mut Checks,
    place: &str,
    field: &str,
    kind: ResourceKind,
    text: &str,
) -> Option<T> {
    let id = text.parse().ok();
    checks.ensure(id.is_some(), || {
        let path = format!("{place}.{field}");
        let message = format!("{path} is `{text}`: {kind} not found");
        Problem::new(path, "unknown-id", message, "Choose one of the list.").value(text)
    });
    id
}
