//! Which question stands behind a refusal that a page shows: pages hold the sentence, and whoever presses on it
//! wants to know why. It remembers sentences, asks nothing and shows nothing.

use std::collections::HashMap;

use leptos::prelude::*;
use planisphere_domain::api_token::TokenScope;
use planisphere_domain::findings::Subject;
use planisphere_domain::policy::{Permission, ResourceRef, Scope};
use planisphere_domain::{Command, DeploymentId, Home, Rejection, State, WorkspaceId};

use super::{Failure, Question, Replica};

/// The questions by the sentence of their refusal. One sentence can stand for the same lack on several things.
pub(super) type Refusals = HashMap<String, Vec<Question>>;

/// More things than this behind one sentence are not told apart.
const AT_MOST: usize = 64;

impl Replica {
    /// The question behind the sentence of a refusal, as whoever the product is shown to would ask it; among
    /// several, that about the thing that the page is about.
    #[must_use]
    pub fn question_behind(
        self,
        sentence: &str,
        deployment: Option<DeploymentId>,
        workspace: Option<WorkspaceId>,
    ) -> Option<Question> {
        let actor = self.read_untracked(|opened| opened.viewer)??.actor();
        let found = self
            .refusals
            .try_with_value(|refusals| refusals.get(sentence).cloned())??;
        let near = |question: &&Question| match &question.resource {
            Some(ResourceRef::Deployment(id)) => Some(*id) == deployment,
            Some(ResourceRef::Workspace(id)) => Some(*id) == workspace,
            _ => false,
        };
        let question = found.iter().find(near).or_else(|| found.last())?;
        Some(Question {
            actor: Some(actor),
            ..question.clone()
        })
    }

    /// Remembers what a refusal of commands is about; gives back its sentence.
    pub(super) fn refused(
        self,
        state: &State,
        rejection: Rejection,
        commands: &[Command],
    ) -> String {
        if let Rejection::NotAllowed { permission, .. } = &rejection {
            let resource = commands
                .iter()
                .find_map(|command| thing(state, command, *permission));
            return self.refused_on(*permission, resource, rejection.clone());
        }
        Failure::Rejected(rejection).sentence()
    }

    /// The same where the thing is known.
    pub(super) fn refused_on(
        self,
        permission: Permission,
        resource: Option<ResourceRef>,
        rejection: Rejection,
    ) -> String {
        let is_question = matches!(rejection, Rejection::NotAllowed { .. });
        let sentence = Failure::Rejected(rejection).sentence();
        if is_question {
            let question = Question {
                actor: None,
                permission: Some(permission),
                resource,
            };
            let _ = self.refusals.try_update_value(|refusals| {
                let known = refusals.entry(sentence.clone()).or_default();
                if known.len() < AT_MOST && !known.contains(&question) {
                    known.push(question);
                }
            });
        }
        sentence
    }
}

/// What a command wanted to use a permission on: the thing of the permission's own scope that it names.
fn thing(state: &State, command: &Command, permission: Permission) -> Option<ResourceRef> {
    let (workspace, deployment) = named(state, command);
    match permission.scope() {
        Scope::Organization => Some(ResourceRef::Organization),
        Scope::Workspace => {
            let around = deployment.and_then(|id| state.deployment(id));
            workspace
                .or_else(|| around.map(|deployment| deployment.workspace_id))
                .map(ResourceRef::Workspace)
        }
        Scope::Deployment | Scope::Dag => deployment
            .map(ResourceRef::Deployment)
            .or_else(|| workspace.map(ResourceRef::Workspace)),
    }
}

/// The Workspace and the Deployment that a command names.
pub(super) fn named(
    state: &State,
    command: &Command,
) -> (Option<WorkspaceId>, Option<DeploymentId>) {
    let of_scope = |scope: TokenScope| match scope {
        TokenScope::Organization => (None, None),
        TokenScope::Workspace(id) => (Some(id), None),
        TokenScope::Deployment(id) => (None, Some(id)),
    };
    let of_home = |home: Home| match home {
        Home::Organization => (None, None),
        Home::Workspace(id) => (Some(id), None),
        Home::Deployment(id) => (None, Some(id)),
    };
    match command {
        Command::AssignWorkspaceRole { workspace, .. } => (Some(*workspace), None),
        Command::AssignDeploymentRole { deployment, .. }
        | Command::AssignDagRole { deployment, .. } => (None, Some(*deployment)),
        Command::CreateWorkspace(draft) => (Some(draft.id), None),
        Command::UpdateWorkspace { id, .. } | Command::DeleteWorkspace { id } => (Some(*id), None),
        Command::CreateDeployment(draft) => (Some(draft.workspace_id), None),
        Command::SetLogForwarding { id, .. }
        | Command::UpdateDeployment { id, .. }
        | Command::TransferDeployment { id, .. }
        | Command::OverrideHibernation { id, .. }
        | Command::ChangeEnvironmentVariables { id, .. }
        | Command::DeleteDeployment { id } => (None, Some(*id)),
        Command::CreateApiToken(draft) => of_scope(draft.scope),
        Command::UpdateApiToken { id, .. }
        | Command::RotateApiToken { id, .. }
        | Command::DeleteApiToken { id, .. } => state
            .api_token(*id)
            .map_or((None, None), |token| of_scope(token.scope)),
        Command::CreateNotificationChannel(draft) => of_home(draft.home),
        Command::UpdateNotificationChannel { id, .. }
        | Command::DeleteNotificationChannel { id } => state
            .notification_channel(*id)
            .map_or((None, None), |channel| of_home(channel.home)),
        Command::CreateAlert(draft) => (None, Some(draft.deployment_id)),
        Command::UpdateAlert { id, .. } | Command::DeleteAlert { id } => {
            (None, state.alert(*id).map(|alert| alert.deployment_id))
        }
        Command::CreateEnvironmentObject(draft) => of_home(draft.scope.home()),
        Command::UpdateEnvironmentObject { id, .. } | Command::DeleteEnvironmentObject { id } => {
            state
                .environment_object(*id)
                .map_or((None, None), |object| of_home(object.scope.home()))
        }
        Command::CreateDeploy(draft) => (None, Some(draft.deployment_id)),
        Command::RollBackDeploy { deployment, .. } => (None, Some(*deployment)),
        Command::UpdateDeploy { id, .. } | Command::FinalizeDeploy { id, .. } => {
            (None, state.deploy(*id).map(|deploy| deploy.deployment_id))
        }
        Command::CreateAgentToken(draft) => (None, Some(draft.deployment_id)),
        Command::DeleteAgentToken { id } => (
            None,
            state.agent_token(*id).map(|token| token.deployment_id),
        ),
        Command::AcceptFinding { key, .. } | Command::WithdrawAcceptance { key } => {
            match &key.subject {
                Subject::Deployment(id) | Subject::Variable(id, _) | Subject::Queue(id, _) => {
                    (None, Some(*id))
                }
                Subject::ApiToken(id) => state
                    .api_token(*id)
                    .map_or((None, None), |token| of_scope(token.scope)),
                Subject::EnvironmentObject(id) => state
                    .environment_object(*id)
                    .map_or((None, None), |object| of_home(object.scope.home())),
                Subject::Alert(id) => (None, state.alert(*id).map(|alert| alert.deployment_id)),
                Subject::Organization | Subject::User(_) | Subject::Cluster(_) => (None, None),
            }
        }
        // Everything else is the Organization's own.
        _ => (None, None),
    }
}
