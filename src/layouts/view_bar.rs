//! The strip that says as whom the product is shown, and leaves.

use leptos::prelude::*;

use crate::replica::Replica;
use crate::ui::{Button, Glyph, Icon, Isolated};

/// Shows only while the product is viewed as somebody else.
#[component]
pub(super) fn ViewBar() -> impl IntoView {
    let replica = Replica::get();
    let viewing = Memo::new(move |_| replica.viewing());
    move || {
        viewing.get().map(|viewing| {
            view! {
                <div class="past" role="status">
                    <Icon glyph=Glyph::Eye/>
                    <span>"Viewing as "<b><Isolated text=viewing.name/></b>", read only"</span>
                    {viewing.note.map(|note| view! { <span class="view-note">{note}</span> })}
                    <Button small=true class="view-leave" on_click=move |_| replica.leave_view()>"Leave the view"</Button>
                </div>
            }
        })
    }
}
