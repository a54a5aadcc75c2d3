//! Whether the label follows from the inputs as before.

use crate::conditional::{Change, FLIPS, MAX_ROWS, Question, Regressed};
use crate::features::{Label, LabelKind, Matrix, NormalScores, Side};
use crate::mmd::Plan;
use crate::random::Seed;
use crate::report::{Changed, Conditional, ConditionalVerdict};

/// The most classes that are looked at one by one, the most frequent ones.
const MAX_CLASSES: usize = 5;

/// Fewest rows of a class that is looked at: the products of fewer are a few large ones and many small ones.
const MIN_CLASS_ROWS: usize = 10;

/// Rows with a label, as the joint test has planned and encoded them.
pub(super) struct Asked<'a> {
    /// The inputs of source and target, bin after bin.
    pub(super) inputs: &'a [Matrix; 2],
    pub(super) label: &'a Label<'a>,
    /// The rows of these inputs in their tables.
    pub(super) rows: &'a [Vec<usize>; 2],
    pub(super) plan: &'a Plan,
    pub(super) are_runs: bool,
    pub(super) alpha: f64,
}

impl Asked<'_> {
    /// Tests whether the label depends on the table at the same inputs, where the tables overlap enough.
    pub(super) fn conditional(&self, seed: Seed, progress: &mut dyn FnMut(f64)) -> Conditional {
        let seed = seed.derive("conditional", 0);
        let bins = &self.plan.bins;
        let of_bins = self.plan.counted();
        // The rows of a bin stand in no order, so its first ones are a sample of it.
        let kept = bins
            .rows
            .min((MAX_ROWS / (of_bins[0] + of_bins[1]).max(1)).max(1));
        let is_kept = |place: &usize| place % bins.rows < kept;
        let places = self.inputs.each_ref().map(|side| {
            let places: Vec<usize> = (0..side.rows()).filter(is_kept).collect();
            places
        });
        let inputs = [0, 1].map(|side| self.inputs[side].select(&places[side]));
        let rows = [0, 1].map(|side| places[side].iter().map(|&place| self.rows[side][place]).collect());
        let runs = self.are_runs.then_some(of_bins);
        let mut conditional = untried(inputs.each_ref().map(|side| side.rows() as u64), runs);
        let question = Question {
            inputs: [&inputs[0], &inputs[1]],
            responses: responses(self.label, &rows),
            has_spread: self.label.kind == LabelKind::Regression,
            bin_rows: kept,
        };
        let Some(regressed) = Regressed::of(&question, seed) else {
            return conditional;
        };
        progress(0.5);
        conditional.overlap = Some(regressed.overlap()).filter(|overlap| overlap.is_finite());
        if conditional.is_tested()
            && let Some(found) = regressed.test(FLIPS, seed, &mut |done| progress(0.5 + 0.5 * done))
        {
            (conditional.p_value, conditional.flips) = (Some(found.p_value), FLIPS);
            conditional.changed = (found.p_value <= self.alpha).then_some(match found.change {
                Change::Mean => Changed::Mean,
                Change::Spread => Changed::Spread,
            });
        }
        conditional.verdict = conditional.decided(self.alpha);
        conditional
    }
}

/// No test, for too few rows.
pub(super) fn untried(rows_used: [u64; 2], runs: Option<[usize; 2]>) -> Conditional {
    Conditional {
        verdict: ConditionalVerdict::TooFewRows,
        p_value: None,
        flips: 0,
        changed: None,
        overlap: None,
        rows_used,
        runs_used: runs.map(|runs| runs.map(|runs| runs as u64)),
    }
}

/// The label as what may follow from the inputs: normal scores of numbers, or a 1 for the rows of each class.
fn responses(label: &Label<'_>, rows: &[Vec<usize>; 2]) -> Vec<Vec<f64>> {
    let sides = [Side::Source, Side::Target].into_iter().zip(rows);
    match &label.kind {
        LabelKind::Regression => {
            let numbers: Vec<f64> = sides.flat_map(|(side, rows)| label.numbers(side, rows)).collect();
            let mut sorted = numbers.clone();
            sorted.sort_unstable_by(f64::total_cmp);
            let scores = NormalScores::of_sorted(&sorted);
            vec![numbers.iter().map(|number| scores.score(*number)).collect()]
        }
        LabelKind::Classification { classes } => {
            let codes: Vec<u32> = sides.flat_map(|(side, rows)| label.classes(side, rows)).collect();
            let mut counts = vec![0_usize; classes.len()];
            for &code in &codes {
                counts[code as usize] += 1;
            }
            let mut frequent: Vec<usize> = (0..counts.len())
                .filter(|&class| counts[class] >= MIN_CLASS_ROWS)
                .collect();
            frequent.sort_by_key(|&class| std::cmp::Reverse(counts[class]));
            // Of two classes, the one says what the other does.
            frequent.truncate(if classes.len() == 2 { 1 } else { MAX_CLASSES });
            let of_class = |class: usize| {
                let marks = codes
                    .iter()
                    .map(|&code| f64::from(u8::from(code as usize == class)));
                marks.collect()
            };
            frequent.into_iter().map(of_class).collect()
        }
    }
}
