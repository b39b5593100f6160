//! What follows from accepted steps about the way in, clusters, moves and whole lists of roles: what they open
//! and close, and that they are undone. After every step the index of access equals one made anew.

use crate::scene::doors::{HOME, add, doors, enforced, okta, remove, set};
use crate::scene::staffed::{on_deployment, person, staffed, team, token};
use crate::scene::{transfer, update_cluster};
use planisphere_domain::access::{DagSelector, Holder, RoleEntry, role_list_changes};
use planisphere_domain::cluster::ClusterField;
use planisphere_domain::organization::{DomainStatus, OrganizationField, SsoConnectionField};
use planisphere_domain::policy::{
    Because, Caller, DagRole, DeploymentRole, LoginMethod, OrganizationRole, WorkspaceRole,
};
use planisphere_domain::{Actor, Command, DagRef, Edit, Permission, ResourceRef, State, can, undo};
use planisphere_fixtures::access::VISITOR_ADDRESS;
use planisphere_fixtures::{Fixture, Persona};

fn because(fixture: &Fixture, caller: &Caller) -> Because {
    let on = &ResourceRef::Organization;
    can(fixture.state(), caller, Permission::OrganizationGet, on).because
}

/// Rules 104 to 106: who is still let in, and how.
#[test]
fn sso_only_login_lets_in_sso_the_bypass_link_and_tokens() {
    let mut fixture = doors();
    fixture.must(Command::CreateSsoBypassLink);
    fixture.must(set(&fixture, OrganizationField::IsSsoEnforced(true)));
    for (login, comes_in) in [
        (LoginMethod::Sso, true),
        (LoginMethod::SsoBypass, true),
        (LoginMethod::Device, true),
        (LoginMethod::Password, false),
        (LoginMethod::Google, false),
        (LoginMethod::Github, false),
    ] {
        fixture.sign_in(login);
        let came = because(&fixture, &fixture.caller()) == Because::Granted;
        assert_eq!(came, comes_in, "{login:?}");
    }
}

/// Rule 106: the link that is deleted opens nothing any more.
#[test]
fn without_a_bypass_link_nobody_comes_in_over_it() {
    let mut fixture = doors();
    fixture.must(Command::CreateSsoBypassLink);
    fixture.must(set(&fixture, OrganizationField::IsSsoEnforced(true)));
    fixture.must(Command::DeleteSsoBypassLink);
    fixture.sign_in(LoginMethod::SsoBypass);
    assert_eq!(
        because(&fixture, &fixture.caller()),
        Because::LoginMethod(LoginMethod::SsoBypass)
    );
    fixture.sign_in(LoginMethod::Sso);
    fixture.must(set(&fixture, OrganizationField::IsSsoEnforced(false)));
    fixture.sign_in(LoginMethod::SsoBypass);
    assert_eq!(because(&fixture, &fixture.caller()), Because::Granted);
    // Nobody shuts themselves out by it either.
    let refused = fixture
        .decide(&set(&fixture, OrganizationField::IsSsoEnforced(true)))
        .unwrap_err();
    assert_eq!(refused.code(), "lock-out");
}

/// Rules 111 and 112: from where calls come, and that the last range opens the door to all.
#[test]
fn the_list_lets_in_its_addresses_and_an_empty_one_everybody() {
    let mut fixture = doors();
    let away = Caller {
        address: Some("198.51.100.7".parse().unwrap()),
        ..fixture.caller()
    };
    assert!(matches!(because(&fixture, &away), Because::Address(_)));
    assert_eq!(because(&fixture, &fixture.caller()), Because::Granted);
    fixture.must(add(&["198.51.100.7/32"]));
    assert_eq!(because(&fixture, &away), Because::Granted);
    // Rule 112: later changes are not protected.
    fixture.must(remove(&[HOME]));
    assert_eq!(
        because(&fixture, &fixture.caller()),
        Because::Address(VISITOR_ADDRESS)
    );
    let mut again = doors();
    again.must(remove(&[HOME]));
    assert_eq!(because(&again, &away), Because::Granted);
}

/// Rule 106: there is at most one link; another one is newer and voids it.
#[test]
fn a_new_bypass_link_stands_for_the_old_one() {
    let mut fixture = doors();
    let made = |fixture: &Fixture| {
        let organization = fixture.state().organization().unwrap();
        organization
            .sso_bypass_link
            .as_ref()
            .map(|it| it.created_at)
    };
    fixture.must(Command::CreateSsoBypassLink);
    let first = made(&fixture);
    fixture.must(Command::CreateSsoBypassLink);
    assert!(made(&fixture) > first && first.is_some());
    fixture.must(Command::DeleteSsoBypassLink);
    assert_eq!(made(&fixture), None);
}

/// Rule 107: a deleted connection leaves its domains verified and mapped to nothing.
#[test]
fn a_connection_leaves_its_domains() {
    let mut fixture = doors();
    fixture.must(Command::DeleteSsoConnection { id: okta().id });
    let organization = fixture.state().organization().unwrap();
    let domain = &organization.managed_domains["northwind.example"];
    assert_eq!(domain.connection, None);
    assert_eq!(domain.status, DomainStatus::Verified);
    assert_eq!(organization.managed_domains.len(), 2);
}

/// Rule 98: afterwards the target Workspace's people reach the Deployment, and the old one's do not.
#[test]
fn a_moved_deployment_is_reached_from_its_new_workspace() {
    let mut fixture = staffed()
        .with_user("There", OrganizationRole::Member)
        .with_role("There", "Empty", WorkspaceRole::Member);
    let loaders = team(&fixture, "Loaders");
    fixture.must(on_deployment(
        &fixture,
        loaders,
        "etl",
        Some(DeploymentRole::ADMIN),
    ));
    let etl = fixture.deployment("etl");
    let reaches = |fixture: &Fixture, actor: Actor| {
        let state = fixture.state();
        assert!(
            *state == state.with_rebuilt_index(),
            "the index is that of a rebuild"
        );
        let caller = Caller::acting(actor, fixture.now());
        let on = ResourceRef::Deployment(etl);
        can(state, &caller, Permission::DeploymentGet, &on).allowed
    };
    let of_token = |name: &str| Actor::ApiToken(fixture.token(name));
    let of_user = |name: &str| Actor::User(fixture.user_named(name));
    let actors = [
        (Actor::User(Persona::WorkspaceOwner.id()), true, false),
        (Actor::User(Persona::DeploymentAdmin.id()), true, false),
        (of_user("Nil"), true, false),
        (of_user("There"), false, true),
        (Actor::User(Persona::Owner.id()), true, true),
        (of_token("ci"), true, false),
        (of_token("deploy"), true, true),
    ];
    for (actor, before, _) in actors {
        assert_eq!(reaches(&fixture, actor), before, "{actor:?} before");
    }
    fixture.must(transfer(&fixture, "etl", "Empty"));
    for (actor, _, after) in actors {
        assert_eq!(reaches(&fixture, actor), after, "{actor:?} after");
    }
    // DAG roles went with the roles they stood on.
    let dag = ResourceRef::Dag(DagRef {
        deployment: etl,
        id: planisphere_fixtures::PERSONAL_DAG.into(),
        tags: Vec::new(),
    });
    let viewer = Caller::acting(Actor::User(Persona::DagViewer.id()), fixture.now());
    assert!(!can(fixture.state(), &viewer, Permission::DagAirflowDagGet, &dag).allowed);
}

/// What undo has to bring back.
fn substance(state: &State) -> impl PartialEq + std::fmt::Debug {
    let bindings: Vec<_> = state.users().map(|it| it.roles.clone()).collect();
    let teams: Vec<_> = state.teams().map(|it| it.roles.clone()).collect();
    let tokens: Vec<_> = state.api_tokens().map(|it| it.roles.clone()).collect();
    let clusters: Vec<_> = state
        .clusters()
        .map(|it| (it.name.clone(), it.workspace_ids.clone()))
        .collect();
    let homes: Vec<_> = state
        .deployments()
        .map(|it| (it.id, it.workspace_id))
        .collect();
    (
        state.organization().cloned(),
        bindings,
        teams,
        tokens,
        clusters,
        homes,
    )
}

#[test]
fn steps_about_doors_clusters_and_moves_are_undone() {
    let door = doors();
    let crowd = staffed();
    let steps = [
        (&door, add(&["192.0.2.0/24"])),
        (&door, remove(&[HOME])),
        (&door, set(&door, OrganizationField::IsSsoEnforced(true))),
        (
            &door,
            Command::UpdateSsoConnection {
                id: okta().id,
                edits: vec![Edit::new(
                    SsoConnectionField::AutomaticMembership(Some(OrganizationRole::Member)),
                    SsoConnectionField::AutomaticMembership(None),
                )],
            },
        ),
        (
            &door,
            Command::MapDomain {
                name: "northwind.example".into(),
                connection: None,
            },
        ),
        (
            &door,
            update_cluster(&door, "closed", vec![ClusterField::WorkspaceIds([].into())]),
        ),
        (&crowd, transfer(&crowd, "etl", "Empty")),
    ];
    for (base, step) in steps {
        let mut fixture = base.clone();
        let before = fixture.state().clone();
        let events = fixture.decide(&step).unwrap();
        let back = undo(&before, &events).unwrap_or_else(|| panic!("{step:?}"));
        fixture.must(step.clone());
        assert_ne!(substance(fixture.state()), substance(&before), "{step:?}");
        fixture.must_all(&back);
        assert_eq!(substance(fixture.state()), substance(&before), "{step:?}");
    }
    // What was verified stays so, and a domain that was dropped has to be verified anew.
    let fixture = doors();
    for step in [
        Command::RemoveDomain {
            name: "northwind.example".into(),
        },
        Command::VerifyDomain {
            name: "pending.example".into(),
        },
    ] {
        let events = fixture.decide(&step).unwrap();
        assert!(undo(fixture.state(), &events).is_none(), "{step:?}");
    }
}

/// Rule 3: what is switched on for good reasons does not stop its owner from switching it off.
#[test]
fn switches_turn_off_on_any_plan() {
    use planisphere_domain::organization::Plan;

    let mut fixture = enforced();
    fixture.must(set(&fixture, OrganizationField::Plan(Plan::Developer)));
    fixture.must(set(&fixture, OrganizationField::IsSsoEnforced(false)));
    fixture.must(set(&fixture, OrganizationField::IsScimEnabled(false)));
    fixture.must(remove(&[HOME]));
    let back = fixture.decide(&set(&fixture, OrganizationField::IsSsoEnforced(true)));
    assert!(back.unwrap_err().to_string().contains("Business"));
}

/// Rule 10: only what differs is asked for, and what a role stands on stays as Accessor (rule 45).
#[test]
fn a_list_of_roles_becomes_its_differences() {
    let mut fixture = staffed()
        .with_user("Bo", OrganizationRole::Member)
        .with_role("Bo", "Data Platform", WorkspaceRole::Member)
        .with_role("Bo", "Empty", WorkspaceRole::Author);
    let (platform, etl) = (
        fixture.workspace("Data Platform"),
        fixture.deployment("etl"),
    );
    let bo = person(&fixture, "Bo");
    let tag = DagSelector::Tag("prod".into());
    let changes = |fixture: &Fixture, holder: Holder, entries: &[RoleEntry]| {
        role_list_changes(fixture.state(), holder, entries)
    };
    let same = [
        RoleEntry::Workspace(platform, WorkspaceRole::Member),
        RoleEntry::Workspace(fixture.workspace("Empty"), WorkspaceRole::Author),
    ];
    assert_eq!(changes(&fixture, bo, &same), Ok(Vec::new()));
    let wanted = [
        RoleEntry::Deployment(etl, DeploymentRole::ADMIN),
        RoleEntry::Dag(etl, tag.clone(), DagRole::VIEWER),
    ];
    let commands = changes(&fixture, bo, &wanted).unwrap();
    assert_eq!(commands.len(), 4, "{commands:?}");
    fixture.must_all(&commands);
    let roles = fixture.state().bindings(bo).unwrap().clone();
    let accessor = planisphere_domain::policy::PLAIN_ACCESS;
    assert_eq!(roles.workspaces, [(platform, accessor)].into());
    assert_eq!(roles.deployments, [(etl, DeploymentRole::ADMIN)].into());
    assert_eq!(roles.dag(etl, &tag), Some(DagRole::VIEWER));
    // An empty list clears everything, from below.
    fixture.must_all(&changes(&fixture, bo, &[]).unwrap());
    assert!(fixture.state().bindings(bo).unwrap().is_empty());
    // A token needs no role in the Workspace beside one on a Deployment.
    let audit = token(&fixture, "audit");
    let alone = changes(&fixture, audit, &wanted[..1]).unwrap();
    assert_eq!(alone.len(), 1, "{alone:?}");
}

/// Rules 25, 41 and 58: two entries for one place.
#[test]
fn a_list_names_each_place_once() {
    let fixture = staffed();
    let (platform, etl) = (
        fixture.workspace("Data Platform"),
        fixture.deployment("etl"),
    );
    let tag = |text: &str| DagSelector::Tag(text.into());
    for (entries, path) in [
        (
            [
                RoleEntry::Workspace(platform, WorkspaceRole::Member),
                RoleEntry::Workspace(platform, WorkspaceRole::Author),
            ],
            "workspaceRoles",
        ),
        (
            [
                RoleEntry::Deployment(etl, DeploymentRole::ADMIN),
                RoleEntry::Deployment(etl, DeploymentRole::ADMIN),
            ],
            "deploymentRoles",
        ),
        (
            [
                RoleEntry::Dag(etl, tag("prod"), DagRole::VIEWER),
                // Stored without blanks, so it is the same tag.
                RoleEntry::Dag(etl, tag(" prod"), DagRole::AUTHOR),
            ],
            "dagRoles",
        ),
    ] {
        let bo = person(&fixture, "Nil");
        let refusal = role_list_changes(fixture.state(), bo, &entries).unwrap_err();
        assert_eq!(refusal.code(), "role-twice");
        assert_eq!(refusal.problems()[0].path, path);
    }
}
