//! What a secret is called. Its names came with somebody's file, so none of them touches what stands around it.

use leptos::prelude::*;

use crate::replica::NamedSecret;
use crate::ui::Isolated;

/// A secret by what it is part of: `PASSWORD of Deployment nightly`.
#[component]
pub(super) fn SecretName(secret: NamedSecret) -> impl IntoView {
    let NamedSecret { key, kind, name } = secret;
    let key = key.map(|key| view! { <Isolated text=key/>" of " });
    view! { {key}{kind}" "<Isolated text=name/> }.into_any()
}
