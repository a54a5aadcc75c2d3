//! Words about networks and advice.

use crate::report::{Action, ArmName, Comparison, Task, Transfer};
use crate::show::nouns::Noun;
use crate::show::numbers::{count, counted, fixed};

pub(crate) const SO_FAR: &str = "What the finished repeats say";
pub(crate) const ADVICE_FROM_TEST: &str =
    "This follows from the test alone; no network has been compared yet.";

/// The name of an arm.
pub(crate) fn arm(arm: ArmName) -> &'static str {
    match arm {
        ArmName::SourceAsIs => "Source network as it is",
        ArmName::Recalibrated => "Recalibrated",
        ArmName::FineTuned => "Fine-tuned",
        ArmName::LinearProbe => "Linear probe",
        ArmName::FromScratch => "From scratch",
        ArmName::Adapted => "Adapted",
        ArmName::Simple => "Simple model",
        ArmName::Dummy => "Dummy",
    }
}

/// What an arm is, in a sentence.
pub(crate) fn arm_help(arm: ArmName) -> &'static str {
    match arm {
        ArmName::SourceAsIs => "The network trained on the source, unchanged.",
        ArmName::Recalibrated => "The source network with its output adjusted on target rows.",
        ArmName::FineTuned => "The source network, trained further on target rows.",
        ArmName::LinearProbe => "The source network with a new last layer.",
        ArmName::FromScratch => "A new network that has seen target rows only.",
        ArmName::Adapted => "The source network, adapted to target inputs without labels.",
        ArmName::Simple => "Ridge or logistic regression on target rows.",
        ArmName::Dummy => {
            "Always the mean or the most frequent class: what any use of the inputs has to beat."
        }
    }
}

/// The network whose losses a curve shows.
pub(crate) fn learner(arm: ArmName) -> &'static str {
    match arm {
        ArmName::SourceAsIs => "Source network, on source rows",
        other => self::arm(other),
    }
}

/// The finding of the comparison.
pub(crate) fn transfer_title(comparison: &Comparison) -> &'static str {
    match comparison.transfer {
        Transfer::Positive => "Fine-tuning beats training from scratch",
        Transfer::Ambiguous => "Fine-tuning and training from scratch cannot be told apart",
        Transfer::Negative => "Training from scratch beats fine-tuning: negative transfer",
    }
}

/// What the comparison shows, under its chart.
pub(crate) fn comparison_note(comparison: &Comparison) -> String {
    let what = match comparison.task {
        Task::Classification => "classification",
        Task::Regression => "regression",
    };
    format!(
        "{} of {what} of {}, larger is better: mean and 95 % interval over {}, on target rows that no network \
         has seen.",
        super::capital(&comparison.metric),
        comparison.label,
        counted(u64::from(comparison.repeats), Noun::PairedRepeat),
    )
}

/// Which rows served for what.
pub(crate) fn rows_of_repeat(comparison: &Comparison) -> String {
    let rows = comparison.rows;
    format!(
        "Rows of each repeat: {} taught the source network and {} told it when to stop; {} taught on the target and \
         {} told when to stop; {} only judged.",
        counted(rows.source_training, Noun::SourceRow),
        count(rows.source_validation),
        counted(rows.target_training, Noun::TargetRow),
        count(rows.target_validation),
        count(rows.held_out),
    )
}

/// The description of the arms chart for those who do not see it.
pub(crate) fn comparison_description(comparison: &Comparison) -> String {
    let arms: Vec<_> = comparison
        .arms
        .iter()
        .map(|one| {
            format!(
                "{}: {} ({} to {})",
                arm(one.name),
                fixed(one.mean, 3),
                fixed(one.low, 3),
                fixed(one.high, 3)
            )
        })
        .collect();
    format!("{}. {}.", comparison.metric, arms.join("; "))
}

/// What to do; before a comparison only what to try.
pub(crate) fn action(action: Action, compared: bool) -> &'static str {
    match action {
        Action::FineTune if !compared => "Try fine-tuning, and compare.",
        Action::TrainFromScratch if !compared => "Compare with a new network before any reuse.",
        Action::CollectMore if !compared => "Not enough to advise reuse yet.",
        Action::ReuseAsIs => "Reuse the network as it is.",
        Action::FineTune => "Fine-tune the network.",
        Action::TrainFromScratch => "Train a new network on the target.",
        Action::CollectMore => "Collect more target rows.",
    }
}

pub(crate) const CURVES_TITLE: &str = "How the networks learned";
pub(crate) const CURVES_NOTE: &str = "Mean loss after each pass over the training rows, first repeat; lower is \
    better. Each picture has its own unit, the spread of the label where its network was first trained: compare the \
    lines within a picture, not one picture with another. Training stops where the loss on validation rows stops falling. \
    Fine-tuning has two parts, first the last layer alone and then all layers, so its lines can jump once.";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::show::fixture;

    #[test]
    fn the_rows_that_taught_stopped_and_judged_are_counted() {
        let comparison = fixture::outcome().report.comparison.unwrap();
        let text = rows_of_repeat(&comparison);
        assert!(
            text.contains("238 source rows taught") && text.contains("146 only judged"),
            "{text}"
        );
    }
}
