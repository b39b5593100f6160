//! What always holds of people, Teams, custom roles, tokens and what they hold.

use planisphere_domain::State;
use planisphere_domain::access::{Bindings, DagSelector, Holder};
use planisphere_domain::api_token::TokenScope;
use planisphere_domain::policy::is_reserved_role_name;
use planisphere_domain::user::UserStatus;

use super::{is_tidy, no_two_alike};

/// Checks all of it.
///
/// # Panics
/// If something does not hold.
pub fn hold(state: &State) {
    assert!(
        *state == state.with_rebuilt_index(),
        "the index of access is that of a rebuild"
    );
    people(state);
    teams(state);
    custom_roles(state);
    tokens(state);
    let people = state.users().map(|it| Holder::User(it.id));
    let teams = state.teams().map(|it| Holder::Team(it.id));
    let tokens = state.api_tokens().map(|it| Holder::ApiToken(it.id));
    for holder in people.chain(teams).chain(tokens) {
        bindings(state, holder);
    }
}

fn people(state: &State) {
    for user in state.users() {
        let found = state.user_addressed(&user.email.to_uppercase());
        assert_eq!(found.map(|it| it.id), Some(user.id), "{}", user.email);
        assert_eq!(
            user.status == UserStatus::Pending,
            user.invite_expires_at.is_some(),
            "{} is invited until somebody accepts",
            user.email
        );
    }
}

fn teams(state: &State) {
    no_two_alike("Teams", state.teams().map(|it| it.name.to_lowercase()));
    for team in state.teams() {
        assert!(is_tidy(&team.name));
        for member in &team.members {
            assert!(state.user(*member).is_some(), "a member from nowhere");
            assert!(state.teams_of(*member).any(|it| it.id == team.id));
        }
    }
    let memberships: usize = state.users().map(|it| state.teams_of(it.id).count()).sum();
    let members: usize = state.teams().map(|it| it.members.len()).sum();
    assert_eq!(memberships, members);
}

fn custom_roles(state: &State) {
    no_two_alike(
        "custom roles",
        state.custom_roles().map(|it| it.name.clone()),
    );
    for role in state.custom_roles() {
        assert!(is_tidy(&role.name) && !is_reserved_role_name(&role.name));
        assert!(!role.permissions.is_empty());
        for permission in &role.permissions {
            assert_eq!(permission.scope(), role.scope.level());
            assert!(permission.is_assignable_in_custom_role());
        }
    }
}

fn tokens(state: &State) {
    for token in state.api_tokens() {
        assert!(is_tidy(&token.name));
        let roles = &token.roles;
        assert_eq!(
            token.organization_role.is_some(),
            token.scope == TokenScope::Organization,
            "one role of its own scope (rule 74)"
        );
        let in_workspace = |id| state.deployment(id).map(|it| it.workspace_id);
        match token.scope {
            TokenScope::Organization => {}
            TokenScope::Workspace(own) => {
                assert!(roles.workspaces.keys().eq([&own]), "rules 74 and 75");
                let mut below = roles.deployments.keys();
                assert!(below.all(|id| in_workspace(*id) == Some(own)), "rule 75");
            }
            TokenScope::Deployment(own) => {
                assert!(roles.workspaces.is_empty(), "rule 75");
                assert!(roles.deployments.keys().eq([&own]), "rules 74 and 75");
            }
        }
    }
}

fn bindings(state: &State, holder: Holder) {
    let roles: &Bindings = state.bindings(holder).unwrap();
    for id in roles.workspaces.keys() {
        assert!(state.workspace(*id).is_some(), "a role nowhere");
        assert!(state.holders_in_workspace(*id).any(|it| it == holder));
    }
    for (id, role) in &roles.deployments {
        let deployment = state.deployment(*id).unwrap();
        assert!(state.holders_on_deployment(*id).any(|it| it == holder));
        assert!(
            role.custom()
                .is_none_or(|id| state.custom_role(id).is_some())
        );
        let is_token = matches!(holder, Holder::ApiToken(_));
        let is_beside = roles.workspaces.contains_key(&deployment.workspace_id);
        assert!(is_token || is_beside, "a Workspace role beside (rule 45)");
    }
    for (id, dags) in &roles.dags {
        assert!(roles.deployments.contains_key(id), "rule 45");
        assert!(state.holders_on_dags_of(*id).any(|it| it == holder));
        for (selector, role) in dags {
            assert!(
                role.custom()
                    .is_none_or(|id| state.custom_role(id).is_some())
            );
            let (DagSelector::Id(text) | DagSelector::Tag(text)) = selector;
            assert!(is_tidy(text), "rule 58");
        }
    }
}
