//! Symmetric matrices: the median of their eigenvalues, and Cholesky's factor. By sums, products and roots only, so that
//! a browser and a native program get the same bits.

/// Eigenvalues below this share of the largest one count as zero.
const MIN_EIGENVALUE: f64 = 1e-9;

/// Steps of the search for an eigenvalue; each halves the interval.
const HALVINGS: usize = 60;

/// A symmetric matrix, row after row.
#[derive(Debug, Clone)]
pub(crate) struct Symmetric {
    size: usize,
    values: Vec<f64>,
}

impl Symmetric {
    /// All zeros.
    pub(crate) fn zero(size: usize) -> Self {
        Self {
            size,
            values: vec![0.0; size * size],
        }
    }

    /// Row `i` up to the diagonal, which is all that is read.
    pub(crate) fn lower_row(&mut self, i: usize) -> &mut [f64] {
        &mut self.values[i * self.size..=i * self.size + i]
    }

    /// Adds a number to the diagonal.
    pub(crate) fn add_to_diagonal(&mut self, ridge: f64) {
        for i in 0..self.size {
            self.values[i * self.size + i] += ridge;
        }
    }

    /// The median of the eigenvalues that are not zero; nothing where all are, or where a number is not finite.
    pub(super) fn median_eigenvalue(&self) -> Option<f64> {
        let tridiagonal = self.tridiagonal();
        let bound = tridiagonal.bound();
        if !(bound > 0.0 && bound.is_finite()) {
            return None;
        }
        let zero = tridiagonal.count_below(MIN_EIGENVALUE * bound);
        let rank = self.size - zero;
        (rank > 0).then(|| tridiagonal.eigenvalue(zero + rank / 2, bound))
    }

    /// The tridiagonal matrix with the same eigenvalues, by Householder's reflections (Golub and Van Loan, section 8.3).
    fn tridiagonal(&self) -> Tridiagonal {
        let size = self.size;
        let mut all = self.values.clone();
        for i in 0..size {
            for j in 0..i {
                all[j * size + i] = all[i * size + j];
            }
        }
        let mut squares = vec![0.0; size.saturating_sub(1)];
        for step in 0..size.saturating_sub(1) {
            let start = step + 1;
            let mut mirror: Vec<f64> = (start..size).map(|row| all[row * size + step]).collect();
            let length: f64 = mirror.iter().map(|value| value * value).sum();
            squares[step] = length;
            let beyond: f64 = mirror[1..].iter().map(|value| value * value).sum();
            if beyond <= 0.0 {
                continue;
            }
            let root = libm::sqrt(length);
            mirror[0] += if mirror[0] < 0.0 { -root } else { root };
            let norm: f64 = mirror.iter().map(|value| value * value).sum();
            let factor = 2.0 / norm;
            let rest = |row: usize| row * size + start..(row + 1) * size;
            let mut products: Vec<f64> = (start..size)
                .map(|row| factor * dot(&all[rest(row)], &mirror))
                .collect();
            let own = factor / 2.0 * dot(&products, &mirror);
            for (product, value) in products.iter_mut().zip(&mirror) {
                *product -= own * value;
            }
            for row in start..size {
                let (left, right) = (mirror[row - start], products[row - start]);
                let others = mirror.iter().zip(&products);
                for (value, (mirror, product)) in all[rest(row)].iter_mut().zip(others) {
                    *value -= left * product + right * mirror;
                }
            }
        }
        Tridiagonal {
            diagonal: (0..size).map(|i| all[i * size + i]).collect(),
            squares,
        }
    }

    /// Cholesky's factor: the lower triangular `L` with `L Lᵀ` this matrix. Nothing where it is not positive definite.
    pub(crate) fn cholesky(&self) -> Option<Cholesky> {
        let size = self.size;
        let mut factor = self.values.clone();
        for i in 0..size {
            for j in 0..=i {
                let (before, own) = factor.split_at(i * size);
                let row = &own[..j];
                let sum = if i == j {
                    own[j] - dot(row, row)
                } else {
                    own[j] - dot(row, &before[j * size..j * size + j])
                };
                factor[i * size + j] = if i == j {
                    if !(sum > 0.0 && sum.is_finite()) {
                        return None;
                    }
                    libm::sqrt(sum)
                } else {
                    sum / factor[j * size + j]
                };
            }
        }
        Some(Cholesky { size, factor })
    }
}

/// The sum of products, in eight lanes.
pub(crate) fn dot(left: &[f64], right: &[f64]) -> f64 {
    let (left, left_rest) = left.as_chunks::<8>();
    let (right, right_rest) = right.as_chunks::<8>();
    let mut lanes = [0.0; 8];
    for (left, right) in left.iter().zip(right) {
        for ((lane, left), right) in lanes.iter_mut().zip(left).zip(right) {
            *lane += left * right;
        }
    }
    let rest = left_rest.iter().zip(right_rest).map(|(left, right)| left * right);
    lanes.iter().sum::<f64>() + rest.sum::<f64>()
}

/// A symmetric tridiagonal matrix: its diagonal, and the squares of the numbers beside it.
struct Tridiagonal {
    diagonal: Vec<f64>,
    squares: Vec<f64>,
}

impl Tridiagonal {
    /// No eigenvalue is larger (Gershgorin).
    fn bound(&self) -> f64 {
        let beside = |i: usize| self.squares.get(i).map_or(0.0, |square| libm::sqrt(*square));
        let rows = self.diagonal.iter().enumerate().map(|(i, value)| {
            let before = i.checked_sub(1).map_or(0.0, beside);
            value + before + beside(i)
        });
        rows.fold(0.0, f64::max)
    }

    /// How many eigenvalues are below a number: the negative terms of a Sturm sequence.
    fn count_below(&self, number: f64) -> usize {
        let mut count = 0;
        let mut term = 1.0_f64;
        for (i, value) in self.diagonal.iter().enumerate() {
            let before = i.checked_sub(1).map_or(0.0, |before| self.squares[before]);
            // A term of zero is moved by as little as there is.
            let divisor = if term == 0.0 { f64::MIN_POSITIVE } else { term };
            term = value - number - before / divisor;
            count += usize::from(term < 0.0);
        }
        count
    }

    /// The eigenvalue of this rank, from 0, between 0 and a bound.
    fn eigenvalue(&self, rank: usize, bound: f64) -> f64 {
        let (mut low, mut high) = (0.0, bound);
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            if self.count_below(middle) > rank {
                high = middle;
            } else {
                low = middle;
            }
        }
        high
    }
}

/// A lower triangular matrix, row after row.
#[derive(Debug)]
pub(crate) struct Cholesky {
    size: usize,
    factor: Vec<f64>,
}

impl Cholesky {
    /// The `x` with `L Lᵀ x = b`, in the place of `b`.
    pub(crate) fn solve_whole(&self, values: &mut [f64]) {
        let row = |i: usize| &self.factor[i * self.size..=i * self.size + i];
        for i in 0..self.size {
            let row = row(i);
            values[i] = (values[i] - dot(&row[..i], &values[..i])) / row[i];
        }
        for i in (0..self.size).rev() {
            let row = row(i);
            let (before, own) = values.split_at_mut(i);
            own[0] /= row[i];
            for (value, factor) in before.iter_mut().zip(row) {
                *value -= factor * own[0];
            }
        }
    }

    /// Solves `L y = x` for many `x` at once, in their place: `columns` holds the first element of each, then the second of
    /// each, and so on.
    pub(crate) fn solve<const N: usize>(&self, columns: &mut [[f64; N]]) {
        for i in 0..self.size {
            let (solved, rest) = columns.split_at_mut(i);
            let Some(own) = rest.first_mut() else { return };
            let row = &self.factor[i * self.size..=i * self.size + i];
            for (factor, solved) in row.iter().zip(solved.iter()) {
                for (own, solved) in own.iter_mut().zip(solved) {
                    *own -= factor * solved;
                }
            }
            for value in own {
                *value /= row[i];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Seed;

    /// `Q diag(values) Qᵀ` with a random rotation: a product of reflections.
    fn with_eigenvalues(values: &[f64]) -> Symmetric {
        let size = values.len();
        let mut generator = Seed::new(5).generator();
        let mut all: Vec<f64> = vec![0.0; size * size];
        for (i, value) in values.iter().enumerate() {
            all[i * size + i] = *value;
        }
        for _ in 0..size {
            let mirror: Vec<f64> = (0..size).map(|_| generator.normal()).collect();
            let norm: f64 = mirror.iter().map(|value| value * value).sum();
            let reflect = |line: Vec<f64>| -> Vec<f64> {
                let product = 2.0 * line.iter().zip(&mirror).map(|(a, b)| a * b).sum::<f64>() / norm;
                line.iter().zip(&mirror).map(|(a, b)| a - product * b).collect()
            };
            for i in 0..size {
                let row = reflect(all[i * size..(i + 1) * size].to_vec());
                all[i * size..(i + 1) * size].copy_from_slice(&row);
            }
            for j in 0..size {
                let column = reflect((0..size).map(|i| all[i * size + j]).collect());
                for (i, value) in column.into_iter().enumerate() {
                    all[i * size + j] = value;
                }
            }
        }
        Symmetric { size, values: all }
    }

    #[test]
    fn the_median_is_that_of_the_eigenvalues_above_zero() {
        let spread = [0.02, 0.3, 0.5, 0.7, 1.1, 4.0, 9.0, 20.0, 21.0];
        let median = with_eigenvalues(&spread).median_eigenvalue().unwrap();
        assert!((median - 1.1).abs() < 1e-9, "{median}");
        // Three of the rank: the others are zero but for rounding.
        let median = with_eigenvalues(&[0.0, 2.0, 0.0, 3.0, 0.0, 7.0, 0.0]).median_eigenvalue();
        assert!((median.unwrap() - 3.0).abs() < 1e-9, "{median:?}");
        assert_eq!(with_eigenvalues(&[0.0, 0.0]).median_eigenvalue(), None);
        assert_eq!(with_eigenvalues(&[f64::NAN]).median_eigenvalue(), None);
        let median = with_eigenvalues(&[4.0]).median_eigenvalue();
        assert!((median.unwrap() - 4.0).abs() < 1e-12, "{median:?}");
    }

    #[test]
    fn the_factor_solves() {
        let matrix = with_eigenvalues(&[0.1, 0.5, 2.0, 9.0]);
        let cholesky = matrix.cholesky().unwrap();
        let mut generator = Seed::new(6).generator();
        let wanted: Vec<[f64; 2]> = (0..4).map(|_| [generator.normal(), generator.normal()]).collect();
        let mut columns: Vec<[f64; 2]> = (0..4)
            .map(|i| {
                let products = |lane: usize| {
                    (0..=i)
                        .map(|j| cholesky.factor[i * 4 + j] * wanted[j][lane])
                        .sum()
                };
                [products(0), products(1)]
            })
            .collect();
        // `L Lᵀ` is the matrix.
        for i in 0..4 {
            for j in 0..=i {
                let product: f64 = (0..=j)
                    .map(|k| cholesky.factor[i * 4 + k] * cholesky.factor[j * 4 + k])
                    .sum();
                assert!((product - matrix.values[i * 4 + j]).abs() < 1e-12);
            }
        }
        cholesky.solve(&mut columns);
        for (column, wanted) in columns.iter().zip(&wanted) {
            assert!((column[0] - wanted[0]).abs() < 1e-12 && (column[1] - wanted[1]).abs() < 1e-12);
        }
        assert!(with_eigenvalues(&[-1.0, 2.0]).cholesky().is_none());
    }
}
