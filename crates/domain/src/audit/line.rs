//! A record as a line of a file: as JSON with the names of rule 119 and further ones, and as cells of a table. Putting lines
//! together, and guarding a spreadsheet from what stands in them, is left to whoever writes the file.

use serde_json::{Value, json};

use super::{CauseKind, FieldDetail, Record, ThingDetail};
use crate::{Actor, Cause, OrganizationId};

/// The names of the cells.
pub const CSV_COLUMNS: [&str; 16] = [
    "timestamp",
    "organizationId",
    "subjectType",
    "subjectId",
    "subjectName",
    "action",
    "resourceType",
    "resourceId",
    "resourceName",
    "description",
    "cause",
    "sourceIp",
    "userAgent",
    "commit",
    "event",
    "changes",
];

/// Whether a person or a token acted, as rule 119 says it.
#[must_use]
pub const fn subject_type(actor: Actor) -> &'static str {
    match actor {
        Actor::User(_) => "USER",
        Actor::ApiToken(_) => "SERVICEKEY",
    }
}

/// The id of who acted.
#[must_use]
pub fn subject_id(actor: Actor) -> String {
    match actor {
        Actor::User(id) => id.to_string(),
        Actor::ApiToken(id) => id.to_string(),
    }
}

/// The id of what the record is about; that of the Organization itself is the log's.
fn resource_id(record: &Record, organization: Option<OrganizationId>) -> String {
    let id = record.target.id_text();
    if id.is_empty() {
        organization.map(|id| id.to_string()).unwrap_or_default()
    } else {
        id
    }
}

fn source_ip(record: &Record) -> Option<String> {
    let from = record.stamp.from.as_ref()?;
    from.address.map(|address| address.to_string())
}

fn user_agent(record: &Record) -> Option<&str> {
    record.stamp.from.as_ref()?.client.as_deref()
}

/// One record as a line of JSON, without its end.
#[must_use]
pub fn ndjson(
    record: &Record,
    organization: Option<OrganizationId>,
    things: &[ThingDetail],
) -> String {
    let stamp = &record.stamp;
    let also: Vec<Value> = record
        .also
        .iter()
        .map(|(target, name)| {
            json!({
                "resourceType": target.kind().to_string(),
                "resourceId": target.id_text(),
                "resourceName": name.text(),
            })
        })
        .collect();
    let changes: Vec<Value> = things.iter().map(thing).collect();
    let files = match &stamp.cause {
        Cause::Import { files } => files.as_slice(),
        _ => &[],
    };
    let of = match stamp.cause {
        Cause::UndoOf { commit } | Cause::RedoOf { commit } => Some(commit),
        _ => None,
    };
    json!({
        "timestamp": stamp.at.to_string(),
        "organizationId": organization.map(|id| id.to_string()),
        "subjectType": subject_type(stamp.actor),
        "subjectId": subject_id(stamp.actor),
        "subjectName": stamp.name.text(),
        "sourceIp": source_ip(record),
        "userAgent": user_agent(record),
        "action": record.action.code,
        "description": format!("{} {}", record.action.words, record.name.text()),
        "resourceType": record.kind.to_string(),
        "resourceId": resource_id(record, organization),
        "resourceName": record.name.text(),
        "alsoAbout": also,
        "cause": CauseKind::of(&stamp.cause).word(),
        "files": files,
        "ofCommit": of,
        "commit": stamp.sequence,
        "event": record.place + 1,
        "changes": changes,
    })
    .to_string()
}

fn thing(thing: &ThingDetail) -> Value {
    let fields: Vec<Value> = thing
        .fields
        .iter()
        .map(|field| json!({ "field": field.field, "before": field.before, "after": field.after }))
        .collect();
    json!({
        "resourceType": thing.kind.to_string(),
        "resourceId": thing.id,
        "resourceName": thing.name,
        "change": thing.end.word(),
        "fields": fields,
    })
}

/// One record as cells, in the order of [`CSV_COLUMNS`].
#[must_use]
pub fn cells(
    record: &Record,
    organization: Option<OrganizationId>,
    things: &[ThingDetail],
) -> Vec<String> {
    let stamp = &record.stamp;
    let changes: Vec<String> = things.iter().map(in_a_cell).collect();
    vec![
        stamp.at.to_string(),
        organization.map(|id| id.to_string()).unwrap_or_default(),
        subject_type(stamp.actor).to_owned(),
        subject_id(stamp.actor),
        stamp.name.text().to_owned(),
        record.action.code.to_owned(),
        record.kind.to_string(),
        resource_id(record, organization),
        record.name.text().to_owned(),
        format!("{} {}", record.action.words, record.name.text()),
        CauseKind::of(&stamp.cause).word().to_owned(),
        source_ip(record).unwrap_or_default(),
        user_agent(record).unwrap_or_default().to_owned(),
        stamp.sequence.to_string(),
        (record.place + 1).to_string(),
        changes.join("\n"),
    ]
}

fn in_a_cell(thing: &ThingDetail) -> String {
    let value = |text: &Option<String>| text.clone().unwrap_or_else(|| "nothing".to_owned());
    let fields: Vec<String> = thing
        .fields
        .iter()
        .map(
            |FieldDetail {
                 field,
                 before,
                 after,
             }| { format!("{field}: {} → {}", value(before), value(after)) },
        )
        .collect();
    format!(
        "{} {} {}: {}",
        thing.kind,
        thing.name,
        thing.end.word(),
        fields.join("; ")
    )
}
