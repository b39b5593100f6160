//! Random wishes about deploys and agent tokens.

use planisphere_domain::agent_token::AgentTokenDraft;
use planisphere_domain::deploy::{
    DeployDraft, DeployField, DeployOutcome, DeploySource, ImageDraft,
};
use planisphere_domain::{AgentTokenId, Command, DeployId, Edit, State};
use proptest::prelude::*;
use proptest::sample::select;

use super::{NUMBERS, deployment, name, pick};

/// A wish about these; numbers stand for the things of a state.
#[derive(Clone, Debug)]
pub enum DeployWish {
    /// A new deploy: where, what it brings, and the Runtime of its image.
    Create(u128, usize, &'static str, Option<&'static str>, String),
    /// The end of a deploy; with which versions, or in failure.
    Finish(usize, Option<&'static str>, bool),
    /// A deploy described.
    Describe(usize, String),
    /// A return: of which Deployment, to which deploy.
    RollBack(u128, usize, usize),
    /// A new agent token.
    CreateToken(u128, usize, String, Option<u32>),
    /// The end of an agent token.
    DeleteToken(usize),
}

/// Any wish of these.
pub fn deploy_wish() -> impl Strategy<Value = DeployWish> {
    let number = || 0..NUMBERS;
    let id = || 0..6u128;
    let deploy_type = select(vec![
        "IMAGE_AND_DAG",
        "IMAGE_ONLY",
        "DAG_ONLY",
        "BUNDLE",
        "DAG",
    ]);
    let runtime = prop::option::of(select(vec!["3.1-13", "3.1-12", "13.9.0", "none"]));
    let version = || prop::option::of(select(vec!["", "v1", "v2"]));
    prop_oneof![
        4 => (id(), number(), deploy_type, runtime, name()).prop_map(
            |(id, place, of, runtime, about)| DeployWish::Create(id, place, of, runtime, about),
        ),
        4 => (number(), version(), prop::bool::weighted(0.2))
            .prop_map(|(which, version, fails)| DeployWish::Finish(which, version, fails)),
        1 => (number(), name()).prop_map(|(which, about)| DeployWish::Describe(which, about)),
        2 => (id(), number(), number()).prop_map(|(id, of, to)| DeployWish::RollBack(id, of, to)),
        1 => (id(), number(), name(), prop::option::of(0..3u32))
            .prop_map(|(id, place, name, days)| DeployWish::CreateToken(id, place, name, days)),
        1 => number().prop_map(DeployWish::DeleteToken),
    ]
}

fn deploy(state: &State, which: usize) -> DeployId {
    pick(which, state.deploys()).map_or(DeployId::from_bits(77), |it| it.id)
}

impl DeployWish {
    /// The wish about a state.
    pub fn command(&self, state: &State) -> Command {
        match self.clone() {
            Self::Create(id, place, deploy_type, runtime, description) => {
                let is_bundle = deploy_type == "BUNDLE";
                let text = |text: &str| if is_bundle { text } else { "" }.to_owned();
                Command::CreateDeploy(Box::new(DeployDraft {
                    id: DeployId::from_bits(id),
                    deployment_id: deployment(state, place),
                    deploy_type: deploy_type.to_owned(),
                    description,
                    source: DeploySource::Hand,
                    image: deploy_type.starts_with("IMAGE").then(|| ImageDraft {
                        runtime: runtime.map(str::to_owned),
                        ..ImageDraft::default()
                    }),
                    bundle_mount_path: text("/dbt"),
                    bundle_type: text("dbt"),
                    git: None,
                }))
            }
            Self::Finish(which, version, fails) => Command::FinalizeDeploy {
                id: deploy(state, which),
                outcome: if fails {
                    DeployOutcome::Failed
                } else {
                    DeployOutcome::Deployed {
                        dag_tarball_version: version.map(str::to_owned),
                        bundle_tarball_version: version.map(str::to_owned),
                    }
                },
            },
            Self::Describe(which, about) => {
                let value = DeployField::Description(about);
                let id = deploy(state, which);
                let stored = state.deploy(id).map(|it| it.field(&value));
                Command::UpdateDeploy {
                    id,
                    edits: vec![Edit::new(stored.unwrap_or_else(|| value.clone()), value)],
                }
            }
            Self::RollBack(id, of, to) => Command::RollBackDeploy {
                id: DeployId::from_bits(id + 6),
                deployment: deployment(state, of),
                target: deploy(state, to),
                description: String::new(),
            },
            Self::CreateToken(id, place, name, days) => {
                Command::CreateAgentToken(AgentTokenDraft {
                    id: AgentTokenId::from_bits(id),
                    deployment_id: deployment(state, place),
                    name,
                    description: String::new(),
                    expiry_period_in_days: days,
                })
            }
            Self::DeleteToken(which) => Command::DeleteAgentToken {
                id: pick(which, state.agent_tokens())
                    .map_or(AgentTokenId::from_bits(77), |it| it.id),
            },
        }
    }
}
