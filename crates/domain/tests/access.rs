//! The access vectors of the reference that the policy can answer so far, row by row.

use planisphere_domain::policy::{OrganizationRole, WorkspaceRole};
use planisphere_domain::user::{User, UserStatus};
use planisphere_domain::workspace::Workspace;
use planisphere_domain::{
    Caller, DeploymentId, Event, Permission, ResourceRef, UserId, WorkspaceId, can,
};
use planisphere_fixtures::Fixture;
use serde_json::Value;

/// Ids of the vectors are words; the number of the word in its list stands in.
fn place(list: &Value, id: &str) -> u128 {
    let list = list.as_array().unwrap();
    let found = list.iter().position(|entry| {
        let name = entry.as_str().or_else(|| entry["id"].as_str());
        name == Some(id)
    });
    1_000 + found.unwrap_or_else(|| panic!("`{id}` is not listed")) as u128
}

fn vectors() -> Value {
    serde_json::from_str(include_str!("data/access.json")).unwrap()
}

fn person(vectors: &Value, fixture: &Fixture, user: &Value) -> Event {
    let id = user["id"].as_str().unwrap();
    let workspace_roles = user["workspaceRoles"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|held| {
            let workspace = held["workspaceId"].as_str().unwrap();
            let role = WorkspaceRole::ALL
                .iter()
                .find(|role| Some(role.api()) == held["role"].as_str());
            let id = WorkspaceId::from_bits(place(&vectors["workspaces"], workspace));
            (id, *role.unwrap())
        })
        .collect();
    let role = OrganizationRole::ALL
        .iter()
        .find(|role| Some(role.api()) == user["organizationRole"].as_str());
    let status: UserStatus = serde_json::from_value(user["status"].clone()).unwrap();
    Event::UserAdded(User {
        id: UserId::from_bits(place(&vectors["users"], id)),
        full_name: id.to_owned(),
        email: format!("{id}@acme.example"),
        status,
        organization_role: *role.unwrap(),
        workspace_roles,
        created_at: fixture.now(),
    })
}

fn organization(vectors: &Value) -> Fixture {
    let mut fixture = Fixture::founded();
    for name in vectors["workspaces"].as_array().unwrap() {
        let name = name.as_str().unwrap();
        let id = WorkspaceId::from_bits(place(&vectors["workspaces"], name));
        let (now, by) = (fixture.now(), fixture.caller().user);
        fixture = fixture.with_event(Event::WorkspaceCreated(Workspace::new(
            id, name, "", now, by,
        )));
    }
    for deployment in vectors["deployments"].as_array().unwrap() {
        let name = deployment["id"].as_str().unwrap();
        let id = DeploymentId::from_bits(place(&vectors["deployments"], name));
        let workspace = deployment["workspaceId"].as_str().unwrap();
        fixture = fixture.with_deployment_as(workspace, name, |draft| draft.id = id);
    }
    for user in vectors["users"].as_array().unwrap() {
        if user["organizationId"] == "org_acme" {
            let event = person(vectors, &fixture, user);
            fixture = fixture.with_event(event);
        }
    }
    fixture
}

#[test]
fn every_row_is_answered_as_the_reference_says() {
    let vectors = vectors();
    let fixture = organization(&vectors);
    let rows = vectors["rows"].as_array().unwrap();
    assert!(rows.len() >= 50, "{}", rows.len());
    for row in rows {
        let text = |key: &str| row[key].as_str().unwrap();
        let actor = text("actor").strip_prefix("user:").unwrap();
        let user = UserId::from_bits(place(&vectors["users"], actor));
        let resource = match text("resource").split_once(':').unwrap() {
            ("workspace", id) => {
                ResourceRef::Workspace(WorkspaceId::from_bits(place(&vectors["workspaces"], id)))
            }
            ("deployment", id) => {
                ResourceRef::Deployment(DeploymentId::from_bits(place(&vectors["deployments"], id)))
            }
            _ => ResourceRef::Organization,
        };
        let permission = Permission::from_name(text("permission")).unwrap();
        let caller = Caller::on_device(user, fixture.now());
        let decision = can(fixture.state(), &caller, permission, &resource);
        assert_eq!(
            decision.allowed,
            text("expected") == "allow",
            "{row}: {decision:?}"
        );
    }
}

/// Rule 24: whoever is not active may do nothing, whatever they hold.
#[test]
fn only_active_people_may_anything() {
    let vectors = vectors();
    for status in [
        UserStatus::Pending,
        UserStatus::Inactive,
        UserStatus::Banned,
    ] {
        let mut fixture = organization(&vectors);
        let user = fixture.user_named("olivia");
        let mut person = fixture.state().user(user).unwrap().clone();
        person.status = status;
        fixture = fixture.with_event(Event::UserAdded(person));
        for permission in Permission::ALL {
            let caller = Caller::on_device(user, fixture.now());
            let decision = can(
                fixture.state(),
                &caller,
                *permission,
                &ResourceRef::Organization,
            );
            assert!(!decision.allowed, "{status:?} {}", permission.name());
        }
    }
}
