//! Deploys: what code came to a Deployment, when and through whom, as people and files record it. Nothing is
//! built or pushed from here.

mod code;
mod commands;
mod create;
mod git;
mod rollback;
mod upgrades;

use serde::{Deserialize, Serialize};

use crate::belonging::{Belonging, Home};
use crate::words::words;
use crate::{Actor, DeployId, DeploymentId, Timestamp};

pub use code::{Bundle, Code, CodeDifference};
pub use commands::{DeployField, DeployOutcome};
pub(crate) use commands::{finalize, update};
pub(crate) use create::create;
pub use create::{DeployDraft, ImageDraft};
pub use git::{DeployGit, GitDetails, GitDraft, GitProvider};
pub use rollback::OLDEST_ROLLBACK_DAYS;
pub(crate) use rollback::roll_back;
pub use upgrades::Upgrade;

words! {
    /// What a deploy brings.
    DeployType {
        /// An image and the DAGs in it, or beside it.
        ImageAndDag = "IMAGE_AND_DAG", "Image and DAGs";
        /// An image; the DAGs stay.
        ImageOnly = "IMAGE_ONLY", "Image";
        /// DAGs; the image stays (DPL-5).
        DagOnly = "DAG_ONLY", "DAGs";
        /// A bundle beside the DAGs, such as a dbt project (DPL-1).
        Bundle = "BUNDLE", "Bundle";
    }
}

impl DeployType {
    /// Whether it brings an image.
    #[must_use]
    pub const fn brings_image(self) -> bool {
        matches!(self, Self::ImageAndDag | Self::ImageOnly)
    }
}

words! {
    /// How far a deploy is.
    DeployStatus {
        /// Begun.
        Initialized = "INITIALIZED", "In progress";
        /// Done.
        Deployed = "DEPLOYED", "Deployed";
        /// Given up.
        Failed = "FAILED", "Failed";
    }
}

words! {
    /// How a deploy came into this history.
    DeploySource {
        /// Somebody recorded it.
        Hand = "HAND", "Recorded by hand";
        /// A file told of it.
        Import = "IMPORT", "Imported";
    }
}

/// One deploy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Deploy {
    /// Names it.
    pub id: DeployId,
    /// The Deployment that it is of.
    pub deployment_id: DeploymentId,
    /// What it brings.
    #[serde(rename = "type")]
    pub deploy_type: DeployType,
    /// How far it is.
    pub status: DeployStatus,
    /// How it came into this history.
    pub source: DeploySource,
    /// At most 500 characters; the only field that can be edited.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// What the Deployment runs once it is done.
    pub code: Code,
    /// The bundle that it brings or takes away (DPL-1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bundle: Option<Bundle>,
    /// The commit it was made from (DPL-2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub git: Option<DeployGit>,
    /// The deploy that it returns to (DPL-7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rollback_from_id: Option<DeployId>,
    /// Its place in the history of its Deployment, from 1: several can begin within one second. 0 in logs from
    /// before it was counted.
    #[serde(default, skip_serializing_if = "is_uncounted")]
    pub number: u32,
    /// When it was begun.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: Actor,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// By whom.
    pub updated_by: Actor,
}

impl Deploy {
    /// Whether DAGs are uploaded for it (DPL-3).
    #[must_use]
    pub const fn uploads_dags(&self) -> bool {
        match self.deploy_type {
            DeployType::DagOnly => true,
            DeployType::ImageAndDag => self.code.is_dag_deploy_enabled,
            DeployType::ImageOnly | DeployType::Bundle => false,
        }
    }
}

impl Belonging for Deploy {
    type Id = DeployId;
    const LEAST: Self::Id = DeployId::from_bits(0);

    fn id(&self) -> Self::Id {
        self.id
    }

    fn home(&self) -> Home {
        Home::Deployment(self.deployment_id)
    }
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over a reference"
)]
const fn is_uncounted(number: &u32) -> bool {
    *number == 0
}
