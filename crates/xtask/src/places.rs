//! Where things are: the repository, its build outputs, the cache of tools.
use std::env;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};

/// The root of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Where cargo writes, as cargo itself decides it.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(directory) => root().join(directory),
        None => root().join("target"),
    }
}

/// Where a build of the bundle ends up.
pub fn dist(release: bool) -> PathBuf {
    if release {
        root().join("dist")
    } else {
        target().join("dev-dist")
    }
}

/// The cache of tools of this user, outside `target` so that cleaning a checkout keeps it.
pub fn tools() -> Outcome<PathBuf> {
    let absolute = |name: &str| {
        env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let cache =
        absolute("XDG_CACHE_HOME").or_else(|| absolute("HOME").map(|home| home.join(".cache")));
    match cache {
        Some(cache) => Ok(cache.join("planisphere").join("tools")),
        None => Err(Failure::new(
            "neither HOME nor XDG_CACHE_HOME names a directory for the tools",
            "set HOME or XDG_CACHE_HOME to an absolute path",
        )),
    }
}

/// The first program of that name on the PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|directory| directory.join(name))
        .find(|file| is_program(file))
}

/// Whether the file can be run.
pub fn is_program(file: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.metadata()
            .is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
    }
    #[cfg(not(unix))]
    {
        file.is_file()
    }
}
