//! Says what is being done and how far it is.
use std::time::{Duration, Instant};

/// A numbered list of steps; prints each one as it starts and how long it took.
pub struct Steps {
    total: usize,
    done: Vec<(String, Duration)>,
    began: Instant,
}

impl Steps {
    /// A list of so many steps.
    pub fn new(total: usize) -> Self {
        Self {
            total,
            done: Vec::new(),
            began: Instant::now(),
        }
    }

    /// Runs one step under its name.
    pub fn step<T, E>(&mut self, name: &str, work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let number = self.done.len() + 1;
        say(&format!("[{number}/{}] {name}", self.total));
        let began = Instant::now();
        let result = work();
        let took = began.elapsed();
        let word = if result.is_ok() { "done" } else { "failed" };
        say(&format!(
            "[{number}/{}] {name}: {word} in {}",
            self.total,
            clock(took)
        ));
        self.done.push((name.to_owned(), took));
        result
    }

    /// Every finished step with its duration.
    pub fn done(&self) -> &[(String, Duration)] {
        &self.done
    }

    /// Since the first step.
    pub fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }
}

/// Prints one line of progress, at once and apart from what a tool prints to its output.
pub fn say(line: &str) {
    eprintln!("{line}");
}

/// A duration as minutes and seconds; short ones to a tenth of a second.
pub fn clock(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{}:{:02} min", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::clock;
    use std::time::Duration;

    #[test]
    fn a_clock_reads_well() {
        assert_eq!(clock(Duration::from_millis(1240)), "1.2 s");
        assert_eq!(clock(Duration::from_secs(125)), "2:05 min");
    }
}
