//! Typed ids: 25 characters, `c` and 24 base-36 digits, held as a `Copy` number.
//!
//! This module does not make ids up: randomness belongs to the caller (architecture rule 2).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// Digits after the leading `c`.
const DIGITS: usize = 24;
/// 36 to the power of [`DIGITS`]: one more than the largest id.
const SPACE: u128 = 36u128.pow(24);
/// The same of half the digits.
const HALF: u128 = 36u128.pow(12);

/// Why a text is not an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("an id is `c` followed by 24 lower-case letters or digits")]
pub struct InvalidId;

fn parse(text: &str) -> Result<u128, InvalidId> {
    let digits = text.strip_prefix('c').ok_or(InvalidId)?;
    if digits.len() != DIGITS {
        return Err(InvalidId);
    }
    digits.bytes().try_fold(0u128, |number, byte| {
        let digit = match byte {
            b'0'..=b'9' => byte - b'0',
            b'a'..=b'z' => byte - b'a' + 10,
            _ => return Err(InvalidId),
        };
        Ok(number * 36 + u128::from(digit))
    })
}

fn write(number: u128, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut text = [b'0'; DIGITS];
    // Each half of the digits fits 64 bits, in which wasm divides by itself; a log holds ids by the ten thousand.
    let halves = [number / HALF, number % HALF];
    for (places, half) in text.chunks_exact_mut(DIGITS / 2).zip(halves) {
        let mut half = half as u64;
        for place in places.iter_mut().rev() {
            // The remainder is below 36, so the narrowing keeps it whole.
            let digit = (half % 36) as u8;
            *place = if digit < 10 {
                b'0' + digit
            } else {
                b'a' + digit - 10
            };
            half /= 36;
        }
    }
    f.write_str("c")?;
    f.write_str(std::str::from_utf8(&text).unwrap_or_default())
}

macro_rules! ids {
    ($($name:ident: $about:literal;)*) => {$(
        #[doc = $about]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u128);

        impl $name {
            /// An id from any number; it is taken modulo the id space, so 128 random bits give a random id.
            #[must_use]
            pub const fn from_bits(bits: u128) -> Self {
                Self(bits % SPACE)
            }

            /// The number behind the id.
            #[must_use]
            pub const fn bits(self) -> u128 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write(self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write(self.0, f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                parse(text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

ids! {
    OrganizationId: "Names one Organization.";
    WorkspaceId: "Names one Workspace.";
    ClusterId: "Names one dedicated or hybrid cluster.";
    NodePoolId: "Names one node pool of a hybrid cluster.";
    VpcPeeringId: "Names one request for VPC peering of a dedicated cluster.";
    DeploymentId: "Names one Deployment.";
    QueueId: "Names one worker queue.";
    UserId: "Names one user.";
    TeamId: "Names one Team.";
    ApiTokenId: "Names one API token; never its secret.";
    CustomRoleId: "Names one custom role.";
    SsoConnectionId: "Names one SSO connection.";
    NotificationChannelId: "Names one notification channel.";
    AlertId: "Names one alert.";
    EnvironmentObjectId: "Names one environment object.";
    DeployId: "Names one deploy.";
    AgentTokenId: "Names one agent token; never its secret.";
    SecretId: "Names one sealed secret; the core never sees what it holds.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_print_as_they_are_read() {
        for text in [
            "c000000000000000000000000",
            "czzzzzzzzzzzzzzzzzzzzzzzz",
            "cm3k7x2p9000108l4d5e6f7g8",
        ] {
            assert_eq!(text.parse::<WorkspaceId>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in [
            "",
            "c",
            "m3k7x2p9000108l4d5e6f7g8c",
            "cM3k7x2p9000108l4d5e6f7g8",
            "cm3k7x2p9000108l4d5e6f7g80",
        ] {
            assert_eq!(text.parse::<WorkspaceId>(), Err(InvalidId), "{text}");
        }
    }

    #[test]
    fn every_number_makes_a_valid_id() {
        for bits in [0, 1, u128::MAX, SPACE, SPACE - 1] {
            let id = DeploymentId::from_bits(bits);
            assert_eq!(id.to_string().parse(), Ok(id));
        }
    }
}
