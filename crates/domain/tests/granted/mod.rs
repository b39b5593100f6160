//! Commands that are fine, in every use that writes something of its own.

mod alerts;
mod clusters;
mod custom_roles;
mod deployments;
mod deploys;
mod doors;
mod environment;
mod findings;
mod people;
mod roles;
mod teams;
mod tokens;

use planisphere_domain::access::Holder;
use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::deployment::{
    DeploymentField, Executor, HibernationSpec, InfrastructureChoice, SchedulerSize,
};
use planisphere_domain::organization::{OrganizationField, Plan};
use planisphere_domain::policy::{OrganizationRole, WorkspaceRole};
use planisphere_domain::workspace::{DefaultInfrastructure, WorkspaceDraft, WorkspaceField};
use planisphere_domain::{Command, Edit, Event};
use planisphere_fixtures::Fixture;

use crate::scene::clusters::cluster_on;
use crate::scene::{
    asleep_until, cluster, create, create_in, edit, edit_queue, hibernation, plain, queue, scene,
    scene_on,
};

/// A command that is fine.
pub struct Accepted {
    /// What is special about it.
    pub about: &'static str,
    /// The Organization.
    pub scene: fn() -> Fixture,
    /// The command.
    pub make: fn(&mut Fixture) -> Command,
}

fn accepted(
    about: &'static str,
    scene: fn() -> Fixture,
    make: fn(&mut Fixture) -> Command,
) -> Accepted {
    Accepted { about, scene, make }
}

/// The Workspace `Empty` with defaults of its own, which no command sets yet (WS-11).
fn with_defaults() -> Fixture {
    let fixture = scene();
    let mut workspace = fixture
        .state()
        .workspace(fixture.workspace("Empty"))
        .unwrap()
        .clone();
    workspace.cicd_enforced_default = true;
    workspace.default_infrastructure = Some(DefaultInfrastructure::Standard {
        cloud_provider: CloudProvider::Gcp,
        region: "europe-west4".into(),
    });
    fixture.with_event(Event::WorkspaceCreated(workspace))
}

fn one_cluster() -> Fixture {
    Fixture::founded().with_cluster("only", CloudProvider::Azure, "westeurope")
}

fn developer() -> Fixture {
    Fixture::founded_on(Plan::Developer)
        .with_user("One", OrganizationRole::Member)
        .with_user("Two", OrganizationRole::Member)
        .with_workspace("Second")
        .with_role("One", "Data Platform", WorkspaceRole::Member)
        .with_role("Two", "Data Platform", WorkspaceRole::Operator)
}

fn people_and_places() -> Vec<Accepted> {
    vec![
        accepted(
            "found",
            || Fixture::empty(3),
            |fixture| {
                let mut founding = fixture.founding(" Acme ", Plan::Business, " Main ");
                founding.founder_email = " ada@acme.example ".into();
                Command::CreateOrganization(founding)
            },
        ),
        accepted("rename the Organization", scene, |_| {
            Command::UpdateOrganization {
                edits: vec![Edit::new(
                    OrganizationField::Name("Northwind Data".into()),
                    OrganizationField::Name("  Northwind  ".into()),
                )],
            }
        }),
        accepted("nothing new for the Organization", scene, |_| {
            Command::UpdateOrganization {
                edits: vec![Edit::new(
                    OrganizationField::Name("seen long ago".into()),
                    OrganizationField::Name("Northwind Data ".into()),
                )],
            }
        }),
        accepted("a role", developer, |fixture| {
            Command::AssignWorkspaceRole {
                holder: Holder::User(fixture.user_named("Ada Kim")),
                workspace: fixture.workspace("Second"),
                role: Some(WorkspaceRole::Owner),
            }
        }),
        accepted(
            "another role for one of the two on Developer",
            developer,
            |fixture| Command::AssignWorkspaceRole {
                holder: Holder::User(fixture.user_named("One")),
                workspace: fixture.workspace("Second"),
                role: Some(WorkspaceRole::Author),
            },
        ),
        accepted("a role taken", developer, |fixture| {
            Command::AssignWorkspaceRole {
                holder: Holder::User(fixture.user_named("One")),
                workspace: fixture.workspace("Data Platform"),
                role: None,
            }
        }),
        accepted("a role that is held already", developer, |fixture| {
            Command::AssignWorkspaceRole {
                holder: Holder::User(fixture.user_named("One")),
                workspace: fixture.workspace("Data Platform"),
                role: Some(WorkspaceRole::Member),
            }
        }),
        accepted("a Workspace", scene, |fixture| {
            let now = fixture.now();
            let id = fixture.ids().workspace(now);
            Command::CreateWorkspace(WorkspaceDraft {
                description: "  ".into(),
                ..WorkspaceDraft::new(id, "  Sales\n")
            })
        }),
        accepted("rename and describe a Workspace", scene, |fixture| {
            Command::UpdateWorkspace {
                id: fixture.workspace("Empty"),
                edits: vec![
                    Edit::new(
                        WorkspaceField::Name("Empty".into()),
                        WorkspaceField::Name("Full".into()),
                    ),
                    Edit::new(
                        WorkspaceField::Description(String::new()),
                        WorkspaceField::Description("Soon".into()),
                    ),
                ],
            }
        }),
        accepted("delete a Workspace", scene, |fixture| {
            Command::DeleteWorkspace {
                id: fixture.workspace("Empty"),
            }
        }),
        accepted("a cluster", scene, |fixture| cluster(fixture, |_| {})),
        accepted("a restricted cluster", scene, |fixture| {
            let empty = fixture.workspace("Empty");
            cluster_on(fixture, CloudProvider::Gcp, |draft| {
                draft.name = " restricted ".into();
                draft.workspace_ids.insert(empty);
            })
        }),
    ]
}

fn creations() -> Vec<Accepted> {
    vec![
        accepted("defaults", scene, |fixture| create(fixture, |_| {})),
        accepted("tidied texts", scene, |fixture| {
            create(fixture, |draft| {
                draft.name = "\u{2003}new one ".into();
                draft.description = " about it ".into();
                draft.contact_emails = vec![" On Call <on@call.example> ".into()];
                draft.workload_identity = " role ".into();
            })
        }),
        accepted("on a cluster", scene, |fixture| {
            let open = fixture.cluster("open");
            create(fixture, |draft| {
                draft.infrastructure = Some(InfrastructureChoice::Cluster(open));
            })
        }),
        accepted("the only cluster", one_cluster, |fixture| {
            create(fixture, |draft| draft.infrastructure = None)
        }),
        accepted("the Workspace's defaults", with_defaults, |fixture| {
            create_in(fixture, "Empty", |draft| draft.infrastructure = None)
        }),
        accepted(
            "other than the Workspace's defaults",
            with_defaults,
            |fixture| {
                create_in(fixture, "Empty", |draft| {
                    draft.is_cicd_enforced = Some(false)
                })
            },
        ),
        accepted("a name that another Workspace has", scene, |fixture| {
            create_in(fixture, "Empty", |draft| draft.name = "etl".into())
        }),
        accepted("Kubernetes", scene, |fixture| {
            create(fixture, |draft| draft.executor = Some(Executor::Kubernetes))
        }),
        accepted("order of variables", scene, |fixture| {
            create(fixture, |draft| {
                draft.environment_variables =
                    vec![plain("Z", "1"), plain("A", ""), plain("_m", "é")];
            })
        }),
        accepted("development mode, asleep until later", scene, |fixture| {
            create(fixture, |draft| {
                draft.is_development_mode = true;
                draft.hibernation = Some(asleep_until("2099-01-01T00:00:00+02:00"));
            })
        }),
        accepted("empty hibernation", scene, |fixture| {
            create(fixture, |draft| {
                draft.is_development_mode = true;
                draft.hibernation = Some(HibernationSpec::default());
            })
        }),
        accepted("hybrid", scene, |fixture| {
            let own = fixture.cluster("own");
            create(fixture, |draft| {
                draft.infrastructure = Some(InfrastructureChoice::Cluster(own));
            })
        }),
        accepted("high availability", scene, |fixture| {
            create(fixture, |draft| {
                draft.is_high_availability = true;
                draft.scheduler_size = Some(SchedulerSize::ExtraLarge);
            })
        }),
    ]
}

fn edits() -> Vec<Accepted> {
    vec![
        accepted("rename and describe a Deployment", scene, |fixture| {
            edit(
                fixture,
                "etl",
                [
                    DeploymentField::Name(" etl-2 ".into()),
                    DeploymentField::Description("Loads".into()),
                ],
            )
        }),
        accepted("nothing new for a Deployment", scene, |fixture| {
            edit(fixture, "etl", [DeploymentField::Name(" etl ".into())])
        }),
        accepted("high availability on", scene, |fixture| {
            edit(fixture, "etl", [DeploymentField::IsHighAvailability(true)])
        }),
        accepted("to Kubernetes", scene, |fixture| {
            edit(
                fixture,
                "etl",
                [DeploymentField::Executor(Executor::Kubernetes)],
            )
        }),
        accepted("back to Celery", scene, |fixture| {
            let queue = queue(fixture, "default");
            edit(
                fixture,
                "pods",
                [
                    DeploymentField::Executor(Executor::Celery),
                    DeploymentField::WorkerQueues(vec![queue]),
                ],
            )
        }),
        accepted("leave development mode", scene, |fixture| {
            edit(fixture, "dev", [DeploymentField::IsDevelopmentMode(false)])
        }),
        accepted("hibernation as a whole", scene, |fixture| {
            let spec = Some(hibernation(&[("0 20 * * *", "0 8 * * *")]));
            edit(fixture, "dev", [DeploymentField::Hibernation(spec)])
        }),
        accepted("no hibernation", scene, |fixture| {
            let spec = Some(HibernationSpec::default());
            edit(fixture, "dev", [DeploymentField::Hibernation(spec)])
        }),
        accepted(
            "enforcement off with the DAG-deploy switch",
            scene,
            |fixture| {
                edit(
                    fixture,
                    "locked",
                    [
                        DeploymentField::IsCicdEnforced(false),
                        DeploymentField::IsDagDeployEnabled(false),
                    ],
                )
            },
        ),
        accepted(
            "another edit while enforcement outlives its plan",
            || scene_on(Plan::Team),
            |fixture| {
                edit(
                    fixture,
                    "locked",
                    [DeploymentField::Description("Still on".into())],
                )
            },
        ),
        accepted("a queue resized", scene, |fixture| {
            edit_queue(fixture, "etl", |queue| {
                queue.max_worker_count = 100;
                queue.astro_machine = Some("A160".into());
                queue.worker_concurrency = 480;
            })
        }),
        accepted("a hybrid queue resized", scene, |fixture| {
            edit_queue(fixture, "hybrid", |queue| queue.worker_concurrency = 256)
        }),
        accepted("a secret beside a plain variable", scene, |fixture| {
            let id = fixture.deployment("secretive");
            let mut variables = fixture
                .state()
                .deployment(id)
                .unwrap()
                .environment_variables
                .clone();
            variables.remove(0);
            edit(
                fixture,
                "secretive",
                [DeploymentField::EnvironmentVariables(variables)],
            )
        }),
        accepted("delete a Deployment", scene, |fixture| {
            Command::DeleteDeployment {
                id: fixture.deployment("etl"),
            }
        }),
    ]
}

/// Every case.
pub fn all() -> Vec<Accepted> {
    [
        people_and_places(),
        doors::cases(),
        clusters::cases(),
        people::cases(),
        teams::cases(),
        custom_roles::cases(),
        tokens::cases(),
        roles::cases(),
        alerts::cases(),
        deploys::cases(),
        findings::cases(),
        environment::cases(),
        deployments::cases(),
        creations(),
        edits(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
