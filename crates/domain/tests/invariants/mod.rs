//! What holds in every state that commands can lead to.

mod access;
mod belongings;

use std::collections::BTreeSet;

use planisphere_domain::cluster::ClusterType;
use planisphere_domain::organization::DomainStatus;
use planisphere_domain::policy::FOUNDER;
use planisphere_domain::user::UserStatus;
use planisphere_domain::workspace::DefaultInfrastructure;
use planisphere_domain::{Commit, Event, State, apply};
use planisphere_fixtures::access::VISITOR_ADDRESS;

/// Checks all of them.
///
/// # Panics
/// If one does not hold.
pub fn hold(state: &State) {
    let owners = state
        .users()
        .filter(|user| user.organization_role == FOUNDER && user.status == UserStatus::Active);
    assert!(
        owners.count() >= 1,
        "somebody owns the Organization (ORG-6)"
    );
    assert!(is_tidy(&state.organization().unwrap().name));
    doors(state);
    no_two_alike("Workspaces", state.workspaces().map(|it| it.name.clone()));
    no_two_alike("clusters", state.clusters().map(|it| it.name.clone()));
    no_two_alike("addresses", state.users().map(|it| it.email.to_lowercase()));
    no_two_alike(
        "namespaces",
        state.deployments().map(|it| it.namespace.clone()),
    );
    for user in state.users() {
        assert!(is_tidy(&user.full_name) && is_tidy(&user.email));
    }
    access::hold(state);
    belongings::hold(state);
    for workspace in state.workspaces() {
        assert!(is_tidy(&workspace.name) && workspace.name.chars().count() <= 50);
        for deployment in state.deployments_of(workspace.id) {
            assert_eq!(deployment.workspace_id, workspace.id);
        }
    }
    let in_workspaces: usize = state
        .workspaces()
        .map(|it| state.deployments_of(it.id).count())
        .sum();
    assert_eq!(in_workspaces, state.deployment_count());
    for deployment in state.deployments() {
        let name = &deployment.name;
        assert!(is_tidy(name) && name.chars().count() <= 500);
        let found = state.deployment_named(deployment.workspace_id, name);
        assert_eq!(found.map(|it| it.id), Some(deployment.id), "{name}");
        assert!(
            is_namespace(&deployment.namespace),
            "{}",
            deployment.namespace
        );
        assert!(state.has_used_namespace(&deployment.namespace));
        assert!(deployment.created_at <= deployment.updated_at);
        let has_default = deployment.worker_queues.iter().any(|it| it.is_default());
        assert_eq!(
            has_default,
            deployment.takes_queues(),
            "{name} (WQ-4, EXE-6)"
        );
    }
}

/// What guards the way in, and where Deployments may be.
fn doors(state: &State) {
    let organization = state.organization().unwrap();
    let connections = &organization.sso_connections;
    assert!(
        !connections.is_empty() || !organization.is_sso_enforced && !organization.is_scim_enabled,
        "a switch without an identity provider (rule 109)"
    );
    for (name, domain) in &organization.managed_domains {
        assert_eq!(*name, domain.name.to_lowercase());
        if let Some(connection) = domain.connection {
            assert!(connections.contains_key(&connection), "mapped to nothing");
            assert_eq!(domain.status, DomainStatus::Verified, "{name} (rule 107)");
        }
    }
    let home = VISITOR_ADDRESS;
    assert!(organization.admits_address(home), "locked out (rule 112)");
    for workspace in state.workspaces() {
        if let Some(DefaultInfrastructure::Cluster(id)) = workspace.default_infrastructure {
            assert!(state.cluster(id).is_some(), "{} (WS-8)", workspace.name);
        }
    }
    for cluster in state.clusters() {
        let is_dedicated = cluster.cluster_type == ClusterType::Dedicated;
        assert!(is_dedicated || cluster.vpc_peerings.is_empty());
        let ranges: Vec<_> = cluster.address_plan().ranges().collect();
        for (place, (name, range)) in ranges.iter().enumerate() {
            for (_, other) in ranges.iter().take(place) {
                assert!(!range.overlaps(other), "{name} (CL-10)");
            }
            for peering in cluster.vpc_peerings.values() {
                assert!(!range.overlaps(&peering.range), "{name} and a peer");
            }
        }
    }
    for deployment in state.deployments() {
        let cluster = deployment.infrastructure.cluster_id();
        if let Some(cluster) = cluster.and_then(|id| state.cluster(id)) {
            let is_open = cluster.authorizes(deployment.workspace_id);
            assert!(is_open, "{} (rule 97)", deployment.name);
        }
    }
}

fn is_tidy(text: &str) -> bool {
    !text.is_empty() && text.trim() == text
}

fn no_two_alike(what: &str, texts: impl Iterator<Item = String>) {
    let mut seen = BTreeSet::new();
    for text in texts {
        assert!(seen.insert(text.clone()), "two {what} `{text}`");
    }
}

/// DEP-7.
fn is_namespace(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    matches!(parts.as_slice(), [adjective, noun, number]
        if [adjective, noun].iter().all(|word| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase())
        }) && number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The state made anew from what it holds, with every index built from nothing. Whatever there ever was is
/// made and deleted first, because used namespaces are remembered.
pub fn rebuilt(state: &State, log: &[Commit]) -> State {
    let mut fresh = State::default();
    let mut put = |event: &Event, commit: &Commit| {
        let by = commit.actor;
        apply(&mut fresh, event, commit.at, by);
    };
    for commit in log {
        for event in &commit.events {
            if let Event::DeploymentCreated(deployment) = event {
                put(event, commit);
                put(&Event::DeploymentDeleted { id: deployment.id }, commit);
            }
        }
    }
    let last = log.last().unwrap();
    put(
        &Event::OrganizationCreated(state.organization().unwrap().clone()),
        last,
    );
    for user in state.users() {
        put(&Event::UserAdded(user.clone()), last);
    }
    for team in state.teams() {
        put(&Event::TeamCreated(team.clone()), last);
    }
    for role in state.custom_roles() {
        put(&Event::CustomRoleCreated(role.clone()), last);
    }
    for token in state.api_tokens() {
        put(&Event::ApiTokenCreated(token.clone()), last);
    }
    for workspace in state.workspaces() {
        put(&Event::WorkspaceCreated(workspace.clone()), last);
    }
    for cluster in state.clusters() {
        put(&Event::ClusterCreated(Box::new(cluster.clone())), last);
    }
    for deployment in state.deployments() {
        put(
            &Event::DeploymentCreated(Box::new(deployment.clone())),
            last,
        );
    }
    belongings::rebuild(state, &mut fresh, last);
    fresh
}
