//! Roles of people, Teams and tokens, as arguments name them.

use planisphere_domain::access::{DagSelector, Holder, RoleEntry, role_list_changes};
use planisphere_domain::policy::{
    BuiltInDagRole, BuiltInDeploymentRole, OrganizationRole, WorkspaceRole,
};
use planisphere_domain::{ApiTokenId, Command, DeploymentId, TeamId, UserId, WorkspaceId};
use planisphere_fixtures::access::{WordId, dag_role, deployment_role};

use super::args::Args;
use super::attempt::Attempt;
use super::{Failure, Scene};

/// Whom the row is about.
pub fn holder(args: &mut Args) -> Result<Option<Holder>, Failure> {
    let named = [
        args.text("userId")?.map(|it| Holder::User(UserId::of(&it))),
        args.text("teamId")?.map(|it| Holder::Team(TeamId::of(&it))),
        args.text("tokenId")?
            .map(|it| Holder::ApiToken(ApiTokenId::of(&it))),
    ];
    let mut named = named.into_iter().flatten();
    let first = named.next();
    if named.next().is_some() {
        return Err("unknown operation on two holders".into());
    }
    Ok(first)
}

/// Whether a name is that of a built-in role of any other scope than `own` says (rule 89).
fn is_of_another_scope(name: &str, own: bool) -> bool {
    let is_built_in = OrganizationRole::from_api(name).is_some()
        || WorkspaceRole::from_api(name).is_some()
        || BuiltInDeploymentRole::from_api(name).is_some()
        || BuiltInDagRole::from_api(name).is_some();
    is_built_in && !own
}

/// Sets or takes a role on a Deployment, or on its DAGs when one is named (rules 44, 58 and 63).
pub fn on_deployment(
    deployment: DeploymentId,
    holder: Holder,
    args: &mut Args,
) -> Result<Attempt, Failure> {
    let role = args.text("role")?;
    let dags = match (args.text("dagId")?, args.text("dagTag")?) {
        (None, None) => None,
        (Some(id), None) => Some(DagSelector::Id(id)),
        (None, Some(tag)) => Some(DagSelector::Tag(tag)),
        // Rule 58: the model has one or the other.
        (Some(_), Some(_)) => return Ok(Attempt::impossible()),
    };
    let name = role.as_deref().unwrap_or_default();
    let command = match dags {
        None if is_of_another_scope(name, BuiltInDeploymentRole::from_api(name).is_some()) => {
            return Ok(Attempt::impossible());
        }
        None => Command::AssignDeploymentRole {
            holder,
            deployment,
            role: role.as_deref().map(deployment_role),
        },
        Some(_) if is_of_another_scope(name, BuiltInDagRole::from_api(name).is_some()) => {
            return Ok(Attempt::impossible());
        }
        Some(dags) => Command::AssignDagRole {
            holder,
            deployment,
            dags,
            role: role.as_deref().map(dag_role),
        },
    };
    Ok(Attempt::of([command]))
}

/// Sets a role in a Workspace, where an outsider is invited first (rule 36).
pub fn in_workspace(
    scene: &Scene,
    workspace: WorkspaceId,
    args: &mut Args,
) -> Result<Attempt, Failure> {
    let is_twice = args.flag("duplicateWorkspace")?.unwrap_or(false);
    let person = args.text("userId")?;
    let holder = match &person {
        Some(word) => Holder::User(UserId::of(word)),
        None => holder(args)?.ok_or("unknown operation on nobody")?,
    };
    let Some(role) = WorkspaceRole::from_api(&args.need("role")?) else {
        // Rule 89: a command in a Workspace carries no other role.
        return Ok(Attempt::impossible());
    };
    if is_twice {
        return Ok(listed(
            scene,
            holder,
            [
                RoleEntry::Workspace(workspace, role),
                RoleEntry::Workspace(workspace, role),
            ],
        ));
    }
    let mut commands = Vec::new();
    if let Some(word) = person
        && scene.state().user(UserId::of(&word)).is_none()
        && scene.accounts.contains(&word)
    {
        commands.push(Command::InviteUser {
            id: UserId::of(&word),
            email: format!("{word}@accounts.test"),
            role: planisphere_domain::policy::PLAIN_MEMBER,
        });
    }
    commands.push(Command::AssignWorkspaceRole {
        holder,
        workspace,
        role: Some(role),
    });
    Ok(Attempt::of(commands))
}

/// The whole list of a holder's roles as stored, with further entries beside them (rule 10).
pub fn listed(
    scene: &Scene,
    holder: Holder,
    further: impl IntoIterator<Item = RoleEntry>,
) -> Attempt {
    let mut entries = stored(scene, holder);
    entries.extend(further);
    match role_list_changes(scene.state(), holder, &entries) {
        Ok(commands) => Attempt::of(commands),
        Err(_) => Attempt::impossible(),
    }
}

fn stored(scene: &Scene, holder: Holder) -> Vec<RoleEntry> {
    let Some(bindings) = scene.state().bindings(holder) else {
        return Vec::new();
    };
    let workspaces = bindings.workspaces.iter();
    let deployments = bindings.deployments.iter();
    let dags = bindings.dags.iter();
    workspaces
        .map(|(id, role)| RoleEntry::Workspace(*id, *role))
        .chain(deployments.map(|(id, role)| RoleEntry::Deployment(*id, *role)))
        .chain(dags.flat_map(|(id, held)| {
            let entry = |(dags, role): (&DagSelector, _)| RoleEntry::Dag(*id, dags.clone(), role);
            held.iter()
                .map(move |(dags, role)| entry((dags, *role)))
                .collect::<Vec<_>>()
        }))
        .collect()
}
