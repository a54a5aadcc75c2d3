//! Boosted trees as a rival of networks: the same rows teach, the same ones end the training, and the answers have the same form.

use std::ops::ControlFlow;

use super::layers::single;
use super::loss::class_weights;
use super::metrics::Answers;
use super::network::remove_class_weights;
use super::{Labels, layers};
use crate::failure::ModelError;
use crate::trees::{self, CheckedSettings, Column, End, Inputs, MAX_CLASSES, Response, Trees, TreesError};

/// With fewer rows that teach, the rows that end the training also choose among some settings. With more, the choice gains
/// nothing over the first of them (measured on 16 tables).
const FEW_ROWS: usize = 300;

/// The cells of a column, of the rows at hand.
#[derive(Debug, Clone, PartialEq)]
pub enum InputColumn {
    /// Numbers; `NaN` where a cell is missing.
    Numbers(Vec<f64>),
    /// Categories.
    Codes {
        /// The code of each row; not below `levels` where a cell is missing.
        codes: Vec<u32>,
        /// How many levels there are.
        levels: u32,
    },
}

/// Rows for trees to learn from.
#[derive(Debug, Clone)]
pub struct Teaching {
    /// The columns: first the rows that teach, then those that end the training.
    pub columns: Vec<InputColumn>,
    /// The labels of all these rows.
    pub labels: Labels,
    /// How many of them teach.
    pub training: usize,
    /// The weight of each row; all alike where there are none.
    pub weights: Option<Vec<f64>>,
}

impl InputColumn {
    fn for_trees(&self) -> Column<'_> {
        match self {
            Self::Numbers(numbers) => Column::Numbers(numbers),
            Self::Codes { codes, levels } => Column::Categories {
                codes,
                levels: *levels,
            },
        }
    }
}

/// What boosted trees that learn from these rows answer for others with the same columns. Classes are weighted as in networks, at most
/// by `class_weight_cap`.
///
/// # Errors
/// [`ModelError::ConstantLabel`] where the rows that teach have one label, and [`ModelError::Trees`] for what trees alone refuse.
pub fn boosted(
    teaching: &Teaching,
    judging: &[InputColumn],
    class_weight_cap: f64,
) -> Result<Answers, ModelError> {
    let rows = teaching.labels.len();
    let training: Vec<usize> = (0..teaching.training.min(rows)).collect();
    let validation: Vec<usize> = (training.len()..rows).collect();
    let classes = match &teaching.labels {
        Labels::Numbers(_) => Vec::new(),
        Labels::Classes { codes, count } => {
            let codes = codes.iter().take(training.len()).copied().collect();
            class_weights(&Labels::Classes { codes, count: *count }, class_weight_cap)
        }
    };
    let weights: Vec<f64> = (0..rows)
        .map(|row| {
            let own = teaching.weights.as_ref().and_then(|weights| weights.get(row));
            let of_class = match &teaching.labels {
                Labels::Numbers(_) => None,
                Labels::Classes { codes, .. } => classes.get(codes[row] as usize),
            };
            own.copied().unwrap_or(1.0) * of_class.map_or(1.0, |weight| f64::from(*weight))
        })
        .collect();
    let numbers: Vec<f64>;
    let response = match &teaching.labels {
        Labels::Numbers(labels) => {
            numbers = labels.iter().map(|label| f64::from(*label)).collect();
            Response::Numbers(&numbers)
        }
        Labels::Classes { codes, count } => Response::Classes { codes, count: *count },
    };
    let inputs = inputs(&teaching.columns)?;
    let examples = trees::Examples::new(inputs, response, Some(&weights)).map_err(refused)?;
    let grown = grow(&examples, &training, &validation)?;
    let judging = self::inputs(judging)?;
    Ok(match grown.predict(&judging).map_err(refused)? {
        trees::Predictions::Numbers(numbers) => Answers::Numbers(numbers),
        trees::Predictions::Probabilities {
            classes: count,
            values,
        } => {
            let mut values: Vec<f32> = values.into_iter().map(single).collect();
            let even = layers::whole_rows(count, values.clone());
            for row in values.chunks_mut(count) {
                remove_class_weights(row, &classes);
            }
            Answers::Classes {
                codes: even.argmax(),
                probabilities: layers::whole_rows(count, values),
            }
        }
    })
}

fn inputs(columns: &[InputColumn]) -> Result<Inputs<'_>, ModelError> {
    Inputs::new(columns.iter().map(InputColumn::for_trees).collect()).map_err(refused)
}

/// The trees whose loss on the validation rows is least, among those of the settings in question; grown once more, by as many rounds,
/// on all rows.
fn grow(
    examples: &trees::Examples<'_>,
    training: &[usize],
    validation: &[usize],
) -> Result<Trees, ModelError> {
    let mut candidates = trees::Settings::candidates(training.len());
    if training.len() >= FEW_ROWS {
        candidates.truncate(1);
    }
    let mut best: Option<(f64, usize, CheckedSettings)> = None;
    for settings in candidates {
        let settings = settings.check().map_err(refused)?;
        let mut least = f64::INFINITY;
        let grown = trees::train(
            examples,
            training,
            End::Validation(validation),
            None,
            &settings,
            &mut |_, loss| {
                least = least.min(loss);
                ControlFlow::Continue(())
            },
        )
        .map_err(refused)?;
        if best.as_ref().is_none_or(|(loss, ..)| least < *loss) {
            best = Some((least, grown.rounds(), settings));
        }
    }
    let (_, rounds, settings) = best.ok_or(ModelError::ConstantLabel)?;
    let all = [training, validation].concat();
    let go_on = &mut |_, _| ControlFlow::Continue(());
    trees::train(examples, &all, End::Rounds(rounds), None, &settings, go_on).map_err(refused)
}

/// What trees refuse, as networks call it.
#[expect(clippy::needless_pass_by_value, reason = "as `map_err` hands it over")]
fn refused(error: TreesError) -> ModelError {
    match error {
        TreesError::ConstantResponse => ModelError::ConstantLabel,
        TreesError::Response { row } => ModelError::LabelNotFinite { row },
        TreesError::ClassCount(count) => ModelError::Classes {
            count,
            max: MAX_CLASSES,
        },
        _ => ModelError::Trees,
    }
}

#[cfg(test)]
mod tests {
    use super::super::balanced_accuracy;
    use super::*;

    /// A column of so many rows.
    fn column(rows: u32, of: impl Fn(u32) -> f64) -> InputColumn {
        InputColumn::Numbers((0..rows).map(of).collect())
    }

    #[test]
    fn a_step_and_a_category_are_learned() {
        let at = |row: u32| f64::from(row * 37 % 101);
        let codes = |rows: u32| InputColumn::Codes {
            codes: (0..rows).map(|row| row % 3).collect(),
            levels: 3,
        };
        #[expect(clippy::cast_possible_truncation, reason = "small whole numbers")]
        let label = |row: u32| (if at(row) > 50.0 { 10.0 } else { 0.0 } + f64::from(row % 3)) as f32;
        let teaching = Teaching {
            columns: vec![column(300, at), codes(300)],
            labels: Labels::Numbers((0..300).map(label).collect()),
            training: 240,
            weights: None,
        };
        let judging = [column(30, at), codes(30)];
        let Ok(Answers::Numbers(answers)) = boosted(&teaching, &judging, 10.0) else {
            panic!()
        };
        for (row, answer) in (0..30).zip(answers) {
            assert!((answer - f64::from(label(row))).abs() < 0.2, "{row}: {answer}");
        }
    }

    #[test]
    fn rare_classes_count_as_much_and_are_said_as_rare() {
        // A rare class among others at its place: one in eight rows.
        let place = |row: u32| f64::from(row % 4);
        let class = |row: u32| u32::from(row.is_multiple_of(8));
        let teaching = Teaching {
            columns: vec![column(800, place)],
            labels: Labels::Classes {
                codes: (0..800).map(class).collect(),
                count: 2,
            },
            training: 600,
            weights: None,
        };
        let judging = [column(4, place)];
        let Ok(Answers::Classes { codes, probabilities }) = boosted(&teaching, &judging, 10.0) else {
            panic!()
        };
        // At place 0 half of the rows are of the rare class: weighted, it comes first.
        assert_eq!(codes, [1, 0, 0, 0]);
        let rare: Vec<f32> = probabilities.values().chunks(2).map(|row| row[1]).collect();
        assert!((rare[0] - 0.5).abs() < 0.1 && rare[1] < 0.05, "{rare:?}");
        assert_eq!(balanced_accuracy(&[1, 0, 0, 0], &codes, 2), Some(1.0));
    }

    #[test]
    fn one_label_teaches_nothing() {
        let teaching = Teaching {
            columns: vec![column(40, f64::from)],
            labels: Labels::Numbers(vec![1.0; 40]),
            training: 30,
            weights: None,
        };
        let answer = boosted(&teaching, &teaching.columns, 10.0);
        assert!(matches!(answer, Err(ModelError::ConstantLabel)), "{answer:?}");
    }
}
