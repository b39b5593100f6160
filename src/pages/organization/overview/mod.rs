//! The Organization at a glance: how much there is, what deserves a look, what changed last, what it is reckoned at and
//! how old its Runtimes are. What is not known, such as health or use, does not stand here.

mod changes;
mod costs;
mod rails;
mod runtimes;

use leptos::prelude::*;
use planisphere_domain::findings::{FindingRule, FindingSeverity};
use planisphere_domain::policy::{Permission, ResourceRef};

use self::changes::RecentChanges;
use self::costs::CostByWorkspace;
use self::rails::TopFindings;
use self::runtimes::RuntimeAges;
use crate::components::{GuardRails, PageTitle, grouped, millis, rounded};
use crate::forms::WorkspaceCreateDialog;
use crate::paths::Place;
use crate::replica::{Replica, UsageView};
use crate::ui::{Button, ButtonKind, Figure, Figures, Glyph, LinkButton, PageHead, Time, Tone};

/// The page.
#[component]
pub fn OrganizationOverview() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let rails = GuardRails::get();
    let creating = RwSignal::new(false);
    let organization = Memo::new(move |_| replica.organization());
    let name = move || {
        organization
            .get()
            .map(|organization| organization.name)
            .unwrap_or_default()
    };
    let lead = move || {
        organization.get().map(|organization| {
            view! {
                <span>{organization.tier.label()}" plan"</span>
                <span class="after-dot">{organization.product.label()}</span>
                <span class="after-dot">"created "<Time at=millis(organization.created_at)/></span>
            }
        })
    };
    let counts = Memo::new(move |_| replica.counts());
    let usage = Memo::new(move |_| replica.usage());
    let gate = Memo::new(move |_| {
        replica
            .may(
                Permission::OrganizationWorkspacesCreate,
                ResourceRef::Organization,
            )
            .reason
    });
    let findings = Memo::new(move |_| rails.read(|found| found.tally()));
    let critical = Memo::new(move |_| {
        let is_critical = |rule: FindingRule| rule.severity() == FindingSeverity::Critical;
        rails.read(|found| {
            found
                .open
                .iter()
                .filter(|it| is_critical(it.key.rule))
                .count()
        })
    });
    let idle = Memo::new(move |_| {
        let is_idle = |rule: FindingRule| rule == FindingRule::InactivePerson;
        rails.read(|found| found.open.iter().filter(|it| is_idle(it.key.rule)).count())
    });
    let attention = move || match critical.get() {
        0 => None,
        count => Some(format!("{} critical", grouped(count))),
    };
    let attention_tone = move || match findings.get().worst {
        Some(FindingSeverity::Critical) => Tone::Bad,
        Some(FindingSeverity::Warning) => Tone::Warn,
        _ => Tone::Info,
    };
    let idle_note = move || match idle.get() {
        0 => None,
        count => Some(format!("{} idle for 90 d", grouped(count))),
    };
    let dedicated = move || match counts.get().clusters {
        None | Some(0) => None,
        Some(1) => Some("1 own cluster".to_owned()),
        Some(count) => Some(format!("{} own clusters", grouped(count))),
    };
    view! {
        <PageTitle text=Signal::derive(name)/>
        <PageHead
            title=Signal::derive(name)
            lead=lead
            actions=move || view! {
                <LinkButton glyph=Glyph::Upload href=Signal::derive(move || place.paths().import())>"Import files"</LinkButton>
                <Button kind=ButtonKind::Primary disabled_reason=gate on_click=move |_| creating.set(true)>
                    "Create a Workspace"
                </Button>
            }
        />
        <Figures>
            <Figure label="Workspaces" value=Signal::derive(move || grouped(counts.get().workspaces))/>
            <Figure
                label="Deployments"
                value=Signal::derive(move || grouped(counts.get().deployments))
                note=Signal::derive(dedicated)
            />
            <Figure
                label="Need attention"
                value=Signal::derive(move || grouped(findings.get().count))
                note=Signal::derive(attention)
                tone=Signal::derive(attention_tone)
            />
            <Figure
                label="People"
                value=Signal::derive(move || counts.get().users.map_or_else(|| "–".to_owned(), grouped))
                note=Signal::derive(idle_note)
            />
            <Figure
                label="Configured cost, a month"
                value=Signal::derive(move || usage.with(|usage| month(usage.as_ref())))
                note=Signal::derive(move || usage.with(|usage| card(usage.as_ref())))
            />
        </Figures>
        <div class="cols overview">
            <div>
                <CostByWorkspace usage/>
                <RecentChanges/>
            </div>
            <div>
                <TopFindings/>
                <RuntimeAges/>
            </div>
        </div>
        <WorkspaceCreateDialog open=creating/>
    }
    .into_any()
}

/// A month from idle to peak, rounded; a dash for those who may not see it.
fn month(usage: Option<&UsageView>) -> String {
    usage.map_or_else(
        || "–".to_owned(),
        |usage| {
            let (idle, peak) = (
                rounded(usage.total.idle_month),
                rounded(usage.total.peak_month),
            );
            if idle == peak {
                idle
            } else {
                format!("{idle} – {peak}")
            }
        },
    )
}

fn card(usage: Option<&UsageView>) -> Option<String> {
    let usage = usage?;
    Some(if usage.is_example {
        format!("{}, example rates", usage.currency)
    } else {
        format!("{}, idle – peak", usage.currency)
    })
}
