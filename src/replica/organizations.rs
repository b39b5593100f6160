//! Organizations on this device: founding one, opening a sample, removing one. Files that people import and download
//! are the business of `one_file`.

use gloo_net::http::Request;
use leptos::prelude::*;
use planisphere_domain::organization::{Founding, Plan, Product};
use planisphere_domain::{Actor, Cause, Command, Commit, OrganizationId, State, decide};
use planisphere_journal::{Frame, Head, Stored};

use super::client;
use super::engine;
use super::log::{self, Replayed};
use super::{Failure, Ids, Phase, Replica, Viewer, Work, caller, env, now};
use crate::storage::{
    Handle, News, OrganizationEntry, Origin, SealedBlob, Storage, StoredOrganization, download,
    file_name, forget_plan, forget_reminder, record_name,
};

/// A log with fewer commits is put down as rows,
const SHORT_LOG: usize = 64;
/// if it has fewer bytes.
const SHORT_LOG_BYTES: usize = 256 << 10;

/// What the first visit asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founder {
    /// The Organization's name.
    pub organization: String,
    /// The person's name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Hosted or hybrid, for good.
    pub product: Product,
    /// The plan.
    pub plan: Plan,
    /// The first Workspace's name.
    pub workspace: String,
}

/// A sample that ships as a static file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Its file's name without the ending.
    pub file: &'static str,
    /// What it is called on the page.
    pub title: &'static str,
    /// What is in it.
    pub about: &'static str,
}

impl Sample {
    /// Every sample.
    pub const ALL: &'static [Self] = &[
        Self {
            file: "small",
            title: "Small sample",
            about: "6 Workspaces, 2 clusters, 14 Deployments",
        },
        Self {
            file: "large",
            title: "Large sample",
            about: "200 Workspaces, 10,000 Deployments",
        },
    ];
}

impl Replica {
    /// Founds an Organization; the person becomes its owner (rule 14).
    pub async fn found(self, founder: Founder) -> Result<OrganizationEntry, Failure> {
        engine::found(self, founder).await
    }

    pub(super) async fn store_new(self, founder: Founder) -> Result<OrganizationEntry, Failure> {
        let user = Ids::user()?;
        let viewer = Viewer::user(user);
        let command = Command::CreateOrganization(Founding {
            id: Ids::organization()?,
            name: founder.organization,
            product: founder.product,
            plan: founder.plan,
            founder: user,
            founder_name: founder.name,
            founder_email: founder.email,
            workspace: Ids::workspace()?,
            workspace_name: founder.workspace,
        });
        let env = env();
        let events = decide(&State::default(), &caller(viewer, env.now), &command, &env)
            .map_err(Failure::Rejected)?;
        let commit = Commit {
            at: env.now,
            actor: Actor::User(user),
            cause: Cause::Edit,
            from: client::source(None),
            events,
        };
        let frame = log::seal(&Head::genesis(), &commit)?;
        self.keep(vec![frame], Origin::Created, Some(viewer)).await
    }

    /// Opens a sample from its static file, or the copy that is here already.
    pub async fn open_sample(self, sample: Sample) -> Result<OrganizationEntry, Failure> {
        let origin = Origin::Sample(sample.file.to_owned());
        let here = self.organizations.with_untracked(|entries| {
            entries
                .as_deref()
                .unwrap_or_default()
                .iter()
                .find(|entry| entry.origin == origin)
                .cloned()
        });
        if let Some(entry) = here {
            return Ok(entry);
        }
        let fetched = |message: String| Failure::Fetch { message };
        let response = Request::get(&format!("/samples/{}.planisphere", sample.file))
            .send()
            .await
            .map_err(|error| fetched(error.to_string()))?;
        if !response.ok() {
            return Err(fetched(format!(
                "the server answered {}",
                response.status()
            )));
        }
        let bytes = response
            .binary()
            .await
            .map_err(|error| fetched(error.to_string()))?;
        engine::take_in(self, bytes, origin).await
    }

    pub(super) async fn store_archive(
        self,
        bytes: Vec<u8>,
        origin: Origin,
    ) -> Result<OrganizationEntry, Failure> {
        let work = Work::default();
        let read = self.read_bytes(bytes, work).await?;
        self.keep_as(&read, origin, Vec::new(), work).await
    }

    /// Stores a log of this device's own making under a handle of its own.
    async fn keep(
        self,
        frames: Vec<Frame>,
        origin: Origin,
        viewer: Option<Viewer>,
    ) -> Result<OrganizationEntry, Failure> {
        let handle = Handle::random()?;
        // Replaying proves that the app can read what it is about to keep.
        let mut replayed = Replayed::default();
        replayed.follow(&frames)?;
        let entry = log::summary(&handle, &origin, viewer, &replayed.state, &replayed.head);
        let entry = self
            .store_whole(entry, &frames, &replayed, Vec::new(), Work::default())
            .await?;
        self.has_something_to_lose();
        Ok(entry)
    }

    /// Stores a whole Organization, or nothing of it, also where somebody cancels that.
    pub(super) async fn store_whole(
        self,
        entry: OrganizationEntry,
        frames: &[Frame],
        replayed: &Replayed,
        blobs: Vec<SealedBlob>,
        work: Work,
    ) -> Result<OrganizationEntry, Failure> {
        let backstage = self.own_backstage().await?;
        let stored = StoredOrganization {
            entry: entry.clone(),
            log: as_stored(frames, replayed)?,
            blobs,
        };
        // Who pressed Cancel while the log was put together is heard first.
        work.pause(None, None).await?;
        backstage.storage.create(stored).await?;
        let kept = work.go_on().and_then(|()| self.can_keep(&backstage));
        if let Err(failure) = kept {
            // Nobody knows of it yet.
            backstage.storage.remove(&entry.handle).await?;
            return Err(failure);
        }
        self.announce(&backstage, &entry.handle, entry.head);
        // It is stored. A list that cannot be read is no reason to store it again.
        let _ = self.list().await;
        Ok(entry)
    }

    /// Removes an Organization from this device.
    pub async fn remove_organization(self, handle: Handle) -> Result<(), Failure> {
        let backstage = self.backstage()?;
        backstage.storage.remove(&handle).await?;
        forget_plan(&handle);
        forget_reminder(&handle);
        if self.read_untracked(|opened| opened.handle == handle) == Some(true) {
            self.close(Phase::Unknown);
        }
        backstage.tabs.announce(News::Removed { handle });
        self.list().await
    }

    /// Offers a record of the open Organization as a file, named after it and the day that it tells of.
    ///
    /// # Errors
    /// When none is open, or the browser refuses the download.
    pub fn hand_out_record(
        self,
        what: &str,
        extension: &str,
        media_type: &str,
        bytes: &[u8],
    ) -> Result<(), Failure> {
        let file = self.read_untracked(|opened| {
            let organization = opened.state.organization()?;
            let day = opened.now().date();
            Some(record_name(&organization.name, what, &day, extension))
        });
        let file = file.flatten().ok_or(Failure::NotReady)?;
        Ok(download(&file, media_type, bytes)?)
    }

    /// The id of the open Organization.
    #[must_use]
    pub fn organization_id(self) -> Option<OrganizationId> {
        self.read(|opened| {
            opened
                .state
                .organization()
                .map(|organization| organization.id)
        })
        .flatten()
    }
}

/// A log as it is first put down: a short one as rows, which are folded when they have become many; a long one in chunks,
/// with a snapshot, so that it opens as quickly as any other.
pub(super) fn as_stored(frames: &[Frame], replayed: &Replayed) -> Result<Stored, Failure> {
    let size: usize = frames.iter().map(|frame| frame.payload().len()).sum();
    if frames.len() < SHORT_LOG && size < SHORT_LOG_BYTES {
        let rows = frames.iter().map(|it| (it.sequence(), it.encode()));
        return Ok(Stored {
            commits: rows.collect(),
            ..Stored::default()
        });
    }
    let mut log = Stored::folded(Head::genesis(), frames)?;
    log.snapshots
        .insert(replayed.head.sequence, replayed.snapshot()?);
    Ok(log)
}

/// What a record of an Organization is called as a file. Files stay in UTC, whatever zone times are shown in.
pub(super) fn file_of(organization: &str, what: &str, extension: &str) -> String {
    record_name(organization, what, &now().date(), extension)
}

/// Offers something that the person asked for as a file.
///
/// # Errors
/// When the browser refuses the download.
pub fn hand_out(
    name: &str,
    extension: &str,
    media_type: &str,
    bytes: &[u8],
) -> Result<(), Failure> {
    Ok(download(&file_name(name, extension), media_type, bytes)?)
}
