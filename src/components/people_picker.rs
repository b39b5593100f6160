//! Choosing several people: a filter over everybody, and the chosen ones as chips. It adds nobody to
//! anything; what the choice is for is the form's business.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use planisphere_domain::UserId;

use crate::replica::Member;
use crate::ui::{Checkbox, Chip, SearchInput};

/// People shown at once; the filter finds the rest.
const SHOWN: usize = 40;

/// A picker of several people.
#[component]
pub fn PeoplePicker(
    /// Who there is to choose.
    #[prop(into)]
    people: Signal<Vec<Arc<Member>>>,
    /// Who is chosen.
    chosen: RwSignal<BTreeSet<UserId>>,
) -> impl IntoView {
    let filter = RwSignal::new(String::new());
    let fitting = Memo::new(move |_| {
        let wanted = filter.get().to_lowercase();
        let words: Vec<&str> = wanted.split_whitespace().collect();
        people.with(|people| {
            let fits =
                |person: &&Arc<Member>| words.iter().all(|word| person.search.contains(word));
            let mut fitting = people.iter().filter(fits);
            let first: Vec<Arc<Member>> = fitting.by_ref().take(SHOWN).cloned().collect();
            (first, fitting.count())
        })
    });
    let chips = move || {
        let ids = chosen.get();
        people.with(|people| {
            people
                .iter()
                .filter(|person| ids.contains(&person.id))
                .map(|person| {
                    let id = person.id;
                    view! {
                        <Chip label=person.name.clone() small=true on_remove=move || chosen.update(|ids| { ids.remove(&id); })/>
                    }
                })
                .collect_view()
        })
    };
    let line = move |person: Arc<Member>| {
        let id = person.id;
        let toggle = move |on: bool| {
            chosen.update(|ids| {
                if on {
                    ids.insert(id);
                } else {
                    ids.remove(&id);
                }
            });
        };
        let note = if person.name == person.email {
            person.state.word().to_owned()
        } else {
            person.email.clone()
        };
        view! {
            <li>
                <Checkbox
                    checked=Signal::derive(move || chosen.with(|ids| ids.contains(&id)))
                    on_change=toggle
                    text=person.name.clone()
                    note=note
                />
            </li>
        }
    };
    let rest = move || fitting.with(|(_, rest)| *rest);
    let nobody = move || fitting.with(|(first, _)| first.is_empty());
    view! {
        <div class="people-picker">
            <Show when=move || chosen.with(|ids| !ids.is_empty())><div class="cluster">{chips}</div></Show>
            <SearchInput value=filter on_input=move |text| filter.set(text) label="Filter people" placeholder="Filter by name or e-mail"/>
            <ul>
                <For each=move || fitting.get().0 key=|person| person.id let:person>{line(person)}</For>
            </ul>
            {move || (rest() > 0).then(|| view! { <p class="sub">{format!("{} more; type a name to find them", rest())}</p> })}
            {move || nobody().then(|| view! { <p class="sub">"Nobody of that name is left to choose."</p> })}
        </div>
    }
    .into_any()
}
