//! Whether the person holds a permission, for selectors: what they may not read stays out of what they get.

use planisphere_domain::access::Holder;
use planisphere_domain::policy::{Permission, ResourceRef, can};
use planisphere_domain::user::User;

use super::super::{Opened, caller};

impl Opened {
    /// Everybody in the Organization, without whom the product only made up.
    pub(in crate::replica) fn people(&self) -> impl Iterator<Item = &User> {
        let stand_in = self.stand_in;
        self.state
            .users()
            .filter(move |user| Some(user.id) != stand_in)
    }

    /// Whether a holder is somebody of the Organization, and not made up.
    pub(in crate::replica) fn has(&self, holder: Holder) -> bool {
        self.stand_in
            .is_none_or(|stand_in| holder != Holder::User(stand_in))
    }

    /// Whether the person holds a permission on a thing; nobody does before they are chosen.
    pub(in crate::replica) fn holds_on(
        &self,
        permission: Permission,
        resource: &ResourceRef,
    ) -> bool {
        self.viewer.is_some_and(|viewer| {
            can(
                &self.state,
                &caller(viewer, self.now()),
                permission,
                resource,
            )
            .allowed
        })
    }

    /// Whether the person holds a permission on the Organization.
    pub(in crate::replica) fn holds(&self, permission: Permission) -> bool {
        self.holds_on(permission, &ResourceRef::Organization)
    }
}
