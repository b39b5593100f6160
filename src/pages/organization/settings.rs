//! General settings of the Organization.

use leptos::prelude::*;
use planisphere_domain::organization::OrganizationField;
use planisphere_domain::{Command, Edit};

use super::{SettingsTab, SettingsTabs};
use crate::components::{PageTitle, Submission, millis, tell};
use crate::replica::Replica;
use crate::ui::{
    Banner, Button, ButtonKind, CopyButton, Field, Glyph, Mono, PageHead, Section, SectionBody,
    Switch, TextInput, Time, Toaster, Tone,
};

/// The page.
#[component]
pub fn OrganizationSettings() -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let stored = Memo::new(move |_| replica.organization());
    let name = RwSignal::new(
        stored
            .get_untracked()
            .map(|stored| stored.name)
            .unwrap_or_default(),
    );
    let base = RwSignal::new(name.get_untracked());
    Effect::new(move |_| {
        let now = stored.get().map(|stored| stored.name).unwrap_or_default();
        let draft = name.get_untracked();
        if draft == base.get_untracked() || draft == now {
            name.set(now.clone());
            base.set(now);
        }
    });
    let dirty = Memo::new(move |_| name.get() != base.get());
    let renaming = Submission::default();
    let allowing = Submission::default();
    // An edit that changes nothing asks only whether the person may.
    let gate = move |like: OrganizationField| {
        Memo::new(move |_| {
            let now = replica.organization_field(&like)?;
            let edits = vec![Edit::new(now.clone(), now)];
            replica.gate(Command::UpdateOrganization { edits }).reason
        })
    };
    let may_rename = gate(OrganizationField::Name(String::new()));
    let may_allow = gate(OrganizationField::AllowsDeprecatedRuntimes(false));
    // Once both versions are shown, what is stored now is what the author has seen.
    Effect::new(move |_| {
        if !renaming.conflicts().is_empty() {
            base.set(
                stored
                    .get_untracked()
                    .map(|stored| stored.name)
                    .unwrap_or_default(),
            );
        }
    });
    let rename = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let edit = Edit::new(
            OrganizationField::Name(base.get_untracked()),
            OrganizationField::Name(name.get_untracked()),
        );
        renaming.run(
            replica.dispatch(Command::UpdateOrganization { edits: vec![edit] }),
            move |receipt| {
                tell(toaster, replica, "Organization renamed", receipt);
            },
        );
    };
    let allow = move |on: bool| {
        let field = OrganizationField::AllowsDeprecatedRuntimes;
        let edit = Edit::new(field(!on), field(on));
        allowing.run(
            replica.dispatch(Command::UpdateOrganization { edits: vec![edit] }),
            move |receipt| {
                let text = if on {
                    "Runtimes past maintenance are allowed"
                } else {
                    "Runtimes past maintenance are refused"
                };
                tell(toaster, replica, text, receipt);
            },
        );
    };
    let failed = renaming.error_beside(&["name"]);
    let refused = allowing.error_beside(&[]);
    let id = move || stored.get().map(|stored| stored.id).unwrap_or_default();
    let downloading = Submission::default();
    view! {
        <PageTitle text="Organization settings"/>
        <PageHead title="Organization settings" lead=move || stored.get().map(|stored| stored.name)/>
        <SettingsTabs current=SettingsTab::General/>
        <div class="settings-column">
            <form on:submit=rename novalidate=true>
                <Section title="General">
                    <Field label="Name" row=true required=true error=renaming.error_of("name") changed=dirty>
                        <TextInput class="wide" value=name on_input=move |text| name.set(text) disabled_reason=may_rename/>
                    </Field>
                    <Field label="Plan" row=true>
                        <span>{move || stored.get().map(|stored| stored.tier.label())}</span>
                    </Field>
                    <Field label="Billing e-mail" row=true>
                        <span>{move || stored.get().map(|stored| stored.billing_email)}</span>
                    </Field>
                    <Field label="Organization id" row=true>
                        <Mono text=Signal::derive(id)/><CopyButton text=Signal::derive(id) label="Copy the id"/>
                    </Field>
                    <Field label="Created" row=true>
                        {move || stored.get().map(|stored| view! { <Time at=millis(stored.created_at) in_full=true/> })}
                    </Field>
                    {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
                    <Show when=move || dirty.get()>
                        <div class="form-actions in-section">
                            <Button kind=ButtonKind::Primary submit=true busy=renaming.busy()>"Save"</Button>
                            <Button kind=ButtonKind::Quiet on_click=move |_| { renaming.reset(); name.set(base.get_untracked()); }>"Discard"</Button>
                        </div>
                    </Show>
                </Section>
            </form>
            <Section title="Runtimes">
                <Field
                    label="Allow Runtimes past maintenance"
                    hint="New Deployments and imported files may then run a Runtime that no longer gets fixes"
                    row=true
                >
                    <Switch
                        checked=Signal::derive(move || stored.get().is_some_and(|stored| stored.allows_deprecated_runtimes))
                        on_change=allow
                        disabled_reason=may_allow
                    />
                </Field>
                {move || refused.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            </Section>
            <Section title="Download" lead="The whole Organization with its history as one file. Sealed secrets stay on this device and are not in it.">
                <SectionBody>
                    <Button
                        glyph=Glyph::Download
                        busy=downloading.busy()
                        on_click=move |_| {
                            if let Some(handle) = replica.read_untracked(|opened| opened.handle.clone()) {
                                downloading.run(replica.download_organization(handle), |()| {});
                            }
                        }
                    >
                        "Download the Organization"
                    </Button>
                </SectionBody>
            </Section>
        </div>
    }
    .into_any()
}
