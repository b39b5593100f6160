//! Text, numbers, search, text areas, files, and the field around them.
use leptos::prelude::*;

use super::names::{EMOJI, LONG, RTL};
use super::specimen::Specimen;
use crate::ui::{Field, FileDrop, Glyph, NumberInput, SearchInput, Section, TextArea, TextInput};

const LOCKED: &str = "Only an Organization Owner may change it.";

fn locked() -> Option<String> {
    Some(String::from(LOCKED))
}

/// The section of this family.
pub fn section() -> AnyView {
    let name = RwSignal::new(String::from("attribution-prod"));
    let empty = RwSignal::new(String::new());
    let count = RwSignal::new(String::from("10"));
    let filter = RwSignal::new(String::from("attribution"));
    let set = |signal: RwSignal<String>| move |text: String| signal.set(text);
    view! {
        <Section id="inputs" title="Inputs" lead="A label above or beside, a hint below it, an error beside the control that caused it.">
            <Specimen case="Fields, stacked">
                <div class="fieldset limit">
                    <Field label="Name" hint="Lower case, digits and hyphens" required=true>
                        <TextInput value=name on_input=set(name)/>
                    </Field>
                    <Field label="Description" optional=true>
                        <TextArea value=empty on_input=set(empty) placeholder="What it runs, and who to ask"/>
                    </Field>
                    <Field label="E-mail" error="This is no e-mail address. Write it as name@example.com.">
                        <TextInput value="ada@" on_input=|_| () kind="email"/>
                    </Field>
                    <Field label="Name" changed=true was="was attribution-test">
                        <TextInput value=name on_input=set(name)/>
                    </Field>
                </div>
            </Specimen>
            <Specimen case="Text">
                <TextInput label="Name" value=name on_input=set(name)/>
                <TextInput label="Empty" value=empty on_input=set(empty) placeholder="An example"/>
                <TextInput label="Short" value="us" on_input=|_| () class="short"/>
                <TextInput label="Code" value="0 6 * * 1-5" on_input=|_| () class="mono"/>
            </Specimen>
            <Specimen case="Read-only, with the reason">
                <TextInput label="Namespace" value="galactic-orbit-4821" on_input=|_| () disabled_reason=locked()/>
                <NumberInput label="Grace period" value="24" on_input=|_| () unit="h" disabled_reason=locked()/>
            </Specimen>
            <Specimen case="Long, right to left, emoji">
                <TextInput label="Long" value=LONG on_input=|_| ()/>
                <TextInput label="Right to left" value=RTL on_input=|_| ()/>
                <TextInput label="Emoji" value=EMOJI on_input=|_| ()/>
            </Specimen>
            <Specimen case="Numbers">
                <NumberInput label="Workers" value=count on_input=set(count) min=0.0 max=30.0 unit="workers"/>
                <NumberInput label="Memory" value="0.5" on_input=|_| () min=0.25 step=0.25 unit="GiB"/>
                <Field label="Tasks each" error="At most 64. Write a number from 1 to 64.">
                    <NumberInput value="640" on_input=|_| ()/>
                </Field>
            </Specimen>
            <Specimen case="Search">
                <SearchInput label="Filter Deployments" placeholder="Filter by name, cluster, tag…" value=empty on_input=set(empty)/>
                <SearchInput label="Filter Workspaces" value=filter on_input=set(filter) glyph=Glyph::Search/>
            </Specimen>
            <Specimen case="Text areas">
                <TextArea label="Notes" value=LONG on_input=|_| ()/>
                <TextArea label="Code" value="schedule: 0 6 * * 1-5\nstart: true" on_input=|_| () class="mono" disabled_reason=locked()/>
            </Specimen>
            <Specimen case="Files">
                <Files/>
            </Specimen>
        </Section>
    }
    .into_any()
}

#[component]
fn Files() -> impl IntoView {
    let taken = RwSignal::new(String::from("No file yet."));
    let take = move |files: Vec<web_sys::File>| {
        let names: Vec<String> = files.iter().map(web_sys::File::name).collect();
        taken.set(names.join(", "));
    };
    view! {
        <div class="stack">
            <FileDrop
                label="Deployment files"
                accept=".yaml,.yml,.json"
                multiple=true
                limit="YAML or JSON, up to 2 MiB each"
                on_files=take
            />
            <span class="sub wrap" role="status">{move || taken.get()}</span>
            <FileDrop
                label="Deployment file"
                on_files=|_| ()
                disabled_reason=Some(String::from("Needs deployment.create in a Workspace. Ask Ada, who owns one."))
            />
        </div>
    }
    .into_any()
}
