//! Roles as entity groups: each resource names, per permission, the role groups that open it.
//!
//! Four policies serve every role. Which groups a principal is in, also through Teams, and the way up the tree are
//! left to Cedar; the table of what a role contains is written into the resources.
use super::gates::{self, RUNTIME};
use super::holdings::{Held, Holdings};
use super::names::Names;
use super::world::{self, Tags};
use super::{Cedar, unloadable};
use crate::catalogue::{Catalogue, catalogue};
use crate::engine::{Engine, Unloadable};
use crate::fixture::Fixture;
use crate::request::Request;
use cedar_policy::{Entity, EntityUid, PolicySet, RestrictedExpression};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The first translation.
pub struct Grouped(Cedar);

impl Grouped {
    /// What is underneath, for measuring.
    pub fn cedar(&self) -> &Cedar {
        &self.0
    }
}

impl Engine for Grouped {
    fn load(fixture: &Fixture) -> Result<Self, Unloadable> {
        let names = Names::new()?;
        let holdings = Holdings::of(&names, fixture);
        let mut tags = openers(&names, fixture, &holdings);
        let mut entities = world::entities(&names, fixture, &holdings, &mut tags)?;
        entities.extend(holdings.entities(&names)?);
        entities.extend(actions(&names)?);
        let policies = policies(fixture)?;
        Cedar::new(names, fixture, entities, policies).map(Self)
    }

    fn decide(&self, request: &Request) -> bool {
        self.0.decide(request)
    }
}

fn policies(fixture: &Fixture) -> Result<PolicySet, Unloadable> {
    let mut text = gates::text(fixture);
    let levels = [
        ("", "resource.organization"),
        ("resource has workspace && ", "resource.workspace"),
        ("resource has deployment && ", "resource.deployment"),
    ];
    for (guard, level) in levels {
        text.push_str(&format!(
            "permit(principal, action, resource) when {{ {guard}{level}.hasTag(action.name) && \
             principal in {level}.getTag(action.name) }};\n"
        ));
    }
    text.push_str(&format!(
        "permit(principal, action, resource is Dag) when {{ resource.hasTag(action.name) && \
         principal in resource.getTag(action.name) && {RUNTIME} }};\n"
    ));
    text.parse().map_err(unloadable)
}

fn actions(names: &Names) -> Result<Vec<Entity>, Unloadable> {
    let tables = catalogue();
    let reads = &tables.upward_reads;
    let mut entities = Vec::new();
    for permission in &tables.permissions {
        let name = &permission.permission;
        let attribute = RestrictedExpression::new_string(name.clone());
        let mut parents = HashSet::new();
        if reads.permissions.contains(name) {
            parents.insert(names.action(gates::UPWARD));
        }
        if reads
            .extra_for_workspace_scoped_token_with_workspace_owner
            .contains(name)
        {
            parents.insert(names.action(gates::UPWARD_OWNER));
        }
        let attributes = HashMap::from([("name".to_owned(), attribute)]);
        let made = Entity::new(names.action(name), attributes, parents);
        entities.push(made.map_err(unloadable)?);
    }
    Ok(entities)
}

/// Per resource and permission the groups that open it.
fn openers(names: &Names, fixture: &Fixture, holdings: &Holdings) -> Tags {
    let opened = Opened::new(fixture);
    let mut by_place: HashMap<&EntityUid, Vec<(&EntityUid, &Held)>> = HashMap::new();
    for (group, held) in &holdings.groups {
        by_place.entry(&held.place).or_default().push((group, held));
    }
    let mut tags = Tags::new();
    let mut hang = |own: EntityUid, places: &[EntityUid]| {
        let mut lists: BTreeMap<&str, Vec<RestrictedExpression>> = BTreeMap::new();
        for (group, held) in places.iter().filter_map(|it| by_place.get(it)).flatten() {
            for permission in opened.by(held) {
                let group = RestrictedExpression::new_entity_uid((*group).clone());
                lists.entry(permission).or_default().push(group);
            }
        }
        let lists = lists.into_iter();
        let sets =
            lists.map(|(name, groups)| (name.to_owned(), RestrictedExpression::new_set(groups)));
        tags.insert(own, sets.collect());
    };
    for it in &fixture.organizations {
        let own = names.organization(&it.id);
        hang(own.clone(), &[own]);
    }
    for it in &fixture.workspaces {
        let own = names.workspace(&it.id);
        hang(own.clone(), &[own]);
    }
    for it in &fixture.deployments {
        let own = names.deployment(&it.id);
        hang(own.clone(), &[own]);
    }
    for it in &fixture.dags {
        let own = names.dag(&it.deployment_id, &it.dag_id);
        let tagged = it
            .tags
            .iter()
            .map(|tag| names.dag_tag(&it.deployment_id, tag));
        let places: Vec<EntityUid> = std::iter::once(own.clone()).chain(tagged).collect();
        hang(own, &places);
    }
    tags
}

/// The table of what a role opens: its permissions, what they imply, and the DAG permissions that follow.
struct Opened<'a> {
    built_in: HashMap<&'a str, BTreeSet<&'a str>>,
    custom: HashMap<&'a str, HashMap<&'a str, BTreeSet<&'a str>>>,
    none: BTreeSet<&'a str>,
}

impl<'a> Opened<'a> {
    fn new(fixture: &'a Fixture) -> Self {
        let tables = catalogue();
        let mut built_in = HashMap::new();
        for role in &tables.roles {
            let own = role.permissions.iter();
            let everywhere = role.grants_role_in_every_workspace.as_deref();
            let more = everywhere.and_then(|name| tables.role(name));
            let more = more.into_iter().flat_map(|role| &role.permissions);
            let held = own.chain(more).map(String::as_str).collect();
            built_in.insert(role.role.as_str(), followed(tables, &held));
        }
        let mut custom: HashMap<&str, HashMap<&str, BTreeSet<&str>>> = HashMap::new();
        for role in &fixture.custom_roles {
            let held = role.permissions.iter().map(|name| tables.canonical(name));
            let held = held.collect();
            let own = custom.entry(role.organization_id.as_str()).or_default();
            own.insert(role.name.as_str(), followed(tables, &held));
        }
        Self {
            built_in,
            custom,
            none: BTreeSet::new(),
        }
    }

    fn by(&self, held: &Held) -> &BTreeSet<&'a str> {
        let custom = || {
            self.custom
                .get(held.organization.as_str())?
                .get(held.role.as_str())
        };
        self.built_in
            .get(held.role.as_str())
            .or_else(custom)
            .unwrap_or(&self.none)
    }
}

fn followed<'a>(tables: &'a Catalogue, held: &BTreeSet<&'a str>) -> BTreeSet<&'a str> {
    let mut all = held.clone();
    for (permission, by) in &tables.implied_by {
        if by.iter().any(|name| held.contains(name.as_str())) {
            all.insert(permission);
        }
    }
    let names = tables.permissions.iter().map(|it| it.permission.as_str());
    for name in names.filter(|name| name.starts_with("dag.")) {
        let above = name.replacen("dag.", "deployment.", 1);
        if all.contains(above.as_str()) {
            all.insert(name);
        }
    }
    all
}
