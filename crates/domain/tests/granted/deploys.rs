//! Deploys, rollbacks and agent tokens.

use planisphere_domain::deploy::{DeployField, DeployOutcome, DeploySource, ImageDraft};
use planisphere_domain::{Command, Edit};

use super::{Accepted, accepted};
use crate::scene::deploys::{
    begun, bundle, dags, deploy, deploy_to, deployed, finish, git, roll_back, runtime,
};
use crate::scene::scene;

pub fn cases() -> Vec<Accepted> {
    [started(), ended(), agents()]
        .into_iter()
        .flatten()
        .collect()
}

fn started() -> Vec<Accepted> {
    vec![
        accepted("an image without a name", scene, |fixture| {
            deploy(fixture, |draft| draft.description = " July ".into())
        }),
        accepted("a named image of a newer Runtime", deployed, |fixture| {
            deploy_to(fixture, "aged", |draft| {
                draft.deploy_type = "image_only".into();
                draft.source = DeploySource::Import;
                draft.image = Some(ImageDraft {
                    repository: " registry.example/aged ".into(),
                    tag: "v2".into(),
                    runtime: Some("13.9.0".into()),
                });
            })
        }),
        accepted("DAGs from GitHub", scene, |fixture| {
            deploy(fixture, |draft| {
                dags(draft);
                draft.git = git("GITHUB", |details| {
                    details.account = "northwind".into();
                    details.repo = "dags".into();
                    details.branch = "main".into();
                });
            })
        }),
        accepted("DAGs from anywhere", scene, |fixture| {
            deploy(fixture, |draft| {
                dags(draft);
                draft.git = git("GENERIC", |details| {
                    details.remote_url = "https://git.example/a.git".into();
                });
            })
        }),
        accepted("a bundle", scene, |fixture| {
            deploy(fixture, |draft| {
                bundle(draft);
                draft.bundle_mount_path = " /dbt ".into();
                draft.bundle_type = "dbt".into();
            })
        }),
        accepted(
            "an image in place of one on its way",
            || begun(scene(), |_| {}),
            |fixture| deploy(fixture, |draft| draft.description = "newer".into()),
        ),
        accepted(
            "DAGs beside an image on its way",
            || begun(scene(), |_| {}),
            |fixture| deploy(fixture, dags),
        ),
    ]
}

fn ended() -> Vec<Accepted> {
    vec![
        accepted(
            "an image with its DAGs",
            || begun(scene(), |_| {}),
            |fixture| finish(fixture.deploy("new"), Some(" v7 "), None),
        ),
        accepted(
            "an image alone",
            || {
                begun(deployed(), |draft| {
                    draft.deploy_type = "IMAGE_ONLY".into();
                })
            },
            |fixture| finish(fixture.deploy("new"), None, None),
        ),
        accepted(
            "DAGs",
            || begun(deployed(), dags),
            |fixture| finish(fixture.deploy("new"), Some("v8"), None),
        ),
        accepted(
            "a bundle taken away",
            || {
                begun(deployed(), |draft| {
                    bundle(draft);
                    draft.bundle_mount_path = "/dbt".into();
                    draft.bundle_type = "dbt".into();
                })
            },
            |fixture| finish(fixture.deploy("new"), None, Some("")),
        ),
        accepted(
            "a deploy that failed",
            || begun(scene(), |draft| runtime(draft, "3.1-13")),
            |fixture| Command::FinalizeDeploy {
                id: fixture.deploy("new"),
                outcome: DeployOutcome::Failed,
            },
        ),
        accepted("describe a deploy", deployed, |fixture| {
            Command::UpdateDeploy {
                id: fixture.deploy("dags"),
                edits: vec![Edit::new(
                    DeployField::Description("dags".into()),
                    DeployField::Description(" Nightly ".into()),
                )],
            }
        }),
        accepted("back to the first deploy", deployed, |fixture| {
            let first = fixture.deploy("first");
            roll_back(fixture, first)
        }),
    ]
}

fn agents() -> Vec<Accepted> {
    vec![
        accepted("an agent token", scene, |fixture| {
            let mut draft = fixture.agent_token_draft(" agent ", "remote");
            draft.description = " Plant ".into();
            draft.expiry_period_in_days = Some(3_650);
            Command::CreateAgentToken(draft)
        }),
        accepted(
            "an agent token's end",
            || scene().with_agent_token("agent", "remote"),
            |fixture| Command::DeleteAgentToken {
                id: fixture.agent_token("agent"),
            },
        ),
    ]
}
