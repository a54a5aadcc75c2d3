//! Loops over stretches of numbers that a compiler turns into vector operations, with sums in a fixed order.

use ndarray::linalg::general_mat_mul;
use ndarray::{ArrayView2, ArrayViewMut2};

/// Sums that run beside each other.
const LANES: usize = 8;

/// A matrix in a slice, row after row, read as it lies or transposed.
#[derive(Clone, Copy)]
pub(super) struct View<'v> {
    values: &'v [f32],
    rows: usize,
    columns: usize,
    is_transposed: bool,
}

impl<'v> View<'v> {
    pub(super) fn new(values: &'v [f32], rows: usize, columns: usize) -> Self {
        Self {
            values,
            rows,
            columns,
            is_transposed: false,
        }
    }

    pub(super) fn transposed(self) -> Self {
        Self {
            is_transposed: !self.is_transposed,
            ..self
        }
    }

    fn array(self) -> Option<ArrayView2<'v, f32>> {
        let array = ArrayView2::from_shape((self.rows, self.columns), self.values).ok()?;
        Some(if self.is_transposed {
            array.reversed_axes()
        } else {
            array
        })
    }
}

/// Writes `left · right` into `out`, row after row.
///
/// Does nothing where a slice does not have the size that its shape asks for; [`super::Learner`] makes them so.
pub(super) fn product(left: View<'_>, right: View<'_>, out: &mut [f32]) {
    let (Some(left), Some(right)) = (left.array(), right.array()) else {
        return;
    };
    if let Ok(mut out) = ArrayViewMut2::from_shape((left.nrows(), right.ncols()), out) {
        general_mat_mul(1.0, &left, &right, 0.0, &mut out);
    }
}

/// The sum of `of(a, b)` over pairs of numbers.
#[inline]
fn sum_of(a: &[f32], b: &[f32], of: impl Fn(f32, f32) -> f32) -> f32 {
    let mut sums = [0.0_f32; LANES];
    let (mut left, mut right) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
    for (a, b) in left.by_ref().zip(right.by_ref()) {
        for lane in 0..LANES {
            sums[lane] += of(a[lane], b[lane]);
        }
    }
    let rest: f32 = left
        .remainder()
        .iter()
        .zip(right.remainder())
        .map(|(&a, &b)| of(a, b))
        .sum();
    let halves: [f32; 4] = std::array::from_fn(|lane| sums[lane] + sums[lane + 4]);
    (halves[0] + halves[2]) + (halves[1] + halves[3]) + rest
}

/// The sum of numbers.
pub(super) fn sum(values: &[f32]) -> f32 {
    sum_of(values, values, |value, _| value)
}

/// The sum of the products of two rows.
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    sum_of(a, b, |a, b| a * b)
}

/// The sum of the squared distances from a centre.
pub(super) fn squares_around(centre: f32, values: &[f32]) -> f32 {
    sum_of(values, values, |value, _| (value - centre) * (value - centre))
}

/// Adds a row to another.
pub(super) fn add(to: &mut [f32], values: &[f32]) {
    for (to, &value) in to.iter_mut().zip(values) {
        *to += value;
    }
}

/// The Euclidean norm.
pub(super) fn norm(values: &[f32]) -> f32 {
    // Of pieces, so that single precision is enough for millions of numbers.
    let squares: f64 = values
        .chunks(4_096)
        .map(|piece| f64::from(dot(piece, piece)))
        .sum();
    super::super::layers::single(squares.sqrt())
}
