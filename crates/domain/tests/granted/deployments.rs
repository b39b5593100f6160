//! Deployments: the override of hibernation, and single environment variables.

use planisphere_domain::deployment::VariableValue;
use planisphere_fixtures::Fixture;

use super::{Accepted, accepted};
use crate::scene::{change_variables, override_hibernation, scene, variable};

/// Asleep by hand, over the schedules.
fn overridden() -> Fixture {
    let mut fixture = scene();
    let command = override_hibernation(&fixture, "dev", Some((true, None)));
    fixture.must(command);
    fixture
}

fn text(value: &str) -> Option<VariableValue> {
    Some(VariableValue::Plain(value.into()))
}

pub fn cases() -> Vec<Accepted> {
    vec![
        accepted("override hibernation", scene, |fixture| {
            override_hibernation(
                fixture,
                "dev",
                Some((true, Some("2099-01-01T00:00:00+02:00"))),
            )
        }),
        accepted("override it the other way", overridden, |fixture| {
            override_hibernation(fixture, "dev", Some((false, None)))
        }),
        accepted("override it the same way", overridden, |fixture| {
            override_hibernation(fixture, "dev", Some((true, None)))
        }),
        accepted("back to the schedules", overridden, |fixture| {
            override_hibernation(fixture, "dev", None)
        }),
        // HIB-11
        accepted("no override to clear", scene, |fixture| {
            override_hibernation(fixture, "dev", None)
        }),
        accepted(
            "variables set, replaced and deleted at once",
            scene,
            |fixture| {
                let secret = variable(fixture, "secretive", "PASSWORD");
                change_variables(
                    fixture,
                    "secretive",
                    &[
                        ("LEVEL", text("INFO"), text("DEBUG")),
                        ("REGION", None, text("eu")),
                        ("PASSWORD", secret, None),
                    ],
                )
            },
        ),
        accepted("variables as they are", scene, |fixture| {
            change_variables(
                fixture,
                "secretive",
                &[("LEVEL", None, text("INFO")), ("OTHER", text("x"), None)],
            )
        }),
    ]
}
