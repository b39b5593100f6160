//! Operations on a Workspace.

use planisphere_domain::api_token::TokenScope;
use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::deployment::{DeploymentDraft, InfrastructureChoice};
use planisphere_domain::policy::{EnvironmentObjectType, Permission};
use planisphere_domain::workspace::WorkspaceField;
use planisphere_domain::{ClusterId, Command, DeploymentId, Edit, QueueId};
use planisphere_fixtures::access::WordId;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;

use super::args::Args;
use super::attempt::Attempt;
use super::roles::{holder, in_workspace};
use super::{Failure, Scene, tokens};

/// What the row tries; `None` for the plain action that its permission describes.
pub fn attempt(scene: &mut Scene, args: &mut Args) -> Result<Option<Attempt>, Failure> {
    let scope = scene.workspace().map(TokenScope::Workspace);
    if scene.permission == Permission::WorkspaceDelete {
        return Ok(Some(Attempt::of([Command::DeleteWorkspace {
            id: scene.workspace()?,
        }])));
    }
    if args.is_empty() {
        return Ok(None);
    }
    Ok(Some(match scene.permission {
        Permission::WorkspaceUsersCreate
        | Permission::WorkspaceUsersUpdate
        | Permission::WorkspaceTeamsCreate
        | Permission::WorkspaceTeamsUpdate => in_workspace(scene, scene.workspace()?, args)?,
        Permission::WorkspaceUsersDelete | Permission::WorkspaceTeamsDelete => {
            Attempt::of([Command::AssignWorkspaceRole {
                holder: holder(args)?.ok_or("unknown operation on nobody")?,
                workspace: scene.workspace()?,
                role: None,
            }])
        }
        Permission::WorkspaceApiTokensCreate => tokens::mint(scope?, args)?,
        Permission::WorkspaceApiTokensUpdate => tokens::update(scene, scope?, args)?,
        Permission::WorkspaceApiTokensRotate => tokens::rotate(scope?, args)?,
        Permission::WorkspaceApiTokensDelete => tokens::delete(scope?, args)?,
        Permission::WorkspaceDeploymentsCreate => create_deployment(scene, args)?,
        Permission::WorkspaceSettingsUpdate => settings(scene, args)?,
        Permission::WorkspaceEnvObjectsCreate => environment_object(scene, args)?,
        _ => return Ok(None),
    }))
}

fn create_deployment(scene: &Scene, args: &mut Args) -> Result<Attempt, Failure> {
    let cluster = args.need("clusterId")?;
    let mut draft = DeploymentDraft::new(
        DeploymentId::of("a new Deployment"),
        QueueId::from_bits(1),
        scene.workspace()?,
        "a new Deployment",
    );
    let is_standard = scene.organization.standard_clusters.contains(&cluster);
    draft.infrastructure = Some(if is_standard {
        InfrastructureChoice::Standard {
            cloud_provider: CloudProvider::Aws,
            region: "us-east-1".into(),
        }
    } else {
        InfrastructureChoice::Cluster(ClusterId::of(&cluster))
    });
    Ok(Attempt::of([Command::CreateDeployment(Box::new(draft))]))
}

fn settings(scene: &Scene, args: &mut Args) -> Result<Attempt, Failure> {
    let id = scene.workspace()?;
    let Some(stored) = scene.state().workspace(id) else {
        return Ok(Attempt::impossible());
    };
    let mut values = Vec::new();
    if let Some(is_on) = args.flag("cicdEnforcedDefault")? {
        values.push(WorkspaceField::CicdEnforcedDefault(is_on));
    }
    for field in args.texts("fields")?.unwrap_or_default() {
        match field.as_str() {
            "name" => values.push(WorkspaceField::Name("Renamed".into())),
            "description" => values.push(WorkspaceField::Description("Changed".into())),
            // Its value is an argument of its own.
            "cicdEnforcedDefault" if !values.is_empty() => {}
            "cicdEnforcedDefault" => {
                let flipped = !stored.cicd_enforced_default;
                values.push(WorkspaceField::CicdEnforcedDefault(flipped));
            }
            other => return Err(format!("unknown field `{other}`")),
        }
    }
    let edit = |value: WorkspaceField| Edit::new(stored.field(&value), value);
    Ok(Attempt::of([Command::UpdateWorkspace {
        id,
        edits: values.into_iter().map(edit).collect(),
    }]))
}

/// The tier that the kind of an Environment Manager object needs (section 17).
pub fn environment_object(scene: &Scene, args: &mut Args) -> Result<Attempt, Failure> {
    let name = args.need("objectType")?;
    let text: serde::de::value::StrDeserializer<'_, Error> = name.as_str().into_deserializer();
    let kind = EnvironmentObjectType::deserialize(text)
        .map_err(|_| format!("unknown objectType `{name}`"))?;
    let tier = scene.record().plan.tier();
    Ok(Attempt::asking_with(
        scene.permission,
        scene.resource.clone(),
        kind.least_tier().is_none_or(|least| tier >= least),
    ))
}
