//! `workspace.create`, `workspace.update`, `workspace.delete` and `workspace.list`.

use planisphere_domain::listing::page;
use planisphere_domain::workspace::{DefaultInfrastructure, Workspace, WorkspaceRequest};
use planisphere_domain::{Command, ResourceRef, WorkspaceId};
use serde_json::{Value, json};

use super::input::Input;
use super::listing::{is_named, list_request, shown_page};
use super::world::{World, id};
use super::{Answer, Stop};

/// Tries an operation on Workspaces.
pub fn run(world: &mut World, action: &str, input: &mut Input) -> Answer {
    match action {
        "create" => create(world, &input.request()?),
        "update" => {
            let id = id("Workspace", &input.text("workspaceId")?)?;
            update(world, id, &input.part("body")?)
        }
        "delete" => {
            let id = id("Workspace", &input.text("workspaceId")?)?;
            world.decide(&[Command::DeleteWorkspace { id }])?;
            Ok(json!({}))
        }
        "list" => list(world, input),
        other => Err(Stop::unknown(format!("operation `workspace.{other}`"))),
    }
}

fn create(world: &mut World, request: &WorkspaceRequest) -> Answer {
    let id = WorkspaceId::from_bits(world.bits());
    let draft = request.draft(id)?;
    world.decide(&[Command::CreateWorkspace(draft)])?;
    read(world, id)
}

fn update(world: &mut World, id: WorkspaceId, request: &WorkspaceRequest) -> Answer {
    let edits = request.edits(stored(world, id)?)?;
    world.decide(&[Command::UpdateWorkspace { id, edits }])?;
    read(world, id)
}

/// WS-9.
fn list(world: &World, input: &mut Input) -> Answer {
    let ids: Option<Vec<String>> = input.optional("workspaceIds")?;
    let names: Option<Vec<String>> = input.optional("names")?;
    let mut items: Vec<&Workspace> = world.state().workspaces().collect();
    items.retain(|it| world.sees(&ResourceRef::Workspace(it.id)));
    items.retain(|it| is_named(ids.as_deref(), &it.id.to_string()));
    items.retain(|it| is_named(names.as_deref(), &it.name));
    let fields = ["createdAt", "name", "updatedAt"];
    let compare = |field: &str, a: &&Workspace, b: &&Workspace| match field {
        "name" => a.name.cmp(&b.name),
        "createdAt" => a.created_at.cmp(&b.created_at),
        _ => a.updated_at.cmp(&b.updated_at),
    };
    let page = page(&list_request(input)?, items, compare, &fields)?;
    Ok(shown_page(&page, |it| it.id.to_string()))
}

fn stored(world: &World, id: WorkspaceId) -> Result<&Workspace, Stop> {
    let found = world.state().workspace(id);
    found.ok_or_else(|| Stop::refused("Workspace not found"))
}

fn read(world: &World, id: WorkspaceId) -> Answer {
    let workspace = stored(world, id)?;
    let (cluster, provider, region): (_, _, Option<&str>) = match &workspace.default_infrastructure
    {
        Some(DefaultInfrastructure::Cluster(id)) => (Some(*id), None, None),
        Some(DefaultInfrastructure::Standard {
            cloud_provider,
            region,
        }) => (None, Some(cloud_provider.api()), Some(region)),
        None => (None, None, None),
    };
    let value: Value = json!({
        "id": workspace.id,
        "name": workspace.name,
        "description": workspace.description,
        "cicdEnforcedDefault": workspace.cicd_enforced_default,
        "defaultClusterId": cluster,
        "defaultCloudProvider": provider,
        "defaultRegion": region,
        "organizationId": world.state().organization().map(|it| it.id),
        "organizationName": world.state().organization().map(|it| it.name.clone()),
        "createdAt": workspace.created_at,
        "updatedAt": workspace.updated_at,
    });
    Ok(value)
}
