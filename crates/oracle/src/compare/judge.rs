//! A judge by name, so that judges of different types stand in one list.
use crate::engine::{Engine, Unloadable};
use crate::fixture::Fixture;
use crate::request::Request;

type Load = dyn Fn(&Fixture) -> Result<Loaded, Unloadable> + Send + Sync;

/// How a judge is loaded.
pub struct Judge {
    /// What it is called in a report.
    pub name: &'static str,
    load: Box<Load>,
    every: usize,
}

/// Everybody who is compared in the tests; the naive judge is the measure. Cedar with a template per role is slow, so
/// it sits in on every fourth account. In a browser there is no Cedar.
pub fn judges() -> Vec<Judge> {
    vec![
        Judge::of::<crate::Naive>("the naive judge"),
        Judge::of::<crate::Product>("the engine"),
        #[cfg(not(target_family = "wasm"))]
        Judge::of::<crate::cedar::Grouped>("Cedar with roles as groups"),
        #[cfg(not(target_family = "wasm"))]
        Judge::of::<crate::cedar::Linked>("Cedar with a template per role").every(4),
    ]
}

/// A judge that knows one account.
pub struct Loaded(Box<dyn Fn(&Request) -> bool>);

impl Loaded {
    /// Its answer.
    pub fn decide(&self, request: &Request) -> bool {
        (self.0)(request)
    }
}

impl Judge {
    /// An engine as it is.
    pub fn of<E: Engine + 'static>(name: &'static str) -> Self {
        Self::changed::<E>(name, |_| {}, |_, _| {})
    }

    /// An engine that sees another account, or hears another question, than everybody else.
    pub fn changed<E: Engine + 'static>(
        name: &'static str,
        account: fn(&mut Fixture),
        question: fn(&Fixture, &mut Request),
    ) -> Self {
        let load = move |fixture: &Fixture| {
            let seen = fixture.clone();
            let mut own = fixture.clone();
            account(&mut own);
            let engine = E::load(&own)?;
            Ok(Loaded(Box::new(move |request| {
                let mut heard = request.clone();
                question(&seen, &mut heard);
                engine.decide(&heard)
            })))
        };
        Self {
            name,
            load: Box::new(load),
            every: 1,
        }
    }

    /// Lets it answer about every so many accounts only.
    #[must_use]
    pub fn every(mut self, accounts: usize) -> Self {
        self.every = accounts.max(1);
        self
    }

    /// Whether it answers about the account of a number.
    pub fn takes(&self, number: usize) -> bool {
        number.is_multiple_of(self.every)
    }

    /// Loads an account.
    ///
    /// # Errors
    /// If the engine cannot take it.
    pub fn load(&self, fixture: &Fixture) -> Result<Loaded, Unloadable> {
        (self.load)(fixture)
    }
}
