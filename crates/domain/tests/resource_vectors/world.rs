//! Everything that an operation looks at: a fresh copy of what is stored, changed by the row's circumstances.

use planisphere_domain::access::Bindings;
use planisphere_domain::policy::{PLAIN_MEMBER, WorkspaceRole};
use planisphere_domain::user::{User, UserStatus};
use planisphere_domain::{
    Command, DeploymentId, Event, Permission, Rejection, ResourceRef, State, UserId, apply, can,
    decide_all,
};
use planisphere_fixtures::resources::{StoredOrganization, load};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::Stop;
use super::input::read;

/// The stored state and whoever asks.
pub struct World {
    /// What is stored.
    pub stored: StoredOrganization,
    /// Circumstances that only one operation knows, until it takes them.
    circumstances: Map<String, Value>,
    /// How many ids were made.
    ids: u128,
}

impl World {
    /// The fixture under a row's circumstances.
    pub fn new(
        fixture: &Value,
        mut circumstances: Map<String, Value>,
        input: &Map<String, Value>,
    ) -> Result<Self, Stop> {
        let mut fixture = fixture.clone();
        organization(&mut fixture["organization"], &mut circumstances);
        if let Some(count) = circumstances.remove("_existingDeployments") {
            existing_deployments(&mut fixture, read(count)?);
        }
        if let Some(stored) = circumstances.remove("_storedOverride") {
            stored_override(&mut fixture, &input["deploymentId"], stored);
        }
        let stored = load(&fixture).map_err(|error| Stop::unknown(format!("fixture: {error}")))?;
        let mut world = Self {
            stored,
            circumstances,
            ids: 0,
        };
        if let Some(count) = world.circumstance("_nonOwnerPeople")? {
            world.people(count);
        }
        Ok(world)
    }

    /// So many people who hold a Workspace role other than Owner.
    fn people(&mut self, count: usize) {
        let workspace = self.state().workspaces().next().map(|it| it.id);
        let now = self.stored.env.now;
        while let Some(workspace) = workspace {
            let holds = |user: &&User| {
                let roles = user.roles.workspaces.values();
                roles.copied().any(|role| role != WorkspaceRole::Owner)
            };
            if self.state().users().filter(holds).count() >= count {
                return;
            }
            let id = UserId::from_bits(self.bits());
            let mut roles = Bindings::default();
            roles.workspaces.insert(workspace, WorkspaceRole::Member);
            self.add(&Event::UserAdded(User {
                id,
                full_name: id.to_string(),
                email: format!("{id}@example.com"),
                status: UserStatus::Active,
                organization_role: PLAIN_MEMBER,
                roles,
                invite_expires_at: None,
                created_at: now,
            }));
        }
    }

    /// A circumstance that an operation knows.
    pub fn circumstance<T: DeserializeOwned>(&mut self, key: &str) -> Result<Option<T>, Stop> {
        self.circumstances.remove(key).map(read).transpose()
    }

    /// Fails for a circumstance that nothing took.
    pub fn finish(&self) -> Result<(), Stop> {
        match self.circumstances.keys().next() {
            None => Ok(()),
            Some(key) => Err(Stop::unknown(format!("circumstance `{key}`"))),
        }
    }

    /// Whether whoever asks may know of a thing.
    pub fn sees(&self, resource: &ResourceRef) -> bool {
        let permission = match resource {
            ResourceRef::Deployment(_) => Permission::DeploymentGet,
            ResourceRef::Workspace(_) => Permission::WorkspaceGet,
            _ => Permission::OrganizationGet,
        };
        can(self.state(), &self.stored.caller, permission, resource).allowed
    }

    /// The state as it is now.
    pub fn state(&self) -> &State {
        &self.stored.state
    }

    /// Puts one more fact into the stored state.
    pub fn add(&mut self, event: &Event) {
        let (now, by) = (self.stored.env.now, self.stored.caller.actor);
        apply(&mut self.stored.state, event, now, by);
    }

    /// Lets the core judge commands as one step, and keeps what follows.
    pub fn decide(&mut self, commands: &[Command]) -> Result<Vec<Event>, Stop> {
        let StoredOrganization {
            state, caller, env, ..
        } = &self.stored;
        let events = decide_all(state, caller, commands, env)
            .map_err(|(_, rejection)| Stop::from(rejection))?;
        for event in &events {
            self.add(event);
        }
        Ok(events)
    }

    /// A number for a new id that nothing else has.
    pub fn bits(&mut self) -> u128 {
        self.ids += 1;
        u128::MAX / 2 + self.ids
    }
}

impl From<Rejection> for Stop {
    fn from(rejection: Rejection) -> Self {
        let problems = rejection.problems().iter();
        let texts: Vec<String> = problems
            .map(|problem| format!("{}: {}", problem.path, problem.message))
            .collect();
        if texts.is_empty() {
            Self::refused(rejection.to_string())
        } else {
            Self::Refused(texts)
        }
    }
}

/// An id of the input; what has no form of an id cannot name anything.
pub fn id<T: std::str::FromStr>(kind: &str, text: &str) -> Result<T, Stop> {
    text.parse()
        .map_err(|_| Stop::refused(format!("{kind} `{text}` not found")))
}

/// The Deployment of the input.
pub fn deployment_id(text: &str) -> Result<DeploymentId, Stop> {
    id("Deployment", text)
}

/// Circumstances of the Organization.
fn organization(record: &mut Value, circumstances: &mut Map<String, Value>) {
    let fields = [
        ("_plan", "plan"),
        ("_organizationStatus", "status"),
        ("_isScimEnabled", "isScimEnabled"),
        ("_allowDeprecated", "allowsDeprecatedRuntimes"),
    ];
    if let Some(Value::Object(fields)) = circumstances.remove("_organization") {
        for (key, value) in fields {
            record[key] = value;
        }
    }
    for (circumstance, field) in fields {
        if let Some(value) = circumstances.remove(circumstance) {
            record[field] = value;
        }
    }
}

/// So many Deployments, for the limit of a trial.
fn existing_deployments(fixture: &mut Value, count: usize) {
    let Some(deployments) = fixture["deployments"].as_array_mut() else {
        return;
    };
    let pattern = deployments.first().cloned();
    deployments.truncate(count);
    while let Some(mut more) = pattern.clone().filter(|_| deployments.len() < count) {
        let id = DeploymentId::from_bits(deployments.len() as u128);
        more["id"] = id.to_string().into();
        more["name"] = format!("more-{}", deployments.len()).into();
        deployments.push(more);
    }
}

/// An override that somebody has set before.
fn stored_override(fixture: &mut Value, id: &Value, stored: Value) {
    let deployments = fixture["deployments"].as_array_mut();
    for deployment in deployments.into_iter().flatten() {
        if deployment["id"] == *id {
            if deployment["scalingSpec"].is_null() {
                deployment["scalingSpec"] = json!({"hibernationSpec": {}});
            }
            deployment["scalingSpec"]["hibernationSpec"]["override"] = stored.clone();
        }
    }
}
