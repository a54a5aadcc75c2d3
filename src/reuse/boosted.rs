//! Boosted trees beside the networks of a repeat.

use crate::failure::ReuseError;
use crate::features::{Cells, Label, Matrix, PairedColumn, Side};
use crate::model::{self, Answers, InputColumn, Network, Teaching};

use super::learnable::labels;
use super::rows::Rows;

/// Target rows of a pooled table count at most so many times a source row.
const MAX_TARGET_WEIGHT: f64 = 10.0;

/// What boosted trees learn from.
#[derive(Clone, Copy)]
pub(super) enum Boosted<'n> {
    /// Target rows.
    Target,
    /// Rows of both tables, with a column that names the table. Those of the target weigh as much as those of the source.
    Pooled,
    /// Target rows, with the predictions of the source network, which has seen none of them.
    Stacked(&'n Network),
}

/// The rows that trees learn from and answer for.
pub(super) struct BoostedQuestion<'q> {
    pub(super) columns: &'q [PairedColumn<'q>],
    pub(super) label: &'q Label<'q>,
    pub(super) rows: &'q Rows,
    /// The target rows that judge.
    pub(super) held_out: &'q [usize],
    /// As the source network sees them: the target rows that teach, those that end the training, those that judge.
    pub(super) encoded: [&'q Matrix; 3],
    pub(super) class_weight_cap: f64,
}

impl BoostedQuestion<'_> {
    /// What boosted trees answer for the rows that judge.
    pub(super) fn answers(&self, of: Boosted<'_>) -> Result<Answers, ReuseError> {
        let rows = self.rows;
        let target: Vec<usize> = [rows.target_training.as_slice(), &rows.target_validation].concat();
        let mut columns = self.cells(&[(Side::Target, &target)]);
        let mut judging = self.cells(&[(Side::Target, self.held_out)]);
        let mut parts = vec![(Side::Target, target.as_slice())];
        let (mut training, mut weights) = (rows.target_training.len(), None);
        match of {
            Boosted::Target => {}
            Boosted::Pooled => {
                let source = &rows.source_training;
                parts.insert(0, (Side::Source, source));
                columns = self.cells(&parts);
                training += source.len();
                let counts = [source.len(), target.len()];
                let which = [vec![0; counts[0]], vec![1; counts[1]]].concat();
                columns.push(table(which));
                judging.push(table(vec![1; self.held_out.len()]));
                let ratio = counts[0] as f64 / rows.target_training.len().max(1) as f64;
                let of_target = ratio.clamp(1.0, MAX_TARGET_WEIGHT);
                weights = Some([vec![1.0; counts[0]], vec![of_target; counts[1]]].concat());
            }
            Boosted::Stacked(network) => {
                let [training, validation, held_out] = self.encoded.map(|inputs| network.answers(inputs));
                columns.extend(predicted(&[training?, validation?]));
                judging.extend(predicted(&[held_out?]));
            }
        }
        let teaching = Teaching {
            columns,
            labels: labels(self.label, &parts),
            training,
            weights,
        };
        Ok(model::boosted(&teaching, &judging, self.class_weight_cap)?)
    }

    /// The cells of these rows, in this order.
    fn cells(&self, parts: &[(Side, &[usize])]) -> Vec<InputColumn> {
        let columns = self.columns.iter();
        columns.map(|column| cells(column, parts)).collect()
    }
}

/// The cells of a column in these rows.
fn cells(column: &PairedColumn<'_>, parts: &[(Side, &[usize])]) -> InputColumn {
    match &column.source {
        Cells::Numbers(_) => InputColumn::Numbers(gathered(column, parts, |cells, row| match cells {
            Cells::Numbers(numbers) => numbers[row],
            Cells::Codes(_) => f64::NAN,
        })),
        Cells::Codes(_) => InputColumn::Codes {
            codes: gathered(column, parts, |cells, row| match cells {
                Cells::Codes(codes) => codes[row],
                Cells::Numbers(_) => u32::MAX,
            }),
            levels: u32::try_from(column.levels.len()).unwrap_or(u32::MAX),
        },
    }
}

fn gathered<T>(
    column: &PairedColumn<'_>,
    parts: &[(Side, &[usize])],
    cell: impl Fn(&Cells<'_>, usize) -> T,
) -> Vec<T> {
    let parts = parts.iter();
    let each = parts.flat_map(|(side, rows)| rows.iter().map(|&row| cell(column.cells(*side), row)));
    each.collect()
}

/// The column that names the table.
fn table(codes: Vec<u32>) -> InputColumn {
    InputColumn::Codes { codes, levels: 2 }
}

/// Predictions as columns: a number, or the probability of each class but the first, which the others give.
fn predicted(parts: &[Answers]) -> Vec<InputColumn> {
    let mut columns: Vec<Vec<f64>> = Vec::new();
    for answers in parts {
        let of_part: Vec<Vec<f64>> = match answers {
            Answers::Numbers(numbers) => vec![numbers.clone()],
            Answers::Classes { probabilities, .. } => {
                let classes = probabilities.columns();
                let of_class = |class: usize| {
                    let values = probabilities.values().iter().skip(class).step_by(classes);
                    values.map(|&value| f64::from(value)).collect()
                };
                (1..classes).map(of_class).collect()
            }
        };
        columns.resize(of_part.len(), Vec::new());
        for (column, part) in columns.iter_mut().zip(of_part) {
            column.extend(part);
        }
    }
    columns.into_iter().map(InputColumn::Numbers).collect()
}
