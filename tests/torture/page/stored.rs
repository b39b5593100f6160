//! What a tab that just came finds in the database: whether the chain holds, whether the state that the app shows is what
//! a replay of the whole log gives, and which marks the log has.

use std::collections::{BTreeMap, BTreeSet};

use planisphere::storage::{DATABASE, Handle, IndexedDb, Storage};
use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::deployment::InfrastructureChoice;
use planisphere_domain::{Commit, State};
use planisphere_journal::{Frame, Head, commit};
use serde::Serialize;

/// What was found.
#[derive(Serialize)]
pub struct Report {
    /// The number of the newest commit.
    pub sequence: u64,
    /// Its hash.
    pub hash: String,
    /// Whether the app shows what a replay from the first commit gives, at the same head.
    pub is_replay: bool,
    /// The marks of all commits in their order, once for each commit that has them.
    pub marks: Vec<String>,
}

/// Reads the log past the app's own connection, from its first commit, and compares.
pub async fn report(handle: &Handle, shown: &State, head: Head) -> Result<Report, String> {
    let frames = frames(handle).await?;
    let mut state = State::default();
    let mut marks = Vec::new();
    for frame in &frames {
        let commit = commit::from_payload(frame.payload()).map_err(|error| error.to_string())?;
        marks.extend(marks_of(&commit)?);
        state.commit(&commit);
    }
    let end = frames.last().map_or(Head::genesis(), Frame::head);
    Ok(Report {
        sequence: end.sequence,
        hash: end.hash_in_hex(),
        is_replay: end == head && state == *shown,
        marks,
    })
}

/// Every commit of a log, which proves its chain.
async fn frames(handle: &Handle) -> Result<Vec<Frame>, String> {
    let storage = IndexedDb::open(DATABASE).await.map_err(told)?;
    let stored = storage.whole(handle).await.map_err(told)?;
    let stored = stored.ok_or("the Organization is gone")?;
    let (frames, fault) = stored.log.follow(Head::genesis(), stored.entry.head);
    fault.map_or(Ok(frames), |fault| Err(told(fault)))
}

/// What is wrong with each Organization that is on this device, by handle.
pub async fn copies() -> Result<BTreeMap<String, Option<String>>, String> {
    let storage = IndexedDb::open(DATABASE).await.map_err(told)?;
    let mut copies = BTreeMap::new();
    for entry in storage.organizations().await.map_err(told)? {
        let read = frames(&entry.handle).await;
        copies.insert(entry.handle.to_string(), read.err());
    }
    Ok(copies)
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// The marks that a commit wrote.
fn marks_of(commit: &Commit) -> Result<BTreeSet<String>, String> {
    let text = serde_json::to_string(&commit.events).map_err(|error| error.to_string())?;
    let texts = text.split('"');
    Ok(texts
        .filter(|text| text.starts_with("mark "))
        .map(str::to_owned)
        .collect())
}

/// A place that every catalogue offers.
pub fn somewhere() -> InfrastructureChoice {
    InfrastructureChoice::Standard {
        cloud_provider: CloudProvider::Aws,
        region: "us-east-1".to_owned(),
    }
}
