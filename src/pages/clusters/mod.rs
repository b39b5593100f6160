//! Pages of clusters: the list, creating one, and one cluster with what runs there, its VPC peering and its settings.

mod create;
mod frame;
mod list;
mod overview;
mod peering;
mod recovery;
mod settings;

pub use create::CreateCluster;
pub use list::Clusters;
pub use overview::ClusterOverview;
pub use peering::ClusterPeering;
pub use settings::ClusterSettings;
