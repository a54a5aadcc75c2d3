//! What all steps share: facts about a file, and the table itself.
//!
//! `choices` is what the user chose, `findings` what was found and what is open, `note` what was noticed, and `error` what
//! stops the reading. `column` holds the table and its columns.

pub(super) mod choices;
pub(super) mod column;
pub(super) mod conversion;
pub(super) mod dialect;
pub(super) mod encoding;
pub(super) mod error;
pub(super) mod findings;
pub(super) mod kind;
pub(super) mod limits;
pub(super) mod missing_code;
pub(super) mod note;
pub(super) mod packing;
pub(super) mod text;
