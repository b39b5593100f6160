//! Random requests about an account: any actor, any of the permissions, any resource.
//!
//! A third starts from a role that the actor holds, so that about a third of all answers are yes.
use crate::catalogue::catalogue;
use crate::fixture::Fixture;
use crate::naive::{Naive, Place};
use crate::random::Random;
use crate::request::{Actor, Circumstances, Request, Resource};
use std::collections::BTreeMap;

const ADDRESSES: [(&str, usize); 6] = [
    ("203.0.113.10", 45),
    ("203.0.113.5", 25),
    ("198.51.100.7", 10),
    ("192.0.2.1", 10),
    ("10.1.2.3", 5),
    ("2001:db8::7", 5),
];

const LOGINS: [(&str, usize); 5] = [
    ("sso", 76),
    ("password", 6),
    ("google", 6),
    ("github", 6),
    ("sso-bypass", 6),
];

/// A role that somebody holds, ready to start a request from.
struct Start {
    resources: Vec<Resource>,
    permissions: Vec<String>,
}

/// Where the requests about one account come from.
pub struct Requests {
    random: Random,
    actors: Vec<(Actor, Vec<Start>)>,
    resources: BTreeMap<&'static str, Vec<Resource>>,
}

impl Requests {
    /// Gets ready; the seed fixes every request.
    pub fn new(fixture: &Fixture, judge: &Naive, seed: u64) -> Self {
        let users = fixture
            .users
            .iter()
            .map(|user| Actor::User(user.id.clone()));
        let tokens = fixture
            .tokens
            .iter()
            .map(|token| Actor::Token(token.id.clone()));
        let actors = users.chain(tokens).map(|actor| {
            let starts = judge.bindings(&actor).into_iter().map(|binding| Start {
                resources: below(fixture, &binding.place),
                permissions: permissions(fixture, binding.organization, binding.role),
            });
            let useful = |start: &Start| !start.resources.is_empty();
            let starts = starts.filter(useful).collect();
            (actor, starts)
        });
        Self {
            random: Random::new(seed),
            actors: actors.collect(),
            resources: resources(fixture),
        }
    }

    fn any_resource(&mut self, scope: &str) -> Resource {
        let at_scope = self.resources.get(scope).filter(|list| !list.is_empty());
        let list = at_scope.or_else(|| self.resources.get("organization"));
        let picked = list.and_then(|list| self.random.pick(list));
        picked
            .cloned()
            .unwrap_or(Resource::Organization(String::new()))
    }
}

impl Iterator for Requests {
    type Item = Request;

    fn next(&mut self) -> Option<Request> {
        let at = self.random.below(self.actors.len());
        let (actor, starts) = self.actors.get(at)?;
        let actor = actor.clone();
        let start = self.random.pick(starts);
        let (permission, resource) = match start {
            Some(start) if self.random.chance(33) => (
                self.random.pick(&start.permissions)?.clone(),
                self.random.pick(&start.resources)?.clone(),
            ),
            _ => {
                let permission = self.random.pick(&catalogue().permissions)?;
                let other = ["organization", "workspace", "deployment", "dag"];
                let scope = if self.random.chance(80) {
                    permission.scope.as_str()
                } else {
                    self.random.pick(&other)?
                };
                let resource = self.any_resource(scope);
                (permission.permission.clone(), resource)
            }
        };
        let context = Circumstances {
            auth_method: self.random.weighted(&LOGINS).into(),
            source_ip: self.random.weighted(&ADDRESSES).into(),
        };
        Some(Request {
            actor,
            permission,
            resource,
            context,
        })
    }
}

/// The place of a role and everything below it that exists.
fn below(fixture: &Fixture, place: &Place<'_>) -> Vec<Resource> {
    let workspace_of = |deployment: &str| {
        let found = fixture.deployments.iter().find(|it| it.id == deployment);
        found.map(|it| it.workspace_id.as_str())
    };
    let organization_of = |workspace: Option<&str>| {
        let found = fixture
            .workspaces
            .iter()
            .find(|it| Some(it.id.as_str()) == workspace);
        found.map(|it| it.organization_id.as_str())
    };
    let covers = |organization, workspace, deployment| match place {
        Place::Organization(id) => organization == Some(*id),
        Place::Workspace(id) => workspace == Some(*id),
        Place::Deployment(id) => deployment == Some(*id),
        Place::Dag(..) | Place::DagTag(..) => false,
    };
    let mut found = Vec::new();
    for it in &fixture.organizations {
        if covers(Some(it.id.as_str()), None, None) {
            found.push(Resource::Organization(it.id.clone()));
        }
    }
    for it in &fixture.workspaces {
        let id = Some(it.id.as_str());
        if covers(organization_of(id), id, None) {
            found.push(Resource::Workspace(it.id.clone()));
        }
    }
    for it in &fixture.deployments {
        let workspace = Some(it.workspace_id.as_str());
        if covers(organization_of(workspace), workspace, Some(it.id.as_str())) {
            found.push(Resource::Deployment(it.id.clone()));
        }
    }
    for it in &fixture.dags {
        let deployment = it.deployment_id.as_str();
        let workspace = workspace_of(deployment);
        let here = match place {
            Place::Dag(of, id) => deployment == *of && it.dag_id == *id,
            Place::DagTag(of, tag) => deployment == *of && it.tags.iter().any(|held| held == tag),
            _ => covers(organization_of(workspace), workspace, Some(deployment)),
        };
        if here {
            found.push(Resource::Dag {
                deployment: it.deployment_id.clone(),
                dag: it.dag_id.clone(),
            });
        }
    }
    found
}

fn permissions(fixture: &Fixture, organization: &str, role: &str) -> Vec<String> {
    if let Some(role) = catalogue().role(role) {
        return role.permissions.iter().cloned().collect();
    }
    let custom = fixture.custom_roles.iter();
    let mut custom = custom.filter(|it| it.organization_id == organization && it.name == role);
    custom
        .next()
        .map_or_else(Vec::new, |it| it.permissions.clone())
}

fn resources(fixture: &Fixture) -> BTreeMap<&'static str, Vec<Resource>> {
    let organizations = fixture.organizations.iter();
    let workspaces = fixture.workspaces.iter();
    let deployments = fixture.deployments.iter();
    let dags = fixture.dags.iter().map(|it| Resource::Dag {
        deployment: it.deployment_id.clone(),
        dag: it.dag_id.clone(),
    });
    BTreeMap::from([
        (
            "organization",
            organizations
                .map(|it| Resource::Organization(it.id.clone()))
                .collect(),
        ),
        (
            "workspace",
            workspaces
                .map(|it| Resource::Workspace(it.id.clone()))
                .collect(),
        ),
        (
            "deployment",
            deployments
                .map(|it| Resource::Deployment(it.id.clone()))
                .collect(),
        ),
        ("dag", dags.collect()),
    ])
}

#[cfg(test)]
mod tests {
    use super::Requests;
    use crate::engine::Engine;
    use crate::generate::{Size, generate};
    use crate::naive::Naive;

    #[test]
    fn about_a_third_of_the_answers_is_yes() {
        let (mut asked, mut allowed) = (0, 0);
        for seed in 0..60 {
            let fixture = generate(seed, &Size::SMALL);
            let judge = Naive::load(&fixture).unwrap();
            for request in Requests::new(&fixture, &judge, seed).take(400) {
                asked += 1;
                allowed += usize::from(judge.decide(&request));
            }
        }
        let share = allowed * 100 / asked;
        assert!((28..=39).contains(&share), "{share} % of {asked}");
    }
}
