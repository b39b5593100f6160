//! What refuses in spite of a role, as `forbid` policies; and rule 6, which permits without one.
//!
//! A policy that fails to evaluate is left out by Cedar, so each asks only for attributes that are always there.
use crate::fixture::Fixture;
use std::fmt::Write as _;

/// When DAG roles have effect on a DAG (rule 56).
pub const RUNTIME: &str = "resource.deployment.runtime.newerForm && (
        resource.deployment.runtime.major > 3 ||
        resource.deployment.runtime.major == 3 && (
            resource.deployment.runtime.minor > 1 ||
            resource.deployment.runtime.minor == 1 && resource.deployment.runtime.build >= 12))";

/// The actions of rule 6.
pub const UPWARD: &str = "read upward";

/// The actions of rule 6 for a Workspace token of a Workspace Owner.
pub const UPWARD_OWNER: &str = "read upward as Workspace Owner";

const GATES: &str = r#"
// Rule 81.
forbid(principal is Token, action, resource)
when { principal has endAt && context.now >= principal.endAt };

// Rule 82.
forbid(principal is Token, action, resource)
when { principal.rotatedAway };

// Rule 13.
forbid(principal, action, resource)
unless { principal has organization && principal.organization == resource.organization };

// Rule 24.
forbid(principal is User, action, resource)
unless { principal.status == "ACTIVE" };

// Rules 104 to 106.
forbid(principal is User, action, resource)
when { resource.organization.ssoEnforced }
unless { context.login == "sso" || (context.login == "sso-bypass" && resource.organization.ssoBypass) };

// Rule 71.
forbid(principal, action == Action::"organization.teams.create", resource)
when { resource.organization.scim };

// Rule 99.
forbid(principal is User, action == Action::"deployment.deploys.create", resource)
when { resource has deployment && resource.deployment.cicdEnforced };

// Rule 109.
forbid(principal, action == Action::"organization.scim.provision", resource)
unless {
    principal is Token && principal.scope == "ORGANIZATION" && resource.organization.scim
};

// Rule 116.
forbid(
    principal,
    action in [Action::"workspace.envObjects.getSecrets", Action::"deployment.envObjects.getSecrets"],
    resource)
unless { resource.organization.secretsFetching };

// Section 17.
forbid(
    principal,
    action in [
        Action::"organization.teams.create", Action::"organization.teams.update",
        Action::"workspace.teams.create", Action::"workspace.teams.update"],
    resource)
when { resource.organization.tier < 1 };
forbid(
    principal,
    action in [
        Action::"organization.ssoEnforcement.update", Action::"deployment.logForwarding.update",
        Action::"organization.dashboards.get"],
    resource)
when { resource.organization.tier < 2 };
forbid(
    principal,
    action in [
        Action::"organization.customRoles.create", Action::"organization.customRoles.update",
        Action::"organization.scim.provision", Action::"organization.scim.update",
        Action::"organization.allowedIpAddressRanges.create"],
    resource)
when { resource.organization.tier < 3 };

// Rule 6.
permit(principal is Token, action in Action::"read upward", resource)
when { principal in Mark::"below the Organization" };
permit(principal is Token, action in Action::"read upward as Workspace Owner", resource)
when { principal.scope == "WORKSPACE" && principal in Mark::"WORKSPACE_OWNER" };
"#;

/// The text of all policies that both translations share.
pub fn text(fixture: &Fixture) -> String {
    let mut text = GATES.to_owned();
    // Rule 111: Cedar cannot walk a set of ranges, so each list is a policy of its own.
    for organization in &fixture.organizations {
        let ranges = &organization.allowed_ip_address_ranges;
        if ranges.is_empty() {
            continue;
        }
        let tests: Vec<String> = ranges
            .iter()
            .map(|range| format!("context.ip.isInRange(ip({range:?}))"))
            .collect();
        let _ = write!(
            text,
            "forbid(principal, action, resource)\n\
             when {{ resource.organization == Organization::{:?} }}\n\
             unless {{ {} }};\n",
            organization.id,
            tests.join(" || ")
        );
    }
    text
}
