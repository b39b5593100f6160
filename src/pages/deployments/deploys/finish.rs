//! Telling how a deploy ended that was recorded as in progress.

use leptos::prelude::*;
use planisphere_domain::Command;
use planisphere_domain::deploy::DeployOutcome;

use super::Tab;
use crate::components::{Submission, tell};
use crate::replica::{Failure, Replica};
use crate::ui::{
    Banner, Button, ButtonKind, Choice, Dialog, Field, Segmented, TextInput, Toaster, Tone,
};

pub(super) const THROUGH: &str = "through";
pub(super) const FAILED: &str = "failed";

/// How a deploy ended, with the versions that were given for what it uploaded.
pub(super) fn outcome(
    ended: &str,
    wants: (bool, bool),
    dags: String,
    bundle: String,
) -> DeployOutcome {
    if ended == FAILED {
        return DeployOutcome::Failed;
    }
    DeployOutcome::Deployed {
        dag_tarball_version: wants.0.then_some(dags),
        bundle_tarball_version: wants.1.then_some(bundle),
    }
}

/// The dialog.
#[component]
pub(super) fn FinishDialog(tab: Tab) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let ended = RwSignal::new(THROUGH.to_owned());
    let dags = RwSignal::new(String::new());
    let bundle = RwSignal::new(String::new());
    let submission = Submission::default();
    Effect::new(move |_| {
        if tab.finishing.with(Option::is_some) {
            ended.set(THROUGH.to_owned());
            dags.set(String::new());
            bundle.set(String::new());
            submission.reset();
        }
    });
    let wants = Memo::new(move |_| {
        tab.finishing
            .get()
            .and_then(|id| replica.deploy(tab.id, id))
            .map(|view| view.wants)
            .unwrap_or_default()
    });
    let came_through = move || ended.with(|ended| ended == THROUGH);
    let close = move || tab.finishing.set(None);
    let submit = move || {
        let work = async move {
            let id = tab.finishing.get_untracked().ok_or(Failure::NotReady)?;
            let outcome = outcome(
                &ended.get_untracked(),
                wants.get_untracked(),
                dags.get_untracked(),
                bundle.get_untracked(),
            );
            replica
                .dispatch(Command::FinalizeDeploy { id, outcome })
                .await
        };
        submission.run(work, move |receipt| {
            close();
            tell(toaster, replica, "Deploy ended", receipt);
        });
    };
    let beside = submission.error_beside(&["dagTarballVersion", "bundleTarballVersion"]);
    view! {
        <Dialog
            open=Signal::derive(move || tab.finishing.with(Option::is_some))
            on_close=close
            on_submit=submit
            busy=submission.busy()
            title="How did the deploy end"
            footer=move || view! {
                <Button on_click=move |_| close()>"Cancel"</Button>
                <Button kind=ButtonKind::Primary submit=true busy=submission.busy()>"End the deploy"</Button>
            }
        >
            <Field label="Outcome">
                <Segmented
                    options=vec![Choice::new(THROUGH, "It came through"), Choice::new(FAILED, "It failed")]
                    value=ended
                    on_change=move |value| ended.set(value)
                />
            </Field>
            <Show when=move || came_through() && wants.get().0>
                <Field label="Version of the DAGs" required=true error=submission.error_of("dagTarballVersion")>
                    <TextInput value=dags on_input=move |text| dags.set(text) class="wide mono"/>
                </Field>
            </Show>
            <Show when=move || came_through() && wants.get().1>
                <Field label="Version of the bundle" hint="Empty takes the bundle away.".to_owned() error=submission.error_of("bundleTarballVersion")>
                    <TextInput value=bundle on_input=move |text| bundle.set(text) class="wide mono"/>
                </Field>
            </Show>
            {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        </Dialog>
    }
    .into_any()
}
