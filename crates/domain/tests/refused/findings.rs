//! Findings that somebody wants to live with.

use planisphere_domain::findings::{FindingRule, Subject};
use planisphere_domain::{
    AlertId, ApiTokenId, ClusterId, Command, DeploymentId, EnvironmentObjectId,
};
use planisphere_fixtures::Fixture;

use super::{Refused, refused};
use crate::scene::findings::{accept, accept_until, key};
use crate::scene::scene;

fn because(fixture: &Fixture, reason: &str) -> Command {
    let mut command = accept_until(key(fixture), "2026-12-31T00:00:00Z");
    if let Command::AcceptFinding { reason: stored, .. } = &mut command {
        reason.clone_into(stored);
    }
    command
}

pub fn cases() -> Vec<Refused> {
    vec![
        refused(
            ("", "a finding accepted without a reason"),
            scene,
            |fixture| because(fixture, " "),
            ("empty", "reason"),
        ),
        refused(
            ("", "a finding accepted in 501 characters"),
            scene,
            |fixture| because(fixture, &"x".repeat(501)),
            ("too-long", "limit is 500"),
        ),
        refused(
            ("", "a finding accepted until now"),
            scene,
            |fixture| {
                let now = fixture.now().to_string();
                accept_until(key(fixture), &now)
            },
            ("past", "until is"),
        ),
        refused(
            ("", "a finding about an unknown Deployment"),
            scene,
            |_| {
                let subject = Subject::Deployment(DeploymentId::from_bits(1));
                accept(FindingRule::RuntimeEnded, subject)
            },
            ("not-found", "Deployment"),
        ),
        refused(
            ("", "a finding about an unknown token"),
            scene,
            |_| {
                let subject = Subject::ApiToken(ApiTokenId::from_bits(1));
                accept(FindingRule::UnusedToken, subject)
            },
            ("not-found", "API token"),
        ),
        refused(
            ("", "a finding about an unknown object"),
            scene,
            |_| {
                let subject = Subject::EnvironmentObject(EnvironmentObjectId::from_bits(1));
                accept(FindingRule::PlainSecret, subject)
            },
            ("not-found", "environment object"),
        ),
        refused(
            ("", "a finding about an unknown alert"),
            scene,
            |_| {
                let subject = Subject::Alert(AlertId::from_bits(1));
                accept(FindingRule::AlertToNobody, subject)
            },
            ("not-found", "alert"),
        ),
        refused(
            ("", "a finding about an unknown cluster"),
            scene,
            |_| {
                let subject = Subject::Cluster(ClusterId::from_bits(1));
                accept(FindingRule::ClusterStrangers, subject)
            },
            ("not-found", "cluster"),
        ),
    ]
}
