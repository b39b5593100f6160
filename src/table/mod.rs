//! What lists share: the query that the address holds, and how rows are filtered and sorted by it.

mod address;
mod filtered;
mod query;

pub use address::AddressQuery;
pub use filtered::{FilteredTable, searched};
pub use query::{Order, TableQuery};
