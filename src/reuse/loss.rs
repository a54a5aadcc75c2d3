//! The loss of the source network on the target, taken apart.
//!
//! From the source's held-out rows to the target's, the loss changes for three reasons: inputs that both tables have are harder
//! than the source's, the labels there are others, and the target has inputs that the source hardly has. Between the two
//! stands what both share, with a density in proportion to `p q / (p + q)`: rows of either table weighted by the
//! probability of the *other* one (DISDE: Cai, Namkoong and Yadlowsky, Operations Research, doi:10.1287/opre.2023.0217).
//! The probability is learned from rows that teach, and judged rows are only weighted by it.

use crate::conditional::Propensity;
use crate::failure::ReuseError;
use crate::features::Matrix;
use crate::model::{Answers, BLOCKS, Examples, Network, Truth};
use crate::random::Seed;
use crate::report::MIN_OVERLAP;

/// The most rows of a side that the probability of the table is learned from.
const MAX_ROWS: usize = 1_000;

/// Fewest rows of a side that its weighted ones are worth: `(Σw)² / Σw²`.
const MIN_EFFECTIVE: f64 = 10.0;

/// The parts of a loss, and its sum before them.
const PARTS: usize = 4;

/// The whole loss and its three parts in one repeat.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Loss {
    pub(super) all: [f64; PARTS],
    /// Without each block of the rows that judge.
    pub(super) without: [[f64; PARTS]; BLOCKS],
}

/// Rows that judge, with what each costs, how likely the other table is there, and its block.
struct Judging {
    losses: Vec<f64>,
    others: Vec<f64>,
    blocks: Vec<u8>,
}

impl Judging {
    /// The mean loss of the rows, and that of the weighted ones, without a block.
    fn means(&self, without: Option<u8>) -> [f64; 2] {
        let (mut rows, mut sum, mut weights, mut weighted) = (0.0, 0.0, 0.0, 0.0);
        let all = self.losses.iter().zip(&self.others).zip(&self.blocks);
        for ((loss, weight), _) in all.filter(|(_, block)| Some(**block) != without) {
            rows += 1.0;
            sum += loss;
            weights += weight;
            weighted += weight * loss;
        }
        [sum / rows, weighted / weights]
    }

    fn effective(&self) -> f64 {
        let sum: f64 = self.others.iter().sum();
        let squares: f64 = self.others.iter().map(|weight| weight * weight).sum();
        sum * sum / squares
    }

    /// The mean of `e (1 − e)`.
    fn overlap(&self) -> f64 {
        let products = self.others.iter().map(|it| it * (1.0 - it));
        products.sum::<f64>() / self.others.len() as f64
    }
}

/// What a loss is taken apart by, of source and target.
pub(super) struct LossQuestion<'q> {
    /// Rows that teach, and those that training stops by.
    pub(super) teaching: [[&'q Examples; 2]; 2],
    /// Rows that judge.
    pub(super) judging: [&'q Examples; 2],
    /// Their true labels.
    pub(super) truths: [&'q Truth; 2],
    /// The true labels of all target rows that judge, in whichever repeat: R² is taken against them.
    pub(super) all_judging: Truth,
    /// The block of each target row that judges.
    pub(super) blocks: &'q [u8],
    pub(super) seed: Seed,
}

/// The loss of a source network in a repeat; nothing where the rows that judge hardly overlap, or are too few.
pub(super) fn loss(question: &LossQuestion<'_>, network: &Network) -> Result<Option<Loss>, ReuseError> {
    let teaching = question.teaching.map(|[one, other]| joined(one, other));
    let [Some(source), Some(target)] = &teaching else {
        return Ok(None);
    };
    let Some(propensity) = Propensity::fit([source, target], question.seed) else {
        return Ok(None);
    };
    let scale = match &question.all_judging {
        Truth::Numbers(numbers) => variance(numbers),
        Truth::Classes { .. } => 1.0,
    };
    let side = |is_source: bool| -> Result<Option<Judging>, ReuseError> {
        let place = usize::from(!is_source);
        let inputs = question.judging[place].inputs();
        let answers = network.answers(inputs)?;
        let likely = propensity.of(inputs).into_iter();
        Ok(
            losses(question.truths[place], &answers, scale).map(|losses| Judging {
                others: likely.map(|it| if is_source { it } else { 1.0 - it }).collect(),
                blocks: if is_source {
                    dealt(losses.len())
                } else {
                    question.blocks.to_vec()
                },
                losses,
            }),
        )
    };
    let (Some(source), Some(target)) = (side(true)?, side(false)?) else {
        return Ok(None);
    };
    Ok(taken_apart(&source, &target))
}

/// The parts of the loss between rows of both tables; nothing where these hardly overlap, or are too few.
fn taken_apart(source: &Judging, target: &Judging) -> Option<Loss> {
    let overlap = 2.0 * (source.overlap() + target.overlap());
    let is_enough = [source, target]
        .iter()
        .all(|side| side.effective() >= MIN_EFFECTIVE);
    if overlap.is_nan() || overlap < MIN_OVERLAP || !is_enough {
        return None;
    }
    let parts = |without: Option<u8>| -> Option<[f64; PARTS]> {
        let [source, source_shared] = source.means(without);
        let [target, target_shared] = target.means(without);
        let parts = [
            target - source,
            source_shared - source,
            target_shared - source_shared,
            target - target_shared,
        ];
        parts.iter().all(|value| value.is_finite()).then_some(parts)
    };
    let all = parts(None)?;
    let mut without = [all; BLOCKS];
    for (block, values) in (0..).zip(&mut without) {
        *values = parts(Some(block)).unwrap_or(all);
    }
    Some(Loss { all, without })
}

/// The inputs of some of both.
fn joined(one: &Examples, other: &Examples) -> Option<Matrix> {
    let [one, other] = [one, other].map(Examples::inputs);
    let all = one.rows() + other.rows();
    let values = [one.values(), other.values()].concat();
    let matrix = Matrix::new(one.columns(), values)?;
    let step = all.div_ceil(MAX_ROWS).max(1);
    Some(matrix.select(&(0..all).step_by(step).collect::<Vec<usize>>()))
}

/// What each row costs: its squared error over a variance, or 1 where the class is another.
fn losses(truth: &Truth, answers: &Answers, variance: f64) -> Option<Vec<f64>> {
    match (truth, answers) {
        (Truth::Numbers(truth), Answers::Numbers(answers)) => {
            let pairs = truth.iter().zip(answers);
            Some(
                pairs
                    .map(|(truth, said)| (truth - said) * (truth - said) / variance)
                    .collect(),
            )
        }
        (Truth::Classes { codes: truth, .. }, Answers::Classes { codes, .. }) => {
            let pairs = truth.iter().zip(codes);
            Some(
                pairs
                    .map(|(truth, said)| f64::from(u8::from(truth != said)))
                    .collect(),
            )
        }
        _ => None,
    }
}

fn variance(numbers: &[f64]) -> f64 {
    let mean = numbers.iter().sum::<f64>() / numbers.len() as f64;
    let squares: f64 = numbers
        .iter()
        .map(|number| (number - mean) * (number - mean))
        .sum();
    squares / numbers.len() as f64
}

/// Rows that were drawn at random in blocks of equal size.
fn dealt(rows: usize) -> Vec<u8> {
    let blocks = u8::try_from(BLOCKS).unwrap_or(u8::MAX);
    (0..blocks).cycle().take(rows).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_only_one_table_has_weigh_nothing() {
        let judging = Judging {
            losses: vec![1.0, 2.0, 9.0],
            others: vec![0.5, 0.5, 0.0],
            blocks: vec![0, 1, 2],
        };
        let [all, shared] = judging.means(None);
        assert!((all - 4.0).abs() < 1e-12 && (shared - 1.5).abs() < 1e-12);
        let [_, without] = judging.means(Some(0));
        assert!((without - 2.0).abs() < 1e-12);
        assert!((judging.effective() - 2.0).abs() < 1e-12);
    }

    /// The same rows cost .5 more in the target, whose inputs lie 1 higher; what is squared costs more out there.
    #[test]
    fn a_loss_falls_into_what_was_planted() {
        let mut generator = Seed::new(3).generator();
        let mut draw =
            |shift: f64, rows: usize| -> Vec<f64> { (0..rows).map(|_| generator.normal() + shift).collect() };
        #[expect(clippy::cast_possible_truncation, reason = "inputs are in single precision")]
        let matrix = |values: &[f64]| Matrix::new(1, values.iter().map(|it| *it as f32).collect()).unwrap();
        let (taught, judged) = (
            [draw(0.0, 1_000), draw(1.0, 1_000)],
            [draw(0.0, 4_000), draw(1.0, 4_000)],
        );
        let teaching = taught.map(|values| matrix(&values));
        let propensity = Propensity::fit([&teaching[0], &teaching[1]], Seed::new(4)).unwrap();
        let side = |place: usize, more: f64| {
            let likely = propensity.of(&matrix(&judged[place])).into_iter();
            Judging {
                losses: judged[place].iter().map(|x| x * x + more).collect(),
                others: likely.map(|it| if place == 0 { it } else { 1.0 - it }).collect(),
                blocks: dealt(judged[place].len()),
            }
        };
        let [total, inputs, relation, new] = taken_apart(&side(0, 0.0), &side(1, 0.5)).unwrap().all;
        assert!((inputs + relation + new - total).abs() < 1e-12);
        // 1 from the mean, and .5.
        assert!((total - 1.5).abs() < 0.25, "{total}");
        // With the true probabilities the standard error would be .04; with estimated ones it is about .09.
        assert!((relation - 0.5).abs() < 0.25, "{relation}");
        assert!(new > 0.4 && inputs.abs() < 0.6, "{new} {inputs}");
        let apart = |place: usize| Judging {
            others: vec![0.01; 4_000],
            ..side(place, 0.0)
        };
        assert_eq!(taken_apart(&apart(0), &apart(1)), None);
    }
}
