//! What a comparison found, as the advice needs it.

use super::{ArmName, Comparison, Gain, Measure, Task, Transfer};

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
    /// Fine-tuned less the dummy.
    pub tuned_over_dummy: Measure,
    /// From scratch less the dummy.
    pub scratch_over_dummy: Measure,
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
    /// The source network as it is less the dummy.
    pub as_is_over_dummy: Measure,
}

impl Evidence {
    /// The gains of a comparison; nothing where one of them is missing.
    #[must_use]
    pub fn of(comparison: &Comparison) -> Option<Self> {
        use ArmName::{Dummy, FineTuned, FromScratch, Simple};
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
            tuned_over_dummy: gain(FineTuned, Dummy)?,
            scratch_over_dummy: gain(FromScratch, Dummy)?,
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
        use ArmName::{Dummy, FineTuned, FromScratch, Recalibrated, Simple, SourceAsIs};
        let gain = |arm, over| comparison.gain(arm, over);
        Some(Self {
            tuned_over_as_is: gain(FineTuned, SourceAsIs)?,
            tuned_over_recalibrated: gain(FineTuned, Recalibrated)?,
            scratch_over_as_is: gain(FromScratch, SourceAsIs)?,
            as_is_over_simple: gain(SourceAsIs, Simple)?,
            as_is_over_dummy: gain(SourceAsIs, Dummy)?,
        })
    }
}
