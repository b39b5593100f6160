//! Findings accepted by whoever may change the thing.

use planisphere_domain::environment_object::ObjectScope;
use planisphere_domain::findings::{FindingKey, FindingRule, Subject};
use planisphere_domain::{Command, Timestamp};
use planisphere_fixtures::{Fixture, Persona};

use super::{Gate, On, gate};
use Persona::{DeploymentAdmin, Owner, WorkspaceEditor, WorkspaceOperator, WorkspaceOwner};

fn accept(rule: FindingRule, subject: Subject) -> Command {
    Command::AcceptFinding {
        key: FindingKey { rule, subject },
        reason: "Known".into(),
        until: Timestamp::from_seconds(4_000_000_000),
    }
}

fn with_object(fixture: &mut Fixture, scope: ObjectScope) -> Subject {
    *fixture = fixture.clone().with_object("level", scope, |_| {});
    Subject::EnvironmentObject(fixture.object("level"))
}

pub const GATES: &[Gate] = &[
    gate(
        "acceptFinding",
        "about the Organization",
        "organization.users.update",
        On::Organization,
        |_| accept(FindingRule::SingleOwner, Subject::Organization),
        &[Owner],
    ),
    gate(
        "acceptFinding",
        "about a person",
        "organization.users.update",
        On::Organization,
        |fixture| {
            let id = fixture.user_named("Nil");
            accept(FindingRule::InactivePerson, Subject::User(id))
        },
        &[Owner],
    ),
    gate(
        "acceptFinding",
        "about a Deployment",
        "deployment.update",
        On::Deployment,
        |fixture| {
            let subject = Subject::Deployment(fixture.deployment("etl"));
            accept(FindingRule::ProductionOnStandard, subject)
        },
        &[Owner, WorkspaceOwner, WorkspaceOperator, DeploymentAdmin],
    ),
    gate(
        "acceptFinding",
        "about a token of the Organization",
        "organization.apiTokens.update",
        On::Organization,
        |fixture| {
            let subject = Subject::ApiToken(fixture.token("audit"));
            accept(FindingRule::TokenWithoutExpiry, subject)
        },
        &[Owner],
    ),
    gate(
        "acceptFinding",
        "about a token of a Workspace",
        "workspace.apiTokens.update",
        On::Workspace,
        |fixture| {
            let subject = Subject::ApiToken(fixture.token("ci"));
            accept(FindingRule::TokenWithoutExpiry, subject)
        },
        &[Owner, WorkspaceOwner, WorkspaceOperator],
    ),
    gate(
        "acceptFinding",
        "about a token of a Deployment",
        "deployment.apiTokens.update",
        On::Deployment,
        |fixture| {
            let subject = Subject::ApiToken(fixture.token("deploy"));
            accept(FindingRule::UnusedToken, subject)
        },
        &[Owner, WorkspaceOwner],
    ),
    gate(
        "acceptFinding",
        "about an object of a Workspace",
        "workspace.envObjects.update",
        On::Workspace,
        |fixture| {
            let scope = ObjectScope::Workspace(fixture.workspace("Data Platform"));
            let subject = with_object(fixture, scope);
            accept(FindingRule::PlainSecret, subject)
        },
        &[Owner, WorkspaceOwner, WorkspaceOperator],
    ),
    gate(
        "acceptFinding",
        "about an object of a Deployment",
        "deployment.envObjects.update",
        On::Deployment,
        |fixture| {
            let scope = ObjectScope::Deployment(fixture.deployment("etl"));
            let subject = with_object(fixture, scope);
            accept(FindingRule::PlainSecret, subject)
        },
        &[Owner, WorkspaceOwner, WorkspaceOperator, DeploymentAdmin],
    ),
    gate(
        "acceptFinding",
        "about an alert",
        "deployment.alerts.update",
        On::Deployment,
        |fixture| {
            *fixture = fixture.clone().with_alert("mute", "etl", &[]);
            let subject = Subject::Alert(fixture.alert("mute"));
            accept(FindingRule::AlertToNobody, subject)
        },
        &[Owner, WorkspaceOwner, WorkspaceOperator, WorkspaceEditor],
    ),
    gate(
        "withdrawAcceptance",
        "about a Deployment",
        "deployment.update",
        On::Deployment,
        |fixture| Command::WithdrawAcceptance {
            key: FindingKey {
                rule: FindingRule::ProductionOnStandard,
                subject: Subject::Deployment(fixture.deployment("etl")),
            },
        },
        &[Owner, WorkspaceOwner, WorkspaceOperator, DeploymentAdmin],
    ),
];
