//! The judges agree with each other on random accounts.
#![cfg(not(target_family = "wasm"))]
use planisphere_oracle::compare::{Run, judges};

/// How many requests: a fast part, or what the variable says.
fn cases() -> usize {
    std::env::var("PLANISPHERE_ACCESS_CASES").map_or(20_000, |text| {
        text.parse().expect("PLANISPHERE_ACCESS_CASES is a number")
    })
}

#[test]
fn all_judges_agree() {
    let cases = cases();
    let report = Run::new(1, cases)
        .compare(&judges())
        .expect("every account loads");
    if let Some(difference) = &report.disagreement {
        panic!("{difference}");
    }
    println!(
        "{} requests, {} allowed, digest {}",
        report.asked, report.allowed, report.digest
    );
    assert_eq!(report.asked, cases);
    let share = report.allowed * 100 / report.asked;
    assert!((28..=39).contains(&share), "{share} % are allowed");
}
