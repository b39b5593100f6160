//! The commands that take events back, computed from the state before them.
//!
//! Edits of fields, roles, memberships and states of people can be undone. What was created may be in use by
//! then, and what was deleted is gone with its secrets.

use std::collections::BTreeSet;

use crate::cluster::ClusterField;
use crate::deployment::VariableChange;
use crate::edit::Edit;
use crate::findings::Acceptance;
use crate::organization::IpRange;
use crate::{Command, Event, State};

/// The commands that undo `events`, which were decided on `before`; `None` when one of them cannot be.
///
/// The undo carries what the events left as its base, so it conflicts when somebody has changed the same
/// field since.
#[must_use]
pub fn undo(before: &State, events: &[Event]) -> Option<Vec<Command>> {
    let mut commands = Vec::new();
    for event in events.iter().rev() {
        if let Event::TeamMembersAdded { id, users } = event {
            commands.extend(users.iter().map(|user| Command::RemoveTeamMember {
                id: *id,
                user: *user,
            }));
        } else {
            commands.push(inverse(before, event)?);
        }
    }
    Some(commands)
}

fn inverse(before: &State, event: &Event) -> Option<Command> {
    match event {
        Event::OrganizationEdited { changes } => {
            let organization = before.organization()?;
            Some(Command::UpdateOrganization {
                edits: swap(changes, |change| organization.field(change)),
            })
        }
        Event::RateCardSet { version, .. } => Some(Command::SetRateCard {
            base_version: *version,
            card: before.organization()?.rate_card.clone().map(Box::new),
        }),
        Event::IpRangesAdded { ranges } => Some(Command::RemoveIpRanges {
            ranges: ranges.iter().map(IpRange::to_string).collect(),
        }),
        Event::IpRangesRemoved { ranges } => Some(Command::AddIpRanges {
            ranges: ranges.iter().map(IpRange::to_string).collect(),
        }),
        Event::SsoConnectionEdited { id, changes } => {
            let connection = before.organization()?.sso_connections.get(id)?;
            Some(Command::UpdateSsoConnection {
                id: *id,
                edits: swap(changes, |change| connection.field(change)),
            })
        }
        Event::DomainMapped { name, .. } => Some(Command::MapDomain {
            name: name.clone(),
            connection: before.organization()?.managed_domains.get(name)?.connection,
        }),
        Event::UserEdited { id, changes } => {
            let user = before.user(*id)?;
            Some(Command::UpdateUser {
                id: *id,
                edits: swap(changes, |change| user.field(change)),
            })
        }
        Event::UserStatusSet { id, .. } => Some(Command::SetUserStatus {
            id: *id,
            status: before.user(*id)?.status,
        }),
        Event::TeamEdited { id, changes } => {
            let team = before.team(*id)?;
            Some(Command::UpdateTeam {
                id: *id,
                edits: swap(changes, |change| team.field(change)),
            })
        }
        Event::TeamMemberRemoved { id, user } => Some(Command::AddTeamMembers {
            id: *id,
            users: BTreeSet::from([*user]),
        }),
        Event::CustomRoleEdited { id, changes } => {
            let role = before.custom_role(*id)?;
            Some(Command::UpdateCustomRole {
                id: *id,
                edits: swap(changes, |change| role.field(change)),
            })
        }
        Event::ApiTokenEdited { id, changes } => {
            let token = before.api_token(*id)?;
            Some(Command::UpdateApiToken {
                id: *id,
                through: token.scope,
                edits: swap(changes, |change| token.field(change)),
            })
        }
        Event::OrganizationRoleAssigned { holder, .. } => Some(Command::AssignOrganizationRole {
            holder: *holder,
            role: before.organization_role(*holder)?,
        }),
        Event::WorkspaceRoleAssigned {
            holder, workspace, ..
        } => Some(Command::AssignWorkspaceRole {
            holder: *holder,
            workspace: *workspace,
            role: before.bindings(*holder)?.workspaces.get(workspace).copied(),
        }),
        Event::DeploymentRoleAssigned {
            holder, deployment, ..
        } => Some(Command::AssignDeploymentRole {
            holder: *holder,
            deployment: *deployment,
            role: before
                .bindings(*holder)?
                .deployments
                .get(deployment)
                .copied(),
        }),
        Event::DagRoleAssigned {
            holder,
            deployment,
            dags,
            ..
        } => Some(Command::AssignDagRole {
            holder: *holder,
            deployment: *deployment,
            dags: dags.clone(),
            role: before.bindings(*holder)?.dag(*deployment, dags),
        }),
        Event::WorkspaceEdited { id, changes } => {
            let workspace = before.workspace(*id)?;
            Some(Command::UpdateWorkspace {
                id: *id,
                edits: swap(changes, |change| workspace.field(change)),
            })
        }
        // A second region cannot be brought back (CL-23).
        Event::ClusterEdited { changes, .. }
            if changes.contains(&ClusterField::DisasterRecovery(None)) =>
        {
            None
        }
        Event::ClusterReported { id, changes } => {
            let cluster = before.cluster(*id)?;
            Some(Command::ReportCluster {
                id: *id,
                edits: swap(changes, |change| cluster.fact(change)),
            })
        }
        Event::VpcPeeringRequested { cluster, peering } => Some(Command::WithdrawVpcPeering {
            cluster: *cluster,
            id: peering.id,
        }),
        Event::VpcPeeringReported { cluster, id, .. } => Some(Command::ReportVpcPeering {
            cluster: *cluster,
            id: *id,
            state: before.cluster(*cluster)?.vpc_peerings.get(id)?.state,
        }),
        Event::ClusterEdited { id, changes } => {
            let cluster = before.cluster(*id)?;
            Some(Command::UpdateCluster {
                id: *id,
                edits: swap(changes, |change| cluster.field(change)),
            })
        }
        Event::EnvironmentVariablesChanged { id, set, removed } => {
            let stored = &before.deployment(*id)?.environment_variables;
            let was = |key: &str| {
                let variable = stored.iter().find(|variable| variable.key == key);
                variable.map(|variable| variable.value.clone())
            };
            let back = set.iter().map(|variable| VariableChange {
                key: variable.key.clone(),
                base: Some(variable.value.clone()),
                value: was(&variable.key),
            });
            let again = removed.iter().map(|key| VariableChange {
                key: key.clone(),
                base: None,
                value: was(key),
            });
            Some(Command::ChangeEnvironmentVariables {
                id: *id,
                changes: back.chain(again).collect(),
            })
        }
        Event::LogForwardingSet { id, value } => Some(Command::SetLogForwarding {
            id: *id,
            base: value.clone(),
            value: before.deployment(*id)?.log_forwarding.clone(),
        }),
        Event::DeploymentTransferred { id, .. } => Some(Command::TransferDeployment {
            id: *id,
            target: before.deployment(*id)?.workspace_id,
        }),
        Event::DeploymentEdited { id, changes } => {
            let deployment = before.deployment(*id)?;
            Some(Command::UpdateDeployment {
                id: *id,
                edits: swap(changes, |change| deployment.field(change)),
            })
        }
        Event::NotificationChannelEdited { id, changes } => {
            let channel = before.notification_channel(*id)?;
            Some(Command::UpdateNotificationChannel {
                id: *id,
                edits: swap(changes, |change| channel.field(change)),
            })
        }
        Event::AlertEdited { id, changes } => {
            let alert = before.alert(*id)?;
            Some(Command::UpdateAlert {
                id: *id,
                edits: swap(changes, |change| alert.field(change)),
            })
        }
        Event::EnvironmentObjectEdited { id, changes } => {
            let object = before.environment_object(*id)?;
            Some(Command::UpdateEnvironmentObject {
                id: *id,
                edits: swap(changes, |change| object.field(change)),
            })
        }
        Event::DeployEdited { id, changes } => {
            let deploy = before.deploy(*id)?;
            Some(Command::UpdateDeploy {
                id: *id,
                edits: swap(changes, |change| deploy.field(change)),
            })
        }
        Event::FindingAccepted(acceptance) => {
            let key = acceptance.key.clone();
            Some(match before.acceptance(&key).cloned() {
                None => Command::WithdrawAcceptance { key },
                Some(Acceptance { reason, until, .. }) => {
                    Command::AcceptFinding { key, reason, until }
                }
            })
        }
        Event::FindingAcceptanceWithdrawn { key } => {
            let stored = before.acceptance(key)?;
            Some(Command::AcceptFinding {
                key: key.clone(),
                reason: stored.reason.clone(),
                until: stored.until,
            })
        }
        // Made of several commands, see above.
        Event::TeamMembersAdded { .. }
        | Event::OrganizationCreated(_)
        | Event::SsoConnectionCreated(_)
        | Event::SsoConnectionDeleted { .. }
        | Event::DomainAdded(_)
        | Event::DomainVerified { .. }
        | Event::DomainRemoved { .. }
        | Event::SsoBypassLinkCreated(_)
        | Event::SsoBypassLinkDeleted
        | Event::UserAdded(_)
        | Event::UserInvited(_)
        | Event::InviteResent { .. }
        | Event::InviteAccepted { .. }
        | Event::UserRemoved { .. }
        | Event::TeamCreated(_)
        | Event::TeamDeleted { .. }
        | Event::CustomRoleCreated(_)
        | Event::CustomRoleDeleted { .. }
        | Event::ApiTokenCreated(_)
        | Event::ApiTokenRotated { .. }
        | Event::ApiTokenDeleted { .. }
        | Event::WorkspaceCreated(_)
        | Event::WorkspaceDeleted { .. }
        | Event::ClusterCreated(_)
        | Event::ClusterDeleted { .. }
        | Event::VpcPeeringWithdrawn { .. }
        | Event::DeploymentCreated(_)
        | Event::DeploymentDeleted { .. }
        | Event::NotificationChannelCreated(_)
        | Event::NotificationChannelDeleted { .. }
        | Event::AlertCreated(_)
        | Event::AlertDeleted { .. }
        | Event::EnvironmentObjectCreated(_)
        | Event::EnvironmentObjectDeleted { .. }
        | Event::DeployCreated(_)
        | Event::DeployFinished { .. }
        | Event::AgentTokenCreated(_)
        | Event::AgentTokenDeleted { .. } => None,
    }
}

fn swap<F: Clone>(changes: &[F], stored: impl Fn(&F) -> F) -> Vec<Edit<F>> {
    changes
        .iter()
        .map(|change| Edit::new(change.clone(), stored(change)))
        .collect()
}
