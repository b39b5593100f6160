//! Importing Deployment files of the astro CLI: drop or pick, see what each would do, apply.

mod file_line;

use leptos::prelude::*;
use leptos::task::spawn_local;

use self::file_line::FileLine;
use crate::components::{PageTitle, ReloadGuard, Submission};
use crate::paths::Place;
use crate::replica::{ImportReview, MAX_BYTES, ReadingFiles, Replica, Upload, catalogue_in_use};
use crate::ui::{
    Banner, Button, ButtonKind, Checkbox, FileDrop, LinkButton, PageHead, Progress, Section, Tone,
    read_file,
};

/// The page.
#[component]
pub fn Import() -> impl IntoView {
    let replica = Replica::get();
    let reading = RwSignal::new(None::<ReadingFiles>);
    let loading = RwSignal::new(false);
    let creates_workspaces = RwSignal::new(false);
    let submission = Submission::default();
    let applied = RwSignal::new(0);
    let place = Place::current();
    let review = Memo::new(move |_| replica.review(reading.get()?, creates_workspaces.get()));
    // What was read holds values in clear, so it goes when nobody looks at it any more.
    let forget = move || {
        if let Some(read) = reading.try_update(Option::take).flatten() {
            read.forget();
        }
    };
    on_cleanup(forget);
    let take = move |files: Vec<web_sys::File>| {
        forget();
        submission.reset();
        applied.set(0);
        creates_workspaces.set(false);
        loading.set(true);
        spawn_local(async move {
            let uploads = uploads(files).await;
            // Nothing is read for a page that was left.
            if loading.try_set(false).is_none() {
                reading.set(Some(ReadingFiles::start(
                    uploads,
                    catalogue_in_use().machines(),
                )));
            }
        });
    };
    let apply = move |_| {
        let Some(read) = reading.get_untracked() else {
            return;
        };
        submission.run(
            replica.apply_import(read, creates_workspaces.get_untracked()),
            move |outcome| {
                applied.set(outcome.count);
                if let Some(failure) = outcome.failed {
                    submission.fail(failure);
                }
            },
        );
    };
    let busy = move || loading.get() || reading.get().is_some_and(|_| review.with(Option::is_none));
    let part = move || {
        let (done, total) = reading.get()?.progress();
        (total > 0).then(|| f64::from(done) / f64::from(total))
    };
    let amount = move || {
        reading.get().map(|reading| {
            let (done, total) = reading.progress();
            format!("{done} of {total}")
        })
    };
    let cancel = move || {
        if let Some(reading) = reading.get_untracked() {
            reading.cancel();
        }
    };
    let failed = submission.error_beside(&[]);
    let result = move || match review.get()? {
        Err(failure) => {
            Some(view! { <Banner tone=Tone::Bad>{failure.sentence()}</Banner> }.into_any())
        }
        Ok(_) if reading.get().is_some_and(ReadingFiles::was_cancelled) => Some(
            view! { <Banner>"Reading was cancelled. Nothing was changed."</Banner> }.into_any(),
        ),
        Ok(review) if review.files.is_empty() => None,
        Ok(review) => Some(view! { <Review review creates_workspaces/> }.into_any()),
    };
    let applicable = Memo::new(move |_| {
        review.with(|review| {
            review
                .as_ref()
                .and_then(|review| review.as_ref().ok())
                .map_or(0, ImportReview::applicable)
        })
    });
    let nothing = Signal::derive(move || {
        (applicable.get() == 0).then(|| {
            "No file can be applied as it is. Mend the problems, then drop them again.".to_owned()
        })
    });
    let has_files = move || {
        review.with(|review| matches!(review, Some(Ok(review)) if !review.files.is_empty()))
    };
    view! {
        <PageTitle text="Import Deployment files"/>
        <ReloadGuard dirty=submission.busy()/>
        <PageHead
            title="Import Deployment files"
            lead=|| "The files that astro deployment create and update read. Nothing changes before you apply."
        />
        <FileDrop
            label="Deployment files"
            accept=".yaml,.yml,.json"
            multiple=true
            limit="YAML or JSON, up to 2 MiB each".to_owned()
            on_files=take
        />
        <div class="import-result">
            <Show when=busy>
                <Progress label="Reading the files" value=Signal::derive(part) amount=Signal::derive(amount) on_cancel=cancel/>
            </Show>
            {move || Some(applied.get()).filter(|count| *count > 0).map(|count| {
                let text = if count == 1 { "1 file was applied.".to_owned() } else { format!("{count} files were applied.") };
                view! {
                    <Banner
                        tone=Tone::Ok
                        actions=move || view! {
                            <LinkButton small=true href=Signal::derive(move || place.paths().deployments())>"All Deployments"</LinkButton>
                        }
                    >
                        <span role="status">{text}</span>
                    </Banner>
                }
            })}
            {result}
            {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad title="Not everything was applied".to_owned()>{text}</Banner> })}
            <Show when=has_files>
                <div class="form-actions">
                    <Button kind=ButtonKind::Primary busy=submission.busy() disabled_reason=nothing on_click=apply>
                        {move || match applicable.get() {
                            0 => "Apply".to_owned(),
                            1 => "Apply 1 file".to_owned(),
                            count => format!("Apply {count} files"),
                        }}
                    </Button>
                    <Button kind=ButtonKind::Quiet on_click=move |_| { submission.reset(); forget(); }>"Discard"</Button>
                </div>
            </Show>
        </div>
    }
    .into_any()
}

/// Reads files into memory. One that is far over the limit is cut: its size alone refuses it.
async fn uploads(files: Vec<web_sys::File>) -> Vec<Upload> {
    let mut uploads = Vec::with_capacity(files.len());
    for file in files {
        let name = file.name();
        let limit = (MAX_BYTES + 1) as f64;
        let bytes = if file.size() > limit {
            match file.slice_with_f64_and_f64(0.0, limit) {
                Ok(start) => read_file(&start).await,
                Err(_) => None,
            }
        } else {
            read_file(&file).await
        };
        uploads.push(Upload {
            name,
            bytes: bytes.unwrap_or_default(),
        });
    }
    uploads
}

/// What each file would do.
#[component]
fn Review(review: ImportReview, creates_workspaces: RwSignal<bool>) -> impl IntoView {
    let missing = review.missing_workspaces.clone();
    let count = review.files.len();
    let title = if count == 1 {
        "1 file".to_owned()
    } else {
        format!("{count} files")
    };
    let lead = match review.applicable() {
        all if all == count => "All can be applied.".to_owned(),
        0 => "None can be applied as it is.".to_owned(),
        some => format!("{some} can be applied. The others change nothing."),
    };
    let lines = review
        .files
        .into_iter()
        .map(|file| view! { <FileLine file/> })
        .collect_view();
    let offer = (!missing.is_empty()).then(|| {
        let names = missing.join(", ");
        let text = if missing.len() == 1 {
            format!("Create the missing Workspace {names}")
        } else {
            format!("Create the missing Workspaces {names}")
        };
        view! {
            <Banner title="Some files name Workspaces that do not exist".to_owned()>
                <Checkbox checked=creates_workspaces on_change=move |on| creates_workspaces.set(on) text=text/>
            </Banner>
        }
    });
    view! { {offer}<Section title=title lead=lead><ul class="list files">{lines}</ul></Section> }
        .into_any()
}
