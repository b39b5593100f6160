//! The ways to start: create, open a sample, or import a file.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::components::Submission;
use crate::paths::{NEW_ORGANIZATION, OrganizationPaths};
use crate::replica::{Asked, OrganizationEntry, Replica, Sample};
use crate::ui::{
    Banner, Button, ButtonKind, FileDrop, Glyph, LinkButton, Section, SectionBody, Spinner, Tone,
};

/// Three sections, the first one being the main way.
#[component]
pub fn WaysToStart(
    /// Whether creating is the main action of the page.
    #[prop(optional)]
    first_visit: bool,
) -> impl IntoView {
    let replica = Replica::get();
    let navigate = use_navigate();
    let opening = Submission::default();
    let go = Callback::new(move |entry: OrganizationEntry| {
        let key = replica
            .organizations()
            .with_untracked(|all| Replica::address_key(all.as_deref().unwrap_or_default(), &entry));
        navigate(&OrganizationPaths::new(&key).overview(), Default::default());
    });
    let samples = Sample::ALL
        .iter()
        .map(|sample| {
            let open = move |_| opening.run(replica.open_sample(*sample), move |entry| go.run(entry));
            view! {
                <li>
                    <span><b>{sample.title}</b><br/><span class="sub">{sample.about}</span></span>
                    <span class="end"><Button small=true busy=opening.busy() on_click=open>{format!("Open the {}", sample.title.to_lowercase())}</Button></span>
                </li>
            }
        })
        .collect_view();
    let import = move |files: Vec<web_sys::File>| {
        let Some(file) = files.into_iter().next() else {
            return;
        };
        replica.ask(Asked::Import {
            name: file.name(),
            content: file.into(),
        });
    };
    let failed = opening.error_beside(&[]);
    view! {
        {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad title="It could not be opened".to_owned()>{text}</Banner> })}
        <Show when=move || opening.busy().get()><p role="status"><Spinner label="Opening the Organization"/></p></Show>
        <Section title="Create an Organization" lead="Start empty: you become its owner, with a first Workspace.">
            <SectionBody>
                <LinkButton
                    kind=if first_visit { ButtonKind::Primary } else { ButtonKind::Normal }
                    glyph=Glyph::Plus
                    href=NEW_ORGANIZATION
                >
                    "Create an Organization"
                </LinkButton>
            </SectionBody>
        </Section>
        <Section title="Open a sample" lead="Look around in a made-up Organization. Opening the same one again goes on where you left.">
            <ul class="list">{samples}</ul>
        </Section>
        <Section title="Import an Organization" lead="From a .planisphere file that was downloaded on this or another device. Plain JSON is for reading and cannot be imported.">
            <SectionBody>
                <FileDrop label="An Organization file" accept=".planisphere" limit="One .planisphere file".to_owned() on_files=import/>
            </SectionBody>
        </Section>
    }
    .into_any()
}
