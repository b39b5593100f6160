//! A plan on its way to somebody else: a file, or a link that carries all of it behind the `#`, which browsers send to
//! no server. Secrets travel as references.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use leptos::prelude::*;
use planisphere_domain::Timestamp;
use planisphere_domain::plan::{SHARED_FORMAT, SharedPlan};

use super::super::gzip::{pack, unpack};
use super::super::selectors::name_of;
use super::super::{Failure, Replica, Work, now};
use super::{Part, PlanView, Slot, Staged};
use crate::storage::{download, file_name};

/// Characters of a link that every browser, mail program and chat takes.
const MOST_OF_A_LINK: usize = 8_000;

/// What is read of a link at most: one that somebody made longer would be inflated into memory as a whole.
const MOST_READ: usize = 100_000;
/// What is read of a file at most.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// A plan that came from somebody else, against the open Organization.
#[derive(Clone, Debug, PartialEq)]
pub struct Received {
    plan: SharedPlan,
    /// Who staged it.
    pub author: String,
    /// When it was shared.
    pub at: Timestamp,
    /// Its Organization, where that is not the open one.
    pub elsewhere: Option<String>,
    /// What it would do now, and what is refused.
    pub view: PlanView,
}

impl Replica {
    fn shared_plan(self) -> Result<SharedPlan, Failure> {
        let parts = self.parts_to_share();
        self.read_untracked(|opened| {
            let organization = opened.state.organization()?;
            Some(SharedPlan {
                planisphere_plan: SHARED_FORMAT,
                organization: organization.id,
                organization_name: organization.name.clone(),
                author: opened.viewer?.actor(),
                at: now(),
                parts,
            })
        })
        .flatten()
        .ok_or(Failure::NoViewer)
    }

    /// Offers the plan as a file.
    ///
    /// # Errors
    /// When the browser cannot make one.
    pub fn download_plan(self) -> Result<(), Failure> {
        let plan = self.shared_plan()?;
        let text = serde_json::to_vec_pretty(&plan).map_err(unwritable)?;
        let name = file_name(&format!("{} plan", plan.organization_name), "json");
        Ok(download(&name, "application/json", &text)?)
    }

    /// What a link to the plan carries behind its `#`; `None` where it would be too long for a link.
    ///
    /// # Errors
    /// When the browser cannot compress it.
    pub async fn plan_in_a_link(self) -> Result<Option<String>, Failure> {
        let text = serde_json::to_vec(&self.shared_plan()?).map_err(unwritable)?;
        let packed = URL_SAFE_NO_PAD.encode(pack(text, Work::default()).await?);
        Ok((packed.len() <= MOST_OF_A_LINK).then_some(packed))
    }

    /// Reads what a link carries behind its `#`.
    ///
    /// # Errors
    /// When it is no plan.
    pub async fn plan_from_link(self, packed: &str) -> Result<SharedPlan, Failure> {
        if packed.len() > MOST_READ {
            return Err(no_plan());
        }
        let bytes = URL_SAFE_NO_PAD.decode(packed).map_err(|_| no_plan())?;
        let text = unpack(bytes, |_| Ok(()), Work::default())
            .await
            .map_err(|_| no_plan())?;
        self.plan_from_file(&text)
    }

    /// Reads a plan from a file.
    ///
    /// # Errors
    /// When it is no plan, or one of another form.
    pub fn plan_from_file(self, text: &[u8]) -> Result<SharedPlan, Failure> {
        if text.len() > MOST_BYTES {
            return Err(no_plan());
        }
        #[derive(serde::Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Version {
            planisphere_plan: u32,
        }
        let version: Version = serde_json::from_slice(text).map_err(|_| no_plan())?;
        if version.planisphere_plan != SHARED_FORMAT {
            return Err(Failure::Archive(format!(
                "this is a plan of form {}, and this version reads form {SHARED_FORMAT}; open it with the version that wrote it",
                version.planisphere_plan
            )));
        }
        serde_json::from_slice(text).map_err(|error| {
            Failure::Archive(format!(
                "the plan is damaged, or it holds what this version does not know (line {}, column {}); ask for it again",
                error.line(),
                error.column()
            ))
        })
    }

    /// How a shared plan stands against the open Organization.
    #[must_use]
    pub fn received(self, plan: &SharedPlan) -> Option<Received> {
        let staged = self.as_staged(plan);
        let preview = self.preview_of(&staged)?;
        let view = self.view_of(&staged, Some(&preview))?;
        self.read(|opened| {
            let organization = opened.state.organization()?;
            Some(Received {
                plan: plan.clone(),
                author: name_of(opened, plan.author),
                at: plan.at,
                elsewhere: (organization.id != plan.organization)
                    .then(|| plan.organization_name.clone()),
                view,
            })
        })
        .flatten()
    }

    /// Takes the parts of a shared plan over into the plan; those that are refused only when asked to.
    ///
    /// # Errors
    /// Where nothing may be changed.
    pub fn take_over(self, received: &Received, with_refused: bool) -> Result<(), Failure> {
        self.refuse_while_closed()?;
        let staged = self.as_staged(&received.plan);
        let refused: Vec<&Slot> = received
            .view
            .parts
            .iter()
            .filter(|part| part.is_refused())
            .map(|part| &part.slot)
            .collect();
        for part in &staged.parts {
            if !with_refused && refused.contains(&&part.slot) {
                continue;
            }
            let slot = self.free_slot();
            self.planning().staged.update(|now| {
                now.give_way(&slot, &part.commands);
                now.parts.push(Part {
                    slot,
                    ..part.clone()
                });
            });
        }
        Ok(())
    }

    fn as_staged(self, plan: &SharedPlan) -> Staged {
        let parts = plan.parts.iter().enumerate();
        Staged {
            handle: None,
            parts: parts
                .map(|(place, part)| Part {
                    slot: Slot::new("shared", place),
                    title: part.title.clone(),
                    commands: part.commands.clone(),
                    author: Some(plan.author),
                })
                .collect(),
        }
    }
}

fn unwritable(error: serde_json::Error) -> Failure {
    Failure::Unwritable {
        message: error.to_string(),
    }
}

fn no_plan() -> Failure {
    Failure::Archive(
        "this is no plan; choose a file that was made by Share, or open the whole link".to_owned(),
    )
}
