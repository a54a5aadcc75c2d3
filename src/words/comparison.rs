//! Words about metrics and about what fine-tuning gains.

use super::arm;
use crate::language::{Phrase, phrase, say, tell};
use crate::report::{ArmName, Comparison, Gain, MetricName};
use crate::words::nouns::Noun;
use crate::words::numbers::{counted, fixed, significant};

pub(crate) const LARGER_IS_BETTER: Phrase = phrase("larger is better", "越大越好");
pub(crate) const MEAN_AND_INTERVAL: Phrase = phrase(
    "Means over the repeats on held-out target rows, with 95 % intervals",
    "在留出目标行上各次重复的均值，附95%区间",
);
pub(crate) const METRICS: Phrase = phrase("What these metrics mean", "这些指标的含义");
pub(crate) const GAIN_CLAIM: Phrase = phrase(
    "A gain is claimed only where the whole interval lies above zero.",
    "只有整个区间都大于零，才宣称有增益。",
);

/// The name of a metric within a sentence.
#[must_use]
pub fn metric(metric: MetricName) -> &'static str {
    match metric {
        MetricName::Accuracy => say!("accuracy", "准确率"),
        MetricName::BalancedAccuracy => say!("balanced accuracy", "平衡准确率"),
        MetricName::MacroF1 => say!("macro F1", "宏平均F1"),
        MetricName::Auroc => say!("AUROC", "AUROC"),
        MetricName::LogLoss => say!("log loss", "对数损失"),
        MetricName::CalibrationError => say!("calibration error", "校准误差"),
        MetricName::RSquared => say!("R²", "R²"),
        MetricName::Rmse => say!("RMSE", "均方根误差"),
        MetricName::Mae => say!("MAE", "平均绝对误差"),
    }
}

/// The name of a metric as a title.
pub(crate) fn metric_title(name: MetricName) -> String {
    capital(metric(name))
}

/// Which values of a metric are the good ones.
pub(crate) fn direction(metric: MetricName) -> &'static str {
    if metric.larger_is_better() {
        LARGER_IS_BETTER.say()
    } else {
        say!("smaller is better", "越小越好")
    }
}

/// What a metric says, in a sentence or two.
pub(crate) fn metric_help(metric: MetricName) -> &'static str {
    match metric {
        MetricName::Accuracy => say!(
            "The share of rows whose class is recognised. Where one class is frequent, always naming it is accurate, too.",
            "类别被正确识别的行所占的比例。如果某个类别很常见，总是给出它也会很准确。"
        ),
        MetricName::BalancedAccuracy => say!(
            "The share of rows that are recognised, for each class by itself, then the mean over classes. A rare class \
             counts as much as a frequent one.",
            "对每个类别分别计算被识别的行所占的比例，再对类别取平均。罕见类别与常见类别同样重要。"
        ),
        MetricName::MacroF1 => say!(
            "For each class the harmonic mean of precision (how many of the rows given that class have it) and recall \
             (how many of its rows are found), then the mean over classes.",
            "对每个类别计算精确率（判为该类的行中有多少确属该类）与召回率（该类的行中有多少被找到）的调和平均，再对类别取平均。"
        ),
        MetricName::Auroc => say!(
            "How often a row of a class gets a higher probability for it than a row of another class: 1 is always, 0.5 \
             is chance. The mean over classes.",
            "某类的一行得到该类的概率，高于另一类的一行的频率：1表示总是如此，0.5相当于碰运气。对类别取平均。"
        ),
        MetricName::LogLoss => say!(
            "The mean of minus the logarithm of the probability that was given to the true class. Being sure and wrong \
             costs most.",
            "给予真实类别的概率的负对数的均值。确信却错误的代价最大。"
        ),
        MetricName::CalibrationError => say!(
            "How far stated probabilities are from what happens: of the rows that get 80 %, 80 % should be right. 0 is \
             exact.",
            "所述概率与实际情况相差多少：得到80%的行中，应有80%是对的。0表示完全准确。"
        ),
        MetricName::RSquared => say!(
            "The share of the label’s variance that is explained: 1 is exact, 0 is as good as always saying the mean of \
             the held-out rows, and below 0 is worse than that.",
            "标签方差中得到解释的比例：1表示完全准确，0相当于总是给出留出行的均值，低于0则比这更差。"
        ),
        MetricName::Rmse => say!(
            "The root of the mean squared error, in the label’s own unit. A few large errors weigh much.",
            "均方误差的平方根，单位与标签相同。少数大误差的分量很重。"
        ),
        MetricName::Mae => say!(
            "The mean size of the error, in the label’s own unit.",
            "误差大小的均值，单位与标签相同。"
        ),
    }
}

/// A value of a metric; those in the label's unit have its size.
pub(crate) fn value(metric: MetricName, value: f64) -> String {
    match metric {
        MetricName::Rmse | MetricName::Mae => significant(value, 3),
        _ => fixed(value, 3),
    }
}

/// An interval of a metric.
pub(crate) fn value_interval(metric: MetricName, low: f64, high: f64) -> String {
    tell!("{} to {}", "{0}至{1}", value(metric, low), value(metric, high))
}

/// An interval of a share.
pub(crate) fn interval(low: f64, high: f64) -> String {
    tell!("{} to {}", "{0}至{1}", fixed(low, 3), fixed(high, 3))
}

/// The title of an axis of the metric.
pub(crate) fn on_target(name: MetricName) -> String {
    tell!("{} on held-out target rows →", "留出目标行上的{} →", metric(name))
}

/// The first letter large, as at the start of a sentence.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// An arm within a sentence.
pub(super) fn mentioned(one: ArmName) -> &'static str {
    match one {
        ArmName::SourceAsIs => say!("the source network as it is", "原样使用的源网络"),
        ArmName::Recalibrated => say!("the recalibrated network", "重新校准的网络"),
        ArmName::FineTuned => say!("fine-tuning", "微调"),
        ArmName::LinearProbe => say!("the linear probe", "线性探测"),
        ArmName::FromScratch => say!("training from scratch", "从头训练"),
        ArmName::Adapted => say!("the adapted network", "适配后的网络"),
        ArmName::Simple => say!("the simple model", "简单模型"),
        ArmName::Dummy => say!("the dummy", "常数基线"),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn listed(names: &[impl AsRef<str>]) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [others @ .., last] => {
            let others: Vec<&str> = others.iter().map(AsRef::as_ref).collect();
            tell!(
                "{} and {}",
                "{0}和{1}",
                others.join(say!(", ", "、")),
                last.as_ref()
            )
        }
    }
}

/// A difference with its sign.
pub(crate) fn difference(value: f64) -> String {
    signed(value, 3)
}

/// A difference with its sign and so many decimal places.
fn signed(value: f64, places: usize) -> String {
    let text = fixed(value, places);
    if value > 0.0 && text.chars().any(|digit| matches!(digit, '1'..='9')) {
        format!("+{text}")
    } else {
        text
    }
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
        ([], []) => say!(
            "Fine-tuning has no certain gain over any other arm",
            "微调相对其他任何方案都没有确定的增益"
        )
        .to_owned(),
        ([], lost) => tell!("Fine-tuning loses to {}", "微调不如{0}", listed(lost)),
        (gained, []) if gained.len() == gains.len() => say!(
            "Fine-tuning gains over every other arm",
            "微调相对其他所有方案都有增益"
        )
        .to_owned(),
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
        capital(metric(comparison.metric)),
        counted(u64::from(comparison.repeats), Noun::PairedRepeat),
    )
}

/// The gains for those who do not see the picture.
pub(crate) fn gains_description(comparison: &Comparison) -> String {
    let gains: Vec<String> = comparison
        .gains
        .iter()
        .map(|one| {
            tell!(
                "over {}: {} ({})",
                "相对{0}：{1}（{2}）",
                mentioned(one.over),
                difference(one.gain.mean),
                differences(one.gain.low, one.gain.high, 3)
            )
        })
        .collect();
    tell!(
        "Gain in {}. {}.",
        "{0}的增益。{1}。",
        metric(comparison.metric),
        gains.join(say!("; ", "；"))
    )
}

/// An interval of a difference, with so many decimal places.
pub(crate) fn differences(low: f64, high: f64, places: usize) -> String {
    tell!("{} to {}", "{0}至{1}", signed(low, places), signed(high, places))
}

/// The title of the axis of gains.
pub(crate) fn gains_axis(comparison: &Comparison) -> String {
    tell!("gain in {} →", "{0}的增益 →", metric(comparison.metric))
}

/// The other arm of a gain, as the name of a line.
pub(crate) fn over(gain: &Gain) -> &'static str {
    arm(gain.over)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Measure;

    fn measure(mean: f64, half: f64) -> Measure {
        Measure {
            mean,
            low: mean - half,
            high: mean + half,
        }
    }

    #[test]
    fn a_gain_is_claimed_only_where_its_interval_lies_above_zero() {
        let gain = |over, mean, half| Gain {
            over,
            gain: measure(mean, half),
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

    #[test]
    fn differences_have_a_sign_where_they_differ() {
        assert_eq!(
            [0.11, -0.11, 0.000_1].map(difference),
            ["+0.110", "−0.110", "0.000"]
        );
    }

    #[test]
    fn lists_read_like_sentences() {
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
    }
}
