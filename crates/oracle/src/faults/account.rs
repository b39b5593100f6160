//! What a faulty engine sees instead of the account.
use crate::fixture::{DagRole, Fixture, WorkspaceRole};

pub fn no_teams(it: &mut Fixture) {
    it.teams.iter_mut().for_each(|team| team.members.clear());
}

pub fn teams_without_lists(it: &mut Fixture) {
    for team in &mut it.teams {
        team.workspace_roles.clear();
        team.deployment_roles.clear();
        team.dag_roles.clear();
    }
}

pub fn teams_without_owners(it: &mut Fixture) {
    for team in &mut it.teams {
        if team.organization_role == "ORGANIZATION_OWNER" {
            team.organization_role = "ORGANIZATION_BILLING_ADMIN".into();
        }
    }
}

pub fn no_expiry(it: &mut Fixture) {
    it.tokens.iter_mut().for_each(|token| token.end_at = None);
}

pub fn no_rotation(it: &mut Fixture) {
    it.tokens
        .iter_mut()
        .for_each(|token| token.secret_state = None);
}

pub fn invited_are_active(it: &mut Fixture) {
    activate(it, "PENDING");
}

pub fn banned_are_active(it: &mut Fixture) {
    activate(it, "BANNED");
}

fn activate(it: &mut Fixture, status: &str) {
    for user in it.users.iter_mut().filter(|user| user.status == status) {
        user.status = "ACTIVE".into();
    }
}

pub fn tags_leak(it: &mut Fixture) {
    let places: Vec<String> = it.deployments.iter().map(|it| it.id.clone()).collect();
    for roles in dag_roles(it) {
        let tagged: Vec<DagRole> = roles
            .iter()
            .filter(|it| it.dag_tag.is_some())
            .cloned()
            .collect();
        for place in &places {
            for held in &tagged {
                let mut leaked = held.clone();
                leaked.deployment_id.clone_from(place);
                let same = |it: &DagRole| it.deployment_id == *place && it.dag_tag == held.dag_tag;
                // One role for each tag of a Deployment, as an account has to have it.
                if !roles.iter().any(same) {
                    roles.push(leaked);
                }
            }
        }
    }
}

pub fn tags_are_ids(it: &mut Fixture) {
    for roles in dag_roles(it) {
        let ids: Vec<(String, Option<String>)> = roles
            .iter()
            .filter(|held| held.dag_id.is_some())
            .map(|held| (held.deployment_id.clone(), held.dag_id.clone()))
            .collect();
        roles.retain(|held| !ids.contains(&(held.deployment_id.clone(), held.dag_tag.clone())));
        for held in roles.iter_mut().filter(|held| held.dag_tag.is_some()) {
            held.dag_id = held.dag_tag.take();
        }
    }
}

fn dag_roles(it: &mut Fixture) -> impl Iterator<Item = &mut Vec<DagRole>> {
    let users = it.users.iter_mut().map(|user| &mut user.dag_roles);
    users.chain(it.teams.iter_mut().map(|team| &mut team.dag_roles))
}

pub fn versions_as_text(it: &mut Fixture) {
    for deployment in &mut it.deployments {
        let newer = deployment.runtime.as_str() >= "3.1-12";
        deployment.runtime = if newer { "3.1-12" } else { "3.1-11" }.into();
    }
}

pub fn restricted_away(it: &mut Fixture) {
    let closed: Vec<(String, String)> = it
        .custom_roles
        .iter()
        .filter(|role| !role.restricted_workspace_ids.is_empty())
        .flat_map(|role| {
            it.deployments
                .iter()
                .filter(|place| !role.restricted_workspace_ids.contains(&place.workspace_id))
                .map(|place| (role.name.clone(), place.id.clone()))
        })
        .collect();
    let open = |role: &String, place: &String| !closed.contains(&(role.clone(), place.clone()));
    for user in &mut it.users {
        user.deployment_roles
            .retain(|held| open(&held.role, &held.deployment_id));
        user.dag_roles
            .retain(|held| open(&held.role, &held.deployment_id));
    }
}

pub fn ladder_off_by_one(it: &mut Fixture) {
    let users = it.users.iter_mut().map(|user| &mut user.workspace_roles);
    let teams = it.teams.iter_mut().map(|team| &mut team.workspace_roles);
    for held in users.chain(teams).flatten() {
        if held.role == "WORKSPACE_AUTHOR" {
            held.role = "WORKSPACE_OPERATOR".into();
        }
    }
}

pub fn first_role_only(it: &mut Fixture) {
    it.tokens
        .iter_mut()
        .for_each(|token| token.roles.truncate(1));
}

pub fn no_automatic_accessors(it: &mut Fixture) {
    let users = it.users.iter_mut().map(|user| &mut user.workspace_roles);
    let teams = it.teams.iter_mut().map(|team| &mut team.workspace_roles);
    for roles in users.chain(teams) {
        roles.retain(|held| held.origin.is_none());
    }
}

pub fn siblings(it: &mut Fixture) {
    for user in &mut it.users {
        let Some(first) = user.workspace_roles.first().cloned() else {
            continue;
        };
        for workspace in &it.workspaces {
            let own = user.organization_id.as_ref() == Some(&workspace.organization_id);
            let held = &mut user.workspace_roles;
            if own && !held.iter().any(|held| held.workspace_id == workspace.id) {
                held.push(WorkspaceRole {
                    workspace_id: workspace.id.clone(),
                    ..first.clone()
                });
            }
        }
    }
}

pub fn no_enforcement(it: &mut Fixture) {
    for deployment in &mut it.deployments {
        deployment.is_cicd_enforced = false;
    }
}

pub fn business_is_enterprise(it: &mut Fixture) {
    for organization in &mut it.organizations {
        if organization.tier == "BUSINESS" {
            organization.tier = "ENTERPRISE".into();
            organization.product_plan_name = "ENTERPRISE".into();
        }
    }
}

pub fn no_scim(it: &mut Fixture) {
    for organization in &mut it.organizations {
        organization.is_scim_enabled = false;
    }
}

pub fn always_secrets(it: &mut Fixture) {
    for organization in &mut it.organizations {
        organization.environment_secrets_fetching = true;
    }
}

pub fn always_bypass(it: &mut Fixture) {
    for organization in &mut it.organizations {
        organization.sso_bypass_key = true;
    }
}

pub fn wider_ranges(it: &mut Fixture) {
    for organization in &mut it.organizations {
        for range in &mut organization.allowed_ip_address_ranges {
            *range = range.replace("/29", "/24").replace("/25", "/24");
        }
        // Each range once, as an account has to have it.
        organization.allowed_ip_address_ranges.sort();
        organization.allowed_ip_address_ranges.dedup();
    }
}
