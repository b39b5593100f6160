//! Two moments of an Organization side by side, or two copies of it: what differs, who gained and lost access, what it
//! costs, and what can be brought back. A person reads of what they may see today.

use std::sync::Arc;

use leptos::prelude::*;
use planisphere_domain::access::{AccessChange, Holder, access_gone};
use planisphere_domain::plan::{Change, Difference, difference_for, difference_known_now};
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::{Command, Home, ResourceKind, Restoration, State, restore};

use super::plan::{AccessLine, ChangeView, CostView, access_between, change_view, cost_between};
use super::selectors::name_of;
use super::{Failure, Gate, Handle, Opened, Replica, StorageError, caller, now};

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    /// What is so now.
    Now,
    /// A moment, as the address names it.
    Moment(String),
    /// Another copy of the Organization on this device, as it is now.
    Copy(Handle),
}

/// A thing that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThingChange {
    /// What is shown of it.
    pub view: ChangeView,
    /// What it is.
    pub kind: ResourceKind,
    /// Its id; empty for the Organization.
    pub id: String,
    /// The names of its fields that differ, as those of `view` in order.
    pub fields: Vec<String>,
}

/// All things of one kind that differ. They may be many thousands: each is put into words when it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindChanges {
    /// What they are.
    pub kind: ResourceKind,
    /// How many are new.
    pub new: usize,
    /// How many are there on both sides.
    pub changed: usize,
    /// How many are gone.
    pub deleted: usize,
    changes: Arc<[Change]>,
}

impl KindChanges {
    fn of(changes: Vec<Change>) -> Option<Self> {
        let kind = changes.first()?.kind;
        let count = |is: fn(&Difference) -> bool| changes.iter().filter(|it| is(&it.what)).count();
        Some(Self {
            kind,
            new: count(|it| matches!(it, Difference::Created(_))),
            changed: count(|it| matches!(it, Difference::Edited(_))),
            deleted: count(|it| matches!(it, Difference::Deleted)),
            changes: changes.into(),
        })
    }

    /// How many differ in all.
    #[must_use]
    pub fn count(&self) -> usize {
        self.changes.len()
    }

    /// One of them, by its place.
    #[must_use]
    pub fn thing(&self, place: usize) -> Option<ThingChange> {
        let change = self.changes.get(place)?;
        Some(ThingChange {
            kind: change.kind,
            id: change.id.clone(),
            fields: fields_of(change),
            view: change_view(change.clone()),
        })
    }
}

/// Two sides compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// What differs by kind, from the Organization down.
    pub kinds: Vec<KindChanges>,
    /// How many differ that the person may not see.
    pub hidden: usize,
    /// Who can do more or less on the second side than on the first, by the roles that they hold there.
    pub access: Arc<[AccessLine]>,
    /// How many more, whom the person may not see.
    pub hidden_access: usize,
    /// What it costs; absent where nothing that costs differs.
    pub cost: Option<CostView>,
}

/// What brings a thing back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The commands; none where nothing can be brought back.
    pub commands: Vec<Command>,
    /// What stays and why, in sentences.
    pub stays: Vec<String>,
}

/// What a side holds, kept by whoever asks more than once: getting there goes along the log.
#[derive(Clone)]
pub struct SideState(Arc<State>);

impl PartialEq for SideState {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Replica {
    /// Compares two sides; `None` until both are in memory.
    #[must_use]
    pub fn compare(self, before: &Side, after: &Side) -> Option<Compared> {
        let (before, after) = (self.side(before)?, self.side(after)?);
        self.today(|opened| compared(opened, &before, &after))
    }

    /// What a side holds; `None` until it is in memory.
    #[must_use]
    pub fn state_on(self, side: &Side) -> Option<SideState> {
        self.side(side).map(|state| SideState(Arc::new(state)))
    }

    /// What brings a thing, or one of its fields, from now to what one side has.
    #[must_use]
    pub fn restoration(
        self,
        from: &SideState,
        thing: &ThingChange,
        field: Option<&str>,
    ) -> Restored {
        let way = self.today(|opened| way_back(from, &opened.state, thing, field));
        let way = way.unwrap_or_default();
        let mut stays: Vec<String> = way.stays.into_iter().map(stays_in_words).collect();
        if way.commands.is_empty() && stays.is_empty() {
            stays.push("It is so already.".to_owned());
        }
        Restored {
            commands: way.commands,
            stays,
        }
    }

    /// Whether that would be accepted, on top of what is staged.
    #[must_use]
    pub fn restoration_gate(
        self,
        from: &SideState,
        thing: &ThingChange,
        field: Option<&str>,
    ) -> Gate {
        if self.looks_back() {
            return Gate::closed("Go back to now to put something into the plan.".to_owned());
        }
        let closed = self.closed().or_else(|| self.refuse_while_viewing().err());
        if let Some(failure) = closed {
            return Gate::closed(failure.sentence());
        }
        let Restored { commands, stays } = self.restoration(from, thing, field);
        if commands.is_empty() {
            return Gate::closed(stays.join(" "));
        }
        let reason = self.on_the_plan(|fork| {
            let left = way_back(from, &fork.state, thing, field);
            if left.commands.is_empty() {
                let whole = left.stays.into_iter().find(|(field, _)| field.is_empty());
                return Some(
                    whole.map_or_else(|| "The plan does that already.".to_owned(), stays_in_words),
                );
            }
            let (_, rejection) = Self::dry_run(fork, &commands).err()?;
            Some(self.refused(&fork.state, rejection, &commands))
        });
        Gate {
            reason: reason.flatten(),
        }
    }

    /// What is so now, as the access of today shows it: also while the past is looked at.
    fn today<T>(self, read: impl FnOnce(&Opened) -> T) -> Option<T> {
        self.opened.track();
        match self.through_other_eyes() {
            Some(seen) => Some(read(&seen)),
            None => self.own_untracked(read),
        }
    }

    fn side(self, side: &Side) -> Option<State> {
        match side {
            Side::Now => self
                .opened
                .with(|opened| opened.as_ref().map(|opened| opened.state.clone())),
            Side::Moment(text) => Some(self.moment_of(text)?.state),
            Side::Copy(handle) => self.copy_read(handle),
        }
    }

    /// The other copies of the open Organization on this device, with when each was last changed in milliseconds.
    #[must_use]
    pub fn copies(self) -> Vec<(Handle, String, f64)> {
        let Some(here) = self
            .opened
            .with(|opened| opened.as_ref().map(|opened| opened.handle.clone()))
        else {
            return Vec::new();
        };
        self.organizations.with(|all| {
            let all = all.as_deref().unwrap_or_default();
            let of = |handle: &Handle| all.iter().find(|it| it.handle == *handle);
            let Some(id) = of(&here).map(|entry| entry.organization_id.as_str()) else {
                return Vec::new();
            };
            let others = all
                .iter()
                .filter(|it| it.organization_id == id && it.handle != here);
            others
                .map(|it| (it.handle.clone(), it.name.clone(), it.updated_at_ms as f64))
                .collect()
        })
    }
}

fn way_back(
    from: &SideState,
    now: &State,
    thing: &ThingChange,
    field: Option<&str>,
) -> Restoration {
    let one: Vec<String>;
    let fields = match field {
        Some(field) => {
            one = vec![field.to_owned()];
            &one
        }
        None => &thing.fields,
    };
    restore(&from.0, now, thing.kind, &thing.id, fields)
}

fn stays_in_words((field, why): (String, &'static str)) -> String {
    if field.is_empty() {
        format!("It stays as it is: {why}.")
    } else {
        let field = super::field_in_words(&field);
        format!("{field} stays as it is: {why}.")
    }
}

fn compared(opened: &Opened, before: &State, after: &State) -> Compared {
    let reader = opened.viewer.map(|viewer| caller(viewer, now()));
    let changes = match &reader {
        // A Team's made-up member is on neither side.
        Some(reader) if opened.stand_in.is_some() => {
            difference_known_now(before, after, reader, &opened.state)
        }
        Some(reader) => difference_for(before, after, reader),
        None => Vec::new(),
    };
    let all = changes.len();
    let seen: Vec<Change> = changes
        .into_iter()
        .filter(|change| may_read(opened, before, after, change))
        .collect();
    let hidden = all - seen.len();
    let kinds = by_kind(seen).into_iter().filter_map(KindChanges::of);
    let (mut access, mut hidden_access) = access_between(opened, before, after);
    let (lost, hidden_lost) = access_lost(opened, before, after);
    access.extend(lost);
    hidden_access += hidden_lost;
    let costs = opened.holds(Permission::OrganizationBillingGet)
        || opened.holds(Permission::OrganizationAuditLogsGet);
    Compared {
        kinds: kinds.collect(),
        hidden,
        access: access.into(),
        hidden_access,
        cost: costs.then(|| cost_between(opened, before, after)).flatten(),
    }
}

/// The changes of each kind; they come in the order of kinds.
fn by_kind(changes: Vec<Change>) -> Vec<Vec<Change>> {
    let mut kinds: Vec<Vec<Change>> = Vec::new();
    for change in changes {
        match kinds.last_mut() {
            Some(same) if same.first().is_some_and(|it| it.kind == change.kind) => {
                same.push(change)
            }
            _ => kinds.push(vec![change]),
        }
    }
    kinds
}

/// What went along with things that are gone. Of those who may read the whole log hear.
fn access_lost(opened: &Opened, before: &State, after: &State) -> (Vec<AccessLine>, usize) {
    let lost = access_gone(before, after);
    if !opened.holds(Permission::OrganizationAuditLogsGet) {
        return (Vec::new(), lost.len());
    }
    let line = |change: AccessChange| AccessLine {
        name: before
            .holder_name(Holder::from(change.actor))
            .map_or_else(|| name_of(opened, change.actor), str::to_owned),
        sentence: format!("{}, which is gone", change.sentence(before)),
    };
    (lost.into_iter().map(line).collect(), 0)
}

fn fields_of(change: &Change) -> Vec<String> {
    match &change.what {
        Difference::Edited(fields) => fields.iter().map(|it| it.field.clone()).collect(),
        Difference::Created(_) | Difference::Deleted => Vec::new(),
    }
}

/// Whether the person may read today of what differs. Of what is gone by now those read who may read the whole log.
fn may_read(opened: &Opened, before: &State, after: &State, change: &Change) -> bool {
    if opened.holds(Permission::OrganizationAuditLogsGet) {
        return true;
    }
    let at_home = |home: Home| match home {
        Home::Organization => opened.holds(Permission::OrganizationGet),
        Home::Workspace(id) => {
            opened.holds_on(Permission::WorkspaceGet, &ResourceRef::Workspace(id))
        }
        Home::Deployment(id) => {
            opened.holds_on(Permission::DeploymentGet, &ResourceRef::Deployment(id))
        }
    };
    let home = match change.kind {
        ResourceKind::Organization => Some(Home::Organization),
        ResourceKind::Workspace => change.id.parse().ok().map(Home::Workspace),
        ResourceKind::Deployment => change.id.parse().ok().map(Home::Deployment),
        ResourceKind::Deploy => found(before, after, &change.id, |state, id| {
            state
                .deploy(id)
                .map(|it| Home::Deployment(it.deployment_id))
        }),
        ResourceKind::AgentToken => found(before, after, &change.id, |state, id| {
            state
                .agent_token(id)
                .map(|it| Home::Deployment(it.deployment_id))
        }),
        ResourceKind::Alert => found(before, after, &change.id, |state, id| {
            state.alert(id).map(|it| Home::Deployment(it.deployment_id))
        }),
        ResourceKind::NotificationChannel => found(before, after, &change.id, |state, id| {
            state.notification_channel(id).map(|it| it.home)
        }),
        ResourceKind::EnvironmentObject => found(before, after, &change.id, |state, id| {
            state.environment_object(id).map(|it| it.scope.home())
        }),
        ResourceKind::Cluster => return opened.holds(Permission::OrganizationClustersGet),
        ResourceKind::User => return opened.holds(Permission::OrganizationUsersGet),
        ResourceKind::Team => return opened.holds(Permission::OrganizationTeamsGet),
        ResourceKind::ApiToken => return opened.holds(Permission::OrganizationApiTokensGet),
        ResourceKind::CustomRole => return opened.holds(Permission::OrganizationCustomRolesGet),
        ResourceKind::SsoConnection
        | ResourceKind::Domain
        | ResourceKind::Finding
        | ResourceKind::VpcPeering
        | ResourceKind::Dag => None,
    };
    home.is_some_and(at_home)
}

fn found<I: std::str::FromStr>(
    before: &State,
    after: &State,
    id: &str,
    home: impl Fn(&State, I) -> Option<Home>,
) -> Option<Home> {
    let of = |state: &State| home(state, id.parse().ok()?);
    of(after).or_else(|| of(before))
}

impl Replica {
    /// Reads another copy, for a comparison.
    ///
    /// # Errors
    /// When it is not here any more, or its log is damaged.
    pub async fn read_copy(self, handle: Handle) -> Result<(), Failure> {
        let read = self.read_stored(&handle).await?;
        let (_, reading) = read.ok_or(StorageError::NotFound)?;
        if reading.is_cut_short {
            let readable = reading.replayed.head.sequence;
            return Err(Failure::CutShort { readable });
        }
        self.keep_copy(handle, reading.replayed.state);
        Ok(())
    }
}
