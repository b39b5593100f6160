//! Puts the same random requests to several judges and stops at the first answer that differs.
//!
//! The first judge is the measure; every later one is compared with it. Does not know what any judge is made of.
mod digest;
mod judge;
mod smallest;

pub use digest::Digest;
pub use judge::{Judge, Loaded, judges};
pub use smallest::smallest;

use crate::engine::{Engine, Unloadable};
use crate::fixture::Fixture;
use crate::generate::{Requests, Size, generate};
use crate::naive::Naive;
use crate::random::Random;
use crate::request::Request;
use std::fmt;
use std::num::NonZero;

/// How much is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Fixes every account and every request.
    pub seed: u64,
    /// How many requests in all.
    pub cases: usize,
    /// How many requests about each account.
    pub per_account: usize,
    /// How large the accounts are.
    pub size: Size,
}

/// What a run found.
#[derive(Debug)]
pub struct Report {
    /// How many requests were put to every judge.
    pub asked: usize,
    /// How many of them were allowed.
    pub allowed: usize,
    /// How many accounts they were about.
    pub accounts: usize,
    /// Stands for the whole sequence of answers.
    pub digest: Digest,
    /// The first answer that differs.
    pub disagreement: Option<Disagreement>,
}

/// Two judges, one request, two answers.
#[derive(Debug)]
pub struct Disagreement {
    /// The seed of the account.
    pub account: u64,
    /// The request.
    pub request: Request,
    /// Who answered, and what: the measure first.
    pub answers: [(&'static str, bool); 2],
    /// The smallest account found in which they still differ.
    pub smallest: Fixture,
}

impl Run {
    /// A run over small accounts.
    pub fn new(seed: u64, cases: usize) -> Self {
        Self {
            seed,
            cases,
            per_account: 1_000,
            size: Size::SMALL,
        }
    }

    fn accounts(&self) -> usize {
        self.cases.div_ceil(self.per_account.max(1))
    }

    /// The seed of one account.
    fn account(&self, number: usize) -> u64 {
        let number = u64::try_from(number).unwrap_or(u64::MAX);
        Random::new(self.seed ^ number.wrapping_mul(0xd6e8_feb8_6659_fd93)).bits()
    }

    /// The account of a number, and its requests.
    fn open(&self, number: usize) -> Result<(u64, Fixture, Requests), Unloadable> {
        let seed = self.account(number);
        let fixture = generate(seed, &self.size);
        let requests = Requests::new(&fixture, &Naive::load(&fixture)?, seed);
        Ok((seed, fixture, requests))
    }

    /// How many requests the account of a number takes.
    fn share(&self, number: usize) -> usize {
        let before = number * self.per_account;
        self.cases.saturating_sub(before).min(self.per_account)
    }

    /// The digest of one judge's answers, without comparing.
    ///
    /// # Errors
    /// If the judge cannot load an account.
    pub fn digest<E: Engine>(&self) -> Result<Digest, Unloadable> {
        let mut whole = Digest::default();
        for number in 0..self.accounts() {
            let (_, fixture, requests) = self.open(number)?;
            let judge = E::load(&fixture)?;
            let mut own = Digest::default();
            for request in requests.take(self.share(number)) {
                own.add(judge.decide(&request));
            }
            whole.join(own);
        }
        Ok(whole)
    }

    /// Compares, on as many threads as the machine has.
    ///
    /// # Errors
    /// If a judge cannot load an account.
    pub fn compare(&self, judges: &[Judge]) -> Result<Report, Unloadable> {
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
        let mut parts = Vec::new();
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..threads)
                .map(|first| scope.spawn(move || self.part(judges, first, threads)))
                .collect();
            for worker in workers {
                let stopped = || Err(Unloadable("a judge stopped in the middle".into()));
                parts.push(worker.join().unwrap_or_else(|_| stopped()));
            }
        });
        let mut accounts = Vec::new();
        for part in parts {
            accounts.extend(part?);
        }
        accounts.sort_by_key(|account| account.number);
        let mut report = Report {
            asked: 0,
            allowed: 0,
            accounts: accounts.len(),
            digest: Digest::default(),
            disagreement: None,
        };
        for account in accounts {
            report.asked += account.asked;
            report.allowed += account.allowed;
            report.digest.join(account.digest);
            if report.disagreement.is_none() {
                report.disagreement = account.disagreement;
            }
        }
        Ok(report)
    }

    /// Every `step`th account from `first` on, up to the first that shows a difference.
    fn part(
        &self,
        judges: &[Judge],
        first: usize,
        step: usize,
    ) -> Result<Vec<Account>, Unloadable> {
        let mut done = Vec::new();
        for number in (first..self.accounts()).step_by(step) {
            let account = self.one(judges, number)?;
            let differs = account.disagreement.is_some();
            done.push(account);
            if differs {
                break;
            }
        }
        Ok(done)
    }

    fn one(&self, judges: &[Judge], number: usize) -> Result<Account, Unloadable> {
        let (seed, fixture, requests) = self.open(number)?;
        let mut loaded = Vec::new();
        for judge in judges.iter().filter(|judge| judge.takes(number)) {
            let named = |error| Unloadable(format!("{}, account {seed}: {error}", judge.name));
            loaded.push((judge, judge.load(&fixture).map_err(named)?));
        }
        let mut account = Account {
            number,
            asked: 0,
            allowed: 0,
            digest: Digest::default(),
            disagreement: None,
        };
        let Some(((measure, measured), others)) = loaded.split_first() else {
            return Ok(account);
        };
        for request in requests.take(self.share(number)) {
            let answer = measured.decide(&request);
            account.asked += 1;
            account.allowed += usize::from(answer);
            account.digest.add(answer);
            let other = others
                .iter()
                .find(|(_, other)| other.decide(&request) != answer);
            if let Some((other, _)) = other {
                account.disagreement = Some(Disagreement {
                    account: seed,
                    answers: [(measure.name, answer), (other.name, !answer)],
                    smallest: smallest(&fixture, &request, measure, other),
                    request,
                });
                break;
            }
        }
        Ok(account)
    }
}

/// What one account gave.
struct Account {
    number: usize,
    asked: usize,
    allowed: usize,
    digest: Digest,
    disagreement: Option<Disagreement>,
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.request)?;
        for (name, allowed) in self.answers {
            let word = if allowed { "allows" } else { "refuses" };
            writeln!(f, "  {name} {word}")?;
        }
        if let Ok(naive) = Naive::load(&self.smallest) {
            if let Err(refusal) = naive.judge(&self.request) {
                writeln!(f, "  by rule {}: {}", refusal.rule, refusal.check)?;
            }
            for binding in naive.bindings(&self.request.actor) {
                writeln!(f, "  held: {binding:?}")?;
            }
        }
        let account = serde_json::to_string_pretty(&self.smallest).unwrap_or_default();
        write!(
            f,
            "in account {}, which shrinks to\n{account}",
            self.account
        )
    }
}
