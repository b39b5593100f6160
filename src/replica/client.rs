//! From where a command comes, for the log: the browser and the system in short. Nothing else of what a browser says about
//! itself is kept, and no address: the browser does not know it.

use std::net::IpAddr;

use leptos::prelude::window;
use planisphere_domain::Source;

/// The source of a command of this tab, with the address where the person gave one.
pub(super) fn source(address: Option<IpAddr>) -> Option<Source> {
    let said = window().navigator().user_agent().ok()?;
    Some(Source {
        client: in_short(&said),
        address,
    })
}

/// A browser's description of itself as `Chromium 140 on Linux`; nothing where it names no browser that is known.
fn in_short(said: &str) -> Option<String> {
    // The more particular one comes first: most of them claim to be others as well.
    const BROWSERS: [(&str, &str); 7] = [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("HeadlessChrome/", "Chromium"),
        ("Chromium/", "Chromium"),
        ("Chrome/", "Chrome"),
        ("Version/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 7] = [
        ("iPhone", "iOS"),
        ("iPad", "iPadOS"),
        ("Android", "Android"),
        ("CrOS", "ChromeOS"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    let (browser, version) = BROWSERS.iter().find_map(|(mark, name)| {
        let (_, rest) = said.split_once(mark)?;
        let end = rest.find(|letter: char| !letter.is_ascii_digit());
        Some((*name, rest.get(..end.unwrap_or(rest.len()))?))
    })?;
    let system = SYSTEMS.iter().find(|(mark, _)| said.contains(mark));
    let named = [browser, version].join(" ");
    let named = named.trim_end();
    Some(match system {
        Some((_, system)) => format!("{named} on {system}"),
        None => named.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::in_short;

    #[test]
    fn browsers_are_named_in_short() {
        for (said, expected) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
                Some("Chrome 140 on Linux"),
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36",
                Some("Chromium 140 on Linux"),
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36 Edg/139.0.0.0",
                Some("Edge 139 on Windows"),
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
                Some("Safari 18 on macOS"),
            ),
            (
                "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0",
                Some("Firefox 142 on Linux"),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
                Some("Safari 18 on iOS"),
            ),
            ("curl/8.0", None),
            ("", None),
        ] {
            assert_eq!(in_short(said).as_deref(), expected, "{said}");
        }
    }
}
