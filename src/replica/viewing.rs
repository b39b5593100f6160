//! Seeing the product as somebody else does: who asks is exchanged for everything that reads, and everything
//! that stores is refused.
//!
//! Only an Organization Owner may, because whoever looks sees everything that the other sees. A Team never acts
//! (access rule 12), so a made-up person who is in no other Team stands in for its members, on a fork.

use leptos::prelude::*;
use planisphere_domain::access::Holder;
use planisphere_domain::policy::{self, Caller, Permission};
use planisphere_domain::user::{User, UserStatus};
use planisphere_domain::{Actor, Event, Rejection, ResourceKind, State, Timestamp, UserId};

use super::{Failure, Gate, Ids, Opened, Replica, now};
use crate::storage::{forget_view, keep_view, kept_view};

/// Who asks: a person, or an API token with its current secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewer {
    actor: Actor,
    rotations: u32,
}

impl Viewer {
    /// A person.
    #[must_use]
    pub const fn user(id: UserId) -> Self {
        Self {
            actor: Actor::User(id),
            rotations: 0,
        }
    }

    /// Somebody of this Organization.
    pub(super) fn of(state: &State, actor: Actor) -> Self {
        let token = match actor {
            Actor::User(_) => None,
            Actor::ApiToken(id) => state.api_token(id),
        };
        Self {
            actor,
            rotations: token.map_or(0, |token| token.rotations),
        }
    }

    /// The person or the token.
    #[must_use]
    pub const fn actor(self) -> Actor {
        self.actor
    }

    /// The person; `None` for a token.
    #[must_use]
    pub const fn person(self) -> Option<UserId> {
        match self.actor {
            Actor::User(id) => Some(id),
            Actor::ApiToken(_) => None,
        }
    }

    /// As the domain wants to know who asks.
    pub(super) const fn caller(self, at: Timestamp) -> Caller {
        let mut caller = Caller::acting(self.actor, at);
        caller.rotations = self.rotations;
        caller
    }
}

/// As whom the product is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewing {
    /// The person, Team or token.
    pub holder: Holder,
    /// Its name.
    pub name: String,
    /// What has to be known beside the name, such as that somebody stands in for a Team's members.
    pub note: Option<String>,
}

/// What shows while the product is viewed as somebody else.
#[derive(Clone)]
pub(super) struct Lens {
    viewing: Viewing,
    /// The made-up member of a Team; kept, so that what is drawn does not change with each commit.
    stand_in: UserId,
    /// What is open, with the other one as who asks.
    pub(super) seen: Opened,
}

impl Replica {
    /// As whom the product is shown; `None` while it is shown as it is.
    #[must_use]
    pub fn viewing(self) -> Option<Viewing> {
        self.lens
            .with(|lens| lens.as_ref().map(|lens| lens.viewing.clone()))
    }

    /// Whether the person who acts here may view the product as somebody else.
    #[must_use]
    pub fn may_view_as(self) -> Gate {
        self.opened.with(|opened| {
            opened
                .as_ref()
                .filter(|opened| !may_view(opened))
                .map_or_else(Gate::default, |_| Gate {
                    reason: Some(
                        "Only an Organization Owner may view the product as somebody else."
                            .to_owned(),
                    ),
                })
        })
    }

    /// Shows the product as a person, a member of a Team, or a token sees it, until it is left or another
    /// Organization is opened.
    pub fn view_as(self, holder: Holder) -> Result<(), Failure> {
        let stand_in = Ids::user()?;
        let lens = self
            .own_untracked(|opened| lens(opened, holder, stand_in))
            .ok_or(Failure::NotReady)??;
        keep_view(&lens.seen.handle, &kept_text(holder));
        self.lens.set(Some(lens));
        Ok(())
    }

    /// Shows the product as it is again.
    pub fn leave_view(self) {
        forget_view();
        self.lens.try_set(None);
    }

    /// Ends the view, if there is one; what is kept for the next load of the page stays where there is none yet.
    pub(super) fn end_view(self) {
        if self.lens.try_with_untracked(Option::is_some) == Some(true) {
            self.leave_view();
        }
    }

    /// Brings what is seen up to date with what is open; ends where the right to look ended, or the other is gone.
    pub(super) fn refresh_lens(self) {
        let Some((holder, stand_in)) = self.lens.with_untracked(|lens| {
            lens.as_ref()
                .map(|lens| (lens.viewing.holder, lens.stand_in))
        }) else {
            return;
        };
        let lens = self
            .own_untracked(|opened| lens(opened, holder, stand_in))
            .and_then(Result::ok);
        if lens.is_none() {
            forget_view();
        }
        self.lens.try_set(lens);
    }

    /// Whoever looks through somebody else's eyes changes nothing.
    pub(super) fn refuse_while_viewing(self) -> Result<(), Failure> {
        self.lens.with_untracked(|lens| match lens {
            Some(lens) => Err(Failure::ViewingOnly {
                name: lens.viewing.name.clone(),
            }),
            None => Ok(()),
        })
    }
}

/// The view in which this tab showed an Organization before the page was loaded anew, while it may still be had.
pub(super) fn kept(opened: &Opened) -> Option<Lens> {
    let text = kept_view(&opened.handle)?;
    let lens = kept_holder(&text)
        .zip(Ids::user().ok())
        .and_then(|(holder, stand_in)| lens(opened, holder, stand_in).ok());
    if lens.is_none() {
        forget_view();
    }
    lens
}

/// A holder as one text, for this tab's memory.
fn kept_text(holder: Holder) -> String {
    match holder {
        Holder::User(id) => format!("user {id}"),
        Holder::Team(id) => format!("team {id}"),
        Holder::ApiToken(id) => format!("token {id}"),
    }
}

fn kept_holder(text: &str) -> Option<Holder> {
    let (kind, id) = text.split_once(' ')?;
    match kind {
        "user" => id.parse().ok().map(Holder::User),
        "team" => id.parse().ok().map(Holder::Team),
        "token" => id.parse().ok().map(Holder::ApiToken),
        _ => None,
    }
}

fn may_view(opened: &Opened) -> bool {
    opened.viewer.is_some_and(|viewer| {
        policy::owns_the_organization(&opened.state, &viewer.caller(now())).allowed
    })
}

fn lens(opened: &Opened, holder: Holder, stand_in: UserId) -> Result<Lens, Failure> {
    if !may_view(opened) {
        let viewer = opened.viewer.ok_or(Failure::NoViewer)?;
        let decision = policy::owns_the_organization(&opened.state, &viewer.caller(now()));
        return Err(Failure::Rejected(Rejection::from_decision(
            &opened.state,
            viewer.caller(now()).actor,
            decision,
            Permission::OrganizationUsersUpdate,
            &policy::ResourceRef::Organization,
        )));
    }
    let mut seen = opened.clone();
    let (viewer, name, note) = match holder {
        Holder::User(id) => {
            let user = opened
                .state
                .user(id)
                .ok_or_else(|| gone(ResourceKind::User, id))?;
            let note = (user.status != UserStatus::Active)
                .then(|| "This user is not active and may do nothing.".to_owned());
            (Viewer::user(id), user.full_name.clone(), note)
        }
        Holder::ApiToken(id) => {
            let token = opened
                .state
                .api_token(id)
                .ok_or_else(|| gone(ResourceKind::ApiToken, id))?;
            let note = token
                .has_ended(now())
                .then(|| "This token has expired and may do nothing.".to_owned());
            (
                Viewer::of(&opened.state, Actor::ApiToken(id)),
                token.name.clone(),
                note,
            )
        }
        Holder::Team(id) => {
            let team = opened
                .state
                .team(id)
                .ok_or_else(|| gone(ResourceKind::Team, id))?;
            let member = User {
                id: stand_in,
                full_name: format!("A member of {}", team.name),
                email: String::new(),
                status: UserStatus::Active,
                organization_role: team.organization_role,
                roles: team.roles.clone(),
                invite_expires_at: None,
                created_at: now(),
            };
            seen.stand_in = Some(stand_in);
            let by = opened.viewer.map_or(Actor::User(stand_in), Viewer::actor);
            planisphere_domain::apply(&mut seen.state, &Event::UserAdded(member), now(), by);
            let note = "A Team does not act: this is what a person sees who is in no other Team and holds nothing else. A made-up member stands in.";
            (
                Viewer::user(stand_in),
                team.name.clone(),
                Some(note.to_owned()),
            )
        }
    };
    seen.viewer = Some(viewer);
    Ok(Lens {
        viewing: Viewing { holder, name, note },
        stand_in,
        seen,
    })
}

fn gone(kind: ResourceKind, id: impl std::fmt::Display) -> Failure {
    Failure::Rejected(Rejection::not_found(kind, id))
}
