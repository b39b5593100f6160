//! The copies, kept with the tests of the domain, of `roles.json` and `permissions.json`: what roles hold, what implies what, what tokens read upward.
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// One permission, as far as the judges need it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Permission {
    /// Its name.
    pub permission: String,
    /// organization, workspace, deployment or dag.
    pub scope: String,
    /// DEPLOYMENT or DAG if custom roles may hold it.
    pub assignable_in_custom_role: Option<String>,
    /// Older names that are still accepted.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The tier that it needs, where the tier table names it.
    pub min_tier: Option<String>,
}

/// One built-in role.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Role {
    /// Its name.
    pub role: String,
    /// organization, workspace, deployment or dag.
    pub scope: String,
    /// Everything that it holds, inherited permissions included.
    pub permissions: BTreeSet<String>,
    /// The Workspace role that it gives in every Workspace.
    pub grants_role_in_every_workspace: Option<String>,
}

/// What tokens may read above their own scope.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UpwardReads {
    /// For every token.
    pub permissions: Vec<String>,
    /// More, for a Workspace token of a Workspace Owner.
    pub extra_for_workspace_scoped_token_with_workspace_owner: Vec<String>,
}

/// Both tables.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// All permissions.
    pub permissions: Vec<Permission>,
    /// All built-in roles.
    pub roles: Vec<Role>,
    /// A permission, and those that each suffice for it.
    pub implied_by: BTreeMap<String, Vec<String>>,
    /// Rule 6.
    pub upward_reads: UpwardReads,
}

#[derive(Deserialize)]
struct RolesFile {
    about: About,
    roles: Vec<Role>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct About {
    implied_by: BTreeMap<String, Vec<String>>,
    upward_reads: UpwardReads,
}

/// The tables, read once.
///
/// # Panics
/// If the copies are damaged.
pub fn catalogue() -> &'static Catalogue {
    static READ: OnceLock<Catalogue> = OnceLock::new();
    READ.get_or_init(|| {
        let file: RolesFile =
            serde_json::from_str(include_str!("../../domain/tests/data/roles.json"))
                .expect("roles.json reads");
        let permissions: Vec<Permission> =
            serde_json::from_str(include_str!("../../domain/tests/data/permissions.json"))
                .expect("permissions.json reads");
        Catalogue {
            permissions,
            roles: file.roles,
            implied_by: file.about.implied_by,
            upward_reads: file.about.upward_reads,
        }
    })
}

impl Catalogue {
    /// The name that counts for a name that may be an older one (D8).
    pub fn canonical<'a>(&'a self, name: &'a str) -> &'a str {
        let older = |it: &&Permission| it.aliases.iter().any(|alias| alias == name);
        let found = self.permissions.iter().find(older);
        found.map_or(name, |it| it.permission.as_str())
    }

    /// The older names of a permission.
    pub fn aliases(&self, name: &str) -> &[String] {
        let found = self.permissions.iter().find(|it| it.permission == name);
        found.map_or(&[], |it| &it.aliases)
    }

    /// A built-in role.
    pub fn role(&self, name: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.role == name)
    }

    /// The names of the built-in roles of a scope.
    pub fn roles_of<'a>(&'a self, scope: &'a str) -> impl Iterator<Item = &'a str> {
        self.roles
            .iter()
            .filter(move |role| role.scope == scope)
            .map(|role| role.role.as_str())
    }

    /// The permissions that a custom role of the scope type may hold.
    pub fn assignable(&self, scope_type: &str) -> Vec<&str> {
        self.permissions
            .iter()
            .filter(|permission| {
                permission.assignable_in_custom_role.as_deref() == Some(scope_type)
            })
            .map(|permission| permission.permission.as_str())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::catalogue;

    #[test]
    fn the_copies_hold_everything() {
        let tables = catalogue();
        assert_eq!(tables.permissions.len(), 192);
        assert_eq!(tables.roles.len(), 14);
        assert_eq!(tables.implied_by.len(), 3);
        assert_eq!(tables.upward_reads.permissions.len(), 5);
    }
}
