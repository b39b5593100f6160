//! Takes files by drop or by the system's own dialog. It reads nothing and judges nothing.
use leptos::ev::DragEvent;
use leptos::html;
use leptos::prelude::*;
use web_sys::{File, FileList};

use super::field::ControlIds;
use super::icon::{Glyph, Icon};

fn files(list: Option<FileList>) -> Vec<File> {
    list.map(|list| {
        (0..list.length())
            .filter_map(|index| list.get(index))
            .collect()
    })
    .unwrap_or_default()
}

/// Where files are dropped or picked. A native file input lies over it, so keyboard and screen reader find what they know.
///
/// ```ignore
/// view! {
///     <FileDrop label="Deployment files" accept=".yaml,.yml,.json" multiple=true limit="YAML or JSON, up to 2 MiB each"
///         on_files=move |files| read(files)/>
/// }
/// ```
#[component]
pub fn FileDrop(
    /// What is taken: `Deployment files`.
    #[prop(into)]
    label: Signal<String>,
    /// Endings or types, for the system's dialog.
    #[prop(default = "")]
    accept: &'static str,
    /// Takes several at once.
    #[prop(optional)]
    multiple: bool,
    /// The kinds and sizes taken, in words.
    #[prop(optional, into)]
    limit: Signal<Option<String>>,
    /// Called with what was dropped or picked, never with nothing.
    #[prop(into)]
    on_files: Callback<Vec<File>>,
    /// Why nothing can be taken.
    #[prop(optional, into)]
    disabled_reason: Option<Signal<Option<String>>>,
) -> impl IntoView {
    let control = ControlIds::new(Some(label));
    let input = NodeRef::<html::Input>::new();
    let over = RwSignal::new(false);
    let why = move || disabled_reason.and_then(|reason| reason.get());
    let closed =
        move || disabled_reason.is_some_and(|reason| reason.with_untracked(Option::is_some));
    let take = move |list: Option<FileList>| {
        let files = files(list);
        if !files.is_empty() && !closed() {
            on_files.run(files);
        }
    };
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        take(event.data_transfer().and_then(|transfer| transfer.files()));
    };
    let picked = move |_| {
        if let Some(input) = input.get_untracked() {
            take(input.files());
            // So that the same file can be picked again after it was changed.
            input.set_value("");
        }
    };
    let many = if multiple {
        "Drop files here, or "
    } else {
        "Drop a file here, or "
    };
    view! {
        <div
            class="drop"
            class:over=move || over.get()
            on:dragover=move |event: DragEvent| {
                event.prevent_default();
                over.set(!closed());
            }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            <Icon glyph=Glyph::Upload class="large"/>
            <b aria-hidden="true">{many} <u>"choose"</u></b>
            {move || limit.get().map(|limit| view! { <span class="sub">{limit}</span> })}
            {move || why().map(|why| view! { <span class="sub">{why}</span> })}
            <input
                node_ref=input
                type="file"
                id=control.id
                accept=accept
                multiple=multiple
                aria-label=move || label.get()
                aria-description=move || why().or_else(|| limit.get())
                aria-disabled=move || why().is_some().then_some("true")
                on:click=move |event| if closed() { event.prevent_default() }
                on:change=picked
            />
        </div>
    }
    .into_any()
}
