//! The tests of the core: one program, so that what they share is compiled and linked once.
//!
//! Each file states one kind of behaviour; the directories beside them hold the tables and the scenes that several use.

mod accepted;
mod answers;
mod audit;
mod bad_input;
mod belongings;
mod changed_since;
mod conflicts;
mod cost;
mod cost_table;
mod coverage;
mod deploys;
mod doors;
mod downgrades;
mod effects;
mod environment;
mod findings;
mod gates;
mod generate;
mod granted;
mod guard_rails;
mod guarded;
mod invariants;
mod limits;
mod matrix;
mod notices;
mod outlook;
mod place_limits;
mod place_requests;
mod plan_words;
mod plans;
mod properties;
mod records;
mod reference;
mod refusals;
mod refused;
mod requests;
mod roles;
mod scene;
mod stored_form;
mod strange;
mod timeline;
mod undone;
mod upgrades;
mod variables;
