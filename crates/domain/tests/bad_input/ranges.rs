//! Address ranges at every length.

use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::cluster::{AddressDraft, address_problems};
use planisphere_domain::organization::IpRange;

/// At every prefix length: what holds another range overlaps it, what lies beside it does not.
#[test]
fn ranges_at_every_length() {
    let range = |bits: u32, prefix: u32| -> IpRange {
        let mask = u32::MAX.checked_shl(32 - prefix).unwrap_or(0);
        format!("{}/{prefix}", std::net::Ipv4Addr::from(bits & mask))
            .parse()
            .unwrap()
    };
    let base = u32::from(std::net::Ipv4Addr::new(172, 20, 0, 0));
    for outer in 1..=32_u32 {
        for inner in 1..=32_u32 {
            let (one, other) = (range(base, outer), range(base, inner));
            assert!(
                one.overlaps(&other) && other.overlaps(&one),
                "{one} {other}"
            );
        }
        // Its other half of the range around it.
        let beside = range(base ^ (1 << (32 - outer)), outer);
        for inner in outer..=32 {
            let one = range(base, inner);
            assert!(
                !one.overlaps(&beside) && !beside.overlaps(&one),
                "{one} {beside}"
            );
        }
    }
    // In a form: the pods' range around, in, and beside the network's.
    for prefix in 12..=32 {
        let draft = |pods: String| AddressDraft {
            vpc_subnet_range: "172.20.0.0/22".into(),
            pod_subnet_range: Some(pods),
            ..AddressDraft::default_of(CloudProvider::Gcp)
        };
        let inside = range(base, prefix).to_string();
        let found = address_problems(CloudProvider::Gcp, &draft(inside.clone()));
        assert_eq!(found.len(), 1, "{inside}: {found:?}");
        assert_eq!(
            (found[0].path.as_str(), found[0].code),
            ("podSubnetRange", "overlap")
        );
        assert!(found[0].value.is_some() && found[0].limit.is_some());
        let beside = range(u32::from(std::net::Ipv4Addr::new(10, 0, 0, 0)), prefix).to_string();
        assert_eq!(address_problems(CloudProvider::Gcp, &draft(beside)), []);
    }
    // All five alike: every pair is told.
    let same = Some("172.20.0.0/22".to_owned());
    let draft = AddressDraft {
        vpc_subnet_range: "172.20.0.0/22".into(),
        secondary_vpc_cidr: None,
        pod_subnet_range: same.clone(),
        service_subnet_range: same.clone(),
        service_peering_range: same,
    };
    assert_eq!(address_problems(CloudProvider::Gcp, &draft).len(), 6);
}
