//! Saying that an invited person came, in a dialog. On a device nobody signs in, so whoever may invite says it
//! for them.

use leptos::prelude::*;
use planisphere_domain::{Command, UserId};

use crate::components::{FormDialog, Submission, tell};
use crate::replica::Replica;
use crate::ui::{Field, TextInput, Toaster};

/// The dialog; open while somebody is named.
#[component]
pub fn InviteAcceptDialog(
    /// Who came, with their address.
    of: RwSignal<Option<(UserId, String)>>,
) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let name = RwSignal::new(String::new());
    let submission = Submission::default();
    Effect::new(move |_| {
        if of.with(Option::is_some) {
            name.set(String::new());
            submission.reset();
        }
    });
    let open = Signal::derive(move || of.with(Option::is_some));
    let submit = move || {
        let Some((id, _)) = of.get_untracked() else {
            return;
        };
        let command = Command::AcceptInvite {
            id,
            full_name: name.get_untracked(),
        };
        submission.run(replica.dispatch(command), move |receipt| {
            of.set(None);
            tell(toaster, replica, "Marked as joined", receipt);
        });
    };
    let title = move || {
        let address = of.get().map(|(_, address)| address).unwrap_or_default();
        format!("{address} has joined")
    };
    view! {
        <FormDialog
            open=open
            on_close=move || of.set(None)
            on_submit=submit
            title=Signal::derive(title)
            lead="Nobody signs in on a device, so you say it for them. From then on they can be chosen to act as.".to_owned()
            submission
            shown=&["fullName"]
            action="Mark as joined"
        >
            <Field label="Their name" required=true error=submission.error_of("fullName")>
                <TextInput value=name on_input=move |text| name.set(text) autofocus=true class="wide"/>
            </Field>
        </FormDialog>
    }
    .into_any()
}
