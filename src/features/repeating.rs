//! Columns that say the same as the label, and would give the answer away.

use std::collections::HashMap;

use super::error::LeftOutReason;
use super::labels::{Label, LabelKind};
use super::paired::{Cells, PairedColumn};
use super::scores::NormalScores;
use crate::report::Side;

/// From this correlation with the label on, a column repeats it.
const REPEATS_LABEL: f64 = 0.999;

/// And from this correlation of the ranks' normal scores on.
const RANKS_REPEAT_LABEL: f64 = 0.9;

/// Fewest rows for a correlation: two points always lie on a line.
const MIN_CORRELATED: f64 = 10.0;

/// Fewest rows beside those of the most frequent class, for a column to be called the label in other words: where
/// nearly all rows are of one class, columns agree by chance.
const MIN_BESIDE_COMMONEST: usize = 5;

/// Finds columns that repeat a label.
///
/// It looks at the rows of both sides together, so that the choice of columns cannot know which side a row comes
/// from, and the test stays exact.
pub(super) struct Repeating<'l> {
    label: &'l PairedColumn<'l>,
    has_classes: bool,
}

impl<'l> Repeating<'l> {
    pub(super) fn new(label: &'l PairedColumn<'l>) -> Self {
        let kind = Label::of(label).map(|label| label.kind);
        Self {
            label,
            has_classes: matches!(kind, Ok(LabelKind::Classification { .. })),
        }
    }

    /// Why a column is no input beside this label, where it says the same.
    pub(super) fn reason(&self, column: &PairedColumn<'_>) -> Option<LeftOutReason> {
        if is_line(column, self.label) {
            Some(LeftOutReason::RepeatsLabel)
        } else if self.has_classes && renames(column, self.label) {
            Some(LeftOutReason::RenamesLabel)
        } else {
            None
        }
    }
}

/// Whether a column of numbers is a straight line of the label.
fn is_line(column: &PairedColumn<'_>, label: &PairedColumn<'_>) -> bool {
    let sides = [Side::Source, Side::Target].map(|side| match (column.cells(side), label.cells(side)) {
        (Cells::Numbers(x), Cells::Numbers(y)) => (&x[..], &y[..]),
        _ => (&[][..], &[][..]),
    });
    let pairs = || {
        let all = sides.iter().flat_map(|(x, y)| x.iter().zip(y.iter()));
        all.filter(|(x, y)| !x.is_nan() && !y.is_nan())
    };
    let count = pairs().count() as f64;
    if count < MIN_CORRELATED {
        return false;
    }
    let [mean_x, mean_y] = [
        pairs().map(|(x, _)| x).sum::<f64>() / count,
        pairs().map(|(_, y)| y).sum::<f64>() / count,
    ];
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for (x, y) in pairs() {
        let (x, y) = (x - mean_x, y - mean_y);
        xx += x * x;
        xy += x * y;
        yy += y * y;
    }
    let is_line = xx > 0.0 && yy > 0.0 && (xy / xx.sqrt() / yy.sqrt()).abs() > REPEATS_LABEL;
    // One row that is far off in both columns makes a line of any two.
    is_line && is_monotone(pairs())
}

/// Whether the ranks of two columns go together, too, up or down.
fn is_monotone<'p>(pairs: impl Iterator<Item = (&'p f64, &'p f64)>) -> bool {
    let (x, y): (Vec<f64>, Vec<f64>) = pairs.unzip();
    let [x, y] = [x, y].map(|cells| {
        let mut sorted = cells.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        let scores = NormalScores::of_sorted(&sorted);
        cells
            .into_iter()
            .map(|cell| scores.score(cell))
            .collect::<Vec<_>>()
    });
    let product = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| x * y).sum::<f64>();
    (product(&x, &y) / (product(&x, &x) * product(&y, &y)).sqrt()).abs() > RANKS_REPEAT_LABEL
}

/// Whether each value of a column stands for one class of the label, and each class for one value.
fn renames(column: &PairedColumn<'_>, label: &PairedColumn<'_>) -> bool {
    // One of several columns that a date became is not the date.
    if column.name != column.origin {
        return false;
    }
    let mut class_of = HashMap::new();
    let mut value_of = HashMap::new();
    let mut rows_of: HashMap<u64, usize> = HashMap::new();
    for side in [Side::Source, Side::Target] {
        let (cells, labels) = (column.cells(side), label.cells(side));
        for row in 0..cells.len() {
            let (Some(value), Some(class)) = (bits(cells, row), bits(labels, row)) else {
                continue;
            };
            // A second value of a class ends the search, so the maps never hold more than there are classes.
            if *value_of.entry(class).or_insert(value) != value
                || *class_of.entry(value).or_insert(class) != class
            {
                return false;
            }
            *rows_of.entry(class).or_default() += 1;
        }
    }
    let all: usize = rows_of.values().sum();
    let most = rows_of.values().max().copied().unwrap_or_default();
    all - most >= MIN_BESIDE_COMMONEST
}

/// What a cell holds, in a form that can be compared; nothing where it is missing.
fn bits(cells: &Cells<'_>, row: usize) -> Option<u64> {
    (!cells.is_missing(row)).then(|| match cells {
        // Adding zero turns −0 into 0.
        Cells::Numbers(values) => (values[row] + 0.0).to_bits(),
        Cells::Codes(codes) => u64::from(codes[row]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes<'t>(name: &str, codes: &[u32], levels: &[&str]) -> PairedColumn<'t> {
        PairedColumn::of_codes(name, codes, codes, levels)
    }

    fn numbers<'t>(name: &str, values: &[f64]) -> PairedColumn<'t> {
        PairedColumn::of_numbers(name, values.to_vec(), values.to_vec())
    }

    fn repeats(column: &PairedColumn<'_>, label: &PairedColumn<'_>) -> Option<LeftOutReason> {
        Repeating::new(label).reason(column)
    }

    const CLASSES: [u32; 9] = [0, 1, 0, 2, 1, 0, 2, 0, 1];

    #[test]
    fn a_category_that_renames_the_classes_repeats_the_label() {
        let label = codes("y", &CLASSES, &["a", "b", "c"]);
        let renamed = codes("x", &CLASSES.map(|class| 2 - class), &["C", "B", "A"]);
        assert_eq!(repeats(&renamed, &label), Some(LeftOutReason::RenamesLabel));
        // Numbers can be names, too, on either side.
        let values = CLASSES.map(|class| [10.5, 3.0, 99.0][class as usize]);
        assert_eq!(
            repeats(&numbers("x", &values), &label),
            Some(LeftOutReason::RenamesLabel)
        );
        let whole = CLASSES.map(|class| [7.0, 0.0, 9.0][class as usize]);
        assert_eq!(
            repeats(&renamed, &numbers("y", &whole)),
            Some(LeftOutReason::RenamesLabel)
        );
    }

    #[test]
    fn a_column_that_says_less_more_or_something_else_does_not() {
        let label = codes("y", &CLASSES, &["a", "b", "c"]);
        let coarser = CLASSES.map(|class| class.min(1));
        let mut finer = CLASSES;
        finer[7] = 3;
        let mut other = CLASSES;
        other[0] = 1;
        for codes_of in [coarser, finer, other] {
            assert_eq!(
                repeats(&codes("x", &codes_of, &["p", "q", "r", "s"]), &label),
                None
            );
        }
        // A label that is a number has no classes.
        let numbers_of = CLASSES.map(|class| f64::from(class) + 0.5);
        let renamed = codes("x", &CLASSES, &["p", "q", "r"]);
        assert_eq!(repeats(&renamed, &numbers("y", &numbers_of)), None);
    }

    #[test]
    fn one_far_row_makes_no_line() {
        let x: Vec<f64> = (0..60).map(|row| f64::from(row * 37 % 61) + 0.5).collect();
        let line: Vec<f64> = x.iter().map(|x| 3.0 - 2.0 * x).collect();
        let mut other: Vec<f64> = (0..60).map(|row| f64::from(row * 23 % 61) + 0.5).collect();
        assert_eq!(
            repeats(&numbers("x", &x), &numbers("y", &line)),
            Some(LeftOutReason::RepeatsLabel)
        );
        let mut far = x;
        (far[7], other[7]) = (1e9, 1e9);
        assert_eq!(repeats(&numbers("x", &far), &numbers("y", &other)), None);
    }

    #[test]
    fn few_rows_beside_one_class_agree_by_chance() {
        let rare = |rows: usize| {
            let rows: Vec<u32> = (0..20).map(|row| u32::from(row < rows)).collect();
            repeats(&codes("x", &rows, &["p", "q"]), &codes("y", &rows, &["a", "b"]))
        };
        assert_eq!(rare(2), None);
        assert_eq!(rare(3), Some(LeftOutReason::RenamesLabel));
    }
}
