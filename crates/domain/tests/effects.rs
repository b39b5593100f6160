//! What follows from accepted commands about people, Teams, roles and tokens: what they open, and what they close
//! again. After every step the index of access equals one made anew.

use crate::scene::staffed::{
    custom, in_workspace, invited, on_deployment, person, provisioned, staffed, team, token,
};
use planisphere_domain::access::{DagSelector, Holder};
use planisphere_domain::api_token::{OwnRole, TokenScope};
use planisphere_domain::custom_role::{CustomRoleField, CustomRoleScope};
use planisphere_domain::policy::{
    Because, Caller, DagRole, DeploymentRole, OrganizationRole, WorkspaceRole,
};
use planisphere_domain::user::UserStatus;
use planisphere_domain::{
    Actor, Cause, Command, Commit, DagRef, Edit, Permission, ResourceRef, can, decide_all, undo,
};
use planisphere_fixtures::{Fixture, PERSONAL_DAG, Persona, VARIABLE_EDITOR};

use Permission::{
    DagAirflowDagGet, DeploymentAirflowVariableUpdate, DeploymentDeploysCreate, DeploymentGet,
    OrganizationGet, OrganizationUsersGet, WorkspaceGet,
};

fn asked(fixture: &Fixture, actor: Actor, permission: Permission, on: &ResourceRef) -> Because {
    assert!(
        *fixture.state() == fixture.state().with_rebuilt_index(),
        "the index is that of a rebuild"
    );
    let caller = Caller::acting(actor, fixture.now());
    can(fixture.state(), &caller, permission, on).because
}

fn may(fixture: &Fixture, actor: Actor, permission: Permission, on: &ResourceRef) -> bool {
    asked(fixture, actor, permission, on) == Because::Granted
}

fn platform(fixture: &Fixture) -> ResourceRef {
    ResourceRef::Workspace(fixture.workspace("Data Platform"))
}

fn etl(fixture: &Fixture) -> ResourceRef {
    ResourceRef::Deployment(fixture.deployment("etl"))
}

fn nil(fixture: &Fixture) -> Actor {
    Actor::User(fixture.user_named("Nil"))
}

/// Rules 68 and 69, TEAM-6: roles of a Team reach its members at once, and leave with it.
#[test]
fn a_team_ends_and_its_members_keep_their_own() {
    let mut fixture = staffed();
    let (nil, on, loaders) = (nil(&fixture), platform(&fixture), team(&fixture, "Loaders"));
    assert!(!may(&fixture, nil, WorkspaceGet, &on));
    fixture.must(in_workspace(
        &fixture,
        loaders,
        "Data Platform",
        Some(WorkspaceRole::Author),
    ));
    assert!(may(&fixture, nil, DeploymentDeploysCreate, &etl(&fixture)));
    let own = person(&fixture, "Nil");
    fixture.must(in_workspace(
        &fixture,
        own,
        "Data Platform",
        Some(WorkspaceRole::Member),
    ));
    let id = fixture.team("Loaders");
    fixture.must(Command::DeleteTeam { id });
    assert!(!may(&fixture, nil, DeploymentDeploysCreate, &etl(&fixture)));
    assert!(may(&fixture, nil, WorkspaceGet, &on));
    assert_eq!(
        fixture
            .state()
            .holders_in_workspace(fixture.workspace("Data Platform"))
            .filter(|holder| matches!(holder, Holder::Team(_)))
            .count(),
        0
    );
}

#[test]
fn members_come_and_go() {
    let mut fixture = staffed();
    let loaders = team(&fixture, "Loaders");
    fixture.must(in_workspace(
        &fixture,
        loaders,
        "Data Platform",
        Some(WorkspaceRole::Member),
    ));
    let (id, otto) = (fixture.team("Loaders"), Persona::Outsider.id());
    let on = platform(&fixture);
    let users = [otto].into();
    fixture.must(Command::AddTeamMembers { id, users });
    assert!(may(&fixture, Actor::User(otto), WorkspaceGet, &on));
    assert_eq!(
        fixture.state().team(id).unwrap().updated_at.seconds() + 60,
        fixture.now().seconds()
    );
    fixture.must(Command::RemoveTeamMember { id, user: otto });
    assert!(!may(&fixture, Actor::User(otto), WorkspaceGet, &on));
    assert!(may(&fixture, nil(&fixture), WorkspaceGet, &on));
}

/// Rule 20: an owner through a Team owns, without counting as one who remains (rule 22).
#[test]
fn a_team_of_owners_owns() {
    let mut fixture = staffed();
    let holder = team(&fixture, "Loaders");
    let role = OrganizationRole::Owner;
    fixture.must(Command::AssignOrganizationRole { holder, role });
    let on = etl(&fixture);
    assert!(may(&fixture, nil(&fixture), DeploymentDeploysCreate, &on));
    let id = fixture.user_named("Nil");
    fixture.must(Command::SetUserStatus {
        id,
        status: UserStatus::Inactive,
    });
    assert_eq!(
        asked(
            &fixture,
            Actor::User(id),
            OrganizationGet,
            &ResourceRef::Organization
        ),
        Because::NotActive(UserStatus::Inactive)
    );
}

/// Rules 23 and 24: who is gone holds nothing and is in no Team; who comes back starts anew.
#[test]
fn a_person_leaves_with_everything() {
    let mut fixture = staffed();
    let holder = person(&fixture, "Nil");
    fixture = fixture
        .with_workspace_role(holder, "Data Platform", WorkspaceRole::Owner)
        .with_deployment_role(holder, "etl", DeploymentRole::ADMIN);
    let (id, actor, on) = (fixture.user_named("Nil"), nil(&fixture), etl(&fixture));
    fixture.must(Command::RemoveUser { id });
    assert_eq!(
        asked(&fixture, actor, DeploymentGet, &on),
        Because::Stranger
    );
    assert!(
        fixture
            .state()
            .team(fixture.team("Loaders"))
            .unwrap()
            .members
            .is_empty()
    );
    assert_eq!(fixture.state().teams_of(id).count(), 0);
    let deployment = fixture.deployment("etl");
    assert!(
        fixture
            .state()
            .holders_on_deployment(deployment)
            .all(|it| it != holder)
    );
    let fixture = fixture.with_user("Nil", OrganizationRole::Member);
    assert!(!may(&fixture, nil(&fixture), DeploymentGet, &on));
}

/// Rules 36 and 91: an outsider is added to a Workspace in one step, and may nothing before they come.
#[test]
fn an_outsider_is_invited_and_added_in_one_step() {
    let mut fixture = staffed();
    let now = fixture.now();
    let id = fixture.ids().user(now);
    let workspace = fixture.workspace("Empty");
    let commands = [
        Command::InviteUser {
            id,
            email: "bo@elsewhere.example".into(),
            role: OrganizationRole::Member,
        },
        Command::AssignWorkspaceRole {
            holder: Holder::User(id),
            workspace,
            role: Some(WorkspaceRole::Author),
        },
    ];
    fixture.must_all(&commands);
    let on = ResourceRef::Workspace(workspace);
    let actor = Actor::User(id);
    assert_eq!(
        asked(&fixture, actor, WorkspaceGet, &on),
        Because::NotActive(UserStatus::Pending)
    );
    let resent = fixture.state().user(id).unwrap().invite_expires_at;
    fixture.go_to("2026-03-20T08:00:00Z");
    fixture.must(Command::ResendInvite { id });
    assert!(fixture.state().user(id).unwrap().invite_expires_at > resent);
    fixture.act_as(id);
    let full_name = "Bo Lind".to_owned();
    fixture.must(Command::AcceptInvite { id, full_name });
    assert!(may(&fixture, actor, WorkspaceGet, &on));
    let user = fixture.state().user(id).unwrap();
    assert_eq!(
        (user.full_name.as_str(), user.invite_expires_at),
        ("Bo Lind", None)
    );
    // A Workspace's owner invites nobody (rule 90).
    let mut other = staffed();
    other.act_as(Persona::WorkspaceOwner.id());
    let refused = decide_all(other.state(), &other.caller(), &commands, &other.env());
    assert_eq!(refused.unwrap_err().0, 0);
}

#[test]
fn addresses_are_free_again_once_they_are_left() {
    let mut fixture = staffed();
    let id = invited(&fixture);
    assert_eq!(
        fixture
            .state()
            .user_addressed("SOON@northwind.example")
            .map(|it| it.id),
        Some(id)
    );
    fixture.must(Command::RemoveUser { id });
    assert!(
        fixture
            .state()
            .user_addressed("soon@northwind.example")
            .is_none()
    );
    let fixture = fixture.with_invite("Soon", OrganizationRole::Member);
    assert_ne!(invited(&fixture), id);
}

/// Rule 82: the old secret is void at once; roles, name and expiry stay.
#[test]
fn a_rotated_token_wants_its_new_secret() {
    let mut fixture = staffed();
    let (id, through) = (
        fixture.token("ci"),
        TokenScope::Workspace(fixture.workspace("Data Platform")),
    );
    let before = fixture.state().api_token(id).unwrap().clone();
    let on = platform(&fixture);
    assert!(may(&fixture, Actor::ApiToken(id), WorkspaceGet, &on));
    fixture.must(Command::RotateApiToken { id, through });
    assert_eq!(
        asked(&fixture, Actor::ApiToken(id), WorkspaceGet, &on),
        Because::SecretReplaced
    );
    fixture.act_as_token(id);
    assert!(can(fixture.state(), &fixture.caller(), WorkspaceGet, &on).allowed);
    let after = fixture.state().api_token(id).unwrap();
    assert_eq!(
        (&after.name, &after.roles, after.end_at),
        (&before.name, &before.roles, before.end_at)
    );
    assert!(after.last_rotated_at.is_some() && after.rotations == 1);
}

/// Rule 6: a Workspace's token lists people while it is an owner there, and not afterwards.
#[test]
fn what_a_token_reads_above_follows_its_role() {
    let mut fixture = staffed();
    let (holder, actor) = (token(&fixture, "ci"), Actor::ApiToken(fixture.token("ci")));
    let on = ResourceRef::Organization;
    assert!(may(&fixture, actor, OrganizationGet, &on));
    assert!(!may(&fixture, actor, OrganizationUsersGet, &on));
    for (role, reads) in [
        (WorkspaceRole::Owner, true),
        (WorkspaceRole::Operator, false),
    ] {
        fixture.must(in_workspace(&fixture, holder, "Data Platform", Some(role)));
        assert_eq!(
            may(&fixture, actor, OrganizationUsersGet, &on),
            reads,
            "{role:?}"
        );
    }
}

/// Rules 39 and 84: tokens and roles of what is deleted go with it; those of other places stay.
#[test]
fn what_is_deleted_takes_its_tokens_and_roles() {
    let fixture = staffed();
    let (audit, nil) = (token(&fixture, "audit"), person(&fixture, "Nil"));
    let empty = fixture.workspace("Empty");
    let scope = TokenScope::Workspace(empty);
    let mut fixture = fixture
        .with_token("there", scope, OwnRole::Workspace(WorkspaceRole::Owner))
        .with_workspace_role(audit, "Empty", WorkspaceRole::Member)
        .with_deployment_role(audit, "etl", DeploymentRole::ADMIN)
        .with_dag_role(nil, "etl", DagSelector::Tag("t".into()), DagRole::VIEWER);
    fixture.must(Command::DeleteWorkspace { id: empty });
    assert!(fixture.state().api_tokens().all(|it| it.name != "there"));
    assert_eq!(fixture.state().bindings(audit).unwrap().workspaces.len(), 0);
    assert_eq!(
        fixture.state().bindings(audit).unwrap().deployments.len(),
        1
    );
    let id = fixture.deployment("etl");
    fixture.must(Command::DeleteDeployment { id });
    assert!(fixture.state().api_tokens().all(|it| it.name != "deploy"));
    assert!(fixture.state().bindings(audit).unwrap().is_empty());
    let bindings = fixture.state().bindings(nil).unwrap();
    assert!(bindings.deployments.is_empty() && bindings.dags.is_empty());
    assert!(*fixture.state() == fixture.state().with_rebuilt_index());
    // The custom role of the Deployment is free again (rule 54).
    let id = fixture.custom_role(VARIABLE_EDITOR);
    fixture.must(Command::DeleteCustomRole { id });
}

/// A custom role changes for everybody who holds it, and its name is only a name.
#[test]
fn a_custom_role_changes_for_its_holders() {
    let mut fixture = staffed();
    let (actor, on) = (Actor::User(Persona::VariableEditor.id()), etl(&fixture));
    assert!(may(&fixture, actor, DeploymentAirflowVariableUpdate, &on));
    let id = fixture.custom_role(VARIABLE_EDITOR);
    let role = fixture.state().custom_role(id).unwrap().clone();
    let mut less = role.permissions.clone();
    less.remove(&DeploymentAirflowVariableUpdate);
    let field = CustomRoleField::Permissions;
    fixture.must(Command::UpdateCustomRole {
        id,
        edits: vec![
            Edit::new(field(role.permissions.clone()), field(less)),
            Edit::new(
                CustomRoleField::Name(VARIABLE_EDITOR.into()),
                CustomRoleField::Name("Variable reader".into()),
            ),
        ],
    });
    assert!(!may(&fixture, actor, DeploymentAirflowVariableUpdate, &on));
    assert!(may(&fixture, actor, DeploymentGet, &on));
}

/// Rule 51: narrowing a role leaves what was assigned before.
#[test]
fn narrowing_a_role_leaves_its_holders() {
    let mut fixture = staffed();
    let (id, empty) = (
        fixture.custom_role(VARIABLE_EDITOR),
        fixture.workspace("Empty"),
    );
    let field = CustomRoleField::RestrictedWorkspaceIds;
    fixture.must(Command::UpdateCustomRole {
        id,
        edits: vec![Edit::new(field([].into()), field([empty].into()))],
    });
    let actor = Actor::User(Persona::VariableEditor.id());
    assert!(may(
        &fixture,
        actor,
        DeploymentAirflowVariableUpdate,
        &etl(&fixture)
    ));
    // The list stays when its last Workspace goes, so that the role does not open to all.
    fixture.must(Command::DeleteWorkspace { id: empty });
    assert!(
        !fixture
            .state()
            .custom_role(id)
            .unwrap()
            .is_usable_in(fixture.workspace("Data Platform"))
    );
    let role = Some(custom(&fixture, VARIABLE_EDITOR));
    let nil = person(&fixture, "Nil");
    let refused = fixture.decide(&on_deployment(&fixture, nil, "etl", role));
    assert_eq!(refused.unwrap_err().code(), "role-workspace");
}

/// Rule 53: the smallest role that ships code with a Deployment's token.
#[test]
fn a_token_with_the_smallest_role_deploys() {
    let fixture = staffed().with_custom_role(
        "Shipper",
        CustomRoleScope::Deployment,
        &["deployment.get", "deployment.deploys.create"],
    );
    let scope = TokenScope::Deployment(fixture.deployment("etl"));
    let role = OwnRole::Deployment(custom(&fixture, "Shipper"));
    let fixture = fixture.with_token("ship", scope, role);
    let actor = Actor::ApiToken(fixture.token("ship"));
    assert!(may(
        &fixture,
        actor,
        DeploymentDeploysCreate,
        &etl(&fixture)
    ));
    assert!(!may(&fixture, actor, WorkspaceGet, &platform(&fixture)));
}

/// Rule 88 on DAGs: what is held by a tag may be given by that tag, and by no other.
#[test]
fn what_is_held_by_a_tag_is_given_by_that_tag() {
    let fixture = staffed().with_custom_role(
        "Giver",
        CustomRoleScope::Deployment,
        &["deployment.get", "deployment.users.delete"],
    );
    let (nil, giver) = (person(&fixture, "Nil"), custom(&fixture, "Giver"));
    let tag = |text: &str| DagSelector::Tag(text.into());
    let mut fixture = fixture
        .with_deployment_role(nil, "etl", giver)
        .with_dag_role(nil, "etl", tag("mine"), DagRole::AUTHOR);
    fixture.act_as(fixture.user_named("Nil"));
    let give = |dags| Command::AssignDagRole {
        holder: Holder::User(Persona::Outsider.id()),
        deployment: fixture.deployment("etl"),
        dags,
        role: Some(DagRole::VIEWER),
    };
    assert!(fixture.decide(&give(tag("mine"))).is_ok());
    for other in [tag("yours"), DagSelector::Id("orders".into())] {
        assert_eq!(
            fixture.decide(&give(other)).unwrap_err().code(),
            "escalation"
        );
    }
}

/// Rules 58, 59 and 64 through commands: one DAG, and no other.
#[test]
fn a_dag_role_opens_one_dag() {
    let fixture = staffed();
    let actor = Actor::User(Persona::DagViewer.id());
    let dag = |id: &str| {
        ResourceRef::Dag(DagRef {
            deployment: fixture.deployment("etl"),
            id: id.into(),
            tags: Vec::new(),
        })
    };
    assert!(may(&fixture, actor, DagAirflowDagGet, &dag(PERSONAL_DAG)));
    assert!(!may(&fixture, actor, DagAirflowDagGet, &dag("other")));
}

/// Rule 110: a provisioned Team passes roles on like any other.
#[test]
fn a_provisioned_team_can_be_given_roles() {
    let mut fixture = provisioned();
    let token = fixture.token("scim");
    let (nil, pushed) = (nil(&fixture), team(&fixture, "Pushed"));
    fixture.act_as(Persona::Owner.id());
    fixture.must(in_workspace(
        &fixture,
        pushed,
        "Data Platform",
        Some(WorkspaceRole::Member),
    ));
    assert!(may(&fixture, nil, WorkspaceGet, &platform(&fixture)));
    fixture.act_as_token(token);
    let id = fixture.team("Pushed");
    fixture.must(Command::RemoveProvisionedTeam { id });
    assert!(!may(&fixture, nil, WorkspaceGet, &platform(&fixture)));
}

/// What can be taken back is taken back, to the same holdings as before.
#[test]
fn steps_about_access_are_undone() {
    let base = staffed();
    let (nil, loaders) = (base.user_named("Nil"), base.team("Loaders"));
    let steps = [
        Command::SetUserStatus {
            id: nil,
            status: UserStatus::Banned,
        },
        Command::AddTeamMembers {
            id: loaders,
            users: [Persona::Outsider.id(), Persona::DagViewer.id()].into(),
        },
        Command::RemoveTeamMember {
            id: loaders,
            user: nil,
        },
        on_deployment(&base, Holder::User(nil), "etl", Some(DeploymentRole::ADMIN)),
        in_workspace(&base, person(&base, "Dario Greco"), "Data Platform", None),
        Command::UpdateApiToken {
            id: base.token("ci"),
            through: TokenScope::Workspace(base.workspace("Data Platform")),
            edits: vec![Edit::new(
                planisphere_domain::api_token::ApiTokenField::Name("ci".into()),
                planisphere_domain::api_token::ApiTokenField::Name("cd".into()),
            )],
        },
    ];
    for step in steps {
        let mut fixture = base.clone();
        let before = fixture.state().clone();
        let events = fixture.decide(&step).unwrap();
        let back = undo(&before, &events).unwrap_or_else(|| panic!("{step:?}"));
        fixture.must(step.clone());
        assert!(*fixture.state() != before, "{step:?}");
        fixture.must_all(&back);
        let bindings = |state: &planisphere_domain::State| {
            let users: Vec<_> = state.users().cloned().collect();
            let teams: Vec<_> = state
                .teams()
                .map(|it| (it.name.clone(), it.members.clone(), it.roles.clone()))
                .collect();
            let tokens: Vec<_> = state.api_tokens().map(|it| it.name.clone()).collect();
            (users, teams, tokens)
        };
        assert_eq!(bindings(fixture.state()), bindings(&before), "{step:?}");
    }
}

/// Commits say which token acted.
#[test]
fn a_token_leaves_its_name_in_the_log() {
    let mut fixture = staffed();
    let id = fixture.token("deploy");
    fixture.act_as_token(id);
    let deployment = fixture.deployment("etl");
    fixture.must(Command::DeleteDeployment { id: deployment });
    let last: &Commit = fixture.commits().last().unwrap();
    assert_eq!(
        (last.actor, &last.cause),
        (Actor::ApiToken(id), &Cause::Edit)
    );
    // It was its own Deployment's, and is gone with it (rule 84).
    assert!(fixture.state().api_token(id).is_none());
}
