//! Shared by the tests of answers: the hand-made Organization, random ones, and slow ways to the same answers.

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
