//! Networks that the worker keeps: opened from a file, saved to one, and asked for predictions.

use js_sys::Uint8Array;

use super::super::messages::{
    Agreement, KeptNetwork, NetworkActivation, NetworkFormat, NetworkMapping, OpenedNetwork, Reply,
};
use super::reading;
use crate::features::Side;
use crate::files::{
    self, Activation, Bundle, FileKind, Foreign, Opened, Output, PlainNetwork, Told, Unknown,
};
use crate::report::{ArmName, Question};
use crate::reuse::{self, Kept};
use crate::table::{Table, Values};

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
    pub(super) fn get(&self, network: KeptNetwork) -> Result<(&Kept, &'static str), String> {
        let (arm, name) = match network {
            KeptNetwork::Source => (ArmName::SourceAsIs, "source-network"),
            KeptNetwork::FineTuned => (ArmName::FineTuned, "fine-tuned-network"),
            KeptNetwork::FromScratch => (ArmName::FromScratch, "network-from-scratch"),
            KeptNetwork::Adapted => (ArmName::Adapted, "adapted-network"),
            KeptNetwork::Opened => {
                let opened = self.opened.as_ref().map(|(kept, _)| (kept, "opened-network"));
                return opened.ok_or_else(|| GONE.to_owned());
            }
        };
        let kept = self.kept.iter().find(|kept| kept.arm == arm);
        kept.map(|kept| (kept, name)).ok_or_else(|| GONE.to_owned())
    }
}

const GONE: &str =
    "This network is not at hand any more. Run the comparison again, or open the network from its file.";

/// A network as a file.
pub(super) fn file(
    job: u32,
    networks: &Networks,
    network: KeptNetwork,
    format: NetworkFormat,
) -> Result<Reply, String> {
    let (kept, name) = networks.get(network)?;
    let bundle = kept.bundle().map_err(|error| error.to_string())?;
    let (bytes, ending) = match format {
        NetworkFormat::Safetensors => (bundle.write(), "safetensors"),
        NetworkFormat::Onnx => (bundle.to_onnx(), "onnx"),
    };
    Ok(Reply::File {
        job,
        name: format!("{name}.{ending}"),
        media_type: "application/octet-stream".to_owned(),
        bytes: bytes.map_err(|error| error.to_string())?,
    })
}

/// A network's predictions for a table, as a CSV file.
pub(super) fn predictions(
    job: u32,
    networks: &Networks,
    network: KeptNetwork,
    side: Side,
    tables: [&Table; 2],
    question: &Question,
) -> Result<Reply, String> {
    let (kept, name) = networks.get(network)?;
    let text =
        reuse::predict(kept, tables[0], tables[1], side, question).map_err(|error| error.to_string())?;
    let of = match side {
        Side::Source => &tables[0].name,
        Side::Target => &tables[1].name,
    };
    let stem = of.rsplit_once('.').map_or(of.as_str(), |(stem, _)| stem);
    Ok(Reply::File {
        job,
        name: format!("{stem} predictions of {name}.csv"),
        media_type: "text/csv".to_owned(),
        bytes: text.into_bytes(),
    })
}

/// Fetches and reads a network file. It is kept where nothing more has to be told.
pub(super) async fn open(
    name: &str,
    url: &str,
    mapping: Option<&NetworkMapping>,
    source: Option<&Table>,
) -> Result<(OpenedNetwork, Option<Kept>), String> {
    let bytes: Uint8Array = reading::whole(name, url).await.map_err(|unread| unread.message)?;
    if bytes.length() as usize > files::MOST_BYTES {
        let most = files::MOST_BYTES / 1_000_000;
        return Err(format!(
            "{name} is larger than {most} MB, more than Kindred opens. Choose a file that holds one network only."
        ));
    }
    let opened = files::open(name, &bytes.to_vec()).map_err(|error| format!("{name}: {error}"))?;
    match opened {
        Opened::Kindred(bundle) => Ok((
            of_bundle(name, "Kindred network", &bundle),
            Some(Kept::opened(&bundle)),
        )),
        Opened::Foreign(foreign) => match mapping {
            None => Ok((of_foreign(name, &foreign), None)),
            Some(mapping) => {
                let form = form_of(foreign.kind);
                let told = told(mapping, source)?;
                let bundle = foreign.told(&told).map_err(|error| error.to_string())?;
                let kept = Kept::opened(&bundle);
                let network = OpenedNetwork {
                    agreement: agreement(&kept, mapping, source)?,
                    ..of_bundle(name, form, &bundle)
                };
                Ok((network, Some(kept)))
            }
        },
    }
}

/// How the network's predictions agree with those that are known, where some are named.
fn agreement(
    kept: &Kept,
    mapping: &NetworkMapping,
    source: Option<&Table>,
) -> Result<Option<Agreement>, String> {
    let (Some(column), Some(table)) = (&mapping.known_predictions, source) else {
        return Ok(None);
    };
    let found = reuse::parity(kept, table, column).map_err(|error| error.to_string())?;
    let found = found.ok_or_else(|| {
        format!("\"{column}\" holds no predictions of the kind that this network makes. Choose another column, or none.")
    })?;
    Ok(Some(Agreement {
        rows: found.rows as u64,
        difference: found.difference,
    }))
}

fn told(mapping: &NetworkMapping, source: Option<&Table>) -> Result<Told, String> {
    let scale = |column: &String| -> Result<(f64, f64), String> {
        let values = source
            .and_then(|table| table.column(column))
            .map(|column| &column.values);
        match values {
            Some(Values::Number(values)) => Ok(mean_and_deviation(values)),
            _ => Err(format!(
                "\"{column}\" is no column of numbers in the source table, so the network's inputs cannot be standardised \
                 by it. Load the source table, or choose another column."
            )),
        }
    };
    Ok(Told {
        columns: mapping.columns.clone(),
        classes: mapping.classes.clone(),
        label: mapping.label.clone(),
        activation: match mapping.activation {
            NetworkActivation::Relu => Activation::Relu,
            NetworkActivation::Tanh => Activation::Tanh,
            NetworkActivation::Sigmoid => Activation::Sigmoid,
        },
        standardised: if mapping.standardised {
            Some(mapping.columns.iter().map(scale).collect::<Result<_, _>>()?)
        } else {
            None
        },
        label_scale: if mapping.label_standardised && mapping.classes.is_empty() {
            Some(scale(&mapping.label)?)
        } else {
            None
        },
    })
}

/// Mean and standard deviation (with `n` below, as scikit-learn's `StandardScaler` has it) of what is not missing.
fn mean_and_deviation(values: &[f64]) -> (f64, f64) {
    let known = || values.iter().copied().filter(|value| !value.is_nan());
    let count = known().count().max(1) as f64;
    let mean = known().sum::<f64>() / count;
    let square = known().map(|value| (value - mean) * (value - mean)).sum::<f64>() / count;
    (mean, square.sqrt())
}

fn form_of(kind: FileKind) -> &'static str {
    match kind {
        FileKind::SafeTensors => "safetensors",
        FileKind::PyTorch => "PyTorch state_dict",
        FileKind::Onnx => "ONNX",
    }
}

fn of_bundle(name: &str, form: &str, bundle: &Bundle) -> OpenedNetwork {
    let inputs = bundle.encoding.columns().iter().map(|column| column.name.clone());
    OpenedNetwork {
        label: Some(bundle.label.clone()),
        metrics: bundle.metrics.clone(),
        ..described(name, form, &bundle.network, inputs.collect())
    }
}

fn of_foreign(name: &str, foreign: &Foreign) -> OpenedNetwork {
    let network = &foreign.network;
    let inputs = match network.input_names() {
        [] => (1..=network.inputs())
            .map(|number| format!("input {number}"))
            .collect(),
        names => names.to_vec(),
    };
    OpenedNetwork {
        needs_mapping: true,
        needs_activation: foreign.unknown.contains(&Unknown::Activation),
        ..described(name, form_of(foreign.kind), network, inputs)
    }
}

fn described(name: &str, form: &str, network: &PlainNetwork, inputs: Vec<String>) -> OpenedNetwork {
    let widths: Vec<u32> = network
        .layers()
        .iter()
        .map(|layer| u32::try_from(layer.bias.len()).unwrap_or(u32::MAX))
        .collect();
    let (outputs, hidden) = widths
        .split_last()
        .map_or((0, [].as_slice()), |(last, rest)| (*last, rest));
    OpenedNetwork {
        name: name.to_owned(),
        form: form.to_owned(),
        inputs,
        hidden: hidden.to_vec(),
        outputs,
        classes: match network.output() {
            Output::Number { .. } => Vec::new(),
            Output::Classes { names, .. } => names.clone(),
        },
        predicts_number: matches!(network.output(), Output::Number { .. }),
        label: None,
        metrics: Vec::new(),
        agreement: None,
        needs_mapping: false,
        needs_activation: false,
    }
}
