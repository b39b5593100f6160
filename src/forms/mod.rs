//! Forms: a draft, its errors beside the fields, and the command it becomes. One file per form, named
//! after its command.

mod custom_role;
mod deployment_create;
mod describe;
mod organization_create;
mod workspace_create;

pub use custom_role::{CustomRoleCreateForm, CustomRoleEditForm};
pub use deployment_create::DeploymentCreateForm;
pub use describe::{DescribeForm, Described};
pub use organization_create::OrganizationCreateForm;
pub use workspace_create::WorkspaceCreateDialog;
