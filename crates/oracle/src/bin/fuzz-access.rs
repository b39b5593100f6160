//! Puts any number of random requests to every judge: `fuzz-access --cases N --seed S`.
use planisphere_oracle::compare::{Run, judges};
use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> Result<(), String> {
    let mut cases = 1_000_000;
    let mut seed = 1;
    for pair in words.chunks(2) {
        let value = pair.get(1).and_then(|word| word.parse::<u64>().ok());
        match (pair.first().map(String::as_str), value) {
            (Some("--cases"), Some(number)) => cases = number,
            (Some("--seed"), Some(number)) => seed = number,
            _ => return Err("usage: fuzz-access [--cases N] [--seed S]".into()),
        }
    }
    let cases = usize::try_from(cases).map_err(|error| error.to_string())?;
    let started = Instant::now();
    let report = Run::new(seed, cases)
        .compare(&judges())
        .map_err(|error| error.to_string())?;
    if let Some(difference) = &report.disagreement {
        return Err(difference.to_string());
    }
    println!(
        "{} requests about {} accounts from seed {seed}, {} allowed, digest {}, {:.1} s: all judges agree",
        report.asked,
        report.accounts,
        report.allowed,
        report.digest,
        started.elapsed().as_secs_f64()
    );
    Ok(())
}
