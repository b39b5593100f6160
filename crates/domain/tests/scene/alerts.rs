//! The scene with channels at every level and an alert through them, and short ways to say a wish.

use planisphere_domain::alert::{AlertDraft, AlertField};
use planisphere_domain::notification_channel::{
    NotificationChannelDraft, NotificationChannelField,
};
use planisphere_domain::{Command, Edit, Home};
use planisphere_fixtures::Fixture;

use super::scene;

/// The shared channels `all` of the Organization and `team` of `Data Platform`, `own` of `etl`, and the alert
/// `late` of `etl` through all three.
pub fn alerted() -> Fixture {
    let fixture = scene();
    let (workspace, etl) = (
        fixture.workspace("Data Platform"),
        fixture.deployment("etl"),
    );
    fixture
        .with_channel("all", Home::Organization)
        .with_channel("team", Home::Workspace(workspace))
        .with_channel("own", Home::Deployment(etl))
        .with_alert("late", "etl", &["all", "team", "own"])
}

/// A channel of `Data Platform` that differs from a fine one.
pub fn channel(
    fixture: &mut Fixture,
    shape: impl FnOnce(&mut NotificationChannelDraft),
) -> Command {
    let home = Home::Workspace(fixture.workspace("Data Platform"));
    let mut draft = fixture.channel_draft("new", home);
    shape(&mut draft);
    Command::CreateNotificationChannel(Box::new(draft))
}

/// Sets fields of a channel, seen as they are stored.
pub fn edit_channel(
    fixture: &Fixture,
    name: &str,
    values: impl IntoIterator<Item = NotificationChannelField>,
) -> Command {
    let id = fixture.channel(name);
    let stored = fixture.state().notification_channel(id).unwrap();
    let edit = |value: NotificationChannelField| Edit::new(stored.field(&value), value);
    Command::UpdateNotificationChannel {
        id,
        edits: values.into_iter().map(edit).collect(),
    }
}

/// An alert of `etl` that differs from a fine one.
pub fn alert(fixture: &mut Fixture, shape: impl FnOnce(&mut AlertDraft)) -> Command {
    let mut draft = fixture.alert_draft("new", "etl");
    shape(&mut draft);
    Command::CreateAlert(Box::new(draft))
}

/// Sets fields of an alert, seen as they are stored.
pub fn edit_alert(
    fixture: &Fixture,
    name: &str,
    values: impl IntoIterator<Item = AlertField>,
) -> Command {
    let id = fixture.alert(name);
    let stored = fixture.state().alert(id).unwrap();
    let edit = |value: AlertField| Edit::new(stored.field(&value), value);
    Command::UpdateAlert {
        id,
        edits: values.into_iter().map(edit).collect(),
    }
}
