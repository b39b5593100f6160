//! What things are reckoned at by the rate card, from what is configured. Nothing here was measured: no use is known.

use std::sync::Arc;

use planisphere_domain::WorkspaceId;
use planisphere_domain::cost::{Cost, RateCard, Showback, Unpriced, cost_of_cluster, showback};
use planisphere_domain::policy::Permission;

use super::super::{Opened, Replica, SortKey, sorted_by};
use super::things::Thing;

/// One line of the showback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostRow {
    /// What it is called.
    pub name: String,
    /// Its page, where the person may see it.
    pub thing: Option<Thing>,
    /// How many Deployments are in it; `None` for a cluster.
    pub deployments: Option<usize>,
    /// What it is reckoned at.
    pub cost: Cost,
}

/// What an Organization is reckoned at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageView {
    /// Workspaces, the dearest at its peak first.
    pub workspaces: Vec<Arc<CostRow>>,
    /// Dedicated and hybrid clusters, in the same order.
    pub clusters: Vec<Arc<CostRow>>,
    /// All of it.
    pub total: Cost,
    /// What the card has no rate for, in words.
    pub unpriced: Vec<String>,
    /// The currency's code.
    pub currency: String,
    /// Whether the card is only the example.
    pub is_example: bool,
    /// How often the card was changed.
    pub version: u32,
}

impl UsageView {
    /// The card that it is reckoned by, in words.
    #[must_use]
    pub fn card(&self) -> String {
        if self.is_example {
            "the example rates".to_owned()
        } else {
            format!("the rate card, version {}", self.version)
        }
    }
}

/// The rate card that is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateCardView {
    /// The rates.
    pub card: RateCard,
    /// Whether it is only the example.
    pub is_example: bool,
    /// How often it was changed.
    pub version: u32,
}

impl Replica {
    /// What everything is reckoned at; `None` for those who may see neither usage nor bills. This goes through
    /// everything there is.
    #[must_use]
    pub fn usage(self) -> Option<UsageView> {
        self.read(|opened| {
            let organization = opened.state.organization().filter(|_| reads(opened))?;
            let (card, is_example) = organization.reckons_with();
            let found = showback(&card, &opened.state, opened.now());
            let unpriced = found.total.unpriced.iter().map(unpriced_in_words);
            Some(UsageView {
                unpriced: unpriced.collect(),
                workspaces: dearest_first(workspaces(opened, &found)),
                clusters: dearest_first(clusters(opened, &card)),
                total: found.total,
                currency: card.currency,
                is_example,
                version: organization.rate_card_version,
            })
        })
        .flatten()
    }

    /// The rate card; `None` for those who may see neither usage nor bills.
    #[must_use]
    pub fn rate_card(self) -> Option<RateCardView> {
        self.read(|opened| {
            let organization = opened.state.organization().filter(|_| reads(opened))?;
            let (card, is_example) = organization.reckons_with();
            Some(RateCardView {
                card,
                is_example,
                version: organization.rate_card_version,
            })
        })
        .flatten()
    }
}

fn reads(opened: &Opened) -> bool {
    opened.holds(Permission::OrganizationUsageGet)
        || opened.holds(Permission::OrganizationBillingGet)
}

fn workspaces(opened: &Opened, found: &Showback) -> Vec<Arc<CostRow>> {
    let row = |(id, cost): (&WorkspaceId, &Cost)| {
        use planisphere_domain::ResourceRef;
        let name = opened.state.workspace(*id).map(|it| it.name.clone());
        let is_open = opened.holds_on(Permission::WorkspaceGet, &ResourceRef::Workspace(*id));
        Arc::new(CostRow {
            name: name.unwrap_or_default(),
            thing: is_open.then_some(Thing::Workspace(*id)),
            deployments: Some(opened.state.deployment_count_of(*id)),
            cost: cost.clone(),
        })
    };
    found.workspaces.iter().map(row).collect()
}

fn clusters(opened: &Opened, card: &RateCard) -> Vec<Arc<CostRow>> {
    let is_open = opened.holds(Permission::OrganizationClustersGet);
    let clusters = opened.state.clusters();
    clusters
        .map(|cluster| {
            Arc::new(CostRow {
                name: cluster.name.clone(),
                thing: is_open.then_some(Thing::Cluster(cluster.id)),
                deployments: None,
                cost: cost_of_cluster(card, cluster),
            })
        })
        .collect()
}

fn dearest_first(rows: Vec<Arc<CostRow>>) -> Vec<Arc<CostRow>> {
    let rows = sorted_by(rows, false, |row| SortKey::text(&row.name));
    sorted_by(rows, true, |row| {
        SortKey::Number(row.cost.peak_month.millionths())
    })
}

fn unpriced_in_words(what: &Unpriced) -> String {
    match what {
        Unpriced::Scheduler(size) => format!("schedulers of size {size}"),
        Unpriced::Machine(name) if name.is_empty() => "queues without a machine".to_owned(),
        Unpriced::Machine(name) => format!("workers on {name}"),
        Unpriced::Cpu(text) => format!("a CPU quota of `{text}`"),
    }
}
