//! What a foreign network's file does not say, told by somebody who knows the network.

use super::bundle::Bundle;
use super::error::FileError;
use super::network::{Activation, NetworkError, Output};
use super::open::{Foreign, Unknown};
use crate::features::{PortableEncoding, PortableForm};

/// What the file of a foreign network leaves open.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// For each input of the network the column that it takes.
    pub columns: Vec<String>,
    /// The name of each class, in the order of the outputs; empty where the network predicts a number.
    pub classes: Vec<String>,
    /// The label.
    pub label: String,
    /// The activation behind the hidden layers, for files that do not tell it.
    pub activation: Activation,
    /// The mean and the standard deviation of each input, where the network wants its inputs standardised and its file
    /// does not do so.
    pub standardised: Option<Vec<(f64, f64)>>,
    /// The mean and the standard deviation of the label, where the network predicts it standardised.
    pub label_scale: Option<(f64, f64)>,
}

impl Foreign {
    /// The network with what was told of it.
    ///
    /// # Errors
    /// [`FileError`] where columns or classes do not fit the network.
    pub fn told(self, told: &Told) -> Result<Bundle, FileError> {
        let scales_itself = self.network.scaling().is_some();
        let mut network = self.network;
        if self.unknown.contains(&Unknown::Activation) {
            network = network.with_activation(told.activation)?;
        }
        let network = match (told.classes.is_empty(), network.output(), told.label_scale) {
            (true, Output::Number { .. }, None) => network,
            (true, _, scale) => {
                let (mean, sd) = scale.unwrap_or((0.0, 1.0));
                network.with_output(Output::Number { mean, sd })?
            }
            (false, _, _) => network.with_output(Output::Classes {
                count: told.classes.len(),
                names: told.classes.clone(),
            })?,
        };
        let inputs = network.inputs();
        let mut bundle = Foreign { network, ..self }.bundle(&told.columns, &told.label)?;
        let Some(scales) = told.standardised.as_ref().filter(|_| !scales_itself) else {
            return Ok(bundle);
        };
        if scales.len() != inputs {
            let found = scales.len();
            return Err(NetworkError::Rows { takes: inputs, found }.into());
        }
        let mut columns = bundle.encoding.columns().to_vec();
        for (column, &(mean, sd)) in columns.iter_mut().zip(scales) {
            if let PortableForm::Number {
                fill, center, scale, ..
            } = &mut column.form
            {
                (*fill, *center) = (mean, mean);
                // A column that is constant tells nothing, whatever it is divided by.
                *scale = if sd > 0.0 { sd } else { 1.0 };
            }
        }
        bundle.encoding =
            PortableEncoding::new(columns).map_err(|error| FileError::Bundle(error.to_string()))?;
        Ok(bundle)
    }
}

#[cfg(test)]
mod tests {
    use super::super::network::{PlainLayer, PlainNetwork, Predictions};
    use super::super::open::FileKind;
    use super::*;
    use crate::features::Matrix;

    fn foreign(outputs: usize) -> Foreign {
        let layer = |inputs: usize, outputs: usize, activation| PlainLayer {
            weights: Matrix::new(outputs, vec![0.5; inputs * outputs]).unwrap(),
            bias: vec![0.0; outputs],
            normalisation: None,
            activation,
        };
        let output = if outputs == 1 {
            Output::Number { mean: 0.0, sd: 1.0 }
        } else {
            Output::Classes {
                count: outputs,
                names: Vec::new(),
            }
        };
        let layers = vec![
            layer(2, 3, Activation::Relu),
            layer(3, outputs, Activation::Identity),
        ];
        Foreign {
            kind: FileKind::SafeTensors,
            network: PlainNetwork::new(Vec::new(), None, layers, output).unwrap(),
            unknown: vec![Unknown::Activation, Unknown::Output],
        }
    }

    fn told() -> Told {
        Told {
            columns: vec!["a".into(), "b".into()],
            classes: Vec::new(),
            label: "y".into(),
            activation: Activation::Tanh,
            standardised: Some(vec![(10.0, 2.0), (5.0, 0.0)]),
            label_scale: Some((100.0, 10.0)),
        }
    }

    #[test]
    fn what_is_told_takes_effect() {
        let bundle = foreign(1).told(&told()).unwrap();
        // (1, 0) after the scaling: tanh(0.5), three times, halved; in standard deviations of the label.
        let answer = bundle.network.predict(&Matrix::new(2, vec![1.0, 0.0]).unwrap());
        let expected = 100.0 + 10.0 * 1.5 * 0.5_f64.tanh();
        assert!(
            matches!(&answer, Ok(Predictions::Numbers(numbers)) if (numbers[0] - expected).abs() < 1e-4),
            "{answer:?}"
        );
        let forms: Vec<PortableForm> = bundle
            .encoding
            .columns()
            .iter()
            .map(|column| column.form.clone())
            .collect();
        let scaled = |at: usize, by: f64| {
            matches!(forms[at], PortableForm::Number { center, scale, .. }
                if center.to_bits() == [10.0_f64, 5.0][at].to_bits() && scale.to_bits() == by.to_bits())
        };
        assert!(scaled(0, 2.0) && scaled(1, 1.0), "{forms:?}");
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let wrong = |change: &dyn Fn(&mut Told)| {
            let mut told = told();
            change(&mut told);
            foreign(3).told(&told).unwrap_err().to_string()
        };
        let classes = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        for message in [
            wrong(&|told| told.columns.truncate(1)),
            wrong(&|told| told.classes = classes(&["a", "b"])),
            wrong(&|told| told.classes = classes(&["a", "b", "b"])),
            wrong(&|_| ()),
            wrong(&|told| {
                told.classes = classes(&["a", "b", "c"]);
                told.standardised = Some(Vec::new());
            }),
        ] {
            assert!(!message.is_empty());
        }
        let mut told = told();
        told.classes = classes(&["a", "b", "c"]);
        assert_eq!(foreign(3).told(&told).unwrap().label, "y");
    }
}
