//! `cargo xtask test`: every check and every test of the repository, with one summary at the end.
//!
//! A part that fails does not stop the others, unless they need what it makes.
use std::path::Path;

use crate::args::Args;
use crate::failure::{Failure, Outcome};
use crate::process::Aside;
use crate::report::{Steps, clock, say};
use crate::setup::{self, Tools};
use crate::{serve, size, tidy, torture, web};

pub mod browser;
mod checks;
pub mod e2e;
mod native;

/// What `cargo xtask torture` does at length.
const KILLED: &str = "killed browsers, and tabs that write at once";

const PARTS: [&str; 4] = ["checks", "native", "browser", "e2e"];

/// `cargo xtask test`.
pub fn run(words: &[String]) -> Outcome<()> {
    let mut args = Args::new(words);
    let only = args.value("--only")?;
    let built = args.flag("--no-build");
    let filter = args.word();
    args.finish()?;
    let plan = Plan::new(only.as_deref(), built, filter)?;
    let mut suite = Suite {
        steps: Steps::new(plan.steps()),
        failures: Vec::new(),
    };
    plan.run(&mut suite)?;
    suite.finish()
}

struct Plan {
    only: Option<String>,
    built: bool,
    filter: Option<String>,
}

impl Plan {
    fn new(only: Option<&str>, built: bool, filter: Option<String>) -> Outcome<Self> {
        if let Some(part) = only.filter(|part| !PARTS.contains(part)) {
            return Err(Failure::new(
                format!("`{part}` is no part of the tests"),
                format!("use one of {}", PARTS.join(", ")),
            ));
        }
        if filter.is_some() && !matches!(only, Some("native" | "browser" | "e2e")) {
            return Err(Failure::new(
                "a filter needs a part that it is for",
                "add `--only native`, `--only browser` or `--only e2e`",
            ));
        }
        Ok(Self {
            only: only.map(str::to_owned),
            built,
            filter,
        })
    }

    fn takes(&self, part: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == part)
    }

    /// Whether a Chromium is needed.
    fn shows(&self) -> bool {
        self.takes("browser") || self.takes("e2e")
    }

    fn steps(&self) -> usize {
        let of = |part: &str, steps: usize| if self.takes(part) { steps } else { 0 };
        let setup = if self.only.as_deref() == Some("native") {
            0
        } else {
            setup::STEPS
        };
        setup
            + usize::from(self.shows())
            + of("checks", 5)
            + of("native", 1)
            + of("browser", 1)
            + of("e2e", 4)
    }

    fn run(&self, suite: &mut Suite) -> Outcome<()> {
        let filter = self.filter.as_deref();
        if self.only.as_deref() == Some("native") {
            suite.attempt("native tests", || native::run(filter));
            return Ok(());
        }
        let tools = setup::for_build(&mut suite.steps)?;
        let chromium = if self.shows() {
            Some(suite.steps.step("Chromium", setup::browser::find)?)
        } else {
            None
        };
        // Nearly all of it is one thread, beside which the parts before the end-to-end tests have a core to themselves.
        let bundle = if self.only.is_none() && !self.built {
            Some(web::release_aside(&tools)?)
        } else {
            None
        };
        if self.takes("checks") {
            suite.attempt("formatting", checks::formatting);
            suite.attempt("rules of the architecture", tidy::check);
            suite.attempt("types of the end-to-end tests", checks::types);
            suite.attempt("clippy, native", checks::clippy_native);
            suite.attempt("clippy, wasm", checks::clippy_wasm);
        }
        if self.takes("native") {
            suite.attempt("native tests", || native::run(filter));
        }
        if let (true, Some(chromium)) = (self.takes("browser"), &chromium) {
            suite.attempt("tests in the browser", || {
                browser::run(&tools, chromium, filter)
            });
        }
        if let (true, Some(chromium)) = (self.takes("e2e"), &chromium) {
            self.end_to_end(suite, &tools, chromium, bundle);
        }
        Ok(())
    }

    fn end_to_end(&self, suite: &mut Suite, tools: &Tools, chromium: &Path, bundle: Option<Aside>) {
        let ready = suite.attempt("release bundle", || match bundle {
            Some(begun) => begun.end(),
            None if self.built => {
                say("      the last one is taken");
                Ok(())
            }
            None => web::build(tools, true),
        });
        if !ready {
            suite.leave_out("size of the first load", "there is no bundle");
            suite.leave_out("end-to-end tests", "there is no bundle");
            suite.leave_out(KILLED, "there is no bundle");
            return;
        }
        suite.attempt("size of the first load", size::check);
        suite.attempt("end-to-end tests", || {
            let address = serve::in_background()?;
            e2e::run(chromium, &address, self.filter.as_deref(), false)
        });
        suite.attempt(KILLED, || {
            if self.filter.is_some() {
                say("      left out: the filter asks for something else");
                return Ok(());
            }
            torture::quick(tools, chromium, &serve::in_background()?)
        });
    }
}

struct Suite {
    steps: Steps,
    failures: Vec<(String, Failure)>,
}

impl Suite {
    /// Runs a part; a failure is kept for the summary.
    fn attempt(&mut self, name: &str, work: impl FnOnce() -> Outcome<()>) -> bool {
        match self.steps.step(name, work) {
            Ok(()) => true,
            Err(failure) => {
                say(&failure.to_string());
                self.failures.push((name.to_owned(), failure));
                false
            }
        }
    }

    fn leave_out(&mut self, name: &str, why: &str) {
        let failure = Failure::new(format!("left out: {why}"), "mend what failed before it");
        self.attempt(name, || Err(failure));
    }

    fn finish(self) -> Outcome<()> {
        say("\nSummary");
        for (name, took) in self.steps.done() {
            let failed = self.failures.iter().any(|(other, _)| other == name);
            let word = if failed { "FAILED" } else { "ok" };
            say(&format!("  {word:<7} {name} ({})", clock(*took)));
        }
        say(&format!("  {} in all", clock(self.steps.elapsed())));
        if self.failures.is_empty() {
            say("Everything passed.");
            return Ok(());
        }
        let names: Vec<&str> = self
            .failures
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        Err(Failure::new(
            format!(
                "{} of {} steps: {}",
                names.len(),
                self.steps.done().len(),
                names.join(", ")
            ),
            "scroll up to each step's own message; docs/development.md says how to run one part alone",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::{Failure, Plan, Steps, Suite};

    #[test]
    fn a_plan_takes_one_part_or_all() {
        let all = Plan::new(None, false, None).unwrap();
        assert!(all.takes("native") && all.takes("e2e"));
        assert_eq!(all.steps(), 3 + 1 + 5 + 1 + 1 + 4);
        let native = Plan::new(Some("native"), false, None).unwrap();
        assert!(native.takes("native") && !native.takes("e2e"));
        assert_eq!(native.steps(), 1);
    }

    #[test]
    fn a_plan_refuses_what_means_nothing() {
        assert!(Plan::new(Some("nothing"), false, None).is_err());
        assert!(Plan::new(None, false, Some("word".into())).is_err());
    }

    #[test]
    fn one_failure_fails_the_suite() {
        let mut suite = Suite {
            steps: Steps::new(2),
            failures: Vec::new(),
        };
        assert!(suite.attempt("good", || Ok(())));
        assert!(!suite.attempt("bad", || Err(Failure::new("it broke", "mend it"))));
        assert!(
            suite
                .finish()
                .unwrap_err()
                .what()
                .contains("1 of 2 steps: bad")
        );
    }
}
