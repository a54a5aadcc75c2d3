//! Words of the answer and of the numbers that carry it.

use crate::report::Test;
use crate::show::numbers::{count, level, significant};

use super::differences;

pub(crate) const ANSWER: &str = "Answer";
pub(crate) const ON_DOMAINS: &str = "The domains";
pub(crate) const ON_NETWORK: &str = "The network";
pub(crate) const MORE_REASONS: &str = "More on the advice";
pub(crate) const CAUGHT: &str = "of the mean, caught 4 times in 5";

/// What stands below the effect: its bound and the margin.
pub(crate) fn bound_and_margin(test: &Test) -> String {
    let margin = test.margin_sd.map(|margin| significant(margin, 2));
    match (test.effect_sd_upper, margin) {
        (Some(bound), Some(margin)) => format!("at most {}; the margin is {margin}", significant(bound, 2)),
        (None, Some(margin)) => format!("no upper bound; the margin is {margin}"),
        (Some(bound), None) => format!("at most {}", significant(bound, 2)),
        (None, None) => "not known".to_owned(),
    }
}

/// What stands below the p-value: the level.
pub(crate) fn against_level(test: &Test) -> String {
    match test.p_value {
        Some(p) if p <= test.alpha => format!("at or below the level of {}", level(test.alpha)),
        Some(_) => format!("above the level of {}", level(test.alpha)),
        None => "no test".to_owned(),
    }
}

/// What stands below the gain.
pub(crate) fn gain_interval(low: f64, high: f64, metric: &str) -> String {
    format!("{metric}; 95 % interval {}", differences(low, high))
}

/// Why there is no gain.
pub(crate) fn no_gain(compared: bool) -> &'static str {
    if compared {
        "not measured"
    } else {
        "no networks compared yet"
    }
}

/// The rows that a test used.
pub(crate) fn sum_of_rows([source, target]: [u64; 2]) -> String {
    format!("{} + {}", count(source), count(target))
}

/// A number by the name it has in the report.
pub(crate) fn number(field: &str) -> &str {
    match field {
        "p_value" => "p-value",
        "statistic" | "mmd_fuse" => "Statistic of all kernels (MMD-FUSE, calibrated)",
        "mmd2_unbiased" => "MMD² of the median kernel, unbiased",
        "mmd2_biased" => "MMD² of the median kernel, biased",
        "bandwidth" => "Bandwidth of the median kernel",
        "effect_sd" => "Effect, as a shift of the mean",
        "effect_sd_upper" => "Effect, upper bound (95 %)",
        "margin_sd" => "Margin that counts as the same",
        "smallest_detectable_sd" => "Smallest shift caught 4 times in 5",
        "by_column" => "Column by column",
        "loudest_kernel" => "Kernel that speaks loudest",
        "rows_used" => "Rows used",
        "permutations" => "Permutations",
        "regime" => "How they were drawn",
        "gain" => "Gain of fine-tuning over training from scratch",
        other => other,
    }
}

/// What a number means, in a sentence or two, and what it does not.
pub(crate) fn meaning(field: &str) -> Option<&'static str> {
    Some(match field {
        "effect_sd" => {
            "How far apart the two domains are, as the shift of the mean, in standard deviations of the columns, that \
             would give the same distance (MMD). The bound says how large it may be, with 95 % confidence."
        }
        "p_value" => {
            "How often rows that are dealt out to both tables at random lie at least as far apart as yours. Small: chance \
             does not explain the difference. Large: nothing was found, which does not mean that nothing is there."
        }
        "smallest_detectable_sd" => {
            "The smallest shift of the mean that this test, with this many rows, would have found in 4 of 5 cases. A \
             smaller difference can easily be missed."
        }
        "gain" => {
            "How much better the fine-tuned network predicts held-out target rows than one trained on the target alone, \
             over paired repeats. Only an interval wholly above zero is a gain."
        }
        _ => return None,
    })
}
