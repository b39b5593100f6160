//! The Organization's own numbers and settings.

use planisphere_domain::organization::{
    Capability, Organization, OrganizationField, Plan, Product, Tier, TierOutlook, in_use, outlook,
};
use planisphere_domain::policy::{Permission, ResourceRef, owns_the_organization};
use planisphere_domain::{Timestamp, WorkspaceId};

use super::super::{Opened, Replica};
use super::deployments::count_in;

/// What there is, as far as the person may see it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Workspaces.
    pub workspaces: usize,
    /// Deployments.
    pub deployments: usize,
    /// Clusters; `None` for those who may not list them.
    pub clusters: Option<usize>,
    /// People; `None` for those who may not list them.
    pub users: Option<usize>,
    /// Teams; `None` for those who may not list them.
    pub teams: Option<usize>,
}

/// Something that not every tier has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapabilityRow {
    /// Which.
    pub capability: Capability,
    /// How much of it is in use; `None` for those who do not own the Organization.
    pub in_use: Option<usize>,
}

/// The plan of the Organization, and what every tier would mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierView {
    /// What it has.
    pub plan: Plan,
    /// When a trial ends.
    pub trial_expires_at: Option<Timestamp>,
    /// The tier table.
    pub capabilities: Vec<CapabilityRow>,
    /// What every tier would open and close, lowest first; without the names of what is in use for those who do
    /// not own the Organization.
    pub outlook: Vec<TierOutlook>,
}

/// The Organization's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationView {
    /// Its name.
    pub name: String,
    /// Hosted or hybrid.
    pub product: Product,
    /// Its plan's tier.
    pub tier: Tier,
    /// Its id as text.
    pub id: String,
    /// Where invoices go.
    pub billing_email: String,
    /// Whether new Deployments may run a Runtime past its maintenance.
    pub allows_deprecated_runtimes: bool,
    /// When it was created.
    pub created_at: Timestamp,
}

impl Replica {
    /// The Organization's settings.
    #[must_use]
    pub fn organization(self) -> Option<OrganizationView> {
        self.read(|opened| {
            let organization = opened.state.organization()?;
            Some(OrganizationView {
                name: organization.name.clone(),
                product: organization.product,
                tier: organization.plan.tier(),
                id: organization.id.to_string(),
                billing_email: organization.billing_email.clone(),
                allows_deprecated_runtimes: organization.allows_deprecated_runtimes,
                created_at: organization.created_at,
            })
        })
        .flatten()
    }

    /// The Organization's own record, for a draft of its settings.
    #[must_use]
    pub fn organization_record(self) -> Option<Organization> {
        self.read(|opened| {
            let organization = opened.state.organization()?;
            opened
                .holds(Permission::OrganizationGet)
                .then(|| organization.clone())
        })
        .flatten()
    }

    /// What every tier would open and close.
    #[must_use]
    pub fn tiers(self) -> Option<TierView> {
        self.read(|opened| {
            let organization = opened.state.organization()?;
            let owns = opened.viewer.is_some_and(|viewer| {
                owns_the_organization(&opened.state, &viewer.caller(opened.now())).allowed
            });
            let row = |capability: &Capability| CapabilityRow {
                capability: *capability,
                in_use: owns.then(|| in_use(&opened.state, *capability).len()),
            };
            let mut outlook = outlook(&opened.state);
            if !owns {
                let closed = outlook.iter_mut().flat_map(|tier| &mut tier.closes);
                closed.for_each(|closed| closed.in_use.clear());
            }
            Some(TierView {
                plan: organization.plan,
                trial_expires_at: organization.trial_expires_at,
                capabilities: Capability::ALL.iter().map(row).collect(),
                outlook,
            })
        })
        .flatten()
    }

    /// What the field that `like` names holds now.
    #[must_use]
    pub fn organization_field(self, like: &OrganizationField) -> Option<OrganizationField> {
        self.read(|opened| Some(opened.state.organization()?.field(like)))
            .flatten()
    }

    /// How much there is.
    #[must_use]
    pub fn counts(self) -> Counts {
        self.read(|opened| {
            let visible = visible_workspaces(opened);
            Counts {
                workspaces: visible.len(),
                deployments: visible.iter().map(|id| count_in(opened, *id)).sum(),
                clusters: opened
                    .holds(Permission::OrganizationClustersGet)
                    .then(|| opened.state.clusters().count()),
                users: opened
                    .holds(Permission::OrganizationUsersGet)
                    .then(|| opened.people().count()),
                teams: opened
                    .holds(Permission::OrganizationTeamsGet)
                    .then(|| opened.state.teams().count()),
            }
        })
        .unwrap_or_default()
    }
}

/// Workspaces that the person may read; all others read as not there (access rule 9).
pub(super) fn visible_workspaces(opened: &Opened) -> Vec<WorkspaceId> {
    opened
        .state
        .workspaces()
        .map(|workspace| workspace.id)
        .filter(|id| opened.holds_on(Permission::WorkspaceGet, &ResourceRef::Workspace(*id)))
        .collect()
}
