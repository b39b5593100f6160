//! Settings about the way in: how people sign in, and where calls may come from.

mod authentication;
mod bypass;
mod connections;
mod domains;
mod ip_access;
mod ip_ranges;
mod switches;

pub use authentication::Authentication;
pub use ip_access::IpAccess;
