//! Founding an Organization: name, plan, first Workspace, and who the founder is.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use planisphere_domain::organization::{Plan, Product};

use crate::components::{LeaveGuard, Submission};
use crate::paths::OrganizationPaths;
use crate::replica::{Founder, Profile, Replica};
use crate::ui::{Banner, Button, ButtonKind, Choice, Field, Section, Segmented, TextInput, Tone};

/// Fields that show their own errors.
const SHOWN: &[&str] = &["name", "fullName", "username", "workspaceName"];

/// The form of the first visit.
#[component]
pub fn OrganizationCreateForm() -> impl IntoView {
    let replica = Replica::get();
    let navigate = use_navigate();
    let profile = replica.settings().get_untracked().profile;
    let organization = RwSignal::new(String::new());
    let workspace = RwSignal::new("My first Workspace".to_owned());
    let name = RwSignal::new(profile.name);
    let email = RwSignal::new(profile.email);
    let plan = RwSignal::new(Plan::Enterprise);
    let product = RwSignal::new(Product::Hosted);
    let submission = Submission::default();
    let created = RwSignal::new(false);
    let plans: Vec<Choice> = Plan::CHOICES
        .iter()
        .map(|plan| Choice::new(plan.api(), plan.tier().label()))
        .collect();
    let choose = move |value: String| {
        if let Some(chosen) = Plan::CHOICES.iter().find(|plan| plan.api() == value) {
            plan.set(*chosen);
        }
    };
    let products: Vec<Choice> = Product::ALL
        .iter()
        .map(|product| Choice::new(product.api(), product.label()))
        .collect();
    let choose_product = move |value: String| {
        if let Some(chosen) = Product::ALL.iter().find(|product| product.api() == value) {
            product.set(*chosen);
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let founder = Founder {
            organization: organization.get_untracked(),
            name: name.get_untracked(),
            email: email.get_untracked(),
            product: product.get_untracked(),
            plan: plan.get_untracked(),
            workspace: workspace.get_untracked(),
        };
        let profile = Profile {
            name: founder.name.trim().to_owned(),
            email: founder.email.trim().to_owned(),
        };
        let navigate = navigate.clone();
        submission.run(replica.found(founder), move |entry| {
            created.set(true);
            replica
                .settings()
                .update(|settings| settings.profile = profile);
            let key = replica.organizations().with_untracked(|all| {
                Replica::address_key(all.as_deref().unwrap_or_default(), &entry)
            });
            navigate(&OrganizationPaths::new(&key).overview(), Default::default());
        });
    };
    let beside = submission.error_beside(SHOWN);
    view! {
        <LeaveGuard dirty=move || !organization.get().is_empty() && !created.get()/>
        <form on:submit=submit novalidate=true>
            <Section title="The Organization" lead="It holds Workspaces, clusters, people and Teams.">
                <Field label="Name" row=true required=true error=submission.error_of("name")>
                    <TextInput class="wide" value=organization on_input=move |text| organization.set(text) autocomplete="organization" autofocus=true/>
                </Field>
                <Field label="Plan" hint="Decides which capabilities are open. Everything runs on this device either way." row=true>
                    <Segmented options=plans value=Signal::derive(move || plan.get().api().to_owned()) on_change=choose/>
                </Field>
                <Field
                    label="Product"
                    hint="Hosted runs in the operator's cloud, hybrid in your own. It cannot be changed later."
                    row=true
                >
                    <Segmented options=products value=Signal::derive(move || product.get().api().to_owned()) on_change=choose_product/>
                </Field>
                <Field
                    label="First Workspace"
                    hint="Deployments that one group of people shares"
                    row=true
                    required=true
                    error=submission.error_of("workspaceName")
                >
                    <TextInput class="wide" value=workspace on_input=move |text| workspace.set(text)/>
                </Field>
            </Section>
            <Section title="You" lead="You become its Organization Owner.">
                <Field label="Your name" row=true required=true error=submission.error_of("fullName")>
                    <TextInput class="wide" value=name on_input=move |text| name.set(text) autocomplete="name"/>
                </Field>
                <Field label="E-mail" hint="Stays on this device" row=true required=true error=submission.error_of("username")>
                    <TextInput class="wide" value=email on_input=move |text| email.set(text) kind="email" autocomplete="email"/>
                </Field>
            </Section>
            {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            <div class="form-actions">
                <Button kind=ButtonKind::Primary submit=true busy=submission.busy()>"Create the Organization"</Button>
            </div>
        </form>
    }
    .into_any()
}
