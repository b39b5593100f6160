//! `organization.update` and `organization.audit_logs`.

use planisphere_domain::organization::{Organization, OrganizationRequest};
use planisphere_domain::{Command, Permission, ResourceRef, Timestamp, can};
use serde_json::json;

use super::input::Input;
use super::world::World;
use super::{Answer, Stop};

/// Tries an operation on the Organization.
pub fn run(world: &mut World, action: &str, input: &mut Input) -> Answer {
    match action {
        "update" => update(world, &input.request()?),
        "audit_logs" => audit_logs(world, &input.text("startDate")?),
        other => Err(Stop::unknown(format!("operation `organization.{other}`"))),
    }
}

fn stored(world: &World) -> Result<&Organization, Stop> {
    let found = world.state().organization();
    found.ok_or_else(|| Stop::refused("Organization not found"))
}

fn update(world: &mut World, request: &OrganizationRequest) -> Answer {
    let edits = request.edits(stored(world)?)?;
    world.decide(&[Command::UpdateOrganization { edits }])?;
    let organization = stored(world)?;
    Ok(json!({
        "id": organization.id,
        "name": organization.name,
        "product": organization.product,
        "status": organization.status,
        "supportPlan": organization.plan,
        "paymentMethod": organization.payment_method,
        "billingEmail": organization.billing_email,
        "isScimEnabled": organization.is_scim_enabled,
        "allowEnhancedSupportAccess": organization.allow_enhanced_support_access,
        "shouldEnforceDedicatedClusters": organization.should_enforce_dedicated_clusters,
        "hasAiFeaturesDisabled": organization.has_ai_features_disabled,
        "isBlockedEnableAiFeatures": organization.is_blocked_enable_ai_features,
        "hasAllowedIpAddressRanges": !organization.allowed_ip_address_ranges.is_empty(),
        "trialExpiresAt": organization.trial_expires_at,
    }))
}

fn audit_logs(world: &World, start: &str) -> Answer {
    let (state, caller) = (world.state(), &world.stored.caller);
    let permission = Permission::OrganizationAuditLogsGet;
    if !can(state, caller, permission, &ResourceRef::Organization).allowed {
        return Err(Stop::refused("organization.auditLogs.get is missing"));
    }
    let start = Timestamp::from_rfc3339(start)
        .or_else(|| Timestamp::from_date(start))
        .ok_or_else(|| Stop::refused(format!("startDate `{start}` is no time")))?;
    stored(world)?.check_audit_window(start, world.stored.env.now)?;
    Ok(json!({}))
}
