//! Fields that somebody changed since they were staged: both values, and the choice between them.

use leptos::prelude::*;
use planisphere_domain::FieldConflict;
use planisphere_domain::plan::Keep;

use crate::replica::{Replica, Slot, field_in_words};
use crate::ui::{Button, Isolated};

/// The fields of one part.
#[component]
pub(super) fn Conflicts(of: Slot, conflicts: Vec<FieldConflict>) -> impl IntoView {
    let replica = Replica::get();
    let lines = conflicts
        .into_iter()
        .map(|conflict| {
            view! {
                <tr>
                    <th scope="row">{field_in_words(conflict.field)}</th>
                    <td><Isolated text=conflict.base/></td>
                    <td><Isolated text=conflict.theirs/></td>
                    <td><Isolated text=conflict.yours/></td>
                </tr>
            }
        })
        .collect_view();
    let mine = {
        let slot = of.clone();
        move |_| replica.bring_up_to_date(&slot, Keep::Mine)
    };
    let theirs = move |_| replica.bring_up_to_date(&of, Keep::Theirs);
    view! {
        <div class="stack tight">
            <p class="field-error">"These fields were changed since they were staged."</p>
            <div class="table-scroll">
                <table class="small-table">
                    <thead><tr><th scope="col">"Field"</th><th scope="col">"It was"</th><th scope="col">"It is now"</th><th scope="col">"The plan wants"</th></tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
            <div class="cluster">
                <Button on_click=mine>"Keep what the plan wants"</Button>
                <Button on_click=theirs>"Keep what is there now"</Button>
            </div>
        </div>
    }
    .into_any()
}
