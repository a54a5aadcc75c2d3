//! Words about the two-sample test.
//!
//! A large p-value is never put as "the same": [`verdict`] keeps "undecided" apart from "same".

use crate::report::{Histogram, Regime, Test, Verdict};
use crate::show::nouns::Noun;
use crate::show::numbers::{count, counted, level, probability, significant};

/// The verdict in one or two words.
pub(crate) fn headline(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Same => "Same domain, within the margin",
        Verdict::Negligible => "A difference too small to matter",
        Verdict::Different => "Different domains",
        Verdict::Undecided => "Undecided",
        Verdict::TooFewRows => "Too few rows",
    }
}

/// What a test compared, as the subject of a sentence and after "between".
pub(crate) struct Compared {
    subject: &'static str,
    between: &'static str,
}

/// The inputs alone.
pub(crate) const INPUTS: Compared = Compared {
    subject: "The inputs of source and target",
    between: "the inputs of source and target",
};
/// Inputs and label together.
pub(crate) const RELATION: Compared = Compared {
    subject: "Source and target, inputs and label taken together,",
    between: "source and target, inputs and label taken together",
};

/// The verdict in a sentence.
pub(crate) fn verdict(test: &Test, compared: &Compared) -> String {
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
pub(crate) fn caution(verdict: Verdict, compared: bool) -> &'static str {
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

/// About how many rows on each side would decide, where the verdict is open: the bound of the effect shrinks with the
/// square root of the rows, and has to fall below the margin.
pub(crate) fn rows_to_decide(test: &Test) -> Option<String> {
    let (Verdict::Undecided, Some(bound), Some(margin)) =
        (test.verdict, test.effect_sd_upper, test.margin_sd)
    else {
        return None;
    };
    let smaller = test.rows_used.into_iter().min()?;
    let factor = bound / margin;
    let rows = smaller as f64 * factor * factor;
    if !(1.0..1e9).contains(&rows) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 1 and a billion"
    )]
    let rows = rounded_up(rows as u64);
    Some(format!(
        "The difference may still be as large as {} standard deviations. If there is none, about {} rows on each side \
         would show that it is smaller than {}.",
        significant(bound, 2),
        count(rows),
        significant(margin, 2)
    ))
}

/// To two digits, upwards.
fn rounded_up(number: u64) -> u64 {
    let mut unit = 1;
    while number / unit >= 100 {
        unit *= 10;
    }
    number.div_ceil(unit) * unit
}

/// What moved, where the columns were tested one by one.
pub(crate) fn columns_finding(test: &Test) -> Option<String> {
    let columns = test.by_column.as_deref().filter(|columns| !columns.is_empty())?;
    let moved = columns
        .iter()
        .filter(|column| column.p_adjusted <= test.alpha)
        .count();
    let differs = matches!(test.verdict, Verdict::Different | Verdict::Negligible);
    Some(match (moved, differs) {
        (0, true) => "No single column moved; their relation to each other did, or each a little.".to_owned(),
        (0, false) => "No column moved more than chance explains.".to_owned(),
        (1, _) => format!(
            "1 of {} moved more than chance explains.",
            counted(columns.len() as u64, Noun::Column)
        ),
        (moved, _) => format!(
            "{} of {} moved more than chance explains.",
            count(moved as u64),
            counted(columns.len() as u64, Noun::Column)
        ),
    })
}

/// The finding of the picture of the effect.
pub(crate) fn effect_title(test: &Test, is_relation: bool) -> Option<String> {
    let margin = significant(test.margin_sd?, 2);
    let moved = if is_relation { "the label" } else { "the inputs" };
    Some(match test.effect_sd_upper {
        Some(bound) if bound < test.margin_sd? => format!(
            "As if {moved} had moved by {} standard deviations, at most {}: below the margin of {margin}",
            significant(test.effect_sd?, 2),
            significant(bound, 2)
        ),
        Some(bound) => format!(
            "As if {moved} had moved by {} standard deviations, at most {}: not surely below the margin of {margin}",
            significant(test.effect_sd?, 2),
            significant(bound, 2)
        ),
        None => format!(
            "As if {moved} had moved by {} standard deviations",
            significant(test.effect_sd?, 2)
        ),
    })
}

pub(crate) const RELATION_HEADING: &str = "Inputs and label together";
pub(crate) const RELATION_INTRO: &str = "The same test with the label as one more column. It sees what the test \
    on the inputs cannot: that the same inputs go with other labels.";
pub(crate) const CAUTION_HEADING: &str = "What this does not say";

/// How rows were used.
pub(crate) fn regime(regime: Regime) -> &'static str {
    match regime {
        Regime::None => "no test",
        Regime::Enumeration => "every permutation of the rows",
        Regime::RowPermutations => "random permutations of single rows",
        Regime::BinSums => "random permutations of bins of rows",
        Regime::Subsample => "random permutations of bins of a random part of the rows",
        Regime::RandomFeatures => {
            "random permutations of bins: random features of all rows, and all pairs of a random part of them"
        }
    }
}

pub(crate) const ABSENT: &str = "Numbers that are not there, and why";

/// Why the test used fewer rows than there are, where it did.
pub(crate) fn rows_used(test: &Test, rows: [u64; 2], is_relation: bool) -> Option<String> {
    if test.rows_used == rows || test.regime == Regime::None {
        return None;
    }
    let [used, all] = [test.rows_used, rows];
    let why = match (test.regime, is_relation) {
        (Regime::Subsample, _) => "It takes a random part of the rows, so that it stays quick.",
        (Regime::BinSums | Regime::RandomFeatures, false) => {
            "It permutes bins of equally many rows; the few rows that fill no bin are left out at random."
        }
        (Regime::BinSums | Regime::RandomFeatures, true) => {
            "Rows without a label are left out, and so are the few that fill no bin of equally many rows."
        }
        _ => "Rows without a label are left out.",
    };
    Some(format!(
        "The test used {} of {} and {} of {}. {why}",
        count(used[0]),
        counted(all[0], Noun::SourceRow),
        count(used[1]),
        counted(all[1], Noun::TargetRow)
    ))
}

/// The finding of a permutation histogram: how many permutations are as extreme as the data.
pub(crate) fn permutations_title(test: &Test) -> String {
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
            format!("The observed value among {}", counted(total, Noun::Permutation))
        }
        (Some(0), _) => format!(
            "None of {} gives a distance as large as the data",
            counted(total, Noun::RandomPermutation)
        ),
        (Some(1), _) => format!(
            "1 of {} gives a distance at least as large as the data",
            counted(total, Noun::RandomPermutation)
        ),
        (Some(beyond), _) => format!(
            "{} of {} give a distance at least as large as the data",
            count(beyond),
            counted(total, Noun::RandomPermutation)
        ),
    }
}

/// The description of a permutation histogram for those who do not see it.
pub(crate) fn permutations_description(test: &Test, histogram: &Histogram) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::ColumnEffect;
    use crate::show::fixture;

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
    fn an_open_verdict_says_how_many_rows_would_decide() {
        let mut test = fixture::outcome().report.test;
        assert_eq!(rows_to_decide(&test), None);
        test.verdict = Verdict::Undecided;
        // Twice the margin: four times the rows.
        (test.effect_sd_upper, test.margin_sd, test.rows_used) = (Some(0.4), Some(0.2), [366, 1_000]);
        let text = rows_to_decide(&test).unwrap();
        assert!(
            text.contains("about 1,500 rows") && text.contains("0.40 standard"),
            "{text}"
        );
    }

    #[test]
    fn columns_have_a_finding() {
        let mut test = fixture::outcome().report.test;
        assert_eq!(columns_finding(&test), None);
        let column = |p_adjusted| ColumnEffect {
            name: "a".into(),
            p_adjusted,
            effect_sd: 0.3,
            effect_probability: None,
        };
        test.by_column = Some(vec![column(0.01), column(0.5)]);
        assert!(
            columns_finding(&test)
                .unwrap()
                .starts_with("1 of 2 columns moved")
        );
        test.by_column = Some(vec![column(0.5)]);
        test.verdict = Verdict::Different;
        assert!(
            columns_finding(&test)
                .unwrap()
                .starts_with("No single column moved")
        );
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
