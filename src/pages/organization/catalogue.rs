//! The catalogue of Runtimes, machines and regions: which one is in use, and a file in its place.

use leptos::prelude::*;
use planisphere_domain::Problem;
use planisphere_domain::catalogue::{CloudProvider, Contents, Region};
use web_sys::File;

use crate::components::{Submission, grouped, millis, tell_failure};
use crate::replica::{
    CatalogueSource, Failure, Replica, TakenCatalogue, catalogue_in_use, hand_out,
};
use crate::ui::{
    Banner, Button, Field, FileDrop, Glyph, Icon, Isolated, Section, SectionBody, Time, Toast,
    Toaster, Tone, read_file,
};

/// Problems of a file that are listed.
const MOST_PROBLEMS: usize = 20;

/// The block of the settings.
#[component]
pub(super) fn CatalogueSection() -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let source = Memo::new(move |_| replica.catalogue_source());
    let submission = Submission::default();
    let problems = RwSignal::new(Vec::<Problem>::new());
    let take = move |files: Vec<File>| {
        let Some(file) = files.into_iter().next() else {
            return;
        };
        problems.set(Vec::new());
        let work = async move {
            let name = file.name();
            let bytes = read_file(&file).await.ok_or_else(|| Failure::Fetch {
                message: format!("the browser can no longer read `{name}`"),
            })?;
            replica.take_catalogue(name, bytes).await
        };
        submission.run(work, move |taken| match taken {
            TakenCatalogue::InUse => toaster.show(Toast::new("Catalogue in use")),
            TakenCatalogue::Problems(found) => problems.set(found),
        });
    };
    let go_back = move |_| {
        problems.set(Vec::new());
        replica.use_built_in_catalogue();
        toaster.show(Toast::new("Built-in catalogue in use"));
    };
    let save = move |_| {
        let catalogue = catalogue_in_use();
        let text = serde_json::to_string_pretty(catalogue.contents()).unwrap_or_default();
        if let Err(failure) = hand_out("catalogue", "json", "application/json", text.as_bytes()) {
            tell_failure(&failure);
        }
    };
    let counts = Memo::new(move |_| counted(catalogue_in_use().contents()));
    let facts_of = Memo::new(move |_| catalogue_in_use().facts_of().to_owned());
    let failed = submission.error_beside(&[]);
    view! {
        <Section
            title="Catalogue"
            lead="Runtimes, machines, sizes and regions to choose from. It belongs to this device and to every Organization on it.".to_owned()
            actions=move || view! { <Button small=true glyph=Glyph::Download on_click=save>"Download the catalogue"</Button> }
        >
            <Field label="In use" row=true>
                <span>
                    {move || source.with(of_source)}
                    <br/><span class="sub">{move || format!("Facts as of {}. {}", facts_of.get(), counts.get())}</span>
                </span>
                <Show when=move || source.with(|source| source.file.is_some())>
                    <Button small=true on_click=go_back>"Back to the built-in one"</Button>
                </Show>
            </Field>
            <SectionBody>
                <FileDrop
                    label="A catalogue file"
                    accept=".json"
                    limit="JSON in the form of the download, up to 1 MiB".to_owned()
                    on_files=take
                />
                {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
                <Show when=move || problems.with(|problems| !problems.is_empty())>
                    <Problems problems/>
                </Show>
            </SectionBody>
        </Section>
    }
    .into_any()
}

fn of_source(source: &CatalogueSource) -> AnyView {
    match &source.file {
        None => view! { <b>"Built in"</b> }.into_any(),
        Some(file) => {
            let note =
                (!file.is_kept).then_some(", until this tab is closed: the browser keeps no more");
            view! {
                <b><Isolated text=file.name.clone()/></b>", taken in "<Time at=millis(file.at)/>{note}
            }
            .into_any()
        }
    }
}

fn counted(contents: &Contents) -> String {
    let regions = &contents.regions;
    let of = |by_provider: &std::collections::BTreeMap<CloudProvider, Vec<Region>>| {
        by_provider.values().map(Vec::len).sum::<usize>()
    };
    let regions = of(&regions.standard) + of(&regions.dedicated) + of(&regions.hybrid);
    format!(
        "{} Runtimes, {} machines, {} scheduler sizes, {} regions.",
        grouped(contents.runtimes.len()),
        grouped(contents.worker_machines.len()),
        grouped(contents.schedulers.len()),
        grouped(regions)
    )
}

/// Everything that is wrong with a file.
#[component]
fn Problems(problems: RwSignal<Vec<Problem>>) -> impl IntoView {
    let title = move || match problems.with(Vec::len) {
        1 => "This file is not taken in: 1 problem".to_owned(),
        count => format!("This file is not taken in: {} problems", grouped(count)),
    };
    let lines = move || {
        problems.with(|problems| {
            let lines = problems.iter().take(MOST_PROBLEMS);
            lines
                .map(|problem| {
                    view! {
                        <li class="problem bad">
                            <Icon glyph=Glyph::Warning class="small"/>
                            <span><bdi>{problem.message.clone()}</bdi>". "{problem.way_out.clone()}</span>
                        </li>
                    }
                })
                .collect_view()
        })
    };
    let more = move || {
        let more = problems.with(Vec::len).saturating_sub(MOST_PROBLEMS);
        (more > 0).then(|| view! { <p class="sub">{format!("And {} more.", grouped(more))}</p> })
    };
    view! {
        <div class="catalogue-problems" role="alert">
            <h3>{title}</h3>
            <ul class="problems">{lines}</ul>
            {more}
        </div>
    }
    .into_any()
}
