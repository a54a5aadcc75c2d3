//! What networks and baselines achieve, in words for everybody.

use crate::features::unit_of;
use crate::language::{Language, spoken, tell};
use crate::report::{ArmName, Comparison, Measure, MetricName};
use crate::words::arms::{is_plural, of_task};
use crate::words::lists::{commas, listed};
use crate::words::metrics::metric;
use crate::words::numbers::{fixed, percent, percent_in_tenths, significant};

/// Below this an R² explains nothing that anybody would see in per cent.
const NOTHING_EXPLAINED: f64 = 0.005;

/// What some ways reach: `fine-tuning reaches 83 %, training from scratch 72 %`.
pub(super) fn reached(comparison: &Comparison, arms: impl IntoIterator<Item = ArmName>) -> Option<String> {
    reached_as(comparison, arms, share)
}

fn reached_as(
    comparison: &Comparison,
    arms: impl IntoIterator<Item = ArmName>,
    share: fn(MetricName, f64) -> String,
) -> Option<String> {
    let by = comparison.metric;
    let mut each = arms.into_iter().filter_map(|arm| {
        let mean = comparison.arm(arm)?.measure.mean;
        // Nobody reaches nothing.
        let is_nothing = by == MetricName::RSquared && mean < NOTHING_EXPLAINED;
        Some((arm, share(by, mean), is_nothing))
    });
    let named = |arm| of_task(arm, comparison.task);
    let (arm, value, is_nothing) = each.next()?;
    let name = named(arm);
    let first = match (is_nothing, is_plural(arm)) {
        (true, false) => tell!("{name} explains nothing", "{name}为{value}"),
        (true, true) => tell!("{name} explain nothing", "{name}为{value}"),
        (false, false) => tell!("{name} reaches {value}", "{name}为{value}"),
        (false, true) => tell!("{name} reach {value}", "{name}为{value}"),
    };
    let more = each.map(|(arm, value, _)| {
        let name = named(arm);
        tell!("{name} {value}", "{name}为{value}")
    });
    Some(commas(std::iter::once(first).chain(more)))
}

/// What one way achieves, and beside it what others reach. Ways that no reader could tell apart by these numbers are called
/// equally good, unless one of them is certainly ahead: then the numbers have one digit more.
pub(super) fn set_against(comparison: &Comparison, one: ArmName, others: &[ArmName]) -> Option<String> {
    let by = comparison.metric;
    let mean = |arm| Some(comparison.arm(arm)?.measure.mean);
    let (ours, theirs) = (mean(one)?, others.iter().copied().filter_map(mean));
    let looks_equal = |other: f64| share(by, other) == share(by, ours);
    let certain = |arm: ArmName| {
        let gain = comparison.gain(one, arm);
        gain.is_some_and(Measure::is_above_zero)
    };
    let all_look_equal = theirs.clone().all(looks_equal);
    if all_look_equal && !others.iter().copied().any(certain) {
        let all = std::iter::once(one).chain(others.iter().copied());
        let names: Vec<&str> = all.map(|arm| of_task(arm, comparison.task)).collect();
        let (names, reached) = (listed(&names), share(by, ours));
        return Some(tell!(
            "Equally good at {reached}: {names}.",
            "{names}同样好，均为{reached}。"
        ));
    }
    let share = if theirs.clone().any(looks_equal) {
        share_in_tenths
    } else {
        share
    };
    let achieved = achieves(by, ours, &share(by, ours));
    let others = reached_as(comparison, others.iter().copied(), share)?;
    Some(tell!(
        "On held-out rows it {achieved}; {others}.",
        "在留出行上，{achieved}；{others}。"
    ))
}

/// What a network achieves, in words for everybody.
pub(super) fn achieved(by: MetricName, mean: f64) -> String {
    achieves(by, mean, &share(by, mean))
}

fn achieves(by: MetricName, mean: f64, share: &str) -> String {
    match by {
        MetricName::RSquared if mean < NOTHING_EXPLAINED => {
            tell!("explains none of the variation", "R²为{share}")
        }
        MetricName::RSquared => tell!("explains {share} of the variation", "R²为{share}"),
        MetricName::BalancedAccuracy => tell!(
            "recognises {share} of the rows of each class, on average",
            "平衡准确率为{share}"
        ),
        _ => tell!("reaches {} {share}", "{}为{share}", metric(by)),
    }
}

/// A metric that is a share, in per cent. Chinese readers know R² as the number that it is.
pub(super) fn share(by: MetricName, mean: f64) -> String {
    match by {
        MetricName::RSquared if spoken() == Language::Chinese => fixed(mean, 2),
        MetricName::RSquared | MetricName::BalancedAccuracy => percent(mean.max(0.0)),
        _ => fixed(mean, 3),
    }
}

/// The same with a digit more.
fn share_in_tenths(by: MetricName, mean: f64) -> String {
    match by {
        MetricName::RSquared if spoken() == Language::Chinese => fixed(mean, 3),
        MetricName::RSquared | MetricName::BalancedAccuracy => percent_in_tenths(mean.max(0.0)),
        _ => fixed(mean, 4),
    }
}

/// How far off the predictions of numbers of the source network are, beside those of a constant guess: an error alone says
/// nothing to whoever does not know the label.
pub(super) fn typical_error(comparison: &Comparison) -> Option<String> {
    let error = |arm| {
        let mut metrics = comparison.arm(arm)?.metrics.iter();
        Some(metrics.find(|it| it.name == MetricName::Mae)?.measure.mean)
    };
    let unit = unit_of(&comparison.label);
    let in_unit = |error: f64| match unit {
        Some(unit) => format!("{}\u{a0}{unit}", significant(error, 2)),
        None => significant(error, 2),
    };
    let ours = in_unit(error(ArmName::SourceAsIs)?);
    let guess = in_unit(error(ArmName::Dummy)?);
    Some(tell!(
        "It is off by {ours} on average; {} by {guess}.",
        "平均绝对误差{ours}；{}为{guess}。",
        of_task(ArmName::Dummy, comparison.task)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn what_looks_equal_is_called_equal_or_shown_closer() {
        use ArmName::{FineTuned, FromScratch, Recalibrated};
        let mut comparison = fixture::outcome().report.comparison.unwrap();
        for (arm, mean) in [(FineTuned, 0.984), (FromScratch, 0.981), (Recalibrated, 0.983)] {
            let arm = comparison.arms.iter_mut().find(|it| it.name == arm).unwrap();
            arm.measure.mean = mean;
        }
        let set = |comparison: &Comparison, half| {
            let mut comparison = comparison.clone();
            for gain in &mut comparison.gains {
                gain.gain = Measure {
                    mean: 0.003,
                    low: 0.003 - half,
                    high: 0.003 + half,
                };
            }
            set_against(&comparison, FineTuned, &[FromScratch, Recalibrated]).unwrap()
        };
        assert_eq!(
            set(&comparison, 0.01),
            "Equally good at 98\u{a0}%: fine-tuning, training from scratch and the recalibrated network."
        );
        assert_eq!(
            set(&comparison, 0.001),
            "On held-out rows it explains 98.4\u{a0}% of the variation; training from scratch reaches 98.1\u{a0}%, the \
             recalibrated network 98.3\u{a0}%."
        );
    }
}
