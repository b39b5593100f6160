//! Giving and taking a role in place: at once where nothing else follows, and after a question where other roles
//! go along, somebody becomes an owner, or the person loses something themselves.

use leptos::prelude::*;
use planisphere_domain::Command;

use super::{InPlace, Submission, tell};
use crate::replica::{Consequences, GoneRole, Replica};
use crate::ui::{ConfirmDialog, Toaster};

/// Lines of a list; more are counted.
const SHOWN: usize = 30;

/// What was asked for and waits for an answer.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    command: Command,
    told: String,
    consequences: Consequences,
}

/// Changes of roles that a page makes in place. Its question is a [`RoleChangeDialog`].
#[derive(Clone, Copy)]
pub struct RoleChange {
    replica: Replica,
    toaster: Toaster,
    work: Submission,
    asked: RwSignal<Option<Asked>>,
}

impl RoleChange {
    /// None yet, for the page that stands in the context.
    #[must_use]
    pub fn of_page() -> Self {
        Self {
            replica: Replica::get(),
            toaster: expect_context(),
            work: Submission::default(),
            asked: RwSignal::new(None),
        }
    }

    /// How it stands with the last one.
    #[must_use]
    pub const fn work(self) -> Submission {
        self.work
    }

    /// Carries it out and tells it in these words, after a question where one is due.
    ///
    /// Where changes go into the plan, it is staged; the plan tells what follows.
    pub fn carry_out(self, command: Command, told: impl Into<String>) {
        if untrack(|| self.replica.changes_into_plan()) {
            let title = self.title_of(&command);
            let told = told.into();
            let change = InPlace {
                title,
                told,
                command,
            };
            change.run(self.replica, self.toaster, self.work);
            return;
        }
        let consequences = untrack(|| self.replica.consequences(std::slice::from_ref(&command)));
        let asked = Asked {
            command,
            told: told.into(),
            consequences,
        };
        self.work.reset();
        if asked.consequences.is_weighty() {
            self.asked.set(Some(asked));
        } else {
            self.go(asked);
        }
    }

    fn title_of(self, command: &Command) -> String {
        match command {
            Command::AssignOrganizationRole { holder, .. }
            | Command::AssignWorkspaceRole { holder, .. }
            | Command::AssignDeploymentRole { holder, .. }
            | Command::AssignDagRole { holder, .. } => {
                format!("Role of {}", self.replica.name_of_holder(*holder))
            }
            _ => "A role".to_owned(),
        }
    }

    fn go(self, asked: Asked) {
        let Asked {
            command,
            told,
            consequences,
        } = asked;
        let along = consequences.going_along().count();
        self.work
            .run(self.replica.dispatch(command), move |receipt| {
                self.asked.try_set(None);
                tell(self.toaster, self.replica, with_more(told, along), receipt);
            });
    }
}

/// `Role of Ada taken, and 3 more with it`.
#[must_use]
pub fn with_more(told: String, along: usize) -> String {
    match along {
        0 => told,
        1 => format!("{told}, and 1 more role with it"),
        along => format!("{told}, and {along} more roles with it"),
    }
}

/// The question before a change of roles that does more than it says.
#[component]
pub fn RoleChangeDialog(
    /// Whose.
    of: RoleChange,
) -> impl IntoView {
    let (asked, replica) = (of.asked, of.replica);
    // Somebody else may change roles while the question stands.
    let consequences = Memo::new(move |_| {
        asked
            .get()
            .map(|asked| replica.consequences(&[asked.command]))
            .unwrap_or_default()
    });
    let is_taking = Memo::new(move |_| consequences.with(|all| !all.taken.is_empty()));
    let words = Signal::derive(move || {
        if is_taking.get() {
            "Take the role"
        } else {
            "Change the role"
        }
        .to_owned()
    });
    let confirm = move || {
        if let Some(mut waiting) = asked.get_untracked() {
            waiting.consequences = consequences.get_untracked();
            of.go(waiting);
        }
    };
    view! {
        <ConfirmDialog
            open=Signal::derive(move || asked.with(Option::is_some))
            on_close=move || asked.set(None)
            title=words
            action=words
            busy=of.work.busy()
            error=of.work.error_beside(&[])
            on_confirm=confirm
        >
            <ConsequenceLines consequences/>
        </ConfirmDialog>
    }
    .into_any()
}

/// Consequences as lists with a sentence above each; nothing where there are none.
#[component]
pub fn ConsequenceLines(
    /// What follows.
    #[prop(into)]
    consequences: Signal<Consequences>,
) -> impl IntoView {
    move || {
        let all = consequences.get();
        let along: Vec<String> = all.going_along().map(gone).collect();
        let owners = (!all.new_owners.is_empty()).then(|| {
            let owners = all.new_owners.clone();
            view! {
                <p>"Owns the Organization then, and may do everything in it:"</p>
                {list("New owners", owners)}
            }
        });
        let own: Vec<String> = all
            .own_losses
            .iter()
            .map(|(count, place)| match count {
                1 => format!("1 permission on {place}"),
                count => format!("{count} permissions on {place}"),
            })
            .collect();
        let own = (!own.is_empty()).then(|| {
            view! {
                <p>"You lose this yourself:"</p>
                {list("What you lose", own)}
            }
        });
        let along = (!along.is_empty()).then(|| {
            view! {
                <p>"These roles go with it:"</p>
                {list("Roles that go with it", along)}
            }
        });
        let last = (all.is_weighty() && !all.can_undo)
            .then(|| view! { <p>"You cannot take it back yourself afterwards."</p> });
        view! { {along}{owners}{own}{last} }.into_any()
    }
}

fn gone(role: &GoneRole) -> String {
    format!("{}: {} on {}", role.name, role.title, role.place)
}

fn list(label: &'static str, lines: Vec<String>) -> AnyView {
    let rest = lines.len().saturating_sub(SHOWN);
    let lines = lines
        .into_iter()
        .take(SHOWN)
        .map(|line| view! { <li><bdi>{line}</bdi></li> })
        .collect_view();
    let more = (rest > 0).then(|| view! { <li class="sub">{format!("and {rest} more")}</li> });
    view! { <ul class="losses" aria-label=label>{lines}{more}</ul> }.into_any()
}
