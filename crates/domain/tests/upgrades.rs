//! The list of Runtimes that a Deployment can go to: exactly those that a deploy accepts.

use crate::scene::deploys::{deploy_to, runtime};
use crate::scene::scene;
use planisphere_domain::{Catalogue, Env, decide};
use planisphere_fixtures::Fixture;

/// A Deployment on each of these Runtimes, the version being its name.
fn on(versions: &[&str]) -> Fixture {
    versions.iter().fold(scene(), |fixture, version| {
        let version = (*version).to_owned();
        fixture.with_deployment_as("Data Platform", &version.clone(), move |draft| {
            draft.runtime = Some(version);
        })
    })
}

#[test]
fn the_list_holds_what_a_deploy_accepts() {
    let versions = ["10.9.0", "11.8.0", "12.0.0", "13.9.0", "3.0-12", "3.1-13"];
    let mut fixture = on(&versions);
    let catalogue = Catalogue::built_in();
    let env = Env {
        now: fixture.now(),
        catalogue: catalogue.clone(),
    };
    for version in versions {
        let id = fixture.deployment(version);
        let stored = fixture.state().deployment(id).unwrap().clone();
        let listed: Vec<String> = stored
            .upgrades(&catalogue, true, env.now)
            .into_iter()
            .filter(|upgrade| upgrade.after.is_none())
            .map(|upgrade| upgrade.release.version.into_owned())
            .collect();
        let mut accepted = Vec::new();
        for release in catalogue.runtimes() {
            let wanted = release.version.as_ref();
            let command = deploy_to(&mut fixture, version, |draft| runtime(draft, wanted));
            let fits = decide(fixture.state(), &fixture.caller(), &command, &env).is_ok();
            if fits && wanted != version {
                accepted.push(wanted.to_owned());
            }
        }
        let mut sorted = listed.clone();
        sorted.sort();
        accepted.sort();
        assert_eq!(sorted, accepted, "from {version}");
    }
}

#[test]
fn the_list_is_newest_first_and_names_the_step_before_airflow_3() {
    let fixture = on(&["11.8.0", "12.0.0", "3.1-13"]);
    let upgrades = |version: &str, allows_deprecated: bool| {
        let stored = fixture.state().deployment(fixture.deployment(version));
        let upgrades = stored.unwrap().upgrades(
            &Catalogue::built_in(),
            allows_deprecated,
            "2026-11-21T00:00:00Z".parse().unwrap(),
        );
        upgrades
            .into_iter()
            .map(|it| (it.release.version.into_owned(), it.after))
            .collect::<Vec<_>>()
    };
    let from_11 = upgrades("11.8.0", false);
    assert_eq!(
        from_11.first(),
        Some(&("3.1-13".to_owned(), Some("12.0.0")))
    );
    assert_eq!(from_11.last(), Some(&("12.0.0".to_owned(), None)));
    // Past maintenance, and open where the Organization allows it.
    assert_eq!(
        upgrades("11.8.0", true).last(),
        Some(&("11.10.0".to_owned(), None))
    );
    assert_eq!(
        upgrades("12.0.0", false).first(),
        Some(&("3.1-13".to_owned(), None))
    );
    assert!(upgrades("3.1-13", true).is_empty());
}
