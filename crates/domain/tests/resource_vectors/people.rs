//! `user.*`, `team.*`, `role.*` and `ip.*`: people, Teams, custom roles and the IP access list.

use std::collections::BTreeSet;

use planisphere_domain::access::{Bindings, DagSelector, Holder, RolesRequest, workspace_role_of};
use planisphere_domain::custom_role::CustomRoleDraft;
use planisphere_domain::policy::{
    DagRole, DeploymentRole, OrganizationRole, PLAIN_MEMBER, WorkspaceRole,
};
use planisphere_domain::team::{Team, TeamDraft};
use planisphere_domain::user::{User, UserStatus};
use planisphere_domain::{Actor, Command, CustomRoleId, Event, State, TeamId, UserId};
use serde_json::{Value, json};

use super::input::Input;
use super::world::{World, id};
use super::{Answer, Stop};

/// Tries an operation on people.
pub fn user(world: &mut World, action: &str, input: &mut Input) -> Answer {
    match action {
        "invite" => invite(world, input),
        "roles" => {
            let request: RolesRequest = input.part("body")?;
            let user: UserId = id("user", &input.text("userId")?)?;
            let holder = Holder::User(user);
            let commands = request.commands(world.state(), holder)?;
            world.decide(&commands)?;
            Ok(direct_roles(world.state(), holder))
        }
        other => Err(Stop::unknown(format!("operation `user.{other}`"))),
    }
}

fn invite(world: &mut World, input: &mut Input) -> Answer {
    let (email, role) = (input.text("inviteeEmail")?, input.text("role")?);
    let role = OrganizationRole::from_api(&role)
        .ok_or_else(|| Stop::refused(format!("role: `{role}` is no Organization role")))?;
    let id = UserId::from_bits(world.bits());
    world.decide(&[Command::InviteUser { id, email, role }])?;
    let user = world
        .state()
        .user(id)
        .expect("somebody who was just invited");
    Ok(json!({
        "inviteId": user.id,
        "userId": user.id,
        "organizationId": world.stored.id,
        "invitee": {"username": user.email},
        "expiresAt": user.invite_expires_at,
    }))
}

fn direct_roles(state: &State, holder: Holder) -> Value {
    let none = Bindings::default();
    let roles = state.bindings(holder).unwrap_or(&none);
    let deployment_role = |role: &DeploymentRole| match role {
        DeploymentRole::BuiltIn(role) => role.api().to_owned(),
        DeploymentRole::Custom(id) => custom_name(state, *id),
    };
    let dag_role = |role: &DagRole| match role {
        DagRole::BuiltIn(role) => role.api().to_owned(),
        DagRole::Custom(id) => custom_name(state, *id),
    };
    let mut dags = Vec::new();
    for (deployment, held) in &roles.dags {
        for (selector, role) in held {
            let (id, tag) = match selector {
                DagSelector::Id(id) => (Some(id), None),
                DagSelector::Tag(tag) => (None, Some(tag)),
            };
            dags.push(json!({
                "deploymentId": deployment, "dagId": id, "dagTag": tag, "role": dag_role(role),
            }));
        }
    }
    let workspaces: Vec<Value> = roles
        .workspaces
        .iter()
        .map(|(id, role)| json!({"workspaceId": id, "role": role.api()}))
        .collect();
    let deployments: Vec<Value> = roles
        .deployments
        .iter()
        .map(|(id, role)| json!({"deploymentId": id, "role": deployment_role(role)}))
        .collect();
    json!({
        "organizationRole": state.organization_role(holder).map(|role| role.api()),
        "workspaceRoles": workspaces,
        "deploymentRoles": deployments,
        "dagRoles": dags,
    })
}

fn custom_name(state: &State, id: CustomRoleId) -> String {
    let role = state.custom_role(id);
    role.map(|role| role.name.clone()).unwrap_or_default()
}

/// Tries an operation on Teams.
pub fn team(world: &mut World, action: &str, input: &mut Input) -> Answer {
    match action {
        "create" => {
            let id = TeamId::from_bits(world.bits());
            let role: Option<String> = input.optional("organizationRole")?;
            let name: Option<String> = input.optional("name")?;
            let description: Option<String> = input.optional("description")?;
            let members: Option<Vec<String>> = input.optional("memberIds")?;
            let role = role.unwrap_or_else(|| PLAIN_MEMBER.api().to_owned());
            let draft = TeamDraft {
                id,
                name: name.unwrap_or_default(),
                description: description.unwrap_or_default(),
                organization_role: OrganizationRole::from_api(&role)
                    .ok_or_else(|| Stop::refused(format!("organizationRole: `{role}`")))?,
                members: users(members.unwrap_or_default())?,
            };
            world.decide(&[Command::CreateTeam(draft)])?;
            let team = world
                .state()
                .team(id)
                .expect("a Team that was just created");
            Ok(json!({
                "id": team.id,
                "name": team.name,
                "description": team.description,
                "isIdpManaged": team.is_idp_managed,
                "organizationRole": team.organization_role.api(),
                "members": team.members,
            }))
        }
        "members.add" => {
            let members: Option<Vec<String>> = input.optional("memberIds")?;
            let id: TeamId = id("Team", &input.text("teamId")?)?;
            let users = users(members.unwrap_or_default())?;
            world.decide(&[Command::AddTeamMembers { id, users }])?;
            Ok(json!({}))
        }
        other => Err(Stop::unknown(format!("operation `team.{other}`"))),
    }
}

fn users(ids: Vec<String>) -> Result<BTreeSet<UserId>, Stop> {
    ids.iter().map(|text| id("user", text)).collect()
}

/// Tries an operation on roles.
pub fn role(world: &mut World, action: &str, input: &mut Input) -> Answer {
    match action {
        "create" => {
            let id = CustomRoleId::from_bits(world.bits());
            let workspaces: Vec<String> = input
                .optional("restrictedWorkspaceIds")?
                .unwrap_or_default();
            let draft = CustomRoleDraft {
                id,
                name: input.optional("name")?.unwrap_or_default(),
                description: input.optional("description")?.unwrap_or_default(),
                scope_type: input.optional("scopeType")?.unwrap_or_default(),
                permissions: input.optional("permissions")?.unwrap_or_default(),
                restricted_workspace_ids: workspaces
                    .iter()
                    .map(|text| self::id("Workspace", text))
                    .collect::<Result<_, _>>()?,
            };
            world.decide(&[Command::CreateCustomRole(draft)])?;
            let role = world
                .state()
                .custom_role(id)
                .expect("a role that was just created");
            let permissions: Vec<&str> = role.permissions.iter().map(|it| it.name()).collect();
            Ok(json!({
                "id": role.id,
                "name": role.name,
                "description": role.description,
                "scopeType": role.scope.level().api(),
                "permissions": permissions,
                "restrictedWorkspaceIds": role.restricted_workspace_ids,
            }))
        }
        "effective" => effective(world, input),
        other => Err(Stop::unknown(format!("operation `role.{other}`"))),
    }
}

/// Somebody who holds these roles, and what counts in the Workspace.
fn effective(world: &mut World, input: &mut Input) -> Answer {
    let workspace = world.state().workspaces().next().map(|it| it.id);
    let workspace = workspace.ok_or_else(|| Stop::unknown("operation without a Workspace"))?;
    let of = |name: Option<String>| {
        let mut roles = Bindings::default();
        if let Some(name) = name {
            let role = WorkspaceRole::from_api(&name)
                .ok_or_else(|| Stop::unknown(format!("role `{name}`")))?;
            roles.workspaces.insert(workspace, role);
        }
        Ok::<_, Stop>(roles)
    };
    let organization_role = match input.optional::<String>("organizationRole")? {
        Some(name) => OrganizationRole::from_api(&name)
            .ok_or_else(|| Stop::unknown(format!("role `{name}`")))?,
        None => PLAIN_MEMBER,
    };
    let (own, team) = (of(input.optional("own")?)?, of(input.optional("team")?)?);
    let (user, now) = (UserId::from_bits(world.bits()), world.stored.env.now);
    let by = world.stored.caller.actor;
    world.add(&Event::UserAdded(User {
        id: user,
        full_name: "Somebody".to_owned(),
        email: "somebody@example.com".to_owned(),
        status: UserStatus::Active,
        organization_role,
        roles: own,
        invite_expires_at: None,
        created_at: now,
    }));
    let id = TeamId::from_bits(world.bits());
    world.add(&Event::TeamCreated(Team {
        id,
        name: "Theirs".to_owned(),
        description: String::new(),
        is_idp_managed: false,
        organization_role: PLAIN_MEMBER,
        members: BTreeSet::from([user]),
        roles: team,
        created_at: now,
        created_by: by,
        updated_at: now,
        updated_by: by,
    }));
    let role = workspace_role_of(world.state(), Actor::User(user), workspace);
    Ok(json!({"role": role.map(WorkspaceRole::api)}))
}

/// Tries an operation on the IP access list.
pub fn ip(world: &mut World, action: &str, input: &mut Input) -> Answer {
    match action {
        "bulk_create" => {
            let ranges: Vec<String> = input.part("allowedIpAddressRanges")?;
            let count = ranges.len();
            world.decide(&[Command::AddIpRanges { ranges }])?;
            Ok(json!({"count": count}))
        }
        other => Err(Stop::unknown(format!("operation `ip.{other}`"))),
    }
}
