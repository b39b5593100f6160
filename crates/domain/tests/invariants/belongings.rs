//! What holds of everything that belongs to Workspaces and Deployments.

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
}
