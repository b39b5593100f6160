//! Pages of one Organization.

mod overview;
mod people;
mod settings;

pub use overview::OrganizationOverview;
pub use people::People;
pub use settings::OrganizationSettings;
