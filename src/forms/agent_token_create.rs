//! Defining an agent token of a Deployment with remote execution (TOK-12): its name and when it ends. The secret is
//! somebody else's business.

use leptos::prelude::*;
use planisphere_domain::agent_token::AgentTokenDraft;
use planisphere_domain::api_token::MOST_EXPIRY_DAYS;
use planisphere_domain::{Command, DeploymentId};

use crate::components::{FormDialog, Submission, tell};
use crate::replica::{Ids, Replica};
use crate::ui::{Choice, Field, NumberInput, Select, TextArea, TextInput, Toaster};

/// Fields that show their own errors.
const SHOWN: &[&str] = &["name", "description", "tokenExpiryPeriodInDays"];

/// Lifetimes to choose from, in days.
const LIFETIMES: [(&str, &str); 5] = [
    ("30", "30 days"),
    ("90", "90 days"),
    ("365", "1 year"),
    (OTHER, "Another number of days"),
    (NONE, "No expiry"),
];
const OTHER: &str = "other";
const NONE: &str = "none";

/// The dialog; the page decides when it is open.
#[component]
pub fn AgentTokenCreateDialog(
    /// Whether it shows.
    open: RwSignal<bool>,
    /// Whose agents will use it.
    deployment: DeploymentId,
) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let name = RwSignal::new(String::new());
    let description = RwSignal::new(String::new());
    let lifetime = RwSignal::new("90".to_owned());
    let days = RwSignal::new(String::new());
    let no_number = RwSignal::new(false);
    let submission = Submission::default();
    Effect::new(move |_| {
        if open.get() {
            for text in [name, description, days] {
                text.set(String::new());
            }
            lifetime.set("90".to_owned());
            no_number.set(false);
            submission.reset();
        }
    });
    let expiry = move || -> Result<Option<u32>, ()> {
        match lifetime.get_untracked().as_str() {
            NONE => Ok(None),
            OTHER => days.with_untracked(|days| days.trim().parse().map(Some).map_err(|_| ())),
            days => days.parse().map(Some).map_err(|_| ()),
        }
    };
    let submit = move || {
        let expiry = expiry();
        no_number.set(expiry.is_err());
        let Ok(expiry_period_in_days) = expiry else {
            return;
        };
        let (name, description) = (name.get_untracked(), description.get_untracked());
        let work = async move {
            let draft = AgentTokenDraft {
                id: Ids::agent_token()?,
                deployment_id: deployment,
                name,
                description,
                expiry_period_in_days,
            };
            replica.dispatch(Command::CreateAgentToken(draft)).await
        };
        submission.run(work, move |receipt| {
            open.set(false);
            tell(toaster, replica, "Agent token defined", receipt);
        });
    };
    let days_error = {
        let refused = submission.error_of("tokenExpiryPeriodInDays");
        Signal::derive(move || {
            no_number
                .get()
                .then(|| format!("That is no number of days. Write 1 to {MOST_EXPIRY_DAYS}."))
                .or_else(|| refused.get())
        })
    };
    let lifetimes = || -> Vec<Choice> {
        LIFETIMES
            .iter()
            .map(|(value, label)| Choice::new(*value, *label))
            .collect()
    };
    view! {
        <FormDialog
            open=open
            on_close=move || open.set(false)
            on_submit=submit
            title="Define an agent token"
            lead="What one group of remote agents calls in with. It holds no roles.".to_owned()
            submission
            shown=SHOWN
            action="Define the token"
        >
            <Field label="Name" required=true error=submission.error_of("name")>
                <TextInput value=name on_input=move |text| name.set(text) autofocus=true class="wide"/>
            </Field>
            <Field label="Description" optional=true error=submission.error_of("description")>
                <TextArea value=description on_input=move |text| description.set(text) rows=2/>
            </Field>
            <Field label="Ends after" hint="Fixed once the token is defined" error=days_error>
                <Select options=lifetimes() value=lifetime on_change=move |value| { lifetime.set(value); no_number.set(false); }/>
                <Show when=move || lifetime.with(|value| value == OTHER)>
                    <NumberInput
                        label="Number of days" value=days min=1.0 max=f64::from(MOST_EXPIRY_DAYS) unit="days".to_owned()
                        on_input=move |text| { days.set(text); no_number.set(false); }
                    />
                </Show>
            </Field>
        </FormDialog>
    }
    .into_any()
}
