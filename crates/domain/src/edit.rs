//! A change of one field that carries what its author saw, so that a lost update cannot happen.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::WorkspaceId;
use crate::names::Names;
use crate::policy::Permission;

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

/// A field of an entity: one value with its name.
pub(crate) trait Field: Clone + PartialEq {
    /// The field's name in the API.
    fn api_name(&self) -> &'static str;
    /// The value as a person reads it.
    fn shown(&self, names: &Names<'_>) -> String;
    /// As it is stored: texts without outer blanks.
    #[must_use]
    fn tidy(self) -> Self;
}

/// A record whose fields can be edited one by one, with `F` naming them and holding their values.
pub trait Edited<F>: Sized {
    /// What the field that `like` names holds now.
    #[must_use]
    fn field_like(&self, like: &F) -> F;
    /// What every field holds now.
    #[must_use]
    fn every_field(&self) -> Vec<F>;
    /// Puts a value into its field.
    fn put(&mut self, value: F);
    /// The field's name in the API.
    #[must_use]
    fn name_of(field: &F) -> &'static str;
    /// The value as a person reads it.
    #[must_use]
    fn shown(field: &F, names: &Names<'_>) -> String;
    /// The value as it is stored: texts without outer blanks.
    #[must_use]
    fn tidied(field: F) -> F;
}

/// What can stand in a field.
pub(crate) trait Value: Sized {
    /// As a person reads it, with the names of what it refers to.
    fn shown(&self, names: &Names<'_>) -> String;
    /// As it is stored.
    #[must_use]
    fn tidy(self) -> Self {
        self
    }
    /// Whether it says nothing, so that an optional field is stored as absent.
    fn is_nothing(&self) -> bool {
        false
    }
}

impl Value for String {
    fn shown(&self, _: &Names<'_>) -> String {
        self.clone()
    }

    fn tidy(self) -> Self {
        self.trim().to_owned()
    }
}

impl Value for bool {
    fn shown(&self, _: &Names<'_>) -> String {
        if *self { "on" } else { "off" }.to_owned()
    }
}

impl Value for u32 {
    fn shown(&self, _: &Names<'_>) -> String {
        self.to_string()
    }
}

impl<T: Value> Value for Option<T> {
    fn shown(&self, names: &Names<'_>) -> String {
        self.as_ref()
            .map_or_else(|| "not set".to_owned(), |value| value.shown(names))
    }

    fn tidy(self) -> Self {
        self.map(T::tidy).filter(|value| !value.is_nothing())
    }
}

impl<T: Value> Value for Vec<T> {
    fn shown(&self, names: &Names<'_>) -> String {
        if self.is_empty() {
            return "none".to_owned();
        }
        let values: Vec<String> = self.iter().map(|value| value.shown(names)).collect();
        values.join(", ")
    }

    fn tidy(self) -> Self {
        self.into_iter().map(T::tidy).collect()
    }
}

impl<T: Value + Ord> Value for BTreeSet<T> {
    fn shown(&self, names: &Names<'_>) -> String {
        if self.is_empty() {
            return "none".to_owned();
        }
        let values: Vec<String> = self.iter().map(|value| value.shown(names)).collect();
        values.join(", ")
    }
}

impl Value for Permission {
    fn shown(&self, _: &Names<'_>) -> String {
        self.name().to_owned()
    }
}

impl Value for WorkspaceId {
    fn shown(&self, names: &Names<'_>) -> String {
        names.workspace(*self)
    }
}

/// Declares the editable fields of an entity: an enum with one typed variant per field, the field's API
/// name, and on the entity `field` (what is stored) and `set` (put a value in its place), or two methods of
/// other names where the entity has those already.
macro_rules! editable {
    (
        $(#[$about:meta])*
        $fields:ident of $owner:ident { $($lines:tt)* }
    ) => {
        $crate::edit::editable! {
            $(#[$about])*
            $fields of $owner through field, set { $($lines)* }
        }
    };
    (
        $(#[$about:meta])*
        $fields:ident of $owner:ident through $read:ident, $write:ident {
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

            /// Every field, by its name in the API, as a person reads what it holds, and in words that tell it from
            /// every other value and that nobody is shown; but not these fields.
            pub(crate) fn all_shown(
                owner: &$owner,
                names: &$crate::Names<'_>,
                but: &[&str],
            ) -> Vec<(&'static str, String, String)> {
                let mut shown = Vec::new();
                $(if !but.contains(&$api) {
                    shown.push((
                        $api,
                        $crate::edit::Value::shown(&owner.$place, names),
                        format!("{:?}", owner.$place),
                    ));
                })*
                shown
            }
        }

        impl $crate::edit::Field for $fields {
            fn api_name(&self) -> &'static str {
                self.name()
            }

            fn shown(&self, names: &$crate::Names<'_>) -> String {
                match self {
                    $(Self::$variant(value) => $crate::edit::Value::shown(value, names),)*
                }
            }

            fn tidy(self) -> Self {
                match self {
                    $(Self::$variant(value) => Self::$variant($crate::edit::Value::tidy(value)),)*
                }
            }
        }

        impl $crate::Edited<$fields> for $owner {
            fn field_like(&self, like: &$fields) -> $fields {
                self.$read(like)
            }

            fn every_field(&self) -> Vec<$fields> {
                vec![$($fields::$variant(self.$place.clone()),)*]
            }

            fn put(&mut self, value: $fields) {
                self.$write(value);
            }

            fn name_of(field: &$fields) -> &'static str {
                field.name()
            }

            fn shown(field: &$fields, names: &$crate::Names<'_>) -> String {
                $crate::edit::Field::shown(field, names)
            }

            fn tidied(field: $fields) -> $fields {
                $crate::edit::Field::tidy(field)
            }
        }

        impl $owner {
            /// What the field that `like` names holds now.
            #[must_use]
            pub fn $read(&self, like: &$fields) -> $fields {
                match like {
                    $($fields::$variant(_) => $fields::$variant(self.$place.clone()),)*
                }
            }

            /// Puts a value into its field.
            pub fn $write(&mut self, value: $fields) {
                match value {
                    $($fields::$variant(value) => self.$place = value,)*
                }
            }
        }
    };
}
pub(crate) use editable;
