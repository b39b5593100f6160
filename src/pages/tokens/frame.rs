//! What the pages of tokens share: the place that the address names, and the answer when it is not there.

use leptos::prelude::*;
use planisphere_domain::policy::Scope;

use crate::components::Gone;
use crate::paths::{OrganizationPage, Page, Place, TokenPlace};
use crate::replica::Replica;
use crate::ui::Isolated;

/// Draws a page about tokens of the place in the address, anew when the place changes.
#[component]
pub(super) fn TokenFrame(#[prop(into)] content: Callback<TokenPlace, AnyView>) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let at = Memo::new(move |_| {
        let at = place.token_place()?;
        replica.token_home(at.scope())?;
        // An address that names another Workspace than the Deployment's leads nowhere.
        match at {
            TokenPlace::Deployment(workspace, id) => {
                (replica.workspace_of(id) == Some(workspace)).then_some(at)
            }
            other => Some(other),
        }
    });
    move || match at.get() {
        Some(at) => content.run(at),
        None => {
            let kind = match place.page() {
                Page::Organization(
                    OrganizationPage::Tokens(Scope::Workspace)
                    | OrganizationPage::CreateToken(Scope::Workspace)
                    | OrganizationPage::Token(Scope::Workspace),
                ) => "Workspace",
                _ => "Deployment",
            };
            view! {
                <Gone kind href=Signal::derive(move || place.paths().workspaces()) back="All Workspaces"/>
            }
            .into_any()
        }
    }
}

/// Where the tokens of a page belong, as a link there.
#[component]
pub(super) fn HomeLink(at: TokenPlace) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let name = Signal::derive(move || replica.token_home(at.scope()).unwrap_or_default());
    let (word, href) = match at {
        TokenPlace::Organization => ("", None),
        TokenPlace::Workspace(id) => ("Workspace ", Some(place.paths_untracked().workspace(id))),
        TokenPlace::Deployment(workspace, id) => (
            "Deployment ",
            Some(place.paths_untracked().deployment(workspace, id)),
        ),
    };
    match href {
        Some(href) => {
            view! { <span>{word}<a class="link" href=href><Isolated text=name/></a></span> }
                .into_any()
        }
        None => view! { <span><Isolated text=name/></span> }.into_any(),
    }
}
