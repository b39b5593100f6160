//! Select, combobox, switch, segmented control, check box.
use leptos::prelude::*;

use super::names::{LONG, RTL};
use super::specimen::Specimen;
use crate::ui::{Checkbox, Choice, Combobox, Field, Section, Segmented, Select, Switch};

fn closed() -> Option<String> {
    Some(String::from("Not a development Deployment"))
}

fn sizes() -> Vec<Choice> {
    vec![
        Choice::new("small", "Small").note("1 vCPU, 2 GiB"),
        Choice::new("medium", "Medium").note("2 vCPU, 4 GiB"),
        Choice::new("large", "Large").note("4 vCPU, 8 GiB"),
        Choice::new("huge", "Extra large").closed("Only on dedicated clusters"),
    ]
}

fn executors() -> Vec<Choice> {
    vec![
        Choice::new("celery", "Celery"),
        Choice::new("kubernetes", "Kubernetes"),
        Choice::new("astro", "Astro"),
    ]
}

fn regions() -> Vec<Choice> {
    let mut all = vec![
        Choice::new("us-east-1", "us-east-1").note("N. Virginia"),
        Choice::new("us-west-2", "us-west-2").note("Oregon"),
        Choice::new("eu-central-1", "eu-central-1").note("Frankfurt"),
        Choice::new("eu-west-1", "eu-west-1").note("Ireland"),
        Choice::new("ap-south-1", "ap-south-1").closed("Not on this plan"),
        Choice::new("rtl", RTL),
        Choice::new("long", LONG),
    ];
    all.extend(
        (1..=200).map(|number| Choice::new(format!("zone-{number}"), format!("zone-{number}"))),
    );
    all
}

/// The section of this family.
pub fn section() -> AnyView {
    let size = RwSignal::new(String::from("medium"));
    let none = RwSignal::new(String::new());
    let region = RwSignal::new(String::from("eu-central-1"));
    let executor = RwSignal::new(String::from("celery"));
    let on = RwSignal::new(true);
    let off = RwSignal::new(false);
    let set = |signal: RwSignal<String>| move |value: String| signal.set(value);
    view! {
        <Section id="choices" title="Choices" lead="Native underneath: the keys a person knows work by themselves.">
            <Specimen case="Select">
                <Select label="Size" options=sizes() value=size on_change=set(size)/>
                <Select label="Nothing chosen" options=sizes() value=none on_change=set(none) placeholder="Choose a size"/>
                <Select label="Gated" options=sizes() value=size on_change=set(size) disabled_reason=closed()/>
                <Field label="Size" error="This cluster has no machine of that size. Choose a smaller one.">
                    <Select options=sizes() value=size on_change=set(size)/>
                </Field>
            </Specimen>
            <Specimen case="Combobox">
                <Combobox label="Region" options=regions() value=region on_change=set(region)/>
                <Combobox label="Empty" options=regions() value=none on_change=set(none) placeholder="Choose a region"/>
                <Combobox label="Nothing to choose" options=Vec::new() value=String::new() on_change=|_| () placeholder="No clusters"/>
                <Combobox label="Gated" options=regions() value=region on_change=set(region) disabled_reason=closed()/>
            </Specimen>
            <Specimen case="Segmented">
                <Segmented label="Executor" options=executors() value=executor on_change=set(executor)/>
                <Segmented label="Gated executor" options=executors() value=executor on_change=set(executor) disabled_reason=closed()/>
                <Segmented
                    label="One gated"
                    options=vec![Choice::new("map", "Map"), Choice::new("matrix", "Matrix").closed("Too many Workspaces")]
                    value="map"
                    on_change=|_| ()
                />
            </Specimen>
            <Specimen case="Switch">
                <Switch label="On" checked=on on_change=move |next| on.set(next)/>
                <Switch label="Off" checked=off on_change=move |next| off.set(next)/>
                <Switch label="Gated" checked=false on_change=|_| () disabled_reason=closed()/>
                <Switch label="Gated and on" checked=true on_change=|_| () disabled_reason=Some(String::from("Enforced by the Organization"))/>
            </Specimen>
            <Specimen case="Check box">
                <Checkbox checked=on on_change=move |next| on.set(next) text="Create the missing Workspace"/>
                <Checkbox checked=off on_change=move |next| off.set(next) text="Start paused" note="DAGs wait until somebody turns them on"/>
                <Checkbox checked=false mixed=true on_change=|_| () text="Some of them"/>
                <Checkbox checked=true on_change=|_| () text="Gated" disabled_reason=closed()/>
                <Checkbox checked=off on_change=move |next| off.set(next) label="Without words"/>
            </Specimen>
        </Section>
        <Section title="Execution" lead="The same controls as rows of a section; what changed carries the brass mark.">
            <Field label="Executor" hint="Changing it restarts workers after the grace period" row=true>
                <Segmented options=executors() value=executor on_change=set(executor)/>
            </Field>
            <Field
                label="Scheduler size"
                hint="2 vCPU, 4 GiB each"
                row=true
                changed=move || size.get() != "small"
                was="was Small"
            >
                <Select options=sizes() value=size on_change=set(size)/>
            </Field>
            <Field label="Region" row=true error="This region has no dedicated cluster. Choose another, or ask for one.">
                <Combobox options=regions() value=region on_change=set(region)/>
            </Field>
            <Field label="High availability" hint="Two schedulers in separate zones" row=true>
                <Switch checked=on on_change=move |next| on.set(next)/>
            </Field>
            <Field label="Hibernation" hint="Development Deployments only" row=true>
                <Switch checked=false on_change=|_| () disabled_reason=closed()/>
            </Field>
        </Section>
    }
    .into_any()
}
