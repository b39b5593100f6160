//! One switch of the Organization: asked and changed by itself.

use leptos::prelude::*;
use planisphere_domain::organization::OrganizationField;
use planisphere_domain::{Command, Edit};

use crate::components::{InPlace, Submission};
use crate::replica::{Editing, Replica};
use crate::ui::{Banner, Field, Switch, Toaster, Tone};

/// Which switch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Switched {
    SsoOnly,
    Scim,
}

impl Switched {
    const fn field(self, on: bool) -> OrganizationField {
        match self {
            Self::SsoOnly => OrganizationField::IsSsoEnforced(on),
            Self::Scim => OrganizationField::IsScimEnabled(on),
        }
    }

    const fn told(self, on: bool) -> &'static str {
        match (self, on) {
            (Self::SsoOnly, true) => "SSO is required",
            (Self::SsoOnly, false) => "SSO is not required",
            (Self::Scim, true) => "SCIM is on",
            (Self::Scim, false) => "SCIM is off",
        }
    }

    fn command(self, on: bool) -> Command {
        Command::UpdateOrganization {
            edits: vec![Edit::new(self.field(!on), self.field(on))],
        }
    }
}

/// The switch with its words.
#[component]
pub(super) fn SwitchSetting(
    setting: Switched,
    label: &'static str,
    hint: &'static str,
    checked: Signal<bool>,
) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let submission = Submission::default();
    // Turning on may need a plan that turning off does not (access rule 124).
    let gate = Memo::new(move |_| replica.gate(setting.command(!checked.get())).reason);
    // What the plan holds shows here, and is taken out by switching back.
    let name = setting.field(true).name();
    let staged = Memo::new(move |_| {
        let like = setting.command(true);
        let commands = replica.staged_like(&like);
        let mut edits = commands
            .iter()
            .filter_map(OrganizationField::edits)
            .flatten();
        edits.any(|edit| edit.value.name() == name)
    });
    let shown = Signal::derive(move || checked.get() != staged.get());
    let change = move |on: bool| {
        if staged.get_untracked() {
            replica.unstage_fields(&setting.command(true), &[name.to_owned()].into());
            return;
        }
        let change = InPlace {
            title: label.to_owned(),
            told: setting.told(on).to_owned(),
            command: setting.command(on),
        };
        change.run(replica, toaster, submission);
    };
    let failed = submission.error_beside(&[]);
    view! {
        <Field
            label hint row=true changed=staged
            was=Signal::derive(move || staged.get().then(|| if checked.get() { "was on" } else { "was off" }.to_owned()))
        >
            <Switch checked=shown on_change=change disabled_reason=gate/>
        </Field>
        {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
    }
    .into_any()
}
