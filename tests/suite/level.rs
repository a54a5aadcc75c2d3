//! The level in every regime: p-values of pairs of samples without a difference, 200 in each cell. The example `level_table`
//! draws a thousand.
//!
//! Seeds are fixed, so a failure is a change in the code and never chance.

use crate::null::{ALPHA, DATA, REGIMES, Regime, spread};

const REPEATS: u64 = 200;

/// Half the width of the interval that holds a share with a probability of 99.9 %.
fn chance() -> f64 {
    3.29 * (ALPHA * (1.0 - ALPHA) / REPEATS as f64).sqrt()
}

/// The most by which shares of uniform numbers lie beyond what they should be, with a probability of 99.9 % (Massart's
/// constant in the inequality of Dvoretzky, Kiefer and Wolfowitz).
fn chance_of_all() -> f64 {
    (1_000_f64.ln() / (2.0 * REPEATS as f64)).sqrt()
}

/// The step of p-values: a two-hundredth where permutations are drawn, and less where all splits are compared.
const STEP: f64 = 0.005;

fn holds(regime: Regime) {
    for sizes in regime.sizes() {
        for data in DATA {
            let spread = spread(regime, sizes, data, REPEATS);
            let cell = format!("{regime:?} {sizes:?} {data:?}: {spread:?}");
            assert!(spread.rejected <= ALPHA + chance(), "{cell}");
            assert!(spread.above <= chance_of_all(), "{cell}");
            // Ties count against rejection, so where there are any the level is not used up.
            if !data.has_ties() {
                assert!(spread.rejected >= ALPHA - chance(), "{cell}");
                assert!(spread.below <= chance_of_all() + STEP, "{cell}");
            }
        }
    }
}

#[test]
fn it_holds_where_every_split_is_compared() {
    holds(REGIMES[0]);
}

#[test]
fn it_holds_where_rows_are_permuted() {
    holds(REGIMES[1]);
}

#[test]
fn it_holds_where_bins_are_permuted() {
    holds(REGIMES[2]);
}

#[test]
fn it_holds_with_random_features() {
    holds(REGIMES[3]);
}
