//! Puts one event into the state. It reads neither clock nor catalogue and cannot fail: an event that
//! does not fit (which only a damaged log could hold) changes nothing.

use std::sync::Arc;

use crate::access::Holder;
use crate::organization::DomainStatus;
use crate::{Actor, Event, State, Timestamp};

/// Applies `event`, which happened at `at` through `by`.
pub fn apply(state: &mut State, event: &Event, at: Timestamp, by: Actor) {
    match event {
        Event::OrganizationCreated(organization) => state.put_organization(organization.clone()),
        Event::OrganizationEdited { changes } => state.edit_organization(|organization| {
            changes
                .iter()
                .cloned()
                .for_each(|change| organization.set(change));
        }),
        Event::RateCardSet { version, card } => state.edit_organization(|organization| {
            organization.rate_card = card.as_deref().cloned();
            organization.rate_card_version = *version;
        }),
        Event::IpRangesAdded { ranges } => state.edit_organization(|organization| {
            organization.allowed_ip_address_ranges.extend(ranges);
        }),
        Event::IpRangesRemoved { ranges } => state.edit_organization(|organization| {
            let list = &mut organization.allowed_ip_address_ranges;
            list.retain(|range| !ranges.contains(range));
        }),
        Event::SsoConnectionCreated(connection) => state.edit_organization(|organization| {
            let connections = &mut organization.sso_connections;
            connections.insert(connection.id, connection.clone());
        }),
        Event::SsoConnectionEdited { id, changes } => state.edit_organization(|organization| {
            if let Some(connection) = organization.sso_connections.get_mut(id) {
                changes
                    .iter()
                    .cloned()
                    .for_each(|change| connection.set(change));
            }
        }),
        Event::SsoConnectionDeleted { id } => state.edit_organization(|organization| {
            organization.sso_connections.remove(id);
            for domain in organization.managed_domains.values_mut() {
                domain.connection = domain.connection.filter(|connection| connection != id);
            }
        }),
        Event::DomainAdded(domain) => state.edit_organization(|organization| {
            let domains = &mut organization.managed_domains;
            domains.insert(domain.name.clone(), domain.clone());
        }),
        Event::DomainVerified { name } => state.edit_organization(|organization| {
            if let Some(domain) = organization.managed_domains.get_mut(name) {
                domain.status = DomainStatus::Verified;
            }
        }),
        Event::DomainMapped { name, connection } => state.edit_organization(|organization| {
            if let Some(domain) = organization.managed_domains.get_mut(name) {
                domain.connection = *connection;
            }
        }),
        Event::DomainRemoved { name } => state.edit_organization(|organization| {
            organization.managed_domains.remove(name);
        }),
        Event::SsoBypassLinkCreated(link) => state.edit_organization(|organization| {
            organization.sso_bypass_link = Some(link.clone());
        }),
        Event::SsoBypassLinkDeleted => state.edit_organization(|organization| {
            organization.sso_bypass_link = None;
        }),
        Event::UserAdded(user) => state.put_user(user.clone()),
        Event::UserEdited { id, changes } => state.edit_user(*id, |user| {
            changes.iter().cloned().for_each(|change| user.set(change));
        }),
        Event::UserInvited(user) => state.put_user(user.clone()),
        Event::InviteResent { id, expires_at } => state.edit_user(*id, |user| {
            user.invite_expires_at = Some(*expires_at);
        }),
        Event::InviteAccepted { id, full_name } => {
            state.edit_user(*id, |user| user.accept_invite(full_name));
        }
        Event::UserStatusSet { id, status } => state.edit_user(*id, |user| user.status = *status),
        Event::UserRemoved { id } => state.remove_user(*id),
        Event::TeamCreated(team) => state.put_team(team.clone()),
        Event::TeamEdited { id, changes } => {
            state.edit_team(*id, |team| {
                changes.iter().cloned().for_each(|change| team.set(change));
            });
            state.touch(Holder::Team(*id), at, by);
        }
        Event::TeamMembersAdded { id, users } => {
            for user in users {
                state.add_team_member(*id, *user);
            }
            state.touch(Holder::Team(*id), at, by);
        }
        Event::TeamMemberRemoved { id, user } => {
            state.remove_team_member(*id, *user);
            state.touch(Holder::Team(*id), at, by);
        }
        Event::TeamDeleted { id } => state.remove_team(*id),
        Event::CustomRoleCreated(role) => state.put_custom_role(role.clone()),
        Event::CustomRoleEdited { id, changes } => state.edit_custom_role(*id, |role| {
            changes.iter().cloned().for_each(|change| role.set(change));
            (role.updated_at, role.updated_by) = (at, by);
        }),
        Event::CustomRoleDeleted { id } => state.remove_custom_role(*id),
        Event::ApiTokenCreated(token) => state.put_api_token(token.clone()),
        Event::ApiTokenEdited { id, changes } => {
            state.edit_api_token(*id, |token| {
                changes.iter().cloned().for_each(|change| token.set(change));
            });
            state.touch(Holder::ApiToken(*id), at, by);
        }
        Event::ApiTokenRotated { id } => {
            state.edit_api_token(*id, |token| {
                token.rotations = token.rotations.saturating_add(1);
                token.last_rotated_at = Some(at);
            });
            state.touch(Holder::ApiToken(*id), at, by);
        }
        Event::ApiTokenDeleted { id } => state.remove_api_token(*id),
        Event::OrganizationRoleAssigned { holder, role } => {
            state.set_organization_role(*holder, *role);
            state.touch(*holder, at, by);
        }
        Event::WorkspaceRoleAssigned {
            holder,
            workspace,
            role,
        } => {
            state.set_workspace_role(*holder, *workspace, *role);
            state.touch(*holder, at, by);
        }
        Event::DeploymentRoleAssigned {
            holder,
            deployment,
            role,
        } => {
            state.set_deployment_role(*holder, *deployment, *role);
            state.touch(*holder, at, by);
        }
        Event::DagRoleAssigned {
            holder,
            deployment,
            dags,
            role,
        } => {
            state.set_dag_role(*holder, *deployment, dags, *role);
            state.touch(*holder, at, by);
        }
        Event::WorkspaceCreated(workspace) => state.put_workspace(workspace.clone()),
        Event::WorkspaceEdited { id, changes } => state.edit_workspace(*id, |workspace| {
            changes
                .iter()
                .cloned()
                .for_each(|change| workspace.set(change));
            (workspace.updated_at, workspace.updated_by) = (at, by);
        }),
        Event::WorkspaceDeleted { id } => state.remove_workspace(*id),
        Event::ClusterCreated(cluster) => state.put_cluster(cluster.as_ref().clone()),
        Event::ClusterEdited { id, changes } => state.edit_cluster(*id, |cluster| {
            changes
                .iter()
                .cloned()
                .for_each(|change| cluster.set(change));
            cluster.updated_at = at;
        }),
        Event::ClusterReported { id, changes } => state.edit_cluster(*id, |cluster| {
            changes
                .iter()
                .cloned()
                .for_each(|change| cluster.note(change));
            cluster.updated_at = at;
        }),
        Event::ClusterDeleted { id } => state.remove_cluster(*id),
        Event::VpcPeeringRequested { cluster, peering } => state.edit_cluster(*cluster, |it| {
            it.vpc_peerings.insert(peering.id, peering.clone());
            it.updated_at = at;
        }),
        Event::VpcPeeringWithdrawn { cluster, id } => state.edit_cluster(*cluster, |it| {
            it.vpc_peerings.remove(id);
            it.updated_at = at;
        }),
        Event::VpcPeeringReported {
            cluster,
            id,
            state: reached,
        } => state.edit_cluster(*cluster, |it| {
            if let Some(peering) = it.vpc_peerings.get_mut(id) {
                peering.state = *reached;
            }
            it.updated_at = at;
        }),
        Event::DeploymentCreated(deployment) => state.put_deployment(deployment.as_ref().clone()),
        Event::DeploymentEdited { id, changes } => state.edit_deployment(*id, |deployment| {
            changes
                .iter()
                .cloned()
                .for_each(|change| deployment.set(change));
            (deployment.updated_at, deployment.updated_by) = (at, by);
        }),
        Event::EnvironmentVariablesChanged { id, set, removed } => {
            state.edit_deployment(*id, |deployment| {
                deployment.change_variables(set, removed);
                (deployment.updated_at, deployment.updated_by) = (at, by);
            });
        }
        Event::LogForwardingSet { id, value } => state.edit_deployment(*id, |deployment| {
            deployment.log_forwarding.clone_from(value);
            (deployment.updated_at, deployment.updated_by) = (at, by);
        }),
        Event::DeploymentTransferred { id, workspace } => {
            state.edit_deployment(*id, |deployment| {
                deployment.workspace_id = *workspace;
                (deployment.updated_at, deployment.updated_by) = (at, by);
            });
        }
        Event::DeploymentDeleted { id } => state.remove_deployment(*id),
        Event::NotificationChannelCreated(channel) => {
            state.notification_channels.put(channel.clone());
        }
        Event::NotificationChannelEdited { id, changes } => {
            state.notification_channels.edit(*id, |channel| {
                changes
                    .iter()
                    .cloned()
                    .for_each(|change| channel.set(change));
                (channel.updated_at, channel.updated_by) = (at, by);
            });
        }
        Event::NotificationChannelDeleted { id } => state.notification_channels.remove(*id),
        Event::AlertCreated(alert) => state.alerts.put(alert.as_ref().clone()),
        Event::AlertEdited { id, changes } => state.alerts.edit(*id, |alert| {
            changes.iter().cloned().for_each(|change| alert.set(change));
            (alert.updated_at, alert.updated_by) = (at, by);
        }),
        Event::AlertDeleted { id } => state.alerts.remove(*id),
        Event::EnvironmentObjectCreated(object) => {
            state.environment_objects.put(object.as_ref().clone());
        }
        Event::EnvironmentObjectEdited { id, changes } => {
            state.environment_objects.edit(*id, |object| {
                changes
                    .iter()
                    .cloned()
                    .for_each(|change| object.set(change));
                (object.updated_at, object.updated_by) = (at, by);
            });
        }
        Event::EnvironmentObjectDeleted { id } => state.environment_objects.remove(*id),
        Event::DeployCreated(deploy) => state.deploys.put(deploy.as_ref().clone()),
        Event::DeployEdited { id, changes } => state.deploys.edit(*id, |deploy| {
            changes
                .iter()
                .cloned()
                .for_each(|change| deploy.set(change));
            (deploy.updated_at, deploy.updated_by) = (at, by);
        }),
        Event::DeployFinished { id, status, code } => {
            state.deploys.edit(*id, |deploy| {
                deploy.status = *status;
                if let Some(code) = code {
                    deploy.code = code.as_ref().clone();
                }
                (deploy.updated_at, deploy.updated_by) = (at, by);
            });
            let deployment = state.deploy(*id).map(|deploy| deploy.deployment_id);
            if let (Some(deployment), Some(code)) = (deployment, code) {
                state.edit_deployment(deployment, |deployment| {
                    code.as_ref().clone().put_into(deployment);
                    (deployment.updated_at, deployment.updated_by) = (at, by);
                });
            }
        }
        Event::AgentTokenCreated(token) => state.agent_tokens.put(token.clone()),
        Event::AgentTokenDeleted { id } => state.agent_tokens.remove(*id),
        Event::FindingAccepted(acceptance) => {
            let key = acceptance.key.clone();
            state.acceptances.insert(key, Arc::new(acceptance.clone()));
        }
        Event::FindingAcceptanceWithdrawn { key } => {
            state.acceptances.remove(key);
        }
    }
}
