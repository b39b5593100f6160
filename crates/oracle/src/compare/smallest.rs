//! Shrinks an account as long as two judges still differ about a request.
//!
//! Greedy: one thing is taken out after the other, until nothing can be.
use super::Judge;
use crate::fixture::{Fixture, Organization};
use crate::request::Request;

/// How many rounds of taking out; each costs a load per thing.
const ROUNDS: usize = 4;

/// The smallest account that taking things out leads to.
pub fn smallest(fixture: &Fixture, request: &Request, left: &Judge, right: &Judge) -> Fixture {
    let mut best = fixture.clone();
    let differs = |candidate: &Fixture| {
        let (Ok(left), Ok(right)) = (left.load(candidate), right.load(candidate)) else {
            return false;
        };
        left.decide(request) != right.decide(request)
    };
    for _ in 0..ROUNDS {
        let before = best.clone();
        for thin in LISTS {
            without(&mut best, &differs, *thin);
        }
        for holder in 0..best.users.len() + best.teams.len() + best.tokens.len() {
            for thin in HELD {
                without(&mut best, &differs, |it, at| thin(it, holder, at));
            }
        }
        for role in 0..best.custom_roles.len() {
            without(&mut best, &differs, |it, at| {
                let list = it.custom_roles.get_mut(role);
                list.is_some_and(|it| take(&mut it.permissions, at))
            });
        }
        for calm in SETTINGS {
            let mut candidate = best.clone();
            candidate.organizations.iter_mut().for_each(calm);
            if differs(&candidate) {
                best = candidate;
            }
        }
        if best == before {
            break;
        }
    }
    best
}

/// Takes the thing at a position out; false if there is none.
type Thin = fn(&mut Fixture, usize) -> bool;

const LISTS: &[Thin] = &[
    |it, at| take(&mut it.organizations, at),
    |it, at| take(&mut it.users, at),
    |it, at| take(&mut it.teams, at),
    |it, at| take(&mut it.tokens, at),
    |it, at| take(&mut it.dags, at),
    |it, at| take(&mut it.deployments, at),
    |it, at| take(&mut it.workspaces, at),
    |it, at| take(&mut it.clusters, at),
    |it, at| take(&mut it.custom_roles, at),
];

/// The same for the lists of people, then Teams, then tokens, numbered through.
const HELD: &[fn(&mut Fixture, usize, usize) -> bool] = &[
    |it, holder, at| {
        let users = it.users.len();
        let teams = it.teams.len();
        if let Some(user) = it.users.get_mut(holder) {
            return take(&mut user.workspace_roles, at);
        }
        if let Some(team) = it.teams.get_mut(holder - users) {
            return take(&mut team.workspace_roles, at);
        }
        let token = it.tokens.get_mut(holder - users - teams);
        token.is_some_and(|token| take(&mut token.roles, at))
    },
    |it, holder, at| {
        let users = it.users.len();
        if let Some(user) = it.users.get_mut(holder) {
            return take(&mut user.deployment_roles, at);
        }
        let team = it.teams.get_mut(holder - users);
        team.is_some_and(|team| take(&mut team.deployment_roles, at))
    },
    |it, holder, at| {
        let users = it.users.len();
        if let Some(user) = it.users.get_mut(holder) {
            return take(&mut user.dag_roles, at);
        }
        let team = it.teams.get_mut(holder - users);
        team.is_some_and(|team| take(&mut team.dag_roles, at))
    },
    |it, holder, at| {
        let users = it.users.len();
        let team = holder
            .checked_sub(users)
            .and_then(|at| it.teams.get_mut(at));
        team.is_some_and(|team| take(&mut team.members, at))
    },
];

/// Settings that may be put to where they refuse nothing.
const SETTINGS: &[fn(&mut Organization)] = &[
    |it| it.allowed_ip_address_ranges.clear(),
    |it| it.sso_enforced = false,
    |it| it.is_scim_enabled = false,
    |it| it.environment_secrets_fetching = true,
    |it| {
        it.tier = "ENTERPRISE".into();
        it.product_plan_name = "ENTERPRISE".into();
    },
];

fn take<T>(list: &mut Vec<T>, at: usize) -> bool {
    let there = at < list.len();
    if there {
        list.remove(at);
    }
    there
}

fn without(
    best: &mut Fixture,
    differs: &impl Fn(&Fixture) -> bool,
    thin: impl Fn(&mut Fixture, usize) -> bool,
) {
    let mut at = 0;
    loop {
        let mut candidate = best.clone();
        if !thin(&mut candidate, at) {
            return;
        }
        if differs(&candidate) {
            *best = candidate;
        } else {
            at += 1;
        }
    }
}
