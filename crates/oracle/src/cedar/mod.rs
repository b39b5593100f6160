//! The same Organization translated to Cedar entities and policies, in two ways; Cedar evaluates every answer.
//!
//! [`Grouped`]: roles are entity groups, and each resource lists, per permission, the groups that open it.
//! [`Linked`]: every role is a policy template over a group of actions, linked once per resource where it is held.
//! Both share the facts (`world`), the membership of the role groups (`holdings`) and the refusals (`gates`).
mod gates;
mod grouped;
mod holdings;
mod linked;
mod names;
mod world;

pub use grouped::Grouped;
pub use linked::Linked;

use crate::catalogue::catalogue;
use crate::engine::Unloadable;
use crate::fixture::Fixture;
use crate::request::{Circumstances, Request};
use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, PolicySet, RestrictedExpression,
};
use names::Names;
use std::cell::RefCell;
use std::collections::HashMap;

/// A loaded translation: entities, policies, and what is needed to ask.
pub struct Cedar {
    names: Names,
    entities: Entities,
    policies: PolicySet,
    authorizer: Authorizer,
    now: i64,
    contexts: RefCell<HashMap<Circumstances, Context>>,
}

impl Cedar {
    fn new(
        names: Names,
        fixture: &Fixture,
        entities: Vec<Entity>,
        policies: PolicySet,
    ) -> Result<Self, Unloadable> {
        Ok(Self {
            names,
            entities: Entities::from_entities(entities, None).map_err(unloadable)?,
            policies,
            authorizer: Authorizer::new(),
            now: world::moment(&fixture.now)?,
            contexts: RefCell::default(),
        })
    }

    /// The request in Cedar's form; none if it names something that is not there.
    pub fn translate(&self, request: &Request) -> Option<cedar_policy::Request> {
        let principal = self.names.actor(&request.actor);
        let resource = self.names.resource(&request.resource);
        self.entities.get(&principal)?;
        self.entities.get(&resource)?;
        let action = self
            .names
            .action(catalogue().canonical(&request.permission));
        let context = self.context(&request.context)?;
        cedar_policy::Request::new(principal, action, resource, context, None).ok()
    }

    /// Cedar's answer.
    ///
    /// # Panics
    /// If a policy fails to evaluate: Cedar would leave it out, and a refusal that is left out is a wrong answer.
    pub fn answer(&self, request: &cedar_policy::Request) -> bool {
        let response = self
            .authorizer
            .is_authorized(request, &self.policies, &self.entities);
        if let Some(error) = response.diagnostics().errors().next() {
            panic!("a policy does not evaluate: {error}");
        }
        response.decision() == Decision::Allow
    }

    fn decide(&self, request: &Request) -> bool {
        self.translate(request)
            .is_some_and(|request| self.answer(&request))
    }

    /// How many policies and links there are.
    pub fn policies(&self) -> usize {
        self.policies.num_of_policies()
    }

    fn context(&self, circumstances: &Circumstances) -> Option<Context> {
        if let Some(context) = self.contexts.borrow().get(circumstances) {
            return Some(context.clone());
        }
        let context = Context::from_pairs([
            ("now".to_owned(), RestrictedExpression::new_long(self.now)),
            (
                "login".to_owned(),
                RestrictedExpression::new_string(circumstances.auth_method.clone()),
            ),
            (
                "ip".to_owned(),
                RestrictedExpression::new_ip(&circumstances.source_ip),
            ),
        ])
        .ok()?;
        self.contexts
            .borrow_mut()
            .insert(circumstances.clone(), context.clone());
        Some(context)
    }
}

fn unloadable(error: impl std::fmt::Display) -> Unloadable {
    Unloadable(error.to_string())
}
