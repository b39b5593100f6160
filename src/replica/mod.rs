//! The app's engine: the open Organization as signals, the one way to change it, and what pages read.
//!
//! Pages read selectors and dispatch commands; they never see storage. What may be done and what follows
//! is the domain's business, where it is kept is storage's. Nothing here draws.

mod audit;
mod catalogue;
mod client;
mod clock;
mod closed;
mod comparing;
mod dispatch;
mod dotenv;
mod engine;
mod failure;
mod gzip;
mod history;
mod ids;
mod import;
mod integrity;
mod keyring;
mod labels;
mod lifecycle;
mod log;
mod one_file;
mod organizations;
mod pause;
mod plan;
mod published;
mod question;
mod refusals;
mod rows;
mod selectors;
mod settings;
mod sorting;
mod storage_page;
mod token_issuer;
mod undoing;
mod variables;
mod viewing;
mod work;
mod worker;

use std::rc::Rc;

use leptos::prelude::*;
use planisphere_domain::{Activity, Caller, Env, State, Timestamp, UserId};
use planisphere_journal::Head;

use crate::storage::{Fallback, Tabs};

pub use crate::storage::{
    DeviceSettings, Handle, OrganizationEntry, Origin, Profile, StorageError, StorageMode, Theme,
    TimeZone,
};
pub use audit::{
    AuditDetail, AuditFormat, AuditLog, AuditReading, AuditRow, Exported, RefusedAttempt,
    RefusedKind,
};
pub use catalogue::{CatalogueFile, CatalogueSource, TakenCatalogue, catalogue_in_use};
pub use clock::now;
pub use comparing::{Compared, KindChanges, Restored, Side, SideState, ThingChange};
pub use dispatch::{Receipt, Undo};
pub use dotenv::{MOST_BYTES_OF_DOTENV, Pasted, PastedEffect, PastedVariable};
pub use failure::Failure;
pub use history::{Past, PastView, Reading};
pub use ids::Ids;
pub use import::{Applied, FilePreview, ImportReview, ProblemView, Verdict};
pub use integrity::Integrity;
pub use keyring::SealedBy;
pub use labels::{capital, in_words, size_in_words};
pub use one_file::{
    Asked, CopyHere, ExportView, ExportWish, ImportWish, InsideView, NamedSecret, ReadIn,
    SecretsInside, Standing,
};
pub use organizations::{Founder, Sample, hand_out};
pub use plan::{
    AccessLine, Both, ChangeView, CostView, Editing, NewSecret, PartView, PlanView, Received,
    SecretView, Slot, Wanted, field_in_words,
};
pub use planisphere_as_code::MAX_BYTES;
pub use published::{Published, SOURCE};
pub use question::{
    ACTOR, DAG, NoSuchThing, PERMISSION, Question, RESOURCE, TAGS, actor_text, resource_text,
    tags_of,
};
pub use selectors::{
    AcceptedRow, CapabilityRow, ChangeRow, CostRow, Ended, FindingRow, Findings, FixView,
    RateCardView, RuntimeAge, RuntimeBar, RuntimeChoice, Tally, Thing, TierView, UsageView,
    has_fix, whole,
};
pub use selectors::{
    AccessMap, AccessPlace, AccessRow, BadAddress, ClusterChoice, Counts, DagGrantRow,
    DeploymentBasics, DeploymentRow, DeploymentView, Gate, Grant, HeldRole, HolderKind, HolderRow,
    LitRole, Loss, MapColumn, MapDot, MapRow, MatrixCell, Member, OrganizationView, Person,
    PlaceName, QueueRow, Reaching, RoleOption, RolePlace, SubjectRow, TeamRow, TeamView, Through,
    UserFacets, UserRow, UserState, UserView, VariableRow, WorkspaceRow, WorkspaceView,
    addresses_in, dags_in_words,
};
pub use selectors::{AddressVerdict, ConnectionRow, DomainRow, SigningInView};
pub use selectors::{AgentTokenRow, TransferEffects, TransferTarget};
pub use selectors::{AlertRow, ChannelRow};
pub use selectors::{Answer, PathStep, PathView, ResourceChoice, ReviewRow, SuggestionView};
pub use selectors::{ClusterRow, ClusterWords, Tenant, WorkspaceChoice, region_name};
pub use selectors::{CodeChange, DeployRow, DeployView, RollbackView};
pub use selectors::{Consequences, GoneRole};
pub use selectors::{
    CustomRoleRow, CustomRoleView, PermissionLine, RoleColumn, RoleHolding, assignable,
    carried_roles, implied_by, lines_of, permissions_of, role_columns,
};
pub use selectors::{
    DeploymentCost, DeploymentPlace, DraftDefaults, DraftPreview, PoolChoice, worker_of,
};
pub use selectors::{EnvironmentObjectRow, LinkTarget, Reach, ResolvedRow};
pub use selectors::{TokenRole, TokenRow, TokenView, defining_tokens, reading_tokens};
pub use settings::Settings;
pub use sorting::{SortKey, sorted_by};
pub use storage_page::{Reminder, SizeView, StorageView};
pub use token_issuer::{BrowserOnly, Issuance, TokenIssuer};
pub use undoing::{NotTurned, Turn, Turned};
pub use variables::{StagedVariable, VariableLine, VariableWish};
pub use viewing::{Viewer, Viewing};
pub use work::{Stage, Work};
pub use worker::{ReadingFiles, Upload};

/// The name of the database in this browser.
const DATABASE: &str = crate::storage::DATABASE;

/// Where the app is with the Organization that the address names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Reading what is on this device.
    Opening,
    /// Ready to show.
    Ready,
    /// The address names none that is here.
    Unknown,
    /// The part of the app that reads logs could not be loaded.
    Unreachable,
    /// Its log cannot be read from some point on; nothing was changed.
    Damaged {
        /// What is wrong.
        message: String,
    },
}

/// How far the last change got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Everything is on disk.
    Saved,
    /// A commit is on its way.
    Saving,
    /// The last commit did not reach the disk.
    Failed {
        /// Why.
        message: String,
    },
}

/// The Organization in front of the person.
#[derive(Clone, PartialEq)]
pub struct Opened {
    /// Its key on this device.
    pub handle: Handle,
    /// How it came here.
    pub origin: Origin,
    /// Who asks: the user as whom this device acts, once chosen; where the product is shown as somebody else,
    /// they.
    pub viewer: Option<Viewer>,
    /// Its state.
    pub state: State,
    /// The end of its log.
    pub head: Head,
    /// When everybody last changed something.
    pub activity: Activity,
    /// The made-up person who stands in for the members of a Team; nobody's lists and counts have them.
    pub stand_in: Option<UserId>,
    /// The moment of the past that is shown; nothing for now.
    pub moment: Option<Timestamp>,
    /// The number of the last commit that shows while the past is looked at.
    pub until: Option<u64>,
}

impl Opened {
    /// The time for which everything is told: that of the moment that is shown.
    pub(crate) fn now(&self) -> Timestamp {
        self.moment.unwrap_or_else(now)
    }

    /// What an answer about what is shown may know.
    fn env(&self) -> Env {
        Env {
            now: self.now(),
            ..env()
        }
    }
}

/// What lives as long as the page but is not shown.
struct Backstage {
    storage: Fallback,
    tabs: Tabs,
}

/// The engine, given to every component through the context.
#[derive(Clone, Copy)]
pub struct Replica {
    backstage: StoredValue<Option<Rc<Backstage>>, LocalStorage>,
    organizations: RwSignal<Option<Vec<OrganizationEntry>>>,
    opened: RwSignal<Option<Opened>>,
    /// What shows instead while the product is viewed as somebody else.
    lens: RwSignal<Option<viewing::Lens>>,
    /// Counts openings and closings, so that a load that took long knows that it is no longer wanted.
    turn: StoredValue<u32, LocalStorage>,
    phase: RwSignal<Phase>,
    saving: RwSignal<Saving>,
    /// What somebody is asked about a file.
    asked: RwSignal<Option<Asked>, LocalStorage>,
    /// The key that a passphrase gave, and who waits for it.
    keyring: keyring::Keyring,
    /// Whether the browser keeps what is here.
    persistence: storage_page::Persistence,
    /// The published copy that the address names.
    publication: published::Publication,
    mode: RwSignal<StorageMode>,
    settings: Settings,
    /// Where the catalogue in use comes from.
    catalogue_source: RwSignal<CatalogueSource>,
    /// What the refusals that were shown are about.
    refusals: StoredValue<refusals::Refusals, LocalStorage>,
    /// What is staged; made with the frame of the first Organization that is opened, because what commands hold
    /// does not belong into the first load.
    planning: StoredValue<Option<(Owner, plan::Planning)>>,
    /// Whether the log behind what shows is whole.
    integrity: RwSignal<Integrity>,
    /// What the reading at opening found, apart from how far a proof is.
    found_at_opening: StoredValue<Integrity>,
    /// How much of the log is in no snapshot yet.
    unfolded: StoredValue<usize, LocalStorage>,
    /// What is known of the past; made when somebody looks back, for the same reason.
    looking_back: StoredValue<Option<(Owner, history::LookingBack)>>,
}

impl Replica {
    /// The engine of the page.
    ///
    /// # Panics
    /// Outside of [`crate::app::App`], which provides it.
    #[must_use]
    pub fn get() -> Self {
        expect_context()
    }

    /// The Organizations on this device; `None` until they are read.
    #[must_use]
    pub fn organizations(self) -> Signal<Option<Vec<OrganizationEntry>>> {
        self.organizations.into()
    }

    /// How far the last change got.
    #[must_use]
    pub fn saving(self) -> Signal<Saving> {
        self.saving.into()
    }

    /// Whether changes reach the disk.
    #[must_use]
    pub fn mode(self) -> Signal<StorageMode> {
        self.mode.into()
    }

    /// Where the app is with the open Organization.
    #[must_use]
    pub fn phase(self) -> Signal<Phase> {
        self.phase.into()
    }

    /// What the person chose for this device.
    #[must_use]
    pub fn settings(self) -> Settings {
        self.settings
    }

    /// Reads from the open Organization as whoever it is shown to sees it; `None` when none is open.
    pub fn read<T>(self, read: impl FnOnce(&Opened) -> T) -> Option<T> {
        self.opened.track();
        self.lens.track();
        // What may be chosen is part of every answer.
        self.catalogue_source.track();
        self.read_untracked(read)
    }

    /// The same without being told of later changes.
    pub fn read_untracked<T>(self, read: impl FnOnce(&Opened) -> T) -> Option<T> {
        self.lens.with_untracked(|lens| match lens {
            Some(lens) => Some(read(&lens.seen)),
            None => self.own_untracked(read),
        })
    }

    /// Reads what is open itself, as whoever acts here: for everything that stores.
    fn own_untracked<T>(self, read: impl FnOnce(&Opened) -> T) -> Option<T> {
        self.opened
            .with_untracked(|opened| opened.as_ref().map(read))
    }

    /// Backstage once storage is open.
    fn backstage(self) -> Result<Rc<Backstage>, Failure> {
        self.backstage
            .try_get_value()
            .flatten()
            .ok_or(Failure::NotReady)
    }
}

/// What a decision may know, at this moment.
fn env() -> Env {
    Env {
        now: now(),
        catalogue: catalogue_in_use(),
    }
}

/// Who asks, as the domain sees them.
fn caller(viewer: Viewer, at: Timestamp) -> Caller {
    viewer.caller(at)
}
