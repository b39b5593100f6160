//! Mistakes that an engine could make, each put into one on purpose: the comparison has to notice every one.
//!
//! A fault changes what the engine sees of the account, or what it hears of the question, exactly as a mistake in its
//! index or in one of its checks would; the engine itself stays as it is.
mod account;
mod question;

use crate::compare::Judge;
use crate::engine::Engine;
use crate::fixture::Fixture;
use crate::request::Request;

/// One mistake.
pub struct Fault {
    /// What goes wrong.
    pub name: &'static str,
    account: fn(&mut Fixture),
    question: fn(&Fixture, &mut Request),
}

impl Fault {
    /// An engine that makes the mistake.
    pub fn seeded<E: Engine + 'static>(&self) -> Judge {
        Judge::changed::<E>(self.name, self.account, self.question)
    }
}

const fn seen(name: &'static str, account: fn(&mut Fixture)) -> Fault {
    Fault {
        name,
        account,
        question: |_, _| {},
    }
}

const fn heard(name: &'static str, question: fn(&Fixture, &mut Request)) -> Fault {
    Fault {
        name,
        account: |_| {},
        question,
    }
}

/// All of them.
pub const FAULTS: [Fault; 25] = [
    seen("Teams pass nothing on", account::no_teams),
    seen(
        "a Team passes on its Organization role only",
        account::teams_without_lists,
    ),
    seen("a Team's Owners own nothing", account::teams_without_owners),
    seen("expiry is not looked at", account::no_expiry),
    seen("a rotated secret still opens", account::no_rotation),
    seen(
        "an invited person counts as active",
        account::invited_are_active,
    ),
    seen(
        "a banned person counts as active",
        account::banned_are_active,
    ),
    seen("a tag reaches the other Deployments", account::tags_leak),
    seen("a tag is taken for a DAG id", account::tags_are_ids),
    seen("versions are compared as text", account::versions_as_text),
    seen(
        "a restriction also takes roles away",
        account::restricted_away,
    ),
    seen(
        "the ladder of Workspaces is off by one",
        account::ladder_off_by_one,
    ),
    seen(
        "a token holds only its first role",
        account::first_role_only,
    ),
    seen(
        "an Accessor that came by itself is dropped",
        account::no_automatic_accessors,
    ),
    seen(
        "a role on one Workspace reaches its siblings",
        account::siblings,
    ),
    seen(
        "CI/CD enforcement is not looked at",
        account::no_enforcement,
    ),
    seen(
        "Business counts as Enterprise",
        account::business_is_enterprise,
    ),
    seen("SCIM does not stop new Teams", account::no_scim),
    seen("secrets are always fetched", account::always_secrets),
    heard("the bypass link does not open", question::no_bypass),
    seen(
        "a bypass link that is gone still opens",
        account::always_bypass,
    ),
    seen(
        "a narrow range counts as one of 24 bits",
        account::wider_ranges,
    ),
    heard(
        "the IP list is not for tokens",
        question::tokens_from_anywhere,
    ),
    heard("Google counts as SSO", question::google_is_sso),
    heard(
        "an implication holds both ways",
        question::implied_both_ways,
    ),
];
