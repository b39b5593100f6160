//! Choosing as whom to view the product: every user, Team and token.

use leptos::prelude::*;

use crate::components::{PageTitle, ViewAsButton};
use crate::replica::{HolderKind, HolderRow, Replica};
use crate::ui::{
    Avatar, Banner, Button, Cut, EmptyState, Isolated, PageHead, SearchInput, Section, SectionBody,
    Tone,
};

/// Lines of a list shown at once; the filter finds the rest.
const SHOWN: usize = 20;

/// The page.
#[component]
pub fn ViewAs() -> impl IntoView {
    let replica = Replica::get();
    let filter = RwSignal::new(String::new());
    let gate = Memo::new(move |_| replica.may_view_as().reason);
    let everybody = Memo::new(move |_| replica.holder_rows());
    let fitting = Memo::new(move |_| {
        let wanted = filter.get().to_lowercase();
        everybody.with(|rows| {
            let fits = |row: &&HolderRow| {
                row.name.to_lowercase().contains(&wanted)
                    || row.detail.to_lowercase().contains(&wanted)
            };
            rows.iter().filter(fits).cloned().collect::<Vec<_>>()
        })
    });
    let lists = move || {
        HolderKind::ALL.map(|kind| {
            let rows: Vec<HolderRow> = fitting.with(|rows| {
                let of_kind = |row: &&HolderRow| HolderKind::of(row.holder) == kind;
                rows.iter().filter(of_kind).cloned().collect()
            });
            (!rows.is_empty()).then(|| list(kind, rows))
        })
    };
    view! {
        <PageTitle text="View as somebody"/>
        <div class="page-narrow">
            <PageHead
                title="View as somebody"
                lead=|| "The whole product as another user, a Team's member or an API token sees it. Nothing can be changed until you leave the view."
            />
            {move || gate.get().map(|reason| view! { <Banner tone=Tone::Warn>{reason}</Banner> })}
            <SearchInput value=filter on_input=move |text| filter.set(text) label="Filter users, Teams and tokens" placeholder="Filter by name"/>
            <Show
                when=move || fitting.with(|rows| !rows.is_empty())
                fallback=move || view! {
                    <EmptyState title="Nobody of that name">
                        <Button on_click=move |_| filter.set(String::new())>"Clear the filter"</Button>
                    </EmptyState>
                }
            >
                {lists}
            </Show>
        </div>
    }
    .into_any()
}

fn list(kind: HolderKind, rows: Vec<HolderRow>) -> AnyView {
    let rest = rows.len().saturating_sub(SHOWN);
    let lines = rows.into_iter().take(SHOWN).map(|row| {
        view! {
            <li>
                <Avatar name=row.name.clone()/>
                <span><Isolated text=row.name/><br/><span class="sub"><Cut text=row.detail/></span></span>
                <span class="end"><ViewAsButton holder=row.holder small=true/></span>
            </li>
        }
    });
    let lines = lines.collect_view();
    let more = (rest > 0).then(
        || view! { <SectionBody><span class="sub">{format!("{rest} more; type a name to find them")}</span></SectionBody> },
    );
    view! { <Section title=kind.title()><ul class="list people">{lines}</ul>{more}</Section> }
        .into_any()
}
