//! One file of a drop: what it would do, and everything that speaks against it, by line.

use leptos::prelude::*;

use crate::replica::{FilePreview, ProblemView, Verdict};
use crate::ui::{Chip, Glyph, Icon, Isolated, Mono, Tone};

/// The line.
#[component]
pub fn FileLine(file: FilePreview) -> impl IntoView {
    let (word, tone) = match &file.verdict {
        Verdict::Creates => ("Creates", Some(Tone::Ok)),
        Verdict::Updates(_) => ("Updates", Some(Tone::Info)),
        Verdict::Unchanged => ("Changes nothing", None),
        Verdict::Refused => ("Refused", Some(Tone::Bad)),
    };
    let chip = match tone {
        Some(tone) => view! { <Chip label=word tone=tone small=true/> }.into_any(),
        None => view! { <Chip label=word small=true/> }.into_any(),
    };
    let target = (!file.deployment.is_empty()).then(|| {
        view! { <Isolated text=file.deployment.clone()/>" in "<Isolated text=file.workspace.clone()/> }
    });
    let changes = match &file.verdict {
        Verdict::Updates(fields) => Some(format!("Changes {}.", fields.join(", "))),
        _ => None,
    };
    let secrets = match file.secrets {
        0 => None,
        1 => Some("1 secret is sealed by this device before it is stored.".to_owned()),
        count => Some(format!(
            "{count} secrets are sealed by this device before they are stored."
        )),
    };
    let problems = file.problems.into_iter().map(problem_line).collect_view();
    let ignored = (!file.ignored.is_empty()).then(|| {
        let lines = file
            .ignored
            .into_iter()
            .map(|(path, line, reason)| view! { <li><Mono text=path/><span class="sub">{format!(" line {line}: {reason}")}</span></li> })
            .collect_view();
        view! { <details><summary>"Keys that have no effect on import"</summary><ul>{lines}</ul></details> }
    });
    view! {
        <li class="file">
            <div class="file-head">
                <Icon glyph=Glyph::File/>
                <b><Isolated text=file.file/></b>
                {chip}
                <span class="sub">{target}</span>
            </div>
            {changes.map(|text| view! { <p class="sub">{text}</p> })}
            {secrets.map(|text| view! { <p class="sub">{text}</p> })}
            <ul class="problems">{problems}</ul>
            {ignored}
        </li>
    }
    .into_any()
}

fn problem_line(problem: ProblemView) -> AnyView {
    let (glyph, class, word) = if problem.is_error {
        (Glyph::Cross, "problem bad", "Error")
    } else {
        (Glyph::Warning, "problem warn", "Warning")
    };
    let place = match problem.line {
        Some(line) => format!("line {line}"),
        None => "whole file".to_owned(),
    };
    view! {
        <li class=class>
            <Icon glyph=glyph/>
            <span>
                <b>{word}", "{place}</b>": "<Isolated text=problem.message/>". "
                <span class="sub">{problem.remedy}</span>
                {(!problem.path.is_empty()).then(|| view! { <br/><Mono text=problem.path/> })}
            </span>
        </li>
    }
    .into_any()
}
