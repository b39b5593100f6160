//! Limits of the Organization, Workspaces, clusters, logs and rates: one below and at the limit pass, one beyond is
//! refused for that alone.

use crate::scene::clusters::{hybrid_scene, tag};
use crate::scene::logs::{forward, to_datadog};
use crate::scene::{scene, update_cluster};
use planisphere_domain::cluster::ClusterField;
use planisphere_domain::cost::{MachineRate, Money, RateCard};
use planisphere_domain::organization::OrganizationField;
use planisphere_domain::workspace::WorkspaceDraft;
use planisphere_domain::{Command, Edit};
use planisphere_fixtures::{Fixture, hybrid_import, node_pool, peering};

/// Tries sizes around a limit: those up to it are fine, the next one is one problem.
fn most(
    about: &str,
    limit: usize,
    scene: fn() -> Fixture,
    make: impl Fn(&mut Fixture, usize) -> Command,
) {
    for size in [limit - 1, limit, limit + 1] {
        let mut fixture = scene();
        let command = make(&mut fixture, size);
        match fixture.decide(&command) {
            Ok(_) => assert!(size <= limit, "{about}: {size} is too much"),
            Err(refused) => {
                assert!(size > limit, "{about}: {size}: {refused}");
                let problems = refused.problems();
                assert_eq!(problems.len(), 1, "{about}: {refused}");
                assert!(
                    problems[0].limit.is_some() && problems[0].value.is_some(),
                    "{about}"
                );
            }
        }
    }
}

fn text(size: usize) -> String {
    // Characters count, not bytes.
    "ä".repeat(size)
}

#[test]
fn names() {
    most("ORG-1", 50, scene, |fixture, size| {
        let stored = fixture.state().organization().unwrap();
        let value = OrganizationField::Name(text(size));
        Command::UpdateOrganization {
            edits: vec![Edit::new(stored.field(&value), value)],
        }
    });
    most("WS-1", 50, scene, |fixture, size| {
        let now = fixture.now();
        let id = fixture.ids().workspace(now);
        Command::CreateWorkspace(WorkspaceDraft::new(id, &text(size)))
    });
    most("CL-11", 256, scene, |fixture, size| {
        update_cluster(fixture, "open", vec![ClusterField::Name(text(size))])
    });
    most("a peer's account", 256, scene, |fixture, size| {
        let mut draft = peering(fixture.cluster("open"));
        draft.account = text(size);
        Command::RequestVpcPeering(draft)
    });
}

#[test]
fn parts_of_clusters() {
    most("tags", 50, scene, |fixture, size| {
        let tags = (0..size).map(|place| tag(&place.to_string(), "")).collect();
        update_cluster(fixture, "open", vec![ClusterField::Tags(tags)])
    });
    most("a tag's key", 128, scene, |fixture, size| {
        update_cluster(
            fixture,
            "open",
            vec![ClusterField::Tags(vec![tag(&text(size), "")])],
        )
    });
    most("a tag's value", 256, scene, |fixture, size| {
        update_cluster(
            fixture,
            "open",
            vec![ClusterField::Tags(vec![tag("x", &text(size))])],
        )
    });
    most("CL-32", 10, hybrid_scene, |fixture, size| {
        let mut pools = vec![node_pool(fixture, "default", true)];
        pools.extend((0..size).map(|place| node_pool(fixture, &place.to_string(), false)));
        hybrid_import(fixture, |draft| draft.node_pools = pools)
    });
    most("nodes", 100, hybrid_scene, |fixture, size| {
        let mut pool = node_pool(fixture, "default", true);
        pool.max_node_count = u32::try_from(size).unwrap();
        hybrid_import(fixture, |draft| draft.node_pools = vec![pool])
    });
    for (count, is_fine) in [(1, false), (2, true), (3, true)] {
        let mut fixture = hybrid_scene();
        let mut pool = node_pool(&mut fixture, "default", true);
        pool.max_node_count = count;
        let command = hybrid_import(&mut fixture, |draft| draft.node_pools = vec![pool]);
        assert_eq!(fixture.decide(&command).is_ok(), is_fine, "{count} nodes");
    }
}

#[test]
fn logs_and_rates() {
    most("a destination", 500, scene, |fixture, size| {
        let mut wanted = to_datadog(true);
        let start = "https://";
        wanted.endpoint = format!("{start}{}", "x".repeat(size - start.len()));
        forward(fixture, Some(wanted))
    });
    most("a variable's key", 255, scene, |fixture, size| {
        let mut wanted = to_datadog(true);
        wanted.credential_variable = "X".repeat(size);
        forward(fixture, Some(wanted))
    });
    let card = |shape: &dyn Fn(&mut RateCard)| {
        let mut card = RateCard::example();
        shape(&mut card);
        Command::SetRateCard {
            base_version: 0,
            card: Some(Box::new(card)),
        }
    };
    most("machines on a card", 200, scene, |_, size| {
        card(&|card| {
            card.workers = (0..size)
                .map(|place| MachineRate {
                    machine: place.to_string(),
                    hour: Money::ZERO,
                })
                .collect();
        })
    });
    most("a discount", 100, scene, |_, size| {
        card(&|card| card.sleep_discount = u32::try_from(size).unwrap())
    });
    most("an hour", 1_000_000_000_000, scene, |_, size| {
        card(&|card| card.cluster_hour = Money::from_millionths(i64::try_from(size).unwrap()))
    });
}
