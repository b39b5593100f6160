//! Runs other programs: with their output shown, or caught. Nothing is ever run through a shell.
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use crate::failure::{Failure, OrFail, Outcome};
use crate::places;
use crate::report::say;

/// A program to be started in the root of the repository.
pub fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(places::root());
    // Trunk reads NO_COLOR as its own switch and takes nothing but `true` and `false`.
    if env::var_os("NO_COLOR").is_some() {
        command.env("NO_COLOR", "true");
    }
    command
}

/// The cargo that runs this very program.
pub fn cargo() -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")))
}

/// Runs with the output shown; a bad end is a failure.
pub fn show(command: &mut Command, name: &str, remedy: &str) -> Outcome<()> {
    let status = command.status();
    let status = status.or_fail(format!("`{name}` did not start"), remedy)?;
    judge(status, name, remedy)
}

fn judge(status: ExitStatus, name: &str, remedy: &str) -> Outcome<()> {
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(
            format!("`{name}` ended with {status}"),
            remedy,
        ))
    }
}

/// A program that runs beside what this one does; what it says is kept in a file.
pub struct Aside {
    child: Child,
    log: PathBuf,
    name: String,
    remedy: String,
}

/// Lets a program ask nothing, and say all that it says to the file `log`.
pub fn quietly(command: &mut Command, log: &Path) -> Outcome<()> {
    const SPACE: &str = "check the permissions and the space";
    let told = format!("cannot write {}", log.display());
    if let Some(directory) = log.parent() {
        fs::create_dir_all(directory).or_fail(told.clone(), SPACE)?;
    }
    let output = fs::File::create(log).or_fail(told.clone(), SPACE)?;
    let errors = output.try_clone().or_fail(told, SPACE)?;
    command.stdin(Stdio::null()).stdout(output).stderr(errors);
    Ok(())
}

/// Starts a program with both its outputs going to the file `log`.
pub fn aside(command: &mut Command, log: PathBuf, name: &str, remedy: &str) -> Outcome<Aside> {
    quietly(command, &log)?;
    let child = command
        .spawn()
        .or_fail(format!("`{name}` did not start"), remedy)?;
    Ok(Aside {
        child,
        log,
        name: name.to_owned(),
        remedy: remedy.to_owned(),
    })
}

impl Aside {
    /// Waits for the end and shows what the program said; a bad end is a failure.
    pub fn end(mut self) -> Outcome<()> {
        let status = self.child.wait();
        let status = status.or_fail(format!("lost sight of `{}`", self.name), &self.remedy)?;
        say(fs::read_to_string(&self.log).unwrap_or_default().trim_end());
        judge(status, &self.name, &self.remedy)
    }
}

/// Runs and gives back the standard output; a bad end is a failure that quotes the error output.
pub fn catch(command: &mut Command, name: &str, remedy: &str) -> Outcome<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .or_fail(format!("`{name}` did not start"), remedy)?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let errors = String::from_utf8_lossy(&output.stderr);
        Err(Failure::new(
            format!("`{name}` ended with {}\n{}", output.status, errors.trim()),
            remedy,
        ))
    }
}

/// The PATH with some directories in front.
pub fn path_with(directories: &[PathBuf]) -> Outcome<OsString> {
    let old = env::var_os("PATH").unwrap_or_default();
    let all = directories.iter().cloned().chain(env::split_paths(&old));
    env::join_paths(all).or_fail(
        "the PATH cannot be extended",
        "use a HOME and a checkout without `:` in the path",
    )
}

/// The second word that `program --version` prints, if it runs at all.
pub fn version(program: &Path) -> Option<String> {
    let output = Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let word = text.split_whitespace().nth(1)?.to_owned();
    output.status.success().then_some(word)
}
