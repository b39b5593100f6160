//! One deploy: its code, where it is from, what differs from what runs now, and what can be done about it. The address
//! names the open one.

use leptos::prelude::*;
use planisphere_domain::deploy::{DeployOutcome, DeployStatus};
use planisphere_domain::{Command, DeployId};

use super::history::state_of;
use super::{Tab, code_changes};
use crate::components::{Submission, millis, tell};
use crate::replica::{DeployView, Replica};
use crate::ui::{Banner, Button, Dialog, Field, Glyph, Isolated, TextArea, Time, Toaster, Tone};

/// The dialog.
#[component]
pub(super) fn DetailDialog(tab: Tab) -> impl IntoView {
    let replica = Replica::get();
    let named = Memo::new(move |_| tab.open.get().parse::<DeployId>().ok());
    let found = Memo::new(move |_| replica.deploy(tab.id, named.get()?));
    let open = Signal::derive(move || found.with(Option::is_some));
    let title = Signal::derive(move || {
        found.with(|found| {
            found
                .as_ref()
                .map(|it| it.row.what.clone())
                .unwrap_or_default()
        })
    });
    let close = move || tab.open.set(String::new());
    let content = move || {
        // Edits flow through the memo; only another deploy is drawn anew.
        named.track();
        let first = found.get_untracked()?;
        let view = Memo::new(move |last: Option<&DeployView>| {
            found
                .get()
                .unwrap_or_else(|| last.cloned().unwrap_or_else(|| first.clone()))
        });
        Some(view! { <Detail view/> })
    };
    view! {
        <Dialog
            open
            on_close=close
            wide=true
            title
            footer=move || view! { <Actions tab found close=Callback::new(move |()| close())/> }
        >
            {content}
        </Dialog>
    }
    .into_any()
}

#[component]
fn Actions(tab: Tab, found: Memo<Option<DeployView>>, close: Callback<()>) -> impl IntoView {
    let replica = Replica::get();
    let id = move || found.with(|found| found.as_ref().map(|it| it.row.id));
    let is_going = move || {
        found.with(|found| {
            found
                .as_ref()
                .is_some_and(|it| it.row.status == DeployStatus::Initialized)
        })
    };
    let is_past = move || found.with(|found| found.as_ref().is_some_and(|it| !it.row.is_current));
    let finish_closed = Memo::new(move |_| {
        replica
            .gate(Command::FinalizeDeploy {
                id: id()?,
                outcome: DeployOutcome::Failed,
            })
            .reason
    });
    let return_closed = Memo::new(move |_| replica.rollback(tab.id, id()?).reason);
    view! {
        <Show when=is_going>
            <Button disabled_reason=finish_closed on_click=move |_| {
                tab.finishing.set(id());
                close.run(());
            }>"Tell how it ended"</Button>
        </Show>
        <Show when=move || is_past() && !is_going()>
            <Button glyph=Glyph::Undo disabled_reason=return_closed on_click=move |_| {
                tab.returning.set(id());
                close.run(());
            }>"Roll back to it"</Button>
        </Show>
        <Button on_click=move |_| close.run(())>"Close"</Button>
    }
    .into_any()
}

#[component]
fn Detail(view: Memo<DeployView>) -> impl IntoView {
    let facts = move || {
        let (facts, url) = view.with(|view| (view.facts.clone(), view.commit_url.clone()));
        let lines = facts
            .into_iter()
            .map(|(label, text)| view! { <dt>{label}</dt><dd><Isolated text/></dd> })
            .collect_view();
        let link = url.map(|url| {
            let href = url.clone();
            view! {
                <dt>"Commit page"</dt>
                <dd><a class="link" href=href target="_blank" rel="noreferrer noopener"><Isolated text=url/></a></dd>
            }
        });
        view! { <dl class="kv wide">{lines}{link}</dl> }
    };
    let head = move || {
        let row = view.with(|view| view.row.clone());
        let current = row
            .is_current
            .then(|| view! { <span class="chip small ok">"Current"</span> });
        let back = row.returned_to.map(|at| {
            view! { <span class="sub">"Returns to the deploy of "<Time at=millis(at)/></span> }
        });
        view! {
            <p class="deploy-head">
                {state_of(row.status)}
                {current}
                <span>{row.deploy_type.label()}</span>
                <span class="sub">{row.source.label()}" by "<Isolated text=row.by/>", "<Time at=millis(row.created_at)/></span>
                {back}
            </p>
        }
    };
    let is_current = move || view.with(|view| view.row.is_current);
    view! {
        {head}
        {facts}
        <Show when=move || !is_current()>
            <h3>"What differs from what runs now"</h3>
            {move || code_changes(view.with(|view| view.differences.clone()))}
        </Show>
        <Describe view/>
    }
    .into_any()
}

/// What the deploy is about, saved at once.
#[component]
fn Describe(view: Memo<DeployView>) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let stored = Memo::new(move |_| view.with(|view| view.row.description.clone()));
    let draft = RwSignal::new(stored.get_untracked());
    let base = RwSignal::new(stored.get_untracked());
    let submission = Submission::default();
    // An untouched draft follows what is stored.
    Effect::new(move |_| {
        let now = stored.get();
        if draft.get_untracked() == base.get_untracked() {
            draft.set(now.clone());
            base.set(now);
        } else if draft.get_untracked() == now {
            base.set(now);
        }
    });
    let id = move || view.with_untracked(|view| view.row.id);
    let closed = Memo::new(move |_| {
        let (id, text) = view.with(|view| (view.row.id, view.row.description.clone()));
        replica
            .gate(replica.describe_deploy(id, text.clone(), text))
            .reason
    });
    let is_dirty = move || draft.with(|draft| base.with(|base| draft != base));
    let save = move |_| {
        let command = replica.describe_deploy(id(), base.get_untracked(), draft.get_untracked());
        let work = async move { replica.dispatch(command).await };
        submission.run(work, move |receipt| {
            tell(toaster, replica, "Deploy described", receipt);
        });
    };
    let beside = submission.error_beside(&["description"]);
    view! {
        <Field label="Description" optional=true error=submission.error_of("description")>
            <TextArea value=draft on_input=move |text| draft.set(text) rows=2 disabled_reason=closed/>
        </Field>
        <Show when=is_dirty>
            <div class="form-actions">
                <Button busy=submission.busy() on_click=save>"Save the description"</Button>
                <Button on_click=move |_| {
                    draft.set(stored.get_untracked());
                    base.set(stored.get_untracked());
                    submission.reset();
                }>"Discard"</Button>
            </div>
        </Show>
        {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
    }
    .into_any()
}
