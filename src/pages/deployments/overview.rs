//! One Deployment at a glance, as it should be: its configuration, its queues, its hibernation, its cost.

use leptos::prelude::*;

use super::frame::{DeploymentFrame, DeploymentTab};
use crate::components::{grouped, millis};
use crate::forms::Amounts;
use crate::forms::deployment::{Week, present, state_in_words};
use crate::paths::Place;
use crate::replica::{DeploymentView, Replica};
use crate::ui::{Banner, Card, CopyButton, Cut, Isolated, Mono, Section, SectionBody, Time};

/// The tab.
#[component]
pub fn DeploymentOverview() -> impl IntoView {
    view! { <DeploymentFrame tab=DeploymentTab::Overview content=|view| view! { <Overview view/> }.into_any()/> }
}

#[component]
fn Overview(view: Memo<DeploymentView>) -> impl IntoView {
    let description = move || view.with(|view| view.description.clone());
    view! {
        <Banner title="No Airflow is connected".to_owned()>
            "This is the configuration that the Deployment should have. Health and runs show only when something observed them."
        </Banner>
        {move || Some(description()).filter(|text| !text.is_empty()).map(|text| view! { <p class="prose"><Isolated text=text/></p> })}
        <div class="cols">
            <div>
                <Queues view/>
                <Hibernation view/>
                <Contacts view/>
            </div>
            <div><Configuration view/><Costs view/><Facts view/></div>
        </div>
    }
    .into_any()
}

#[component]
fn Queues(view: Memo<DeploymentView>) -> impl IntoView {
    let rows = move || {
        view.with(|view| view.queues.clone())
            .into_iter()
            .map(|queue| {
                let peak = u64::from(queue.max) * u64::from(queue.concurrency);
                let peak = grouped(usize::try_from(peak).unwrap_or(usize::MAX));
                view! {
                    <tr>
                        <td><span class="name"><Cut text=queue.name/></span></td>
                        <td>{queue.machine}</td>
                        <td class="num">{queue.min}</td>
                        <td class="num">{queue.max}</td>
                        <td class="num">{queue.concurrency}</td>
                        <td class="num">{peak}</td>
                    </tr>
                }
            })
            .collect_view()
    };
    let on_what = move || {
        if view.with(|view| view.is_hybrid()) {
            "Node pool"
        } else {
            "Machine"
        }
    };
    let has_queues = Memo::new(move |_| view.with(|view| !view.queues.is_empty()));
    view! {
        <Section title="Worker queues">
            <Show
                when=move || has_queues.get()
                fallback=|| view! { <p class="section-text">"None: every task runs in a Pod of its own, or on remote agents."</p> }
            >
                <div class="table-scroll" tabindex="0" role="region" aria-label="Table of worker queues">
                    <table class="table plain">
                        <thead><tr>
                            <th scope="col">"Queue"</th><th scope="col">{on_what}</th><th scope="col" class="num">"Min"</th>
                            <th scope="col" class="num">"Max"</th><th scope="col" class="num">"Tasks each"</th>
                            <th scope="col" class="num">"Peak tasks"</th>
                        </tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </Show>
        </Section>
    }
    .into_any()
}

/// What schedules and override want, which is not what anything observed.
#[component]
fn Hibernation(view: Memo<DeploymentView>) -> impl IntoView {
    let replica = Replica::get();
    let spec = Memo::new(move |_| {
        let record = replica.deployment_record(view.with(|view| view.row.id))?;
        record.hibernation
    });
    let present = present();
    let wanted = Signal::derive(move || spec.get().unwrap_or_default());
    let lines = move || {
        let schedules = wanted.with(|spec| spec.schedules.clone());
        schedules
            .into_iter()
            .map(|schedule| {
                view! {
                    <li>
                        <span class="grow"><Isolated text=schedule.description/>
                            <br/><span class="sub">"Sleeps at "<Mono text=schedule.hibernate_at_cron/>", wakes at "<Mono text=schedule.wake_at_cron/></span>
                        </span>
                        <span class="end">{if schedule.is_enabled { "On" } else { "Off" }}</span>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <Show when=move || spec.with(Option::is_some)>
            <Section title="Hibernation" lead="As it is wanted, in UTC. Nothing was observed.">
                <p class="section-text">{move || wanted.with(|spec| state_in_words(spec, present.get()))}</p>
                <ul class="list">{lines}</ul>
                <Week spec=wanted now=present/>
            </Section>
        </Show>
    }
    .into_any()
}

#[component]
fn Contacts(view: Memo<DeploymentView>) -> impl IntoView {
    let lines = move || {
        let emails = view.with(|view| view.contact_emails.clone());
        if emails.is_empty() {
            view! { <p class="section-text">"Nobody hears of incidents."</p> }.into_any()
        } else {
            let lines = emails
                .into_iter()
                .map(|email| view! { <li><Isolated text=email/></li> })
                .collect_view();
            view! { <ul class="list">{lines}</ul> }.into_any()
        }
    };
    view! { <Section title="Contact e-mails">{lines}</Section> }.into_any()
}

#[component]
fn Configuration(view: Memo<DeploymentView>) -> impl IntoView {
    let lines = move || {
        view.with(|view| view.facts.clone())
            .into_iter()
            .map(|(label, value)| view! { <dt>{label}</dt><dd><Isolated text=value/></dd> })
            .collect_view()
    };
    view! { <Section title="Configuration" lead="The desired state."><SectionBody><dl class="kv">{lines}</dl></SectionBody></Section> }.into_any()
}

/// What it costs as it is configured; what it used was not observed.
#[component]
fn Costs(view: Memo<DeploymentView>) -> impl IntoView {
    let replica = Replica::get();
    let cost = Memo::new(move |_| replica.deployment_cost(view.with(|view| view.row.id)));
    move || {
        cost.get().map(|cost| {
            view! {
                <Section title="Cost" lead="As configured, at the Organization's rate card.">
                    <SectionBody><Amounts cost/></SectionBody>
                </Section>
            }
        })
    }
}

#[component]
fn Facts(view: Memo<DeploymentView>) -> impl IntoView {
    let place = Place::current();
    let id = Signal::derive(move || view.with(|view| view.row.id.to_string()));
    let namespace = Signal::derive(move || view.with(|view| view.namespace.clone()));
    view! {
        <Card padded=true>
            <dl class="kv">
                <dt>"Deployment id"</dt><dd><span class="with-copy"><Mono text=id/><CopyButton text=id label="Copy the id"/></span></dd>
                <dt>"Namespace"</dt><dd><Mono text=namespace/></dd>
                {move || view.with(|view| view.cluster.clone()).map(|(id, name)| {
                    let name = view! { <Isolated text=name/> };
                    let name = match id {
                        Some(id) => view! { <a class="link" href=place.paths().cluster(id)>{name}</a> }.into_any(),
                        None => name.into_any(),
                    };
                    view! { <dt>"Cluster"</dt><dd>{name}</dd> }
                })}
                <dt>"Created"</dt><dd><Time at=Signal::derive(move || view.with(|view| millis(view.created_at)))/>" by "{move || view.with(|view| view.created_by.clone())}</dd>
                <dt>"Updated"</dt><dd><Time at=Signal::derive(move || view.with(|view| millis(view.row.updated_at)))/>" by "{move || view.with(|view| view.updated_by.clone())}</dd>
            </dl>
        </Card>
    }
    .into_any()
}
