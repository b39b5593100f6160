//! Takes pictures of the app for looking at, not for comparing.
use crate::args::Args;
use crate::failure::Outcome;
use crate::report::{Steps, say};
use crate::{serve, setup, suite, web};

/// `cargo xtask pictures`.
pub fn run(words: &[String]) -> Outcome<()> {
    let mut args = Args::new(words);
    let filter = args.word();
    let built = args.flag("--no-build");
    args.finish()?;
    let mut steps = Steps::new(setup::STEPS + 3);
    let tools = setup::for_build(&mut steps)?;
    let chromium = steps.step("Chromium", setup::browser::find)?;
    web::release(&mut steps, &tools, built)?;
    steps.step("pictures", || {
        let address = serve::in_background()?;
        suite::e2e::run(&chromium, &address, filter.as_deref(), true)
    })?;
    say("The pictures are in tests/e2e/pictures");
    Ok(())
}
