//! The answers to "why": explanations with their suggested grants, reach, holders and changes of access, on a
//! small Organization made by hand and on random ones, beside slow ways to the same answers.

mod changes;
mod explained;
mod forks;
mod laws;
mod naive;
mod reached;
mod speed;
mod suggested;
mod wishes;
mod world;
