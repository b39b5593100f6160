//! Operations on a Deployment.

use planisphere_domain::access::Holder;
use planisphere_domain::api_token::TokenScope;
use planisphere_domain::deployment::DeploymentField;
use planisphere_domain::policy::Permission;
use planisphere_domain::{ApiTokenId, Command, Event, WorkspaceId};
use planisphere_fixtures::access::WordId;

use super::args::Args;
use super::attempt::Attempt;
use super::roles::{holder, on_deployment};
use super::workspace::environment_object;
use super::{Failure, Scene, fields, tokens};

/// Fields of an update that are asked about in general: an image deploy sets the Runtime, and the others are
/// taken by Deployments of one kind only, which is no matter of access.
const ASKED_IN_GENERAL: &[&str] = &[
    "runtime",
    "runtimeVersion",
    "astroRuntimeVersion",
    "scheduler",
    "schedulerAu",
    "schedulerReplicas",
    "taskPodNodePoolId",
    "remoteExecution",
];

/// What the row tries; `None` for the plain action that its permission describes.
pub fn attempt(scene: &mut Scene, args: &mut Args) -> Result<Option<Attempt>, Failure> {
    let scope = scene.deployment().map(TokenScope::Deployment);
    if args.is_empty() {
        return Ok(None);
    }
    Ok(Some(match scene.permission {
        Permission::DeploymentConfigUpdate | Permission::DeploymentUpdate => update(scene, args)?,
        Permission::DeploymentTransfer => Attempt::of([Command::TransferDeployment {
            id: scene.deployment()?,
            target: WorkspaceId::of(&args.need("targetWorkspaceId")?),
        }]),
        Permission::DeploymentDeploysUpdate => match args.need("op")?.as_str() {
            // Going back to an earlier deploy is what the permission is for (rule 53).
            "rollback" => Attempt::asking(scene.permission, scene.resource.clone()),
            other => return Err(format!("unknown op `{other}`")),
        },
        Permission::DeploymentUsersDelete | Permission::DeploymentTeamsDelete => {
            let holder = holder(args)?.ok_or("unknown operation on nobody")?;
            on_deployment(scene.deployment()?, holder, args)?
        }
        Permission::DeploymentApiTokensRolesUpdate => {
            let id = ApiTokenId::of(&args.need("tokenId")?);
            on_deployment(scene.deployment()?, Holder::ApiToken(id), args)?
        }
        Permission::DeploymentApiTokensCreate => tokens::mint(scope?, args)?,
        Permission::DeploymentApiTokensUpdate => tokens::update(scene, scope?, args)?,
        Permission::DeploymentApiTokensRotate => tokens::rotate(scope?, args)?,
        Permission::DeploymentApiTokensDelete => tokens::delete(scope?, args)?,
        Permission::DeploymentEnvObjectsCreate => environment_object(scene, args)?,
        _ => return Ok(None),
    }))
}

fn update(scene: &mut Scene, args: &mut Args) -> Result<Attempt, Failure> {
    let id = scene.deployment()?;
    let mut asks = Vec::new();
    let mut names = args.texts("fields")?.unwrap_or_default();
    names.retain(|name| {
        let is_general = ASKED_IN_GENERAL.contains(&name.as_str());
        if is_general {
            asks.push((Permission::DeploymentUpdate, scene.resource.clone()));
        }
        !is_general
    });
    prepare(scene, &names)?;
    let now = scene.organization.now;
    let Some(stored) = scene.state().deployment(id) else {
        return Ok(Attempt::impossible());
    };
    let mut values = Vec::new();
    if let Some(is_on) = args.flag("isCicdEnforced")? {
        values.push(DeploymentField::IsCicdEnforced(is_on));
        names.retain(|name| name != "isCicdEnforced");
    }
    for name in &names {
        values.extend(fields::deployment(stored, name, now)?);
    }
    let edits = fields::of_deployment(stored, values);
    Ok(Attempt {
        asks,
        ..Attempt::of([Command::UpdateDeployment { id, edits }])
    })
}

/// Development mode is chosen at creation, so what depends on it is asked of a Deployment in that mode.
fn prepare(scene: &mut Scene, names: &[String]) -> Result<(), Failure> {
    let is_about_it = |name: &String| {
        name == "isDevelopmentMode" || name.contains("ibernation") || name == "scalingSpec"
    };
    if names.iter().any(is_about_it) {
        let id = scene.deployment()?;
        scene.add(&Event::DeploymentEdited {
            id,
            changes: vec![DeploymentField::IsDevelopmentMode(true)],
        });
    }
    Ok(())
}
