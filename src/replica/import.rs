//! From files that were read to commits: a preview against the open Organization, and carrying it out,
//! one commit per file, secrets sealed before each.

use std::collections::BTreeSet;

use leptos::prelude::*;
use planisphere_as_code::Problem;
use planisphere_as_code::mapping::{Mapped, NewSecret, Surroundings, map, refusal};
use planisphere_as_code::protocol::FileReport;
use planisphere_domain::{Cause, Command, State, WorkspaceId};

use super::{Failure, Handle, Ids, Opened, ReadingFiles, Replica, SortKey, caller, sorted_by};
use crate::storage::SealedBlob;

/// What would become of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It would create a Deployment.
    Creates,
    /// It would change one, in this many fields.
    Updates(Vec<String>),
    /// Everything is already as it says.
    Unchanged,
    /// Something speaks against it.
    Refused,
}

/// One thing wrong with a file, for the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemView {
    /// Whether it keeps the file from being applied.
    pub is_error: bool,
    /// The line, from 1; `None` for the whole file.
    pub line: Option<u32>,
    /// The keys that lead there.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

impl From<&Problem> for ProblemView {
    fn from(problem: &Problem) -> Self {
        Self {
            is_error: problem.is_error(),
            line: problem.line,
            path: problem.path.clone(),
            message: problem.message.clone(),
            remedy: problem.remedy.clone(),
        }
    }
}

/// One file of a drop, as it stands against the open Organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePreview {
    /// The file's name.
    pub file: String,
    /// The Deployment's name; empty when it cannot be read.
    pub deployment: String,
    /// The Workspace's name as the file gives it.
    pub workspace: String,
    /// What would happen.
    pub verdict: Verdict,
    /// How many secrets would be sealed.
    pub secrets: usize,
    /// What speaks against it, and what its author may not expect, by line.
    pub problems: Vec<ProblemView>,
    /// Keys that were read and have no effect, with the line and the reason.
    pub ignored: Vec<(String, u32, String)>,
}

/// All files of a drop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReview {
    /// In the order of the drop.
    pub files: Vec<FilePreview>,
    /// Workspaces that the files name and that do not exist, with whether they may be created.
    pub missing_workspaces: Vec<String>,
}

impl ImportReview {
    /// Files that can be applied and change something.
    #[must_use]
    pub fn applicable(&self) -> usize {
        self.files
            .iter()
            .filter(|file| matches!(file.verdict, Verdict::Creates | Verdict::Updates(_)))
            .count()
    }
}

/// What became of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// How many files were applied.
    pub count: usize,
    /// Why one of the others was not, although the preview allowed it.
    pub failed: Option<Failure>,
}

/// A file on its way through the state that the files before it would leave.
struct Step {
    preview: FilePreview,
    commands: Vec<Command>,
    secrets: Vec<NewSecret>,
}

impl Replica {
    /// What the files that were read would do, or why they could not be read; `None` while reading.
    pub fn review(
        self,
        reading: ReadingFiles,
        creates_workspaces: bool,
    ) -> Option<Result<ImportReview, Failure>> {
        let reports = match reading.outcome.get()? {
            Ok(reports) => reports,
            Err(failure) => return Some(Err(failure)),
        };
        self.read(|opened| {
            let mut fork = opened.clone();
            let mut missing = BTreeSet::new();
            let mut files = Vec::new();
            let mut named = BTreeSet::new();
            for report in &reports {
                if let Some(name) = missing_workspace(report, &opened.state) {
                    missing.insert(name);
                }
                let mut preview = step(&mut fork, report, creates_workspaces).preview;
                let target = (preview.workspace.clone(), preview.deployment.clone());
                if !preview.deployment.is_empty() && !named.insert(target) {
                    preview.problems.insert(0, named_twice());
                }
                files.push(preview);
            }
            Ok(ImportReview {
                files,
                missing_workspaces: missing.into_iter().collect(),
            })
        })
    }

    /// Applies every file that can be applied, each as a commit of its own, and tells how many were. The
    /// others stay in `reading`, so that what speaks against them can still be read.
    pub async fn apply_import(
        self,
        reading: ReadingFiles,
        creates_workspaces: bool,
    ) -> Result<Applied, Failure> {
        let reports = reading.outcome.get_untracked().unwrap_or(Ok(Vec::new()))?;
        let total = reports.len();
        let handle = self.open_handle()?;
        let mut left = Vec::new();
        let mut failed = None;
        for report in reports {
            // A refusal concerns its own file; anything else would meet the others too.
            if !matches!(failed, None | Some(Failure::Rejected(_))) {
                left.push(report);
                continue;
            }
            match self.apply_file(&handle, &report, creates_workspaces).await {
                Ok(true) => {}
                Ok(false) => left.push(report),
                Err(failure) => {
                    left.push(report);
                    failed = Some(failure);
                }
            }
        }
        let count = total - left.len();
        // Unless the page let go of the files meanwhile.
        reading.outcome.try_update(|outcome| {
            if outcome.is_some() {
                *outcome = Some(Ok(left));
            }
        });
        Ok(Applied { count, failed })
    }

    /// Applies one file, if it can be and changes something.
    async fn apply_file(
        self,
        handle: &Handle,
        report: &FileReport,
        creates_workspaces: bool,
    ) -> Result<bool, Failure> {
        // Mapped again on the state as it is now: other tabs may have written since the preview.
        let mut now = self.still_open(handle)?;
        let step = step(&mut now, report, creates_workspaces);
        if step.commands.is_empty()
            || matches!(step.preview.verdict, Verdict::Refused | Verdict::Unchanged)
        {
            return Ok(false);
        }
        let blobs = self.seal(step.secrets).await?;
        let cause = Cause::Import {
            files: vec![report.reading.name.clone()],
        };
        self.dispatch_all(handle, step.commands, cause, blobs, None)
            .await?;
        Ok(true)
    }

    /// Seals secrets under this device's key, before any transaction opens; asks for the passphrase where it takes one.
    pub(super) async fn seal(self, secrets: Vec<NewSecret>) -> Result<Vec<SealedBlob>, Failure> {
        if secrets.is_empty() {
            return Ok(Vec::new());
        }
        let sealer = self.sealer().await?;
        let mut blobs = Vec::with_capacity(secrets.len());
        for secret in secrets {
            let plain = secret.text.reveal().as_bytes().to_vec();
            blobs.push(sealer.seal(&secret.id.to_string(), plain).await?);
        }
        Ok(blobs)
    }
}

/// Said of a file whose Deployment an earlier file of the same drop names too.
fn named_twice() -> ProblemView {
    ProblemView {
        is_error: false,
        line: None,
        path: "deployment.configuration.name".to_owned(),
        message:
            "another file of this drop names the same Deployment; this one is applied after it"
                .to_owned(),
        remedy: "Drop only the one that counts, or give them different names.".to_owned(),
    }
}

fn missing_workspace(report: &FileReport, state: &State) -> Option<String> {
    let name = report
        .reading
        .file
        .as_ref()?
        .configuration
        .workspace_name
        .text()
        .trim();
    let exists = state.workspaces().any(|workspace| workspace.name == name);
    (!exists && !name.is_empty()).then(|| name.to_owned())
}

/// Maps one file and tries its commands; `fork` moves on to the state that the file would leave.
fn step(fork: &mut Opened, report: &FileReport, creates_workspaces: bool) -> Step {
    let ignored = report
        .reading
        .ignored
        .iter()
        .map(|key| (key.path.clone(), key.line, key.reason.clone()))
        .collect();
    let mut preview = FilePreview {
        file: report.reading.name.clone(),
        deployment: String::new(),
        workspace: String::new(),
        verdict: Verdict::Refused,
        secrets: 0,
        problems: report
            .reading
            .problems
            .iter()
            .map(ProblemView::from)
            .collect(),
        ignored,
    };
    let (Some(file), Some(viewer)) = (&report.reading.file, fork.viewer) else {
        return Step {
            preview,
            commands: Vec::new(),
            secrets: Vec::new(),
        };
    };
    // Random numbers cannot fail here: the same source made the ids of this page's Organization.
    let mut ids = || Ids::workspace().map_or(0, WorkspaceId::bits);
    let super::Env { now, catalogue } = super::env();
    let around = Surroundings {
        state: &fork.state,
        caller: &caller(viewer, now),
        catalogue: &catalogue,
        creates_workspaces,
    };
    let Mapped {
        name,
        workspace,
        commands,
        secrets,
        changes,
        problems,
        ..
    } = map(report, file, around, &mut ids);
    preview.deployment = name;
    preview.workspace = workspace;
    preview.problems = problems.iter().map(ProblemView::from).collect();
    preview.secrets = secrets.len();
    if !commands.is_empty() {
        match Replica::dry_run(fork, &commands) {
            Ok(after) => {
                let is_update = commands
                    .iter()
                    .any(|command| matches!(command, Command::UpdateDeployment { .. }));
                preview.verdict = match (is_update, changes.is_empty()) {
                    (false, _) => Verdict::Creates,
                    (true, true) => Verdict::Unchanged,
                    (true, false) => Verdict::Updates(
                        changes
                            .iter()
                            .map(|change| change.field.to_owned())
                            .collect(),
                    ),
                };
                fork.state = after;
            }
            Err((_, rejection)) => preview
                .problems
                .extend(refusal(file, &rejection).iter().map(ProblemView::from)),
        }
    }
    preview.problems = sorted_by(preview.problems, false, |problem| {
        SortKey::Number(problem.line.unwrap_or(0).into())
    });
    Step {
        preview,
        commands,
        secrets,
    }
}
