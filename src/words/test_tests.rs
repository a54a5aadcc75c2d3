//! What is said of tests.

use super::*;
use crate::report::ColumnEffect;
use crate::report::fixture;

#[test]
fn undecided_never_reads_as_same() {
    let mut test = fixture::outcome().report.test;
    test.verdict = Verdict::Undecided;
    test.p_value = Some(0.9);
    assert!(verdict(&test, &INPUTS).ends_with("It could have missed one smaller than 0.11\u{a0}SD."));
    test.smallest_detectable_sd = None;
    let sentence = verdict(&test, &INPUTS).to_lowercase();
    assert!(
        sentence.contains("does not show that there is none"),
        "{sentence}"
    );
    for text in [
        &*sentence,
        &headline(&fixture::test(Verdict::Undecided, 0.5)).to_lowercase(),
    ] {
        for word in ["same", "equal", "identical"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
    }
    assert!(caution(Verdict::Undecided, false).contains("does not mean that the domains agree"));
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
        text.contains("about 1,500 rows") && text.contains("as large as 0.40\u{a0}SD"),
        "{text}"
    );
}

#[test]
fn a_verdict_names_the_column_that_forbids_same() {
    let mut test = fixture::outcome().report.test;
    let column = |unseen_share| ColumnEffect {
        name: "power".into(),
        p_adjusted: 0.001,
        effect_sd: 0.61,
        is_higher: None,
        effect_probability: None,
        unseen_share,
        outside_share: None,
    };
    let mut said = |verdict_of, bound, unseen_share| {
        (test.verdict, test.effect_sd_upper) = (verdict_of, Some(bound));
        test.by_column = Some(vec![column(unseen_share)]);
        assert!(bound > 0.2 || rows_to_decide(&test).is_none());
        verdict(&test, &INPUTS)
    };
    for open in [Verdict::Undecided, Verdict::Different] {
        let text = said(open, 0.1, None);
        assert!(
            text.contains(
                "Column power alone differs by 0.61\u{a0}SD (adjusted p = .001), no less than the margin of 0.20\u{a0}SD"
            ),
            "{text}"
        );
        let text = said(open, 0.1, Some(0.43));
        assert!(
            text.contains("In column power, 43\u{a0}% of the target rows"),
            "{text}"
        );
    }
    // The whole difference is large.
    assert!(!said(Verdict::Different, 0.4, None).contains("power"));
    // Below the margin.
    test.by_column = Some(vec![ColumnEffect {
        effect_sd: 0.19,
        ..column(Some(MAX_UNSEEN_SHARE))
    }]);
    (test.verdict, test.effect_sd_upper) = (Verdict::Undecided, Some(0.1));
    assert!(!verdict(&test, &INPUTS).contains("power"));
    // A margin in standard deviations says nothing of a share.
    (test.margin_sd, test.by_column) = (Some(1.0), Some(vec![column(Some(0.15))]));
    let text = verdict(&test, &INPUTS);
    assert!(
        text.contains("15\u{a0}% of the target rows") && text.contains("(limit: 10\u{a0}%)"),
        "{text}"
    );
}

#[test]
fn columns_of_categories_without_a_common_value_are_named() {
    let mut test = fixture::outcome().report.test;
    let column = |unseen, probability| ColumnEffect {
        name: "city".into(),
        p_adjusted: 0.001,
        effect_sd: 2.0,
        is_higher: None,
        effect_probability: probability,
        unseen_share: Some(unseen),
        outside_share: None,
    };
    let mut said = |unseen, probability| {
        test.by_column = Some(vec![column(unseen, probability)]);
        verdict(&test, &INPUTS)
    };
    let hint = "The two tables share no value in city. They may use different languages or spellings.";
    assert!(said(1.0, Some(1.0)).ends_with(hint));
    for text in [said(0.99, Some(1.0)), said(1.0, None)] {
        assert!(!text.contains("share no value"), "{text}");
    }
}

#[test]
fn columns_have_a_finding() {
    let mut test = fixture::outcome().report.test;
    assert_eq!(columns_finding(&test), None);
    let column = |p_adjusted| ColumnEffect {
        name: "a".into(),
        p_adjusted,
        effect_sd: 0.3,
        is_higher: None,
        effect_probability: None,
        unseen_share: None,
        outside_share: None,
    };
    test.by_column = Some(vec![column(0.01), column(0.5)]);
    assert!(
        columns_finding(&test)
            .unwrap()
            .starts_with("1 of 2 columns moved")
    );
    test.verdict = Verdict::Undecided;
    assert!(
        columns_finding(&test)
            .unwrap()
            .ends_with("all columns together can miss that.")
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
fn the_effect_stands_against_the_margin() {
    let mut test = fixture::outcome().report.test;
    let mut title = |effect, upper, p| {
        (test.effect_sd, test.effect_sd_upper, test.margin_sd) = (Some(effect), upper, Some(0.2));
        test.p_value = Some(p);
        effect_title(&test).unwrap()
    };
    assert!(title(2.0, Some(2.1), 0.001).ends_with(": above the margin of 0.20\u{a0}SD"));
    assert!(title(0.05, Some(0.1), 0.5).ends_with(": below the margin of 0.20\u{a0}SD"));
    // An estimate above the margin says nothing where chance explains it.
    for (effect, p) in [(0.3, 0.5), (0.1, 0.001)] {
        assert!(title(effect, Some(0.4), p).ends_with(": not shown to be below the margin of 0.20\u{a0}SD"));
    }
    assert!(title(0.3, None, 0.5).ends_with("Effect 0.30\u{a0}SD"));
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

#[test]
fn a_column_that_leaves_no_series_a_run_is_named() {
    let mut test = fixture::full().report.test;
    test.verdict = Verdict::TooFewIndependentRows;
    test.p_value = None;
    assert!(
        verdict(&test, &INPUTS)
            .contains("Within the same months of the year the tables have 52 and 51 such runs")
    );
    test.succession.as_mut().unwrap().within = None;
    assert!(verdict(&test, &INPUTS).contains("A test needs 10 such runs in each table: about 70 rows."));
    test.succession.as_mut().unwrap().runs = [0, 0];
    assert_eq!(
        too_few_independent_rows(&test),
        "Divided by “meter”, no series has 7 rows, which one run needs. Choose another column under Series."
    );
}
