//! Inviting people by their addresses, in a dialog: one commit for all of them, or none.

use leptos::prelude::*;
use planisphere_domain::access::BoundRole;
use planisphere_domain::policy::PLAIN_MEMBER;

use crate::components::{FormDialog, RolePicker, Submission, tell};
use crate::replica::{BadAddress, Replica, RolePlace, addresses_in};
use crate::ui::{Field, Glyph, Icon, Isolated, TextArea, Toaster};

/// The dialog; the page decides when it is open.
#[component]
pub fn UserInviteDialog(
    /// Whether it shows.
    open: RwSignal<bool>,
) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let text = RwSignal::new(String::new());
    let role = RwSignal::new(PLAIN_MEMBER);
    let bad = RwSignal::new(Vec::<BadAddress>::new());
    let missing = RwSignal::new(false);
    let submission = Submission::default();
    Effect::new(move |_| {
        if open.get() {
            text.set(String::new());
            role.set(PLAIN_MEMBER);
            bad.set(Vec::new());
            missing.set(false);
            submission.reset();
        }
    });
    let count = Memo::new(move |_| text.with(|text| addresses_in(text).len()));
    let submit = move || {
        let addresses = text.with_untracked(|text| addresses_in(text));
        missing.set(addresses.is_empty());
        if addresses.is_empty() {
            return;
        }
        let (commands, refused) = match replica.invites(&addresses, role.get_untracked()) {
            Ok(judged) => judged,
            Err(failure) => return submission.fail(failure),
        };
        let is_fine = refused.is_empty();
        bad.set(refused);
        if !is_fine {
            return;
        }
        let invited = commands.len();
        submission.run(replica.dispatch_together(commands), move |receipt| {
            open.set(false);
            let text = if invited == 1 {
                "1 person invited".to_owned()
            } else {
                format!("{invited} people invited")
            };
            tell(toaster, replica, text, receipt);
        });
    };
    let error = Signal::derive(move || {
        if missing.get() {
            return Some("No address is named. Type at least one.".to_owned());
        }
        let refused = bad.with(Vec::len);
        let all = count.get();
        match (refused, all) {
            (0, _) => None,
            (1, 1) => Some("This address cannot be invited.".to_owned()),
            _ => Some(format!(
                "{refused} of {all} addresses cannot be invited, so nobody was."
            )),
        }
    });
    let problems = move || {
        bad.get()
            .into_iter()
            .map(|bad| {
                // Most reasons name the address already.
                let named = !bad.reason.contains(&bad.address);
                let address = named.then(|| view! { <b><Isolated text=bad.address/></b><br/> });
                view! {
                    <li class="problem bad">
                        <Icon glyph=Glyph::Warning class="small"/>
                        <span>{address}{bad.reason}</span>
                    </li>
                }
            })
            .collect_view()
    };
    let hint = Signal::derive(move || match count.get() {
        0 | 1 => Some("One or several, set apart by commas, spaces or lines".to_owned()),
        count => Some(format!("{count} addresses")),
    });
    let also_refused = Callback::new(|role: BoundRole| match role {
        BoundRole::Organization(role) if !role.is_given_by_invite() => Some(
            "An invite does not give it. Invite as Member and change the role later.".to_owned(),
        ),
        _ => None,
    });
    view! {
        <FormDialog
            open=open
            on_close=move || open.set(false)
            on_submit=submit
            title="Invite people"
            lead="Nothing is sent from a browser. An invite waits here until you mark the person as joined, or a server sends it.".to_owned()
            submission
            shown=&[]
            action=Signal::derive(move || match count.get() { 0 | 1 => "Invite".to_owned(), count => format!("Invite {count} people") })
        >
            <Field label="E-mail addresses" required=true error=error hint=hint>
                <TextArea
                    value=text
                    on_input=move |value| { text.set(value); bad.set(Vec::new()); missing.set(false); }
                    placeholder="name@company.example"
                />
            </Field>
            <Show when=move || bad.with(|bad| !bad.is_empty())><ul class="problems" aria-label="Addresses that cannot be invited">{problems}</ul></Show>
            <Field label="Organization role">
                <RolePicker
                    at=RolePlace::Organization
                    value=Signal::derive(move || Some(BoundRole::Organization(role.get())))
                    on_change=move |chosen| if let BoundRole::Organization(chosen) = chosen { role.set(chosen) }
                    also_refused=also_refused
                />
            </Field>
        </FormDialog>
    }
    .into_any()
}
