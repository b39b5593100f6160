//! The address plan of a cluster: which ranges a provider takes, their limits, and that none overlap (CL-4 to
//! CL-8, CL-10). The same for the region that takes over (CL-22).

use serde::{Deserialize, Serialize};

use crate::Problem;
use crate::catalogue::{
    CloudProvider, LONGEST_AWS_PREFIX, PRIVATE_RANGES, SECONDARY_PREFIXES, default_ranges,
};
use crate::organization::IpRange;
use crate::validation::Checks;

/// Ranges as somebody typed them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AddressDraft {
    /// The network's range.
    pub vpc_subnet_range: String,
    /// A second one, on AWS.
    pub secondary_vpc_cidr: Option<String>,
    /// Pods, on Google Cloud.
    pub pod_subnet_range: Option<String>,
    /// Services, on Google Cloud.
    pub service_subnet_range: Option<String>,
    /// Peering with the provider's services, on Google Cloud.
    pub service_peering_range: Option<String>,
}

impl AddressDraft {
    /// The documented ranges of a new cluster.
    #[must_use]
    pub fn default_of(provider: CloudProvider) -> Self {
        let ranges = default_ranges(provider);
        let text = |range: Option<&str>| range.map(str::to_owned);
        Self {
            vpc_subnet_range: ranges.vpc_subnet.to_owned(),
            secondary_vpc_cidr: None,
            pod_subnet_range: text(ranges.pod_subnet),
            service_subnet_range: text(ranges.service_subnet),
            service_peering_range: text(ranges.service_peering),
        }
    }
}

/// Ranges that were checked; which of them are there follows from the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AddressPlan {
    /// The network's range.
    pub vpc_subnet_range: IpRange,
    /// A second one, on AWS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secondary_vpc_cidr: Option<IpRange>,
    /// Pods, on Google Cloud.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pod_subnet_range: Option<IpRange>,
    /// Services, on Google Cloud.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_subnet_range: Option<IpRange>,
    /// Peering with the provider's services, on Google Cloud.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_peering_range: Option<IpRange>,
}

impl AddressPlan {
    /// Every range that is there, with its name in the API.
    pub fn ranges(&self) -> impl Iterator<Item = (&'static str, IpRange)> {
        [
            (PRIMARY.vpc, Some(self.vpc_subnet_range)),
            (PRIMARY.secondary, self.secondary_vpc_cidr),
            (PRIMARY.pod, self.pod_subnet_range),
            (PRIMARY.service, self.service_subnet_range),
            (PRIMARY.peering, self.service_peering_range),
        ]
        .into_iter()
        .filter_map(|(name, range)| Some((name, range?)))
    }
}

/// What the ranges of one region are called in the API.
pub(super) struct Names {
    vpc: &'static str,
    secondary: &'static str,
    pod: &'static str,
    service: &'static str,
    peering: &'static str,
}

/// Where the cluster is.
pub(super) const PRIMARY: Names = Names {
    vpc: "vpcSubnetRange",
    secondary: "secondaryVpcCidr",
    pod: "podSubnetRange",
    service: "serviceSubnetRange",
    peering: "servicePeeringRange",
};

/// Where it is taken over (CL-22).
pub(super) const RECOVERY: Names = Names {
    vpc: "drVpcSubnetRange",
    secondary: "drSecondaryVpcCidr",
    pod: "drPodSubnetRange",
    service: "drServiceSubnetRange",
    peering: "drServicePeeringRange",
};

/// Everything wrong with the ranges of a new cluster, for a form that shows it while somebody types.
#[must_use]
pub fn address_problems(provider: CloudProvider, draft: &AddressDraft) -> Vec<Problem> {
    let mut checks = Checks::default();
    let _ = settle(&mut checks, provider, draft, &PRIMARY);
    checks.into_problems()
}

/// The plan that a draft asks for, if it is one at all; what is wrong with it is noted.
pub(super) fn settle(
    checks: &mut Checks,
    provider: CloudProvider,
    draft: &AddressDraft,
    names: &Names,
) -> Option<AddressPlan> {
    let is = |wanted: CloudProvider| provider == wanted;
    let vpc = required(checks, names.vpc, Some(&draft.vpc_subnet_range));
    let secondary = only_on(
        checks,
        (names.secondary, is(CloudProvider::Aws), "AWS"),
        draft.secondary_vpc_cidr.as_ref(),
    );
    // CL-8, CL-22: Google Cloud needs all three, nobody else has them.
    let mut of_google = |name: &'static str, text: Option<&String>| {
        if is(CloudProvider::Gcp) {
            required(checks, name, text)
        } else {
            only_on(checks, (name, false, "Google Cloud"), text)
        }
    };
    let pod = of_google(names.pod, draft.pod_subnet_range.as_ref());
    let service = of_google(names.service, draft.service_subnet_range.as_ref());
    let peering = of_google(names.peering, draft.service_peering_range.as_ref());
    if is(CloudProvider::Aws) {
        // CL-6
        check_prefix(checks, names.vpc, vpc, (0, LONGEST_AWS_PREFIX));
        // CL-7
        check_prefix(checks, names.secondary, secondary, SECONDARY_PREFIXES);
    }
    let all = [
        (names.vpc, vpc),
        (names.secondary, secondary),
        (names.pod, pod),
        (names.service, service),
        (names.peering, peering),
    ];
    check_overlaps(checks, &all);
    let is_complete = !is(CloudProvider::Gcp) || pod.and(service).and(peering).is_some();
    vpc.filter(|_| is_complete).map(|vpc| AddressPlan {
        vpc_subnet_range: vpc,
        secondary_vpc_cidr: secondary,
        pod_subnet_range: pod,
        service_subnet_range: service,
        service_peering_range: peering,
    })
}

fn given(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

fn required(checks: &mut Checks, name: &'static str, text: Option<&String>) -> Option<IpRange> {
    let Some(text) = given(text) else {
        checks.add(Problem::new(
            name,
            "empty",
            format!("{name} is missing"),
            "Enter a range such as `172.20.0.0/20`.",
        ));
        return None;
    };
    range(checks, name, text)
}

fn only_on(
    checks: &mut Checks,
    (name, is_taken, label): (&'static str, bool, &str),
    text: Option<&String>,
) -> Option<IpRange> {
    let text = given(text)?;
    if !is_taken {
        checks.add(
            Problem::new(
                name,
                "other-provider",
                format!("{name} is for clusters on {label} alone"),
                "Leave it out.",
            )
            .value(text),
        );
        return None;
    }
    range(checks, name, text)
}

/// CL-4, CL-5.
pub(super) fn range(checks: &mut Checks, name: &str, text: &str) -> Option<IpRange> {
    let parsed = match text.parse::<IpRange>() {
        Ok(parsed) => parsed,
        Err(wrong) => {
            checks.add(
                Problem::new(
                    name,
                    "cidr",
                    format!("{name}: {wrong}"),
                    "Write a range such as `172.20.0.0/20`.",
                )
                .value(text)
                .limit("the first address of its range, and a prefix length of 0 to 32"),
            );
            return None;
        }
    };
    let is_private = PRIVATE_RANGES
        .iter()
        .filter_map(|range| range.parse::<IpRange>().ok())
        .any(|range| parsed.is_within(&range));
    let allowed = PRIVATE_RANGES.join(", ");
    checks.ensure(is_private, || {
        Problem::new(
            name,
            "not-private",
            format!("{name} is `{parsed}`, which lies in no private range"),
            format!("Choose a range inside one of {allowed}."),
        )
        .value(parsed)
        .limit(allowed.clone())
    });
    Some(parsed)
}

fn check_prefix(checks: &mut Checks, name: &str, range: Option<IpRange>, (least, most): (u8, u8)) {
    let Some(range) = range else { return };
    let limit = if least == 0 {
        format!("/{most} or shorter")
    } else {
        format!("/{least} to /{most}")
    };
    checks.ensure((least..=most).contains(&range.prefix()), || {
        Problem::new(
            name,
            "prefix",
            format!(
                "{name} has the prefix length /{}, allowed is {limit}",
                range.prefix()
            ),
            format!("Choose a prefix length of {limit}."),
        )
        .value(range)
        .limit(limit.clone())
    });
}

/// CL-10.
fn check_overlaps(checks: &mut Checks, all: &[(&'static str, Option<IpRange>)]) {
    let there: Vec<(&str, IpRange)> = all
        .iter()
        .filter_map(|(name, range)| Some((*name, (*range)?)))
        .collect();
    for (place, (name, range)) in there.iter().enumerate() {
        for (other, taken) in there.iter().take(place) {
            checks.ensure(!range.overlaps(taken), || {
                Problem::new(
                    *name,
                    "overlap",
                    format!("{name} `{range}` overlaps {other} `{taken}`"),
                    "Choose ranges that have no address in common.",
                )
                .value(range)
                .limit(format!("nothing of {taken}"))
            });
        }
    }
}
