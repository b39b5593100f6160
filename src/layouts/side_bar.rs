//! The side bar: the current Workspace's pages above the Organization's, with counts.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::components::{GuardRails, grouped};
use crate::paths::{Place, TokenPlace};
use crate::replica::Replica;
use crate::ui::{Glyph, Icon, Isolated};

/// One entry of the side bar.
struct Entry {
    glyph: Glyph,
    label: &'static str,
    href: String,
    count: Option<usize>,
}

/// The links of an Organization, and of the Workspace that the address names.
#[component]
pub fn SideBar(place: Place) -> impl IntoView {
    let replica = Replica::get();
    let path = use_location().pathname;
    let workspace = Memo::new(move |_| place.workspace().and_then(|id| replica.workspace(id)));
    let counts = Memo::new(move |_| replica.counts());
    let has_viewer = Memo::new(move |_| replica.viewer().is_some());
    let open_findings = Memo::new(move |_| GuardRails::get().read(|found| found.tally().count));
    let link = move |entry: Entry| {
        let Entry {
            glyph,
            label,
            href,
            count,
        } = entry;
        let target = href.clone();
        let current = move || path.with(|path| is_current(path, &target).then_some("page"));
        let count = count.map(|count| view! { <span class="count">{grouped(count)}</span> });
        view! { <a href=href aria-current=current><Icon glyph=glyph/><span class="label">{label}</span>{count}</a> }.into_any()
    };
    let of_workspace = move || {
        workspace.get().map(|workspace| {
            let paths = place.paths();
            view! {
                <h2><Isolated text=workspace.name/></h2>
                {link(Entry {
                    glyph: Glyph::Deployment,
                    label: "Deployments",
                    href: paths.workspace(workspace.id),
                    count: Some(workspace.deployments),
                })}
                {link(Entry {
                    glyph: Glyph::Sliders,
                    label: "Environment",
                    href: paths.environment(workspace.id),
                    count: None,
                })}
                {link(Entry {
                    glyph: Glyph::Bell,
                    label: "Alerts",
                    href: paths.alerts(workspace.id),
                    count: None,
                })}
                {link(Entry {
                    glyph: Glyph::People,
                    label: "Access",
                    href: paths.workspace_access(workspace.id),
                    count: None,
                })}
                {link(Entry {
                    glyph: Glyph::Gear,
                    label: "Settings",
                    href: paths.workspace_settings(workspace.id),
                    count: None,
                })}
            }
        })
    };
    let of_organization = move || {
        let paths = place.paths();
        let counts = counts.get();
        let known = has_viewer.get();
        [
            Entry {
                glyph: Glyph::Home,
                label: "Overview",
                href: paths.overview(),
                count: None,
            },
            Entry {
                glyph: Glyph::Workspace,
                label: "Workspaces",
                href: paths.workspaces(),
                count: known.then_some(counts.workspaces),
            },
            Entry {
                glyph: Glyph::Deployment,
                label: "All Deployments",
                href: paths.deployments(),
                count: known.then_some(counts.deployments),
            },
            Entry {
                glyph: Glyph::Cluster,
                label: "Clusters",
                href: paths.clusters(),
                count: counts.clusters,
            },
            Entry {
                glyph: Glyph::Person,
                label: "Users",
                href: paths.users(),
                count: counts.users,
            },
            Entry {
                glyph: Glyph::People,
                label: "Teams",
                href: paths.teams(),
                count: counts.teams,
            },
            Entry {
                glyph: Glyph::Role,
                label: "Roles",
                href: paths.roles(),
                count: None,
            },
            Entry {
                glyph: Glyph::Token,
                label: "API tokens",
                href: paths.tokens(TokenPlace::Organization),
                count: None,
            },
            Entry {
                glyph: Glyph::Map,
                label: "Access map",
                href: paths.access_map(),
                count: None,
            },
            Entry {
                glyph: Glyph::Shield,
                label: "Guard rails",
                href: paths.guard_rails(),
                count: Some(open_findings.get()).filter(|count| *count > 0),
            },
            Entry {
                glyph: Glyph::Log,
                label: "Audit log",
                href: paths.audit(),
                count: None,
            },
            Entry {
                glyph: Glyph::Card,
                label: "Usage",
                href: paths.usage(),
                count: None,
            },
            Entry {
                glyph: Glyph::Question,
                label: "Why",
                href: paths.why(),
                count: None,
            },
            Entry {
                glyph: Glyph::Upload,
                label: "Import files",
                href: paths.import(),
                count: None,
            },
            Entry {
                glyph: Glyph::Gear,
                label: "Settings",
                href: paths.settings(),
                count: None,
            },
        ]
        .into_iter()
        .map(link)
        .collect_view()
    };
    view! {
        <nav class="side" id="side" aria-label="Pages">
            {of_workspace}
            <h2>"Organization"</h2>
            {of_organization}
        </nav>
    }
    .into_any()
}

/// Whether an entry's page is open: its own address, or, for Deployments, one of them.
fn is_current(path: &str, href: &str) -> bool {
    let within = |href: &str| {
        path.strip_prefix(href)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    // The tokens of a Workspace belong to its access.
    let of_access = href
        .strip_suffix("/access")
        .map(|root| format!("{root}/tokens"));
    if of_access.is_some_and(|tokens| path == tokens || within(&tokens)) {
        return true;
    }
    match href
        .strip_suffix("/deployments")
        .filter(|root| root.contains("/w/"))
    {
        Some(root) => path == href || within(&format!("{root}/d")) || path == format!("{root}/new"),
        // A list and each thing of it; access and its review; tabs of settings.
        None if href.ends_with("/users")
            || href.ends_with("/clusters")
            || href.ends_with("/teams")
            || href.ends_with("/access")
            || href.ends_with("/environment")
            || href.ends_with("/alerts")
            || href.ends_with("/roles")
            || href.ends_with("/audit")
            || href.ends_with("/tokens")
            || (href.ends_with("/settings") && !href.contains("/w/")) =>
        {
            path == href || within(href)
        }
        None => path == href,
    }
}
