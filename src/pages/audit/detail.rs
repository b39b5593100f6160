//! One record opened: who, when, from where and why, and each field before and after. The address names the open one.

use leptos::prelude::*;
use planisphere_domain::audit::{FieldDetail, Target, ThingDetail, ThingEnd};

use crate::components::{Parameter, address_of, grouped, millis};
use crate::paths::Place;
use crate::replica::{AuditDetail, AuditLog, capital, field_in_words};
use crate::ui::{Button, Column, Dialog, Glyph, Isolated, LinkButton, Table, Time};

const COLUMNS: [Column; 3] = [
    Column::new("field", "Field"),
    Column::new("before", "Before"),
    Column::new("after", "After"),
];

/// The dialog.
#[component]
pub(super) fn DetailDialog(
    log: AuditLog,
    open: Parameter,
    #[prop(into)] of: Signal<Option<Target>>,
    /// The places of the records of the list, the newest first.
    #[prop(into)]
    rows: Signal<Vec<usize>>,
) -> impl IntoView {
    let found = Memo::new(move |_| {
        let named = open.get();
        (!named.is_empty())
            .then(|| log.detail(&named, of.get()))
            .flatten()
    });
    let is_open = Signal::derive(move || found.with(Option::is_some));
    let title = Signal::derive(move || {
        found
            .with(|found| {
                let row = &found.as_ref()?.row;
                Some(format!("{} {}", capital(row.what), row.name))
            })
            .unwrap_or_default()
    });
    let close = move || open.set(String::new());
    // The list is the newest first, so the next older one stands one further.
    let beside = move |older: bool| {
        let place = found.with(|found| found.as_ref().map(|it| it.row.place))?;
        rows.with(|rows| {
            let at = rows.iter().position(|it| *it == place)?;
            let next = if older {
                at.checked_add(1)?
            } else {
                at.checked_sub(1)?
            };
            log.key_at(*rows.get(next)?)
        })
    };
    let (newer, older) = (
        Memo::new(move |_| beside(false)),
        Memo::new(move |_| beside(true)),
    );
    let go = move |to: Memo<Option<String>>| {
        if let Some(key) = to.get_untracked() {
            open.set(key);
        }
    };
    let at_end = |to: Memo<Option<String>>, which: &'static str| {
        Signal::derive(move || {
            to.get()
                .is_none()
                .then(|| format!("This is the {which} of the list."))
        })
    };
    view! {
        <Dialog
            open=is_open
            on_close=close
            wide=true
            title
            footer=move || view! {
                <Button disabled_reason=at_end(newer, "newest") on_click=move |_| go(newer)>"Newer"</Button>
                <Button disabled_reason=at_end(older, "oldest") on_click=move |_| go(older)>"Older"</Button>
                <Button on_click=move |_| close()>"Close"</Button>
            }
        >
            {move || found.get().map(|detail| view! { <Detail detail of=of.get_untracked()/> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn Detail(
    detail: AuditDetail,
    /// The thing whose history shows already.
    of: Option<Target>,
) -> impl IntoView {
    let place = Place::current();
    let AuditDetail {
        row,
        things,
        code,
        sequence,
        of: among,
        cause,
        from,
        thing,
    } = detail;
    let from = from.map(|from| view! { <dt>"From"</dt><dd><Isolated text=from/></dd> });
    let who = if row.is_token {
        format!("{}, API token", row.who)
    } else {
        row.who
    };
    let number = grouped(usize::try_from(sequence).unwrap_or(usize::MAX));
    let commit = match among {
        (_, 1) => number,
        (place, count) => format!("{number}, event {} of {}", grouped(place), grouped(count)),
    };
    let page = thing
        .and_then(|thing| address_of(&place.paths_untracked(), &thing))
        .map(|href| view! { <LinkButton small=true glyph=Glyph::ChevronEnd href=href>"Open its page"</LinkButton> });
    let history = (of != Some(row.target)).then(|| {
        let href = place.paths_untracked().history(&row.target.to_string());
        view! { <LinkButton small=true glyph=Glyph::Log href=href>"History of this alone"</LinkButton> }
    });
    let shown = if things.is_empty() {
        view! { <p class="note">"No field that somebody decides on holds anything else than before."</p> }.into_any()
    } else {
        things.into_iter().map(changed).collect_view().into_any()
    };
    view! {
        <dl class="kv wide">
            <dt>"When"</dt><dd><Time at=millis(row.at) in_full=true/></dd>
            <dt>"Who"</dt><dd><Isolated text=who/></dd>
            {from}
            <dt>"Cause"</dt><dd><Isolated text=cause/></dd>
            <dt>"Commit"</dt><dd>{commit}</dd>
            <dt>"Action"</dt><dd><code>{code}</code></dd>
        </dl>
        {shown}
        <div class="cluster">
            {page}
            {history}
        </div>
    }
    .into_any()
}

/// One thing that changed, as a table.
fn changed(thing: ThingDetail) -> AnyView {
    let ThingDetail {
        kind,
        name,
        end,
        fields,
        ..
    } = thing;
    let kind = capital(&kind.to_string());
    let word = match end {
        ThingEnd::Edited => None,
        end => Some(view! { " "<span class="chip small">{capital(end.word())}</span> }),
    };
    let label = format!("Fields of {kind} {name}");
    let rows = StoredValue::new(fields);
    let table = (!rows.with_value(Vec::is_empty)).then(|| {
        view! {
            <div class="table-scroll" tabindex="0" role="group" aria-label=label.clone()>
                <Table label=label.clone() class="plain fields" columns=COLUMNS.to_vec()>
                    <tbody>{rows.get_value().into_iter().map(field).collect_view()}</tbody>
                </Table>
            </div>
        }
    });
    view! {
        <section class="audit-thing">
            <h3><span class="sub">{kind}</span>" "<Isolated text=name/>{word}</h3>
            {table}
        </section>
    }
    .into_any()
}

fn field(field: FieldDetail) -> AnyView {
    let value = |text: Option<String>| match text {
        None => view! { <span class="sub">"nothing"</span> }.into_any(),
        Some(text) if text.is_empty() => view! { <span class="sub">"empty"</span> }.into_any(),
        Some(text) => view! { <Isolated text/> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row">{field_in_words(&field.field)}</th>
            <td class="wrap">{value(field.before)}</td>
            <td class="wrap">{value(field.after)}</td>
        </tr>
    }
    .into_any()
}
