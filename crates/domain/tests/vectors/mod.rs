//! Reads rows, sets their scene and judges them.

mod args;
mod attempt;
mod deployment;
mod fields;
mod organization;
mod roles;
mod row;
mod tokens;
mod workspace;

use std::collections::{BTreeMap, BTreeSet};

use planisphere_domain::organization::Organization;
use planisphere_domain::policy::{Caller, LoginMethod, Permission};
use planisphere_domain::{Catalogue, Env, Event, ResourceRef, apply, can, decide_all};
use planisphere_domain::{DeploymentId, State, UserId, WorkspaceId};
use planisphere_fixtures::access::{LoadedOrganization, WordId, load, plan_of_tier};
use serde_json::Value;

use args::Args;
use attempt::Attempt;
use row::Circumstances;
pub use row::Row;

/// What a runner does not understand, or how the answer differs.
pub type Failure = String;

/// The Organizations of one fixture.
pub struct Vectors {
    organizations: BTreeMap<String, LoadedOrganization>,
    /// `user:WORD` and `token:WORD` of everybody.
    actors: BTreeMap<String, Option<String>>,
}

/// Everything that an operation looks at.
pub struct Scene {
    /// The Organization that the row plays in.
    pub organization: LoadedOrganization,
    /// People with an account, in this Organization or not.
    pub accounts: BTreeSet<String>,
    /// Whoever asks.
    pub caller: Caller,
    /// The named permission.
    pub permission: Permission,
    /// What it is asked on.
    pub resource: ResourceRef,
}

impl Scene {
    /// The stored state.
    pub fn state(&self) -> &State {
        &self.organization.state
    }

    /// The Organization's record.
    pub fn record(&self) -> &Organization {
        self.state().organization().expect("a loaded Organization")
    }

    /// Puts one more fact into the stored state.
    pub fn add(&mut self, event: &Event) {
        let (now, by) = (self.organization.now, self.caller.actor);
        apply(&mut self.organization.state, event, now, by);
    }

    /// The Workspace that the row is about.
    pub fn workspace(&self) -> Result<WorkspaceId, Failure> {
        match &self.resource {
            ResourceRef::Workspace(id) => Ok(*id),
            other => Err(format!("unknown operation on {other:?}")),
        }
    }

    /// The Deployment that the row is about.
    pub fn deployment(&self) -> Result<DeploymentId, Failure> {
        match &self.resource {
            ResourceRef::Deployment(id) => Ok(*id),
            other => Err(format!("unknown operation on {other:?}")),
        }
    }
}

impl Vectors {
    /// Loads a fixture.
    pub fn load(fixture: &Value) -> Self {
        let organizations = load(fixture).unwrap_or_else(|error| panic!("fixture: {error}"));
        let mut actors = BTreeMap::new();
        for (list, prefix) in [("users", "user"), ("tokens", "token")] {
            for entry in fixture[list].as_array().into_iter().flatten() {
                let word = entry["id"].as_str().expect("an id");
                let of = entry["organizationId"].as_str().map(str::to_owned);
                actors.insert(format!("{prefix}:{word}"), of);
            }
        }
        Self {
            organizations,
            actors,
        }
    }

    /// Judges one row.
    pub fn check(&self, row: &Row) -> Result<(), Failure> {
        let mut args = Args::new(&row.args);
        let got = match self.scene(row)? {
            // Neither the actor nor the resource is of any Organization: nothing answers.
            None => false,
            Some(mut scene) => {
                let attempt = attempt(&mut scene, &mut args)?;
                args.finish()?;
                goes_through(&scene, &attempt)
            }
        };
        let word = |allowed: bool| if allowed { "allow" } else { "deny" };
        if word(got) == row.expected {
            return Ok(());
        }
        if word(!got) != row.expected {
            return Err(format!("unknown expectation `{}`", row.expected));
        }
        Err(format!("got {}, expected {}", word(got), row.expected))
    }

    /// The Organization that the resource is in, else the actor's own, where it is not found.
    fn organization_of(&self, row: &Row) -> Result<Option<&LoadedOrganization>, Failure> {
        let own = self
            .actors
            .get(&row.actor)
            .ok_or_else(|| format!("unknown actor `{}`", row.actor))?;
        let holds = |organization: &&LoadedOrganization| {
            let state = &organization.state;
            match organization.resource(&row.resource) {
                Some(ResourceRef::Organization) => true,
                Some(ResourceRef::Workspace(id)) => state.workspace(id).is_some(),
                Some(ResourceRef::Cluster(id)) => state.cluster(id).is_some(),
                Some(ResourceRef::Deployment(id)) => state.deployment(id).is_some(),
                Some(ResourceRef::Dag(dag)) => state.deployment(dag.deployment).is_some(),
                None => false,
            }
        };
        let of_resource = self.organizations.values().find(holds);
        let of_actor = || self.organizations.get(own.as_ref()?);
        Ok(of_resource.or_else(of_actor))
    }

    fn scene(&self, row: &Row) -> Result<Option<Scene>, Failure> {
        let permission = Permission::from_name(&row.permission)
            .ok_or_else(|| format!("unknown operation `{}`", row.permission))?;
        let Some(organization) = self.organization_of(row)? else {
            return Ok(None);
        };
        let Some(resource) = organization.resource(&row.resource) else {
            return Ok(None);
        };
        let caller = organization
            .caller(&row.actor)
            .ok_or_else(|| format!("unknown actor `{}`", row.actor))?;
        let people = self.actors.keys().filter_map(|it| it.strip_prefix("user:"));
        let mut scene = Scene {
            organization: organization.clone(),
            accounts: people.map(str::to_owned).collect(),
            caller,
            permission,
            resource,
        };
        set(&mut scene, &row.context)?;
        Ok(Some(scene))
    }
}

/// Brings about the circumstances of a row.
fn set(scene: &mut Scene, context: &Circumstances) -> Result<(), Failure> {
    let mut record = scene.record().clone();
    if let Some(tier) = &context.tier {
        record.plan = plan_of_tier(tier).ok_or_else(|| format!("unknown tier `{tier}`"))?;
    }
    if let Some(is_on) = context.is_scim_enabled {
        record.is_scim_enabled = is_on;
    }
    if let Some(is_on) = context.sso_enforced {
        record.is_sso_enforced = is_on;
    }
    if let Some(is_on) = context.environment_secrets_fetching {
        record.is_environment_secrets_fetching_enabled = is_on;
    }
    if let Some(ranges) = &context.allowed_ip_address_ranges {
        record.allowed_ip_address_ranges = ranges
            .iter()
            .map(|range| {
                range
                    .parse()
                    .map_err(|_| format!("unknown range `{range}`"))
            })
            .collect::<Result<_, _>>()?;
    }
    scene.add(&Event::OrganizationCreated(record));
    for word in context.removed_users.iter().flatten() {
        if !scene.accounts.contains(word) {
            return Err(format!("unknown person `{word}`"));
        }
        scene.add(&Event::UserRemoved {
            id: UserId::of(word),
        });
    }
    if let Some(method) = &context.auth_method {
        scene.caller.login = match method.as_str() {
            "sso" => LoginMethod::Sso,
            "password" => LoginMethod::Password,
            "google" => LoginMethod::Google,
            "github" => LoginMethod::Github,
            "sso-bypass" => LoginMethod::SsoBypass,
            other => return Err(format!("unknown login method `{other}`")),
        };
    }
    if let Some(address) = &context.source_ip {
        let parsed = address.parse();
        scene.caller.address = Some(parsed.map_err(|_| format!("unknown address `{address}`"))?);
    }
    Ok(())
}

/// The attempt that a row is, by the scope of its permission.
fn attempt(scene: &mut Scene, args: &mut Args) -> Result<Attempt, Failure> {
    let name = scene.permission.name();
    let attempt = match name.split_once('.').map(|(scope, _)| scope) {
        Some("organization") => organization::attempt(scene, args)?,
        Some("workspace") => workspace::attempt(scene, args)?,
        Some("deployment") => deployment::attempt(scene, args)?,
        _ => None,
    };
    // The plain action that the permission describes.
    Ok(attempt.unwrap_or_else(|| Attempt::asking(scene.permission, scene.resource.clone())))
}

fn goes_through(scene: &Scene, attempt: &Attempt) -> bool {
    let env = Env {
        now: scene.organization.now,
        catalogue: Catalogue::built_in(),
    };
    let (state, caller) = (scene.state(), &scene.caller);
    attempt.can_be_said
        && attempt
            .asks
            .iter()
            .all(|(permission, on)| can(state, caller, *permission, on).allowed)
        && decide_all(state, caller, &attempt.commands, &env).is_ok()
}
