//! The safetensors container: a length, a header in JSON, and the tensors' bytes.
//!
//! Format: <https://github.com/huggingface/safetensors#format>. What Kindred adds to the numbers is one entry of the
//! metadata, because its crate writes several in the order of a hash table, and one network should always give the same bytes.

use std::borrow::Cow;

use ::safetensors::tensor::Metadata;
use ::safetensors::{Dtype, SafeTensorError, SafeTensors as Container, View, serialize};

use super::error::{BundleFault, Damage, FileError, LargePart, LayersFault, shortened};
use super::kind::FileKind;
use super::tensor::{Storage, Tensor, count, narrow};

/// Longest header that is read.
const MAX_HEADER_BYTES: usize = 10_000_000;

/// Most tensors that are read: a network has at most six for each of its layers.
const MAX_TENSORS: usize = 1_000;

/// Bytes of the header's length.
const LENGTH_BYTES: usize = 8;

/// The entry of the metadata that says what Kindred adds.
pub(super) const DESCRIPTION: &str = "kindred";

/// A file whose tensors lie within it, one behind the other.
#[derive(Debug)]
pub(super) struct SafeTensors<'f> {
    header: Metadata,
    data: &'f [u8],
}

/// Whether the bytes begin as a safetensors file does.
pub(super) fn is_safetensors(bytes: &[u8]) -> bool {
    bytes.get(LENGTH_BYTES) == Some(&b'{')
        && header_length(bytes).is_some_and(|length| length <= MAX_HEADER_BYTES)
}

impl<'f> SafeTensors<'f> {
    /// Reads the header and checks it against the file's length.
    pub(super) fn read(bytes: &'f [u8]) -> Result<Self, FileError> {
        if header_length(bytes).is_some_and(|length| length > MAX_HEADER_BYTES) {
            return Err(FileError::too_large(LargePart::Header, MAX_HEADER_BYTES));
        }
        let (length, header) = Container::read_metadata(bytes).map_err(|error| damaged(fault(&error)))?;
        let file = Self {
            header,
            data: bytes.get(LENGTH_BYTES + length..).unwrap_or_default(),
        };
        if file.names().len() > MAX_TENSORS {
            return Err(damaged(Damage::TooManyParts));
        }
        Ok(file)
    }

    /// Whether Kindred wrote the file, in whatever form.
    pub(super) fn is_kindreds(&self) -> bool {
        let mut entries = self.header.metadata().iter().flat_map(|metadata| metadata.keys());
        entries.any(|name| {
            let rest = name.strip_prefix(DESCRIPTION);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }

    /// What Kindred added, where it wrote the file.
    pub(super) fn description(&self) -> Option<&str> {
        let metadata = self.header.metadata().as_ref()?;
        metadata.get(DESCRIPTION).map(String::as_str)
    }

    /// The tensors' names, in order.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names = self.header.offset_keys();
        names.sort_unstable();
        names
    }

    /// A tensor of numbers.
    pub(super) fn tensor(&self, name: &str) -> Result<Tensor, FileError> {
        let info = self.header.info(name);
        let info = info.ok_or_else(|| damaged(Damage::TensorMissing(shortened(name))))?;
        let storage = match info.dtype {
            Dtype::F16 => Storage::Half,
            Dtype::BF16 => Storage::Brain,
            Dtype::F32 => Storage::Single,
            Dtype::F64 => Storage::Double,
            other => {
                let fault = LayersFault::NumberKind {
                    tensor: shortened(name),
                    kind: other.to_string(),
                };
                return Err(fault.into());
            }
        };
        count(&info.shape).ok_or_else(|| LayersFault::TensorSize(shortened(name)))?;
        let (begin, end) = info.data_offsets;
        let bytes = self.data.get(begin..end).unwrap_or_default();
        Ok(Tensor {
            shape: info.shape.clone(),
            values: storage.numbers(bytes).map(narrow).collect(),
        })
    }
}

/// Gathers tensors and writes them.
#[derive(Debug, Default)]
pub(super) struct Writer(Vec<(String, Part)>);

#[derive(Debug)]
struct Part {
    dtype: Dtype,
    shape: Vec<usize>,
    bytes: Vec<u8>,
}

impl View for Part {
    fn dtype(&self) -> Dtype {
        self.dtype
    }

    fn shape(&self) -> &[usize] {
        &self.shape
    }

    fn data(&self) -> Cow<'_, [u8]> {
        Cow::Borrowed(&self.bytes)
    }

    fn data_len(&self) -> usize {
        self.bytes.len()
    }
}

impl Writer {
    /// Adds a tensor in single precision.
    pub(super) fn singles(&mut self, name: String, shape: &[usize], values: impl Iterator<Item = f32>) {
        let part = Part {
            dtype: Dtype::F32,
            shape: shape.to_vec(),
            bytes: values.flat_map(f32::to_le_bytes).collect(),
        };
        self.0.push((name, part));
    }

    /// The file.
    pub(super) fn finish(self, description: String) -> Result<Vec<u8>, FileError> {
        let metadata = [(DESCRIPTION.to_owned(), description)].into_iter().collect();
        let file = serialize(self.0, Some(metadata));
        let file = file.map_err(|error| BundleFault::Unwritable(error.to_string()))?;
        if header_length(&file).is_some_and(|length| length > MAX_HEADER_BYTES) {
            return Err(FileError::too_large(LargePart::Saved, MAX_HEADER_BYTES));
        }
        Ok(file)
    }
}

fn header_length(bytes: &[u8]) -> Option<usize> {
    let length = u64::from_le_bytes(*bytes.first_chunk()?);
    Some(usize::try_from(length).unwrap_or(usize::MAX))
}

fn fault(error: &SafeTensorError) -> Damage {
    match error {
        SafeTensorError::HeaderTooSmall | SafeTensorError::InvalidHeaderLength => Damage::EndsEarly,
        SafeTensorError::InvalidHeader(_) => Damage::NotUtf8,
        SafeTensorError::InvalidOffset(name) => Damage::TensorOutside(shortened(name)),
        SafeTensorError::MetadataIncompleteBuffer => Damage::DataLength,
        SafeTensorError::TensorInvalidInfo
        | SafeTensorError::ValidationOverflow
        | SafeTensorError::MisalignedSlice => Damage::TensorSizes,
        other => Damage::Library(other.to_string()),
    }
}

fn damaged(damage: Damage) -> FileError {
    FileError::Damaged {
        kind: FileKind::SafeTensors,
        damage,
    }
}
