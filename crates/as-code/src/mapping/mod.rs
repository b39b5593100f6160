//! What a Deployment file means for one Organization: the commands that it stands for, the secrets that
//! have to be sealed first, and what speaks against it.
//!
//! Names are looked up in the state it is given. Nothing is changed and nothing is sealed here; the
//! rules of the model are judged by the domain when the commands are tried.

mod configuration;
mod create;
mod lookup;
mod paths;
mod update;

use planisphere_domain::{
    Caller, Catalogue, Command, Permission, Rejection, ResourceRef, SecretId, State, WorkspaceId,
    can,
};

use crate::Action;
use crate::file::DeploymentFile;
use crate::problem::{Code, Problem};
use crate::protocol::FileReport;
use crate::secret::SecretText;

pub use update::FieldChange;

/// Makes the numbers behind new ids; the browser's random numbers in the app.
pub type NewIds<'a> = &'a mut dyn FnMut() -> u128;

/// What surrounds a file when it is mapped.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// The Organization as it is, with everything that files before this one would make.
    pub state: &'a State,
    /// Who imports, and when: what they may not see is as if it were not there.
    pub caller: &'a Caller,
    /// What there is to choose from.
    pub catalogue: &'a Catalogue,
    /// Whether a Workspace that does not exist may be created.
    pub creates_workspaces: bool,
}

impl Surroundings<'_> {
    /// Whether the importing person may read a thing.
    fn sees(&self, permission: Permission, resource: &ResourceRef) -> bool {
        can(self.state, self.caller, permission, resource).allowed
    }
}

/// A secret of the file that has to be sealed before its command is carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSecret {
    /// The reference that the command carries.
    pub id: SecretId,
    /// The clear text.
    pub text: SecretText,
}

/// A file's meaning.
#[derive(Clone, Debug)]
pub struct Mapped {
    /// Whether it creates or updates.
    pub action: Action,
    /// The Deployment's name.
    pub name: String,
    /// The Workspace's name as the file gives it.
    pub workspace: String,
    /// A Workspace that does not exist and would have to be created.
    pub missing_workspace: Option<String>,
    /// The Workspace, existing or new; none when it is missing and may not be created.
    pub workspace_id: Option<WorkspaceId>,
    /// What carries the file out, in order; empty when it has errors.
    pub commands: Vec<Command>,
    /// What has to be sealed.
    pub secrets: Vec<NewSecret>,
    /// What an update changes, field by field.
    pub changes: Vec<FieldChange>,
    /// What speaks against it, and what its author may not expect.
    pub problems: Vec<Problem>,
}

/// Maps a file, with what reading and checking it found, onto an Organization.
#[must_use]
pub fn map(
    report: &FileReport,
    file: &DeploymentFile,
    around: Surroundings<'_>,
    ids: NewIds<'_>,
) -> Mapped {
    let name = file.configuration.name.text().trim().to_owned();
    let workspace = lookup::workspace(file, around, ids);
    let stored = workspace
        .id
        .and_then(|id| around.state.deployment_named(id, &name))
        .filter(|stored| {
            let place = ResourceRef::Deployment(stored.id);
            around.sees(Permission::DeploymentGet, &place)
        });
    let action = if stored.is_some() {
        Action::Update
    } else {
        Action::Create
    };
    let mut mapped = Mapped {
        action,
        name,
        workspace: file.configuration.workspace_name.text().to_owned(),
        missing_workspace: workspace.missing,
        workspace_id: workspace.id,
        commands: Vec::new(),
        secrets: Vec::new(),
        changes: Vec::new(),
        problems: report.problems(action).into_iter().cloned().collect(),
    };
    mapped.problems.extend(workspace.problem);
    let step = match (stored, workspace.id) {
        (Some(stored), _) => update::edits(file, around, stored, ids, &mut mapped),
        (None, Some(id)) => create::draft(file, around, id, ids, &mut mapped),
        (None, None) => None,
    };
    if !mapped.problems.iter().any(Problem::is_error) {
        mapped.commands.extend(workspace.creates);
        mapped.commands.extend(step);
    }
    mapped
}

/// The domain's refusal of a file's commands, at the lines that it concerns.
#[must_use]
pub fn refusal(file: &DeploymentFile, rejection: &Rejection) -> Vec<Problem> {
    let problems = rejection.problems();
    if problems.is_empty() {
        let problem = Problem::error(
            Code::Refused,
            "",
            rejection.to_string(),
            rejection.way_out(),
        );
        return vec![problem.at(file.at)];
    }
    problems
        .iter()
        .map(|problem| {
            let (path, at) = paths::in_file(file, &problem.path);
            Problem::error(
                Code::Refused,
                &path,
                problem.message.as_str(),
                problem.way_out.as_str(),
            )
            .at(at)
        })
        .collect()
}
