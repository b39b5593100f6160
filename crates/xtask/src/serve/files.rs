//! Which file answers a path, and what kind it is. Never leaves the directory that is served.
use std::path::{Component, Path, PathBuf};

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// A file of the bundle.
    File(PathBuf),
    /// A page of the app: the app finds out which.
    Page,
    /// A file that is not there.
    Missing,
}

/// Finds the file. A path without a file extension that is no file is a page of the app.
pub fn find(dist: &Path, path: &str) -> Found {
    let inside = Path::new(path.trim_start_matches('/'));
    let plain = inside
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if !plain || path.contains('\\') || path.contains('\0') {
        return Found::Missing;
    }
    // `_headers` and `_redirects` are for hosts; those that read them do not serve them either.
    if path.starts_with("/_") || path.starts_with("/.") {
        return Found::Missing;
    }
    let file = dist.join(inside);
    if file.is_file() {
        Found::File(file)
    } else if inside.extension().is_none() && !path.starts_with("/assets/") {
        Found::Page
    } else {
        Found::Missing
    }
}

/// The media type by the file's extension.
pub fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt" | "md" | "yaml" | "yml") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{Found, find, kind};
    use std::path::Path;

    #[test]
    fn tells_files_pages_and_missing_files_apart() {
        // Any directory with known files will do.
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(
            find(here, "/Cargo.toml"),
            Found::File(here.join("Cargo.toml"))
        );
        assert_eq!(find(here, "/"), Found::Page);
        assert_eq!(find(here, "/workspaces/c1/deployments"), Found::Page);
        assert_eq!(find(here, "/app.js"), Found::Missing);
        assert_eq!(find(here, "/assets/app"), Found::Missing);
        assert_eq!(find(here, "/../xtask/Cargo.toml"), Found::Missing);
        assert_eq!(find(here, "/src/../Cargo.toml"), Found::Missing);
    }

    #[test]
    fn wasm_has_the_type_that_streaming_needs() {
        assert_eq!(kind(Path::new("a.wasm")), "application/wasm");
        assert_eq!(kind(Path::new("a.unknown")), "application/octet-stream");
    }
}
