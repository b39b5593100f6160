//! The built-in roles of Organization and Workspace, with their API values and their names on the page.

use serde::{Deserialize, Serialize};

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
