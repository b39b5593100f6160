//! What is granted at a place, read from the records: who holds a role there, and through what.

use std::collections::BTreeSet;

use planisphere_domain::access::{Bindings, BoundRole, Holder};
use planisphere_domain::api_token::TokenScope;
use planisphere_domain::policy::{self, Permission, WorkspaceRole, in_every_workspace};
use planisphere_domain::user::UserStatus;
use planisphere_domain::{DeploymentId, State};

use super::super::Opened;
use super::grants::{AccessPlace, AccessRow, DagGrantRow, Grant, HolderRow, dags_in_words};

/// A holder with what tells it from others.
pub(super) fn holder_row(opened: &Opened, holder: Holder) -> Option<HolderRow> {
    let state = &opened.state;
    let name = state.holder_name(holder)?.to_owned();
    let detail = match holder {
        Holder::User(id) => {
            let user = state.user(id)?;
            match user.status {
                UserStatus::Active => user.email.clone(),
                UserStatus::Pending => format!("{}, invited", user.email),
                UserStatus::Inactive | UserStatus::Banned => format!("{}, not active", user.email),
            }
        }
        Holder::Team(id) => match state.team(id)?.members.len() {
            1 => "Team of 1".to_owned(),
            count => format!("Team of {count}"),
        },
        Holder::ApiToken(id) => {
            let token = state.api_token(id)?;
            let scope = match token.scope {
                TokenScope::Organization => "Organization token".to_owned(),
                TokenScope::Workspace(id) => {
                    let name = state.workspace(id).map(|workspace| workspace.name.clone());
                    format!("token of {}", name.unwrap_or_default())
                }
                TokenScope::Deployment(id) => {
                    let name = state
                        .deployment(id)
                        .map(|deployment| deployment.name.clone());
                    format!("token of {}", name.unwrap_or_default())
                }
            };
            if token.has_ended(opened.now()) {
                format!("{scope}, expired")
            } else {
                scope
            }
        }
    };
    Some(HolderRow {
        holder,
        name,
        detail,
    })
}

/// Everybody whom some role lets into the place: bound there or above, through a Team, or as owner of it all.
pub(super) fn candidates(state: &State, place: AccessPlace) -> BTreeSet<Holder> {
    let mut holders: BTreeSet<Holder> = match place {
        AccessPlace::Workspace(id) => state.holders_in_workspace(id).collect(),
        AccessPlace::Deployment(workspace, id) => state
            .holders_in_workspace(workspace)
            .chain(state.holders_on_deployment(id))
            .chain(state.holders_on_dags_of(id))
            .collect(),
    };
    let users = state.users().map(|user| Holder::User(user.id));
    let teams = state.teams().map(|team| Holder::Team(team.id));
    let tokens = state.api_tokens().map(|token| Holder::ApiToken(token.id));
    holders.extend(users.chain(teams).chain(tokens).filter(|holder| {
        state
            .organization_role(*holder)
            .and_then(in_every_workspace)
            .is_some()
    }));
    let members: Vec<Holder> = holders
        .iter()
        .filter_map(|holder| match holder {
            Holder::Team(id) => state.team(*id),
            Holder::User(_) | Holder::ApiToken(_) => None,
        })
        .flat_map(|team| team.members.iter().copied().map(Holder::User))
        .collect();
    holders.extend(members);
    holders
}

pub(super) fn access_row(opened: &Opened, place: AccessPlace, holder: Holder) -> Option<AccessRow> {
    let state = &opened.state;
    let mut grants = own_grants(state, place, holder, None);
    if let Holder::User(id) = holder {
        for team in state.teams_of(id) {
            let through = Some(team.name.as_str());
            grants.extend(own_grants(state, place, Holder::Team(team.id), through));
        }
    }
    if grants.is_empty() {
        return None;
    }
    let who = holder_row(opened, holder)?;
    let direct = grants
        .iter()
        .position(|grant| grant.is_direct)
        .map(|at| grants.remove(at));
    Some(AccessRow {
        who,
        direct,
        others: grants,
    })
}

/// What a holder's own bindings give at a place; `through` names the Team that passes them on.
fn own_grants(
    state: &State,
    place: AccessPlace,
    holder: Holder,
    through: Option<&str>,
) -> Vec<Grant> {
    let (workspace, deployment) = match place {
        AccessPlace::Workspace(id) => (id, None),
        AccessPlace::Deployment(workspace, id) => (workspace, Some(id)),
    };
    let mut grants = Vec::new();
    let mut push = |bound: BoundRole, source: &str, is_here: bool, is_stopped: bool| {
        let source = match (through, source) {
            (None, source) => source.to_owned(),
            (Some(team), "") => format!("Team {team}"),
            (Some(team), source) => format!("Team {team}, {source}"),
        };
        grants.push(Grant {
            title: bound.title(state),
            bound,
            source,
            is_direct: is_here && through.is_none(),
            is_through_team: through.is_some(),
            is_stopped,
        });
    };
    if let Some(role) = state.organization_role(holder)
        && in_every_workspace(role).is_some()
    {
        push(
            BoundRole::Organization(role),
            "the Organization",
            false,
            false,
        );
    }
    let nothing = Bindings::default();
    let bindings = state.bindings(holder).unwrap_or(&nothing);
    // A Workspace role that only opens the Workspace itself is no access to a Deployment in it.
    let reaches = |role: WorkspaceRole| {
        deployment.is_none() || policy::workspace_role(role).allows(Permission::DeploymentBasicGet)
    };
    if let Some(role) = bindings.workspaces.get(&workspace)
        && reaches(*role)
    {
        let source = if deployment.is_some() {
            "the Workspace"
        } else {
            ""
        };
        push(
            BoundRole::Workspace(workspace, *role),
            source,
            deployment.is_none(),
            false,
        );
    }
    if let Some(id) = deployment {
        if let Some(role) = bindings.deployments.get(&id) {
            push(BoundRole::Deployment(id, *role), "", true, false);
        }
        let is_stopped = state
            .deployment(id)
            .is_some_and(|deployment| !policy::supports_dag_roles(&deployment.runtime));
        for (dags, role) in bindings.dags.get(&id).into_iter().flatten() {
            let source = dags_in_words(dags);
            push(
                BoundRole::Dag(id, dags.clone(), *role),
                &source,
                false,
                is_stopped,
            );
        }
    }
    grants
}

pub(super) fn dag_rows(
    opened: &Opened,
    holder: Holder,
    deployment: DeploymentId,
    takes_dag_roles: bool,
) -> Vec<DagGrantRow> {
    let state = &opened.state;
    let Some(who) = holder_row(opened, holder) else {
        return Vec::new();
    };
    let dags = state
        .bindings(holder)
        .and_then(|bindings| bindings.dags.get(&deployment));
    dags.into_iter()
        .flatten()
        .map(|(dags, role)| {
            let role = BoundRole::Dag(deployment, dags.clone(), *role);
            DagGrantRow {
                who: who.clone(),
                dags: dags.clone(),
                title: role.title(state),
                role,
                is_stopped: !takes_dag_roles,
            }
        })
        .collect()
}
