//! Regions by infrastructure and cloud provider: facts of the catalogue as of August 2026.

use std::borrow::Cow;

use super::{CloudProvider, Region};

const fn region(code: &'static str, name: &'static str) -> Region {
    Region {
        code: Cow::Borrowed(code),
        name: Cow::Borrowed(name),
    }
}

/// Regions of standard clusters.
pub(super) const fn standard_regions(provider: CloudProvider) -> &'static [Region] {
    match provider {
        CloudProvider::Aws => {
            const {
                &[
                    region("ap-southeast-1", "Asia Pacific (Singapore)"),
                    region("eu-central-1", "Europe (Frankfurt)"),
                    region("us-east-1", "US East (N. Virginia)"),
                    region("us-west-2", "US West (Oregon)"),
                ]
            }
        }
        CloudProvider::Azure => {
            const {
                &[
                    region("eastus2", "Virginia, North America"),
                    region("westus2", "Washington, North America"),
                    region("westeurope", "Netherlands, Europe"),
                ]
            }
        }
        CloudProvider::Gcp => {
            const {
                &[
                    region("europe-west4", "Netherlands, Europe"),
                    region("us-central1", "Iowa, North America"),
                    region("us-east4", "Virginia, North America"),
                ]
            }
        }
    }
}

/// Regions of dedicated clusters.
pub(super) const fn dedicated_regions(provider: CloudProvider) -> &'static [Region] {
    match provider {
        CloudProvider::Aws => {
            const {
                &[
                    region("ap-northeast-1", "Asia Pacific (Tokyo)"),
                    region("ap-southeast-1", "Asia Pacific (Singapore)"),
                    region("ap-southeast-2", "Asia Pacific (Sydney)"),
                    region("ap-south-1", "Asia Pacific (Mumbai)"),
                    region("eu-central-1", "Europe (Frankfurt)"),
                    region("eu-west-1", "Europe (Ireland)"),
                    region("eu-west-2", "Europe (London)"),
                    region("sa-east-1", "South America (São Paulo)"),
                    region("us-east-1", "US East (N. Virginia)"),
                    region("us-east-2", "US East (Ohio)"),
                    region("us-west-1", "US West (N. California)"),
                    region("us-west-2", "US West (Oregon)"),
                ]
            }
        }
        CloudProvider::Azure => {
            const {
                &[
                    region("australiaeast", "Australia East"),
                    region("brazilsouth", "Brazil South"),
                    region("canadacentral", "Canada Central"),
                    region("centralindia", "Central India"),
                    region("centralus", "Central US"),
                    region("eastus", "East US"),
                    region("eastus2", "East US 2"),
                    region("francecentral", "France Central"),
                    region("japaneast", "Japan East"),
                    region("northeurope", "North Europe"),
                    region("uksouth", "UK South"),
                    region("southcentralus", "South Central US"),
                    region("westeurope", "West Europe"),
                    region("westus2", "West US 2"),
                    region("westus3", "West US 3"),
                    region("germanywestcentral", "germanywestcentral"),
                    region("southafricanorth", "southafricanorth"),
                    region("uaenorth", "uaenorth"),
                ]
            }
        }
        CloudProvider::Gcp => {
            const {
                &[
                    region("asia-east1", "Taiwan, Asia"),
                    region("asia-northeast1", "Tokyo, Asia"),
                    region("asia-northeast2", "Osaka, Asia"),
                    region("asia-northeast3", "Seoul, Asia"),
                    region("asia-south1", "Mumbai, Asia"),
                    region("asia-south2", "Delhi, Asia"),
                    region("asia-southeast1", "Singapore, Asia"),
                    region("asia-southeast2", "Jakarta, Asia"),
                    region("australia-southeast1", "Sydney, Australia"),
                    region("australia-southeast2", "Melbourne, Australia"),
                    region("europe-central2", "Warsaw, Europe"),
                    region("europe-north1", "Finland, Europe"),
                    region("europe-southwest1", "Madrid, Europe"),
                    region("europe-west1", "Belgium, Europe"),
                    region("europe-west2", "England, Europe"),
                    region("europe-west3", "Frankfurt, Europe"),
                    region("europe-west4", "Netherlands, Europe"),
                    region("europe-west8", "Milan, Europe"),
                    region("europe-west9", "Paris, Europe"),
                    region("northamerica-northeast1", "Montreal, North America"),
                    region("northamerica-northeast2", "Toronto, North America"),
                    region("southamerica-east1", "Sau Paolo, South America"),
                    region("southamerica-west1", "Santiago, South America"),
                    region("us-central1", "Iowa, North America"),
                    region("us-east1", "South Carolina, North America"),
                    region("us-east4", "Virginia, North America"),
                    region("us-east5", "Columbus, North America"),
                    region("us-south1", "Dallas, North America"),
                    region("us-west1", "Oregon, North America"),
                    region("us-west2", "Los Angeles, North America"),
                    region("us-west3", "Salt Lake City, North America"),
                    region("us-west4", "Nevada, North America"),
                ]
            }
        }
    }
}

/// Regions of hybrid clusters.
pub(super) const fn hybrid_regions(provider: CloudProvider) -> &'static [Region] {
    match provider {
        CloudProvider::Aws => {
            const {
                &[
                    region("af-south-1", "Africa (Cape Town)"),
                    region("ap-east-1", "Asia Pacific (Hong Kong)"),
                    region("ap-northeast-1", "Asia Pacific (Tokyo)"),
                    region("ap-northeast-2", "Asia Pacific (Seoul)"),
                    region("ap-northeast-3", "Asia Pacific (Osaka)"),
                    region("ap-southeast-1", "Asia Pacific (Singapore)"),
                    region("ap-southeast-2", "Asia Pacific (Sydney)"),
                    region("ap-south-1", "Asia Pacific (Mumbai)"),
                    region("ca-central-1", "Canada (Central)"),
                    region("eu-central-1", "Europe (Frankfurt)"),
                    region("eu-south-1", "Europe (Milan)"),
                    region("eu-west-1", "Europe (Ireland)"),
                    region("eu-west-2", "Europe (London)"),
                    region("eu-west-3", "Europe (Paris)"),
                    region("me-south-1", "Middle East (Bahrain)"),
                    region("sa-east-1", "South America (São Paulo)"),
                    region("us-east-1", "US East (N. Virginia)"),
                    region("us-east-2", "US East (Ohio)"),
                    region("us-west-1", "US West (N. California)"),
                    region("us-west-2", "US West (Oregon)"),
                ]
            }
        }
        CloudProvider::Azure => {
            const {
                &[
                    region("australiaeast", "Australia East"),
                    region("canadacentral", "Canada Central"),
                    region("centralindia", "Central India"),
                    region("centralus", "Central US"),
                    region("eastus", "East US"),
                    region("eastus2", "East US 2"),
                    region("francecentral", "France Central"),
                    region("japaneast", "Japan East"),
                    region("koreacentral", "Korea Central"),
                    region("northeurope", "North Europe"),
                    region("southafricanorth", "South Africa North"),
                    region("southcentralus", "South Central US"),
                    region("southeastasia", "South East Asia"),
                    region("uksouth", "UK South"),
                    region("westeurope", "West Europe"),
                    region("westus2", "West US 2"),
                    region("westus3", "West US 3"),
                ]
            }
        }
        CloudProvider::Gcp => {
            const {
                &[
                    region("asia-east1", "Taiwan, Asia"),
                    region("asia-northeast1", "Tokyo, Asia"),
                    region("asia-northeast2", "Osaka, Asia"),
                    region("asia-northeast3", "Seoul, Asia"),
                    region("asia-south1", "Mumbai, Asia"),
                    region("asia-south2", "Delhi, Asia"),
                    region("asia-southeast1", "Singapore, Asia"),
                    region("asia-southeast2", "Jakarta, Asia"),
                    region("australia-southeast1", "Sydney, Australia"),
                    region("australia-southeast2", "Melbourne, Australia"),
                    region("europe-central2", "Warsaw, Europe"),
                    region("europe-north1", "Finland, Europe"),
                    region("europe-southwest1", "Madrid, Europe"),
                    region("europe-west1", "Belgium, Europe"),
                    region("europe-west2", "England, Europe"),
                    region("europe-west3", "Frankfurt, Europe"),
                    region("europe-west4", "Netherlands, Europe"),
                    region("europe-west6", "Zurich, Europe"),
                    region("europe-west8", "Milan, Europe"),
                    region("europe-west9", "Paris, Europe"),
                    region("northamerica-northeast1", "Montreal, North America"),
                    region("northamerica-northeast2", "Toronto, North America"),
                    region("southamerica-east1", "Sau Paolo, South America"),
                    region("southamerica-west1", "Santiago, South America"),
                    region("us-central1", "Iowa, North America"),
                    region("us-east1", "South Carolina, North America"),
                    region("us-east4", "Virginia, North America"),
                    region("us-east5", "Columbus, North America"),
                    region("us-south1", "Dallas, North America"),
                    region("us-west1", "Oregon, North America"),
                    region("us-west2", "Los Angeles, North America"),
                    region("us-west3", "Salt Lake City, North America"),
                    region("us-west4", "Nevada, North America"),
                ]
            }
        }
    }
}
