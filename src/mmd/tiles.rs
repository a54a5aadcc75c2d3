//! All pairs of rows, a tile at a time.

use crate::features::Matrix;

/// Rows in a tile: squared distances of one row to a tile stay in the first-level cache.
pub(super) const TILE: usize = 64;

/// The rows of both sides, source first, laid out for distances: tile after tile, and in each tile column
/// after column.
#[derive(Debug, Clone)]
pub struct Pooled {
    rows: usize,
    columns: usize,
    tiles: Vec<f64>,
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
        Some(Self { rows, columns, tiles })
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
        self
    }

    /// The columns of this and then those of another with the same rows.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        let stride = |pooled: &Self| TILE * pooled.columns.max(1);
        let tiles = self
            .tiles
            .chunks_exact(stride(self))
            .zip(other.tiles.chunks_exact(stride(other)))
            .flat_map(|(left, right)| left.iter().chain(right).copied())
            .collect();
        Self {
            rows: self.rows.min(other.rows),
            columns: self.columns + other.columns,
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

    /// Calls `visit(i, first, distances)` so that each pair of rows `i < j` comes once, always in the same order, with
    /// up to [`TILE`] neighbouring rows `j` at a time, from `first` on; and `progress` with the share of pairs done.
    pub(super) fn for_each_stretch(
        &self,
        progress: &mut dyn FnMut(f64),
        mut visit: impl FnMut(usize, usize, Stretch<'_>),
    ) {
        let tiles = self.rows.div_ceil(TILE);
        let stride = TILE * self.columns;
        let mut done = 0.0;
        let all = tiles as f64 * (tiles as f64 + 1.0) / 2.0;
        for left in 0..tiles {
            let left_tile = &self.tiles[left * stride..(left + 1) * stride];
            for right in left..tiles {
                let right_tile = &self.tiles[right * stride..(right + 1) * stride];
                let right_rows = TILE.min(self.rows - right * TILE);
                for i in 0..TILE.min(self.rows - left * TILE) {
                    let squares = squared_distances(left_tile, i, right_tile);
                    let sums = absolute_distances(left_tile, i, right_tile);
                    let first = if left == right { i + 1 } else { 0 };
                    if first < right_rows {
                        let stretch = Stretch {
                            squares: &squares[first..right_rows],
                            sums: &sums[first..right_rows],
                        };
                        visit(left * TILE + i, right * TILE + first, stretch);
                    }
                }
            }
            done += (tiles - left) as f64;
            progress(done / all);
        }
    }

    /// Calls `visit(i, j, d²)` for each pair of rows `i < j`, always in the same order, where `d²` is the
    /// squared Euclidean distance; and `progress` with the share of pairs done, now and then.
    pub fn for_each_pair(&self, progress: &mut dyn FnMut(f64), mut visit: impl FnMut(usize, usize, f64)) {
        let tiles = self.rows.div_ceil(TILE);
        let stride = TILE * self.columns;
        let mut done = 0.0;
        let all = tiles as f64 * (tiles as f64 + 1.0) / 2.0;
        for left in 0..tiles {
            let left_tile = &self.tiles[left * stride..(left + 1) * stride];
            for right in left..tiles {
                let right_tile = &self.tiles[right * stride..(right + 1) * stride];
                let left_rows = TILE.min(self.rows - left * TILE);
                let right_rows = TILE.min(self.rows - right * TILE);
                for i in 0..left_rows {
                    let squares = squared_distances(left_tile, i, right_tile);
                    let first = if left == right { i + 1 } else { 0 };
                    for (j, &square) in squares.iter().enumerate().take(right_rows).skip(first) {
                        visit(left * TILE + i, right * TILE + j, square);
                    }
                }
            }
            done += (tiles - left) as f64;
            progress(done / all);
        }
    }
}

/// Distances of one row to a stretch of neighbouring rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch<'s> {
    /// Squared Euclidean distances.
    pub(super) squares: &'s [f64],
    /// Sums of absolute differences.
    pub(super) sums: &'s [f64],
}

/// Sums of absolute differences between row `i` of one tile and all rows of another.
fn absolute_distances(left: &[f64], i: usize, right: &[f64]) -> [f64; TILE] {
    let mut sums = [0.0; TILE];
    for (left, right) in left.chunks_exact(TILE).zip(right.chunks_exact(TILE)) {
        let value = left[i];
        for (sum, other) in sums.iter_mut().zip(right) {
            *sum += (value - other).abs();
        }
    }
    sums
}

/// Squared distances of row `i` of one tile to all rows of another.
fn squared_distances(left: &[f64], i: usize, right: &[f64]) -> [f64; TILE] {
    let mut squares = [0.0; TILE];
    for (left, right) in left.chunks_exact(TILE).zip(right.chunks_exact(TILE)) {
        let value = left[i];
        for (square, other) in squares.iter_mut().zip(right) {
            let difference = value - other;
            *square += difference * difference;
        }
    }
    squares
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
