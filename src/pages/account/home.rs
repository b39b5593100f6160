//! The account dashboard: every Organization on this device with its Workspaces. On the first visit, the
//! ways to start.

use leptos::prelude::*;

use super::organization_card::OrganizationCard;
use super::welcome::WaysToStart;
use crate::components::PageTitle;
use crate::paths::{NEW_ORGANIZATION, PERSONAL_SETTINGS};
use crate::replica::Replica;
use crate::ui::{ButtonKind, Glyph, LinkButton, PageHead, Skeleton, SkeletonSize};

/// The page at the root.
#[component]
pub fn Home() -> impl IntoView {
    let replica = Replica::get();
    move || {
        match replica.organizations().get() {
        None => view! {
            <PageTitle text="Organizations"/>
            <div class="page-narrow stack" aria-busy="true">
                <Skeleton size=SkeletonSize::Half/>
                <Skeleton size=SkeletonSize::Block/>
            </div>
        }
        .into_any(),
        Some(entries) if entries.is_empty() => view! {
            <PageTitle text="Welcome"/>
            <div class="page-narrow">
                <PageHead
                    title="Welcome to Planisphere"
                    lead=|| "A control plane for Apache Airflow that lives in this browser. No account, nothing to install."
                />
                <WaysToStart first_visit=true/>
            </div>
        }
        .into_any(),
        Some(entries) => {
            let count = entries.len();
            let cards = entries.iter().map(|entry| {
                let key = Replica::address_key(&entries, entry);
                view! { <OrganizationCard entry=entry.clone() key/> }
            }).collect_view();
            view! {
                <PageTitle text="Organizations"/>
                <div class="page-narrow">
                    <PageHead
                        title="Organizations"
                        lead=move || if count == 1 { "1 on this device".to_owned() } else { format!("{count} on this device") }
                        actions=|| view! {
                            <LinkButton glyph=Glyph::Person href=PERSONAL_SETTINGS>"Personal settings"</LinkButton>
                            <LinkButton kind=ButtonKind::Primary glyph=Glyph::Plus href=NEW_ORGANIZATION>"Create an Organization"</LinkButton>
                        }
                    />
                    {cards}
                    <details class="more-ways">
                        <summary>"Open a sample or import a file"</summary>
                        <WaysToStart/>
                    </details>
                </div>
            }
            .into_any()
        }
    }
    }
}
