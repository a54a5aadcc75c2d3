//! ONNX, as far as plain networks need it.

mod export;
mod import;
mod proto;
mod values;
mod wire;

#[cfg(test)]
mod tests;

pub(super) use import::read;

use super::error::{Damage, FileError};
use super::kind::FileKind;

fn damaged(damage: Damage) -> FileError {
    FileError::Damaged {
        kind: FileKind::Onnx,
        damage,
    }
}
