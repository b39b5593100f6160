//! How long a check takes the engine's wasm build in a browser. `cargo xtask bench access` runs it and reads its lines;
//! it expects nothing, so it is no test.
#![cfg(target_family = "wasm")]
use planisphere_oracle::large::{self, BINDINGS, CUSTOM_ROLES, REQUESTS, SEED};
use planisphere_oracle::{Engine, Product};
use std::hint::black_box;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// How often all requests are asked in one go: a browser's clock ticks in milliseconds.
const ROUNDS: u32 = 20;

/// How often that is measured; the fastest counts.
const TRIES: u32 = 8;

#[wasm_bindgen_test]
fn checks_are_measured() {
    for bindings in BINDINGS {
        for custom_roles in CUSTOM_ROLES {
            let took = fastest(bindings, custom_roles);
            console_log!("measured {bindings} bindings, {custom_roles} custom roles: {took:.1}");
        }
    }
}

/// Nanoseconds for one check.
fn fastest(bindings: usize, custom_roles: usize) -> f64 {
    let fixture = large::organization(bindings, custom_roles, SEED);
    let product = Product::load(&fixture).expect("the Organization loads");
    let requests = large::requests(&fixture, SEED, REQUESTS);
    let prepared: Vec<_> = requests
        .iter()
        .filter_map(|request| product.prepare(request))
        .collect();
    let asked = f64::from(ROUNDS) * prepared.len() as f64;
    let tries = (0..TRIES).map(|_| {
        let started = js_sys::Date::now();
        for _ in 0..ROUNDS {
            for request in &prepared {
                black_box(product.ask(black_box(request)));
            }
        }
        (js_sys::Date::now() - started) * 1e6 / asked
    });
    tries.fold(f64::INFINITY, f64::min)
}
