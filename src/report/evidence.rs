//! What a comparison found, as the advice needs it.

use super::{ArmName, Comparison, Gain, Measure, MetricName, Task, Transfer};

/// What a comparison found, as paired differences of the metric on held-out target rows. A gain is claimed only where the
/// whole interval lies above zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// What is predicted.
    pub task: Task,
    /// Fine-tuned less from scratch.
    pub tuned_over_scratch: Measure,
    /// The source network's own answers; nothing where it knows none of the target's classes.
    pub source: Option<SourceEvidence>,
    /// Fine-tuned less the simple model.
    pub tuned_over_simple: Measure,
    /// From scratch less the simple model.
    pub scratch_over_simple: Measure,
    /// Fine-tuned less a constant guess.
    pub tuned_over_constant: Measure,
    /// From scratch less a constant guess.
    pub scratch_over_constant: Measure,
}

/// What a comparison found of the source network's own answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SourceEvidence {
    /// Fine-tuned less the source network as it is.
    pub tuned_over_as_is: Measure,
    /// Fine-tuned less recalibrated.
    pub tuned_over_recalibrated: Measure,
    /// From scratch less the source network as it is.
    pub scratch_over_as_is: Measure,
    /// The source network as it is less the simple model.
    pub as_is_over_simple: Measure,
    /// The source network as it is less a constant guess.
    pub as_is_over_constant: Measure,
}

impl Evidence {
    /// The gains of a comparison; nothing where one of them is missing.
    #[must_use]
    pub fn of(comparison: &Comparison) -> Option<Self> {
        use ArmName::{FineTuned, FromScratch, Simple};
        let gain = |arm, over| comparison.gain(arm, over);
        let knows_a_class = comparison.gains.iter().any(Gain::is_of_source);
        Some(Self {
            task: comparison.task,
            tuned_over_scratch: gain(FineTuned, FromScratch)?,
            source: if knows_a_class {
                Some(SourceEvidence::of(comparison)?)
            } else {
                None
            },
            tuned_over_simple: gain(FineTuned, Simple)?,
            scratch_over_simple: gain(FromScratch, Simple)?,
            tuned_over_constant: over_constant(comparison, FineTuned)?,
            scratch_over_constant: over_constant(comparison, FromScratch)?,
        })
    }

    /// Whether what was learned on the source helped.
    #[must_use]
    pub fn transfer(&self) -> Transfer {
        if self.tuned_over_scratch.is_above_zero() {
            Transfer::Positive
        } else if self.tuned_over_scratch.is_below_zero() {
            Transfer::Negative
        } else {
            Transfer::Ambiguous
        }
    }
}

impl SourceEvidence {
    fn of(comparison: &Comparison) -> Option<Self> {
        use ArmName::{FineTuned, FromScratch, Recalibrated, Simple, SourceAsIs};
        let gain = |arm, over| comparison.gain(arm, over);
        Some(Self {
            tuned_over_as_is: gain(FineTuned, SourceAsIs)?,
            tuned_over_recalibrated: gain(FineTuned, Recalibrated)?,
            scratch_over_as_is: gain(FromScratch, SourceAsIs)?,
            as_is_over_simple: gain(SourceAsIs, Simple)?,
            as_is_over_constant: over_constant(comparison, SourceAsIs)?,
        })
    }
}

/// What an arm gains over a constant guess.
///
/// Its R² where that is certainly above 0: 0 has the best constant there is for these rows, which nobody knows before. The mean
/// of the rows that teach is worse, and by how much is often less certain: in winter the mean of the other seasons is far off,
/// in spring near.
fn over_constant(comparison: &Comparison, arm: ArmName) -> Option<Measure> {
    let paired = comparison.gain(arm, ArmName::Dummy)?;
    let is_r_squared = comparison.metric == MetricName::RSquared;
    let r_squared = comparison
        .arm(arm)
        .filter(|_| is_r_squared)
        .map(|arm| arm.measure);
    Some(
        r_squared
            .filter(|measure| measure.is_above_zero())
            .unwrap_or(paired),
    )
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn an_r_squared_above_zero_beats_any_constant() {
        let mut comparison = fixture::outcome().report.comparison.unwrap();
        let measure = |low, high| Measure { mean: 0.4, low, high };
        let paired = measure(-0.2, 1.0);
        let of_source = |gain: &&mut Gain| (gain.arm, gain.over) == (ArmName::SourceAsIs, ArmName::Dummy);
        comparison.gains.iter_mut().find(of_source).unwrap().gain = paired;
        let mut over = |low, high| {
            let arms = &mut comparison.arms;
            let as_is = arms
                .iter_mut()
                .find(|arm| arm.name == ArmName::SourceAsIs)
                .unwrap();
            as_is.measure = measure(low, high);
            Evidence::of(&comparison)
                .unwrap()
                .source
                .unwrap()
                .as_is_over_constant
        };
        assert_eq!(over(0.1, 0.7), measure(0.1, 0.7));
        assert_eq!(over(-0.1, 0.9), paired);
        // Of the other metrics no number says that of itself.
        let sure = measure(0.1, 0.7);
        comparison.arms[0].measure = sure;
        comparison.metric = MetricName::BalancedAccuracy;
        assert_eq!(over_constant(&comparison, ArmName::SourceAsIs), Some(paired));
    }
}
