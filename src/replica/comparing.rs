//! Two moments of an Organization side by side, or two copies of it: what differs, who gained and lost access, what it
//! costs, and what can be brought back. A person reads of what they may see today.

use leptos::prelude::*;
use planisphere_domain::plan::{
    Change, Difference, difference, difference_for, difference_known_now,
};
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::{Command, Home, ResourceKind, State, restore};

use super::plan::{AccessLine, ChangeView, CostView, access_between, change_view, cost_between};
use super::{Failure, Handle, Opened, Replica, StorageError, caller, now};

/// More things than this are not shown one by one.
const MOST: usize = 200;

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

/// Two sides compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// What differs, from the Organization down.
    pub things: Vec<ThingChange>,
    /// How many more things differ than are shown.
    pub more: usize,
    /// How many differ that the person may not see.
    pub hidden: usize,
    /// Who can do more or less.
    pub access: Vec<AccessLine>,
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

impl Replica {
    /// Compares two sides; `None` until both are in memory.
    #[must_use]
    pub fn compare(self, before: &Side, after: &Side) -> Option<Compared> {
        let (before, after) = (self.side(before)?, self.side(after)?);
        self.today(|opened| compared(opened, &before, &after))
    }

    /// What brings a thing, or one of its fields, from now to what one side has.
    #[must_use]
    pub fn restoration(self, from: &Side, thing: &ThingChange, field: Option<&str>) -> Restored {
        let way = self.side(from).and_then(|then| {
            self.today(|opened| {
                let changes = difference(&then, &opened.state).into_iter();
                let mut same = changes.filter(|it| (it.kind, &it.id) == (thing.kind, &thing.id));
                let change = same.next()?;
                let mut fields: Vec<String> = fields_of(&change);
                if let Some(field) = field {
                    fields.retain(|it| it == field);
                    if fields.is_empty() {
                        return None;
                    }
                }
                Some(restore(
                    &then,
                    &opened.state,
                    thing.kind,
                    &thing.id,
                    &fields,
                ))
            })
            .flatten()
        });
        let Some(way) = way else {
            return Restored {
                commands: Vec::new(),
                stays: vec!["It is so already.".to_owned()],
            };
        };
        let sentence = |(field, why): (String, &'static str)| {
            if field.is_empty() {
                format!("It stays as it is: {why}.")
            } else {
                let field = super::field_in_words(&field);
                format!("{field} stays as it is: {why}.")
            }
        };
        Restored {
            commands: way.commands,
            stays: way.stays.into_iter().map(sentence).collect(),
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
    let more = seen.len().saturating_sub(MOST);
    let things = seen.into_iter().take(MOST).map(|change| ThingChange {
        kind: change.kind,
        id: change.id.clone(),
        fields: fields_of(&change),
        view: change_view(change),
    });
    let (access, hidden_access) = access_between(opened, before, after);
    let costs = opened.holds(Permission::OrganizationBillingGet)
        || opened.holds(Permission::OrganizationAuditLogsGet);
    Compared {
        things: things.collect(),
        more,
        hidden,
        access,
        hidden_access,
        cost: costs.then(|| cost_between(opened, before, after)).flatten(),
    }
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
