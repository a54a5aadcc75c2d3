//! Words about what a comparison of networks found.

use super::arms::{arm_of_task, of_task, task};
use super::lists::{clauses, listed};
use super::metrics::{metric, metric_title};
use super::nouns::Noun;
use super::numbers::{counted, difference_and_interval, mean_and_interval};
use crate::language::{Phrase, phrase, say, tell};
use crate::report::{Comparison, Gain, Task, Transfer};

pub(crate) const SO_FAR: Phrase = phrase("Results of the finished repeats", "已完成的重复的结果");
pub(crate) const MEAN_AND_INTERVAL: Phrase = phrase(
    "Means over the repeats on held-out target rows, with 95\u{a0}% intervals",
    "各次重复在留出目标行上的均值，附95%区间",
);
pub(crate) const METRICS: Phrase = phrase("What these metrics mean", "这些指标的含义");
pub(crate) const GAIN_CLAIM: Phrase = phrase(
    "It counts as a gain only if the whole interval lies above zero.",
    "只有整个区间都大于零才算增益。",
);

pub(crate) const EVERY_NETWORK: Phrase = phrase(
    "Every network: intervals, metrics and files",
    "所有网络：区间、指标与文件",
);
pub(crate) const LOSSES: Phrase = phrase("Losses after each epoch", "各轮之后的损失");

/// What folds the gains of fine-tuning.
pub(crate) fn gains_fold(has_learning_curve: bool) -> &'static str {
    if has_learning_curve {
        say!(
            "What fine-tuning gains, and with how many labels",
            "微调的增益，以及与标签数的关系"
        )
    } else {
        say!("What fine-tuning gains", "微调的增益")
    }
}

/// What folds the checks.
pub(crate) fn checks_fold(has_forgetting: bool) -> &'static str {
    if has_forgetting {
        say!(
            "Checks of the comparison, and what fine-tuning forgot",
            "对比较的核查，以及微调遗忘了什么"
        )
    } else {
        super::GUARDS.say()
    }
}

pub(crate) const CURVES_TITLE: Phrase = phrase("How the networks learned", "各网络如何学习");
pub(crate) const CURVES_NOTE: Phrase = phrase(
    "Mean loss after each epoch in the first repeat; lower is better. Training stops when the validation loss stops \
     falling. Compare lines only within a picture: its unit is the spread of the label that its network was first \
     trained on. Fine-tuning trains the last layer first and then all layers, so its lines can jump once.",
    "第一次重复中每轮之后的平均损失，越低越好。验证损失不再下降时，训练停止。请只比较同一幅图中的线：其单位是该网络最初训练所用标签的离散程度。微调先训练最后一层，再训练所有层，因此它的线可能跳变一次。",
);

/// Whether the source helped, as the title of the comparison.
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

/// The note under the chart of the comparison.
pub(crate) fn comparison_note(comparison: &Comparison) -> String {
    let what = task(comparison.task);
    tell!(
        "{} for {} ({what}) on held-out target rows; larger is better. Mean and 95\u{a0}% interval over {}.",
        "留出目标行上{1}（{what}）的{0}，越大越好：{2}的均值和95%区间。",
        metric_title(comparison.metric),
        comparison.label,
        counted(u64::from(comparison.repeats), Noun::PairedRepeat),
    )
}

/// Describes the chart of the networks to those who do not see it.
pub(crate) fn comparison_description(comparison: &Comparison) -> String {
    let arms = comparison.arms.iter().map(|one| {
        let measured = mean_and_interval(one.measure);
        tell!(
            "{}: {measured}",
            "{}：{measured}",
            arm_of_task(one.name, comparison.task)
        )
    });
    tell!("{}. {}.", "{}。{}。", metric(comparison.metric), clauses(arms))
}

/// What the interval of a gain shows.
pub(crate) fn claim(gain: &Gain) -> &'static str {
    if gain.gain.low > 0.0 {
        say!("a gain", "增益")
    } else if gain.gain.high < 0.0 {
        say!("a loss", "变差")
    } else {
        say!("not clear", "不确定")
    }
}

/// The title of the chart of gains.
pub(crate) fn gains_title(gains: &[Gain], task: Task) -> String {
    let over = |said: &str| -> Vec<&'static str> {
        let those = gains.iter().filter(|gain| claim(gain) == said);
        those.map(|gain| of_task(gain.over, task)).collect()
    };
    let (gained, lost) = (over(say!("a gain", "增益")), over(say!("a loss", "变差")));
    match (gained.as_slice(), lost.as_slice()) {
        ([], []) => tell!(
            "Fine-tuning is not clearly better than any other",
            "微调并不明显优于其他任何方案"
        ),
        ([], lost) => tell!("Fine-tuning loses to {}", "微调不如{0}", listed(lost)),
        (gained, []) if gained.len() == gains.len() => {
            tell!("Fine-tuning beats all others", "微调胜过其他所有方案")
        }
        (gained, []) => tell!("Fine-tuning beats {}", "微调胜过{0}", listed(gained)),
        (gained, lost) => tell!(
            "Fine-tuning beats {}, but loses to {}",
            "微调胜过{0}，但不如{1}",
            listed(gained),
            listed(lost)
        ),
    }
}

/// The note under the chart of gains.
pub(crate) fn gains_note(comparison: &Comparison) -> String {
    tell!(
        "{} of fine-tuning minus that of the other, on the same rows of the same repeat. Mean and 95\u{a0}% interval over \
         {}. {GAIN_CLAIM}",
        "微调的{0}减去另一方案的{0}，同一次重复、同样的行：{1}的均值和95%区间。{GAIN_CLAIM}",
        metric_title(comparison.metric),
        counted(u64::from(comparison.repeats), Noun::PairedRepeat),
    )
}

/// Describes the gains to those who do not see the chart.
pub(crate) fn gains_description(comparison: &Comparison) -> String {
    let gains = comparison.gains_of_tuning().into_iter().map(|gain| {
        let measured = difference_and_interval(gain.gain);
        tell!(
            "over {}: {measured}",
            "相对{}：{measured}",
            of_task(gain.over, comparison.task)
        )
    });
    tell!(
        "Gain in {}: {}.",
        "{}的增益：{}。",
        metric(comparison.metric),
        clauses(gains)
    )
}

/// The title of the axis of gains.
pub(crate) fn gains_axis(comparison: &Comparison) -> String {
    tell!("gain in {} →", "{0}的增益 →", metric(comparison.metric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{ArmName, Measure};

    #[test]
    fn a_gain_is_claimed_only_where_its_interval_lies_above_zero() {
        let gain = |over, mean, half| Gain {
            arm: ArmName::FineTuned,
            over,
            gain: Measure {
                mean,
                low: mean - half,
                high: mean + half,
            },
        };
        let better = gain(ArmName::Simple, 0.2, 0.1);
        let unclear = gain(ArmName::FromScratch, 0.2, 0.2);
        let worse = gain(ArmName::Recalibrated, -0.2, 0.1);
        assert_eq!(
            [better, unclear, worse].map(|gain| claim(&gain)),
            ["a gain", "not clear", "a loss"]
        );
        assert_eq!(
            gains_title(&[better], Task::Regression),
            "Fine-tuning beats all others"
        );
        assert_eq!(
            gains_title(&[better, unclear], Task::Regression),
            "Fine-tuning beats ridge regression"
        );
        assert_eq!(
            gains_title(&[unclear], Task::Regression),
            "Fine-tuning is not clearly better than any other"
        );
        assert_eq!(
            gains_title(&[better, unclear, worse], Task::Regression),
            "Fine-tuning beats ridge regression, but loses to the recalibrated network"
        );
    }
}
