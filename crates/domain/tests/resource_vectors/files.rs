//! `deployment_file.create` and `deployment_file.update`: what a Deployment file means here.

use planisphere_as_code::mapping::{Surroundings, map};
use planisphere_as_code::protocol::FileReport;
use planisphere_as_code::{Action, Problem};
use planisphere_domain::{Catalogue, Command};
use serde_json::json;

use super::deployment::read;
use super::input::Input;
use super::world::World;
use super::{Answer, Stop};

/// Tries an operation on a file.
pub fn run(world: &mut World, action: &str, input: &mut Input) -> Answer {
    let action = match action {
        "create" => Action::Create,
        "update" => Action::Update,
        other => {
            return Err(Stop::unknown(format!(
                "operation `deployment_file.{other}`"
            )));
        }
    };
    let text = input.text("file")?;
    let name: Option<String> = input.optional("filename")?;
    let stage: Option<String> = input.optional("stage")?;
    let _: Option<String> = input.optional("note")?;
    let report = FileReport::of(
        name.as_deref().unwrap_or("deployment.yaml"),
        text.as_bytes(),
        Catalogue::built_in().machines(),
    );
    refuse(report.problems(action).into_iter())?;
    let Some(file) = &report.reading.file else {
        return Err(Stop::refused("the file is empty"));
    };
    match stage.as_deref() {
        // Only what the file alone can tell.
        Some("fields") => return Ok(json!({"name": file.configuration.name.text()})),
        Some(other) => return Err(Stop::unknown(format!("stage `{other}`"))),
        None => {}
    }
    let stored = world.stored.clone();
    let around = Surroundings {
        state: &stored.state,
        caller: &stored.caller,
        catalogue: &stored.env.catalogue,
        creates_workspaces: false,
    };
    let mapped = map(&report, file, around, &mut || world.bits());
    refuse(mapped.problems.iter())?;
    // The command line knows beforehand which of the two it does.
    if mapped.action != action {
        return Err(Stop::refused(match action {
            Action::Create => "deployment: it already exists",
            Action::Update => "deployment: it does not exist",
        }));
    }
    for secret in &mapped.secrets {
        let text = secret.text.reveal().to_owned();
        world.stored.secrets.insert(secret.id, text);
    }
    world.decide(&mapped.commands)?;
    let named = mapped.commands.iter().find_map(|command| match command {
        Command::CreateDeployment(draft) => Some(draft.id),
        Command::UpdateDeployment { id, .. } => Some(*id),
        _ => None,
    });
    read(
        world,
        named.ok_or_else(|| Stop::unknown("meaning of the file"))?,
    )
}

fn refuse<'a>(problems: impl Iterator<Item = &'a Problem>) -> Result<(), Stop> {
    let errors = problems.filter(|problem| problem.is_error());
    let texts: Vec<String> = errors
        .map(|problem| format!("{}: {}", problem.path, problem.message))
        .collect();
    if texts.is_empty() {
        Ok(())
    } else {
        Err(Stop::Refused(texts))
    }
}
