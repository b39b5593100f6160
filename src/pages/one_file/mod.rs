//! Dialogs about the one file of an Organization, over whatever page is open: downloading it and taking one in. No
//! address leads here; [`crate::replica::Asked`] says what is asked.

mod export;
mod import;
mod passphrase;
mod published;
mod secret_name;
mod unlock;
mod working;

use leptos::prelude::*;

use export::ExportDialog;
use import::ImportDialog;
use unlock::UnlockDialog;

pub use passphrase::{NewPassphrase, PassphraseFields};
pub use published::PublishedPage;
pub use working::Working;

/// Every dialog; which one is open is the replica's to say.
#[component]
pub fn FileDialogs() -> impl IntoView {
    view! {
        <ExportDialog/>
        <ImportDialog/>
        <UnlockDialog/>
    }
    .into_any()
}
