//! The test vectors that ask the general question, put to the naive judge and to both forms of Cedar.
#![cfg(not(target_family = "wasm"))]
use planisphere_oracle::cedar::{Grouped, Linked};
use planisphere_oracle::{
    Actor, Circumstances, Engine, Fixture, Naive, Product, Request, Resource,
};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Vectors {
    fixture: Fixture,
    scenarios: Vec<Row>,
}

/// Further rows over the same fixture.
#[derive(Deserialize)]
struct Further {
    scenarios: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    actor: String,
    permission: String,
    resource: String,
    args: Option<Value>,
    #[serde(default)]
    context: Context,
    expected: String,
    #[serde(rename = "because")]
    _because: String,
    #[serde(rename = "basis", default)]
    _basis: String,
}

/// What holds for one row only.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Context {
    tier: Option<String>,
    is_scim_enabled: Option<bool>,
    sso_enforced: Option<bool>,
    environment_secrets_fetching: Option<bool>,
    allowed_ip_address_ranges: Option<Vec<String>>,
    auth_method: Option<String>,
    source_ip: Option<String>,
    #[serde(default)]
    removed_users: Vec<String>,
}

impl Context {
    fn apply(&self, fixture: &mut Fixture) {
        for organization in &mut fixture.organizations {
            set(&mut organization.tier, self.tier.as_ref());
            // The name of a tier is also a plan of that tier.
            set(&mut organization.product_plan_name, self.tier.as_ref());
            set(
                &mut organization.is_scim_enabled,
                self.is_scim_enabled.as_ref(),
            );
            set(&mut organization.sso_enforced, self.sso_enforced.as_ref());
            set(
                &mut organization.environment_secrets_fetching,
                self.environment_secrets_fetching.as_ref(),
            );
            set(
                &mut organization.allowed_ip_address_ranges,
                self.allowed_ip_address_ranges.as_ref(),
            );
        }
        fixture
            .users
            .retain(|user| !self.removed_users.contains(&user.id));
    }

    fn circumstances(&self) -> Circumstances {
        let mut circumstances = Circumstances::default();
        set(&mut circumstances.auth_method, self.auth_method.as_ref());
        set(&mut circumstances.source_ip, self.source_ip.as_ref());
        circumstances
    }
}

fn set<T: Clone>(place: &mut T, value: Option<&T>) {
    if let Some(value) = value {
        place.clone_from(value);
    }
}

const ROWS: &str = include_str!("../../domain/tests/data/access-vectors.json");

const MORE_ROWS: &str = include_str!("../../domain/tests/data/access-vectors-more.json");

/// Rows whose caller may, but whose thing does not let itself be changed: a Workspace that holds Deployments,
/// SCIM below its tier. The core refuses them as commands; a judge of permissions allows them.
const ABOUT_THE_THING: [&str; 3] = ["X359", "X360", "X481"];

/// How many rows ask the general question, and which of them the judge gets wrong.
fn failing<E: Engine>(fixture: &Fixture, rows: &[Row]) -> (usize, Vec<String>) {
    let mut asked = 0;
    let mut failing = Vec::new();
    let about_callers = |row: &&Row| !ABOUT_THE_THING.contains(&row.id.as_str());
    for row in rows
        .iter()
        .filter(|row| row.args.is_none())
        .filter(about_callers)
    {
        let mut fixture = fixture.clone();
        row.context.apply(&mut fixture);
        let judge = E::load(&fixture).expect("the fixture loads");
        let request = Request {
            actor: Actor::parse(&row.actor).expect("an actor"),
            permission: row.permission.clone(),
            resource: Resource::parse(&row.resource).expect("a resource"),
            context: row.context.circumstances(),
        };
        asked += 1;
        if judge.decide(&request) != (row.expected == "allow") {
            failing.push(format!("{}: {request}, expected {}", row.id, row.expected));
        }
    }
    (asked, failing)
}

fn passes_every_row<E: Engine>() {
    let vectors: Vectors = serde_json::from_str(ROWS).expect("the vectors read");
    let further: Further = serde_json::from_str(MORE_ROWS).expect("the further rows read");
    let failing = |rows| failing::<E>(&vectors.fixture, rows);
    assert_eq!(failing(&vectors.scenarios), (112, Vec::new()));
    assert_eq!(failing(&further.scenarios), (128, Vec::new()));
}

#[test]
fn the_naive_judge_passes_every_row() {
    passes_every_row::<Naive>();
}

#[test]
fn cedar_with_roles_as_groups_passes_every_row() {
    passes_every_row::<Grouped>();
}

#[test]
fn cedar_with_a_template_per_role_passes_every_row() {
    passes_every_row::<Linked>();
}

#[test]
fn the_engine_passes_every_row() {
    passes_every_row::<Product>();
}
