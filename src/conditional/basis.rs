//! Functions of the inputs that regressions are made of: the columns, their squares and products, and random waves.

use crate::features::Matrix;
use crate::mmd::dot;
use crate::random::Seed;

/// The most columns that count as they are; of more, as many sums with random signs do.
const MAX_COLUMNS: usize = 60;

/// The most squares and products of columns. Where there would be more, there are squares alone, and of many columns none.
const MAX_PRODUCTS: usize = 60;

/// Random frequencies, each of which gives a cosine and a sine.
const FREQUENCIES: usize = 80;

/// Pairs of rows whose median distance is the wave's length.
const PAIRS: usize = 2_000;

/// How columns become functions. It is fitted on the rows of both sides alike.
#[derive(Debug, Clone)]
pub(super) struct Basis {
    /// For each sum of columns its signs; nothing where columns count as they are.
    signs: Option<Vec<f64>>,
    columns: usize,
    products: Vec<[usize; 2]>,
    frequencies: Vec<f64>,
}

impl Basis {
    /// Functions of these columns.
    pub(super) fn new(sides: [&Matrix; 2], seed: Seed) -> Self {
        let given = sides[0].columns();
        let columns = given.min(MAX_COLUMNS);
        let signs = (given > columns).then(|| {
            let mut generator = seed.derive("signs of the columns", 0).generator();
            let scale = 1.0 / libm::sqrt(columns as f64);
            let sign = |_| if generator.below(2) == 0 { scale } else { -scale };
            (0..given * columns).map(sign).collect()
        });
        let mut basis = Self {
            signs,
            columns,
            products: Vec::new(),
            frequencies: Vec::new(),
        };
        basis.products = basis.products(sides);
        let bandwidth = basis.bandwidth(sides, seed);
        let mut generator = seed.derive("waves", 0).generator();
        basis.frequencies = (0..FREQUENCIES * columns)
            .map(|_| generator.normal() / bandwidth)
            .collect();
        basis
    }

    /// Columns, and squares and products of them: what is no wave.
    pub(super) fn plain(&self) -> usize {
        self.columns + self.products.len()
    }

    /// All functions.
    pub(super) fn width(&self) -> usize {
        self.plain() + 2 * FREQUENCIES
    }

    /// The functions of one row.
    pub(super) fn of(&self, row: &[f32]) -> Vec<f64> {
        let mut values = self.mixed(row);
        let products = self.products.iter();
        let products: Vec<f64> = products.map(|[a, b]| 0.5 * values[*a] * values[*b]).collect();
        let waves: Vec<[f64; 2]> = self
            .frequencies
            .chunks_exact(self.columns)
            .map(|frequency| {
                let angle = dot(frequency, &values);
                [libm::cos(angle), libm::sin(angle)]
            })
            .collect();
        values.extend(products);
        values.extend(waves.iter().map(|[cosine, _]| cosine));
        values.extend(waves.iter().map(|[_, sine]| sine));
        values
    }

    fn mixed(&self, row: &[f32]) -> Vec<f64> {
        let row: Vec<f64> = row.iter().map(|&value| f64::from(value)).collect();
        match &self.signs {
            Some(signs) => signs
                .chunks_exact(row.len())
                .map(|signs| dot(signs, &row))
                .collect(),
            None => row,
        }
    }

    /// Squares of what has more than two values, and products where these are few.
    fn products(&self, sides: [&Matrix; 2]) -> Vec<[usize; 2]> {
        if self.signs.is_some() {
            return Vec::new();
        }
        let has_more = |column: usize| {
            let mut values: Vec<f32> = Vec::new();
            for side in sides {
                for row in 0..side.rows() {
                    let value = side.row(row)[column];
                    if !values.iter().any(|known| known.to_bits() == value.to_bits()) {
                        values.push(value);
                        if values.len() > 2 {
                            return true;
                        }
                    }
                }
            }
            false
        };
        let squares = (0..self.columns).filter(|&column| has_more(column));
        let mut products: Vec<[usize; 2]> = squares.map(|column| [column; 2]).collect();
        let pairs = self.columns * self.columns.saturating_sub(1) / 2;
        if products.len() + pairs <= MAX_PRODUCTS {
            products.extend((0..self.columns).flat_map(|a| (0..a).map(move |b| [a, b])));
        }
        products.truncate(MAX_PRODUCTS);
        products
    }

    /// The median distance of random pairs of rows that differ; 1 where none do.
    fn bandwidth(&self, sides: [&Matrix; 2], seed: Seed) -> f64 {
        let mut generator = seed.derive("pairs", 0).generator();
        let rows = sides.map(Matrix::rows);
        let mut draw = || {
            let row = generator.below(rows[0] + rows[1]);
            let (side, row) = if row < rows[0] {
                (0, row)
            } else {
                (1, row - rows[0])
            };
            self.mixed(sides[side].row(row))
        };
        let mut distances: Vec<f64> = (0..PAIRS)
            .map(|_| {
                let (one, other) = (draw(), draw());
                one.iter().zip(&other).map(|(a, b)| (a - b) * (a - b)).sum()
            })
            .filter(|square: &f64| *square > 0.0)
            .collect();
        distances.sort_by(f64::total_cmp);
        distances
            .get(distances.len() / 2)
            .map_or(1.0, |square| libm::sqrt(*square))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_columns_become_sums_and_two_values_have_no_square() {
        let mut generator = Seed::new(1).generator();
        #[expect(clippy::cast_possible_truncation, reason = "inputs are in single precision")]
        let mut side = |columns: usize| {
            let values = (0..20 * columns).map(|place| {
                if place % columns == 0 {
                    (place / columns % 2) as f32
                } else {
                    generator.normal() as f32
                }
            });
            Matrix::new(columns, values.collect()).unwrap()
        };
        for (columns, plain) in [(3, 3 + 2 + 3), (30, 30 + 29), (100, MAX_COLUMNS)] {
            let sides = [side(columns), side(columns)];
            let basis = Basis::new([&sides[0], &sides[1]], Seed::new(2));
            assert_eq!(basis.plain(), plain);
            let values = basis.of(sides[0].row(3));
            assert_eq!(values.len(), basis.width());
            assert!(values.iter().all(|value| value.is_finite()));
        }
    }
}
