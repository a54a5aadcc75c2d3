//! Where networks err on the held-out rows, from the answers that the repeats give anyway.

mod bins;
mod columns;
mod confusion;
mod said;

use crate::features::{Label, PairedColumn};
use crate::model::Truth;
use crate::report::{
    ArmName, BinOf, ByPrediction, ErrorBin, ErrorOfArm, Errors, ErrorsByColumn, MIN_BIN_ROWS, PredictionBin,
};
use crate::table::Table;

use self::bins::equal_bins;
use self::columns::{Split, split};
use self::confusion::confusion;
pub(super) use self::said::Said;

/// The held-out rows of all repeats.
pub(super) struct HeldOut {
    truth: Truth,
    classes: Vec<String>,
    split: Option<Split>,
}

impl HeldOut {
    /// These rows of the target with their true labels. `moved` is the input that moved most.
    pub(super) fn new(
        truth: Truth,
        label: &Label<'_>,
        target: &Table,
        rows: &[usize],
        moved: Option<&PairedColumn<'_>>,
    ) -> Self {
        Self {
            truth,
            classes: label.class_names().to_vec(),
            split: split(target, rows, moved),
        }
    }

    /// Where these networks err; the answers of each in every repeat. Nothing where the rows are too few.
    pub(super) fn errors(&self, said: &[(ArmName, Vec<&Said>)]) -> Option<Errors> {
        if self.truth.len() < MIN_BIN_ROWS {
            return None;
        }
        let by_row: Vec<(ArmName, Vec<f64>)> = said
            .iter()
            .map(|(arm, repeats)| Some((*arm, errors_by_row(&self.truth, repeats)?)))
            .collect::<Option<_>>()?;
        let mut errors = Errors {
            by_prediction: Vec::new(),
            confusion: None,
            by_column: self.split.as_ref().map(|split| by_column(split, &by_row)),
        };
        match &self.truth {
            Truth::Numbers(truth) => {
                let of = |(arm, repeats): &(ArmName, Vec<&Said>)| {
                    Some(ByPrediction {
                        arm: *arm,
                        bins: by_prediction(truth, &mean_by_row(truth.len(), repeats)?),
                    })
                };
                errors.by_prediction = said.iter().map(of).collect::<Option<_>>()?;
            }
            Truth::Classes { codes, .. } => {
                errors.confusion = Some(confusion(codes, &self.classes, said));
            }
        }
        Some(errors)
    }
}

/// The mean of something about each row over the repeats that judge by it; nothing where there is none for a row, or it is
/// not finite.
fn mean_over_repeats(
    rows: usize,
    repeats: &[&Said],
    value: impl Fn(&Said, usize) -> Option<f64>,
) -> Option<Vec<f64>> {
    let mean = |row| {
        let (mut sum, mut count) = (0.0, 0.0);
        for value in repeats.iter().filter_map(|said| value(said, row)) {
            sum += value;
            count += 1.0;
        }
        let mean: f64 = sum / count;
        mean.is_finite().then_some(mean)
    };
    (0..rows).map(mean).collect()
}

/// How far a network is off in each row: the absolute error, or the share of repeats that miss its class.
fn errors_by_row(truth: &Truth, repeats: &[&Said]) -> Option<Vec<f64>> {
    mean_over_repeats(truth.len(), repeats, |said, row| match truth {
        Truth::Numbers(truth) => Some((truth[row] - said.number(row)?).abs()),
        Truth::Classes { codes, .. } => Some(f64::from(u8::from(codes[row] != said.class(row)?))),
    })
}

/// The mean prediction for each row.
fn mean_by_row(rows: usize, repeats: &[&Said]) -> Option<Vec<f64>> {
    mean_over_repeats(rows, repeats, Said::number)
}

fn by_prediction(truth: &[f64], predicted: &[f64]) -> Vec<PredictionBin> {
    let mean =
        |values: &[f64], rows: &[usize]| rows.iter().map(|&row| values[row]).sum::<f64>() / rows.len() as f64;
    let bin = |rows: Vec<usize>| {
        let actual = mean(truth, &rows);
        let square = rows.iter().map(|&row| (truth[row] - actual).powi(2)).sum::<f64>();
        PredictionBin {
            rows: rows.len() as u64,
            predicted: mean(predicted, &rows),
            actual,
            // A bin has at least ten rows.
            actual_sd: (square / (rows.len() as f64 - 1.0)).sqrt(),
        }
    };
    let rows = (0..truth.len()).collect();
    equal_bins(predicted, rows).into_iter().map(bin).collect()
}

fn by_column(split: &Split, errors: &[(ArmName, Vec<f64>)]) -> ErrorsByColumn {
    let bin = |(of, rows): &(BinOf, Vec<usize>)| {
        let error = |(arm, errors): &(ArmName, Vec<f64>)| ErrorOfArm {
            arm: *arm,
            error: rows.iter().map(|&row| errors[row]).sum::<f64>() / rows.len() as f64,
        };
        ErrorBin {
            of: of.clone(),
            rows: rows.len() as u64,
            errors: errors.iter().map(error).collect(),
        }
    };
    ErrorsByColumn {
        column: split.column.clone(),
        bins: split.bins.iter().map(bin).collect(),
        rows_left_out: split.left_out as u64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Answers;

    fn numbers(numbers: Vec<f64>) -> Said {
        Said::new(Answers::Numbers(numbers), 0)
    }

    fn classes(codes: Vec<u32>) -> Said {
        Said::of_classes(codes, 0)
    }

    #[test]
    fn each_row_is_judged_by_the_repeats_of_its_stretch() {
        let truth: Vec<f64> = vec![1.0; 20];
        let said =
            |numbers: f64, rows: usize, first: usize| Said::new(Answers::Numbers(vec![numbers; rows]), first);
        let repeats = [said(2.0, 10, 0), said(4.0, 10, 0), said(6.0, 10, 10)];
        let held_out = held_out(Truth::Numbers(truth), &[]);
        let errors = |repeats: &[Said]| held_out.errors(&[(ArmName::FineTuned, repeats.iter().collect())]);
        let bins = errors(&repeats).unwrap().by_column.unwrap().bins;
        let errors_in_bins: Vec<f64> = bins.iter().map(|bin| bin.errors[0].error).collect();
        assert_eq!(errors_in_bins, [2.0, 5.0]);
        // Nobody has judged by the second ten yet.
        assert_eq!(errors(&repeats[..2]), None);
    }

    /// Twenty rows in two bins of ten: values 0 to 9 and 10 to 19.
    fn held_out(truth: Truth, classes: &[&str]) -> HeldOut {
        let bin = |from: u32| {
            let rows = (from as usize..from as usize + 10).collect();
            (BinOf::Around(f64::from(from) + 4.5), rows)
        };
        HeldOut {
            truth,
            classes: classes.iter().map(|&class| class.to_owned()).collect(),
            split: Some(Split {
                column: "x".into(),
                bins: vec![bin(0), bin(10)],
                left_out: 0,
            }),
        }
    }

    #[test]
    fn numbers_are_off_by_so_much() {
        let truth: Vec<f64> = (0..20).map(f64::from).collect();
        // In the first ten rows 1 too high and 3 too high, in the others 2 too low and right.
        let said = |low: f64, high: f64| {
            let said = truth
                .iter()
                .map(|&it| if it < 10.0 { it + low } else { it + high });
            numbers(said.collect())
        };
        let repeats = [said(1.0, -2.0), said(3.0, 0.0)];
        let held_out = held_out(Truth::Numbers(truth), &[]);
        let found = held_out
            .errors(&[(ArmName::FineTuned, repeats.iter().collect())])
            .unwrap();
        let by_column = found.by_column.unwrap();
        let errors: Vec<(u64, f64)> = by_column
            .bins
            .iter()
            .map(|bin| (bin.rows, bin.errors[0].error))
            .collect();
        assert_eq!(errors, [(10, 2.0), (10, 1.0)]);
        // The mean prediction of row 9 is 11, that of row 11 is 10: they change places.
        let bins = &found.by_prediction[0].bins;
        assert_eq!(bins.iter().map(|bin| bin.rows).sum::<u64>(), 20);
        let all = |value: fn(&PredictionBin) -> f64| -> f64 {
            bins.iter().map(|bin| bin.rows as f64 * value(bin)).sum::<f64>() / 20.0
        };
        assert!((all(|bin| bin.actual) - 9.5).abs() < 1e-12);
        // 9.5 and half of 2 less half of 1.
        assert!((all(|bin| bin.predicted) - 10.0).abs() < 1e-12);
        assert!((found.by_prediction[0].bias() - 0.5).abs() < 1e-12);
        assert_eq!(found.confusion, None);
    }

    #[test]
    fn the_spread_within_a_bin_is_that_of_its_rows() {
        let truth: Vec<f64> = (0..10).map(|row| f64::from(row % 2)).collect();
        let bins = by_prediction(&truth, &[3.0; 10]);
        // Five 0 and five 1: the squares add up to 2.5, over nine.
        assert_eq!((bins.len(), bins[0].rows), (1, 10));
        assert!((bins[0].actual_sd - (2.5_f64 / 9.0).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn classes_are_missed_in_a_share_of_rows_and_repeats() {
        let truth = Truth::Classes {
            codes: (0..20).map(|row| u32::from(row >= 10)).collect(),
            count: 2,
        };
        let repeats = [classes(vec![0; 20]), classes(vec![1; 20])];
        let held_out = held_out(truth, &["a", "b"]);
        let found = held_out
            .errors(&[(ArmName::SourceAsIs, repeats.iter().collect())])
            .unwrap();
        assert!(found.by_prediction.is_empty());
        let bins = found.by_column.unwrap().bins;
        let errors: Vec<f64> = bins.iter().map(|bin| bin.errors[0].error).collect();
        assert_eq!(errors, [0.5, 0.5]);
        assert_eq!(found.confusion.unwrap().by_arm[0].counts, [[10, 10], [10, 10]]);
    }

    #[test]
    fn what_cannot_be_told_is_not_told() {
        let few = HeldOut {
            truth: Truth::Numbers(vec![1.0; 9]),
            classes: Vec::new(),
            split: None,
        };
        let said = numbers(vec![1.0; 9]);
        assert_eq!(few.errors(&[(ArmName::FineTuned, vec![&said])]), None);
        let held_out = held_out(Truth::Numbers(vec![1.0; 20]), &[]);
        for said in [
            numbers(vec![f64::INFINITY; 20]),
            classes(vec![0; 20]),
            numbers(vec![1.0; 19]),
        ] {
            assert_eq!(
                held_out.errors(&[(ArmName::FineTuned, vec![&said])]),
                None,
                "{said:?}"
            );
        }
    }
}
