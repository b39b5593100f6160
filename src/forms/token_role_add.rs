//! Choosing one more role for an API token, in a dialog: only at places that a token of its scope may reach
//! (rule 75). What happens with the choice is the caller's business.

use leptos::prelude::*;
use planisphere_domain::access::{BoundRole, Holder};
use planisphere_domain::api_token::TokenScope;

use super::role_choice::{RoleChoice, RoleChoiceFields, SHOWN};
use crate::components::{FormDialog, Submission};

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
    view! {
        <FormDialog
            open=open
            on_close=move || open.set(false)
            on_submit=submit
            title="Add a role"
            lead="A token holds only the roles that it lists.".to_owned()
            submission
            shown=SHOWN
            action="Add the role"
        >
            <RoleChoiceFields choice holder/>
        </FormDialog>
    }
    .into_any()
}
