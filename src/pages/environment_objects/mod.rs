//! The environment objects of a Workspace: the list, one of them, creating one, and what each Deployment gets.

mod create;
mod frame;
mod list;
mod object;
mod resolved;

pub use create::CreateEnvironmentObject;
pub use list::EnvironmentObjects;
pub use object::EnvironmentObjectPage;
pub use resolved::ResolvedEnvironment;
