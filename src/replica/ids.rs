//! New ids from the browser's random numbers.

use planisphere_domain::{
    AgentTokenId, AlertId, ApiTokenId, ClusterId, CustomRoleId, DeployId, DeploymentId,
    EnvironmentObjectId, NodePoolId, NotificationChannelId, OrganizationId, QueueId, SecretId,
    SsoConnectionId, TeamId, UserId, VpcPeeringId, WorkspaceId,
};

use super::Failure;

/// Makes ids that nobody has.
pub struct Ids;

impl Ids {
    pub(super) fn bits() -> Result<u128, Failure> {
        let mut bytes = [0; 16];
        web_sys::window()
            .and_then(|window| window.crypto().ok())
            .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok())
            .ok_or(Failure::NoRandomness)?;
        Ok(u128::from_le_bytes(bytes))
    }

    /// For an Organization.
    pub fn organization() -> Result<OrganizationId, Failure> {
        Self::bits().map(OrganizationId::from_bits)
    }

    /// For a Workspace.
    pub fn workspace() -> Result<WorkspaceId, Failure> {
        Self::bits().map(WorkspaceId::from_bits)
    }

    /// For a Deployment.
    pub fn deployment() -> Result<DeploymentId, Failure> {
        Self::bits().map(DeploymentId::from_bits)
    }

    /// For a worker queue.
    pub fn queue() -> Result<QueueId, Failure> {
        Self::bits().map(QueueId::from_bits)
    }

    /// For a user.
    pub fn user() -> Result<UserId, Failure> {
        Self::bits().map(UserId::from_bits)
    }

    /// For a Team.
    pub fn team() -> Result<TeamId, Failure> {
        Self::bits().map(TeamId::from_bits)
    }

    /// For a custom role.
    pub fn custom_role() -> Result<CustomRoleId, Failure> {
        Self::bits().map(CustomRoleId::from_bits)
    }

    /// For an API token.
    pub fn api_token() -> Result<ApiTokenId, Failure> {
        Self::bits().map(ApiTokenId::from_bits)
    }

    /// For a cluster.
    pub fn cluster() -> Result<ClusterId, Failure> {
        Self::bits().map(ClusterId::from_bits)
    }

    /// For a node pool of a hybrid cluster.
    pub fn node_pool() -> Result<NodePoolId, Failure> {
        Self::bits().map(NodePoolId::from_bits)
    }

    /// For a request for VPC peering.
    pub fn vpc_peering() -> Result<VpcPeeringId, Failure> {
        Self::bits().map(VpcPeeringId::from_bits)
    }

    /// For an agent token.
    pub fn agent_token() -> Result<AgentTokenId, Failure> {
        Self::bits().map(AgentTokenId::from_bits)
    }

    /// For a link to an identity provider.
    pub fn sso_connection() -> Result<SsoConnectionId, Failure> {
        Self::bits().map(SsoConnectionId::from_bits)
    }

    /// For a deploy.
    pub fn deploy() -> Result<DeployId, Failure> {
        Self::bits().map(DeployId::from_bits)
    }

    /// For an environment object.
    pub fn environment_object() -> Result<EnvironmentObjectId, Failure> {
        Self::bits().map(EnvironmentObjectId::from_bits)
    }

    /// For an alert.
    pub fn alert() -> Result<AlertId, Failure> {
        Self::bits().map(AlertId::from_bits)
    }

    /// For a notification channel.
    pub fn notification_channel() -> Result<NotificationChannelId, Failure> {
        Self::bits().map(NotificationChannelId::from_bits)
    }

    /// For a sealed secret.
    pub fn secret() -> Result<SecretId, Failure> {
        Self::bits().map(SecretId::from_bits)
    }
}
