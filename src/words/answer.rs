//! Words of the answer and of its numbers.

use crate::language::{Phrase, phrase, say, tell};
use crate::report::{Measure, MetricName, Test, Verdict};
use crate::words::metrics::metric;
use crate::words::numbers::{count, differences, level, significant};

pub(crate) const MEANING: Phrase = phrase("What the numbers mean", "这些数值的含义");
pub(crate) const ANSWER: Phrase = phrase("Answer", "结论");
pub(crate) const ON_DOMAINS: Phrase = phrase("The inputs", "输入");
pub(crate) const ON_NETWORK: Phrase = phrase("The network", "网络");
pub(crate) const CAUGHT: Phrase = phrase("as a mean shift", "指均值偏移");

/// Between a name and its description.
pub(crate) const COLON: Phrase = phrase(": ", "：");

/// Between two descriptions.
pub(crate) const STOP: Phrase = phrase(". ", "。");

/// What folds the reasons that do not decide.
pub(crate) fn more_reasons(count: usize) -> String {
    match count {
        1 => say!("One more reason", "还有一条理由").to_owned(),
        _ => tell!("{count} more reasons", "还有{count}条理由"),
    }
}

/// A name and its description.
pub(crate) fn labelled(name: &str, value: &str) -> String {
    format!("{name}{COLON}{value}")
}

/// A headline as a sentence, and the sentence that follows.
pub(crate) fn sentences(headline: &str, sentence: &str) -> String {
    tell!("{headline}. {sentence}", "{headline}。{sentence}")
}

/// What the test of inputs and label together found.
pub(crate) fn on_relation(relation: Verdict, inputs: Verdict) -> &'static str {
    match (relation, inputs) {
        (Verdict::Different, Verdict::Different | Verdict::Negligible) => say!(
            "Inputs and label together differ, too, as they must when the inputs differ.",
            "输入与标签的联合分布也有差异；只要输入有差异，就必然如此。"
        ),
        (Verdict::Different, _) => say!(
            "But inputs and label together differ: at the same inputs the target may have other labels.",
            "但输入与标签的联合分布有差异：在目标数据中，相同的输入可能对应不同的标签值。"
        ),
        (Verdict::Negligible, _) => say!(
            "Inputs and label together differ by less than the margin.",
            "输入与标签的联合分布的差异小于等效界值。"
        ),
        (Verdict::TooFewRows | Verdict::TooFewIndependentRows, _) => say!(
            "There are too few rows to test inputs and label together.",
            "行数太少，无法检验输入与标签的联合分布。"
        ),
        (Verdict::Same | Verdict::Undecided, Verdict::Different | Verdict::Negligible) => say!(
            "The test found no difference in inputs and label together: it is less sensitive there.",
            "检验没有发现输入与标签的联合分布有差异：这样检验不那么灵敏。"
        ),
        (Verdict::Same | Verdict::Undecided, _) => say!(
            "The test found no difference in inputs and label together, either.",
            "检验同样没有发现输入与标签的联合分布有差异。"
        ),
    }
}

/// Below the effect: its bound and the margin.
pub(crate) fn bound_and_margin(test: &Test) -> String {
    let margin = test.margin_sd.map(|margin| significant(margin, 2));
    let bound = test.effect_sd_upper.map(|bound| significant(bound, 2));
    match (bound, margin) {
        (Some(bound), Some(margin)) => tell!(
            "at most {bound}; margin {margin}",
            "至多{bound}；等效界值{margin}"
        ),
        (None, Some(margin)) => tell!("no upper bound; margin {margin}", "没有上界；等效界值{margin}"),
        (Some(bound), None) => tell!("at most {bound}", "至多{bound}"),
        (None, None) => tell!("not known", "未知"),
    }
}

/// Below the p-value: the level.
pub(crate) fn against_level(test: &Test) -> String {
    match test.p_value {
        Some(p) if p <= test.alpha => tell!(
            "at or below the level of {}",
            "不高于显著性水平{0}",
            level(test.alpha)
        ),
        Some(_) => tell!("above the level of {}", "高于显著性水平{0}", level(test.alpha)),
        None => tell!("no test", "未检验"),
    }
}

/// Below the gain: its interval.
pub(crate) fn gain_interval(gain: Measure, by: MetricName) -> String {
    tell!(
        "{}; 95\u{a0}% interval {}",
        "{}；95%区间{}",
        metric(by),
        differences(gain.low, gain.high, 3)
    )
}

/// Why the gain is missing.
pub(crate) fn no_gain(compared: bool) -> &'static str {
    if compared {
        say!("not measured", "未测量")
    } else {
        say!("no networks compared yet", "尚未比较网络")
    }
}

/// The rows that a test used.
pub(crate) fn sum_of_rows([source, target]: [u64; 2]) -> String {
    tell!("{} + {}", "{0} + {1}", count(source), count(target))
}

/// The name of the leading gain.
pub(crate) const LEADING_GAIN: Phrase = phrase(
    "Gain of fine-tuning over training from scratch",
    "微调相对从头训练的增益",
);

/// What the leading gain means, and when it counts.
pub(crate) const LEADING_GAIN_MEANING: Phrase = phrase(
    "How much better fine-tuning predicts held-out target rows than training on the target alone, over paired \
     repeats. It counts as a gain only if the whole interval lies above zero.",
    "在配对重复中，微调对留出目标行的预测，比只用目标数据训练好多少。只有整个区间都大于零才算增益。",
);
