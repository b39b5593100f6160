//! The tabs of what belongs to this device.

use leptos::prelude::*;

use crate::paths::{PERSONAL_SETTINGS, STORAGE};
use crate::ui::{TabLink, TabLinks};

/// The pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AccountTab {
    Personal,
    Storage,
}

/// The tabs, with the one that is open.
#[component]
pub(super) fn AccountTabs(current: AccountTab) -> impl IntoView {
    let tabs = vec![
        TabLink::new("Personal", PERSONAL_SETTINGS.to_owned()),
        TabLink::new("Storage", STORAGE.to_owned()),
    ];
    let open = match current {
        AccountTab::Personal => PERSONAL_SETTINGS,
        AccountTab::Storage => STORAGE,
    };
    view! { <TabLinks label="Settings of this device" tabs current=open.to_owned()/> }.into_any()
}
