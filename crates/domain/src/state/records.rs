//! A state as its records alone, and a state made of them again: what a snapshot holds. Indexes are never
//! written; they are made anew (architecture rule 4). How records become bytes is no business of this crate.

use std::collections::BTreeSet;
use std::sync::Arc;

use imbl::{OrdMap, OrdSet};
use serde::{Deserialize, Serialize};

use super::State;
use crate::access::{AccessIndex, Holder, bounds};
use crate::agent_token::AgentToken;
use crate::alert::Alert;
use crate::api_token::ApiToken;
use crate::belonging::{Belonging, Belongings};
use crate::cluster::Cluster;
use crate::custom_role::CustomRole;
use crate::deploy::Deploy;
use crate::deployment::Deployment;
use crate::environment_object::EnvironmentObject;
use crate::findings::Acceptance;
use crate::notification_channel::NotificationChannel;
use crate::organization::Organization;
use crate::team::Team;
use crate::user::User;
use crate::workspace::Workspace;

/// Everything that a state cannot be made again without. Records are shared with the state that they are of.
///
/// Every kind is always written. One that is missing was renamed or lost, and must not read as none; a kind that is new
/// gets a default of its own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Records {
    // Named, so that it may not be missing either: absent in an empty log alone.
    #[serde(deserialize_with = "Option::deserialize")]
    organization: Option<Arc<Organization>>,
    users: Vec<Arc<User>>,
    teams: Vec<Arc<Team>>,
    api_tokens: Vec<Arc<ApiToken>>,
    custom_roles: Vec<Arc<CustomRole>>,
    workspaces: Vec<Arc<Workspace>>,
    clusters: Vec<Arc<Cluster>>,
    deployments: Vec<Arc<Deployment>>,
    notification_channels: Vec<Arc<NotificationChannel>>,
    alerts: Vec<Arc<Alert>>,
    agent_tokens: Vec<Arc<AgentToken>>,
    deploys: Vec<Arc<Deploy>>,
    acceptances: Vec<Arc<Acceptance>>,
    environment_objects: Vec<Arc<EnvironmentObject>>,
    /// Namespaces of Deployments that are gone (DEP-7).
    past_namespaces: Vec<String>,
}

impl State {
    /// The records that this state is made of, each kind by id.
    #[must_use]
    pub fn records(&self) -> Records {
        let living: BTreeSet<&str> = self.deployments().map(|it| it.namespace.as_str()).collect();
        let past = self.namespaces.iter();
        Records {
            organization: self.organization.clone(),
            users: self.users.values().cloned().collect(),
            teams: self.teams.values().cloned().collect(),
            api_tokens: self.api_tokens.values().cloned().collect(),
            custom_roles: self.custom_roles.values().cloned().collect(),
            workspaces: self.workspaces.values().cloned().collect(),
            clusters: self.clusters.values().cloned().collect(),
            deployments: self.deployments.values().cloned().collect(),
            notification_channels: kept(&self.notification_channels),
            alerts: kept(&self.alerts),
            agent_tokens: kept(&self.agent_tokens),
            deploys: kept(&self.deploys),
            acceptances: self.acceptances.values().cloned().collect(),
            environment_objects: kept(&self.environment_objects),
            past_namespaces: past
                .filter(|name| !living.contains(name.as_str()))
                .cloned()
                .collect(),
        }
    }
}

impl From<Records> for State {
    fn from(records: Records) -> Self {
        let mut state = Self {
            organization: records.organization,
            users: by(records.users, |it| it.id),
            teams: by(records.teams, |it| it.id),
            api_tokens: by(records.api_tokens, |it| it.id),
            custom_roles: by(records.custom_roles, |it| it.id),
            workspaces: by(records.workspaces, |it| it.id),
            clusters: by(records.clusters, |it| it.id),
            deployments: by(records.deployments, |it| it.id),
            notification_channels: Belongings::of_records(records.notification_channels),
            alerts: Belongings::of_records(records.alerts),
            agent_tokens: Belongings::of_records(records.agent_tokens),
            deploys: Belongings::of_records(records.deploys),
            acceptances: by(records.acceptances, |it| it.key.clone()),
            environment_objects: Belongings::of_records(records.environment_objects),
            namespaces: records.past_namespaces.into_iter().collect(),
            ..Self::default()
        };
        state.index_people();
        state.index_deployments();
        state.access = AccessIndex::rebuilt(&state);
        state
    }
}

impl State {
    fn index_people(&mut self) {
        let addresses = self.users().map(|it| (it.email.to_lowercase(), it.id));
        let addresses: OrdMap<_, _> = addresses.collect();
        let members = self
            .teams()
            .flat_map(|team| team.members.iter().map(|member| (*member, team.id)));
        let memberships: OrdSet<_> = members.collect();
        let users = self.users().map(|it| (Holder::User(it.id), &it.roles));
        let teams = self.teams().map(|it| (Holder::Team(it.id), &it.roles));
        let tokens = self
            .api_tokens()
            .map(|it| (Holder::ApiToken(it.id), &it.roles));
        let holders: OrdSet<_> = users
            .chain(teams)
            .chain(tokens)
            .flat_map(|(holder, roles)| bounds(roles).map(move |at| (at, holder)))
            .collect();
        self.addresses = addresses;
        self.memberships = memberships;
        self.holders = holders;
    }

    fn index_deployments(&mut self) {
        let places = self.deployments().map(|it| (it.workspace_id, it.id));
        let of_workspace: OrdSet<_> = places.collect();
        let names = self
            .deployments()
            .map(|it| ((it.workspace_id, it.name.clone()), it.id));
        let deployment_names: OrdMap<_, _> = names.collect();
        let living: Vec<String> = self.deployments().map(|it| it.namespace.clone()).collect();
        self.of_workspace = of_workspace;
        self.deployment_names = deployment_names;
        self.namespaces.extend(living);
    }
}

fn by<K: Ord + Clone, T>(records: Vec<Arc<T>>, key: impl Fn(&T) -> K) -> OrdMap<K, Arc<T>> {
    records.into_iter().map(|it| (key(&it), it)).collect()
}

fn kept<T: Belonging>(things: &Belongings<T>) -> Vec<Arc<T>> {
    things.records().values().cloned().collect()
}
