//! Rows of a table in the form that networks learn from and are judged by.

use crate::features::{Encoding, Label, LabelKind, PairedColumn, Side};
use crate::model::{Examples, Labels, Truth};

use crate::failure::ReuseError;

/// Rows of one side with their labels, as a network takes them.
pub(super) fn learnable(
    columns: &[PairedColumn<'_>],
    label: &Label<'_>,
    encoding: &Encoding,
    side: Side,
    rows: &[usize],
) -> Result<Examples, ReuseError> {
    let inputs = encoding
        .encode(columns, side, rows)
        .ok_or(ReuseError::NothingEncoded)?;
    let labels = match &label.kind {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "networks compute in f32; overflow is refused"
        )]
        LabelKind::Regression => Labels::Numbers(
            label
                .numbers(side, rows)
                .into_iter()
                .map(|label| label as f32)
                .collect(),
        ),
        LabelKind::Classification { classes } => Labels::Classes {
            codes: label.classes(side, rows),
            count: classes.len(),
        },
    };
    Ok(Examples::new(inputs, labels)?)
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
