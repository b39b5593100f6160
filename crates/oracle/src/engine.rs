//! What every judge can do: load an Organization from its raw bindings, then answer requests about it.
use crate::fixture::Fixture;
use crate::request::Request;

/// One judge of access requests.
pub trait Engine: Sized {
    /// Takes the stored state as it stands.
    fn load(fixture: &Fixture) -> Result<Self, Unloadable>;

    /// Whether the request is allowed.
    fn decide(&self, request: &Request) -> bool;
}

/// A fixture that a judge could not take, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unloadable(pub String);

impl std::fmt::Display for Unloadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unloadable {}
