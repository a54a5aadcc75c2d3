//! The test's encoding: fitted on the rows of both sides together, so that it cannot know which side a row comes from.

use crate::random::Seed;
use crate::table::MISSING_CODE;

use super::scores::NormalScores;
use super::{Cells, MAX_LEVELS, Matrix, PairedColumn, Side};

/// Numbers that the categories beyond the most frequent ones become together.
const SIGNS: usize = 16;

/// Each of them: the squares of one category add up to 1.
const SIGN: f32 = 0.25;

/// How each column becomes numbers for the test.
///
/// Numbers become their normal scores among the pooled rows. The missing take the score of the median, and one more
/// number tells them where some are. Categories are one-hot, the missing one of them: two rows that differ in one stand
/// as far apart as two random rows do in a number. Each category beyond the [`MAX_LEVELS`] most frequent ones has its
/// own pattern of signs, which follows from its name alone: two of them stand about as far apart, too.
#[derive(Debug, Clone, PartialEq)]
pub struct PooledEncoding {
    blocks: Vec<Block>,
    width: usize,
}

#[derive(Debug, Clone, PartialEq)]
enum Block {
    /// No number: the test does not compare the column.
    Skipped,
    Numbers {
        scores: NormalScores,
        /// The score of what is missing.
        fill: f32,
        flagged: bool,
    },
    Categories {
        /// What each level becomes.
        levels: Vec<Level>,
        width: usize,
        /// Where the missing are marked, unless none are.
        missing: Option<usize>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    /// 1 in a place of its own.
    Frequent(usize),
    /// A bit for each sign, from this place on.
    Rare { signs: u16, start: usize },
    /// In none of the fitted rows; it has no place.
    Unseen,
}

impl PooledEncoding {
    /// Fits the encoding on the given rows of both sides.
    #[must_use]
    pub fn new(columns: &[PairedColumn<'_>], source_rows: &[usize], target_rows: &[usize]) -> Self {
        let rows = [(Side::Source, source_rows), (Side::Target, target_rows)];
        let blocks: Vec<Block> = columns
            .iter()
            .map(|column| match &column.source {
                _ if !column.is_compared => Block::Skipped,
                Cells::Numbers(_) => numbers(column, rows),
                Cells::Codes(_) => categories(column, rows),
            })
            .collect();
        let width = blocks.iter().map(Block::width).sum();
        Self { blocks, width }
    }

    /// How many numbers each column becomes, in the order of the columns; 0 where the test does not compare it.
    pub fn widths(&self) -> impl Iterator<Item = usize> {
        self.blocks.iter().map(Block::width)
    }

    /// Encodes the given rows of one side, in this order: a matrix of `rows × width`. Nothing where there is no column.
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
                    Block::Numbers {
                        scores,
                        fill,
                        flagged,
                    },
                    Cells::Numbers(cells),
                ) => {
                    for (output, &row) in outputs.zip(rows) {
                        let missing = cells[row].is_nan();
                        output[0] = if missing {
                            *fill
                        } else {
                            narrow(scores.score(cells[row]))
                        };
                        if *flagged {
                            output[1] = f32::from(u8::from(missing));
                        }
                    }
                }
                (Block::Categories { levels, missing, .. }, Cells::Codes(codes)) => {
                    for (output, &row) in outputs.zip(rows) {
                        match (levels.get(codes[row] as usize), missing) {
                            (Some(level), _) => level.write(output),
                            (None, Some(place)) => output[*place] = 1.0,
                            (None, None) => {}
                        }
                    }
                }
                // Pairing gives both sides of a column cells of one kind.
                (Block::Skipped, _)
                | (Block::Numbers { .. }, Cells::Codes(_))
                | (Block::Categories { .. }, Cells::Numbers(_)) => {}
            }
            offset += block.width();
        }
        Matrix::new(self.width, values)
    }
}

impl Block {
    fn width(&self) -> usize {
        match self {
            Self::Skipped => 0,
            Self::Numbers { flagged, .. } => 1 + usize::from(*flagged),
            Self::Categories { width, .. } => *width,
        }
    }
}

impl Level {
    fn write(self, output: &mut [f32]) {
        match self {
            Self::Frequent(place) => output[place] = 1.0,
            Self::Rare { signs, start } => {
                for (place, output) in output[start..start + SIGNS].iter_mut().enumerate() {
                    *output = if signs >> place & 1 == 1 { SIGN } else { -SIGN };
                }
            }
            Self::Unseen => {}
        }
    }
}

/// Scores of a few deviations.
#[expect(clippy::cast_possible_truncation, reason = "rounding is wanted")]
fn narrow(score: f64) -> f32 {
    score as f32
}

fn numbers(column: &PairedColumn<'_>, rows: [(Side, &[usize]); 2]) -> Block {
    let mut present = Vec::new();
    let mut flagged = false;
    for (side, rows) in rows {
        if let Cells::Numbers(cells) = column.cells(side) {
            present.extend(rows.iter().map(|&row| cells[row]).filter(|cell| !cell.is_nan()));
            flagged |= rows.iter().any(|&row| cells[row].is_nan());
        }
    }
    present.sort_unstable_by(f64::total_cmp);
    let scores = NormalScores::of_sorted(&present);
    let median = present.get(present.len() / 2).copied().unwrap_or_default();
    Block::Numbers {
        fill: narrow(scores.score(median)),
        scores,
        flagged,
    }
}

fn categories(column: &PairedColumn<'_>, rows: [(Side, &[usize]); 2]) -> Block {
    let mut counts = vec![0_u64; column.levels.len()];
    let mut some_missing = false;
    for (side, rows) in rows {
        if let Cells::Codes(codes) = column.cells(side) {
            for &row in rows {
                match counts.get_mut(codes[row] as usize) {
                    Some(count) => *count += 1,
                    None => some_missing |= codes[row] == MISSING_CODE,
                }
            }
        }
    }
    let mut order: Vec<usize> = (0..counts.len()).filter(|&level| counts[level] > 0).collect();
    // By the text where counts tie, never by the order of appearance: that would know the side.
    order.sort_by(|&a, &b| {
        let by_text = || column.levels[a].cmp(&column.levels[b]);
        counts[b].cmp(&counts[a]).then_with(by_text)
    });
    let rare = order.split_off(order.len().min(MAX_LEVELS));
    let start = order.len();
    let mut levels = vec![Level::Unseen; counts.len()];
    for (place, &level) in order.iter().enumerate() {
        levels[level] = Level::Frequent(place);
    }
    for &level in &rare {
        levels[level] = Level::Rare {
            signs: signs(&column.levels[level]),
            start,
        };
    }
    let known = start + if rare.is_empty() { 0 } else { SIGNS };
    Block::Categories {
        levels,
        width: known + usize::from(some_missing),
        missing: some_missing.then_some(known),
    }
}

/// As good as random, and the same for a name in any two tables.
fn signs(name: &str) -> u16 {
    let drawn = Seed::new(0).derive(name, 0).generator().below(1 << SIGNS);
    u16::try_from(drawn).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::Encoding;
    use super::*;

    #[test]
    fn a_level_that_no_fitted_row_has_writes_nothing() {
        let levels = vec!["a".to_owned(), "b".to_owned()];
        let codes = |codes: &[u32]| Cells::Codes(codes.to_vec());
        let columns = [PairedColumn::new("g", codes(&[0, 1]), codes(&[0]), levels)];
        let encoding = PooledEncoding::new(&columns, &[0], &[0]);
        let encoded = encoding.encode(&columns, Side::Source, &[0, 1]).unwrap();
        assert_eq!(encoded.row(0), [1.0]);
        assert_eq!(encoded.row(1), [0.0]);
    }

    fn column<'t>(source: &'t [f64], target: &'t [f64]) -> PairedColumn<'t> {
        PairedColumn::new(
            "x",
            Cells::Numbers(source.into()),
            Cells::Numbers(target.into()),
            Vec::new(),
        )
    }

    fn codes(source: &[u32], target: &[u32], levels: Vec<String>) -> PairedColumn<'static> {
        let [source, target] = [source, target].map(|codes| Cells::Codes(codes.to_vec()));
        PairedColumn::new("c", source, target, levels)
    }

    fn names(count: usize) -> Vec<String> {
        (0..count).map(|level| format!("level {level}")).collect()
    }

    #[test]
    fn it_does_not_know_the_sides() {
        let (a, b) = ([1.0, 7.5, f64::NAN], [3.0, 4.25, 5.0]);
        let text = |levels: [&str; 3]| levels.map(str::to_owned).to_vec();
        let there = [
            column(&a, &b),
            codes(&[0, 0, 1], &[2, 2, 1], text(["p", "q", "r"])),
        ];
        let back = [
            column(&b, &a),
            codes(&[0, 0, 1], &[2, 2, 1], text(["r", "q", "p"])),
        ];
        let rows = [0, 1, 2];
        let first = PooledEncoding::new(&there, &rows, &rows);
        let second = PooledEncoding::new(&back, &rows, &rows);
        assert_eq!(
            first.encode(&there, Side::Source, &rows).unwrap(),
            second.encode(&back, Side::Target, &rows).unwrap()
        );
    }

    #[test]
    fn what_is_not_compared_is_no_number() {
        let mut skipped = column(&[1.0, 2.0], &[3.0, 4.0]);
        skipped.is_compared = false;
        let columns = [skipped, column(&[5.0, 6.0], &[7.0, 9.0])];
        let rows = [0, 1];
        let encoding = PooledEncoding::new(&columns, &rows, &rows);
        assert_eq!(encoding.widths().collect::<Vec<_>>(), [0, 1]);
        let alone = PooledEncoding::new(&columns[1..], &rows, &rows);
        assert_eq!(
            encoding.encode(&columns, Side::Target, &[1, 0]),
            alone.encode(&columns[1..], Side::Target, &[1, 0])
        );
        // Networks take it as an input.
        assert_eq!(Encoding::for_network(&columns, &rows).width(), 2);
    }

    #[test]
    fn the_missing_take_the_median_and_a_flag() {
        let columns = [column(&[1.0, f64::NAN], &[3.0, 5.0])];
        let encoding = PooledEncoding::new(&columns, &[0, 1], &[0, 1]);
        assert_eq!(encoding.widths().collect::<Vec<_>>(), [2]);
        let source = encoding.encode(&columns, Side::Source, &[0, 1]).unwrap();
        let target = encoding.encode(&columns, Side::Target, &[0, 1]).unwrap();
        assert_eq!(source.row(1)[0].to_bits(), target.row(0)[0].to_bits());
        assert_eq!((source.row(0)[1], source.row(1)[1]), (0.0, 1.0));
    }

    #[test]
    fn a_missing_category_is_one_of_its_own() {
        let columns = [codes(&[0, 1], &[MISSING_CODE, 0], names(2))];
        let encoding = PooledEncoding::new(&columns, &[0, 1], &[0, 1]);
        let target = encoding.encode(&columns, Side::Target, &[0, 1]).unwrap();
        assert_eq!(
            (target.row(0), target.row(1)),
            (&[0.0, 0.0, 1.0][..], &[1.0, 0.0, 0.0][..])
        );
        // Where none is missing, nothing marks it.
        assert_eq!(PooledEncoding::new(&columns, &[0, 1], &[1]).width, 2);
    }

    #[test]
    fn huge_numbers_stay_finite() {
        let (a, b) = (
            [f64::MAX, -f64::MAX, 1.0, 2.0],
            [f64::MIN_POSITIVE, 3.0, 4.0, 0.0],
        );
        let columns = [column(&a, &b)];
        let rows = [0, 1, 2, 3];
        let encoding = PooledEncoding::new(&columns, &rows, &rows);
        let matrix = encoding.encode(&columns, Side::Source, &rows).unwrap();
        assert!(
            matrix.values().iter().all(|value| value.is_finite()),
            "{matrix:?}"
        );
    }

    /// The squared distance of two rows.
    fn apart(matrix: &Matrix<f32>, one: usize, other: usize) -> f32 {
        let pairs = matrix.row(one).iter().zip(matrix.row(other));
        pairs.map(|(one, other)| (one - other) * (one - other)).sum()
    }

    #[test]
    fn rare_categories_stand_apart() {
        // The first 32 twice, all others once.
        let all: Vec<u32> = (0..500).chain(0..32).collect();
        let columns = [codes(&all, &[], names(500))];
        let rows: Vec<usize> = (0..all.len()).collect();
        let encoding = PooledEncoding::new(&columns, &rows, &[]);
        assert_eq!(encoding.width, MAX_LEVELS + SIGNS);
        let matrix = encoding.encode(&columns, Side::Source, &rows).unwrap();
        // Two frequent ones, a frequent and a rare one, and one row beside itself.
        assert!((apart(&matrix, 0, 1) - 2.0).abs() < 1e-6);
        assert!((apart(&matrix, 0, 40) - 2.0).abs() < 1e-6);
        assert!(apart(&matrix, 3, 503) < 1e-6);
        let rare: Vec<f32> = (32..499).map(|row| apart(&matrix, row, row + 1)).collect();
        let mean = rare.iter().sum::<f32>() / rare.len() as f32;
        assert!((mean - 2.0).abs() < 0.1, "{mean}");
        assert!(rare.iter().filter(|distance| **distance < 0.1).count() < 3);
    }

    #[test]
    fn a_hundred_thousand_categories_take_no_more_room() {
        let all: Vec<u32> = (0..100_000).collect();
        let columns = [codes(&all, &[], names(100_000))];
        let rows: Vec<usize> = (0..all.len()).collect();
        assert_eq!(
            PooledEncoding::new(&columns, &rows, &[]).width,
            MAX_LEVELS + SIGNS
        );
    }
}
