//! API tokens of every scope, managed from their own scope.

use planisphere_domain::api_token::{ApiTokenField, OwnRole, TokenScope};
use planisphere_domain::policy::{DeploymentRole, OrganizationRole, WorkspaceRole};
use planisphere_domain::{Command, Edit};
use planisphere_fixtures::{Fixture, Persona};

use super::{Gate, On, gate};
use Persona::{Owner, WorkspaceOperator, WorkspaceOwner};

fn here(fixture: &Fixture) -> TokenScope {
    TokenScope::Workspace(fixture.workspace("Data Platform"))
}

fn below(fixture: &Fixture) -> TokenScope {
    TokenScope::Deployment(fixture.deployment("etl"))
}

fn create(fixture: &mut Fixture, scope: TokenScope, role: OwnRole) -> Command {
    Command::CreateApiToken(Box::new(fixture.token_draft("new", scope, role)))
}

fn rename(fixture: &Fixture, name: &str, through: TokenScope) -> Command {
    Command::UpdateApiToken {
        id: fixture.token(name),
        through,
        edits: vec![Edit::new(
            ApiTokenField::Name(name.into()),
            ApiTokenField::Name("renamed".into()),
        )],
    }
}

fn rotate(fixture: &Fixture, name: &str, through: TokenScope) -> Command {
    Command::RotateApiToken {
        id: fixture.token(name),
        through,
    }
}

fn delete(fixture: &Fixture, name: &str, through: TokenScope) -> Command {
    Command::DeleteApiToken {
        id: fixture.token(name),
        through,
    }
}

pub const GATES: &[Gate] = &[
    gate(
        "createApiToken",
        "of the Organization",
        "organization.apiTokens.create",
        On::Organization,
        |fixture| {
            let role = OwnRole::Organization(OrganizationRole::Member);
            create(fixture, TokenScope::Organization, role)
        },
        &[Owner],
    ),
    gate(
        "createApiToken",
        "of a Workspace",
        "workspace.apiTokens.create",
        On::Workspace,
        |fixture| {
            let scope = here(fixture);
            create(fixture, scope, OwnRole::Workspace(WorkspaceRole::Operator))
        },
        &[Owner, WorkspaceOwner, WorkspaceOperator],
    ),
    gate(
        "createApiToken",
        "of a Deployment",
        "deployment.apiTokens.create",
        On::Deployment,
        |fixture| {
            let scope = below(fixture);
            create(fixture, scope, OwnRole::Deployment(DeploymentRole::ADMIN))
        },
        &[Owner, WorkspaceOwner],
    ),
    gate(
        "updateApiToken",
        "of the Organization",
        "organization.apiTokens.update",
        On::Organization,
        |fixture| rename(fixture, "audit", TokenScope::Organization),
        &[Owner],
    ),
    gate(
        "updateApiToken",
        "of a Workspace",
        "workspace.apiTokens.update",
        On::Workspace,
        |fixture| rename(fixture, "ci", here(fixture)),
        &[Owner, WorkspaceOwner, WorkspaceOperator],
    ),
    gate(
        "updateApiToken",
        "of a Deployment",
        "deployment.apiTokens.update",
        On::Deployment,
        |fixture| rename(fixture, "deploy", below(fixture)),
        &[Owner, WorkspaceOwner],
    ),
    gate(
        "rotateApiToken",
        "of the Organization",
        "organization.apiTokens.rotate",
        On::Organization,
        |fixture| rotate(fixture, "audit", TokenScope::Organization),
        &[Owner],
    ),
    gate(
        "rotateApiToken",
        "of a Workspace",
        "workspace.apiTokens.rotate",
        On::Workspace,
        |fixture| rotate(fixture, "ci", here(fixture)),
        &[Owner, WorkspaceOwner, WorkspaceOperator],
    ),
    gate(
        "rotateApiToken",
        "of a Deployment",
        "deployment.apiTokens.rotate",
        On::Deployment,
        |fixture| rotate(fixture, "deploy", below(fixture)),
        &[Owner, WorkspaceOwner],
    ),
    gate(
        "deleteApiToken",
        "of the Organization",
        "organization.apiTokens.delete",
        On::Organization,
        |fixture| delete(fixture, "audit", TokenScope::Organization),
        &[Owner],
    ),
    gate(
        "deleteApiToken",
        "of a Workspace",
        "workspace.apiTokens.delete",
        On::Workspace,
        |fixture| delete(fixture, "ci", here(fixture)),
        &[Owner, WorkspaceOwner, WorkspaceOperator],
    ),
    gate(
        "deleteApiToken",
        "of a Deployment",
        "deployment.apiTokens.delete",
        On::Deployment,
        |fixture| delete(fixture, "deploy", below(fixture)),
        &[Owner, WorkspaceOwner],
    ),
];
