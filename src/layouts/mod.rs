//! The frames around pages: one for the account, one for an Organization.

mod account;
mod account_menu;
mod acting;
mod backup_notice;
mod damage_notice;
mod opening;
mod organization;
mod save_state;
mod side_bar;
mod skip_link;
mod storage_notice;
mod switchers;
mod time_machine;
mod view_bar;

pub use account::AccountLayout;
pub use organization::OrganizationLayout;
