//! Pages of one Organization.

mod overview;
mod people;
mod settings;
mod settings_tabs;

pub use overview::OrganizationOverview;
pub use people::People;
pub use settings::OrganizationSettings;
pub use settings_tabs::{SettingsTab, SettingsTabs};
