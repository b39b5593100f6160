//! The same Organization for Casbin: RBAC with domains, a domain for every place.
//!
//! Casbin knows no tree of resources, so the caller asks once for the resource and once for each place above it, up to
//! the first yes. What implies what is written into the table. It checks roles and nothing else.
use casbin::{CoreApi, DefaultModel, Enforcer, MemoryAdapter, MgmtApi};
use planisphere_oracle::catalogue::catalogue;
use planisphere_oracle::fixture::{Fixture, Token};
use planisphere_oracle::{Actor, Request, Resource};
use std::collections::{BTreeSet, HashMap};
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

const MODEL: &str = "
[request_definition]
r = sub, dom, act

[policy_definition]
p = sub, act

[role_definition]
g = _, _, _

[policy_effect]
e = some(where (p.eft == allow))

[matchers]
m = r.act == p.act && g(r.sub, p.sub, r.dom)
";

/// The role that stands for rule 6.
const READS_UPWARD: &str = "reads upward";

/// A loaded enforcer.
pub struct Casbin {
    enforcer: Enforcer,
    above: HashMap<Resource, Vec<String>>,
}

/// A request in Casbin's form: who, the places from the resource upward, and what.
pub struct Prepared {
    subject: String,
    places: Vec<String>,
    permission: String,
}

impl Casbin {
    /// Loads the Organization.
    pub fn load(fixture: &Fixture) -> Result<Self, String> {
        let enforcer = now(async {
            let model = DefaultModel::from_str(MODEL).await?;
            let mut enforcer = Enforcer::new(model, MemoryAdapter::default()).await?;
            enforcer.add_policies(table(fixture)).await?;
            enforcer.add_grouping_policies(held(fixture)).await?;
            Ok::<_, casbin::Error>(enforcer)
        });
        Ok(Self {
            enforcer: enforcer?.map_err(|error| error.to_string())?,
            above: above(fixture),
        })
    }

    /// Translates a request.
    pub fn prepare(&self, request: &Request) -> Option<Prepared> {
        Some(Prepared {
            subject: match &request.actor {
                Actor::User(id) | Actor::Token(id) => id.clone(),
            },
            places: self.above.get(&request.resource)?.clone(),
            permission: request.permission.clone(),
        })
    }

    /// Casbin's answer.
    pub fn ask(&self, request: &Prepared) -> bool {
        let Prepared {
            subject,
            places,
            permission,
        } = request;
        places.iter().any(|place| {
            let asked = (subject.as_str(), place.as_str(), permission.as_str());
            self.enforcer.enforce(asked).unwrap_or(false)
        })
    }
}

/// Runs what never waits: everything here is in memory.
fn now<T>(future: impl Future<Output = T>) -> Result<T, String> {
    let mut future = pin!(future);
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(value) => Ok(value),
        Poll::Pending => Err("casbin waits for something".into()),
    }
}

/// What every role allows.
fn table(fixture: &Fixture) -> Vec<Vec<String>> {
    let tables = catalogue();
    let mut lines = BTreeSet::new();
    let mut add = |role: &str, permissions: &mut dyn Iterator<Item = &String>| {
        for permission in permissions {
            lines.insert(vec![role.to_owned(), permission.clone()]);
            for (other, by) in &tables.implied_by {
                if by.contains(permission) {
                    lines.insert(vec![role.to_owned(), other.clone()]);
                }
            }
            if let Some(rest) = permission.strip_prefix("deployment.") {
                let dag = format!("dag.{rest}");
                if tables.permissions.iter().any(|it| it.permission == dag) {
                    lines.insert(vec![role.to_owned(), dag]);
                }
            }
        }
    };
    for role in &tables.roles {
        add(&role.role, &mut role.permissions.iter());
        let granted = role.grants_role_in_every_workspace.as_ref();
        if let Some(granted) = granted.and_then(|name| tables.role(name)) {
            add(&role.role, &mut granted.permissions.iter());
        }
    }
    for role in &fixture.custom_roles {
        add(&role.name, &mut role.permissions.iter());
    }
    add(READS_UPWARD, &mut tables.upward_reads.permissions.iter());
    lines.into_iter().collect()
}

fn dag_place(deployment: &str, name: &str, tag: bool) -> String {
    format!("{deployment}/{}{name}", if tag { "#" } else { "" })
}

/// Who holds what where; a Team is a role that its members hold wherever the Team holds one.
fn held(fixture: &Fixture) -> Vec<Vec<String>> {
    let mut lines = BTreeSet::new();
    for user in &fixture.users {
        let mut add = |role: &str, place: &str| {
            lines.insert(vec![user.id.clone(), role.to_owned(), place.to_owned()]);
        };
        if let (Some(role), Some(place)) = (&user.organization_role, &user.organization_id) {
            add(role, place);
        }
        user.workspace_roles
            .iter()
            .for_each(|it| add(&it.role, &it.workspace_id));
        user.deployment_roles
            .iter()
            .for_each(|it| add(&it.role, &it.deployment_id));
        for it in &user.dag_roles {
            let name = it
                .dag_id
                .as_deref()
                .or(it.dag_tag.as_deref())
                .unwrap_or_default();
            add(
                &it.role,
                &dag_place(&it.deployment_id, name, it.dag_tag.is_some()),
            );
        }
    }
    for team in &fixture.teams {
        let mut add = |role: &str, place: &str| {
            lines.insert(vec![team.id.clone(), role.to_owned(), place.to_owned()]);
            for member in &team.members {
                lines.insert(vec![member.clone(), team.id.clone(), place.to_owned()]);
            }
        };
        add(&team.organization_role, &team.organization_id);
        team.workspace_roles
            .iter()
            .for_each(|it| add(&it.role, &it.workspace_id));
        team.deployment_roles
            .iter()
            .for_each(|it| add(&it.role, &it.deployment_id));
        for it in &team.dag_roles {
            let name = it
                .dag_id
                .as_deref()
                .or(it.dag_tag.as_deref())
                .unwrap_or_default();
            add(
                &it.role,
                &dag_place(&it.deployment_id, name, it.dag_tag.is_some()),
            );
        }
    }
    for token in &fixture.tokens {
        lines.extend(of_token(token));
    }
    lines.into_iter().collect()
}

fn of_token(token: &Token) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    for it in &token.roles {
        let deployment = it.deployment_id.as_deref().unwrap_or_default();
        let place = match it.entity_type.as_str() {
            "DAG" => dag_place(deployment, &it.entity_id, false),
            "DAG_TAG" => dag_place(deployment, &it.entity_id, true),
            _ => it.entity_id.clone(),
        };
        lines.push(vec![token.id.clone(), it.role.clone(), place]);
    }
    if token
        .roles
        .iter()
        .any(|it| it.entity_type != "ORGANIZATION")
    {
        let place = token.organization_id.clone();
        lines.push(vec![token.id.clone(), READS_UPWARD.to_owned(), place]);
    }
    lines
}

/// The places of every resource: its own, those of a DAG's tags, and all above.
fn above(fixture: &Fixture) -> HashMap<Resource, Vec<String>> {
    let mut all = HashMap::new();
    for it in &fixture.organizations {
        all.insert(Resource::Organization(it.id.clone()), vec![it.id.clone()]);
    }
    for it in &fixture.workspaces {
        let places = vec![it.id.clone(), it.organization_id.clone()];
        all.insert(Resource::Workspace(it.id.clone()), places);
    }
    for it in &fixture.deployments {
        let mut places = vec![it.id.clone()];
        let owner = all.get(&Resource::Workspace(it.workspace_id.clone()));
        places.extend(owner.into_iter().flatten().cloned());
        all.insert(Resource::Deployment(it.id.clone()), places);
    }
    for it in &fixture.dags {
        let mut places = vec![dag_place(&it.deployment_id, &it.dag_id, false)];
        places.extend(
            it.tags
                .iter()
                .map(|tag| dag_place(&it.deployment_id, tag, true)),
        );
        let owner = all.get(&Resource::Deployment(it.deployment_id.clone()));
        places.extend(owner.into_iter().flatten().cloned());
        let own = Resource::Dag {
            deployment: it.deployment_id.clone(),
            dag: it.dag_id.clone(),
        };
        all.insert(own, places);
    }
    all
}
