//! What each built-in role is for, in one line beside its name. What it holds exactly stands in the tables.

use super::{BuiltInDagRole, BuiltInDeploymentRole, OrganizationRole, RoleTemplate, WorkspaceRole};

impl OrganizationRole {
    /// What it is for.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Member => "Sees the Organization, its people and clusters; no Workspace",
            Self::ObserveMember => "As Member",
            Self::ObserveAdmin => "As Member",
            Self::BillingAdmin => "Billing, usage and dashboards; no Workspace",
            Self::Owner => "Everything, as Owner in every Workspace",
        }
    }
}

impl WorkspaceRole {
    /// What it is for.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Accessor => "Sees the Workspace's name; Deployments need a role of their own",
            Self::Member => "Reads Deployments and DAGs",
            Self::Author => "Runs DAGs, deploys code, edits alerts",
            Self::Operator => "Creates, configures and deletes Deployments",
            Self::Owner => "People, Teams, tokens and settings too",
        }
    }
}

impl BuiltInDeploymentRole {
    /// What it is for.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Accessor => "Reaches the Deployment; DAGs need a role of their own",
            Self::Admin => "Operates the Deployment and manages who reaches it",
        }
    }
}

impl BuiltInDagRole {
    /// What it is for.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Viewer => "Reads the DAG, its runs, logs and code",
            Self::Author => "Runs, clears and pauses the DAG too",
        }
    }
}

impl RoleTemplate {
    /// What it is for.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Viewer => "Reads one Deployment and its DAGs",
            Self::Author => "Runs DAGs and deploys code to one Deployment",
            Self::Operator => "Configures one Deployment",
        }
    }
}
