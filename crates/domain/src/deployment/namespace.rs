//! Release names such as `bright-comet-4821` (DEP-7), made from the Deployment's id so that no
//! randomness is needed here.

use crate::{DeploymentId, State};

const ADJECTIVES: &[&str] = &[
    "amber", "bright", "calm", "clear", "distant", "early", "fixed", "gentle", "golden", "hidden",
    "inner", "lunar", "northern", "patient", "polar", "quiet", "rising", "silver", "solar",
    "steady", "true", "vast", "warm", "western",
];
const NOUNS: &[&str] = &[
    "apex", "arc", "aurora", "comet", "compass", "corona", "dial", "eclipse", "equinox", "galaxy",
    "horizon", "meridian", "meteor", "moon", "nebula", "nova", "orbit", "parallax", "quasar",
    "sextant", "solstice", "star", "transit", "zenith",
];

fn word(words: &'static [&'static str], number: u64) -> &'static str {
    let place = usize::try_from(number).unwrap_or_default() % words.len();
    words.get(place).copied().unwrap_or("star")
}

/// A name that was never used in this Organization.
pub(super) fn generate(state: &State, id: DeploymentId) -> String {
    // FNV-1a spreads ids that differ in few digits.
    let seed = id
        .to_string()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    let name = |step: u64| {
        let mixed = seed.wrapping_add(step.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        format!(
            "{}-{}-{:04}",
            word(ADJECTIVES, mixed >> 40),
            word(NOUNS, mixed >> 20),
            (mixed >> 4) % 10_000
        )
    };
    // There are 5.76 million names; the walk ends long before they do.
    (0..)
        .map(name)
        .find(|name| !state.has_used_namespace(name))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_the_documented_form_and_follow_from_the_id() {
        let state = State::default();
        for bits in [0, 1, 77, u128::MAX] {
            let id = DeploymentId::from_bits(bits);
            let name = generate(&state, id);
            let parts: Vec<&str> = name.split('-').collect();
            assert_eq!(parts.len(), 3, "{name}");
            assert!(
                parts[..2]
                    .iter()
                    .all(|part| part.bytes().all(|byte| byte.is_ascii_lowercase())),
                "{name}"
            );
            assert!(
                parts[2].len() == 4 && parts[2].bytes().all(|byte| byte.is_ascii_digit()),
                "{name}"
            );
            assert_eq!(name, generate(&state, id));
        }
    }
}
