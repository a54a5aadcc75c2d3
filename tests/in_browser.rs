//! The same seed gives the same bits in the browser as natively. `cargo xtask test` runs this in Chromium; run as
//! a native test it checks the same numbers, so that
//! each side holds the other to its word. The random numbers come from another program, written after the
//! generator's paper; the bits of the test are those of a native run.

#![allow(clippy::unwrap_used, reason = "a test may stop where its own data are wrong")]

use std::ops::ControlFlow;

use kindred::features::Matrix;
use kindred::mmd::{
    Bins, Group, PERMUTATIONS, Pooled, TestResult, smallest_detectable_shift, test as two_sample_test,
    test_product,
};
use kindred::random::Seed;
use kindred::trees::{self, Column, End, Examples, Inputs, Predictions, Response};

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn whole_numbers_are_those_of_every_machine() {
    let mut generator = Seed::new(42).derive("split", 3).generator();
    let drawn: Vec<usize> = (0..6).map(|_| generator.below(1_000_000)).collect();
    assert_eq!(drawn, [503_797, 581_900, 210_124, 551_617, 101_310, 376_702]);
    assert_eq!(Seed::new(7).generator().permutation(8), [7, 5, 6, 3, 2, 4, 1, 0]);
}

#[test]
fn real_numbers_are_those_of_every_machine_to_the_last_bit() {
    let mut generator = Seed::new(42).generator();
    let uniform: Vec<u64> = (0..3).map(|_| generator.uniform().to_bits()).collect();
    assert_eq!(
        uniform,
        [
            0x3fea_0ec9_a9e8_8ecd,
            0x3fd4_6790_5d15_dbcc,
            0x3fef_7c0f_9f61_849d,
        ]
    );
    let normal: Vec<u64> = (0..3).map(|_| generator.normal().to_bits()).collect();
    assert_eq!(
        normal,
        [
            0x3fda_da23_a48c_1dee,
            0x3fee_120d_0cd0_6416,
            0x3fd6_e82f_b49f_2f20,
        ]
    );
}

#[test]
fn a_bound_beyond_32_bits_is_not_cut() {
    // A browser counts with 32 bits.
    let bound = usize::try_from(u32::MAX).unwrap();
    let mut generator = Seed::new(1).generator();
    let largest = (0..64).map(|_| generator.below(bound)).max().unwrap();
    assert!(largest > bound / 2, "{largest}");
}

/// The test of these rows, each column of which is one of a table.
fn tested(source: &Matrix<f64>, target: &Matrix<f64>, bins: &Bins) -> TestResult {
    let groups = Group::each_of(source.columns());
    two_sample_test(
        source,
        target,
        &groups,
        bins,
        PERMUTATIONS,
        Seed::new(1),
        &mut |_| {},
    )
    .unwrap()
}

#[test]
fn the_two_sample_test_has_the_same_bits_everywhere() {
    let mut generator = Seed::new(9).generator();
    let mut draw = |rows: usize, columns: usize, shift: f64| {
        Matrix::new(
            columns,
            (0..rows * columns)
                .map(|_| generator.normal() + shift)
                .collect::<Vec<f64>>(),
        )
        .unwrap()
    };
    let (source, target) = (draw(150, 4, 0.0), draw(120, 4, 0.1));
    let pooled = Pooled::new(&source, &target).unwrap();
    let result = tested(&source, &target, &Bins::of(3));
    let numbers = [
        result.unbiased,
        result.biased,
        result.bandwidth,
        result.effect.unwrap(),
        result.permuted.p_value,
        result.permuted.values.iter().sum(),
        result.effect_upper.unwrap(),
        // With its sign: that of the source's rows less that of the target's.
        result.witness[..150].iter().sum::<f64>() - result.witness[150..].iter().sum::<f64>(),
        smallest_detectable_shift(&result, &pooled, 0.05, Seed::new(2)).unwrap(),
    ];
    assert_eq!(
        numbers.map(f64::to_bits),
        [
            0x3f6b_ce72_4ff0_7a00,
            0x3f83_64f0_5699_9c00,
            0x4004_bdc3_275e_a51a,
            0x3fcc_861d_2413_2f31,
            0x3fd6_24dd_2f1a_9fbe,
            0x4098_1922_1711_553f,
            0x3fe2_1ff6_3a17_4b7d,
            0x3fe6_4cb1_d680_0000,
            0x3fe0_997b_ddc4_ee87
        ]
    );

    // Random features of all rows beside pairs of some.
    let bins = Bins::partly(6, 2);
    let joined = tested(&source, &target, &bins);
    let numbers = [joined.permuted.p_value, joined.permuted.values.iter().sum()];
    assert_eq!(
        numbers.map(f64::to_bits),
        [0x3fd9_b22d_0e56_0419, 0x409f_8696_78a9_15fd]
    );

    let columns = result.columns;
    let effects = columns.iter().map(|column| column.effect).sum();
    let numbers = [columns[0].p_adjusted, effects];
    assert_eq!(
        numbers.map(f64::to_bits),
        [0x3fed_5810_624d_d2f2, 0x3fd0_097c_7083_3ec0]
    );

    let labels = (draw(150, 1, 0.0), draw(120, 1, 0.5));
    let relation = test_product(
        [&source, &target],
        [&labels.0, &labels.1],
        &Bins::of(3),
        PERMUTATIONS,
        Seed::new(1),
        &mut |_| {},
    )
    .unwrap();
    assert_eq!(
        [relation.unbiased, relation.permuted.p_value].map(f64::to_bits),
        [0x3fa0_731e_0f83_ba60, 0x3f60_624d_d2f1_a9fc]
    );

    // So many rows that distances are those of single precision.
    let many = [draw(1_100, 3, 0.0), draw(1_100, 3, 0.1)];
    let many = tested(&many[0], &many[1], &Bins::of(50));
    let numbers = [many.unbiased, many.bandwidth, many.permuted.values.iter().sum()];
    assert_eq!(
        numbers.map(f64::to_bits),
        [
            0x3f6c_2d68_3dc7_7a00,
            0x4001_704d_4d52_d1a8,
            0x4098_85a3_a092_a8a0
        ]
    );
}

/// Both sides may differ where the last bit of a product decides: the statistics above never do.
#[cfg(feature = "engine")]
const WEIGHTS: f32 = 1e-5;

#[cfg(feature = "engine")]
#[test]
fn the_same_seed_trains_the_same_network_everywhere() {
    use kindred::model::{Examples, Labels, Settings, fine_tune, train};

    #[expect(
        clippy::cast_possible_truncation,
        reason = "networks compute in single precision"
    )]
    let examples = |rows: usize, tilt: f64, seed: u64| {
        let mut generator = Seed::new(seed).generator();
        let (mut inputs, mut numbers) = (Vec::new(), Vec::new());
        for _ in 0..rows {
            let [u, v] = [(); 2].map(|()| 4.0 * generator.uniform() - 2.0);
            inputs.extend([u as f32, v as f32]);
            numbers.push((u * u + tilt * v) as f32);
        }
        Examples::new(Matrix::new(2, inputs).unwrap(), Labels::Numbers(numbers)).unwrap()
    };
    let settings = Settings {
        hidden: vec![8, 6],
        epochs: 12,
        ..Settings::default()
    };
    let rows = [examples(160, 0.5, 1), examples(40, 0.5, 2)];
    let source = train(&rows[0], &rows[1], &settings, Seed::new(3), &mut |_| ()).unwrap();
    let rows = [examples(60, 1.5, 4), examples(20, 1.5, 5)];
    let tuned = fine_tune(&source, &rows[0], &rows[1], &settings, Seed::new(6), &mut |_| ()).unwrap();
    let weights: Vec<f32> = [source, tuned]
        .iter()
        .flat_map(|network| {
            let plain = network.to_plain(&[]).unwrap();
            let layers = plain.layers().iter();
            let firsts = layers.map(|layer| layer.weights.values()[1]);
            firsts.collect::<Vec<f32>>()
        })
        .collect();
    let known = [
        0.263_090_34,
        0.130_793_96,
        -0.367_626_43,
        0.264_103_3,
        0.127_769_11,
        -0.731_477_7,
    ];
    for (weight, known) in weights.iter().zip(known) {
        assert!((weight - known).abs() < WEIGHTS, "{weights:?}");
    }
}

/// A hash (FNV-1a) over the bits of predictions: of numbers, of two classes and of three, after early stopping, with missing cells
/// and levels.
fn fingerprint() -> u64 {
    let mut generator = Seed::new(99).generator();
    let mut normal = |missing: f64| -> Vec<f64> {
        let cell = |_| {
            if generator.uniform() < missing {
                f64::NAN
            } else {
                generator.normal()
            }
        };
        (0..700).map(cell).collect()
    };
    let (one, two, noise) = (normal(0.0), normal(0.1), normal(0.0));
    let levels: Vec<u32> = (0..700).map(|row| row * row % 11).collect();
    let of_row = |row: usize| {
        let missing = if two[row].is_nan() { 1.5 } else { two[row] };
        libm::sin(2.0 * one[row]) + missing * f64::from(levels[row] % 3) + 0.3 * noise[row]
    };
    let numbers: Vec<f64> = (0..700).map(of_row).collect();
    let class = |number: &f64, count| {
        (0..count - 1)
            .map(|cut| u32::from(*number > f64::from(cut) - 0.5))
            .sum()
    };
    let weights: Vec<f64> = (0..700).map(|row| 1.0 + f64::from(row % 5) / 3.0).collect();
    let codes = [2, 3].map(|count| {
        numbers
            .iter()
            .map(|number| class(number, count))
            .collect::<Vec<u32>>()
    });
    let rows: Vec<usize> = (0..700).collect();
    let settings = trees::Settings {
        leaf_rows: 5,
        l2: 0.7,
        learning_rate: 0.13,
        ..trees::Settings::default()
    }
    .check()
    .unwrap();
    let columns = vec![
        Column::Numbers(&one),
        Column::Numbers(&two),
        Column::Categories {
            codes: &levels,
            levels: 11,
        },
    ];
    let responses = [
        Response::Numbers(&numbers),
        Response::Classes {
            codes: &codes[0],
            count: 2,
        },
        Response::Classes {
            codes: &codes[1],
            count: 3,
        },
    ];
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for response in responses {
        let inputs = Inputs::new(columns.clone()).unwrap();
        let examples = Examples::new(inputs.clone(), response, Some(&weights)).unwrap();
        let go_on = &mut |_, _| ControlFlow::Continue(());
        let end = End::Validation(&rows[500..]);
        let grown = trees::train(&examples, &rows[..500], end, None, &settings, go_on).unwrap();
        let (Predictions::Numbers(values) | Predictions::Probabilities { values, .. }) =
            grown.predict(&inputs).unwrap();
        for byte in values.iter().flat_map(|value| value.to_bits().to_le_bytes()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    hash
}

#[test]
fn boosted_trees_are_those_of_every_machine_to_the_last_bit() {
    assert_eq!(fingerprint(), 16_413_036_887_921_919_405);
}
