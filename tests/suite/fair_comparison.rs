//! What makes a comparison honest: nothing learns from the rows that judge, what would flatter is found, and the same
//! question has the same answer.

use crate::asking::{ask, table};
use crate::small::{draws, small};
use kindred::features::Side;
use kindred::files::Bundle;
use kindred::language::{Language, speak};
use kindred::report::{
    ArmName, Comparison, FinalNetwork, GuardName, HeldOutBy, MIN_BIN_ROWS, MetricName, Outcome,
};
use kindred::reuse::{Kept, predict};
use kindred::table::{Table, read};
use kindred::words::prediction_names;

const ROWS: usize = 120;

/// The rows from which on a target's row judges: the latest three of ten.
const JUDGE: usize = 84;

/// The first of the second half of them, which a repeat of its own judges: what it says of those before it is known then.
const JUDGE_LAST: usize = JUDGE + (ROWS - JUDGE) / 2;

/// A row a day, with a label that both inputs say.
fn days(file: &str, seed: u64, change: impl Fn(usize, &mut [f64; 3])) -> Table {
    let rows = draws(ROWS, seed)
        .into_iter()
        .enumerate()
        .map(|(row, [x, z, noise])| {
            let mut cells = [x, z, 5.0 + x * z + x + noise];
            change(row, &mut cells);
            let [x, z, y] = cells;
            format!(
                "20{:02}-{:02}-{:02},{x:.4},{z:.4},{y:.4}",
                20 + row / 336,
                row / 28 % 12 + 1,
                row % 28 + 1
            )
        });
    table(file, "day,x,z,y", rows)
}

/// The same with classes.
fn days_of_classes(file: &str, seed: u64, change: impl Fn(usize, &mut [f64; 3])) -> Table {
    let rows = draws(ROWS, seed)
        .into_iter()
        .enumerate()
        .map(|(row, [x, z, noise])| {
            let mut cells = [x, z, f64::from(u8::from(x + z + noise > 0.0))];
            change(row, &mut cells);
            let [x, z, y] = cells;
            let class = if y > 0.5 { "high" } else { "low" };
            format!(
                "2020-{:02}-{:02},{x:.4},{z:.4},{class}",
                row / 28 + 1,
                row % 28 + 1
            )
        });
    table(file, "day,x,z,y", rows)
}

/// A network as it is saved, without what was found on the rows that judge.
fn learned(kept: &[Kept]) -> Vec<Bundle> {
    let bundles = kept.iter().map(|kept| Bundle {
        metrics: Vec::new(),
        ..kept.bundle().unwrap()
    });
    bundles.collect()
}

fn means(comparison: &Comparison) -> Vec<f64> {
    comparison.arms.iter().map(|arm| arm.measure.mean).collect()
}

type Change = fn(usize, &mut [f64; 3]);
type Days = fn(&str, u64, Change) -> Table;

#[test]
fn nothing_learns_from_the_rows_that_judge() {
    let labels: Change = |row, cells| {
        if row >= JUDGE_LAST {
            cells[2] = 1.0 - cells[2];
        }
    };
    let inputs: Change = |row, cells| {
        if row >= JUDGE_LAST {
            (cells[0], cells[1]) = (3.0 * cells[1] - 1.0, -cells[0]);
        }
    };
    let as_it_was: Change = |_, _| ();
    for days in [days as Days, days_of_classes as Days] {
        let source = days("a.csv", 1, as_it_was);
        let asked = |change| ask(&source, &days("b.csv", 2, change), small(2)).unwrap();
        let comparison = |outcome: &Outcome| outcome.report.comparison.clone().unwrap();
        let (first, networks) = asked(as_it_was);
        let first = comparison(&first);
        assert_eq!(first.held_out_by, HeldOutBy::Time("day".into()));
        assert_eq!(first.rows.held_out, (ROWS - JUDGE) as u64);
        assert_eq!(networks.len(), 3);
        for change in [labels, inputs] {
            let (other, others) = asked(change);
            let other = comparison(&other);
            // Networks with their encodings, and what was tuned.
            assert_eq!(learned(&networks), learned(&others));
            assert_eq!(first.tuning, other.tuning);
            assert_eq!(first.rows, other.rows);
            // What was forgotten is measured on the source.
            assert_eq!(first.forgetting, other.forgetting);
            // Only what is said of the networks changes.
            assert_ne!(means(&first)[..5], means(&other)[..5]);
        }
        // A row that teaches does change the networks, or all of the above would prove nothing. What an earlier repeat
        // judges by teaches the last one.
        let (_, others) = asked(|row, cells| {
            if row == JUDGE {
                cells[2] = 1.0 - cells[2];
            }
        });
        assert_eq!(learned(&networks[..1]), learned(&others[..1]));
        assert_ne!(learned(&networks[1..]), learned(&others[1..]));
    }
}

fn guard(outcome: &Outcome, name: GuardName) -> (bool, f64) {
    let guards = &outcome.report.comparison.as_ref().unwrap().guards;
    let guard = guards.iter().find(|guard| guard.name == name).unwrap();
    (guard.passed, guard.value)
}

fn arm(outcome: &Outcome, name: ArmName) -> f64 {
    let comparison = outcome.report.comparison.as_ref().unwrap();
    comparison.arm(name).unwrap().measure.mean
}

/// The metric of an arm by which errors are counted: the mean absolute error, or the share of missed rows.
fn error_of(comparison: &Comparison, name: ArmName) -> f64 {
    let metrics = &comparison.arm(name).unwrap().metrics;
    let value = |name| {
        metrics
            .iter()
            .find(|metric| metric.name == name)
            .map(|metric| metric.measure.mean)
    };
    let missed = || value(MetricName::Accuracy).map(|accuracy| 1.0 - accuracy);
    value(MetricName::Mae).or_else(missed).unwrap()
}

#[test]
fn where_networks_err_adds_up_to_how_far_they_are_off() {
    for days in [days as Days, days_of_classes as Days] {
        let [source, target] = [("a.csv", 1), ("b.csv", 2)].map(|(file, seed)| days(file, seed, |_, _| ()));
        let (outcome, _) = ask(&source, &target, small(2)).unwrap();
        let comparison = outcome.report.comparison.as_ref().unwrap();
        let advised = outcome.report.advice.action.arm().unwrap_or(ArmName::FineTuned);
        let errors = outcome.pictures.errors.as_ref().unwrap();
        let held_out = (ROWS - JUDGE) as u64;
        let by_column = errors.by_column.as_ref().unwrap();
        // The held-out rows are of one month and a few days.
        assert!(
            ["x", "z"].contains(&by_column.column.as_str()),
            "{}",
            by_column.column
        );
        let rows: u64 = by_column.bins.iter().map(|bin| bin.rows).sum();
        assert_eq!((rows, by_column.rows_left_out), (held_out, 0));
        let arms: Vec<ArmName> = by_column.bins[0].errors.iter().map(|of| of.arm).collect();
        assert_eq!((arms[0], *arms.last().unwrap()), (ArmName::SourceAsIs, advised));
        for (at, &arm) in arms.iter().enumerate() {
            let sum: f64 = by_column
                .bins
                .iter()
                .map(|bin| bin.rows as f64 * bin.errors[at].error)
                .sum();
            let mean = sum / held_out as f64;
            let known = error_of(comparison, arm);
            assert!(
                (mean - known).abs() < 1e-9 * known.max(1.0),
                "{arm:?}: {mean} {known}"
            );
        }
        for network in &errors.by_prediction {
            assert_eq!(network.bins.iter().map(|bin| bin.rows).sum::<u64>(), held_out);
            assert!(network.bins.iter().all(|bin| bin.rows >= MIN_BIN_ROWS as u64));
        }
        if let Some(confusion) = &errors.confusion {
            for of in &confusion.by_arm {
                let all: u64 = of.counts.iter().flatten().sum();
                // Each repeat has a stretch of its own.
                assert_eq!(all, held_out);
                let right: u64 = (0..of.counts.len()).map(|place| of.counts[place][place]).sum();
                let missed = 1.0 - right as f64 / all as f64;
                assert!((missed - error_of(comparison, of.arm)).abs() < 1e-9);
            }
        }
        assert_eq!(errors.by_prediction.is_empty(), errors.confusion.is_some());
    }
}

#[test]
fn a_network_that_learned_shuffled_labels_is_no_better_than_the_dummy() {
    for days in [days as Days, days_of_classes as Days] {
        let [source, target] = [("a.csv", 1), ("b.csv", 2)].map(|(file, seed)| days(file, seed, |_, _| ()));
        let (outcome, _) = ask(&source, &target, small(2)).unwrap();
        let (passed, value) = guard(&outcome, GuardName::ShuffledLabels);
        // With the true labels it is.
        let gain = arm(&outcome, ArmName::FromScratch) - arm(&outcome, ArmName::Dummy);
        assert!(gain > 0.3, "{gain}");
        // What noise fits of 36 rows is far from that.
        assert!(passed && value < gain / 2.0, "{value} {gain}");
    }
}

#[test]
fn rows_in_both_tables_are_counted_and_never_judge() {
    let row = |[x, z, noise]: &[f64; 3]| format!("{x:.4},{z:.4},{:.4}", 5.0 + x * z + noise);
    let (one, other) = (draws(100, 1), draws(80, 2));
    let source = table("a.csv", "x,z,y", one.iter().map(row));
    let asked = |copies: usize| {
        let rows = one[..copies].iter().chain(&other[copies..]);
        ask(&source, &table("b.csv", "x,z,y", rows.map(row)), small(2))
            .unwrap()
            .0
    };
    assert_eq!(guard(&asked(0), GuardName::RowsInBoth), (true, 0.0));
    let outcome = asked(60);
    assert_eq!(guard(&outcome, GuardName::RowsInBoth), (false, 60.0));
    // 24 were wanted.
    assert_eq!(outcome.report.comparison.unwrap().rows.held_out, 20);
}

#[test]
fn networks_are_kept_that_all_rows_but_the_held_out_ones_taught() {
    for days in [days as Days, days_of_classes as Days] {
        let [source, target] = [("a.csv", 1), ("b.csv", 2)].map(|(file, seed)| days(file, seed, |_, _| ()));
        let (outcome, networks) = ask(&source, &target, small(3)).unwrap();
        let comparison = outcome.report.comparison.as_ref().unwrap();
        // The last of three stretches judges them.
        let taught = (JUDGE + (ROWS - JUDGE) * 2 / 3) as u64 - comparison.rows.gap;
        let rows = |network: &FinalNetwork| (network.arm, network.source_rows, network.target_rows);
        assert_eq!(
            comparison.networks.iter().map(rows).collect::<Vec<_>>(),
            [
                (ArmName::SourceAsIs, Some(ROWS as u64), 0),
                (ArmName::FineTuned, Some(ROWS as u64), taught),
                (ArmName::FromScratch, Some(0), taught),
            ]
        );
        for (network, kept) in comparison.networks.iter().zip(&networks) {
            let bundle = kept.bundle().unwrap();
            let (_, value) = bundle
                .metrics
                .iter()
                .find(|(_, value)| Some(value.to_bits()) == network.value.map(f64::to_bits))
                .unwrap();
            // About as good as the repeats say.
            let repeats = arm(&outcome, network.arm);
            assert!(*value > repeats - 0.1, "{value} {repeats}");
            assert_eq!(bundle.training["network"]["epochs"], network.epochs);
            // Every metric that is told of a network is known when it is opened.
            let again = Bundle::read(&bundle.write().unwrap()).unwrap();
            assert_eq!(again.metrics, bundle.metrics);
        }
    }
}

#[test]
fn predictions_stand_beside_the_rows_that_they_are_for() {
    let names = prediction_names();
    for days in [days as Days, days_of_classes as Days] {
        let [source, target] = [("a.csv", 1), ("b.csv", 2)].map(|(file, seed)| days(file, seed, |_, _| ()));
        let question = small(2).check().unwrap();
        let (outcome, networks) = ask(&source, &target, small(2)).unwrap();
        let gap = usize::try_from(outcome.report.comparison.unwrap().rows.gap).unwrap();
        let tuned = &networks[1];
        let text = predict(tuned, &source, &target, Side::Target, &question, &names).unwrap();
        assert!(text.starts_with("\u{feff}row,day,x,z,y,y (predicted),"), "{text}");
        let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<String>>();
        let lines: Vec<Vec<String>> = text.lines().skip(1).map(cells).collect();
        assert_eq!(lines.len(), ROWS);
        let cell = |name: &str, row| target.column(name).unwrap().shown(row).unwrap();
        for (row, line) in lines.iter().enumerate() {
            let original = ["day", "x", "z", "y"].map(|name| cell(name, row));
            assert_eq!(line[0], (row + 1).to_string());
            assert_eq!(line[1..5], original);
            let taught = if row < JUDGE_LAST - gap { "yes" } else { "no" };
            assert_eq!(line.last().unwrap(), taught, "{row}");
            let digits = |text: &String| text.bytes().filter(u8::is_ascii_digit).count();
            let significant = |text: &String| digits(&text.trim_start_matches(['-', '0', '.']).to_owned());
            let numbers = line[5..line.len() - 1].iter();
            let numbers = numbers.filter(|cell| cell.parse::<f64>().is_ok());
            assert!(
                numbers.clone().count() >= 2 && numbers.clone().all(|it| significant(it) <= 6),
                "{line:?}"
            );
        }
        // It reads as a table again.
        assert_eq!(read("again.csv", text.as_bytes()).unwrap().rows, ROWS);
        let source_rows = predict(tuned, &source, &target, Side::Source, &question, &names).unwrap();
        assert_eq!(source_rows.matches(",yes\r\n").count(), ROWS);
        // How far its predictions for source rows are off was not measured.
        assert!(!source_rows.contains("lower 90 %"), "{source_rows}");
        speak(Language::Chinese);
        let in_chinese = prediction_names();
        speak(Language::English);
        let text = predict(tuned, &source, &target, Side::Target, &question, &in_chinese).unwrap();
        assert!(text.contains("y（预测）") && text.contains(",否\r\n"), "{text}");
    }
}

#[test]
fn a_column_that_repeats_the_label_is_named_and_left_out() {
    let row = |[x, z, noise]: &[f64; 3]| {
        let y = 5.0 + x * z + noise;
        format!("{x:.4},{z:.4},{y:.4},{:.3}", 1.8 * y + 32.0)
    };
    let [source, target] = [("a.csv", 1), ("b.csv", 2)]
        .map(|(file, seed)| table(file, "x,z,y,fahrenheit", draws(80, seed).iter().map(row)));
    let (outcome, networks) = ask(&source, &target, small(2)).unwrap();
    assert_eq!(guard(&outcome, GuardName::LabelLeak), (false, 1.0));
    assert_eq!(outcome.report.columns, ["x", "z"]);
    let encoding = networks[0].bundle().unwrap().encoding;
    assert_eq!(
        encoding
            .columns()
            .iter()
            .map(|column| column.name.as_str())
            .collect::<Vec<_>>(),
        ["x", "z"]
    );
}

#[test]
fn rows_are_held_out_as_their_columns_say() {
    let by = |extra: &str, cell: fn(usize) -> String| {
        let tables = [("a.csv", 1), ("b.csv", 2)].map(|(file, seed)| {
            let rows = draws(ROWS, seed).into_iter().enumerate();
            let rows =
                rows.map(|(row, [x, z, noise])| format!("{},{x:.4},{z:.4},{:.4}", cell(row), x + z + noise));
            table(file, &format!("{extra},x,z,y"), rows)
        });
        let (outcome, _) = ask(&tables[0], &tables[1], small(2)).unwrap();
        outcome.report.comparison.unwrap()
    };
    let date = by("measured", |row| {
        format!("2021-{:02}-{:02} 06:30", row / 28 + 1, row % 28 + 1)
    });
    assert_eq!(
        (date.held_out_by, date.rows.held_out),
        (HeldOutBy::Time("measured".into()), 36)
    );
    let group = by("patient_id", |row| (1_000 + row % 24).to_string());
    // Groups of five rows each.
    assert_eq!(
        (group.held_out_by, group.rows.held_out),
        (HeldOutBy::Group("patient_id".into()), 40)
    );
    let neither = by("width", |row| (1_000 + row % 24).to_string());
    assert_eq!(
        (neither.held_out_by, neither.rows.held_out),
        (HeldOutBy::Chance, 36)
    );
}

#[test]
fn the_same_question_has_the_same_answer() {
    for days in [days as Days, days_of_classes as Days] {
        let [source, target] = [("a.csv", 1), ("b.csv", 2)].map(|(file, seed)| days(file, seed, |_, _| ()));
        let asked = |seed| {
            let mut settings = small(2);
            settings.seed = seed;
            let (outcome, networks) = ask(&source, &target, settings).unwrap();
            // The shortest digits that read as the same number: equal texts are equal bits.
            let files = networks
                .iter()
                .map(|kept| kept.bundle().unwrap().write().unwrap());
            (
                serde_json::to_string(&outcome).unwrap(),
                files.collect::<Vec<_>>(),
            )
        };
        let first = asked(0);
        let other = std::thread::scope(|scope| {
            let other = scope.spawn(|| asked(1));
            assert!(first == asked(0));
            other.join().unwrap()
        });
        assert!(first != other);
    }
}
