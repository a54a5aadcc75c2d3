//! The bound of the effect, the verdict that rests on it, and the smallest detectable shift, against simulation.

use kindred::features::Matrix;
use kindred::mmd::{Group, Plan, Pooled, TestResult, smallest_detectable_shift, test};
use kindred::random::{Generator, Seed};

const ALPHA: f64 = 0.05;

/// `(B + 1) · α` is whole.
const PERMUTATIONS: u32 = 199;

/// Of each power.
const REPEATS: u64 = 120;

/// Standard normal rows, all columns moved alike, by `shift` in all.
fn normal(rows: usize, columns: usize, shift: f64, generator: &mut Generator) -> Matrix<f64> {
    let step = shift / (columns as f64).sqrt();
    let values = (0..rows * columns).map(|_| generator.normal() + step);
    Matrix::new(columns, values.collect()).unwrap()
}

fn tested(rows: [usize; 2], columns: usize, shift: f64, repeat: u64) -> (TestResult, Pooled) {
    let mut generator = Seed::new(71).derive("data", repeat).generator();
    let source = normal(rows[0], columns, 0.0, &mut generator);
    let target = normal(rows[1], columns, shift, &mut generator);
    let seed = Seed::new(72).derive("test", repeat);
    let plan = Plan::new(rows[0], rows[1], seed);
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
    (result, Pooled::new(&source, &target).unwrap())
}

#[test]
fn the_bound_covers_the_true_shift() {
    for (rows, columns, shift) in [
        ([60, 40], 1, 0.0),
        ([60, 40], 3, 0.5),
        ([300, 200], 2, 0.2),
        ([400, 40], 2, 0.3),
    ] {
        let covered = (0..100).filter(|&repeat| {
            let bound = tested(rows, columns, shift, repeat).0.effect_upper;
            bound.is_none_or(|bound| bound >= shift)
        });
        let covered = covered.count();
        assert!(covered >= 95, "{rows:?} {columns} {shift}: {covered} of 100");
    }
}

/// How often the bound lies below the margin.
fn called_small(rows: usize, shift: f64, margin: f64, repeats: u64) -> usize {
    let small = (0..repeats).filter(|&repeat| {
        let result = tested([rows; 2], 1, shift, repeat).0;
        result.effect_upper.is_some_and(|bound| bound < margin)
    });
    small.count()
}

#[test]
fn equal_domains_with_enough_rows_are_called_the_same() {
    assert!(called_small(1_600, 0.0, 0.2, 50) >= 47);
}

#[test]
fn equal_domains_of_twenty_columns_are_called_the_same_from_two_thousand_rows_on() {
    let bounds = (0..10).map(|repeat| tested([2_000; 2], 20, 0.0, repeat).0.effect_upper);
    let small = bounds.filter(|bound| bound.is_some_and(|bound| bound < 0.2));
    assert!(small.count() >= 8);
}

/// The median kernel does not see that normal numbers become their signs: its own effect is 0.
#[test]
fn an_effect_that_one_kernel_does_not_see_is_that_of_a_column() {
    let mut generator = Seed::new(79).generator();
    let source = normal(500, 20, 0.0, &mut generator);
    let signs = normal(500, 20, 0.0, &mut generator);
    let signs = signs.values().iter().map(|value| value.signum()).collect();
    let target = Matrix::new(20, signs).unwrap();
    let groups = Group::each_of(20);
    let bins = Plan::new(500, 500, Seed::new(80)).bins;
    let rows = 500 / bins.rows * bins.rows;
    let [source, target] = [source, target].map(|side| side.select(&(0..rows).collect::<Vec<_>>()));
    let result = test(
        &source,
        &target,
        &groups,
        &bins,
        PERMUTATIONS,
        Seed::new(81),
        &mut |_| {},
    )
    .unwrap();
    let effect = result.effect.unwrap();
    assert!(effect > 0.2, "{effect}");
    assert!(result.effect_upper.unwrap() >= effect);
}

#[test]
fn a_shift_as_large_as_the_margin_is_not_called_small() {
    assert!(called_small(1_600, 0.2, 0.2, 50) <= 2);
}

/// The shift that is caught in 80 of 100 repetitions, from powers at both sides of it.
fn caught_by_simulation(rows: [usize; 2], columns: usize, around: f64) -> f64 {
    let power = |shift: f64| {
        let caught =
            (0..REPEATS).filter(|&repeat| tested(rows, columns, shift, repeat).0.permuted.p_value <= ALPHA);
        caught.count() as f64 / REPEATS as f64
    };
    // Interpolated between the powers at 20 % below and above.
    let (below, above) = (power(around * 0.8), power(around * 1.2));
    assert!(
        below < 0.8 && above > 0.8,
        "{rows:?} {columns}: {below} {above} round {around}"
    );
    around * (0.8 + 0.4 * (0.8 - below) / (above - below))
}

#[test]
fn the_smallest_detectable_shift_is_the_one_that_is_caught() {
    for (rows, columns) in [([60, 50], 1), ([150, 100], 3), ([250, 60], 2)] {
        let mut shifts: Vec<f64> = (0..5)
            .map(|repeat| {
                let (result, pooled) = tested(rows, columns, 0.0, repeat);
                smallest_detectable_shift(&result, &pooled, ALPHA, Seed::new(73)).unwrap()
            })
            .collect();
        shifts.sort_by(f64::total_cmp);
        let simulated = caught_by_simulation(rows, columns, shifts[2]);
        assert!(
            (shifts[2] / simulated - 1.0).abs() < 0.2,
            "{rows:?} {columns}: {shifts:?} against {simulated}"
        );
    }
}

#[test]
fn more_rows_catch_smaller_shifts() {
    let smallest = |rows: usize| {
        let (result, pooled) = tested([rows; 2], 2, 0.0, 1);
        smallest_detectable_shift(&result, &pooled, ALPHA, Seed::new(74)).unwrap()
    };
    let (few, many) = (smallest(50), smallest(800));
    // Sixteen times the rows, a quarter of the shift.
    assert!((2.8..5.6).contains(&(few / many)), "{few} {many}");
}

#[test]
fn few_values_are_not_told_apart_by_their_ties() {
    let mut generator = Seed::new(75).generator();
    let mut draw = || {
        Matrix::new(
            2,
            (0..600).map(|_| generator.below(3) as f64).collect::<Vec<f64>>(),
        )
        .unwrap()
    };
    let (source, target) = (draw(), draw());
    let plan = Plan::new(300, 300, Seed::new(76));
    let (source, target) = (source.select(&plan.source), target.select(&plan.target));
    let result = test(
        &source,
        &target,
        &Group::each_of(source.columns()),
        &plan.bins,
        PERMUTATIONS,
        Seed::new(77),
        &mut |_| {},
    )
    .unwrap();
    let pooled = Pooled::new(&source, &target).unwrap();
    let smallest = smallest_detectable_shift(&result, &pooled, ALPHA, Seed::new(78)).unwrap();
    // A test of the means alone catches a shift of about a quarter; moved off their values, rows of whole numbers are
    // told by any.
    assert!((0.1..0.5).contains(&smallest), "{smallest}");
}
