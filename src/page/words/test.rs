//! Words about the two-sample test.
//!
//! A large p-value is never put as "the same": [`verdict`] keeps "undecided" apart from "same".

use crate::page::numbers::{count, counted, level, probability, significant};
use crate::report::{Histogram, Regime, Test, Verdict};

pub(in crate::page) const TEST_INTRO: &str = "The test asks whether source and target inputs could come from one \
    distribution. It compares them with the maximum mean discrepancy (MMD), a distance between distributions, \
    and then deals the rows out anew at random (permutations) to learn what distances \
    chance alone gives.";
pub(in crate::page) const TEST_WAITS: &str = "The test needs two tables.";
pub(in crate::page) const NUMBERS_AND_PICTURE: &str = "Numbers and picture of the test";

/// The verdict in one or two words.
pub(in crate::page) fn headline(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Same => "Same domain, within the margin",
        Verdict::Negligible => "A difference too small to matter",
        Verdict::Different => "Different domains",
        Verdict::Undecided => "Undecided",
        Verdict::TooFewRows => "Too few rows",
    }
}

/// What a test compared, as the subject of a sentence and after "between".
pub(in crate::page) struct Compared {
    subject: &'static str,
    between: &'static str,
}

/// The inputs alone.
pub(in crate::page) const INPUTS: Compared = Compared {
    subject: "The inputs of source and target",
    between: "the inputs of source and target",
};
/// Inputs and label together.
pub(in crate::page) const RELATION: Compared = Compared {
    subject: "Source and target, inputs and label taken together,",
    between: "source and target, inputs and label taken together",
};

/// The verdict in a sentence.
pub(in crate::page) fn verdict(test: &Test, compared: &Compared) -> String {
    let Compared { subject, between } = compared;
    let alpha = level(test.alpha);
    let p = test.p_value.map(probability);
    let p = p.as_deref().unwrap_or("is not known");
    let margin = test.margin_sd.map_or_else(
        || "the margin".to_owned(),
        |margin| format!("{} standard deviations", significant(margin, 2)),
    );
    match test.verdict {
        Verdict::Different => {
            format!(
                "{subject} differ by more than chance explains (p {p}, at or below the level α = {alpha})."
            )
        }
        Verdict::Undecided => format!(
            "The test found no difference between {between} (p {p}, above the level α = {alpha}), which does \
             not show that there is none."
        ),
        Verdict::Same => format!(
            "The test found no difference between {between} (p {p}, above the level α = {alpha}), and with \
             95 % confidence any difference is smaller than {margin}."
        ),
        Verdict::Negligible => format!(
            "{subject} differ (p {p}, at or below the level α = {alpha}), but with 95 % confidence by less than \
             {margin}."
        ),
        Verdict::TooFewRows => {
            format!("There are too few rows to compare {between}; no verdict is possible.")
        }
    }
}

/// What a verdict does not say.
pub(in crate::page) fn caution(verdict: Verdict, compared: bool) -> &'static str {
    match verdict {
        Verdict::Different if compared => {
            "It does not say that the network fails on the target. Inputs can shift where the network does not \
             mind. The comparison below shows what became of it."
        }
        Verdict::Different => {
            "It does not say that the network fails on the target. Inputs can shift where the network does not \
             mind. Only a comparison of networks on target rows decides."
        }
        Verdict::Undecided => {
            "It does not say that the two domains agree. A difference too small for this many rows may be there; \
             more rows would show smaller ones."
        }
        Verdict::Same => {
            "It does not say that the network carries over. The inputs agree; the relation to the label may still \
             have changed."
        }
        Verdict::Negligible => {
            "It does not say that the network carries over. The inputs nearly agree; the relation to the label may \
             still have changed."
        }
        Verdict::TooFewRows => {
            "It says nothing about the domains at all, neither that they agree nor that they differ. Collect more \
             rows."
        }
    }
}

pub(in crate::page) const RELATION_HEADING: &str = "Inputs and label together";
pub(in crate::page) const RELATION_INTRO: &str = "The same test with the label as one more column. It sees what the test \
    on the inputs cannot: that the same inputs go with other labels.";
pub(in crate::page) const CAUTION_HEADING: &str = "What this does not say";

/// How rows were used.
pub(in crate::page) fn regime(regime: Regime) -> &'static str {
    match regime {
        Regime::None => "no test",
        Regime::Enumeration => "every permutation of the rows",
        Regime::RowPermutations => "random permutations of single rows",
        Regime::BinSums => "random permutations of bins of rows",
        Regime::Subsample => "random permutations of bins of a random part of the rows",
    }
}

pub(in crate::page) const ABSENT: &str = "Numbers that are not there, and why";

/// Why the test used fewer rows than there are, where it did.
pub(in crate::page) fn rows_used(test: &Test, rows: [u64; 2], is_relation: bool) -> Option<String> {
    if test.rows_used == rows || test.regime == Regime::None {
        return None;
    }
    let [used, all] = [test.rows_used, rows];
    let why = match (test.regime, is_relation) {
        (Regime::Subsample, _) => "It takes a random part of the rows, so that it stays quick.",
        (Regime::BinSums, false) => {
            "It permutes bins of equally many rows; the few rows that fill no bin are left out at random."
        }
        (Regime::BinSums, true) => {
            "Rows without a label are left out, and so are the few that fill no bin of equally many rows."
        }
        _ => "Rows without a label are left out.",
    };
    Some(format!(
        "The test used {} of {} and {} of {}. {why}",
        count(used[0]),
        counted(all[0], "source row"),
        count(used[1]),
        counted(all[1], "target row")
    ))
}

/// The finding of a permutation histogram: how many permutations are as extreme as the data.
pub(in crate::page) fn permutations_title(test: &Test) -> String {
    let total = u64::from(test.permutations);
    let beyond = test.p_value.map(|p| {
        // The data count as one permutation of their own.
        let times = p * (f64::from(test.permutations) + 1.0) - 1.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "not negative, and at most the number of permutations"
        )]
        let times = times.round().clamp(0.0, f64::from(test.permutations)) as u64;
        times
    });
    match (beyond, test.regime) {
        // An enumeration counts the data among its permutations, so the correction above would mislead.
        (_, Regime::Enumeration) | (None, _) => {
            format!("The observed value among {}", counted(total, "permutation"))
        }
        (Some(0), _) => format!(
            "None of {} gives a distance as large as the data",
            counted(total, "random permutation")
        ),
        (Some(1), _) => format!(
            "1 of {} gives a distance at least as large as the data",
            counted(total, "random permutation")
        ),
        (Some(beyond), _) => format!(
            "{} of {} give a distance at least as large as the data",
            count(beyond),
            counted(total, "random permutation")
        ),
    }
}

/// The description of a permutation histogram for those who do not see it.
pub(in crate::page) fn permutations_description(test: &Test, histogram: &Histogram) -> String {
    let observed = test.statistic.as_ref().map_or_else(
        || "not known".to_owned(),
        |statistic| significant(statistic.value, 3),
    );
    format!(
        "Histogram of the statistic under random permutation, from {} to {}. The observed value is {observed}.",
        significant(histogram.low, 3),
        significant(histogram.high, 3)
    )
}

/// A number of the test by the name it has in the report.
pub(in crate::page) fn number(field: &str) -> &str {
    match field {
        "p_value" => "p-value",
        "statistic" => "Statistic",
        "mmd2_unbiased" => "MMD², unbiased",
        "mmd2_biased" => "MMD², biased",
        "bandwidth" => "Bandwidth of the kernel",
        "effect_sd" => "Effect, as a shift of the mean",
        "effect_sd_upper" => "Effect, upper bound (95 %)",
        "margin_sd" => "Margin that counts as the same",
        "smallest_detectable_sd" => "Smallest shift caught 4 times in 5",
        "by_column" => "Column by column",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::fixture;

    #[test]
    fn undecided_never_reads_as_same() {
        let mut test = fixture::outcome().report.test;
        test.verdict = Verdict::Undecided;
        test.p_value = Some(0.9);
        let sentence = verdict(&test, &INPUTS).to_lowercase();
        assert!(
            sentence.contains("does not show that there is none"),
            "{sentence}"
        );
        for text in [&*sentence, &headline(Verdict::Undecided).to_lowercase()] {
            for word in ["same", "equal", "identical"] {
                assert!(!text.contains(word), "{word} in {text}");
            }
        }
        assert!(caution(Verdict::Undecided, false).contains("does not say that the two domains agree"));
    }

    #[test]
    fn fewer_rows_than_there_are_have_a_reason() {
        let mut test = fixture::outcome().report.test;
        assert_eq!(rows_used(&test, [366, 365], false), None);
        let text = rows_used(&test, [1_366, 365], false).unwrap_or_default();
        assert!(
            text.starts_with("The test used 366 of 1,366 source rows"),
            "{text}"
        );
        assert!(text.contains("fill no bin"), "{text}");
        test.regime = Regime::Subsample;
        assert!(rows_used(&test, [1_366, 365], true).is_some_and(|text| text.contains("random part")));
    }

    #[test]
    fn a_verdict_names_its_numbers() {
        let test = fixture::outcome().report.test;
        let sentence = verdict(&test, &INPUTS);
        assert!(
            sentence.contains("p = .0005") && sentence.contains("α = .05"),
            "{sentence}"
        );
    }

    #[test]
    fn the_histogram_counts_the_permutations_beyond_the_data() {
        let mut test = fixture::outcome().report.test;
        assert_eq!(
            permutations_title(&test),
            "None of 1,999 random permutations gives a distance as large as the data"
        );
        test.p_value = Some(0.01);
        assert_eq!(
            permutations_title(&test),
            "19 of 1,999 random permutations give a distance at least as large as the data"
        );
    }
}
