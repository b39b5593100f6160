//! Looking back: the strip over a page that shows the past, and two moments side by side.

mod access;
mod bar;
mod compare;
mod lines;
mod picker;
mod wall_clock;

pub use bar::PastBar;
pub use compare::Compare;
