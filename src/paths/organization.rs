//! Addresses of the Organization itself: what it is, what it costs, what is planned.

/// Addresses within one Organization, which `key` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationPaths {
    pub(super) root: String,
}

impl OrganizationPaths {
    /// The addresses of the Organization that `key` names.
    #[must_use]
    pub fn new(key: &str) -> Self {
        Self {
            root: format!("/o/{key}"),
        }
    }

    /// Its overview.
    #[must_use]
    pub fn overview(&self) -> String {
        self.root.clone()
    }

    /// What is staged, or a plan that somebody shared.
    #[must_use]
    pub fn plan(&self) -> String {
        format!("{}/plan", self.root)
    }

    /// Importing Deployment files.
    #[must_use]
    pub fn import(&self) -> String {
        format!("{}/import", self.root)
    }

    /// Its settings.
    #[must_use]
    pub fn settings(&self) -> String {
        format!("{}/settings", self.root)
    }

    /// Its plan: what each tier opens and closes.
    #[must_use]
    pub fn tier(&self) -> String {
        format!("{}/settings/plan", self.root)
    }

    /// What it costs by its rate card.
    #[must_use]
    pub fn usage(&self) -> String {
        format!("{}/usage", self.root)
    }

    /// Its audit log.
    #[must_use]
    pub fn audit(&self) -> String {
        format!("{}/audit", self.root)
    }

    /// What was refused on this device.
    #[must_use]
    pub fn audit_refused(&self) -> String {
        format!("{}/audit/refused", self.root)
    }

    /// The audit log of one thing, by the words for it.
    #[must_use]
    pub fn history(&self, of: &str) -> String {
        format!("{}/audit?of={of}", self.root)
    }

    /// Two moments side by side, or two copies.
    #[must_use]
    pub fn compare(&self) -> String {
        format!("{}/compare", self.root)
    }

    /// What changed since a moment.
    #[must_use]
    pub fn compare_from(&self, moment: &str) -> String {
        format!("{}/compare?from={moment}", self.root)
    }

    /// What deserves a look.
    #[must_use]
    pub fn guard_rails(&self) -> String {
        format!("{}/guard-rails", self.root)
    }

    /// The same about one thing, by the words for it.
    #[must_use]
    pub fn guard_rails_of(&self, thing: &str) -> String {
        format!("{}/guard-rails?of={thing}", self.root)
    }
}
