//! What accepted commands write: one case per command and consequence, against `golden/accepted.txt`.
//!
//! `UPDATE_GOLDEN=1 cargo test -p planisphere-domain --test domain accepted` writes the file again; read the
//! difference before keeping it.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use crate::granted::all;
use crate::scene::{create, edit, scene};
use planisphere_domain::deployment::{DeploymentField, DeploymentType, InfrastructureChoice};
use planisphere_domain::policy::{OrganizationRole, WorkspaceRole};
use planisphere_domain::workspace::WorkspaceField;
use planisphere_domain::{Command, Edit, UserId};
use planisphere_fixtures::Persona;

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/accepted.txt");

fn written() -> String {
    let mut text = String::from("Events of accepted commands, one JSON text each.\n");
    for case in all() {
        let mut fixture = (case.scene)();
        let command = (case.make)(&mut fixture);
        let events = fixture
            .decide(&command)
            .unwrap_or_else(|rejection| panic!("{}: {rejection}", case.about));
        writeln!(text, "\n{}: {}", command.name(), case.about).unwrap();
        if events.is_empty() {
            text.push_str("  nothing\n");
        }
        for event in events {
            writeln!(text, "  {}", serde_json::to_string(&event).unwrap()).unwrap();
        }
    }
    text
}

#[test]
fn accepted_commands_write_the_golden_events() {
    let written = written();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(GOLDEN, &written).unwrap();
    }
    let golden = fs::read_to_string(GOLDEN).unwrap();
    for (expected, found) in golden.lines().zip(written.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(golden, written);
}

/// Plans travel to other people as JSON, so every command reads back as it was written.
#[test]
fn commands_read_as_they_were_written() {
    for case in all() {
        let command = (case.make)(&mut (case.scene)());
        let text = serde_json::to_string(&command).unwrap();
        let read: Command = serde_json::from_str(&text).unwrap();
        assert_eq!(read, command, "{}: {text}", case.about);
    }
}

#[test]
fn every_command_has_an_accepted_case() {
    let accepted: BTreeSet<&str> = all()
        .iter()
        .map(|case| (case.make)(&mut (case.scene)()).name())
        .collect();
    let known: BTreeSet<&str> = Command::NAMES.iter().copied().collect();
    assert_eq!(accepted, known);
}

/// DEP-16: nobody says the type, the cluster does.
#[test]
fn the_cluster_decides_the_type() {
    for (cluster, expected) in [
        ("open", DeploymentType::Dedicated),
        ("own", DeploymentType::Hybrid),
    ] {
        let mut fixture = scene();
        let id = fixture.cluster(cluster);
        let command = create(&mut fixture, |draft| {
            draft.infrastructure = Some(InfrastructureChoice::Cluster(id));
        });
        fixture.execute(&command).unwrap();
        let made = fixture
            .state()
            .deployment(fixture.deployment("new"))
            .unwrap();
        assert_eq!(made.infrastructure.deployment_type(), expected);
    }
}

/// WS-10: the roles held in a Workspace go with it, those elsewhere stay.
#[test]
fn deleting_a_workspace_takes_its_roles() {
    let mut fixture = scene()
        .with_user("Bo", OrganizationRole::Member)
        .with_role("Bo", "Empty", WorkspaceRole::Owner)
        .with_role("Bo", "Data Platform", WorkspaceRole::Member);
    let empty = fixture.workspace("Empty");
    fixture.must(Command::DeleteWorkspace { id: empty });
    let bo: UserId = fixture.user_named("Bo");
    let roles = &fixture.state().user(bo).unwrap().roles.workspaces;
    let kept = fixture.workspace("Data Platform");
    assert_eq!(
        roles.iter().collect::<Vec<_>>(),
        [(&kept, &WorkspaceRole::Member)]
    );
    // CL-14: a cluster that was restricted to it opens to nobody.
    let closed = fixture.state().cluster(fixture.cluster("closed")).unwrap();
    assert!(!closed.authorizes(kept));
}

/// DEP-7: a namespace is never used again, not even by a Deployment of the same id.
#[test]
fn a_namespace_is_never_used_again() {
    let mut fixture = scene();
    let command = create(&mut fixture, |_| {});
    let Command::CreateDeployment(draft) = &command else {
        panic!("{command:?}");
    };
    let id = draft.id;
    let mut seen = BTreeSet::new();
    for _ in 0..3 {
        fixture.execute(&command).unwrap();
        let made = fixture.state().deployment(id).unwrap();
        assert!(seen.insert(made.namespace.clone()), "{}", made.namespace);
        fixture.must(Command::DeleteDeployment { id });
    }
}

#[test]
fn edits_say_who_and_when() {
    let mut fixture = scene().with_personas("Empty", None);
    let somebody = Persona::WorkspaceOwner.id();
    fixture.act_as(somebody);
    fixture.go_to("2026-04-01T08:00:00Z");
    let id = fixture.workspace("Empty");
    let field = WorkspaceField::Description;
    fixture.must(Command::UpdateWorkspace {
        id,
        edits: vec![Edit::new(field(String::new()), field("Soon".into()))],
    });
    let edited = fixture.state().workspace(id).unwrap();
    assert_eq!(edited.updated_by, planisphere_domain::Actor::User(somebody));
    assert_eq!(edited.updated_at.to_string(), "2026-04-01T08:00:00Z");
    assert_ne!(edited.created_by, planisphere_domain::Actor::User(somebody));

    let mut fixture = fixture.with_deployment("Empty", "quiet");
    fixture.act_as(Persona::WorkspaceEditor.id());
    fixture.go_to("2026-04-02T08:00:00Z");
    let id = fixture.deployment("quiet");
    fixture.must(edit(
        &fixture,
        "quiet",
        [DeploymentField::Description("Hush".into())],
    ));
    let edited = fixture.state().deployment(id).unwrap();
    assert_eq!(
        edited.updated_by,
        planisphere_domain::Actor::User(Persona::WorkspaceEditor.id())
    );
    assert_eq!(edited.updated_at.to_string(), "2026-04-02T08:00:00Z");
    assert_eq!(edited.created_by, planisphere_domain::Actor::User(somebody));
}
