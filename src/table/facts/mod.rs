//! What all steps share: types that say what was chosen, found, noticed and refused, and the table itself.

pub(super) mod choices;
pub(super) mod column;
pub(super) mod conversion;
pub(super) mod dialect;
pub(super) mod encoding;
pub(super) mod error;
pub(super) mod findings;
pub(super) mod kind;
pub(super) mod limits;
pub(super) mod note;
pub(super) mod packing;
pub(super) mod text;
