//! The answers to "why": explanations with their suggested grants, reach, holders and changes of access, on a
//! small Organization made by hand and on random ones.

mod answers;
