//! Grey bars where content is on its way. Silent: the busy region around them speaks.
use leptos::prelude::*;

/// How wide a bar is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SkeletonSize {
    /// A quarter of the room.
    Quarter,
    /// Half of it.
    Half,
    /// Three quarters.
    #[default]
    Most,
    /// All of it.
    Full,
    /// A block, where a picture or card will be.
    Block,
}

/// A bar.
///
/// ```ignore
/// view! { <div aria-busy="true"><Skeleton/><Skeleton size=SkeletonSize::Half/></div> }
/// ```
#[component]
pub fn Skeleton(
    /// How wide.
    #[prop(optional)]
    size: SkeletonSize,
) -> impl IntoView {
    let class = match size {
        SkeletonSize::Quarter => "skeleton w-25",
        SkeletonSize::Half => "skeleton w-50",
        SkeletonSize::Most => "skeleton w-75",
        SkeletonSize::Full => "skeleton",
        SkeletonSize::Block => "skeleton block",
    };
    view! { <span class=class aria-hidden="true"></span> }.into_any()
}
