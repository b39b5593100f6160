//! Development mode and hibernation (HIB rules but those about a step).

use super::Subject;
use crate::deployment::cron::Cron;
use crate::deployment::parts::{HibernationSchedule, HibernationSpec, SchedulerSize};
use crate::validation::Checks;
use crate::{Problem, Timestamp};

/// HIB-5.
const MOST_SCHEDULES: usize = 10;
const LONGEST_DESCRIPTION: usize = 200;

const SCHEDULES: &str = "scalingSpec.hibernationSpec.schedules";
pub(super) const OVERRIDE_UNTIL: &str = "scalingSpec.hibernationSpec.override.overrideUntil";

pub(super) fn check(checks: &mut Checks, subject: &Subject<'_>) {
    if subject.deployment.is_development_mode {
        development_mode(checks, subject);
    }
    if let Some(hibernation) = &subject.deployment.hibernation {
        // HIB-4
        checks.ensure(subject.deployment.is_development_mode, || {
            Problem::new(
                "scalingSpec",
                "development-mode",
                "hibernation needs isDevelopmentMode",
                "Remove the schedules: the mode is chosen at creation.",
            )
        });
        hibernate(checks, subject.now, hibernation);
    }
}

fn development_mode(checks: &mut Checks, subject: &Subject<'_>) {
    // HIB-14
    checks.ensure(!subject.is_hybrid, || {
        Problem::new(
            "isDevelopmentMode",
            "hosted-only",
            "isDevelopmentMode is only for hosted Deployments",
            "Turn it off.",
        )
        .value(true)
        .limit(false)
    });
    // HIB-2
    checks.ensure(!subject.deployment.is_high_availability, || {
        Problem::new(
            "isHighAvailability",
            "development-mode",
            "isHighAvailability is on, which isDevelopmentMode excludes",
            "Turn one of the two off.",
        )
        .value(true)
        .limit(false)
    });
    // HIB-3
    if let Some(size) = subject.deployment.scheduler_size {
        checks.ensure(size == SchedulerSize::Small, || {
            Problem::new(
                "schedulerSize",
                "development-mode",
                format!(
                    "schedulerSize is {}, isDevelopmentMode needs SMALL",
                    size.api()
                ),
                "Use SMALL, or turn development mode off.",
            )
            .value(size.api())
            .limit(SchedulerSize::Small.api())
        });
    }
}

fn hibernate(checks: &mut Checks, now: Timestamp, hibernation: &HibernationSpec) {
    let count = hibernation.schedules.len();
    // HIB-5
    checks.ensure(count <= MOST_SCHEDULES, || {
        let message = format!("{SCHEDULES} has {count} entries, the limit is {MOST_SCHEDULES}");
        Problem::new(SCHEDULES, "too-many", message, "Remove some.")
            .value(count)
            .limit(MOST_SCHEDULES)
    });
    for (place, entry) in hibernation.schedules.iter().enumerate() {
        schedule(checks, now, place, entry);
    }
    // HIB-9
    if let Some(until) = hibernation
        .override_by_hand
        .as_ref()
        .and_then(|by_hand| by_hand.override_until.as_deref())
    {
        checks.ensure(Timestamp::from_rfc3339(until).is_some(), || {
            Problem::new(
                OVERRIDE_UNTIL,
                "time",
                format!("overrideUntil is `{until}`, which is no time"),
                "Write it like `2026-03-02T09:30:11Z`.",
            )
            .value(until)
            .limit("RFC 3339")
        });
    }
}

fn schedule(checks: &mut Checks, now: Timestamp, place: usize, schedule: &HibernationSchedule) {
    let path = |field: &str| format!("{SCHEDULES}[{place}].{field}");
    checks.text(
        &path("description"),
        "the schedule's description",
        &schedule.description,
        0,
        LONGEST_DESCRIPTION,
    );
    for (field, text) in [
        ("hibernateAtCron", &schedule.hibernate_at_cron),
        ("wakeAtCron", &schedule.wake_at_cron),
    ] {
        // HIB-6
        let problem = |code, what| {
            let path = path(field);
            let message = format!("{path} is `{text}`, {what}");
            let way_out = "Write minute, hour, day, month and weekday, like `0 18 * * 1-5`.";
            Problem::new(path, code, message, way_out)
                .value(text)
                .limit("five fields that some time fits")
        };
        match Cron::parse(text) {
            None => checks.add(problem(
                "cron",
                "which is no cron expression of five fields",
            )),
            // One that never fires would say nothing for ever.
            Some(cron) => checks.ensure(cron.after(now).is_some(), || {
                problem("cron-never", "which never comes")
            }),
        }
    }
}
