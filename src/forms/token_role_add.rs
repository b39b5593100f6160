//! Choosing one more role for an API token, in a dialog: only at places that a token of its scope may reach
//! (rule 75). What happens with the choice is the caller's business.

use leptos::prelude::*;
use planisphere_domain::access::{BoundRole, Holder};
use planisphere_domain::api_token::TokenScope;

use super::role_choice::{RoleChoice, RoleChoiceFields, SHOWN};
use crate::components::Submission;
use crate::ui::{Banner, Button, ButtonKind, Dialog, Tone};

/// The dialog; the page decides when it is open.
#[component]
pub fn TokenRoleAddDialog(
    /// Whether it shows.
    open: RwSignal<bool>,
    /// Where the token belongs.
    scope: TokenScope,
    /// The token; `None` while it is being defined.
    holder: Option<Holder>,
    /// How giving the role goes.
    submission: Submission,
    /// Called with the choice.
    #[prop(into)]
    on_add: Callback<BoundRole>,
) -> impl IntoView {
    let choice = RoleChoice::new(open, scope, submission);
    let submit = move || {
        if let Some(role) = choice.take() {
            on_add.run(role);
        }
    };
    let beside = submission.error_beside(SHOWN);
    view! {
        <Dialog
            open=open
            on_close=move || open.set(false)
            on_submit=submit
            busy=submission.busy()
            title="Add a role"
            lead="A token holds only the roles that it lists.".to_owned()
            footer=move || view! {
                <Button on_click=move |_| open.set(false)>"Cancel"</Button>
                <Button kind=ButtonKind::Primary submit=true busy=submission.busy()>"Add the role"</Button>
            }
        >
            <RoleChoiceFields choice holder/>
            {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        </Dialog>
    }
    .into_any()
}
