//! What each tier opens and closes: the reference's table, and what is in use.

use crate::scene::{scene, scene_on};
use planisphere_domain::deployment::{LogDestination, LogForwarding};
use planisphere_domain::organization::{Capability, Plan, Tier, outlook};
use planisphere_domain::policy::least_tier;
use planisphere_domain::{Command, Permission};

/// Gates that stand in the policy's own table say the same.
#[test]
fn the_table_agrees_with_the_gates() {
    for (capability, permission) in [
        (Capability::Teams, Permission::OrganizationTeamsCreate),
        (
            Capability::SsoEnforcement,
            Permission::OrganizationSsoEnforcementUpdate,
        ),
        (
            Capability::LogForwarding,
            Permission::DeploymentLogForwardingUpdate,
        ),
        (
            Capability::Dashboards,
            Permission::OrganizationDashboardsGet,
        ),
        (
            Capability::CustomRoles,
            Permission::OrganizationCustomRolesCreate,
        ),
        (Capability::Scim, Permission::OrganizationScimUpdate),
        (
            Capability::IpAccessList,
            Permission::OrganizationAllowedIpAddressRangesCreate,
        ),
    ] {
        assert_eq!(
            least_tier(permission),
            Some(capability.least_tier()),
            "{capability:?}"
        );
    }
    let count = |tier: Tier| {
        let all = Capability::ALL.iter();
        all.filter(|it| it.least_tier() == tier).count()
    };
    let tiers = [
        Tier::Developer,
        Tier::Team,
        Tier::Business,
        Tier::Enterprise,
    ];
    assert_eq!(tiers.map(count), [0, 6, 5, 4]);
}

#[test]
fn a_tier_opens_what_lies_between_and_closes_the_other_way() {
    for (plan, opens, closes) in [
        (Plan::Developer, [0, 6, 11, 15], [0, 0, 0, 0]),
        (Plan::Business, [0, 0, 0, 4], [11, 5, 0, 0]),
        (Plan::Trial, [0, 0, 5, 9], [6, 0, 0, 0]),
        (Plan::Enterprise, [0, 0, 0, 0], [15, 9, 4, 0]),
    ] {
        let found = outlook(scene_on(plan).state());
        let counts: Vec<_> = found
            .iter()
            .map(|it| (it.opens.len(), it.closes.len()))
            .collect();
        let expected: Vec<_> = opens.into_iter().zip(closes).collect();
        assert_eq!(counts, expected, "{plan:?}");
        assert_eq!(found.iter().filter(|it| it.is_current).count(), 1);
    }
}

#[test]
fn what_is_in_use_is_named() {
    let mut fixture = scene();
    let id = fixture.deployment("etl");
    fixture.must(Command::SetLogForwarding {
        id,
        base: None,
        value: Some(LogForwarding {
            destination: LogDestination::Datadog,
            endpoint: "https://intake.example".into(),
            credential_variable: "DATADOG_API_KEY".into(),
            is_enabled: true,
        }),
    });
    let found = outlook(fixture.state());
    let names = |capability: Capability| {
        let closed = found[0]
            .closes
            .iter()
            .find(|it| it.capability == capability);
        closed.unwrap().in_use.join(", ")
    };
    assert_eq!(names(Capability::DedicatedClusters), "open, closed");
    assert_eq!(names(Capability::AuthorizedWorkspaces), "closed");
    assert_eq!(names(Capability::CicdEnforcement), "locked");
    assert_eq!(names(Capability::LogForwarding), "etl");
    assert_eq!(names(Capability::Teams), "");
    assert_eq!(names(Capability::Scim), "");
}
