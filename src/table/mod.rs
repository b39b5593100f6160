//! What lists share: the query that the address holds, and how rows are filtered and sorted by it.

mod address;
mod query;

pub use address::AddressQuery;
pub use query::{Order, TableQuery};
