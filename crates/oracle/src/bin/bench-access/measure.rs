//! One Organization, loaded by everybody, and how long a check takes each of them.
use crate::casbin::{self, Casbin};
use planisphere_oracle::cedar::{Cedar, Grouped, Linked};
use planisphere_oracle::large::{self, REQUESTS, SEED};
use planisphere_oracle::product::{Prepared, Product};
use planisphere_oracle::{Engine, Fixture, Naive, Request};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// How many of them the slow peers have to answer like the others.
const CHECKED: usize = 300;

/// Requests that are timed together.
const BLOCK: usize = 200;

/// How long each is measured.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// Nanoseconds for one check.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    /// This engine.
    pub ours: f64,
    /// Cedar with roles as groups.
    pub grouped: f64,
    /// Cedar with a template per role.
    pub linked: f64,
    /// Casbin.
    pub casbin: f64,
}

/// Everybody, with the requests in each one's own form.
pub struct Peers {
    fixture: Fixture,
    requests: Vec<Request>,
    product: Product,
    prepared: Vec<Prepared>,
    grouped: Grouped,
    linked: Linked,
    casbin: Casbin,
}

impl Peers {
    /// Loads an Organization of the given size.
    pub fn load(bindings: usize, custom_roles: usize) -> Result<Self, String> {
        let fixture = large::organization(bindings, custom_roles, SEED);
        let requests = large::requests(&fixture, SEED, REQUESTS);
        let text = |error: planisphere_oracle::Unloadable| error.to_string();
        let product = Product::load(&fixture).map_err(text)?;
        let prepared = requests
            .iter()
            .filter_map(|request| product.prepare(request));
        Ok(Self {
            prepared: prepared.collect(),
            grouped: Grouped::load(&fixture).map_err(text)?,
            linked: Linked::load(&fixture).map_err(text)?,
            casbin: Casbin::load(&fixture)?,
            product,
            requests,
            fixture,
        })
    }

    /// Checks that all agree, then measures.
    pub fn measure(&self) -> Result<Measured, String> {
        self.agree()?;
        let casbin: Vec<casbin::Prepared> = self
            .requests
            .iter()
            .filter_map(|it| self.casbin.prepare(it))
            .collect();
        Ok(Measured {
            ours: best(&self.prepared, |request| self.product.ask(request)),
            grouped: self.cedar(self.grouped.cedar()),
            linked: self.cedar(self.linked.cedar()),
            casbin: best(&casbin, |request| self.casbin.ask(request)),
        })
    }

    fn cedar(&self, cedar: &Cedar) -> f64 {
        let translated = self.requests.iter().filter_map(|it| cedar.translate(it));
        let requests: Vec<_> = translated.collect();
        best(&requests, |request| cedar.answer(request))
    }

    fn agree(&self) -> Result<(), String> {
        let naive = Naive::load(&self.fixture).map_err(|error| error.to_string())?;
        let mut allowed = 0;
        for request in self.requests.iter().take(CHECKED) {
            let answers = [
                naive.decide(request),
                self.product.decide(request),
                self.grouped.decide(request),
                self.linked.decide(request),
                self.casbin
                    .prepare(request)
                    .is_some_and(|it| self.casbin.ask(&it)),
            ];
            allowed += usize::from(answers[0]);
            if answers.iter().any(|answer| *answer != answers[0]) {
                return Err(format!(
                    "naive, ours, Cedar twice and Casbin answer {answers:?} to {request}"
                ));
            }
        }
        eprintln!(
            "  {} bindings, {} and {} policies of Cedar, {allowed} of {CHECKED} allowed",
            self.fixture.bindings(),
            self.grouped.cedar().policies(),
            self.linked.cedar().policies(),
        );
        Ok(())
    }
}

/// The mean over the requests, each block at its fastest: what else runs on the machine only ever slows a block down.
/// A slow engine gets no further than patience lets it.
fn best<R>(requests: &[R], ask: impl Fn(&R) -> bool) -> f64 {
    let mut blocks: Vec<(usize, Duration)> = Vec::new();
    let started = Instant::now();
    loop {
        for (at, block) in requests.chunks(BLOCK).enumerate() {
            let round = Instant::now();
            let mut asked = 0;
            for request in block {
                black_box(ask(black_box(request)));
                asked += 1;
                // A clock read costs as much as a fast check, so only slow ones are watched.
                if asked == 5 && round.elapsed() > Duration::from_millis(5) {
                    break;
                }
            }
            let took = round.elapsed();
            match blocks.get_mut(at) {
                Some((_, best)) => *best = took.min(*best),
                None => blocks.push((asked, took)),
            }
            if started.elapsed() > PATIENCE {
                let asked: usize = blocks.iter().map(|(asked, _)| asked).sum();
                let took: Duration = blocks.iter().map(|(_, took)| took).sum();
                return took.as_secs_f64() * 1e9 / asked as f64;
            }
        }
    }
}
