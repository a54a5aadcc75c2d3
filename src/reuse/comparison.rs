//! Networks side by side on target rows that none of them has seen.

use crate::features::{Encoding, Label, LabelKind, PairedColumn, Pairing, Side};
use crate::model::{
    self, Examples, Labels, ModelError, Network, Predictions, Settings as Training, balanced_accuracy,
    r_squared,
};
use crate::random::Seed;
use crate::report::{ArmName, Epoch, RowsOfRepeat};

use super::rows::Rows;
use super::{Observer, ReuseError};

/// Paired repeats, each with its own split and initial weights.
pub const REPEATS: u32 = 5;

/// The arms, in the order in which they are computed.
pub(super) const ARMS: [ArmName; 4] = [
    ArmName::SourceAsIs,
    ArmName::FineTuned,
    ArmName::FromScratch,
    ArmName::Dummy,
];

/// Share of a repeat's time that goes into the source network, the fine-tuned one and the one from scratch.
const SHARES: [f64; 3] = [0.4, 0.35, 0.25];

/// The metric of each arm in each repeat.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Measured {
    /// For each of [`ARMS`], the metric by repeat.
    pub(super) scores: [Vec<f64>; 4],
    /// For each of [`ARMS`], the seconds spent on it.
    pub(super) seconds: [f64; 4],
    /// How many rows served for what in the last repeat.
    pub(super) rows: RowsOfRepeat,
    /// Held-out target rows for each one that was trained on.
    pub(super) held_out_to_trained: f64,
}

/// Trains and judges all arms.
pub(super) fn measure(
    pairing: &Pairing<'_>,
    label: &Label<'_>,
    seed: Seed,
    observer: &mut dyn Observer,
) -> Result<Measured, ReuseError> {
    let mut measured = Measured::default();
    for repeat in 0..REPEATS {
        let seed = seed.derive("repeat", u64::from(repeat));
        let rows = Rows::draw(label, seed);
        measured.rows = rows.counted();
        measured.held_out_to_trained = rows.held_out_to_trained();
        let repeat = Repeat {
            columns: &pairing.inputs,
            label,
            rows: &rows,
            seed,
            number: repeat,
        };
        let (scores, seconds) = repeat.run(observer)?;
        for (arm, (score, seconds)) in scores.into_iter().zip(seconds).enumerate() {
            measured.scores[arm].push(score);
            measured.seconds[arm] += seconds;
        }
    }
    Ok(measured)
}

struct Repeat<'r> {
    columns: &'r [PairedColumn<'r>],
    label: &'r Label<'r>,
    rows: &'r Rows,
    seed: Seed,
    number: u32,
}

impl Repeat<'_> {
    /// One repeat: the metric of each of [`ARMS`] and the seconds spent on it.
    fn run(&self, observer: &mut dyn Observer) -> Result<([f64; 4], [f64; 4]), ReuseError> {
        let rows = self.rows;
        // Fitted on the source's training rows alone, and the same for every arm.
        let encoding = Encoding::for_network(self.columns, &rows.source_training);
        let examples = |side, rows: &[usize]| self.examples(&encoding, side, rows);
        let source = examples(Side::Source, &rows.source_training)?;
        let source_validation = examples(Side::Source, &rows.source_validation)?;
        let target = examples(Side::Target, &rows.target_training)?;
        let target_validation = examples(Side::Target, &rows.target_validation)?;
        let held_out = examples(Side::Target, &rows.held_out)?;

        let settings = Training::for_rows(source.rows());
        let begun = observer.seconds();
        let seed = self.seed.derive("source network", 0);
        let source_network = model::train(
            &source,
            &source_validation,
            &settings,
            seed,
            &mut self.watch(0, observer),
        )?;
        let as_is = self.score(&source_network, &held_out)?;

        let trained = observer.seconds();
        let seed = self.seed.derive("fine-tuning", 0);
        let tuned = model::fine_tune(
            &source_network,
            &target,
            &target_validation,
            &settings,
            seed,
            &mut self.watch(1, observer),
        )?;
        let fine_tuned = self.score(&tuned, &held_out)?;

        let adapted = observer.seconds();
        let seed = self.seed.derive("from scratch", 0);
        let fresh = model::train(
            &target,
            &target_validation,
            &settings,
            seed,
            &mut self.watch(2, observer),
        )?;
        let from_scratch = self.score(&fresh, &held_out)?;

        let fitted = observer.seconds();
        let dummy = self.dummy(&held_out)?;
        let seconds = [
            trained - begun,
            adapted - trained,
            fitted - adapted,
            observer.seconds() - fitted,
        ];
        Ok(([as_is, fine_tuned, from_scratch, dummy], seconds))
    }

    /// Passes the epochs of one arm on: to the progress, and in the first repeat to the curves.
    fn watch<'o>(&self, arm: usize, observer: &'o mut dyn Observer) -> impl FnMut(model::Epoch) + use<'o> {
        const STAGES: [&str; 3] = [
            "Training a network on the source",
            "Fine-tuning it on the target",
            "Training one on the target from scratch",
        ];
        let number = self.number;
        let begin: f64 = SHARES[..arm].iter().sum();
        // A network that is adapted is looked at once before its first pass.
        let mut passes = u32::from(ARMS[arm] != ArmName::FineTuned);
        let mut share = 0.0_f64;
        move |epoch| {
            // Training often ends long before its last epoch, so the bar moves fast first and slower later.
            let done = epoch.number as f64 / epoch.most.max(1) as f64;
            share = share.max(done.sqrt().min(1.0));
            let repeat = f64::from(number) + begin + SHARES[arm] * share;
            observer.progress(
                repeat / f64::from(REPEATS),
                &format!("{} (repeat {} of {REPEATS})", STAGES[arm], number + 1),
            );
            if number == 0 {
                let losses = Epoch {
                    number: passes,
                    training: epoch.training,
                    validation: epoch.validation,
                };
                observer.learned(ARMS[arm], losses);
            }
            passes += 1;
        }
    }

    fn examples(&self, encoding: &Encoding, side: Side, rows: &[usize]) -> Result<Examples, ReuseError> {
        let inputs = encoding
            .encode(self.columns, side, rows)
            .ok_or(ReuseError::NothingEncoded)?;
        let labels = match &self.label.kind {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "networks compute in f32; overflow is refused"
            )]
            LabelKind::Regression => Labels::Numbers(
                self.label
                    .numbers(side, rows)
                    .into_iter()
                    .map(|label| label as f32)
                    .collect(),
            ),
            LabelKind::Classification { classes } => Labels::Classes {
                codes: self.label.classes(side, rows),
                count: classes.len(),
            },
        };
        Ok(Examples::new(inputs, labels)?)
    }

    fn score(&self, network: &Network, held_out: &Examples) -> Result<f64, ReuseError> {
        let predictions = network.predict(held_out.inputs())?;
        let score = match (&predictions, held_out.labels()) {
            (Predictions::Numbers(predicted), Labels::Numbers(_)) => {
                r_squared(&self.held_out_numbers(), predicted)
            }
            (Predictions::Probabilities(_), Labels::Classes { codes, count }) => predictions
                .classes()
                .and_then(|predicted| balanced_accuracy(codes, &predicted, *count)),
            _ => None,
        };
        score.ok_or(ReuseError::Model(ModelError::ConstantLabel))
    }

    /// The metric of always predicting the mean, or the most frequent class, of the rows trained on.
    fn dummy(&self, held_out: &Examples) -> Result<f64, ReuseError> {
        let score = match held_out.labels() {
            Labels::Numbers(_) => {
                let trained = self.label.numbers(Side::Target, &self.rows.target_training);
                let mean = trained.iter().sum::<f64>() / trained.len() as f64;
                let truth = self.held_out_numbers();
                r_squared(&truth, &vec![mean; truth.len()])
            }
            Labels::Classes { codes, count } => {
                let trained = self.label.classes(Side::Target, &self.rows.target_training);
                balanced_accuracy(codes, &vec![most_frequent(&trained, *count); codes.len()], *count)
            }
        };
        score.ok_or(ReuseError::Model(ModelError::ConstantLabel))
    }

    fn held_out_numbers(&self) -> Vec<f64> {
        self.label.numbers(Side::Target, &self.rows.held_out)
    }
}

/// The most frequent class, the lowest of equals.
fn most_frequent(classes: &[u32], count: usize) -> u32 {
    let mut counts = vec![0_usize; count];
    for &class in classes {
        if let Some(count) = counts.get_mut(class as usize) {
            *count += 1;
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    (0..)
        .zip(&counts)
        .find(|&(_, &count)| count == most)
        .map_or(0, |(class, _)| class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_class_is_the_lowest_of_equals() {
        assert_eq!(most_frequent(&[2, 1, 2, 1, 0], 3), 1);
        assert_eq!(most_frequent(&[2, 2, 1], 3), 2);
    }
}
