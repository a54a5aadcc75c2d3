//! Whitened columns, in which changed correlations stand out.
//!
//! # The idea
//!
//! Kernels of the columns as they are see what moves along the directions in which rows vary most. Columns that belong
//! together, such as the hours of a load curve, vary along few directions, and a change of how closely they belong together
//! shows in all the others, where rows hardly vary. Whitening makes all directions alike: with the covariance `Σ` of the
//! pooled rows and `L Lᵀ = Σ + λI`, rows become `L⁻¹ (x − mean)`. Their distance is that of Mahalanobis. Any other root of
//! `Σ + λI` would give the same distances, and so this one needs no eigenvectors.
//!
//! The ridge `λ` is the median of the eigenvalues above zero: directions in which there is next to nothing, such as the
//! sum of the 0/1 columns of one category, stay small.
//!
//! Mean and covariance are those of the pooled rows, whatever side these are on, and so the test stays exact.
//!
//! # The trap
//!
//! The covariance of `d` columns takes `d²` sums of all rows. Beyond [`MAX_COLUMNS`] the columns are mixed into as many by
//! random signs first, which nearly keeps distances (Achlioptas 2003).

use crate::random::Seed;

use super::lanes::TILE;
use super::symmetric::Symmetric;
use super::tiles::Pooled;

/// The most columns whose covariance is worked out.
const MAX_COLUMNS: usize = 512;

/// The rows of a tile: the first column, then the second, and so on.
type Tile = Vec<[f64; TILE]>;

/// The rows with whitened columns; nothing where no column varies, or numbers are too large.
pub(super) fn whitened(rows: &Pooled, seed: Seed) -> Option<Pooled> {
    let mut tiles: Vec<Tile> = rows.tiles().collect();
    if rows.columns() > MAX_COLUMNS {
        mix(&mut tiles, rows.columns(), seed);
    }
    let columns = tiles.first()?.len();
    centre(&mut tiles, rows.rows());
    let mut covariance = Symmetric::zero(columns);
    for tile in &tiles {
        for (i, own) in tile.iter().enumerate() {
            let sums = covariance.lower_row(i).iter_mut();
            for (sum, other) in sums.zip(tile) {
                *sum += product(own, other) / rows.rows() as f64;
            }
        }
    }
    covariance.add_to_diagonal(covariance.median_eigenvalue()?);
    let factor = covariance.cholesky()?;
    for tile in &mut tiles {
        factor.solve(tile);
    }
    Some(Pooled::of_tiles(rows.rows(), columns, tiles.concat().concat()))
}

/// Takes the mean off each column. What stands behind the last row becomes 0.
fn centre(tiles: &mut [Tile], rows: usize) {
    let columns = tiles.first().map_or(0, Vec::len);
    for column in 0..columns {
        let sum: f64 = tiles.iter().map(|tile| tile[column].iter().sum::<f64>()).sum();
        let mean = sum / rows as f64;
        for (place, tile) in tiles.iter_mut().enumerate() {
            for (value, row) in tile[column].iter_mut().zip(place * TILE..) {
                *value = if row < rows { *value - mean } else { 0.0 };
            }
        }
    }
}

/// Replaces the columns by sums of all of them with random signs.
fn mix(tiles: &mut [Tile], columns: usize, seed: Seed) {
    let mut generator = seed.derive("signs of the columns", 0).generator();
    let scale = 1.0 / libm::sqrt(MAX_COLUMNS as f64);
    let signs: Vec<f64> = (0..columns * MAX_COLUMNS)
        .map(|_| if generator.below(2) == 0 { scale } else { -scale })
        .collect();
    for tile in tiles {
        let mixed = signs.chunks_exact(columns).map(|signs| {
            let mut sum = [0.0; TILE];
            for (sign, values) in signs.iter().zip(tile.iter()) {
                for (sum, value) in sum.iter_mut().zip(values) {
                    *sum += sign * value;
                }
            }
            sum
        });
        *tile = mixed.collect();
    }
}

fn product(left: &[f64; TILE], right: &[f64; TILE]) -> f64 {
    let mut lanes = [0.0; 8];
    for (left, right) in left.as_chunks::<8>().0.iter().zip(right.as_chunks::<8>().0) {
        for ((lane, left), right) in lanes.iter_mut().zip(left).zip(right) {
            *lane += left * right;
        }
    }
    lanes.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Matrix;

    fn pooled(columns: usize, values: &[f64], cut: usize) -> Pooled {
        let (source, target) = values.split_at(cut * columns);
        let [source, target] = [source, target].map(|side| Matrix::new(columns, side.to_vec()).unwrap());
        Pooled::new(&source, &target).unwrap()
    }

    #[test]
    fn whitened_columns_are_alike_whatever_the_correlations() {
        let mut generator = Seed::new(8).generator();
        let values: Vec<f64> = (0..500)
            .flat_map(|_| {
                let (shared, own) = (generator.normal(), [generator.normal(), generator.normal()]);
                [
                    5.0 + shared + 0.1 * own[0],
                    shared + 0.1 * own[1],
                    0.1 * generator.normal(),
                ]
            })
            .collect();
        let rows = pooled(3, &values, 100);
        let white = whitened(&rows, Seed::new(1)).unwrap();
        // Eigenvalues of about 2, .01 and .01: with a ridge of .01 the last two become one half.
        let total = white.total_variance();
        assert!((1.9..2.1).contains(&total), "{total}");
        // Nothing depends on which rows are the source's.
        let other = whitened(&pooled(3, &values, 400), Seed::new(1)).unwrap();
        assert_eq!(white.distances(3, 444), other.distances(3, 444));
        // Mahalanobis' distance by another way: the correlated pair turned by 45 degrees.
        let turned = |row: usize| {
            let value = |column: usize| rows.column(column).nth(row).unwrap();
            [value(0) + value(1), value(0) - value(1), value(2)]
        };
        let (a, b) = (turned(3), turned(444));
        let rough = (a[0] - b[0]).powi(2) / (2.0 * 2.0)
            + (a[1] - b[1]).powi(2) / (2.0 * 0.02)
            + (a[2] - b[2]).powi(2) / 0.02;
        let distance = white.distances(3, 444).0;
        assert!((distance / rough - 1.0).abs() < 0.15, "{distance} {rough}");
    }

    #[test]
    fn many_columns_are_mixed_and_equal_ones_have_nothing_to_whiten() {
        let mut generator = Seed::new(9).generator();
        let columns = MAX_COLUMNS + 40;
        let values: Vec<f64> = (0..70 * columns).map(|_| generator.normal()).collect();
        let rows = pooled(columns, &values, 30);
        let white = whitened(&rows, Seed::new(1)).unwrap();
        assert_eq!([white.rows(), white.columns()], [70, MAX_COLUMNS]);
        assert!(white.distances(0, 69).0.is_finite());
        assert!(whitened(&pooled(2, &[3.0; 40], 10), Seed::new(1)).is_none());
    }
}
