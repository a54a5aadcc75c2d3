//! Words about networks and advice.

use crate::language::{Phrase, phrase, say, tell};
use crate::report::{Action, ArmName, Comparison, Task, Transfer};
use crate::words::nouns::Noun;
use crate::words::numbers::{count, counted, fixed};

pub(crate) const SO_FAR: Phrase = phrase("What the finished repeats say", "已完成的重复所得的结果");
pub(crate) const ADVICE_FROM_TEST: Phrase = phrase(
    "This follows from the test alone; no network has been compared yet.",
    "这仅由检验得出；尚未比较任何网络。",
);

/// The name of an arm.
pub(crate) fn arm(arm: ArmName) -> &'static str {
    match arm {
        ArmName::SourceAsIs => say!("Source network as it is", "原样使用的源网络"),
        ArmName::Recalibrated => say!("Recalibrated", "重新校准"),
        ArmName::FineTuned => say!("Fine-tuned", "微调"),
        ArmName::LinearProbe => say!("Linear probe", "线性探测"),
        ArmName::FromScratch => say!("From scratch", "从头训练"),
        ArmName::Adapted => say!("Adapted", "适配"),
        ArmName::Simple => say!("Simple model", "简单模型"),
        ArmName::Dummy => say!("Dummy", "常数基线"),
    }
}

/// What an arm is, in a sentence.
pub(crate) fn arm_help(arm: ArmName) -> &'static str {
    match arm {
        ArmName::SourceAsIs => say!(
            "The network trained on the source, unchanged.",
            "在源数据上训练的网络，不作改动。"
        ),
        ArmName::Recalibrated => say!(
            "The source network with its output adjusted on target rows.",
            "源网络，其输出用目标行调整。"
        ),
        ArmName::FineTuned => say!(
            "The source network, trained further on target rows.",
            "源网络，用目标行继续训练。"
        ),
        ArmName::LinearProbe => say!(
            "The source network with a new last layer.",
            "源网络，换上新的最后一层。"
        ),
        ArmName::FromScratch => say!(
            "A new network that has seen target rows only.",
            "只见过目标行的新网络。"
        ),
        ArmName::Adapted => say!(
            "The source network, adapted to target inputs without labels.",
            "源网络，在没有标签的情况下适配目标输入。"
        ),
        ArmName::Simple => say!(
            "Ridge or logistic regression on target rows.",
            "在目标行上做岭回归或逻辑回归。"
        ),
        ArmName::Dummy => say!(
            "Always the mean or the most frequent class: what any use of the inputs has to beat.",
            "总是给出均值或最常见的类别：任何利用输入的方法都必须胜过它。"
        ),
    }
}

/// The network whose losses a curve shows.
pub(crate) fn learner(arm: ArmName) -> &'static str {
    match arm {
        ArmName::SourceAsIs => say!("Source network, on source rows", "源网络，在源数据行上"),
        other => self::arm(other),
    }
}

/// The finding of the comparison.
pub(crate) fn transfer_title(comparison: &Comparison) -> &'static str {
    match comparison.transfer {
        Transfer::Positive => say!("Fine-tuning beats training from scratch", "微调胜过从头训练"),
        Transfer::Ambiguous => say!(
            "Fine-tuning and training from scratch cannot be told apart",
            "微调与从头训练无法区分"
        ),
        Transfer::Negative => say!(
            "Training from scratch beats fine-tuning: negative transfer",
            "从头训练胜过微调：负迁移"
        ),
    }
}

/// What the comparison shows, under its chart.
pub(crate) fn comparison_note(comparison: &Comparison) -> String {
    let what = match comparison.task {
        Task::Classification => say!("classification", "分类"),
        Task::Regression => say!("regression", "回归"),
    };
    tell!(
        "{} of {what} of {}, larger is better: mean and 95 % interval over {}, on target rows that no network \
         has seen.",
        "对{1}作{what}的{0}，越大越好：在任何网络都未见过的目标行上，{2}的均值和95%区间。",
        super::capital(super::metric(comparison.metric)),
        comparison.label,
        counted(u64::from(comparison.repeats), Noun::PairedRepeat),
    )
}

/// Which rows served for what.
pub(crate) fn rows_of_repeat(comparison: &Comparison) -> String {
    let rows = comparison.rows;
    tell!(
        "Rows of each repeat: {} taught the source network and {} told it when to stop; {} taught on the target and \
         {} told when to stop; {} only judged.",
        "每次重复所用的行：{0}用于训练源网络，{1}行决定它何时停止；{2}用于在目标上训练，{3}行决定何时停止；{4}行仅用于评判。",
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
            tell!(
                "{}: {} ({} to {})",
                "{0}：{1}（{2}至{3}）",
                arm(one.name),
                fixed(one.mean, 3),
                fixed(one.low, 3),
                fixed(one.high, 3)
            )
        })
        .collect();
    tell!(
        "{}. {}.",
        "{0}。{1}。",
        super::metric(comparison.metric),
        arms.join(say!("; ", "；"))
    )
}

/// What to do; before a comparison only what to try.
pub(crate) fn action(action: Action, compared: bool) -> &'static str {
    match action {
        Action::FineTune if !compared => say!("Try fine-tuning, and compare.", "请尝试微调，并作比较。"),
        Action::TrainFromScratch if !compared => say!(
            "Compare with a new network before any reuse.",
            "在任何复用之前，请与新网络比较。"
        ),
        Action::CollectMore if !compared => say!("Not enough to advise reuse yet.", "目前还不足以建议复用。"),
        Action::ReuseAsIs => say!("Reuse the network as it is.", "原样复用该网络。"),
        Action::FineTune => say!("Fine-tune the network.", "微调该网络。"),
        Action::TrainFromScratch => say!("Train a new network on the target.", "在目标数据上训练新网络。"),
        Action::CollectMore => say!("Collect more target rows.", "收集更多目标行。"),
    }
}

pub(crate) const CURVES_TITLE: Phrase = phrase("How the networks learned", "各网络如何学习");
pub(crate) const CURVES_NOTE: Phrase = phrase(
    "Mean loss after each pass over the training rows, first repeat; lower is \
    better. Each picture has its own unit, the spread of the label where its network was first trained: compare the \
    lines within a picture, not one picture with another. Training stops where the loss on validation rows stops falling. \
    Fine-tuning has two parts, first the last layer alone and then all layers, so its lines can jump once.",
    "第一次重复中，每遍历一次训练行之后的平均损失；越低越好。每幅图有自己的单位，即其网络最初训练处标签的离散程度：请比较同一幅图中的线，而不要在图与图之间比较。当验证行上的损失不再下降时，训练停止。微调分两部分，先是最后一层，然后是所有层，因此它的线可能跳变一次。",
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

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
