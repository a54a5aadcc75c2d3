//! An ONNX file, whoever wrote it.

use prost::Message as _;

use super::super::bundle::Bundle;
use super::super::error::{Damage, FileError};
use super::import::{self, Imported};
use super::{damaged, own, proto, wire};

/// What an ONNX file holds.
pub(in super::super) enum Opened {
    /// A network that Kindred saved.
    Kindred(Box<Bundle>),
    /// A network that another program saved.
    Foreign(Imported),
}

/// Reads an ONNX file.
pub(in super::super) fn open(bytes: &[u8]) -> Result<Opened, FileError> {
    wire::check(bytes)?;
    let model = proto::Model::decode(bytes).map_err(|error| damaged(Damage::Library(error.to_string())))?;
    Ok(match own::bundle(&model)? {
        Some(bundle) => Opened::Kindred(Box::new(bundle)),
        None => Opened::Foreign(import::read(&model)?),
    })
}
