//! The scene with people of every kind, a Team, custom roles and tokens of every scope.

use planisphere_domain::access::Holder;
use planisphere_domain::api_token::{OwnRole, TokenScope};
use planisphere_domain::custom_role::CustomRoleScope;
use planisphere_domain::organization::{
    DomainStatus, ManagedDomain, Organization, Plan, SsoConnection,
};
use planisphere_domain::policy::{
    DagRole, DeploymentRole, LoginMethod, OrganizationRole, WorkspaceRole,
};
use planisphere_domain::{Command, SsoConnectionId, UserId};
use planisphere_fixtures::{Fixture, Persona};

use super::{scene, with_organization};

/// The personas around `Data Platform` and `etl`, the Team `Loaders` of Nil, the role `Trigger` for DAGs, the
/// tokens `audit`, `ci` and `deploy`, an invite, and the old Deployment `old`.
pub fn staffed() -> Fixture {
    let fixture = scene()
        .with_personas("Data Platform", Some("Empty"))
        .with_deployment_personas("etl")
        .with_user("Nil", OrganizationRole::Member)
        .with_invite("Soon", OrganizationRole::Member)
        .with_team("Loaders", &["Nil"])
        .with_custom_role(
            "Trigger",
            CustomRoleScope::Dag,
            &["dag.airflow.dag.get", "dag.airflow.dagRun.create"],
        )
        .with_deployment_as("Data Platform", "old", |draft| {
            draft.runtime = Some("3.0-12".into());
        });
    let (workspace, deployment) = (
        fixture.workspace("Data Platform"),
        fixture.deployment("etl"),
    );
    fixture
        .with_token(
            "audit",
            TokenScope::Organization,
            OwnRole::Organization(OrganizationRole::Member),
        )
        .with_token(
            "ci",
            TokenScope::Workspace(workspace),
            OwnRole::Workspace(WorkspaceRole::Author),
        )
        .with_token(
            "deploy",
            TokenScope::Deployment(deployment),
            OwnRole::Deployment(DeploymentRole::ADMIN),
        )
}

/// The same on another plan, as after a change of plans.
pub fn staffed_on(plan: Plan) -> Fixture {
    with_organization(staffed(), |organization| organization.plan = plan)
}

/// The same with somebody acting.
pub fn staffed_as(persona: Persona) -> Fixture {
    let mut fixture = staffed();
    fixture.act_as(persona.id());
    fixture
}

/// The same with a token acting.
pub fn staffed_with_token(name: &str) -> Fixture {
    let mut fixture = staffed();
    fixture.act_as_token(fixture.token(name));
    fixture
}

/// The same while SCIM is on, with the Team `Pushed` of Nil from the identity provider, whose token acts.
pub fn provisioned() -> Fixture {
    let fixture = staffed().with_token(
        "scim",
        TokenScope::Organization,
        OwnRole::Organization(OrganizationRole::Owner),
    );
    let mut fixture = with_organization(fixture, |organization| {
        organization.is_scim_enabled = true;
    });
    fixture.act_as_token(fixture.token("scim"));
    let now = fixture.now();
    let (id, nil) = (fixture.ids().team(now), fixture.user_named("Nil"));
    fixture.must(Command::ProvisionTeam {
        id,
        name: "Pushed".into(),
        members: [nil].into(),
    });
    fixture
}

/// The same with Ada Kim acting.
pub fn provisioned_to_ada() -> Fixture {
    let mut fixture = provisioned();
    fixture.act_as(Persona::Owner.id());
    fixture
}

/// With `northwind.example` verified and mapped to a connection that lets people join as this role, and the
/// stranger, who signs in through it.
pub fn open_to_sso(membership: Option<OrganizationRole>) -> Fixture {
    let fixture = staffed();
    let now = fixture.now();
    let id = SsoConnectionId::from_bits(9);
    let domain = |name: &str, status, connection| {
        let managed = ManagedDomain {
            name: name.to_owned(),
            status,
            connection,
            created_at: now,
        };
        (name.to_owned(), managed)
    };
    let mut fixture = with_organization(fixture, |organization: &mut Organization| {
        organization.sso_connections = [(
            id,
            SsoConnection {
                id,
                name: "Okta".into(),
                automatic_membership: membership,
                created_at: now,
            },
        )]
        .into();
        organization.managed_domains = [
            domain("northwind.example", DomainStatus::Verified, Some(id)),
            domain("unmapped.example", DomainStatus::Verified, None),
            domain("pending.example", DomainStatus::Pending, None),
        ]
        .into();
    });
    fixture.act_as(Persona::Stranger.id());
    fixture.sign_in(LoginMethod::Sso);
    fixture
}

/// A person by their name.
pub fn person(fixture: &Fixture, name: &str) -> Holder {
    Holder::User(fixture.user_named(name))
}

/// A Team by its name.
pub fn team(fixture: &Fixture, name: &str) -> Holder {
    Holder::Team(fixture.team(name))
}

/// A token by its name.
pub fn token(fixture: &Fixture, name: &str) -> Holder {
    Holder::ApiToken(fixture.token(name))
}

/// Whoever was invited and has not come.
pub fn invited(fixture: &Fixture) -> UserId {
    fixture.user_named("soon@northwind.example")
}

/// A custom role as a role on Deployments.
pub fn custom(fixture: &Fixture, name: &str) -> DeploymentRole {
    DeploymentRole::Custom(fixture.custom_role(name))
}

/// A custom role as a role on DAGs.
pub fn custom_dag(fixture: &Fixture, name: &str) -> DagRole {
    DagRole::Custom(fixture.custom_role(name))
}

/// A wish for a role in a Workspace.
pub fn in_workspace(
    fixture: &Fixture,
    holder: Holder,
    workspace: &str,
    role: Option<WorkspaceRole>,
) -> Command {
    Command::AssignWorkspaceRole {
        holder,
        workspace: fixture.workspace(workspace),
        role,
    }
}

/// A wish for a role on a Deployment.
pub fn on_deployment(
    fixture: &Fixture,
    holder: Holder,
    deployment: &str,
    role: Option<DeploymentRole>,
) -> Command {
    Command::AssignDeploymentRole {
        holder,
        deployment: fixture.deployment(deployment),
        role,
    }
}
