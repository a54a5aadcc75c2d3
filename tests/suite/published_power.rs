//! The power of MMD-FUSE on problems with a published one (Biggs, Schrab and Gretton 2023), in standard deviations like
//! theirs; and that of the test on its own scale.

use crate::problems::{Numbers, Problem, power};
use crate::scale::Scale::{Deviations, NormalScores};

/// The example `power_table` draws as many as it is asked for.
const REPEATS: u64 = 60;

/// `(B + 1) · α` is whole.
const PERMUTATIONS: u32 = 499;

/// Three standard errors of a share below what is published for MMD-FUSE.
fn check(problem: Problem, rows: usize, published: f64) {
    let error = (published * (1.0 - published) / REPEATS as f64).sqrt();
    let share = power(problem, Deviations, rows, REPEATS, PERMUTATIONS);
    assert!(
        share >= published - 3.0 * error,
        "{problem:?}: {share} against {published}"
    );
}

#[test]
fn bumps_on_a_uniform_are_seen() {
    let problem = |height| Problem::PerturbedUniform {
        perturbations: 2,
        height,
    };
    check(problem(0.5), 500, 0.975);
    check(problem(0.3), 500, 0.505);
}

#[test]
fn a_wider_part_of_a_mixture_is_seen() {
    check(Problem::Mixture { deviation: 1.8 }, 500, 0.84);
    check(Problem::Mixture { deviation: 1.3 }, 500, 0.18);
}

#[test]
fn equal_mixtures_are_rejected_at_the_level() {
    let problem = Problem::Mixture { deviation: 1.0 };
    let share = power(problem, Deviations, 500, REPEATS, PERMUTATIONS);
    // The upper end of the 99.9 % binomial interval.
    assert!(
        share <= 0.05 + 3.3 * (0.05 * 0.95 / REPEATS as f64).sqrt(),
        "{share}"
    );
}

/// In standard deviations, the power is .03 with the far cell, and .28 with lognormal numbers.
#[test]
fn far_cells_and_long_tails_hide_no_shift() {
    for (columns, of, by, rows, least) in [
        (5, Numbers::OneFarCell, 1.0, 200, 1.0),
        (10, Numbers::Lognormal, 0.5, 500, 0.5),
    ] {
        let problem = Problem::OneOfMany { columns, of, by };
        let share = power(problem, NormalScores, rows, 40, 199);
        assert!(share >= least, "{problem:?}: {share}");
    }
}

/// By the twenty kernels of the columns as they are, the powers are about .16, .11, .43 and .70.
#[test]
fn correlations_spreads_and_single_columns_are_seen() {
    let equal = Problem::Equicorrelated {
        columns: 24,
        correlations: [0.90, 0.92],
    };
    let pair = Problem::OnePair {
        columns: 10,
        correlation: 0.3,
    };
    let spread = Problem::Variance {
        columns: 20,
        of_first: 1.96,
    };
    let moved = Problem::SomeMoved {
        columns: 200,
        moved: 2,
    };
    for (problem, rows, least) in [
        (equal, 200, 0.8),
        (pair, 500, 0.2),
        (spread, 500, 0.9),
        (moved, 100, 0.9),
    ] {
        let share = power(problem, NormalScores, rows, 30, 199);
        assert!(share >= least, "{problem:?}: {share}");
    }
}
