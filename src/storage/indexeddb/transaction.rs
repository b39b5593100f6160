//! The two kinds of transaction: one that reads, one that writes by what a summary says.
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

/// What is asked of one store about one range; about all of it where the range is undefined.
pub(super) struct Query {
    pub(super) store: &'static str,
    pub(super) range: JsValue,
    pub(super) wanted: Wanted,
}

/// What of the rows is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Keys,
    Rows,
    Both,
}

/// What a query found, in the order of keys; one of both is empty where it was not wanted.
#[derive(Default)]
pub(super) struct Found {
    pub(super) keys: Vec<JsValue>,
    pub(super) rows: Vec<JsValue>,
}

/// When a transaction counts as complete.
#[derive(Clone, Copy)]
pub(super) enum Durability {
    /// When the disk has it.
    Strict,
    /// When the system promises it: for what a strict one follows, or what may be lost.
    Relaxed,
}

/// Judges the keys and rows of a range.
pub(super) type Judge = Box<dyn Fn(&Found) -> Result<(), StorageError>>;

/// One write: the store, the key and the row.
pub(super) enum Step {
    /// Writes nothing, and undoes everything where the rows of a range are not as they should be.
    Check(&'static str, JsValue, Judge),
    /// Fails the commit when the key is taken.
    Add(&'static str, JsValue, JsValue),
    /// Overwrites.
    Put(&'static str, JsValue, JsValue),
    /// Erases a key or a range.
    Delete(&'static str, JsValue),
}

/// What a write goes by.
pub(super) enum Basis<'a> {
    /// By nothing that is stored.
    Nothing,
    /// By the summary of this Organization, which the plan sees.
    Read(&'a Handle),
    /// By the belief that the summary of this Organization still is this row. What there is to write is asked for meanwhile, and
    /// undone where the row is another: then it is [`StorageError::Conflict`], or [`StorageError::NotFound`] without one, unless
    /// what was asked for met [`StorageError::Exists`] or [`StorageError::KeyChanged`] before. Whoever asked works on
    /// nothing until then: a page that panics in between leaves the browser to keep what was asked for.
    Believed(&'a Handle, &'a JsValue),
}

/// Decides from the stored summary, where it was read, what to write.
pub(super) type Plan<'a> =
    dyn FnMut(Option<OrganizationEntry>) -> Result<Vec<Step>, StorageError> + 'a;

impl Connection {
    /// Reads as of one moment; the rows of each query in turn.
    pub(super) async fn fetch(&self, queries: Vec<Query>) -> Result<Vec<Found>, StorageError> {
        self.check()?;
        self.fetch_rows(queries)
            .await
            .map_err(|error| self.explain(error))
    }

    /// Writes what the plan says, all of it or nothing, by what is stored at that moment; nobody else writes in between.
    pub(super) async fn change(
        &self,
        durability: Durability,
        basis: Basis<'_>,
        plan: &mut Plan<'_>,
    ) -> Result<(), StorageError> {
        self.check()?;
        self.change_rows(durability, basis, plan)
            .await
            .map_err(|error| self.explain(error))
    }

    async fn fetch_rows(&self, queries: Vec<Query>) -> Result<Vec<Found>, StorageError> {
        let transaction = self.database().transaction(ALL).build()?;
        let mut found = Vec::with_capacity(queries.len());
        for query in queries {
            let store = transaction.object_store(query.store)?;
            let mut answer = Found::default();
            if query.wanted != Wanted::Rows {
                answer.keys = keys_of(&store, query.range.clone()).await?;
            }
            if query.wanted != Wanted::Keys {
                answer.rows = rows_of(&store, query.range).await?;
            }
            found.push(answer);
        }
        Ok(found)
    }

    async fn change_rows(
        &self,
        durability: Durability,
        basis: Basis<'_>,
        plan: &mut Plan<'_>,
    ) -> Result<(), StorageError> {
        let options = TransactionOptions::new().with_durability(match durability {
            Durability::Strict => TransactionDurability::Strict,
            Durability::Relaxed => TransactionDurability::Relaxed,
        });
        let transaction = self
            .database()
            .transaction(ALL)
            .with_mode(TransactionMode::Readwrite)
            .with_options(options)
            .build()?;
        // The library's error says that the transaction was undone; the transaction itself knows why.
        let itself: IdbTransaction = transaction.as_sys().clone().unchecked_into();
        let why = |error: StorageError| match itself.error() {
            Some(reason) => StorageError::from(&reason),
            None => error,
        };
        write(&transaction, basis, plan).await.map_err(why)?;
        // A full disk shows only here.
        transaction
            .commit()
            .await
            .map_err(|error| why(error.into()))
    }
}

/// Asks for everything that the plan says. Nothing is waited for but what decides: a request that fails undoes the
/// transaction.
async fn write(
    transaction: &Transaction<'_>,
    basis: Basis<'_>,
    plan: &mut Plan<'_>,
) -> Result<(), StorageError> {
    let summaries = transaction.object_store(ORGANIZATIONS)?;
    let mut stored = None;
    let mut asked = None;
    match basis {
        Basis::Nothing => {}
        Basis::Read(handle) => {
            let rows = rows_of(&summaries, rows::key(handle)).await?;
            stored = rows.first().map(rows::entry).transpose()?;
        }
        Basis::Believed(handle, row) => {
            asked = Some((rows_of(&summaries, rows::key(handle)), row));
        }
    }
    for step in plan(stored)? {
        match step {
            Step::Check(store, range, judge) => {
                let store = transaction.object_store(store)?;
                let keys = keys_of(&store, range.clone()).await?;
                let rows = rows_of(&store, range).await?;
                judge(&Found { keys, rows })?;
            }
            Step::Add(store, key, row) => {
                let store = transaction.object_store(store)?;
                store.add(row).with_key(key).primitive()?;
            }
            Step::Put(store, key, row) => {
                let store = transaction.object_store(store)?;
                store.put(row).with_key(key).primitive()?;
            }
            Step::Delete(store, range) => {
                let store = transaction.object_store(store)?;
                store.delete(range).primitive()?;
            }
        }
    }
    let Some((asked, believed)) = asked else {
        return Ok(());
    };
    let rows = asked.await?;
    let row = rows.first().ok_or(StorageError::NotFound)?;
    if row == believed {
        return Ok(());
    }
    let head = rows::entry(row)?.head;
    Err(StorageError::Conflict { head })
}

/// Asks for the rows of a range at once; they come when they are waited for.
fn rows_of(
    store: &ObjectStore<'_>,
    range: JsValue,
) -> impl Future<Output = Result<Vec<JsValue>, StorageError>> + use<> {
    let asked = store.get_all::<JsValue>().with_query(range).primitive();
    async move { Ok(asked?.await?.collect::<Result<_, _>>()?) }
}

async fn keys_of(store: &ObjectStore<'_>, range: JsValue) -> Result<Vec<JsValue>, StorageError> {
    let found = store
        .get_all_keys::<JsValue>()
        .with_query(range)
        .primitive()?;
    Ok(found.await?.collect::<Result<_, _>>()?)
}
