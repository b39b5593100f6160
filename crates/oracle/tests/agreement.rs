//! The judges agree with each other on random accounts.
use planisphere_oracle::Naive;
use planisphere_oracle::cedar::{Grouped, Linked};
use planisphere_oracle::compare::{Judge, Run};

#[test]
fn the_naive_judge_and_both_forms_of_cedar_agree() {
    let judges = [
        Judge::of::<Naive>("the naive judge"),
        Judge::of::<Grouped>("Cedar with roles as groups"),
        Judge::of::<Linked>("Cedar with a template per role"),
    ];
    let run = Run {
        per_account: 250,
        ..Run::new(1, 20_000)
    };
    let started = std::time::Instant::now();
    let report = run.compare(&judges).expect("every account loads");
    if let Some(difference) = &report.disagreement {
        panic!("{difference}");
    }
    eprintln!("{report:?} {:?}", started.elapsed());
    assert_eq!(report.asked, 20_000);
    let share = report.allowed * 100 / report.asked;
    assert!((28..=39).contains(&share), "{share} % are allowed");
}
