//! What happened, the newest first: one line for each event, which opens to what each field held before and after.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use planisphere_domain::audit::{Filter, Target};

use super::detail::DetailDialog;
use super::export::{ExportMenu, ExportProgress, Exporting};
use super::filters::{Asked, Filters, Refusal};
use super::frame::AuditHead;
use super::verify::Verify;
use crate::components::{Parameter, grouped, millis};
use crate::replica::{AuditLog, AuditReading, AuditRow, Replica, capital};
use crate::ui::{
    Banner, Button, Card, Column, Cut, EmptyState, Glyph, Progress, Table, TableState, Time, Tone,
    WindowedRows,
};

const COLUMNS: [Column; 5] = [
    Column::new("when", "When"),
    Column::new("who", "Who"),
    Column::new("what", "What"),
    Column::new("cause", "Cause").class("desk-cell"),
    Column::new("from", "From").class("desk-cell roomy-cell"),
];

/// The page.
#[component]
pub fn Audit() -> impl IntoView {
    let replica = Replica::get();
    let asked = Asked::new();
    let open = Parameter::new("row");
    let log = AuditLog::open(replica);
    let of = Signal::derive(move || asked.target());
    let filter = Memo::new(move |_| asked.filter(log));
    let refused = Memo::new(move |_| filter.with(|filter| filter.as_ref().err().cloned()));
    let rows = Memo::new(move |_| {
        filter.with(|filter| match filter {
            Ok(filter) => log.find_kept(filter),
            Err(_) => Vec::new(),
        })
    });
    let all = Memo::new(move |_| {
        let filter = Filter {
            target: of.get(),
            ..Default::default()
        };
        log.find_kept(&filter).len()
    });
    let closed = Memo::new(move |_| log.closed().filter(|_| of.get().is_none()));
    let count = Signal::derive(move || rows.with(Vec::len));
    let counted = move || format!("{} of {}", grouped(count.get()), grouped(all.get()));
    let is_reading =
        Memo::new(move |_| matches!(log.reading().get(), AuditReading::Reading { .. }));
    let state = move || {
        if let Some(reason) = closed.get() {
            return TableState::NotAllowed(reason);
        }
        match (all.get(), count.get(), is_reading.get()) {
            (0, _, true) => TableState::Loading,
            (0, _, false) => TableState::Empty,
            (_, 0, _) => TableState::NoMatch,
            _ => TableState::Ready,
        }
    };
    let row = move |index: usize| {
        let row = Memo::new(move |_| {
            let place = rows.with(|rows| rows.get(index).copied())?;
            log.row(place, of.get())
        });
        view! { <tr>{move || row.get().map(|row| line(row, open, of.get_untracked()))}</tr> }
            .into_any()
    };
    let exporting = Exporting::new(log);
    let actions = move || {
        let is_whole = of.get().is_none();
        view! {
            {is_whole.then(|| view! { <ExportMenu exporting rows filter closed/> })}
        }
    };
    view! {
        <AuditHead is_refused=false of log actions=actions/>
        <Reading log/>
        <ExportProgress exporting/>
        <Show when=move || closed.get().is_none()>
            <Filters asked log count=Signal::derive(counted)/>
        </Show>
        <Refusal text=refused/>
        <Card>
            <Table
                label=Signal::derive(move || if of.get().is_some() { "History".to_owned() } else { "Audit log".to_owned() })
                class="windowed audit"
                columns=COLUMNS.to_vec()
                state=Signal::derive(state)
                row_count=Signal::derive(move || Some(count.get()))
                on_clear=move || asked.clear()
                empty=move || view! { <Nothing log/> }
            >
                <WindowedRows count columns=COLUMNS.len() row/>
            </Table>
        </Card>
        <Show when=move || closed.get().is_none()>
            <Kept log of/>
        </Show>
        <Show when=move || closed.get().is_none() && of.get().is_none()>
            <Verify/>
        </Show>
        <DetailDialog log open of rows/>
    }
    .into_any()
}

/// How the reading of the log goes, while it takes its time.
#[component]
fn Reading(log: AuditLog) -> impl IntoView {
    move || {
        match log.reading().get() {
        AuditReading::Reading { done, of } if of > 0 => {
            #[allow(clippy::cast_precision_loss)]
            let value = Some(done as f64 / of as f64);
            let words = |count: u64| grouped(usize::try_from(count).unwrap_or(usize::MAX));
            let amount = format!("{} of {} commits", words(done), words(of));
            view! {
                <Progress label="Reading the log" value=value amount=Some(amount) on_cancel=move || log.stop()/>
            }
            .into_any()
        }
        AuditReading::Stopped => view! {
            <Banner
                title="The log is not read to its end"
                actions=move || view! { <Button small=true on_click=move |_| log.begin()>"Read on"</Button> }
            >
                "You stopped it. What is not read is not listed."
            </Banner>
        }
        .into_any(),
        AuditReading::Failed { message } => view! {
            <Banner tone=Tone::Bad title="The log cannot be read to its end">{message}</Banner>
        }
        .into_any(),
        AuditReading::Reading { .. } | AuditReading::Read { .. } => ().into_any(),
    }
    }
}

/// What an empty list says.
#[component]
fn Nothing(log: AuditLog) -> impl IntoView {
    let days = log.retention().map_or(90, |kept| kept.days);
    let title = format!("Nothing happened in the last {days} days");
    view! {
        <EmptyState
            glyph=Glyph::Log title
            text="Everything that somebody changes from now on is listed here, with what each field held before."
        />
    }
    .into_any()
}

/// What the retention does, and what it does not.
#[component]
fn Kept(log: AuditLog, #[prop(into)] of: Signal<Option<Target>>) -> impl IntoView {
    let text = move || {
        let kept = log.retention()?;
        let (tier, days) = (kept.tier.label(), kept.days);
        let older = match log.older(of.get()) {
            0 => "Nothing is older.".to_owned(),
            1 => "1 older event is not listed.".to_owned(),
            count => format!("{} older events are not listed.", grouped(count)),
        };
        Some(format!(
            "The {tier} plan lists and exports the last {days} days. {older} Nothing is taken out of the log itself, nor out of the file of the Organization."
        ))
    };
    view! { <p class="note">{text}</p> }.into_any()
}

fn line(row: AuditRow, open: Parameter, of: Option<Target>) -> AnyView {
    let key = row.key.clone();
    let href = match of {
        Some(of) => format!("?of={of}&row={key}"),
        None => format!("?row={key}"),
    };
    let press = move |event: MouseEvent| {
        // Whoever wants another tab gets one.
        if event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0 {
            return;
        }
        event.prevent_default();
        open.set(key.clone());
    };
    let more = (!row.more.is_empty())
        .then(|| view! { <span class="sub"><Cut text=row.more.clone()/></span> });
    let token = row
        .is_token
        .then(|| view! { <span class="sub">"API token"</span> });
    view! {
        <td class=COLUMNS[0].class><span class="sub"><Time at=millis(row.at)/></span></td>
        <td class=COLUMNS[1].class><span class="two-lines"><Cut text=row.who/>{token}</span></td>
        <td class="audit-what">
            <span class="two-lines">
                <a class="row-link" href=href on:click=press>
                    {capital(row.what)}" "<b><Cut text=row.name/></b>
                </a>
                {more}
            </span>
        </td>
        <td class=COLUMNS[3].class><span class="sub">{capital(row.cause.word())}</span></td>
        <td class=COLUMNS[4].class><span class="sub"><Cut text=row.from/></span></td>
    }
    .into_any()
}
