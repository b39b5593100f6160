//! Organizations, commits and blobs to store, and how to wait for two things at once.
use js_sys::{Array, Object, Promise, Reflect};
use planisphere::storage::{
    Handle, NewCommit, OrganizationEntry, Origin, SealedBlob, StoredOrganization, WorkspaceEntry,
};
use planisphere_journal::{Frame, Head, Stored};
use std::future::Future;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

pub fn handle() -> Handle {
    Handle::random().unwrap()
}

pub fn entry(handle: &Handle, name: &str) -> OrganizationEntry {
    OrganizationEntry {
        handle: handle.clone(),
        organization_id: "cm0000000000000000000000x".into(),
        name: name.into(),
        plan: "ENTERPRISE".into(),
        viewer: Some("cm0000000000000000000000u".into()),
        origin: Origin::Created,
        workspaces: vec![WorkspaceEntry {
            id: "cm0000000000000000000000w".into(),
            name: "First Workspace".into(),
            deployments: 3,
        }],
        updated_at_ms: 1_760_000_000_000,
        head: 0,
        backup: None,
    }
}

/// An Organization with a log of `count` commits.
pub fn organization(handle: &Handle, name: &str, count: usize) -> StoredOrganization {
    let mut head = Head::genesis();
    let commits = (0..count)
        .map(|number| {
            let frame = Frame::seal(&head, format!("commit {number}").into_bytes());
            head = frame.head();
            (frame.sequence(), frame.encode())
        })
        .collect();
    StoredOrganization {
        entry: OrganizationEntry {
            head: head.sequence,
            ..entry(handle, name)
        },
        log: Stored {
            commits,
            ..Stored::default()
        },
        blobs: Vec::new(),
    }
}

pub fn commit(handle: &Handle, sequence: u64, text: &str) -> NewCommit {
    NewCommit {
        handle: handle.clone(),
        frame: text.as_bytes().to_vec(),
        sequence,
        blobs: Vec::new(),
        erased: Vec::new(),
        entry: OrganizationEntry {
            updated_at_ms: sequence as i64,
            ..entry(handle, &format!("after {text}"))
        },
    }
}

pub fn blob(id: &str) -> SealedBlob {
    SealedBlob {
        id: id.into(),
        key: String::new(),
        iv: [7; 12],
        ciphertext: format!("sealed {id}").into_bytes(),
    }
}

/// Runs both at the same time, as two tabs would.
pub async fn both(
    one: impl Future<Output = ()> + 'static,
    other: impl Future<Output = ()> + 'static,
) {
    let run = |future: std::pin::Pin<Box<dyn Future<Output = ()>>>| {
        future_to_promise(async move {
            future.await;
            Ok(JsValue::UNDEFINED)
        })
    };
    let all = Array::of2(&run(Box::pin(one)), &run(Box::pin(other)));
    JsFuture::from(Promise::all(&all)).await.unwrap();
}

/// Takes a property away from an object of the page until the returned value is dropped.
pub struct Without {
    object: Object,
    property: JsValue,
    before: JsValue,
}

impl Without {
    pub fn property(object: &Object, property: &str) -> Self {
        let property = JsValue::from_str(property);
        let before = Reflect::get_own_property_descriptor(object, &property).unwrap();
        let descriptor = Object::new();
        for (key, value) in [
            ("value", JsValue::UNDEFINED),
            ("configurable", JsValue::TRUE),
        ] {
            Reflect::set(&descriptor, &key.into(), &value).unwrap();
        }
        assert!(Reflect::define_property(object, &property, &descriptor).unwrap());
        Self {
            object: object.clone(),
            property,
            before,
        }
    }
}

impl Drop for Without {
    fn drop(&mut self) {
        let restored = if self.before.is_undefined() {
            Reflect::delete_property(&self.object, &self.property)
        } else {
            let before = Object::from(self.before.clone());
            Reflect::define_property(&self.object, &self.property, &before)
        };
        assert_eq!(restored, Ok(true));
    }
}
