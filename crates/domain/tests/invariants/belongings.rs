//! What holds of everything that belongs to Workspaces and Deployments.

use planisphere_domain::deploy::DeployStatus;
use planisphere_domain::environment_object::{EnvironmentObject, resolve};
use planisphere_domain::{Commit, Event, Home, State, apply};

/// Checks all of it.
///
/// # Panics
/// If something does not hold.
pub fn hold(state: &State) {
    for channel in state.notification_channels() {
        assert!(is_there(state, channel.home), "a channel of nothing");
        let of = state.notification_channels_of(channel.home);
        assert_eq!(of.filter(|it| it.id == channel.id).count(), 1);
    }
    for alert in state.alerts() {
        let home = Home::Deployment(alert.deployment_id);
        assert!(is_there(state, home), "an alert of nothing");
        for id in &alert.notification_channel_ids {
            let channel = state.notification_channel(*id).expect("NCH-5");
            assert!(channel.is_reachable_from(state, home), "ALR-8");
        }
    }
    for deploy in state.deploys() {
        let home = Home::Deployment(deploy.deployment_id);
        assert!(is_there(state, home), "a deploy of nothing");
    }
    for deployment in state.deployments() {
        let deploys = state.deploys_of(deployment.id);
        assert!(
            deploys.is_sorted_by(|a, b| a.created_at >= b.created_at),
            "DPL-9"
        );
        let on_their_way = deploys
            .iter()
            .filter(|it| it.deploy_type.brings_image() && it.status == DeployStatus::Initialized);
        assert!(on_their_way.count() <= 1, "DPL-10");
    }
    for token in state.agent_tokens() {
        let deployment = state.deployment(token.deployment_id);
        let is_remote = deployment.is_some_and(|it| it.remote_execution.is_some());
        assert!(is_remote, "TOK-12");
    }
    for object in state.environment_objects() {
        hold_of_object(state, object);
    }
}

fn hold_of_object(state: &State, object: &EnvironmentObject) {
    assert!(is_there(state, object.scope.home()), "an object of nothing");
    let alike = state
        .environment_objects_of(object.scope.home())
        .filter(|it| {
            (&it.object_key, it.object_type()) == (&object.object_key, object.object_type())
        });
    assert_eq!(alike.count(), 1, "{} (EO-1)", object.object_key);
    let named = object.links.iter().map(|link| link.deployment_id);
    for id in named.chain(object.exclude_links.iter().copied()) {
        let deployment = state.deployment(id).expect("a link to what ended");
        let home = Home::Workspace(deployment.workspace_id);
        assert_eq!(object.scope.home(), home, "EO-8");
    }
    for link in &object.links {
        assert!(!object.exclude_links.contains(&link.deployment_id), "EO-15");
    }
    for deployment in state.deployments() {
        let got = resolve(state, deployment.id);
        let mut places: Vec<_> = got
            .iter()
            .map(|it| (&it.object.object_key, it.object.object_type().api()))
            .collect();
        let count = places.len();
        places.dedup();
        assert_eq!(places.len(), count, "EO-18: one object per key and kind");
    }
}

fn is_there(state: &State, home: Home) -> bool {
    match home {
        Home::Organization => true,
        Home::Workspace(id) => state.workspace(id).is_some(),
        Home::Deployment(id) => state.deployment(id).is_some(),
    }
}

/// Puts everything anew.
pub fn rebuild(state: &State, fresh: &mut State, last: &Commit) {
    let mut put = |event: &Event| apply(fresh, event, last.at, last.actor);
    for channel in state.notification_channels() {
        put(&Event::NotificationChannelCreated(channel.clone()));
    }
    for alert in state.alerts() {
        put(&Event::AlertCreated(Box::new(alert.clone())));
    }
    for acceptance in state.acceptances() {
        put(&Event::FindingAccepted(acceptance.clone()));
    }
    for deploy in state.deploys() {
        put(&Event::DeployCreated(Box::new(deploy.clone())));
    }
    for token in state.agent_tokens() {
        put(&Event::AgentTokenCreated(token.clone()));
    }
    for object in state.environment_objects() {
        put(&Event::EnvironmentObjectCreated(Box::new(object.clone())));
    }
}
