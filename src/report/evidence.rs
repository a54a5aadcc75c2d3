//! What a comparison found, as the advice needs it.

use super::{ArmName, Comparison, Gain, Measure, MetricName, Task, Transfer};

/// What a comparison found, as paired differences of the metric on held-out target rows. A gain is claimed only where the
/// whole interval lies above zero.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// What is predicted.
    pub task: Task,
    /// Fine-tuned less from scratch.
    pub tuned_over_scratch: Measure,
    /// The source network's own answers; nothing where it knows none of the target's classes.
    pub source: Option<SourceEvidence>,
    /// Fine-tuned less a constant guess.
    pub tuned_over_constant: Measure,
    /// From scratch less a constant guess.
    pub scratch_over_constant: Measure,
    /// What is no network, in the order of [`ArmName::RIVALS`].
    pub rivals: Vec<Rival>,
}

/// How the networks that can be advised compare with what is no network.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rival {
    /// Which one.
    pub arm: ArmName,
    /// Fine-tuned less this one.
    pub tuned_over: Measure,
    /// From scratch less this one.
    pub scratch_over: Measure,
    /// The source network as it is less this one; nothing where it knows none of the target's classes.
    pub as_is_over: Option<Measure>,
    /// This one less a constant guess.
    pub over_constant: Measure,
}

impl Rival {
    fn of(comparison: &Comparison, arm: ArmName) -> Option<Self> {
        Some(Self {
            arm,
            tuned_over: comparison.gain(ArmName::FineTuned, arm)?,
            scratch_over: comparison.gain(ArmName::FromScratch, arm)?,
            as_is_over: comparison.gain(ArmName::SourceAsIs, arm),
            over_constant: over_constant(comparison, arm)?,
        })
    }
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
    /// The source network as it is less a constant guess.
    pub as_is_over_constant: Measure,
}

impl Evidence {
    /// The gains of a comparison; nothing where one of them is missing.
    #[must_use]
    pub fn of(comparison: &Comparison) -> Option<Self> {
        use ArmName::{FineTuned, FromScratch};
        let gain = |arm, over| comparison.gain(arm, over);
        let knows_a_class = comparison.gains.iter().any(Gain::is_of_source);
        let rivals = ArmName::RIVALS
            .into_iter()
            .filter(|arm| knows_a_class || !arm.needs_shared_class());
        Some(Self {
            task: comparison.task,
            tuned_over_scratch: gain(FineTuned, FromScratch)?,
            source: if knows_a_class {
                Some(SourceEvidence::of(comparison)?)
            } else {
                None
            },
            tuned_over_constant: over_constant(comparison, FineTuned)?,
            scratch_over_constant: over_constant(comparison, FromScratch)?,
            rivals: rivals
                .map(|arm| Rival::of(comparison, arm))
                .collect::<Option<_>>()?,
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
        use ArmName::{FineTuned, FromScratch, Recalibrated, SourceAsIs};
        let gain = |arm, over| comparison.gain(arm, over);
        Some(Self {
            tuned_over_as_is: gain(FineTuned, SourceAsIs)?,
            tuned_over_recalibrated: gain(FineTuned, Recalibrated)?,
            scratch_over_as_is: gain(FromScratch, SourceAsIs)?,
            as_is_over_constant: over_constant(comparison, SourceAsIs)?,
        })
    }
}

/// What an arm gains over a constant guess.
///
/// For numbers its R²: 0 has the best constant there is for these rows, which nobody knows before. The mean of the rows that
/// teach may be far off where rows follow in time, in winter after the other seasons: who is better than it may be worth nothing.
fn over_constant(comparison: &Comparison, arm: ArmName) -> Option<Measure> {
    let paired = comparison.gain(arm, ArmName::Dummy)?;
    if comparison.metric == MetricName::RSquared {
        return comparison.arm(arm).map(|arm| arm.measure);
    }
    Some(paired)
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn numbers_are_judged_by_their_r_squared() {
        let mut comparison = fixture::outcome().report.comparison.unwrap();
        let measure = |low, high| Measure { mean: 0.4, low, high };
        let paired = measure(-0.2, 1.0);
        let of_source = |gain: &&mut Gain| (gain.arm, gain.over) == (ArmName::SourceAsIs, ArmName::Dummy);
        comparison.gains.iter_mut().find(of_source).unwrap().gain = paired;
        let r_squared = measure(-0.1, 0.9);
        comparison.arms[0].measure = r_squared;
        let evidence = Evidence::of(&comparison).unwrap();
        assert_eq!(evidence.source.unwrap().as_is_over_constant, r_squared);
        // Of the other metrics no number says that of itself.
        comparison.metric = MetricName::BalancedAccuracy;
        assert_eq!(over_constant(&comparison, ArmName::SourceAsIs), Some(paired));
    }
}
