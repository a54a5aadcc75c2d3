//! Words about metrics.

use super::lists::capital;
use super::numbers::{fixed, percent_in_tenths, range, significant};
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
        MetricName::Mape => say!("MAPE", "平均绝对百分比误差"),
        MetricName::Mase => say!("MASE", "平均绝对标度误差"),
    }
}

/// The name of a metric as a title.
pub(crate) fn metric_title(name: MetricName) -> String {
    capital(metric(name))
}

/// Whether large or small values are good.
pub(crate) fn direction(metric: MetricName) -> &'static str {
    if metric.larger_is_better() {
        say!("larger is better", "越大越好")
    } else {
        say!("smaller is better", "越小越好")
    }
}

/// What a metric means.
pub(crate) fn metric_help(metric: MetricName) -> &'static str {
    match metric {
        MetricName::Accuracy => say!(
            "The share of rows whose class is predicted correctly. If one class is frequent, always guessing it scores well, \
             too.",
            "类别预测正确的行所占的比例。如果某个类别很常见，总是预测它也能得高分。"
        ),
        MetricName::BalancedAccuracy => say!(
            "The share of rows predicted correctly, for each class, averaged over classes. A rare class counts \
             as much as a frequent one.",
            "对每个类别计算预测正确的行所占的比例，再对类别取平均。罕见类别与常见类别同样重要。"
        ),
        MetricName::MacroF1 => say!(
            "For each class, the harmonic mean of two shares, averaged over classes. Precision: the rows predicted as \
             the class that belong to it. Recall: the rows of the class that are found.",
            "对每个类别计算两个比例的调和平均，再对类别取平均。精确率：判为该类的行中确属该类的比例。召回率：该类的行中被找到的比例。"
        ),
        MetricName::Auroc => say!(
            "How often a row of a class gets a higher probability for it than a row of another class. 1 is always, \
             0.5 is chance. Averaged over classes.",
            "某类的一行得到该类的概率高于另一类的一行的频率。1表示总是如此，0.5相当于随机。对类别取平均。"
        ),
        MetricName::LogLoss => say!(
            "The mean negative logarithm of the probability of the true class. Confident errors cost most.",
            "真实类别的概率的负对数的均值。置信度高而判错时，惩罚最大。"
        ),
        MetricName::CalibrationError => say!(
            "How far predicted probabilities are from what happens: of the rows with 80\u{a0}%, 80\u{a0}% should be right. 0 is \
             exact.",
            "预测概率与实际情况的偏差：概率为80%的行中，应有80%正确。0表示完全准确。"
        ),
        MetricName::RSquared => say!(
            "The share of the label's variance that is explained. 1 is exact, 0 no better than the mean of the \
             held-out rows, below 0 worse.",
            "标签方差中得到解释的比例。1表示完全准确，0相当于只用留出行的均值作预测，低于0则更差。"
        ),
        MetricName::Rmse => say!(
            "The root of the mean squared error, in the label's unit. Large errors weigh more.",
            "均方误差的平方根，单位与标签相同。大误差的权重更大。"
        ),
        MetricName::Mae => say!(
            "The mean absolute error, in the label's unit.",
            "误差绝对值的均值，单位与标签相同。"
        ),
        MetricName::Mape => say!(
            "The mean absolute error as a share of the actual value. Small values weigh more; where one is 0, there is none.",
            "误差绝对值占实际值的比例的均值。实际值越小权重越大；有实际值为0时不计算。"
        ),
        MetricName::Mase => say!(
            "The mean absolute error, divided by that of predicting for each row what the row before had. Below 1 is better \
             than that.",
            "平均绝对误差除以“用上一行的实际值作预测”的平均绝对误差。低于1表示优于这种预测。"
        ),
    }
}

/// A value of a metric; values in the label's unit have three digits.
pub(crate) fn value(metric: MetricName, value: f64) -> String {
    match metric {
        MetricName::Rmse | MetricName::Mae => significant(value, 3),
        MetricName::Mape => percent_in_tenths(value),
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
