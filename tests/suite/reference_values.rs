//! The test against values computed by other means: textbook definitions, other libraries, other languages.

use kindred::features::Matrix;
use kindred::mmd::{
    Bins, Group, MAX_SPLITS, PERMUTATIONS, Pooled, binomial_at_most, median_distance, test, test_product,
};
use kindred::random::{Generator, Seed};

/// How far a value may be from its reference.
const TOLERANCE: f64 = 1e-9;

struct Reference {
    source: Matrix<f64>,
    target: Matrix<f64>,
    median: f64,
    unbiased: f64,
    biased: f64,
}

fn matrix(columns: usize, values: Vec<f64>) -> Matrix<f64> {
    Matrix::new(columns, values).unwrap()
}

fn a() -> Reference {
    Reference {
        source: matrix(1, vec![0.0, 1.0, 2.0, 3.0, 4.0]),
        target: matrix(1, vec![1.0, 3.0, 5.0, 7.0]),
        median: 2.0,
        unbiased: -0.026_602_157_185_887,
        biased: 0.213_156_299_075_965,
    }
}

fn b() -> Reference {
    Reference {
        source: matrix(
            2,
            vec![0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0, 2.0, 1.0, 1.0, 2.0],
        ),
        target: matrix(2, vec![1.0, 1.0, 2.0, 2.0, 3.0, 1.0, 2.0, 0.0, 4.0, 3.0]),
        median: std::f64::consts::SQRT_2,
        unbiased: 0.123_367_178_989_866,
        biased: 0.313_626_983_122_156,
    }
}

/// The generator `SplitMix64`, which the reference data are drawn with.
struct SplitMix64(u64);

impl SplitMix64 {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        (z >> 11) as f64 / 9_007_199_254_740_992.0
    }
}

fn c() -> Reference {
    let mut generator = SplitMix64(42);
    let source: Vec<f64> = (0..180).map(|_| generator.uniform()).collect();
    let target: Vec<f64> = (0..120)
        .map(|index| generator.uniform() + if index % 3 == 0 { 0.15 } else { 0.0 })
        .collect();
    assert!((source.iter().sum::<f64>() - 91.072_402_036_290_02).abs() < 1e-12);
    assert!((target.iter().sum::<f64>() - 72.857_790_213_373_7).abs() < 1e-12);
    Reference {
        source: matrix(3, source),
        target: matrix(3, target),
        median: 0.709_887_548_986_994,
        unbiased: 0.068_305_767_276_713,
        biased: 0.083_962_021_809_914,
    }
}

#[test]
fn median_and_both_mmd_have_their_reference_values() {
    for (name, reference) in [("A", a()), ("B", b()), ("C", c())] {
        let result = test(
            &reference.source,
            &reference.target,
            &Group::each_of(reference.source.columns()),
            &Bins::of(1),
            PERMUTATIONS,
            Seed::new(1),
            &mut |_| {},
        )
        .unwrap();
        assert!(
            (result.bandwidth - reference.median).abs() < TOLERANCE,
            "{name}: {result:?}"
        );
        assert!(
            (result.unbiased - reference.unbiased).abs() < TOLERANCE,
            "{name}: {result:?}"
        );
        assert!(
            (result.biased - reference.biased).abs() < TOLERANCE,
            "{name}: {result:?}"
        );
    }
}

#[test]
fn p_of_a_larger_sample_is_near_its_reference() {
    let reference = c();
    assert_eq!(binomial_at_most(100, 60, MAX_SPLITS), None);
    let result = test(
        &reference.source,
        &reference.target,
        &Group::each_of(reference.source.columns()),
        &Bins::of(1),
        19_999,
        Seed::new(1),
        &mut |_| {},
    )
    .unwrap();
    // .0007, with a standard error of .0002 over 19,999 permutations.
    assert!(
        (0.0001..0.0014).contains(&result.permuted.p_value),
        "{}",
        result.permuted.p_value
    );
}

fn normal(rows: usize, columns: usize, shift: f64, generator: &mut Generator) -> Matrix<f64> {
    matrix(
        columns,
        (0..rows * columns).map(|_| generator.normal() + shift).collect(),
    )
}

/// The statistic as the textbook writes it, from all pairs of rows.
fn mmd_from_definition(source: &Matrix<f64>, target: &Matrix<f64>, bandwidth: f64) -> f64 {
    let kernel = |x: &[f64], y: &[f64]| {
        let square: f64 = x.iter().zip(y).map(|(a, b)| (a - b) * (a - b)).sum();
        (-square / (2.0 * bandwidth * bandwidth)).exp()
    };
    let mean_within = |rows: &Matrix<f64>| {
        let count = rows.rows();
        let mut sum = 0.0;
        for i in 0..count {
            for j in (0..count).filter(|&j| j != i) {
                sum += kernel(rows.row(i), rows.row(j));
            }
        }
        sum / (count * (count - 1)) as f64
    };
    let mut across = 0.0;
    for i in 0..source.rows() {
        for j in 0..target.rows() {
            across += kernel(source.row(i), target.row(j));
        }
    }
    mean_within(source) + mean_within(target) - 2.0 * across / (source.rows() * target.rows()) as f64
}

#[test]
fn the_product_test_uses_a_kernel_on_each_part() {
    let mut generator = Seed::new(6).generator();
    let inputs = [
        normal(12, 2, 0.0, &mut generator),
        normal(15, 2, 0.0, &mut generator),
    ];
    let labels = [
        normal(12, 1, 0.0, &mut generator),
        normal(15, 1, 1.0, &mut generator),
    ];
    let result = test_product(
        [&inputs[0], &inputs[1]],
        [&labels[0], &labels[1]],
        &Bins::of(1),
        PERMUTATIONS,
        Seed::new(1),
        &mut |_| {},
    )
    .unwrap();
    let bandwidth = |parts: &[Matrix<f64>; 2]| {
        median_distance(&Pooled::new(&parts[0], &parts[1]).unwrap(), &mut |_| {}).unwrap()
    };
    let (of_inputs, of_labels) = (bandwidth(&inputs), bandwidth(&labels));
    let joined = |side: usize| {
        let rows = (0..inputs[side].rows()).flat_map(|row| {
            let scaled_inputs = inputs[side].row(row).iter().map(|value| value / of_inputs);
            let scaled_labels = labels[side].row(row).iter().map(|value| value / of_labels);
            scaled_inputs.chain(scaled_labels).collect::<Vec<f64>>()
        });
        matrix(3, rows.collect())
    };
    let expected = mmd_from_definition(&joined(0), &joined(1), 1.0);
    assert!(
        (result.unbiased - expected).abs() < 1e-12,
        "{} {expected}",
        result.unbiased
    );
}
