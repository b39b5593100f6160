//! A cluster on its way: what is typed, and the command that it becomes.

use std::collections::BTreeSet;

use leptos::prelude::*;
use planisphere_domain::catalogue::{CloudProvider, Region};
use planisphere_domain::cluster::{ClusterDraft, ClusterTag, ClusterType, DisasterRecoveryDraft};
use planisphere_domain::{ClusterId, Command, WorkspaceId};

use super::super::address_fields::RangesDraft;
use super::super::node_pools::PoolsDraft;
use crate::replica::{Failure, Ids, catalogue_in_use};

/// What is typed.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    pub name: RwSignal<String>,
    pub kind: RwSignal<ClusterType>,
    pub provider: RwSignal<CloudProvider>,
    pub region: RwSignal<String>,
    pub ranges: RangesDraft,
    pub tags: RwSignal<Vec<ClusterTag>>,
    pub workspaces: RwSignal<BTreeSet<WorkspaceId>>,
    pub egress: RwSignal<bool>,
    pub recovers: RwSignal<bool>,
    pub other_region: RwSignal<String>,
    pub other_ranges: RangesDraft,
    /// Not said until somebody does: the provider's default is taken (CL-24).
    pub replication: RwSignal<Option<bool>>,
    pub account: RwSignal<String>,
    pub tenant: RwSignal<String>,
    pub database: RwSignal<String>,
    pub pools: PoolsDraft,
}

impl Draft {
    pub fn new(kind: ClusterType) -> Self {
        let provider = CloudProvider::Aws;
        let other_ranges = RangesDraft::new(provider);
        let draft = Self {
            name: RwSignal::new(String::new()),
            kind: RwSignal::new(kind),
            provider: RwSignal::new(provider),
            region: RwSignal::new(String::new()),
            ranges: RangesDraft::new(provider),
            tags: RwSignal::new(Vec::new()),
            workspaces: RwSignal::new(BTreeSet::new()),
            egress: RwSignal::new(false),
            recovers: RwSignal::new(false),
            other_region: RwSignal::new(String::new()),
            other_ranges,
            replication: RwSignal::new(None),
            account: RwSignal::new(String::new()),
            tenant: RwSignal::new(String::new()),
            database: RwSignal::new(String::new()),
            pools: PoolsDraft::new(&[]),
        };
        draft.start_region();
        draft
    }

    /// The regions that the catalogue offers for what is chosen.
    pub fn regions(self) -> Vec<Region> {
        let catalogue = catalogue_in_use();
        let provider = self.provider.get();
        match self.kind.get() {
            ClusterType::Dedicated => catalogue.dedicated_regions(provider),
            ClusterType::Hybrid => catalogue.hybrid_regions(provider),
        }
        .to_vec()
    }

    fn start_region(self) {
        let first = untrack(|| self.regions().first().map(|region| region.code.to_string()));
        self.region.set(first.unwrap_or_default());
        self.other_region.set(String::new());
    }

    pub fn choose_provider(self, provider: CloudProvider) {
        self.provider.set(provider);
        self.ranges.start_with(provider);
        self.other_ranges.start_with(provider);
        self.pools.forget_machines();
        self.database.set(String::new());
        self.egress.set(false);
        self.start_region();
    }

    pub fn choose_kind(self, kind: ClusterType) {
        self.kind.set(kind);
        self.recovers.set(false);
        self.start_region();
    }

    pub fn is_hybrid(self) -> bool {
        self.kind.get() == ClusterType::Hybrid
    }

    /// Whether somebody would lose something by leaving.
    pub fn is_touched(self) -> bool {
        !self.name.with(String::is_empty)
            || !self.tags.with(Vec::is_empty)
            || !self.workspaces.with(BTreeSet::is_empty)
            || !self.account.with(String::is_empty)
    }

    /// The command that the form stands for.
    pub fn command(self) -> Result<(ClusterId, Command), Failure> {
        let id = Ids::cluster()?;
        let provider = self.provider.get_untracked();
        let is_hybrid = untrack(|| self.is_hybrid());
        let given = |text: RwSignal<String>| {
            Some(text.get_untracked()).filter(|text| !text.trim().is_empty())
        };
        let recovery = self.recovers.get_untracked() && !is_hybrid;
        let disaster_recovery = recovery.then(|| DisasterRecoveryDraft {
            region: self.other_region.get_untracked(),
            ranges: untrack(|| self.other_ranges.get(provider)),
            enable_replication_time_control: self.replication.get_untracked(),
        });
        let base = ClusterDraft::new(
            id,
            &self.name.get_untracked(),
            provider,
            &self.region.get_untracked(),
        );
        let draft = ClusterDraft {
            cluster_type: self.kind.get_untracked(),
            ranges: untrack(|| self.ranges.get(provider)),
            k8s_tags: self.tags.get_untracked(),
            workspace_ids: self.workspaces.get_untracked(),
            is_private_network_egress_enabled: self.egress.get_untracked(),
            disaster_recovery,
            provider_account: is_hybrid.then(|| given(self.account)).flatten(),
            tenant_id: (is_hybrid && provider == CloudProvider::Azure)
                .then(|| given(self.tenant))
                .flatten(),
            db_instance_type: is_hybrid.then(|| given(self.database)).flatten(),
            node_pools: if is_hybrid {
                self.pools.get()?
            } else {
                Vec::new()
            },
            ..base
        };
        let draft = Box::new(draft);
        Ok((
            id,
            if is_hybrid {
                Command::ImportCluster(draft)
            } else {
                Command::CreateCluster(draft)
            },
        ))
    }
}
