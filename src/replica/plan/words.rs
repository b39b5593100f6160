//! Names of fields in the API as people read them: `schedulerSize` is "Scheduler size".

use super::super::capital;

/// Words that are written in their own way, by how they stand in the API.
const OWN: &[(&str, &str)] = &[
    ("ai", "AI"),
    ("api", "API"),
    ("au", "AU"),
    ("cicd", "CI/CD"),
    ("cidr", "CIDR"),
    ("cpu", "CPU"),
    ("dag", "DAG"),
    ("dags", "DAGs"),
    ("dr", "recovery"),
    ("id", "id"),
    ("ids", "ids"),
    ("idp", "identity provider"),
    ("ip", "IP"),
    ("oidc", "OIDC"),
    ("pod", "Pod"),
    ("runtime", "Runtime"),
    ("runtimes", "Runtimes"),
    ("scim", "SCIM"),
    ("sso", "SSO"),
    ("url", "URL"),
    ("vpc", "VPC"),
    ("workspace", "Workspace"),
    ("workspaces", "Workspaces"),
    ("deployment", "Deployment"),
    ("deployments", "Deployments"),
    ("organization", "Organization"),
];

/// Names that say more in other words.
const WHOLE: &[(&str, &str)] = &[
    ("workspaceIds", "Authorized Workspaces"),
    ("isCicdEnforced", "CI/CD enforcement"),
    ("isDagDeployEnabled", "DAG deploys"),
    ("astroRuntimeVersion", "Runtime"),
    ("environmentVariables", "Variables"),
    ("contactEmails", "Contact e-mails"),
    ("billingEmail", "Billing e-mail"),
    ("username", "E-mail"),
    ("notificationChannelIds", "Channels"),
    ("k8sTags", "Tags"),
    ("enableDr", "Recovery"),
    ("metadata", "Reported facts"),
    ("cicdEnforcedDefault", "CI/CD enforcement by default"),
    ("defaultInfrastructure", "Default cluster"),
    ("autoLinkDeployments", "Linked to all Deployments"),
    ("excludeLinks", "Not linked to"),
    ("links", "Linked Deployments"),
    ("restrictedWorkspaceIds", "Only in"),
    ("objectKey", "Key"),
    ("payload", "Content"),
    ("definition", "Reaches"),
    ("isShared", "For everything below"),
    ("rules", "Fires"),
    ("schedulerSize", "Scheduler size"),
    ("scheduler.au", "Scheduler units"),
    ("scalingSpec.hibernationSpec", "Hibernation"),
    ("connection.type", "Connection type"),
    ("connection.authTypeId", "Way of signing in"),
    ("connection.extra", "Connection extra"),
    ("metricsExport.exporterType", "Format"),
    ("metricsExport.authType", "Way of signing in"),
    ("metricsExport.basicToken", "Token"),
    ("metricsExport.sigV4AssumeArn", "AWS role"),
    ("metricsExport.sigV4StsRegion", "Region of the AWS role"),
    ("airflowVariable.value", "Value"),
    ("environmentVariable.value", "Value"),
    ("dagTarballVersion", "DAG version"),
    ("isEnvironmentSecretsFetchingEnabled", "Fetching secrets"),
    ("allowEnhancedSupportAccess", "Support access"),
    ("allowsDeprecatedRuntimes", "Runtimes past maintenance"),
    ("shouldEnforceDedicatedClusters", "Dedicated clusters only"),
    ("hasAiFeaturesDisabled", "AI features off"),
    ("isSsoEnforced", "SSO required"),
    ("allowedIpAddressRanges", "IP access list"),
    ("isPrivateNetworkEgressEnabled", "Private network egress"),
    ("providerAccount", "Provider account"),
    ("vpcSubnetRange", "Network"),
    ("secondaryVpcCidr", "Secondary network"),
    ("podSubnetRange", "Pods"),
    ("serviceSubnetRange", "Services"),
    ("servicePeeringRange", "Service peering"),
    ("drRegion", "Region that takes over"),
    ("drVpcSubnetRange", "Network there"),
    ("drSecondaryVpcCidr", "Secondary network there"),
    ("drPodSubnetRange", "Pods there"),
    ("drServiceSubnetRange", "Services there"),
    ("drServicePeeringRange", "Service peering there"),
    ("dbInstanceType", "Database machine"),
];

/// Lists of which an entry is named in another way than by the list's name.
const ENTRIES: &[(&str, &str)] = &[
    ("links", "Link to"),
    ("environmentVariables", "Variable"),
    ("vpcPeerings", "Peering with"),
];

/// A field's name in the API as words; the entry of a list by its name: `workerQueues[ml]` is "Worker queue ml".
#[must_use]
pub fn field_in_words(name: &str) -> String {
    let list = name.split_once('[').filter(|(list, _)| !list.contains(' '));
    if let Some((list, rest)) = list {
        let entry = rest.trim_end_matches(']');
        if let Some((_, words)) = ENTRIES.iter().find(|(api, _)| *api == list) {
            return format!("{words} {entry}");
        }
        let list = field_in_words(list);
        let one = list.strip_suffix('s').unwrap_or(&list);
        return format!("{one} {entry}");
    }
    if let Some((_, words)) = WHOLE.iter().find(|(api, _)| *api == name) {
        return (*words).to_owned();
    }
    // What is no API name, such as `role on Workspace "Data"`, is in words already.
    if name.contains(' ') {
        return capital(name);
    }
    let mut words = split(name);
    if words.len() > 1 && matches!(words.first().map(String::as_str), Some("is" | "has")) {
        words.remove(0);
    }
    let words: Vec<String> = words
        .into_iter()
        .map(|word| {
            let own = OWN.iter().find(|(api, _)| *api == word);
            own.map_or(word, |(_, own)| (*own).to_owned())
        })
        .collect();
    capital(&words.join(" "))
}

fn split(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for letter in name.chars() {
        match words.last_mut() {
            // `scheduler.replicas` are words too.
            _ if letter == '.' => words.push(String::new()),
            Some(word) if !letter.is_uppercase() => word.push(letter),
            _ => words.push(letter.to_lowercase().collect()),
        }
    }
    words
}
