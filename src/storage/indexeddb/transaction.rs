//! The two kinds of transaction: one that reads, one that reads a summary and then writes.
//!
//! Inside a transaction nothing is awaited but its own requests: anything else lets the browser
//! commit half of it. One that is dropped before its commit is undone.

use super::connection::Connection;
use super::rows::{self, ALL, ORGANIZATIONS};
use crate::storage::{Handle, OrganizationEntry, StorageError};
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbTransaction;

/// All rows of one store in one range; all of them where the range is undefined.
pub(super) struct Query {
    pub(super) store: &'static str,
    pub(super) range: JsValue,
}

/// One write: the store, the key and the row.
pub(super) enum Step {
    /// Fails when the key is taken.
    Add(&'static str, JsValue, JsValue),
    /// Fails the commit when the key is taken. For rows by the thousand, which would take long if
    /// each had to be heard of.
    AddUnwatched(&'static str, JsValue, JsValue),
    /// Overwrites.
    Put(&'static str, JsValue, JsValue),
    /// Erases a key or a range.
    Delete(&'static str, JsValue),
}

/// Decides from the stored summary what to write.
pub(super) type Plan<'a> =
    dyn FnMut(Option<OrganizationEntry>) -> Result<Vec<Step>, StorageError> + 'a;

impl Connection {
    /// Reads as of one moment; the rows of each query in turn.
    pub(super) async fn fetch(
        &self,
        queries: Vec<Query>,
    ) -> Result<Vec<Vec<JsValue>>, StorageError> {
        self.check()?;
        self.fetch_rows(queries)
            .await
            .map_err(|error| self.explain(error))
    }

    /// Writes what the plan says, all of it or nothing. The plan sees the summary of the
    /// Organization as it is at that moment; nobody else writes in between.
    pub(super) async fn change(
        &self,
        handle: Option<&Handle>,
        plan: &mut Plan<'_>,
    ) -> Result<(), StorageError> {
        self.check()?;
        self.change_rows(handle, plan)
            .await
            .map_err(|error| self.explain(error))
    }

    async fn fetch_rows(&self, queries: Vec<Query>) -> Result<Vec<Vec<JsValue>>, StorageError> {
        let transaction = self.database().transaction(ALL).build()?;
        let mut found = Vec::with_capacity(queries.len());
        for query in queries {
            let store = transaction.object_store(query.store)?;
            found.push(rows_of(&store, query.range).await?);
        }
        Ok(found)
    }

    async fn change_rows(
        &self,
        handle: Option<&Handle>,
        plan: &mut Plan<'_>,
    ) -> Result<(), StorageError> {
        // Complete when the disk has it, not when the system promises it.
        let strict = TransactionOptions::new().with_durability(TransactionDurability::Strict);
        let transaction = self
            .database()
            .transaction(ALL)
            .with_mode(TransactionMode::Readwrite)
            .with_options(strict)
            .build()?;
        let mut stored = None;
        if let Some(handle) = handle {
            let store = transaction.object_store(ORGANIZATIONS)?;
            let rows = rows_of(&store, rows::key(handle)).await?;
            stored = rows.first().map(rows::entry).transpose()?;
        }
        for step in plan(stored)? {
            let pending = match step {
                Step::Add(store, key, row) => {
                    let store = transaction.object_store(store)?;
                    Pending::Key(store.add(row).with_key(key).primitive()?)
                }
                Step::AddUnwatched(store, key, row) => {
                    let store = transaction.object_store(store)?;
                    store.add(row).with_key(key).primitive()?;
                    continue;
                }
                Step::Put(store, key, row) => {
                    let store = transaction.object_store(store)?;
                    Pending::Key(store.put(row).with_key(key).primitive()?)
                }
                Step::Delete(store, range) => {
                    let store = transaction.object_store(store)?;
                    Pending::Nothing(store.delete(range).primitive()?)
                }
            };
            match pending {
                Pending::Key(request) => drop(request.await?),
                Pending::Nothing(request) => request.await?,
            }
        }
        finish(transaction).await
    }
}

/// A request under way. One place awaits them all, which keeps the compiled code small.
enum Pending {
    Key(indexed_db_futures::future::BasicRequest<JsValue>),
    Nothing(indexed_db_futures::future::VoidRequest),
}

async fn rows_of(store: &ObjectStore<'_>, range: JsValue) -> Result<Vec<JsValue>, StorageError> {
    let found = store.get_all::<JsValue>().with_query(range).primitive()?;
    Ok(found.await?.collect::<Result<_, _>>()?)
}

/// Commits and waits until that is done. A full disk shows only here.
async fn finish(transaction: Transaction<'_>) -> Result<(), StorageError> {
    // The library's error says that the transaction was undone; the transaction itself knows why.
    let handle: IdbTransaction = transaction.as_sys().clone().unchecked_into();
    transaction
        .commit()
        .await
        .map_err(|error| match handle.error() {
            Some(reason) => StorageError::from(&reason),
            None => error.into(),
        })
}
