//! Forms: a draft, its errors beside the fields, and the command it becomes. One file per form, named
//! after its command.

mod access_grant;
mod api_token_create;
mod custom_role;
mod deployment_create;
mod describe;
mod invite_accept;
mod organization_create;
mod role_choice;
mod role_give;
mod team_create;
mod team_members_add;
mod token_role_add;
mod user_invite;
mod user_profile;
mod workspace_create;

pub use access_grant::AccessGrantDialog;
pub use api_token_create::ApiTokenCreateForm;
pub use custom_role::{CustomRoleCreateForm, CustomRoleEditForm};
pub use deployment_create::DeploymentCreateForm;
pub use describe::{DescribeForm, Described};
pub use invite_accept::InviteAcceptDialog;
pub use organization_create::OrganizationCreateForm;
pub use role_give::RoleGiveDialog;
pub use team_create::TeamCreateDialog;
pub use team_members_add::TeamMembersAddDialog;
pub use token_role_add::TokenRoleAddDialog;
pub use user_invite::UserInviteDialog;
pub use user_profile::UserProfileForm;
pub use workspace_create::WorkspaceCreateDialog;
