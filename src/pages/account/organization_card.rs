//! One Organization on the account dashboard: its Workspaces, and what can be done with it.

use leptos::prelude::*;
use planisphere_domain::WorkspaceId;

use crate::components::{Submission, commits_in_words, grouped};
use crate::paths::OrganizationPaths;
use crate::replica::{Asked, OrganizationEntry, Origin, Replica};
use crate::ui::{
    Chip, ConfirmDialog, Glyph, Icon, Isolated, LinkButton, Menu, MenuEntry, MenuItem, Section,
    Time,
};

/// Workspaces shown before "and more".
const SHOWN: usize = 6;

/// The card.
#[component]
pub fn OrganizationCard(
    /// The Organization.
    entry: OrganizationEntry,
    /// Its key in addresses.
    key: String,
) -> impl IntoView {
    let replica = Replica::get();
    let paths = OrganizationPaths::new(&key);
    let removing = RwSignal::new(false);
    let work = Submission::default();
    let handle = StoredValue::new(entry.handle.clone());
    let entries = move || {
        let download = move || replica.ask(Asked::Export(handle.get_value()));
        vec![
            MenuEntry::Item(MenuItem::run("Download as a file", download).glyph(Glyph::Download)),
            MenuEntry::Separator,
            MenuEntry::Item(
                MenuItem::run("Remove from this device", move || removing.set(true))
                    .glyph(Glyph::Trash)
                    .danger(),
            ),
        ]
    };
    let total: u32 = entry
        .workspaces
        .iter()
        .map(|workspace| workspace.deployments)
        .sum();
    let rest = entry.workspaces.len().saturating_sub(SHOWN);
    let workspaces = entry
        .workspaces
        .iter()
        .take(SHOWN)
        .filter_map(|workspace| {
            let href = paths.workspace(workspace.id.parse::<WorkspaceId>().ok()?);
            let count = workspace.deployments;
            let noun = if count == 1 {
                "Deployment"
            } else {
                "Deployments"
            };
            Some(view! {
                <li>
                    <a class="cut" href=href><Isolated text=workspace.name.clone()/></a>
                    <span class="end">{format!("{count} {noun}")}</span>
                </li>
            })
        })
        .collect_view();
    let more = (rest > 0).then(|| {
        view! { <li><a href=paths.workspaces()>{if rest == 1 { "1 more Workspace".to_owned() } else { format!("{rest} more Workspaces") }}</a></li> }
    });
    let origin = match &entry.origin {
        Origin::Created => None,
        Origin::Sample(_) => Some("Sample"),
        Origin::Imported => Some("Imported"),
    };
    let name = entry.name.clone();
    // The address of one of several copies is its own.
    let copy = (key != entry.organization_id).then(|| entry.copy_name());
    let label = match &copy {
        Some(copy) => format!("More for {name}, {copy}"),
        None => format!("More for {name}"),
    };
    let spoken = StoredValue::new(copy.clone());
    let commits = commits_in_words(entry.head);
    let copy = copy.map(|copy| view! { <li class="sub"><span><b>{copy}</b>" of several on this device"</span></li> });
    let overview = paths.overview();
    let failed = work.error_beside(&[]);
    let updated = entry.updated_at_ms as f64;
    let counted = |count: usize, noun: &str| {
        let plural = if count == 1 { "" } else { "s" };
        format!("{} {noun}{plural}", grouped(count))
    };
    // What is in it depends on who looks, and nobody was chosen yet.
    let lead = if entry.viewer.is_none() {
        format!("{} plan. Open it to say who you are.", entry.plan)
    } else {
        format!(
            "{} plan, {}, {}",
            entry.plan,
            counted(entry.workspaces.len(), "Workspace"),
            counted(usize::try_from(total).unwrap_or(usize::MAX), "Deployment")
        )
    };
    view! {
        <Section
            title=name.clone()
            lead=lead
            actions=move || view! {
                <span class="cluster">
                    {origin.map(|origin| view! { <Chip label=origin small=true/> })}
                    <LinkButton small=true href=overview.clone()>
                        "Open"{spoken.get_value().map(|copy| view! { <span class="vh">" "{copy}</span> })}
                    </LinkButton>
                    <Menu label=label.clone() entries=Signal::derive(entries) class="btn quiet small square" at_end=true>
                        <Icon glyph=Glyph::More/>
                    </Menu>
                </span>
            }
        >
            <ul class="list">
                {workspaces}
                {more}
                {copy}
                <li class="sub"><span>"Changed "<Time at=updated/>", "{commits}</span></li>
            </ul>
            {move || failed.get().map(|text| view! { <p class="section-text bad">{text}</p> })}
        </Section>
        <ConfirmDialog
            open=removing
            on_close=move || removing.set(false)
            title="Remove this Organization from the device"
            action="Remove the Organization"
            typed_name=name
            busy=work.busy()
            on_confirm=move || work.run(replica.remove_organization(handle.get_value()), move |()| removing.set(false))
        >
            <p>"Its log and its sealed secrets are erased here. Nothing brings them back but a file downloaded before."</p>
        </ConfirmDialog>
    }
    .into_any()
}
