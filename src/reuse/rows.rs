//! Which rows serve for what: training, validation, and rows that nothing else has seen.

use crate::features::{Label, LabelKind, Side, Split, split, split_stratified};
use crate::random::{Generator, Seed};
use crate::report::RowsOfRepeat;

/// Share of the target's labelled rows that only judge.
pub(super) const HELD_OUT: f64 = 0.4;

/// Share of the other rows that only decide when training stops.
const VALIDATION: f64 = 0.2;

/// Most labelled rows of a side that take part in the comparison.
pub(super) const MOST_ROWS: usize = 20_000;

/// The rows of one repeat. No row is in two lists of a side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rows {
    /// Source rows that weights are fitted on.
    pub(super) source_training: Vec<usize>,
    /// Source rows that training stops by.
    pub(super) source_validation: Vec<usize>,
    /// Target rows that weights are fitted on.
    pub(super) target_training: Vec<usize>,
    /// Target rows that training stops by.
    pub(super) target_validation: Vec<usize>,
    /// Target rows that only judge.
    pub(super) held_out: Vec<usize>,
}

impl Rows {
    /// Draws the rows of one repeat.
    pub(super) fn draw(label: &Label<'_>, seed: Seed) -> Self {
        let mut generator = seed.derive("split", 0).generator();
        let source = usable(label, Side::Source, &mut generator);
        let target = usable(label, Side::Target, &mut generator);
        let source = parts(label, Side::Source, &source, VALIDATION, &mut generator);
        let target = parts(label, Side::Target, &target, HELD_OUT, &mut generator);
        let adapted = parts(label, Side::Target, &target.kept, VALIDATION, &mut generator);
        Self {
            source_training: source.kept,
            source_validation: source.held_out,
            target_training: adapted.kept,
            target_validation: adapted.held_out,
            held_out: target.held_out,
        }
    }

    /// How many rows serve for what.
    pub(super) fn counted(&self) -> RowsOfRepeat {
        let count = |rows: &[usize]| rows.len() as u64;
        RowsOfRepeat {
            source_training: count(&self.source_training),
            source_validation: count(&self.source_validation),
            target_training: count(&self.target_training),
            target_validation: count(&self.target_validation),
            held_out: count(&self.held_out),
        }
    }

    /// How many target rows judge for each one that weights are fitted on.
    pub(super) fn held_out_to_trained(&self) -> f64 {
        self.held_out.len() as f64 / self.target_training.len().max(1) as f64
    }
}

fn usable(label: &Label<'_>, side: Side, generator: &mut Generator) -> Vec<usize> {
    let mut rows = label.rows(side);
    if rows.len() > MOST_ROWS {
        generator.shuffle(&mut rows);
        rows.truncate(MOST_ROWS);
    }
    rows
}

fn parts(label: &Label<'_>, side: Side, rows: &[usize], share: f64, generator: &mut Generator) -> Split {
    match label.kind {
        LabelKind::Regression => split(rows, share, generator),
        LabelKind::Classification { .. } => {
            split_stratified(rows, &label.classes(side, rows), share, generator)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{Cells, PairedColumn};

    #[test]
    fn no_row_serves_twice_and_rows_without_label_never() {
        let source: Vec<f64> = (0..50).map(|row| f64::from(row) + 0.5).collect();
        let target: Vec<f64> = (0..60)
            .map(|row| if row % 10 == 0 { f64::NAN } else { f64::from(row) })
            .collect();
        let column = PairedColumn::new(
            "y",
            Cells::Numbers((&source).into()),
            Cells::Numbers((&target).into()),
            Vec::new(),
        );
        let label = Label::of(&column).unwrap();
        let rows = Rows::draw(&label, Seed::new(4));
        let mut all = [
            rows.target_training.clone(),
            rows.target_validation.clone(),
            rows.held_out.clone(),
        ]
        .concat();
        all.sort_unstable();
        let expected: Vec<usize> = (0..60).filter(|row| row % 10 != 0).collect();
        assert_eq!(all, expected);
        assert_eq!((rows.held_out.len(), rows.target_validation.len()), (22, 6));
        assert_eq!(rows.source_training.len() + rows.source_validation.len(), 50);
        let counted = rows.counted();
        assert_eq!((counted.held_out, counted.target_validation), (22, 6));
        assert_eq!(counted.source_training + counted.source_validation, 50);
        assert_ne!(rows, Rows::draw(&label, Seed::new(5)));
    }
}
