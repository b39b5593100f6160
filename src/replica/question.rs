//! A question about access, and how an address writes it.

use planisphere_domain::{
    Actor, ApiTokenId, DagRef, DeploymentId, Permission, ResourceRef, UserId, WorkspaceId,
};

/// "May they do this to that?", with what is not said yet left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// Who.
    pub actor: Option<Actor>,
    /// What.
    pub permission: Option<Permission>,
    /// To what.
    pub resource: Option<ResourceRef>,
}

/// The part of an address that names who.
pub const ACTOR: &str = "actor";
/// The part that names what.
pub const PERMISSION: &str = "permission";
/// The part that names to what.
pub const RESOURCE: &str = "resource";
/// The part that names the DAG in the Deployment.
pub const DAG: &str = "dag";
/// The part that names the DAG's tags.
pub const TAGS: &str = "tags";

/// A question names what is not there, or what the person may not see: both read the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchThing;

impl Question {
    /// The parts of the address, in a fixed order; nothing for what is left out.
    #[must_use]
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut parts = Vec::new();
        parts.extend(self.actor.map(|actor| (ACTOR, actor_text(actor))));
        parts.extend(
            self.permission
                .map(|permission| (PERMISSION, permission.name().to_owned())),
        );
        if let Some(resource) = &self.resource {
            parts.extend(resource_text(resource).map(|text| (RESOURCE, text)));
            if let ResourceRef::Dag(dag) = resource {
                parts.push((DAG, dag.id.clone()));
                if !dag.tags.is_empty() {
                    parts.push((TAGS, dag.tags.join(",")));
                }
            }
        }
        parts
    }

    /// Reads the parts of an address.
    ///
    /// # Errors
    /// When one of them is no such thing.
    pub fn parse(part: impl Fn(&str) -> Option<String>) -> Result<Self, NoSuchThing> {
        let said = |name: &str| part(name).filter(|text| !text.is_empty());
        let actor = said(ACTOR).map(|text| parse_actor(&text).ok_or(NoSuchThing));
        let permission =
            said(PERMISSION).map(|text| Permission::from_name(&text).ok_or(NoSuchThing));
        let resource = said(RESOURCE).map(|text| parse_resource(&text).ok_or(NoSuchThing));
        let mut resource = resource.transpose()?;
        if let (Some(ResourceRef::Deployment(deployment)), Some(id)) = (&resource, said(DAG)) {
            resource = Some(ResourceRef::Dag(DagRef {
                deployment: *deployment,
                id,
                tags: said(TAGS).map(|text| tags_of(&text)).unwrap_or_default(),
            }));
        }
        Ok(Self {
            actor: actor.transpose()?,
            permission: permission.transpose()?,
            resource,
        })
    }
}

/// Tags as somebody types them, between commas.
#[must_use]
pub fn tags_of(text: &str) -> Vec<String> {
    let tags = text.split(',').map(str::trim).filter(|tag| !tag.is_empty());
    tags.map(str::to_owned).collect()
}

/// A person or a token in an address.
#[must_use]
pub fn actor_text(actor: Actor) -> String {
    match actor {
        Actor::User(id) => format!("user:{id}"),
        Actor::ApiToken(id) => format!("token:{id}"),
    }
}

fn parse_actor(text: &str) -> Option<Actor> {
    match text.split_once(':')? {
        ("user", id) => id.parse::<UserId>().ok().map(Actor::User),
        ("token", id) => id.parse::<ApiTokenId>().ok().map(Actor::ApiToken),
        _ => None,
    }
}

/// A thing in an address; a DAG by its Deployment, since its own name is a part of its own.
#[must_use]
pub fn resource_text(resource: &ResourceRef) -> Option<String> {
    Some(match resource {
        ResourceRef::Organization => "organization".to_owned(),
        ResourceRef::Workspace(id) => format!("workspace:{id}"),
        ResourceRef::Deployment(id) => format!("deployment:{id}"),
        ResourceRef::Dag(dag) => format!("deployment:{}", dag.deployment),
        ResourceRef::Cluster(_) => return None,
    })
}

fn parse_resource(text: &str) -> Option<ResourceRef> {
    if text == "organization" {
        return Some(ResourceRef::Organization);
    }
    match text.split_once(':')? {
        ("workspace", id) => id.parse::<WorkspaceId>().ok().map(ResourceRef::Workspace),
        ("deployment", id) => id.parse::<DeploymentId>().ok().map(ResourceRef::Deployment),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use std::collections::HashMap;

    use super::*;

    fn read(parts: &[(&str, String)]) -> Result<Question, NoSuchThing> {
        let parts: HashMap<&str, String> = parts.iter().cloned().collect();
        Question::parse(|name| parts.get(name).cloned())
    }

    #[test]
    fn an_address_reads_as_it_was_written() {
        let deployment = DeploymentId::from_bits(7);
        let things = [
            ResourceRef::Organization,
            ResourceRef::Workspace(WorkspaceId::from_bits(3)),
            ResourceRef::Deployment(deployment),
            ResourceRef::Dag(DagRef {
                deployment,
                id: "etl & more".to_owned(),
                tags: vec!["a".to_owned(), "b c".to_owned()],
            }),
        ];
        for thing in things {
            for actor in [
                Actor::User(UserId::from_bits(1)),
                Actor::ApiToken(ApiTokenId::from_bits(2)),
            ] {
                let question = Question {
                    actor: Some(actor),
                    permission: Some(Permission::DeploymentUpdate),
                    resource: Some(thing.clone()),
                };
                assert_eq!(read(&question.parameters()), Ok(question));
            }
        }
        assert_eq!(read(&[]), Ok(Question::default()));
    }

    #[test]
    fn what_names_nothing_is_no_question() {
        for (name, value) in [
            (ACTOR, "somebody"),
            (ACTOR, "user:1"),
            (PERMISSION, "organization.everything"),
            (RESOURCE, "planet"),
            (RESOURCE, "cluster:c000000000000000000000001"),
        ] {
            assert_eq!(
                read(&[(name, value.to_owned())]),
                Err(NoSuchThing),
                "{value}"
            );
        }
    }
}
