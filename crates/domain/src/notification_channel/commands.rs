//! Creating, editing and deleting notification channels (NCH rules).

use super::{ChannelDefinition, ChannelType, DefinitionDraft, NotificationChannel};
use crate::belonging::Home;
use crate::decide::{Context, Outcome};
use crate::edit::{Edit, Value, editable};
use crate::policy::Permission;
use crate::validation::{Checks, conflicts};
use crate::{Event, NotificationChannelId, Problem, Rejection, ResourceKind};

/// The longest name, the same as a token's (TOK-1); no source gives one for channels.
const LONGEST_NAME: usize = 256;

/// What somebody asks for when creating a channel. The type comes as a text, so that what is none is
/// refused with a sentence.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NotificationChannelDraft {
    /// The new id.
    pub id: NotificationChannelId,
    /// Its name.
    pub name: String,
    /// What it belongs to (NCH-2).
    pub home: Home,
    /// Its type in the API's word.
    pub channel_type: String,
    /// What its type needs.
    pub definition: DefinitionDraft,
    /// Whether what lies below its home may use it.
    pub is_shared: bool,
}

editable! {
    /// A field of a notification channel that can be edited; its home is none.
    NotificationChannelField of NotificationChannel {
        /// The name.
        Name(String) = "name" in name;
        /// Where it leads.
        Definition(ChannelDefinition) = "definition" in definition;
        /// Whether what lies below its home may use it (NCH-4).
        IsShared(bool) = "isShared" in is_shared;
    }
}

fn stored<'a>(
    context: &Context<'a>,
    id: NotificationChannelId,
) -> Result<&'a NotificationChannel, Rejection> {
    context
        .state
        .notification_channel(id)
        .ok_or_else(|| Rejection::not_found(ResourceKind::NotificationChannel, id))
}

pub(crate) fn create(context: &Context<'_>, draft: &NotificationChannelDraft) -> Outcome {
    // Channels of a Deployment are the Workspace's affair too; those of the Organization are its owners'.
    context.require(
        Permission::WorkspaceNotificationChannelsCreate,
        draft.home.resource(),
    )?;
    let mut checks = Checks::default();
    checks.ensure(
        context.state.notification_channel(draft.id).is_none(),
        || {
            Problem::taken(
                "id",
                ResourceKind::NotificationChannel,
                &draft.id.to_string(),
            )
        },
    );
    // NCH-1
    let channel_type = checks.word("type", &draft.channel_type);
    let definition = draft
        .definition
        .clone()
        .of_type(channel_type.unwrap_or(ChannelType::Email))
        .tidy();
    let channel = NotificationChannel {
        id: draft.id,
        name: draft.name.trim().to_owned(),
        home: draft.home,
        is_shared: draft.is_shared,
        definition,
        created_at: context.env.now,
        created_by: context.caller.actor,
        updated_at: context.env.now,
        updated_by: context.caller.actor,
    };
    check_text(&mut checks, &channel.name);
    // Without a type nobody knows which fields it needs.
    if channel_type.is_some() {
        check_definition(&mut checks, context, &channel.definition);
    }
    checks.finish()?;
    Ok(vec![Event::NotificationChannelCreated(channel)])
}

pub(crate) fn update(
    context: &Context<'_>,
    id: NotificationChannelId,
    edits: &[Edit<NotificationChannelField>],
) -> Outcome {
    let channel = stored(context, id)?;
    context.require(
        Permission::WorkspaceNotificationChannelsUpdate,
        channel.home.resource(),
    )?;
    let edits: Vec<_> = edits
        .iter()
        .map(|edit| keep_secret(edit, channel))
        .collect();
    let changes = conflicts(context, &edits, |like| channel.field(like))?;
    let mut after = channel.clone();
    for change in &changes {
        after.set(change.clone());
    }
    let mut checks = Checks::default();
    check_text(&mut checks, &after.name);
    if after.definition != channel.definition {
        check_definition(&mut checks, context, &after.definition);
    }
    check_users_stay(&mut checks, context, channel, &after);
    checks.finish()?;
    Ok(if changes.is_empty() {
        Vec::new()
    } else {
        vec![Event::NotificationChannelEdited { id, changes }]
    })
}

/// NCH-5. Rule 124: no tier refuses it.
pub(crate) fn delete(context: &Context<'_>, id: NotificationChannelId) -> Outcome {
    let channel = stored(context, id)?;
    context.require_taking_back(
        Permission::WorkspaceNotificationChannelsDelete,
        channel.home.resource(),
    )?;
    let users = context.state.alerts_through(id).count();
    let mut checks = Checks::default();
    checks.ensure(users == 0, || in_use("id", channel, users));
    checks.finish()?;
    Ok(vec![Event::NotificationChannelDeleted { id }])
}

fn keep_secret(
    edit: &Edit<NotificationChannelField>,
    channel: &NotificationChannel,
) -> Edit<NotificationChannelField> {
    match &edit.value {
        NotificationChannelField::Definition(wanted) => Edit::new(
            edit.base.clone(),
            NotificationChannelField::Definition(
                wanted.clone().keeping_secret_of(&channel.definition),
            ),
        ),
        _ => edit.clone(),
    }
}

fn check_text(checks: &mut Checks, name: &str) {
    checks.text("name", "the channel's name", name, 1, LONGEST_NAME);
}

fn check_definition(checks: &mut Checks, context: &Context<'_>, definition: &ChannelDefinition) {
    definition.check(checks);
    if let ChannelDefinition::DagTrigger {
        deployment_id: Some(id),
        ..
    } = definition
    {
        checks.ensure(context.state.deployment(*id).is_some(), || {
            Problem::new(
                "definition.deploymentId",
                "unknown-deployment",
                format!("Deployment with id {id} not found"),
                "Choose a Deployment of the list.",
            )
            .value(id)
        });
    }
}

/// NCH-4, ALR-8: whoever uses the channel from below keeps it.
fn check_users_stay(
    checks: &mut Checks,
    context: &Context<'_>,
    before: &NotificationChannel,
    after: &NotificationChannel,
) {
    if !before.is_shared || after.is_shared {
        return;
    }
    let users = context
        .state
        .alerts_through(after.id)
        .filter(|alert| {
            !after.is_reachable_from(context.state, Home::Deployment(alert.deployment_id))
        })
        .count();
    checks.ensure(users == 0, || in_use("isShared", before, users));
}

fn in_use(path: &str, channel: &NotificationChannel, users: usize) -> Problem {
    let noun = if users == 1 {
        "alert uses"
    } else {
        "alerts use"
    };
    Problem::new(
        path,
        "channel-in-use",
        format!("{users} {noun} the channel `{}`", channel.name),
        "Let the alerts use another channel first.",
    )
    .value(users)
}
