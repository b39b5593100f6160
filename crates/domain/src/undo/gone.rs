//! Making again what was deleted, where nothing is lost by it: no secret, no role, nothing that belonged to it. Only
//! the times and the author of the record are those of the undo; the log has the first ones.

use crate::alert::AlertDraft;
use crate::belonging::Home;
use crate::cluster::{VpcPeeringDraft, VpcPeeringState};
use crate::custom_role::CustomRoleDraft;
use crate::environment_object::{EnvironmentObjectDraft, LinkDraft};
use crate::notification_channel::{ChannelDefinition, DefinitionDraft, NotificationChannelDraft};
use crate::organization::{DomainStatus, SsoConnectionDraft};
use crate::team::TeamDraft;
use crate::workspace::{DefaultInfrastructure, WorkspaceDraft};
use crate::{
    AlertId, ClusterId, Command, CustomRoleId, EnvironmentObjectId, Event, NotificationChannelId,
    SsoConnectionId, State, TeamId, VpcPeeringId, WorkspaceId,
};

/// The command that makes again what an event deleted.
pub(super) fn made_again(before: &State, event: &Event) -> Option<Command> {
    match event {
        Event::SsoConnectionDeleted { id } => sso_connection(before, *id),
        Event::DomainRemoved { name } => domain(before, name),
        Event::TeamDeleted { id } => team(before, *id),
        Event::CustomRoleDeleted { id } => custom_role(before, *id),
        Event::WorkspaceDeleted { id } => workspace(before, *id),
        Event::VpcPeeringWithdrawn { cluster, id } => peering(before, *cluster, *id),
        Event::NotificationChannelDeleted { id } => channel(before, *id),
        Event::AlertDeleted { id } => alert(before, *id),
        Event::EnvironmentObjectDeleted { id } => environment_object(before, *id),
        // People lose roles and memberships, tokens their secret, Deployments their namespace (DEP-7), clusters
        // what was reported of them.
        _ => None,
    }
}

/// One that no domain was mapped to (rule 107).
fn sso_connection(before: &State, id: SsoConnectionId) -> Option<Command> {
    let organization = before.organization()?;
    let mut domains = organization.managed_domains.values();
    if domains.any(|domain| domain.connection == Some(id)) {
        return None;
    }
    let connection = organization.sso_connections.get(&id)?;
    Some(Command::CreateSsoConnection(SsoConnectionDraft {
        id,
        name: connection.name.clone(),
        automatic_membership: connection.automatic_membership,
    }))
}

/// One that was not verified yet.
fn domain(before: &State, name: &str) -> Option<Command> {
    let domain = before.organization()?.managed_domains.get(name)?;
    (domain.status == DomainStatus::Pending).then(|| Command::AddDomain {
        name: domain.name.clone(),
    })
}

/// One of our own that held no roles below the Organization.
fn team(before: &State, id: TeamId) -> Option<Command> {
    let team = before
        .team(id)
        .filter(|team| !team.is_idp_managed && team.roles.is_empty())?;
    Some(Command::CreateTeam(TeamDraft {
        id,
        name: team.name.clone(),
        description: team.description.clone(),
        organization_role: team.organization_role,
        members: team.members.clone(),
    }))
}

fn custom_role(before: &State, id: CustomRoleId) -> Option<Command> {
    let role = before.custom_role(id)?;
    let names = role.permissions.iter().map(|it| it.name().to_owned());
    Some(Command::CreateCustomRole(CustomRoleDraft {
        id,
        name: role.name.clone(),
        description: role.description.clone(),
        scope_type: role.scope.level().api().to_owned(),
        permissions: names.collect(),
        restricted_workspace_ids: role.restricted_workspace_ids.clone(),
    }))
}

/// One in which nobody held a role and nothing was kept.
fn workspace(before: &State, id: WorkspaceId) -> Option<Command> {
    let workspace = before.workspace(id)?;
    let home = Home::Workspace(id);
    let is_bare = before.holders_in_workspace(id).next().is_none()
        && before.notification_channels_of(home).next().is_none()
        && before.environment_objects_of(home).next().is_none();
    if !is_bare {
        return None;
    }
    let mut draft = WorkspaceDraft {
        description: workspace.description.clone(),
        cicd_enforced_default: workspace.cicd_enforced_default,
        ..WorkspaceDraft::new(id, &workspace.name)
    };
    match &workspace.default_infrastructure {
        None => {}
        Some(DefaultInfrastructure::Cluster(cluster)) => draft.default_cluster_id = Some(*cluster),
        Some(DefaultInfrastructure::Standard {
            cloud_provider,
            region,
        }) => {
            draft.default_cloud_provider = Some(*cloud_provider);
            draft.default_region = Some(region.clone());
        }
    }
    Some(Command::CreateWorkspace(draft))
}

/// One that nobody answered yet.
fn peering(before: &State, cluster: ClusterId, id: VpcPeeringId) -> Option<Command> {
    let peering = before.cluster(cluster)?.vpc_peerings.get(&id)?;
    (peering.state == VpcPeeringState::Requested).then(|| {
        Command::RequestVpcPeering(VpcPeeringDraft {
            id,
            cluster,
            account: peering.account.clone(),
            network: peering.network.clone(),
            region: peering.region.clone(),
            range: peering.range.to_string(),
        })
    })
}

/// One without a credential: those of mail alone have none.
fn channel(before: &State, id: NotificationChannelId) -> Option<Command> {
    let channel = before.notification_channel(id)?;
    let ChannelDefinition::Email { recipients } = &channel.definition else {
        return None;
    };
    Some(Command::CreateNotificationChannel(Box::new(
        NotificationChannelDraft {
            id,
            name: channel.name.clone(),
            home: channel.home,
            channel_type: channel.definition.channel_type().api().to_owned(),
            definition: DefinitionDraft {
                recipients: recipients.clone(),
                ..DefinitionDraft::default()
            },
            is_shared: channel.is_shared,
        },
    )))
}

fn alert(before: &State, id: AlertId) -> Option<Command> {
    let alert = before.alert(id)?;
    let mut rules = alert.rules.draft();
    rules.properties.deployment_id = Some(alert.deployment_id);
    Some(Command::CreateAlert(Box::new(AlertDraft {
        id,
        name: alert.name.clone(),
        deployment_id: alert.deployment_id,
        alert_type: alert.alert_type.api().to_owned(),
        severity: alert.severity.api().to_owned(),
        rules,
        notification_channel_ids: alert.notification_channel_ids.clone(),
    })))
}

/// One that held no secret.
fn environment_object(before: &State, id: EnvironmentObjectId) -> Option<Command> {
    let object = before
        .environment_object(id)
        .filter(|object| object.secrets().is_empty())?;
    let links = object.links.iter().map(|link| LinkDraft {
        deployment_id: link.deployment_id,
        overrides: link.overrides.clone().map(Into::into).unwrap_or_default(),
    });
    Some(Command::CreateEnvironmentObject(Box::new(
        EnvironmentObjectDraft {
            id,
            object_key: object.object_key.clone(),
            object_type: object.object_type().api().to_owned(),
            scope: object.scope,
            description: object.description.clone(),
            payload: object.payload.clone().into(),
            auto_link_deployments: object.auto_link_deployments,
            links: links.collect(),
            exclude_links: object.exclude_links.clone(),
        },
    )))
}
