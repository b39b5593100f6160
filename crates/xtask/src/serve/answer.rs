//! Answers one request with a file of the bundle, the app's page, or a refusal, always with the product's headers.
use std::fs;
use std::path::Path;

use super::files::{self, Found};
use super::http::{Request, Response};
use super::{Site, headers};

/// The answer to a request.
pub fn to(site: &Site, request: &Request) -> Response {
    if !matches!(request.method.as_str(), "GET" | "HEAD") {
        return plain(
            site,
            request,
            "405 Method Not Allowed",
            "Only GET and HEAD are answered here.\n",
        );
    }
    match files::find(&site.dist, &request.path) {
        Found::File(file) => content(site, request, &file),
        Found::Page => content(site, request, &site.dist.join("index.html")),
        Found::Missing => plain(site, request, "404 Not Found", "There is no such file.\n"),
    }
}

fn content(site: &Site, request: &Request, file: &Path) -> Response {
    // Between two builds a file can be gone; the next request finds it.
    match fs::read(file) {
        Ok(body) => Response {
            status: "200 OK",
            headers: with_type(site, request, files::kind(file)),
            body,
        },
        Err(_) => plain(
            site,
            request,
            "503 Service Unavailable",
            "The bundle is not built, or is being replaced.\n",
        ),
    }
}

fn plain(site: &Site, request: &Request, status: &'static str, text: &str) -> Response {
    let mut response = Response {
        status,
        headers: with_type(site, request, "text/plain; charset=utf-8"),
        body: text.as_bytes().to_vec(),
    };
    // A refusal must not be kept for a year.
    for (name, value) in &mut response.headers {
        if name.eq_ignore_ascii_case("cache-control") {
            "no-store".clone_into(value);
        }
    }
    response
}

fn with_type(site: &Site, request: &Request, kind: &str) -> Vec<(String, String)> {
    let mut all = headers::of(&site.rules, &request.path);
    if site.fresh {
        all.retain(|(name, _)| !name.eq_ignore_ascii_case("cache-control"));
        all.push(("Cache-Control".into(), "no-store".into()));
    }
    all.push(("Content-Type".into(), kind.into()));
    all
}

#[cfg(test)]
mod tests {
    use super::to;
    use crate::serve::http::Request;
    use crate::serve::{Site, headers};
    use std::path::PathBuf;

    fn ask(fresh: bool, method: &str, path: &str) -> (&'static str, Vec<(String, String)>) {
        let site = Site {
            dist: PathBuf::from(env!("CARGO_MANIFEST_DIR")),
            rules: headers::parse("/*\n  X-Policy: strict\n  Cache-Control: public\n").unwrap(),
            fresh,
        };
        let request = Request {
            method: method.into(),
            path: path.into(),
        };
        let response = to(&site, &request);
        (response.status, response.headers)
    }

    fn header(headers: &[(String, String)], name: &str) -> String {
        let found = headers.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    #[test]
    fn every_answer_carries_the_policy() {
        for (method, path) in [
            ("GET", "/Cargo.toml"),
            ("GET", "/missing.js"),
            ("POST", "/"),
            ("GET", "/page"),
        ] {
            assert_eq!(
                header(&ask(false, method, path).1, "X-Policy"),
                "strict",
                "{method} {path}"
            );
        }
    }

    #[test]
    fn caching_depends_on_the_bundle_and_the_answer() {
        assert_eq!(
            header(&ask(false, "GET", "/Cargo.toml").1, "Cache-Control"),
            "public"
        );
        assert_eq!(
            header(&ask(true, "GET", "/Cargo.toml").1, "Cache-Control"),
            "no-store"
        );
        let (status, headers) = ask(false, "GET", "/missing.js");
        assert_eq!(
            (status, header(&headers, "Cache-Control").as_str()),
            ("404 Not Found", "no-store")
        );
        assert_eq!(ask(false, "POST", "/").0, "405 Method Not Allowed");
    }
}
