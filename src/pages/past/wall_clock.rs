//! Moments as `<input type="datetime-local">` writes them: by the clock on the wall of the zone that the person reads
//! times in. The browser's `Intl` knows the zones.

use js_sys::{Date, Object, Reflect};
use leptos::prelude::*;
use planisphere_domain::Timestamp;

use crate::components::millis;
use crate::ui::Clock;

/// The zone that the person reads times in; nothing for the browser's own.
pub fn zone() -> Signal<Option<String>> {
    use_context::<Clock>().map_or_else(|| Signal::stored(None), |clock| clock.zone)
}

/// A moment on the wall: `2026-03-03T14:05:09`.
pub fn on_wall(at: Timestamp, zone: Option<&str>) -> String {
    let options = Object::new();
    let mut parts = vec![("hourCycle", "h23")];
    parts
        .extend(["year", "month", "day", "hour", "minute", "second"].map(|part| (part, "2-digit")));
    for (name, value) in parts {
        let value = if name == "year" { "numeric" } else { value };
        // Fails only on objects that take no properties.
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    if let Some(zone) = zone {
        let _ = Reflect::set(&options, &"timeZone".into(), &zone.into());
    }
    // Swedish writes dates as the control does.
    let date = Date::new(&millis(at).into());
    let text = String::from(date.to_locale_string("sv-SE", &options));
    text.replace(' ', "T")
}

/// The moment of a text on the wall; `None` where it is none.
pub fn off_wall(text: &str, zone: Option<&str>) -> Option<Timestamp> {
    let text = match text.len() {
        16 => format!("{text}:00Z"),
        _ => format!("{text}Z"),
    };
    let there = Timestamp::from_rfc3339(&text)?;
    // The zone's distance from UTC is that of the moment itself: looked up once more where it changed in between.
    let mut found = there;
    for _ in 0..2 {
        let shown = Timestamp::from_rfc3339(&format!("{}Z", on_wall(found, zone)))?;
        let ahead = shown.seconds() - found.seconds();
        found = Timestamp::from_seconds(there.seconds() - ahead);
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn a_moment_on_the_wall_is_found_again() {
        let at: Timestamp = "2026-03-03T14:05:09Z".parse().unwrap();
        assert_eq!(on_wall(at, Some("UTC")), "2026-03-03T14:05:09");
        assert_eq!(on_wall(at, Some("Asia/Kolkata")), "2026-03-03T19:35:09");
        for zone in ["UTC", "Asia/Kolkata", "America/New_York", "Europe/Berlin"] {
            let text = on_wall(at, Some(zone));
            assert_eq!(off_wall(&text, Some(zone)), Some(at), "{zone}");
        }
        assert_eq!(off_wall("yesterday", None), None);
    }
}
