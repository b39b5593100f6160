//! Who is in a Team: adding several, taking one out.

use std::sync::Arc;

use leptos::prelude::*;
use planisphere_domain::access::Holder;
use planisphere_domain::{Command, TeamId, UserId};

use crate::components::{InPlace, Submission, grouped};
use crate::forms::TeamMembersAddDialog;
use crate::paths::Place;
use crate::replica::{Member, Replica};
use crate::ui::{
    Banner, Button, ButtonKind, Column, Cut, EmptyState, Glyph, IconButton, SearchInput, Section,
    SectionBody, Table, TableState, Toaster, Tone, WindowedRows,
};

/// More people than this get a filter.
const MANY: usize = 10;
const COLUMNS: [Column; 4] = [
    Column::new("name", "Name"),
    Column::new("role", "Own role").class("end-cell"),
    Column::new("state", "State").class("desk-cell"),
    Column::new("acts", "").class("acts-cell end-cell"),
];

/// The people of a Team.
#[component]
pub(super) fn Members(id: TeamId) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let toaster = expect_context::<Toaster>();
    let submission = Submission::default();
    let adding = RwSignal::new(false);
    let filter = RwSignal::new(String::new());
    let all = Memo::new(move |_| replica.members(id));
    let rows = Memo::new(move |_| {
        let wanted = filter.get().to_lowercase();
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let keeps = |row: &&Arc<Member>| words.iter().all(|word| row.search.contains(word));
        all.with(|all| all.iter().filter(keeps).cloned().collect::<Vec<_>>())
    });
    // Asked with somebody who is in it already, so that only who may and what owns the Team count.
    let may_add = Memo::new(move |_| {
        let anybody = replica.viewer()?.id;
        replica
            .gate(Command::AddTeamMembers {
                id,
                users: [anybody].into(),
            })
            .reason
    });
    // The same for each of them, so it is asked once.
    let may_remove = Memo::new(move |_| {
        let user = replica.viewer()?.id;
        replica.gate(Command::RemoveTeamMember { id, user }).reason
    });
    let remove = Callback::new(move |user: UserId| {
        let name = replica.name_of_holder(Holder::User(user));
        let team = replica.name_of_holder(Holder::Team(id));
        let change = InPlace {
            title: format!("{name} leaves the Team {team}"),
            told: "Taken out of the Team".to_owned(),
            command: Command::RemoveTeamMember { id, user },
        };
        change.run(replica, toaster, submission);
    });
    let count = move || rows.with(Vec::len);
    let total = move || all.with(Vec::len);
    let state = move || match (total(), count()) {
        (0, _) => TableState::Empty,
        (_, 0) => TableState::NoMatch,
        _ => TableState::Ready,
    };
    let cells = move |index: usize| {
        let row = Memo::new(move |_| rows.with(|rows| rows.get(index).cloned()));
        view! { <tr>{move || row.get().map(|row| line(&row, place, may_remove, remove))}</tr> }
            .into_any()
    };
    let title = Signal::derive(move || match total() {
        0 => "Members".to_owned(),
        total => format!("Members, {}", grouped(total)),
    });
    let has_many = Memo::new(move |_| total() > MANY);
    let failed = submission.error_beside(&[]);
    view! {
        <Section
            title=title
            actions=move || view! {
                <Button small=true disabled_reason=may_add on_click=move |_| adding.set(true)>"Add people"</Button>
            }
        >
            {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            <Show when=move || has_many.get()>
                <SectionBody>
                    <SearchInput value=filter on_input=move |text| filter.set(text) label="Filter members" placeholder="Filter by name or e-mail"/>
                </SectionBody>
            </Show>
            <Table
                label="Members"
                class="windowed members"
                columns=COLUMNS.to_vec()
                state=Signal::derive(state)
                row_count=Signal::derive(move || Some(count()))
                on_clear=move || filter.set(String::new())
                empty=move || view! {
                    <EmptyState glyph=Glyph::People title="Nobody is in it yet" text="People of the Organization can be added.">
                        <Button kind=ButtonKind::Normal disabled_reason=may_add on_click=move |_| adding.set(true)>"Add people"</Button>
                    </EmptyState>
                }
            >
                <WindowedRows count=Signal::derive(count) columns=COLUMNS.len() row=cells/>
            </Table>
        </Section>
        <TeamMembersAddDialog open=adding id=id/>
    }
    .into_any()
}

fn line(
    row: &Member,
    place: Place,
    may_remove: Memo<Option<String>>,
    remove: Callback<UserId>,
) -> AnyView {
    let id = row.id;
    let email = (row.name != row.email)
        .then(|| view! { <span class="sub"><Cut text=row.email.clone()/></span> });
    view! {
        <td class=COLUMNS[0].class>
            <span class="two-lines"><a class="row-link" href=place.paths().user(id)><Cut text=row.name.clone()/></a>{email}</span>
        </td>
        <td class=COLUMNS[1].class>{row.role.label()}</td>
        <td class=COLUMNS[2].class><span class="sub">{row.state.word()}</span></td>
        <td class=COLUMNS[3].class>
            <IconButton
                glyph=Glyph::Cross
                small=true
                label=format!("Take {} out of the Team", row.name)
                disabled_reason=may_remove
                on_click=move |_| remove.run(id)
            />
        </td>
    }
    .into_any()
}
