//! Instants for people: how long ago in lists, exactly on hover. The browser's `Intl` knows zones and calendars.
use std::cell::RefCell;

use js_sys::{Array, Date, Intl, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// What the app knows about time, for every [`Time`] inside: the present, which moves on, and the zone to show.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// The present in milliseconds since 1970.
    pub now: Signal<f64>,
    /// An IANA zone; `None` for the browser's own.
    pub zone: Signal<Option<String>>,
}

impl Clock {
    /// The clock of the context, or one that stands still at this moment.
    fn here() -> Self {
        use_context::<Self>().unwrap_or_else(|| Self {
            now: Signal::stored(Date::now()),
            zone: Signal::stored(None),
        })
    }
}

/// How far an instant is away, in the words of a list.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Distance {
    Now,
    Minutes(u32),
    Hours(u32),
    Yesterday,
    Tomorrow,
    Days(u32),
    Date,
}

const MINUTE: f64 = 60_000.0;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn distance(now: f64, then: f64) -> Distance {
    let away = (now - then).abs();
    let count = |unit: f64| (away / unit).floor().max(1.0) as u32;
    if away < 45_000.0 {
        Distance::Now
    } else if away < HOUR {
        Distance::Minutes(count(MINUTE))
    } else if away < DAY {
        Distance::Hours(count(HOUR))
    } else if away < 2.0 * DAY {
        if then < now {
            Distance::Yesterday
        } else {
            Distance::Tomorrow
        }
    } else if away < 7.0 * DAY {
        Distance::Days(count(DAY))
    } else {
        Distance::Date
    }
}

/// How long ago, or how soon: `just now`, `4 min ago`, `in 2 h`, `yesterday`, `Oct 30`.
pub fn relative(now: f64, then: f64, zone: Option<&str>) -> String {
    let turned = |text: String| {
        if then > now {
            format!("in {text}")
        } else {
            format!("{text} ago")
        }
    };
    match distance(now, then) {
        Distance::Now => String::from("just now"),
        Distance::Minutes(count) => turned(format!("{count} min")),
        Distance::Hours(count) => turned(format!("{count} h")),
        Distance::Yesterday => String::from("yesterday"),
        Distance::Tomorrow => String::from("tomorrow"),
        Distance::Days(count) => turned(format!("{count} days")),
        Distance::Date if (now - then).abs() < 300.0 * DAY => format(Form::Day, then, zone),
        Distance::Date => format(Form::Date, then, zone),
    }
}

/// The exact instant: `20 Nov 2026, 18:04:12 UTC`.
pub fn exact(then: f64, zone: Option<&str>) -> String {
    format(Form::Exact, then, zone)
}

/// How an instant is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Day,
    Date,
    Exact,
}

impl Form {
    const fn parts(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Day => &[("month", "short"), ("day", "numeric")],
            Self::Date => &[("year", "numeric"), ("month", "short"), ("day", "numeric")],
            Self::Exact => &[
                ("year", "numeric"),
                ("month", "short"),
                ("day", "numeric"),
                ("hour", "2-digit"),
                ("minute", "2-digit"),
                ("second", "2-digit"),
                ("hourCycle", "h23"),
                ("timeZoneName", "short"),
            ],
        }
    }
}

struct Ready {
    form: Form,
    zone: Option<String>,
    format: js_sys::Function,
}

thread_local! {
    // Making a formatter costs far more than using it, and a page uses two or three.
    static READY: RefCell<Vec<Ready>> = const { RefCell::new(Vec::new()) };
}

fn formatter(form: Form, zone: Option<&str>) -> Option<js_sys::Function> {
    let found = READY.with_borrow(|ready| {
        ready
            .iter()
            .find(|one| one.form == form && one.zone.as_deref() == zone)
            .map(|one| one.format.clone())
    });
    if found.is_some() {
        return found;
    }
    let options = Object::new();
    for (name, value) in form.parts() {
        let _ = Reflect::set(&options, &JsValue::from(*name), &JsValue::from(*value));
    }
    if let Some(zone) = zone {
        let _ = Reflect::set(&options, &"timeZone".into(), &zone.into());
    }
    // An unknown zone throws in the constructor, so it is called where that can be caught.
    let arguments = Array::of2(&"en".into(), &options);
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?;
    let made = Reflect::construct(class.unchecked_ref::<js_sys::Function>(), &arguments).ok()?;
    let format = made.unchecked_into::<Intl::DateTimeFormat>().format();
    READY.with_borrow_mut(|ready| {
        ready.push(Ready {
            form,
            zone: zone.map(str::to_owned),
            format: format.clone(),
        });
    });
    Some(format)
}

/// In the zone, or in UTC where the browser does not know the zone, or as ISO where it cannot format at all.
fn format(form: Form, then: f64, zone: Option<&str>) -> String {
    formatter(form, zone)
        .or_else(|| formatter(form, Some("UTC")))
        .and_then(|format| format.call1(&JsValue::UNDEFINED, &then.into()).ok())
        .and_then(|text| text.as_string())
        .or_else(|| iso(then))
        .unwrap_or_default()
}

/// The instant for machines; `None` outside what the browser can represent.
fn iso(then: f64) -> Option<String> {
    (then.is_finite() && then.abs() <= 8.64e15)
        .then(|| Date::new(&then.into()).to_iso_string().into())
}

/// An instant: relative, with the exact one on hover.
///
/// ```ignore
/// view! { <Time at=deployment.updated_at/> }
/// ```
#[component]
pub fn Time(
    /// Milliseconds since 1970.
    #[prop(into)]
    at: Signal<f64>,
    /// Shows the exact instant, as logs do.
    #[prop(optional)]
    in_full: bool,
) -> impl IntoView {
    let clock = Clock::here();
    let exactly = move || clock.zone.with(|zone| exact(at.get(), zone.as_deref()));
    let text = move || {
        if in_full {
            exactly()
        } else {
            clock
                .zone
                .with(|zone| relative(clock.now.get(), at.get(), zone.as_deref()))
        }
    };
    view! {
        <time
            class="num above"
            datetime=move || iso(at.get())
            data-tip=move || (!in_full).then(exactly)
            aria-description=move || (!in_full).then(exactly)
        >
            {text}
        </time>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::{DAY, Distance, HOUR, MINUTE, distance};

    #[test]
    fn speaks_in_units_of_a_list() {
        let now = 1.7e12;
        assert_eq!(distance(now, now - 10_000.0), Distance::Now);
        assert_eq!(distance(now, now - 50_000.0), Distance::Minutes(1));
        assert_eq!(distance(now, now - 4.0 * MINUTE), Distance::Minutes(4));
        assert_eq!(distance(now, now + 2.0 * HOUR), Distance::Hours(2));
        assert_eq!(distance(now, now - 30.0 * HOUR), Distance::Yesterday);
        assert_eq!(distance(now, now + 30.0 * HOUR), Distance::Tomorrow);
        assert_eq!(distance(now, now - 2.5 * DAY), Distance::Days(2));
        assert_eq!(distance(now, now - 8.0 * DAY), Distance::Date);
    }
}
