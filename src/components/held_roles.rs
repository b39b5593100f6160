//! Roles that somebody holds, as a table: where, which, through what, and taking those that are bound to them.

use leptos::prelude::*;
use planisphere_domain::access::{DagSelector, Holder};

use super::{RoleChange, RoleChangeDialog};
use crate::paths::{OrganizationPaths, Place};
use crate::replica::{HeldRole, PlaceName, Replica, RolePlace, Through};
use crate::ui::{Banner, Cut, Glyph, Icon, IconButton, Isolated, Tone};

/// The table.
#[component]
pub fn HeldRoles(
    /// What is held.
    #[prop(into)]
    roles: Signal<Vec<HeldRole>>,
    /// Whose roles can be taken here: those that are bound to this holder.
    holder: Holder,
    /// The table's name.
    label: &'static str,
    /// Whether the column that says through what is there.
    #[prop(default = true)]
    with_through: bool,
) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let change = RoleChange::of_page();
    let take = Callback::new(move |at: RolePlace| {
        if let Some(command) = at.take(holder) {
            change.carry_out(command, "Role taken");
        }
    });
    let failed = change.work().error_beside(&[]);
    let lines = move || {
        let paths = place.paths();
        roles
            .get()
            .into_iter()
            .map(|role| line(role, &paths, holder, replica, take, with_through))
            .collect_view()
    };
    view! {
        {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        <div class="table-scroll" tabindex="0" role="region" aria-label=format!("Table: {label}")>
            <table class="table plain held">
                <caption class="vh">{label}</caption>
                <thead><tr>
                    <th scope="col">"Where"</th><th scope="col">"Role"</th>
                    {with_through.then(|| view! { <th scope="col">"Through"</th> })}
                    <td></td>
                </tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
        <RoleChangeDialog of=change/>
    }
    .into_any()
}

fn line(
    held: HeldRole,
    paths: &OrganizationPaths,
    holder: Holder,
    replica: Replica,
    take: Callback<RolePlace>,
    with_through: bool,
) -> AnyView {
    let bound = RolePlace::of(&held.role)
        .filter(|at| *at != RolePlace::Organization && held.through == Through::Own);
    let name = place_text(&held.at);
    let action = bound.map(|at| {
        let asked = at.clone();
        let gate = Memo::new(move |_| {
            let command = asked.take(holder)?;
            replica.gate(command).reason
        });
        view! {
            <IconButton
                glyph=Glyph::Cross
                small=true
                label=format!("Take {} on {name}", held.label)
                disabled_reason=gate
                on_click=move |_| take.run(at.clone())
            />
        }
    });
    let through = match held.through {
        Through::Own => view! { <span class="sub">"Their own"</span> }.into_any(),
        Through::Team(id, name) => {
            view! { <a class="link" href=paths.team(id)><Cut text=name/></a> }.into_any()
        }
        Through::Carried { by, team } => view! {
            <span class="sub">{by}</span>
            {team.map(|(id, name)| view! { <span class="sub">" of "</span><a class="link" href=paths.team(id)><Cut text=name/></a> })}
        }
        .into_any(),
    };
    let through = with_through.then(|| view! { <td>{through}</td> });
    view! {
        <tr>
            <td><PlaceLink at=held.at paths=paths.clone()/></td>
            <td>{held.label}{held.stopped.map(|why| view! { <br/><span class="sub warn-text">{why}</span> })}</td>
            {through}
            <td class="acts-cell">{action}</td>
        </tr>
    }
    .into_any()
}

/// A place with its drawing, as a link where it has a page.
#[component]
pub fn PlaceLink(
    /// The place.
    at: PlaceName,
    /// Addresses within the Organization.
    paths: OrganizationPaths,
) -> impl IntoView {
    let (glyph, href) = match &at {
        PlaceName::Organization => (Glyph::Organization, None),
        PlaceName::EveryWorkspace => (Glyph::Workspace, Some(paths.workspaces())),
        PlaceName::Workspace(id, _) => (Glyph::Workspace, Some(paths.workspace(*id))),
        PlaceName::Deployment(id, workspace, ..) => {
            (Glyph::Deployment, Some(paths.deployment(*workspace, *id)))
        }
        PlaceName::Dags(id, workspace, ..) => (Glyph::Dag, Some(paths.deployment(*workspace, *id))),
    };
    let within = match &at {
        PlaceName::Deployment(_, _, _, workspace) => Some(workspace.clone()),
        PlaceName::Dags(_, _, deployment, _) => Some(deployment.clone()),
        _ => None,
    };
    let text = place_text(&at);
    let name = match href {
        Some(href) => view! { <a class="name link" href=href><Isolated text=text/></a> }.into_any(),
        None => view! { <span class="name">{text}</span> }.into_any(),
    };
    view! {
        <span class="place"><Icon glyph=glyph/><span>{name}{within.map(|name| view! { <span class="sub">" in "<Isolated text=name/></span> })}</span></span>
    }
    .into_any()
}

/// A place in words.
fn place_text(at: &PlaceName) -> String {
    match at {
        PlaceName::Organization => "The Organization".to_owned(),
        PlaceName::EveryWorkspace => "Every Workspace".to_owned(),
        PlaceName::Workspace(_, name) | PlaceName::Deployment(_, _, name, _) => name.clone(),
        PlaceName::Dags(_, _, _, DagSelector::Id(id)) => format!("DAG {id}"),
        PlaceName::Dags(_, _, _, DagSelector::Tag(tag)) => format!("DAGs with the tag {tag}"),
    }
}
