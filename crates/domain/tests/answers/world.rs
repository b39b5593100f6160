//! A small Organization whose records are made directly, without asking who may.

use std::collections::{BTreeMap, BTreeSet};

use planisphere_domain::access::{Bindings, DagSelector, Holder};
use planisphere_domain::api_token::{ApiToken, TokenKind, TokenScope};
use planisphere_domain::custom_role::{CustomRole, CustomRoleScope};
use planisphere_domain::deployment::Deployment;
use planisphere_domain::organization::{Organization, Plan};
use planisphere_domain::policy::{DagRole, DeploymentRole, OrganizationRole, WorkspaceRole};
use planisphere_domain::team::Team;
use planisphere_domain::user::{User, UserStatus};
use planisphere_domain::{
    Actor, ApiTokenId, Caller, CustomRoleId, DagRef, DeploymentId, Event, Permission, ResourceRef,
    State, TeamId, Timestamp, UserId, WorkspaceId, apply,
};
use planisphere_fixtures::{Fixture, Persona};

/// An Organization under construction: Workspaces `Data` and `Other`; `etl` and `twin` in the first, `old`
/// there too on a Runtime without DAG roles, `far` in the second. Ada Kim owns it.
#[derive(Clone, Debug)]
pub struct World {
    pub state: State,
    pub now: Timestamp,
}

/// The fixed part.
pub fn world() -> World {
    world_where(|_| {})
}

/// The fixed part, as it is after every Deployment was changed in a way that no command does yet.
pub fn world_where(change: impl Fn(&mut Deployment)) -> World {
    let fixture = Fixture::founded()
        .with_deprecated_runtimes()
        .with_workspace("Data")
        .with_workspace("Other")
        .with_deployment("Data", "etl")
        .with_deployment("Data", "twin")
        .with_deployment_as("Data", "old", |draft| draft.runtime = Some("3.1-2".into()))
        .with_deployment("Other", "far");
    let mut state = State::default();
    for commit in fixture.commits() {
        let mut commit = commit.clone();
        for event in &mut commit.events {
            if let Event::DeploymentCreated(deployment) = event {
                change(deployment);
            }
        }
        state.commit(&commit);
    }
    World {
        state,
        now: fixture.now(),
    }
}

pub const fn user(number: u128) -> UserId {
    UserId::from_bits(100 + number)
}

pub const fn team(number: u128) -> TeamId {
    TeamId::from_bits(200 + number)
}

pub const fn token(number: u128) -> ApiTokenId {
    ApiTokenId::from_bits(300 + number)
}

pub const fn role(number: u128) -> CustomRoleId {
    CustomRoleId::from_bits(400 + number)
}

impl World {
    pub fn record(&mut self, event: &Event) {
        apply(
            &mut self.state,
            event,
            self.now,
            Actor::User(Persona::Owner.id()),
        );
    }

    pub fn workspace(&self, name: &str) -> WorkspaceId {
        let found = self.state.workspaces().find(|it| it.name == name);
        found.unwrap().id
    }

    pub fn deployment(&self, name: &str) -> DeploymentId {
        let found = self.state.deployments().find(|it| it.name == name);
        found.unwrap().id
    }

    pub fn on(&self, name: &str) -> ResourceRef {
        ResourceRef::Deployment(self.deployment(name))
    }

    pub fn dag(&self, deployment: &str, id: &str, tags: &[&str]) -> ResourceRef {
        ResourceRef::Dag(DagRef {
            deployment: self.deployment(deployment),
            id: id.to_owned(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        })
    }

    pub fn caller(&self, actor: Actor) -> Caller {
        let rotations = match actor {
            Actor::User(_) => 0,
            Actor::ApiToken(id) => self.state.api_token(id).map_or(0, |token| token.rotations),
        };
        Caller {
            rotations,
            ..Caller::acting(actor, self.now)
        }
    }

    pub fn person(&self, number: u128) -> Caller {
        self.caller(Actor::User(user(number)))
    }

    pub fn owner(&self) -> Caller {
        self.caller(Actor::User(Persona::Owner.id()))
    }

    /// Changes the Organization's record.
    pub fn with_organization(mut self, change: impl FnOnce(&mut Organization)) -> Self {
        let mut organization = self.state.organization().unwrap().clone();
        change(&mut organization);
        self.record(&Event::OrganizationCreated(organization));
        self
    }

    pub fn on_plan(self, plan: Plan) -> Self {
        self.with_organization(|organization| organization.plan = plan)
    }

    pub fn with_user(mut self, number: u128, name: &str) -> Self {
        self.add_user(number, name, OrganizationRole::Member, UserStatus::Active);
        self
    }

    pub fn add_user(
        &mut self,
        number: u128,
        name: &str,
        role: OrganizationRole,
        status: UserStatus,
    ) {
        let at = self.now;
        self.record(&Event::UserAdded(User {
            id: user(number),
            full_name: name.to_owned(),
            email: format!("person{number}@northwind.example"),
            status,
            organization_role: role,
            roles: Bindings::default(),
            invite_expires_at: None,
            created_at: at,
        }));
    }

    pub fn with_team(mut self, number: u128, name: &str, members: &[u128]) -> Self {
        self.add_team(number, name, members, OrganizationRole::Member);
        self
    }

    pub fn add_team(&mut self, number: u128, name: &str, members: &[u128], role: OrganizationRole) {
        let by = Actor::User(Persona::Owner.id());
        let at = self.now;
        self.record(&Event::TeamCreated(Team {
            id: team(number),
            name: name.to_owned(),
            description: String::new(),
            is_idp_managed: false,
            organization_role: role,
            members: members.iter().map(|number| user(*number)).collect(),
            roles: Bindings::default(),
            created_at: at,
            created_by: by,
            updated_at: at,
            updated_by: by,
        }));
    }

    pub fn add_token(
        &mut self,
        number: u128,
        scope: TokenScope,
        organization_role: Option<OrganizationRole>,
        roles: Bindings,
    ) {
        let by = Actor::User(Persona::Owner.id());
        let at = self.now;
        self.record(&Event::ApiTokenCreated(ApiToken {
            id: token(number),
            name: format!("token {number}"),
            description: String::new(),
            scope,
            organization_role,
            roles,
            kind: TokenKind::Standard,
            expiry_period_in_days: None,
            end_at: None,
            rotations: 0,
            last_rotated_at: None,
            created_at: at,
            created_by: by,
            updated_at: at,
            updated_by: by,
        }));
    }

    pub fn with_workspace_token(mut self, number: u128, name: &str, role: WorkspaceRole) -> Self {
        let id = self.workspace(name);
        let roles = Bindings {
            workspaces: BTreeMap::from([(id, role)]),
            ..Bindings::default()
        };
        self.add_token(number, TokenScope::Workspace(id), None, roles);
        self
    }

    pub fn with_custom_role(
        mut self,
        number: u128,
        name: &str,
        scope: CustomRoleScope,
        permissions: &[Permission],
    ) -> Self {
        self.add_custom_role(number, name, scope, permissions.iter().copied().collect());
        self
    }

    pub fn add_custom_role(
        &mut self,
        number: u128,
        name: &str,
        scope: CustomRoleScope,
        permissions: BTreeSet<Permission>,
    ) {
        let by = Actor::User(Persona::Owner.id());
        let at = self.now;
        self.record(&Event::CustomRoleCreated(CustomRole {
            id: role(number),
            name: name.to_owned(),
            description: String::new(),
            scope,
            permissions,
            restricted_workspace_ids: BTreeSet::new(),
            created_at: at,
            created_by: by,
            updated_at: at,
            updated_by: by,
        }));
    }

    pub fn with_workspace_role(mut self, holder: Holder, name: &str, role: WorkspaceRole) -> Self {
        let workspace = self.workspace(name);
        self.record(&Event::WorkspaceRoleAssigned {
            holder,
            workspace,
            role: Some(role),
        });
        self
    }

    pub fn with_deployment_role(
        mut self,
        holder: Holder,
        name: &str,
        role: DeploymentRole,
    ) -> Self {
        let deployment = self.deployment(name);
        self.record(&Event::DeploymentRoleAssigned {
            holder,
            deployment,
            role: Some(role),
        });
        self
    }

    pub fn with_dag_role(
        mut self,
        holder: Holder,
        name: &str,
        dags: DagSelector,
        role: DagRole,
    ) -> Self {
        let deployment = self.deployment(name);
        self.record(&Event::DagRoleAssigned {
            holder,
            deployment,
            dags,
            role: Some(role),
        });
        self
    }
}

pub fn dag_id(id: &str) -> DagSelector {
    DagSelector::Id(id.to_owned())
}

pub fn dag_tag(tag: &str) -> DagSelector {
    DagSelector::Tag(tag.to_owned())
}

pub const fn person(number: u128) -> Holder {
    Holder::User(user(number))
}
