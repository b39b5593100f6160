//! The API tokens of a place.

use leptos::prelude::*;
use planisphere_domain::api_token::TokenScope;
use planisphere_domain::findings::Subject;

use super::agents::AgentTokens;
use super::frame::{HomeLink, TokenFrame};
use crate::components::{FindingBadges, PageTitle, grouped, millis};
use crate::paths::{Place, TokenPlace};
use crate::replica::{Replica, SortKey, TokenRow, defining_tokens, reading_tokens, sorted_by};
use crate::table::AddressQuery;
use crate::ui::{
    ButtonKind, Card, Chip, Column, Cut, EmptyState, Glyph, LinkButton, PageHead, SearchInput,
    Status, StatusKind, Table, TableState, Time, WindowedRows,
};

const KEYS: &[&str] = &["name", "scope", "role", "expiry"];
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
    let query = AddressQuery::new();
    let all = Memo::new(move |_| replica.tokens(scope));
    let rows = Memo::new(move |_| {
        let query = query.get();
        let rows: Vec<TokenRow> = all.with(|all| {
            all.iter()
                .filter(|row| query.keeps(&[&row.name, &row.home, &row.role]))
                .cloned()
                .collect()
        });
        let Some(order) = query.order else {
            return rows;
        };
        sorted_by(rows, order.descending, |row| match order.column.as_str() {
            "scope" => SortKey::text(&row.home),
            "role" => SortKey::text(&row.role),
            // Those that never end come last.
            "expiry" => SortKey::Number(row.end_at.map_or(i64::MAX, |end| end.seconds())),
            _ => SortKey::text(&row.name),
        })
    });
    let gate = Memo::new(move |_| replica.may(defining_tokens(scope), scope.resource()).reason);
    let closed = Memo::new(move |_| replica.may(reading_tokens(scope), scope.resource()).reason);
    let count = move || rows.with(Vec::len);
    let total = move || all.with(Vec::len);
    let state = move || match (total(), count(), closed.get()) {
        (0, _, Some(reason)) => TableState::NotAllowed(reason),
        (0, ..) => TableState::Empty,
        (_, 0, _) => TableState::NoMatch,
        _ => TableState::Ready,
    };
    let cells = move |index: usize| {
        let row = Memo::new(move |_| rows.with(|rows| rows.get(index).cloned()));
        view! { <tr>{move || row.get().map(|row| line(place, at, row))}</tr> }.into_any()
    };
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
        <div class="bar">
            <SearchInput
                value=query.filter()
                on_input=move |text| query.set_filter(text)
                label="Filter API tokens"
                placeholder="Filter by name, place or role"
            />
            <span class="end"><Chip label=Signal::derive(move || format!("{} of {}", grouped(count()), grouped(total())))/></span>
        </div>
        <Card>
            <Table
                class="tokens"
                label="API tokens"
                columns=COLUMNS.to_vec()
                sort=query.sort(KEYS)
                on_sort=move |sort| query.set_sort(sort)
                state=Signal::derive(state)
                row_count=Signal::derive(move || Some(count()))
                on_clear=move || query.set_filter(String::new())
                empty=move || view! {
                    <EmptyState
                        glyph=Glyph::Token
                        title="No API tokens here"
                        text="A token lets a script or a CI/CD pipeline act with roles of its own instead of a person's.".to_owned()
                    >
                        <LinkButton href=new disabled_reason=gate>"Define an API token"</LinkButton>
                    </EmptyState>
                }
            >
                <WindowedRows count=Signal::derive(count) columns=COLUMNS.len() row=cells/>
            </Table>
        </Card>
        {match at {
            TokenPlace::Deployment(_, deployment) => Some(view! { <AgentTokens deployment/> }),
            _ => None,
        }}
    }
    .into_any()
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
