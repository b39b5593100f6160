//! A page of a part of the app that may still have to be loaded: what shows until it is there, and when it does not come.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
/// Why a part of the app is not there: no network, or a newer version was published and the old files are gone.
pub use leptos::wasm_split::SplitLoaderError as NotLoaded;

use super::{PageTitle, tell_failure};
use crate::replica::Failure;
use crate::ui::{Button, ButtonKind, Glyph, Icon, Skeleton, SkeletonSize};

/// Draws a page.
pub type PageFn = fn() -> AnyView;

/// A part on its way.
type Loading = Pin<Box<dyn Future<Output = Result<Rc<dyn Fn() -> AnyView>, NotLoaded>>>>;

/// Shows the page that `load` answers with. A part that is there already shows before the next paint.
#[component]
pub fn Loaded(
    /// The part, and the page in it.
    #[prop(into)]
    load: LoadPage,
    /// Shows nothing while it is on its way, and a toast when it does not come: for what lies over a page.
    #[prop(optional)]
    quiet: bool,
) -> impl IntoView {
    let page = RwSignal::new_local(None);
    spawn_local(async move {
        let loaded = load.0.await.map_err(|_| ());
        // The person may have gone elsewhere meanwhile.
        page.try_set(Some(loaded));
    });
    move || match page.get() {
        None if quiet => ().into_any(),
        Some(Err(())) if quiet => {
            tell_failure(&Failure::NotLoaded);
            ().into_any()
        }
        None => view! {
            <div class="stack arriving" aria-busy="true">
                <Skeleton size=SkeletonSize::Quarter/>
                <Skeleton size=SkeletonSize::Block/>
            </div>
        }
        .into_any(),
        Some(Ok(draw)) => draw(),
        Some(Err(())) => view! { <Unreachable/> }.into_any(),
    }
}

/// What [`Loaded`] waits for: a function of [`crate::pages::parts`] that was called.
pub struct LoadPage(Loading);

impl LoadPage {
    /// Loads the part and shows nothing, so that it is there when somebody shows the page.
    pub fn begin(self) {
        // A failure is told by who shows the page.
        spawn_local(async move { drop(self.0.await) });
    }
}

impl<F, D> From<F> for LoadPage
where
    F: Future<Output = Result<D, NotLoaded>> + 'static,
    D: Fn() -> AnyView + 'static,
{
    fn from(load: F) -> Self {
        Self(Box::pin(async move {
            let draw: Rc<dyn Fn() -> AnyView> = Rc::new(load.await?);
            Ok(draw)
        }))
    }
}

/// Stands in for what needs a part that did not come.
#[component]
pub fn Unreachable() -> impl IntoView {
    // A reload that the browser refuses leaves the page as it is, and the button with it.
    let reload = move |_| drop(window().location().reload());
    view! {
        <PageTitle text="Not loaded"/>
        <div class="empty" role="alert">
            <Icon glyph=Glyph::Warning class="large"/>
            <h1 tabindex="-1">"This page could not be loaded"</h1>
            <p>"The network is away, or a newer version of Planisphere was published. What was saved is kept. Reload to go on."</p>
            <div class="acts"><Button kind=ButtonKind::Primary on_click=reload>"Reload"</Button></div>
        </div>
    }
    .into_any()
}
