//! Organizations with their settings, Workspaces, clusters, Deployments and DAGs.
use super::Size;
use crate::fixture::{
    Cluster, Dag, Deployment, Fixture, ManagedDomain, Organization, SsoConnection, Workspace,
};
use crate::random::Random;

/// Plan names with their tier; those without one count as TEAM.
const PLANS: [(&str, &[&str]); 4] = [
    ("DEVELOPER", &["DEVELOPER", "DEVELOPER_PAYGO"]),
    (
        "TEAM",
        &["TEAM", "TEAM_PAYGO", "TEAM_V2", "TRIAL", "POV", "STANDARD"],
    ),
    ("BUSINESS", &["BUSINESS", "BUSINESS_V2"]),
    (
        "ENTERPRISE",
        &[
            "ENTERPRISE",
            "ENTERPRISE_V2",
            "ENTERPRISE_BUSINESS_CRITICAL",
            "IBM_ENTERPRISE",
        ],
    ),
];

/// Ranges that the addresses of `requests` partly lie in.
const RANGES: [&str; 7] = [
    "203.0.113.0/24",
    "203.0.113.0/29",
    "198.51.100.0/25",
    "192.0.2.1/32",
    "10.0.0.0/8",
    "0.0.0.0/0",
    "2001:db8::/32",
];

/// Versions on both sides of the border of rule 56.
const RUNTIMES: [(&str, usize); 8] = [
    ("3.1-12", 30),
    ("3.1-14", 15),
    ("3.2-1", 15),
    ("3.10-1", 5),
    ("3.1-2", 8),
    ("3.1-11", 8),
    ("12.4.0", 8),
    ("13.0.0", 6),
];

/// DAG ids come up in many Deployments, and one of them is also a tag.
pub const DAGS: [&str; 6] = ["churn", "ledger", "features", "export", "prod", "sync"];

/// Tags.
pub const TAGS: [&str; 5] = ["prod", "team:ml", "team:fin", "nightly", "export"];

/// The shared standard infrastructure.
pub fn shared_clusters(fixture: &mut Fixture) {
    fixture.clusters.push(Cluster {
        id: "cl_std".into(),
        kind: "STANDARD".into(),
        organization_id: None,
        workspace_ids: Vec::new(),
    });
}

/// One Organization with all its resources.
pub fn organization(random: &mut Random, fixture: &mut Fixture, id: &str, size: &Size) {
    let tier = random.weighted(&[
        ("DEVELOPER", 12),
        ("TEAM", 18),
        ("BUSINESS", 20),
        ("ENTERPRISE", 50),
    ]);
    let plans = PLANS.iter().find(|(name, _)| *name == tier);
    let plan = plans.and_then(|(_, plans)| random.pick(plans));
    let domain = format!("{id}.test");
    let connected = random.chance(80);
    let connection = SsoConnection {
        id: format!("{id}_sso"),
        domains: vec![domain.clone()],
        automatic_membership: "ORGANIZATION_MEMBER".into(),
    };
    let listed = random.chance(30);
    let enforced = connected && random.chance(30);
    let ranges = RANGES.iter().filter(|_| listed && random.chance(30));
    fixture.organizations.push(Organization {
        id: id.into(),
        name: format!("Company {id}"),
        tier: tier.into(),
        product_plan_name: plan.copied().unwrap_or(tier).into(),
        allowed_ip_address_ranges: ranges.map(|range| (*range).to_owned()).collect(),
        is_scim_enabled: connected && random.chance(40),
        sso_enforced: enforced,
        sso_connections: if connected {
            vec![connection]
        } else {
            Vec::new()
        },
        sso_bypass_key: random.chance(if enforced { 80 } else { 50 }),
        environment_secrets_fetching: random.chance(60),
        managed_domains: vec![ManagedDomain {
            name: domain,
            status: if connected { "VERIFIED" } else { "PENDING" }.into(),
        }],
    });
    let cluster = format!("{id}_cl");
    fixture.clusters.push(Cluster {
        id: cluster.clone(),
        kind: "DEDICATED".into(),
        organization_id: Some(id.into()),
        workspace_ids: Vec::new(),
    });
    for number in 0..random.between(1, size.workspaces) {
        let workspace = format!("{id}_ws{number}");
        fixture.workspaces.push(Workspace {
            id: workspace.clone(),
            organization_id: id.into(),
        });
        for number in 0..random.between(0, size.deployments) {
            let own = format!("{workspace}_d{number}");
            deployment(random, fixture, &own, &workspace, &cluster);
            dags(random, fixture, &own, size);
        }
    }
}

fn deployment(
    random: &mut Random,
    fixture: &mut Fixture,
    id: &str,
    workspace: &str,
    cluster: &str,
) {
    let cluster = if random.chance(50) { cluster } else { "cl_std" };
    fixture.deployments.push(Deployment {
        id: id.into(),
        workspace_id: workspace.into(),
        cluster_id: cluster.into(),
        runtime: random.weighted(&RUNTIMES).into(),
        is_cicd_enforced: random.chance(35),
    });
}

fn dags(random: &mut Random, fixture: &mut Fixture, deployment: &str, size: &Size) {
    let count = random.between(0, size.dags.min(DAGS.len()));
    for dag in DAGS.iter().take(count) {
        let tags = TAGS.iter().filter(|_| random.chance(35));
        fixture.dags.push(Dag {
            deployment_id: deployment.into(),
            dag_id: (*dag).into(),
            tags: tags.map(|tag| (*tag).to_owned()).collect(),
        });
    }
}
