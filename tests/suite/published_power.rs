//! The power of MMD-FUSE on problems with a published one (Biggs, Schrab and Gretton 2023).

use crate::problems::{Problem, power};

const REPEATS: u64 = 200;

/// `(B + 1) · α` is whole.
const PERMUTATIONS: u32 = 499;

/// Three standard errors of a share below what is published for MMD-FUSE.
fn check(problem: Problem, rows: usize, published: f64) {
    let error = (published * (1.0 - published) / REPEATS as f64).sqrt();
    let share = power(problem, rows, REPEATS, PERMUTATIONS);
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
    let share = power(Problem::Mixture { deviation: 1.0 }, 500, REPEATS, PERMUTATIONS);
    // The upper end of the 99.9 % binomial interval.
    assert!(
        share <= 0.05 + 3.3 * (0.05 * 0.95 / REPEATS as f64).sqrt(),
        "{share}"
    );
}
