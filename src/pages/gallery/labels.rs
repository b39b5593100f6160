//! Status, chips, pills, avatars, keys, instants.
use leptos::prelude::*;

use super::names::{EMOJI, LONG, RTL};
use super::specimen::Specimen;
use crate::ui::{
    Avatar, AvatarSize, Chip, Dot, Glyph, Kbd, Pill, Section, Status, StatusKind, Time, Tone,
};

/// A moment to count from, so that the page reads the same on every day.
const MOMENT: f64 = 1_795_197_840_000.0;
const MINUTE: f64 = 60_000.0;

/// The section of this family.
pub fn section() -> AnyView {
    let removed = RwSignal::new(false);
    let now = js_sys::Date::now();
    view! {
        <Section id="labels" title="Status and labels" lead="A status is shape, colour and word, never colour alone.">
            <Specimen case="Status">
                {StatusKind::ALL.into_iter().map(|kind| view! { <Status kind/> }).collect_view()}
            </Specimen>
            <Specimen case="With words of its own">
                <Status kind=StatusKind::Refused word="no deployment.update"/>
                <Status kind=StatusKind::Passed word="3 permissions"/>
                <Status kind=StatusKind::Deploying word="Creating"/>
            </Specimen>
            <Specimen case="Chips">
                <Chip label="Status" value="any"/>
                <Show when=move || !removed.get()>
                    <Chip label="Executor" value="Celery" on_remove=move || removed.set(true)/>
                </Show>
                <Chip label="Runtime" value="behind latest" on_remove=|| ()/>
                <Chip label="38 of 38"/>
                <Chip label="2 changes" small=true/>
                <Chip label="create" tone=Tone::Ok/>
                <Chip label="update" tone=Tone::Warn/>
                <Chip label="refused" tone=Tone::Bad/>
                <button type="button" class="chip" aria-pressed="true">"Pressed"</button>
                <button type="button" class="chip" aria-pressed="false">"Not pressed"</button>
            </Specimen>
            <Specimen case="A long chip">
                <div class="limit"><Chip label="Name" value=LONG on_remove=|| ()/></div>
            </Specimen>
            <Specimen case="Pills">
                <Pill glyph=Glyph::Clock>"Now"</Pill>
                <Pill dot=Dot::Ok>"Saved on this device"</Pill>
                <Pill dot=Dot::Busy>"Saving"</Pill>
                <Pill dot=Dot::Warn>"In memory only"</Pill>
                <Pill dot=Dot::Bad>"Not saved"</Pill>
            </Specimen>
            <Specimen case="Avatars">
                {["Ada Kim", "Mina Osei", "ci-finance", RTL, EMOJI, "🇳🇴 Nordics", "", "<b>"]
                    .into_iter()
                    .map(|name| view! { <Avatar name/> })
                    .collect_view()}
                <Avatar name="Ada Kim" size=AvatarSize::Small/>
                <Avatar name="Ada Kim" size=AvatarSize::Large/>
            </Specimen>
            <Specimen case="Keys">
                <Kbd keys="⌘K"/>
                <Kbd keys="Ctrl K"/>
                <Kbd keys="C"/>
                <Kbd keys="Esc"/>
            </Specimen>
            <Specimen case="Instants">
                <Time at=now/>
                <Time at=now - 4.0 * MINUTE/>
                <Time at=now - 130.0 * MINUTE/>
                <Time at=now - 1_800.0 * MINUTE/>
                <Time at=now + 3_000.0 * MINUTE/>
                <Time at=MOMENT - 600_000.0 * MINUTE/>
                <Time at=MOMENT in_full=true/>
            </Specimen>
        </Section>
    }
    .into_any()
}
