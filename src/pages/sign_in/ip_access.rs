//! The IP access list: its ranges, adding and removing them, and whether an address would get in.

use std::net::IpAddr;

use leptos::prelude::*;
use planisphere_domain::policy::{Permission, ResourceRef};

use super::ip_ranges::{AddRanges, Ranges};
use crate::components::{PageTitle, WayOfChange};
use crate::pages::organization::{SettingsTab, SettingsTabs};
use crate::replica::{AddressVerdict, Replica};
use crate::ui::{EmptyState, Field, Glyph, PageHead, Section, Status, StatusKind, TextInput};

/// The page.
#[component]
pub fn IpAccess() -> impl IntoView {
    let replica = Replica::get();
    let ranges = Memo::new(move |_| replica.ip_ranges());
    let closed = Memo::new(move |_| {
        replica
            .may(
                Permission::OrganizationAllowedIpAddressRangesGet,
                ResourceRef::Organization,
            )
            .reason
    });
    let content = move || match closed.get() {
        Some(reason) => view! {
            <EmptyState glyph=Glyph::Lock title="You may not see the IP access list" text=reason/>
        }
        .into_any(),
        None => view! {
            <div class="settings-column">
                <div class="bar"><WayOfChange/></div>
                <Ranges ranges/>
                <AddRanges ranges/>
                <TryAddress/>
            </div>
        }
        .into_any(),
    };
    view! {
        <PageTitle text="IP access, Settings"/>
        <PageHead
            title="Organization settings"
            lead=|| "While the list is empty any address may call. Once it has a range, people and API tokens are refused from everywhere else."
        />
        <SettingsTabs current=SettingsTab::IpAccess/>
        {content}
    }
    .into_any()
}

/// Whether an address would get in.
#[component]
fn TryAddress() -> impl IntoView {
    let replica = Replica::get();
    let text = RwSignal::new(String::new());
    let verdict = Memo::new(move |_| {
        let text = text.get();
        let text = text.trim();
        (!text.is_empty()).then(|| {
            text.parse::<IpAddr>()
                .map(|address| replica.address_verdict(address))
                .map_err(|_| not_an_address(text))
        })
    });
    let error = move || verdict.get().and_then(Result::err);
    let answer = move || {
        let verdict = verdict.get()?.ok()??;
        let (kind, words) = match verdict {
            AddressVerdict::Open => (StatusKind::Passed, "Gets in: the list is empty"),
            AddressVerdict::Inside => (StatusKind::Passed, "Gets in"),
            AddressVerdict::Outside => (StatusKind::Refused, "Is refused: no range has it"),
        };
        Some(view! { <Status kind word=words.to_owned()/> })
    };
    view! {
        <Section title="Would this address get in">
            <Field label="Address to try" row=true error=Signal::derive(error)>
                <TextInput class="mono" value=text on_input=move |typed| text.set(typed) placeholder="203.0.113.7"/>
                <span role="status">{answer}</span>
            </Field>
        </Section>
    }
    .into_any()
}

/// What to say of a text that is no address.
pub(super) fn not_an_address(text: &str) -> String {
    format!("`{text}` is not an IP address. Write one such as 203.0.113.7 or 2001:db8::1.")
}
