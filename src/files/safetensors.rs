//! The safetensors container: a length, a header in JSON, and the tensors' bytes.
//!
//! Format: <https://github.com/huggingface/safetensors#format>. Written here rather than by its crate so that one
//! network always gives the same bytes: that crate's metadata come in the order of a hash table.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::error::{BundleFault, Damage, FileError, LargePart, LayersFault, shortened};
use super::kind::FileKind;
use super::tensor::{Storage, Tensor, count};

/// Longest header that is read.
const MAX_HEADER_BYTES: usize = 10_000_000;

/// Most tensors that are read: a network has at most six for each of its layers.
const MAX_TENSORS: usize = 1_000;

/// Bytes of the header's length.
const LENGTH_BYTES: usize = 8;

/// A file whose tensors lie within it.
#[derive(Debug)]
pub(super) struct SafeTensors<'f> {
    pub(super) metadata: BTreeMap<String, String>,
    tensors: BTreeMap<String, Info>,
    data: &'f [u8],
}

#[derive(Debug, Default)]
struct Header {
    metadata: BTreeMap<String, String>,
    tensors: BTreeMap<String, Info>,
    /// What is wrong with its entries.
    fault: Option<Damage>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Info {
    dtype: String,
    shape: Vec<usize>,
    data_offsets: [usize; 2],
}

/// Whether the bytes begin as a safetensors file does.
pub(super) fn is_safetensors(bytes: &[u8]) -> bool {
    bytes.get(LENGTH_BYTES) == Some(&b'{')
        && header_length(bytes).is_some_and(|length| length <= MAX_HEADER_BYTES)
}

impl<'f> SafeTensors<'f> {
    /// Reads the header and checks it against the file's length.
    pub(super) fn read(bytes: &'f [u8]) -> Result<Self, FileError> {
        let length = header_length(bytes).ok_or_else(|| damaged(Damage::EndsEarly))?;
        if length > MAX_HEADER_BYTES {
            return Err(FileError::TooLarge {
                what: LargePart::Header,
                max: MAX_HEADER_BYTES / 1_000_000,
            });
        }
        let (header, data) = bytes[LENGTH_BYTES..]
            .split_at_checked(length)
            .ok_or_else(|| damaged(Damage::EndsEarly))?;
        let header: Header =
            serde_json::from_slice(header).map_err(|error| damaged(Damage::Library(error.to_string())))?;
        if let Some(fault) = header.fault {
            return Err(damaged(fault));
        }
        let mut total = 0_usize;
        for (name, info) in &header.tensors {
            let [begin, end] = info.data_offsets;
            let size = end.checked_sub(begin).filter(|_| end <= data.len());
            let size = size.ok_or_else(|| damaged(Damage::TensorOutside(shortened(name))))?;
            total = total.saturating_add(size);
        }
        if total > data.len() {
            return Err(damaged(Damage::Overlap));
        }
        Ok(Self {
            metadata: header.metadata,
            tensors: header.tensors,
            data,
        })
    }

    /// The tensors' names, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.tensors.keys().map(String::as_str)
    }

    /// The shape and the bytes of a tensor of numbers, and how they are stored.
    fn part(&self, name: &str) -> Result<(&Info, &'f [u8], Storage), FileError> {
        let shown = shortened(name);
        let info = self
            .tensors
            .get(name)
            .ok_or_else(|| damaged(Damage::TensorMissing(shown.clone())))?;
        let storage = match info.dtype.as_str() {
            "F16" => Storage::Half,
            "BF16" => Storage::Brain,
            "F32" => Storage::Single,
            "F64" => Storage::Double,
            other => {
                let fault = LayersFault::NumberKind {
                    tensor: shown,
                    kind: shortened(other),
                };
                return Err(fault.into());
            }
        };
        let [begin, end] = info.data_offsets;
        let bytes = self.data.get(begin..end).unwrap_or_default();
        let numbers = count(&info.shape).ok_or_else(|| LayersFault::TensorSize(shown.clone()))?;
        if numbers * storage.size() != bytes.len() {
            return Err(damaged(Damage::TensorSize(shown)));
        }
        Ok((info, bytes, storage))
    }

    /// A tensor of numbers.
    pub(super) fn tensor(&self, name: &str) -> Result<Tensor, FileError> {
        let (info, bytes, storage) = self.part(name)?;
        Ok(Tensor {
            shape: info.shape.clone(),
            values: storage.numbers(bytes),
        })
    }

    /// The numbers of a tensor that is stored in double precision.
    pub(super) fn doubles(&self, name: &str) -> Result<Vec<f64>, FileError> {
        let (_, bytes, storage) = self.part(name)?;
        if storage != Storage::Double {
            return Err(damaged(Damage::NotDouble(shortened(name))));
        }
        let whole = bytes.as_chunks::<8>().0.iter();
        Ok(whole.map(|&bytes| f64::from_le_bytes(bytes)).collect())
    }
}

/// Gathers tensors and writes them.
#[derive(Debug, Default)]
pub(super) struct Writer {
    header: BTreeMap<String, Info>,
    data: Vec<u8>,
}

impl Writer {
    /// Adds a tensor in single precision.
    pub(super) fn singles(&mut self, name: String, shape: &[usize], values: impl Iterator<Item = f32>) {
        self.add(name, "F32", shape, values.flat_map(f32::to_le_bytes));
    }

    /// Adds a tensor in double precision.
    pub(super) fn doubles(&mut self, name: String, values: &[f64]) {
        let bytes = values.iter().flat_map(|value| value.to_le_bytes());
        self.add(name, "F64", &[values.len()], bytes);
    }

    fn add(&mut self, name: String, dtype: &str, shape: &[usize], bytes: impl Iterator<Item = u8>) {
        let begin = self.data.len();
        self.data.extend(bytes);
        let info = Info {
            dtype: dtype.to_owned(),
            shape: shape.to_vec(),
            data_offsets: [begin, self.data.len()],
        };
        self.header.insert(name, info);
    }

    /// The file.
    pub(super) fn finish(self, metadata: &BTreeMap<String, String>) -> Result<Vec<u8>, FileError> {
        #[derive(Serialize)]
        struct Out<'w> {
            #[serde(rename = "__metadata__")]
            metadata: &'w BTreeMap<String, String>,
            #[serde(flatten)]
            tensors: &'w BTreeMap<String, Info>,
        }
        let out = Out {
            metadata,
            tensors: &self.header,
        };
        let mut header =
            serde_json::to_vec(&out).map_err(|error| BundleFault::Unwritable(error.to_string()))?;
        // The data begin at a multiple of eight bytes.
        header.resize(header.len().next_multiple_of(LENGTH_BYTES), b' ');
        if header.len() > MAX_HEADER_BYTES {
            return Err(FileError::TooLarge {
                what: LargePart::Saved,
                max: MAX_HEADER_BYTES / 1_000_000,
            });
        }
        let mut file = Vec::with_capacity(LENGTH_BYTES + header.len() + self.data.len());
        file.extend((header.len() as u64).to_le_bytes());
        file.extend(header);
        file.extend(self.data);
        Ok(file)
    }
}

fn header_length(bytes: &[u8]) -> Option<usize> {
    let length = u64::from_le_bytes(*bytes.first_chunk()?);
    Some(usize::try_from(length).unwrap_or(usize::MAX))
}

fn damaged(damage: Damage) -> FileError {
    FileError::Damaged {
        kind: FileKind::SafeTensors,
        damage,
    }
}

/// By hand rather than with `flatten`, which would hold the whole header twice.
impl<'de> Deserialize<'de> for Header {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Parts;

        impl<'de> Visitor<'de> for Parts {
            type Value = Header;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a map of tensors")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Header, A::Error> {
                let mut header = Header::default();
                let mut seen = HashSet::new();
                while let Some(name) = map.next_key::<String>()? {
                    if !seen.insert(name.clone()) {
                        header.fault = Some(Damage::NameTwice);
                        map.next_value::<IgnoredAny>()?;
                    } else if name == "__metadata__" {
                        header.metadata = map.next_value()?;
                    } else if header.tensors.len() == MAX_TENSORS {
                        header.fault = Some(Damage::TooManyTensors);
                        map.next_value::<IgnoredAny>()?;
                    } else {
                        header.tensors.insert(name, map.next_value()?);
                    }
                }
                Ok(header)
            }
        }

        deserializer.deserialize_map(Parts)
    }
}
