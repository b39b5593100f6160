//! Seeing the product as somebody else does, or as it was: who asks and what is so are exchanged for everything that
//! reads, and everything that stores is refused.
//!
//! Whoever looks into the past sees of it what they may see today: the access of today is lent to a stranger of that
//! moment, whom no record knows, so that pages show the records as they were.
//!
//! Only an Organization Owner may view as somebody else, because whoever looks sees everything that the other sees. A Team never acts
//! (access rule 12), so a made-up person who is in no other Team stands in for its members, on a fork.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use planisphere_domain::access::Holder;
use planisphere_domain::policy::{self, Caller, Permission};
use planisphere_domain::user::{User, UserStatus};
use planisphere_domain::{Actor, Event, Moment, Rejection, ResourceKind, State, Timestamp, UserId};

use super::{Failure, Gate, Ids, Opened, Replica, engine, now};
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

/// What shows while the product is viewed as somebody else, or as it was.
#[derive(Clone)]
pub(super) struct Lens {
    pub(super) viewing: Option<Viewing>,
    /// What is looked at; nothing for now.
    pub(super) moment: Option<Arc<Moment>>,
    /// The made-up member of a Team, or the stranger in the past; kept, so that what is drawn does not change with each
    /// commit.
    stand_in: UserId,
    /// What is open, with the other one as who asks.
    pub(super) seen: Opened,
}

impl Replica {
    /// As whom the product is shown; `None` while it is shown as it is.
    #[must_use]
    pub fn viewing(self) -> Option<Viewing> {
        self.lens
            .with(|lens| lens.as_ref().and_then(|lens| lens.viewing.clone()))
    }

    /// Whether the product is shown as it was.
    #[must_use]
    pub fn looks_back(self) -> bool {
        self.lens
            .with(|lens| lens.as_ref().is_some_and(|lens| lens.moment.is_some()))
    }

    /// The moment of the past that shows; nothing for now.
    #[must_use]
    pub fn shown_moment(self) -> Option<Timestamp> {
        self.lens
            .with(|lens| lens.as_ref()?.moment.as_ref().map(|moment| moment.at))
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
        let moment = self.moment_untracked();
        self.look_through(Some(holder), moment)?;
        let handle = self.open_handle()?;
        keep_view(&handle, &kept_text(holder));
        Ok(())
    }

    /// Shows the product as who acts here sees it again, at the moment that is looked at.
    pub fn leave_view(self) {
        forget_view();
        if self.moment_untracked().is_none() {
            self.lens.try_set(None);
            return;
        }
        // Looking at a moment takes the core, which the menu that calls this must not bring into the first load.
        spawn_local(async move {
            // Whoever may not look any more, or cannot, sees what is so now.
            if engine::look_as_oneself(self).await.is_err() {
                self.lens.try_set(None);
            }
        });
    }

    pub(super) async fn look_back_as_oneself(self) -> Result<(), Failure> {
        let moment = self.moment_untracked();
        self.look_through(None, moment)
    }

    /// Shows a moment of the past; nothing for now.
    pub(super) fn show_moment(self, moment: Option<Arc<Moment>>) {
        let holder = self.lens.with_untracked(|lens| {
            let viewing = lens.as_ref()?.viewing.as_ref()?;
            Some(viewing.holder)
        });
        let shown = self.look_through(holder, moment.clone());
        // Where the right to look through somebody else's eyes ended, the moment stays.
        let shown = match shown {
            Err(_) if holder.is_some() => {
                forget_view();
                self.look_through(None, moment)
            }
            shown => shown,
        };
        if shown.is_err() {
            self.lens.try_set(None);
        }
    }

    fn moment_untracked(self) -> Option<Arc<Moment>> {
        self.lens
            .try_with_untracked(|lens| lens.as_ref().and_then(|lens| lens.moment.clone()))
            .flatten()
    }

    fn look_through(
        self,
        holder: Option<Holder>,
        moment: Option<Arc<Moment>>,
    ) -> Result<(), Failure> {
        if holder.is_none() && moment.is_none() {
            self.lens.try_set(None);
            return Ok(());
        }
        let kept = self
            .lens
            .try_with_untracked(|lens| lens.as_ref().map(|lens| lens.stand_in))
            .flatten();
        let stand_in = kept.map_or_else(Ids::user, Ok)?;
        let lens = self
            .own_untracked(|opened| lens(opened, holder, moment, stand_in))
            .ok_or(Failure::NotReady)??;
        self.lens.try_set(Some(lens));
        Ok(())
    }

    /// Ends the view and the look into the past, if there is one; what is kept for the next load of the page stays
    /// where there is none yet.
    pub(super) fn end_view(self) {
        self.forget_history();
        if self.lens.try_with_untracked(Option::is_some) == Some(true) {
            forget_view();
            self.lens.try_set(None);
        }
    }

    /// Brings what is seen up to date with what is open; ends where the right to look ended, or the other is gone. A
    /// moment that is looked at stays.
    pub(super) fn refresh_lens(self) {
        let Some((holder, moment, stand_in)) = self.lens.with_untracked(|lens| {
            let lens = lens.as_ref()?;
            let holder = lens.viewing.as_ref().map(|viewing| viewing.holder);
            Some((holder, lens.moment.clone(), lens.stand_in))
        }) else {
            return;
        };
        let seen = |holder, moment| {
            self.own_untracked(|opened| lens(opened, holder, moment, stand_in))
                .and_then(Result::ok)
        };
        let is_past = moment.is_some();
        let mut shown = seen(holder, moment.clone());
        if shown.is_none() {
            forget_view();
            if is_past {
                shown = seen(None, moment);
            }
        }
        self.lens.try_set(shown);
    }

    /// What is so now, through the eyes of whoever the product is shown to; nothing where those are one's own.
    pub(super) fn through_other_eyes(self) -> Option<Opened> {
        let (holder, stand_in) = self.lens.with(|lens| {
            let lens = lens.as_ref()?;
            Some((lens.viewing.as_ref()?.holder, lens.stand_in))
        })?;
        let lens = self.own_untracked(|opened| lens(opened, Some(holder), None, stand_in))?;
        lens.ok().map(|lens| lens.seen)
    }

    /// Whoever looks through somebody else's eyes, or into the past, changes nothing.
    pub fn refuse_while_viewing(self) -> Result<(), Failure> {
        self.lens.with_untracked(|lens| match lens {
            Some(lens) if lens.moment.is_some() => Err(Failure::LookingBack),
            Some(Lens {
                viewing: Some(viewing),
                ..
            }) => Err(Failure::ViewingOnly {
                name: viewing.name.clone(),
            }),
            _ => Ok(()),
        })
    }
}

/// The view in which this tab showed an Organization before the page was loaded anew, while it may still be had.
pub(super) fn kept(opened: &Opened) -> Option<Lens> {
    let text = kept_view(&opened.handle)?;
    let lens = kept_holder(&text)
        .zip(Ids::user().ok())
        .and_then(|(holder, stand_in)| lens(opened, Some(holder), None, stand_in).ok());
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

fn lens(
    opened: &Opened,
    holder: Option<Holder>,
    moment: Option<Arc<Moment>>,
    stand_in: UserId,
) -> Result<Lens, Failure> {
    let mut seen = opened.clone();
    if let Some(moment) = &moment {
        seen.state = moment.state.clone();
        seen.activity = moment.activity.clone();
        seen.moment = Some(moment.at);
        seen.until = Some(moment.sequence);
    }
    let viewing = match holder {
        Some(holder) => Some(eyes(opened, &mut seen, holder, stand_in)?),
        None => {
            let viewer = opened.viewer.ok_or(Failure::NoViewer)?;
            // Today's access decides who may look into the past.
            seen.state = seen
                .state
                .opened_to(stand_in, viewer.actor(), &opened.state);
            seen.viewer = Some(Viewer::user(stand_in));
            None
        }
    };
    Ok(Lens {
        viewing,
        moment,
        stand_in,
        seen,
    })
}

/// Lets a holder ask instead, with what they hold in what is seen.
fn eyes(
    opened: &Opened,
    seen: &mut Opened,
    holder: Holder,
    stand_in: UserId,
) -> Result<Viewing, Failure> {
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
    let at = seen.now();
    // Who is not there at the moment that is looked at may do nothing in it.
    let absent = seen.moment.is_some().then(|| {
        let name = opened.state.holder_name(holder)?;
        seen.state.holder_name(holder).is_none().then(|| Viewing {
            holder,
            name: name.to_owned(),
            note: Some("Not there at this moment, and so without access to anything.".to_owned()),
        })
    });
    if let Some(viewing) = absent.flatten() {
        seen.viewer = Some(match holder {
            Holder::ApiToken(id) => Viewer::of(&seen.state, Actor::ApiToken(id)),
            Holder::User(id) => Viewer::user(id),
            Holder::Team(_) => Viewer::user(stand_in),
        });
        return Ok(viewing);
    }
    let (viewer, name, note) = match holder {
        Holder::User(id) => {
            let user = seen
                .state
                .user(id)
                .ok_or_else(|| gone(ResourceKind::User, id))?;
            let note = (user.status != UserStatus::Active)
                .then(|| "This user is not active and may do nothing.".to_owned());
            (Viewer::user(id), user.full_name.clone(), note)
        }
        Holder::ApiToken(id) => {
            let token = seen
                .state
                .api_token(id)
                .ok_or_else(|| gone(ResourceKind::ApiToken, id))?;
            let note = token
                .has_ended(at)
                .then(|| "This token has expired and may do nothing.".to_owned());
            (
                Viewer::of(&seen.state, Actor::ApiToken(id)),
                token.name.clone(),
                note,
            )
        }
        Holder::Team(id) => {
            let team = seen
                .state
                .team(id)
                .ok_or_else(|| gone(ResourceKind::Team, id))?;
            let name = team.name.clone();
            let member = User {
                id: stand_in,
                full_name: format!("A member of {name}"),
                email: String::new(),
                status: UserStatus::Active,
                organization_role: team.organization_role,
                roles: team.roles.clone(),
                invite_expires_at: None,
                created_at: at,
            };
            seen.stand_in = Some(stand_in);
            let by = opened.viewer.map_or(Actor::User(stand_in), Viewer::actor);
            planisphere_domain::apply(&mut seen.state, &Event::UserAdded(member), at, by);
            let note = "A Team does not act: this is what a person sees who is in no other Team and holds nothing else. A made-up member stands in.";
            (Viewer::user(stand_in), name, Some(note.to_owned()))
        }
    };
    seen.viewer = Some(viewer);
    Ok(Viewing { holder, name, note })
}

fn gone(kind: ResourceKind, id: impl std::fmt::Display) -> Failure {
    Failure::Rejected(Rejection::not_found(kind, id))
}
