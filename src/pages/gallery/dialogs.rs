//! Dialogs, confirmation, toasts, tips, tabs over panels.
use leptos::prelude::*;

use super::names::LONG;
use super::specimen::Specimen;
use crate::ui::{
    Button, ButtonKind, Choice, Combobox, ConfirmDialog, Dialog, Field, Glyph, Icon, Section, Tab,
    TabLink, TabLinks, TabPanel, Tabs, TextInput, Toast, Toaster, Tooltip,
};

const FORMATS: &[Tab] = &[
    Tab {
        key: "yaml",
        label: "YAML",
    },
    Tab {
        key: "json",
        label: "JSON",
    },
    Tab {
        key: "hcl",
        label: "Terraform",
    },
];

/// The section of this family.
pub fn section() -> AnyView {
    view! {
        <Section id="dialogs" title="Dialogs, toasts, tips" lead="Escape closes, the focus comes back to where it was.">
            <Specimen case="Dialogs"><Dialogs/></Specimen>
            <Specimen case="Toasts"><Toasts/></Specimen>
            <Specimen case="Tips">
                <Tooltip tip="Prices of the Organization's rate card, before tax"><Icon glyph=Glyph::Info/></Tooltip>
                <span class="limit cut" data-cut="">{LONG}</span>
            </Specimen>
            <Specimen case="Tabs as links"><LinkedTabs/></Specimen>
            <Specimen case="Tabs over panels"><PanelTabs/></Specimen>
        </Section>
    }
    .into_any()
}

#[component]
fn Dialogs() -> impl IntoView {
    let form = RwSignal::new(false);
    let long = RwSignal::new(false);
    let named = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let cluster = RwSignal::new(String::new());
    let error = move || {
        name.with(String::is_empty)
            .then(|| String::from("A Workspace needs a name. Write one."))
    };
    let clusters = Signal::stored(vec![
        Choice::new("use1", "aws us-east-1").note("dedicated"),
        Choice::new("euw", "azure westeurope"),
    ]);
    let form_footer = move || {
        view! {
            <Button on_click=move |_| form.set(false)>"Cancel"</Button>
            <Button kind=ButtonKind::Primary submit=true>"Create a Workspace"</Button>
        }
    };
    let long_footer = move || {
        view! {
            <Button class="start" kind=ButtonKind::Quiet>"What is this"</Button>
            <Button kind=ButtonKind::Primary on_click=move |_| long.set(false)>"Done"</Button>
        }
    };
    view! {
        <Button on_click=move |_| form.set(true)>"A form"</Button>
        <Button on_click=move |_| long.set(true)>"Long content"</Button>
        <Button kind=ButtonKind::Danger on_click=move |_| named.set(true)>"A typed name"</Button>
        <Button on_click=move |_| failed.set(true)>"A failure"</Button>
        <Dialog
            open=form
            on_close=move || form.set(false)
            on_submit=move || form.set(false)
            title="Create a Workspace"
            lead="A Workspace holds the Deployments of one group of people."
            footer=form_footer
        >
            <Field label="Name" required=true error=Signal::derive(error)>
                <TextInput value=name on_input=move |text| name.set(text) autofocus=true/>
            </Field>
            <Field label="Cluster" optional=true>
                <Combobox options=clusters value=cluster on_change=move |value| cluster.set(value)/>
            </Field>
        </Dialog>
        <Dialog open=long on_close=move || long.set(false) title=LONG wide=true footer=long_footer>
            {(1..=12).map(|_| view! { <p>{LONG}</p> }).collect_view()}
        </Dialog>
        <ConfirmDialog
            open=named
            on_close=move || named.set(false)
            title="Delete this Deployment"
            action="Delete the Deployment"
            typed_name="attribution-prod"
            on_confirm=move || named.set(false)
        >
            <p>"Its history, variables and logs go with it. This cannot be undone."</p>
        </ConfirmDialog>
        <ConfirmDialog
            open=failed
            on_close=move || failed.set(false)
            title="Leave without applying"
            action="Discard 2 changes"
            error="The changes could not be discarded, because another tab holds them. Close the other tab, then try again."
            on_confirm=|| ()
        >
            <p>"Two changes are not applied."</p>
        </ConfirmDialog>
    }
    .into_any()
}

#[component]
fn Toasts() -> impl IntoView {
    let toaster = expect_context::<Toaster>();
    let undo = move || toaster.show(Toast::new("Hibernation undone"));
    view! {
        <Button on_click=move |_| {
            toaster.show(Toast::new("Deployment “attribution-nightly” hibernated").action("Undo", undo));
        }>"With Undo"</Button>
        <Button on_click=move |_| toaster.show(Toast::new("Link copied"))>"Plain"</Button>
        <Button on_click=move |_| {
            toaster.show(Toast::failed("The Organization was not saved. Free some space, then try again."));
        }>"A failure"</Button>
        <Button on_click=move |_| toaster.show(Toast::new(LONG).stays())>"Long"</Button>
    }
    .into_any()
}

#[component]
fn LinkedTabs() -> impl IntoView {
    let names = [
        "Overview",
        "DAGs",
        "Logs",
        "Analytics",
        "Environment",
        "Deploys",
        "Settings",
        "Access",
        "As code",
    ];
    let tabs: Vec<TabLink> = names
        .into_iter()
        .map(|name| {
            let mut tab = TabLink::new(name, format!("#{}", name.to_lowercase()));
            tab.count = (name == "DAGs").then(|| String::from("412"));
            tab
        })
        .collect();
    view! { <TabLinks label="Deployment" tabs current="#settings"/> }.into_any()
}

#[component]
fn PanelTabs() -> impl IntoView {
    let format = RwSignal::new("yaml");
    view! {
        <div class="stack tight">
            <Tabs id="gallery-format" label="Format" tabs=FORMATS selected=format on_select=move |key| format.set(key)/>
            {FORMATS
                .iter()
                .map(|tab| {
                    view! {
                        <TabPanel tabs="gallery-format" key=tab.key selected=format>
                            {format!("The Deployment as {}.", tab.label)}
                        </TabPanel>
                    }
                })
                .collect_view()}
        </div>
    }
    .into_any()
}
