//! Words about metrics and about what fine-tuning gains.

use super::arm;
use crate::report::{ArmName, Comparison, Gain, MetricName};
use crate::show::nouns::Noun;
use crate::show::numbers::{counted, fixed, significant};

pub(crate) const LARGER_IS_BETTER: &str = "larger is better";
pub(crate) const MEAN_AND_INTERVAL: &str =
    "Means over the repeats on held-out target rows, with 95 % intervals";
pub(crate) const METRICS: &str = "What these metrics mean";
pub(crate) const GAIN_CLAIM: &str = "A gain is claimed only where the whole interval lies above zero.";

/// The name of a metric.
pub(crate) fn metric(metric: MetricName) -> &'static str {
    match metric {
        MetricName::Accuracy => "Accuracy",
        MetricName::BalancedAccuracy => "Balanced accuracy",
        MetricName::MacroF1 => "Macro F1",
        MetricName::Auroc => "AUROC",
        MetricName::LogLoss => "Log loss",
        MetricName::CalibrationError => "Calibration error",
        MetricName::RSquared => "R²",
        MetricName::Rmse => "RMSE",
        MetricName::Mae => "MAE",
    }
}

/// Which values of a metric are the good ones.
pub(crate) fn direction(metric: MetricName) -> &'static str {
    if metric.larger_is_better() {
        LARGER_IS_BETTER
    } else {
        "smaller is better"
    }
}

/// What a metric says, in a sentence or two.
pub(crate) fn metric_help(metric: MetricName) -> &'static str {
    match metric {
        MetricName::Accuracy => {
            "The share of rows whose class is recognised. Where one class is frequent, always naming it is accurate, too."
        }
        MetricName::BalancedAccuracy => {
            "The share of rows that are recognised, for each class by itself, then the mean over classes. A rare class \
             counts as much as a frequent one."
        }
        MetricName::MacroF1 => {
            "For each class the harmonic mean of precision (how many of the rows given that class have it) and recall \
             (how many of its rows are found), then the mean over classes."
        }
        MetricName::Auroc => {
            "How often a row of a class gets a higher probability for it than a row of another class: 1 is always, 0.5 \
             is chance. The mean over classes."
        }
        MetricName::LogLoss => {
            "The mean of minus the logarithm of the probability that was given to the true class. Being sure and wrong \
             costs most."
        }
        MetricName::CalibrationError => {
            "How far stated probabilities are from what happens: of the rows that get 80 %, 80 % should be right. 0 is \
             exact."
        }
        MetricName::RSquared => {
            "The share of the label’s variance that is explained: 1 is exact, 0 is as good as always saying the mean of \
             the held-out rows, and below 0 is worse than that."
        }
        MetricName::Rmse => {
            "The root of the mean squared error, in the label’s own unit. A few large errors weigh much."
        }
        MetricName::Mae => "The mean size of the error, in the label’s own unit.",
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
    format!("{} to {}", value(metric, low), value(metric, high))
}

/// An interval of a share.
pub(crate) fn interval(low: f64, high: f64) -> String {
    format!("{} to {}", fixed(low, 3), fixed(high, 3))
}

/// The title of an axis of the metric.
pub(crate) fn on_target(metric: &str) -> String {
    format!("{metric} on held-out target rows →")
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
fn mentioned(one: ArmName) -> &'static str {
    match one {
        ArmName::SourceAsIs => "the source network as it is",
        ArmName::Recalibrated => "the recalibrated network",
        ArmName::FineTuned => "fine-tuning",
        ArmName::LinearProbe => "the linear probe",
        ArmName::FromScratch => "training from scratch",
        ArmName::Adapted => "the adapted network",
        ArmName::Simple => "the simple model",
        ArmName::Dummy => "the dummy",
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn listed(names: &[impl AsRef<str>]) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [others @ .., last] => {
            let others: Vec<&str> = others.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", others.join(", "), last.as_ref())
        }
    }
}

/// A difference with its sign.
pub(crate) fn difference(value: f64) -> String {
    let text = fixed(value, 3);
    if value > 0.0 && text.chars().any(|digit| matches!(digit, '1'..='9')) {
        format!("+{text}")
    } else {
        text
    }
}

/// What an interval of a gain allows to say.
pub(crate) fn claim(gain: &Gain) -> &'static str {
    if gain.gain.low > 0.0 {
        "a gain"
    } else if gain.gain.high < 0.0 {
        "a loss"
    } else {
        "cannot be told"
    }
}

/// The finding about the gains.
pub(crate) fn gains_title(gains: &[Gain]) -> String {
    let over = |said: &str| -> Vec<&'static str> {
        let those = gains.iter().filter(|gain| claim(gain) == said);
        those.map(|gain| mentioned(gain.over)).collect()
    };
    let (gained, lost) = (over("a gain"), over("a loss"));
    match (gained.as_slice(), lost.as_slice()) {
        ([], []) => "Fine-tuning has no certain gain over any other arm".to_owned(),
        ([], lost) => format!("Fine-tuning loses to {}", listed(lost)),
        (gained, []) if gained.len() == gains.len() => "Fine-tuning gains over every other arm".to_owned(),
        (gained, []) => format!("Fine-tuning gains over {}", listed(gained)),
        (gained, lost) => {
            format!(
                "Fine-tuning gains over {}, and loses to {}",
                listed(gained),
                listed(lost)
            )
        }
    }
}

/// What the gains are.
pub(crate) fn gains_note(comparison: &Comparison) -> String {
    format!(
        "{} of fine-tuning less that of the other arm, on the same rows of the same repeat: mean and 95 % interval over \
         {}. {GAIN_CLAIM}",
        capital(&comparison.metric),
        counted(u64::from(comparison.repeats), Noun::PairedRepeat),
    )
}

/// The gains for those who do not see the picture.
pub(crate) fn gains_description(comparison: &Comparison) -> String {
    let gains: Vec<String> = comparison
        .gains
        .iter()
        .map(|one| {
            format!(
                "over {}: {} ({})",
                mentioned(one.over),
                difference(one.gain.mean),
                differences(one.gain.low, one.gain.high)
            )
        })
        .collect();
    format!("Gain in {}. {}.", comparison.metric, gains.join("; "))
}

/// An interval of a difference.
pub(crate) fn differences(low: f64, high: f64) -> String {
    format!("{} to {}", difference(low), difference(high))
}

/// The title of the axis of gains.
pub(crate) fn gains_axis(comparison: &Comparison) -> String {
    format!("gain in {} →", comparison.metric)
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
