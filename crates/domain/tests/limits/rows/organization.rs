//! Limits of the Organization and of Workspaces, of its ranges, logs, rates and acceptances.

use planisphere_domain::cost::{MachineRate, Money, RateCard};
use planisphere_domain::findings::{FindingRule, Subject};
use planisphere_domain::listing::{ListRequest, page};
use planisphere_domain::organization::{OrganizationField, Plan};
use planisphere_domain::workspace::{WorkspaceDraft, WorkspaceField};
use planisphere_domain::{Command, Edit, Rejection, Timestamp};
use planisphere_fixtures::Fixture;

use super::{Limit, decided, limit, number, text};
use crate::scene::doors::{HOME, doors, okta, set};
use crate::scene::scene;

fn workspace(fixture: &mut Fixture, name: &str) -> Command {
    let now = fixture.now();
    Command::CreateWorkspace(WorkspaceDraft::new(fixture.ids().workspace(now), name))
}

/// An export of the audit log from so many seconds before now.
fn export(plan: Plan, seconds: &str) -> Result<(), Rejection> {
    let fixture = Fixture::founded_on(plan);
    let (now, before) = (fixture.now(), number::<i64>(seconds));
    let start = Timestamp::from_seconds(now.seconds() - before);
    fixture
        .state()
        .organization()
        .unwrap()
        .check_audit_window(start, now)
}

fn card(shape: impl FnOnce(&mut RateCard)) -> Result<(), Rejection> {
    let mut card = RateCard::example();
    shape(&mut card);
    let card = Some(Box::new(card));
    decided(scene, |_| Command::SetRateCard {
        base_version: 0,
        card,
    })
}

/// Trials with so many Workspaces beside the one that is founded.
fn trial() -> Fixture {
    Fixture::founded_on(Plan::Trial)
}

/// A batch of so many ranges, the first of which holds the caller.
fn ranges(count: &str) -> Result<(), Rejection> {
    let lots =
        (1..number::<u32>(count)).map(|place| format!("10.{}.{}.0/24", place / 256, place % 256));
    let ranges: Vec<String> = std::iter::once(HOME.to_owned()).chain(lots).collect();
    decided(
        || {
            let mut fixture = scene();
            fixture.call_from(planisphere_fixtures::access::VISITOR_ADDRESS);
            fixture
        },
        |_| Command::AddIpRanges { ranges },
    )
}

pub fn limits() -> Vec<Limit> {
    let mut all = names();
    all.extend(windows());
    all.extend(rates());
    all
}

fn names() -> Vec<Limit> {
    vec![
        limit(
            ("ORG-1", "name", "characters of an Organization's"),
            "organization/settings.rs the Organization's name",
            &["1", "2", "49", "50"],
            &["0", "51"],
            |count| {
                decided(scene, |fixture| {
                    set(fixture, OrganizationField::Name(text(count)))
                })
            },
        ),
        limit(
            ("ORG-1", "name", "characters of a new Organization's"),
            "organization/commands.rs the Organization's name",
            &["1", "2", "49", "50"],
            &["0", "51"],
            |count| {
                decided(
                    || Fixture::empty(3),
                    |fixture| {
                        let founding = fixture.founding(&text(count), Plan::Team, "One");
                        Command::CreateOrganization(founding)
                    },
                )
            },
        ),
        limit(
            ("WS-1", "name", "characters of a Workspace's"),
            "workspace/commands.rs the Workspace's name",
            &["1", "2", "49", "50"],
            &["0", "51"],
            |count| decided(scene, |fixture| workspace(fixture, &text(count))),
        ),
        limit(
            ("", "description", "characters of a Workspace's"),
            "workspace/commands.rs LONGEST_DESCRIPTION",
            &["0", "1", "999", "1000"],
            &["1001"],
            |count| {
                decided(scene, |fixture| {
                    let id = fixture.workspace("Empty");
                    let value = WorkspaceField::Description(text(count));
                    let base = fixture.state().workspace(id).unwrap().field(&value);
                    Command::UpdateWorkspace {
                        id,
                        edits: vec![Edit::new(base, value)],
                    }
                })
            },
        ),
        limit(
            ("ORG-8", "plan", "Workspaces of a trial"),
            "organization/trial.rs MOST",
            &["0", "1"],
            &["2"],
            |count| {
                let mut fixture = trial();
                let only = fixture.workspace("Data Platform");
                fixture.must(Command::DeleteWorkspace { id: only });
                let mut last = Ok(());
                for place in 0..number::<u32>(count) {
                    let command = workspace(&mut fixture, &place.to_string());
                    last = fixture.execute(&command);
                }
                last
            },
        ),
        limit(
            ("", "name", "characters of an SSO connection's"),
            "organization/connections.rs LONGEST_NAME",
            &["1", "2", "99", "100"],
            &["0", "101"],
            |count| {
                decided(scene, |_| {
                    let mut draft = okta();
                    draft.name = text(count);
                    Command::CreateSsoConnection(draft)
                })
            },
        ),
        limit(
            ("", "name", "characters of a domain"),
            "organization/domains.rs LONGEST_NAME",
            &["252", "253"],
            &["254"],
            |count| {
                let start = format!("{}.", "a".repeat(63)).repeat(3);
                let rest = "b".repeat(number::<usize>(count) - start.len() - 2);
                // 61 characters at most remain for the last part.
                let (one, two) = rest.split_at(rest.len().min(10));
                let name = format!("{start}{one}.{two}x");
                decided(doors, |_| Command::AddDomain { name })
            },
        ),
        limit(
            ("", "name", "characters between the dots of a domain"),
            "organization/domains.rs LONGEST_PART",
            &["1", "2", "62", "63"],
            &["64"],
            |count| {
                let name = format!("{}.example", "a".repeat(number(count)));
                decided(doors, |_| Command::AddDomain { name })
            },
        ),
    ]
}

fn windows() -> Vec<Limit> {
    vec![
        limit(
            (
                "ORG-11",
                "startDate",
                "seconds ago, of the 7 days of Developer",
            ),
            "",
            &["0", "1", "604799", "604800"],
            &["-1", "604801"],
            |seconds| export(Plan::Developer, seconds),
        ),
        limit(
            (
                "ORG-11",
                "startDate",
                "seconds ago, of the 90 days of others",
            ),
            "",
            &["0", "1", "7775999", "7776000"],
            &["-1", "7776001"],
            |seconds| export(Plan::Team, seconds),
        ),
        limit(
            ("", "limit", "items of a page"),
            "listing.rs MOST_LIMIT",
            &["0", "1", "999", "1000"],
            &["-1", "1001"],
            |count| {
                let request = ListRequest {
                    limit: Some(number(count)),
                    ..ListRequest::default()
                };
                page(&request, vec![1, 2], |_, a, b| a.cmp(b), &["size"]).map(drop)
            },
        ),
        limit(
            ("IP-2", "ipAddressRanges", "ranges of one call"),
            "organization/access_list.rs MOST_RANGES",
            &["1", "2", "999", "1000"],
            &["1001"],
            ranges,
        ),
        limit(
            ("", "reason", "characters of why a finding is accepted"),
            "findings/acceptance.rs LONGEST_REASON",
            &["1", "2", "499", "500"],
            &["0", "501"],
            |count| {
                decided(scene, |fixture| {
                    let mut command = crate::scene::findings::accept(
                        FindingRule::ProductionOnStandard,
                        Subject::Deployment(fixture.deployment("etl")),
                    );
                    if let Command::AcceptFinding { reason, .. } = &mut command {
                        *reason = text(count);
                    }
                    command
                })
            },
        ),
        limit(
            ("", "until", "seconds that a finding is accepted for"),
            "",
            &["1", "2"],
            &["0"],
            |seconds| {
                decided(scene, |fixture| {
                    let until = fixture.now().seconds() + number::<i64>(seconds);
                    let key = crate::scene::findings::key(fixture);
                    let until = Timestamp::from_seconds(until).to_string();
                    crate::scene::findings::accept_until(key, &until)
                })
            },
        ),
    ]
}

fn rates() -> Vec<Limit> {
    vec![
        limit(
            ("", "workers", "machines on a rate card"),
            "cost/rate_card.rs MOST_MACHINES",
            &["0", "1", "199", "200"],
            &["201"],
            |count| {
                let machine = |place: u32| MachineRate {
                    machine: place.to_string(),
                    hour: Money::ZERO,
                };
                card(|card| card.workers = (0..number(count)).map(machine).collect())
            },
        ),
        limit(
            (
                "",
                "workers[].machine",
                "characters of a machine on a rate card",
            ),
            "cost/rate_card.rs the machine's name",
            &["1", "2", "62", "63"],
            &["0", "64"],
            |count| {
                card(|card| {
                    card.workers = vec![MachineRate {
                        machine: text(count),
                        hour: Money::ZERO,
                    }];
                })
            },
        ),
        limit(
            ("", "sleepDiscount", "percent"),
            "",
            &["0", "1", "99", "100"],
            &["101"],
            |count| card(|card| card.sleep_discount = number(count)),
        ),
        limit(
            ("", "clusterHour", "millionths of an hour's rate"),
            "cost/rate_card.rs MOST",
            &["0", "1", "999999999999", "1000000000000"],
            &["-1", "1000000000001"],
            |count| card(|card| card.cluster_hour = Money::from_millionths(number(count))),
        ),
    ]
}
