//! The access map: Workspaces across clusters with somebody's reach lit up, a matrix of subjects and places
//! beside it, and both as tables.

mod chooser;
mod export;
mod grid;
mod matrix;
mod table;
mod teams;

use leptos::prelude::*;

use crate::components::{PageTitle, Parameter, grouped};
use crate::replica::{AccessMap, Failure, Replica};
use crate::ui::{Button, Card, Choice, EmptyState, Glyph, IconButton, PageHead, Segmented};
use chooser::{Chooser, Lit};

/// Sizes of a dot with the room around it, in pixels.
const PITCHES: [f64; 5] = [7.0, 11.0, 16.0, 22.0, 30.0];
/// The one to begin with.
const PITCH: usize = 3;

/// The page.
#[component]
pub fn AccessMapPage() -> impl IntoView {
    let replica = Replica::get();
    let show = Parameter::new("show");
    let lit = Lit::new(replica);
    let zoom = RwSignal::new(PITCH);
    let map = Memo::new(move |_| replica.access_map(lit.reaching(), lit.permission()));
    let shown = Memo::new(move |_| match show.get().as_str() {
        "matrix" => "matrix",
        "table" => "table",
        _ => "map",
    });
    let views = || {
        vec![
            Choice::new("map", "Map"),
            Choice::new("matrix", "Matrix"),
            Choice::new("table", "Table"),
        ]
    };
    let sentence = move || map.with(|map| told(map, &lit.name()));
    // What is lit changes the drawing, not what stands here: the focus and the pointer stay where they are.
    let is_empty = Memo::new(move |_| map.with(|map| map.rows.is_empty()));
    let body = move || {
        if is_empty.get() {
            return view! {
                <Card>
                    <EmptyState
                        glyph=Glyph::Workspace
                        title="Nothing to map"
                        text="The map shows the Workspaces that you can see, and there are none."
                    />
                </Card>
            }
            .into_any();
        }
        match shown.get() {
            "matrix" => view! { <matrix::Matrix/> }.into_any(),
            "table" => view! { <table::MapTable map/> }.into_any(),
            _ => view! {
                <grid::MapGrid map pitch=Signal::derive(move || PITCHES[zoom.get().min(4)])/>
                <teams::Teams lit/>
            }
            .into_any(),
        }
    };
    let step = move |by: isize| {
        zoom.update(|zoom| *zoom = zoom.saturating_add_signed(by).min(PITCHES.len() - 1));
    };
    let at_least = move || (zoom.get() == 0).then(|| "This is the smallest size.".to_owned());
    let at_most =
        move || (zoom.get() + 1 == PITCHES.len()).then(|| "This is the largest size.".to_owned());
    let save_svg = move |_| {
        let drawing = map.with_untracked(|map| export::svg(map, &lit.name_untracked()));
        report(replica.hand_out_record("access map", "svg", "image/svg+xml", drawing.as_bytes()));
    };
    let save_csv = move |_| {
        let lines = map.with_untracked(export::map_csv);
        report(replica.hand_out_record("access map", "csv", "text/csv", lines.as_bytes()));
    };
    view! {
        <PageTitle text="Access map"/>
        <PageHead
            title="Access map"
            lead=move || match shown.get() {
                "matrix" => "What each person, Team and token is in each Workspace, or on each Deployment of one",
                "table" => "How many Deployments lie where, and how many of them are reached",
                _ => "Workspaces down, clusters across, Deployments where they meet. Choose somebody, or point at a Team, to light up the reach.",
            }
            actions=move || view! {
                <Segmented options=Signal::derive(views) value=Signal::derive(move || shown.get().to_owned())
                    on_change=move |value: String| show.set(if value == "map" { String::new() } else { value })
                    label=Signal::derive(|| "What is shown".to_owned())/>
            }
        />
        <Show when=move || shown.get() != "matrix">
            <div class="bar map-bar">
                <Chooser lit/>
                <span class="end map-tools">
                    <Show when=move || shown.get() == "map">
                        <IconButton glyph=Glyph::Minus label="Smaller" disabled_reason=Signal::derive(at_least) on_click=move |_| step(-1)/>
                        <IconButton glyph=Glyph::Plus label="Larger" disabled_reason=Signal::derive(at_most) on_click=move |_| step(1)/>
                        <Button on_click=save_svg>"Export SVG"</Button>
                    </Show>
                    <Button on_click=save_csv>"Export CSV"</Button>
                </span>
            </div>
            <p class="map-said" role="status">{sentence}</p>
        </Show>
        {body}
    }
    .into_any()
}

/// How far the chosen reach goes, as a sentence.
fn told(map: &AccessMap, who: &str) -> String {
    let total = grouped(map.total);
    if who.is_empty() {
        return format!("{total} Deployments. Nobody is chosen.");
    }
    format!("{who}: {} of {total} Deployments.", grouped(map.lit))
}

/// Says so when a file could not be handed out.
fn report(outcome: Result<(), Failure>) {
    if let Err(failure) = outcome {
        crate::components::tell_failure(&failure);
    }
}
