//! Deployments: the override of hibernation, and single environment variables.

use planisphere_domain::deployment::{DeploymentField, VariableValue};

use super::{Refused, refused};
use crate::scene::{change_variables, edit, hibernation, override_hibernation, scene, variable};

fn text(value: &str) -> Option<VariableValue> {
    Some(VariableValue::Plain(value.into()))
}

pub fn cases() -> Vec<Refused> {
    vec![
        refused(
            ("HIB-4", "an override without development mode"),
            scene,
            |fixture| override_hibernation(fixture, "etl", Some((true, None))),
            ("development-mode", "isDevelopmentMode"),
        ),
        refused(
            ("HIB-9", "an override until yesterday"),
            scene,
            |fixture| {
                override_hibernation(fixture, "dev", Some((true, Some("2020-01-01T00:00:00Z"))))
            },
            ("past", "overrideUntil"),
        ),
        refused(
            ("HIB-9", "an override until some day"),
            scene,
            |fixture| override_hibernation(fixture, "dev", Some((true, Some("some day")))),
            ("time", "overrideUntil is `some day`"),
        ),
        refused(
            ("ENV-2", "a variable with a blank in its key"),
            scene,
            |fixture| change_variables(fixture, "etl", &[("TWO WORDS", None, text("x"))]),
            ("variable-key", "TWO WORDS"),
        ),
        refused(
            ("ENV-7", "a secret that would become plain"),
            scene,
            |fixture| {
                let secret = variable(fixture, "secretive", "PASSWORD");
                change_variables(fixture, "secretive", &[("PASSWORD", secret, text("x"))])
            },
            ("secret-stays", "PASSWORD"),
        ),
        refused(
            ("HIB-6", "a schedule that never comes"),
            scene,
            |fixture| {
                let spec = hibernation(&[("0 0 30 2 *", "0 7 * * *")]);
                let field = DeploymentField::Hibernation(Some(spec));
                edit(fixture, "dev", [field])
            },
            (
                "cron-never",
                "hibernateAtCron is `0 0 30 2 *`, which never comes",
            ),
        ),
    ]
}
