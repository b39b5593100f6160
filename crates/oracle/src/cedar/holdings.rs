//! Who holds which role where: one group entity per role and place, with people, Teams and tokens as members.
use super::names::Names;
use super::unloadable;
use crate::engine::Unloadable;
use crate::fixture::{DagRole, DeploymentRole, Fixture, WorkspaceRole};
use cedar_policy::{Entity, EntityUid, RestrictedExpression};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A role that is held somewhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Held {
    /// Where.
    pub place: EntityUid,
    /// The role's name.
    pub role: String,
    /// The Organization in which the name is looked up.
    pub organization: String,
}

/// All role groups, and the groups that each principal is in.
#[derive(Default)]
pub struct Holdings {
    /// Every group once, with the role that it stands for.
    pub groups: BTreeMap<EntityUid, Held>,
    parents: HashMap<EntityUid, HashSet<EntityUid>>,
}

impl Holdings {
    /// Walks the fixture.
    pub fn of(names: &Names, fixture: &Fixture) -> Self {
        let mut all = Self::default();
        for user in &fixture.users {
            let Some(organization) = &user.organization_id else {
                continue;
            };
            let mut own = all.subject(names, names.user(&user.id), organization);
            own.organization(user.organization_role.as_deref());
            own.workspaces(&user.workspace_roles);
            own.deployments(&user.deployment_roles);
            own.dags(&user.dag_roles);
        }
        for team in &fixture.teams {
            let group = names.team(&team.id);
            let mut own = all.subject(names, group.clone(), &team.organization_id);
            own.organization(Some(&team.organization_role));
            own.workspaces(&team.workspace_roles);
            own.deployments(&team.deployment_roles);
            own.dags(&team.dag_roles);
            for member in &team.members {
                let parents = all.parents.entry(names.user(member)).or_default();
                parents.insert(group.clone());
            }
        }
        for token in &fixture.tokens {
            let mut own = all.subject(names, names.token(&token.id), &token.organization_id);
            for entry in &token.roles {
                let id = &entry.entity_id;
                let place = match (entry.entity_type.as_str(), &entry.deployment_id) {
                    ("ORGANIZATION", _) => names.organization(id),
                    ("WORKSPACE", _) => names.workspace(id),
                    ("DEPLOYMENT", _) => names.deployment(id),
                    ("DAG", Some(deployment)) => names.dag(deployment, id),
                    ("DAG_TAG", Some(deployment)) => names.dag_tag(deployment, id),
                    _ => continue,
                };
                own.hold(place, &entry.role);
            }
        }
        all
    }

    fn subject<'a>(
        &'a mut self,
        names: &'a Names,
        principal: EntityUid,
        organization: &'a str,
    ) -> Subject<'a> {
        Subject {
            all: self,
            names,
            principal,
            organization,
        }
    }

    /// The groups that a principal is in.
    pub fn parents(&self, principal: &EntityUid) -> HashSet<EntityUid> {
        self.parents.get(principal).cloned().unwrap_or_default()
    }

    /// The groups themselves. Rule 6 asks whether a token holds anything below the Organization, and whether it holds
    /// WORKSPACE_OWNER: two marks, which are groups of groups.
    pub fn entities(&self, names: &Names) -> Result<Vec<Entity>, Unloadable> {
        let mut entities = Vec::new();
        for (group, held) in &self.groups {
            let mut marks = HashSet::new();
            if held.place.type_name().basename() != "Organization" {
                marks.insert(names.mark("below the Organization"));
            }
            if held.role == "WORKSPACE_OWNER" {
                marks.insert(names.mark("WORKSPACE_OWNER"));
            }
            let role = RestrictedExpression::new_string(held.role.clone());
            let attributes = HashMap::from([("role".to_owned(), role)]);
            entities.push(Entity::new(group.clone(), attributes, marks).map_err(unloadable)?);
        }
        Ok(entities)
    }
}

/// One principal while its lists are read.
struct Subject<'a> {
    all: &'a mut Holdings,
    names: &'a Names,
    principal: EntityUid,
    organization: &'a str,
}

impl Subject<'_> {
    fn hold(&mut self, place: EntityUid, role: &str) {
        let group = self.names.role(&place, role);
        let parents = self.all.parents.entry(self.principal.clone()).or_default();
        parents.insert(group.clone());
        self.all.groups.entry(group).or_insert_with(|| Held {
            place,
            role: role.to_owned(),
            organization: self.organization.to_owned(),
        });
    }

    fn organization(&mut self, role: Option<&str>) {
        if let Some(role) = role {
            self.hold(self.names.organization(self.organization), role);
        }
    }

    fn workspaces(&mut self, roles: &[WorkspaceRole]) {
        for held in roles {
            self.hold(self.names.workspace(&held.workspace_id), &held.role);
        }
    }

    fn deployments(&mut self, roles: &[DeploymentRole]) {
        for held in roles {
            self.hold(self.names.deployment(&held.deployment_id), &held.role);
        }
    }

    fn dags(&mut self, roles: &[DagRole]) {
        for held in roles {
            let place = match (&held.dag_id, &held.dag_tag) {
                (Some(dag), None) => self.names.dag(&held.deployment_id, dag),
                (None, Some(tag)) => self.names.dag_tag(&held.deployment_id, tag),
                _ => continue,
            };
            self.hold(place, &held.role);
        }
    }
}
