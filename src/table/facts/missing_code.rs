//! What stands where a category is missing.

/// The code of a missing cell in [`Values::Category`](crate::table::Values::Category).
pub const MISSING_CODE: u32 = u32::MAX;
