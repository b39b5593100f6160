//! API tokens of the Organization, of a Workspace and of a Deployment: the list, defining one, and one token.

mod agents;
mod create;
mod frame;
mod list;
mod roles;
mod token;

pub use create::CreateToken;
pub use list::Tokens;
pub use token::TokenPage;
