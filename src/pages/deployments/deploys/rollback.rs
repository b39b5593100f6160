//! Returning to an earlier deploy, with what it changes and what it does to the running Deployment before it is done.

use leptos::prelude::*;
use planisphere_domain::Command;

use super::{Tab, code_changes};
use crate::components::{ApplyOrStage, Submission};
use crate::replica::{Failure, Ids, Replica, RollbackView};
use crate::ui::{Banner, Button, Dialog, Field, TextArea, Tone};

/// The dialog.
#[component]
pub(super) fn RollbackDialog(tab: Tab) -> impl IntoView {
    let replica = Replica::get();
    let description = RwSignal::new(String::new());
    let submission = Submission::default();
    let open = Signal::derive(move || tab.returning.with(Option::is_some));
    Effect::new(move |_| {
        if tab.returning.with(Option::is_some) {
            description.set(String::new());
            submission.reset();
        }
    });
    let what = Memo::new(move |_| {
        let view = replica.deploy(tab.id, tab.returning.get()?)?;
        Some(view.row.what)
    });
    let preview = Memo::new(move |_| {
        tab.returning
            .get()
            .map(|target| replica.rollback(tab.id, target))
            .unwrap_or_default()
    });
    let close = move || tab.returning.set(None);
    let named = move || what.get().unwrap_or_default();
    let make = move |()| {
        let target = tab.returning.get_untracked().ok_or(Failure::NotReady)?;
        let command = Command::RollBackDeploy {
            id: Ids::deploy()?,
            deployment: tab.id,
            target,
            description: description.get_untracked(),
        };
        Ok((vec![command], Vec::new()))
    };
    let closed = Signal::derive(move || preview.with(|preview| preview.reason.clone()));
    let beside = submission.error_beside(&["description"]);
    view! {
        <Dialog
            open
            on_close=close
            wide=true
            busy=submission.busy()
            title=Signal::derive(move || format!("Roll back to {}", named()))
            lead="Image, Runtime, DAGs and the DAG-deploy switch return to that deploy. Variables, queues and resources stay as they are. The rollback is a deploy of its own in the history.".to_owned()
            footer=move || view! {
                <Button on_click=move |_| close()>"Cancel"</Button>
                <ApplyOrStage
                    primary_last=true
                    label="Roll back"
                    title=Signal::derive(move || format!("Rollback to {}", named()))
                    done=Signal::derive(move || format!("Rolled back to {}", named()))
                    make=make
                    submission
                    on_done=move |_| close()
                    disabled_reason=closed
                />
            }
        >
            {move || preview.with(consequences)}
            <Field label="Description" optional=true error=submission.error_of("description")>
                <TextArea value=description on_input=move |text| description.set(text) rows=2/>
            </Field>
            {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        </Dialog>
    }
    .into_any()
}

fn consequences(preview: &RollbackView) -> AnyView {
    let reason = preview
        .reason
        .clone()
        .map(|reason| view! { <Banner tone=Tone::Warn>{reason}</Banner> });
    let effects = preview
        .effects
        .iter()
        .map(|effect| view! { <li>{effect.clone()}</li> })
        .collect_view();
    let effects = (!preview.effects.is_empty()).then(|| {
        view! { <h3>"What happens to the running Deployment"</h3><ul class="plain-list">{effects}</ul> }
    });
    view! {
        {reason}
        <h3>"What changes"</h3>
        {code_changes(preview.changes.clone())}
        {effects}
    }
    .into_any()
}
