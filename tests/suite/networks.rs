//! The networks that Kindred exports to be asked by onnxruntime, the same everywhere.

use kindred::features::{Matrix, PortableColumn, PortableEncoding, PortableForm};
use kindred::files::{Activation, Bundle, Normalisation, Output, PlainLayer, PlainNetwork, Scaling};
use serde_json::json;

/// Numbers that look drawn, the same everywhere.
fn weights(count: usize, salt: usize) -> impl Iterator<Item = f32> {
    (0..count).map(move |index| {
        let step = u16::try_from((index * 7_919 + salt * 104_729) % 1_009).unwrap();
        3.0 * f32::from(step) / 1_009.0 - 1.5
    })
}

/// A layer of such weights.
pub(crate) fn layer(inputs: usize, outputs: usize, activation: Activation, normalised: bool) -> PlainLayer {
    PlainLayer {
        weights: Matrix::new(outputs, weights(inputs * outputs, inputs).collect()).unwrap(),
        bias: weights(outputs, outputs).collect(),
        normalisation: normalised.then(|| Normalisation {
            gamma: weights(outputs, 3).map(|weight| weight + 1.0).collect(),
            beta: weights(outputs, 4).collect(),
            epsilon: 1e-5,
        }),
        activation,
    }
}

fn encoding() -> PortableEncoding {
    let column = |name: &str, form| PortableColumn {
        name: name.to_owned(),
        origin: name.to_owned(),
        form,
    };
    let levels = |levels: &[&str], spellings: &[[&str; 2]]| PortableForm::Categories {
        levels: levels.iter().map(|&level| level.to_owned()).collect(),
        spellings: spellings
            .iter()
            .map(|[text, level]| ((*text).to_owned(), (*level).to_owned()))
            .collect(),
    };
    let number = |center: f64, clipped, flagged| PortableForm::Number {
        fill: center + 0.25,
        center,
        scale: 2.5,
        clipped,
        flagged,
    };
    PortableEncoding::new(vec![
        column("number", number(3.0, true, true)),
        column(
            "kind",
            levels(&["a", "b", "Straße"], &[["A", "a"], ["Beta", "b"]]),
        ),
        column("day", number(19_723.123, true, false)),
        column("label", levels(&["L"], &[])),
    ])
    .unwrap()
}

/// The network of one of [`EXPORTED`].
pub(crate) fn bundle(name: &str) -> Bundle {
    let is_number = name == "exported-number";
    let output = if is_number {
        Output::Number {
            mean: 250.0,
            sd: 40.0,
        }
    } else {
        Output::Classes {
            count: 3,
            names: CLASSES.map(str::to_owned).to_vec(),
        }
    };
    let layers = vec![
        layer(9, 6, Activation::Relu, true),
        layer(6, 5, Activation::Elu(0.9), false),
        layer(5, 5, Activation::LeakyRelu(0.02), false),
        layer(5, 4, Activation::Selu, false),
        layer(4, if is_number { 1 } else { 3 }, Activation::Identity, false),
    ];
    let scaling = is_number.then(|| Scaling {
        offset: (0..9).map(|input| f64::from(input) / 10.0).collect(),
        factor: (0..9).map(|input| 1.1 - f64::from(input) / 9.0).collect(),
    });
    Bundle {
        network: PlainNetwork::new(Vec::new(), scaling, layers, output).unwrap(),
        encoding: encoding(),
        label: "how it went".to_owned(),
        class_weights: if is_number {
            Vec::new()
        } else {
            vec![0.5, 1.0, 2.0]
        },
        training: json!({"learning_rate": 2e-3, "hidden": [6, 5]}),
        metrics: vec![("accuracy".to_owned(), 0.1 + 0.2)],
    }
}

/// The classes of the first.
pub(crate) const CLASSES: [&str; 3] = ["no", "maybe", "yes \"really\""];

/// The names of the files, without their ending.
pub(crate) const EXPORTED: [&str; 2] = ["exported-classes", "exported-number"];
