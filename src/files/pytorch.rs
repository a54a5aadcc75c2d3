//! Weights that `torch.save(model.state_dict())` wrote: a ZIP archive of a pickle and of the numbers.

use std::collections::{BTreeMap, HashSet};
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::error::{FileError, shortened};
use super::network::MOST_WEIGHTS;
use super::pickle::{Id, Pickle, Value};
use super::tensor::{Storage, Tensor, count};

/// Largest pickle that is read; that of a network of 64 layers has some 20 kB.
const MOST_PICKLE_BYTES: usize = 2_000_000;

/// Most files of an archive.
const MOST_PARTS: usize = 10_000;

/// What the numbers of an archive unpack to at most: all weights in double precision.
const MOST_STORAGE_BYTES: usize = 8 * MOST_WEIGHTS;

/// Reads the tensors with their names, in the order in which the network's layers were made.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<(String, Tensor)>, FileError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string()))?;
    if archive.len() > MOST_PARTS {
        return Err(damaged("its archive holds more files than any network needs"));
    }
    let pickle_name = archive
        .file_names()
        .filter_map(Result::ok)
        .find(|name| *name == "data.pkl" || name.ends_with("/data.pkl"))
        .map(std::borrow::Cow::into_owned)
        .ok_or(FileError::OtherKind(
            "This ZIP archive holds no PyTorch weights. Save them with torch.save(model.state_dict(), \"network.pt\").",
        ))?;
    let folder = pickle_name
        .strip_suffix("data.pkl")
        .unwrap_or_default()
        .to_owned();
    let order = archive.by_name(&format!("{folder}byteorder")).ok().map(|part| {
        let mut order = Vec::new();
        let read = part.take(8).read_to_end(&mut order);
        read.is_ok() && order == b"little"
    });
    if order == Some(false) {
        return Err(FileError::OtherKind(
            "This PyTorch file was written with the highest byte first, which is not read. Save it again on a PC, or as \
             safetensors.",
        ));
    }
    let pickle = unpack(&mut archive, &pickle_name, MOST_PICKLE_BYTES)?;
    let pickle = Pickle::read(&pickle)?;
    let mut reader = Reader {
        archive,
        folder,
        storages: BTreeMap::new(),
        left: MOST_STORAGE_BYTES,
        weights: MOST_WEIGHTS,
    };
    reader.tensors(&pickle)
}

struct Reader<'f> {
    archive: ZipArchive<Cursor<&'f [u8]>>,
    folder: String,
    storages: BTreeMap<String, Vec<u8>>,
    /// Bytes of storages that may still be read.
    left: usize,
    /// Weights that may still be read.
    weights: usize,
}

impl Reader<'_> {
    fn tensors(&mut self, pickle: &Pickle) -> Result<Vec<(String, Tensor)>, FileError> {
        let no_weights =
            || FileError::Layers("it holds no weights by name; save model.state_dict()".to_owned());
        let Value::Dict(mut entries) = pickle.result().clone() else {
            return Err(no_weights());
        };
        let is_tensor = |id: Id| matches!(pickle.get(id), Value::Call(..));
        if !entries.iter().any(|&(_, value)| is_tensor(value)) {
            // A checkpoint: the weights lie one dictionary deeper, beside the optimiser's state.
            let weights =
                entries
                    .iter()
                    .find_map(|&(key, value)| match (pickle.get(key), pickle.get(value)) {
                        (Value::Text(key), Value::Dict(inner)) => {
                            let known = ["state_dict", "model_state_dict", "model"].contains(&key.as_str());
                            known.then(|| inner.clone())
                        }
                        _ => None,
                    });
            entries = weights.ok_or_else(no_weights)?;
        }
        let mut tensors = Vec::new();
        let mut seen = HashSet::new();
        for (key, value) in entries {
            let Value::Text(name) = pickle.get(key) else {
                return Err(no_weights());
            };
            // A count of batches belongs to batch normalisation, and no prediction needs it.
            if name.ends_with("num_batches_tracked") {
                continue;
            }
            if !seen.insert(name) {
                return Err(damaged("a name stands twice"));
            }
            tensors.push((name.clone(), self.tensor(pickle, name, value)?));
        }
        Ok(tensors)
    }

    fn tensor(&mut self, pickle: &Pickle, name: &str, id: Id) -> Result<Tensor, FileError> {
        let shown = shortened(name);
        let unusual = || damaged(&format!("{shown} is no tensor"));
        let arguments = |id: Id| match pickle.get(id) {
            Value::Call(function, arguments) => match pickle.get(*arguments) {
                Value::List(items) => Some((function.as_str(), items.as_slice())),
                _ => None,
            },
            _ => None,
        };
        let (mut function, mut items) = arguments(id).ok_or_else(unusual)?;
        if function == "torch._utils._rebuild_parameter" {
            let inner = *items.first().ok_or_else(unusual)?;
            (function, items) = arguments(inner).ok_or_else(unusual)?;
        }
        let [storage, offset, shape, strides, ..] = *items else {
            return Err(unusual());
        };
        let Value::Persistent(storage) = *pickle.get(storage) else {
            return Err(unusual());
        };
        if !function.starts_with("torch._utils._rebuild_tensor") {
            return Err(unusual());
        }
        let offset = whole(pickle.get(offset)).ok_or_else(unusual)?;
        let shape = wholes(pickle, shape).ok_or_else(unusual)?;
        let strides = wholes(pickle, strides).ok_or_else(unusual)?;
        let numbers = count(&shape).filter(|&numbers| numbers > 0).ok_or_else(|| {
            FileError::Layers(format!(
                "the tensor {shown} is empty, or larger than any layer that is read"
            ))
        })?;
        if strides.len() != shape.len() || shape.len() > 2 {
            let reason = format!("the tensor {shown} has {} dimensions", shape.len());
            return Err(FileError::Layers(reason));
        }
        self.weights = self.weights.checked_sub(numbers).ok_or_else(|| {
            FileError::Layers(format!(
                "it has more than {} million weights",
                MOST_WEIGHTS / 1_000_000
            ))
        })?;
        let (kind, bytes) = self.storage(pickle, storage, &shown)?;
        let size = kind.size();
        let outside = || damaged(&format!("the tensor {shown} lies outside of its numbers"));
        let mut values = Vec::new();
        let [rows, columns] = match shape[..] {
            [] => [1, 1],
            [columns] => [1, columns],
            [rows, columns, ..] => [rows, columns],
        };
        let [row_stride, column_stride] = match strides[..] {
            [] => [0, 0],
            [column] => [0, column],
            [row, column, ..] => [row, column],
        };
        for row in 0..rows {
            for column in 0..columns {
                let place = row
                    .checked_mul(row_stride)
                    .and_then(|place| place.checked_add(column.checked_mul(column_stride)?))
                    .and_then(|place| place.checked_add(offset)?.checked_mul(size))
                    .and_then(|start| bytes.get(start..start.checked_add(size)?))
                    .ok_or_else(outside)?;
                values.push(kind.number(place));
            }
        }
        Ok(Tensor { shape, values })
    }

    /// The bytes that a persistent id `("storage", kind, name, device, count)` stands for.
    fn storage(&mut self, pickle: &Pickle, id: Id, shown: &str) -> Result<(Storage, &[u8]), FileError> {
        let unusual = || damaged(&format!("the numbers of {shown} have no name"));
        let Value::List(items) = pickle.get(id) else {
            return Err(unusual());
        };
        let [_, kind, name, ..] = items[..] else {
            return Err(unusual());
        };
        let (Value::Global(kind), Value::Text(name)) = (pickle.get(kind), pickle.get(name)) else {
            return Err(unusual());
        };
        let kind = match kind.as_str() {
            "torch.HalfStorage" => Storage::Half,
            "torch.BFloat16Storage" => Storage::Brain,
            "torch.FloatStorage" => Storage::Single,
            "torch.DoubleStorage" => Storage::Double,
            other => {
                let reason = format!("the tensor {shown} holds numbers of kind {}", shortened(other));
                return Err(FileError::Layers(reason));
            }
        };
        if !self.storages.contains_key(name) {
            let bytes = unpack(
                &mut self.archive,
                &format!("{}data/{name}", self.folder),
                self.left,
            )?;
            self.left -= bytes.len();
            self.storages.insert(name.clone(), bytes);
        }
        Ok((
            kind,
            self.storages.get(name).map(Vec::as_slice).unwrap_or_default(),
        ))
    }
}

/// One file of the archive, of at most so many bytes whatever the archive says of its size.
fn unpack(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str, most: usize) -> Result<Vec<u8>, FileError> {
    let part = archive
        .by_name(name)
        .map_err(|error| damaged(&error.to_string()))?;
    let mut bytes = Vec::new();
    let read = part.take(most as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| damaged(&error.to_string()))?;
    if bytes.len() > most {
        return Err(FileError::TooLarge {
            what: "What the PyTorch file unpacks to",
            most: most / 1_000_000,
        });
    }
    Ok(bytes)
}

fn whole(value: &Value) -> Option<usize> {
    match value {
        Value::Int(number) => usize::try_from(*number).ok(),
        _ => None,
    }
}

/// The numbers of a tuple.
fn wholes(pickle: &Pickle, id: Id) -> Option<Vec<usize>> {
    match pickle.get(id) {
        Value::List(items) => items.iter().map(|&item| whole(pickle.get(item))).collect(),
        _ => None,
    }
}

fn damaged(detail: &str) -> FileError {
    FileError::Damaged {
        format: "PyTorch",
        detail: detail.trim_end_matches('.').to_owned(),
    }
}
