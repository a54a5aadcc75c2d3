//! Words about networks in files.

use crate::compute::messages::{KeptNetwork, OpenedNetwork};
use crate::show::nouns::Noun;
use crate::show::numbers::{count, counted, significant};

pub(in crate::page) const NETWORK_SUMMARY: &str = "Start from a network you already have";
pub(in crate::page) const NETWORK_HELP: &str = "Without one, Kindred trains the source network on the source table. \
    It opens networks that it saved itself, and networks of linear layers from PyTorch (safetensors, .pt) or as ONNX \
    (scikit-learn, PyTorch). The file stays on this device.";
pub(in crate::page) const NETWORK_FILE: &str = "Network file";
pub(in crate::page) const NETWORK_NEEDS_TABLES: &str =
    "Choose both tables first: the network is matched with their columns.";
pub(in crate::page) const NETWORK_NEEDS_LABEL: &str =
    "Choose the label under Data first: it is what the network predicts.";
pub(in crate::page) const NETWORK_REMOVE: &str = "Remove the network";
pub(in crate::page) const NETWORK_MAPPING: &str = "The file does not say which columns the network takes and what it \
    predicts. Tell it here; the network predicts the label that is chosen under Data.";
pub(in crate::page) const NETWORK_COLUMNS: &str = "Columns of numbers that the inputs take";
pub(in crate::page) const NETWORK_STANDARDISED: &str = "The network was trained on standardised columns: take off \
    each column's mean in the source table, and divide by its standard deviation there. (A scaler inside the file is \
    used anyway.)";
pub(in crate::page) const NETWORK_OUTPUTS: &str = "What the outputs mean";
pub(in crate::page) const NETWORK_PREDICTS: &str = "The output is";
pub(in crate::page) const NETWORK_NUMBER: &str = "a number";
pub(in crate::page) const NETWORK_TWO_CLASSES: &str = "the score of the second of two classes";
pub(in crate::page) const NETWORK_CLASSES: &str = "Classes, in the order of the outputs";
pub(in crate::page) const NETWORK_CLASSES_HELP: &str =
    "With commas between them, written as they stand in the label column.";
pub(in crate::page) const NETWORK_ACTIVATION: &str = "Function between the layers";
pub(in crate::page) const NETWORK_LABEL_STANDARDISED: &str = "The network predicts the standardised label: multiply by \
    the label's standard deviation in the source table, and add its mean.";
pub(in crate::page) const NETWORK_PARITY: &str = "Column with known predictions";
pub(in crate::page) const NETWORK_NO_PARITY: &str = "None";
pub(in crate::page) const NETWORK_PARITY_HELP: &str = "Where the source table has a column with what the network says \
    elsewhere, its predictions here are compared with it, and you see at once whether all of the above is right.";
pub(in crate::page) const NETWORK_USE: &str = "Use this network";

pub(in crate::page) const KEPT_TITLE: &str = "Networks at hand";
pub(in crate::page) const KEPT_HELP: &str = "Of the first repeat, until the next comparison or until this page is \
    closed. Kindred's own file holds the network with its preprocessing and opens here again; ONNX runs elsewhere, \
    with the preprocessing inside. Predictions are a CSV file with a probability for each class, or with an interval \
    around each number that held nine of ten held-out rows (of the source, for a network adapted without labels).";
pub(in crate::page) const SAVE_SAFETENSORS: &str = "Save the network";
pub(in crate::page) const SAVE_ONNX: &str = "Save as ONNX";
pub(in crate::page) const PREDICT_TARGET: &str = "Predict the target";
pub(in crate::page) const PREDICT_SOURCE: &str = "Predict the source";

/// The largest difference between two ways to compute one network that is rounding.
const ROUNDING: f64 = 1e-3;

/// A network at hand.
pub(in crate::page) fn kept(network: KeptNetwork) -> &'static str {
    match network {
        KeptNetwork::Source => "Source network",
        KeptNetwork::FineTuned => "Fine-tuned network",
        KeptNetwork::FromScratch => "Network from scratch",
        KeptNetwork::Adapted => "Adapted network, not verified by labels",
        KeptNetwork::Opened => "Opened network",
    }
}

/// What an opened network is.
pub(in crate::page) fn network_is(network: &OpenedNetwork) -> String {
    let hidden: Vec<String> = network
        .hidden
        .iter()
        .map(|&width| count(u64::from(width)))
        .collect();
    let layers = match hidden.as_slice() {
        [] => "no hidden layer".to_owned(),
        [one] => format!("a hidden layer of {one} units"),
        many => format!("hidden layers of {} units", many.join(", ")),
    };
    let predicts = match (&network.label, network.predicts_number, network.classes.len()) {
        (Some(label), true, _) => format!(" It predicts the number \"{label}\"."),
        (Some(label), false, classes) => {
            format!(" It predicts \"{label}\", one of {classes} classes.")
        }
        (None, ..) => String::new(),
    };
    format!(
        "{}: {}, {layers}, {}.{predicts}",
        network.form,
        counted(network.inputs.len() as u64, Noun::Input),
        counted(u64::from(network.outputs), Noun::Output),
    )
}

/// What the file says of the network's quality.
pub(in crate::page) fn network_metrics(metrics: &[(String, f64)]) -> String {
    let told: Vec<String> = metrics
        .iter()
        .map(|(name, value)| format!("{} {}", name.replace('_', " "), significant(*value, 3)))
        .collect();
    format!(
        "Found when it was saved, on rows that it had not learned from: {}.",
        told.join(", ")
    )
}

/// How the network's predictions agree with known ones.
pub(in crate::page) fn network_agreement(rows: &str, difference: f64, is_number: bool) -> String {
    match (is_number, difference > ROUNDING) {
        (_, false) => format!("Its predictions agree with the known ones on {rows}."),
        (true, true) => format!(
            "Its predictions differ from the known ones by up to {} on {rows}. Check the columns, their order and the \
             standardisation before you use it.",
            significant(difference, 3)
        ),
        (false, true) => format!(
            "Its predictions differ from the known ones in {} % of {rows}. Check the columns, the order of the classes and \
             the standardisation before you use it.",
            significant(100.0 * difference, 3)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_described_in_a_sentence() {
        let network = OpenedNetwork {
            name: "a.onnx".into(),
            form: "ONNX".into(),
            inputs: vec!["a".into(), "b".into()],
            hidden: vec![64, 32],
            outputs: 3,
            predicts_number: false,
            classes: vec!["x".into(), "y".into(), "z".into()],
            label: Some("kind".into()),
            metrics: Vec::new(),
            agreement: None,
            needs_mapping: false,
            needs_activation: false,
        };
        assert_eq!(
            network_is(&network),
            "ONNX: 2 inputs, hidden layers of 64, 32 units, 3 outputs. It predicts \"kind\", one of 3 classes."
        );
    }

    #[test]
    fn a_difference_is_told_in_its_unit() {
        assert!(network_agreement("3 rows", 1e-6, true).contains("agree"));
        assert!(network_agreement("3 rows", 0.5, true).contains("up to 0.500"));
        assert!(network_agreement("8 rows", 0.25, false).contains("25.0 %"));
    }
}
