//! Ranges of addresses in CIDR form, for the IP access list (rules 111 to 114).

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use crate::hidden::spelled_out;

/// How much of a text that is no range a sentence repeats, in characters.
const LONGEST_SHOWN: usize = 100;

/// Why a text is not a range.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum InvalidIpRange {
    /// An address without a `/`.
    #[error("`{0}` has no prefix length")]
    NoPrefix(String),
    /// What stands before the `/`, or all of it, is no address.
    #[error("`{0}` is not an address or range")]
    Address(String),
    /// What stands behind the `/` does not fit the address.
    #[error("`{0}` has no prefix length of 0 to {1}")]
    Prefix(String, u8),
    /// The address is not the first of its range.
    #[error("`{0}` is not the start of its range, which is `{1}`")]
    HostBits(String, String),
}

/// A range such as `203.0.113.0/24` or `2001:db8::/32`; its address is the first one in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IpRange {
    address: IpAddr,
    prefix: u8,
}

impl IpRange {
    /// Whether an address is in it.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        // An IPv4 address that came over an IPv6 socket is still the IPv4 address.
        let address = address.to_canonical();
        self.address.is_ipv4() == address.is_ipv4() && first(address, self.prefix) == self.address
    }

    /// Its first address.
    #[must_use]
    pub const fn address(&self) -> IpAddr {
        self.address
    }

    /// How many bits its addresses have in common.
    #[must_use]
    pub const fn prefix(&self) -> u8 {
        self.prefix
    }

    /// Whether all of it lies in `other`.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self.prefix >= other.prefix && other.contains(self.address)
    }

    /// Whether some address is in both.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        // Two ranges overlap only where one holds the other.
        self.is_within(other) || other.is_within(self)
    }
}

fn bits(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

/// The first address of the range of this length around `address`.
fn first(address: IpAddr, prefix: u8) -> IpAddr {
    match address {
        IpAddr::V4(address) => {
            let mask = u32::MAX
                .checked_shl(u32::from(32 - prefix.min(32)))
                .unwrap_or(0);
            IpAddr::V4((u32::from(address) & mask).into())
        }
        IpAddr::V6(address) => {
            let mask = u128::MAX
                .checked_shl(u32::from(128 - prefix.min(128)))
                .unwrap_or(0);
            IpAddr::V6((u128::from(address) & mask).into())
        }
    }
}

impl FromStr for IpRange {
    type Err = InvalidIpRange;

    fn from_str(text: &str) -> Result<Self, InvalidIpRange> {
        let text = text.trim();
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let address: IpAddr = address
            .parse()
            .map_err(|_| InvalidIpRange::Address(spelled_out(text, LONGEST_SHOWN)))?;
        let prefix = prefix.ok_or_else(|| InvalidIpRange::NoPrefix(text.to_owned()))?;
        let most = bits(address);
        // Canonical (CL-4): no sign, and no zero in front.
        let has_zero_in_front = prefix.len() > 1 && prefix.starts_with('0');
        let is_number = !has_zero_in_front && prefix.bytes().all(|digit| digit.is_ascii_digit());
        let prefix = prefix
            .parse()
            .ok()
            .filter(|prefix| is_number && *prefix <= most)
            .ok_or_else(|| InvalidIpRange::Prefix(spelled_out(text, LONGEST_SHOWN), most))?;
        let start = Self {
            address: first(address, prefix),
            prefix,
        };
        if start.address == address {
            Ok(start)
        } else {
            Err(InvalidIpRange::HostBits(text.to_owned(), start.to_string()))
        }
    }
}

impl fmt::Display for IpRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.prefix)
    }
}

impl Serialize for IpRange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for IpRange {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_print_as_they_are_read_and_hold_their_addresses() {
        for (range, inside, outside) in [
            ("203.0.113.0/24", "203.0.113.255", "203.0.114.0"),
            ("203.0.113.7/32", "203.0.113.7", "203.0.113.8"),
            ("0.0.0.0/0", "198.51.100.1", "2001:db8::1"),
            ("2001:db8::/32", "2001:db8:1::1", "2001:db9::1"),
            ("10.0.0.0/8", "::ffff:10.1.2.3", "11.0.0.0"),
        ] {
            let parsed: IpRange = range.parse().unwrap();
            assert_eq!(parsed.to_string(), range);
            assert!(parsed.contains(inside.parse().unwrap()), "{range} {inside}");
            assert!(
                !parsed.contains(outside.parse().unwrap()),
                "{range} {outside}"
            );
        }
    }

    #[test]
    fn ranges_overlap_where_one_holds_the_other() {
        for (one, other, overlaps) in [
            ("172.20.0.0/22", "172.20.3.0/24", true),
            ("172.20.0.0/22", "172.20.4.0/24", false),
            ("10.0.0.0/8", "10.0.0.0/8", true),
            ("10.0.0.0/9", "10.128.0.0/9", false),
            ("0.0.0.0/0", "2001:db8::/32", false),
        ] {
            let (one, other): (IpRange, IpRange) = (one.parse().unwrap(), other.parse().unwrap());
            assert_eq!(one.overlaps(&other), overlaps, "{one} {other}");
            assert_eq!(other.overlaps(&one), overlaps, "{other} {one}");
        }
    }

    #[test]
    fn what_is_no_range_is_refused_with_the_reason() {
        for (text, reason) in [
            ("203.0.113.0", "`203.0.113.0` has no prefix length"),
            ("house/8", "`house/8` is not an address or range"),
            ("banana", "`banana` is not an address or range"),
            ("", "`` is not an address or range"),
            (
                "203.0.113.0/33",
                "`203.0.113.0/33` has no prefix length of 0 to 32",
            ),
            (
                "2001:db8::/129",
                "`2001:db8::/129` has no prefix length of 0 to 128",
            ),
            (
                "203.0.113.0/+8",
                "`203.0.113.0/+8` has no prefix length of 0 to 32",
            ),
            (
                "203.0.113.0/024",
                "`203.0.113.0/024` has no prefix length of 0 to 32",
            ),
            (
                "203.0.113.9/24",
                "`203.0.113.9/24` is not the start of its range, which is `203.0.113.0/24`",
            ),
        ] {
            assert_eq!(text.parse::<IpRange>().unwrap_err().to_string(), reason);
        }
    }
}
