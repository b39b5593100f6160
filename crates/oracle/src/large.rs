//! An Organization of a given number of bindings, where nothing but roles decides, and requests about it.
//!
//! Everybody is active, the plan allows everything and no switch refuses, so that engines without such checks answer
//! the same.
use crate::catalogue::catalogue;
use crate::fixture::{
    Cluster, CustomRole, Dag, DagRole, Deployment, DeploymentRole, Fixture, Organization,
    SsoConnection, Team, Token, TokenRole, User, Workspace, WorkspaceRole,
};
use crate::random::Random;
use crate::{Actor, Circumstances, Request, Resource};

const ORGANIZATION: &str = "org";

const TAGS: [&str; 3] = ["prod", "team:ml", "nightly"];

const DAGS: [&str; 3] = ["churn", "ledger", "export"];

/// Role bindings of the Organizations that are measured.
pub const BINDINGS: [usize; 3] = [1_000, 10_000, 100_000];

/// Their custom roles.
pub const CUSTOM_ROLES: [usize; 2] = [10, 1_000];

/// Requests about each Organization.
pub const REQUESTS: usize = 10_000;

/// What the measured Organizations and requests are made from.
pub const SEED: u64 = 20_260_901;

/// Makes it.
pub fn organization(bindings: usize, custom_roles: usize, seed: u64) -> Fixture {
    let mut random = Random::new(seed);
    let mut fixture = empty();
    custom(&mut random, &mut fixture, custom_roles);
    resources(&mut random, &mut fixture, bindings);
    subjects(&mut random, &mut fixture, bindings);
    let mut spread = Spread::new(&fixture);
    while fixture.bindings() < bindings {
        // The count is looked at once for many, because it walks everybody.
        for _ in 0..(bindings - fixture.bindings()).div_ceil(2) {
            spread.bind(&mut random, &mut fixture);
        }
    }
    fixture
}

fn empty() -> Fixture {
    let connection = SsoConnection {
        id: "sso".into(),
        domains: Vec::new(),
        automatic_membership: "ORGANIZATION_MEMBER".into(),
    };
    let cluster = Cluster {
        id: "cl_std".into(),
        kind: "STANDARD".into(),
        ..Cluster::default()
    };
    Fixture {
        now: "2026-09-01T00:00:00Z".into(),
        organizations: vec![Organization {
            id: ORGANIZATION.into(),
            name: "Large".into(),
            tier: "ENTERPRISE".into(),
            product_plan_name: "ENTERPRISE".into(),
            sso_connections: vec![connection],
            environment_secrets_fetching: true,
            ..Organization::default()
        }],
        clusters: vec![cluster],
        ..Fixture::default()
    }
}

fn custom(random: &mut Random, fixture: &mut Fixture, count: usize) {
    for number in 0..count {
        let scope = if number % 3 == 0 { "DAG" } else { "DEPLOYMENT" };
        let mut assignable = catalogue().assignable(scope);
        let mut permissions = Vec::new();
        for _ in 0..random.between(3, 12) {
            let at = random.below(assignable.len());
            permissions.push(assignable.swap_remove(at).to_owned());
        }
        fixture.custom_roles.push(CustomRole {
            organization_id: ORGANIZATION.into(),
            name: format!("custom_{number}"),
            scope_type: scope.into(),
            restricted_workspace_ids: Vec::new(),
            permissions,
        });
    }
}

fn resources(random: &mut Random, fixture: &mut Fixture, bindings: usize) {
    let workspaces = (bindings / 200).max(3);
    for number in 0..workspaces {
        fixture.workspaces.push(Workspace {
            id: format!("ws{number}"),
            organization_id: ORGANIZATION.into(),
        });
    }
    for number in 0..(bindings / 40).max(8) {
        let id = format!("d{number}");
        for dag in DAGS {
            let tags = TAGS.iter().filter(|_| random.chance(40));
            fixture.dags.push(Dag {
                deployment_id: id.clone(),
                dag_id: dag.into(),
                tags: tags.map(|tag| (*tag).to_owned()).collect(),
            });
        }
        fixture.deployments.push(Deployment {
            id,
            workspace_id: format!("ws{}", random.below(workspaces)),
            cluster_id: "cl_std".into(),
            runtime: "3.1-12".into(),
            is_cicd_enforced: false,
        });
    }
}

fn subjects(random: &mut Random, fixture: &mut Fixture, bindings: usize) {
    let people = bindings / 8;
    let organization_role = |random: &mut Random| {
        let role = random.weighted(&[
            ("ORGANIZATION_MEMBER", 94),
            ("ORGANIZATION_BILLING_ADMIN", 3),
            ("ORGANIZATION_OWNER", 3),
        ]);
        role.to_owned()
    };
    for number in 0..people {
        fixture.users.push(User {
            id: format!("u{number}"),
            organization_id: Some(ORGANIZATION.into()),
            email: Some(format!("u{number}@large.test")),
            status: "ACTIVE".into(),
            organization_role: Some(organization_role(random)),
            ..User::default()
        });
    }
    for number in 0..bindings / 100 {
        let members = (0..10).map(|_| format!("u{}", random.below(people)));
        let mut members: Vec<String> = members.collect();
        members.sort();
        members.dedup();
        fixture.teams.push(Team {
            id: format!("t{number}"),
            organization_id: ORGANIZATION.into(),
            organization_role: "ORGANIZATION_MEMBER".into(),
            members,
            ..Team::default()
        });
    }
    for number in 0..bindings / 50 {
        let role = TokenRole {
            entity_type: "ORGANIZATION".into(),
            entity_id: ORGANIZATION.into(),
            role: organization_role(random),
            ..TokenRole::default()
        };
        fixture.tokens.push(Token {
            id: format!("k{number}"),
            organization_id: ORGANIZATION.into(),
            scope: "ORGANIZATION".into(),
            roles: vec![role],
            ..Token::default()
        });
    }
}

/// The roles that may be given at each scope.
struct Spread {
    workspace: Vec<String>,
    deployment: Vec<String>,
    dag: Vec<String>,
}

impl Spread {
    fn new(fixture: &Fixture) -> Self {
        let of = |scope: &str| {
            let kind = scope.to_uppercase();
            let custom = fixture
                .custom_roles
                .iter()
                .filter(|role| role.scope_type == kind);
            let built_in = catalogue().roles_of(scope).map(str::to_owned);
            built_in
                .chain(custom.map(|role| role.name.clone()))
                .collect()
        };
        Self {
            workspace: of("workspace"),
            deployment: of("deployment"),
            dag: of("dag"),
        }
    }

    /// Gives somebody one more role, unless they hold one there.
    fn bind(&mut self, random: &mut Random, fixture: &mut Fixture) {
        let workspace_id = format!("ws{}", random.below(fixture.workspaces.len()));
        let deployment_id = format!("d{}", random.below(fixture.deployments.len()));
        let kind = random.below(100);
        let (users, teams) = (fixture.users.len(), fixture.teams.len());
        let (workspaces, deployments, dags) = if random.chance(85) {
            let user = &mut fixture.users[random.below(users)];
            (
                &mut user.workspace_roles,
                &mut user.deployment_roles,
                &mut user.dag_roles,
            )
        } else {
            let team = &mut fixture.teams[random.below(teams)];
            (
                &mut team.workspace_roles,
                &mut team.deployment_roles,
                &mut team.dag_roles,
            )
        };
        let one =
            |random: &mut Random, roles: &[String]| random.pick(roles).cloned().unwrap_or_default();
        if kind < 40 {
            if !workspaces
                .iter()
                .any(|held| held.workspace_id == workspace_id)
            {
                let role = one(random, &self.workspace);
                workspaces.push(WorkspaceRole {
                    workspace_id,
                    role,
                    origin: None,
                });
            }
        } else if kind < 75 {
            if !deployments
                .iter()
                .any(|held| held.deployment_id == deployment_id)
            {
                let role = one(random, &self.deployment);
                deployments.push(DeploymentRole {
                    deployment_id,
                    role,
                    origin: None,
                });
            }
        } else {
            let tag = random.chance(50);
            let name = Some(one(
                random,
                &if tag { TAGS } else { DAGS }.map(str::to_owned),
            ));
            let (dag_id, dag_tag) = if tag { (None, name) } else { (name, None) };
            let taken = |held: &DagRole| {
                held.deployment_id == deployment_id
                    && held.dag_id == dag_id
                    && held.dag_tag == dag_tag
            };
            if !dags.iter().any(taken) {
                let role = one(random, &self.dag);
                dags.push(DagRole {
                    deployment_id,
                    dag_id,
                    dag_tag,
                    role,
                });
            }
        }
    }
}

/// Requests of which about a third is allowed.
pub fn requests(fixture: &Fixture, seed: u64, count: usize) -> Vec<Request> {
    let mut random = Random::new(seed);
    (0..count)
        .filter_map(|_| request(&mut random, fixture))
        .collect()
}

fn request(random: &mut Random, fixture: &Fixture) -> Option<Request> {
    let (actor, held) = if random.chance(80) {
        let user = random.pick(&fixture.users)?;
        let workspace = random.pick(&user.workspace_roles);
        let workspace =
            workspace.map(|it| (Resource::Workspace(it.workspace_id.clone()), &it.role));
        let deployment = random.pick(&user.deployment_roles);
        let deployment =
            deployment.map(|it| (Resource::Deployment(it.deployment_id.clone()), &it.role));
        let held = if random.chance(50) {
            workspace.or(deployment)
        } else {
            deployment.or(workspace)
        };
        (Actor::User(user.id.clone()), held)
    } else {
        let token = random.pick(&fixture.tokens)?;
        let own = token.roles.first()?;
        let place = Resource::Organization(own.entity_id.clone());
        (Actor::Token(token.id.clone()), Some((place, &own.role)))
    };
    let (permission, resource) = match held.filter(|_| random.chance(38)) {
        Some((place, role)) => (picked(random, fixture, role)?, place),
        None => {
            let permission = random.pick(&catalogue().permissions)?;
            let resource = anywhere(random, fixture, &permission.scope)?;
            (permission.permission.clone(), resource)
        }
    };
    // The one permission that asks for more than a role.
    let permission = match permission.as_str() {
        "organization.scim.provision" => "organization.get".to_owned(),
        _ => permission,
    };
    Some(Request {
        actor,
        permission,
        resource,
        context: Circumstances::default(),
    })
}

fn picked(random: &mut Random, fixture: &Fixture, role: &str) -> Option<String> {
    if let Some(role) = catalogue().role(role) {
        let at = random.below(role.permissions.len());
        return role.permissions.iter().nth(at).cloned();
    }
    let custom = fixture.custom_roles.iter().find(|it| it.name == role)?;
    random.pick(&custom.permissions).cloned()
}

fn anywhere(random: &mut Random, fixture: &Fixture, scope: &str) -> Option<Resource> {
    Some(match scope {
        "organization" => Resource::Organization(ORGANIZATION.into()),
        "workspace" => Resource::Workspace(random.pick(&fixture.workspaces)?.id.clone()),
        "deployment" => Resource::Deployment(random.pick(&fixture.deployments)?.id.clone()),
        _ => {
            let dag = random.pick(&fixture.dags)?;
            Resource::Dag {
                deployment: dag.deployment_id.clone(),
                dag: dag.dag_id.clone(),
            }
        }
    })
}
