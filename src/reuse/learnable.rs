//! Rows of a table in the form that tests and networks take, and that networks are judged by.

use crate::features::{Encoding, Label, LabelKind, Matrix, PairedColumn, Side};
use crate::model::{Examples, Labels, Truth};
use crate::report::Task;

use crate::failure::ReuseError;

/// Rows of one side as numbers.
pub(super) fn encode(
    encoding: &Encoding,
    columns: &[PairedColumn<'_>],
    side: Side,
    rows: &[usize],
) -> Result<Matrix, ReuseError> {
    let encoded = encoding.encode(columns, side, rows);
    encoded.ok_or(ReuseError::NothingEncoded)
}

/// Rows of one side with their labels, as a network takes them.
pub(super) fn learnable(
    columns: &[PairedColumn<'_>],
    label: &Label<'_>,
    encoding: &Encoding,
    side: Side,
    rows: &[usize],
) -> Result<Examples, ReuseError> {
    let inputs = encode(encoding, columns, side, rows)?;
    Ok(Examples::new(inputs, labels(label, &[(side, rows)]))?)
}

/// The labels of these rows of one side or both, in this order, as a network takes them.
pub(super) fn labels(label: &Label<'_>, parts: &[(Side, &[usize])]) -> Labels {
    let parts = parts.iter();
    match &label.kind {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "networks compute in f32; overflow is refused"
        )]
        LabelKind::Regression => {
            let numbers = parts.flat_map(|(side, rows)| label.numbers(*side, rows));
            Labels::Numbers(numbers.map(|number| number as f32).collect())
        }
        LabelKind::Classification { classes } => Labels::Classes {
            codes: parts
                .flat_map(|(side, rows)| label.classes(*side, rows))
                .collect(),
            count: classes.len(),
        },
    }
}

/// The true labels of rows of one side.
pub(super) fn true_labels(label: &Label<'_>, side: Side, rows: &[usize]) -> Truth {
    match &label.kind {
        LabelKind::Regression => Truth::Numbers(label.numbers(side, rows)),
        LabelKind::Classification { classes } => Truth::Classes {
            codes: label.classes(side, rows),
            count: classes.len(),
        },
    }
}

/// What networks predict of this label.
pub(super) fn task_of(label: &Label<'_>) -> Task {
    match label.kind {
        LabelKind::Regression => Task::Regression,
        LabelKind::Classification { .. } => Task::Classification,
    }
}
