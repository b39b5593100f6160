//! Names that break careless pages: markup, right to left, emoji, 500 characters, no spaces.
use leptos::prelude::*;

use super::specimen::Specimen;
use crate::ui::{Cut, Isolated, Mono, Section, VisuallyHidden};

/// A name in Arabic.
pub const RTL: &str = "ليلى حسن";
/// A name that begins with a family of emoji.
pub const EMOJI: &str = "👩‍👩‍👧 Family 🚀";
/// A name that is markup.
const MARKUP: &str = "<img src=x onerror=alert(1)> & \"quotes\"";
/// A name without a place to break.
const UNBROKEN: &str = "attribution_attribution_attribution_attribution_attribution_attribution_attribution_attribution";
/// A name of 500 characters.
pub const LONG: &str = "Quarterly attribution of paid and organic campaigns across every market, \
    rebuilt each night from the raw events, checked against the ledger of the finance department, \
    compared with the forecast of the previous quarter, and handed on to the people who plan the next \
    campaign, who read it on Monday morning before the meeting in which they decide what to keep, what \
    to stop, what to try next, and whom to ask about the numbers that do not add up, which on most \
    Mondays is the person who wrote this name in full.";

/// The section of this family.
pub fn section() -> AnyView {
    let names = [
        ("Markup", MARKUP),
        ("Right to left", RTL),
        ("Emoji", EMOJI),
        ("No spaces", UNBROKEN),
        ("500 characters", LONG),
    ];
    let lines = names
        .into_iter()
        .map(|(case, name)| {
            view! {
                <Specimen case=case>
                    <div class="stack tight">
                        <p>"Renamed to " <b><Isolated text=name/></b> ", 4 min ago"</p>
                        <div class="limit"><Cut text=name/></div>
                        <div><Mono text=name/> <VisuallyHidden text="as an identifier"/></div>
                    </div>
                </Specimen>
            }
        })
        .collect_view();
    view! {
        <Section id="names" title="Awkward names" lead="Isolated, cut, or broken, but never let loose on what stands around them.">
            {lines}
            <Specimen case="A page from right to left">
                <div class="stack tight" dir="rtl">
                    <p>"كل شيء يبدأ من اليمين"</p>
                    <div class="banner warn"><div class="text">"تحذير"</div></div>
                    <div class="row changed"><div class="field-label">"الحجم"</div><div class="field">"متوسط"</div></div>
                </div>
            </Specimen>
        </Section>
    }
    .into_any()
}
