//! Runtime versions and their order (RTV-6).

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A version such as `3.1-12` (Airflow 3) or `11.8.0` (Airflow 2), kept as written.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RuntimeVersion(String);

impl RuntimeVersion {
    /// A version, whatever the text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// As it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The Airflow that it carries: `3.1-12` is Airflow 3, every three-part version is Airflow 2 (RTV-6).
    #[must_use]
    pub fn airflow_major(&self) -> u64 {
        match self.rank() {
            (true, parts) => parts.first().copied().unwrap_or_default(),
            (false, _) => 2,
        }
    }

    /// Whether it carries Airflow 3 (EXE-3).
    #[must_use]
    pub fn is_airflow_3(&self) -> bool {
        self.airflow_major() == 3
    }

    /// The parts to compare: builds rank above three-part versions, then part by part as numbers.
    #[must_use]
    pub fn rank(&self) -> (bool, Vec<u64>) {
        let parts = self
            .0
            .split(['.', '-'])
            .map(|part| part.parse().unwrap_or(0))
            .collect();
        (self.0.contains('-'), parts)
    }
}

impl Ord for RuntimeVersion {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl PartialOrd for RuntimeVersion {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for RuntimeVersion {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for RuntimeVersion {}

impl fmt::Display for RuntimeVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_ordered_by_form_and_then_by_number() {
        for (lesser, greater) in [
            ("11.8.0", "11.10.0"),
            ("12.5.0", "13.7.0"),
            ("12.5.0", "3.0-1"),
            ("3.1-2", "3.1-12"),
            ("3.1-12", "3.2-1"),
            ("13.0.0", "3.1-12"),
        ] {
            assert!(
                RuntimeVersion::new(lesser) < RuntimeVersion::new(greater),
                "{lesser} < {greater}"
            );
        }
        assert_eq!(RuntimeVersion::new("3.1-1"), RuntimeVersion::new("3.1-1"));
    }

    #[test]
    fn three_part_versions_are_airflow_2() {
        assert!(RuntimeVersion::new("3.1-12").is_airflow_3());
        assert!(!RuntimeVersion::new("3.0.4").is_airflow_3());
        assert!(!RuntimeVersion::new("13.0.0").is_airflow_3());
    }
}
