//! The golden matrix of personas, permissions and resources.
//!
//! `golden/matrix.txt` is made from `data/roles.json` and the bindings of each persona as written here, and
//! never from the engine; the engine is then asked every question and held to the file.
//! `UPDATE_GOLDEN=1 cargo test -p planisphere-domain --test domain roles` writes the file again.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;

use crate::reference::{permission_names, roles};
use planisphere_domain::Caller;
use planisphere_domain::access::{Bindings, DagSelector};
use planisphere_domain::policy::{
    Because, DagRole, DeploymentRole, OrganizationRole, WorkspaceRole,
};
use planisphere_domain::user::{User, UserStatus};
use planisphere_domain::{
    Actor, DagRef, Event, Permission, ResourceRef, State, Timestamp, UserId, apply, can,
};
use planisphere_fixtures::Fixture;

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/matrix.txt");

/// A persona: a name, and the API values of the roles held, each with where.
struct Persona {
    name: &'static str,
    organization: &'static str,
    workspace: Option<&'static str>,
    deployment: Option<&'static str>,
    dag: Option<&'static str>,
}

const fn of(name: &'static str, organization: &'static str) -> Persona {
    Persona {
        name,
        organization,
        workspace: None,
        deployment: None,
        dag: None,
    }
}

const fn within(name: &'static str, workspace: &'static str) -> Persona {
    let mut persona = of(name, "ORGANIZATION_MEMBER");
    persona.workspace = Some(workspace);
    persona
}

const fn on(name: &'static str, deployment: &'static str, dag: Option<&'static str>) -> Persona {
    let mut persona = within(name, "WORKSPACE_ACCESSOR");
    persona.deployment = Some(deployment);
    persona.dag = dag;
    persona
}

/// Every persona. All roles below the Organization are in Workspace `here`, on its Deployment, on DAG `daily`.
const PERSONAS: &[Persona] = &[
    of("Organization Owner", "ORGANIZATION_OWNER"),
    of("Organization Billing Admin", "ORGANIZATION_BILLING_ADMIN"),
    of("Organization Observe Admin", "ORGANIZATION_OBSERVE_ADMIN"),
    of("Organization Observe Member", "ORGANIZATION_OBSERVE_MEMBER"),
    of("Organization Member", "ORGANIZATION_MEMBER"),
    within("Workspace Owner", "WORKSPACE_OWNER"),
    within("Workspace Operator", "WORKSPACE_OPERATOR"),
    within("Workspace Editor", "WORKSPACE_AUTHOR"),
    within("Workspace Viewer", "WORKSPACE_MEMBER"),
    within("Workspace Accessor", "WORKSPACE_ACCESSOR"),
    on("Deployment Admin", "DEPLOYMENT_ADMIN", None),
    on("Deployment Accessor", "DEPLOYMENT_ACCESSOR", None),
    on("DAG Viewer", "DEPLOYMENT_ACCESSOR", Some("DAG_VIEWER")),
    on("DAG Author", "DEPLOYMENT_ACCESSOR", Some("DAG_AUTHOR")),
];

/// The things asked about, by name.
const PLACES: &[&str] = &[
    "the Organization",
    "Workspace here",
    "Workspace there",
    "Deployment here",
    "Deployment there",
    "DAG daily here",
    "DAG weekly here",
];

/// What the reference list says: the union of the roles that reach a place, with what they imply.
fn expected(persona: &Persona, place: &str) -> BTreeSet<String> {
    let all: BTreeMap<String, crate::reference::Role> = roles()
        .into_iter()
        .map(|role| (role.name.clone(), role))
        .collect();
    let mut reaching = vec![persona.organization.to_owned()];
    reaching.extend(all[persona.organization].everywhere.clone());
    let is_here = place.ends_with(" here");
    if is_here {
        reaching.extend(persona.workspace.map(str::to_owned));
    }
    if is_here && !place.starts_with("Workspace") {
        reaching.extend(persona.deployment.map(str::to_owned));
    }
    if place == "DAG daily here" {
        reaching.extend(persona.dag.map(str::to_owned));
    }
    let mut held: BTreeSet<String> = reaching
        .iter()
        .flat_map(|role| all[role].permissions.iter().cloned())
        .collect();
    for (contained, by) in crate::reference::implied() {
        if held.contains(&by) {
            held.insert(contained);
        }
    }
    for name in permission_names() {
        let on_deployment = name
            .strip_prefix("dag.")
            .map(|rest| format!("deployment.{rest}"));
        if on_deployment.is_some_and(|wider| held.contains(&wider)) {
            held.insert(name);
        }
    }
    held
}

fn table(answer: impl Fn(&Persona, &str) -> BTreeSet<String>) -> String {
    let mut text = String::from("Who may do what where. One column per place:\n");
    for (column, place) in PLACES.iter().enumerate() {
        writeln!(text, "{}  {place}", column + 1).unwrap();
    }
    for persona in PERSONAS {
        writeln!(text, "\n{}", persona.name).unwrap();
        let answers: Vec<BTreeSet<String>> =
            PLACES.iter().map(|place| answer(persona, place)).collect();
        for name in permission_names() {
            let marks: String = answers
                .iter()
                .map(|held| if held.contains(&name) { 'x' } else { '.' })
                .collect();
            if marks.contains('x') {
                writeln!(text, "{marks}  {name}").unwrap();
            }
        }
    }
    text
}

/// The Organization that the engine is asked about, with every persona in it.
struct Scene {
    state: State,
    places: Vec<ResourceRef>,
    now: Timestamp,
}

fn id_of(place: usize) -> UserId {
    UserId::from_bits(1_000 + place as u128)
}

fn scene() -> Scene {
    let fixture = Fixture::founded()
        .with_workspace("here")
        .with_workspace("there")
        .with_deployment("here", "etl")
        .with_deployment("there", "other");
    let (here, there) = (fixture.workspace("here"), fixture.workspace("there"));
    let (etl, other) = (fixture.deployment("etl"), fixture.deployment("other"));
    let mut state = fixture.state().clone();
    for (place, persona) in PERSONAS.iter().enumerate() {
        let mut roles = Bindings::default();
        if let Some(role) = persona.workspace {
            roles
                .workspaces
                .insert(here, WorkspaceRole::from_api(role).unwrap());
        }
        if let Some(role) = persona.deployment {
            let role = serde_json::from_value::<DeploymentRole>(role.into()).unwrap();
            roles.deployments.insert(etl, role);
        }
        if let Some(role) = persona.dag {
            let role = serde_json::from_value::<DagRole>(role.into()).unwrap();
            let daily = DagSelector::Id("daily".into());
            roles.dags.entry(etl).or_default().insert(daily, role);
        }
        let user = User {
            id: id_of(place),
            full_name: persona.name.into(),
            email: format!("{place}@example.com"),
            status: UserStatus::Active,
            organization_role: OrganizationRole::from_api(persona.organization).unwrap(),
            roles,
            invite_expires_at: None,
            created_at: fixture.now(),
        };
        let by = fixture.caller().actor;
        apply(&mut state, &Event::UserAdded(user), fixture.now(), by);
    }
    let dag = |id: &str| {
        ResourceRef::Dag(DagRef {
            deployment: etl,
            id: id.into(),
            tags: Vec::new(),
        })
    };
    let places = vec![
        ResourceRef::Organization,
        ResourceRef::Workspace(here),
        ResourceRef::Workspace(there),
        ResourceRef::Deployment(etl),
        ResourceRef::Deployment(other),
        dag("daily"),
        dag("weekly"),
    ];
    Scene {
        state,
        places,
        now: fixture.now(),
    }
}

fn asked(scene: &Scene, persona: &Persona, place: &str) -> BTreeSet<String> {
    let who = PERSONAS.iter().position(|it| it.name == persona.name);
    let what = PLACES.iter().position(|it| *it == place).unwrap();
    let caller = Caller::acting(Actor::User(id_of(who.unwrap())), scene.now);
    Permission::ALL
        .iter()
        .filter(|permission| {
            let decision = can(&scene.state, &caller, **permission, &scene.places[what]);
            // Two switches of the Organization close what a role holds; they have tests of their own.
            decision.allowed
                || matches!(
                    decision.because,
                    Because::SecretsFetchingIsOff | Because::ScimIsOff
                )
        })
        .map(|permission| permission.name().to_owned())
        .collect()
}

#[test]
fn the_engine_agrees_with_the_golden_matrix() {
    let reference = table(expected);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(GOLDEN, &reference).unwrap();
    }
    let golden = fs::read_to_string(GOLDEN).unwrap();
    assert_eq!(
        golden, reference,
        "the file follows from the reference list"
    );
    let scene = scene();
    let engine = table(|persona, place| asked(&scene, persona, place));
    for (expected, found) in golden.lines().zip(engine.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(golden, engine);
}

#[test]
fn every_built_in_role_has_a_persona_and_every_persona_a_known_role() {
    let known: BTreeSet<String> = roles().into_iter().map(|role| role.name).collect();
    let held: BTreeSet<String> = PERSONAS
        .iter()
        .flat_map(|persona| {
            let below = [persona.workspace, persona.deployment, persona.dag];
            std::iter::once(persona.organization).chain(below.into_iter().flatten())
        })
        .map(str::to_owned)
        .collect();
    assert_eq!(held, known);
}
