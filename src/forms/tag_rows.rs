//! Tags of a cluster's resources, one row each. Rows that are blank are not there for anybody else.

use leptos::prelude::*;
use planisphere_domain::cluster::ClusterTag;

use crate::ui::{Button, Glyph, IconButton, TextInput};

/// The rows.
#[component]
pub fn TagRows(
    /// What is there now.
    #[prop(into)]
    tags: Signal<Vec<ClusterTag>>,
    /// Called with the new tags.
    #[prop(into)]
    on_change: Callback<Vec<ClusterTag>>,
    /// Why they cannot be changed.
    #[prop(into)]
    disabled_reason: Signal<Option<String>>,
) -> impl IntoView {
    let rows = RwSignal::new(tags.get_untracked());
    // What is discarded, undone or changed elsewhere shows here; a blank row that somebody is about to fill stays.
    Effect::new(move |_| {
        let now = tags.get();
        if rows.with_untracked(|rows| filled(rows)) != now {
            rows.set(now);
        }
    });
    let change = move |edit: &dyn Fn(&mut Vec<ClusterTag>)| {
        rows.update(|rows| edit(rows));
        on_change.run(rows.with_untracked(|rows| filled(rows)));
    };
    let line = move |place: usize| {
        let of = move |read: fn(&ClusterTag) -> String| {
            Signal::derive(move || rows.with(|rows| rows.get(place).map(read).unwrap_or_default()))
        };
        let set = move |put: fn(&mut ClusterTag, String), text: String| {
            change(&|rows| {
                if let Some(row) = rows.get_mut(place) {
                    put(row, text.clone());
                }
            });
        };
        let number = place + 1;
        view! {
            <div class="pair-row">
                <TextInput
                    label=format!("Key of tag {number}") class="mono" placeholder="key"
                    value=of(|tag| tag.key.clone()) on_input=move |text| set(|tag, text| tag.key = text, text)
                    disabled_reason=disabled_reason
                />
                <TextInput
                    label=format!("Value of tag {number}") class="mono" placeholder="value"
                    value=of(|tag| tag.value.clone()) on_input=move |text| set(|tag, text| tag.value = text, text)
                    disabled_reason=disabled_reason
                />
                <IconButton
                    glyph=Glyph::Trash label=format!("Remove tag {number}") disabled_reason=disabled_reason
                    on_click=move |_| change(&|rows| { if place < rows.len() { rows.remove(place); } })
                />
            </div>
        }
        .into_any()
    };
    let count = Memo::new(move |_| rows.with(Vec::len));
    let add = move |_| {
        rows.update(|rows| {
            rows.push(ClusterTag {
                key: String::new(),
                value: String::new(),
            });
        });
    };
    view! {
        <div class="pair-rows">
            <For each=move || 0..count.get() key=|place| *place let:place>{line(place)}</For>
            <div class="pair-row"><Button small=true glyph=Glyph::Plus disabled_reason=disabled_reason on_click=add>"Add a tag"</Button></div>
        </div>
    }
    .into_any()
}

fn filled(rows: &[ClusterTag]) -> Vec<ClusterTag> {
    let is_blank = |tag: &&ClusterTag| tag.key.trim().is_empty() && tag.value.trim().is_empty();
    rows.iter().filter(|tag| !is_blank(tag)).cloned().collect()
}
