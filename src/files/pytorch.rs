//! Weights that `torch.save(model.state_dict())` wrote: a ZIP archive of a pickle and of the numbers.

use std::collections::{BTreeMap, HashSet};
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::error::{Counted, Damage, FileError, LargePart, LayersFault, OtherKind, shortened};
use super::kind::FileKind;
use super::network::{MAX_WEIGHTS, within};
use super::pickle::{Id, Pickle, Value};
use super::state_dict::StateDict;
use super::tensor::{Storage, Tensor, count, narrow};

/// Largest pickle that is read; that of a network of 64 layers has some 20 kB.
const MAX_PICKLE_BYTES: usize = 2_000_000;

/// Most files of an archive.
const MAX_PARTS: usize = 10_000;

/// What the numbers of an archive unpack to at most: all weights in double precision.
const MAX_STORAGE_BYTES: usize = 8 * MAX_WEIGHTS;

/// The first version of a module's parameters that only batch normalisation has (and instance normalisation, its kin).
/// `PyTorch` counted it up when `num_batches_tracked` was added.
const BATCH_NORMALISATION_VERSION: i64 = 2;

/// Reads the tensors with their names, in the order in which the network's layers were made.
pub(super) fn read(bytes: &[u8]) -> Result<StateDict, FileError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    if archive.len() > MAX_PARTS {
        return Err(damaged(Damage::TooManyParts));
    }
    let pickle_name = archive
        .file_names()
        .filter_map(Result::ok)
        .find(|name| *name == "data.pkl" || name.ends_with("/data.pkl"))
        .map(std::borrow::Cow::into_owned)
        .ok_or(FileError::OtherKind(OtherKind::Archive))?;
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
        return Err(FileError::OtherKind(OtherKind::BigEndian));
    }
    let pickle = unpack(&mut archive, &pickle_name, MAX_PICKLE_BYTES)?;
    let pickle = Pickle::read(&pickle)?;
    let mut reader = Reader {
        archive,
        folder,
        storages: BTreeMap::new(),
        left: MAX_STORAGE_BYTES,
        weights: 0,
    };
    reader.tensors(&pickle)
}

struct Reader<'f> {
    archive: ZipArchive<Cursor<&'f [u8]>>,
    folder: String,
    storages: BTreeMap<String, Vec<u8>>,
    /// Bytes of storages that may still be read.
    left: usize,
    /// Weights that were read.
    weights: usize,
}

impl Reader<'_> {
    fn tensors(&mut self, pickle: &Pickle) -> Result<StateDict, FileError> {
        let no_weights = || FileError::from(LayersFault::NoNames);
        let entries = |id: Id| match pickle.get(id) {
            Value::Dict(entries) => Ok(entries),
            _ => Err(no_weights()),
        };
        let is_tensor = |id: Id| matches!(pickle.get(id), Value::Call(..));
        let mut dict = pickle.result();
        if !entries(dict)?.iter().any(|&(_, value)| is_tensor(value)) {
            // A checkpoint: the weights lie one dictionary deeper, beside the optimiser's state.
            let mut inner = ["state_dict", "model_state_dict", "model"]
                .into_iter()
                .filter_map(|key| pickle.entry(dict, key));
            dict = inner
                .find(|&inner| entries(inner).is_ok())
                .ok_or_else(no_weights)?;
        }
        let mut tensors = Vec::new();
        let mut seen = HashSet::new();
        for &(key, value) in entries(dict)? {
            let Value::Text(name) = pickle.get(key) else {
                return Err(no_weights());
            };
            // A count of batches belongs to batch normalisation, and no prediction needs it.
            if name.ends_with("num_batches_tracked") {
                continue;
            }
            if !seen.insert(name) {
                return Err(damaged(Damage::NameTwice));
            }
            tensors.push((name.clone(), self.tensor(pickle, name, value)?));
        }
        Ok(StateDict {
            tensors,
            batch_normalisations: batch_normalisations(pickle, dict),
        })
    }

    fn tensor(&mut self, pickle: &Pickle, name: &str, id: Id) -> Result<Tensor, FileError> {
        let shown = shortened(name);
        let unusual = || damaged(Damage::NotATensor(shown.clone()));
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
        let numbers = count(&shape)
            .filter(|&numbers| numbers > 0)
            .ok_or_else(|| LayersFault::TensorSize(shown.clone()))?;
        if strides.len() != shape.len() || shape.len() > 2 {
            let fault = LayersFault::TensorDimensions {
                tensor: shown,
                dimensions: shape.len(),
            };
            return Err(fault.into());
        }
        self.weights += numbers;
        within(Counted::Weights, self.weights, MAX_WEIGHTS)?;
        let (kind, bytes) = self.storage(pickle, storage, &shown)?;
        let size = kind.size();
        let outside = || damaged(Damage::TensorOutside(shown.clone()));
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
                values.push(narrow(kind.number(place)));
            }
        }
        Ok(Tensor { shape, values })
    }

    /// The bytes that a persistent id `("storage", kind, name, device, count)` stands for.
    fn storage(&mut self, pickle: &Pickle, id: Id, shown: &str) -> Result<(Storage, &[u8]), FileError> {
        let unusual = || damaged(Damage::NotATensor(shown.to_owned()));
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
                let fault = LayersFault::NumberKind {
                    tensor: shown.to_owned(),
                    kind: shortened(other),
                };
                return Err(fault.into());
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

/// Most entries of what a file says of a module, which is the version of its parameters. More would take as long for each of very
/// many modules.
const MAX_MODULE_ENTRIES: usize = 16;

/// The modules that are batch normalisations by the version of their parameters.
fn batch_normalisations(pickle: &Pickle, state_dict: Id) -> HashSet<String> {
    let modules = pickle.attribute(state_dict, "_metadata");
    let Some(Value::Dict(modules)) = modules.map(|modules| pickle.get(modules)) else {
        return HashSet::new();
    };
    let named = modules.iter().filter_map(|&(name, module)| {
        let is_small = |entries: &Vec<_>| entries.len() <= MAX_MODULE_ENTRIES;
        if !matches!(pickle.get(module), Value::Dict(entries) if is_small(entries)) {
            return None;
        }
        let version = pickle.get(pickle.entry(module, "version")?);
        match (pickle.get(name), version) {
            (Value::Text(name), Value::Int(BATCH_NORMALISATION_VERSION..)) => Some(name.clone()),
            _ => None,
        }
    });
    named.collect()
}

/// One file of the archive, of at most so many bytes whatever the archive says of its size.
fn unpack(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str, max: usize) -> Result<Vec<u8>, FileError> {
    let part = archive.by_name(name).map_err(|error| unreadable(&error))?;
    let mut bytes = Vec::new();
    let read = part.take(max as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| unreadable(&error))?;
    if bytes.len() > max {
        return Err(FileError::too_large(LargePart::Unpacked, max));
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

fn damaged(damage: Damage) -> FileError {
    FileError::Damaged {
        kind: FileKind::PyTorch,
        damage,
    }
}

fn unreadable(error: &impl ToString) -> FileError {
    damaged(Damage::Library(error.to_string()))
}
