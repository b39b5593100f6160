//! Findings that somebody lives with.

use planisphere_domain::Command;
use planisphere_domain::findings::{FindingRule, Subject};

use super::{Accepted, accepted};
use crate::scene::findings::{accept, accept_until, key};
use crate::scene::scene;

pub fn cases() -> Vec<Accepted> {
    vec![
        accepted("a finding about a Deployment", scene, |fixture| {
            accept_until(key(fixture), "2026-12-31T00:00:00Z")
        }),
        accepted("a finding about a queue", scene, |fixture| {
            let id = fixture.deployment("etl");
            let queue = fixture.state().deployment(id).unwrap().worker_queues[0].id;
            accept(FindingRule::QueueBeyondQuota, Subject::Queue(id, queue))
        }),
        accepted("a finding about a cluster", scene, |fixture| {
            let subject = Subject::Cluster(fixture.cluster("closed"));
            accept(FindingRule::ClusterStrangers, subject)
        }),
        accepted("a finding about a variable", scene, |fixture| {
            let id = fixture.deployment("etl");
            accept(
                FindingRule::PlainSecret,
                Subject::Variable(id, "KEY".into()),
            )
        }),
        accepted("a finding counts again", scene, |fixture| {
            let key = key(fixture);
            fixture.must(accept_until(key.clone(), "2026-12-31T00:00:00Z"));
            Command::WithdrawAcceptance { key }
        }),
        accepted("a finding that counts", scene, |fixture| {
            Command::WithdrawAcceptance { key: key(fixture) }
        }),
    ]
}
