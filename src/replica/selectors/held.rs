//! Whether the person holds a permission, for selectors: what they may not read stays out of what they get.

use planisphere_domain::policy::{Permission, ResourceRef, can};

use super::super::{Opened, caller, now};

impl Opened {
    /// Whether the person holds a permission on a thing; nobody does before they are chosen.
    pub(in crate::replica) fn holds_on(
        &self,
        permission: Permission,
        resource: &ResourceRef,
    ) -> bool {
        self.viewer.is_some_and(|viewer| {
            can(&self.state, &caller(viewer, now()), permission, resource).allowed
        })
    }

    /// Whether the person holds a permission on the Organization.
    pub(in crate::replica) fn holds(&self, permission: Permission) -> bool {
        self.holds_on(permission, &ResourceRef::Organization)
    }
}
