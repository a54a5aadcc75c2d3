//! The network's encoding: fitted on the source's training rows, so that nothing of the target leaks in.

use super::{Cells, Matrix, PairedColumn, Side};

/// Most categories of one column that get a number of their own; the rarer ones share one.
pub const MAX_LEVELS: usize = 32;

/// Share of the fitted rows below which a category counts as rare in the network's encoding.
pub const RARE_SHARE: f64 = 0.01;

/// Where the smooth clip of the network's inputs bends, in scaled units (`RealMLP`, Holzmüller et al. 2024).
pub const CLIP: f64 = 3.0;

/// The interquartile range of a standard normal, which makes the robust scale comparable to a deviation.
const NORMAL_IQR: f64 = 1.348_979_500_392_163_5;

/// How each column becomes numbers for a network, fitted on some rows and applied to any.
#[derive(Debug, Clone, PartialEq)]
pub struct Encoding {
    pub(super) blocks: Vec<Block>,
    width: usize,
}

/// How one column becomes numbers.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    /// `(value - center) / scale`, the missing as `fill`; one more number tells the missing where some are.
    Number {
        fill: f64,
        center: f64,
        scale: f64,
        clipped: bool,
        flagged: bool,
    },
    /// One number for each kept category, 1 where the cell has it. `slots` maps a level to its number; what
    /// has none (rare, unseen or missing) takes the last.
    OneHot { slots: Vec<Option<usize>>, width: usize },
}

impl Block {
    /// How many numbers the column becomes.
    fn width(&self) -> usize {
        match self {
            Self::Number { flagged, .. } => 1 + usize::from(*flagged),
            Self::OneHot { width, .. } => *width,
        }
    }
}

impl Encoding {
    /// Fits the encoding on these rows of the source alone.
    ///
    /// Numbers are centred at the median and scaled by the interquartile range, then clipped smoothly; the
    /// missing take the median and a flag; categories are one-hot, with one number for all that is rare or
    /// unseen.
    #[must_use]
    pub fn for_network(columns: &[PairedColumn<'_>], source_rows: &[usize]) -> Self {
        Self::of(columns.iter().map(|column| {
            match &column.source {
                Cells::Numbers(cells) => {
                    let (present, missing) = numbers(cells, source_rows);
                    let median = quantile(&present, 0.5);
                    let robust = (quantile(&present, 0.75) - quantile(&present, 0.25)) / NORMAL_IQR;
                    // More than half of the cells equal: the deviation is the next sound scale.
                    let scale = if robust > 0.0 {
                        robust
                    } else {
                        mean_and_deviation(&present, median, missing).1
                    };
                    Block::Number {
                        fill: median,
                        center: median,
                        scale,
                        clipped: true,
                        flagged: missing > 0,
                    }
                }
                Cells::Codes(codes) => one_hot(codes, &column.levels, source_rows),
            }
        }))
    }

    /// The same without the clip: what lies far out stays as far out. A line needs it to go on beyond the rows that it was fitted on.
    #[must_use]
    pub fn unclipped(&self) -> Self {
        let mut plain = self.clone();
        for block in &mut plain.blocks {
            if let Block::Number { clipped, .. } = block {
                *clipped = false;
            }
        }
        plain
    }

    pub(super) fn of(blocks: impl Iterator<Item = Block>) -> Self {
        let blocks: Vec<Block> = blocks.collect();
        let width = blocks.iter().map(Block::width).sum();
        Self { blocks, width }
    }

    /// How many numbers a row becomes.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Encodes the given rows of one side, in this order: a matrix of `rows × width`. Nothing where the
    /// encoding has no column.
    ///
    /// # Panics
    /// Where there is no such row, or the columns are fewer than those the encoding was fitted on.
    #[must_use]
    pub fn encode(&self, columns: &[PairedColumn<'_>], side: Side, rows: &[usize]) -> Option<Matrix<f32>> {
        let mut values = vec![0.0_f32; rows.len() * self.width];
        let mut offset = 0;
        for (block, column) in self.blocks.iter().zip(columns) {
            let outputs = values
                .chunks_exact_mut(self.width.max(1))
                .map(|row| &mut row[offset..]);
            match (block, column.cells(side)) {
                (
                    Block::Number {
                        fill,
                        center,
                        scale,
                        clipped,
                        flagged,
                    },
                    Cells::Numbers(cells),
                ) => {
                    for (output, &row) in outputs.zip(rows) {
                        let missing = cells[row].is_nan();
                        let value = (if missing { *fill } else { cells[row] } - center) / scale;
                        output[0] = narrow(if *clipped { smooth_clip(value) } else { value });
                        if *flagged {
                            output[1] = f32::from(u8::from(missing));
                        }
                    }
                    offset += 1 + usize::from(*flagged);
                }
                (Block::OneHot { slots, width }, Cells::Codes(codes)) => {
                    for (output, &row) in outputs.zip(rows) {
                        let slot = slots.get(codes[row] as usize).copied().flatten();
                        output[slot.unwrap_or(width - 1)] = 1.0;
                    }
                    offset += width;
                }
                // Pairing gives both sides of a column cells of one kind.
                (Block::Number { .. }, Cells::Codes(_)) | (Block::OneHot { .. }, Cells::Numbers(_)) => {}
            }
        }
        Matrix::new(self.width, values)
    }
}

/// `x / √(1 + (x/3)²)`: the identity near 0, never beyond ±3.
fn smooth_clip(value: f64) -> f64 {
    value / (1.0 + (value / CLIP) * (value / CLIP)).sqrt()
}

/// To `f32`, kept finite: scaled values beyond its range are as extreme as it can hold.
#[expect(
    clippy::cast_possible_truncation,
    reason = "rounding is wanted, overflow is clamped"
)]
fn narrow(value: f64) -> f32 {
    value.clamp(f64::from(f32::MIN), f64::from(f32::MAX)) as f32
}

/// The present values, sorted, and the number of missing ones.
fn numbers(cells: &[f64], rows: &[usize]) -> (Vec<f64>, usize) {
    let mut present: Vec<f64> = rows.iter().map(|&row| cells[row]).collect();
    present.retain(|cell| !cell.is_nan());
    present.sort_unstable_by(f64::total_cmp);
    let missing = rows.len() - present.len();
    (present, missing)
}

/// The quantile of sorted values, interpolated linearly between neighbours; 0 where there are none.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return 0.0;
    };
    let position = share * last as f64;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "position lies in 0..=last"
    )]
    let below = (position as usize).min(last);
    let above = (below + 1).min(last);
    // Not `a + (b - a) * t`: the difference of two huge numbers overflows.
    let weight = position - below as f64;
    sorted[below] * (1.0 - weight) + sorted[above] * weight
}

/// Mean and standard deviation of the values with `missing` more of the value `fill`; the deviation is 1
/// where all are equal. Values are divided by the largest first, so that no square overflows.
fn mean_and_deviation(sorted: &[f64], fill: f64, missing: usize) -> (f64, f64) {
    let count = sorted.len() as f64 + missing as f64;
    let largest = sorted
        .iter()
        .fold(0.0_f64, |largest, value| largest.max(value.abs()));
    if largest == 0.0 || count == 0.0 {
        return (0.0, 1.0);
    }
    let mean = sorted.iter().map(|value| value / largest / count).sum::<f64>()
        + fill / largest / count * missing as f64;
    let square = |value: f64| (value / largest - mean) * (value / largest - mean) / count;
    let variance = sorted.iter().map(|&value| square(value)).sum::<f64>() + square(fill) * missing as f64;
    let deviation = variance.sqrt() * largest;
    (mean * largest, if deviation > 0.0 { deviation } else { 1.0 })
}

/// One number for each of the most frequent categories that are not rare, and one for all others.
fn one_hot(codes: &[u32], levels: &[String], rows: &[usize]) -> Block {
    let mut counts = vec![0_u64; levels.len()];
    for &row in rows {
        // A missing cell has no level.
        if let Some(count) = counts.get_mut(codes[row] as usize) {
            *count += 1;
        }
    }
    let mut order: Vec<usize> = (0..counts.len())
        .filter(|&level| counts[level] > 0 && counts[level] as f64 >= RARE_SHARE * rows.len() as f64)
        .collect();
    // By the text where counts tie, whatever the order of appearance.
    order.sort_by(|&a, &b| counts[b].cmp(&counts[a]).then_with(|| levels[a].cmp(&levels[b])));
    order.truncate(MAX_LEVELS);
    let mut slots = vec![None; counts.len()];
    for (slot, &level) in order.iter().enumerate() {
        slots[level] = Some(slot);
    }
    Block::OneHot {
        slots,
        width: order.len() + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::MISSING_CODE;

    fn column<'t>(source: &'t [f64], target: &'t [f64]) -> PairedColumn<'t> {
        PairedColumn::of_numbers("x", source, target)
    }

    fn codes(source: &[u32], target: &[u32], levels: &[&str]) -> PairedColumn<'static> {
        PairedColumn::of_codes("c", source, target, levels)
    }

    #[test]
    fn the_missing_take_the_median_and_a_flag() {
        let columns = [column(&[1.0, f64::NAN, 3.0, 5.0], &[])];
        let encoding = Encoding::for_network(&columns, &[0, 1, 2, 3]);
        assert_eq!(encoding.width(), 2);
        let source = encoding.encode(&columns, Side::Source, &[1, 2]).unwrap();
        assert_eq!(source.row(0)[0].to_bits(), source.row(1)[0].to_bits());
        assert_eq!((source.row(1)[1], source.row(0)[1]), (0.0, 1.0));
    }

    #[test]
    fn the_network_encoding_sees_only_the_given_source_rows() {
        let (source, target) = ([1.0, 2.0, 3.0, 900.0], [1.0]);
        let other_target = [77.0];
        let first = [column(&source, &target)];
        let second = [column(&source, &other_target)];
        let encoding = Encoding::for_network(&first, &[0, 1, 2]);
        assert_eq!(encoding, Encoding::for_network(&second, &[0, 1, 2]));
        assert_ne!(encoding, Encoding::for_network(&first, &[0, 1, 2, 3]));
        let row = encoding.encode(&first, Side::Source, &[3]).unwrap();
        assert!(row.values()[0] < 3.001, "clipped smoothly: {row:?}");
    }

    #[test]
    fn unseen_categories_share_the_last_number() {
        let columns = [codes(&[0, 0, 1], &[2, MISSING_CODE, 0], &["p", "q", "r"])];
        let encoding = Encoding::for_network(&columns, &[0, 1, 2]);
        let target = encoding.encode(&columns, Side::Target, &[0, 1, 2]).unwrap();
        assert_eq!(target.row(0), [0.0, 0.0, 1.0]);
        assert_eq!(target.row(1), [0.0, 0.0, 1.0]);
        assert_eq!(target.row(2), [1.0, 0.0, 0.0]);
    }

    #[test]
    fn huge_numbers_stay_finite() {
        let (a, b) = (
            [f64::MAX, -f64::MAX, 1.0, 2.0],
            [f64::MIN_POSITIVE, 3.0, 4.0, 0.0],
        );
        let columns = [column(&a, &b)];
        let rows = [0, 1, 2, 3];
        let encoding = Encoding::for_network(&columns, &rows);
        let matrix = encoding.encode(&columns, Side::Source, &rows).unwrap();
        assert!(
            matrix.values().iter().all(|value| value.is_finite()),
            "{matrix:?}"
        );
    }
}
