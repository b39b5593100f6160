//! The variables that the system sets by itself: what it sets them to, and whether a value of one's own counts.

use leptos::prelude::*;

use super::{Tab, meaning};
use crate::replica::Replica;
use crate::ui::{Button, Column, Dialog, SearchInput, Table};

const COLUMNS: [Column; 2] = [
    Column::new("key", "Key"),
    Column::new("effect", "What happens").class("wide-cell"),
];

/// The dialog.
#[component]
pub(super) fn SystemDialog(tab: Tab) -> impl IntoView {
    let words = RwSignal::new(String::new());
    let rows = move || {
        let wanted = words.with(|words| words.trim().to_uppercase());
        Replica::system_variables()
            .into_iter()
            .filter(|variable| variable.key.contains(&wanted))
            .map(|variable| {
                let words = meaning::of_system(&variable);
                view! {
                    <tr>
                        <td class="wrap"><code class="mono">{variable.key.into_owned()}</code></td>
                        <td class="wrap wide-cell">{words}</td>
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <Dialog
            open=tab.listing
            on_close=move || tab.listing.set(false)
            wide=true
            title="System variables"
            lead="The platform runs every Deployment with these. Setting one is allowed and seldom wise.".to_owned()
            footer=move || view! { <Button on_click=move |_| tab.listing.set(false)>"Close"</Button> }
        >
            <SearchInput value=words on_input=move |text| words.set(text) label="Filter system variables" placeholder="Filter by key"/>
            <Table label="System variables" columns=COLUMNS.to_vec()>
                <tbody>{rows}</tbody>
            </Table>
        </Dialog>
    }
    .into_any()
}
