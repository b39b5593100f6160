//! Pages of the account: all Organizations, a new one, personal settings.

mod create;
mod home;
mod organization_card;
mod settings;
mod settings_tabs;
mod storage_page;
mod welcome;

pub use create::CreateOrganization;
pub use home::Home;
pub use settings::PersonalSettings;
pub use storage_page::StoragePage;
