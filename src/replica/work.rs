//! Work that takes a while on the page's own thread: how far it is, a way to stop it, and a rest now and then in
//! which the page draws and hears the person.
//!
//! A dialog has one [`Work`] for as long as it lives, and [`Work::renew`] gives each run a handle of its own: a run that
//! was stopped stays stopped, and is silent, whatever runs after it.

use leptos::prelude::*;
use web_sys::AbortController;

use super::Failure;
use super::pause::breathe;

/// Longer than this nothing else waits, in milliseconds.
const LONGEST_SLICE: f64 = 50.0;

/// Where work is.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// What goes on.
    pub label: &'static str,
    /// How far, from 0 to 1; `None` while nobody knows.
    pub part: Option<f64>,
    /// The same in words, where there are any.
    pub amount: Option<String>,
}

/// Work on its way.
#[derive(Clone, Copy)]
pub struct Work {
    stage: RwSignal<Option<Stage>>,
    /// The run that goes on; every other one was stopped.
    current: StoredValue<u64>,
    /// The run that this is the handle of.
    run: u64,
    rested: StoredValue<f64>,
    /// What waits elsewhere and can be told to stop.
    waits: StoredValue<Option<AbortController>, LocalStorage>,
}

impl Default for Work {
    fn default() -> Self {
        Self {
            stage: RwSignal::new(None),
            current: StoredValue::new(0),
            run: 0,
            rested: StoredValue::new(0.0),
            waits: StoredValue::new_local(None),
        }
    }
}

impl Work {
    /// Where it is; `None` before it began and after its end.
    #[must_use]
    pub fn stage(self) -> Option<Stage> {
        self.stage.get()
    }

    /// Stops whichever run goes on, at its next slice.
    pub fn cancel(self) {
        self.current.try_update_value(|current| *current += 1);
        self.stage.try_set(None);
        if let Some(waits) = self.waits.try_get_value().flatten() {
            waits.abort();
        }
    }

    /// Whether somebody stopped this run.
    #[must_use]
    pub fn is_cancelled(self) -> bool {
        self.current.try_get_value() != Some(self.run)
    }

    /// Asks the same before something that cannot be stopped any more.
    pub(super) fn go_on(self) -> Result<(), Failure> {
        if self.is_cancelled() {
            return Err(Failure::Cancelled);
        }
        Ok(())
    }

    /// Names what a cancel stops while nothing here goes on, such as a request.
    pub(super) fn stops(self, waits: Option<AbortController>) {
        self.waits.try_set_value(waits);
    }

    /// Stops what goes on, and gives another run its handle.
    #[must_use]
    pub fn renew(self) -> Self {
        self.cancel();
        Self {
            run: self.current.try_get_value().unwrap_or(self.run),
            ..self
        }
    }

    /// Says what begins.
    pub(super) fn begin(self, label: &'static str) {
        self.tell(Some(Stage {
            label,
            part: None,
            amount: None,
        }));
    }

    /// Says that it is over, whichever way.
    pub(super) fn end(self) {
        self.tell(None);
    }

    /// A run that was stopped says nothing: what shows is another one's.
    fn tell(self, stage: Option<Stage>) {
        if !self.is_cancelled() {
            self.stage.try_set(stage);
        }
    }

    /// Says how far it is, and rests if it is time.
    pub(super) async fn at(self, part: f64) -> Result<(), Failure> {
        self.pause(Some(part), None).await
    }

    /// The same for what is counted in words.
    pub(super) async fn pause(
        self,
        part: Option<f64>,
        amount: Option<String>,
    ) -> Result<(), Failure> {
        self.go_on()?;
        let now = js_sys::Date::now();
        let is_time = self
            .rested
            .try_get_value()
            .is_none_or(|rested| now - rested > LONGEST_SLICE);
        if is_time {
            self.stage.try_update(|stage| {
                if let Some(stage) = stage {
                    stage.part = part;
                    stage.amount = amount;
                }
            });
            breathe().await;
            self.rested.try_set_value(js_sys::Date::now());
            self.go_on()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_run_that_was_stopped_stays_stopped_and_silent() {
        let owner = Owner::new();
        owner.with(|| {
            let work = Work::default();
            let first = work.renew();
            first.begin("First");
            work.cancel();
            assert!(first.is_cancelled());
            assert_eq!(work.stage(), None);
            let second = work.renew();
            second.begin("Second");
            assert!(first.is_cancelled() && !second.is_cancelled());
            first.begin("First again");
            first.end();
            let label = work.stage().map(|stage| stage.label);
            assert_eq!(label, Some("Second"));
            let _third = work.renew();
            assert!(second.is_cancelled());
        });
    }
}
