//! The test of whether the label follows from the inputs as before. The example `relation_table` asks it in full.
//!
//! Seeds are fixed, so a failure is a change in the code and never chance.

use kindred::conditional::{Question, Regressed};
use kindred::features::Matrix;
use kindred::random::Seed;

use crate::planted::{Cause, Kind, found};

fn is_named(kind: Kind) {
    for cause in [Cause::Inputs, Cause::Both, Cause::NoOverlap] {
        let found = found(kind, cause, 300, 7);
        assert!(cause.is_named_by(&found), "{kind:?}, {cause:?}: {found:?}");
    }
}

#[test]
fn the_cause_is_named_where_the_label_is_linear() {
    is_named(Kind::Linear);
}

#[test]
fn the_cause_is_named_where_the_label_bends() {
    is_named(Kind::Nonlinear);
}

#[test]
fn the_cause_is_named_with_categories() {
    is_named(Kind::Categories);
}

#[test]
fn the_cause_is_named_in_time() {
    is_named(Kind::Time);
}

/// Inputs that are 1.5 apart, and a label that bends: the share of p-values up to .1 and the power against a changed spread.
#[test]
fn the_level_holds_where_the_inputs_differ() {
    const RUNS: u64 = 80;
    let rejected = |spread: f64| {
        let is_rejected = |seed: &u64| {
            let mut generator = Seed::new(*seed).generator();
            let mut inputs = [Vec::new(), Vec::new()];
            let mut labels = Vec::new();
            for (side, inputs) in inputs.iter_mut().enumerate() {
                for _ in 0..120 {
                    let [a, b] = [generator.normal() + 1.5 * side as f64, generator.normal()];
                    let noise = generator.normal() * if side == 0 { 0.5 } else { spread };
                    labels.push((2.0 * a).sin() + 0.5 * b * b + noise);
                    #[expect(clippy::cast_possible_truncation, reason = "inputs are in single precision")]
                    inputs.extend([a as f32, b as f32]);
                }
            }
            let inputs = inputs.map(|side| Matrix::new(2, side).unwrap());
            let question = Question {
                inputs: [&inputs[0], &inputs[1]],
                responses: vec![labels],
                has_spread: true,
                bin_rows: 1,
            };
            let regressed = Regressed::of(&question, Seed::new(*seed)).unwrap();
            let overlap = regressed.overlap();
            assert!((0.3..0.9).contains(&overlap), "{overlap}");
            let tested = regressed.test(199, Seed::new(*seed), &mut |_| ()).unwrap();
            tested.p_value <= 0.1
        };
        (0..RUNS).filter(is_rejected).count()
    };
    // 8 expected, and more than 17 once in a thousand.
    let count = rejected(0.5);
    assert!(count <= 17, "{count}");
    let count = rejected(1.5);
    assert!(count >= 60, "{count}");
}
