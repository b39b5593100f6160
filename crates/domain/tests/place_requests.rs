//! Requests in the form of the API about the Organization, Workspaces and clusters: what a body itself gets wrong,
//! and what it keeps when it leaves something out.

use crate::scene::clusters::recoverable;
use crate::scene::{scene, scene_on};
use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::cluster::{AddressDraft, ClusterRequest, ClusterTag, address_problems};
use planisphere_domain::organization::{OrganizationRequest, Plan};
use planisphere_domain::workspace::WorkspaceRequest;
use planisphere_domain::{Command, NodePoolId, Rejection, Timestamp};
use planisphere_fixtures::Fixture;

fn paths(rejection: &Rejection) -> Vec<&str> {
    rejection
        .problems()
        .iter()
        .map(|it| it.path.as_str())
        .collect()
}

/// ORG-2.
#[test]
fn an_organization_says_name_invoices_and_scim() {
    let fixture = scene();
    let stored = fixture.state().organization().unwrap();
    let refused = OrganizationRequest::default().edits(stored).unwrap_err();
    assert_eq!(paths(&refused), ["name", "billingEmail", "isScimEnabled"]);
    let full = OrganizationRequest {
        name: Some("Acme".into()),
        billing_email: Some("bills@acme.example".into()),
        is_scim_enabled: Some(false),
        should_enforce_dedicated_clusters: Some(true),
        ..OrganizationRequest::default()
    };
    let edits = full.edits(stored).unwrap();
    let mut fixture = fixture.clone();
    fixture.must(Command::UpdateOrganization { edits });
    let stored = fixture.state().organization().unwrap();
    assert!(stored.should_enforce_dedicated_clusters);
    assert!(stored.allow_enhanced_support_access, "left out, so kept");
}

/// Rule 11: a body repeats what it keeps, and only what changes is asked permission for.
#[test]
fn what_is_repeated_needs_no_permission() {
    let fixture = scene();
    let stored = fixture.state().organization().unwrap();
    let same = OrganizationRequest {
        name: Some(format!(" {} ", stored.name)),
        billing_email: Some(stored.billing_email.clone()),
        is_scim_enabled: Some(stored.is_scim_enabled),
        ..OrganizationRequest::default()
    };
    assert!(same.edits(stored).unwrap().is_empty());
}

/// WS-3, and WS-2 for what a create call has to say.
#[test]
fn a_workspace_says_name_description_and_the_default() {
    let fixture = scene();
    let stored = fixture
        .state()
        .workspace(fixture.workspace("Empty"))
        .unwrap();
    let refused = WorkspaceRequest::default().edits(stored).unwrap_err();
    assert_eq!(
        paths(&refused),
        ["name", "description", "cicdEnforcedDefault"]
    );
    let refused = WorkspaceRequest::default().draft(stored.id).unwrap_err();
    assert_eq!(paths(&refused), ["name"]);
    let odd = WorkspaceRequest {
        name: Some("New".into()),
        default_cluster_id: Some("prod".into()),
        default_cloud_provider: Some("IBM".into()),
        ..WorkspaceRequest::default()
    };
    let refused = odd.draft(stored.id).unwrap_err();
    assert_eq!(
        paths(&refused),
        ["defaultClusterId", "defaultCloudProvider"]
    );
}

fn aws() -> ClusterRequest {
    ClusterRequest {
        name: Some("new".into()),
        cluster_type: Some("DEDICATED".into()),
        cloud_provider: Some("AWS".into()),
        region: Some("us-east-2".into()),
        vpc_subnet_range: Some("172.20.0.0/20".into()),
        ..ClusterRequest::default()
    }
}

fn draft(fixture: &mut Fixture, request: &ClusterRequest) -> Result<Command, Rejection> {
    let now = fixture.now();
    let id = fixture.ids().cluster(now);
    let draft = request.draft(id, &mut || NodePoolId::from_bits(1))?;
    Ok(Command::CreateCluster(Box::new(draft)))
}

/// CL-21: fields of a second region that is off are refused, and one that is on needs its name.
#[test]
fn a_second_region_is_on_or_off() {
    let mut fixture = scene();
    let off = ClusterRequest {
        dr_vpc_subnet_range: Some("172.21.0.0/20".into()),
        enable_replication_time_control: Some(true),
        ..aws()
    };
    let refused = draft(&mut fixture, &off).unwrap_err();
    assert_eq!(
        paths(&refused),
        ["drVpcSubnetRange", "enableReplicationTimeControl"]
    );
    let on = ClusterRequest {
        enable_dr: Some(true),
        ..off
    };
    let command = draft(&mut fixture, &on).unwrap();
    assert_eq!(paths(&fixture.decide(&command).unwrap_err()), ["drRegion"]);
}

/// CL-3, CL-18: what cannot change is refused unless it is repeated as it is.
#[test]
fn what_is_fixed_stays() {
    let fixture = recoverable();
    let stored = fixture.state().cluster(fixture.cluster("twice")).unwrap();
    let same = ClusterRequest {
        name: Some("twice".into()),
        k8s_tags: Some(Vec::new()),
        repeated_type: Some("DEDICATED".into()),
        cloud_provider: Some("AZURE".into()),
        vpc_subnet_range: Some("172.20.0.0/19".into()),
        dr_region: Some("northeurope".into()),
        ..ClusterRequest::default()
    };
    assert!(same.edits(stored).is_ok());
    let other = ClusterRequest {
        region: Some("eastus".into()),
        vpc_subnet_range: Some("172.21.0.0/19".into()),
        dr_region: Some("uksouth".into()),
        node_pools: Some(vec![Default::default()]),
        ..same
    };
    let refused = other.edits(stored).unwrap_err();
    assert_eq!(
        paths(&refused),
        ["region", "vpcSubnetRange", "drRegion", "nodePools"]
    );
}

/// CL-13, CL-23 and what an update has to list.
#[test]
fn a_list_that_is_left_out_stays() {
    let mut fixture = scene();
    let id = fixture.cluster("closed");
    let stored = fixture.state().cluster(id).unwrap().clone();
    let refused = ClusterRequest::default().edits(&stored).unwrap_err();
    assert_eq!(paths(&refused), ["name", "k8sTags"]);
    let kept = ClusterRequest {
        name: Some("closed".into()),
        k8s_tags: Some(vec![ClusterTag {
            key: "team".into(),
            value: "data".into(),
        }]),
        ..ClusterRequest::default()
    };
    let edits = kept.edits(&stored).unwrap();
    fixture.must(Command::UpdateCluster { id, edits });
    let after = fixture.state().cluster(id).unwrap().clone();
    assert_eq!(after.workspace_ids, stored.workspace_ids);
    let opened = ClusterRequest {
        workspace_ids: Some(Vec::new()),
        ..kept.clone()
    };
    let edits = opened.edits(&after).unwrap();
    fixture.must(Command::UpdateCluster { id, edits });
    assert!(
        fixture
            .state()
            .cluster(id)
            .unwrap()
            .workspace_ids
            .is_empty()
    );
    let on = ClusterRequest {
        enable_dr: Some(true),
        ..kept
    };
    assert_eq!(paths(&on.edits(&after).unwrap_err()), ["enableDr"]);
}

/// CL-23, CL-29: a second region goes, and cannot come back by taking that back.
#[test]
fn a_second_region_goes_for_good() {
    let mut fixture = recoverable();
    let id = fixture.cluster("twice");
    let stored = fixture.state().cluster(id).unwrap();
    let off = ClusterRequest {
        name: Some("twice".into()),
        k8s_tags: Some(Vec::new()),
        enable_dr: Some(false),
        ..ClusterRequest::default()
    };
    let command = Command::UpdateCluster {
        id,
        edits: off.edits(stored).unwrap(),
    };
    let events = fixture.decide(&command).unwrap();
    assert_eq!(planisphere_domain::undo(fixture.state(), &events), None);
    fixture.must(command);
    assert!(
        fixture
            .state()
            .cluster(id)
            .unwrap()
            .disaster_recovery
            .is_none()
    );
}

/// ORG-11 at the limit, one second within and one beyond, for every tier.
#[test]
fn the_audit_log_reaches_as_far_as_the_plan() {
    for (plan, days) in [
        (Plan::Developer, 7),
        (Plan::Team, 90),
        (Plan::Business, 90),
        (Plan::Enterprise, 90),
    ] {
        let fixture = scene_on(plan);
        let organization = fixture.state().organization().unwrap();
        let now = fixture.now();
        let back = |seconds: i64| {
            let start = Timestamp::from_seconds(now.seconds() - days * 86_400 + seconds);
            organization.check_audit_window(start, now)
        };
        assert!(back(0).is_ok() && back(1).is_ok(), "{plan:?}");
        let refused = back(-1).unwrap_err();
        assert_eq!(paths(&refused), ["startDate"]);
        assert!(refused.to_string().contains(&format!("{days} days")));
        let ahead = Timestamp::from_seconds(now.seconds() + 1);
        assert!(organization.check_audit_window(ahead, now).is_err());
    }
}

/// CL-4 to CL-10 as tables: the limit, one below and one beyond, on each provider.
#[test]
fn ranges_at_their_limits() {
    use CloudProvider::{Aws, Azure, Gcp};
    let codes = |provider: CloudProvider, change: &dyn Fn(&mut AddressDraft)| {
        let mut draft = AddressDraft::default_of(provider);
        change(&mut draft);
        let problems = address_problems(provider, &draft);
        problems.iter().map(|it| it.code).collect::<Vec<_>>()
    };
    for provider in [Aws, Azure, Gcp] {
        assert!(codes(provider, &|_| {}).is_empty(), "{provider:?}");
    }
    for (provider, range, expected) in [
        (Aws, "10.0.0.0/20", &[][..]),
        (Aws, "10.0.0.0/21", &[]),
        (Aws, "10.0.0.0/22", &["prefix"]),
        (Azure, "10.0.0.0/22", &[]),
        (Azure, "10.0.0.0/8", &[]),
        (Azure, "10.0.0.0/7", &["not-private"]),
        (Azure, "172.16.0.0/12", &[]),
        (Azure, "172.15.0.0/16", &["not-private"]),
        (Azure, "172.31.0.0/16", &[]),
        (Azure, "172.32.0.0/16", &["not-private"]),
        (Azure, "192.168.0.0/16", &[]),
        (Azure, "192.169.0.0/16", &["not-private"]),
        (Azure, "100.64.0.0/10", &[]),
        (Azure, "100.127.0.0/16", &[]),
        (Azure, "100.128.0.0/16", &["not-private"]),
        (Azure, "10.0.0.0/32", &[]),
        (Azure, "10.0.0.0/33", &["cidr"]),
        (Azure, "10.0.0.0/-1", &["cidr"]),
        (Azure, "", &["empty"]),
    ] {
        let found = codes(provider, &|draft| draft.vpc_subnet_range = range.into());
        assert_eq!(found, expected, "{provider:?} {range}");
    }
    for (range, expected) in [
        ("100.64.0.0/15", &["prefix"][..]),
        ("100.64.0.0/16", &[]),
        ("100.64.0.0/20", &[]),
        ("100.64.0.0/21", &["prefix"]),
    ] {
        let found = codes(Aws, &|draft| draft.secondary_vpc_cidr = Some(range.into()));
        assert_eq!(found, expected, "{range}");
    }
    for (range, expected) in [
        ("172.20.3.0/24", &["overlap"][..]),
        ("172.20.4.0/24", &[]),
        ("172.16.0.0/12", &["overlap"]),
    ] {
        let found = codes(Gcp, &|draft| draft.pod_subnet_range = Some(range.into()));
        assert_eq!(found, expected, "{range}");
    }
}

/// Every problem says what is wrong, what would be allowed, and what to do.
#[test]
fn problems_carry_value_and_limit() {
    let mut fixture = scene();
    let request = ClusterRequest {
        region: Some("eu-west-3".into()),
        vpc_subnet_range: Some("8.8.0.0/22".into()),
        tenant_id: Some("abc".into()),
        is_private_network_egress_enabled: Some(true),
        ..aws()
    };
    let command = draft(&mut fixture, &request).unwrap();
    let refused = fixture.decide(&command).unwrap_err();
    assert_eq!(
        paths(&refused),
        ["region", "tenantId", "vpcSubnetRange", "vpcSubnetRange"]
    );
    let of = |place: usize| {
        let problem = &refused.problems()[place];
        (problem.value.as_deref(), problem.limit.as_deref())
    };
    assert_eq!(of(2).0, Some("8.8.0.0/22"));
    assert_eq!(of(3), (Some("8.8.0.0/22"), Some("/21 or shorter")));
    assert!(of(0).1.unwrap().contains("us-east-2"));
    let long = ClusterRequest {
        name: Some("n".repeat(1_000_000)),
        ..aws()
    };
    let command = draft(&mut fixture, &long).unwrap();
    let refused = fixture.decide(&command).unwrap_err();
    assert!(
        refused.problems()[0]
            .value
            .as_ref()
            .unwrap()
            .chars()
            .count()
            <= 101
    );
}
