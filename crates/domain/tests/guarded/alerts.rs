//! Notification channels at every level, and alerts.

use planisphere_domain::alert::AlertField;
use planisphere_domain::notification_channel::NotificationChannelField;
use planisphere_domain::{Command, Edit, Home};
use planisphere_fixtures::{Fixture, Persona};

use super::{Gate, On, gate};
use Persona::{Owner, WorkspaceEditor, WorkspaceOperator, WorkspaceOwner};

const EDITORS: &[Persona] = &[Owner, WorkspaceOwner, WorkspaceOperator, WorkspaceEditor];

fn here(fixture: &Fixture) -> Home {
    Home::Workspace(fixture.workspace("Data Platform"))
}

fn below(fixture: &Fixture) -> Home {
    Home::Deployment(fixture.deployment("etl"))
}

fn create(fixture: &mut Fixture, home: Home) -> Command {
    Command::CreateNotificationChannel(Box::new(fixture.channel_draft("new", home)))
}

fn rename(fixture: &mut Fixture, home: Home) -> Command {
    *fixture = fixture.clone().with_channel("mail", home);
    Command::UpdateNotificationChannel {
        id: fixture.channel("mail"),
        edits: vec![Edit::new(
            NotificationChannelField::Name("mail".into()),
            NotificationChannelField::Name("post".into()),
        )],
    }
}

fn delete(fixture: &mut Fixture, home: Home) -> Command {
    *fixture = fixture.clone().with_channel("mail", home);
    Command::DeleteNotificationChannel {
        id: fixture.channel("mail"),
    }
}

pub const GATES: &[Gate] = &[
    gate(
        "createNotificationChannel",
        "of the Organization",
        "workspace.notificationChannels.create",
        On::Organization,
        |fixture| create(fixture, Home::Organization),
        &[Owner],
    ),
    gate(
        "createNotificationChannel",
        "of a Workspace",
        "workspace.notificationChannels.create",
        On::Workspace,
        |fixture| {
            let home = here(fixture);
            create(fixture, home)
        },
        EDITORS,
    ),
    gate(
        "createNotificationChannel",
        "of a Deployment",
        "workspace.notificationChannels.create",
        On::Deployment,
        |fixture| {
            let home = below(fixture);
            create(fixture, home)
        },
        EDITORS,
    ),
    gate(
        "updateNotificationChannel",
        "of the Organization",
        "workspace.notificationChannels.update",
        On::Organization,
        |fixture| rename(fixture, Home::Organization),
        &[Owner],
    ),
    gate(
        "updateNotificationChannel",
        "of a Workspace",
        "workspace.notificationChannels.update",
        On::Workspace,
        |fixture| {
            let home = here(fixture);
            rename(fixture, home)
        },
        EDITORS,
    ),
    gate(
        "deleteNotificationChannel",
        "of a Workspace",
        "workspace.notificationChannels.delete",
        On::Workspace,
        |fixture| {
            let home = here(fixture);
            delete(fixture, home)
        },
        EDITORS,
    ),
    gate(
        "deleteNotificationChannel",
        "of a Deployment",
        "workspace.notificationChannels.delete",
        On::Deployment,
        |fixture| {
            let home = below(fixture);
            delete(fixture, home)
        },
        EDITORS,
    ),
    gate(
        "createAlert",
        "",
        "deployment.alerts.create",
        On::Deployment,
        |fixture| Command::CreateAlert(Box::new(fixture.alert_draft("new", "etl"))),
        EDITORS,
    ),
    gate(
        "updateAlert",
        "",
        "deployment.alerts.update",
        On::Deployment,
        |fixture| {
            *fixture = fixture.clone().with_alert("late", "etl", &[]);
            Command::UpdateAlert {
                id: fixture.alert("late"),
                edits: vec![Edit::new(
                    AlertField::Name("late".into()),
                    AlertField::Name("too late".into()),
                )],
            }
        },
        EDITORS,
    ),
    gate(
        "deleteAlert",
        "",
        "deployment.alerts.delete",
        On::Deployment,
        |fixture| {
            *fixture = fixture.clone().with_alert("late", "etl", &[]);
            Command::DeleteAlert {
                id: fixture.alert("late"),
            }
        },
        EDITORS,
    ),
];
