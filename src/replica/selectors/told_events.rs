//! Each kind of event in words.

use planisphere_domain::Event;
use planisphere_domain::policy::Permission;

use super::super::field_in_words;
use super::things::Thing;
use super::told::{Names, Told};

/// So many fields are named in a sentence.
const MOST_FIELDS: usize = 4;

impl Names<'_> {
    /// The event in words; `None` for what only came along with another one.
    #[expect(clippy::too_many_lines, reason = "one line for each kind of event")]
    pub(super) fn told(&self, event: &Event) -> Option<Told> {
        let settings = |what: &str, name: &str, thing: Thing| {
            Told::of_organization(Permission::OrganizationGet, what, name, thing)
        };
        let sign_in = |what: &str, name: &str| {
            Told::of_organization(
                Permission::OrganizationSsoConnectionsGet,
                what,
                name,
                Thing::Authentication,
            )
        };
        Some(match event {
            Event::OrganizationCreated(it) => {
                settings("created the Organization", &it.name, Thing::Settings)
            }
            Event::OrganizationEdited { changes } => {
                settings("changed", "the Organization's settings", Thing::Settings)
                    .with(fields(changes.iter().map(|it| it.name())))
            }
            Event::RateCardSet { version, .. } => Told::of_organization(
                Permission::OrganizationBillingGet,
                "changed",
                "the rate card",
                Thing::Usage,
            )
            .with(format!("version {version}")),
            Event::IpRangesAdded { ranges } => Told::of_organization(
                Permission::OrganizationAllowedIpAddressRangesGet,
                "put ranges on",
                "the IP access list",
                Thing::IpAccess,
            )
            .with(counted(ranges.len(), "range", "ranges")),
            Event::IpRangesRemoved { ranges } => Told::of_organization(
                Permission::OrganizationAllowedIpAddressRangesGet,
                "took ranges off",
                "the IP access list",
                Thing::IpAccess,
            )
            .with(counted(ranges.len(), "range", "ranges")),
            Event::SsoConnectionCreated(_) => sign_in("created", "an SSO connection"),
            Event::SsoConnectionEdited { .. } => sign_in("changed", "an SSO connection"),
            Event::SsoConnectionDeleted { .. } => sign_in("deleted", "an SSO connection"),
            Event::DomainAdded(it) => sign_in("claimed the domain", &it.name),
            Event::DomainVerified { name } => sign_in("verified the domain", name),
            Event::DomainMapped { name, .. } => sign_in("mapped the domain", name),
            Event::DomainRemoved { name } => sign_in("dropped the domain", name),
            Event::SsoBypassLinkCreated(_) => sign_in("made", "the SSO bypass link"),
            Event::SsoBypassLinkDeleted => sign_in("removed", "the SSO bypass link"),
            Event::UserAdded(it) => self.of_user("added", it.id),
            Event::UserEdited { id, .. } => self.of_user("changed the profile of", *id),
            Event::UserInvited(it) => self.of_user("invited", it.id),
            Event::InviteResent { id, .. } => self.of_user("sent the invite again to", *id),
            Event::InviteAccepted { id, .. } => self.of_user("brought in", *id),
            Event::UserStatusSet { id, status } => {
                self.of_user(&format!("set to {}", status.label().to_lowercase()), *id)
            }
            Event::UserRemoved { id } => self.of_user("removed", *id),
            Event::TeamCreated(it) => self.of_team("created the Team", it.id),
            Event::TeamEdited { id, changes } => self
                .of_team("changed the Team", *id)
                .with(fields(changes.iter().map(|it| it.name()))),
            Event::TeamMembersAdded { id, users } => self
                .of_team("added people to the Team", *id)
                .with(counted(users.len(), "person", "people")),
            Event::TeamMemberRemoved { id, .. } => {
                self.of_team("took somebody out of the Team", *id)
            }
            Event::TeamDeleted { id } => self.of_team("deleted the Team", *id),
            Event::CustomRoleCreated(it) => self.of_role("defined the role", it.id),
            Event::CustomRoleEdited { id, .. } => self.of_role("changed the role", *id),
            Event::CustomRoleDeleted { id } => self.of_role("deleted the role", *id),
            Event::ApiTokenCreated(it) => self.of_token("defined the token", it.id),
            Event::ApiTokenEdited { id, .. } => self.of_token("changed the token", *id),
            Event::ApiTokenRotated { id } => self.of_token("rotated the token", *id),
            Event::ApiTokenDeleted { id } => self.of_token("deleted the token", *id),
            Event::OrganizationRoleAssigned { holder, role } => {
                let told = settings("set", "an Organization role", Thing::Users);
                let told = Told {
                    reading: Permission::OrganizationUsersGet,
                    ..told
                };
                self.of_role_held(*holder, told, &format!(": {}", role.label()))
            }
            Event::WorkspaceRoleAssigned {
                holder, workspace, ..
            } => {
                let told = Told {
                    reading: Permission::WorkspaceUsersGet,
                    ..self.of_workspace("changed access to", *workspace)
                };
                self.of_role_held(*holder, told, "")
            }
            Event::DeploymentRoleAssigned {
                holder, deployment, ..
            }
            | Event::DagRoleAssigned {
                holder, deployment, ..
            } => {
                let told = Told {
                    reading: Permission::DeploymentUsersGet,
                    ..self.of_deployment("changed access to", *deployment)
                };
                self.of_role_held(*holder, told, "")
            }
            Event::WorkspaceCreated(it) => self.of_workspace("created the Workspace", it.id),
            Event::WorkspaceEdited { id, changes } => self
                .of_workspace("changed the Workspace", *id)
                .with(fields(changes.iter().map(|it| it.name()))),
            Event::WorkspaceDeleted { id } => self.of_workspace("deleted the Workspace", *id),
            Event::ClusterCreated(it) => self.of_cluster("created the cluster", it.id),
            Event::ClusterEdited { id, changes } => self
                .of_cluster("changed the cluster", *id)
                .with(fields(changes.iter().map(|it| it.name()))),
            Event::ClusterReported { id, .. } => self.of_cluster("reported on the cluster", *id),
            Event::ClusterDeleted { id } => self.of_cluster("deleted the cluster", *id),
            Event::VpcPeeringRequested { cluster, .. } => {
                self.of_cluster("asked for VPC peering of", *cluster)
            }
            Event::VpcPeeringWithdrawn { cluster, .. } => {
                self.of_cluster("withdrew VPC peering of", *cluster)
            }
            Event::VpcPeeringReported { cluster, .. } => {
                self.of_cluster("reported on VPC peering of", *cluster)
            }
            Event::DeploymentCreated(it) => self.of_deployment("created the Deployment", it.id),
            Event::DeploymentEdited { id, changes } => self
                .of_deployment("changed", *id)
                .with(fields(changes.iter().map(|it| it.name()))),
            Event::EnvironmentVariablesChanged { id, set, removed } => self
                .of_deployment("changed variables of", *id)
                .with(counted(set.len() + removed.len(), "variable", "variables")),
            Event::LogForwardingSet { id, .. } => self.of_deployment("set log forwarding of", *id),
            Event::DeploymentTransferred { id, .. } => self.of_deployment("transferred", *id),
            Event::DeploymentDeleted { id } => self.of_deployment("deleted the Deployment", *id),
            Event::NotificationChannelCreated(it) => {
                self.of_home("created a notification channel in", it.home)
            }
            Event::NotificationChannelEdited { id, .. } => {
                let home = self.state.notification_channel(*id)?.home;
                self.of_home("changed a notification channel in", home)
            }
            Event::AlertCreated(it) => self
                .of_deployment("created an alert on", it.deployment_id)
                .with(it.name.clone()),
            Event::AlertEdited { id, .. } => {
                let alert = self.state.alert(*id)?;
                self.of_deployment("changed an alert on", alert.deployment_id)
                    .with(alert.name.clone())
            }
            Event::EnvironmentObjectCreated(it) => {
                self.of_home("created an environment object in", it.scope.home())
            }
            Event::EnvironmentObjectEdited { id, .. } => {
                let home = self.state.environment_object(*id)?.scope.home();
                self.of_home("changed an environment object in", home)
            }
            Event::NotificationChannelDeleted { .. } => {
                self.gone("deleted", "a notification channel".to_owned())
            }
            Event::AlertDeleted { .. } => self.gone("deleted", "an alert".to_owned()),
            Event::EnvironmentObjectDeleted { .. } => {
                self.gone("deleted", "an environment object".to_owned())
            }
            Event::DeployCreated(it) => self.of_deployment("deployed to", it.deployment_id),
            Event::DeployEdited { id, .. } => self.of_deployment(
                "described a deploy to",
                self.state.deploy(*id)?.deployment_id,
            ),
            Event::DeployFinished { id, .. } => self.of_deployment(
                "finished a deploy to",
                self.state.deploy(*id)?.deployment_id,
            ),
            Event::AgentTokenCreated(it) => {
                self.of_deployment("defined an agent token of", it.deployment_id)
            }
            Event::AgentTokenDeleted { .. } => self.gone("deleted", "an agent token".to_owned()),
            Event::FindingAccepted(it) => self.of_finding("accepted a finding", &it.key),
            Event::FindingAcceptanceWithdrawn { key } => {
                self.of_finding("withdrew the acceptance of a finding", key)
            }
        })
    }
}

/// Names of fields as people read them.
fn fields<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.map(field_in_words).collect();
    let more = names.len().saturating_sub(MOST_FIELDS);
    let mut text = names
        .into_iter()
        .take(MOST_FIELDS)
        .collect::<Vec<_>>()
        .join(", ");
    if more > 0 {
        text.push_str(&format!(" and {more} more"));
    }
    text
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
