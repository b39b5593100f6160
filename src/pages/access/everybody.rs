//! What the access pages of a Workspace and of a Deployment share: head, filter, the three tables, who may give
//! roles, and the form that gives one.

use leptos::prelude::*;

use super::dags::DagsTable;
use super::holders::HoldersTable;
use super::sources::sources_of;
use crate::components::{Submission, WayOfChange, csv_line};
use crate::forms::AccessGrantDialog;
use crate::paths::{Place, TokenPlace};
use crate::replica::{AccessPlace, HolderKind, Replica, dags_in_words};
use crate::table::AddressQuery;
use crate::ui::{Banner, Button, ButtonKind, Glyph, LinkButton, SearchInput, Tone};

/// Names shown before "and more".
const NAMED: usize = 6;

/// The page's content.
#[component]
pub(super) fn Everybody(
    /// Where.
    at: AccessPlace,
    /// Draws the head around the actions.
    #[prop(into)]
    head: Callback<ViewFn, AnyView>,
    /// The address of the review.
    review: Signal<String>,
    /// The name of the place, for the file.
    name: Signal<String>,
) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let query = AddressQuery::new();
    let giving = RwSignal::new(false);
    let exporting = Submission::default();
    let gate = Memo::new(move |_| replica.may_give_access(at).reason);
    let makers = Memo::new(move |_| replica.access_makers(at));
    let export = move |_| {
        let what = format!("access {}", name.get_untracked());
        let text = file(replica, at);
        if let Err(failure) = replica.hand_out_record(&what, "csv", "text/csv", text.as_bytes()) {
            exporting.fail(failure);
        }
    };
    let tokens = Signal::derive(move || {
        place.paths().tokens(match at {
            AccessPlace::Workspace(id) => TokenPlace::Workspace(id),
            AccessPlace::Deployment(workspace, id) => TokenPlace::Deployment(workspace, id),
        })
    });
    let actions = ViewFn::from(move || {
        view! {
            <Button glyph=Glyph::Download on_click=export>"Export CSV"</Button>
            <LinkButton glyph=Glyph::Token href=tokens>"API tokens"</LinkButton>
            <LinkButton href=review>"Review access"</LinkButton>
            <Button kind=ButtonKind::Primary disabled_reason=gate on_click=move |_| giving.set(true)>"Give access"</Button>
        }
    });
    let failed = exporting.error_beside(&[]);
    let dags = match at {
        AccessPlace::Workspace(_) => None,
        AccessPlace::Deployment(_, deployment) => Some(view! { <DagsTable deployment query/> }),
    };
    let who_may = move || {
        makers.with(|names| {
            let rest = names.len().saturating_sub(NAMED);
            let shown = names
                .iter()
                .take(NAMED)
                .cloned()
                .collect::<Vec<_>>()
                .join(", ");
            let more = if rest > 0 {
                format!(" and {rest} more")
            } else {
                String::new()
            };
            (!names.is_empty()).then(
                || view! { <p class="makers">"May give roles here: "<bdi>{shown}</bdi>{more}</p> },
            )
        })
    };
    view! {
        {head.run(actions)}
        {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        <div class="bar">
            <SearchInput
                value=query.filter()
                on_input=move |text| query.set_filter(text)
                label="Filter users, Teams and tokens"
                placeholder="Filter by name"
            />
            <WayOfChange/>
        </div>
        {who_may}
        {HolderKind::ALL.map(|kind| view! { <HoldersTable at kind query/> })}
        {dags}
        <AccessGrantDialog open=giving at/>
    }
    .into_any()
}

/// Everybody as lines of a file, as far as the person may read it.
fn file(replica: Replica, at: AccessPlace) -> String {
    let mut text = csv_line(&["Kind", "Name", "Detail", "Access"]);
    for kind in HolderKind::ALL {
        for row in replica.access_rows(at, kind).unwrap_or_default() {
            for source in sources_of(&row) {
                text.push_str(&csv_line(&[
                    kind.noun(),
                    &row.who.name,
                    &row.who.detail,
                    &source,
                ]));
            }
        }
    }
    if let AccessPlace::Deployment(_, deployment) = at {
        for row in replica.dag_grants(deployment) {
            text.push_str(&csv_line(&[
                HolderKind::of(row.who.holder).noun(),
                &row.who.name,
                &row.who.detail,
                &format!("{}, {}", row.title, dags_in_words(&row.dags)),
            ]));
        }
    }
    text
}
