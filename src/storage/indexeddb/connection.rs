//! Opening, upgrading and losing the database, and what its errors mean.

use super::renewal;
use super::rows::{OF_SCHEMA_1, OF_SCHEMA_2};
use crate::storage::{OnLost, StorageError};
use indexed_db_futures::database::{Database, VersionChangeEvent};
use indexed_db_futures::error::{Error, OpenDbError};
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::prelude::*;
use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Poll, Waker};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DomException, IdbDatabase, IdbVersionChangeEvent};

/// An open database, until somebody takes it away.
pub(super) struct Connection {
    database: Database,
    lost: Rc<Lost>,
    // Dropping these would leave the browser with handlers that no longer exist.
    _on_close: Closure<dyn FnMut()>,
    _on_version_change: Closure<dyn FnMut(IdbVersionChangeEvent)>,
}

#[derive(Default)]
struct Lost {
    reason: RefCell<Option<StorageError>>,
    listener: RefCell<Option<OnLost>>,
}

impl Lost {
    fn report(&self, reason: StorageError) {
        if self.reason.borrow().is_some() {
            return;
        }
        self.reason.replace(Some(reason.clone()));
        let listener = self.listener.borrow().clone();
        if let Some(listener) = listener {
            listener(reason);
        }
    }
}

impl Connection {
    pub(super) async fn open(name: &str, version: u32) -> Result<Self, StorageError> {
        let database = open_or_blocked(name, version).await?;
        renewal::begin();
        let lost = Rc::new(Lost::default());

        let on_close = Closure::new({
            let lost = Rc::clone(&lost);
            move || lost.report(StorageError::Closed)
        });
        let on_version_change = Closure::new({
            let lost = Rc::clone(&lost);
            let database = raw(&database);
            move |event: IdbVersionChangeEvent| {
                // Staying open would block the tab that upgrades, so this one gives way.
                database.close();
                lost.report(match event.new_version() {
                    Some(_) => StorageError::VersionChanged,
                    None => StorageError::Closed,
                });
            }
        });
        let handle = raw(&database);
        handle.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        handle.set_onversionchange(Some(on_version_change.as_ref().unchecked_ref()));
        Ok(Self {
            database,
            lost,
            _on_close: on_close,
            _on_version_change: on_version_change,
        })
    }

    pub(super) fn watch(&self, on_lost: OnLost) {
        self.lost.listener.replace(Some(on_lost));
    }

    pub(super) fn database(&self) -> &Database {
        &self.database
    }

    /// Fails once the database is lost.
    pub(super) fn check(&self) -> Result<(), StorageError> {
        self.lost.reason.borrow().clone().map_or(Ok(()), Err)
    }

    /// Names the loss where a transaction only noticed that it could not go on.
    pub(super) fn explain(&self, error: StorageError) -> StorageError {
        match self.check() {
            Err(reason) if error.ends_durability() => reason,
            _ => error,
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let handle = raw(&self.database);
        handle.set_onclose(None);
        handle.set_onversionchange(None);
        handle.close();
    }
}

/// Brings the database from an older schema to this one, a step at a time.
fn upgrade(event: &VersionChangeEvent, database: &Database) -> indexed_db_futures::Result<()> {
    let steps = [(1.0, OF_SCHEMA_1.as_slice()), (2.0, OF_SCHEMA_2.as_slice())];
    let steps = steps.iter().filter(|(at, _)| event.old_version() < *at);
    for store in steps.flat_map(|(_, stores)| *stores) {
        database.create_object_store(store).build()?;
    }
    Ok(())
}

/// Opens the database, but does not wait for a tab that will not let go of an older schema.
async fn open_or_blocked(name: &str, version: u32) -> Result<Database, StorageError> {
    let blocked = Rc::new(Cell::new(false));
    let waker = Rc::new(RefCell::new(None::<Waker>));
    let mut request = Database::open(name)
        .with_version(version)
        .with_on_blocked({
            let (blocked, waker) = (Rc::clone(&blocked), Rc::clone(&waker));
            move |_| {
                blocked.set(true);
                if let Some(waker) = waker.take() {
                    waker.wake();
                }
                Ok(())
            }
        })
        .with_on_upgrade_needed(|event, database| upgrade(&event, &database))
        .build()
        .map_err(opening)?;
    let opened = poll_fn(|context| match Pin::new(&mut request).poll(context) {
        Poll::Ready(opened) => Poll::Ready(Some(opened)),
        Poll::Pending if blocked.get() => Poll::Ready(None),
        Poll::Pending => {
            waker.replace(Some(context.waker().clone()));
            Poll::Pending
        }
    })
    .await;
    if let Some(opened) = opened {
        return opened.map_err(opening);
    }
    // The browser cannot take the request back. Dropping it here would drop the upgrade with it and
    // leave an empty database behind, so somebody waits and closes what comes.
    spawn_local(async move {
        if let Ok(database) = request.await {
            database.close();
        }
    });
    Err(StorageError::Blocked)
}

fn raw(database: &Database) -> IdbDatabase {
    database.as_sys().clone().unchecked_into()
}

/// What a failure to open means: a browser that forbids IndexedDB has several ways to say so.
fn opening(error: OpenDbError) -> StorageError {
    let OpenDbError::Base(Error::DomException(exception)) = error else {
        return StorageError::Unavailable;
    };
    let exception = DomException::from(exception);
    match StorageError::from(&exception) {
        StorageError::Closed => StorageError::Unavailable,
        _ if exception.name() == "SecurityError" => StorageError::Unavailable,
        other => other,
    }
}

impl From<&DomException> for StorageError {
    fn from(exception: &DomException) -> Self {
        match exception.name().as_str() {
            "QuotaExceededError" => Self::Quota,
            "ConstraintError" => Self::Exists,
            "InvalidStateError" => Self::Closed,
            "VersionError" => Self::Newer,
            _ => Self::Failed {
                message: exception.message().trim_end_matches('.').to_owned(),
            },
        }
    }
}

impl From<Error> for StorageError {
    fn from(error: Error) -> Self {
        match error {
            Error::DomException(exception) => Self::from(&DomException::from(exception)),
            _ => Self::Failed {
                message: "its answer made no sense".to_owned(),
            },
        }
    }
}
