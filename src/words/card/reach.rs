//! What networks and baselines achieve, in words for everybody.

use crate::language::tell;
use crate::report::{Arm, ArmName, Comparison, MetricName};
use crate::words::arms::of_task;
use crate::words::lists::commas;
use crate::words::metrics::metric;
use crate::words::numbers::{fixed, percent, significant};

/// Below this an R² explains nothing that anybody would see in per cent.
const NOTHING_EXPLAINED: f64 = 0.005;

/// What some ways reach: `fine-tuning reaches 83 %, training from scratch 72 %`.
pub(super) fn reached(comparison: &Comparison, arms: impl IntoIterator<Item = ArmName>) -> Option<String> {
    let mut each = arms.into_iter().filter_map(|arm| {
        let mean = comparison.arm(arm)?.measure.mean;
        Some((of_task(arm, comparison.task), share(comparison.metric, mean)))
    });
    let (name, value) = each.next()?;
    let first = tell!("{name} reaches {value}", "{name}为{value}");
    let more = each.map(|(name, value)| tell!("{name} {value}", "{name}为{value}"));
    Some(commas(std::iter::once(first).chain(more)))
}

/// What a network achieves, in words for everybody.
pub(super) fn achieved(by: MetricName, mean: f64) -> String {
    let share = share(by, mean);
    match by {
        MetricName::RSquared if mean < NOTHING_EXPLAINED => {
            tell!("explains none of the variation", "解释不了标签的任何变化")
        }
        MetricName::RSquared => tell!("explains {share} of the variation", "解释了标签变化的{share}"),
        MetricName::BalancedAccuracy => tell!(
            "recognises {share} of the rows of each class, on average",
            "平均识别出每个类别中{share}的行"
        ),
        _ => tell!("reaches {} {share}", "{}为{share}", metric(by)),
    }
}

/// A metric that is a share, in per cent.
pub(super) fn share(by: MetricName, mean: f64) -> String {
    match by {
        MetricName::RSquared | MetricName::BalancedAccuracy => percent(mean.max(0.0)),
        _ => fixed(mean, 3),
    }
}

/// How far off predictions of numbers are.
pub(super) fn typical_error(arm: &Arm) -> Option<String> {
    let mut metrics = arm.metrics.iter();
    let error = metrics.find(|it| it.name == MetricName::Mae)?.measure.mean;
    Some(tell!(
        "Its mean error is {}.",
        "平均误差为{}。",
        significant(error, 2)
    ))
}
