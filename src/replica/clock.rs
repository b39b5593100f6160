//! The browser's clock, the only one the app has.

use planisphere_domain::Timestamp;

/// This moment, with second precision.
#[must_use]
pub fn now() -> Timestamp {
    // Milliseconds since 1970 fit an f64 and, as seconds, an i64 for the next 200,000 years.
    Timestamp::from_seconds((js_sys::Date::now() / 1_000.0) as i64)
}
