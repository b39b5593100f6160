//! The IP access list: ranges go in and out in batches, all or nothing (rules 111 to 114).

use std::collections::BTreeSet;

use super::{IpRange, Organization};
use crate::decide::{Context, Outcome};
use crate::policy::{Permission, ResourceRef};
use crate::validation::Checks;
use crate::{Event, Problem};

/// The most ranges of one call (rule 113, IP-2).
pub const MOST_RANGES: usize = 1_000;

/// Adds ranges. The first ones must hold the caller's own address (rule 112, IP-4).
pub(crate) fn add(context: &Context<'_>, ranges: &[String]) -> Outcome {
    // Rule 114, IP-5.
    context.require(
        Permission::OrganizationAllowedIpAddressRangesCreate,
        ResourceRef::Organization,
    )?;
    let organization = context.organization()?;
    let mut checks = Checks::default();
    let parsed = parse(&mut checks, ranges);
    for (place, range) in &parsed {
        // Rule 113, IP-1.
        let is_there = organization.allowed_ip_address_ranges.contains(range);
        checks.ensure(!is_there, || duplicate(*place, range));
    }
    let is_whole = parsed.len() == ranges.len();
    let ranges: Vec<IpRange> = parsed.into_iter().map(|(_, range)| range).collect();
    check_caller_stays(context, &mut checks, organization, &ranges, is_whole);
    checks.finish()?;
    Ok(if ranges.is_empty() {
        Vec::new()
    } else {
        vec![Event::IpRangesAdded { ranges }]
    })
}

/// Removes ranges. Whoever removes their own locks themselves out knowingly (rule 112).
pub(crate) fn remove(context: &Context<'_>, ranges: &[String]) -> Outcome {
    // Rule 124: no tier refuses it.
    context.require_taking_back(
        Permission::OrganizationAllowedIpAddressRangesDelete,
        ResourceRef::Organization,
    )?;
    let organization = context.organization()?;
    let mut checks = Checks::default();
    let parsed = parse(&mut checks, ranges);
    for (place, range) in &parsed {
        let is_there = organization.allowed_ip_address_ranges.contains(range);
        checks.ensure(is_there, || {
            Problem::new(
                format!("ipAddressRanges[{place}]"),
                "unknown-range",
                format!("`{range}` is not on the IP access list"),
                "Leave it out.",
            )
            .value(range)
        });
    }
    checks.finish()?;
    let ranges: Vec<IpRange> = parsed.into_iter().map(|(_, range)| range).collect();
    Ok(if ranges.is_empty() {
        Vec::new()
    } else {
        vec![Event::IpRangesRemoved { ranges }]
    })
}

/// Reads every range with its place; what is none, or is named twice, is noted beside its field.
fn parse(checks: &mut Checks, ranges: &[String]) -> Vec<(usize, IpRange)> {
    // Rule 113.
    checks.ensure(ranges.len() <= MOST_RANGES, || {
        Problem::new(
            "ipAddressRanges",
            "too-many",
            format!("{} ranges, the limit is {MOST_RANGES}", ranges.len()),
            "Send them in several batches.",
        )
        .value(ranges.len())
        .limit(MOST_RANGES)
    });
    let mut seen = BTreeSet::new();
    let mut parsed = Vec::new();
    for (place, text) in ranges.iter().take(MOST_RANGES).enumerate() {
        match text.parse::<IpRange>() {
            Ok(range) if seen.insert(range) => parsed.push((place, range)),
            Ok(range) => checks.add(
                Problem::new(
                    format!("ipAddressRanges[{place}]"),
                    "taken",
                    format!("`{range}` is named twice"),
                    "Name it once.",
                )
                .value(range),
            ),
            Err(reason) => checks.add(
                Problem::new(
                    format!("ipAddressRanges[{place}]"),
                    "cidr",
                    reason.to_string(),
                    "Write it like `203.0.113.0/24`, or `203.0.113.7/32` for one address.",
                )
                .value(text),
            ),
        }
    }
    parsed
}

fn duplicate(place: usize, range: &IpRange) -> Problem {
    Problem::new(
        format!("ipAddressRanges[{place}]"),
        "taken",
        format!("`{range}` is already on the IP access list"),
        "Leave it out.",
    )
    .value(range)
}

/// Rule 112: the first batch holds the caller's address, which has to be known for that. What could not be read
/// of it (it is not `is_whole` then) may have held the address.
fn check_caller_stays(
    context: &Context<'_>,
    checks: &mut Checks,
    organization: &Organization,
    ranges: &[IpRange],
    is_whole: bool,
) {
    if !organization.allowed_ip_address_ranges.is_empty() || (is_whole && ranges.is_empty()) {
        return;
    }
    match context.caller.address {
        None => checks.add(Problem::new(
            "address",
            "unknown-address",
            "the first ranges must hold the address you call from, and it is not known",
            "Say which address you call from.",
        )),
        Some(address) => {
            let holds = ranges.iter().any(|range| range.contains(address));
            checks.ensure(holds || !is_whole, || {
                Problem::new(
                    "ipAddressRanges",
                    "lock-out",
                    format!("none of the first ranges holds your own address `{address}`"),
                    "Add a range that holds it.",
                )
                .value(address)
            });
        }
    }
}
