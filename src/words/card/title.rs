//! What the chart on the card shows.

use crate::language::{say, tell};
use crate::report::{Action, ArmName, Comparison, Measure, Reason, Report, Transfer};
use crate::words::arms::{is_plural, of_task};
use crate::words::lists::capital;
use crate::words::transfer_title;

/// What the chart of the arms shows, as the advice has it.
pub(crate) fn arms_title(report: &Report, comparison: &Comparison) -> String {
    let is_certain = |arm, over| comparison.gain(arm, over).is_some_and(Measure::is_above_zero);
    let rival = report.advice.arm().filter(|arm| ArmName::RIVALS.contains(arm));
    if let (Some(rival), Some(network)) = (rival, report.advice.action.arm()) {
        let beaten = report.advice.reasons.iter().find_map(|reason| match reason {
            Reason::OnlyRivalBeatsConstant { .. } => Some(ArmName::Dummy),
            Reason::RivalBetter { over, .. } => Some(*over),
            _ => None,
        });
        let beaten = beaten.unwrap_or(network);
        let beats = if is_plural(rival) {
            say!("beat", "胜过")
        } else {
            say!("beats", "胜过")
        };
        let [rival, beaten] = [rival, beaten].map(|arm| of_task(arm, comparison.task));
        return tell!("{0} {beats} {beaten}", "{0}{beats}{beaten}", capital(rival));
    }
    let title = match report.advice.action {
        Action::ReuseAsIs => say!(
            "No other network gains enough to be worth the work",
            "其他方案没有明显优势，不必重新训练"
        ),
        Action::FineTune if comparison.transfer == Transfer::Positive => transfer_title(comparison),
        Action::TrainFromScratch if comparison.transfer == Transfer::Negative => transfer_title(comparison),
        Action::FineTune if is_certain(ArmName::FineTuned, ArmName::SourceAsIs) => say!(
            "Fine-tuning beats the source network as it is",
            "微调胜过原样使用的源网络"
        ),
        Action::FineTune => say!("Fine-tuning beats a constant guess", "微调优于常数预测"),
        Action::TrainFromScratch if is_certain(ArmName::FromScratch, ArmName::SourceAsIs) => say!(
            "Training from scratch beats the source network as it is",
            "从头训练胜过原样使用的源网络"
        ),
        Action::TrainFromScratch => say!(
            "Training from scratch beats a constant guess",
            "从头训练优于常数预测"
        ),
        Action::CollectMore => say!(
            "These rows cannot tell which network is better",
            "现有的行无法说明哪个网络更好"
        ),
    };
    title.to_owned()
}
