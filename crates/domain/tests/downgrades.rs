//! After a downgrade: what was on before stays, can be turned off, and stands in nobody's way.

use crate::scene::{create, edit, scene, with_organization};
use planisphere_domain::deployment::{DeploymentField, DeploymentRequest, NewIds};
use planisphere_domain::organization::Plan;
use planisphere_domain::workspace::WorkspaceField;
use planisphere_domain::{Command, DeploymentId, Edit, QueueId, SecretId};
use planisphere_fixtures::{Fixture, Persona};

/// The scene with CI/CD enforcement as the default of `Data Platform`, as it was turned on, now on another plan.
fn enforcing(plan: Plan) -> Fixture {
    let mut fixture = scene().with_personas("Data Platform", None);
    let command = set_default(&fixture, true);
    fixture.must(command);
    with_organization(fixture, |organization| organization.plan = plan)
}

fn set_default(fixture: &Fixture, is_on: bool) -> Command {
    Command::UpdateWorkspace {
        id: fixture.workspace("Data Platform"),
        edits: vec![Edit::new(
            WorkspaceField::CicdEnforcedDefault(!is_on),
            WorkspaceField::CicdEnforcedDefault(is_on),
        )],
    }
}

fn is_enforced(fixture: &Fixture, name: &str) -> bool {
    let id = fixture.deployment(name);
    fixture.state().deployment(id).unwrap().is_cicd_enforced
}

/// Rules 101, 103 and 124 together: an Operator, who may not change the Workspace, still creates Deployments.
#[test]
fn a_default_that_the_plan_closes_turns_nothing_on() {
    for (plan, expected) in [
        (Plan::Enterprise, true),
        (Plan::Business, true),
        (Plan::Team, false),
        (Plan::Developer, false),
    ] {
        let mut fixture = enforcing(plan);
        fixture.act_as(Persona::WorkspaceOperator.id());
        let command = create(&mut fixture, |_| {});
        fixture.must(command);
        assert_eq!(is_enforced(&fixture, "new"), expected, "{plan:?}");
    }
}

/// The same of a body of the API that leaves it out.
#[test]
fn a_body_that_leaves_it_out_is_accepted() {
    let mut fixture = enforcing(Plan::Team);
    let body = serde_json::json!({
        "name": "new", "workspaceId": fixture.workspace("Data Platform").to_string(),
        "cloudProvider": "AWS", "region": "us-east-1",
    });
    let body: DeploymentRequest = serde_json::from_value(body).unwrap();
    let ids = NewIds {
        queue: &mut || QueueId::from_bits(5),
        secret: &mut |_| SecretId::from_bits(5),
    };
    let draft = body.draft(DeploymentId::from_bits(5), fixture.now(), ids);
    fixture.must(Command::CreateDeployment(Box::new(draft.unwrap())));
    assert!(!is_enforced(&fixture, "new"));
}

/// Who asks for it in words is told both ways out.
#[test]
fn asking_for_it_names_the_ways_out() {
    let mut fixture = enforcing(Plan::Team);
    let command = create(&mut fixture, |draft| draft.is_cicd_enforced = Some(true));
    let refused = fixture.decide(&command).unwrap_err();
    let [problem] = refused.problems() else {
        panic!("{refused:?}");
    };
    assert_eq!(
        (problem.path.as_str(), problem.code),
        ("isCicdEnforced", "tier")
    );
    assert_eq!(problem.value.as_deref(), Some("true"));
    assert_eq!(problem.limit.as_deref(), Some("Business"));
    assert_eq!(
        problem.way_out,
        "Leave it off, or change the plan to Business or above."
    );
}

/// Rule 124: what is on works, can be edited beside it, can be turned off, and not on again.
#[test]
fn what_is_on_stays_and_can_be_turned_off() {
    let mut fixture = enforcing(Plan::Team);
    let renamed = edit(
        &fixture,
        "locked",
        [DeploymentField::Description("x".into())],
    );
    fixture.must(renamed);
    assert!(is_enforced(&fixture, "locked"));
    let off = edit(&fixture, "locked", [DeploymentField::IsCicdEnforced(false)]);
    fixture.must(off);
    let on = edit(&fixture, "locked", [DeploymentField::IsCicdEnforced(true)]);
    assert_eq!(fixture.decide(&on).unwrap_err().code(), "tier");
    let off = set_default(&fixture, false);
    fixture.must(off);
    let on = set_default(&fixture, true);
    assert_eq!(fixture.decide(&on).unwrap_err().code(), "tier");
}

/// The way back up needs nothing else: the default counts again.
#[test]
fn after_an_upgrade_the_default_counts_again() {
    let fixture = enforcing(Plan::Team);
    let mut fixture = with_organization(fixture, |organization| organization.plan = Plan::Business);
    let command = create(&mut fixture, |draft| draft.name = "later".into());
    fixture.must(command);
    assert!(is_enforced(&fixture, "later"));
    let workspace = fixture.workspace("Data Platform");
    assert!(
        fixture
            .state()
            .workspace(workspace)
            .unwrap()
            .cicd_enforced_default
    );
}
