//! The facts as entities: principals and resources with their attributes and their place in the tree.
use super::holdings::Holdings;
use super::names::Names;
use super::unloadable;
use crate::engine::Unloadable;
use crate::fixture::{Deployment, Fixture, Organization};
use cedar_policy::{Entity, EntityUid, RestrictedExpression};
use std::collections::{HashMap, HashSet};

/// What a translation adds to the resources.
pub type Tags = HashMap<EntityUid, Vec<(String, RestrictedExpression)>>;

type Attributes = Vec<(String, RestrictedExpression)>;

/// A moment as a number that grows with time: its digits.
pub fn moment(text: &str) -> Result<i64, Unloadable> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits
        .parse()
        .map_err(|_| Unloadable(format!("`{text}` is no moment")))
}

/// Principals and resources; `tags` are hung on the resources that they name.
pub fn entities(
    names: &Names,
    fixture: &Fixture,
    holdings: &Holdings,
    tags: &mut Tags,
) -> Result<Vec<Entity>, Unloadable> {
    let mut world = World {
        names,
        holdings,
        tags,
        entities: Vec::new(),
    };
    world.principals(fixture)?;
    for organization in &fixture.organizations {
        world.organization(organization)?;
    }
    let owners: HashMap<&str, &str> = fixture
        .workspaces
        .iter()
        .map(|it| (it.id.as_str(), it.organization_id.as_str()))
        .collect();
    for workspace in &fixture.workspaces {
        let owner = names.organization(&workspace.organization_id);
        let own = names.workspace(&workspace.id);
        let attributes = vec![entity("organization", &owner), entity("workspace", &own)];
        world.resource(own, attributes, HashSet::from([owner]))?;
    }
    let mut places = HashMap::new();
    for deployment in &fixture.deployments {
        let organization = owners.get(deployment.workspace_id.as_str()).copied();
        let organization = organization.unwrap_or_default();
        places.insert(deployment.id.as_str(), (deployment, organization));
        world.deployment(deployment, organization)?;
    }
    for dag in &fixture.dags {
        let Some((deployment, organization)) = places.get(dag.deployment_id.as_str()) else {
            continue;
        };
        let owner = names.deployment(&deployment.id);
        let mut parents = HashSet::from([owner.clone()]);
        parents.extend(
            dag.tags
                .iter()
                .map(|tag| names.dag_tag(&dag.deployment_id, tag)),
        );
        let attributes = vec![
            entity("organization", &names.organization(organization)),
            entity("workspace", &names.workspace(&deployment.workspace_id)),
            entity("deployment", &owner),
        ];
        let own = names.dag(&dag.deployment_id, &dag.dag_id);
        world.resource(own, attributes, parents)?;
    }
    Ok(world.entities)
}

struct World<'a> {
    names: &'a Names,
    holdings: &'a Holdings,
    tags: &'a mut Tags,
    entities: Vec<Entity>,
}

impl World<'_> {
    fn principals(&mut self, fixture: &Fixture) -> Result<(), Unloadable> {
        for user in &fixture.users {
            let mut attributes = vec![text("status", &user.status)];
            if let Some(organization) = &user.organization_id {
                attributes.push(entity(
                    "organization",
                    &self.names.organization(organization),
                ));
            }
            self.principal(self.names.user(&user.id), attributes)?;
        }
        for team in &fixture.teams {
            self.principal(self.names.team(&team.id), Vec::new())?;
        }
        for token in &fixture.tokens {
            let organization = self.names.organization(&token.organization_id);
            let rotated = token.secret_state.as_deref() == Some("ROTATED_AWAY");
            let mut attributes = vec![
                entity("organization", &organization),
                text("scope", &token.scope),
                flag("rotatedAway", rotated),
            ];
            if let Some(end) = &token.end_at {
                attributes.push(number("endAt", moment(end)?));
            }
            self.principal(self.names.token(&token.id), attributes)?;
        }
        Ok(())
    }

    fn principal(&mut self, own: EntityUid, attributes: Attributes) -> Result<(), Unloadable> {
        let parents = self.holdings.parents(&own);
        let made = Entity::new(own, attributes.into_iter().collect(), parents);
        self.entities.push(made.map_err(unloadable)?);
        Ok(())
    }

    fn organization(&mut self, organization: &Organization) -> Result<(), Unloadable> {
        let own = self.names.organization(&organization.id);
        let tier = match organization.tier.as_str() {
            "DEVELOPER" => 0,
            "BUSINESS" => 2,
            "ENTERPRISE" => 3,
            _ => 1,
        };
        let attributes = vec![
            entity("organization", &own),
            number("tier", tier),
            flag("scim", organization.is_scim_enabled),
            flag("ssoEnforced", organization.sso_enforced),
            flag("ssoBypass", organization.sso_bypass_key),
            flag("secretsFetching", organization.environment_secrets_fetching),
            flag("listed", !organization.allowed_ip_address_ranges.is_empty()),
        ];
        self.resource(own, attributes, HashSet::new())
    }

    fn deployment(&mut self, deployment: &Deployment, owner: &str) -> Result<(), Unloadable> {
        let own = self.names.deployment(&deployment.id);
        let workspace = self.names.workspace(&deployment.workspace_id);
        let attributes = vec![
            entity("organization", &self.names.organization(owner)),
            entity("workspace", &workspace),
            entity("deployment", &own),
            flag("cicdEnforced", deployment.is_cicd_enforced),
            ("runtime".to_owned(), runtime(&deployment.runtime)?),
        ];
        self.resource(own, attributes, HashSet::from([workspace]))
    }

    fn resource(
        &mut self,
        own: EntityUid,
        attributes: Attributes,
        parents: HashSet<EntityUid>,
    ) -> Result<(), Unloadable> {
        let tags = self.tags.remove(&own).unwrap_or_default();
        let made = Entity::new_with_tags(own, attributes, parents, tags);
        self.entities.push(made.map_err(unloadable)?);
        Ok(())
    }
}

/// The three numbers of a version and whether they have the newer form, joined by a hyphen.
fn runtime(version: &str) -> Result<RestrictedExpression, Unloadable> {
    let numbers: Vec<i64> = version
        .split(['.', '-'])
        .filter_map(|part| part.parse().ok())
        .collect();
    let newer = version.contains('-') && numbers.len() == 3;
    let part = |at: usize| numbers.get(at).copied().unwrap_or_default();
    RestrictedExpression::new_record([
        flag("newerForm", newer),
        number("major", part(0)),
        number("minor", part(1)),
        number("build", part(2)),
    ])
    .map_err(unloadable)
}

fn entity(name: &str, value: &EntityUid) -> (String, RestrictedExpression) {
    let value = RestrictedExpression::new_entity_uid(value.clone());
    (name.to_owned(), value)
}

fn text(name: &str, value: &str) -> (String, RestrictedExpression) {
    let value = RestrictedExpression::new_string(value.to_owned());
    (name.to_owned(), value)
}

fn flag(name: &str, value: bool) -> (String, RestrictedExpression) {
    (name.to_owned(), RestrictedExpression::new_bool(value))
}

fn number(name: &str, value: i64) -> (String, RestrictedExpression) {
    (name.to_owned(), RestrictedExpression::new_long(value))
}
