//! What a label column asks for: a class or a number.

use super::error::LabelError;
use super::levels::{Texts, places};
use super::split::{Split, split, split_stratified};
use super::{Cells, PairedColumn, Side};
use crate::random::Generator;
use crate::table::MISSING_CODE;

/// Most classes a network predicts.
pub const MAX_CLASSES: usize = 100;

/// Whole numbers with at most this many distinct values count as classes.
const MAX_NUMBER_CLASSES: usize = 10;

/// What the label is.
#[derive(Debug, Clone, PartialEq)]
pub enum LabelKind {
    /// A number.
    Regression,
    /// One of these classes.
    Classification {
        /// The classes' names, in order of their codes.
        classes: Vec<String>,
    },
}

/// A label column in a form that networks learn from.
#[derive(Debug, Clone, PartialEq)]
pub struct Label<'p> {
    /// What it is.
    pub kind: LabelKind,
    column: &'p PairedColumn<'p>,
    /// For numbers that are classes: the distinct values, sorted; a class is an index into them.
    values: Vec<f64>,
}

impl<'p> Label<'p> {
    /// Decides what a label column asks for.
    ///
    /// Categories are classes. Numbers are classes where both sides together have at most ten distinct
    /// values, all whole; else they are predicted as numbers.
    pub fn of(column: &'p PairedColumn<'p>) -> Result<Self, LabelError> {
        for side in [Side::Source, Side::Target] {
            let cells = column.cells(side);
            if (0..cells.len()).all(|row| cells.is_missing(row)) {
                return Err(LabelError::AllMissing {
                    column: column.name.clone(),
                    side,
                });
            }
        }
        let (kind, values) = match (&column.source, &column.target) {
            (Cells::Numbers(source), Cells::Numbers(target)) => {
                match few_whole_values(source.iter().chain(target.iter()).copied()) {
                    Some(values) => {
                        let classes = values.iter().map(ToString::to_string).collect();
                        (LabelKind::Classification { classes }, values)
                    }
                    None => (LabelKind::Regression, Vec::new()),
                }
            }
            _ if column.levels.len() > MAX_CLASSES => {
                return Err(LabelError::TooManyClasses {
                    column: column.name.clone(),
                    found: column.levels.len(),
                });
            }
            _ => {
                let classes = column.levels.clone();
                (LabelKind::Classification { classes }, Vec::new())
            }
        };
        Ok(Self { kind, column, values })
    }

    /// The names of the classes; none where the label is a number.
    #[must_use]
    pub fn class_names(&self) -> &[String] {
        match &self.kind {
            LabelKind::Regression => &[],
            LabelKind::Classification { classes } => classes,
        }
    }

    /// For each class the one of `known` that means the same, as an index. Nothing for numbers.
    #[must_use]
    pub fn places(&self, known: &[String]) -> Vec<Option<usize>> {
        match &self.kind {
            LabelKind::Regression => Vec::new(),
            LabelKind::Classification { classes } => places(
                &Texts::apart(known.to_vec()),
                &Texts::spelt(classes, &self.column.spellings),
            ),
        }
    }

    /// The classes that rows of one side have, as a mark for each; none where the label is a number.
    #[must_use]
    pub fn occurring(&self, side: Side) -> Vec<bool> {
        let LabelKind::Classification { classes } = &self.kind else {
            return Vec::new();
        };
        let mut occurring = vec![false; classes.len()];
        for class in self.classes(side, &self.rows(side)) {
            occurring[class as usize] = true;
        }
        occurring
    }

    /// The classes that only the target has; none where the label is a number.
    #[must_use]
    pub fn new_classes(&self) -> Vec<usize> {
        let (source, target) = (self.occurring(Side::Source), self.occurring(Side::Target));
        (0..target.len())
            .filter(|&class| target[class] && !source[class])
            .collect()
    }

    /// Whether there are classes, and source and target have none in common.
    #[must_use]
    pub fn shares_no_class(&self) -> bool {
        let (source, target) = (self.occurring(Side::Source), self.occurring(Side::Target));
        !target.is_empty() && !source.iter().zip(&target).any(|(one, other)| *one && *other)
    }

    /// The rows of one side whose label is not missing, in the file's order.
    #[must_use]
    pub fn rows(&self, side: Side) -> Vec<usize> {
        let cells = self.column.cells(side);
        (0..cells.len()).filter(|&row| !cells.is_missing(row)).collect()
    }

    /// The labels of the given rows as numbers; a missing one is `NaN`, a class its code.
    ///
    /// # Panics
    /// Where there is no such row.
    #[must_use]
    pub fn numbers(&self, side: Side, rows: &[usize]) -> Vec<f64> {
        match self.column.cells(side) {
            Cells::Numbers(cells) => rows.iter().map(|&row| cells[row]).collect(),
            Cells::Codes(codes) => rows
                .iter()
                .map(|&row| {
                    if codes[row] == MISSING_CODE {
                        f64::NAN
                    } else {
                        f64::from(codes[row])
                    }
                })
                .collect(),
        }
    }

    /// All cells of one side as classes, the missing marked as in any column of categories.
    #[must_use]
    pub fn as_codes(&self, side: Side) -> Cells<'static> {
        let cells = self.column.cells(side);
        let rows: Vec<usize> = (0..cells.len()).collect();
        let mut codes = self.classes(side, &rows);
        for (code, &row) in codes.iter_mut().zip(&rows) {
            if cells.is_missing(row) {
                *code = MISSING_CODE;
            }
        }
        Cells::Codes(codes)
    }

    /// The classes of the given rows, as indices into the class names; a missing one has the last class's.
    ///
    /// # Panics
    /// Where there is no such row.
    #[must_use]
    pub fn classes(&self, side: Side, rows: &[usize]) -> Vec<u32> {
        match self.column.cells(side) {
            Cells::Codes(codes) => rows.iter().map(|&row| codes[row]).collect(),
            Cells::Numbers(cells) => rows
                .iter()
                .map(|&row| {
                    let index = self.values.partition_point(|&value| value < cells[row]);
                    u32::try_from(index).unwrap_or(MISSING_CODE)
                })
                .collect(),
        }
    }

    /// Whether these rows of one side, which have labels, do not all have the same one.
    ///
    /// # Panics
    /// Where there is no such row.
    #[must_use]
    pub fn varies(&self, side: Side, rows: &[usize]) -> bool {
        let numbers = self.numbers(side, rows);
        #[expect(clippy::float_cmp, reason = "one label means the same number")]
        numbers.windows(2).any(|pair| pair[0] != pair[1])
    }

    /// Holds out a share of these rows of one side at random, of classes in their proportions.
    #[must_use]
    pub fn split(&self, side: Side, rows: &[usize], share: f64, generator: &mut Generator) -> Split {
        match self.kind {
            LabelKind::Regression => split(rows, share, generator),
            LabelKind::Classification { .. } => {
                split_stratified(rows, &self.classes(side, rows), share, generator)
            }
        }
    }
}

/// The distinct values, sorted, where they are few and whole.
fn few_whole_values(values: impl Iterator<Item = f64>) -> Option<Vec<f64>> {
    let mut distinct: Vec<f64> = Vec::new();
    for value in values.filter(|value| !value.is_nan()) {
        if value.fract() != 0.0 {
            return None;
        }
        let place = distinct.partition_point(|&known| known < value);
        if distinct.get(place) != Some(&value) {
            if distinct.len() == MAX_NUMBER_CLASSES {
                return None;
            }
            distinct.insert(place, value);
        }
    }
    Some(distinct)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column<'t>(source: &'t [f64], target: &'t [f64]) -> PairedColumn<'t> {
        PairedColumn::of_numbers("y", source, target)
    }

    #[test]
    fn few_whole_numbers_are_classes() {
        let column = column(&[2.0, 0.0, f64::NAN], &[2.0, 7.0]);
        let label = Label::of(&column).unwrap();
        let expected = ["0", "2", "7"].map(str::to_owned).to_vec();
        assert_eq!(label.kind, LabelKind::Classification { classes: expected });
        assert_eq!(label.rows(Side::Source), [0, 1]);
        assert_eq!(label.classes(Side::Source, &[0, 1]), [1, 0]);
        assert_eq!(label.classes(Side::Target, &[0, 1]), [1, 2]);
        assert_eq!(
            label.as_codes(Side::Source),
            Cells::Codes(vec![1, 0, MISSING_CODE])
        );
    }

    #[test]
    fn other_numbers_are_predicted_as_numbers() {
        let fractions = column(&[0.5, 1.0], &[1.0]);
        assert_eq!(Label::of(&fractions).unwrap().kind, LabelKind::Regression);
        let many: Vec<f64> = (0..11).map(f64::from).collect();
        let whole = column(&many, &[1.0]);
        assert_eq!(Label::of(&whole).unwrap().kind, LabelKind::Regression);
    }

    #[test]
    fn classes_of_one_side_are_told() {
        let codes = |source: &[u32], target: &[u32]| {
            let levels = ["a", "b", "c"].map(str::to_owned).to_vec();
            PairedColumn::new(
                "y",
                Cells::Codes(source.to_vec()),
                Cells::Codes(target.to_vec()),
                levels,
            )
        };
        let some = codes(&[0, 1, MISSING_CODE], &[1, 2]);
        let label = Label::of(&some).unwrap();
        assert_eq!((label.new_classes(), label.shares_no_class()), (vec![2], false));
        let none = codes(&[0, 0], &[MISSING_CODE, 2, 1]);
        let label = Label::of(&none).unwrap();
        assert_eq!((label.new_classes(), label.shares_no_class()), (vec![1, 2], true));
        let numbers = column(&[0.5, 1.5], &[7.25]);
        let label = Label::of(&numbers).unwrap();
        assert_eq!((label.new_classes(), label.shares_no_class()), (vec![], false));
    }

    #[test]
    fn classes_that_are_known_in_another_writing_have_their_place() {
        let mut column = PairedColumn::new(
            "y",
            Cells::Codes(vec![0, 1]),
            Cells::Codes(vec![0, 1]),
            [">50K", "<=50K"].map(str::to_owned).to_vec(),
        );
        let known = ["<=50k.", ">50k."].map(str::to_owned);
        assert_eq!(Label::of(&column).unwrap().places(&known), [Some(1), Some(0)]);
        column.spellings = vec![super::super::Spelling {
            text: "rich".to_owned(),
            level: 0,
        }];
        let known = ["poor", "RICH"].map(str::to_owned);
        assert_eq!(Label::of(&column).unwrap().places(&known), [Some(1), None]);
    }

    #[test]
    fn a_side_without_labels_is_an_error() {
        let column = column(&[1.0], &[f64::NAN]);
        assert_eq!(
            Label::of(&column).unwrap_err(),
            LabelError::AllMissing {
                column: "y".into(),
                side: Side::Target
            }
        );
    }
}
