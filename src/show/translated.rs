//! Checks that results in Chinese have no English left, except names and signs.

use super::{html, plain_text};
use crate::language::{Language, speak};
use crate::report::{Absent, Action, MetricName, Outcome, Quantity, Regime, Task, Verdict, fixture};

/// The text of a document, without its markup.
fn text_of(markup: &str) -> String {
    let body = markup.split_once("</head>").map_or(markup, |(_, body)| body);
    let mut text = String::new();
    for piece in body.split('<') {
        let (tag, words) = piece.split_once('>').unwrap_or(("", piece));
        if !tag.starts_with("style") {
            text.push_str(words);
        }
        text.push('\n');
        for name in ["aria-label=\"", "title=\""] {
            if let Some((_, rest)) = tag.split_once(name) {
                text.push_str(rest.split('"').next().unwrap_or_default());
                text.push('\n');
            }
        }
    }
    text
}

/// Two English words in a row, the second of them no name. Cited papers keep their titles.
fn english_in(line: &str) -> Option<String> {
    if line.starts_with("来源") {
        return None;
    }
    let line = line.strip_prefix("- ").unwrap_or(line);
    let words = line.split(|character: char| !character.is_ascii_alphabetic() && !" -–".contains(character));
    words
        .map(str::trim)
        .find(|run| {
            let mut words = run.split_whitespace().skip(1);
            words.any(|word| word.len() > 1 && word.chars().all(|letter| letter.is_ascii_lowercase()))
        })
        .map(str::to_owned)
}

/// The fixture in every state with its own words.
fn outcomes() -> Vec<Outcome> {
    let mut all = Vec::new();
    for mut outcome in [fixture::outcome(), fixture::full()] {
        outcome.report.advice.reasons = fixture::reasons();
        let fields = Quantity::ALL.into_iter().cycle();
        let absent = fields.zip(fixture::whys());
        outcome.report.test.absent = absent.map(|(field, reason)| Absent { field, reason }).collect();
        all.push(outcome.clone());
        for verdict in [
            Verdict::Same,
            Verdict::Negligible,
            Verdict::Undecided,
            Verdict::TooFewRows,
            Verdict::TooFewIndependentRows,
        ] {
            outcome.report.test.verdict = verdict;
            if let Some(relation) = &mut outcome.report.relation {
                relation.verdict = verdict;
            }
            all.push(outcome.clone());
        }
        for action in [Action::ReuseAsIs, Action::TrainFromScratch, Action::CollectMore] {
            outcome.report.advice.action = action;
            all.push(outcome.clone());
        }
        for regime in [
            Regime::None,
            Regime::Runs,
            Regime::Enumeration,
            Regime::RowPermutations,
            Regime::Subsample,
            Regime::RandomFeatures,
        ] {
            outcome.report.test.regime = regime;
            all.push(outcome.clone());
        }
        if let Some(comparison) = &mut outcome.report.comparison {
            comparison.task = Task::Classification;
            comparison.new_classes = vec!["A".into()];
            comparison.metric = MetricName::BalancedAccuracy;
        }
        outcome.pictures.errors = Some(fixture::confusion());
        all.push(outcome.clone());
        outcome.report.comparison = None;
        all.push(outcome.clone());
        outcome.report.relation = None;
        outcome.report.adaptation = None;
        all.push(outcome);
    }
    all
}

#[test]
fn a_result_in_chinese_has_no_english_sentence() {
    speak(Language::Chinese);
    let mut left = std::collections::BTreeSet::new();
    for outcome in outcomes() {
        let text = plain_text(&outcome, None) + &text_of(&html(&outcome, None));
        assert!(text.contains("两张表") && text.len() > 2_000, "{text}");
        left.extend(text.lines().filter_map(english_in));
    }
    speak(Language::English);
    assert!(left.is_empty(), "{left:#?}");
}

#[test]
fn an_english_sentence_is_noticed() {
    assert!(english_in("共2列，the effect is small。").is_some());
    assert!(english_in("用Kindred计算（MMD-FUSE，Westfall–Young max-T）").is_none());
    speak(Language::English);
    assert!(
        text_of(&html(&fixture::outcome(), None))
            .lines()
            .any(|line| english_in(line).is_some())
    );
}
