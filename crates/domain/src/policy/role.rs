//! The built-in roles of every scope, with their API values and their names on the page, and references to
//! built-in or custom roles of Deployments and DAGs. What a role holds stands in the tables.

use serde::{Deserialize, Serialize};

use crate::CustomRoleId;

macro_rules! roles {
    ($(#[$about:meta])* $name:ident { $($variant:ident = $api:literal, $label:literal, $title:literal;)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $(#[doc = $title] #[serde(rename = $api)] $variant,)*
        }

        impl $name {
            /// Every role of the ladder, least first.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The API's value.
            #[must_use]
            pub const fn api(self) -> &'static str {
                match self { $(Self::$variant => $api,)* }
            }

            /// The short name beside its scope, such as "Editor".
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }

            /// The role with this API value.
            #[must_use]
            pub fn from_api(value: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|role| role.api() == value)
            }

            /// The full name, such as "Workspace Editor".
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }
        }
    };
}

roles! {
    /// What a person is in the whole Organization; everybody has exactly one (rules 13 and 16).
    OrganizationRole {
        Member = "ORGANIZATION_MEMBER", "Member", "Organization Member";
        ObserveMember = "ORGANIZATION_OBSERVE_MEMBER", "Observe Member", "Organization Observe Member";
        ObserveAdmin = "ORGANIZATION_OBSERVE_ADMIN", "Observe Admin", "Organization Observe Admin";
        BillingAdmin = "ORGANIZATION_BILLING_ADMIN", "Billing Admin", "Organization Billing Admin";
        Owner = "ORGANIZATION_OWNER", "Owner", "Organization Owner";
    }
}

roles! {
    /// What a person is in one Workspace; at most one direct role each (rules 25 to 27).
    WorkspaceRole {
        Accessor = "WORKSPACE_ACCESSOR", "Accessor", "Workspace Accessor";
        Member = "WORKSPACE_MEMBER", "Viewer", "Workspace Viewer";
        Author = "WORKSPACE_AUTHOR", "Editor", "Workspace Editor";
        Operator = "WORKSPACE_OPERATOR", "Operator", "Workspace Operator";
        Owner = "WORKSPACE_OWNER", "Owner", "Workspace Owner";
    }
}

roles! {
    /// The built-in roles of one Deployment (rules 42 and 43).
    BuiltInDeploymentRole {
        Accessor = "DEPLOYMENT_ACCESSOR", "Accessor", "Deployment Accessor";
        Admin = "DEPLOYMENT_ADMIN", "Admin", "Deployment Admin";
    }
}

roles! {
    /// The built-in roles of one DAG, or of the DAGs with one tag (rules 60 and 61).
    BuiltInDagRole {
        Viewer = "DAG_VIEWER", "Viewer", "DAG Viewer";
        Author = "DAG_AUTHOR", "Author", "DAG Author";
    }
}

roles! {
    /// Sets of permissions to start a custom Deployment role from; never assigned themselves (rule 55).
    RoleTemplate {
        Viewer = "DEPLOYMENT_VIEWER", "Viewer", "Deployment Viewer";
        Author = "DEPLOYMENT_AUTHOR", "Author", "Deployment Author";
        Operator = "DEPLOYMENT_OPERATOR", "Operator", "Deployment Operator";
    }
}

macro_rules! references {
    ($(#[$about:meta])* $name:ident of $built_in:ident) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(untagged)]
        pub enum $name {
            /// A built-in role.
            BuiltIn($built_in),
            /// A custom role of the Organization.
            Custom(CustomRoleId),
        }

        impl $name {
            /// The custom role behind the reference, if it is one.
            #[must_use]
            pub const fn custom(self) -> Option<CustomRoleId> {
                match self {
                    Self::BuiltIn(_) => None,
                    Self::Custom(id) => Some(id),
                }
            }
        }
    };
}

references! {
    /// A role that a holder has on one Deployment (rule 52).
    DeploymentRole of BuiltInDeploymentRole
}

references! {
    /// A role that a holder has on DAGs (rule 63).
    DagRole of BuiltInDagRole
}

impl DeploymentRole {
    /// `DEPLOYMENT_ACCESSOR`.
    pub const ACCESSOR: Self = Self::BuiltIn(BuiltInDeploymentRole::Accessor);
    /// `DEPLOYMENT_ADMIN`.
    pub const ADMIN: Self = Self::BuiltIn(BuiltInDeploymentRole::Admin);
}

impl DagRole {
    /// `DAG_VIEWER`.
    pub const VIEWER: Self = Self::BuiltIn(BuiltInDagRole::Viewer);
    /// `DAG_AUTHOR`.
    pub const AUTHOR: Self = Self::BuiltIn(BuiltInDagRole::Author);
}

/// Whether a name is one of a built-in role or of a template, which no custom role may take (rule 50).
#[must_use]
pub fn is_reserved_role_name(name: &str) -> bool {
    OrganizationRole::ALL.iter().any(|role| role.api() == name)
        || WorkspaceRole::ALL.iter().any(|role| role.api() == name)
        || BuiltInDeploymentRole::ALL
            .iter()
            .any(|role| role.api() == name)
        || BuiltInDagRole::ALL.iter().any(|role| role.api() == name)
        || RoleTemplate::ALL.iter().any(|role| role.api() == name)
}
