//! What built-in roles hold, as rows and columns to compare, and the catalogue of permissions in areas that
//! people recognise. Nothing here depends on the open Organization, and nobody's role is judged here.

use std::collections::BTreeSet;

use planisphere_domain::policy::{
    BuiltInDagRole, BuiltInDeploymentRole, OrganizationRole, Permission, PermissionSet,
    RoleTemplate, Scope, WorkspaceRole, closed, dag_role, deployment_role, in_every_workspace,
    organization_role, template, workspace_role,
};

/// A permission as lists show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PermissionLine {
    /// The permission.
    pub permission: Permission,
    /// The part of the product it belongs to.
    pub area: &'static str,
}

impl PermissionLine {
    /// Whether every one of these lower-case words stands in its name, its sentence or its area.
    #[must_use]
    pub fn fits(&self, words: &[String]) -> bool {
        let about = self.permission.about().to_lowercase();
        let name = self.permission.name().to_lowercase();
        let area = self.area.to_lowercase();
        words
            .iter()
            .all(|word| name.contains(word) || about.contains(word) || area.contains(word))
    }
}

/// One role to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleColumn {
    /// The short name.
    pub label: &'static str,
    /// The name with its scope.
    pub title: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// Everything it allows, implied permissions included.
    pub holds: PermissionSet,
    /// What it holds beyond the role before it on its ladder.
    pub adds: PermissionSet,
    /// Whether it is only there to be copied (rule 55).
    pub is_template: bool,
}

/// The roles of a scope, least first; for Deployments also the templates.
#[must_use]
pub fn role_columns(scope: Scope) -> Vec<RoleColumn> {
    let mut columns = Vec::new();
    match scope {
        Scope::Organization => {
            for role in OrganizationRole::ALL {
                let names = (role.label(), role.title(), role.about());
                push(&mut columns, names, organization_role(*role), false);
            }
        }
        Scope::Workspace => {
            for role in WorkspaceRole::ALL {
                let names = (role.label(), role.title(), role.about());
                push(&mut columns, names, workspace_role(*role), false);
            }
        }
        Scope::Deployment => {
            for role in BuiltInDeploymentRole::ALL {
                let names = (role.label(), role.title(), role.about());
                push(&mut columns, names, deployment_role(*role), false);
            }
            for role in RoleTemplate::ALL {
                let names = (role.label(), role.title(), role.about());
                push(&mut columns, names, template(*role), true);
            }
        }
        Scope::Dag => {
            for role in BuiltInDagRole::ALL {
                let names = (role.label(), role.title(), role.about());
                push(&mut columns, names, dag_role(*role), false);
            }
        }
    }
    columns
}

/// Adds the next role of a ladder; templates are a ladder of their own.
fn push(
    columns: &mut Vec<RoleColumn>,
    (label, title, about): (&'static str, &'static str, &'static str),
    set: PermissionSet,
    is_template: bool,
) {
    let holds = closed(set);
    let before = columns
        .last()
        .filter(|before| before.is_template == is_template)
        .map(|before| before.holds)
        .unwrap_or_default();
    columns.push(RoleColumn {
        label,
        title,
        about,
        holds,
        adds: holds.without(before),
        is_template,
    });
}

/// The permissions that the roles of a scope differ in, area by area: its own, and for Workspaces those of
/// the Deployments in them too (rule 5).
#[must_use]
pub fn permissions_of(scope: Scope) -> Vec<PermissionLine> {
    let belongs = |permission: &&Permission| {
        permission.scope() == scope
            || (scope == Scope::Workspace && permission.scope() == Scope::Deployment)
    };
    in_areas(Permission::ALL.iter().filter(belongs))
}

/// The permissions that a custom role of a scope may hold, area by area (rule 49).
#[must_use]
pub fn assignable(scope: Scope) -> Vec<PermissionLine> {
    let fits = |permission: &&Permission| {
        permission.scope() == scope && permission.is_assignable_in_custom_role()
    };
    in_areas(Permission::ALL.iter().filter(fits))
}

/// The lines of these permissions, area by area.
#[must_use]
pub fn lines_of(permissions: &BTreeSet<Permission>) -> Vec<PermissionLine> {
    in_areas(permissions.iter())
}

/// What these permissions imply beyond themselves (rules 7 and 30).
#[must_use]
pub fn implied_by(permissions: &BTreeSet<Permission>) -> BTreeSet<Permission> {
    let all: Vec<Permission> = permissions.iter().copied().collect();
    let named = PermissionSet::of(&all);
    closed(named).without(named).iter().collect()
}

/// The lines of these permissions, those of one area together, in the order of the catalogue otherwise.
fn in_areas<'a>(permissions: impl Iterator<Item = &'a Permission>) -> Vec<PermissionLine> {
    let mut lines: Vec<(usize, PermissionLine)> = permissions
        .filter_map(|permission| {
            let (place, area) = area_of(*permission)?;
            Some((
                place,
                PermissionLine {
                    permission: *permission,
                    area,
                },
            ))
        })
        .collect();
    lines.sort_by_key(|(place, _)| *place);
    lines.into_iter().map(|(_, line)| line).collect()
}

/// What the holders of an Organization role are in every Workspace, in words (rule 20).
#[must_use]
pub fn carried_roles() -> Vec<String> {
    OrganizationRole::ALL
        .iter()
        .filter_map(|role| {
            let carried = in_every_workspace(*role)?;
            Some(format!(
                "{} also acts as {} in every Workspace.",
                role.title(),
                carried.title()
            ))
        })
        .collect()
}

/// The areas in their order, each with the groups of permissions in it. A group that ends in a dot takes
/// everything below it that no area before it took.
const AREAS: &[(&str, &[&str])] = &[
    (
        "Organization",
        &[
            "organization",
            "organization.settings",
            "organization.lineage",
            "organization.dashboards",
            "organization.auditLogs",
            "organization.enhancedSupportAccess",
            "organization.environmentSecretsFetching",
        ],
    ),
    (
        "Users and Teams",
        &["organization.users", "organization.teams"],
    ),
    (
        "Roles and API tokens",
        &["organization.customRoles", "organization.apiTokens"],
    ),
    (
        "Signing in",
        &[
            "organization.ssoBypassKey",
            "organization.ssoConnections",
            "organization.ssoEnforcement",
            "organization.domains",
            "organization.scim",
            "organization.allowedIpAddressRanges",
        ],
    ),
    (
        "Workspaces, Deployments and clusters",
        &[
            "organization.workspaces",
            "organization.deployments",
            "organization.deploymentConfigurations",
            "organization.clusters",
        ],
    ),
    (
        "Billing and usage",
        &["organization.billing", "organization.usage"],
    ),
    (
        "The Workspace",
        &[
            "workspace",
            "workspace.settings",
            "workspace.deployments",
            "workspace.gitIntegration",
            "workspace.ideProjects",
        ],
    ),
    (
        "Access to the Workspace",
        &["workspace.users", "workspace.teams", "workspace.apiTokens"],
    ),
    (
        "Alerts of the Workspace",
        &["workspace.alerts", "workspace.notificationChannels"],
    ),
    ("Environment of the Workspace", &["workspace.envObjects"]),
    (
        "The Deployment",
        &[
            "deployment",
            "deployment.basic",
            "deployment.config",
            "deployment.logs",
            "deployment.metrics",
            "deployment.logForwarding",
        ],
    ),
    ("Code deploys", &["deployment.deploys"]),
    (
        "DAGs and runs",
        &[
            "deployment.airflow.dag",
            "deployment.airflow.dagCode",
            "deployment.airflow.dagDependencies",
            "deployment.airflow.dagRun",
            "deployment.airflow.taskInstance",
            "deployment.airflow.taskLog",
            "deployment.airflow.taskReschedule",
            "deployment.airflow.trigger",
            "deployment.airflow.xcom",
            "deployment.airflow.importError",
            "deployment.airflow.slaMiss",
            "deployment.airflow.datasets",
        ],
    ),
    (
        "Airflow connections, variables and pools",
        &[
            "deployment.airflow.connection",
            "deployment.airflow.variable",
            "deployment.airflow.pool",
        ],
    ),
    ("Pages of the Airflow UI", &["deployment.airflow."]),
    (
        "Access to the Deployment",
        &[
            "deployment.users",
            "deployment.teams",
            "deployment.apiTokens",
            "deployment.apiTokens.roles",
        ],
    ),
    ("Alerts of the Deployment", &["deployment.alerts"]),
    ("Environment of the Deployment", &["deployment.envObjects"]),
    (
        "Remote execution",
        &["deployment.agents", "deployment.agentTokens"],
    ),
    (
        "The DAG",
        &[
            "dag.airflow.dag",
            "dag.airflow.dagCode",
            "dag.airflow.dagDependencies",
            "dag.airflow.importError",
            "dag.airflow.auditLog",
        ],
    ),
    ("Runs and tasks", &["dag.airflow."]),
    // What the reference adds later still shows.
    (
        "Other",
        &["organization.", "workspace.", "deployment.", "dag."],
    ),
];

fn area_of(permission: Permission) -> Option<(usize, &'static str)> {
    let group = permission.group();
    let takes = |(_, (_, groups)): &(usize, &(&str, &[&str]))| {
        groups
            .iter()
            .any(|taken| *taken == group || (taken.ends_with('.') && group.starts_with(*taken)))
    };
    let (place, (area, _)) = AREAS.iter().enumerate().find(takes)?;
    Some((place, area))
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use planisphere_domain::policy::{Permission, Scope};

    use super::{area_of, assignable, permissions_of, role_columns};

    #[test]
    fn every_permission_has_an_area_and_none_is_other() {
        for permission in Permission::ALL {
            let area = area_of(*permission).map(|(_, area)| area);
            assert!(
                area.is_some_and(|area| area != "Other"),
                "{}",
                permission.name()
            );
        }
    }

    #[test]
    fn ladders_add_up() {
        for scope in [
            Scope::Organization,
            Scope::Workspace,
            Scope::Deployment,
            Scope::Dag,
        ] {
            let columns = role_columns(scope);
            for pair in columns.windows(2) {
                let [before, after] = pair else { continue };
                if before.is_template == after.is_template {
                    let sum = before.holds.len() + after.adds.len();
                    assert_eq!(sum, after.holds.len(), "{}", after.title);
                }
            }
            assert!(!permissions_of(scope).is_empty());
        }
    }

    #[test]
    fn what_custom_roles_may_hold_is_the_catalogue_of_their_scope() {
        assert_eq!(assignable(Scope::Dag).len(), 19);
        assert!(
            assignable(Scope::Deployment)
                .iter()
                .all(|line| line.permission.is_assignable_in_custom_role())
        );
    }
}
