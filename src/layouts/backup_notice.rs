//! A reminder of a backup, where the browser may clear away what is in none. It can be put away.

use leptos::prelude::*;

use crate::components::commits_in_words;
use crate::replica::{Asked, Replica};
use crate::ui::{Banner, Button, Glyph, Time, Tone};

/// Shows only when a backup is due.
#[component]
pub(super) fn BackupNotice() -> impl IntoView {
    let replica = Replica::get();
    replica.look_whether_persistent();
    let due = Memo::new(move |_| replica.reminder());
    move || {
        due.get().map(|reminder| {
            let put_away = reminder.clone();
            let handle = reminder.handle.clone();
            let verb = if reminder.changes == 1 { "is" } else { "are" };
            let commits = commits_in_words(reminder.changes);
            #[allow(clippy::cast_precision_loss)]
            let last = match reminder.last {
                Some(at) => view! { " The last one was made "<Time at=at as f64/>"." }.into_any(),
                None => ().into_any(),
            };
            view! {
                <Banner
                    title="Make a backup".to_owned()
                    tone=Tone::Info
                    on_dismiss=move |()| replica.put_reminder_away(&put_away)
                    actions=move || {
                        let handle = handle.clone();
                        view! {
                            <Button small=true glyph=Glyph::Download on_click=move |_| replica.ask(Asked::Export(handle.clone()))>"Download the Organization"</Button>
                        }
                    }
                >
                    {format!("{commits} {verb} in no backup, and the browser may clear the data of this site when the device runs short of room.")}
                    {last}
                </Banner>
            }
        })
    }
}
