//! Every seeded fault is caught.
#![cfg(not(target_family = "wasm"))]
use planisphere_oracle::compare::{Judge, Run};
use planisphere_oracle::faults::FAULTS;
use planisphere_oracle::{Naive, Product};

/// Within how many requests a fault has to show.
const CASES: usize = 100_000;

#[test]
fn the_comparison_catches_every_seeded_fault() {
    assert!(FAULTS.len() >= 20);
    for fault in &FAULTS {
        let judges = [
            Judge::of::<Naive>("the naive judge"),
            fault.seeded::<Product>(),
        ];
        let report = Run::new(3, CASES)
            .compare(&judges)
            .expect("every account loads");
        assert!(report.disagreement.is_some(), "not caught: {}", fault.name);
        println!("{}: after {} requests", fault.name, report.asked);
    }
}
