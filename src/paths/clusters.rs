//! Addresses of clusters.

use planisphere_domain::ClusterId;

use super::OrganizationPaths;

impl OrganizationPaths {
    /// Its clusters.
    #[must_use]
    pub fn clusters(&self) -> String {
        format!("{}/clusters", self.root)
    }

    /// Creating a cluster.
    #[must_use]
    pub fn new_cluster(&self) -> String {
        format!("{}/clusters/new", self.root)
    }

    /// One cluster.
    #[must_use]
    pub fn cluster(&self, id: ClusterId) -> String {
        format!("{}/clusters/{id}", self.root)
    }

    /// The VPC peering of one cluster.
    #[must_use]
    pub fn cluster_peering(&self, id: ClusterId) -> String {
        format!("{}/peering", self.cluster(id))
    }

    /// The settings of one cluster.
    #[must_use]
    pub fn cluster_settings(&self, id: ClusterId) -> String {
        format!("{}/settings", self.cluster(id))
    }
}
