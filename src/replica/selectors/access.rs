//! Who acts here, who else there is, and whether an action would be accepted.

use std::cmp::Reverse;

use leptos::prelude::*;
use planisphere_domain::policy::{Decision, OrganizationRole, Permission, ResourceRef, can};
use planisphere_domain::{Command, Rejection, UserId};

use super::super::{Replica, SortKey, caller, sorted_by};

/// Whether something may be done, and if not, why and what helps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gate {
    /// Why not; `None` when it may.
    pub reason: Option<String>,
}

impl Gate {
    pub(in crate::replica) const fn closed(reason: String) -> Self {
        Self {
            reason: Some(reason),
        }
    }
}

/// A user of the Organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Names them.
    pub id: UserId,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their Organization role and the Workspaces they hold one in, in words.
    pub roles: String,
}

impl Replica {
    /// The user as whom this device acts, whoever's view shows.
    #[must_use]
    pub fn viewer(self) -> Option<Person> {
        self.opened.with(|opened| {
            let opened = opened.as_ref()?;
            let user = opened.state.user(opened.viewer?.person()?)?;
            Some(person(user))
        })
    }

    /// Everybody whom the person in front of this device could be: those with the highest Organization role first,
    /// since among thousands nobody else finds them, then by name.
    #[must_use]
    pub fn people(self) -> Vec<Person> {
        let people: Vec<(Reverse<OrganizationRole>, Person)> = self.opened.with(|opened| {
            let users = opened.iter().flat_map(|opened| opened.state.users());
            users
                .map(|user| (Reverse(user.organization_role), person(user)))
                .collect()
        });
        let mut people = sorted_by(people, false, |(_, person)| SortKey::text(&person.name));
        people.sort_by_key(|(role, _)| *role);
        people.into_iter().map(|(_, person)| person).collect()
    }

    /// Whether the command would be accepted now.
    #[must_use]
    pub fn gate(self, command: Command) -> Gate {
        self.gate_all(&[command])
    }

    /// Whether the commands would be accepted now as one.
    #[must_use]
    pub fn gate_all(self, commands: &[Command]) -> Gate {
        if let Some(failure) = self.closed() {
            return Gate::closed(failure.sentence());
        }
        self.read(|opened| match Self::dry_run(opened, commands) {
            // What is there to see was asked already.
            Ok(_) => Gate::default(),
            Err((_, rejection)) => Gate::closed(self.refused(&opened.state, rejection, commands)),
        })
        .unwrap_or_default()
    }

    /// Whether the person may do this kind of thing at all: for buttons that open a form.
    #[must_use]
    pub fn may(self, permission: Permission, resource: ResourceRef) -> Gate {
        // Reading stays open.
        if let Some(failure) = self
            .closed()
            .filter(|_| !permission.name().ends_with(".get"))
        {
            return Gate::closed(failure.sentence());
        }
        self.read(|opened| {
            let viewer = opened.viewer?;
            let caller = caller(viewer, opened.now());
            let decision: Decision = can(&opened.state, &caller, permission, &resource);
            (!decision.allowed).then(|| {
                let state = &opened.state;
                let rejection =
                    Rejection::from_decision(state, caller.actor, decision, permission, &resource);
                Gate::closed(self.refused_on(permission, Some(resource.clone()), rejection))
            })
        })
        .flatten()
        .unwrap_or_default()
    }
}

fn person(user: &planisphere_domain::user::User) -> Person {
    let workspaces = user.roles.workspaces.len();
    let roles = match workspaces {
        0 => user.organization_role.title().to_owned(),
        1 => format!("{}, a role in 1 Workspace", user.organization_role.title()),
        more => format!(
            "{}, roles in {more} Workspaces",
            user.organization_role.title()
        ),
    };
    Person {
        id: user.id,
        name: user.full_name.clone(),
        email: user.email.clone(),
        roles,
    }
}
