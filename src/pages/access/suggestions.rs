//! What would allow a refused action, those that open least first, each ready to apply.

use leptos::prelude::*;

use crate::components::{Submission, grouped, stage_in_plan, tell};
use crate::replica::{Replica, SuggestionView};
use crate::ui::{Banner, Button, ButtonKind, Column, Section, Table, Toaster, Tone};

const COLUMNS: [Column; 5] = [
    Column::new("change", "Change").class("wide-cell"),
    Column::new("permissions", "Permissions added").class("num desk-cell"),
    Column::new("deployments", "Deployments reached").class("num desk-cell"),
    Column::new("makers", "Who may do it").class("wide-cell"),
    Column::new("acts", "").class("acts-cell"),
];

/// The table.
#[component]
pub(super) fn Suggestions(
    suggestions: Vec<SuggestionView>,
    /// Whether a gate refuses even after a grant.
    is_refused_by_gate: bool,
) -> impl IntoView {
    let work = Submission::default();
    let failed = work.error_beside(&[]);
    let suggestions = StoredValue::new(suggestions);
    let rows = move || {
        suggestions
            .get_value()
            .into_iter()
            .map(|suggestion| row(suggestion, work))
            .collect_view()
    };
    view! {
        <Section title="What would allow it, least first">
            {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            {is_refused_by_gate.then(|| view! { <Banner tone=Tone::Warn>"No role helps while the gate above is closed."</Banner> })}
            <Table class="suggestions" label="What would allow it" columns=COLUMNS.to_vec()>
                <tbody>{rows}</tbody>
            </Table>
        </Section>
    }
    .into_any()
}

fn row(suggestion: SuggestionView, work: Submission) -> AnyView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let commands = suggestion.commands.clone();
    let gated = commands.clone();
    let reason = Memo::new(move |_| replica.gate_all(&gated).reason);
    let said = suggestion.sentence.clone();
    let apply = move |_| {
        let said = said.clone();
        work.run(
            replica.dispatch_together(commands.clone()),
            move |receipt| {
                tell(toaster, replica, format!("Done: {said}"), receipt);
            },
        );
    };
    let staged = suggestion.commands.clone();
    let title = suggestion.sentence.clone();
    let said_too = suggestion.sentence.clone();
    let stage = move |_| {
        stage_in_plan(
            title.clone(),
            staged.clone(),
            Vec::new(),
            replica,
            work,
            toaster,
            || {},
        );
    };
    let opened = suggestion
        .opened
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    // How many there are that one cannot see is not told.
    let others = if suggestion.reaches_unseen {
        " and others"
    } else {
        ""
    };
    let deployments = format!("{}{others}", grouped(suggestion.deployments));
    let counts = format!(
        "{} permissions on {deployments} Deployments",
        suggestion.permissions
    );
    view! {
        <tr>
            <td class="wrap wide-cell">
                <b class="name">{suggestion.sentence.clone()}</b>
                <details class="opens"><summary>"What it opens"<span class="vh">{format!(": {counts}")}</span></summary><ul>{opened}</ul></details>
            </td>
            <td class=COLUMNS[1].class>{suggestion.permissions}</td>
            <td class=COLUMNS[2].class>{deployments}</td>
            <td class="wrap wide-cell sub">{suggestion.makers}</td>
            <td class=COLUMNS[4].class>
                <Button small=true disabled_reason=reason busy=work.busy() on_click=apply>
                    "Apply"<span class="vh">{format!(": {}", suggestion.sentence)}</span>
                </Button>
                <Button small=true kind=ButtonKind::Quiet disabled_reason=reason on_click=stage>
                    "Add to the plan"<span class="vh">{format!(": {said_too}")}</span>
                </Button>
            </td>
        </tr>
    }
    .into_any()
}
