//! Does an opened network say here what it said where it comes from?

use std::collections::BTreeSet;

use crate::features::{Selection, Side, pair, same_levels};
use crate::model::Answers;
use crate::table::{Table, Values};

use super::Kept;
use crate::failure::ReuseError;
use crate::files::Parity;

/// Compares a network's predictions for a table with those in one of its columns. Nothing where the column holds none.
///
/// # Errors
/// Where the table has no such column, or lacks one that the network takes.
pub fn parity(kept: &Kept, table: &Table, column: &str) -> Result<Option<Parity>, ReuseError> {
    let known = table
        .column(column)
        .ok_or_else(|| ReuseError::NoKnownPredictions {
            file: table.name.clone(),
            column: column.to_owned(),
        })?;
    let pairing = pair(table, table, &Selection::default())?;
    let answers = kept.answers(&pairing, Side::Source)?;
    let differences: Vec<f64> = match (&answers, &known.values) {
        (Answers::Numbers(answers), Values::Number(known)) => answers
            .iter()
            .zip(known)
            .map(|(answer, known)| (answer - known).abs())
            .filter(|difference| !difference.is_nan())
            .collect(),
        (Answers::Classes { codes, .. }, _) => {
            let shown: Vec<Option<String>> = (0..table.rows).map(|row| known.shown(row)).collect();
            let distinct: Vec<String> = shown
                .iter()
                .flatten()
                .collect::<BTreeSet<_>>()
                .into_iter()
                .cloned()
                .collect();
            let places = same_levels(&kept.classes, &distinct);
            let class = |shown: &String| places[distinct.binary_search(shown).ok()?];
            let known = shown.iter().zip(codes);
            let known = known.filter_map(|(shown, &code)| Some((class(shown.as_ref()?), code as usize)));
            known
                .map(|(class, code)| f64::from(u8::from(class != Some(code))))
                .collect()
        }
        _ => Vec::new(),
    };
    let rows = differences.len();
    let difference = match answers {
        Answers::Numbers(_) => differences.into_iter().fold(0.0, f64::max),
        Answers::Classes { .. } => differences.into_iter().sum::<f64>() / rows.max(1) as f64,
    };
    Ok((rows > 0).then_some(Parity { rows, difference }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Matrix;
    use crate::files::{Activation, FileKind, Foreign, Mapping, Output, PlainLayer, PlainNetwork};
    use crate::table::read;

    fn kept(classes: &[&str], weights: &[f32]) -> Kept {
        let layer = PlainLayer {
            weights: Matrix::new(weights.len() / 2, weights.to_vec()).unwrap(),
            bias: vec![0.0; weights.len() / 2],
            normalisation: None,
            activation: Activation::Identity,
        };
        let output = match classes {
            [] => Output::Number { mean: 0.0, sd: 1.0 },
            _ => Output::Classes {
                count: classes.len(),
                names: Vec::new(),
            },
        };
        let foreign = Foreign {
            kind: FileKind::Onnx,
            network: PlainNetwork::new(Vec::new(), None, vec![layer], output).unwrap(),
            unknown: Vec::new(),
            readings: Vec::new(),
            layer_normalisations: Vec::new(),
        };
        let mapping = Mapping {
            columns: vec!["a".into(), "b".into()],
            classes: classes.iter().map(|&class| class.to_owned()).collect(),
            label: "y".into(),
            reading: None,
            layer_normalised: false,
            activation: Activation::Relu,
            standardised: false,
            label_standardised: false,
            known_predictions: None,
        };
        let no_scale = |_: &str| -> Result<(f64, f64), crate::files::FileError> { Ok((0.0, 1.0)) };
        Kept::opened(&foreign.mapped(&mapping, no_scale, |error| error).unwrap())
    }

    #[test]
    fn known_predictions_are_compared_row_by_row() {
        // One says 2 a + b; the last row's known prediction is off by a half, the one before it is missing.
        let text = "a,b,known\n1.5,2.25,5.25\n2.5,0.5,5.5\n3.25,1.75,\n4.5,1.25,10.75\n";
        let table = read("a.csv", text.as_bytes()).unwrap();
        let found = parity(&kept(&[], &[2.0, 1.0]), &table, "known").unwrap();
        assert_eq!(
            found,
            Some(Parity {
                rows: 3,
                difference: 0.5
            })
        );
        let refused = parity(&kept(&[], &[2.0, 1.0]), &table, "none");
        assert!(matches!(refused, Err(ReuseError::NoKnownPredictions { .. })));
    }

    #[test]
    fn a_network_takes_what_is_left_out_of_the_test() {
        let rows = |a: u32, from: u32| -> String {
            let rows = (from..from + 4).map(|row| format!("{a},{row}.5\n"));
            format!("a,b\n{}", rows.collect::<String>())
        };
        let read = |text: String| read("a.csv", text.as_bytes()).unwrap();
        // The first column names the table, or says nothing at all.
        for a in [2, 1] {
            let (source, target) = (read(rows(1, 1)), read(rows(a, 2)));
            let network = kept(&[], &[10.0, 1.0]);
            let pairing = pair(&source, &target, &Selection::default()).unwrap();
            let Answers::Numbers(answers) = network.answers(&pairing, Side::Target).unwrap() else {
                panic!("numbers were asked for");
            };
            assert!((answers[0] - f64::from(10 * a) - 2.5).abs() < 1e-6, "{answers:?}");
        }
    }

    #[test]
    fn of_classes_the_share_that_differs_is_given() {
        let text = "a,b,known\n1.5,2.25,Low\n2.5,0.5,high\n3.25,1.75,Low\n4.5,1.25,high\n";
        let table = read("a.csv", text.as_bytes()).unwrap();
        // The class of the larger input: "low" where b is larger.
        let found = parity(&kept(&["high", "low"], &[1.0, 0.0, 0.0, 1.0]), &table, "known").unwrap();
        assert_eq!(
            found,
            Some(Parity {
                rows: 4,
                difference: 0.25
            })
        );
    }
}
