//! Which roles an actor holds, and where: their own and those of their Teams (rules 8, 12, 68).
use crate::fixture::{DagRole, DeploymentRole, Fixture, WorkspaceRole};

/// What a role is bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// An Organization.
    Organization(&'a str),
    /// A Workspace.
    Workspace(&'a str),
    /// A Deployment.
    Deployment(&'a str),
    /// A DAG: Deployment and DAG id.
    Dag(&'a str, &'a str),
    /// All DAGs with a tag: Deployment and tag.
    DagTag(&'a str, &'a str),
}

/// One role that somebody holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding<'a> {
    /// The role's name.
    pub role: &'a str,
    /// Where it is bound.
    pub place: Place<'a>,
    /// The Organization whose custom roles the name may mean.
    pub organization: &'a str,
    /// The Team that passes it on, or none.
    pub team: Option<&'a str>,
}

/// The four lists of a person or a Team.
struct Lists<'a> {
    organization: &'a str,
    organization_role: Option<&'a str>,
    workspaces: &'a [WorkspaceRole],
    deployments: &'a [DeploymentRole],
    dags: &'a [DagRole],
    team: Option<&'a str>,
}

impl<'a> Lists<'a> {
    fn add_to(&self, found: &mut Vec<Binding<'a>>) {
        let mut add = |role: &'a str, place: Place<'a>| {
            found.push(Binding {
                role,
                place,
                organization: self.organization,
                team: self.team,
            });
        };
        if let Some(role) = self.organization_role {
            add(role, Place::Organization(self.organization));
        }
        for held in self.workspaces {
            add(&held.role, Place::Workspace(&held.workspace_id));
        }
        for held in self.deployments {
            add(&held.role, Place::Deployment(&held.deployment_id));
        }
        for held in self.dags {
            // Rule 58: exactly one of the two.
            match (&held.dag_id, &held.dag_tag) {
                (Some(dag), None) => add(&held.role, Place::Dag(&held.deployment_id, dag)),
                (None, Some(tag)) => add(&held.role, Place::DagTag(&held.deployment_id, tag)),
                _ => {}
            }
        }
    }
}

/// A person's own roles and those of their Teams.
pub fn of_person<'a>(fixture: &'a Fixture, id: &str) -> Vec<Binding<'a>> {
    let mut found = Vec::new();
    for user in fixture.users.iter().filter(|user| user.id == id) {
        let Some(organization) = &user.organization_id else {
            continue;
        };
        Lists {
            organization,
            organization_role: user.organization_role.as_deref(),
            workspaces: &user.workspace_roles,
            deployments: &user.deployment_roles,
            dags: &user.dag_roles,
            team: None,
        }
        .add_to(&mut found);
    }
    for team in &fixture.teams {
        if team.members.iter().any(|member| member == id) {
            Lists {
                organization: &team.organization_id,
                organization_role: Some(&team.organization_role),
                workspaces: &team.workspace_roles,
                deployments: &team.deployment_roles,
                dags: &team.dag_roles,
                team: Some(&team.id),
            }
            .add_to(&mut found);
        }
    }
    found
}

/// A token's roles: only those that it lists (rule 77).
pub fn of_token<'a>(fixture: &'a Fixture, id: &str) -> Vec<Binding<'a>> {
    let mut found = Vec::new();
    for token in fixture.tokens.iter().filter(|token| token.id == id) {
        for entry in &token.roles {
            let deployment = entry.deployment_id.as_deref();
            let place = match (entry.entity_type.as_str(), deployment) {
                ("ORGANIZATION", _) => Place::Organization(&entry.entity_id),
                ("WORKSPACE", _) => Place::Workspace(&entry.entity_id),
                ("DEPLOYMENT", _) => Place::Deployment(&entry.entity_id),
                ("DAG", Some(of)) => Place::Dag(of, &entry.entity_id),
                ("DAG_TAG", Some(of)) => Place::DagTag(of, &entry.entity_id),
                _ => continue,
            };
            found.push(Binding {
                role: &entry.role,
                place,
                organization: &token.organization_id,
                team: None,
            });
        }
    }
    found
}
