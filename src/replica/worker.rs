//! The page's end of the worker that reads Deployment files: started on first use, kept afterwards.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use planisphere_as_code::Machine;
use planisphere_as_code::protocol::{Answer, FileReport, Request, decode, encode};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::Failure;

/// A file that somebody dropped or picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Files being read: how far it is, and the way to stop it.
#[derive(Clone, Copy)]
pub struct ReadingFiles {
    progress: RwSignal<(u32, u32)>,
    /// What became of the files, once all are read.
    pub(super) outcome: RwSignal<Option<Result<Vec<FileReport>, Failure>>>,
    cancelled: RwSignal<bool>,
    id: u32,
}

impl ReadingFiles {
    /// Files read, and files in all.
    #[must_use]
    pub fn progress(self) -> (u32, u32) {
        self.progress.get()
    }

    /// Whether it was stopped before the end.
    #[must_use]
    pub fn was_cancelled(self) -> bool {
        self.cancelled.get()
    }

    /// Stops; files that are read already are dropped too.
    pub fn cancel(self) {
        LINE.with_borrow(|line| {
            if let Some(line) = line {
                line.send(&Request::Cancel { id: self.id }, &[]);
            }
        });
    }

    /// Stops, and lets go of what was read: it holds values in clear.
    pub fn forget(self) {
        self.cancel();
        LINE.with_borrow(|line| line.as_ref().and_then(|line| take(&line.waiting, self.id)));
        self.outcome.try_set(None);
    }

    /// Starts reading, where these worker machines are on offer.
    pub fn start(uploads: Vec<Upload>, machines: &[Machine]) -> Self {
        let total = u32::try_from(uploads.len()).unwrap_or(u32::MAX);
        let id = NEXT.with_borrow_mut(|next| {
            *next = next.wrapping_add(1);
            *next
        });
        let reading = Self {
            progress: RwSignal::new((0, total)),
            outcome: RwSignal::new(None),
            cancelled: RwSignal::new(false),
            id,
        };
        if let Err(failure) = reading.post(uploads, machines) {
            reading.outcome.set(Some(Err(failure)));
        }
        reading
    }

    fn post(self, uploads: Vec<Upload>, machines: &[Machine]) -> Result<(), Failure> {
        LINE.with_borrow_mut(|line| {
            let line = match line {
                Some(line) => line,
                None => line.insert(Line::open()?),
            };
            let files = uploads.iter().map(|upload| upload.name.clone()).collect();
            line.waiting.borrow_mut().push((self, Vec::new()));
            let request = Request::Read {
                id: self.id,
                files,
                machines: machines.to_vec(),
            };
            line.send(&request, &uploads);
            Ok(())
        })
    }

    fn fail(self, message: &str) {
        self.outcome.try_set(Some(Err(Failure::Worker {
            message: message.to_owned(),
        })));
    }
}

type Waiting = Rc<RefCell<Vec<(ReadingFiles, Vec<FileReport>)>>>;

/// The worker and who waits for it.
struct Line {
    worker: Worker,
    waiting: Waiting,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

thread_local! {
    static LINE: RefCell<Option<Line>> = const { RefCell::new(None) };
    static NEXT: RefCell<u32> = const { RefCell::new(0) };
}

impl Line {
    fn open() -> Result<Self, Failure> {
        let failed = |_: JsValue| Failure::Worker {
            message: "the worker could not be started".to_owned(),
        };
        // The address carries a hash that only the build knows, so the page names it.
        let address = document()
            .query_selector("meta[name=planisphere-worker]")
            .ok()
            .flatten()
            .and_then(|meta| meta.get_attribute("content"))
            .ok_or_else(|| failed(JsValue::NULL))?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&address, &options).map_err(failed)?;
        let waiting = Waiting::default();
        let heard = Rc::clone(&waiting);
        let on_message = Closure::new(move |event: MessageEvent| {
            let bytes = Uint8Array::new(&event.data()).to_vec();
            match decode::<Answer>(&bytes) {
                Some(answer) => hear(&heard, answer),
                None => give_up(&heard, "the worker is of another build"),
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        let lost = Rc::clone(&waiting);
        let on_error = Closure::new(move |event: ErrorEvent| give_up(&lost, &event.message()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Self {
            worker,
            waiting,
            _on_message: on_message,
            _on_error: on_error,
        })
    }

    fn send(&self, request: &Request, uploads: &[Upload]) {
        let message = Array::of1(&Uint8Array::from(encode(request).as_slice()));
        let transfer = Array::new();
        for upload in uploads {
            let bytes = Uint8Array::from(upload.bytes.as_slice());
            transfer.push(&bytes.buffer());
            message.push(&bytes);
        }
        if self
            .worker
            .post_message_with_transfer(&message, &transfer)
            .is_err()
        {
            give_up(&self.waiting, "the worker does not answer");
        }
    }
}

fn hear(waiting: &Waiting, answer: Answer) {
    match answer {
        Answer::Ready { .. } => {}
        Answer::Progress { id, done, total } => {
            if let Some((reading, _)) = waiting
                .borrow()
                .iter()
                .find(|(reading, _)| reading.id == id)
            {
                reading.progress.try_set((done, total));
            }
        }
        Answer::Report { id, report, .. } => {
            if let Some((_, reports)) = waiting
                .borrow_mut()
                .iter_mut()
                .find(|(reading, _)| reading.id == id)
            {
                reports.push(*report);
            }
        }
        Answer::Finished { id, cancelled, .. } => {
            if let Some((reading, reports)) = take(waiting, id) {
                reading.cancelled.try_set(cancelled);
                reading
                    .outcome
                    .try_set(Some(Ok(if cancelled { Vec::new() } else { reports })));
            }
        }
        Answer::Failed {
            id: Some(id),
            message,
        } => {
            if let Some((reading, _)) = take(waiting, id) {
                reading.fail(&message);
            }
        }
        Answer::Failed { id: None, message } => give_up(waiting, &message),
    }
}

fn take(waiting: &Waiting, id: u32) -> Option<(ReadingFiles, Vec<FileReport>)> {
    let mut waiting = waiting.borrow_mut();
    let place = waiting.iter().position(|(reading, _)| reading.id == id)?;
    Some(waiting.swap_remove(place))
}

/// The worker can no longer be used: tells everybody who waits, and lets the next request start another.
fn give_up(waiting: &Waiting, message: &str) {
    for (reading, _) in waiting.take() {
        reading.fail(message);
    }
    // The caller may hold the line right now, so it is dropped on the next turn of the event loop.
    leptos::task::spawn_local(async {
        LINE.with_borrow_mut(|line| {
            if let Some(line) = line.take() {
                line.worker.terminate();
            }
        });
    });
}
