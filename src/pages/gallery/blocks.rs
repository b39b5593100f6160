//! Heads, sections, cards, figures, lists, diffs, verdicts.
use leptos::prelude::*;

use super::names::LONG;
use super::specimen::Specimen;
use crate::ui::{
    Avatar, Button, ButtonKind, Card, Figure, Figures, Isolated, Mono, PageHead, Section,
    SectionBody, Status, StatusKind, Tone,
};

/// The section of this family.
pub fn section() -> AnyView {
    view! {
        <Section id="blocks" title="Blocks" lead="Borders before shadows, space before borders.">
            <Specimen broad=true case="Figures">
                <Figures>
                    <Figure label="Workspaces" value="212"/>
                    <Figure label="Deployments" value="1,486" note="1,204 connected"/>
                    <Figure label="Need attention" value="23" note="9 unhealthy" tone=Tone::Bad/>
                    <Figure label="People" value="5,018" note="312 idle 90 d"/>
                    <Figure label="Cost this month" value="$48,912" note="+4 %"/>
                </Figures>
            </Specimen>
            <Specimen case="A list">
                <Card><Changes/></Card>
            </Specimen>
            <Specimen case="A diff">
                <Card><Diff/></Card>
            </Specimen>
            <Specimen case="Verdicts">
                <div class="stack tight">
                    <div class="verdict no">"✕ No. Her best role here is Workspace Author, which stops short of updating a Deployment."</div>
                    <div class="verdict yes">"✓ Yes. Through Team Growth data, which holds Workspace Operator."</div>
                    <div class="path">
                        <span class="node">"Mina Osei"</span>
                        <span class="arrow">"member of"</span>
                        <span class="node">"Growth data " <small>"Team, 14"</small></span>
                        <span class="arrow">"holds"</span>
                        <span class="node">"Workspace Author " <small>"on Marketing analytics"</small></span>
                        <Status kind=StatusKind::Refused word="no deployment.update"/>
                    </div>
                </div>
            </Specimen>
            <Specimen case="A head with a long title">
                <div class="stack">
                    <PageHead title=LONG lead=move || LONG actions=head_actions/>
                </div>
            </Specimen>
            <Specimen case="A section">
                <Section
                    title="Worker queues"
                    lead="Celery workers that scale between the limits you set."
                    actions=move || view! { <Button>"Add a queue"</Button> }
                >
                    <SectionBody>"Padded content."</SectionBody>
                    <div class="foot"><Button kind=ButtonKind::Primary>"Apply"</Button></div>
                </Section>
            </Specimen>
            <Specimen case="A dangerous section">
                <Section
                    title="Delete this Workspace"
                    lead="It must hold no Deployments."
                    danger=true
                    actions=move || view! { <Button kind=ButtonKind::Danger>"Delete"</Button> }
                />
            </Specimen>
        </Section>
    }
    .into_any()
}

fn head_actions() -> AnyView {
    view! {
        <Button>"Export"</Button>
        <Button kind=ButtonKind::Primary>"Create"</Button>
    }
    .into_any()
}

#[component]
fn Changes() -> impl IntoView {
    let changes = [
        (
            "Ada Kim",
            "applied a plan of 6 changes to",
            "attribution-prod",
            "4 min ago",
        ),
        (
            "Mina Osei",
            "was refused deployment.delete on",
            "audience-sync",
            "12 min ago",
        ),
        ("ليلى حسن", "renamed", LONG, "2 h ago"),
    ];
    let lines = changes
        .into_iter()
        .map(|(who, did, what, when)| {
            view! {
                <li>
                    <Avatar name=who/>
                    <span>
                        <b><Isolated text=who/></b>
                        {format!(" {did} ")}
                        <b><Isolated text=what/></b>
                        <br/>
                        <span class="faint">"scheduler Small → Medium, " <Mono text="ml-training"/> " added"</span>
                    </span>
                    <span class="end">{when}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="list">{lines}</ul> }.into_any()
}

#[component]
fn Diff() -> impl IntoView {
    let lines = [
        ("c", " scheduler:"),
        ("c", "   resources:"),
        ("d", "-    limits: {cpu: \"1\", memory: 2Gi}"),
        ("a", "+    limits: {cpu: \"2\", memory: 4Gi}"),
    ];
    view! {
        <div class="diff" role="group" aria-label="values.yaml" tabindex="0">
            {lines.into_iter().map(|(class, line)| view! { <div class=class>{line}</div> }).collect_view()}
        </div>
    }
    .into_any()
}
