//! The way to what only an open Organization needs: reading its log, deciding, writing, whole files. A release keeps that
//! in the part `engine`, which these functions load first; see docs/decisions/0016. Nothing is done here.

use std::rc::Rc;

use super::dispatch::Wish;
use super::lifecycle::ReadLog;
use super::one_file::{ExportView, ExportWish, ImportWish, ReadIn};
use super::{
    Failure, Founder, Handle, Receipt, Replica, SizeView, StorageView, TakenCatalogue, Work,
};
use crate::storage::{OrganizationEntry, Origin};

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
    fn load(replica: Replica, handle: Handle) -> Option<ReadLog> = Replica::read_log;
    /// Reads what other tabs wrote.
    fn follow(replica: Replica) -> () = Replica::follow_others;
    /// Acts as whom another tab chose.
    fn follow_viewer(replica: Replica) -> () = Replica::follow_viewer;
    /// Decides and stores.
    fn commit(replica: Replica, handle: Handle, wish: Wish) -> Receipt = Replica::decide_and_store;
    /// Shows the moment that is looked at as whoever acts here sees it.
    fn look_as_oneself(replica: Replica) -> () = Replica::look_back_as_oneself;
    /// Proves the chain of a log from its first commit.
    fn prove(replica: Replica, handle: Handle) -> () = Replica::prove_log;
    /// Folds a log into chunks, with a snapshot.
    fn fold(replica: Replica, handle: Handle) -> () = Replica::fold_log;
    /// Offers everything that is stored of a log as a file, whole or not.
    fn hand_out_rows(replica: Replica, handle: Handle) -> () = Replica::write_rows;
    /// Founds an Organization.
    fn found(replica: Replica, founder: Founder) -> OrganizationEntry = Replica::store_new;
    /// Takes in a sample's file.
    fn take_in(replica: Replica, bytes: Vec<u8>, origin: Origin) -> OrganizationEntry = Replica::store_archive;
    /// Takes in a catalogue file.
    fn take_catalogue(replica: Replica, name: String, bytes: Vec<u8>) -> TakenCatalogue = Replica::read_and_keep_catalogue;
    /// Takes the catalogue into use that another tab chose.
    fn follow_catalogue(replica: Replica) -> () = Replica::follow_catalogue;
    /// Says what a download would hold.
    fn export_view(replica: Replica, handle: Handle, work: Work) -> ExportView = Replica::read_for_export;
    /// Hands an Organization out as a file.
    fn export(replica: Replica, handle: Handle, wish: ExportWish, work: Work) -> Vec<String> = Replica::write_file;
    /// Reads a file with a whole Organization to its end.
    fn read_in(replica: Replica, content: web_sys::Blob, work: Work) -> Rc<ReadIn> = Replica::read_file_in;
    /// Keeps what was read.
    fn import(replica: Replica, read: Rc<ReadIn>, wish: ImportWish, work: Work) -> OrganizationEntry = Replica::keep_read;
    /// Fetches a published copy and opens it to read.
    fn open_published(replica: Replica, source: String, work: Work) -> () = Replica::fetch_published;
    /// Tries a passphrase on the key of this device.
    fn unlock(replica: Replica, passphrase: String) -> () = Replica::try_passphrase;
    /// Asks for the passphrase of this device.
    fn ask_to_unlock(replica: Replica) -> () = Replica::wait_for_key;
    /// Seals every secret of this device anew.
    fn seal_by(replica: Replica, current: String, passphrase: Option<String>, work: Work) -> () = Replica::seal_all_by;
    /// Says what this device keeps.
    fn storage_view(replica: Replica, known: Vec<SizeView>) -> StorageView = Replica::measure_storage;
}
