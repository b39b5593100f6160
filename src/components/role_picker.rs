//! Choosing a role: every role of a place with what it is for, those that the person may not give with the
//! reason. It gives nothing itself; what a choice does is the page's business.

use leptos::prelude::*;
use planisphere_domain::access::{BoundRole, Holder};

use crate::replica::{Replica, RoleOption, RolePlace};
use crate::ui::{Choice, Combobox, Isolated};

/// A picker of roles at one place.
///
/// ```ignore
/// view! {
///     <Field label="Role">
///         <RolePicker
///             at=RolePlace::Workspace(id) holder=Some(Holder::User(user)) value=role
///             on_change=move |role| give(role)
///         />
///     </Field>
/// }
/// ```
#[component]
pub fn RolePicker(
    /// Where the role is held.
    #[prop(into)]
    at: Signal<RolePlace>,
    /// To whom it is given; `None` in a form that creates the holder.
    #[prop(optional, into)]
    holder: Signal<Option<Holder>>,
    /// The chosen role; `None` while there is none.
    #[prop(into)]
    value: Signal<Option<BoundRole>>,
    /// Called with the newly chosen role, which may be given.
    #[prop(into)]
    on_change: Callback<BoundRole>,
    /// The role is the one of its own scope that a new token starts with.
    #[prop(optional)]
    is_minted: bool,
    /// Its name, where no `Field` gives it one.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// Shown while nothing is chosen.
    #[prop(default = "Choose a role")]
    placeholder: &'static str,
    /// Why a role cannot be chosen, beside what stands against giving it.
    #[prop(optional, into)]
    also_refused: Option<Callback<BoundRole, Option<String>>>,
    /// Why it cannot be changed, where the page knows better than the roles do.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
    /// Says the reason below the picker while nothing can be chosen; for places with room.
    #[prop(optional)]
    spelled_out: bool,
) -> impl IntoView {
    let replica = Replica::get();
    let options = Memo::new(move |_| {
        let mut options = at.with(|at| replica.role_options(at, holder.get(), is_minted));
        if let Some(also_refused) = also_refused {
            for option in &mut options {
                option.reason = option
                    .reason
                    .take()
                    .or_else(|| also_refused.run(option.role.clone()));
            }
        }
        options
    });
    let choices = move || options.with(|options| options.iter().map(choice).collect::<Vec<_>>());
    let chosen = move || {
        let value = value.get();
        options.with(|options| {
            options
                .iter()
                .find(|option| Some(&option.role) == value.as_ref())
                .map(|option| option.key.clone())
                .unwrap_or_default()
        })
    };
    let closed = Memo::new(move |_| {
        let value = value.get();
        disabled_reason
            .get()
            .or_else(|| options.with(|options| common_reason(options, value.as_ref())))
    });
    let choose = move |key: String| {
        // Emptying the text takes nothing away.
        let role = options.with_untracked(|options| {
            options
                .iter()
                .find(|option| option.key == key && option.reason.is_none())
                .map(|option| option.role.clone())
        });
        if let Some(role) = role {
            on_change.run(role);
        }
    };
    let planned = Memo::new(move |_| {
        let holder = holder.get()?;
        at.with(|at| replica.planned_role(at, holder))
    });
    let (options, value) = (Signal::derive(choices), Signal::derive(chosen));
    let none = "No role of that name";
    let picker = match label {
        Some(label) => view! {
            <Combobox class="roles" label placeholder none disabled_reason=closed options value on_change=choose/>
        }
        .into_any(),
        None => view! {
            <Combobox class="roles" placeholder none disabled_reason=closed options value on_change=choose/>
        }
        .into_any(),
    };
    let reason = move || {
        let reason = closed.get().filter(|_| spelled_out);
        reason.map(|reason| view! { <p class="sub role-reason">{reason}</p> })
    };
    let planned = move || {
        let planned = planned.get();
        planned.map(|role| {
            view! { <span class="chip brass planned-role">"Planned: "<Isolated text=role/></span> }
        })
    };
    view! { {picker}{planned}{reason} }.into_any()
}

fn choice(option: &RoleOption) -> Choice {
    let choice = Choice::new(option.key.clone(), option.label.clone()).note(option.about.clone());
    match &option.reason {
        Some(reason) => choice.closed(reason.clone()),
        None => choice,
    }
}

/// The reason that stands against every other role alike: nothing can be changed here.
fn common_reason(options: &[RoleOption], chosen: Option<&BoundRole>) -> Option<String> {
    let mut reasons = options
        .iter()
        // What is held already is refused to nobody who may give roles.
        .filter(|option| Some(&option.role) != chosen)
        .map(|option| option.reason.as_ref());
    let first = reasons.next()??;
    reasons
        .all(|reason| reason == Some(first))
        .then(|| first.clone())
}
