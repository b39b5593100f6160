//! API tokens: made at a scope, changed, rotated, deleted and detached from one.

use planisphere_domain::access::{DagSelector, Holder, RoleEntry};
use planisphere_domain::api_token::{ApiTokenDraft, ApiTokenField, OwnRole, TokenKind, TokenScope};
use planisphere_domain::policy::{OrganizationRole, WorkspaceRole};
use planisphere_domain::{ApiTokenId, Command, DeploymentId, Edit, WorkspaceId};
use planisphere_fixtures::access::{WordId, dag_role, deployment_role};

use super::args::Args;
use super::attempt::Attempt;
use super::roles::{listed, on_deployment};
use super::{Failure, Scene};

/// Makes a token with one role of its own (rules 74 and 81).
pub fn mint(scope: TokenScope, args: &mut Args) -> Result<Attempt, Failure> {
    let name = args.need("role")?;
    let role = if let Some(role) = OrganizationRole::from_api(&name) {
        OwnRole::Organization(role)
    } else if let Some(role) = WorkspaceRole::from_api(&name) {
        OwnRole::Workspace(role)
    } else {
        OwnRole::Deployment(deployment_role(&name))
    };
    let days = args.number("tokenExpiryPeriodInDays")?;
    Ok(Attempt::of([Command::CreateApiToken(Box::new(
        ApiTokenDraft {
            id: ApiTokenId::of("a new token"),
            name: "A new token".into(),
            description: String::new(),
            scope,
            role,
            extra_roles: Vec::new(),
            // What is below zero is as far from a lifetime as zero.
            expiry_period_in_days: days.map(|days| u32::try_from(days).unwrap_or_default()),
            kind: TokenKind::Standard,
        },
    ))]))
}

/// Changes a token from this scope: its name, its expiry, its role here, or one more role (rules 75 and 80).
pub fn update(scene: &Scene, through: TokenScope, args: &mut Args) -> Result<Attempt, Failure> {
    let id = ApiTokenId::of(&args.need("tokenId")?);
    let touch = |edits: Vec<Edit<ApiTokenField>>| Command::UpdateApiToken { id, through, edits };
    if let Some(mut entry) = args.inner("addRole")? {
        let added = added(&mut entry)?;
        entry.finish()?;
        let Some(added) = added else {
            return Ok(Attempt::impossible());
        };
        let mut attempt = match added {
            Added::Organization(role) => {
                // Rule 74: it has one already, or none of that scope.
                let holder = Holder::ApiToken(id);
                let is_second = scene.state().organization_role(holder).is_some();
                if is_second {
                    return Ok(Attempt::impossible());
                }
                Attempt::of([Command::AssignOrganizationRole { holder, role }])
            }
            Added::Below(entry) => listed(scene, Holder::ApiToken(id), [entry]),
        };
        attempt.commands.insert(0, touch(Vec::new()));
        return Ok(attempt);
    }
    match args.text("change")?.as_deref() {
        Some("name") => {
            let stored = scene.state().api_token(id).map(|token| token.name.clone());
            let edit = |value: &str| ApiTokenField::Name(value.into());
            Ok(Attempt::of([touch(vec![Edit::new(
                edit(&stored.unwrap_or_default()),
                edit("Renamed"),
            )])]))
        }
        // Rule 81: no edit carries it.
        Some("expiry") => Ok(Attempt::impossible()),
        Some("detach") => detach(through, id),
        Some(other) => Err(format!("unknown change `{other}`")),
        None => set_role(through, id, args),
    }
}

/// Gives the token another role at this scope (rule 80).
fn set_role(through: TokenScope, id: ApiTokenId, args: &mut Args) -> Result<Attempt, Failure> {
    let holder = Holder::ApiToken(id);
    match through {
        TokenScope::Organization => {
            let role = OrganizationRole::from_api(&args.need("role")?);
            Ok(role.map_or_else(Attempt::impossible, |role| {
                Attempt::of([Command::AssignOrganizationRole { holder, role }])
            }))
        }
        TokenScope::Workspace(workspace) => {
            let role = WorkspaceRole::from_api(&args.need("role")?);
            Ok(role.map_or_else(Attempt::impossible, |role| {
                Attempt::of([Command::AssignWorkspaceRole {
                    holder,
                    workspace,
                    role: Some(role),
                }])
            }))
        }
        TokenScope::Deployment(deployment) => on_deployment(deployment, holder, args),
    }
}

/// Takes the token's role here; the token itself stays.
fn detach(through: TokenScope, id: ApiTokenId) -> Result<Attempt, Failure> {
    let holder = Holder::ApiToken(id);
    match through {
        TokenScope::Organization => Err("unknown change `detach` of an Organization".into()),
        TokenScope::Workspace(workspace) => Ok(Attempt::of([Command::AssignWorkspaceRole {
            holder,
            workspace,
            role: None,
        }])),
        TokenScope::Deployment(deployment) => Ok(Attempt::of([Command::AssignDeploymentRole {
            holder,
            deployment,
            role: None,
        }])),
    }
}

/// Rotates a token from this scope (rule 80).
pub fn rotate(through: TokenScope, args: &mut Args) -> Result<Attempt, Failure> {
    let id = ApiTokenId::of(&args.need("tokenId")?);
    Ok(Attempt::of([Command::RotateApiToken { id, through }]))
}

/// Deletes a token from this scope, or detaches it (rule 80).
pub fn delete(through: TokenScope, args: &mut Args) -> Result<Attempt, Failure> {
    let id = ApiTokenId::of(&args.need("tokenId")?);
    match args.text("change")?.as_deref() {
        None => Ok(Attempt::of([Command::DeleteApiToken { id, through }])),
        Some("detach") => detach(through, id),
        Some(other) => Err(format!("unknown change `{other}`")),
    }
}

/// One more role of a token.
enum Added {
    Organization(OrganizationRole),
    Below(RoleEntry),
}

/// Reads an entry; `None` when the model has no such one (rules 76 and 89).
fn added(entry: &mut Args) -> Result<Option<Added>, Failure> {
    let kind = entry.need("entityType")?;
    let word = entry.need("entityId")?;
    let name = entry.need("role")?;
    let deployment = entry.text("deploymentId")?;
    let below = |dags: DagSelector| {
        deployment.as_deref().map(|deployment| {
            Added::Below(RoleEntry::Dag(
                DeploymentId::of(deployment),
                dags,
                dag_role(&name),
            ))
        })
    };
    Ok(match kind.as_str() {
        "ORGANIZATION" => OrganizationRole::from_api(&name).map(Added::Organization),
        "WORKSPACE" => WorkspaceRole::from_api(&name)
            .map(|role| Added::Below(RoleEntry::Workspace(WorkspaceId::of(&word), role))),
        "DEPLOYMENT" => Some(Added::Below(RoleEntry::Deployment(
            DeploymentId::of(&word),
            deployment_role(&name),
        ))),
        "DAG" => below(DagSelector::Id(word)),
        "DAG_TAG" => below(DagSelector::Tag(word)),
        // Rule 76: there are no others.
        _ => None,
    })
}
