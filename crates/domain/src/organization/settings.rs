//! Changing the Organization's settings: each field by its own permission (rule 11). What a setting closes
//! stands with the policy's gates.

use super::{Organization, Plan};
use crate::decide::{Context, Outcome};
use crate::edit::{Edit, Value, editable};
use crate::names::Names;
use crate::policy::{Permission, ResourceRef};
use crate::validation::{Checks, conflicts};
use crate::{Actor, Event, Problem, Rejection};

editable! {
    /// A field of the Organization that can be edited.
    OrganizationField of Organization {
        /// The name.
        Name(String) = "name" in name;
        /// Where invoices go.
        BillingEmail(String) = "billingEmail" in billing_email;
        /// The plan, which decides the gates (rule 120).
        Plan(Plan) = "plan" in plan;
        /// Whether only SSO logins are taken (rule 104).
        IsSsoEnforced(bool) = "isSsoEnforced" in is_sso_enforced;
        /// Whether an identity provider provisions people and Teams (rule 109).
        IsScimEnabled(bool) = "isScimEnabled" in is_scim_enabled;
        /// Whether secret values of environment objects can be fetched (rule 116).
        IsEnvironmentSecretsFetchingEnabled(bool) = "isEnvironmentSecretsFetchingEnabled" in is_environment_secrets_fetching_enabled;
        /// Whether the vendor's support may read (rule 115).
        AllowEnhancedSupportAccess(bool) = "allowEnhancedSupportAccess" in allow_enhanced_support_access;
        /// Whether new Deployments may run a Runtime past its maintenance (RTV-1).
        AllowsDeprecatedRuntimes(bool) = "allowsDeprecatedRuntimes" in allows_deprecated_runtimes;
        /// Whether new Deployments have to run on dedicated clusters (ORG-10).
        ShouldEnforceDedicatedClusters(bool) = "shouldEnforceDedicatedClusters" in should_enforce_dedicated_clusters;
        /// Whether features that use AI are off.
        HasAiFeaturesDisabled(bool) = "hasAiFeaturesDisabled" in has_ai_features_disabled;
    }
}

impl Value for Plan {
    fn shown(&self, _: &Names<'_>) -> String {
        self.label()
    }
}

/// Rule 11: what each field asks for. Turning a switch off asks neither tier nor anything else (rule 124).
fn require(context: &Context<'_>, field: &OrganizationField) -> Result<(), Rejection> {
    let switch = |permission: Permission, is_on: bool| {
        if is_on {
            context.require(permission, ResourceRef::Organization)
        } else {
            context.require_taking_back(permission, ResourceRef::Organization)
        }
    };
    match field {
        OrganizationField::Name(_) | OrganizationField::BillingEmail(_) => context.require(
            Permission::OrganizationSettingsUpdate,
            ResourceRef::Organization,
        ),
        OrganizationField::IsSsoEnforced(is_on) => {
            switch(Permission::OrganizationSsoEnforcementUpdate, *is_on)
        }
        OrganizationField::IsScimEnabled(is_on) => {
            switch(Permission::OrganizationScimUpdate, *is_on)
        }
        OrganizationField::IsEnvironmentSecretsFetchingEnabled(is_on) => switch(
            Permission::OrganizationEnvironmentSecretsFetchingUpdate,
            *is_on,
        ),
        OrganizationField::AllowEnhancedSupportAccess(is_on) => {
            switch(Permission::OrganizationEnhancedSupportAccessUpdate, *is_on)
        }
        OrganizationField::Plan(_)
        | OrganizationField::AllowsDeprecatedRuntimes(_)
        | OrganizationField::ShouldEnforceDedicatedClusters(_)
        | OrganizationField::HasAiFeaturesDisabled(_) => context.require_owner(),
    }
}

pub(crate) fn update(context: &Context<'_>, edits: &[Edit<OrganizationField>]) -> Outcome {
    let stored = context.organization()?;
    if edits.is_empty() {
        // A wish for nothing is still a call (rule 3, a to d).
        context.require(Permission::OrganizationGet, ResourceRef::Organization)?;
    }
    for edit in edits {
        require(context, &edit.value)?;
    }
    let mut after = stored.clone();
    let changes = conflicts(context, edits, |like| stored.field(like))?;
    for change in &changes {
        after.set(change.clone());
    }
    let mut checks = Checks::default();
    checks.text("name", "the Organization's name", &after.name, 1, 50); // ORG-1
    if after.billing_email != stored.billing_email {
        checks.email("billingEmail", &after.billing_email); // ORG-3
    }
    let turns_ai_on = stored.has_ai_features_disabled && !after.has_ai_features_disabled;
    checks.ensure(
        !turns_ai_on || !stored.is_blocked_enable_ai_features,
        || {
            Problem::new(
                "hasAiFeaturesDisabled",
                "blocked",
                "the operator keeps features that use AI off in this Organization",
                "Ask the operator to allow them.",
            )
            .value(false)
        },
    );
    check_provider(&mut checks, stored, &after);
    check_way_in(&mut checks, context, stored, &after);
    checks.finish()?;
    Ok(if changes.is_empty() {
        Vec::new()
    } else {
        vec![Event::OrganizationEdited { changes }]
    })
}

/// Rule 109, and for SSO-only login the same: without an identity provider there is nobody to ask.
fn check_provider(checks: &mut Checks, before: &Organization, after: &Organization) {
    for (path, what, was_on, is_on) in [
        (
            "isSsoEnforced",
            "SSO-only login",
            before.is_sso_enforced,
            after.is_sso_enforced,
        ),
        (
            "isScimEnabled",
            "SCIM",
            before.is_scim_enabled,
            after.is_scim_enabled,
        ),
    ] {
        let turned_on = is_on && !was_on;
        checks.ensure(!turned_on || !after.sso_connections.is_empty(), || {
            Problem::new(
                path,
                "no-sso-connection",
                format!("{what} needs an SSO connection, and there is none"),
                "Create an SSO connection first.",
            )
        });
    }
}

/// Nobody turns on what shuts themselves out, unless the bypass link lets them back in (rules 104 and 106).
fn check_way_in(
    checks: &mut Checks,
    context: &Context<'_>,
    before: &Organization,
    after: &Organization,
) {
    let turned_on = after.is_sso_enforced && !before.is_sso_enforced;
    let shuts_out = turned_on
        && matches!(context.caller.actor, Actor::User(_))
        && context.caller.login.is_refused_by_sso_enforcement(false)
        && after.sso_bypass_link.is_none();
    checks.ensure(!shuts_out, || {
        Problem::new(
            "isSsoEnforced",
            "lock-out",
            "you did not sign in through SSO, so SSO-only login would shut you out",
            "Sign in through SSO first, or create an SSO bypass link.",
        )
    });
}
