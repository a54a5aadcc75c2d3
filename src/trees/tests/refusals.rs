//! What is refused: examples, settings, tables and stored trees.

use std::ops::ControlFlow;

use super::{Sample, settings};
use crate::trees::*;

#[test]
fn bad_examples_are_refused() {
    let columns = || vec![Column::Numbers(&[1.0, 2.0, 3.0, 4.0])];
    let run = |response, weights: Option<&[f64]>, rows: &[usize]| {
        let go_on = &mut |_, _| ControlFlow::Continue(());
        let examples = Examples::new(Inputs::new(columns())?, response, weights)?;
        train(&examples, rows, End::Rounds(1), None, &settings().check()?, go_on).map(|trees| trees.rounds())
    };
    let good = Response::Numbers(&[1.0, 2.0, 3.0, 4.0]);
    assert_eq!(run(good, None, &[0, 1, 2, 3]), Ok(1));
    assert_eq!(run(good, None, &[]), Err(TreesError::NoRows));
    assert_eq!(
        run(good, Some(&[0.0, 0.0, 1.0, 1.0]), &[0, 1]),
        Err(TreesError::NoRows)
    );
    assert_eq!(run(good, None, &[0, 4]), Err(TreesError::NoSuchRow(4)));
    assert_eq!(
        run(good, Some(&[1.0, -1.0, 1.0, 1.0]), &[0, 1]),
        Err(TreesError::Weight { row: 1 })
    );
    assert_eq!(
        run(good, Some(&[1.0, f64::NAN, 1.0, 1.0]), &[0, 1]),
        Err(TreesError::Weight { row: 1 })
    );
    assert_eq!(
        run(good, Some(&[1.0]), &[0, 1]),
        Err(TreesError::LengthsDiffer {
            expected: 4,
            found: 1
        })
    );
    let short = Response::Numbers(&[1.0]);
    assert_eq!(
        run(short, None, &[0]),
        Err(TreesError::LengthsDiffer {
            expected: 4,
            found: 1
        })
    );
    let missing = Response::Numbers(&[1.0, 2.0, f64::NAN, 4.0]);
    assert_eq!(run(missing, None, &[0, 2]), Err(TreesError::Response { row: 2 }));
    assert_eq!(
        run(missing, None, &[0, 0, 1, 1]),
        Ok(1),
        "a row that is not used needs no response"
    );
    let constant = Response::Numbers(&[1.0, 2.0, 2.0, 4.0]);
    assert_eq!(run(constant, None, &[1, 2]), Err(TreesError::ConstantResponse));
    let classes = |count| Response::Classes {
        codes: &[0, 1, 1, 2],
        count,
    };
    assert_eq!(run(classes(2), None, &[0, 3]), Err(TreesError::Class { row: 3 }));
    assert_eq!(run(classes(1), None, &[0]), Err(TreesError::ClassCount(1)));
    assert_eq!(run(classes(3), None, &[1, 2]), Err(TreesError::ConstantResponse));
    assert_eq!(Inputs::new(Vec::new()).err(), Some(TreesError::NoColumns));
    let levels = vec![Column::Categories {
        codes: &[0],
        levels: MAX_LEVELS + 1,
    }];
    assert_eq!(
        Inputs::new(levels).err(),
        Some(TreesError::TooManyLevels(MAX_LEVELS + 1))
    );
}

#[test]
fn other_columns_are_not_predicted() {
    let sample = Sample::new(60);
    let trees = sample.grow(2);
    let [one, two] = sample.columns();
    let more = Column::Categories {
        codes: &sample.codes,
        levels: 8,
    };
    for columns in [vec![one], vec![two, one], vec![one, two, two], vec![one, more]] {
        assert_eq!(
            trees.predict(&Inputs::new(columns).unwrap()),
            Err(TreesError::ColumnsDiffer)
        );
    }
}

#[test]
fn stored_trees_come_back_and_damaged_ones_do_not() {
    let trees = Sample::new(100).grow(5);
    let text = serde_json::to_string(&trees).unwrap();
    assert_eq!(serde_json::from_str::<Trees>(&text).unwrap(), trees);
    let damaged: [fn(&mut UncheckedTrees); 10] = [
        |trees| trees.start.push(0.0),
        |trees| trees.start[0] = f64::NAN,
        |trees| trees.task = Task::Classes(1),
        |trees| trees.task = Task::Classes(3),
        |trees| trees.rounds[0].extend_from_within(..),
        |trees| trees.rounds[4].clear(),
        |trees| trees.rounds = vec![trees.rounds[0].clone(); MAX_ROUNDS + 1],
        |trees| {
            trees.columns.push(ColumnKind::Categories {
                levels: MAX_LEVELS + 1,
            });
        },
        |trees| trees.columns.truncate(1),
        |trees| trees.columns.swap(0, 1),
    ];
    for damage in damaged {
        let mut unchecked = UncheckedTrees::from(trees.clone());
        damage(&mut unchecked);
        assert!(matches!(Trees::try_from(unchecked), Err(TreesError::Damaged(_))));
    }
}

#[test]
fn settings_outside_their_ranges_are_named() {
    assert!(Settings::default().check().is_ok());
    let error = |settings: Settings| settings.check().err();
    for learning_rate in [0.0, 1.5, f64::NAN] {
        let settings = Settings {
            learning_rate,
            ..settings()
        };
        assert_eq!(error(settings), Some(TreesError::Setting("learning_rate")));
    }
    assert_eq!(
        error(Settings {
            leaves: 1,
            ..settings()
        }),
        Some(TreesError::Setting("leaves"))
    );
    assert_eq!(
        error(Settings {
            bins: 256,
            ..settings()
        }),
        Some(TreesError::Setting("bins"))
    );
    assert_eq!(
        error(Settings {
            l2: f64::INFINITY,
            ..settings()
        }),
        Some(TreesError::Setting("l2"))
    );
}
