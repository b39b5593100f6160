//! Choosing whom to act as: asked when a sample or a file is opened, and changed later. In a browser
//! nobody signs in, so the choice guides and does not protect; the page says so.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::{PageTitle, Submission};
use crate::paths::Place;
use crate::replica::{Person, Replica};
use crate::ui::{
    Avatar, AvatarSize, Banner, Button, ButtonKind, EmptyState, Isolated, PageHead, SearchInput,
    Section, SectionBody, Tone,
};

/// People shown at once; the filter finds the rest.
const SHOWN: usize = 50;

/// A list of people to choose from.
#[component]
pub fn PeopleChooser(
    /// What the page is called.
    title: &'static str,
    /// Whether choosing leads to the overview.
    then_overview: bool,
) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let navigate = use_navigate();
    let submission = Submission::default();
    let filter = RwSignal::new(String::new());
    let everybody = Memo::new(move |_| replica.people());
    let viewer = Memo::new(move |_| replica.viewer().map(|person| person.id));
    let fitting = Memo::new(move |_| {
        let wanted = filter.get().to_lowercase();
        everybody.with(|people| {
            let fits = |person: &&Person| {
                person.name.to_lowercase().contains(&wanted)
                    || person.email.to_lowercase().contains(&wanted)
                    || person.roles.to_lowercase().contains(&wanted)
            };
            people.iter().filter(fits).cloned().collect::<Vec<_>>()
        })
    });
    let choose = Callback::new(move |person: Person| {
        let navigate = navigate.clone();
        submission.run(replica.act_as(person.id), move |()| {
            if then_overview {
                navigate(&place.paths_untracked().overview(), Default::default());
            }
        });
    });
    let lines = move || {
        let people = fitting.get();
        let rest = people.len().saturating_sub(SHOWN);
        let lines = people
            .into_iter()
            .take(SHOWN)
            .map(|person| line(person, viewer.get(), choose))
            .collect_view();
        let more = (rest > 0).then(
            || view! { <li class="sub">{format!("{rest} more; type a name or a role to find them")}</li> },
        );
        view! { {lines}{more} }
    };
    let failed = submission.error_beside(&[]);
    view! {
        <PageTitle text=title/>
        <div class="page-narrow">
            <PageHead
                title=title
                lead=|| "Your choice decides what you may do here. Nobody signs in to a browser: it guides people, it cannot stop the owner of this device."
            />
            {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            <Section title="People">
                <SectionBody>
                    <SearchInput value=filter on_input=move |text| filter.set(text) label="Filter people" placeholder="Filter by name, e-mail or role"/>
                </SectionBody>
                <Show
                    when=move || fitting.with(|people| !people.is_empty())
                    fallback=move || view! {
                        <EmptyState title="Nobody of that name">
                            <Button on_click=move |_| filter.set(String::new())>"Clear the filter"</Button>
                        </EmptyState>
                    }
                >
                    <ul class="list people">{lines}</ul>
                </Show>
            </Section>
        </div>
    }
    .into_any()
}

fn line(
    person: Person,
    viewer: Option<planisphere_domain::UserId>,
    choose: Callback<Person>,
) -> AnyView {
    let is_viewer = viewer == Some(person.id);
    let chosen = person.clone();
    let name = person.name.clone();
    let action = if is_viewer {
        view! { <span class="sub">"You"</span> }.into_any()
    } else {
        view! {
            <Button small=true kind=ButtonKind::Normal on_click=move |_| choose.run(chosen.clone())>
                <span>"Act as "<Isolated text=name/></span>
            </Button>
        }
        .into_any()
    };
    view! {
        <li>
            <Avatar name=person.name.clone() size=AvatarSize::Normal/>
            <span><Isolated text=person.name.clone()/><br/><span class="sub">{person.roles.clone()}</span></span>
            <span class="end">{action}</span>
        </li>
    }
    .into_any()
}
