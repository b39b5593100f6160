//! What a Deployment gets of all environment objects, and where each value comes from (EO-13, EO-18).

use std::collections::{BTreeMap, BTreeSet};

use super::links::takes;
use super::{EnvironmentObject, Payload};
use crate::belonging::Home;
use crate::policy::EnvironmentObjectType;
use crate::{DeploymentId, State};

/// How an object reaches a Deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// It is the Deployment's own.
    Deployment,
    /// It is the Workspace's, linked.
    Link,
    /// It is the Workspace's, which links it to every Deployment.
    AutoLink,
}

/// One object as a Deployment gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effective<'a> {
    /// The object.
    pub object: &'a EnvironmentObject,
    /// How it gets there.
    pub source: Source,
    /// What it holds there.
    pub payload: Payload,
    /// The API's names of the fields whose value comes from the link.
    pub overridden: Vec<&'static str>,
    /// The Workspace's object of the same kind and key that it hides.
    pub hides: Option<&'a EnvironmentObject>,
    /// Whether an environment variable of the Deployment itself ranks above it (ENV-11).
    pub is_outranked: bool,
}

/// What a Deployment gets, by key and kind; nothing for a Deployment that is not there.
#[must_use]
pub fn resolve(state: &State, deployment: DeploymentId) -> Vec<Effective<'_>> {
    let Some(record) = state.deployment(deployment) else {
        return Vec::new();
    };
    let mut found: BTreeMap<(&str, &'static str), Effective<'_>> = BTreeMap::new();
    let own = record.environment_variables.iter();
    let own: BTreeSet<&str> = own.map(|variable| variable.key.as_str()).collect();
    let is_outranked = |object: &EnvironmentObject| {
        object.object_type() == EnvironmentObjectType::EnvironmentVariable
            && own.contains(object.object_key.as_str())
    };
    // EO-18: the Workspace's first, so that the Deployment's own hide them.
    let workspace = Home::Workspace(record.workspace_id);
    let inherited = state.environment_objects_of(workspace);
    for object in inherited.filter(|object| takes(object, &record.runtime)) {
        if let Some((source, overrides)) = object.reaches(deployment) {
            let payload = overrides.map_or_else(
                || object.payload.clone(),
                |overrides| object.payload.overlaid(overrides),
            );
            let effective = Effective {
                object,
                source,
                payload,
                overridden: overrides.map(Payload::set_fields).unwrap_or_default(),
                hides: None,
                is_outranked: is_outranked(object),
            };
            found.insert(object.place(), effective);
        }
    }
    for object in state.environment_objects_of(Home::Deployment(deployment)) {
        let hides = found.remove(&object.place()).map(|hidden| hidden.object);
        let effective = Effective {
            object,
            source: Source::Deployment,
            payload: object.payload.clone(),
            overridden: Vec::new(),
            hides,
            is_outranked: is_outranked(object),
        };
        found.insert(object.place(), effective);
    }
    found.into_values().collect()
}

impl EnvironmentObject {
    /// Key and kind, of which a Deployment gets one object.
    fn place(&self) -> (&str, &'static str) {
        (&self.object_key, self.object_type().api())
    }

    /// How a Workspace's object reaches a Deployment of it, and with which overrides.
    fn reaches(&self, deployment: DeploymentId) -> Option<(Source, Option<&Payload>)> {
        if self.exclude_links.contains(&deployment) {
            return None;
        }
        match self.link_to(deployment) {
            Some(link) => Some((Source::Link, link.overrides.as_ref())),
            None => self
                .auto_link_deployments
                .then_some((Source::AutoLink, None)),
        }
    }
}
