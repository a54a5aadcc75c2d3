//! ONNX, as far as plain networks need it, and what Kindred itself writes.

mod behind;
mod export;
mod import;
mod open;
mod own;
mod proto;
mod values;
mod wire;

#[cfg(test)]
mod tests;

pub(super) use open::{Opened, open};

use super::error::{Damage, FileError};
use super::kind::FileKind;

fn damaged(damage: Damage) -> FileError {
    FileError::Damaged {
        kind: FileKind::Onnx,
        damage,
    }
}
