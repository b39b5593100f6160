//! Founding an Organization.

use std::collections::{BTreeMap, BTreeSet};

use super::{Organization, OrganizationStatus, Plan, Product, trial};
use crate::decide::{Context, Outcome};
use crate::policy;
use crate::user::{User, check_profile};
use crate::validation::Checks;
use crate::workspace::{self, Workspace};
use crate::{Actor, Event, OrganizationId, Problem, Rejection, UserId, WorkspaceId};

/// Everything that founding an Organization needs: its first user and its first Workspace come with it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Founding {
    /// The new id.
    pub id: OrganizationId,
    /// 1 to 50 characters (ORG-1).
    pub name: String,
    /// Hosted or hybrid, for good.
    pub product: Product,
    /// The plan.
    pub plan: Plan,
    /// The founder's id, who is also the caller.
    pub founder: UserId,
    /// The founder's name.
    pub founder_name: String,
    /// The founder's e-mail address.
    pub founder_email: String,
    /// The first Workspace's id.
    pub workspace: WorkspaceId,
    /// The first Workspace's name.
    pub workspace_name: String,
}

pub(crate) fn create(context: &Context<'_>, founding: &Founding) -> Outcome {
    if let Some(there) = context.state.organization() {
        return Err(Rejection::Invalid(vec![Problem::new(
            "organization",
            "founded",
            format!("this log already belongs to `{}`", there.name),
            "Create the Organization in a log of its own.",
        )]));
    }
    let mut checks = Checks::default();
    // Rule 14, ORG-4: nobody founds for somebody else.
    checks.ensure(
        Actor::User(founding.founder) == context.caller.actor,
        || {
            Problem::new(
                "founder",
                "founder",
                format!("the founder `{}` is not the caller", founding.founder),
                "Found it as yourself.",
            )
        },
    );
    checks.text("name", "the Organization's name", &founding.name, 1, 50); // ORG-1
    check_profile(&mut checks, &founding.founder_name, &founding.founder_email);
    workspace::check_text(&mut checks, "workspaceName", &founding.workspace_name, "");
    checks.finish()?;
    let now = context.env.now;
    let email = founding.founder_email.trim().to_owned();
    Ok(vec![
        Event::OrganizationCreated(Organization {
            id: founding.id,
            name: founding.name.trim().to_owned(),
            product: founding.product,
            status: OrganizationStatus::Active,
            plan: founding.plan,
            billing_email: email.clone(),
            payment_method: None,
            trial_expires_at: trial::ends(founding.plan, now),
            allows_deprecated_runtimes: false,
            should_enforce_dedicated_clusters: false,
            has_ai_features_disabled: false,
            is_blocked_enable_ai_features: false,
            is_sso_enforced: false,
            is_scim_enabled: false,
            is_environment_secrets_fetching_enabled: false,
            // Rule 115: on until somebody switches it off.
            allow_enhanced_support_access: true,
            allowed_ip_address_ranges: BTreeSet::new(),
            sso_connections: BTreeMap::new(),
            managed_domains: BTreeMap::new(),
            sso_bypass_link: None,
            rate_card: None,
            rate_card_version: 0,
            created_at: now,
        }),
        // Rule 14, ORG-4: whoever creates it owns it.
        Event::UserAdded(User::joined(
            founding.founder,
            &founding.founder_name,
            &email,
            policy::FOUNDER,
            now,
        )),
        Event::WorkspaceCreated(Workspace::new(
            founding.workspace,
            &founding.workspace_name,
            "",
            now,
            Actor::User(founding.founder),
        )),
    ])
}
