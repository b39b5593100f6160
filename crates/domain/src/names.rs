//! The names of things that a field refers to by id, for sentences. An id is never shown in place of one: what is gone,
//! and what whoever reads may not know of, is told alike.

use crate::access::Holder;
use crate::findings::Subject;
use crate::policy::{Caller, Permission, ResourceRef, can};
use crate::{
    ClusterId, CustomRoleId, DeployId, DeploymentId, Home, NodePoolId, NotificationChannelId,
    State, UserId, WorkspaceId,
};

/// Where names are looked up: in one state, or in two of which one comes first. The default knows none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Names<'a> {
    states: [Option<&'a State>; 2],
    reader: Option<&'a Caller>,
    /// Where what the reader may know is asked; absent: where the name stands.
    judge: Option<&'a State>,
}

impl<'a> Names<'a> {
    /// The names of this state.
    #[must_use]
    pub const fn of(state: &'a State) -> Self {
        Self {
            states: [Some(state), None],
            reader: None,
            judge: None,
        }
    }

    /// The names after a change; of what is gone then, those before it.
    #[must_use]
    pub const fn of_both(before: &'a State, after: &'a State) -> Self {
        Self {
            states: [Some(after), Some(before)],
            reader: None,
            judge: None,
        }
    }

    /// Only those that this person may know.
    #[must_use]
    pub const fn known_to(self, reader: &'a Caller) -> Self {
        Self {
            reader: Some(reader),
            ..self
        }
    }

    /// Only those that this person may know by what holds in `now`: names of the past are told by the rights of today.
    #[must_use]
    pub const fn known_now_to(self, reader: &'a Caller, now: &'a State) -> Self {
        Self {
            reader: Some(reader),
            judge: Some(now),
            ..self
        }
    }

    fn find<T>(&self, look: impl Fn(&'a State) -> Option<T>) -> Option<T> {
        self.states.iter().flatten().find_map(|state| look(state))
    }

    /// The name of a thing, if it may be known.
    fn readable<T>(
        &self,
        resource: &ResourceRef,
        look: impl Fn(&'a State) -> Option<T>,
    ) -> Option<T> {
        self.find(|state| {
            let judge = self.judge.unwrap_or(state);
            let may = |reader| can(judge, reader, resource.reading(), resource).allowed;
            self.reader.is_none_or(may).then(|| look(state)).flatten()
        })
    }

    fn known_workspace(&self, id: WorkspaceId) -> Option<String> {
        self.readable(&ResourceRef::Workspace(id), |state| {
            state.workspace(id).map(|it| it.name.clone())
        })
    }

    fn known_deployment(&self, id: DeploymentId) -> Option<String> {
        self.readable(&ResourceRef::Deployment(id), |state| {
            state.deployment(id).map(|it| it.name.clone())
        })
    }

    /// A Workspace.
    #[must_use]
    pub fn workspace(&self, id: WorkspaceId) -> String {
        let known = self.known_workspace(id);
        known.unwrap_or_else(|| "a Workspace that is not here".to_owned())
    }

    /// A Deployment.
    #[must_use]
    pub fn deployment(&self, id: DeploymentId) -> String {
        let known = self.known_deployment(id);
        known.unwrap_or_else(|| "a Deployment that is not here".to_owned())
    }

    /// A cluster, with the word: `cluster eu-1`.
    #[must_use]
    pub fn cluster(&self, id: ClusterId) -> String {
        let known = self.readable(&ResourceRef::Cluster(id), |state| {
            state.cluster(id).map(|it| it.name.clone())
        });
        known.map_or_else(
            || "a cluster that is not here".to_owned(),
            |name| format!("cluster {name}"),
        )
    }

    /// A node pool. Whoever sees the Deployment or the cluster sees its pools.
    #[must_use]
    pub fn node_pool(&self, id: NodePoolId) -> String {
        self.find(|state| {
            let mut pools = state.clusters().flat_map(|cluster| &cluster.node_pools);
            pools
                .find(|pool| pool.id == id)
                .map(|pool| pool.name.clone())
        })
        .unwrap_or_else(|| "a node pool that is not here".to_owned())
    }

    /// A notification channel. Whoever sees an alert sees where it goes.
    #[must_use]
    pub fn channel(&self, id: NotificationChannelId) -> String {
        self.find(|state| state.notification_channel(id).map(|it| it.name.clone()))
            .unwrap_or_else(|| "a channel that is not here".to_owned())
    }

    /// A custom role.
    #[must_use]
    pub fn custom_role(&self, id: CustomRoleId) -> String {
        self.find(|state| state.custom_role(id).map(|it| it.name.clone()))
            .unwrap_or_else(|| "a custom role that is not here".to_owned())
    }

    /// A person.
    #[must_use]
    pub fn user(&self, id: UserId) -> String {
        self.find(|state| {
            let judge = self.judge.unwrap_or(state);
            let is_reader = |reader: &Caller| reader.actor.user() == Some(id);
            let may = |reader| {
                let permission = Permission::OrganizationUsersGet;
                is_reader(reader)
                    || can(judge, reader, permission, &ResourceRef::Organization).allowed
            };
            let user = self
                .reader
                .is_none_or(may)
                .then(|| state.user(id))
                .flatten()?;
            // Somebody who was invited and never came has no name yet.
            Some(if user.full_name.is_empty() {
                user.email.clone()
            } else {
                user.full_name.clone()
            })
        })
        .unwrap_or_else(|| "somebody who is not here".to_owned())
    }

    /// Whoever holds roles. Whoever may set a role sees whose it is.
    pub(crate) fn holder(&self, holder: Holder) -> String {
        match holder {
            Holder::User(id) => self.user(id),
            Holder::Team(id) => self
                .find(|state| state.team(id).map(|it| it.name.clone()))
                .unwrap_or_else(|| "a Team that is not here".to_owned()),
            Holder::ApiToken(id) => self
                .find(|state| state.api_token(id).map(|it| it.name.clone()))
                .unwrap_or_else(|| "an API token that is not here".to_owned()),
        }
    }

    /// A deploy, by its Deployment and its place in the history.
    #[must_use]
    pub fn deploy(&self, id: DeployId) -> String {
        self.find(|state| {
            let deploy = state.deploy(id)?;
            let of = self.deployment(deploy.deployment_id);
            Some(match deploy.number {
                0 => format!("of {of}"),
                number => format!("{number} of {of}"),
            })
        })
        .unwrap_or_else(|| "that is not here".to_owned())
    }

    /// What something belongs to, with the word: `Workspace Data`.
    #[must_use]
    pub fn home(&self, home: Home) -> String {
        match home {
            Home::Organization => "the Organization".to_owned(),
            Home::Workspace(id) => match self.known_workspace(id) {
                Some(name) => format!("Workspace {name}"),
                None => self.workspace(id),
            },
            Home::Deployment(id) => match self.known_deployment(id) {
                Some(name) => format!("Deployment {name}"),
                None => self.deployment(id),
            },
        }
    }

    /// What a finding is about.
    #[must_use]
    pub fn subject(&self, subject: &Subject) -> String {
        let not_here = || "something that is not here".to_owned();
        match subject {
            Subject::Organization => "the Organization".to_owned(),
            Subject::User(id) => self.user(*id),
            Subject::ApiToken(id) => self
                .find(|state| state.api_token(*id).map(|it| it.name.clone()))
                .map_or_else(not_here, |name| format!("API token {name}")),
            Subject::Deployment(id) => self.home(Home::Deployment(*id)),
            Subject::Variable(id, key) => {
                format!("{key} of {}", self.home(Home::Deployment(*id)))
            }
            Subject::Queue(id, queue) => {
                let of = self.home(Home::Deployment(*id));
                self.find(|state| {
                    let mut queues = state.deployment(*id)?.worker_queues.iter();
                    queues.find(|it| it.id == *queue).map(|it| it.name.clone())
                })
                .map_or_else(|| of.clone(), |name| format!("worker queue {name} of {of}"))
            }
            Subject::EnvironmentObject(id) => self
                .find(|state| {
                    state
                        .environment_object(*id)
                        .map(|it| it.object_key.clone())
                })
                .map_or_else(not_here, |name| format!("environment object {name}")),
            Subject::Cluster(id) => self.cluster(*id),
            Subject::Alert(id) => self
                .find(|state| state.alert(*id).map(|it| it.name.clone()))
                .map_or_else(not_here, |name| format!("alert {name}")),
        }
    }
}
