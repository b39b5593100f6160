//! Organizations that nobody thought of: a random history, and odd things upon it that no command leads to.

use planisphere_domain::alert::AlertField;
use planisphere_domain::api_token::{OwnRole, TokenScope};
use planisphere_domain::cluster::ClusterField;
use planisphere_domain::deployment::{
    DeploymentField as Field, Executor, HibernationOverride, HibernationSpec, RuntimeVersion,
    SchedulerSize,
};
use planisphere_domain::organization::Plan;
use planisphere_domain::policy::OrganizationRole;
use planisphere_domain::{DeploymentId, Event, Timestamp};
use planisphere_fixtures::Fixture;
use planisphere_fixtures::access::VISITOR_ADDRESS;
use proptest::prelude::*;
use proptest::sample::select;

use crate::generate::{Someone, Wish};
use crate::scene::{hibernation, plain, scene, with_organization};

/// Something odd that only a log of another origin or an older build leads to.
#[derive(Clone, Debug)]
pub enum Odd {
    /// Development mode with this hibernation.
    Dreamer(Option<HibernationSpec>),
    /// A plain variable.
    Variable(String, String),
    /// Queues of so many workers on a machine.
    Queue(u32, &'static str),
    /// A cluster restricted to one Workspace, by number.
    Strangers(usize),
    /// A Runtime.
    Aged(&'static str),
    /// An alert without channels.
    Mute,
}

fn spec() -> impl Strategy<Value = Option<HibernationSpec>> {
    let cron = || select(vec!["0 18 * * *", "0 6 * * *", "* * * * *", "0 0 29 2 1"]);
    let schedules = prop::collection::vec((cron(), cron(), any::<bool>()), 0..4);
    let by_hand = prop::option::of((any::<bool>(), prop::option::of(1_i64..2_000)));
    let spec = (schedules, by_hand).prop_map(|(schedules, by_hand)| {
        let pairs: Vec<_> = schedules
            .iter()
            .map(|(sleep, wake, _)| (*sleep, *wake))
            .collect();
        let mut spec = hibernation(&pairs);
        for (schedule, (_, _, is_enabled)) in spec.schedules.iter_mut().zip(&schedules) {
            schedule.is_enabled = *is_enabled;
        }
        let now: Timestamp = "2026-03-02T09:30:11Z".parse().unwrap();
        spec.override_by_hand = by_hand.map(|(is_hibernating, hours)| HibernationOverride {
            is_hibernating,
            override_until: hours
                .map(|it| Timestamp::from_seconds(now.seconds() + it * 3_600).to_string()),
        });
        spec
    });
    prop::option::of(spec)
}

/// Any of these.
pub fn odd() -> impl Strategy<Value = Odd> {
    prop_oneof![
        3 => spec().prop_map(Odd::Dreamer),
        2 => (select(vec!["DB_PASSWORD", "API_TOKEN", "LEVEL"]), select(vec!["hunter2", "", "sk-aaaaaaaaaaaaaaaaaaaaaaaaa"]))
            .prop_map(|(key, value)| Odd::Variable(key.to_owned(), value.to_owned())),
        2 => (select(vec![1, 10, 11, 100]), select(vec!["A5", "A20", "A160", "A50"]))
            .prop_map(|(most, machine)| Odd::Queue(most, machine)),
        2 => (0..6_usize).prop_map(Odd::Strangers),
        1 => select(vec!["11.8.0", "3.1-12", "13.9.0"]).prop_map(Odd::Aged),
        1 => Just(Odd::Mute),
    ]
}

/// Puts it upon the Organization as events.
fn happen(mut fixture: Fixture, odd: &Odd, place: usize) -> Fixture {
    let state = fixture.state();
    let deployments: Vec<DeploymentId> = state.deployments().map(|it| it.id).collect();
    let Some(id) = deployments.get(place % deployments.len().max(1)).copied() else {
        return fixture;
    };
    let stored = state.deployment(id).unwrap().clone();
    let edited = |changes: Vec<Field>| Event::DeploymentEdited { id, changes };
    let is_hosted = stored.scheduler_au.is_none();
    let event = match odd {
        Odd::Dreamer(spec) if is_hosted && stored.scheduler_size.is_some() => edited(vec![
            Field::IsDevelopmentMode(true),
            Field::IsHighAvailability(false),
            Field::SchedulerReplicas(1),
            Field::SchedulerSize(Some(SchedulerSize::Small)),
            Field::Hibernation(spec.clone()),
        ]),
        Odd::Variable(key, value) => {
            edited(vec![Field::EnvironmentVariables(vec![plain(key, value)])])
        }
        Odd::Queue(most, machine) if is_hosted => {
            let mut queues = stored.worker_queues.clone();
            for queue in &mut queues {
                queue.astro_machine = Some((*machine).into());
                queue.max_worker_count = *most;
                queue.min_worker_count = queue.min_worker_count.min(*most);
                queue.worker_concurrency = 1;
            }
            edited(vec![Field::WorkerQueues(queues)])
        }
        Odd::Strangers(which) => {
            let clusters: Vec<_> = state.clusters().map(|it| it.id).collect();
            let workspaces: Vec<_> = state.workspaces().map(|it| it.id).collect();
            let (Some(id), Some(only)) = (
                clusters.get(place % clusters.len().max(1)).copied(),
                workspaces.get(which % workspaces.len().max(1)).copied(),
            ) else {
                return fixture;
            };
            let changes = vec![ClusterField::WorkspaceIds([only].into())];
            Event::ClusterEdited { id, changes }
        }
        Odd::Aged(version) if stored.executor != Executor::Astro => {
            let mut aged = stored;
            aged.runtime = RuntimeVersion::new(*version);
            Event::DeploymentCreated(Box::new(aged))
        }
        Odd::Mute => {
            let Some(alert) = state.alerts().next().map(|it| it.id) else {
                return fixture;
            };
            let changes = vec![AlertField::NotificationChannelIds([].into())];
            Event::AlertEdited { id: alert, changes }
        }
        Odd::Dreamer(_) | Odd::Queue(..) | Odd::Aged(_) => return fixture,
    };
    fixture = fixture.with_event(event);
    fixture
}

/// An Organization with hosted and hybrid Deployments, a history behind it, odd things in it, on some plan, some days
/// later.
pub fn strange(
    wishes: &[(Someone, Wish)],
    odds: &[(Odd, usize)],
    plan: Plan,
    days: i64,
) -> Fixture {
    let mut fixture = scene()
        .with_personas("Data Platform", Some("Empty"))
        .with_token(
            "forever",
            TokenScope::Organization,
            OwnRole::Organization(OrganizationRole::Member),
        )
        .with_alert("mute", "etl", &[]);
    fixture.call_from(VISITOR_ADDRESS);
    for (who, wish) in wishes {
        who.act(&mut fixture);
        let command = wish.command(fixture.state());
        let _ = fixture.execute(&command);
    }
    for (odd, place) in odds {
        fixture = happen(fixture, odd, *place);
    }
    let mut fixture = with_organization(fixture, |organization| organization.plan = plan);
    let later = Timestamp::from_seconds(fixture.now().seconds() + days * 86_400);
    fixture.go_to(&later.to_string());
    fixture
}
