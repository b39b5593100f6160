//! What differs between two states, record by record: two forks share every record that neither changed, so
//! only pointers are compared until one differs.
//!
//! It walks the maps itself: the persistent map's own comparison skips a changed record now and then when it
//! jumps over shared nodes.

use std::cmp::Ordering;
use std::sync::Arc;

use imbl::OrdMap;

use super::State;
use crate::agent_token::AgentToken;
use crate::alert::Alert;
use crate::api_token::ApiToken;
use crate::cluster::Cluster;
use crate::custom_role::CustomRole;
use crate::deploy::Deploy;
use crate::deployment::Deployment;
use crate::environment_object::EnvironmentObject;
use crate::findings::Acceptance;
use crate::notification_channel::NotificationChannel;
use crate::team::Team;
use crate::user::User;
use crate::workspace::Workspace;

/// One record before and after; absent where it does not exist.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Changed<'a, T> {
    pub(crate) before: Option<&'a T>,
    pub(crate) after: Option<&'a T>,
}

impl State {
    /// Every person that differs.
    pub(crate) fn changed_users<'a>(&'a self, after: &'a Self) -> Vec<Changed<'a, User>> {
        changed(&self.users, &after.users)
    }

    /// Every Team that differs.
    pub(crate) fn changed_teams<'a>(&'a self, after: &'a Self) -> Vec<Changed<'a, Team>> {
        changed(&self.teams, &after.teams)
    }

    /// Every token that differs.
    pub(crate) fn changed_api_tokens<'a>(&'a self, after: &'a Self) -> Vec<Changed<'a, ApiToken>> {
        changed(&self.api_tokens, &after.api_tokens)
    }

    /// Every custom role that differs.
    pub(crate) fn changed_custom_roles<'a>(
        &'a self,
        after: &'a Self,
    ) -> Vec<Changed<'a, CustomRole>> {
        changed(&self.custom_roles, &after.custom_roles)
    }

    /// Every Workspace that differs.
    pub(crate) fn changed_workspaces<'a>(&'a self, after: &'a Self) -> Vec<Changed<'a, Workspace>> {
        changed(&self.workspaces, &after.workspaces)
    }

    /// Every cluster that differs.
    pub(crate) fn changed_clusters<'a>(&'a self, after: &'a Self) -> Vec<Changed<'a, Cluster>> {
        changed(&self.clusters, &after.clusters)
    }

    /// Every notification channel that differs.
    pub(crate) fn changed_notification_channels<'a>(
        &'a self,
        after: &'a Self,
    ) -> Vec<Changed<'a, NotificationChannel>> {
        let sides = (&self.notification_channels, &after.notification_channels);
        changed(sides.0.records(), sides.1.records())
    }

    /// Every alert that differs.
    pub(crate) fn changed_alerts<'a>(&'a self, after: &'a Self) -> Vec<Changed<'a, Alert>> {
        changed(self.alerts.records(), after.alerts.records())
    }

    /// Every deploy that differs.
    pub(crate) fn changed_deploys<'a>(&'a self, after: &'a Self) -> Vec<Changed<'a, Deploy>> {
        changed(self.deploys.records(), after.deploys.records())
    }

    /// Every agent token that differs.
    pub(crate) fn changed_agent_tokens<'a>(
        &'a self,
        after: &'a Self,
    ) -> Vec<Changed<'a, AgentToken>> {
        changed(self.agent_tokens.records(), after.agent_tokens.records())
    }

    /// Every environment object that differs.
    pub(crate) fn changed_environment_objects<'a>(
        &'a self,
        after: &'a Self,
    ) -> Vec<Changed<'a, EnvironmentObject>> {
        let sides = (&self.environment_objects, &after.environment_objects);
        changed(sides.0.records(), sides.1.records())
    }

    /// Every acceptance of a finding that differs.
    pub(crate) fn changed_acceptances<'a>(
        &'a self,
        after: &'a Self,
    ) -> Vec<Changed<'a, Acceptance>> {
        changed(&self.acceptances, &after.acceptances)
    }

    /// Every Deployment that differs.
    pub(crate) fn changed_deployments<'a>(
        &'a self,
        after: &'a Self,
    ) -> Vec<Changed<'a, Deployment>> {
        changed(&self.deployments, &after.deployments)
    }
}

fn changed<'a, K: Ord, V: PartialEq>(
    before: &'a OrdMap<K, Arc<V>>,
    after: &'a OrdMap<K, Arc<V>>,
) -> Vec<Changed<'a, V>> {
    let mut found = Vec::new();
    if before.ptr_eq(after) {
        return found;
    }
    let (mut old, mut new) = (before.iter().peekable(), after.iter().peekable());
    loop {
        let order = match (old.peek(), new.peek()) {
            (Some((left, _)), Some((right, _))) => left.cmp(right),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return found,
        };
        let left = order.is_le().then(|| old.next()).flatten();
        let right = order.is_ge().then(|| new.next()).flatten();
        let is_shared = matches!(
            (left, right),
            (Some((_, left)), Some((_, right))) if Arc::ptr_eq(left, right) || left == right
        );
        if !is_shared {
            found.push(Changed {
                before: left.map(|(_, value)| value.as_ref()),
                after: right.map(|(_, value)| value.as_ref()),
            });
        }
    }
}
