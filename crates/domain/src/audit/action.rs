//! What an event did, as a code that stays the same and in words.

use crate::Event;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Action {
    /// The event's name as the log stores it.
    pub code: &'static str,
    /// In words, before the name of what it was done to: `created the Deployment`.
    pub words: &'static str,
}

/// What an event did.
#[must_use]
#[expect(clippy::too_many_lines, reason = "one line for each kind of event")]
pub const fn action(event: &Event) -> Action {
    let (code, words) = match event {
        Event::OrganizationCreated(_) => ("organizationCreated", "founded the Organization"),
        Event::OrganizationEdited { .. } => ("organizationEdited", "changed the settings of"),
        Event::RateCardSet { .. } => ("rateCardSet", "changed the rate card of"),
        Event::IpRangesAdded { .. } => ("ipRangesAdded", "put ranges on the IP access list of"),
        Event::IpRangesRemoved { .. } => {
            ("ipRangesRemoved", "took ranges off the IP access list of")
        }
        Event::SsoConnectionCreated(_) => ("ssoConnectionCreated", "created the SSO connection"),
        Event::SsoConnectionEdited { .. } => ("ssoConnectionEdited", "changed the SSO connection"),
        Event::SsoConnectionDeleted { .. } => {
            ("ssoConnectionDeleted", "deleted the SSO connection")
        }
        Event::DomainAdded(_) => ("domainAdded", "claimed the domain"),
        Event::DomainVerified { .. } => ("domainVerified", "verified the domain"),
        Event::DomainMapped { .. } => ("domainMapped", "mapped the domain"),
        Event::DomainRemoved { .. } => ("domainRemoved", "dropped the domain"),
        Event::SsoBypassLinkCreated(_) => ("ssoBypassLinkCreated", "made the SSO bypass link of"),
        Event::SsoBypassLinkDeleted => ("ssoBypassLinkDeleted", "removed the SSO bypass link of"),
        Event::UserAdded(_) => ("userAdded", "added the user"),
        Event::UserEdited { .. } => ("userEdited", "changed the profile of"),
        Event::UserInvited(_) => ("userInvited", "invited"),
        Event::InviteResent { .. } => ("inviteResent", "sent the invite again to"),
        Event::InviteAccepted { .. } => ("inviteAccepted", "accepted the invite of"),
        Event::UserStatusSet { .. } => ("userStatusSet", "changed the status of"),
        Event::UserRemoved { .. } => ("userRemoved", "removed the user"),
        Event::TeamCreated(_) => ("teamCreated", "created the Team"),
        Event::TeamEdited { .. } => ("teamEdited", "changed the Team"),
        Event::TeamMembersAdded { .. } => ("teamMembersAdded", "added people to the Team"),
        Event::TeamMemberRemoved { .. } => ("teamMemberRemoved", "took somebody out of the Team"),
        Event::TeamDeleted { .. } => ("teamDeleted", "deleted the Team"),
        Event::CustomRoleCreated(_) => ("customRoleCreated", "defined the custom role"),
        Event::CustomRoleEdited { .. } => ("customRoleEdited", "changed the custom role"),
        Event::CustomRoleDeleted { .. } => ("customRoleDeleted", "deleted the custom role"),
        Event::ApiTokenCreated(_) => ("apiTokenCreated", "defined the API token"),
        Event::ApiTokenEdited { .. } => ("apiTokenEdited", "changed the API token"),
        Event::ApiTokenRotated { .. } => ("apiTokenRotated", "rotated the API token"),
        Event::ApiTokenDeleted { .. } => ("apiTokenDeleted", "deleted the API token"),
        Event::OrganizationRoleAssigned { .. } => {
            ("organizationRoleAssigned", "set the Organization role of")
        }
        Event::DeploymentRoleAssigned { .. } => {
            ("deploymentRoleAssigned", "changed the Deployment role of")
        }
        Event::DagRoleAssigned { .. } => ("dagRoleAssigned", "changed the DAG role of"),
        Event::WorkspaceRoleAssigned { .. } => {
            ("workspaceRoleAssigned", "changed the Workspace role of")
        }
        Event::WorkspaceCreated(_) => ("workspaceCreated", "created the Workspace"),
        Event::WorkspaceEdited { .. } => ("workspaceEdited", "changed the Workspace"),
        Event::WorkspaceDeleted { .. } => ("workspaceDeleted", "deleted the Workspace"),
        Event::ClusterCreated(_) => ("clusterCreated", "created the cluster"),
        Event::ClusterEdited { .. } => ("clusterEdited", "changed the cluster"),
        Event::ClusterReported { .. } => ("clusterReported", "reported on the cluster"),
        Event::ClusterDeleted { .. } => ("clusterDeleted", "deleted the cluster"),
        Event::VpcPeeringRequested { .. } => (
            "vpcPeeringRequested",
            "asked for VPC peering of the cluster",
        ),
        Event::VpcPeeringWithdrawn { .. } => {
            ("vpcPeeringWithdrawn", "withdrew VPC peering of the cluster")
        }
        Event::VpcPeeringReported { .. } => (
            "vpcPeeringReported",
            "reported on VPC peering of the cluster",
        ),
        Event::DeploymentCreated(_) => ("deploymentCreated", "created the Deployment"),
        Event::DeploymentEdited { .. } => ("deploymentEdited", "changed the Deployment"),
        Event::EnvironmentVariablesChanged { .. } => (
            "environmentVariablesChanged",
            "changed variables of the Deployment",
        ),
        Event::LogForwardingSet { .. } => {
            ("logForwardingSet", "set log forwarding of the Deployment")
        }
        Event::DeploymentTransferred { .. } => ("deploymentTransferred", "moved the Deployment"),
        Event::DeploymentDeleted { .. } => ("deploymentDeleted", "deleted the Deployment"),
        Event::NotificationChannelCreated(_) => (
            "notificationChannelCreated",
            "created the notification channel",
        ),
        Event::NotificationChannelEdited { .. } => (
            "notificationChannelEdited",
            "changed the notification channel",
        ),
        Event::NotificationChannelDeleted { .. } => (
            "notificationChannelDeleted",
            "deleted the notification channel",
        ),
        Event::AlertCreated(_) => ("alertCreated", "created the alert"),
        Event::AlertEdited { .. } => ("alertEdited", "changed the alert"),
        Event::AlertDeleted { .. } => ("alertDeleted", "deleted the alert"),
        Event::EnvironmentObjectCreated(_) => {
            ("environmentObjectCreated", "created the environment object")
        }
        Event::EnvironmentObjectEdited { .. } => {
            ("environmentObjectEdited", "changed the environment object")
        }
        Event::EnvironmentObjectDeleted { .. } => {
            ("environmentObjectDeleted", "deleted the environment object")
        }
        Event::DeployCreated(_) => ("deployCreated", "began the deploy"),
        Event::DeployEdited { .. } => ("deployEdited", "changed the deploy"),
        Event::DeployFinished { .. } => ("deployFinished", "ended the deploy"),
        Event::AgentTokenCreated(_) => ("agentTokenCreated", "defined the agent token"),
        Event::AgentTokenDeleted { .. } => ("agentTokenDeleted", "deleted the agent token"),
        Event::FindingAccepted(_) => ("findingAccepted", "accepted the finding"),
        Event::FindingAcceptanceWithdrawn { .. } => (
            "findingAcceptanceWithdrawn",
            "withdrew acceptance of the finding",
        ),
    };
    Action { code, words }
}
