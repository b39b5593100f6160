//! Leads from the words of a refusal, wherever they show, to the page that explains them.

use leptos::prelude::*;

use crate::paths::{Address, OrganizationPaths};
use crate::replica::Replica;
use crate::ui::Explains;

/// Gives the interface the way from a reason to its explanation.
pub fn provide_explanations(replica: Replica) {
    let find = move |reason: String| {
        // Read when it is asked: a tip belongs to no page.
        let path = window().location().pathname().ok()?;
        let address = Address::parse(&path);
        let question = replica.question_behind(&reason, address.deployment, address.workspace)?;
        Some(OrganizationPaths::new(&address.key).why_about(&question.parameters()))
    };
    provide_context(Explains(Callback::new(find)));
}
