//! What a foreign network's file does not say, from somebody who knows the network.

use serde::{Deserialize, Serialize};

use super::bundle::Bundle;
use super::error::{BundleFault, FileError, LayersFault};
use super::network::{Activation, Output};
use super::open::{Foreign, Unknown};
use crate::features::{PortableEncoding, PortableForm};

/// What the file of a foreign network leaves open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mapping {
    /// For each input of the network the column that it takes.
    pub columns: Vec<String>,
    /// The name of each class, in the order of the outputs; empty where the network predicts a number.
    pub classes: Vec<String>,
    /// The label.
    pub label: String,
    /// Which of the file's readings is right, counted from 0, for files that leave several.
    pub reading: Option<usize>,
    /// Whether the normalisations are layer normalisations, for files that do not tell it.
    pub layer_normalised: bool,
    /// The activation behind the hidden layers, for files that do not tell it.
    pub activation: Activation,
    /// Whether the network wants its inputs standardised by mean and deviation of the source table; a file that does so
    /// itself is left alone.
    pub standardised: bool,
    /// Whether the network predicts its label standardised by mean and deviation of the source table.
    pub label_standardised: bool,
    /// A column of the source table with predictions that the network is known to make there.
    pub known_predictions: Option<String>,
}

/// Predictions of a network beside known ones.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Parity {
    /// Rows whose prediction is known.
    pub rows: usize,
    /// The largest difference of two numbers, or the share of rows whose classes differ.
    pub difference: f64,
}

impl Foreign {
    /// The network with what its file leaves open. `scale` gives mean and standard deviation of a column of the source
    /// table. The reading must be chosen when the file is opened ([`super::open_as`]).
    ///
    /// # Errors
    /// Those of `scale`, and what `refused` makes of a [`FileError`], where columns or classes do not fit the network.
    pub fn mapped<E>(
        self,
        mapping: &Mapping,
        scale: impl Fn(&str) -> Result<(f64, f64), E>,
        refused: impl Fn(FileError) -> E,
    ) -> Result<Bundle, E> {
        if self.unknown.contains(&Unknown::Reading) {
            return Err(refused(LayersFault::ReadingOpen.into()));
        }
        if self.unknown.contains(&Unknown::Normalisation) && !mapping.layer_normalised {
            let other = LayersFault::OtherNormalisation(self.layer_normalisations);
            return Err(refused(other.into()));
        }
        let scales_itself = self.network.scaling().is_some();
        let mut network = self.network;
        if self.unknown.contains(&Unknown::Activation) {
            network = network
                .with_activation(mapping.activation)
                .map_err(|error| refused(error.into()))?;
        }
        let output = if !mapping.classes.is_empty() {
            Some(Output::Classes {
                count: mapping.classes.len(),
                names: mapping.classes.clone(),
            })
        } else if mapping.label_standardised {
            let (mean, sd) = scale(&mapping.label)?;
            Some(Output::Number { mean, sd })
        } else if matches!(network.output(), Output::Number { .. }) {
            None
        } else {
            Some(Output::Number { mean: 0.0, sd: 1.0 })
        };
        if let Some(output) = output {
            network = network
                .with_output(output)
                .map_err(|error| refused(error.into()))?;
        }
        let bundle = Foreign { network, ..self }.bundle(&mapping.columns, &mapping.label);
        let mut bundle = bundle.map_err(&refused)?;
        if scales_itself || !mapping.standardised {
            return Ok(bundle);
        }
        let mut columns = bundle.encoding.columns().to_vec();
        for column in &mut columns {
            let (mean, sd) = scale(&column.name)?;
            if let PortableForm::Number {
                fill, center, scale, ..
            } = &mut column.form
            {
                (*fill, *center) = (mean, mean);
                // A column that is constant tells nothing, whatever it is divided by.
                *scale = if sd > 0.0 { sd } else { 1.0 };
            }
        }
        let encoding = PortableEncoding::new(columns).map_err(BundleFault::Preprocessing);
        bundle.encoding = encoding.map_err(|fault| refused(fault.into()))?;
        Ok(bundle)
    }
}

#[cfg(test)]
mod tests {
    use super::super::kind::FileKind;
    use super::super::network::{PlainLayer, PlainNetwork, Predictions};
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
            readings: Vec::new(),
            layer_normalisations: Vec::new(),
        }
    }

    fn mapping() -> Mapping {
        Mapping {
            columns: vec!["a".into(), "b".into()],
            classes: Vec::new(),
            label: "y".into(),
            reading: None,
            layer_normalised: false,
            activation: Activation::Tanh,
            standardised: true,
            label_standardised: true,
            known_predictions: None,
        }
    }

    fn scale(column: &str) -> (f64, f64) {
        match column {
            "a" => (10.0, 2.0),
            "b" => (5.0, 0.0),
            _ => (100.0, 10.0),
        }
    }

    #[test]
    fn a_mapping_takes_effect() {
        let bundle = foreign(1)
            .mapped(&mapping(), |column| Ok(scale(column)), |error| error)
            .unwrap();
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
    fn what_the_file_leaves_open_must_be_said() {
        let mapped = |unknown, layer_normalised| {
            let foreign = Foreign {
                unknown: vec![unknown],
                layer_normalisations: vec!["norm1".to_owned()],
                ..foreign(1)
            };
            let mapping = Mapping {
                layer_normalised,
                ..mapping()
            };
            foreign.mapped(&mapping, |column| Ok(scale(column)), |error| error)
        };
        assert_eq!(
            mapped(Unknown::Reading, true),
            Err(LayersFault::ReadingOpen.into())
        );
        let other = LayersFault::OtherNormalisation(vec!["norm1".to_owned()]);
        assert_eq!(mapped(Unknown::Normalisation, false), Err(other.into()));
        assert!(mapped(Unknown::Normalisation, true).is_ok());
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let mapped = |change: &dyn Fn(&mut Mapping)| {
            let mut mapping = mapping();
            change(&mut mapping);
            foreign(3).mapped(&mapping, |column| Ok(scale(column)), |error| error)
        };
        let classes = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let wrong: [&dyn Fn(&mut Mapping); 4] = [
            &|mapping| mapping.columns.truncate(1),
            &|mapping| mapping.classes = classes(&["a", "b"]),
            &|mapping| mapping.classes = classes(&["a", "b", "b"]),
            &|_| (),
        ];
        for (case, change) in wrong.into_iter().enumerate() {
            assert!(matches!(mapped(change), Err(FileError::Network(_))), "{case}");
        }
        let bundle = mapped(&|mapping| mapping.classes = classes(&["a", "b", "c"]));
        assert_eq!(bundle.unwrap().label, "y");
    }
}
