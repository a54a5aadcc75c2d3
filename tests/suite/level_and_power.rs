//! How often the test rejects: at most its level where nothing differs, nearly always where much does.
//!
//! Seeds are fixed, so a failure is a change in the code and never chance.

use kindred::features::Matrix;
use kindred::mmd::{Bins, Group, Plan, test};
use kindred::random::{Generator, Seed};

const ALPHA: f64 = 0.05;

/// Enough for the level: `(B + 1) · α` is whole.
const PERMUTATIONS: u32 = 199;

type Draw = fn(&mut Generator) -> f64;

/// Share of repeats that reject, with `sizes` rows of two columns and a mean shift of `shift` in the target.
fn rejections(repeats: u64, sizes: [usize; 2], draw: Draw, shift: f64) -> f64 {
    let rejected = (0..repeats).filter(|&repeat| {
        let mut generator = Seed::new(11).derive("data", repeat).generator();
        let mut sample = |rows: usize, shift: f64| {
            Matrix::new(
                2,
                (0..rows * 2)
                    .map(|_| draw(&mut generator) + shift)
                    .collect::<Vec<f64>>(),
            )
            .unwrap()
        };
        let (source, target) = (sample(sizes[0], 0.0), sample(sizes[1], shift));
        let seed = Seed::new(12).derive("test", repeat);
        let plan = Plan::new(sizes[0], sizes[1], seed);
        let (source, target) = (source.select(&plan.source), target.select(&plan.target));
        let result = test(
            &source,
            &target,
            &Group::each_of(source.columns()),
            &plan.bins,
            PERMUTATIONS,
            seed,
            &mut |_| {},
        )
        .unwrap();
        result.permuted.p_value <= ALPHA
    });
    rejected.count() as f64 / repeats as f64
}

fn normal(generator: &mut Generator) -> f64 {
    generator.normal()
}

/// Student's t with two degrees of freedom: no variance.
fn heavy_tailed(generator: &mut Generator) -> f64 {
    let chi_square = -2.0 * (1.0 - generator.uniform()).ln();
    generator.normal() / (chi_square / 2.0).sqrt()
}

/// Few values, many ties.
fn discrete(generator: &mut Generator) -> f64 {
    generator.below(3) as f64
}

#[test]
fn the_level_holds_for_any_distribution_and_size() {
    let draws: [(&str, Draw); 3] = [
        ("normal", normal),
        ("heavy", heavy_tailed),
        ("discrete", discrete),
    ];
    // Enumeration, single rows, bins, and very unequal sides.
    for (sizes, repeats) in [([8, 8], 300), ([60, 40], 300), ([400, 300], 40), ([20, 400], 100)] {
        for (name, draw) in draws {
            let share = rejections(repeats, sizes, draw, 0.0);
            // The upper end of the 99.9 % binomial interval at the level.
            let bound = ALPHA + 3.3 * (ALPHA * (1.0 - ALPHA) / repeats as f64).sqrt();
            assert!(share <= bound, "{name} {sizes:?}: {share} > {bound}");
        }
    }
}

#[test]
fn a_test_that_never_rejects_would_be_noticed() {
    let share = rejections(500, [60, 40], normal, 0.0);
    assert!(
        share > 0.018,
        "{share}: far below the level, so power is given away"
    );
}

#[test]
fn a_shift_of_half_a_deviation_is_seen() {
    assert!(rejections(100, [60, 40], normal, 0.5) > 0.75);
    assert!(rejections(50, [400, 300], normal, 0.5) > 0.99);
}

/// The share of repetitions that reject where only the first rows of each bin are paired.
fn rejections_with_features(repeats: u64, draw: Draw, shift: f64, bins: &Bins) -> f64 {
    let rejected = (0..repeats).filter(|&repeat| {
        let mut generator = Seed::new(33).derive("data", repeat).generator();
        let mut side = |rows: usize, shift: f64| {
            let values = (0..rows * 2).map(|_| draw(&mut generator) + shift).collect();
            Matrix::new(2, values).unwrap()
        };
        let (source, target) = (side(480, 0.0), side(360, shift));
        let seed = Seed::new(34).derive("test", repeat);
        let result = test(
            &source,
            &target,
            &Group::each_of(source.columns()),
            bins,
            PERMUTATIONS,
            seed,
            &mut |_| {},
        )
        .unwrap();
        result.permuted.p_value <= ALPHA
    });
    rejected.count() as f64 / repeats as f64
}

#[test]
fn random_features_keep_the_level_and_see_more_than_the_pairs() {
    let joined = Bins::partly(12, 3);
    for draw in [normal as Draw, heavy_tailed, discrete] {
        let share = rejections_with_features(400, draw, 0.0, &joined);
        // Both ends of the 99.9 % binomial interval at the level.
        assert!((0.014..=0.086).contains(&share), "{share}");
    }
    let all = rejections_with_features(100, normal, 0.15, &joined);
    // The same pairs alone: a quarter of the rows.
    let alone = (0..100).filter(|&repeat| {
        let mut generator = Seed::new(35).derive("data", repeat).generator();
        let mut side = |rows: usize, shift: f64| {
            Matrix::new(
                2,
                (0..rows * 2)
                    .map(|_| generator.normal() + shift)
                    .collect::<Vec<f64>>(),
            )
            .unwrap()
        };
        let (source, target) = (side(120, 0.0), side(90, 0.15));
        let seed = Seed::new(36).derive("test", repeat);
        let result = test(
            &source,
            &target,
            &Group::each_of(source.columns()),
            &Bins::of(3),
            PERMUTATIONS,
            seed,
            &mut |_| {},
        )
        .unwrap();
        result.permuted.p_value <= ALPHA
    });
    let alone = alone.count() as f64 / 100.0;
    assert!(all > alone + 0.3, "{all} {alone}");
}
