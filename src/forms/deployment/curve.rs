//! How the workers of a queue follow its tasks, as a curve and as a table. The core computes every point; going
//! down waits five minutes, which the words say and the curve does not show.

use leptos::prelude::*;
use planisphere_domain::deployment::WorkerQueue;

use crate::components::grouped;

/// The drawing's own measures; it is stretched to the room there is.
const WIDTH: f64 = 1_000.0;
const HEIGHT: f64 = 100.0;
/// More steps than this cannot be told apart at any width, and the number of workers is whatever a person types.
const MOST_STEPS: u64 = 500;

/// The curve of a queue, with its words and its table.
#[component]
pub fn Curve(
    /// The queue.
    #[prop(into)]
    queue: Signal<WorkerQueue>,
) -> impl IntoView {
    let shape = Memo::new(move |_| queue.with(Shape::of));
    let rows = move || {
        shape
            .with(|shape| shape.samples.clone())
            .into_iter()
            .map(|sample| {
                view! {
                    <tr>
                        <td class="num">{grouped(sample.tasks)}</td>
                        <td class="num">{sample.workers}</td>
                        <td class="num">{grouped(sample.running)}</td>
                        <td class="num">{grouped(sample.tasks - sample.running)}</td>
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <figure class="curve">
            <figcaption>
                <b>"Workers against queued tasks"</b>
                <span class="sub">{move || shape.with(|shape| shape.words.clone())}</span>
            </figcaption>
            <div class="curve-plot" aria-hidden="true">
                <div class="curve-scale">
                    <span>{move || shape.with(|shape| workers_in_words(shape.top))}</span>
                    <span>"0"</span>
                </div>
                <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none">
                    <path class="area" d=move || shape.with(|shape| shape.area.clone())></path>
                    <path class="most" d=move || shape.with(|shape| shape.limit.clone())></path>
                    <path class="line" d=move || shape.with(|shape| shape.line.clone())></path>
                </svg>
                <div class="curve-foot">
                    <span>"0 tasks"</span>
                    <span>{move || shape.with(|shape| format!("{} tasks", grouped(shape.span)))}</span>
                </div>
            </div>
            <div class="legend" aria-hidden="true">
                <span><i class="workers"></i>"Workers"</span>
                <span><i class="full"></i>{move || shape.with(|shape| format!("All busy at {} tasks", grouped(shape.most)))}</span>
            </div>
            <details class="more-ways">
                <summary>"As a table"</summary>
                <table class="table plain">
                    <thead><tr>
                        <th scope="col" class="num">"Tasks"</th><th scope="col" class="num">"Workers"</th>
                        <th scope="col" class="num">"Running"</th><th scope="col" class="num">"Waiting"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        </figure>
    }
    .into_any()
}

/// The workers at one number of tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sample {
    tasks: usize,
    workers: u32,
    running: usize,
}

impl Sample {
    fn of(queue: &WorkerQueue, tasks: u64) -> Self {
        let workers = queue.desired_workers(tasks, 0);
        let room = u64::from(workers) * u64::from(queue.worker_concurrency);
        let whole = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
        Self {
            tasks: whole(tasks),
            workers,
            running: whole(tasks.min(room)),
        }
    }
}

/// What is drawn and said about a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shape {
    /// The tasks at the end of the line.
    span: usize,
    /// The most tasks that run at once.
    most: usize,
    /// The workers at its top.
    top: u32,
    line: String,
    area: String,
    limit: String,
    words: String,
    samples: Vec<Sample>,
}

impl Shape {
    fn of(queue: &WorkerQueue) -> Self {
        let most = queue.most_tasks();
        // A fifth more than runs at once, so that the line is seen to stay where it is.
        let span = most.saturating_add(most / 5).max(5);
        let top = queue.max_worker_count.max(queue.min_worker_count).max(1);
        let across = |tasks: u64| tasks as f64 / span as f64 * WIDTH;
        let up = |workers: u32| HEIGHT - f64::from(workers) / f64::from(top) * HEIGHT;
        let mut at = queue.desired_workers(0, 0);
        let mut line = format!("M0 {:.2}", up(at));
        // The line steps where one more task asks for another worker; no other number of tasks has to be asked.
        let each = u64::from(queue.worker_concurrency.max(1));
        let stride = u64::from(top).div_ceil(MOST_STEPS);
        let steps = (0..=u64::from(top) / stride).map(|step| step * stride);
        // The last step is at the limit, also where the steps before it stand for many each.
        let last = u64::from(top) - 1;
        for full in steps.filter(|full| *full < last).chain([last]) {
            let tasks = full.saturating_mul(each).saturating_add(1);
            let workers = queue.desired_workers(tasks, 0);
            if workers != at && tasks <= span {
                line.push_str(&format!("H{:.2}V{:.2}", across(tasks), up(workers)));
                at = workers;
            }
        }
        line.push_str(&format!("H{WIDTH}"));
        let asked = [
            0,
            1,
            each,
            each + 1,
            most / 2,
            most,
            most.saturating_add(1),
            span,
        ];
        let mut tasks: Vec<u64> = asked.into_iter().filter(|it| *it <= span).collect();
        tasks.sort_unstable();
        tasks.dedup();
        Self {
            span: usize::try_from(span).unwrap_or(usize::MAX),
            most: usize::try_from(most).unwrap_or(usize::MAX),
            top,
            area: format!("{line}V{HEIGHT}H0Z"),
            limit: format!("M{:.2} 0V{HEIGHT}", across(most)),
            line,
            words: words(queue, most),
            samples: tasks
                .into_iter()
                .map(|tasks| Sample::of(queue, tasks))
                .collect(),
        }
    }
}

fn words(queue: &WorkerQueue, most: u64) -> String {
    let idle = queue.desired_workers(0, 0);
    let most = grouped(usize::try_from(most).unwrap_or(usize::MAX));
    format!(
        "{} without tasks. One more for every {} tasks, up to {}, which run {most} tasks at once; more tasks wait. \
         Reckoned every 10 s; going down waits 5 min.",
        workers_in_words(idle),
        queue.worker_concurrency,
        workers_in_words(queue.max_worker_count),
    )
}

fn workers_in_words(count: u32) -> String {
    match count {
        0 => "No worker".to_owned(),
        1 => "1 worker".to_owned(),
        more => format!(
            "{} workers",
            grouped(usize::try_from(more).unwrap_or(usize::MAX))
        ),
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use planisphere_domain::QueueId;

    use super::*;

    #[test]
    fn the_line_steps_once_per_worker_and_ends_at_the_limit() {
        let queue = WorkerQueue {
            min_worker_count: 1,
            max_worker_count: 4,
            worker_concurrency: 5,
            ..WorkerQueue::default_queue(QueueId::from_bits(1))
        };
        let shape = Shape::of(&queue);
        assert_eq!((shape.span, shape.top), (24, 4));
        assert_eq!(shape.line.matches('V').count(), 3);
        let table: Vec<(usize, u32, usize)> = shape
            .samples
            .iter()
            .map(|it| (it.tasks, it.workers, it.running))
            .collect();
        assert_eq!(
            table,
            [
                (0, 1, 0),
                (1, 1, 1),
                (5, 1, 5),
                (6, 2, 6),
                (10, 2, 10),
                (20, 4, 20),
                (21, 4, 20),
                (24, 4, 20)
            ]
        );
    }

    #[test]
    fn whatever_is_typed_is_drawn_with_few_steps_up_to_the_limit() {
        for most in [501, 999, 100_000, u32::MAX] {
            let queue = WorkerQueue {
                max_worker_count: most,
                worker_concurrency: u32::MAX,
                ..WorkerQueue::default_queue(QueueId::from_bits(1))
            };
            let shape = Shape::of(&queue);
            assert!(shape.line.matches('V').count() <= 502, "{most}");
            assert!(shape.line.contains("V0.00"), "{most}");
        }
    }
}
