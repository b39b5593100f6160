//! Buttons, link buttons, menus, copy buttons and icons.
use leptos::prelude::*;

use super::specimen::Specimen;
use crate::ui::{
    Button, ButtonKind, CopyButton, Glyph, Icon, IconButton, Kbd, LinkButton, Mark, Menu,
    MenuEntry, MenuItem, Mono, Section,
};

const WHY: &str = "Needs deployment.delete. Workspace Operator would grant it. Ask Ada or Kofi, who own this Workspace.";

fn reason() -> Option<String> {
    Some(String::from(WHY))
}

/// The section of this family.
pub fn section() -> AnyView {
    view! {
        <Section id="buttons" title="Buttons and menus" lead="One primary button per view. A gate says why and what would open it.">
            <Specimen case="Kinds">
                <Button kind=ButtonKind::Primary>"Create a Deployment " <Kbd keys="C"/></Button>
                <Button>"Import a file"</Button>
                <Button kind=ButtonKind::Quiet>"Discard"</Button>
                <Button kind=ButtonKind::Danger>"Delete"</Button>
                <Button kind=ButtonKind::DangerPrimary>"Delete the Deployment"</Button>
            </Specimen>
            <Specimen case="Small">
                <Button small=true kind=ButtonKind::Primary>"Apply"</Button>
                <Button small=true>"Fix"</Button>
                <Button small=true kind=ButtonKind::Quiet>"Later"</Button>
                <Button small=true kind=ButtonKind::Danger>"Remove"</Button>
            </Specimen>
            <Specimen case="With a drawing">
                <Button glyph=Glyph::Upload>"Import"</Button>
                <Button glyph=Glyph::Plus kind=ButtonKind::Primary>"Add a queue"</Button>
                <IconButton glyph=Glyph::Pencil label="Rename"/>
                <IconButton glyph=Glyph::Refresh label="Read again" kind=ButtonKind::Normal/>
                <IconButton glyph=Glyph::Cross label="Take away" small=true/>
            </Specimen>
            <Specimen case="Busy">
                <Button kind=ButtonKind::Primary busy=true>"Creating"</Button>
                <Button busy=true>"Saving"</Button>
                <IconButton glyph=Glyph::Refresh label="Reading" busy=true/>
            </Specimen>
            <Specimen case="Gated, with the reason">
                <Button kind=ButtonKind::Primary disabled_reason=reason()>"Create a Deployment"</Button>
                <Button disabled_reason=reason()>"Delete"</Button>
                <Button kind=ButtonKind::Quiet disabled_reason=reason()>"Discard"</Button>
                <IconButton glyph=Glyph::Trash label="Delete" disabled_reason=reason()/>
                <LinkButton href="#buttons" disabled_reason=reason()>"Open Airflow"</LinkButton>
            </Specimen>
            <Specimen case="Links">
                <LinkButton href="#buttons">"All Deployments"</LinkButton>
                <LinkButton href="#buttons" kind=ButtonKind::Primary glyph=Glyph::Plus>"New"</LinkButton>
                <LinkButton href="https://airflow.apache.org" external=true>"Open Airflow"</LinkButton>
                <a class="link" href="#buttons">"Audit log"</a>
            </Specimen>
            <Specimen case="Long words">
                <Button>"Create a Deployment from another one"</Button>
            </Specimen>
            <Specimen case="Menus">
                <Menus/>
            </Specimen>
            <Specimen case="Copy">
                <Mono text="cm4k0p3f1000108l4abcd9x2"/>
                <CopyButton text="cm4k0p3f1000108l4abcd9x2" label="Copy the id"/>
                <CopyButton text="values" label="Copy the file" worded=true/>
            </Specimen>
            <Specimen case="Icons">
                <ul class="glyphs">
                    <li><Mark/> "Mark"</li>
                    {Glyph::ALL
                        .into_iter()
                        .map(|glyph| view! { <li><Icon glyph/> {format!("{glyph:?}")}</li> })
                        .collect_view()}
                </ul>
            </Specimen>
        </Section>
    }
    .into_any()
}

#[component]
fn Menus() -> impl IntoView {
    let last = RwSignal::new(String::from("nothing yet"));
    let order = RwSignal::new("name");
    let choose = move |what: &'static str| move || last.set(what.to_owned());
    let actions = move || {
        vec![
            MenuItem::run("Rename", choose("Rename"))
                .glyph(Glyph::Pencil)
                .keys("R")
                .into(),
            MenuItem::run("Hibernate", choose("Hibernate"))
                .glyph(Glyph::Moon)
                .keys("H")
                .into(),
            MenuItem::link("Open the gallery's start", "#buttons")
                .glyph(Glyph::External)
                .into(),
            MenuEntry::Separator,
            MenuItem::run("Delete", choose("Delete"))
                .glyph(Glyph::Trash)
                .danger()
                .into(),
            MenuItem::run("Transfer", choose("Transfer"))
                .glyph(Glyph::Workspace)
                .gated(Some(String::from(
                    "Needs workspace.deployments.create in the other Workspace.",
                )))
                .into(),
        ]
    };
    let orders = move || {
        let item = |key: &'static str, label: &'static str| {
            MenuItem::run(label, move || order.set(key))
                .checked(order.get() == key)
                .into()
        };
        vec![
            MenuEntry::Heading(String::from("Order")),
            item("name", "By name"),
            item("cost", "By cost"),
            item("age", "By age"),
        ]
    };
    let places = move || {
        vec![
            MenuItem::link("Northwind Data", "#buttons")
                .note("Enterprise, 212 Workspaces")
                .checked(true)
                .into(),
            MenuItem::link("شركة الشمال", "#buttons")
                .note("Team, 3 Workspaces")
                .checked(false)
                .into(),
            MenuItem::link(
                "An Organization with a name that is far longer than any menu is wide",
                "#buttons",
            )
            .checked(false)
            .into(),
        ]
    };
    view! {
        <Menu label="Actions" worded=true entries=Signal::derive(actions)>
            "Actions"
            <Icon glyph=Glyph::ChevronDown/>
        </Menu>
        <Menu label="Order" worded=true entries=Signal::derive(orders) class="chip">
            "Order " <b>{move || order.get()}</b>
        </Menu>
        <Menu label="Organizations" worded=true entries=Signal::derive(places) class="crumb">
            <span class="cut">"Northwind Data"</span>
            <small>"Enterprise"</small>
            <Icon glyph=Glyph::Switcher class="small"/>
        </Menu>
        <Menu label="More actions" entries=Signal::derive(actions) class="btn quiet square" at_end=true>
            <Icon glyph=Glyph::More/>
        </Menu>
        <span class="sub">"Last chosen: " {move || last.get()}</span>
    }
    .into_any()
}
