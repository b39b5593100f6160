//! The suite on memory, on IndexedDB and on the fallback between them.
use crate::conformance::Device;
use crate::samples::handle;
use planisphere::storage::{Fallback, IndexedDb, Memory, StorageMode};
use std::rc::Rc;

/// One tab: memory is not shared.
struct InMemory(Rc<Memory>);

impl Device for InMemory {
    type Storage = Memory;

    async fn fresh() -> Self {
        Self(Rc::default())
    }

    async fn connect(&self) -> Rc<Memory> {
        Rc::clone(&self.0)
    }
}

/// The name of a database that nobody has yet.
pub fn database() -> String {
    format!("planisphere-test-{}", handle())
}

struct OnDisk(String);

impl Device for OnDisk {
    type Storage = IndexedDb;

    async fn fresh() -> Self {
        Self(database())
    }

    async fn connect(&self) -> Rc<IndexedDb> {
        Rc::new(IndexedDb::open(&self.0).await.unwrap())
    }
}

struct WithFallback(String);

impl Device for WithFallback {
    type Storage = Fallback;

    async fn fresh() -> Self {
        Self(database())
    }

    async fn connect(&self) -> Rc<Fallback> {
        let storage = Fallback::open(&self.0).await;
        assert_eq!(storage.mode(), StorageMode::Durable);
        Rc::new(storage)
    }
}

crate::conformance! {
    memory: super::InMemory,
    indexeddb: super::OnDisk,
    fallback: super::WithFallback,
}
