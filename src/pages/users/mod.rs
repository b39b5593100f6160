//! Pages of users: the list, and one user with everything they reach.

mod list;
mod standing;
mod user;

pub use list::Users;
pub use user::UserPage;
