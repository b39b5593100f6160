//! The core of Planisphere.
