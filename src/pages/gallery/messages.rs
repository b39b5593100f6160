//! Banners, empty states, skeletons, progress.
use leptos::prelude::*;

use super::names::LONG;
use super::specimen::Specimen;
use crate::ui::{
    Banner, Button, ButtonKind, EmptyState, Glyph, Progress, Section, Skeleton, SkeletonSize,
    Spinner, Tone,
};

/// The section of this family.
pub fn section() -> AnyView {
    let open = RwSignal::new(true);
    let part = RwSignal::new(Some(0.66));
    view! {
        <Section id="messages" title="Messages and waiting" lead="What is wrong first, then what to do.">
            <Specimen case="Banners">
                <div class="stack tight">
                    <Banner>"Another tab changed this Deployment. What you see is up to date."</Banner>
                    <Banner tone=Tone::Ok>"All six files can be applied."</Banner>
                    <Banner
                        tone=Tone::Warn
                        title="Changes stay in memory"
                        actions=move || view! { <Button small=true>"Download the Organization"</Button> }
                    >
                        "This browser keeps no data for this site. Download the Organization before you close the tab."
                    </Banner>
                    <Show when=move || open.get()>
                        <Banner
                            tone=Tone::Bad
                            on_dismiss=move || open.set(false)
                            actions=move || view! { <Button small=true>"Try again"</Button> }
                        >
                            "The file is no YAML: line 12 ends inside a text. Close the quotation mark, then drop it again."
                        </Banner>
                    </Show>
                    <Banner tone=Tone::Warn strip=true on_dismiss=|| ()>"A strip across the page. " {LONG}</Banner>
                </div>
            </Specimen>
            <Specimen case="Empty">
                <div class="card">
                    <EmptyState
                        glyph=Glyph::Deployment
                        title="No Deployments yet"
                        text="A Deployment runs Airflow for one set of DAGs. Create one, or import the file of one you have."
                    >
                        <Button>"Import a file"</Button>
                        <Button kind=ButtonKind::Primary>"Create a Deployment"</Button>
                    </EmptyState>
                </div>
                <div class="card">
                    <EmptyState title="No changes yet"/>
                </div>
            </Specimen>
            <Specimen case="Skeletons">
                <div class="stack tight" aria-busy="true">
                    <Skeleton size=SkeletonSize::Half/>
                    <Skeleton/>
                    <Skeleton size=SkeletonSize::Full/>
                    <Skeleton size=SkeletonSize::Quarter/>
                    <Skeleton size=SkeletonSize::Block/>
                </div>
            </Specimen>
            <Specimen case="Progress">
                <Progress label="Reading 3 files" value=part amount="2 of 3" on_cancel=move || part.set(Some(0.0))/>
                <Progress label="Packing the log" value=Some(1.0) amount="100 %"/>
                <Progress label="Asking the cluster" value=None on_cancel=|| ()/>
                <Spinner label="Loading"/>
            </Specimen>
        </Section>
    }
    .into_any()
}
