//! Networks that the worker keeps: opened from a file, saved to one, and asked for predictions.

use std::collections::BTreeMap;

use js_sys::Uint8Array;

use super::super::messages::{KeptNetwork, NetworkFit, NetworkFormat, OpenedNetwork, Reply};
use super::reading;
use crate::failure::Failure;
use crate::features::{self, PairedColumn, Selection, Side};
use crate::files::{
    self, Bundle, FileError, FileKind, Foreign, LargePart, MAX_BYTES, Mapping, OpenedFile, Output, Parity,
    PlainNetwork, Unknown,
};
use crate::report::{ArmName, CheckedSettings, PredictionNames};
use crate::reuse::{self, Kept};
use crate::table::{Table, Values, straight};

/// The networks at hand.
#[derive(Default)]
pub(super) struct Networks {
    /// Of the latest comparison or adaptation.
    pub(super) kept: Vec<Kept>,
    /// What was opened, with the name of its file.
    pub(super) opened: Option<(Kept, String)>,
}

impl Networks {
    /// The network that is meant, with what its files are called.
    pub(super) fn get(&self, network: KeptNetwork) -> Result<(&Kept, &'static str), Failure> {
        let (arm, name) = match network {
            KeptNetwork::Source => (ArmName::SourceAsIs, "source-network"),
            KeptNetwork::FineTuned => (ArmName::FineTuned, "fine-tuned-network"),
            KeptNetwork::FromScratch => (ArmName::FromScratch, "network-from-scratch"),
            KeptNetwork::Adapted => (ArmName::Adapted, "adapted-network"),
            KeptNetwork::Opened => {
                let opened = self.opened.as_ref().map(|(kept, _)| (kept, "opened-network"));
                return opened.ok_or(Failure::NetworkGone);
            }
        };
        let kept = self.kept.iter().find(|kept| kept.arm == arm);
        kept.map(|kept| (kept, name)).ok_or(Failure::NetworkGone)
    }
}

/// A network as a file.
pub(super) fn file(
    networks: &Networks,
    network: KeptNetwork,
    format: NetworkFormat,
) -> Result<Reply, Failure> {
    let (kept, name) = networks.get(network)?;
    let bundle = kept.bundle().map_err(Failure::NetworkUnsaved)?;
    let (bytes, ending) = match format {
        NetworkFormat::Safetensors => (bundle.write(), "safetensors"),
        NetworkFormat::Onnx => (bundle.to_onnx(), "onnx"),
    };
    Ok(Reply::File {
        name: format!("{name}.{ending}"),
        media_type: "application/octet-stream".to_owned(),
        bytes: bytes.map_err(Failure::NetworkUnsaved)?,
    })
}

/// A network's predictions for a table, as a CSV file.
pub(super) fn predictions(
    networks: &Networks,
    network: KeptNetwork,
    side: Side,
    tables: [&Table; 2],
    question: &CheckedSettings,
    names: &PredictionNames,
    called: &str,
) -> Result<Reply, Failure> {
    let (kept, _) = networks.get(network)?;
    let text = reuse::predict(kept, tables[0], tables[1], side, question, names)?;
    let of = match side {
        Side::Source => &tables[0].name,
        Side::Target => &tables[1].name,
    };
    Ok(table_file(of, called, text))
}

/// The opened network's predictions for one table, as a CSV file.
pub(super) fn predictions_alone(
    networks: &Networks,
    table: &Table,
    names: &PredictionNames,
    called: &str,
) -> Result<Reply, Failure> {
    let (kept, _) = networks.get(KeptNetwork::Opened)?;
    let text = reuse::predict_alone(kept, table, names)?;
    Ok(table_file(&table.name, called, text))
}

/// A CSV file of something about a table.
pub(super) fn table_file(table: &str, called: &str, text: String) -> Reply {
    let stem = table.rsplit_once('.').map_or(table, |(stem, _)| stem);
    Reply::File {
        name: format!("{stem} {called}.csv"),
        media_type: "text/csv".to_owned(),
        bytes: text.into_bytes(),
    }
}

/// Fetches and reads a network file. It is kept where its file leaves nothing open.
pub(super) async fn open(
    name: &str,
    url: &str,
    mapping: Option<&Mapping>,
    source: Option<&Table>,
) -> Result<(OpenedNetwork, Option<Kept>), Failure> {
    let refused = |error: FileError| Failure::NetworkFile {
        file: name.to_owned(),
        error,
    };
    let bytes: Uint8Array = reading::whole(name, url).await?;
    // Before a copy is made in this module's memory.
    if bytes.length() as usize > MAX_BYTES {
        return Err(refused(FileError::TooLarge {
            what: LargePart::File,
            max: MAX_BYTES / 1_000_000,
        }));
    }
    let reading = mapping.and_then(|mapping| mapping.reading);
    let opened = files::open_as(name, &bytes.to_vec(), reading).map_err(refused)?;
    match (opened, mapping) {
        (OpenedFile::Kindred(bundle), _) => Ok((
            of_bundle(name, FileKind::Kindred, &bundle),
            Some(Kept::opened(&bundle)),
        )),
        (OpenedFile::Foreign(foreign), None) => Ok((of_foreign(name, &foreign), None)),
        (OpenedFile::Foreign(foreign), Some(mapping)) => {
            let kind = foreign.kind;
            let bundle = foreign.mapped(mapping, |column| scale(column, source), refused)?;
            let kept = Kept::opened(&bundle);
            let network = OpenedNetwork {
                parity: parity(&kept, mapping, source)?,
                ..of_bundle(name, kind, &bundle)
            };
            Ok((network, Some(kept)))
        }
    }
}

/// How the opened network fits two tables whose columns are paired by hand like this.
pub(super) fn fit(
    networks: &Networks,
    [source, target]: [&Table; 2],
    pairs: &BTreeMap<String, String>,
) -> Option<NetworkFit> {
    let (kept, _) = networks.opened.as_ref()?;
    let bundle = kept.bundle().ok()?;
    let tables = features::together(
        source,
        target,
        &Selection {
            label: None,
            columns: None,
            by_hand: Some(pairs),
        },
    );
    let [source, target] = tables.each_ref().map(AsRef::as_ref);
    let names = source.columns.iter().map(|column| column.name.as_str());
    let label = like(&bundle.label, names);
    let paired = |label| {
        let selection = Selection {
            label,
            columns: None,
            by_hand: Some(pairs),
        };
        features::pair(source, target, &selection).ok()
    };
    // A column that cannot be the label says so where it is chosen; the inputs are the same.
    let pairing = paired(label).or_else(|| paired(None));
    let columns: Vec<&PairedColumn<'_>> = pairing
        .iter()
        .flat_map(|pairing| pairing.inputs.iter().chain(&pairing.spare))
        .collect();
    let takes = |name: &str| bundle.encoding.columns().iter().any(|column| column.name == name);
    let mut inputs: Vec<String> = columns
        .iter()
        .filter(|column| takes(&column.name))
        .map(|column| column.origin.clone())
        .collect();
    // A date becomes several inputs.
    inputs.dedup();
    Some(NetworkFit {
        label: label.map(str::to_owned),
        inputs,
        unfit: bundle.encoding.bind(&columns).err(),
    })
}

/// The name that is the same but for case and punctuation, where there is only one.
fn like<'n>(name: &str, mut others: impl Iterator<Item = &'n str> + Clone) -> Option<&'n str> {
    if let Some(same) = others.clone().find(|other| *other == name) {
        return Some(same);
    }
    let key = |name: &str| -> String {
        let letters = name.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let wanted = key(name);
    let only = others.by_ref().find(|other| key(other) == wanted)?;
    others.all(|other| key(other) != wanted).then_some(only)
}

/// How the network's predictions agree with those that are known, where some are named.
fn parity(kept: &Kept, mapping: &Mapping, source: Option<&Table>) -> Result<Option<Parity>, Failure> {
    let (Some(column), Some(table)) = (&mapping.known_predictions, source) else {
        return Ok(None);
    };
    let found = reuse::parity(kept, table, column)?;
    let found = found.ok_or_else(|| Failure::NoPredictions {
        column: column.clone(),
    })?;
    Ok(Some(found))
}

/// Mean and standard deviation of a column of the source table.
fn scale(column: &str, source: Option<&Table>) -> Result<(f64, f64), Failure> {
    let values = source
        .and_then(|table| table.column(column))
        .map(|column| &column.values);
    match values {
        Some(Values::Number(values)) => Ok(mean_and_deviation(values)),
        _ => Err(Failure::NotNumbers {
            column: column.to_owned(),
        }),
    }
}

/// Mean and standard deviation (with `n` below, as scikit-learn's `StandardScaler` has it) of what is not missing.
fn mean_and_deviation(values: &[f64]) -> (f64, f64) {
    let known = || values.iter().copied().filter(|value| !value.is_nan());
    let count = known().count().max(1) as f64;
    let mean = known().sum::<f64>() / count;
    let square = known().map(|value| (value - mean) * (value - mean)).sum::<f64>() / count;
    (mean, square.sqrt())
}

fn of_bundle(name: &str, kind: FileKind, bundle: &Bundle) -> OpenedNetwork {
    let columns = bundle.encoding.columns().iter();
    let names = columns.map(|column| straight(&column.name));
    OpenedNetwork {
        // Of the table's columns, which are fewer than the numbers that they become.
        inputs: count(bundle.encoding.columns().len()),
        input_names: names.collect(),
        label: Some(straight(&bundle.label)),
        metrics: bundle.metrics.clone(),
        ..described(name, kind, &bundle.network)
    }
}

fn of_foreign(name: &str, foreign: &Foreign) -> OpenedNetwork {
    OpenedNetwork {
        needs_mapping: true,
        readings: foreign.readings.clone(),
        layer_normalisations: foreign.layer_normalisations.clone(),
        needs_activation: foreign.unknown.contains(&Unknown::Activation),
        ..described(name, foreign.kind, &foreign.network)
    }
}

fn described(name: &str, kind: FileKind, network: &PlainNetwork) -> OpenedNetwork {
    let widths: Vec<u32> = network
        .layers()
        .iter()
        .map(|layer| count(layer.bias.len()))
        .collect();
    let (outputs, hidden) = widths
        .split_last()
        .map_or((0, [].as_slice()), |(last, rest)| (*last, rest));
    OpenedNetwork {
        name: name.to_owned(),
        kind,
        inputs: count(network.inputs()),
        input_names: network.input_names().iter().map(|name| straight(name)).collect(),
        hidden: hidden.to_vec(),
        outputs,
        classes: match network.output() {
            Output::Number { .. } => Vec::new(),
            Output::Classes { names, .. } => names.iter().map(|name| straight(name)).collect(),
        },
        predicts_number: matches!(network.output(), Output::Number { .. }),
        label: None,
        metrics: Vec::new(),
        parity: None,
        needs_mapping: false,
        readings: Vec::new(),
        layer_normalisations: Vec::new(),
        needs_activation: false,
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
