//! What the two tabs share: the head and the tabs. The history of one thing has neither tab, because what was refused and
//! whether the log is whole is told of the whole log.

use leptos::prelude::*;
use planisphere_domain::audit::Target;
use planisphere_domain::policy::{Permission, ResourceRef};

use crate::components::PageTitle;
use crate::paths::Place;
use crate::replica::{AuditLog, Replica, capital};
use crate::ui::{Glyph, Isolated, LinkButton, PageHead, TabLink, TabLinks};

/// Head and tabs.
#[component]
pub fn AuditHead(
    /// Whether the tab of refused attempts is open.
    is_refused: bool,
    /// The thing whose history alone shows.
    #[prop(optional, into)]
    of: Signal<Option<Target>>,
    /// The log, where its names are needed.
    #[prop(optional)]
    log: Option<AuditLog>,
    /// What stands at the end of the head.
    #[prop(optional, into)]
    actions: ViewFn,
) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let named = Memo::new(move |_| {
        let target = of.get()?;
        let name = log.and_then(|log| log.name_of(target));
        Some((target, name))
    });
    let title = move || match named.get() {
        None => "Audit log".to_owned(),
        Some((_, Some(name))) => format!("History of {name}"),
        // What may not be known of, and what never was, are told alike.
        Some((_, None)) => "History".to_owned(),
    };
    let title = Signal::derive(title);
    let page_title = if is_refused {
        Signal::stored("Refused attempts, Audit log".to_owned())
    } else {
        title
    };
    let may_all = Memo::new(move |_| {
        let permission = Permission::OrganizationAuditLogsGet;
        let gate = replica.may(permission, ResourceRef::Organization);
        gate.reason.is_none()
    });
    let lead = move || match named.get() {
        None => view! { <span>"Who did what, to what, when, and from where."</span> }.into_any(),
        Some((target, _)) => {
            let kind = capital(&target.kind().to_string());
            view! { <span><Isolated text=kind/>": what was done to it, and to what belongs to it, as far as you may see."</span> }
                .into_any()
        }
    };
    let whole = Signal::derive(move || place.paths().audit());
    let head_actions = move || {
        let back = of.get().is_some() && may_all.get();
        view! {
            {back.then(|| view! { <LinkButton glyph=Glyph::Log href=whole>"The whole audit log"</LinkButton> })}
            {actions.run()}
        }
    };
    let tabs = move || {
        let paths = place.paths();
        vec![
            TabLink::new("What happened", paths.audit()),
            TabLink::new("Refused attempts", paths.audit_refused()),
        ]
    };
    let current = move || {
        let paths = place.paths();
        if is_refused {
            paths.audit_refused()
        } else {
            paths.audit()
        }
    };
    view! {
        <PageTitle text=page_title/>
        <PageHead title=title lead=lead actions=head_actions/>
        <Show when=move || of.get().is_none()>
            <TabLinks label="Audit log" tabs=Signal::derive(tabs) current=Signal::derive(current)/>
        </Show>
    }
    .into_any()
}
