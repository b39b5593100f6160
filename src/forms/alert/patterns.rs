//! The DAGs and tasks that an alert is about, as conditions on their names. Which DAGs there are is not known here.

use leptos::prelude::*;
use planisphere_domain::alert::{
    AlertRules, AlertType, PatternEntity, PatternMatch, PatternOperator,
};

use crate::forms::parts::{Binding, Part, lines_of, print_lines};
use crate::ui::{Banner, Button, Choice, Field, Glyph, IconButton, Select, TextArea, Tone};

/// All conditions.
#[component]
pub fn Patterns(
    /// The rules that hold them.
    of: Binding<AlertRules>,
    /// What the alert is about.
    kind: Memo<AlertType>,
) -> impl IntoView {
    let patterns = of.part(
        "rules.patternMatches",
        |rules| rules.pattern_matches.clone(),
        |rules, value| rules.pattern_matches = value,
    );
    let count = Memo::new(move |_| patterns.value.with(Vec::len));
    let add = move |_| {
        let mut all = patterns.value.get_untracked();
        all.push(PatternMatch {
            entity_type: PatternEntity::DagId,
            operator_type: PatternOperator::Is,
            values: Vec::new(),
        });
        patterns.put(all);
    };
    let lead = move || match (count.get(), kind.get().is_about_tasks()) {
        (0, true) => "Every task of the Deployment.",
        (0, false) => "Every DAG of the Deployment.",
        (1, _) => "Where this holds:",
        _ => "Where all of these hold:",
    };
    let error = patterns.error;
    view! {
        <div class="patterns" class:changed=patterns.changed()>
            <div class="patterns-head">
                <div><h3 class="field-label">"DAGs and tasks"</h3><p class="field-hint">{lead}</p></div>
                <Button small=true glyph=Glyph::Plus disabled_reason=patterns.closed on_click=add>"Add a condition"</Button>
            </div>
            <ul aria-label="Conditions">
                <For each=move || 0..count.get() key=|index| *index let:index>
                    <PatternLine of=patterns index kind/>
                </For>
            </ul>
            {move || error.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        </div>
    }
    .into_any()
}

#[component]
fn PatternLine(of: Part<Vec<PatternMatch>>, index: usize, kind: Memo<AlertType>) -> impl IntoView {
    let own = Memo::new(move |last: Option<&Option<PatternMatch>>| {
        let now = of.value.with(|all| all.get(index).cloned());
        // The last known one stands in while its line is being taken away.
        now.or_else(|| last.cloned().flatten())
    });
    let change = move |edit: &dyn Fn(&mut PatternMatch)| {
        let mut all = of.value.get_untracked();
        if let Some(own) = all.get_mut(index) {
            edit(own);
            of.put(all);
        }
    };
    let number = index + 1;
    let entity = Signal::derive(move || {
        own.get()
            .map(|own| own.entity_type.api().to_owned())
            .unwrap_or_default()
    });
    let entities = Signal::derive(move || {
        let about_tasks = kind.get().is_about_tasks();
        let all = PatternEntity::ALL.iter();
        all.map(|entity| {
            let choice = Choice::new(entity.api(), entity.label());
            if *entity == PatternEntity::TaskId && !about_tasks {
                choice.closed("Only alerts about tasks look at task ids")
            } else {
                choice
            }
        })
        .collect::<Vec<_>>()
    });
    let operator = Signal::derive(move || {
        own.get()
            .map(|own| own.operator_type.api().to_owned())
            .unwrap_or_default()
    });
    let operators: Vec<Choice> = PatternOperator::ALL
        .iter()
        .map(|operator| Choice::new(operator.api(), operator.label()))
        .collect();
    let values = Part {
        value: Memo::new(move |_| own.get().map(|own| own.values).unwrap_or_default()).into(),
        stored: None,
        set: Callback::new(move |(values, _): (Vec<String>, _)| {
            change(&|own| own.values.clone_from(&values));
        }),
        error: Signal::stored(None),
        closed: of.closed,
    };
    let text = values.typed(|values| print_lines(values), lines_of);
    let missing = Signal::derive(move || {
        let is_empty = values.value.with(Vec::is_empty);
        is_empty.then(|| "There is no name to compare with. Enter at least one.".to_owned())
    });
    let take_away = move |_| {
        let mut all = of.value.get_untracked();
        if index < all.len() {
            all.remove(index);
            of.put(all);
        }
    };
    view! {
        <li class="pattern">
            <Select
                label=format!("What condition {number} looks at")
                options=entities value=entity disabled_reason=of.closed
                on_change=move |value: String| if let Some(entity) = PatternEntity::from_name(&value) {
                    change(&|own| own.entity_type = entity);
                }
            />
            <Select
                label=format!("How condition {number} compares")
                options=operators value=operator disabled_reason=of.closed
                on_change=move |value: String| if let Some(operator) = PatternOperator::from_name(&value) {
                    change(&|own| own.operator_type = operator);
                }
            />
            <Field label=format!("Names of condition {number}, one a line") error=missing>
                <TextArea class="mono" rows=2 value=text.value on_input=move |typed| text.put(typed) disabled_reason=of.closed/>
            </Field>
            <IconButton glyph=Glyph::Trash label=format!("Take condition {number} away") disabled_reason=of.closed on_click=take_away/>
        </li>
    }
    .into_any()
}
