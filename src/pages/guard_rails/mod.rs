//! The guard rails: everything that deserves a look, by rule, with what mends it. What somebody lives with stands in a
//! list of its own.

mod advice;
mod group;
mod row;

use std::sync::Arc;

use leptos::prelude::*;
use planisphere_domain::findings::{FindingRule, FindingSeverity};

use self::group::Group;
use crate::components::{GuardRails, PageTitle, Parameter, WithPlan, grouped, thing_text};
use crate::forms::FindingAcceptDialog;
use crate::replica::{FindingRow, Replica};
use crate::table::AddressQuery;
use crate::ui::{
    Button, Card, Chip, Choice, EmptyState, Glyph, PageHead, SearchInput, Segmented, Select,
};

const OPEN: &str = "";
const ACCEPTED: &str = "accepted";

/// The page.
#[component]
pub fn GuardRailsPage() -> impl IntoView {
    let replica = Replica::get();
    let rails = GuardRails::get();
    let query = AddressQuery::new();
    let (list, severity, rule, thing) = (
        Parameter::new("list"),
        Parameter::new("severity"),
        Parameter::new("rule"),
        Parameter::new("of"),
    );
    let accepting = RwSignal::new(None::<Arc<FindingRow>>);
    let left = Memo::new(move |_| replica.findings_after_the_plan());
    let is_accepted = Memo::new(move |_| list.get() == ACCEPTED);
    let all = Memo::new(move |_| {
        rails.read(|found| {
            if is_accepted.get() {
                found.accepted.clone()
            } else {
                found.open.clone()
            }
        })
    });
    let shown = Memo::new(move |_| {
        let words = query.get().words();
        let (severity, rule, thing) = (severity.get(), rule.get(), thing.get());
        let severity = FindingSeverity::from_name(&severity);
        let rule = FindingRule::from_name(&rule);
        let keeps = |row: &&Arc<FindingRow>| {
            let found = row.key.rule;
            severity.is_none_or(|severity| found.severity() == severity)
                && rule.is_none_or(|rule| found == rule)
                && (thing.is_empty() || thing_text(&row.key.subject) == thing)
                && words.iter().all(|word| row.search.contains(word))
        };
        all.with(|all| all.iter().filter(keeps).cloned().collect::<Vec<_>>())
    });
    let rules = Memo::new(move |_| {
        let mut rules: Vec<FindingRule> =
            shown.with(|rows| rows.iter().map(|it| it.key.rule).collect());
        rules.sort_by_key(|rule| (std::cmp::Reverse(rule.severity()), *rule));
        rules.dedup();
        rules
    });
    let counts = Memo::new(move |_| rails.read(|found| (found.open.len(), found.accepted.len())));
    let lead = move || {
        let (open, accepted) = counts.get();
        format!(
            "{} to look at, {} accepted",
            grouped(open),
            grouped(accepted)
        )
    };
    let lists = move || {
        let (open, accepted) = counts.get();
        vec![
            Choice::new(OPEN, format!("Open {}", grouped(open))),
            Choice::new(ACCEPTED, format!("Accepted {}", grouped(accepted))),
        ]
    };
    let severities = choices(
        "Any severity",
        FindingSeverity::ALL
            .iter()
            .rev()
            .map(|it| (it.api(), it.label())),
    );
    let all_rules = choices(
        "Any rule",
        FindingRule::ALL.iter().map(|it| (it.api(), it.label())),
    );
    let clear = move || {
        for part in [severity, rule, thing] {
            part.set(String::new());
        }
        query.set_filter(String::new());
    };
    let thing_name = move || {
        let wanted = thing.get();
        let found = all.with(|all| {
            let mut all = all.iter();
            let found = all.find(|row| thing_text(&row.key.subject) == wanted);
            found.map(|row| row.name.clone())
        });
        found.unwrap_or(wanted)
    };
    let nothing = move || {
        let is_filtered = all.with(|all| !all.is_empty());
        let title = match (is_filtered, is_accepted.get()) {
            (true, _) => "Nothing fits the filter",
            (false, true) => "Nothing is accepted",
            (false, false) => "Nothing deserves a look",
        };
        let text = match (is_filtered, is_accepted.get()) {
            (true, _) => "Use fewer words, or clear the filter to see everything.",
            (false, true) => "A finding that somebody accepts stands here until its day.",
            (false, false) => "The guard rails look after each change, at what you may see.",
        };
        view! {
            <Card>
                <EmptyState glyph=Glyph::Shield title=title text=text.to_owned()>
                    {is_filtered.then(|| view! { <Button on_click=move |_| clear()>"Clear the filter"</Button> })}
                </EmptyState>
            </Card>
        }
        .into_any()
    };
    view! {
        <PageTitle text="Guard rails"/>
        <PageHead title="Guard rails" lead=lead/>
        <WithPlan>
            <div class="bar">
                <SearchInput
                    value=query.filter()
                    on_input=move |text| query.set_filter(text)
                    label="Filter findings"
                    placeholder="Filter by name or words"
                />
                <Segmented
                    label="List"
                    options=Signal::derive(lists)
                    value=list.signal()
                    on_change=move |value| list.set(value)
                />
                <Select label="Severity" options=severities value=severity.signal() on_change=move |value| severity.set(value)/>
                <Select label="Rule" options=all_rules value=rule.signal() on_change=move |value| rule.set(value)/>
                <Show when=move || !thing.get().is_empty()>
                    <Chip label="About" value=Signal::derive(move || Some(thing_name())) on_remove=move || thing.set(String::new())/>
                </Show>
            </div>
            <Show when=move || !rules.with(Vec::is_empty) fallback=nothing>
                <For each=move || rules.get() key=|rule| *rule as usize let:rule>
                    <Group rule shown accepting left/>
                </For>
            </Show>
        </WithPlan>
        <FindingAcceptDialog of=accepting/>
    }
    .into_any()
}

/// What a facet offers, after the words for no choice.
fn choices<'a>(any: &str, named: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Choice> {
    let named = named.map(|(value, label)| Choice::new(value, label));
    std::iter::once(Choice::new("", any)).chain(named).collect()
}
