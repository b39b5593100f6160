//! `token.create` and `token.roles`.

use planisphere_domain::access::{Bindings, TokenRoleRequest, token_role_changes};
use planisphere_domain::api_token::{ApiToken, ApiTokenDraft, OwnRole, TokenKind, TokenScope};
use planisphere_domain::policy::{
    BuiltInDeploymentRole, DeploymentRole, OrganizationRole, WorkspaceRole,
};
use planisphere_domain::{ApiTokenId, Command, Event};
use serde_json::json;

use super::input::Input;
use super::world::{World, id};
use super::{Answer, Stop};

/// Tries an operation on tokens.
pub fn run(world: &mut World, action: &str, input: &mut Input) -> Answer {
    match action {
        "create" => create(world, input),
        "roles" => roles(world, input),
        other => Err(Stop::unknown(format!("operation `token.{other}`"))),
    }
}

fn create(world: &mut World, input: &mut Input) -> Answer {
    let name = input.text("role")?;
    let token_name: Option<String> = input.optional("name")?;
    let description: Option<String> = input.optional("description")?;
    let days: Option<i64> = input.optional("tokenExpiryPeriodInDays")?;
    let kind: Option<TokenKind> = input.optional("kind")?;
    let scope = scope(input)?;
    // TOK-4
    let role = match scope {
        TokenScope::Organization => OrganizationRole::from_api(&name).map(OwnRole::Organization),
        TokenScope::Workspace(_) => WorkspaceRole::from_api(&name).map(OwnRole::Workspace),
        TokenScope::Deployment(_) => deployment_role(world, &name).map(OwnRole::Deployment),
    };
    let id = ApiTokenId::from_bits(world.bits());
    let draft = ApiTokenDraft {
        id,
        name: token_name.unwrap_or_default(),
        description: description.unwrap_or_default(),
        scope,
        role: role.ok_or_else(|| Stop::refused(format!("role: `{name}` is of another scope")))?,
        extra_roles: Vec::new(),
        // What is below zero is as far from a lifetime as zero.
        expiry_period_in_days: days.map(|days| u32::try_from(days).unwrap_or_default()),
        kind: kind.unwrap_or(TokenKind::Standard),
    };
    world.decide(&[Command::CreateApiToken(Box::new(draft))])?;
    let token = world
        .state()
        .api_token(id)
        .expect("a token that was just created");
    Ok(json!({
        "id": token.id,
        "name": token.name,
        "description": token.description,
        "kind": token.kind,
        "expiryPeriodInDays": token.expiry_period_in_days,
        "endAt": token.end_at,
        // TOK-8: the text is made by whoever keeps it, and given back this once.
        "token": "made outside of the core",
    }))
}

fn deployment_role(world: &World, name: &str) -> Option<DeploymentRole> {
    let built_in = BuiltInDeploymentRole::from_api(name).map(DeploymentRole::BuiltIn);
    built_in.or_else(|| {
        let mut roles = world.state().custom_roles();
        let role = roles.find(|role| role.name == name)?;
        Some(DeploymentRole::Custom(role.id))
    })
}

/// TOK-3
fn scope(input: &mut Input) -> Result<TokenScope, Stop> {
    let scope = input.text("scope")?;
    let entity: Option<String> = input.optional("entityId")?;
    let needed = || {
        let text = entity.as_deref();
        text.ok_or_else(|| Stop::refused("entityId: it is missing"))
    };
    match scope.as_str() {
        "ORGANIZATION" => Ok(TokenScope::Organization),
        "WORKSPACE" => Ok(TokenScope::Workspace(id("Workspace", needed()?)?)),
        "DEPLOYMENT" => Ok(TokenScope::Deployment(id("Deployment", needed()?)?)),
        other => Err(Stop::refused(format!("scope: `{other}` is no scope"))),
    }
}

/// Replaces the roles of a token that is stored for the row.
fn roles(world: &mut World, input: &mut Input) -> Answer {
    let mut scope_input = input.clone();
    let roles: Vec<TokenRoleRequest> = input.part("roles")?;
    let named: Option<String> = input.optional("entityId")?;
    let kind = input.text("scope")?;
    let scope = match (&named, kind.as_str()) {
        (Some(_), _) | (None, "ORGANIZATION") => scope(&mut scope_input)?,
        // A row about the list alone names no entity: any will do.
        (None, "DEPLOYMENT") => {
            let first = world.state().deployments().next().map(|it| it.id);
            TokenScope::Deployment(first.ok_or_else(|| Stop::unknown("Deployment"))?)
        }
        (None, _) => {
            let first = world.state().workspaces().next().map(|it| it.id);
            TokenScope::Workspace(first.ok_or_else(|| Stop::unknown("Workspace"))?)
        }
    };
    let id = stored_token(world, scope);
    let commands = token_role_changes(world.state(), id, &roles)?;
    world.decide(&commands)?;
    Ok(json!({"id": id, "roles": roles.len()}))
}

fn stored_token(world: &mut World, scope: TokenScope) -> ApiTokenId {
    let id = ApiTokenId::from_bits(world.bits());
    let mut roles = Bindings::default();
    let mut organization_role = None;
    match scope {
        TokenScope::Organization => organization_role = Some(OrganizationRole::Member),
        TokenScope::Workspace(id) => {
            roles.workspaces.insert(id, WorkspaceRole::Member);
        }
        TokenScope::Deployment(id) => {
            roles.deployments.insert(id, DeploymentRole::ADMIN);
        }
    }
    let (now, by) = (world.stored.env.now, world.stored.caller.actor);
    world.add(&Event::ApiTokenCreated(ApiToken {
        id,
        name: "stored".to_owned(),
        description: String::new(),
        scope,
        organization_role,
        roles,
        kind: TokenKind::Standard,
        expiry_period_in_days: None,
        end_at: None,
        rotations: 0,
        last_rotated_at: None,
        created_at: now,
        created_by: by,
        updated_at: now,
        updated_by: by,
    }));
    id
}
