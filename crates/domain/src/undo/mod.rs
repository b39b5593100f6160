//! The commands that take events back, computed from the state before them.
//!
//! Edits of fields, roles, memberships and states of people get their opposite. What was made is deleted again, which
//! is refused when it is in use by then; what was deleted is made again only where nothing is lost by it. Whether a
//! person may do it is not asked here: the commands are decided like any others.

mod gone;
mod made;
mod own;
mod restore;
mod standing;
mod stays;

use std::collections::{BTreeMap, BTreeSet};

use crate::cluster::ClusterField;
use crate::deployment::VariableChange;
use crate::edit::Edit;
use crate::findings::Acceptance;
use crate::organization::IpRange;
use crate::{Command, Event, State};
use gone::made_again;
use made::{Made, goes_with, taken_away};
pub use own::OwnSteps;
pub use restore::{Restoration, restore};
pub use standing::Left;
pub use stays::why_it_stays;

/// The commands that undo `events`, which were decided on `before`; `None` when one of them cannot be.
///
/// Edits carry what the events left as their base, so they conflict when somebody has changed the same field since. What
/// has no base, such as a role, is held against what stands by then in [`Left::take_back`].
#[must_use]
pub fn undo(before: &State, events: &[Event]) -> Option<Vec<Command>> {
    let made: Vec<Made> = events.iter().filter_map(Made::by).collect();
    let mut commands = Vec::new();
    for event in events.iter().rev() {
        if let Event::TeamMembersAdded { id, users } = event
            && !goes_with(event, &made)
        {
            commands.extend(users.iter().map(|user| Command::RemoveTeamMember {
                id: *id,
                user: *user,
            }));
        } else if !is_taken_back_otherwise(event, &made) {
            commands.push(inverse(before, event)?);
        }
    }
    Some(commands)
}

/// Whether an event needs no command of its own: it goes with what the commit made, or takes several.
fn is_taken_back_otherwise(event: &Event, made: &[Made]) -> bool {
    goes_with(event, made) || matches!(event, Event::TeamMembersAdded { .. })
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
            let stored = before.deployment(*id)?.environment_variables.iter();
            let stored: BTreeMap<&str, _> = stored.map(|it| (it.key.as_str(), &it.value)).collect();
            let was = |key: &str| stored.get(key).copied().cloned();
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
        Event::SsoConnectionCreated(_)
        | Event::DomainAdded(_)
        | Event::SsoBypassLinkCreated(_)
        | Event::UserAdded(_)
        | Event::UserInvited(_)
        | Event::TeamCreated(_)
        | Event::CustomRoleCreated(_)
        | Event::ApiTokenCreated(_)
        | Event::WorkspaceCreated(_)
        | Event::ClusterCreated(_)
        | Event::DeploymentCreated(_)
        | Event::NotificationChannelCreated(_)
        | Event::AlertCreated(_)
        | Event::EnvironmentObjectCreated(_)
        | Event::AgentTokenCreated(_) => taken_away(before, event),
        Event::SsoConnectionDeleted { .. }
        | Event::DomainRemoved { .. }
        | Event::TeamDeleted { .. }
        | Event::CustomRoleDeleted { .. }
        | Event::WorkspaceDeleted { .. }
        | Event::VpcPeeringWithdrawn { .. }
        | Event::NotificationChannelDeleted { .. }
        | Event::AlertDeleted { .. }
        | Event::EnvironmentObjectDeleted { .. } => made_again(before, event),
        // Made of several commands, see above.
        Event::TeamMembersAdded { .. }
        // The log itself.
        | Event::OrganizationCreated(_)
        // What came in or was sent, seen or deployed stays so.
        | Event::DomainVerified { .. }
        | Event::InviteResent { .. }
        | Event::InviteAccepted { .. }
        | Event::DeployCreated(_)
        | Event::DeployFinished { .. }
        // These take something along that does not come back.
        | Event::SsoBypassLinkDeleted
        | Event::UserRemoved { .. }
        | Event::ApiTokenRotated { .. }
        | Event::ApiTokenDeleted { .. }
        | Event::ClusterDeleted { .. }
        | Event::DeploymentDeleted { .. }
        | Event::AgentTokenDeleted { .. } => None,
    }
}

fn swap<F: Clone>(changes: &[F], stored: impl Fn(&F) -> F) -> Vec<Edit<F>> {
    changes
        .iter()
        .map(|change| Edit::new(change.clone(), stored(change)))
        .collect()
}
