//! Asking for VPC peering of a dedicated cluster with a network of one's own. Whether it is met is reported later.

use leptos::prelude::*;
use planisphere_domain::Command;
use planisphere_domain::cluster::{Cluster, VpcPeeringDraft};
use planisphere_domain::organization::IpRange;

use super::address_fields::range_label;
use crate::components::{AddressPicture, ApplyOrStage, Lane, LeaveGuard, Submission};
use crate::replica::Ids;
use crate::ui::{Banner, Field, Section, TextInput, Tone};

/// Fields that show their own errors.
const SHOWN: &[&str] = &["account", "network", "region", "range"];

/// The lanes of a cluster's own ranges and of the networks that it is peered with, or may be.
#[must_use]
pub fn cluster_lanes(cluster: &Cluster) -> Vec<Lane> {
    let own = cluster.address_plan();
    let own = own.ranges().map(|(path, range)| Lane {
        label: range_label(path).to_owned(),
        range,
    });
    let peered = cluster.vpc_peerings.values().map(|it| Lane {
        label: it.network.clone(),
        range: it.range,
    });
    own.chain(peered).collect()
}

/// The form.
#[component]
pub fn VpcPeeringRequestForm(
    /// The cluster as it is stored.
    #[prop(into)]
    cluster: Signal<Cluster>,
    /// Why nothing can be asked for.
    #[prop(into)]
    disabled_reason: Signal<Option<String>>,
) -> impl IntoView {
    let account = RwSignal::new(String::new());
    let network = RwSignal::new(String::new());
    let region = RwSignal::new(String::new());
    let range = RwSignal::new(String::new());
    let submission = Submission::default();
    let all = [account, network, region, range];
    let parsed = Memo::new(move |_| range.with(|text| text.trim().parse::<IpRange>().ok()));
    let lanes = Signal::derive(move || {
        let mut lanes = cluster.with(cluster_lanes);
        lanes.extend(parsed.get().map(|range| Lane {
            label: "The other network".to_owned(),
            range,
        }));
        lanes
    });
    // What the core says of it in the end, said while somebody types.
    let live = Signal::derive(move || {
        let range = parsed.get()?;
        cluster.with(|cluster| {
            let plan = cluster.address_plan();
            let taken = plan.ranges().find(|(_, taken)| range.overlaps(taken));
            taken.map(|(path, taken)| {
                format!(
                    "`{range}` overlaps the cluster's range “{}” `{taken}`. Peer a network that has no address in common with the cluster.",
                    range_label(path)
                )
            })
        })
    });
    let range_error = {
        let refused = submission.error_of("range");
        Signal::derive(move || live.get().or_else(|| refused.get()))
    };
    let make = Callback::new(move |()| {
        let draft = VpcPeeringDraft {
            id: Ids::vpc_peering()?,
            cluster: cluster.with_untracked(|it| it.id),
            account: account.get_untracked(),
            network: network.get_untracked(),
            region: region.get_untracked(),
            range: range.get_untracked(),
        };
        Ok((vec![Command::RequestVpcPeering(draft)], Vec::new()))
    });
    let on_done = Callback::new(move |_: bool| {
        for text in all {
            text.set(String::new());
        }
        submission.reset();
    });
    let title = Signal::derive(move || {
        format!("Request peering of {}", cluster.with(|it| it.name.clone()))
    });
    let beside = submission.error_beside(SHOWN);
    let dirty = move || all.iter().any(|text| !text.with(String::is_empty));
    view! {
        <LeaveGuard dirty/>
        <form on:submit=|event| event.prevent_default() novalidate=true>
            <Section title="Request peering" lead="Kept here until its operator answers; nothing is sent from this browser.">
                <Field label="Account" hint="The account, subscription or project of the other network" row=true required=true error=submission.error_of("account")>
                    <TextInput class="wide mono" value=account on_input=move |text| account.set(text) disabled_reason=disabled_reason/>
                </Field>
                <Field label="Network" hint="As the provider names it, such as vpc-0a1b2c3d" row=true required=true error=submission.error_of("network")>
                    <TextInput class="wide mono" value=network on_input=move |text| network.set(text) disabled_reason=disabled_reason/>
                </Field>
                <Field label="Region" row=true required=true error=submission.error_of("region")>
                    <TextInput class="mono" value=region on_input=move |text| region.set(text) placeholder="eu-central-1" disabled_reason=disabled_reason/>
                </Field>
                <Field label="Range" hint="No address in common with the cluster" row=true required=true error=range_error>
                    <TextInput class="mono" value=range on_input=move |text| range.set(text) placeholder="10.20.0.0/16" disabled_reason=disabled_reason/>
                </Field>
                <AddressPicture lanes/>
                {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
                <div class="form-actions in-section">
                    <ApplyOrStage
                        label="Request peering" title=title done="Peering requested" make=make submission=submission on_done=on_done
                        disabled_reason=disabled_reason
                    />
                </div>
            </Section>
        </form>
    }
    .into_any()
}
