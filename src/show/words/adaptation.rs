//! Words about a network that was adapted to a target without labels.

use super::{arm_help, difference};
use crate::report::{Adaptation, ArmName, Task};
use crate::show::nouns::Noun;
use crate::show::numbers::{counted, fixed, seconds, significant};

pub(crate) const ADAPTATION: &str = "Adapted without labels";
pub(crate) const NOT_VERIFIED: &str = "Not verified by labels of the target";
pub(crate) const NOT_VERIFIED_HELP: &str = "The target has no labels, so nothing here says whether the adapted \
    network predicts it better or worse. A network that sees the domains alike can still be wrong on one of them.";

/// What adapting did to the distance between the domains.
pub(crate) fn adapted_distance(adaptation: &Adaptation) -> String {
    match (adaptation.mmd2_before, adaptation.mmd2_after) {
        (Some(before), Some(after)) => {
            let verdict = if after < before {
                "more alike than before"
            } else {
                "no more alike than before"
            };
            format!(
                "On held-out rows of both tables, the last hidden layer sees the domains {verdict}: the squared MMD went \
                 from {} to {}.",
                significant(before, 3),
                significant(after, 3)
            )
        }
        _ => "There are too few held-out rows to say whether the last hidden layer sees the domains more alike.".to_owned(),
    }
}

/// What adapting cost on the source.
pub(crate) fn adapted_on_source(adaptation: &Adaptation) -> String {
    let metric = match adaptation.task {
        Task::Regression => "R²",
        Task::Classification => "balanced accuracy",
    };
    let (before, after) = (adaptation.source_before, adaptation.source_after);
    format!(
        "On held-out rows of the source, whose labels are known, {metric} was {} before and is {} after ({}).",
        fixed(before, 3),
        fixed(after, 3),
        difference(after - before)
    )
}

/// Which rows took part in adapting, and how long it took.
pub(crate) fn adapted_rows(adaptation: &Adaptation) -> String {
    let [source, target] = adaptation.rows;
    format!(
        "{} with labels and {} without took part, a quarter of either only to measure. It took {}. {}",
        counted(source, Noun::SourceRow),
        counted(target, Noun::TargetRow),
        seconds(adaptation.seconds),
        arm_help(ArmName::Adapted)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adapting_is_told_as_it_went() {
        let adaptation = Adaptation {
            task: Task::Regression,
            rows: [240, 200],
            mmd2_before: Some(0.08),
            mmd2_after: Some(0.02),
            source_before: 0.9,
            source_after: 0.85,
            seconds: 3.0,
            source_file: None,
        };
        assert!(adapted_distance(&adaptation).contains("domains more alike"));
        assert!(adapted_on_source(&adaptation).contains("0.900 before and is 0.850 after (−0.050)"));
        let worse = Adaptation {
            mmd2_after: Some(0.09),
            ..adaptation.clone()
        };
        assert!(adapted_distance(&worse).contains("no more alike"));
        let unknown = Adaptation {
            mmd2_before: None,
            ..adaptation
        };
        assert!(adapted_distance(&unknown).contains("too few"));
    }
}
