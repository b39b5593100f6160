//! Independent judges of access: what the engine of `planisphere-domain` answers is compared with them.
//!
//! Everything here is written from the rules and from copies of their tables, never from the engine, and
//! shares no code with it; only `product` names the engine, as one more implementation of [`Engine`]. Nothing but
//! tests and tools depends on this crate. It does not decide anything for the product.
pub mod catalogue;
#[cfg(not(target_family = "wasm"))]
pub mod cedar;

pub mod compare;
pub mod engine;
pub mod faults;
pub mod fixture;

pub mod generate;
pub mod large;
pub mod naive;
pub mod product;
pub mod random;
pub mod request;

pub use engine::{Engine, Unloadable};
pub use fixture::Fixture;
pub use naive::Naive;
pub use product::Product;
pub use request::{Actor, Circumstances, Request, Resource};
