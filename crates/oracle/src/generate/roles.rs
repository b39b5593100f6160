//! Custom roles, and which role somebody gets where.
use super::Size;
use super::resources::{DAGS, TAGS};
use crate::catalogue::catalogue;
use crate::fixture::{CustomRole, DagRole, Deployment, DeploymentRole, Fixture, WorkspaceRole};
use crate::random::Random;

/// Custom roles of an Organization; some are restricted to a Workspace.
pub fn custom(random: &mut Random, fixture: &mut Fixture, organization: &str, size: &Size) {
    let workspaces: Vec<String> = workspaces(fixture, organization);
    for number in 0..random.between(0, size.custom_roles) {
        let scope = if random.chance(65) {
            "DEPLOYMENT"
        } else {
            "DAG"
        };
        let assignable = catalogue().assignable(scope);
        let many = if random.chance(70) { 8 } else { 40 };
        let count = random.between(1, many);
        let mut permissions: Vec<String> = Vec::new();
        for _ in 0..count {
            let picked = random.pick(&assignable).copied().unwrap_or_default();
            let aliases = catalogue().aliases(picked);
            let older = random.pick(aliases).filter(|_| number % 2 == 0);
            let picked = older.map_or(picked, String::as_str);
            if !permissions.iter().any(|held| held == picked) {
                permissions.push(picked.to_owned());
            }
        }
        let restricted = random.chance(25);
        let narrowed = workspaces
            .iter()
            .filter(|_| restricted && random.chance(40));
        fixture.custom_roles.push(CustomRole {
            organization_id: organization.into(),
            name: format!("custom_{number}"),
            scope_type: scope.into(),
            restricted_workspace_ids: narrowed.cloned().collect(),
            permissions,
        });
    }
}

/// The ids of an Organization's Workspaces.
pub fn workspaces(fixture: &Fixture, organization: &str) -> Vec<String> {
    let own = fixture.workspaces.iter();
    let own = own.filter(|it| it.organization_id == organization);
    own.map(|it| it.id.clone()).collect()
}

/// The Deployments of an Organization.
pub fn deployments<'a>(fixture: &'a Fixture, organization: &str) -> Vec<&'a Deployment> {
    let own = workspaces(fixture, organization);
    let all = fixture.deployments.iter();
    all.filter(|it| own.contains(&it.workspace_id)).collect()
}

/// A role of the scope: built-in, or custom where there is one.
pub fn role(random: &mut Random, fixture: &Fixture, organization: &str, scope: &str) -> String {
    let kind = scope.to_uppercase();
    let custom: Vec<&CustomRole> = fixture
        .custom_roles
        .iter()
        .filter(|role| role.organization_id == organization && role.scope_type == kind)
        .collect();
    if let (true, Some(custom)) = (random.chance(55), random.pick(&custom)) {
        return custom.name.clone();
    }
    let built_in: Vec<&str> = catalogue().roles_of(scope).collect();
    random
        .pick(&built_in)
        .map_or_else(String::new, |name| (*name).to_owned())
}

/// The three lists that people and Teams have below the Organization.
#[derive(Default)]
pub struct Lists {
    /// Workspace roles.
    pub workspaces: Vec<WorkspaceRole>,
    /// Deployment roles.
    pub deployments: Vec<DeploymentRole>,
    /// DAG roles.
    pub dags: Vec<DagRole>,
}

impl Lists {
    /// Fills them at random.
    pub fn random(random: &mut Random, fixture: &Fixture, organization: &str) -> Self {
        let mut lists = Self::default();
        for workspace_id in workspaces(fixture, organization) {
            if random.chance(30) {
                let role = random.weighted(&[
                    ("WORKSPACE_OWNER", 25),
                    ("WORKSPACE_OPERATOR", 20),
                    ("WORKSPACE_AUTHOR", 20),
                    ("WORKSPACE_MEMBER", 20),
                    ("WORKSPACE_ACCESSOR", 15),
                ]);
                lists.workspaces.push(WorkspaceRole {
                    workspace_id,
                    role: role.into(),
                    origin: None,
                });
            }
        }
        for deployment in deployments(fixture, organization) {
            if random.chance(18) {
                lists.deployments.push(DeploymentRole {
                    deployment_id: deployment.id.clone(),
                    role: role(random, fixture, organization, "deployment"),
                    origin: None,
                });
            }
            for _ in 0..random.between(1, 3) {
                if random.chance(18) {
                    lists.dag(random, fixture, organization, deployment);
                }
            }
            if random.chance(90) {
                lists.parents(deployment);
            }
        }
        lists
    }

    /// Rule 58: one role for each id and tag.
    fn dag(
        &mut self,
        random: &mut Random,
        fixture: &Fixture,
        organization: &str,
        deployment: &Deployment,
    ) {
        let by_id = random.chance(50);
        let names: &[&str] = if by_id { &DAGS } else { &TAGS };
        let name = random.pick(names).map(|name| (*name).to_owned());
        let role = DagRole {
            deployment_id: deployment.id.clone(),
            dag_id: name.clone().filter(|_| by_id),
            dag_tag: name.filter(|_| !by_id),
            role: role(random, fixture, organization, "dag"),
        };
        let taken = self.dags.iter().any(|held| {
            held.deployment_id == role.deployment_id
                && held.dag_id == role.dag_id
                && held.dag_tag == role.dag_tag
        });
        if !taken {
            self.dags.push(role);
        }
    }

    /// Rules 34 and 45: the Accessor roles that come with narrower ones.
    fn parents(&mut self, deployment: &Deployment) {
        let here = |id: &str| id == deployment.id;
        let on_dag = self.dags.iter().any(|held| here(&held.deployment_id));
        let mut on_deployment = self
            .deployments
            .iter()
            .any(|held| here(&held.deployment_id));
        if on_dag && !on_deployment {
            self.deployments.push(DeploymentRole {
                deployment_id: deployment.id.clone(),
                role: "DEPLOYMENT_ACCESSOR".into(),
                origin: Some("auto".into()),
            });
            on_deployment = true;
        }
        let workspace = &deployment.workspace_id;
        let above = self
            .workspaces
            .iter()
            .any(|held| held.workspace_id == *workspace);
        if on_deployment && !above {
            self.workspaces.push(WorkspaceRole {
                workspace_id: workspace.clone(),
                role: "WORKSPACE_ACCESSOR".into(),
                origin: Some("auto".into()),
            });
        }
    }
}
