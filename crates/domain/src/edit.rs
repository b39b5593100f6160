//! A change of one field that carries what its author saw, so that a lost update cannot happen.

use serde::{Deserialize, Serialize};

/// One field's new value together with the value it replaces.
///
/// The old value is the base version of architecture rule 2: when the stored value is neither the base
/// nor already the new one, somebody else changed it meanwhile, and the command is refused as a conflict
/// that shows both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit<F> {
    /// What the author saw.
    pub base: F,
    /// What the author wants.
    pub value: F,
}

impl<F> Edit<F> {
    /// An edit from `base` to `value`.
    pub fn new(base: F, value: F) -> Self {
        Self { base, value }
    }
}

/// Declares the editable fields of an entity: an enum with one typed variant per field, the field's API
/// name, and on the entity `field` (what is stored) and `set` (put a value in its place).
macro_rules! editable {
    (
        $(#[$about:meta])*
        $fields:ident of $owner:ident {
            $($(#[$doc:meta])* $variant:ident($type:ty) = $api:literal in $place:ident;)*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub enum $fields {
            $($(#[$doc])* $variant($type),)*
        }

        impl $fields {
            /// The field's name in the API.
            #[must_use]
            pub const fn name(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $api,)*
                }
            }
        }

        impl $owner {
            /// What the field that `like` names holds now.
            #[must_use]
            pub fn field(&self, like: &$fields) -> $fields {
                match like {
                    $($fields::$variant(_) => $fields::$variant(self.$place.clone()),)*
                }
            }

            /// Puts a value into its field.
            pub fn set(&mut self, value: $fields) {
                match value {
                    $($fields::$variant(value) => self.$place = value,)*
                }
            }
        }
    };
}
pub(crate) use editable;
