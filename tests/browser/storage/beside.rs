//! What stands beside the log: other tabs, this device's settings, downloads.
use crate::samples::{Without, handle};
use js_sys::{Function, Promise};
use planisphere::storage::{
    DeviceSettings, Handle, News, Profile, Tabs, Theme, TimeZone, download, file_name, record_name,
};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::StorageEvent;

/// A promise and the function that keeps it.
fn promise() -> (Promise, Function) {
    let mut resolve = None;
    let promise = Promise::new(&mut |keep, _| resolve = Some(keep));
    (promise, resolve.unwrap())
}

#[wasm_bindgen_test]
async fn a_tab_hears_the_others_and_not_itself() {
    let (told, tell) = promise();
    let heard = Rc::new(RefCell::new(Vec::new()));
    let ear = Rc::clone(&heard);
    let one = Tabs::open(move |news| {
        ear.borrow_mut().push(news);
        tell.call0(&JsValue::UNDEFINED).unwrap();
    });

    let (answer, handle) = (handle(), handle());
    let removed = News::Removed { handle: answer };
    let (first, reply) = (Rc::new(RefCell::new(None)), removed.clone());
    let line = Rc::new(RefCell::new(None::<Tabs>));
    let (saw, back) = (Rc::clone(&first), Rc::clone(&line));
    let two = Tabs::open(move |news| {
        saw.replace(Some(news));
        if let Some(two) = &*back.borrow() {
            two.announce(reply.clone());
        }
    });
    line.replace(Some(two));

    let committed = News::Committed {
        handle,
        sequence: 7,
    };
    one.announce(committed.clone());
    JsFuture::from(told).await.unwrap();
    assert_eq!(*first.borrow(), Some(committed));
    assert_eq!(*heard.borrow(), vec![removed]);
    line.replace(None);
}

#[wasm_bindgen_test]
fn a_browser_without_a_line_between_tabs_stays_silent() {
    let window = web_sys::window().unwrap();
    let without = Without::property(window.unchecked_ref(), "BroadcastChannel");
    let tabs = Tabs::open(|_| panic!("nobody speaks"));
    tabs.announce(News::Removed { handle: handle() });
    drop(tabs);
    drop(without);
}

#[wasm_bindgen_test]
fn handles_are_random_and_read_strictly() {
    let (one, other) = (handle(), handle());
    assert_ne!(one, other);
    assert_eq!(Handle::parse(one.as_str()), Some(one));
    for text in [
        "",
        "0123456789abcde",
        "0123456789abcdef0",
        "0123456789ABCDEF",
        "../../etc/passwd",
    ] {
        assert_eq!(Handle::parse(text), None, "{text}");
    }
}

fn settings() -> DeviceSettings {
    DeviceSettings {
        profile: Profile {
            name: "Ada <b>\u{202e}Lovelace".into(),
            email: "ada@example.com".into(),
        },
        time_zone: TimeZone::Named("Europe/London".into()),
        theme: Theme::Dark,
    }
}

fn local_storage() -> web_sys::Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

#[wasm_bindgen_test]
fn settings_stay_on_the_device() {
    local_storage().clear().unwrap();
    assert_eq!(DeviceSettings::load(), DeviceSettings::default());
    settings().save();
    assert_eq!(DeviceSettings::load(), settings());
    let theme = || local_storage().get_item("planisphere.theme").unwrap();
    assert_eq!(theme().as_deref(), Some("dark"));

    DeviceSettings {
        theme: Theme::System,
        ..settings()
    }
    .save();
    assert_eq!(theme(), None);
    local_storage()
        .set_item("planisphere.theme", "purple")
        .unwrap();
    assert_eq!(DeviceSettings::load().theme, Theme::System);
    DeviceSettings {
        time_zone: TimeZone::Utc,
        ..settings()
    }
    .save();
    assert_eq!(DeviceSettings::load().time_zone, TimeZone::Utc);
    DeviceSettings::default().save();
    assert_eq!(local_storage().length(), Ok(0));
    local_storage().clear().unwrap();
}

#[wasm_bindgen_test]
fn settings_last_as_long_as_the_tab_where_the_browser_keeps_none() {
    local_storage().clear().unwrap();
    let window = web_sys::window().unwrap();
    let without = Without::property(window.unchecked_ref(), "localStorage");
    assert_eq!(DeviceSettings::load(), DeviceSettings::default());
    settings().save();
    assert_eq!(DeviceSettings::load(), settings());
    drop(without);
    // Once the browser keeps them again, what it has is what counts.
    settings().save();
    local_storage().clear().unwrap();
    assert_eq!(DeviceSettings::load(), DeviceSettings::default());
}

#[wasm_bindgen_test]
fn settings_follow_another_tab() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let ear = Rc::clone(&heard);
    let following = DeviceSettings::follow(move |settings| ear.borrow_mut().push(settings));
    settings().save();
    let stored = |key: Option<&str>| {
        let event = StorageEvent::new("storage").unwrap();
        event.init_storage_event_with_can_bubble_and_cancelable_and_key(
            "storage", false, false, key,
        );
        web_sys::window().unwrap().dispatch_event(&event).unwrap();
    };
    stored(Some("planisphere.theme"));
    stored(Some("somebody.else"));
    assert_eq!(*heard.borrow(), vec![settings()]);
    local_storage().clear().unwrap();
    stored(None);
    assert_eq!(heard.borrow().last(), Some(&DeviceSettings::default()));
    drop(following);
    stored(Some("planisphere.name"));
    assert_eq!(heard.borrow().len(), 2);
}

#[wasm_bindgen_test]
fn file_names_are_safe_on_every_system() {
    let check = |name: &str, expected: &str| assert_eq!(file_name(name, "planisphere"), expected);
    check("Acme", "Acme.planisphere");
    check("Acme GmbH & Co. KG", "Acme GmbH & Co. KG.planisphere");
    check("../../etc/passwd", "etc-passwd.planisphere");
    check("a/b\\c:d*e?f\"g<h>i|j", "a-b-c-d-e-f-g-h-i-j.planisphere");
    check(
        "<script>alert(1)</script>",
        "script-alert(1)-script.planisphere",
    );
    check("\u{202e}gpj.exe", "gpj.exe.planisphere");
    check("line\nbreak\u{0}", "line-break.planisphere");
    check(
        "\u{5e9}\u{5dc}\u{5d5}\u{5dd}",
        "\u{5e9}\u{5dc}\u{5d5}\u{5dd}.planisphere",
    );
    check("", "planisphere.planisphere");
    check(" ... ", "planisphere.planisphere");
    check("con", "con-.planisphere");
    check("LPT1.x", "LPT1.x-.planisphere");
    check("company", "company.planisphere");
    let rocket = "\u{1f680}".repeat(500);
    assert!(file_name(&rocket, "planisphere").len() <= 255);
}

#[wasm_bindgen_test]
fn records_are_named_after_their_organization_and_day() {
    let check = |name: &str, what: &str, expected: &str| {
        assert_eq!(record_name(name, what, "2026-11-22", "csv"), expected);
    };
    check("Northwind Data", "", "Northwind Data 2026-11-22.csv");
    check(
        "Northwind Data",
        "audit log",
        "Northwind Data audit log 2026-11-22.csv",
    );
    check(
        "Northwind Data",
        "access review Marketing analytics",
        "Northwind Data access review Marketing analytics 2026-11-22.csv",
    );
    check("../../etc/passwd", "", "etc-passwd 2026-11-22.csv");
    check("\u{202e}gpj.exe", "a/b", "gpj.exe a-b 2026-11-22.csv");
    check("", "", "planisphere 2026-11-22.csv");
    check("con", "", "con- 2026-11-22.csv");
    check("nul.x", "", "nul.x- 2026-11-22.csv");
    let rocket = "\u{1f680}".repeat(500);
    for what in ["", "audit log", &rocket] {
        let name = record_name(&rocket, what, "2026-11-22", "planisphere");
        assert!(
            name.len() <= 255 && name.ends_with(" 2026-11-22.planisphere"),
            "{name}"
        );
    }
}

#[wasm_bindgen_test]
fn a_download_starts() {
    assert_eq!(
        download("acme.planisphere", "application/octet-stream", b"bytes"),
        Ok(())
    );
}
