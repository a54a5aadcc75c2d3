//! ONNX, as far as plain networks need it.

mod export;
mod import;
mod proto;
mod values;
mod wire;

#[cfg(test)]
mod tests;

pub(super) use import::read;

use super::error::FileError;

fn damaged(detail: &str) -> FileError {
    FileError::Damaged {
        format: "ONNX",
        detail: detail.to_owned(),
    }
}
