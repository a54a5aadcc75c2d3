//! Pairs of tables of which is known what has to come out.
//!
//! Seeds are fixed, so a failure is a change in the code and never chance.

use crate::asking::ask;
use kindred::random::Seed;
use kindred::report::{
    Action, ArmName, Comparison, HeldOutBy, Outcome, Settings, Training, Transfer, Verdict,
};
use kindred::table::{Table, read};

fn sample(file: &str) -> Vec<u8> {
    std::fs::read(format!("{}/samples/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// So many rows of a sample, drawn once.
fn some(file: &str, rows: usize) -> Table {
    let text = String::from_utf8(sample(file)).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let mut drawn = Seed::new(1).generator().permutation(lines.len() - 1);
    drawn.truncate(rows);
    let drawn = drawn.into_iter().map(|row| lines[row + 1].to_owned());
    crate::asking::table(file, lines[0], drawn)
}

fn settings(label: &str, training: Training) -> Settings {
    Settings {
        label: Some(label.to_owned()),
        training,
        ..Settings::default()
    }
}

fn mean(comparison: &Comparison, name: ArmName) -> f64 {
    comparison.arm(name).unwrap().measure.mean
}

/// What fine-tuning gains over another arm.
fn gain(comparison: &Comparison, over: ArmName) -> f64 {
    comparison.gain(ArmName::FineTuned, over).unwrap().mean
}

fn compared(outcome: &Outcome) -> &Comparison {
    outcome.report.comparison.as_ref().unwrap()
}

#[test]
fn fine_tuning_in_two_steps_beats_training_from_scratch_on_few_labels_of_another_season() {
    let source = read("spring.csv", &sample("bikes-spring-summer.csv")).unwrap();
    // 100 of these may teach, and 233 judge.
    let target = some("bikes-winter.csv", 333);
    let training = Training {
        repeats: 3,
        held_out: 0.7,
        starting_point_strength: Some(1e-3),
        ..Training::default()
    };
    let (outcome, _) = ask(&source, &target, settings("bikers", training)).unwrap();
    let comparison = compared(&outcome);
    assert_eq!(
        comparison.rows.target_training + comparison.rows.target_validation,
        100
    );
    assert_eq!(outcome.report.test.verdict, Verdict::Different);
    assert!(
        gain(comparison, ArmName::FromScratch) > 0.0,
        "{:?}",
        comparison.gains
    );
    assert!(
        mean(comparison, ArmName::FineTuned) > 0.5,
        "{:?}",
        comparison.arms
    );
}

#[test]
fn another_customer_in_the_same_weather_is_told_by_the_relation_alone() {
    let [source, target] =
        ["power-meter-a.csv", "power-meter-b.csv"].map(|file| read(file, &sample(file)).unwrap());
    let training = Training {
        repeats: 3,
        starting_point_strength: Some(1e-3),
        ..Training::default()
    };
    let (outcome, _) = ask(&source, &target, settings("kwh", training)).unwrap();
    let (report, comparison) = (&outcome.report, compared(&outcome));
    assert_eq!(report.test.same_input_rows(), Some(808));
    assert_eq!(report.test.verdict, Verdict::Same);
    assert_eq!(report.relation.as_ref().unwrap().verdict, Verdict::Different);
    assert_eq!(comparison.held_out_by, HeldOutBy::Time("date".into()));
    let [as_is, scratch] = [ArmName::SourceAsIs, ArmName::FromScratch].map(|arm| mean(comparison, arm));
    assert!(as_is < scratch - 0.3, "{as_is} {scratch}");
    // The advice follows what was measured.
    match comparison.transfer {
        Transfer::Negative => assert_eq!(report.advice.action, Action::TrainFromScratch),
        Transfer::Positive => assert_eq!(report.advice.action, Action::FineTune),
        Transfer::Ambiguous => assert_ne!(report.advice.action, Action::ReuseAsIs),
    }
}
