//! General settings of the Organization: its name at once, everything else through the plan.

use leptos::prelude::*;
use planisphere_domain::organization::{Organization, OrganizationField, PaymentMethod};
use planisphere_domain::{Command, Edit};

use super::catalogue::CatalogueSection;
use super::{OrganizationFrame, SettingsTab};
use crate::components::{Draft, SaveBar, Submission, WithPlan, millis, tell};
use crate::paths::Place;
use crate::replica::{Asked, Replica, Slot};
use crate::ui::{
    Banner, Button, CopyButton, Field, Glyph, Mono, Section, SectionBody, Switch, TextInput, Time,
    Toaster, Tone,
};

/// The drafts of one Organization.
type Settings = Draft<Organization, OrganizationField>;

/// Fields that show their own errors.
const SHOWN: &[&str] = &[
    "billingEmail",
    "allowEnhancedSupportAccess",
    "isEnvironmentSecretsFetchingEnabled",
    "shouldEnforceDedicatedClusters",
    "allowsDeprecatedRuntimes",
    "hasAiFeaturesDisabled",
];

/// The page.
#[component]
pub fn OrganizationSettings() -> impl IntoView {
    let content = |stored| {
        view! {
            <WithPlan>
                <General stored/>
                <CatalogueSection/>
                <Download/>
            </WithPlan>
        }
        .into_any()
    };
    view! { <OrganizationFrame title="Organization settings" current=SettingsTab::General content/> }
}

#[component]
fn General(stored: Memo<Organization>) -> impl IntoView {
    let draft: Settings = Draft::new(
        Slot::new("organization-settings", "organization"),
        "Organization settings".to_owned(),
        stored,
        |edits| Command::UpdateOrganization { edits },
    );
    let email = draft.read(|it| it.billing_email.clone());
    let beside = draft.error_beside(SHOWN);
    let may_bill = gate(stored, OrganizationField::BillingEmail(String::new()));
    view! {
        {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        <Name stored/>
        <Section title="Billing and support">
            <Field
                label="Billing e-mail"
                hint="Where invoices go"
                row=true
                required=true
                changed=draft.changed("billingEmail")
                was=draft.was("billingEmail")
                error=draft.error_of("billingEmail")
            >
                <TextInput
                    class="wide"
                    kind="email"
                    value=email
                    on_input=move |text| draft.set(OrganizationField::BillingEmail(text))
                    disabled_reason=may_bill
                />
            </Field>
            <Toggle
                stored draft
                label="Support access"
                hint="The operator's support may read everything, also from outside the IP access list; what it does is recorded"
                name="allowEnhancedSupportAccess"
                read=|it| it.allow_enhanced_support_access
                field=OrganizationField::AllowEnhancedSupportAccess
            />
            <Toggle
                stored draft
                label="Environment secrets fetching"
                hint="Workspace Editors and above may fetch secret values of environment objects for local work"
                name="isEnvironmentSecretsFetchingEnabled"
                read=|it| it.is_environment_secrets_fetching_enabled
                field=OrganizationField::IsEnvironmentSecretsFetchingEnabled
            />
        </Section>
        <Section title="Deployments">
            <Toggle
                stored draft
                label="Only dedicated clusters"
                hint="New Deployments cannot run on standard clusters, which are shared"
                name="shouldEnforceDedicatedClusters"
                read=|it| it.should_enforce_dedicated_clusters
                field=OrganizationField::ShouldEnforceDedicatedClusters
            />
            <Toggle
                stored draft
                label="Allow Runtimes past maintenance"
                hint="New Deployments and imported files may then run a Runtime that no longer gets fixes"
                name="allowsDeprecatedRuntimes"
                read=|it| it.allows_deprecated_runtimes
                field=OrganizationField::AllowsDeprecatedRuntimes
            />
            <Toggle
                stored draft
                label="Features that use AI"
                hint="In the Airflows of this Organization"
                name="hasAiFeaturesDisabled"
                read=|it| !it.has_ai_features_disabled
                field=|on| OrganizationField::HasAiFeaturesDisabled(!on)
            />
        </Section>
    }
    .into_any()
}

/// Why the person may not change a field. An edit that changes nothing asks only whether they may.
fn gate(stored: Memo<Organization>, like: OrganizationField) -> Memo<Option<String>> {
    let replica = Replica::get();
    Memo::new(move |_| {
        let now = stored.with(|it| it.field(&like));
        let edits = vec![Edit::new(now.clone(), now)];
        replica.gate(Command::UpdateOrganization { edits }).reason
    })
}

/// One switch, through the plan.
#[component]
fn Toggle(
    stored: Memo<Organization>,
    draft: Settings,
    label: &'static str,
    hint: &'static str,
    /// The field's name in the API.
    name: &'static str,
    /// Whether the switch is on.
    read: fn(&Organization) -> bool,
    /// The field of a position.
    field: fn(bool) -> OrganizationField,
) -> impl IntoView {
    let is_on = draft.read(read);
    let before = draft.stored(read);
    let was = move || Some(if before.get() { "was on" } else { "was off" }.to_owned());
    let reason = gate(stored, field(false));
    view! {
        <Field
            label
            hint=hint.to_owned()
            row=true
            changed=draft.changed(name)
            was=Signal::derive(was)
            error=draft.error_of(name)
        >
            <Switch checked=is_on on_change=move |on| draft.set(field(on)) disabled_reason=reason/>
        </Field>
    }
    .into_any()
}

/// Its name, which is changed at once, and what never changes.
#[component]
fn Name(stored: Memo<Organization>) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let toaster = expect_context::<Toaster>();
    let name = RwSignal::new(stored.with_untracked(|it| it.name.clone()));
    let base = RwSignal::new(name.get_untracked());
    Effect::new(move |_| {
        let now = stored.with(|it| it.name.clone());
        let draft = name.get_untracked();
        if draft == base.get_untracked() || draft == now {
            name.set(now.clone());
            base.set(now);
        }
    });
    let dirty = Memo::new(move |_| name.get() != base.get());
    let renaming = Submission::default();
    let may_rename = gate(stored, OrganizationField::Name(String::new()));
    // Once both versions are shown, what is stored now is what the author has seen.
    Effect::new(move |_| {
        if !renaming.conflicts().is_empty() {
            base.set(stored.with_untracked(|it| it.name.clone()));
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
    let failed = renaming.error_beside(&["name"]);
    let id = Signal::derive(move || stored.with(|it| it.id.to_string()));
    let paid = move || {
        let method = stored.with(|it| it.payment_method);
        method.map(|method| {
            view! { <Field label="Paid" row=true><span>{paid_by(method)}</span></Field> }
        })
    };
    view! {
        <form on:submit=rename novalidate=true>
            <Section title="General">
                <Field label="Name" row=true required=true error=renaming.error_of("name") changed=dirty>
                    <TextInput class="wide" value=name on_input=move |text| name.set(text) disabled_reason=may_rename/>
                </Field>
                <Field label="Plan" row=true>
                    <span>{move || stored.with(|it| it.plan.tier().label())}</span>
                    <a class="link" href=move || place.paths().tier()>"What each tier has"</a>
                </Field>
                <Field label="Product" hint="Chosen at its creation, for good" row=true>
                    <span>{move || stored.with(|it| it.product.label())}</span>
                </Field>
                {paid}
                <Field label="Organization id" row=true>
                    <Mono text=id/><CopyButton text=id label="Copy the id"/>
                </Field>
                <Field label="Created" row=true>
                    {move || view! { <Time at=stored.with(|it| millis(it.created_at)) in_full=true/> }}
                </Field>
                {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
                <SaveBar dirty busy=renaming.busy() on_discard=move || { renaming.reset(); name.set(base.get_untracked()); }/>
            </Section>
        </form>
    }
    .into_any()
}

const fn paid_by(method: PaymentMethod) -> &'static str {
    match method {
        PaymentMethod::AwsMarketplace => "Through the marketplace of AWS",
        PaymentMethod::AzureMarketplace => "Through the marketplace of Azure",
        PaymentMethod::CreditCard => "By card",
        PaymentMethod::GcpMarketplace => "Through the marketplace of Google Cloud",
        PaymentMethod::Invoice => "By invoice",
        PaymentMethod::SnowflakeMarketplace => "Through the marketplace of Snowflake",
    }
}

/// The whole Organization as one file.
#[component]
fn Download() -> impl IntoView {
    let replica = Replica::get();
    let ask = move |_| {
        if let Some(handle) = replica.read_untracked(|opened| opened.handle.clone()) {
            replica.ask(Asked::Export(handle));
        }
    };
    view! {
        <Section title="Download" lead="The whole Organization with its history as one file, or its current state as plain JSON. It is the backup.">
            <SectionBody>
                <Button glyph=Glyph::Download on_click=ask>"Download the Organization"</Button>
            </SectionBody>
        </Section>
    }
    .into_any()
}
