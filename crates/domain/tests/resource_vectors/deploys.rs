//! `deploy.create`, `deploy.image`, `deploy.rollback` and `agent_token.create`.

use planisphere_domain::access::Bindings;
use planisphere_domain::agent_token::AgentTokenDraft;
use planisphere_domain::api_token::{ApiToken, TokenKind, TokenScope};
use planisphere_domain::deploy::{
    Code, Deploy, DeployDraft, DeployOutcome, DeploySource, DeployStatus, DeployType, GitDetails,
    GitDraft, ImageDraft,
};
use planisphere_domain::policy::FOUNDER;
use planisphere_domain::{
    Actor, AgentTokenId, ApiTokenId, Command, DeployId, DeploymentId, Event, Timestamp,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::input::Input;
use super::world::{World, deployment_id};
use super::{Answer, Stop, deployment};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct DeployRequest {
    #[serde(rename = "type")]
    deploy_type: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    bundle_mount_path: String,
    #[serde(default)]
    bundle_type: String,
    git: Option<GitRequest>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct GitRequest {
    provider: String,
    #[serde(default)]
    commit_sha: String,
    #[serde(default)]
    before_commit_sha: String,
    #[serde(default)]
    commit_url: String,
    #[serde(default)]
    branch: String,
    #[serde(default)]
    path: String,
    #[serde(default)]
    account: String,
    #[serde(default)]
    repo: String,
    #[serde(default)]
    remote_url: String,
    #[serde(default)]
    author_name: String,
    #[serde(default)]
    author_url: String,
    #[serde(default)]
    author_username: String,
}

impl From<GitRequest> for GitDraft {
    fn from(request: GitRequest) -> Self {
        Self {
            provider: request.provider,
            details: GitDetails {
                commit_sha: request.commit_sha,
                before_commit_sha: request.before_commit_sha,
                commit_url: request.commit_url,
                branch: request.branch,
                path: request.path,
                account: request.account,
                repo: request.repo,
                remote_url: request.remote_url,
                author_name: request.author_name,
                author_url: request.author_url,
                author_username: request.author_username,
            },
        }
    }
}

/// Tries an operation on deploys.
pub fn run(world: &mut World, action: &str, input: &mut Input) -> Answer {
    let deployment = deployment_id(&input.text("deploymentId")?)?;
    match action {
        "create" => {
            let kind: Option<String> = input.optional("actorKind")?;
            match kind.as_deref() {
                None | Some("USER") => {}
                Some("API_TOKEN") => act_as_token(world),
                Some(other) => return Err(Stop::unknown(format!("kind of actor `{other}`"))),
            }
            create(world, deployment, input.part("body")?)
        }
        "image" => {
            let runtime = input.text("runtime")?;
            image(world, deployment, runtime)
        }
        "rollback" => {
            let age: i64 = input.part("deployAgeDays")?;
            roll_back(world, deployment, age)
        }
        other => Err(Stop::unknown(format!("operation `deploy.{other}`"))),
    }
}

/// From here on a token asks that may do everything.
fn act_as_token(world: &mut World) {
    let id = ApiTokenId::from_bits(world.bits());
    let (now, by) = (world.stored.env.now, world.stored.caller.actor);
    world.add(&Event::ApiTokenCreated(ApiToken {
        id,
        name: "deployer".into(),
        description: String::new(),
        scope: TokenScope::Organization,
        organization_role: Some(FOUNDER),
        roles: Bindings::default(),
        kind: TokenKind::Standard,
        expiry_period_in_days: None,
        end_at: None,
        rotations: 0,
        last_rotated_at: None,
        created_at: now,
        created_by: by,
        updated_at: now,
        updated_by: by,
    }));
    world.stored.caller.actor = Actor::ApiToken(id);
}

fn draft(world: &mut World, deployment: DeploymentId, deploy_type: &str) -> DeployDraft {
    DeployDraft {
        id: DeployId::from_bits(world.bits()),
        deployment_id: deployment,
        deploy_type: deploy_type.to_owned(),
        description: String::new(),
        source: DeploySource::Hand,
        image: None,
        bundle_mount_path: String::new(),
        bundle_type: String::new(),
        git: None,
    }
}

fn create(world: &mut World, deployment: DeploymentId, request: DeployRequest) -> Answer {
    let mut draft = draft(world, deployment, &request.deploy_type);
    draft.description = request.description;
    draft.bundle_mount_path = request.bundle_mount_path;
    draft.bundle_type = request.bundle_type;
    draft.git = request.git.map(GitDraft::from);
    let id = draft.id;
    world.decide(&[Command::CreateDeploy(Box::new(draft))])?;
    let deploy = world.state().deploy(id);
    Ok(shown(
        deploy.ok_or_else(|| Stop::refused("deploy not found"))?,
    ))
}

fn image(world: &mut World, deployment: DeploymentId, runtime: String) -> Answer {
    let mut draft = draft(world, deployment, DeployType::ImageOnly.api());
    draft.image = Some(ImageDraft {
        runtime: Some(runtime),
        ..ImageDraft::default()
    });
    let id = draft.id;
    let outcome = DeployOutcome::Deployed {
        dag_tarball_version: None,
        bundle_tarball_version: None,
    };
    world.decide(&[
        Command::CreateDeploy(Box::new(draft)),
        Command::FinalizeDeploy { id, outcome },
    ])?;
    deployment::read(world, deployment)
}

/// Returns to a deploy that came through so many days ago.
fn roll_back(world: &mut World, deployment: DeploymentId, age: i64) -> Answer {
    let (now, by) = (world.stored.env.now, world.stored.caller.actor);
    let stored = world.state().deployment(deployment);
    let code = Code::of(stored.ok_or_else(|| Stop::refused("Deployment not found"))?);
    let at = Timestamp::from_seconds(now.seconds() - age * 86_400);
    let (target, id) = (
        DeployId::from_bits(world.bits()),
        DeployId::from_bits(world.bits()),
    );
    world.add(&Event::DeployCreated(Box::new(Deploy {
        id: target,
        deployment_id: deployment,
        deploy_type: DeployType::ImageAndDag,
        status: DeployStatus::Deployed,
        source: DeploySource::Import,
        description: String::new(),
        code,
        bundle: None,
        git: None,
        rollback_from_id: None,
        number: 1,
        created_at: at,
        created_by: by,
        updated_at: at,
        updated_by: by,
    })));
    world.decide(&[Command::RollBackDeploy {
        id,
        deployment,
        target,
        description: String::new(),
    }])?;
    let deploy = world.state().deploy(id);
    Ok(shown(
        deploy.ok_or_else(|| Stop::refused("deploy not found"))?,
    ))
}

/// A deploy as a client reads it.
fn shown(deploy: &Deploy) -> Value {
    let code = &deploy.code;
    // DPL-3: the address comes from a store that is not here.
    let address = |is_there: bool| is_there.then_some("https://uploads.example.com");
    json!({
        "id": deploy.id,
        "deploymentId": deploy.deployment_id,
        "type": deploy.deploy_type.api(),
        "status": deploy.status.api(),
        "description": deploy.description,
        "imageRepository": code.image.as_ref().map(|image| &image.repository),
        "imageTag": code.image.as_ref().map(|image| &image.tag),
        "astroRuntimeVersion": code.runtime.text(),
        "airflowVersion": code.airflow_version,
        "isDagDeployEnabled": code.is_dag_deploy_enabled,
        "dagTarballVersion": code.dag_tarball_version,
        "dagsUploadUrl": address(deploy.uploads_dags()),
        "bundleUploadUrl": address(deploy.bundle.is_some()),
        "bundleMountPath": deploy.bundle.as_ref().map(|bundle| &bundle.mount_path),
        "git": deploy.git,
        "rollbackFromId": deploy.rollback_from_id,
    })
}

/// Creates an agent token.
pub fn agent_token(world: &mut World, action: &str, input: &mut Input) -> Answer {
    if action != "create" {
        return Err(Stop::unknown(format!("operation `agent_token.{action}`")));
    }
    let deployment = deployment_id(&input.text("deploymentId")?)?;
    let id = AgentTokenId::from_bits(world.bits());
    let draft = AgentTokenDraft {
        id,
        deployment_id: deployment,
        name: input.text("name")?,
        description: input.optional("description")?.unwrap_or_default(),
        expiry_period_in_days: input.optional("tokenExpiryPeriodInDays")?,
    };
    world.decide(&[Command::CreateAgentToken(draft)])?;
    let token = world.state().agent_token(id);
    let token = token.ok_or_else(|| Stop::refused("agent token not found"))?;
    // The text is issued by a server, which is not here.
    Ok(json!({
        "id": token.id,
        "name": token.name,
        "description": token.description,
        "scope": "DEPLOYMENT",
        "token": "issued-by-a-stand-in",
        "shortToken": "issued",
        "expiryPeriodInDays": token.expiry_period_in_days,
        "startAt": token.created_at,
        "endAt": token.end_at,
    }))
}
