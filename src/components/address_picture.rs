//! A picture of an address plan: each range as a bar in the private range that it lies in, one under the other, so that
//! what overlaps stands in one line. The words beside the bars say the same. It checks nothing.

use std::net::IpAddr;

use leptos::prelude::*;
use planisphere_domain::catalogue::PRIVATE_RANGES;
use planisphere_domain::organization::IpRange;

use super::numbers::grouped;
use crate::ui::{Glyph, Icon, Isolated};

/// The width of a bar in units of the drawing.
const WIDTH: f64 = 1_000.0;
/// The least width of what is there at all.
const LEAST: f64 = 6.0;

/// One range of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// What it is for.
    pub label: String,
    /// The range.
    pub range: IpRange,
}

/// Addresses from a first one on, as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    first: u64,
    size: u64,
}

impl Span {
    /// `None` for ranges of the newer protocol, which no private range here holds.
    fn of(range: &IpRange) -> Option<Self> {
        let IpAddr::V4(address) = range.address() else {
            return None;
        };
        Some(Self {
            first: u64::from(u32::from(address)),
            size: 1 << (32 - u32::from(range.prefix().min(32))),
        })
    }

    /// The block twice as large that holds it.
    const fn wider(self) -> Self {
        let size = self.size * 2;
        Self {
            first: self.first / size * size,
            size,
        }
    }

    const fn holds(self, other: Self) -> bool {
        self.first <= other.first && other.first + other.size <= self.first + self.size
    }

    /// Where `other` stands within, as start and width of a bar.
    #[allow(clippy::cast_precision_loss)]
    fn bar(self, other: Self) -> (f64, f64) {
        let scale = WIDTH / self.size as f64;
        let width = (other.size as f64 * scale).max(LEAST);
        let start = (other.first.saturating_sub(self.first)) as f64 * scale;
        (start.min(WIDTH - width), width)
    }

    fn last(self) -> String {
        address(self.first + self.size - 1)
    }
}

fn address(number: u64) -> String {
    u32::try_from(number)
        .map(|number| std::net::Ipv4Addr::from(number).to_string())
        .unwrap_or_default()
}

/// The part of a private range that holds some lanes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Block {
    name: &'static str,
    whole: Span,
    window: Span,
    lanes: Vec<(Lane, Span)>,
}

/// The lanes by the private range that they lie in, and those that lie in none.
fn blocks(lanes: &[Lane]) -> (Vec<Block>, Vec<Lane>) {
    let mut outside = lanes.to_vec();
    let mut blocks = Vec::new();
    for name in PRIVATE_RANGES {
        let Some(private) = name.parse::<IpRange>().ok() else {
            continue;
        };
        let Some(whole) = Span::of(&private) else {
            continue;
        };
        let here: Vec<(Lane, Span)> = lanes
            .iter()
            .filter(|lane| lane.range.is_within(&private))
            .filter_map(|lane| Some((lane.clone(), Span::of(&lane.range)?)))
            .collect();
        outside.retain(|lane| !lane.range.is_within(&private));
        let Some((_, first)) = here.first() else {
            continue;
        };
        let mut window = *first;
        while !here.iter().all(|(_, span)| window.holds(*span)) {
            window = window.wider();
        }
        // A bar that fills its window shows nothing of what lies around it.
        let is_full = here.iter().any(|(_, span)| span.size * 2 > window.size);
        if is_full && window.size < whole.size {
            window = window.wider();
        }
        blocks.push(Block {
            name,
            whole,
            window,
            lanes: here,
        });
    }
    (blocks, outside)
}

/// The picture.
#[component]
pub fn AddressPicture(
    /// What it shows, in order.
    #[prop(into)]
    lanes: Signal<Vec<Lane>>,
) -> impl IntoView {
    let drawn = move || {
        let (blocks, outside) = lanes.with(|lanes| blocks(lanes));
        if blocks.is_empty() && outside.is_empty() {
            return view! { <p class="section-text">"Enter a range such as 172.20.0.0/20 to see where it lies."</p> }
                .into_any();
        }
        let has_outside = !outside.is_empty();
        let outside = outside
            .into_iter()
            .map(|lane| view! {
                <li class="address-lane"><span class="address-name">{words(&lane)}</span>
                    <span class="address-wrong"><Icon glyph=Glyph::Warning/>"Outside the private ranges"</span></li>
            })
            .collect_view();
        view! {
            <div class="address-plan">
                {blocks.into_iter().map(block).collect_view()}
                {has_outside.then(|| view! { <ul>{outside}</ul> })}
            </div>
        }
        .into_any()
    };
    view! { {drawn} }.into_any()
}

fn words(lane: &Lane) -> AnyView {
    view! { <Isolated text=lane.label.clone()/><code class="mono">{lane.range.to_string()}</code> }
        .into_any()
}

fn block(block: Block) -> AnyView {
    let Block {
        name,
        whole,
        window,
        lanes,
    } = block;
    let (start, width) = whole.bar(window);
    let lens = format!(
        "M{start} 0H{}V8H{start}zM{start} 8L0 20H{WIDTH}L{} 8z",
        start + width,
        start + width
    );
    let all: Vec<(String, Span)> = lanes
        .iter()
        .map(|(lane, span)| (lane.label.clone(), *span))
        .collect();
    let lines = lanes
        .into_iter()
        .enumerate()
        .map(|(place, (lane, span))| {
            let others: Vec<&(String, Span)> = all
                .iter()
                .enumerate()
                .filter(|(other, (_, it))| *other != place && (it.holds(span) || span.holds(*it)))
                .map(|(_, it)| it)
                .collect();
            line(&lane, span, window, place, &others)
        })
        .collect_view();
    view! {
        <div class="address-block">
            <p class="address-lane address-head">
                <span class="address-name"><b>"Private range"</b><code class="mono">{name}</code></span>
                <svg class="address-whole" viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true">
                    <path class="all" d="M0 0H1000V8H0z"/><path class="lens" d=lens/>
                </svg>
                <span class="address-size"><span class="sub">"Shown below"</span><span class="sub">{address(window.first)}" to "{window.last()}</span></span>
            </p>
            <ul>{lines}</ul>
        </div>
    }
    .into_any()
}

fn line(
    lane: &Lane,
    span: Span,
    window: Span,
    place: usize,
    others: &[&(String, Span)],
) -> AnyView {
    let (start, width) = window.bar(span);
    let bar = format!("M{start} 4H{}V20H{start}z", start + width);
    let clashes: String = others
        .iter()
        .map(|(_, other)| {
            let shared = if other.size < span.size { *other } else { span };
            let (start, width) = window.bar(shared);
            format!("M{start} 4H{}V20H{start}z", start + width)
        })
        .collect();
    let names: Vec<&str> = others.iter().map(|(name, _)| name.as_str()).collect();
    let clash = (!names.is_empty()).then(|| {
        let names = format!("Overlaps {}", names.join(", "));
        view! { <span class="address-wrong"><Icon glyph=Glyph::Warning/><Isolated text=names/></span> }
    });
    let count = usize::try_from(span.size).unwrap_or(usize::MAX);
    let noun = if count == 1 { "address" } else { "addresses" };
    view! {
        <li class="address-lane">
            <span class="address-name">{words(lane)}</span>
            <svg viewBox="0 0 1000 24" preserveAspectRatio="none" aria-hidden="true">
                <path class="track" d="M0 11H1000V13H0z"/>
                <path class=format!("range range-{}", place % 5) d=bar/>
                <path class="clash" d=clashes/>
            </svg>
            <span class="address-size">{grouped(count)}" "{noun}<span class="sub">{address(span.first)}" to "{span.last()}</span></span>
            {clash}
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    fn lane(label: &str, range: &str) -> Lane {
        Lane {
            label: label.to_owned(),
            range: range.parse().expect("a range"),
        }
    }

    #[test]
    fn ranges_stand_in_their_private_range() {
        let (blocks, outside) = blocks(&[
            lane("Network", "172.20.0.0/22"),
            lane("Pods", "100.64.0.0/16"),
            lane("Services", "100.65.0.0/22"),
            lane("Public", "8.8.8.0/24"),
        ]);
        let names: Vec<&str> = blocks.iter().map(|it| it.name).collect();
        assert_eq!(names, ["172.16.0.0/12", "100.64.0.0/10"]);
        assert_eq!(outside.len(), 1);
        // The window of a single range leaves room around it, that of several begins where they do.
        assert_eq!(address(blocks[0].window.first), "172.20.0.0");
        assert_eq!(blocks[0].window.size, 1 << 11);
        assert_eq!(blocks[1].window.last(), "100.65.255.255");
        for block in &blocks {
            for (_, span) in &block.lanes {
                let (start, width) = block.window.bar(*span);
                assert!(start >= 0.0 && start + width <= WIDTH && width >= LEAST);
            }
        }
    }
}
