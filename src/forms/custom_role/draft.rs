//! What a person wants a custom role to be, and the edits that lead there from what they saw.

use std::collections::BTreeSet;

use planisphere_domain::custom_role::CustomRoleField;
use planisphere_domain::policy::Permission;
use planisphere_domain::{Edit, WorkspaceId};

use crate::replica::CustomRoleView;

/// The editable part of a custom role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) description: String,
    pub(super) permissions: BTreeSet<Permission>,
    pub(super) workspaces: BTreeSet<WorkspaceId>,
}

impl Draft {
    /// A stored role.
    pub(super) fn of(role: &CustomRoleView) -> Self {
        Self {
            name: role.row.name.clone(),
            description: role.row.description.clone(),
            permissions: role.permissions.clone(),
            workspaces: role.restricted.clone(),
        }
    }

    /// A new role like a stored one; names are unique (rule 50).
    pub(super) fn copy_of(role: &CustomRoleView) -> Self {
        Self {
            name: format!("{} (copy)", role.row.name),
            ..Self::of(role)
        }
    }

    /// Brings the draft and its `base` up to what is stored now, field by field. One that its author left alone
    /// follows, and so does one that was saved meanwhile; a touched one keeps its draft, and its base until its
    /// author `has_seen` what is stored.
    pub(super) fn follow(&mut self, base: &mut Self, now: &Self, has_seen: bool) {
        fn field<T: Clone + PartialEq>(draft: &mut T, base: &mut T, now: &T, has_seen: bool) {
            if draft == base || draft == now {
                draft.clone_from(now);
                base.clone_from(now);
            } else if has_seen {
                base.clone_from(now);
            }
        }
        // Texts are stored without outer blanks.
        for (text, now) in [
            (&mut self.name, &now.name),
            (&mut self.description, &now.description),
        ] {
            if text.trim() == now {
                text.clone_from(now);
            }
        }
        field(&mut self.name, &mut base.name, &now.name, has_seen);
        field(
            &mut self.description,
            &mut base.description,
            &now.description,
            has_seen,
        );
        field(
            &mut self.permissions,
            &mut base.permissions,
            &now.permissions,
            has_seen,
        );
        field(
            &mut self.workspaces,
            &mut base.workspaces,
            &now.workspaces,
            has_seen,
        );
    }
}

/// The edits of the fields that differ.
pub(super) fn edits(base: &Draft, wanted: &Draft) -> Vec<Edit<CustomRoleField>> {
    let fields = |draft: &Draft| {
        [
            CustomRoleField::Name(draft.name.clone()),
            CustomRoleField::Description(draft.description.clone()),
            CustomRoleField::Permissions(draft.permissions.clone()),
            CustomRoleField::RestrictedWorkspaceIds(draft.workspaces.clone()),
        ]
    };
    fields(base)
        .into_iter()
        .zip(fields(wanted))
        .filter(|(base, wanted)| base != wanted)
        .map(|(base, wanted)| Edit::new(base, wanted))
        .collect()
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::{Draft, edits};

    fn named(name: &str) -> Draft {
        Draft {
            name: name.to_owned(),
            ..Draft::default()
        }
    }

    #[test]
    fn an_untouched_draft_follows_and_a_touched_one_keeps_its_base() {
        let (mut draft, mut base) = (named("a"), named("a"));
        draft.follow(&mut base, &named("b"), false);
        assert_eq!((draft.name.as_str(), base.name.as_str()), ("b", "b"));

        draft.name = "mine".to_owned();
        draft.follow(&mut base, &named("c"), false);
        assert_eq!((draft.name.as_str(), base.name.as_str()), ("mine", "b"));
        draft.follow(&mut base, &named("c"), true);
        assert_eq!((draft.name.as_str(), base.name.as_str()), ("mine", "c"));
    }

    #[test]
    fn only_what_differs_is_edited() {
        assert!(edits(&named("a"), &named("a")).is_empty());
        assert_eq!(edits(&named("a"), &named("b")).len(), 1);
    }
}
