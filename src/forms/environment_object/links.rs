//! Which Deployments of the Workspace get an object, and what is different there.

use std::collections::BTreeSet;

use leptos::prelude::*;
use planisphere_domain::environment_object::{Link, Payload};
use planisphere_domain::policy::EnvironmentObjectType;
use planisphere_domain::{DeploymentId, WorkspaceId};

use super::payload::{PayloadFields, connection_of, no_overrides};
use crate::forms::parts::{Binding, Part};
use crate::replica::{LinkTarget, Replica};
use crate::ui::{
    Banner, Choice, EmptyState, Field, Glyph, Isolated, SearchInput, Section, Segmented, Select,
    Tone,
};

/// Deployments shown at once; the filter finds the rest.
const SHOWN: usize = 50;
/// The two ways to reach Deployments.
const ALL: &str = "all";
const CHOSEN: &str = "chosen";
/// What a Deployment gets.
const GETS: &str = "gets";
const OWN: &str = "own";
const NOT: &str = "not";

/// The three values that say whom an object reaches.
#[derive(Clone, Copy)]
pub struct Reaching {
    /// Whether it reaches every Deployment.
    pub auto: Part<bool>,
    /// The Deployments that it reaches, with what is different there.
    pub links: Part<Vec<Link>>,
    /// The Deployments that it never reaches.
    pub excluded: Part<BTreeSet<DeploymentId>>,
}

impl Reaching {
    fn link(self, id: DeploymentId) -> Option<Link> {
        self.links
            .value
            .with(|links| links.iter().find(|link| link.deployment_id == id).cloned())
    }

    /// Whether a Deployment gets it, and with values of its own.
    fn standing(self, id: DeploymentId, is_open: bool) -> &'static str {
        let is_excluded = self.excluded.value.with(|excluded| excluded.contains(&id));
        match self.link(id) {
            _ if is_excluded => NOT,
            Some(link) if is_open || link.overrides.is_some() => OWN,
            Some(_) => GETS,
            None if self.auto.value.get() => GETS,
            None => NOT,
        }
    }

    fn put_link(
        self,
        id: DeploymentId,
        link: Option<Link>,
        secrets: Vec<crate::replica::NewSecret>,
    ) {
        let mut links = self.links.value.get_untracked();
        let place = links.iter().position(|link| link.deployment_id == id);
        match (place.and_then(|place| links.get_mut(place)), link) {
            (Some(there), Some(link)) => *there = link,
            (Some(_), None) => links.retain(|link| link.deployment_id != id),
            (None, Some(link)) => links.push(link),
            (None, None) => return,
        }
        self.links.set.run((links, secrets));
    }

    fn exclude(self, id: DeploymentId, is_out: bool) {
        let mut excluded = self.excluded.value.get_untracked();
        let changed = if is_out {
            excluded.insert(id)
        } else {
            excluded.remove(&id)
        };
        if changed {
            self.excluded.put(excluded);
        }
    }

    /// Gives a Deployment what it shall get.
    fn give(self, id: DeploymentId, standing: &str) {
        let is_auto = self.auto.value.get_untracked();
        match standing {
            GETS => {
                self.exclude(id, false);
                self.put_link(id, (!is_auto).then(|| Link::plain(id)), Vec::new());
            }
            OWN => {
                self.exclude(id, false);
                if untrack(|| self.link(id)).is_none() {
                    self.put_link(id, Some(Link::plain(id)), Vec::new());
                }
            }
            _ => {
                self.put_link(id, None, Vec::new());
                self.exclude(id, is_auto);
            }
        }
    }
}

/// The section.
#[component]
pub fn LinksSection(
    /// The Workspace.
    workspace: WorkspaceId,
    /// Whom the object reaches.
    of: Reaching,
    /// What the object holds.
    #[prop(into)]
    payload: Signal<Payload>,
) -> impl IntoView {
    let replica = Replica::get();
    let targets = Memo::new(move |_| replica.link_targets(workspace));
    let filter = RwSignal::new(String::new());
    let open = RwSignal::new(BTreeSet::<DeploymentId>::new());
    let kind = Memo::new(move |_| payload.with(Payload::object_type));
    let fitting = Memo::new(move |_| {
        let wanted = filter.get().to_lowercase();
        targets.with(|targets| {
            let fits = |target: &&LinkTarget| {
                let name = target.name.to_lowercase();
                wanted.split_whitespace().all(|word| name.contains(word))
            };
            let mut fitting = targets.iter().filter(fits);
            let first: Vec<LinkTarget> = fitting.by_ref().take(SHOWN).cloned().collect();
            (first, fitting.count())
        })
    });
    let unknown = Memo::new(move |_| {
        let known: BTreeSet<DeploymentId> =
            targets.with(|targets| targets.iter().map(|target| target.id).collect());
        let is_unknown = |id: &DeploymentId| !known.contains(id);
        let linked = of.links.value.with(|links| {
            let ids = links.iter().map(|link| link.deployment_id);
            ids.filter(is_unknown).count()
        });
        linked
            + of.excluded
                .value
                .with(|out| out.iter().filter(|id| is_unknown(id)).count())
    });
    let ways = vec![
        Choice::new(ALL, "All Deployments"),
        Choice::new(CHOSEN, "Chosen Deployments"),
    ];
    let way = Signal::derive(move || if of.auto.value.get() { ALL } else { CHOSEN }.to_owned());
    let hint = move || {
        if of.auto.value.get() {
            "Those that are created later get it too, unless they are taken out below".to_owned()
        } else {
            "Only those that are chosen below".to_owned()
        }
    };
    let error = Signal::derive(move || of.links.error.get().or_else(|| of.excluded.error.get()));
    let was = Signal::derive(move || {
        let stored = of.auto.stored?.get();
        Some(
            if stored {
                "was all Deployments"
            } else {
                "was chosen Deployments"
            }
            .to_owned(),
        )
    });
    let rest = move || fitting.with(|(_, rest)| *rest);
    let many = Memo::new(move |_| targets.with(Vec::len) > 8);
    view! {
        <Section title="Who gets it" lead="The Deployments of this Workspace. Each can have values of its own.">
            <Field label="It reaches" hint=Signal::derive(move || Some(hint())) row=true changed=of.auto.changed() was=was error=of.auto.error>
                <Segmented options=ways value=way on_change=move |way| of.auto.put(way == ALL) disabled_reason=of.auto.closed/>
            </Field>
            {move || error.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            <Show when=move || many.get()>
                <div class="link-filter">
                    <SearchInput value=filter on_input=move |text| filter.set(text) label="Filter Deployments" placeholder="Filter by name"/>
                </div>
            </Show>
            <Show
                when=move || targets.with(|targets| !targets.is_empty())
                fallback=|| view! { <EmptyState glyph=Glyph::Deployment title="No Deployments here yet" text="It can be linked once the Workspace holds one."/> }
            >
                <ul class="link-list" aria-label="Deployments">
                    <For each=move || fitting.get().0 key=|target| target.id let:target>
                        <LinkLine of target payload kind=kind open/>
                    </For>
                </ul>
            </Show>
            {move || (rest() > 0).then(|| view! { <p class="section-text sub">{format!("{} more; type a name to find them.", rest())}</p> })}
            {move || (unknown.get() > 0).then(|| view! {
                <p class="section-text sub">{format!("{} more that your role does not show; they stay as they are.", unknown.get())}</p>
            })}
        </Section>
    }
    .into_any()
}

#[component]
fn LinkLine(
    of: Reaching,
    target: LinkTarget,
    payload: Signal<Payload>,
    kind: Memo<EnvironmentObjectType>,
    open: RwSignal<BTreeSet<DeploymentId>>,
) -> impl IntoView {
    let LinkTarget { id, name, too_old } = target;
    let standing = Memo::new(move |_| of.standing(id, open.with(|open| open.contains(&id))));
    let options = vec![
        Choice::new(GETS, "Gets it"),
        Choice::new(OWN, "Gets it with values of its own"),
        Choice::new(NOT, "Does not get it"),
    ];
    let choose = move |standing: String| {
        open.update(|open| {
            if standing == OWN {
                open.insert(id);
            } else {
                open.remove(&id);
            }
        });
        of.give(id, &standing);
    };
    let changed = Memo::new(move |_| {
        let stored_link = of.links.stored.map(|links| {
            links.with(|links| links.iter().find(|link| link.deployment_id == id).cloned())
        });
        let stored_out = of
            .excluded
            .stored
            .map(|out| out.with(|out| out.contains(&id)));
        stored_link.is_some_and(|stored| stored != of.link(id))
            || stored_out
                .is_some_and(|stored| stored != of.excluded.value.with(|out| out.contains(&id)))
    });
    let note = move || {
        let is_connection = kind.get() == EnvironmentObjectType::Connection;
        let text = too_old.as_ref().filter(|_| is_connection)?;
        Some(view! { <span class="sub">{format!("Runtime {text} takes no connections")}</span> })
    };
    let label = format!("What {name} gets");
    let named = name.clone();
    let overrides = move || {
        (standing.get() == OWN).then(|| {
            let own = overrides_of(of, id, payload);
            let connection_type =
                Signal::derive(move || payload.with(|it| connection_of(it).connection_type));
            view! {
                <fieldset class="link-own" aria-label=format!("Values of its own in {named}")>
                    <PayloadFields of=own kind=kind.get_untracked() connection_type is_override=true/>
                </fieldset>
            }
        })
    };
    view! {
        <li class:changed=move || changed.get()>
            <div class="link-line">
                <span class="name"><Isolated text=name/>" "{note}</span>
                <Select options value=Signal::derive(move || standing.get().to_owned()) on_change=choose label disabled_reason=of.links.closed/>
            </div>
            {overrides}
        </li>
    }
    .into_any()
}

/// What is different in one Deployment.
fn overrides_of(of: Reaching, id: DeploymentId, payload: Signal<Payload>) -> Binding<Payload> {
    let of_links = move |links: &Vec<Link>| {
        let link = links.iter().find(|link| link.deployment_id == id);
        link.and_then(|link| link.overrides.clone())
    };
    let none = move || payload.with(no_overrides);
    Binding {
        value: Memo::new(move |_| of.links.value.with(of_links).unwrap_or_else(none)).into(),
        stored: of
            .links
            .stored
            .map(|stored| Memo::new(move |_| stored.with(of_links).unwrap_or_else(none)).into()),
        set: Callback::new(move |(overrides, secrets): (Payload, _)| {
            // What says nothing is no override.
            let overrides = (!overrides.set_fields().is_empty()).then_some(overrides);
            let link = Link {
                deployment_id: id,
                overrides,
            };
            of.put_link(id, Some(link), secrets);
        }),
        error_of: Callback::new(|_| Signal::stored(None)),
        closed: of.links.closed,
    }
}
