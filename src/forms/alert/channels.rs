//! Who would be told: the channels that an alert is sent through.

use std::collections::BTreeSet;

use leptos::prelude::*;
use planisphere_domain::{DeploymentId, NotificationChannelId, WorkspaceId};

use crate::forms::parts::Part;
use crate::paths::Place;
use crate::replica::{ChannelRow, Replica};
use crate::ui::{Banner, Checkbox, EmptyState, Glyph, LinkButton, Section, Tone};

/// The section.
#[component]
pub fn ChannelsSection(
    /// The Workspace.
    workspace: WorkspaceId,
    /// The Deployment that the alert watches.
    #[prop(into)]
    deployment: Signal<Option<DeploymentId>>,
    /// The chosen channels.
    of: Part<BTreeSet<NotificationChannelId>>,
) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let channels = Memo::new(move |_| {
        deployment
            .get()
            .map(|id| replica.channels_for(id))
            .unwrap_or_default()
    });
    let line = move |row: ChannelRow| {
        let id = row.id;
        let toggle = move |on: bool| {
            let mut chosen = of.value.get_untracked();
            if on {
                chosen.insert(id);
            } else {
                chosen.remove(&id);
            }
            of.put(chosen);
        };
        let home = match row.home.as_str() {
            "Organization" | "Workspace" => format!("of the {}", row.home),
            other => format!("of {other}"),
        };
        let note = format!("{}: {}, {home}", row.kind.label(), row.leads_to);
        view! {
            <li>
                <Checkbox
                    checked=Signal::derive(move || of.value.with(|chosen| chosen.contains(&id)))
                    on_change=toggle text=row.name note disabled_reason=of.closed
                />
            </li>
        }
    };
    let hidden = move || {
        let known: BTreeSet<NotificationChannelId> =
            channels.with(|rows| rows.iter().map(|row| row.id).collect());
        of.value.with(|chosen| chosen.difference(&known).count())
    };
    let reaches_nobody = Memo::new(move |_| of.value.with(BTreeSet::is_empty));
    let href = Signal::derive(move || place.paths().new_channel(workspace));
    view! {
        <Section title="Who is told" lead="Through the channels of the Deployment, and shared ones above it.">
            <div class="channel-choice" class:changed=of.changed()>
                <Show when=move || reaches_nobody.get()>
                    <Banner tone=Tone::Warn title="It reaches nobody".to_owned()>"Choose at least one channel, so that somebody hears of it."</Banner>
                </Show>
                <Show
                    when=move || channels.with(|rows| !rows.is_empty())
                    fallback=move || view! {
                        <EmptyState glyph=Glyph::Bell title="No channel can be used from this Deployment" text="A channel leads to e-mail, Slack, PagerDuty, Opsgenie or a DAG.">
                            <LinkButton href=href>"Create a channel"</LinkButton>
                        </EmptyState>
                    }
                >
                    <ul aria-label="Channels"><For each=move || channels.get() key=|row| format!("{row:?}") children=line/></ul>
                </Show>
                {move || of.error.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
                {move || (hidden() > 0).then(|| view! { <p class="sub">{format!("{} more that cannot be used from here or that your role does not show; they stay.", hidden())}</p> })}
            </div>
        </Section>
    }
    .into_any()
}
