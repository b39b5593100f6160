//! Reviewing the access to a Workspace or a Deployment: every grant with its source, kept or marked for removal,
//! applied as one change and exported. Marks are a draft of this page until they are applied.

use std::collections::BTreeMap;

use leptos::prelude::*;
use planisphere_domain::{Command, WorkspaceId};

use super::sources::in_words;
use super::workspace::name_of;
use crate::components::{
    ConsequenceLines, InWorkspace, LeaveGuard, PageTitle, StageButton, Submission, csv_line,
    grouped, millis, tell, with_more,
};
use crate::pages::deployments::frame::{DeploymentFrame, DeploymentTab};
use crate::paths::Place;
use crate::replica::{
    AccessPlace, Consequences, DeploymentView, HolderKind, Replica, ReviewRow, now,
};
use crate::table::AddressQuery;
use crate::ui::{
    Avatar, Banner, Button, ButtonKind, Card, Choice, Column, ConfirmDialog, Cut, EmptyState,
    Glyph, LinkButton, PageHead, SearchInput, Segmented, Table, TableState, Time, Toaster, Tone,
    WindowedRows,
};

const COLUMNS: [Column; 5] = [
    Column::new("name", "Name"),
    Column::new("role", "Role").class("end-cell"),
    Column::new("source", "Source").class("wide-cell"),
    Column::new("active", "Last active in the Organization").class("desk-cell"),
    Column::new("decision", "Decision").class("wide-cell"),
];

const KEEP: &str = "keep";
const REMOVE: &str = "remove";

/// The review of a Workspace.
#[component]
pub fn WorkspaceReview() -> impl IntoView {
    view! { <InWorkspace content=workspace_review/> }
}

/// The review of a Deployment.
#[component]
pub fn DeploymentReview() -> impl IntoView {
    view! { <DeploymentFrame tab=DeploymentTab::Access content=deployment_review/> }
}

fn workspace_review(id: WorkspaceId) -> AnyView {
    let place = Place::current();
    let name = name_of(id);
    let back = Signal::derive(move || place.paths().workspace_access(id));
    view! {
        <PageTitle text=Signal::derive(move || format!("Access review, {}", name.get()))/>
        <PageHead title="Access review" lead=move || view! { <span>"Every grant that reaches "<bdi>{name.get()}</bdi>". Keep it, or mark it for removal."</span> }/>
        <Review at=AccessPlace::Workspace(id) back name/>
    }
    .into_any()
}

fn deployment_review(view: Memo<DeploymentView>) -> AnyView {
    let place = Place::current();
    let (workspace, id) = view.with_untracked(|view| (view.row.workspace_id, view.row.id));
    let name = Signal::derive(move || view.with(|view| view.row.name.clone()));
    let back = Signal::derive(move || place.paths().deployment_access(workspace, id));
    view! {
        <PageTitle text=Signal::derive(move || format!("Access review, {}", name.get()))/>
        <h2 class="part-title">"Access review"</h2>
        <Review at=AccessPlace::Deployment(workspace, id) back name/>
    }
    .into_any()
}

/// What was decided about each line, by its key.
type Decisions = RwSignal<BTreeMap<String, bool>>;

#[component]
fn Review(at: AccessPlace, back: Signal<String>, name: Signal<String>) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let query = AddressQuery::new();
    let work = Submission::default();
    let asking = RwSignal::new(false);
    let decisions: Decisions = RwSignal::new(BTreeMap::new());
    // Decisions that neither the log nor a file has.
    let unsaved = RwSignal::new(false);
    // Lines that were applied stay for the file: they are no longer in the list.
    let removed = RwSignal::new(Vec::<ReviewRow>::new());
    let all = Memo::new(move |_| replica.review_rows(at));
    let rows = Memo::new(move |_| {
        let query = query.get();
        all.with(|all| {
            let keeps = |row: &&ReviewRow| {
                query.keeps(&[
                    &row.who.name,
                    &row.who.detail,
                    &row.grant.title,
                    &row.grant.source,
                ])
            };
            all.iter().filter(keeps).cloned().collect::<Vec<_>>()
        })
    });
    let marked = Memo::new(move |_| {
        let decisions = decisions.get();
        all.with(|all| {
            let is_marked = |row: &&ReviewRow| decisions.get(&row.key) == Some(&false);
            all.iter().filter(is_marked).cloned().collect::<Vec<_>>()
        })
    });
    let commands = Memo::new(move |_| {
        marked.with(|marked| {
            marked
                .iter()
                .filter_map(|row| row.removal.clone())
                .collect::<Vec<Command>>()
        })
    });
    let gate = Memo::new(move |_| {
        commands.with(|commands| {
            if commands.is_empty() {
                Some("Nothing is marked for removal.".to_owned())
            } else {
                replica.gate_all(commands).reason
            }
        })
    });
    let consequences = Memo::new(move |_| {
        if asking.get() {
            commands.with(|commands| replica.consequences(commands))
        } else {
            Consequences::default()
        }
    });
    let apply = move || {
        let rows = marked.get_untracked();
        let along = consequences.with_untracked(|all| all.going_along().count());
        work.run(
            replica.dispatch_together(commands.get_untracked()),
            move |receipt| {
                asking.try_set(false);
                unsaved.try_set(false);
                let count = rows.len();
                removed.update(|removed| removed.extend(rows));
                let said = if count == 1 {
                    "1 grant removed".to_owned()
                } else {
                    format!("{} grants removed", grouped(count))
                };
                tell(toaster, replica, with_more(said, along), receipt);
            },
        );
    };
    let keep_rest = move |_| {
        // What the filter hides was not looked at.
        let keys: Vec<String> =
            rows.with_untracked(|rows| rows.iter().map(|row| row.key.clone()).collect());
        unsaved.set(true);
        decisions.update(|decisions| {
            for key in keys {
                decisions.entry(key).or_insert(true);
            }
        });
    };
    let keep_words = move || {
        if query.filter().with(String::is_empty) {
            "Keep the rest"
        } else {
            "Keep the rest of those shown"
        }
    };
    let export = move |_| {
        let text = file(
            replica,
            &all.get_untracked(),
            &decisions.get_untracked(),
            &removed.get_untracked(),
        );
        let what = format!("access review {}", name.get_untracked());
        match replica.hand_out_record(&what, "csv", "text/csv", text.as_bytes()) {
            Ok(()) => unsaved.set(false),
            Err(failure) => work.fail(failure),
        }
    };
    let counts = move || {
        let total = all.with(Vec::len);
        let decided = decisions.with(|decisions| {
            all.with(|all| {
                all.iter()
                    .filter(|row| decisions.contains_key(&row.key))
                    .count()
            })
        });
        let to_remove = marked.with(Vec::len);
        format!(
            "{} grants, {} decided, {} to remove",
            grouped(total),
            grouped(decided),
            grouped(to_remove)
        )
    };
    let state = move || match (all.with(Vec::len), rows.with(Vec::len)) {
        (0, _) => TableState::Empty,
        (_, 0) => TableState::NoMatch,
        _ => TableState::Ready,
    };
    let cells = move |index: usize| {
        let row = Memo::new(move |_| rows.with(|rows| rows.get(index).cloned()));
        view! { <tr class:changed=move || row.with(|row| row.as_ref().is_some_and(|row| decisions.with(|all| all.get(&row.key) == Some(&false))))>{move || row.get().map(|row| line(row, decisions, unsaved))}</tr> }
            .into_any()
    };
    let failed = work.error_beside(&[]);
    let losing = move || {
        marked
            .get()
            .into_iter()
            .map(|row| view! { <li><bdi>{row.who.name.clone()}</bdi>": "{in_words(&row.grant)}</li> })
            .collect_view()
    };
    view! {
        <LeaveGuard dirty=unsaved/>
        <div class="bar">
            <SearchInput
                value=query.filter()
                on_input=move |text| query.set_filter(text)
                label="Filter grants"
                placeholder="Filter by name, role or source"
            />
            <span class="sub" role="status">{counts}</span>
            <span class="end cluster">
                <LinkButton href=back>"Back to access"</LinkButton>
                <Button glyph=Glyph::Download on_click=export>"Export CSV"</Button>
                <Button on_click=keep_rest>{keep_words}</Button>
                <Button kind=ButtonKind::Primary disabled_reason=gate on_click=move |_| asking.set(true)>"Apply removals"</Button>
                <StageButton
                    title=Signal::derive(move || format!("Access review of {}", name.get()))
                    make=move |()| Some(commands.get_untracked())
                    submission=work
                    on_done=move |()| unsaved.set(false)
                    disabled_reason=gate
                />
            </span>
        </div>
        {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        <Card>
            <Table
                class="access"
                label="Grants under review"
                columns=COLUMNS.to_vec()
                state=Signal::derive(state)
                row_count=Signal::derive(move || Some(rows.with(Vec::len)))
                on_clear=move || query.set_filter(String::new())
                empty=|| view! { <EmptyState glyph=Glyph::People title="No grants that you may see"/> }
            >
                <WindowedRows count=Signal::derive(move || rows.with(Vec::len)) columns=COLUMNS.len() row=cells/>
            </Table>
        </Card>
        <ConfirmDialog
            open=asking
            on_close=move || asking.set(false)
            title="Remove the marked grants"
            action="Remove the grants"
            busy=work.busy()
            error=work.error_beside(&[])
            on_confirm=apply
        >
            <p>"They are taken together, or none of them:"</p>
            <ul class="losing">{losing}</ul>
            <ConsequenceLines consequences/>
        </ConfirmDialog>
    }
    .into_any()
}

fn line(row: ReviewRow, decisions: Decisions, unsaved: RwSignal<bool>) -> AnyView {
    let ReviewRow {
        key,
        who,
        grant,
        last_active,
        reason,
        ..
    } = row;
    let remove = match reason {
        Some(reason) => Choice::new(REMOVE, "Remove").closed(reason),
        None => Choice::new(REMOVE, "Remove"),
    };
    let choices = vec![Choice::new(KEEP, "Keep"), remove];
    let read = key.clone();
    let value = Signal::derive(move || {
        let word = decisions.with(|all| match all.get(&read) {
            Some(true) => KEEP,
            Some(false) => REMOVE,
            None => "",
        });
        word.to_owned()
    });
    let decide = move |word: String| {
        unsaved.set(true);
        decisions.update(|all| {
            all.insert(key.clone(), word == KEEP);
        });
    };
    let source = match grant.source.strip_prefix("the ") {
        _ if grant.source.is_empty() => "Direct".to_owned(),
        Some(above) => above.to_owned(),
        None => grant.source.clone(),
    };
    let active = match last_active {
        Some(at) => view! { <Time at=millis(at)/> }.into_any(),
        None if who.actor().is_none() => view! { <span>"Does not act"</span> }.into_any(),
        None => view! { <span>"Never"</span> }.into_any(),
    };
    view! {
        <td class=COLUMNS[0].class>
            <span class="who"><Avatar name=who.name.clone()/><span class="who-text"><Cut text=who.name.clone()/><small class="sub"><Cut text=who.detail/></small></span></span>
        </td>
        <td class=COLUMNS[1].class><Cut text=grant.title.clone()/></td>
        <td class=COLUMNS[2].class><span class="sub"><Cut text=source/></span></td>
        <td class=COLUMNS[3].class><span class="sub">{active}</span></td>
        <td class=COLUMNS[4].class><Segmented label=format!("Decision on {} of {}", grant.title, who.name) options=choices value=value on_change=decide/></td>
    }
    .into_any()
}

/// The review as a file: every line with what was decided, and by whom.
fn file(
    replica: Replica,
    rows: &[ReviewRow],
    decisions: &BTreeMap<String, bool>,
    removed: &[ReviewRow],
) -> String {
    let reviewer = replica
        .viewer()
        .map(|person| person.email)
        .unwrap_or_default();
    let at = now().to_string();
    let mut text = csv_line(&[
        "Kind",
        "Name",
        "Detail",
        "Role",
        "Source",
        "Last active in the Organization",
        "Decision",
        "Reviewer",
        "Exported at",
    ]);
    let gone = removed
        .iter()
        .filter(|row| rows.iter().all(|there| there.key != row.key))
        .map(|row| (row, "removed"));
    let there = rows.iter().map(|row| {
        let decision = match decisions.get(&row.key) {
            Some(true) => "keep",
            Some(false) => "remove, not applied",
            None => "undecided",
        };
        (row, decision)
    });
    for (row, decision) in there.chain(gone) {
        let source = if row.grant.source.is_empty() {
            "direct"
        } else {
            &row.grant.source
        };
        let active = row.last_active.map(|at| at.to_string()).unwrap_or_default();
        text.push_str(&csv_line(&[
            HolderKind::of(row.who.holder).noun(),
            &row.who.name,
            &row.who.detail,
            &row.grant.title,
            source,
            &active,
            decision,
            &reviewer,
            &at,
        ]));
    }
    text
}
