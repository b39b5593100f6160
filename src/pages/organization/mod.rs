//! Pages of one Organization.

mod catalogue;
mod overview;
mod people;
mod settings;
mod settings_tabs;
mod tier;

pub use overview::OrganizationOverview;
pub use people::People;
pub use settings::OrganizationSettings;
pub use settings_tabs::{OrganizationFrame, SettingsTab, SettingsTabs};
pub use tier::TierPage;
