//! `cargo xtask serve`: builds the app and serves it under the real response headers.
//!
//! A small server of our own, because Trunk's injects an inline script, which the policy refuses. It is for work and for
//! tests on this machine: it listens on 127.0.0.1 only and speaks as much HTTP as a browser needs.
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use crate::args::Args;
use crate::failure::{Failure, OrFail, Outcome};
use crate::report::{Steps, say};
use crate::{places, setup, web};

mod answer;
mod files;
pub mod headers;
mod http;
mod watch;

const PORT: u16 = 8080;

/// `cargo xtask serve`.
pub fn run(words: &[String]) -> Outcome<()> {
    let mut args = Args::new(words);
    let release = args.flag("--release");
    let watching = args.flag("--watch");
    let built = args.flag("--no-build");
    let port = match args.value("--port")? {
        None => PORT,
        Some(text) => text.parse().or_fail(
            format!("`{text}` is not a port"),
            "write a number from 0 to 65535",
        )?,
    };
    args.finish()?;
    if built && watching {
        return Err(Failure::new(
            "`--no-build` and `--watch` exclude each other",
            "leave one of them out",
        ));
    }

    // Before the build: a port in use is told at once.
    let listener = bind(port)?;
    // What changes while the first build runs has to start another.
    let sources = watch::state();
    let mut tools = None;
    if !built {
        let mut steps = Steps::new(setup::STEPS + 1);
        let found = setup::for_build(&mut steps)?;
        // With `--watch` a broken build is what the next change mends.
        match steps.step(web::name(release), || web::build(&found, release)) {
            Err(failure) if watching => say(&format!(
                "{failure}\nThe build starts again with the next change."
            )),
            result => result?,
        }
        tools = Some(found);
    }
    let site = Site::open(release)?;
    let address = listener
        .local_addr()
        .or_fail("the server has no address", "run the command again")?;
    println!("Planisphere is at http://{address}/  (Ctrl-C ends it)");
    if let (true, Some(tools)) = (watching, tools) {
        thread::spawn(move || watch::rebuild_on_change(&tools, release, sources));
    }
    serve(&listener, site);
    Ok(())
}

/// Serves the release bundle from a thread of its own, on any free port; gives its address.
pub fn in_background() -> Outcome<String> {
    let listener = bind(0)?;
    let address = listener
        .local_addr()
        .or_fail("the server has no address", "run the command again")?;
    let site = Site::open(true)?;
    thread::spawn(move || serve(&listener, site));
    Ok(format!("http://{address}"))
}

/// What is served and how.
pub struct Site {
    dist: PathBuf,
    rules: Vec<headers::Rule>,
    /// Keeps the browser from caching anything, for work on the app.
    fresh: bool,
}

impl Site {
    fn open(release: bool) -> Outcome<Self> {
        let dist = places::dist(release);
        let text = std::fs::read_to_string(places::root().join("public").join("_headers"))
            .or_fail("cannot read public/_headers", "restore the file")?;
        if release && !dist.join("index.html").is_file() {
            return Err(Failure::new(
                format!("there is no release bundle in {}", dist.display()),
                "run `cargo xtask build --release`, or leave out `--no-build`",
            ));
        }
        Ok(Self {
            dist,
            rules: headers::parse(&text)?,
            fresh: !release,
        })
    }
}

fn bind(port: u16) -> Outcome<TcpListener> {
    TcpListener::bind(("127.0.0.1", port)).or_fail(
        format!("cannot listen on port {port}"),
        "end the other server, or name another port with `--port N` (0 takes any free one)",
    )
}

fn serve(listener: &TcpListener, site: Site) {
    let site = Arc::new(site);
    for stream in listener.incoming() {
        // A connection that broke before it was accepted is nobody's loss.
        let Ok(stream) = stream else { continue };
        let site = Arc::clone(&site);
        thread::spawn(move || http::converse(&stream, |request| answer::to(&site, request)));
    }
}
