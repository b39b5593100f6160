//! Files that released versions wrote, in `tests/stored` of the repository: each still reads as what it was.
use std::path::PathBuf;

use planisphere_domain::agent_token::AgentToken;
use planisphere_domain::findings::{Acceptance, FindingKey, FindingRule, Subject};
use planisphere_domain::organization::{DomainStatus, ManagedDomain, SsoBypassLink, SsoConnection};
use planisphere_domain::policy::OrganizationRole;
use planisphere_domain::{
    Activity, Actor, AgentTokenId, Cause, Commit, Event, Remembered, Source, SsoConnectionId,
    State, Timestamp,
};
use planisphere_journal::archive::{CarriedSecrets, Reader, Secrets};
use planisphere_journal::{Chunk, Frame, Head, Snapshot, Stored, commit};
use serde_json::Value;

struct Inside {
    version: u32,
    name: String,
    counts: [usize; 4],
    head: String,
    carried: Option<CarriedSecrets>,
    secrets: Option<Secrets>,
}

fn path(file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/stored")
        .join(file)
}

fn inside(file: &str) -> Inside {
    let bytes = std::fs::read(path(file)).unwrap();
    let mut reader = Reader::open(&bytes).unwrap();
    let mut state = State::default();
    let mut commits = 0;
    let mut events = 0;
    while let Some(frame) = reader.next_commit().unwrap() {
        let commit = commit::from_payload(frame.payload()).unwrap();
        commits += 1;
        events += commit.events.len();
        state.commit(&commit);
    }
    let version = reader.version();
    let manifest = reader.manifest().cloned();
    let (head, carried) = reader.finish().unwrap();
    let organization = state.organization().unwrap();
    if let Some(manifest) = &manifest {
        assert_eq!(manifest.organization, organization.id.to_string());
        assert_eq!(manifest.name, organization.name);
        assert_eq!(manifest.commits, commits as u64);
        assert_eq!(manifest.events, events as u64);
    }
    Inside {
        version,
        name: organization.name.clone(),
        counts: [
            commits,
            events,
            state.workspaces().count(),
            state.deployments().count(),
        ],
        head: head
            .hash
            .iter()
            .take(4)
            .map(|it| format!("{it:02x}"))
            .collect(),
        carried,
        secrets: manifest.map(|manifest| manifest.secrets),
    }
}

#[test]
fn archive_1_reads() {
    let it = inside("archive-1.planisphere");
    assert_eq!(it.version, 1);
    assert_eq!(it.name, "Northwind Data");
    assert_eq!(it.counts, [88, 131, 6, 14]);
    assert_eq!(it.head, "f3c3f30f");
    assert_eq!((it.carried, it.secrets), (None, None));
}

#[test]
fn archive_2_reads() {
    let it = inside("archive-2.planisphere");
    assert_eq!(it.version, 2);
    assert_eq!(it.counts, [90, 133, 7, 15]);
    assert_eq!(it.carried, None);
    assert!(matches!(it.secrets, Some(Secrets::LeftOut(ids)) if ids.len() == 1));
}

#[test]
fn archive_2_with_secrets_reads() {
    let it = inside("archive-2-with-secrets.planisphere");
    assert_eq!(it.version, 2);
    assert_eq!(it.head, inside("archive-2.planisphere").head);
    assert_eq!(it.secrets, Some(Secrets::Carried(1)));
    let carried = it.carried.unwrap();
    assert_eq!(carried.derivation, "PBKDF2-SHA-256");
    assert_eq!(carried.rounds, 600_000);
    assert_eq!(carried.salt.len(), 16);
    assert_eq!(carried.secrets.len(), 1);
}

/// A log that was folded twice: its chunks, and the snapshot at the end of them.
const FOLDED: [(u64, &str); 2] = [(60, "chunk-1-first"), (89, "chunk-1-second")];
const SNAPSHOT: (u64, &str) = (89, "snapshot-1");

fn folded() -> Stored {
    let read = |(at, file): (u64, &str)| (at, std::fs::read(path(file)).unwrap());
    Stored {
        chunks: FOLDED.into_iter().map(read).collect(),
        snapshots: [read(SNAPSHOT)].into(),
        ..Stored::default()
    }
}

/// Follows commits, as opening a log does.
fn replayed(frames: &[Frame]) -> (State, Activity) {
    let (mut state, mut activity) = (State::default(), Activity::default());
    for frame in frames {
        let commit = commit::from_payload(frame.payload()).unwrap();
        activity.note(&state, &commit);
        state.commit(&commit);
    }
    (state, activity)
}

/// A snapshot is what a replay of the chunks gives: nothing of it went under another name, and nothing is read as none.
#[test]
fn chunk_1_and_snapshot_1_read_and_say_the_same() {
    let stored = folded();
    let known = SNAPSHOT.0;
    let head = stored.verify(known).unwrap();
    let chain: Vec<String> = [88, 89].iter().map(|at| hash_at(&stored, *at)).collect();
    assert_eq!(chain[0], "f3c3f30f", "the chain of the oldest archive");
    assert_eq!(chain[1], "8a6a1944");
    let (frames, fault) = stored.follow(Head::genesis(), known);
    assert_eq!((frames.len(), fault), (89, None));
    let (state, activity) = replayed(&frames);
    let readable = stored.read::<Remembered>(known);
    assert_eq!(readable.faults, []);
    let snapshot = readable.snapshot.unwrap();
    assert_eq!((snapshot.head, readable.tail.len()), (head, 0));
    assert!(State::from(snapshot.contents.records.clone()) == state);
    assert_eq!(snapshot.contents.activity, activity);
    // Both are read by the same code, so what it dropped from both is looked for in the bytes.
    let bytes = stored.snapshots.get(&known).unwrap();
    let written = Snapshot::<Value>::decode(bytes).unwrap().contents;
    let again = Snapshot {
        head,
        contents: Remembered::of(&state, &activity),
    };
    let again = Snapshot::<Value>::decode(&again.encode().unwrap()).unwrap();
    let mut lost = Vec::new();
    dropped("", &written, &again.contents, &mut lost);
    assert_eq!(lost, [] as [String; 0]);
    for (kind, records) in written["records"].as_object().unwrap() {
        let is_empty = records.as_array().is_some_and(Vec::is_empty);
        assert!(!is_empty, "the sample has no {kind}");
    }
}

/// The places of everything that was written and does not come back as it was. What is new may come.
fn dropped(at: &str, written: &Value, again: &Value, lost: &mut Vec<String>) {
    match (written, again) {
        (Value::Object(written), Value::Object(again)) => {
            for (name, value) in written {
                let other = again.get(name).unwrap_or(&Value::Null);
                dropped(&format!("{at}.{name}"), value, other, lost);
            }
        }
        (Value::Array(written), Value::Array(again)) if written.len() == again.len() => {
            for (place, (value, other)) in written.iter().zip(again).enumerate() {
                dropped(&format!("{at}[{place}]"), value, other, lost);
            }
        }
        _ if written == again => {}
        _ => lost.push(at.to_owned()),
    }
}

/// A snapshot without one of its kinds is not whole: the log is read in its place.
#[test]
fn a_snapshot_that_lacks_a_kind_is_no_snapshot() {
    let stored = folded();
    let bytes = stored.snapshots.get(&SNAPSHOT.0).unwrap();
    let whole = Snapshot::<Value>::decode(bytes).unwrap();
    let kinds: Vec<String> = whole.contents["records"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    assert_eq!(kinds.len(), 15);
    for kind in kinds {
        let mut lacking = whole.clone();
        let records = lacking.contents["records"].as_object_mut().unwrap();
        let taken = records.remove(&kind).unwrap();
        records.insert(format!("{kind}Once"), taken);
        let mut stored = stored.clone();
        stored
            .snapshots
            .insert(SNAPSHOT.0, lacking.encode().unwrap());
        let readable = stored.read::<Remembered>(SNAPSHOT.0);
        assert!(readable.snapshot.is_none(), "{kind}");
        assert_eq!(
            (readable.faults.len(), readable.tail.len()),
            (1, 89),
            "{kind}"
        );
    }
}

/// `STORE=1 cargo test -p planisphere-journal --test stored_files` adds chunks and a snapshot of these formats to the
/// collection, made of the log in the oldest archive. What is there is never written anew.
#[test]
fn what_is_not_in_the_collection_is_added_when_asked() {
    if std::env::var_os("STORE").is_none() {
        return;
    }
    let bytes = std::fs::read(path("archive-1.planisphere")).unwrap();
    let mut reader = Reader::open(&bytes).unwrap();
    let mut frames = Vec::new();
    while let Some(frame) = reader.next_commit().unwrap() {
        frames.push(frame);
    }
    // What that sample has none of.
    let (state, _) = replayed(&frames);
    let payload = commit::to_payload(&further(&state)).unwrap();
    frames.push(Frame::seal(&frames.last().unwrap().head(), payload));
    let (mut before, mut rest) = (Head::genesis(), frames.as_slice());
    for (at, file) in FOLDED {
        let (run, later) = rest.split_at((at - before.sequence) as usize);
        add(file, &Chunk::fold(before, run).unwrap().encode());
        before = run.last().unwrap().head();
        rest = later;
    }
    let (state, activity) = replayed(&frames);
    let contents = Remembered::of(&state, &activity);
    add(
        SNAPSHOT.1,
        &Snapshot {
            head: before,
            contents,
        }
        .encode()
        .unwrap(),
    );
}

/// A commit that makes what the small sample has none of.
fn further(state: &State) -> Commit {
    let at: Timestamp = "2026-11-21T23:00:00Z".parse().unwrap();
    let actor = Actor::User(state.users().next().unwrap().id);
    let mut deployments = state.deployments().map(|it| it.id);
    let (kept, ended) = (deployments.next().unwrap(), deployments.next().unwrap());
    let connection = SsoConnectionId::from_bits(9);
    let domain = ManagedDomain {
        name: "northwind.example".into(),
        status: DomainStatus::Verified,
        connection: Some(connection),
        created_at: at,
    };
    let events = vec![
        Event::SsoConnectionCreated(SsoConnection {
            id: connection,
            name: "Okta".into(),
            automatic_membership: Some(OrganizationRole::Member),
            created_at: at,
        }),
        Event::DomainAdded(domain),
        Event::SsoBypassLinkCreated(SsoBypassLink { created_at: at }),
        Event::IpRangesAdded {
            ranges: vec!["203.0.113.0/24".parse().unwrap()],
        },
        Event::AgentTokenCreated(AgentToken {
            id: AgentTokenId::from_bits(10),
            deployment_id: kept,
            name: "agents".into(),
            description: "in the basement".into(),
            expiry_period_in_days: Some(30),
            end_at: Some(Timestamp::from_seconds(at.seconds() + 30 * 86_400)),
            created_at: at,
            created_by: actor,
        }),
        Event::FindingAccepted(Acceptance {
            key: FindingKey {
                rule: FindingRule::PlainSecret,
                subject: Subject::Variable(kept, "KEY".into()),
            },
            reason: "it is none".into(),
            until: Timestamp::from_seconds(at.seconds() + 86_400),
            accepted_at: at,
            accepted_by: actor,
        }),
        Event::DeploymentDeleted { id: ended },
    ];
    Commit {
        at,
        actor,
        cause: Cause::Edit,
        from: Some(Source {
            client: Some("Chromium 142 on Linux".into()),
            address: None,
        }),
        events,
    }
}

fn hash_at(stored: &Stored, sequence: u64) -> String {
    let (frames, _) = stored.follow(Head::genesis(), SNAPSHOT.0);
    let frame = frames.iter().find(|it| it.sequence() == sequence).unwrap();
    frame.head().hash_in_hex().chars().take(8).collect()
}

fn add(file: &str, bytes: &[u8]) {
    if !path(file).exists() {
        std::fs::write(path(file), bytes).unwrap();
    }
}
