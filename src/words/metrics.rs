//! Words about metrics.

use super::lists::capital;
use super::numbers::{fixed, range, significant};
use crate::language::{say, tell};
use crate::report::MetricName;

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
        say!("larger is better", "越大越好")
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
    range([low, high].map(|end| value(metric, end)))
}

/// The title of an axis of the metric.
pub(crate) fn on_target(name: MetricName) -> String {
    tell!("{} on held-out target rows →", "留出目标行上的{} →", metric(name))
}
