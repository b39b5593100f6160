//! Operations on the Organization.

use std::collections::BTreeSet;

use planisphere_domain::access::Holder;
use planisphere_domain::api_token::TokenScope;
use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::cluster::{ClusterDraft, ClusterField};
use planisphere_domain::custom_role::CustomRoleDraft;
use planisphere_domain::organization::OrganizationField;
use planisphere_domain::policy::{OrganizationRole, PLAIN_MEMBER, Permission, audit_log_reach};
use planisphere_domain::team::{TeamDraft, TeamField};
use planisphere_domain::workspace::WorkspaceDraft;
use planisphere_domain::{
    ClusterId, Command, CustomRoleId, Edit, ResourceRef, SsoConnectionId, TeamId, UserId,
    WorkspaceId,
};
use planisphere_fixtures::access::WordId;

use super::args::Args;
use super::attempt::Attempt;
use super::{Failure, Scene, fields, tokens};

/// What the row tries; `None` for the plain action that its permission describes.
pub fn attempt(scene: &mut Scene, args: &mut Args) -> Result<Option<Attempt>, Failure> {
    Ok(Some(match scene.permission {
        Permission::OrganizationSettingsUpdate if !args.is_empty() => settings(scene, args)?,
        Permission::OrganizationSsoEnforcementUpdate => {
            turn_on(scene, OrganizationField::IsSsoEnforced(true))
        }
        Permission::OrganizationScimUpdate => {
            turn_on(scene, OrganizationField::IsScimEnabled(true))
        }
        Permission::OrganizationEnvironmentSecretsFetchingUpdate => turn_on(
            scene,
            OrganizationField::IsEnvironmentSecretsFetchingEnabled(true),
        ),
        Permission::OrganizationWorkspacesCreate => Attempt::of([Command::CreateWorkspace(
            WorkspaceDraft::new(WorkspaceId::of("a new Workspace"), "A new Workspace"),
        )]),
        Permission::OrganizationClustersCreate => create_cluster(),
        Permission::OrganizationClustersUpdate if !args.is_empty() => update_cluster(scene, args)?,
        Permission::OrganizationUsersCreate => invite(args)?,
        Permission::OrganizationUsersUpdate if !args.is_empty() => set_role(args)?,
        Permission::OrganizationUsersDelete if !args.is_empty() => {
            Attempt::of([Command::RemoveUser {
                id: UserId::of(&args.need("userId")?),
            }])
        }
        Permission::OrganizationTeamsCreate => create_team(),
        Permission::OrganizationTeamsUpdate if !args.is_empty() => update_team(scene, args)?,
        Permission::OrganizationTeamsDelete if !args.is_empty() => {
            Attempt::of([Command::DeleteTeam {
                id: TeamId::of(&args.need("teamId")?),
            }])
        }
        Permission::OrganizationCustomRolesCreate if !args.is_empty() => define_role(args)?,
        Permission::OrganizationCustomRolesDelete if !args.is_empty() => {
            Attempt::of([Command::DeleteCustomRole {
                id: CustomRoleId::of(&args.need("name")?),
            }])
        }
        Permission::OrganizationApiTokensCreate if !args.is_empty() => {
            tokens::mint(TokenScope::Organization, args)?
        }
        Permission::OrganizationApiTokensUpdate if !args.is_empty() => {
            tokens::update(scene, TokenScope::Organization, args)?
        }
        Permission::OrganizationApiTokensRotate if !args.is_empty() => {
            tokens::rotate(TokenScope::Organization, args)?
        }
        Permission::OrganizationApiTokensDelete if !args.is_empty() => {
            tokens::delete(TokenScope::Organization, args)?
        }
        Permission::OrganizationAllowedIpAddressRangesCreate if !args.is_empty() => {
            Attempt::of([Command::AddIpRanges {
                ranges: args.texts("ranges")?.unwrap_or_default(),
            }])
        }
        Permission::OrganizationAllowedIpAddressRangesDelete if !args.is_empty() => {
            Attempt::of([Command::RemoveIpRanges {
                ranges: args.texts("ranges")?.unwrap_or_default(),
            }])
        }
        Permission::OrganizationSsoConnectionsUpdate if !args.is_empty() => {
            map_domain(scene, args)?
        }
        Permission::OrganizationSsoBypassKeyCreate => Attempt::of([Command::CreateSsoBypassLink]),
        Permission::OrganizationSsoBypassKeyDelete => Attempt::of([Command::DeleteSsoBypassLink]),
        Permission::OrganizationAuditLogsGet if !args.is_empty() => audit_log(scene, args)?,
        _ => return Ok(None),
    }))
}

fn turn_on(scene: &Scene, value: OrganizationField) -> Attempt {
    let edit = Edit::new(scene.record().field(&value), value);
    Attempt::of([Command::UpdateOrganization { edits: vec![edit] }])
}

fn settings(scene: &Scene, args: &mut Args) -> Result<Attempt, Failure> {
    let mut edits = Vec::new();
    let mut asks = Vec::new();
    for field in args.texts("fields")?.unwrap_or_default() {
        if fields::OF_THE_OWNER.contains(&field.as_str()) {
            // The owner's alone, and no gate closes it.
            asks.push((
                Permission::OrganizationUsersUpdate,
                ResourceRef::Organization,
            ));
        } else {
            edits.push(fields::organization(scene.record(), &field)?);
        }
    }
    if edits.is_empty() && asks.is_empty() {
        asks.push((scene.permission, ResourceRef::Organization));
    }
    Ok(Attempt {
        asks,
        ..Attempt::of([Command::UpdateOrganization { edits }])
    })
}

fn create_cluster() -> Attempt {
    Attempt::of([Command::CreateCluster(Box::new(ClusterDraft::new(
        ClusterId::of("a new cluster"),
        "A new cluster",
        CloudProvider::Aws,
        "us-east-1",
    )))])
}

fn update_cluster(scene: &Scene, args: &mut Args) -> Result<Attempt, Failure> {
    let id = ClusterId::of(&args.need("clusterId")?);
    let stored = scene.state().cluster(id);
    let stored = stored.map(|cluster| cluster.workspace_ids.clone());
    // Rule 94: without the field the list stays.
    let edits = args.texts("workspaceIds")?.map(|words| {
        let wanted = words.iter().map(|word| WorkspaceId::of(word)).collect();
        Edit::new(
            ClusterField::WorkspaceIds(stored.unwrap_or_default()),
            ClusterField::WorkspaceIds(wanted),
        )
    });
    Ok(Attempt::of([Command::UpdateCluster {
        id,
        edits: edits.into_iter().collect(),
    }]))
}

fn invite(args: &mut Args) -> Result<Attempt, Failure> {
    let role = args.text("organizationRole")?;
    let role = role.map_or(Some(PLAIN_MEMBER), |role| OrganizationRole::from_api(&role));
    let word = args.text("userId")?;
    Ok(role.map_or_else(Attempt::impossible, |role| {
        Attempt::of([Command::InviteUser {
            id: UserId::of(word.as_deref().unwrap_or("a new person")),
            email: "new.person@accounts.test".into(),
            role,
        }])
    }))
}

fn set_role(args: &mut Args) -> Result<Attempt, Failure> {
    let holder = Holder::User(UserId::of(&args.need("userId")?));
    let role = OrganizationRole::from_api(&args.need("organizationRole")?);
    Ok(role.map_or_else(Attempt::impossible, |role| {
        Attempt::of([Command::AssignOrganizationRole { holder, role }])
    }))
}

fn create_team() -> Attempt {
    Attempt::of([Command::CreateTeam(TeamDraft {
        id: TeamId::of("a new Team"),
        name: "A new Team".into(),
        description: String::new(),
        organization_role: PLAIN_MEMBER,
        members: BTreeSet::new(),
    })])
}

fn update_team(scene: &Scene, args: &mut Args) -> Result<Attempt, Failure> {
    let id = TeamId::of(&args.need("teamId")?);
    let person = |args: &mut Args| args.need("userId").map(|word| UserId::of(&word));
    let command = match args.text("change")?.as_deref() {
        Some("addMember") => Command::AddTeamMembers {
            id,
            users: BTreeSet::from([person(args)?]),
        },
        Some("removeMember") => Command::RemoveTeamMember {
            id,
            user: person(args)?,
        },
        Some("name") => {
            let stored = scene.state().team(id).map(|team| team.name.clone());
            let name = |text: &str| TeamField::Name(text.into());
            Command::UpdateTeam {
                id,
                edits: vec![Edit::new(
                    name(&stored.unwrap_or_default()),
                    name("Renamed"),
                )],
            }
        }
        Some("organizationRole") | None => {
            let Some(role) = OrganizationRole::from_api(&args.need("organizationRole")?) else {
                return Ok(Attempt::impossible());
            };
            Command::AssignOrganizationRole {
                holder: Holder::Team(id),
                role,
            }
        }
        Some(other) => return Err(format!("unknown change `{other}`")),
    };
    Ok(Attempt::of([command]))
}

fn define_role(args: &mut Args) -> Result<Attempt, Failure> {
    let name = args.need("name")?;
    let restricted = args.texts("restrictedWorkspaceIds")?.unwrap_or_default();
    Ok(Attempt::of([Command::CreateCustomRole(CustomRoleDraft {
        id: CustomRoleId::of(&format!("a new role {name}")),
        name,
        description: String::new(),
        scope_type: args.need("scopeType")?,
        permissions: args.texts("permissions")?.unwrap_or_default(),
        restricted_workspace_ids: restricted.iter().map(|it| WorkspaceId::of(it)).collect(),
    })]))
}

fn map_domain(scene: &Scene, args: &mut Args) -> Result<Attempt, Failure> {
    let first = scene.record().sso_connections.keys().next().copied();
    Ok(Attempt::of([Command::MapDomain {
        name: args.need("mapDomain")?,
        connection: Some(first.unwrap_or(SsoConnectionId::of("no connection"))),
    }]))
}

/// Rules 118 and 119: 1 day back at least, and no further than the tier keeps.
fn audit_log(scene: &Scene, args: &mut Args) -> Result<Attempt, Failure> {
    let days = args.number("daysBack")?.unwrap_or(1);
    let reach = i64::from(audit_log_reach(scene.record().plan.tier()));
    Ok(Attempt::asking_with(
        scene.permission,
        ResourceRef::Organization,
        (1..=reach).contains(&days),
    ))
}
