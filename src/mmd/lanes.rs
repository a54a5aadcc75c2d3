//! Numbers that are computed side by side: the width of a tile, its precision, and sums in a fixed order.

/// Rows in a tile: squared distances of one row to a tile stay in the first-level cache.
pub(super) const TILE: usize = 64;

/// Sums that run beside each other and are added up at the end: a fixed order, and still many at once.
const LANES: usize = 8;

/// Splits whose statistics are worked out side by side.
pub(super) const SPLITS: usize = 8;

/// The number in single precision.
#[expect(clippy::cast_possible_truncation, reason = "that is what it is for")]
pub(super) fn single(number: f64) -> f32 {
    number as f32
}

/// The sum of numbers in double precision.
pub(super) fn sum_double(values: &[f64]) -> f64 {
    let (whole, rest) = values.as_chunks::<LANES>();
    let mut lanes = [0.0; LANES];
    for values in whole {
        for (lane, value) in lanes.iter_mut().zip(values) {
            *lane += value;
        }
    }
    lanes.iter().sum::<f64>() + rest.iter().sum::<f64>()
}

/// The sum of numbers in single precision: each lane in single precision, the sum of the lanes in double.
pub(super) fn sum_single(values: &[f32]) -> f64 {
    let (whole, rest) = values.as_chunks::<LANES>();
    let mut lanes = [0.0_f32; LANES];
    for values in whole {
        for (lane, value) in lanes.iter_mut().zip(values) {
            *lane += value;
        }
    }
    lanes.iter().chain(rest).map(|&value| f64::from(value)).sum()
}
