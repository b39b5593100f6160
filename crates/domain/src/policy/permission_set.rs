//! A set of permissions as bits in memory. It is never written to disk.

use std::sync::LazyLock;

use super::closed;
use super::{Permission, Scope};

/// The permissions of each scope, widest first.
static OF_SCOPES: LazyLock<[(Scope, PermissionSet); 4]> = LazyLock::new(|| {
    [
        Scope::Organization,
        Scope::Workspace,
        Scope::Deployment,
        Scope::Dag,
    ]
    .map(|scope| {
        let of_scope = Permission::ALL
            .iter()
            .filter(|permission| permission.scope() == scope);
        let set = of_scope.fold(PermissionSet::EMPTY, |set, permission| {
            set.with(&[*permission])
        });
        (scope, set)
    })
});

/// Which permissions somebody holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PermissionSet {
    low: u128,
    high: u128,
}

impl PermissionSet {
    /// The empty set.
    pub const EMPTY: Self = Self { low: 0, high: 0 };

    /// The set of these permissions.
    #[must_use]
    pub const fn of(permissions: &[Permission]) -> Self {
        Self::EMPTY.with(permissions)
    }

    /// This set and these permissions.
    #[must_use]
    pub const fn with(mut self, mut permissions: &[Permission]) -> Self {
        while let [first, rest @ ..] = permissions {
            let bit = first.index();
            if bit < 128 {
                self.low |= 1 << bit;
            } else {
                self.high |= 1 << (bit - 128);
            }
            permissions = rest;
        }
        self
    }

    /// Everything in either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self {
            low: self.low | other.low,
            high: self.high | other.high,
        }
    }

    /// Whether the set names `permission` itself.
    #[must_use]
    pub const fn contains(self, permission: Permission) -> bool {
        let bit = permission.index();
        if bit < 128 {
            self.low & (1 << bit) != 0
        } else {
            self.high & (1 << (bit - 128)) != 0
        }
    }

    /// Whether the set allows `permission`, directly or through a wider one that implies it (rules 7 and 30).
    #[must_use]
    pub fn allows(self, permission: Permission) -> bool {
        self.contains(permission) || closed(self).contains(permission)
    }

    /// Everything in this set that is not in the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self {
            low: self.low & !other.low,
            high: self.high & !other.high,
        }
    }

    /// The part of the set that is checked at a scope (rule 4).
    #[must_use]
    pub fn within(self, scope: Scope) -> Self {
        let of_scope = OF_SCOPES
            .iter()
            .find(|(other, _)| *other == scope)
            .map(|(_, set)| *set)
            .unwrap_or_default();
        self.without(self.without(of_scope))
    }

    /// Whether nothing is in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.low == 0 && self.high == 0
    }

    /// How many permissions are in it.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.low.count_ones() + self.high.count_ones()
    }

    /// The permissions in the set, in catalogue order.
    pub fn iter(self) -> impl Iterator<Item = Permission> {
        Permission::ALL
            .iter()
            .copied()
            .filter(move |permission| self.contains(*permission))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_permission_has_a_bit_of_its_own() {
        for permission in Permission::ALL {
            let only = PermissionSet::of(&[*permission]);
            assert_eq!(only.iter().collect::<Vec<_>>(), [*permission]);
        }
    }

    #[test]
    fn the_scopes_part_the_set() {
        let all = PermissionSet::of(Permission::ALL);
        let parts = OF_SCOPES.map(|(scope, _)| all.within(scope));
        assert_eq!(parts.iter().map(|part| part.len()).sum::<u32>(), all.len());
        assert!(
            all.within(Scope::Dag)
                .contains(Permission::DagAirflowDagGet)
        );
        assert!(!all.within(Scope::Dag).contains(Permission::DeploymentGet));
    }

    #[test]
    fn a_wider_permission_implies_the_narrower() {
        let set = PermissionSet::of(&[Permission::DeploymentUpdate]);
        assert!(set.allows(Permission::DeploymentConfigUpdate));
        assert!(!set.contains(Permission::DeploymentConfigUpdate));
        assert!(
            !PermissionSet::of(&[Permission::DeploymentConfigUpdate])
                .allows(Permission::DeploymentUpdate)
        );
    }
}
