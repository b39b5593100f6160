//! The update of an Organization in the form of the API: it carries name, billing e-mail and the SCIM switch
//! (ORG-2), and keeps the rest when it is left out.

use serde::Deserialize;

use super::{Organization, OrganizationField};
use crate::Rejection;
use crate::edit::{Edit, Field};
use crate::validation::Checks;

/// Body of an update call. `null` is the same as absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct OrganizationRequest {
    /// The name.
    pub name: Option<String>,
    /// Where invoices go.
    pub billing_email: Option<String>,
    /// Whether an identity provider provisions people and Teams.
    pub is_scim_enabled: Option<bool>,
    /// Whether the vendor's support may read.
    pub allow_enhanced_support_access: Option<bool>,
    /// Whether new Deployments have to run on dedicated clusters.
    pub should_enforce_dedicated_clusters: Option<bool>,
    /// Whether features that use AI are off.
    pub has_ai_features_disabled: Option<bool>,
}

impl OrganizationRequest {
    /// The edits that lead from what is stored to what the body says.
    ///
    /// # Errors
    /// Every required field that is missing (ORG-2).
    pub fn edits(&self, stored: &Organization) -> Result<Vec<Edit<OrganizationField>>, Rejection> {
        let mut checks = Checks::default();
        // ORG-2
        let name = checks.required("name", self.name.clone());
        let email = checks.required("billingEmail", self.billing_email.clone());
        let scim = checks.required("isScimEnabled", self.is_scim_enabled);
        checks.finish()?;
        let values = [
            name.map(OrganizationField::Name),
            email.map(OrganizationField::BillingEmail),
            scim.map(OrganizationField::IsScimEnabled),
            self.allow_enhanced_support_access
                .map(OrganizationField::AllowEnhancedSupportAccess),
            self.should_enforce_dedicated_clusters
                .map(OrganizationField::ShouldEnforceDedicatedClusters),
            self.has_ai_features_disabled
                .map(OrganizationField::HasAiFeaturesDisabled),
        ];
        // Rule 11: only what changes is asked permission for.
        let changed = |value: &OrganizationField| stored.field(value) != value.clone().tidy();
        let edit = |value: OrganizationField| Edit::new(stored.field(&value), value);
        let values = values.into_iter().flatten();
        Ok(values.filter(changed).map(edit).collect())
    }
}
