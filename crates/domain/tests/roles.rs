//! The golden matrix of roles and permissions.
//!
//! `golden/roles.txt` is made from `data/roles.json`, the reference list, and never from the engine. The
//! engine is then held to the file, once through its table and once through the question it answers.
//! `UPDATE_GOLDEN=1 cargo test -p planisphere-domain --test domain roles` writes the file again.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::sync::OnceLock;

use crate::reference::{permission_names, roles};
use planisphere_domain::policy::{
    Because, BuiltInDagRole, BuiltInDeploymentRole, OrganizationRole, PermissionSet, RoleTemplate,
    WorkspaceRole, dag_role, deployment_role, held_on, organization_role, template, workspace_role,
};
use planisphere_domain::{Permission, ResourceRef, can};
use planisphere_fixtures::Fixture;

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/roles.txt");

/// One column: an API name and the names of the permissions it holds.
struct Column {
    role: String,
    holds: BTreeSet<String>,
}

/// A contained permission, and a wider one that brings it.
type Implied = (String, String);

/// What `ORGANIZATION_OWNER acts as WORKSPACE_OWNER everywhere` says.
type Carried = (String, String);

fn matrix(columns: &[Column], carried: &[Carried], implied: &[Implied]) -> String {
    let mut text = String::from(
        "Who holds what, made from tests/data/roles.json. Inherited permissions are included.\n\n",
    );
    for (place, column) in columns.iter().enumerate() {
        writeln!(text, "{:>3}  {}", place + 1, column.role).unwrap();
    }
    text.push('\n');
    let names = permission_names();
    let width = names.iter().map(String::len).max().unwrap_or_default();
    write!(text, "{:width$}", "").unwrap();
    for place in 1..=columns.len() {
        write!(text, "{place:>3}").unwrap();
    }
    text.push('\n');
    for name in &names {
        write!(text, "{name:width$}").unwrap();
        for column in columns {
            let mark = if column.holds.contains(name) {
                "x"
            } else {
                "."
            };
            write!(text, "{mark:>3}").unwrap();
        }
        text.push('\n');
    }
    text.push_str("\nIn every Workspace of the Organization\n");
    for (role, everywhere) in carried {
        writeln!(text, "{role} acts as {everywhere}").unwrap();
    }
    text.push_str("\nContained in a wider permission\n");
    for (contained, by) in implied {
        writeln!(text, "{contained} in {by}").unwrap();
    }
    text
}

fn of_the_reference() -> String {
    let all = roles();
    let columns: Vec<Column> = all
        .iter()
        .map(|role| Column {
            role: role.name.clone(),
            holds: role.permissions.clone(),
        })
        .collect();
    let carried: Vec<Carried> = all
        .iter()
        .filter_map(|role| Some((role.name.clone(), role.everywhere.clone()?)))
        .collect();
    let mut implied = crate::reference::implied();
    // Rule 7: what is held on a Deployment is held on every DAG in it.
    for name in permission_names() {
        if let Some(rest) = name.strip_prefix("dag.") {
            implied.push((name.clone(), format!("deployment.{rest}")));
        }
    }
    implied.sort();
    matrix(&columns, &carried, &implied)
}

fn of_the_engine() -> String {
    let column = |role: &str, set: PermissionSet| Column {
        role: role.to_owned(),
        holds: set.iter().map(|it| it.name().to_owned()).collect(),
    };
    let of_organization = OrganizationRole::ALL
        .iter()
        .map(|role| column(role.api(), organization_role(*role)));
    let of_workspace = WorkspaceRole::ALL
        .iter()
        .map(|role| column(role.api(), workspace_role(*role)));
    let of_deployment = BuiltInDeploymentRole::ALL
        .iter()
        .map(|role| column(role.api(), deployment_role(*role)));
    let of_dag = BuiltInDagRole::ALL
        .iter()
        .map(|role| column(role.api(), dag_role(*role)));
    let columns: Vec<Column> = of_organization
        .chain(of_workspace)
        .chain(of_deployment)
        .chain(of_dag)
        .collect();
    let mut implied: Vec<Implied> = Vec::new();
    for contained in Permission::ALL {
        for by in Permission::ALL.iter().filter(|by| *by != contained) {
            if PermissionSet::of(&[*by]).allows(*contained) {
                implied.push((contained.name().to_owned(), by.name().to_owned()));
            }
        }
    }
    implied.sort();
    matrix(&columns, &carried_by_the_engine(), &implied)
}

/// Which Workspace role somebody acts as in a Workspace where they were given none.
fn carried_by_the_engine() -> Vec<Carried> {
    let mut carried = Vec::new();
    for role in OrganizationRole::ALL {
        let holds: BTreeSet<&str> = Permission::ALL
            .iter()
            .filter(|it| {
                it.name().starts_with("workspace.") || it.name().starts_with("deployment.")
            })
            .filter(|permission| may(*role, **permission))
            .map(|it| it.name())
            .collect();
        if holds.is_empty() {
            continue;
        }
        let same = WorkspaceRole::ALL.iter().find(|role| {
            let of_role: BTreeSet<&str> = workspace_role(**role)
                .iter()
                .map(Permission::name)
                .collect();
            of_role == holds
        });
        let same = same.map_or("no built-in role", |role| role.api());
        carried.push((role.api().to_owned(), same.to_owned()));
    }
    carried
}

/// Asks about a Deployment of a Workspace in which the person was given nothing.
fn may(role: OrganizationRole, permission: Permission) -> bool {
    let mut fixture = Fixture::founded()
        .with_user("Nil", role)
        .with_deployment("Data Platform", "etl");
    let deployment = ResourceRef::Deployment(fixture.deployment("etl"));
    fixture.act_as(fixture.user_named("Nil"));
    let held = held_on(fixture.state(), fixture.caller().actor, &deployment);
    held.unwrap_or_default().contains(permission)
}

/// The file, written again first if that is asked for.
fn golden() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| {
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(GOLDEN, of_the_reference()).unwrap();
        }
        fs::read_to_string(GOLDEN).unwrap()
    })
}

#[test]
fn the_golden_file_follows_from_the_reference_list() {
    assert_eq!(golden(), of_the_reference());
}

#[test]
fn the_engine_agrees_with_the_golden_file() {
    let golden = golden();
    let engine = of_the_engine();
    for (expected, found) in golden.lines().zip(engine.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(golden, engine);
}

/// Every role in its Workspace, every permission, through the question itself.
#[test]
fn the_question_agrees_with_the_reference_list() {
    for reference in roles().iter().filter(|role| role.scope == "workspace") {
        let role = WorkspaceRole::ALL
            .iter()
            .find(|role| role.api() == reference.name)
            .unwrap();
        let mut fixture = Fixture::founded()
            .with_workspace("Other")
            .with_user("Nil", OrganizationRole::Member)
            .with_role("Nil", "Data Platform", *role)
            .with_deployment("Data Platform", "etl")
            .with_deployment("Other", "other");
        let here = ResourceRef::Deployment(fixture.deployment("etl"));
        let there = ResourceRef::Deployment(fixture.deployment("other"));
        fixture.act_as(fixture.user_named("Nil"));
        let (state, caller) = (fixture.state(), &fixture.caller());
        for permission in Permission::ALL {
            let name = permission.name();
            if !name.starts_with("workspace.") && !name.starts_with("deployment.") {
                continue;
            }
            let holds = reference.permissions.contains(name);
            let decision = can(state, caller, *permission, &here);
            // The switch of rule 116 is off here; it closes what the role holds, and nothing else.
            let is_held = decision.allowed || decision.because == Because::SecretsFetchingIsOff;
            assert_eq!(is_held, holds, "{} {name}", reference.name);
            assert!(!can(state, caller, *permission, &there).allowed, "{name}");
        }
    }
}

#[test]
fn every_permission_of_the_reference_list_is_known_and_no_other() {
    let listed: BTreeSet<String> = permission_names().into_iter().collect();
    let known: BTreeSet<String> = Permission::ALL.iter().map(|it| it.name().into()).collect();
    assert_eq!(known, listed);
    for permission in Permission::ALL {
        assert_eq!(Permission::from_name(permission.name()), Some(*permission));
    }
}

#[test]
fn every_role_of_the_reference_list_is_known_and_no_other() {
    let known: BTreeSet<&str> = OrganizationRole::ALL
        .iter()
        .map(|role| role.api())
        .chain(WorkspaceRole::ALL.iter().map(|role| role.api()))
        .chain(BuiltInDeploymentRole::ALL.iter().map(|role| role.api()))
        .chain(BuiltInDagRole::ALL.iter().map(|role| role.api()))
        .collect();
    let all = roles();
    let listed: BTreeSet<&str> = all.iter().map(|role| role.name.as_str()).collect();
    assert_eq!(known, listed);
}

#[test]
fn ladders_and_names_are_those_of_the_reference_list() {
    let apis: Vec<&str> = OrganizationRole::ALL.iter().map(|it| it.api()).collect();
    assert_eq!(apis, crate::reference::ladder("organization"));
    let apis: Vec<&str> = WorkspaceRole::ALL.iter().map(|it| it.api()).collect();
    assert_eq!(apis, crate::reference::ladder("workspace"));
    for role in roles() {
        let label = OrganizationRole::ALL
            .iter()
            .find(|it| it.api() == role.name)
            .map(|it| it.label())
            .or_else(|| {
                let found = WorkspaceRole::ALL.iter().find(|it| it.api() == role.name);
                found.map(|it| it.label())
            });
        if let (Some(expected), Some(label)) = (role.label, label) {
            assert_eq!(label, expected, "{}", role.name);
        }
    }
}

#[test]
fn templates_and_what_custom_roles_may_hold_are_those_of_the_reference_list() {
    let listed = crate::reference::templates();
    assert_eq!(listed.len(), RoleTemplate::ALL.len());
    for (name, holds) in listed {
        let template = RoleTemplate::from_api(&name).map(template).unwrap();
        let known: BTreeSet<String> = template.iter().map(|it| it.name().into()).collect();
        assert_eq!(known, holds, "{name}");
    }
    let assignable: BTreeSet<String> = Permission::ALL
        .iter()
        .filter(|permission| permission.is_assignable_in_custom_role())
        .map(|permission| permission.name().into())
        .collect();
    assert_eq!(assignable, crate::reference::assignable());
}
