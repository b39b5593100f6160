//! The guard rails in short: each rule that found something, the worst first.

use std::collections::BTreeMap;

use leptos::prelude::*;
use planisphere_domain::findings::FindingRule;

use crate::components::{GuardRails, grouped, severity};
use crate::paths::Place;
use crate::replica::has_fix;
use crate::ui::{EmptyState, Glyph, LinkButton, Section, Status};

/// Lines of the list.
const SHOWN: usize = 5;

/// One rule with what it found.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Group {
    rule: FindingRule,
    count: usize,
    /// What the first one says.
    evidence: String,
}

/// The list.
#[component]
pub(super) fn TopFindings() -> impl IntoView {
    let place = Place::current();
    let rails = GuardRails::get();
    let groups = Memo::new(move |_| rails.read(|found| groups(&found.open)));
    let total = Memo::new(move |_| rails.read(|found| found.open.len()));
    let lines = move || {
        let href = place.paths().guard_rails();
        let groups = groups.get().into_iter().take(SHOWN);
        groups.map(|group| line(group, &href)).collect_view()
    };
    let all = move || {
        let words = match total.get() {
            1 => "1 finding".to_owned(),
            count => format!("{} findings", grouped(count)),
        };
        view! { <a class="link" href=place.paths().guard_rails()>{words}</a> }
    };
    view! {
        <Section title="Guard rails" actions=all>
            <Show
                when=move || groups.with(|groups| !groups.is_empty())
                fallback=|| view! { <EmptyState glyph=Glyph::Shield title="Nothing deserves a look"/> }
            >
                <ul class="list">{lines}</ul>
            </Show>
        </Section>
    }
    .into_any()
}

fn groups(open: &[std::sync::Arc<crate::replica::FindingRow>]) -> Vec<Group> {
    let mut by_rule: BTreeMap<_, Group> = BTreeMap::new();
    for row in open {
        let rule = row.key.rule;
        let group = by_rule.entry((std::cmp::Reverse(rule.severity()), rule));
        let group = group.or_insert_with(|| Group {
            rule,
            count: 0,
            evidence: row.evidence.clone(),
        });
        group.count += 1;
    }
    by_rule.into_values().collect()
}

fn line(group: Group, rails: &str) -> AnyView {
    let (kind, word) = severity(group.rule.severity());
    let href = format!("{rails}?rule={}", group.rule.api());
    let title = match group.count {
        1 => group.rule.label().to_owned(),
        count => format!("{}, {}", group.rule.label(), grouped(count)),
    };
    let more = match group.count {
        1 => String::new(),
        2 => " And 1 more.".to_owned(),
        count => format!(" And {} more.", grouped(count - 1)),
    };
    view! {
        <li>
            <Status kind=kind word=word.to_owned()/>
            <span class="grow">
                <b>{title}</b>
                <br/>
                <span class="sub"><bdi>{group.evidence}</bdi>{more}</span>
            </span>
            <span class="end">
                <LinkButton small=true href=href>{if has_fix(group.rule) { "Fix" } else { "Review" }}<span class="vh">" "{group.rule.label()}</span></LinkButton>
            </span>
        </li>
    }
    .into_any()
}
