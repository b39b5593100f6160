//! Changing environment objects: what stays for good, what is kept when it is left out, and what follows.

use super::commands::{check_description, check_tier, permission, stored};
use super::links::check as check_links;
use super::{EnvironmentObject, EnvironmentObjectField as Field, Payload};
use crate::decide::{Context, Outcome};
use crate::edit::Edit;
use crate::policy::Permission;
use crate::validation::{Checks, conflicts};
use crate::{EnvironmentObjectId, Event, Problem};

pub(crate) fn update(
    context: &Context<'_>,
    id: EnvironmentObjectId,
    edits: &[Edit<Field>],
) -> Outcome {
    let object = stored(context, id)?;
    context.require(
        permission(
            object.scope,
            Permission::WorkspaceEnvObjectsUpdate,
            Permission::DeploymentEnvObjectsUpdate,
        ),
        object.scope.home().resource(),
    )?;
    let edits: Vec<Edit<Field>> = edits
        .iter()
        .map(|edit| keep_secrets(edit, object))
        .collect();
    let mut changes = conflicts(context, &edits, |like| object.field(like))?;
    let mut after = object.clone();
    for change in &changes {
        after.set(change.clone());
    }
    // EO-15
    let excluded = &after.exclude_links;
    let mut links = after.links.clone();
    links.retain(|link| !excluded.contains(&link.deployment_id));
    if links.len() < after.links.len() {
        changes.retain(|change| !matches!(change, Field::Links(_)));
        if links != object.links {
            changes.push(Field::Links(links.clone()));
        }
        after.links = links;
    }
    let mut checks = Checks::default();
    check_description(&mut checks, &after.description);
    check_payload(&mut checks, object, &after);
    check_links(&mut checks, context.state, &after, &object.links);
    if !changes.iter().all(|change| takes_back(change, object)) {
        check_tier(&mut checks, context, object.object_type())?;
    }
    checks.finish()?;
    Ok(if changes.is_empty() {
        Vec::new()
    } else {
        vec![Event::EnvironmentObjectEdited { id, changes }]
    })
}

/// EO-11: nobody types a secret again to change something beside it.
fn keep_secrets(edit: &Edit<Field>, object: &EnvironmentObject) -> Edit<Field> {
    let value = match &edit.value {
        Field::Payload(payload) => {
            Field::Payload(payload.clone().keeping_secrets_of(&object.payload))
        }
        Field::Links(links) => Field::Links(
            links
                .iter()
                .map(|link| {
                    let stored = object.link_to(link.deployment_id);
                    link.clone().keeping_secrets_of(stored)
                })
                .collect(),
        ),
        other => other.clone(),
    };
    Edit::new(edit.base.clone(), value)
}

/// What holds of the payload, and what of it stays as it was.
fn check_payload(checks: &mut Checks, before: &EnvironmentObject, after: &EnvironmentObject) {
    if after.payload == before.payload {
        return;
    }
    let object_type = before.object_type();
    // EO-2, EO-3
    if after.object_type() != object_type {
        checks.add(after.payload.of_another_type("", object_type));
        return;
    }
    after.payload.check(checks, &before.object_key, "", false);
    let path = Payload::name_of(object_type);
    // EO-9
    checks.ensure(
        after.payload.is_secret() == before.payload.is_secret(),
        || {
            Problem::new(
                format!("{path}.isSecret"),
                "secret-stays",
                format!("whether `{}` is secret cannot change", before.object_key),
                "Delete it and create it again.",
            )
            .value(after.payload.is_secret())
            .limit(before.payload.is_secret())
        },
    );
    // EO-5
    if let (Payload::Connection(old), Payload::Connection(new)) = (&before.payload, &after.payload)
    {
        let is_kept = old.connection_type == new.connection_type;
        checks.ensure(is_kept || new.connection_type.is_empty(), || {
            Problem::new(
                format!("{path}.type"),
                "fixed",
                format!(
                    "the connection's type is `{}` for good",
                    old.connection_type
                ),
                "Delete it and create it again.",
            )
            .value(&new.connection_type)
            .limit(&old.connection_type)
        });
    }
}

/// Whether a change only takes an object away from Deployments, which no tier refuses (rule 124).
fn takes_back(change: &Field, before: &EnvironmentObject) -> bool {
    match change {
        Field::AutoLinkDeployments(is_on) => !is_on,
        Field::Links(links) => links.iter().all(|link| before.links.contains(link)),
        Field::ExcludeLinks(excluded) => excluded.is_superset(&before.exclude_links),
        Field::Description(_) | Field::Payload(_) => false,
    }
}
