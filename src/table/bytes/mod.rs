//! The first step: bytes of a file become text.
//!
//! `unpack` opens gzip and ZIP first. `encoding` then guesses how the letters are written, and decodes them.
//! `foreign` recognises files that are no CSV, such as workbooks, by their first bytes.

pub(super) mod encoding;
pub(super) mod foreign;
pub(super) mod unpack;
