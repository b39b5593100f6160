//! The ranges of the IP access list, one by one and many at once.

use std::net::IpAddr;

use leptos::prelude::*;
use planisphere_domain::Command;

use super::ip_access::not_an_address;
use crate::components::{InPlace, StageButton, Submission, tell};
use crate::replica::Replica;
use crate::ui::{
    Banner, Button, ButtonKind, ConfirmDialog, EmptyState, Field, Glyph, IconButton, Mono, Section,
    TextArea, TextInput, Toaster, Tone,
};

/// What there is.
#[component]
pub(super) fn Ranges(ranges: Memo<Vec<String>>) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let removing = Submission::default();
    let clearing = RwSignal::new(false);
    let gate = Memo::new(move |_| {
        let ranges = ranges.get();
        (!ranges.is_empty())
            .then(|| replica.gate(Command::RemoveIpRanges { ranges }).reason)
            .flatten()
    });
    let remove = Callback::new(move |ranges: Vec<String>| {
        let text = match ranges.as_slice() {
            [one] => format!("{one} removed"),
            many => format!("{} ranges removed", many.len()),
        };
        if untrack(|| replica.changes_into_plan()) {
            let change = InPlace {
                title: text.replace(" removed", " off the IP access list"),
                told: text,
                command: Command::RemoveIpRanges { ranges },
            };
            clearing.set(false);
            change.run(replica, toaster, removing);
            return;
        }
        removing.run(
            replica.dispatch(Command::RemoveIpRanges { ranges }),
            move |receipt| {
                clearing.try_set(false);
                tell(toaster, replica, text, receipt);
            },
        );
    });
    let lines = move || {
        ranges
            .get()
            .into_iter()
            .map(|range| {
                let own = range.clone();
                view! {
                    <li>
                        <Mono text=range.clone()/>
                        <span class="end">
                            <IconButton
                                glyph=Glyph::Trash small=true label=format!("Remove {range}")
                                disabled_reason=gate on_click=move |_| remove.run(vec![own.clone()])
                            />
                        </span>
                    </li>
                }
            })
            .collect_view()
    };
    let is_empty = Memo::new(move |_| ranges.with(Vec::is_empty));
    let failed = removing.error_beside(&[]);
    view! {
        <Section
            title="Ranges"
            actions=move || (!is_empty.get()).then(|| view! {
                <Button small=true kind=ButtonKind::Danger disabled_reason=gate on_click=move |_| clearing.set(true)>"Remove all"</Button>
            })
        >
            <Show
                when=move || !is_empty.get()
                fallback=|| view! {
                    <EmptyState glyph=Glyph::Shield title="Calls are taken from everywhere" text="Add a range below to take calls from there alone.".to_owned()/>
                }
            >
                <ul class="list ranges">{lines}</ul>
            </Show>
            {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        </Section>
        <ConfirmDialog
            open=clearing
            on_close=move || clearing.set(false)
            title="Remove all ranges"
            action="Remove all ranges"
            busy=removing.busy()
            error=removing.error_beside(&[])
            on_confirm=move || remove.run(ranges.get_untracked())
        >
            <p>"Calls are taken from everywhere again."</p>
        </ConfirmDialog>
    }
    .into_any()
}

/// Adding one or many; all of them or none.
#[component]
pub(super) fn AddRanges(ranges: Memo<Vec<String>>) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let text = RwSignal::new(String::new());
    let address = RwSignal::new(String::new());
    let wrong_address = RwSignal::new(None::<String>);
    let submission = Submission::default();
    // Only the first batch is held against the caller's own address (access rule 112).
    let is_first = Memo::new(move |_| ranges.with(Vec::is_empty));
    let gate = Memo::new(move |_| {
        replica
            .gate(Command::AddIpRanges { ranges: Vec::new() })
            .reason
    });
    let typed_ranges = move || -> Vec<String> {
        text.with_untracked(|text| {
            text.split(|it: char| it.is_whitespace() || it == ',' || it == ';')
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect()
        })
    };
    // The first batch is held against an address, which a plan does not carry.
    let stage_reason = Signal::derive(move || {
        gate.get().or_else(|| {
            is_first.get().then(|| {
                "The first ranges are added at once, held against your own address. Later ones can be planned."
                    .to_owned()
            })
        })
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = address.get_untracked();
        let from = typed.trim().parse::<IpAddr>();
        let is_asked = is_first.get_untracked();
        let wrong = (is_asked && from.is_err()).then(|| {
            if typed.trim().is_empty() {
                "Your address is missing. Write it, so that the first ranges cannot lock you out."
                    .to_owned()
            } else {
                not_an_address(typed.trim())
            }
        });
        let from = from.ok().filter(|_| is_asked);
        wrong_address.set(wrong.clone());
        let ranges = typed_ranges();
        // Without an address the command refuses the first ranges, and says what else is wrong with them.
        if wrong.is_some() && ranges.is_empty() {
            return;
        }
        let told = match ranges.as_slice() {
            [one] => format!("{one} added"),
            many => format!("{} ranges added", many.len()),
        };
        submission.run(
            replica.dispatch_from(Command::AddIpRanges { ranges }, from),
            move |receipt| {
                text.try_set(String::new());
                tell(toaster, replica, told, receipt);
            },
        );
    };
    let error = submission.error_of("ipAddressRanges");
    let beside = submission.error_beside(&["ipAddressRanges", "address"]);
    view! {
        <form on:submit=submit novalidate=true>
            <Section title="Add ranges" lead="All that you add are taken, or none.".to_owned()>
                <Show when=move || is_first.get()>
                    <Field
                        label="Your address" row=true required=true error=wrong_address
                        hint="The browser does not know it; the first ranges have to contain it"
                    >
                        <TextInput
                            class="mono" value=address placeholder="203.0.113.7" disabled_reason=gate
                            on_input=move |typed| { address.set(typed); wrong_address.set(None); }
                        />
                    </Field>
                </Show>
                <Field label="Ranges to add" hint="In CIDR form, one per line; a list can be pasted" row=true error>
                    <TextArea class="mono" value=text on_input=move |typed| text.set(typed) disabled_reason=gate placeholder="203.0.113.0/24"/>
                </Field>
                {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
                <div class="form-actions in-section">
                    <Button kind=ButtonKind::Primary submit=true busy=submission.busy() disabled_reason=gate>"Add to the list"</Button>
                    <StageButton
                        title=Signal::stored("Ranges on the IP access list".to_owned())
                        make=move |()| Some(vec![Command::AddIpRanges { ranges: typed_ranges() }])
                        submission
                        on_done=move |()| text.set(String::new())
                        disabled_reason=stage_reason
                    />
                </div>
            </Section>
        </form>
    }
    .into_any()
}
