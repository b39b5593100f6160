//! Addresses as people paste them, and what stands against inviting each.

use planisphere_domain::policy::OrganizationRole;
use planisphere_domain::{Command, Env, State, apply, decide};

use super::super::{Failure, Ids, Opened, Replica, caller, env};

/// An address that cannot be invited, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadAddress {
    /// As it was written.
    pub address: String,
    /// What is wrong and what to do.
    pub reason: String,
}

/// The addresses of a pasted text: set apart by commas, semicolons, spaces or lines; angle brackets around
/// an address are not part of it.
#[must_use]
pub fn addresses_in(text: &str) -> Vec<String> {
    text.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';'))
        .map(|part| part.trim_matches(['<', '>']))
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

impl Replica {
    /// The commands that invite these addresses, and every address that cannot be invited. An address that is
    /// named twice is one of those.
    pub fn invites(
        self,
        addresses: &[String],
        role: OrganizationRole,
    ) -> Result<(Vec<Command>, Vec<BadAddress>), Failure> {
        let mut commands = Vec::new();
        for email in addresses {
            commands.push(Command::InviteUser {
                id: Ids::user()?,
                email: email.clone(),
                role,
            });
        }
        let bad = self
            .read_untracked(|opened| refused(opened, addresses, &commands, &env()))
            .ok_or(Failure::NotReady)?;
        Ok((commands, bad))
    }
}

fn refused(
    opened: &Opened,
    addresses: &[String],
    commands: &[Command],
    env: &Env,
) -> Vec<BadAddress> {
    let Some(viewer) = opened.viewer else {
        return Vec::new();
    };
    let caller = caller(viewer, env.now);
    let mut fork: State = opened.state.clone();
    let mut seen: Vec<String> = Vec::new();
    let mut bad = Vec::new();
    for (address, command) in addresses.iter().zip(commands) {
        let plain = address.to_lowercase();
        let reason = match decide(&fork, &caller, command, env) {
            _ if seen.contains(&plain) => {
                Some(format!("`{address}` is named twice. Name it once."))
            }
            Ok(events) => {
                for event in &events {
                    apply(&mut fork, event, env.now, caller.actor);
                }
                None
            }
            Err(rejection) if is_here(opened, &plain) && rejection.code() == "taken" => Some(
                format!("`{address}` is in the Organization already. Leave it out."),
            ),
            Err(rejection) => Some(Failure::Rejected(rejection).sentence()),
        };
        seen.push(plain);
        bad.extend(reason.map(|reason| BadAddress {
            address: address.clone(),
            reason,
        }));
    }
    bad
}

/// Whether somebody of this address, in lower case, is in the Organization.
fn is_here(opened: &Opened, address: &str) -> bool {
    let mut users = opened.state.users();
    users.any(|user| user.email.to_lowercase() == address)
}

#[cfg(test)]
mod tests {
    use super::addresses_in;

    #[test]
    fn whatever_sets_addresses_apart_is_taken() {
        let text = "a@x.example, b@x.example;c@x.example\n<d@x.example>\t\n,, ";
        assert_eq!(
            addresses_in(text),
            ["a@x.example", "b@x.example", "c@x.example", "d@x.example"]
        );
        assert!(addresses_in(" \n ").is_empty());
    }
}
