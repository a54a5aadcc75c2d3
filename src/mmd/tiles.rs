//! All pairs of rows, a tile at a time.

use std::ops::Range;

use super::lanes::{TILE, single};
use crate::features::Matrix;

/// Rows of a tile whose distances are summed side by side.
const LANES: usize = 16;

/// Up to this many rows, squared distances are computed in double precision. For more, single precision is enough: the
/// rounding errors of so many pairs average out.
const MAX_EXACT_ROWS: usize = 2_048;

/// The rows of both sides, source first, laid out for distances: tile after tile, and in each tile column
/// after column.
#[derive(Debug, Clone)]
pub struct Pooled {
    rows: usize,
    columns: usize,
    tiles: Vec<f64>,
    /// The same in single precision.
    singles: Vec<f32>,
}

/// The same numbers in single precision.
fn singles(numbers: &[f64]) -> Vec<f32> {
    numbers.iter().copied().map(single).collect()
}

impl Pooled {
    /// Pools two matrices of the same width; nothing where the widths differ.
    #[must_use]
    pub fn new<T: Copy + Into<f64>>(source: &Matrix<T>, target: &Matrix<T>) -> Option<Self> {
        if source.columns() != target.columns() {
            return None;
        }
        let columns = source.columns();
        let rows = source.rows() + target.rows();
        let mut tiles = vec![0.0; rows.div_ceil(TILE) * TILE * columns];
        let all = source
            .values()
            .chunks_exact(columns)
            .chain(target.values().chunks_exact(columns));
        for (row, values) in all.enumerate() {
            let start = row / TILE * TILE * columns + row % TILE;
            for (column, &value) in values.iter().enumerate() {
                tiles[start + column * TILE] = value.into();
            }
        }
        Some(Self {
            rows,
            columns,
            singles: singles(&tiles),
            tiles,
        })
    }

    /// The rows as they are laid out: tile after tile, and in each tile column after column.
    pub(super) fn of_tiles(rows: usize, columns: usize, tiles: Vec<f64>) -> Self {
        Self {
            rows,
            columns,
            singles: singles(&tiles),
            tiles,
        }
    }

    /// The tiles, column after column.
    pub(super) fn tiles(&self) -> impl Iterator<Item = Vec<[f64; TILE]>> {
        let tiles = self.tiles.chunks_exact(TILE * self.columns.max(1));
        tiles.map(|tile| tile.as_chunks::<TILE>().0.to_vec())
    }

    /// Number of rows of both sides together.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Number of columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The values of one column, source first.
    ///
    /// # Panics
    /// Where there is no such column.
    pub fn column(&self, column: usize) -> impl Iterator<Item = f64> {
        assert!(column < self.columns, "column {column} of {}", self.columns);
        self.tiles
            .chunks_exact(TILE * self.columns)
            .flat_map(move |tile| &tile[column * TILE..(column + 1) * TILE])
            .copied()
            .take(self.rows)
    }

    /// The same rows with every value multiplied.
    #[must_use]
    pub fn scaled(mut self, factor: f64) -> Self {
        for value in &mut self.tiles {
            *value *= factor;
        }
        self.singles = singles(&self.tiles);
        self
    }

    /// The columns of this and then those of another with the same rows.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        let stride = |pooled: &Self| TILE * pooled.columns.max(1);
        let tiles: Vec<f64> = self
            .tiles
            .chunks_exact(stride(self))
            .zip(other.tiles.chunks_exact(stride(other)))
            .flat_map(|(left, right)| left.iter().chain(right).copied())
            .collect();
        Self {
            rows: self.rows.min(other.rows),
            columns: self.columns + other.columns,
            singles: singles(&tiles),
            tiles,
        }
    }

    /// The squared Euclidean distance of two rows, and the sum of their absolute differences.
    ///
    /// # Panics
    /// Where there is no such row.
    #[must_use]
    pub fn distances(&self, i: usize, j: usize) -> (f64, f64) {
        let place = |row: usize| row / TILE * TILE * self.columns + row % TILE;
        let (i, j) = (place(i), place(j));
        (0..self.columns).fold((0.0, 0.0), |(square, sum), column| {
            let difference = self.tiles[i + column * TILE] - self.tiles[j + column * TILE];
            (square + difference * difference, sum + difference.abs())
        })
    }

    /// Calls `visit(i, j, d²)` for each pair of rows `i < j`, always in the same order, where `d²` is the
    /// squared Euclidean distance; and `progress` with the share of pairs done, now and then.
    pub fn for_each_pair(&self, progress: &mut dyn FnMut(f64), mut visit: impl FnMut(usize, usize, f64)) {
        for_each_stretch(self.rows, progress, |Stretch { row, first, from, to }| {
            let squares = self.squared_distances(row, first);
            for (place, &square) in squares.iter().enumerate().take(to).skip(from) {
                visit(row, first + place, square);
            }
        });
    }

    /// Whether squared distances are those of double precision.
    pub(super) fn is_exact(&self) -> bool {
        self.rows <= MAX_EXACT_ROWS
    }

    /// Squared Euclidean distances of a row to the rows of the tile that begins with row `first`; those beyond the last
    /// row mean nothing.
    pub(super) fn squared_distances(&self, row: usize, first: usize) -> [f64; TILE] {
        if !self.is_exact() {
            return self.squares_in_single(row, first).map(f64::from);
        }
        let (left, right) = (self.tile_of(row), self.tile_of(first));
        let mut squares = [0.0; TILE];
        // So many at once as stay in the registers of a processor.
        for (part, squares) in squares.as_chunks_mut::<16>().0.iter_mut().enumerate() {
            let mut sums = [0.0; 16];
            for (left, right) in left.chunks_exact(TILE).zip(right.chunks_exact(TILE)) {
                let value = left[row % TILE];
                for (sum, other) in sums.iter_mut().zip(&right[16 * part..16 * part + 16]) {
                    let difference = value - other;
                    *sum += difference * difference;
                }
            }
            *squares = sums;
        }
        squares
    }

    /// Squared distances in single precision, added up in the same order as beside absolute ones.
    pub(super) fn squares_in_single(&self, row: usize, first: usize) -> [f32; TILE] {
        let stride = TILE * self.columns;
        let start = |row: usize| row / TILE * stride;
        let left = &self.singles[start(row)..start(row) + stride];
        let right = &self.singles[start(first)..start(first) + stride];
        let mut squares = [0.0; TILE];
        for (part, squares) in squares.as_chunks_mut::<{ 2 * LANES }>().0.iter_mut().enumerate() {
            let mut sums = [0.0; 2 * LANES];
            for (left, right) in left.chunks_exact(TILE).zip(right.chunks_exact(TILE)) {
                let value = left[row % TILE];
                let others = &right[2 * LANES * part..2 * LANES * (part + 1)];
                for (sum, other) in sums.iter_mut().zip(others) {
                    let difference = value - other;
                    *sum += difference * difference;
                }
            }
            *squares = sums;
        }
        squares
    }

    /// Squared Euclidean distances and sums of absolute differences between a row and the rows of a tile, in single
    /// precision.
    pub(super) fn both_distances(&self, row: usize, first: usize) -> ([f32; TILE], [f32; TILE]) {
        self.distances_to(self, row, first)
    }

    /// The same to a tile of other rows with the same columns.
    pub(super) fn distances_to(&self, others: &Self, row: usize, first: usize) -> ([f32; TILE], [f32; TILE]) {
        let stride = TILE * self.columns;
        let start = |row: usize| row / TILE * stride;
        let left = &self.singles[start(row)..start(row) + stride];
        let right = &others.singles[start(first)..start(first) + stride];
        let (mut squares, mut absolutes) = ([0.0; TILE], [0.0; TILE]);
        let parts = squares
            .as_chunks_mut::<LANES>()
            .0
            .iter_mut()
            .zip(absolutes.as_chunks_mut::<LANES>().0);
        // So many at once as stay in the registers of a processor.
        for (part, (squares, absolutes)) in parts.enumerate() {
            let (mut square, mut absolute) = ([0.0; LANES], [0.0; LANES]);
            for (left, right) in left.chunks_exact(TILE).zip(right.chunks_exact(TILE)) {
                let value = left[row % TILE];
                let others = &right[LANES * part..LANES * part + LANES];
                for ((square, absolute), other) in square.iter_mut().zip(&mut absolute).zip(others) {
                    let difference = value - other;
                    *square += difference * difference;
                    *absolute += difference.abs();
                }
            }
            (*squares, *absolutes) = (square, absolute);
        }
        (squares, absolutes)
    }

    /// The tile that holds a row.
    fn tile_of(&self, row: usize) -> &[f64] {
        let stride = TILE * self.columns;
        let start = row / TILE * stride;
        &self.tiles[start..start + stride]
    }

    /// Some of the rows.
    pub(super) fn gathered(&self, rows: &[usize]) -> Self {
        let mut tiles = vec![0.0; rows.len().div_ceil(TILE) * TILE * self.columns];
        for (row, &from) in rows.iter().enumerate() {
            let values = self.tile_of(from).chunks_exact(TILE);
            let start = row / TILE * TILE * self.columns + row % TILE;
            for (column, values) in values.enumerate() {
                tiles[start + column * TILE] = values[from % TILE];
            }
        }
        Self {
            rows: rows.len(),
            columns: self.columns,
            singles: singles(&tiles),
            tiles,
        }
    }

    /// Sum of the variances of the columns: the dimension `d` of the standard normal that varies as much. Standardised
    /// numbers count 1 each; a one-hot category counts as much as it varies.
    #[must_use]
    pub fn total_variance(&self) -> f64 {
        (0..self.columns).map(|column| self.variance(column)).sum()
    }

    /// The variance of a column over all rows.
    pub(super) fn variance(&self, column: usize) -> f64 {
        let rows = self.rows as f64;
        let (sum, squares) = self.column(column).fold((0.0, 0.0), |(sum, squares), value| {
            (sum + value, squares + value * value)
        });
        (squares / rows - sum / rows * (sum / rows)).max(0.0)
    }
}

/// One row beside a tile of rows: a stretch of pairs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    /// The one row.
    pub(super) row: usize,
    /// The first row of the tile.
    pub(super) first: usize,
    /// The places in the tile that make a pair which has not come yet: from here on,
    pub(super) from: usize,
    /// and up to here.
    pub(super) to: usize,
}

impl Stretch {
    /// The stretch in pieces that lie in one bin each: the bin of the tile's rows, and their places in the tile.
    pub(super) fn bins(self, bin_rows: usize) -> impl Iterator<Item = (usize, Range<usize>)> {
        let mut start = self.from;
        std::iter::from_fn(move || {
            let bin = (self.first + start) / bin_rows;
            let piece = start..self.to.min((bin + 1) * bin_rows - self.first);
            start = piece.end;
            (!piece.is_empty()).then_some((bin, piece))
        })
    }
}

/// Calls `visit` so that each pair of rows `i < j` comes once, always in the same order; and `progress` with the share
/// of pairs done, now and then.
pub(super) fn for_each_stretch(rows: usize, progress: &mut dyn FnMut(f64), mut visit: impl FnMut(Stretch)) {
    let tiles = rows.div_ceil(TILE);
    let mut done = 0.0;
    let all = tiles as f64 * (tiles as f64 + 1.0) / 2.0;
    for left in 0..tiles {
        for right in left..tiles {
            let to = TILE.min(rows - right * TILE);
            for place in 0..TILE.min(rows - left * TILE) {
                let from = if left == right { place + 1 } else { 0 };
                if from < to {
                    visit(Stretch {
                        row: left * TILE + place,
                        first: right * TILE,
                        from,
                        to,
                    });
                }
            }
        }
        done += (tiles - left) as f64;
        progress(done / all);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Seed;

    #[test]
    fn every_pair_is_visited_once_with_its_distance() {
        let mut generator = Seed::new(3).generator();
        let mut draw =
            |rows: usize| Matrix::new(3, (0..rows * 3).map(|_| generator.normal()).collect()).unwrap();
        let (source, target) = (draw(70), draw(65));
        let pooled = Pooled::new(&source, &target).unwrap();
        let row = |i: usize| if i < 70 { source.row(i) } else { target.row(i - 70) };
        let mut seen = std::collections::HashSet::new();
        pooled.for_each_pair(&mut |_| {}, |i, j, square| {
            let expected: f64 = row(i).iter().zip(row(j)).map(|(a, b)| (a - b) * (a - b)).sum();
            assert!((square - expected).abs() < 1e-12, "{i} {j}");
            assert!(i < j && seen.insert((i, j)));
        });
        assert_eq!(seen.len(), 135 * 134 / 2);
    }
}
