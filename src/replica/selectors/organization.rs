//! The Organization's own numbers and settings.

use planisphere_domain::WorkspaceId;
use planisphere_domain::organization::{
    Organization, OrganizationField, OrganizationStatus, PaymentMethod, Plan, Product, Tier,
    TierOutlook, in_use, outlook,
};
use planisphere_domain::policy::{Permission, ResourceRef};

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
    pub created_at: planisphere_domain::Timestamp,
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
