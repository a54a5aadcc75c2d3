//! How the two domains differ in what each layer of the source network makes of them.

use crate::features::{Matrix, NormalScores};
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
        let [source, target] = scored(&[features(0)?, features(1)?]);
        let (source, target) = (source.select(&plan.source), target.select(&plan.target));
        // A layer that says the same of all rows has nothing to tell apart.
        let Ok(result) = mmd::test(&source, &target, &[], &plan.bins, PERMUTATIONS, seed, &mut |_| ()) else {
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

/// Each column in the normal scores of its values on both sides, like the inputs of the test.
fn scored(sides: &[Matrix<f32>; 2]) -> [Matrix<f64>; 2] {
    let columns = sides[0].columns();
    let mut scored = sides.each_ref().map(|side| vec![0.0; side.values().len()]);
    for column in 0..columns {
        let cells = |side: usize| {
            sides[side]
                .values()
                .iter()
                .skip(column)
                .step_by(columns)
                .copied()
                .map(f64::from)
        };
        let mut sorted: Vec<f64> = cells(0).chain(cells(1)).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let scores = NormalScores::of_sorted(&sorted);
        for (side, scored) in scored.iter_mut().enumerate() {
            let places = scored.iter_mut().skip(column).step_by(columns);
            for (place, cell) in places.zip(cells(side)) {
                *place = scores.score(cell);
            }
        }
    }
    scored.map(|values| {
        // Cannot fail: the values are those of whole rows of a matrix with this many columns.
        #[expect(clippy::expect_used, reason = "proven just above")]
        let matrix = Matrix::new(columns, values).expect("whole rows");
        matrix
    })
}
