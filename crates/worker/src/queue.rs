//! The requests that wait, and one file at a time of the first one.
//!
//! It knows neither the browser nor time: whoever owns it posts the answers and decides when the next
//! file is due.

use std::collections::VecDeque;

use planisphere_as_code::Machine;
use planisphere_as_code::protocol::{Answer, FileReport, Request};

/// Requests in the order in which they came.
#[derive(Default)]
pub struct Queue {
    jobs: VecDeque<Job>,
}

struct Job {
    id: u32,
    done: u32,
    total: u32,
    files: VecDeque<(String, Vec<u8>)>,
    machines: Vec<Machine>,
}

impl Queue {
    /// Takes a request in and gives what is to be answered at once.
    pub fn take(&mut self, request: Request, bytes: Vec<Vec<u8>>) -> Option<Answer> {
        match request {
            Request::Read { id, files, .. } if files.len() != bytes.len() => Some(Answer::Failed {
                id: Some(id),
                message: format!(
                    "{} files were named and {} came with the message",
                    files.len(),
                    bytes.len()
                ),
            }),
            Request::Read {
                id,
                files,
                machines,
            } => {
                let files: VecDeque<_> = files.into_iter().zip(bytes).collect();
                let total = u32::try_from(files.len()).unwrap_or(u32::MAX);
                self.jobs.push_back(Job {
                    id,
                    done: 0,
                    total,
                    files,
                    machines,
                });
                Some(Answer::Progress { id, done: 0, total })
            }
            Request::Cancel { id } => {
                let place = self.jobs.iter().position(|job| job.id == id)?;
                let job = self.jobs.remove(place)?;
                Some(Answer::Finished {
                    id,
                    done: job.done,
                    cancelled: true,
                })
            }
        }
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.jobs.is_empty()
    }

    /// Reads the next file and gives the answers to that.
    pub fn step(&mut self) -> Vec<Answer> {
        let Some(job) = self.jobs.front_mut() else {
            return Vec::new();
        };
        let id = job.id;
        let mut answers = Vec::new();
        if let Some((name, bytes)) = job.files.pop_front() {
            answers.push(Answer::Report {
                id,
                index: job.done,
                report: Box::new(FileReport::of(&name, &bytes, &job.machines)),
            });
            job.done += 1;
            answers.push(Answer::Progress {
                id,
                done: job.done,
                total: job.total,
            });
        }
        if job.files.is_empty() {
            answers.push(Answer::Finished {
                id,
                done: job.done,
                cancelled: false,
            });
            self.jobs.pop_front();
        }
        answers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(id: u32, names: &[&str]) -> Request {
        Request::Read {
            id,
            files: names.iter().map(|name| (*name).to_owned()).collect(),
            machines: Vec::new(),
        }
    }

    fn kinds(answers: &[Answer]) -> Vec<String> {
        answers
            .iter()
            .map(|answer| match answer {
                Answer::Ready { .. } => "ready".to_owned(),
                Answer::Progress { id, done, total } => format!("{id}: {done} of {total}"),
                Answer::Report { id, index, report } => {
                    format!("{id}: file {index} {}", report.reading.name)
                }
                Answer::Finished {
                    id,
                    done,
                    cancelled,
                } => format!("{id}: end after {done}, cancelled {cancelled}"),
                Answer::Failed { id, message } => format!("{id:?}: {message}"),
            })
            .collect()
    }

    #[test]
    fn files_are_reported_one_by_one_and_requests_wait_for_one_another() {
        let mut queue = Queue::default();
        let first = queue.take(read(1, &["a", "b"]), vec![b"a".to_vec(), b"b".to_vec()]);
        assert_eq!(kinds(first.as_slice()), ["1: 0 of 2"]);
        assert_eq!(
            kinds(queue.take(read(2, &[]), vec![]).as_slice()),
            ["2: 0 of 0"]
        );
        assert_eq!(kinds(&queue.step()), ["1: file 0 a", "1: 1 of 2"]);
        assert_eq!(
            kinds(&queue.step()),
            [
                "1: file 1 b",
                "1: 2 of 2",
                "1: end after 2, cancelled false"
            ]
        );
        assert_eq!(kinds(&queue.step()), ["2: end after 0, cancelled false"]);
        assert!(queue.is_empty());
        assert!(queue.step().is_empty());
    }

    #[test]
    fn a_cancelled_request_reports_nothing_more() {
        let mut queue = Queue::default();
        queue.take(read(7, &["a", "b"]), vec![vec![], vec![]]);
        queue.take(read(8, &["c"]), vec![vec![]]);
        queue.step();
        let cancelled = queue.take(Request::Cancel { id: 7 }, vec![]);
        assert_eq!(
            kinds(cancelled.as_slice()),
            ["7: end after 1, cancelled true"]
        );
        assert_eq!(
            kinds(&queue.step()),
            [
                "8: file 0 c",
                "8: 1 of 1",
                "8: end after 1, cancelled false"
            ]
        );
        assert!(queue.take(Request::Cancel { id: 7 }, vec![]).is_none());
    }

    #[test]
    fn a_request_without_its_bytes_fails_alone() {
        let mut queue = Queue::default();
        let answer = queue.take(read(3, &["a", "b"]), vec![vec![]]);
        assert_eq!(
            kinds(answer.as_slice()),
            ["Some(3): 2 files were named and 1 came with the message"]
        );
        assert!(queue.is_empty());
    }
}
