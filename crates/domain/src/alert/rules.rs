//! When an alert fires: the properties that its type needs, and patterns of the DAGs and tasks it is about
//! (ALR-3 to ALR-6).

use serde::{Deserialize, Serialize};

use super::AlertType;
use crate::edit::Value;
use crate::names::Names;
use crate::validation::Checks;
use crate::words::words;
use crate::{DeploymentId, Problem};

/// The bounds of durations and of the look-back, in seconds (ALR-4).
const LEAST_SECONDS: u32 = 60;
const MOST_SECONDS: u32 = 86_400;

words! {
    /// A day of the week (ALR-5).
    Weekday {
        /// Monday.
        Monday = "MONDAY", "Monday";
        /// Tuesday.
        Tuesday = "TUESDAY", "Tuesday";
        /// Wednesday.
        Wednesday = "WEDNESDAY", "Wednesday";
        /// Thursday.
        Thursday = "THURSDAY", "Thursday";
        /// Friday.
        Friday = "FRIDAY", "Friday";
        /// Saturday.
        Saturday = "SATURDAY", "Saturday";
        /// Sunday.
        Sunday = "SUNDAY", "Sunday";
    }
}

words! {
    /// What a pattern looks at (ALR-6).
    PatternEntity {
        /// The DAG's id.
        DagId = "DAG_ID", "DAG id";
        /// The task's id.
        TaskId = "TASK_ID", "Task id";
    }
}

words! {
    /// How a pattern compares (ALR-6).
    PatternOperator {
        /// One of the values.
        Is = "IS", "is";
        /// None of the values.
        IsNot = "IS_NOT", "is not";
        /// Contains one of the values.
        Includes = "INCLUDES", "includes";
        /// Contains none of the values.
        Excludes = "EXCLUDES", "excludes";
    }
}

/// One condition on DAGs or tasks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PatternMatch {
    /// What it looks at.
    pub entity_type: PatternEntity,
    /// How it compares.
    pub operator_type: PatternOperator,
    /// With what; at least one, none empty.
    pub values: Vec<String>,
}

/// The numbers and times of an alert; which of them there are follows from its type (ALR-3).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AlertProperties {
    /// How long a DAG run may take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dag_duration_seconds: Option<u32>,
    /// How long a task may take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task_duration_seconds: Option<u32>,
    /// By when a DAG has to have succeeded: `HH:MM`, 24 hours, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dag_deadline: Option<String>,
    /// On which days.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days_of_week: Vec<Weekday>,
    /// How far back a success counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look_back_period_seconds: Option<u32>,
}

/// When an alert fires, and for what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AlertRules {
    /// What its type needs.
    pub properties: AlertProperties,
    /// All of these have to hold; none means everything in the Deployment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pattern_matches: Vec<PatternMatch>,
}

/// Properties as somebody gave them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PropertiesDraft {
    /// The Deployment once more, as the API has it.
    pub deployment_id: Option<DeploymentId>,
    /// How long a DAG run may take.
    pub dag_duration_seconds: Option<u32>,
    /// How long a task may take.
    pub task_duration_seconds: Option<u32>,
    /// By when a DAG has to have succeeded.
    pub dag_deadline: Option<String>,
    /// On which days, in the API's words.
    pub days_of_week: Option<Vec<String>>,
    /// How far back a success counts.
    pub look_back_period_seconds: Option<u32>,
}

/// A condition as somebody gave it, in the API's words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PatternMatchDraft {
    /// What it looks at.
    pub entity_type: String,
    /// How it compares.
    pub operator_type: String,
    /// With what.
    pub values: Vec<String>,
}

/// Rules as somebody gave them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AlertRulesDraft {
    /// The numbers and times.
    pub properties: PropertiesDraft,
    /// The conditions.
    pub pattern_matches: Vec<PatternMatchDraft>,
}

impl AlertRules {
    /// The draft that reads as these rules; it names no Deployment.
    #[must_use]
    pub fn draft(&self) -> AlertRulesDraft {
        let properties = &self.properties;
        let days = properties.days_of_week.iter();
        let days: Vec<String> = days.map(|day| day.api().to_owned()).collect();
        let patterns = self
            .pattern_matches
            .iter()
            .map(|pattern| PatternMatchDraft {
                entity_type: pattern.entity_type.api().to_owned(),
                operator_type: pattern.operator_type.api().to_owned(),
                values: pattern.values.clone(),
            });
        AlertRulesDraft {
            properties: PropertiesDraft {
                deployment_id: None,
                dag_duration_seconds: properties.dag_duration_seconds,
                task_duration_seconds: properties.task_duration_seconds,
                dag_deadline: properties.dag_deadline.clone(),
                days_of_week: (!days.is_empty()).then_some(days),
                look_back_period_seconds: properties.look_back_period_seconds,
            },
            pattern_matches: patterns.collect(),
        }
    }
}

impl AlertRulesDraft {
    /// The rules in typed values; words that are none are noted.
    pub(super) fn read(&self, checks: &mut Checks) -> AlertRules {
        let properties = &self.properties;
        let days = properties.days_of_week.iter().flatten().enumerate();
        let days_of_week = days
            .filter_map(|(place, day)| {
                checks.word(&format!("{PROPERTIES}.daysOfWeek[{place}]"), day)
            })
            .collect();
        let mut pattern_matches = Vec::new();
        for (place, pattern) in self.pattern_matches.iter().enumerate() {
            let path = |field: &str| format!("{PATTERNS}[{place}].{field}");
            let entity_type = checks.word(&path("entityType"), &pattern.entity_type);
            let operator_type = checks.word(&path("operatorType"), &pattern.operator_type);
            if let (Some(entity_type), Some(operator_type)) = (entity_type, operator_type) {
                pattern_matches.push(PatternMatch {
                    entity_type,
                    operator_type,
                    values: pattern.values.clone(),
                });
            }
        }
        AlertRules {
            properties: AlertProperties {
                dag_duration_seconds: properties.dag_duration_seconds,
                task_duration_seconds: properties.task_duration_seconds,
                dag_deadline: properties.dag_deadline.clone(),
                days_of_week,
                look_back_period_seconds: properties.look_back_period_seconds,
            },
            pattern_matches,
        }
        .tidy()
    }
}

const PROPERTIES: &str = "rules.properties";
const PATTERNS: &str = "rules.patternMatches";

/// The properties that a type needs beside the Deployment (ALR-3).
const fn needed(alert_type: AlertType) -> &'static [&'static str] {
    match alert_type {
        AlertType::DagDuration => &["dagDurationSeconds"],
        AlertType::DagTimeliness => &["dagDeadline", "daysOfWeek", "lookBackPeriodSeconds"],
        AlertType::TaskDuration => &["taskDurationSeconds"],
        AlertType::DagFailure | AlertType::DagSuccess | AlertType::TaskFailure => &[],
    }
}

impl AlertProperties {
    /// The API's names of the properties, and whether each holds something.
    fn given(&self) -> [(&'static str, bool); 5] {
        [
            ("dagDurationSeconds", self.dag_duration_seconds.is_some()),
            ("taskDurationSeconds", self.task_duration_seconds.is_some()),
            ("dagDeadline", self.dag_deadline.is_some()),
            ("daysOfWeek", !self.days_of_week.is_empty()),
            (
                "lookBackPeriodSeconds",
                self.look_back_period_seconds.is_some(),
            ),
        ]
    }

    /// Checks them for a type; the flags say what the request held that is not in here.
    pub(super) fn check(
        &self,
        checks: &mut Checks,
        alert_type: AlertType,
        has_deployment: bool,
        has_days: bool,
    ) {
        let needed = needed(alert_type);
        let mut missing: Vec<&str> = Vec::new();
        if !has_deployment {
            missing.push("deploymentId");
        }
        for (name, is_given) in self.given() {
            let is_needed = needed.contains(&name);
            // Days that are there and wrong are told by themselves.
            let is_there = is_given || (name == "daysOfWeek" && has_days);
            if is_needed && !is_there {
                missing.push(name);
            }
            checks.ensure(is_needed || !is_given, || {
                Problem::new(
                    format!("{PROPERTIES}.{name}"),
                    "not-of-type",
                    format!("{name} is not a property of {} alerts", alert_type.api()),
                    "Leave it out.",
                )
            });
        }
        // ALR-3
        checks.ensure(missing.is_empty(), || {
            Problem::missing(PROPERTIES, &missing)
        });
        self.check_values(checks);
    }

    fn check_values(&self, checks: &mut Checks) {
        for (name, seconds) in [
            ("dagDurationSeconds", self.dag_duration_seconds),
            ("taskDurationSeconds", self.task_duration_seconds),
            ("lookBackPeriodSeconds", self.look_back_period_seconds),
        ] {
            let Some(seconds) = seconds else { continue };
            // ALR-4
            checks.ensure((LEAST_SECONDS..=MOST_SECONDS).contains(&seconds), || {
                let limit = format!("{LEAST_SECONDS} to {MOST_SECONDS}");
                Problem::new(
                    format!("{PROPERTIES}.{name}"),
                    "out-of-range",
                    format!("{name} is {seconds}, allowed are {limit}"),
                    format!("Use {limit} seconds."),
                )
                .value(seconds)
                .limit(limit)
            });
        }
        if let Some(deadline) = &self.dag_deadline {
            // ALR-5
            checks.ensure(is_time_of_day(deadline), || {
                Problem::new(
                    format!("{PROPERTIES}.dagDeadline"),
                    "time",
                    format!("dagDeadline is `{deadline}`, which is no time of the day"),
                    "Write it like `08:30`, in UTC.",
                )
                .value(deadline)
                .limit("00:00 to 23:59")
            });
        }
    }
}

/// `HH:MM`, 24 hours.
fn is_time_of_day(text: &str) -> bool {
    let part = |text: &str, most: u8| {
        text.len() == 2
            && text.bytes().all(|byte| byte.is_ascii_digit())
            && text.parse::<u8>().is_ok_and(|number| number <= most)
    };
    text.split_once(':')
        .is_some_and(|(hours, minutes)| part(hours, 23) && part(minutes, 59))
}

/// Checks the conditions of an alert (ALR-6).
pub(super) fn check_patterns(
    checks: &mut Checks,
    alert_type: AlertType,
    patterns: &[PatternMatch],
) {
    for (place, pattern) in patterns.iter().enumerate() {
        let is_of_type = pattern.entity_type == PatternEntity::DagId || alert_type.is_about_tasks();
        checks.ensure(is_of_type, || {
            Problem::new(
                format!("{PATTERNS}[{place}].entityType"),
                "not-of-type",
                format!(
                    "entityType is TASK_ID, which is not allowed in {} alerts",
                    alert_type.api()
                ),
                "Use DAG_ID.",
            )
            .value("TASK_ID")
            .limit("DAG_ID")
        });
        let path = format!("{PATTERNS}[{place}].values");
        checks.ensure(!pattern.values.is_empty(), || {
            Problem::new(
                &path,
                "empty",
                format!("{path} holds no value"),
                "Enter one.",
            )
            .value(0)
            .limit("at least 1")
        });
        for (at, value) in pattern.values.iter().enumerate() {
            checks.ensure(!value.is_empty(), || {
                let path = format!("{path}[{at}]");
                Problem::new(&path, "empty", format!("{path} is empty"), "Enter a value.")
                    .value(value)
                    .limit("1 character or more")
            });
        }
    }
}

/// A time in the largest unit that it is a whole number of.
fn time(seconds: u32) -> String {
    match (seconds / 3_600, seconds / 60) {
        (hours, _) if hours > 0 && seconds.is_multiple_of(3_600) => format!("{hours} h"),
        (_, minutes) if minutes > 0 && seconds.is_multiple_of(60) => format!("{minutes} min"),
        _ => format!("{seconds} s"),
    }
}

impl Value for AlertRules {
    fn shown(&self, _: &Names<'_>) -> String {
        let AlertProperties {
            dag_duration_seconds,
            task_duration_seconds,
            dag_deadline,
            days_of_week,
            look_back_period_seconds,
        } = &self.properties;
        let mut parts = Vec::new();
        for seconds in [dag_duration_seconds, task_duration_seconds]
            .into_iter()
            .flatten()
        {
            parts.push(format!("longer than {}", time(*seconds)));
        }
        if let Some(deadline) = dag_deadline {
            let days: Vec<&str> = days_of_week.iter().map(|day| day.label()).collect();
            parts.push(format!("by {deadline} UTC on {}", days.join(", ")));
        }
        parts.extend(
            look_back_period_seconds.map(|seconds| format!("looking back {}", time(seconds))),
        );
        parts.extend(self.pattern_matches.iter().map(|pattern| {
            let (entity, operator) = (pattern.entity_type.label(), pattern.operator_type.label());
            format!("{entity} {operator} {}", pattern.values.join(" or "))
        }));
        if parts.is_empty() {
            return "everything".to_owned();
        }
        parts.join("; ")
    }

    fn tidy(mut self) -> Self {
        let mut days = Vec::new();
        for day in self.properties.days_of_week {
            if !days.contains(&day) {
                days.push(day);
            }
        }
        self.properties.days_of_week = days;
        self.properties.dag_deadline = self.properties.dag_deadline.tidy();
        for pattern in &mut self.pattern_matches {
            let values = std::mem::take(&mut pattern.values);
            pattern.values = values.tidy();
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::is_time_of_day;

    #[test]
    fn times_of_the_day() {
        for (text, holds) in [
            ("00:00", true),
            ("23:59", true),
            ("08:30", true),
            ("24:00", false),
            ("23:60", false),
            ("8:30", false),
            ("08:3", false),
            ("0830", false),
            ("+8:30", false),
            ("08:30:00", false),
            ("", false),
        ] {
            assert_eq!(is_time_of_day(text), holds, "{text}");
        }
    }
}
