//! Sums of gradients and hessians by bin.
//!
//! A histogram holds all columns, one cell for each bin. Rows are added in the order of the leaf, so sums are the same
//! wherever they are computed. A histogram of one child is that of its parent minus that of the other child; only the
//! smaller child's rows are read.

use super::binning::BinnedTable;

/// First and second derivative of the loss of one row by its score, times the row's weight.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Slope {
    pub(super) gradient: f64,
    pub(super) hessian: f64,
}

/// Sums over rows.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Sums {
    pub(super) gradient: f64,
    pub(super) hessian: f64,
    pub(super) rows: u32,
}

impl Sums {
    /// Over all these rows.
    pub(super) fn of(slopes: &[Slope]) -> Self {
        slopes.iter().fold(Self::default(), |mut sums, slope| {
            sums.add(*slope);
            sums
        })
    }

    fn add(&mut self, slope: Slope) {
        self.gradient += slope.gradient;
        self.hessian += slope.hessian;
        self.rows += 1;
    }

    /// Over the rows of both.
    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            gradient: self.gradient + other.gradient,
            hessian: self.hessian + other.hessian,
            rows: self.rows + other.rows,
        }
    }

    /// Over the rows that are not among the other's, which must be a part of these.
    pub(super) fn minus(self, other: Self) -> Self {
        let rows = self.rows - other.rows;
        if rows == 0 {
            // What rounding leaves of no rows would count as a gradient.
            return Self::default();
        }
        Self {
            gradient: self.gradient - other.gradient,
            hessian: self.hessian - other.hessian,
            rows,
        }
    }

    /// Twice the loss that the best value of a leaf saves, to second order: `G² / (H + λ)`.
    pub(super) fn gain(self, l2: f64) -> f64 {
        self.gradient * self.gradient / (self.hessian + l2)
    }

    /// The best value of a leaf, to second order: `−G / (H + λ)`.
    pub(super) fn value(self, l2: f64) -> f64 {
        -self.gradient / (self.hessian + l2)
    }
}

/// Where the cells of each column lie in a histogram.
#[derive(Debug)]
pub(super) struct Layout {
    starts: Vec<usize>,
}

impl Layout {
    /// For the columns of a table: one cell for each bin of values, and one for missing cells.
    pub(super) fn new(table: &BinnedTable) -> Self {
        let mut starts = vec![0];
        let mut end = 0;
        for bins in &table.columns {
            end += bins.values() + 1;
            starts.push(end);
        }
        Self { starts }
    }

    /// The cells of a column.
    pub(super) fn cells<'a>(&self, histogram: &'a [Sums], column: usize) -> &'a [Sums] {
        &histogram[self.starts[column]..self.starts[column + 1]]
    }

    /// Number of cells of all columns.
    pub(super) fn len(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    /// Fills a histogram with the sums over these training rows; `slopes` are those of the same rows, in the same order.
    pub(super) fn fill(&self, histogram: &mut [Sums], table: &BinnedTable, rows: &[u32], slopes: &[Slope]) {
        histogram.fill(Sums::default());
        for column in 0..table.columns.len() {
            let cells = &mut histogram[self.starts[column]..self.starts[column + 1]];
            let bins = table.column(column);
            for (&row, &slope) in rows.iter().zip(slopes) {
                cells[usize::from(bins[row as usize])].add(slope);
            }
        }
    }
}

/// Turns the histogram of a parent into that of one child by that of the other.
pub(super) fn subtract(parent: &mut [Sums], child: &[Sums]) {
    for (cell, other) in parent.iter_mut().zip(child) {
        *cell = cell.minus(*other);
    }
}

/// So many rows of weight 1 in one bin.
#[cfg(test)]
pub(super) fn cell(gradient: f64, rows: u32) -> Sums {
    Sums {
        gradient,
        hessian: f64::from(rows),
        rows,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Seed;
    use crate::trees::examples::{Column, Inputs};

    /// Sums differ by the rounding of some hundred additions of numbers near 1.
    const ROUNDING: f64 = 1e-12;

    #[test]
    fn no_rows_have_no_sums() {
        let sums = Sums {
            gradient: 0.1 + 0.2,
            hessian: 2.0,
            rows: 2,
        };
        assert_eq!(
            sums.minus(Sums {
                gradient: 0.3,
                ..sums
            }),
            Sums::default()
        );
    }

    #[test]
    fn the_difference_to_one_child_is_the_sum_over_the_other() {
        let mut generator = Seed::new(3).generator();
        let numbers: Vec<f64> = (0..500).map(|_| generator.normal()).collect();
        let codes: Vec<u32> = (0..500)
            .map(|_| u32::try_from(generator.below(9)).unwrap())
            .collect();
        let slopes: Vec<Slope> = (0..500)
            .map(|_| Slope {
                gradient: generator.normal(),
                hessian: generator.uniform(),
            })
            .collect();
        let columns = vec![
            Column::Numbers(&numbers),
            Column::Categories {
                codes: &codes,
                levels: 8,
            },
        ];
        let inputs = Inputs::new(columns).unwrap();
        let table = BinnedTable::new(&inputs, &(0..500).collect::<Vec<_>>(), 40, 1);
        let layout = Layout::new(&table);
        let of = |rows: &[u32]| {
            let slopes: Vec<Slope> = rows.iter().map(|&row| slopes[row as usize]).collect();
            let mut histogram = vec![Sums::default(); layout.len()];
            layout.fill(&mut histogram, &table, rows, &slopes);
            histogram
        };
        let all: Vec<u32> = (0..500).collect();
        let (left, right): (Vec<u32>, Vec<u32>) = all.iter().partition(|&&row| numbers[row as usize] < 0.3);
        let mut difference = of(&all);
        subtract(&mut difference, &of(&left));
        for (difference, direct) in difference.iter().zip(of(&right)) {
            assert_eq!(difference.rows, direct.rows);
            assert!((difference.gradient - direct.gradient).abs() < ROUNDING);
            assert!((difference.hessian - direct.hessian).abs() < ROUNDING);
            assert!(direct.rows > 0 || *difference == Sums::default());
        }
    }
}
