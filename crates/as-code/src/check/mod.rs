//! What a Deployment file demands of itself: required fields, spellings and ranges, as far as the file
//! alone can tell. Workspaces, clusters, stored Deployments and the rules of the model are somebody
//! else's question.

mod address;
mod configuration;
mod infrastructure;
mod queues;
mod remote;
mod variables;

use planisphere_domain::catalogue::Machine;
use planisphere_domain::deployment::DeploymentType;
use serde::{Deserialize, Serialize};

use crate::file::DeploymentFile;
use crate::located::{Given, Position};
use crate::problem::{Code, Findings, Problem, quoted};

/// What is to happen with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// A new Deployment.
    Create,
    /// A change of the Deployment of that name.
    Update,
}

/// Everything that speaks against creating or updating a Deployment from this file, by line. Worker queues run on
/// one of the `machines` that there are.
#[must_use]
pub fn check(file: &DeploymentFile, action: Action, machines: &[Machine]) -> Vec<Problem> {
    let mut check = Check {
        file,
        action,
        machines,
        kind: file.configuration.deployment_type_meant(),
        findings: Findings::default(),
    };
    check.required();
    check.executor();
    check.alert_emails();
    check.environment_variables();
    check.worker_queues();
    check.infrastructure();
    check.choices();
    check.remote_execution();
    check.hibernation();
    check.without_effect();
    check.findings.finish().0
}

/// What holds whatever is to happen: shown beside the reasons why a file could not be read.
pub(crate) fn for_both(file: &DeploymentFile, machines: &[Machine]) -> Vec<Problem> {
    let update = check(file, Action::Update, machines);
    let mut both = check(file, Action::Create, machines);
    both.retain(|problem| problem.is_error() && update.contains(problem));
    both
}

/// A file being checked.
struct Check<'f> {
    file: &'f DeploymentFile,
    action: Action,
    machines: &'f [Machine],
    kind: DeploymentType,
    findings: Findings,
}

impl Check<'_> {
    fn is_hosted(&self) -> bool {
        self.kind != DeploymentType::Hybrid
    }

    fn error(
        &mut self,
        code: Code,
        path: &str,
        at: Option<Position>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.findings
            .add(Problem::error(code, path, message, remedy).at(at));
    }

    fn warn(
        &mut self,
        code: Code,
        path: &str,
        at: Option<Position>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.findings
            .add(Problem::warning(code, path, message, remedy).at(at));
    }

    /// Reports an empty text as missing, at its own place or at the one around it.
    fn require(&mut self, given: &Given<String>, path: &str, around: Option<Position>) {
        if given.text().is_empty() {
            let key = path.rsplit('.').next().unwrap_or(path);
            let at = given.at().or(around);
            let remedy = format!("Add {} with a value.", quoted(key));
            self.error(
                Code::MissingField,
                path,
                at,
                format!("missing required field: {path}"),
                remedy,
            );
        }
    }
}
