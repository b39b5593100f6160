//! A policy template per role, linked once for every resource where the role is held.
//!
//! What a role contains, what a permission implies and rule 7's fall-through are the hierarchy of actions; inheritance
//! and DAG tags are the hierarchy of resources; Teams are the hierarchy of principals. Cedar walks all three.
use super::gates::{self, RUNTIME};
use super::holdings::Holdings;
use super::names::Names;
use super::world::{self, Tags};
use super::{Cedar, unloadable};
use crate::catalogue::catalogue;
use crate::engine::{Engine, Unloadable};
use crate::fixture::Fixture;
use crate::request::Request;
use cedar_policy::{Entity, EntityUid, PolicyId, PolicySet, SlotId, Template};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The second translation.
pub struct Linked(Cedar);

impl Linked {
    /// What is underneath, for measuring.
    pub fn cedar(&self) -> &Cedar {
        &self.0
    }
}

impl Engine for Linked {
    fn load(fixture: &Fixture) -> Result<Self, Unloadable> {
        let names = Names::new()?;
        let holdings = Holdings::of(&names, fixture);
        let mut entities = world::entities(&names, fixture, &holdings, &mut Tags::new())?;
        entities.extend(holdings.entities(&names)?);
        entities.extend(actions(&names, fixture));
        let policies = policies(fixture, &holdings)?;
        Cedar::new(names, fixture, entities, policies).map(Self)
    }

    fn decide(&self, request: &Request) -> bool {
        self.0.decide(request)
    }
}

/// The name of the group of actions that a custom role contains.
fn custom(organization: &str, role: &str) -> String {
    format!("custom role {role} of {organization}")
}

/// Every permission as an action, in the groups of the roles that contain it and below the permissions that imply it.
fn actions(names: &Names, fixture: &Fixture) -> Vec<Entity> {
    let tables = catalogue();
    let mut parents: BTreeMap<&str, HashSet<EntityUid>> = BTreeMap::new();
    for permission in &tables.permissions {
        let name = permission.permission.as_str();
        let own = parents.entry(name).or_default();
        if let Some(rest) = name.strip_prefix("dag.") {
            own.insert(names.action(&format!("deployment.{rest}")));
        }
        let implied = tables.implied_by.get(name).into_iter().flatten();
        own.extend(implied.map(|by| names.action(by)));
        let reads = &tables.upward_reads;
        if reads.permissions.iter().any(|read| read == name) {
            own.insert(names.action(gates::UPWARD));
        }
        let extra = &reads.extra_for_workspace_scoped_token_with_workspace_owner;
        if extra.iter().any(|read| read == name) {
            own.insert(names.action(gates::UPWARD_OWNER));
        }
    }
    for role in &tables.roles {
        for permission in &role.permissions {
            let own = parents.entry(permission).or_default();
            own.insert(names.action(&role.role));
        }
    }
    for role in &fixture.custom_roles {
        for permission in &role.permissions {
            let own = parents.entry(tables.canonical(permission)).or_default();
            own.insert(names.action(&custom(&role.organization_id, &role.name)));
        }
    }
    let mut entities: Vec<Entity> = parents
        .into_iter()
        .map(|(name, parents)| Entity::new_no_attrs(names.action(name), parents))
        .collect();
    // Rule 20: the group of the Workspace role lies in that of the Organization role.
    for role in &tables.roles {
        if let Some(granted) = &role.grants_role_in_every_workspace {
            let parents = HashSet::from([names.action(&role.role)]);
            entities.push(Entity::new_no_attrs(names.action(granted), parents));
        }
    }
    entities
}

fn policies(fixture: &Fixture, holdings: &Holdings) -> Result<PolicySet, Unloadable> {
    let mut policies: PolicySet = gates::text(fixture).parse().map_err(unloadable)?;
    for role in &catalogue().roles {
        let effect = role.scope == "dag";
        add_template(&mut policies, &role.role, effect)?;
    }
    for role in &fixture.custom_roles {
        let name = custom(&role.organization_id, &role.name);
        add_template(&mut policies, &name, role.scope_type == "DAG")?;
    }
    for (group, held) in &holdings.groups {
        let own = custom(&held.organization, &held.role);
        let built_in = catalogue().role(&held.role).is_some();
        let template = PolicyId::new(if built_in { &held.role } else { &own });
        if policies.template(&template).is_none() {
            // A role that no longer exists gives nothing.
            continue;
        }
        let slots = HashMap::from([
            (SlotId::principal(), group.clone()),
            (SlotId::resource(), held.place.clone()),
        ]);
        let id = PolicyId::new(group.to_string());
        policies.link(template, id, slots).map_err(unloadable)?;
    }
    Ok(policies)
}

fn add_template(policies: &mut PolicySet, role: &str, on_dags: bool) -> Result<(), Unloadable> {
    let condition = if on_dags {
        format!(" when {{ {RUNTIME} }}")
    } else {
        String::new()
    };
    let text = format!(
        "permit(principal in ?principal, action in Action::{role:?}, resource in ?resource){condition};"
    );
    let id = PolicyId::new(role);
    let template = Template::parse(Some(id), text).map_err(unloadable)?;
    policies.add_template(template).map_err(unloadable)
}
