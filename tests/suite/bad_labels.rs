//! Labels that are missing, constant, absurd or too few: each has an answer that says why, or a comparison that can
//! still be trusted.

use crate::asking::{ask, table};
use crate::small::{draws, small};
use kindred::failure::{ModelError, Phase, ReuseError};
use kindred::features::{FeatureError, LabelError, LeftOutReason, Side};
use kindred::report::{Action, ArmName, Outcome, Reason, Settings, Task};
use kindred::table::Table;

/// A table whose label is what `label` makes of the row's number and its draws.
fn labelled(file: &str, rows: usize, seed: u64, label: impl Fn(usize, [f64; 3]) -> String) -> Table {
    let rows = draws(rows, seed).into_iter().enumerate();
    table(
        file,
        "x,z,y",
        rows.map(|(row, draw)| format!("{:.4},{:.4},{}", draw[0], draw[1], label(row, draw))),
    )
}

fn number(_: usize, [x, z, noise]: [f64; 3]) -> String {
    format!("{:.4}", 10.0 + x * z + x + noise)
}

fn class(_: usize, [x, z, noise]: [f64; 3]) -> String {
    (if x + z + noise > 0.0 { "high" } else { "low" }).to_owned()
}

fn outcome(source: &Table, target: &Table) -> Outcome {
    ask(source, target, small(2)).unwrap().0
}

/// Why there is no comparison.
fn refused(source: &Table, target: &Table) -> ReuseError {
    refused_with(source, target, small(2))
}

fn refused_with(source: &Table, target: &Table, settings: Settings) -> ReuseError {
    match ask(source, target, settings) {
        Err(error) => error,
        Ok((outcome, _)) => panic!("{:?}", outcome.report.comparison),
    }
}

/// What is wrong with the label.
fn label_problem(error: ReuseError) -> LabelError {
    match error {
        ReuseError::Label(error) | ReuseError::Features(FeatureError::Label(error)) => error,
        other => panic!("{other:?}"),
    }
}

fn unusable(reason: LeftOutReason) -> LabelError {
    LabelError::Unusable {
        column: "y".to_owned(),
        reason,
    }
}

fn no_target_label() -> ReuseError {
    ReuseError::NoTargetLabel {
        file: "b.csv".to_owned(),
        label: "y".to_owned(),
    }
}

fn nothing_to_judge(rows: usize) -> ReuseError {
    ReuseError::NothingToJudge {
        file: "b.csv".to_owned(),
        label: "y".to_owned(),
        rows,
    }
}

/// No number of a report is missing or infinite, and no interval is inside out.
fn is_sound(outcome: &Outcome) {
    let comparison = outcome.report.comparison.as_ref().unwrap();
    for arm in &comparison.arms {
        for metric in &arm.metrics {
            let numbers = [metric.measure.low, metric.measure.mean, metric.measure.high];
            assert!(numbers.iter().all(|number| number.is_finite()), "{arm:?}");
            assert!(numbers.is_sorted(), "{arm:?}");
        }
    }
}

#[test]
fn no_label() {
    let (source, target) = (labelled("a.csv", 60, 1, number), labelled("b.csv", 60, 2, number));
    let settings = |label: Option<&str>| Settings {
        label: label.map(str::to_owned),
        ..small(2)
    };
    assert_eq!(
        refused_with(&source, &target, settings(None)),
        ReuseError::NoLabel
    );
    assert_eq!(
        refused_with(&source, &target, settings(Some("price"))),
        ReuseError::Features(FeatureError::NoSuchColumn {
            file: "a.csv".to_owned(),
            column: "price".to_owned(),
            known: ["x", "z", "y"].map(str::to_owned).to_vec(),
        })
    );
    let without = table(
        "b.csv",
        "x,z",
        draws(60, 2)
            .iter()
            .map(|draw| format!("{:.4},{:.4}", draw[0], draw[1])),
    );
    assert_eq!(refused(&source, &without), no_target_label());
}

#[test]
fn a_label_that_is_empty_on_one_side() {
    let whole = labelled("a.csv", 60, 1, number);
    let empty = labelled("b.csv", 60, 2, |_, _| String::new());
    assert_eq!(refused(&whole, &empty), no_target_label());
    assert_eq!(
        label_problem(refused(&empty, &whole)),
        LabelError::AllMissing {
            column: "y".to_owned(),
            side: Side::Source,
        }
    );
}

#[test]
fn a_label_that_is_constant() {
    for (varied, constant) in [
        (number as fn(usize, [f64; 3]) -> String, "7.5"),
        (class as fn(usize, [f64; 3]) -> String, "high"),
    ] {
        let same = |file: &str, seed| labelled(file, 60, seed, |_, _| constant.to_owned());
        let whole = labelled("whole.csv", 60, 3, varied);
        for refused in [
            refused(&whole, &same("b.csv", 1)),
            refused(&same("b.csv", 1), &whole),
        ] {
            assert_eq!(
                refused,
                ReuseError::ConstantLabel {
                    file: "b.csv".to_owned(),
                    label: "y".to_owned(),
                }
            );
        }
        assert_eq!(
            label_problem(refused(&same("a.csv", 1), &same("b.csv", 2))),
            unusable(LeftOutReason::Constant)
        );
    }
}

#[test]
fn a_label_that_is_another_text_in_every_row() {
    let text = |from: usize| move |row: usize, _: [f64; 3]| format!("name {}", from + row);
    let both = |rows: usize| {
        [
            labelled("a.csv", rows, 1, text(0)),
            labelled("b.csv", rows, 2, text(7)),
        ]
    };
    let [source, target] = both(60);
    assert_eq!(
        label_problem(refused(&source, &target)),
        unusable(LeftOutReason::Text)
    );
    // Each text twice, so that it looks like a class.
    let pairs = |row: usize, _: [f64; 3]| format!("kind {}", row / 2);
    let [source, target] = [("a.csv", 1), ("b.csv", 2)].map(|(file, seed)| labelled(file, 300, seed, pairs));
    assert_eq!(
        label_problem(refused(&source, &target)),
        LabelError::TooManyClasses {
            column: "y".to_owned(),
            found: 150,
        }
    );
    // Whole numbers that are all different are numbers and no classes.
    let whole = |row: usize, [x, ..]: [f64; 3]| format!("{}", 1_000 + 60 * row + if x > 0.0 { 7 } else { 0 });
    let [source, target] = [("a.csv", 1), ("b.csv", 2)].map(|(file, seed)| labelled(file, 60, seed, whole));
    let comparison = outcome(&source, &target).report.comparison.unwrap();
    assert_eq!(comparison.task, Task::Regression);
}

#[test]
fn a_label_that_is_missing_in_places() {
    let holes = |every: usize| {
        move |row: usize, draw: [f64; 3]| {
            if row.is_multiple_of(every) {
                String::new()
            } else {
                number(row, draw)
            }
        }
    };
    let source = labelled("a.csv", 100, 1, holes(4));
    let target = labelled("b.csv", 100, 2, holes(5));
    let outcome = outcome(&source, &target);
    is_sound(&outcome);
    let rows = outcome.report.comparison.unwrap().rows;
    assert_eq!(
        rows.source_training + rows.source_validation + rows.source_held_out,
        75
    );
    assert_eq!(rows.target_training + rows.target_validation + rows.held_out, 80);
    // Bins of equal size: rows that fill none are left out.
    assert_eq!(outcome.report.relation.unwrap().rows_used, [75, 80]);
}

#[test]
fn one_row_of_a_class() {
    let whole = |file: &str, seed| labelled(file, 80, seed, class);
    let single = |file: &str, seed| {
        labelled(file, 80, seed, |row, draw| {
            if row == 40 {
                "single".to_owned()
            } else {
                class(row, draw)
            }
        })
    };
    for (source, target, new) in [
        (single("a.csv", 1), whole("b.csv", 2), false),
        (whole("a.csv", 1), single("b.csv", 2), true),
        (single("a.csv", 1), single("b.csv", 2), false),
    ] {
        let outcome = outcome(&source, &target);
        is_sound(&outcome);
        let comparison = outcome.report.comparison.unwrap();
        assert_eq!(comparison.new_classes == ["single"], new);
        let scratch = comparison.arm(ArmName::FromScratch).unwrap();
        assert!(scratch.measure.mean > 0.7, "{scratch:?}");
    }
    // One row that says otherwise teaches, and nothing judges it.
    let odd = labelled("b.csv", 80, 2, |row, _| {
        (if row == 40 { "high" } else { "low" }).to_owned()
    });
    assert_eq!(refused(&whole("a.csv", 1), &odd), nothing_to_judge(24));
    // In the source it is enough to train on.
    is_sound(&outcome(&odd, &whole("a.csv", 1)));
}

/// The source network's balanced accuracy as it is, where it was judged.
fn as_is(outcome: &Outcome) -> Option<f64> {
    let comparison = outcome.report.comparison.as_ref().unwrap();
    comparison.arm(ArmName::SourceAsIs).map(|arm| arm.measure.mean)
}

#[test]
fn classes_that_are_written_in_another_way() {
    let words = |low: &'static str, high: &'static str, third: &'static str| {
        move |row: usize, draw: [f64; 3]| match class(row, draw).as_str() {
            _ if row.is_multiple_of(20) => third.to_owned(),
            "high" => high.to_owned(),
            _ => low.to_owned(),
        }
    };
    for (source, target) in [
        (words("No", "Yes", "Maybe"), words("No", "Yes", "Yes")),
        (words("No", "Yes", "No"), words("no", "yes", "maybe")),
        (words("No", "Yes", "No"), words("0", "1", "0")),
        (words("<=50K", ">50K", ">50K"), words("<=50K.", ">50K.", ">50K.")),
    ] {
        let outcome = outcome(
            &labelled("a.csv", 200, 1, source),
            &labelled("b.csv", 200, 2, target),
        );
        is_sound(&outcome);
        let score = as_is(&outcome);
        assert!(score.is_some_and(|score| score > 0.45), "{score:?}");
    }
}

#[test]
fn no_class_in_common() {
    let source = labelled("a.csv", 120, 1, class);
    let target = labelled("b.csv", 120, 2, |row, draw| {
        class(row, draw).replace("high", "hoch").replace("low", "tief")
    });
    let outcome = outcome(&source, &target);
    is_sound(&outcome);
    assert_eq!(as_is(&outcome), None);
    let report = outcome.report;
    assert!(
        report.advice.reasons.contains(&Reason::NoSharedClass),
        "{:?}",
        report.advice
    );
    let comparison = report.comparison.unwrap();
    assert!(comparison.arm(ArmName::Recalibrated).is_none());
    assert!(
        comparison
            .arm(ArmName::FineTuned)
            .is_some_and(|arm| arm.measure.mean > 0.7)
    );
    assert!(
        comparison
            .gains
            .iter()
            .all(|gain| ![gain.arm, gain.over].contains(&ArmName::SourceAsIs))
    );
}

#[test]
fn a_number_that_is_infinite() {
    let infinite = |row: usize, draw: [f64; 3]| match row % 10 {
        0 => "inf".to_owned(),
        1 => "-Infinity".to_owned(),
        2 => "NaN".to_owned(),
        _ => number(row, draw),
    };
    let source = labelled("a.csv", 100, 1, infinite);
    let target = labelled("b.csv", 100, 2, infinite);
    let outcome = outcome(&source, &target);
    is_sound(&outcome);
    // They count as missing.
    let rows = outcome.report.comparison.unwrap().rows;
    assert_eq!(rows.target_training + rows.target_validation + rows.held_out, 70);
    assert_eq!(
        rows.source_training + rows.source_validation + rows.source_held_out,
        70
    );
}

#[test]
fn the_largest_numbers_that_a_table_holds() {
    let huge = |row: usize, draw: [f64; 3]| {
        if row.is_multiple_of(7) {
            "3e38".to_owned()
        } else {
            number(row, draw)
        }
    };
    let source = labelled("a.csv", 100, 1, huge);
    let target = labelled("b.csv", 100, 2, huge);
    let outcome = outcome(&source, &target);
    is_sound(&outcome);
    // Such labels have nothing to do with the inputs, and no network is praised.
    assert_eq!(outcome.report.advice.action, Action::CollectMore);
}

/// Labels of the target as the source network sees them, in standard deviations of its own labels, are beyond what single
/// precision holds. A tenth of the learning rate does not help either, and both is said.
#[test]
fn a_loss_beyond_all_numbers() {
    let scaled =
        |exponent: i32| move |row: usize, draw: [f64; 3]| format!("{}e{exponent}", number(row, draw));
    let source = labelled("a.csv", 60, 1, scaled(-20));
    let target = labelled("b.csv", 60, 2, scaled(20));
    assert_eq!(
        refused(&source, &target),
        ReuseError::Model(ModelError::Diverged {
            phase: Phase::Probe,
            epoch: 0
        })
    );
    // The other way round, the network as it is is absurd, and that is what is said of it.
    let outcome = outcome(&target, &source);
    is_sound(&outcome);
    assert_eq!(outcome.report.advice.action, Action::TrainFromScratch);
}

#[test]
fn fewer_than_twenty_labels() {
    let whole = labelled("a.csv", 60, 1, number);
    let few = labelled("b.csv", 60, 2, |row, draw| {
        if row < 19 {
            number(row, draw)
        } else {
            String::new()
        }
    });
    for refused in [refused(&whole, &few), refused(&few, &whole)] {
        assert_eq!(
            refused,
            ReuseError::TooFewLabels {
                file: "b.csv".to_owned(),
                rows: 19,
                min: 20,
            }
        );
    }
    let enough = labelled("b.csv", 20, 2, number);
    is_sound(&outcome(&whole, &enough));
    // Fourteen of twenty held out leave too few to learn from.
    let mut settings = small(2);
    settings.training.held_out = 0.7;
    assert_eq!(
        refused_with(&whole, &enough, settings),
        ReuseError::TooFewLabels {
            file: "b.csv".to_owned(),
            rows: 20,
            min: 32,
        }
    );
}

#[test]
fn a_target_whose_rows_stand_in_the_source() {
    let source = labelled("a.csv", 60, 1, number);
    let with_own = |own: usize| {
        let (copies, fresh) = (draws(40 - own, 1), draws(own, 2));
        let rows = copies.into_iter().chain(fresh);
        let lines = rows.map(|draw| format!("{:.4},{:.4},{}", draw[0], draw[1], number(0, draw)));
        table("b.csv", "x,z,y", lines)
    };
    for own in [0, 5] {
        assert_eq!(
            refused(&source, &with_own(own)),
            ReuseError::TooFewOwnRows {
                file: "b.csv".to_owned(),
                source_file: "a.csv".to_owned(),
                own,
                min: 6,
            }
        );
    }
    let rows = outcome(&source, &with_own(6)).report.comparison.unwrap().rows;
    assert_eq!(rows.held_out, 6);
}

#[test]
fn labels_that_hardly_vary() {
    let source = labelled("a.csv", 60, 1, number);
    let with_others = |others: usize| {
        labelled("b.csv", 60, 2, |row, _| match row {
            row if row < others => format!("{row}.25"),
            _ => "1.5".to_owned(),
        })
    };
    assert_eq!(refused(&source, &with_others(1)), nothing_to_judge(18));
    is_sound(&outcome(&source, &with_others(12)));
}
