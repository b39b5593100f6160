//! "Can they do this on that?": a question that stands in the address, and its answer.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use planisphere_domain::{Actor, Permission};

use super::answer::AnswerView;
use crate::components::{Missing, PageTitle, Parameter};
use crate::paths::Place;
use crate::replica::{
    ACTOR, DAG, HolderKind, NoSuchThing, PERMISSION, Question, RESOURCE, Replica, TAGS, actor_text,
    resource_text,
};
use crate::ui::{
    Choice, Combobox, EmptyState, Field, Glyph, PageHead, Section, SectionBody, TextInput,
};

/// The page.
#[component]
pub fn Why() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let parameters = use_location().query;
    let question = Memo::new(move |_| parameters.with(|map| Question::parse(|name| map.get(name))));
    // Whoever asks is who is asked about, until somebody else is named.
    let asked = Memo::new(move |_| {
        question.get().map(|question| Question {
            actor: question.actor.or_else(|| replica.asking()),
            ..question
        })
    });
    let answer = Memo::new(move |_| asked.get().and_then(|question| replica.answer(&question)));
    let shown = move || {
        match answer.get() {
        Err(NoSuchThing) => view! {
            <Missing kind="Question" href=Signal::derive(move || place.paths().why()) back="Ask another question"/>
        }
        .into_any(),
        Ok(None) => view! {
            <EmptyState
                glyph=Glyph::Question
                title="Ask about an action on a thing"
                text="Choose a permission and a resource. The answer names every path, where each one stops, and what would allow it."
            />
        }
        .into_any(),
        Ok(Some(found)) => view! { <AnswerView answer=found/> }.into_any(),
    }
    };
    let is_there = Memo::new(move |_| answer.with(Result::is_ok));
    view! {
        <PageTitle text="Why"/>
        <Show when=move || is_there.get() fallback=shown>
            <PageHead title="Why" lead=|| "Who may do what, through which role, and why not."/>
            <Form asked/>
            {shown}
        </Show>
    }
    .into_any()
}

#[component]
fn Form(asked: Memo<Result<Question, NoSuchThing>>) -> impl IntoView {
    let replica = Replica::get();
    let actor = Parameter::new(ACTOR);
    let permission = Parameter::new(PERMISSION);
    let resource = Parameter::new(RESOURCE);
    let dag = Parameter::new(DAG);
    let tags = Parameter::new(TAGS);
    let actors = Memo::new(move |_| {
        let choice = |row: crate::replica::HolderRow| {
            let who: Actor = row.actor()?;
            let kind = HolderKind::of(row.holder).noun();
            Some(Choice::new(actor_text(who), row.name).note(format!("{kind}, {}", row.detail)))
        };
        let rows = replica.actors_to_ask_about();
        rows.into_iter().filter_map(choice).collect::<Vec<_>>()
    });
    let permissions: Vec<Choice> = Permission::ALL
        .iter()
        .map(|permission| {
            Choice::new(permission.name(), permission.name()).note(permission.about())
        })
        .collect();
    let resources = Memo::new(move |_| {
        let rows = replica.resources_to_ask_about();
        rows.into_iter()
            .filter_map(|row| {
                Some(Choice::new(resource_text(&row.resource)?, row.name).note(row.detail))
            })
            .collect::<Vec<_>>()
    });
    let who = move || {
        asked.with(|asked| {
            asked
                .as_ref()
                .ok()
                .and_then(|asked| asked.actor)
                .map(actor_text)
                .unwrap_or_default()
        })
    };
    let on_deployment = move || resource.get().starts_with("deployment:");
    view! {
        <Section title="Question">
            <SectionBody>
                <div class="question">
                    <Field label="Can">
                        <Combobox options=actors value=Signal::derive(who) on_change=move |value| actor.set(value) placeholder="A user or token" none="Nobody of that name"/>
                    </Field>
                    <Field label="use">
                        <Combobox class="wide" options=permissions value=permission.signal() on_change=move |value| permission.set(value) placeholder="A permission" none="No such permission"/>
                    </Field>
                    <Field label="on">
                        <Combobox
                            options=resources value=resource.signal() placeholder="The Organization, a Workspace or a Deployment" none="Nothing of that name"
                            on_change=move |value: String| resource.set(value)
                        />
                    </Field>
                    <Show when=on_deployment>
                        <Field label="DAG id" optional=true hint="One DAG, as Airflow names it".to_owned()>
                            <TextInput value=dag.signal() on_input=move |text| dag.set(text)/>
                        </Field>
                        <Field label="DAG tags" optional=true hint="Between commas, as the DAG carries them now".to_owned()>
                            <TextInput value=tags.signal() on_input=move |text| tags.set(text)/>
                        </Field>
                    </Show>
                </div>
            </SectionBody>
        </Section>
    }
    .into_any()
}
