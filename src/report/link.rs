//! The link: `#v1.` and a compact binary in base64url.

use super::Outcome;

/// A link that could not be opened, with what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// The fragment is not one of Kindred's.
    #[error(
        "This link carries no Kindred result. Ask for the link again, or drop your own two files on this page."
    )]
    Foreign,
}

/// Writes an outcome as a fragment, `v1.…`, without the leading `#`.
pub fn write(_outcome: &Outcome) -> Result<String, LinkError> {
    Err(LinkError::Foreign)
}

/// Opens a fragment, with or without the leading `#`.
pub fn open(_fragment: &str) -> Result<Outcome, LinkError> {
    Err(LinkError::Foreign)
}
