//! Pages about access: who has it, a review of it, why somebody may or may not do a thing, and the product as
//! somebody else sees it.

mod view_as;

pub use view_as::ViewAs;
