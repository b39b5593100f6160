//! How people sign in: SSO connections, managed domains, SSO-only login with the way around it, provisioning,
//! and who may read what.

use leptos::prelude::*;

use super::bypass::BypassLink;
use super::connections::Connections;
use super::domains::Domains;
use super::switches::{SwitchSetting, Switched};
use crate::components::{PageTitle, WayOfChange};
use crate::pages::organization::{SettingsTab, SettingsTabs};
use crate::replica::Replica;
use crate::ui::{PageHead, Section};

/// The page.
#[component]
pub fn Authentication() -> impl IntoView {
    let replica = Replica::get();
    let view = Memo::new(move |_| replica.signing_in());
    view! {
        <PageTitle text="Authentication, Settings"/>
        <PageHead
            title="Organization settings"
            lead=|| "Who comes in, and how. In a browser nobody signs in: these rules count once a server serves the Organization."
        />
        <SettingsTabs current=SettingsTab::Authentication/>
        <div class="settings-column">
            <div class="bar"><WayOfChange/></div>
            <Connections view/>
            <Domains view/>
            <Section title="SSO-only login" lead="People who signed in with a password, Google or GitHub are refused, whatever their domain. API tokens are not affected.".to_owned()>
                <SwitchSetting
                    setting=Switched::SsoOnly
                    label="Require SSO"
                    hint="Keep a bypass link at hand in case the identity provider fails"
                    checked=Signal::derive(move || view.with(|view| view.is_sso_enforced))
                />
                <BypassLink view/>
            </Section>
            <Section title="Provisioning" lead="With SCIM, an identity provider creates people and Teams. While it is on, nobody creates Teams or adds members here.".to_owned()>
                <SwitchSetting
                    setting=Switched::Scim
                    label="SCIM"
                    hint="The endpoints take an Organization token with the role Owner"
                    checked=Signal::derive(move || view.with(|view| view.is_scim_enabled))
                />
            </Section>
        </div>
    }
    .into_any()
}
