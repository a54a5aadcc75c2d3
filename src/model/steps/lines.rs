//! Loops over stretches of numbers that a compiler turns into vector operations, with sums in a fixed order.

use ndarray::linalg::general_mat_mul;
use ndarray::{ArrayView2, ArrayViewMut2};

/// Sums that run beside each other.
const LANES: usize = 8;

/// Writes `left · right` into `out`. Matrices lie row after row in their slices. `transposed` says whether `left` and
/// `right` are to be read transposed.
///
/// Does nothing where a slice does not have the size that the shape asks for; [`super::Learner`] makes them so.
pub(super) fn product(
    left: (&[f32], [usize; 2]),
    right: (&[f32], [usize; 2]),
    transposed: [bool; 2],
    out: (&mut [f32], [usize; 2]),
) {
    let (Ok(left), Ok(right)) = (
        ArrayView2::from_shape(left.1, left.0),
        ArrayView2::from_shape(right.1, right.0),
    ) else {
        return;
    };
    let Ok(mut out) = ArrayViewMut2::from_shape(out.1, out.0) else {
        return;
    };
    let left = if transposed[0] { left.reversed_axes() } else { left };
    let right = if transposed[1] {
        right.reversed_axes()
    } else {
        right
    };
    general_mat_mul(1.0, &left, &right, 0.0, &mut out);
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
