//! The way to what only an open Organization needs: reading its log, deciding, writing, whole files. A release keeps that
//! in the part `engine`, which these functions load first; see docs/decisions/0016. Nothing is done here.

use std::net::IpAddr;

use super::viewing::Lens;
use super::{Failure, Founder, Handle, Opened, Receipt, Replica, TakenCatalogue};
use crate::storage::{OrganizationEntry, Origin, SealedBlob};
use planisphere_domain::{Cause, Command};

macro_rules! engine {
    ($($(#[$about:meta])* fn $name:ident($($given:ident: $kind:ty),+) -> $answer:ty = $work:path;)+) => {
        $(
            $(#[$about])*
            pub(super) async fn $name($($given: $kind),+) -> Result<$answer, Failure> {
                part::$name($($given),+).await?.await
            }
        )+

        mod part {
            #![cfg_attr(
                split,
                allow(
                    unsafe_code,
                    reason = "`wasm_split` writes the import and the export between which the splitter cuts"
                )
            )]

            use std::future::Future;
            use std::pin::Pin;

            #[cfg(split)]
            use leptos::wasm_split::wasm_split;

            use super::*;

            /// Work that was begun. Its own size must not show, or the main part would hold its states.
            type Begun<T> = Pin<Box<dyn Future<Output = Result<T, Failure>>>>;

            $(
                #[cfg(split)]
                #[wasm_split(engine, wasm_split_path = leptos::wasm_split, fallible)]
                pub(super) fn $name($($given: $kind),+) -> Result<Begun<$answer>, Failure> {
                    Ok(Box::pin($work($($given),+)))
                }

                #[cfg(not(split))]
                pub(super) async fn $name($($given: $kind),+) -> Result<Begun<$answer>, Failure> {
                    Ok(Box::pin($work($($given),+)))
                }
            )+
        }
    };
}

engine! {
    /// Reads a log to its end, with the view in which this tab last showed it; `None` when it is not here.
    fn load(replica: Replica, handle: Handle) -> Option<(Opened, Option<Lens>)> = Replica::read_log;
    /// Reads what other tabs wrote.
    fn follow(replica: Replica) -> () = Replica::follow_others;
    /// Acts as whom another tab chose.
    fn follow_viewer(replica: Replica) -> () = Replica::follow_viewer;
    /// Decides and stores.
    fn commit(
        replica: Replica, handle: Handle, commands: Vec<Command>, cause: Cause, blobs: Vec<SealedBlob>,
        address: Option<IpAddr>
    ) -> Receipt = Replica::decide_and_store;
    /// Founds an Organization.
    fn found(replica: Replica, founder: Founder) -> OrganizationEntry = Replica::store_new;
    /// Takes in a file with a whole Organization.
    fn take_in(replica: Replica, bytes: Vec<u8>, origin: Origin) -> OrganizationEntry = Replica::store_archive;
    /// Takes in a catalogue file.
    fn take_catalogue(replica: Replica, name: String, bytes: Vec<u8>) -> TakenCatalogue = Replica::read_and_keep_catalogue;
    /// Takes the catalogue into use that another tab chose.
    fn follow_catalogue(replica: Replica) -> () = Replica::follow_catalogue;
    /// Offers an Organization as a file.
    fn hand_out(replica: Replica, handle: Handle) -> () = Replica::write_archive;
}
