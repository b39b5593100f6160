//! Storage in a real browser: one suite for every implementation, then what each has of its own.
#![cfg(target_arch = "wasm32")]

#[path = "storage/beside.rs"]
mod beside;
#[path = "storage/between_commits.rs"]
mod between_commits;
#[path = "storage/conformance.rs"]
mod conformance;
#[path = "storage/damaged.rs"]
mod damaged;
#[path = "storage/devices.rs"]
mod devices;
#[path = "storage/disks.rs"]
mod disks;
#[path = "storage/failing.rs"]
mod failing;
#[path = "storage/resealing.rs"]
mod resealing;
#[path = "storage/samples.rs"]
mod samples;
#[path = "storage/sealing.rs"]
mod sealing;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
