//! Organizations on this device: founding one, opening a sample, importing and downloading a file,
//! removing one.

use gloo_net::http::Request;
use leptos::prelude::*;
use planisphere_domain::organization::{Founding, Plan, Product};
use planisphere_domain::{Actor, Cause, Command, Commit, OrganizationId, State, decide};
use planisphere_journal::{Frame, Head, archive};

use super::engine;
use super::gzip::inflate;
use super::log::{self, Replayed};
use super::{Failure, Ids, Phase, Replica, Viewer, caller, env};
use crate::storage::{
    Handle, News, OrganizationEntry, Origin, Storage, StorageError, StoredOrganization, download,
    file_name, forget_plan,
};

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

    /// Takes in a file that holds a whole Organization.
    pub async fn import_organization(self, bytes: &[u8]) -> Result<OrganizationEntry, Failure> {
        engine::take_in(self, bytes.to_vec(), Origin::Imported).await
    }

    pub(super) async fn store_archive(
        self,
        bytes: Vec<u8>,
        origin: Origin,
    ) -> Result<OrganizationEntry, Failure> {
        let bytes = inflate(&bytes).await?;
        self.keep(archive::read(&bytes)?, origin, None).await
    }

    /// Stores a whole log under a handle of its own.
    async fn keep(
        self,
        frames: Vec<Frame>,
        origin: Origin,
        viewer: Option<Viewer>,
    ) -> Result<OrganizationEntry, Failure> {
        let handle = Handle::random()?;
        let frames: Vec<Vec<u8>> = frames.iter().map(Frame::encode).collect();
        // Replaying proves that the app can read what it is about to keep.
        let mut replayed = Replayed::default();
        replayed.follow(&frames)?;
        if replayed.state.organization().is_none() {
            return Err(Failure::Archive(
                "the file holds no Organization; choose another".to_owned(),
            ));
        }
        let entry = log::summary(&handle, &origin, viewer, &replayed.state, &replayed.head);
        let backstage = self.backstage()?;
        let stored = StoredOrganization {
            entry: entry.clone(),
            frames,
            blobs: Vec::new(),
        };
        backstage.storage.create(stored).await?;
        self.announce(&backstage, &handle, entry.head);
        // It is stored. A list that cannot be read is no reason to store it again.
        let _ = self.list().await;
        Ok(entry)
    }

    /// Offers an Organization as a file. Secrets stay behind: they are sealed by this device's key.
    pub async fn download_organization(self, handle: Handle) -> Result<(), Failure> {
        engine::hand_out(self, handle).await
    }

    pub(super) async fn write_archive(self, handle: Handle) -> Result<(), Failure> {
        let stored = self
            .backstage()?
            .storage
            .load(&handle)
            .await?
            .ok_or(StorageError::NotFound)?;
        let frames = stored
            .frames
            .iter()
            .map(|bytes| Frame::decode(bytes).map_err(|error| Failure::Damaged(error.to_string())))
            .collect::<Result<Vec<_>, _>>()?;
        let bytes = archive::write(&frames)?;
        let name = file_name(&stored.entry.name, archive::EXTENSION);
        Ok(download(&name, "application/octet-stream", &bytes)?)
    }

    /// Removes an Organization from this device.
    pub async fn remove_organization(self, handle: Handle) -> Result<(), Failure> {
        let backstage = self.backstage()?;
        backstage.storage.remove(&handle).await?;
        forget_plan(&handle);
        if self.read_untracked(|opened| opened.handle == handle) == Some(true) {
            self.close(Phase::Unknown);
        }
        backstage.tabs.announce(News::Removed { handle });
        self.list().await
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
