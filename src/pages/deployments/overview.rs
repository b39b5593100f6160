//! One Deployment at a glance: how it is configured, its queues, its hibernation.

use leptos::prelude::*;

use super::frame::{DeploymentFrame, DeploymentTab};
use crate::components::millis;
use crate::replica::DeploymentView;
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
            <div><Configuration view/><Facts view/></div>
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
                            <th scope="col">"Queue"</th><th scope="col">"Machine"</th><th scope="col" class="num">"Min"</th>
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

#[component]
fn Hibernation(view: Memo<DeploymentView>) -> impl IntoView {
    let lines = move || {
        view.with(|view| view.schedules.clone())
            .into_iter()
            .map(|(about, sleep, wake, enabled)| {
                view! {
                    <li>
                        <span class="grow"><Isolated text=about/>
                            <br/><span class="sub">"Sleeps at "<Mono text=sleep/>", wakes at "<Mono text=wake/></span>
                        </span>
                        <span class="end">{if enabled { "On" } else { "Off" }}</span>
                    </li>
                }
            })
            .collect_view()
    };
    let has_schedules = Memo::new(move |_| view.with(|view| !view.schedules.is_empty()));
    view! {
        <Show when=move || has_schedules.get()>
            <Section title="Hibernation" lead="Cron expressions in UTC."><ul class="list">{lines}</ul></Section>
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
    view! { <Section title="Configuration"><SectionBody><dl class="kv">{lines}</dl></SectionBody></Section> }.into_any()
}

#[component]
fn Facts(view: Memo<DeploymentView>) -> impl IntoView {
    let id = Signal::derive(move || view.with(|view| view.row.id.to_string()));
    let namespace = Signal::derive(move || view.with(|view| view.namespace.clone()));
    view! {
        <Card padded=true>
            <dl class="kv">
                <dt>"Deployment id"</dt><dd><span class="with-copy"><Mono text=id/><CopyButton text=id label="Copy the id"/></span></dd>
                <dt>"Namespace"</dt><dd><Mono text=namespace/></dd>
                {move || view.with(|view| view.cluster.clone()).map(|cluster| view! {
                    <dt>"Cluster"</dt><dd><Isolated text=cluster/></dd>
                })}
                <dt>"Created"</dt><dd><Time at=Signal::derive(move || view.with(|view| millis(view.created_at)))/>" by "{move || view.with(|view| view.created_by.clone())}</dd>
                <dt>"Updated"</dt><dd><Time at=Signal::derive(move || view.with(|view| millis(view.row.updated_at)))/>" by "{move || view.with(|view| view.updated_by.clone())}</dd>
            </dl>
        </Card>
    }
    .into_any()
}
