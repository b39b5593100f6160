//! What accepted commands write: one case per command and consequence, against `golden/accepted.txt`.
//!
//! `UPDATE_GOLDEN=1 cargo test -p planisphere-domain --test accepted` writes the file again; read the
//! difference before keeping it.

mod scene;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::deployment::{
    DeploymentField, DeploymentType, Executor, HibernationSpec, InfrastructureChoice, SchedulerSize,
};
use planisphere_domain::organization::{OrganizationField, Plan};
use planisphere_domain::policy::{OrganizationRole, WorkspaceRole};
use planisphere_domain::user::UserField;
use planisphere_domain::workspace::{DefaultInfrastructure, WorkspaceField};
use planisphere_domain::{Command, Edit, Event, UserId};
use planisphere_fixtures::{Fixture, Persona};
use scene::{
    asleep_until, cluster, create, create_in, edit, edit_queue, hibernation, plain, queue, scene,
    scene_on,
};

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/accepted.txt");

/// A command that is fine.
struct Accepted {
    about: &'static str,
    scene: fn() -> Fixture,
    make: fn(&mut Fixture) -> Command,
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
        accepted("a user", scene, |fixture| {
            let now = fixture.now();
            Command::AddUser {
                id: fixture.ids().user(now),
                full_name: " Bo Lind ".into(),
                email: " Bo.Lind@Northwind.example ".into(),
                role: OrganizationRole::BillingAdmin,
            }
        }),
        accepted("own name and address", scene, |_| Command::UpdateUser {
            id: Persona::Owner.id(),
            edits: vec![
                Edit::new(
                    UserField::FullName("Ada Kim".into()),
                    UserField::FullName("Ada Kim-Novak".into()),
                ),
                Edit::new(
                    UserField::Email("ada.kim@northwind.example".into()),
                    UserField::Email("ada.kim-novak@northwind.example".into()),
                ),
            ],
        }),
        accepted("a role", developer, |fixture| {
            Command::AssignWorkspaceRole {
                user: fixture.user_named("Ada Kim"),
                workspace: fixture.workspace("Second"),
                role: Some(WorkspaceRole::Owner),
            }
        }),
        accepted(
            "another role for one of the two on Developer",
            developer,
            |fixture| Command::AssignWorkspaceRole {
                user: fixture.user_named("One"),
                workspace: fixture.workspace("Second"),
                role: Some(WorkspaceRole::Author),
            },
        ),
        accepted("a role taken", developer, |fixture| {
            Command::AssignWorkspaceRole {
                user: fixture.user_named("One"),
                workspace: fixture.workspace("Data Platform"),
                role: None,
            }
        }),
        accepted("a role that is held already", developer, |fixture| {
            Command::AssignWorkspaceRole {
                user: fixture.user_named("One"),
                workspace: fixture.workspace("Data Platform"),
                role: Some(WorkspaceRole::Member),
            }
        }),
        accepted("a Workspace", scene, |fixture| {
            let now = fixture.now();
            Command::CreateWorkspace {
                id: fixture.ids().workspace(now),
                name: "  Sales\n".into(),
                description: "  ".into(),
            }
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
            cluster(fixture, |draft| {
                draft.name = " restricted ".into();
                draft.cloud_provider = CloudProvider::Gcp;
                draft.region = "us-east4".into();
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

fn all() -> Vec<Accepted> {
    [people_and_places(), creations(), edits()]
        .into_iter()
        .flatten()
        .collect()
}

fn written() -> String {
    let mut text = String::from("Events of accepted commands, one JSON text each.\n");
    for case in all() {
        let mut fixture = (case.scene)();
        let command = (case.make)(&mut fixture);
        let events = fixture
            .decide(&command)
            .unwrap_or_else(|rejection| panic!("{}: {rejection}", case.about));
        writeln!(text, "\n{}: {}", command.name(), case.about).unwrap();
        if events.is_empty() {
            text.push_str("  nothing\n");
        }
        for event in events {
            writeln!(text, "  {}", serde_json::to_string(&event).unwrap()).unwrap();
        }
    }
    text
}

#[test]
fn accepted_commands_write_the_golden_events() {
    let written = written();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(GOLDEN, &written).unwrap();
    }
    let golden = fs::read_to_string(GOLDEN).unwrap();
    for (expected, found) in golden.lines().zip(written.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(golden, written);
}

#[test]
fn every_command_has_an_accepted_case() {
    let accepted: BTreeSet<&str> = all()
        .iter()
        .map(|case| (case.make)(&mut (case.scene)()).name())
        .collect();
    let known: BTreeSet<&str> = Command::NAMES.iter().copied().collect();
    assert_eq!(accepted, known);
}

/// DEP-16: nobody says the type, the cluster does.
#[test]
fn the_cluster_decides_the_type() {
    for (cluster, expected) in [
        ("open", DeploymentType::Dedicated),
        ("own", DeploymentType::Hybrid),
    ] {
        let mut fixture = scene();
        let id = fixture.cluster(cluster);
        let command = create(&mut fixture, |draft| {
            draft.infrastructure = Some(InfrastructureChoice::Cluster(id));
        });
        fixture.execute(&command).unwrap();
        let made = fixture
            .state()
            .deployment(fixture.deployment("new"))
            .unwrap();
        assert_eq!(made.infrastructure.deployment_type(), expected);
    }
}

/// WS-10: the roles held in a Workspace go with it, those elsewhere stay.
#[test]
fn deleting_a_workspace_takes_its_roles() {
    let mut fixture = scene()
        .with_user("Bo", OrganizationRole::Member)
        .with_role("Bo", "Empty", WorkspaceRole::Owner)
        .with_role("Bo", "Data Platform", WorkspaceRole::Member);
    let empty = fixture.workspace("Empty");
    fixture.must(Command::DeleteWorkspace { id: empty });
    let bo: UserId = fixture.user_named("Bo");
    let roles = &fixture.state().user(bo).unwrap().workspace_roles;
    let kept = fixture.workspace("Data Platform");
    assert_eq!(
        roles.iter().collect::<Vec<_>>(),
        [(&kept, &WorkspaceRole::Member)]
    );
    // CL-14: a cluster that was restricted to it opens to nobody.
    let closed = fixture.state().cluster(fixture.cluster("closed")).unwrap();
    assert!(!closed.authorizes(kept));
}
