//! Words about what a comparison of networks found.

use super::arms::{arm, mentioned, task};
use super::lists::{clauses, listed};
use super::metrics::{metric, metric_title};
use super::nouns::Noun;
use super::numbers::{counted, difference_and_interval, mean_and_interval};
use crate::language::{Phrase, phrase, say, tell};
use crate::report::{Comparison, Gain, Transfer};

pub(crate) const SO_FAR: Phrase = phrase("What the finished repeats say", "已完成的重复所得的结果");
pub(crate) const MEAN_AND_INTERVAL: Phrase = phrase(
    "Means over the repeats on held-out target rows, with 95 % intervals",
    "在留出目标行上各次重复的均值，附95%区间",
);
pub(crate) const METRICS: Phrase = phrase("What these metrics mean", "这些指标的含义");
pub(crate) const GAIN_CLAIM: Phrase = phrase(
    "A gain is claimed only where the whole interval lies above zero.",
    "只有整个区间都大于零，才宣称有增益。",
);

pub(crate) const CURVES_TITLE: Phrase = phrase("How the networks learned", "各网络如何学习");
pub(crate) const CURVES_NOTE: Phrase = phrase(
    "Mean loss after each pass over the training rows, first repeat; lower is \
    better. Each picture has its own unit, the spread of the label where its network was first trained: compare the \
    lines within a picture, not one picture with another. Training stops where the loss on validation rows stops falling. \
    Fine-tuning has two parts, first the last layer alone and then all layers, so its lines can jump once.",
    "第一次重复中，每遍历一次训练行之后的平均损失；越低越好。每幅图有自己的单位，即其网络最初训练处标签的离散程度：请比较同一幅图中的线，而不要在图与图之间比较。当验证行上的损失不再下降时，训练停止。微调分两部分，先是最后一层，然后是所有层，因此它的线可能跳变一次。",
);

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
    let what = task(comparison.task);
    tell!(
        "{} of {what} of {}, larger is better: mean and 95 % interval over {}, on target rows that no network \
         has seen.",
        "对{1}作{what}的{0}，越大越好：在任何网络都未见过的目标行上，{2}的均值和95%区间。",
        metric_title(comparison.metric),
        comparison.label,
        counted(u64::from(comparison.repeats), Noun::PairedRepeat),
    )
}

/// The description of the arms chart for those who do not see it.
pub(crate) fn comparison_description(comparison: &Comparison) -> String {
    let arms = comparison.arms.iter().map(|one| {
        let measured = mean_and_interval(one.measure);
        tell!("{}: {measured}", "{}：{measured}", arm(one.name))
    });
    tell!("{}. {}.", "{}。{}。", metric(comparison.metric), clauses(arms))
}

/// What an interval of a gain allows to say.
pub(crate) fn claim(gain: &Gain) -> &'static str {
    if gain.gain.low > 0.0 {
        say!("a gain", "增益")
    } else if gain.gain.high < 0.0 {
        say!("a loss", "变差")
    } else {
        say!("cannot be told", "无法判断")
    }
}

/// The finding about the gains.
pub(crate) fn gains_title(gains: &[Gain]) -> String {
    let over = |said: &str| -> Vec<&'static str> {
        let those = gains.iter().filter(|gain| claim(gain) == said);
        those.map(|gain| mentioned(gain.over)).collect()
    };
    let (gained, lost) = (over(say!("a gain", "增益")), over(say!("a loss", "变差")));
    match (gained.as_slice(), lost.as_slice()) {
        ([], []) => tell!(
            "Fine-tuning has no certain gain over any other arm",
            "微调相对其他任何方案都没有确定的增益"
        ),
        ([], lost) => tell!("Fine-tuning loses to {}", "微调不如{0}", listed(lost)),
        (gained, []) if gained.len() == gains.len() => tell!(
            "Fine-tuning gains over every other arm",
            "微调相对其他所有方案都有增益"
        ),
        (gained, []) => tell!("Fine-tuning gains over {}", "微调相对{0}有增益", listed(gained)),
        (gained, lost) => tell!(
            "Fine-tuning gains over {}, and loses to {}",
            "微调相对{0}有增益，但不如{1}",
            listed(gained),
            listed(lost)
        ),
    }
}

/// What the gains are.
pub(crate) fn gains_note(comparison: &Comparison) -> String {
    tell!(
        "{} of fine-tuning less that of the other arm, on the same rows of the same repeat: mean and 95 % interval over \
         {}. {GAIN_CLAIM}",
        "微调的{0}减去另一方案的{0}，同一次重复、同样的行：{1}的均值和95%区间。{GAIN_CLAIM}",
        metric_title(comparison.metric),
        counted(u64::from(comparison.repeats), Noun::PairedRepeat),
    )
}

/// The gains for those who do not see the picture.
pub(crate) fn gains_description(comparison: &Comparison) -> String {
    let gains = comparison.gains_of_tuning().into_iter().map(|gain| {
        let measured = difference_and_interval(gain.gain);
        tell!("over {}: {measured}", "相对{}：{measured}", mentioned(gain.over))
    });
    tell!(
        "Gain in {}. {}.",
        "{}的增益。{}。",
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
            ["a gain", "cannot be told", "a loss"]
        );
        assert_eq!(gains_title(&[better]), "Fine-tuning gains over every other arm");
        assert_eq!(
            gains_title(&[better, unclear]),
            "Fine-tuning gains over the simple model"
        );
        assert_eq!(
            gains_title(&[unclear]),
            "Fine-tuning has no certain gain over any other arm"
        );
        assert_eq!(
            gains_title(&[better, unclear, worse]),
            "Fine-tuning gains over the simple model, and loses to the recalibrated network"
        );
    }
}
