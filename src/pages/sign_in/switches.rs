//! One switch of the Organization: asked and changed by itself.

use leptos::prelude::*;
use planisphere_domain::organization::OrganizationField;
use planisphere_domain::{Command, Edit};

use crate::components::{Submission, tell};
use crate::replica::Replica;
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
    let change = move |on: bool| {
        submission.run(replica.dispatch(setting.command(on)), move |receipt| {
            tell(toaster, replica, setting.told(on), receipt);
        });
    };
    let failed = submission.error_beside(&[]);
    view! {
        <Field label hint row=true>
            <Switch checked on_change=change disabled_reason=gate/>
        </Field>
        {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
    }
    .into_any()
}
