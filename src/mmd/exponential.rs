//! The exponential function over a tile at once, in arithmetic that compilers turn into vector instructions.
//!
//! Only additions, multiplications and integer operations, in a fixed order and without fused multiply-add, so a browser
//! and a native program get the same bits. Arguments are at most 0, as those of kernels are.

use super::lanes::TILE;

/// For smaller arguments the result is 0 in single precision. A kernel so small adds nothing to a sum.
const MIN_SINGLE: f32 = -80.0;

/// The same in double precision.
const MIN_DOUBLE: f64 = -700.0;

/// Adding it to a number leaves the nearest whole number in the last bits (1.5 times 2 to the power of 23, and of 52).
pub(super) const ROUND_SINGLE: f32 = 12_582_912.0;
const ROUND_DOUBLE: f64 = 6_755_399_441_055_744.0;

/// The natural logarithm of 2 in two parts: the first has few enough bits that its product with a small whole number
/// is exact.
const LN_2_SINGLE: [f32; 2] = [0.693_359_4, -2.121_944_4e-4];
const LN_2_DOUBLE: [f64; 2] = [0.693_147_180_369_123_8, 1.908_214_929_270_587_7e-10];

/// `1/k!`, the coefficients of the series, from the highest power used down to the first.
const SERIES_SINGLE: [f32; 7] = [
    1.0 / 5_040.0,
    1.0 / 720.0,
    1.0 / 120.0,
    1.0 / 24.0,
    1.0 / 6.0,
    0.5,
    1.0,
];
const SERIES_DOUBLE: [f64; 13] = [
    1.0 / 6_227_020_800.0,
    1.0 / 479_001_600.0,
    1.0 / 39_916_800.0,
    1.0 / 3_628_800.0,
    1.0 / 362_880.0,
    1.0 / 40_320.0,
    1.0 / 5_040.0,
    1.0 / 720.0,
    1.0 / 120.0,
    1.0 / 24.0,
    1.0 / 6.0,
    0.5,
    1.0,
];

/// `exp(-rate · distance)` of each distance, to a relative error of 2e-7.
pub(super) fn kernel_single(rate: f32, distances: &[f32; TILE], values: &mut [f32; TILE]) {
    for (value, distance) in values.iter_mut().zip(distances) {
        let x = -rate * distance;
        // Clamped first, so that the bits below stay those of a normal number.
        let clamped = if x > MIN_SINGLE { x } else { MIN_SINGLE };
        let rounded = clamped * std::f32::consts::LOG2_E + ROUND_SINGLE;
        let whole = rounded - ROUND_SINGLE;
        let rest = clamped - whole * LN_2_SINGLE[0] - whole * LN_2_SINGLE[1];
        let mut sum = SERIES_SINGLE[0];
        for coefficient in &SERIES_SINGLE[1..] {
            sum = sum * rest + coefficient;
        }
        let sum = sum * rest + 1.0;
        let power = f32::from_bits(sum.to_bits().wrapping_add(rounded.to_bits() << 23));
        *value = if x > MIN_SINGLE { power } else { 0.0 };
    }
}

/// `exp(-rate · distance)` of each distance, to a relative error of 4e-16.
pub(super) fn kernel_double(rate: f64, distances: &[f64; TILE], values: &mut [f64; TILE]) {
    for (value, distance) in values.iter_mut().zip(distances) {
        let x = -rate * distance;
        let clamped = if x > MIN_DOUBLE { x } else { MIN_DOUBLE };
        let rounded = clamped * std::f64::consts::LOG2_E + ROUND_DOUBLE;
        let whole = rounded - ROUND_DOUBLE;
        let rest = clamped - whole * LN_2_DOUBLE[0] - whole * LN_2_DOUBLE[1];
        let mut sum = SERIES_DOUBLE[0];
        for coefficient in &SERIES_DOUBLE[1..] {
            sum = sum * rest + coefficient;
        }
        let sum = sum * rest + 1.0;
        let power = f64::from_bits(sum.to_bits().wrapping_add(rounded.to_bits() << 52));
        *value = if x > MIN_DOUBLE { power } else { 0.0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mmd::lanes::single;

    #[test]
    fn both_are_the_exponential_function() {
        let mut worst = [0.0_f64; 2];
        for start in 0..2_000 {
            let mut place = f64::from(start * 64);
            let distances = [(); TILE].map(|()| {
                place += 1.0;
                place * place * 5e-9
            });
            let mut double = [0.0; TILE];
            kernel_double(0.5, &distances, &mut double);
            let singles = distances.map(single);
            let mut values = [0.0; TILE];
            kernel_single(0.5, &singles, &mut values);
            for place in 0..TILE {
                let expected = libm::exp(-0.5 * distances[place]);
                worst[0] = worst[0].max((double[place] / expected - 1.0).abs());
                let expected = libm::exp(-0.5 * f64::from(singles[place]));
                worst[1] = worst[1].max((f64::from(values[place]) / expected - 1.0).abs());
            }
        }
        assert!(worst[0] < 4e-16 && worst[1] < 2e-7, "{worst:?}");
    }

    #[test]
    fn equal_rows_have_one_and_far_rows_zero() {
        let mut distances = [0.0; TILE];
        distances[1] = 1e9;
        distances[2] = f64::MAX;
        let mut values = [0.5; TILE];
        kernel_double(1.0, &distances, &mut values);
        assert_eq!(values[..4], [1.0, 0.0, 0.0, 1.0]);
        let distances = distances.map(single);
        let mut values = [0.5; TILE];
        kernel_single(1.0, &distances, &mut values);
        assert_eq!(values[..4], [1.0, 0.0, 0.0, 1.0]);
    }
}
