//! The API tokens of a place.

use std::borrow::Cow;

use leptos::prelude::*;
use planisphere_domain::api_token::TokenScope;
use planisphere_domain::findings::Subject;

use super::agents::AgentTokens;
use super::frame::{HomeLink, TokenFrame};
use crate::components::{FindingBadges, PageTitle, millis};
use crate::paths::{Place, TokenPlace};
use crate::replica::{Replica, SortKey, TokenRow, defining_tokens, reading_tokens};
use crate::table::{FilteredTable, searched};
use crate::ui::{
    ButtonKind, Column, Cut, EmptyState, Glyph, LinkButton, PageHead, Status, StatusKind, Time,
};

const COLUMNS: [Column; 6] = [
    Column::new("name", "Name").sortable(),
    Column::new("scope", "Belongs to")
        .class("desk-cell")
        .sortable(),
    Column::new("role", "Role").class("end-cell").sortable(),
    Column::new("expiry", "Ends").sortable(),
    Column::new("used", "Last used").class("roomy-cell desk-cell"),
    Column::new("state", "State").class("wide-cell"),
];
/// Days before its end from which a token is marked.
pub(super) const SOON: i64 = 14;

/// The page.
#[component]
pub fn Tokens() -> impl IntoView {
    view! { <TokenFrame content=|at| view! { <List at/> }.into_any()/> }
}

#[component]
fn List(at: TokenPlace) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let scope = at.scope();
    let rows = Memo::new(move |_| replica.tokens(scope));
    let gate = Memo::new(move |_| replica.may(defining_tokens(scope), scope.resource()).reason);
    let closed = Memo::new(move |_| replica.may(reading_tokens(scope), scope.resource()).reason);
    let new = Signal::derive(move || place.paths().new_token(at));
    view! {
        <PageTitle text="API tokens"/>
        <PageHead
            title="API tokens"
            lead=move || view! { <HomeLink at/><span class="after-dot">"What scripts and CI/CD act as"</span> }
            actions=move || view! {
                <LinkButton kind=ButtonKind::Primary href=new disabled_reason=gate>"Define an API token"</LinkButton>
            }
        />
        <FilteredTable
            class="tokens" label="API tokens" filter="Filter API tokens" placeholder="Filter by name, place or role"
            columns=COLUMNS rows search key closed
            cells=move |row| line(place, at, row)
            empty=move || view! {
                <EmptyState
                    glyph=Glyph::Token
                    title="No API tokens here"
                    text="A token lets a script or a CI/CD pipeline act with roles of its own instead of a person's.".to_owned()
                >
                    <LinkButton href=new disabled_reason=gate>"Define an API token"</LinkButton>
                </EmptyState>
            }
        />
        {match at {
            TokenPlace::Deployment(_, deployment) => Some(view! { <AgentTokens deployment/> }),
            _ => None,
        }}
    }
    .into_any()
}

fn search(row: &TokenRow) -> Cow<'_, str> {
    searched(&[&row.name, &row.home, &row.role])
}

fn key(row: &TokenRow, column: &str) -> SortKey {
    match column {
        "scope" => SortKey::text(&row.home),
        "role" => SortKey::text(&row.role),
        // Those that never end come last.
        "expiry" => SortKey::Number(row.end_at.map_or(i64::MAX, |end| end.seconds())),
        _ => SortKey::text(&row.name),
    }
}

fn line(place: Place, at: TokenPlace, row: TokenRow) -> AnyView {
    // From the Organization each token is opened where it belongs; elsewhere as that place sees it.
    let opened_at = match (at, row.scope, row.workspace) {
        (TokenPlace::Organization, TokenScope::Workspace(id), _) => TokenPlace::Workspace(id),
        (TokenPlace::Organization, TokenScope::Deployment(id), Some(workspace)) => {
            TokenPlace::Deployment(workspace, id)
        }
        (at, ..) => at,
    };
    let href = place.paths().token(opened_at, row.id);
    let (id, has_ended, days) = (row.id, row.has_ended(), row.days_left);
    let further = (row.further > 0).then(|| format!(" and {} more", row.further));
    let ends = match row.end_at {
        None => view! { <span class="sub">"Never"</span> }.into_any(),
        Some(end) => {
            view! { <span class="sub"><Time at=millis(end)/>{left(days)}</span> }.into_any()
        }
    };
    let state = if has_ended {
        view! { <Status kind=StatusKind::Refused word="Ended".to_owned()/> }.into_any()
    } else if days.is_some_and(|days| days < SOON) {
        view! { <Status kind=StatusKind::Degraded word=format!("{}, ends soon", row.state)/> }
            .into_any()
    } else {
        view! { <Status kind=StatusKind::Unknown word=row.state.to_owned()/> }.into_any()
    };
    view! {
        <td><a class="row-link" href=href><Cut text=row.name/></a></td>
        <td class=COLUMNS[1].class><span class="sub">{row.scope.level().label()}" "</span><Cut text=row.home/></td>
        <td class=COLUMNS[2].class><Cut text=row.role/><span class="sub">{further}</span></td>
        <td class=COLUMNS[3].class><span class="sub narrow-only">"Ends: "</span>{ends}</td>
        <td class=COLUMNS[4].class><span class="sub">{row.last_use}</span></td>
        <td class=COLUMNS[5].class><span class="two-lines">{state}<FindingBadges of=Subject::ApiToken(id)/></span></td>
    }
    .into_any()
}

/// How many days are left, in words.
pub(super) fn left(days: Option<i64>) -> Option<String> {
    days.map(|days| match days {
        ..=0 => ", ended".to_owned(),
        1 => ", 1 day left".to_owned(),
        more => format!(", {more} days left"),
    })
}
