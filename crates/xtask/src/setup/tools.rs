//! trunk, wasm-bindgen-cli and the splitter of wasm: from the cache, from the PATH when the version fits, or built.
//!
//! A tool that is not there comes through `cargo binstall` where that is installed, otherwise from source, all missing
//! ones side by side. A build happens in a directory of its own that is renamed when it is whole, so an interrupted one
//! leaves nothing half-made and the next run goes on where it stopped.
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::{Failure, OrFail, Outcome};
use crate::pins::Pins;
use crate::report::{clock, say};
use crate::{places, process};

const NETWORK: &str = "check the network, then run the command again; it goes on where it stopped";

/// Where the tools are.
pub struct Found {
    /// The program `trunk`.
    pub trunk: PathBuf,
    /// The program `wasm-bindgen`; its test runner stands beside it.
    pub bindgen: PathBuf,
    /// The program `wasm-split-cli`.
    pub splitter: PathBuf,
}

struct Tool<'a> {
    package: &'a str,
    version: &'a str,
    programs: &'a [&'a str],
    options: &'a [&'a str],
}

/// Finds the tools, or brings what is missing.
pub fn bring(pins: &Pins) -> Outcome<Found> {
    let wanted = [
        Tool {
            package: "trunk",
            version: &pins.trunk,
            programs: &["trunk"],
            options: &["--no-default-features", "--features", "rustls"],
        },
        Tool {
            package: "wasm-bindgen-cli",
            version: &pins.wasm_bindgen,
            programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
            options: &[],
        },
        Tool {
            package: "wasm_split_cli_support",
            version: &pins.splitter,
            programs: &["wasm-split-cli"],
            options: &["--features", "build-binary"],
        },
    ];
    let cache = places::tools()?;
    let missing: Vec<&Tool<'_>> = wanted
        .iter()
        .filter(|tool| tool.find(&cache).is_none())
        .collect();
    if !missing.is_empty() {
        install(&cache, &missing)?;
    }
    let [trunk, bindgen, splitter] = wanted;
    Ok(Found {
        trunk: trunk.require(&cache)?,
        bindgen: bindgen.require(&cache)?,
        splitter: splitter.require(&cache)?,
    })
}

impl Tool<'_> {
    fn home(&self, cache: &Path) -> PathBuf {
        cache.join(format!("{}-{}", self.package, self.version))
    }

    fn main_program(&self) -> &str {
        self.programs.first().copied().unwrap_or(self.package)
    }

    fn find(&self, cache: &Path) -> Option<PathBuf> {
        let bin = self.home(cache).join("bin");
        if self
            .programs
            .iter()
            .all(|program| places::is_program(&bin.join(program)))
        {
            return Some(bin.join(self.main_program()));
        }
        let installed = places::on_path(self.main_program())?;
        let beside = installed.parent()?;
        let whole = self
            .programs
            .iter()
            .all(|program| places::is_program(&beside.join(program)));
        (whole && process::version(&installed).as_deref() == Some(self.version))
            .then_some(installed)
    }

    fn require(&self, cache: &Path) -> Outcome<PathBuf> {
        self.find(cache).ok_or_else(|| {
            Failure::new(
                format!(
                    "{} {} was installed, yet its programs are not there",
                    self.package, self.version
                ),
                format!(
                    "remove {} and run the command again",
                    self.home(cache).display()
                ),
            )
        })
    }
}

/// A tool being installed.
struct Job<'a> {
    tool: &'a Tool<'a>,
    child: Child,
    log: PathBuf,
    workshop: PathBuf,
    by_binstall: bool,
    over: bool,
}

fn install(cache: &Path, missing: &[&Tool<'_>]) -> Outcome<()> {
    fs::create_dir_all(cache).or_fail(
        format!("cannot create {}", cache.display()),
        "check the permissions, or set XDG_CACHE_HOME to a directory that can be written",
    )?;
    let binstall = places::on_path("cargo-binstall").is_some();
    let began = Instant::now();
    say(&format!("      the tools go to {}", cache.display()));
    let mut jobs = Vec::new();
    for tool in missing {
        jobs.push(start(cache, tool, binstall)?);
    }
    if !binstall {
        say("      building from source takes about four minutes on two cores, once per version");
    }
    let mut told = Instant::now();
    while jobs.iter().any(|job| !job.over) {
        thread::sleep(Duration::from_millis(200));
        if let Err(failure) = jobs
            .iter_mut()
            .try_for_each(|job| advance(cache, job, began))
        {
            stop(&mut jobs);
            return Err(failure);
        }
        if told.elapsed() > Duration::from_secs(15) {
            told = Instant::now();
            for job in jobs.iter().filter(|job| !job.over) {
                say(&format!(
                    "      {}: {} crates compiled, {}",
                    job.tool.package,
                    compiled(&job.log),
                    clock(began.elapsed())
                ));
            }
        }
    }
    Ok(())
}

/// Ends what is still running, so that no build goes on behind a failed command.
fn stop(jobs: &mut [Job<'_>]) {
    for job in jobs.iter_mut().filter(|job| !job.over) {
        let ended = job.child.kill().and_then(|()| job.child.wait());
        if ended.is_err() {
            say(&format!(
                "      process {} goes on by itself",
                job.child.id()
            ));
        }
    }
}

fn start<'a>(cache: &Path, tool: &'a Tool<'a>, by_binstall: bool) -> Outcome<Job<'a>> {
    let workshop = cache.join(format!(".building-{}-{}", tool.package, tool.version));
    let log = workshop.join("log");
    let mut command = process::cargo();
    process::quietly(&mut command, &log)?;
    if by_binstall {
        command.args([
            "binstall",
            "--no-confirm",
            "--force",
            "--version",
            tool.version,
            "--root",
        ]);
        command.arg(workshop.join("root")).arg(tool.package);
    } else {
        from_source(&mut command, tool, &workshop);
    }
    let how = if by_binstall {
        "fetching with cargo binstall"
    } else {
        "building from source"
    };
    say(&format!(
        "      {} {}: {how}, log in {}",
        tool.package,
        tool.version,
        log.display()
    ));
    let child = command.spawn().or_fail(
        "cargo did not start",
        "install Rust with rustup (https://rustup.rs)",
    )?;
    Ok(Job {
        tool,
        child,
        log,
        workshop,
        by_binstall,
        over: false,
    })
}

fn from_source(command: &mut Command, tool: &Tool<'_>, workshop: &Path) {
    // Unoptimised and without debug information: half the time to build, and fast enough for what the tools do.
    command.args([
        "install",
        "--locked",
        "--debug",
        "--force",
        "--version",
        tool.version,
    ]);
    command
        .args(tool.options)
        .arg("--root")
        .arg(workshop.join("root"))
        .arg(tool.package);
    command.env("CARGO_TARGET_DIR", workshop.join("target"));
    command.env("CARGO_PROFILE_DEV_DEBUG", "0");
    command.env("CARGO_TERM_COLOR", "never");
    command
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("CARGO_BUILD_TARGET");
}

/// Looks whether the job ended, and if so moves the tool to its place.
fn advance(cache: &Path, job: &mut Job<'_>, began: Instant) -> Outcome<()> {
    if job.over {
        return Ok(());
    }
    let name = format!("{} {}", job.tool.package, job.tool.version);
    let Some(status) = job
        .child
        .try_wait()
        .or_fail(format!("lost sight of {name}"), NETWORK)?
    else {
        return Ok(());
    };
    if !status.success() {
        if job.by_binstall {
            say(&format!(
                "      {name}: cargo binstall failed, so it is built from source"
            ));
            *job = start(cache, job.tool, false)?;
            return Ok(());
        }
        let log = fs::read_to_string(&job.log).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        let end = lines
            .get(lines.len().saturating_sub(15)..)
            .unwrap_or_default()
            .join("\n");
        return Err(Failure::new(
            format!("{name} could not be installed\n{end}"),
            NETWORK,
        ));
    }
    let home = job.tool.home(cache);
    if let Err(error) = fs::rename(job.workshop.join("root"), &home)
        && job.tool.find(cache).is_none()
    {
        return Err(Failure::new(
            format!("cannot move {name} to {}: {error}", home.display()),
            format!("remove {} and run the command again", home.display()),
        ));
    }
    // The tool is in place; what stays of the workshop costs nothing but space.
    if fs::remove_dir_all(&job.workshop).is_err() {
        say(&format!("      {} can be removed", job.workshop.display()));
    }
    say(&format!(
        "      {name}: ready after {}",
        clock(began.elapsed())
    ));
    job.over = true;
    Ok(())
}

fn compiled(log: &Path) -> usize {
    let log = fs::read_to_string(log).unwrap_or_default();
    log.lines()
        .filter(|line| line.trim_start().starts_with("Compiling "))
        .count()
}
