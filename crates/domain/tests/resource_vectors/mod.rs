//! Reads a row, sets its scene, lets the operation's own module try it, and compares.

mod alerts;
mod cluster;
mod compare;
mod deployment;
mod deploys;
mod environment;
mod files;
mod hibernation;
mod input;
mod listing;
mod organization;
mod people;
mod row;
mod runtime;
mod tokens;
mod workspace;
mod world;

use serde_json::{Map, Value};

use input::Input;
use row::{Layer, Row};
use world::World;

/// What became of a row.
#[derive(Debug)]
pub enum Judged {
    /// As expected.
    Passed,
    /// Not for the core.
    PassedOver,
    /// Why not.
    Failed(String),
}

/// Why an operation gave no result.
#[derive(Debug)]
pub enum Stop {
    /// The runner does not know what the row says.
    Unknown(String),
    /// The core refuses: what it says of each problem.
    Refused(Vec<String>),
}

impl Stop {
    /// Something that the runner does not know.
    pub fn unknown(what: impl std::fmt::Display) -> Self {
        Self::Unknown(format!("unknown {what}"))
    }

    /// A refusal that is one sentence.
    pub fn refused(text: impl Into<String>) -> Self {
        Self::Refused(vec![text.into()])
    }
}

/// What an operation gives back.
pub type Answer = Result<Value, Stop>;

/// Judges one row on a fresh fixture.
pub fn judge(fixture: &Value, row: &Value) -> Judged {
    let row = match Row::read(row) {
        Ok(row) => row,
        Err(reason) => return Judged::Failed(reason),
    };
    if row.layer == Layer::Api {
        return Judged::PassedOver;
    }
    match try_out(fixture, &row) {
        Err(Stop::Unknown(reason)) => Judged::Failed(reason),
        Ok(result) => verdict(&row, Ok(&result)),
        Err(Stop::Refused(texts)) => verdict(&row, Err(&texts)),
    }
}

fn try_out(fixture: &Value, row: &Row) -> Answer {
    let (circumstances, input): (Map<_, _>, Map<_, _>) = row
        .input
        .clone()
        .into_iter()
        .partition(|(key, _)| key.starts_with('_'));
    let mut world = World::new(fixture, circumstances, &input)?;
    let mut input = Input::new(input);
    let answer = operate(&mut world, &row.operation, &mut input);
    if let Err(stop @ Stop::Unknown(_)) = answer {
        return Err(stop);
    }
    input.finish()?;
    world.finish()?;
    answer
}

/// The operation's own module tries it.
fn operate(world: &mut World, operation: &str, input: &mut Input) -> Answer {
    let Some((entity, action)) = operation.split_once('.') else {
        return Err(Stop::unknown(format!("operation `{operation}`")));
    };
    match entity {
        "agent_token" => deploys::agent_token(world, action, input),
        "deploy" => deploys::run(world, action, input),
        "alert" => alerts::alert(world, action, input),
        "channel" => alerts::channel(world, action, input),
        "envobject" => environment::run(world, action, input),
        "cluster" => cluster::run(world, action, input),
        "organization" => organization::run(world, action, input),
        "workspace" => workspace::run(world, action, input),
        "deployment" => deployment::run(world, action, input),
        "deployment_file" => files::run(world, action, input),
        "hibernation" => hibernation::run(world, action, input),
        "autoscale" => hibernation::autoscale(action, input),
        "user" => people::user(world, action, input),
        "team" => people::team(world, action, input),
        "role" => people::role(world, action, input),
        "ip" => people::ip(world, action, input),
        "token" => tokens::run(world, action, input),
        "runtime" => runtime::run(action, input),
        _ => Err(Stop::unknown(format!("operation `{operation}`"))),
    }
}

fn verdict(row: &Row, got: Result<&Value, &[String]>) -> Judged {
    let is_compared = row.layer == Layer::Core;
    let differs = match (row.expected.as_str(), got) {
        ("ok", Ok(result)) if is_compared => {
            let expected = Value::Object(row.result.clone());
            compare::difference("result", &expected, result)
        }
        ("error", Err(texts)) if is_compared => {
            let wanted = row.error_contains.as_deref().unwrap_or_default();
            let holds = |text: &String| text.to_lowercase().contains(&wanted.to_lowercase());
            (!texts.iter().any(holds)).then(|| format!("no `{wanted}` in {texts:?}"))
        }
        ("ok", Ok(_)) | ("error", Err(_)) => None,
        ("ok", Err(texts)) => Some(format!("refused: {texts:?}")),
        ("error", Ok(result)) => Some(format!("accepted: {result}")),
        (other, _) => Some(format!("unknown expectation `{other}`")),
    };
    differs.map_or(Judged::Passed, Judged::Failed)
}
