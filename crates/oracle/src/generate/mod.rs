//! Random Organizations in the form of the test vectors' fixture, from a seed.
//!
//! They hold what can be stored, also what could not be made today: DAG roles on old Runtimes, a Deployment role
//! without its Accessor role, a restricted custom role outside its Workspaces, gated settings on a lower tier.
mod people;
mod requests;
mod resources;
mod roles;
mod tokens;

pub use requests::Requests;

use crate::fixture::Fixture;
use crate::random::Random;

/// How large an account becomes; most numbers are upper bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Organizations.
    pub organizations: usize,
    /// Workspaces of each Organization.
    pub workspaces: usize,
    /// Deployments of each Workspace.
    pub deployments: usize,
    /// DAGs of each Deployment.
    pub dags: usize,
    /// People of each Organization.
    pub users: usize,
    /// Teams of each Organization.
    pub teams: usize,
    /// Tokens of each Organization.
    pub tokens: usize,
    /// Custom roles of each Organization.
    pub custom_roles: usize,
}

impl Size {
    /// The size of the comparison runs.
    pub const SMALL: Self = Self {
        organizations: 2,
        workspaces: 4,
        deployments: 3,
        dags: 4,
        users: 14,
        teams: 4,
        tokens: 9,
        custom_roles: 20,
    };
}

/// Makes an account.
pub fn generate(seed: u64, size: &Size) -> Fixture {
    let mut random = Random::new(seed);
    let mut fixture = Fixture {
        now: "2026-09-01T00:00:00Z".into(),
        ..Fixture::default()
    };
    resources::shared_clusters(&mut fixture);
    for number in 0..random.between(1, size.organizations) {
        let id = format!("org{number}");
        resources::organization(&mut random, &mut fixture, &id, size);
        roles::custom(&mut random, &mut fixture, &id, size);
        people::users(&mut random, &mut fixture, &id, size);
        people::teams(&mut random, &mut fixture, &id, size);
        tokens::tokens(&mut random, &mut fixture, &id, size);
    }
    people::outsiders(&mut random, &mut fixture);
    fixture
}

#[cfg(test)]
mod tests {
    use super::{Size, generate};
    use crate::fixture::Fixture;
    use std::collections::BTreeSet;

    #[test]
    fn the_same_seed_gives_the_same_account() {
        let first = generate(7, &Size::SMALL);
        assert_eq!(first, generate(7, &Size::SMALL));
        assert_ne!(first, generate(8, &Size::SMALL));
        let text = serde_json::to_string(&first).unwrap();
        assert_eq!(serde_json::from_str::<Fixture>(&text).unwrap(), first);
    }

    #[test]
    fn everything_the_rules_speak_of_comes_up() {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut see = |word: &str| {
            seen.insert(word.to_owned());
        };
        for seed in 0..200 {
            let fixture = generate(seed, &Size::SMALL);
            for it in &fixture.organizations {
                see(&it.tier);
                see(&it.product_plan_name);
                see(&format!("scim {}", it.is_scim_enabled));
                see(&format!("sso {}", it.sso_enforced));
                see(&format!(
                    "list {}",
                    !it.allowed_ip_address_ranges.is_empty()
                ));
            }
            for it in &fixture.users {
                see(&it.status);
                see(it.organization_role.as_deref().unwrap_or("outside"));
                it.workspace_roles.iter().for_each(|role| see(&role.role));
                it.deployment_roles.iter().for_each(|role| see(&role.role));
                it.dag_roles.iter().for_each(|role| see(&role.role));
            }
            for it in &fixture.tokens {
                see(&it.scope);
                see(it.secret_state.as_deref().unwrap_or("fresh"));
                it.roles.iter().for_each(|role| see(&role.entity_type));
                if it.end_at.as_ref().is_some_and(|end| *end < fixture.now) {
                    see("expired");
                }
            }
            assert!(fixture.custom_roles.len() <= 2 * 20);
        }
        let expected = [
            "DEVELOPER",
            "TEAM",
            "BUSINESS",
            "ENTERPRISE",
            "TRIAL",
            "scim true",
            "scim false",
            "sso true",
            "sso false",
            "list true",
            "list false",
            "ACTIVE",
            "PENDING",
            "INACTIVE",
            "BANNED",
            "outside",
            "ORGANIZATION",
            "WORKSPACE",
            "DEPLOYMENT",
            "DAG",
            "DAG_TAG",
            "ROTATED_AWAY",
            "fresh",
            "expired",
        ];
        let built_in = crate::catalogue::catalogue().roles.iter();
        for word in expected
            .into_iter()
            .chain(built_in.map(|role| role.role.as_str()))
        {
            assert!(seen.contains(word), "{word} never comes up");
        }
    }
}
