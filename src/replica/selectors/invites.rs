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

/// The addresses of a pasted text: set apart by commas, semicolons, spaces or lines. Of `Ada Kim <ada@x.example>`,
/// as mail programs copy it, only the address is taken.
#[must_use]
pub fn addresses_in(text: &str) -> Vec<String> {
    let mut addresses = Vec::new();
    // Words that may turn out to be the name in front of an address in angle brackets.
    let mut words: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let behind = &rest[letter.len_utf8()..];
        rest = match letter {
            ',' | ';' | '\n' | '\r' => {
                addresses.append(&mut words);
                behind
            }
            letter if letter.is_whitespace() || letter == '>' => behind,
            '<' => {
                let (inside, behind) = behind
                    .split_once('>')
                    .filter(|(inside, _)| !inside.contains(['<', ',', ';', '\n']))
                    .unwrap_or_else(|| word(behind));
                // Another address in front of it is one to invite too.
                words.retain(|word| word.contains('@') && *word != inside.trim());
                addresses.append(&mut words);
                addresses.push(inside.trim());
                behind
            }
            '"' if behind.contains('"') => {
                let (quoted, behind) = behind.split_once('"').unwrap_or((behind, ""));
                words.push(quoted.trim());
                behind
            }
            _ => {
                let (word, behind) = word(rest);
                words.push(word);
                behind
            }
        };
    }
    addresses.append(&mut words);
    addresses.retain(|address| !address.is_empty());
    addresses.into_iter().map(str::to_owned).collect()
}

/// What stands before the next space or mark, and what follows.
fn word(text: &str) -> (&str, &str) {
    let is_end = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '<' | '>');
    text.split_at(text.find(is_end).unwrap_or(text.len()))
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
    use wasm_bindgen_test::wasm_bindgen_test as test;

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

    #[test]
    fn names_around_addresses_are_left_out() {
        for (text, addresses) in [
            (
                "\"Quoted Name\" <quoted@northwind.example>",
                vec!["quoted@northwind.example"],
            ),
            (
                "\"Kim, Ada\" <ada@x.example>; Grace Wu <grace@x.example>",
                vec!["ada@x.example", "grace@x.example"],
            ),
            ("ada@x.example <ada@x.example>", vec!["ada@x.example"]),
            (
                "ada@x.example <grace@x.example>",
                vec!["ada@x.example", "grace@x.example"],
            ),
            ("\"ada@x.example\"", vec!["ada@x.example"]),
            (
                "<ada@x.example grace@x.example",
                vec!["ada@x.example", "grace@x.example"],
            ),
            // What is no address stays, to be refused.
            ("b\"@x.example nobody", vec!["b\"@x.example", "nobody"]),
            ("\"open", vec!["\"open"]),
        ] {
            assert_eq!(addresses_in(text), addresses, "{text}");
        }
    }
}
