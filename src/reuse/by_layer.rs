//! How the two domains differ in what each layer of the source network makes of them.

use crate::features::Matrix;
use crate::mmd::{self, MIN_ROWS, Plan};
use crate::model::Network;
use crate::random::Seed;
use crate::report::{ByLayer, LayerEffect, Settings};

use crate::failure::ReuseError;

/// Permutations of each layer's test: its p-value guides a choice and decides nothing.
const PERMUTATIONS: u32 = 499;

/// Most rows of a side.
const MAX_ROWS: usize = 2_000;

/// Tests each layer's outputs on rows that the source network has not seen: held-out rows of the source, and any of
/// the target. On its own training rows a network says what it says on no others, and such a test would reject too often.
///
/// Nothing where a side has too few rows, or no layer can be told apart from a constant.
pub(super) fn by_layer(
    network: &Network,
    source: &Matrix<f32>,
    target: &Matrix<f32>,
    settings: &Settings,
    seed: Seed,
) -> Result<Option<ByLayer>, ReuseError> {
    let seed = seed.derive("layers", 0);
    let some = |matrix: &Matrix<f32>, purpose| {
        let mut order = seed.derive(purpose, 0).generator().permutation(matrix.rows());
        order.truncate(MAX_ROWS);
        matrix.select(&order)
    };
    let sides = [some(source, "source"), some(target, "target")];
    let rows = [sides[0].rows(), sides[1].rows()];
    let plan = Plan::new(rows[0], rows[1], seed);
    if rows[0].min(rows[1]) < MIN_ROWS || !plan.has_enough_rows() {
        return Ok(None);
    }
    let mut layers = Vec::new();
    let mut suggested_frozen = None;
    for depth in 0..=network.depth() {
        let features = |side: usize| network.features(depth, &sides[side]);
        let [source, target] = standardised([features(0)?, features(1)?]);
        let (source, target) = (source.select(&plan.source), target.select(&plan.target));
        // A layer that says the same of all rows has nothing to tell apart.
        let Ok(result) = mmd::test(&source, &target, plan.bins, PERMUTATIONS, seed, &mut |_| ()) else {
            continue;
        };
        let p_value = result.permuted.p_value;
        let is_small = result
            .effect_upper
            .is_some_and(|bound| bound < settings.margin_sd);
        if depth > 0 && p_value <= settings.alpha && !is_small {
            suggested_frozen = suggested_frozen.or(u32::try_from(depth - 1).ok());
        }
        layers.push(LayerEffect {
            layer: u32::try_from(depth).unwrap_or(u32::MAX),
            p_value,
            effect_sd: result.effect,
            mmd2: result.biased,
        });
    }
    let all = u32::try_from(network.depth()).unwrap_or(u32::MAX);
    Ok((!layers.is_empty()).then(|| ByLayer {
        layers,
        suggested_frozen: suggested_frozen.unwrap_or(all),
        rows: rows.map(|rows| rows as u64),
    }))
}

/// Each column with mean 0 and deviation 1 over the rows of both sides; constant ones become 0.
fn standardised(sides: [Matrix<f32>; 2]) -> [Matrix<f64>; 2] {
    let columns = sides[0].columns();
    let count = (sides[0].rows() + sides[1].rows()) as f64;
    let rows = || sides.iter().flat_map(|side| side.values().chunks(columns));
    let mut means = vec![0.0; columns];
    for row in rows() {
        for (mean, &value) in means.iter_mut().zip(row) {
            *mean += f64::from(value) / count;
        }
    }
    let mut squares = vec![0.0; columns];
    for row in rows() {
        for ((square, &value), mean) in squares.iter_mut().zip(row).zip(&means) {
            *square += (f64::from(value) - mean) * (f64::from(value) - mean) / count;
        }
    }
    sides.map(|side| {
        let values = side.values().chunks(columns).flat_map(|row| {
            row.iter()
                .zip(means.iter().zip(&squares))
                .map(|(&value, (mean, square))| {
                    if *square > 0.0 {
                        (f64::from(value) - mean) / square.sqrt()
                    } else {
                        0.0
                    }
                })
        });
        // Cannot fail: the values are those of whole rows of a matrix with this many columns.
        #[expect(clippy::expect_used, reason = "proven just above")]
        let matrix = Matrix::new(columns, values.collect()).expect("whole rows");
        matrix
    })
}
