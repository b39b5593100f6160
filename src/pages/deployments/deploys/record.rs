//! Recording a deploy by hand: what it brought, from which commit, and how it ended.

use leptos::prelude::*;
use planisphere_domain::Command;
use planisphere_domain::deploy::{
    DeployDraft, DeploySource, DeployType, GitDetails, GitDraft, GitProvider, ImageDraft,
};

use super::Tab;
use super::finish::{FAILED, THROUGH, outcome};
use crate::components::{ApplyOrStage, Submission};
use crate::replica::{Failure, Ids, Replica};
use crate::ui::{
    Banner, Button, Choice, Dialog, Field, Segmented, Select, TextArea, TextInput, Tone,
};

const GOING: &str = "going";

/// Fields that show their own errors.
const SHOWN: &[&str] = &[
    "type",
    "description",
    "astroRuntimeVersion",
    "dagTarballVersion",
    "bundleTarballVersion",
    "git",
];

/// What is typed.
#[derive(Clone, Copy)]
struct Form {
    kind: RwSignal<String>,
    repository: RwSignal<String>,
    tag: RwSignal<String>,
    runtime: RwSignal<String>,
    mount_path: RwSignal<String>,
    bundle_type: RwSignal<String>,
    ended: RwSignal<String>,
    dags: RwSignal<String>,
    bundle: RwSignal<String>,
    description: RwSignal<String>,
    commit: RwSignal<String>,
    branch: RwSignal<String>,
    remote: RwSignal<String>,
}

impl Form {
    fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            kind: text(),
            repository: text(),
            tag: text(),
            runtime: text(),
            mount_path: text(),
            bundle_type: text(),
            ended: text(),
            dags: text(),
            bundle: text(),
            description: text(),
            commit: text(),
            branch: text(),
            remote: text(),
        }
    }

    fn clear(self) {
        for text in [
            self.repository,
            self.tag,
            self.runtime,
            self.mount_path,
            self.bundle_type,
            self.dags,
            self.bundle,
            self.description,
            self.commit,
            self.branch,
            self.remote,
        ] {
            text.set(String::new());
        }
        self.kind.set(DeployType::ImageAndDag.api().to_owned());
        self.ended.set(THROUGH.to_owned());
    }

    fn kind(self) -> Option<DeployType> {
        self.kind
            .with(|kind| DeployType::ALL.iter().copied().find(|it| it.api() == kind))
    }

    /// The commit, where anything of it was given.
    fn git(self) -> Option<GitDraft> {
        let (sha, branch, remote) = (
            self.commit.get_untracked(),
            self.branch.get_untracked(),
            self.remote.get_untracked(),
        );
        if [&sha, &branch, &remote]
            .iter()
            .all(|text| text.trim().is_empty())
        {
            return None;
        }
        Some(GitDraft {
            provider: GitProvider::Generic.api().to_owned(),
            details: GitDetails {
                commit_sha: sha.trim().to_owned(),
                branch: branch.trim().to_owned(),
                remote_url: remote.trim().to_owned(),
                ..GitDetails::default()
            },
        })
    }

    fn image(self) -> Option<ImageDraft> {
        let runtime = self.runtime.get_untracked();
        self.kind()
            .is_some_and(DeployType::brings_image)
            .then(|| ImageDraft {
                repository: self.repository.get_untracked(),
                tag: self.tag.get_untracked(),
                runtime: (!runtime.is_empty()).then_some(runtime),
            })
    }

    /// Whether DAGs and a bundle are uploaded, whose versions are asked for.
    fn wants(self, has_dag_deploys: bool) -> (bool, bool) {
        match self.kind() {
            Some(DeployType::DagOnly) => (true, false),
            Some(DeployType::ImageAndDag) => (has_dag_deploys, false),
            Some(DeployType::Bundle) => (false, true),
            _ => (false, false),
        }
    }
}

/// The dialog.
#[component]
pub(super) fn RecordDialog(tab: Tab) -> impl IntoView {
    let replica = Replica::get();
    let form = Form::new();
    form.clear();
    let submission = Submission::default();
    Effect::new(move |_| {
        if tab.recording.get() {
            form.clear();
            submission.reset();
        }
    });
    let runtimes = Memo::new(move |_| {
        if tab.recording.get() {
            replica.deployable_runtimes(tab.id)
        } else {
            Vec::new()
        }
    });
    let has_dag_deploys = Memo::new(move |_| replica.has_dag_deploys(tab.id));
    let close = move || tab.recording.set(false);
    let brings_image = move || form.kind().is_some_and(DeployType::brings_image);
    let is_bundle = move || form.kind() == Some(DeployType::Bundle);
    let came_through = move || form.ended.with(|ended| ended == THROUGH);
    let wants = move || form.wants(has_dag_deploys.get());
    let make = move |()| {
        let id = Ids::deploy()?;
        let draft = DeployDraft {
            id,
            deployment_id: tab.id,
            deploy_type: form.kind.get_untracked(),
            description: form.description.get_untracked(),
            source: DeploySource::Hand,
            image: form.image(),
            bundle_mount_path: if is_bundle() {
                form.mount_path.get_untracked()
            } else {
                String::new()
            },
            bundle_type: if is_bundle() {
                form.bundle_type.get_untracked()
            } else {
                String::new()
            },
            git: form.git(),
        };
        let mut commands = vec![Command::CreateDeploy(Box::new(draft))];
        let ended = form.ended.get_untracked();
        if ended != GOING {
            let outcome = outcome(
                &ended,
                untrack(wants),
                form.dags.get_untracked(),
                form.bundle.get_untracked(),
            );
            commands.push(Command::FinalizeDeploy { id, outcome });
        }
        Ok::<_, Failure>((commands, Vec::new()))
    };
    let kinds = Signal::stored(
        DeployType::ALL
            .iter()
            .map(|it| Choice::new(it.api(), it.label()))
            .collect::<Vec<_>>(),
    );
    let runtime_choices = Signal::derive(move || {
        let known = runtimes.get().into_iter().enumerate();
        known
            .map(|(place, (version, label))| {
                // What runs now is no choice of a version: it stays whatever it is by then.
                let value = if place == 0 { String::new() } else { version };
                Choice::new(value, label)
            })
            .collect::<Vec<_>>()
    });
    let beside = submission.error_beside(SHOWN);
    let input = |value: RwSignal<String>| {
        view! { <TextInput value on_input=move |text| value.set(text) class="wide mono"/> }
    };
    view! {
        <Dialog
            open=tab.recording
            on_close=close
            wide=true
            busy=submission.busy()
            title="Record a deploy"
            lead="Nothing is built or pushed from here: tell what was deployed elsewhere.".to_owned()
            footer=move || view! {
                <Button on_click=move |_| close()>"Cancel"</Button>
                <ApplyOrStage
                    primary_last=true
                    label="Record the deploy"
                    title="New deploy".to_owned()
                    done="Deploy recorded".to_owned()
                    make=make
                    submission
                    on_done=move |_| close()
                />
            }
        >
            <Field label="What it brought" error=submission.error_of("type")>
                <Segmented options=kinds value=form.kind on_change=move |value| form.kind.set(value)/>
            </Field>
            <Show when=brings_image>
                <Field label="Image" optional=true hint="The registry path; empty takes the one that is known.".to_owned()>
                    {input(form.repository)}
                </Field>
                <Field label="Tag" optional=true hint="Empty makes one of the time.".to_owned()>{input(form.tag)}</Field>
                <Field label="Runtime of the image" error=submission.error_of("astroRuntimeVersion")>
                    <Select options=runtime_choices value=form.runtime on_change=move |value| form.runtime.set(value)/>
                </Field>
            </Show>
            <Show when=is_bundle>
                <Field label="Mount path" required=true>{input(form.mount_path)}</Field>
                <Field label="Bundle type" required=true hint="Such as dbt.".to_owned()>{input(form.bundle_type)}</Field>
            </Show>
            <Field label="How it ended">
                <Segmented
                    options=vec![
                        Choice::new(THROUGH, "Came through"),
                        Choice::new(FAILED, "Failed"),
                        Choice::new(GOING, "In progress"),
                    ]
                    value=form.ended
                    on_change=move |value| form.ended.set(value)
                />
            </Field>
            <Show when=move || came_through() && wants().0>
                <Field label="Version of the DAGs" required=true hint="The version that the object store gave them.".to_owned() error=submission.error_of("dagTarballVersion")>
                    {input(form.dags)}
                </Field>
            </Show>
            <Show when=move || came_through() && wants().1>
                <Field label="Version of the bundle" hint="Empty takes the bundle away.".to_owned() error=submission.error_of("bundleTarballVersion")>
                    {input(form.bundle)}
                </Field>
            </Show>
            <Field label="Description" optional=true error=submission.error_of("description")>
                <TextArea value=form.description on_input=move |text| form.description.set(text) rows=2/>
            </Field>
            <details class="more-ways">
                <summary>"The commit it was made from"</summary>
                <Field label="Commit" optional=true error=submission.error_of("git")>{input(form.commit)}</Field>
                <Field label="Branch" optional=true>{input(form.branch)}</Field>
                <Field label="Repository" optional=true hint="Its address.".to_owned()>{input(form.remote)}</Field>
            </details>
            {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        </Dialog>
    }
    .into_any()
}
