//! When training ends, and how it continues.

use std::ops::ControlFlow;

use super::{Sample, all, grow, numbers, settings};
use crate::trees::*;

#[test]
fn validation_rows_find_the_rounds_that_all_rows_can_have() {
    let sample = Sample::new(120);
    let (mut losses, settings) = (
        Vec::new(),
        Settings {
            rounds: 400,
            patience: 5,
            learning_rate: 0.3,
            ..settings()
        },
    );
    let settings = settings.check().unwrap();
    let inputs = Inputs::new(sample.columns().to_vec()).unwrap();
    let examples = Examples::new(inputs, Response::Numbers(&sample.response), None).unwrap();
    let (training, validation) = (&all(120)[..80], &all(120)[80..]);
    let observe = &mut |round, loss| {
        losses.push(loss);
        assert_eq!(round, losses.len());
        ControlFlow::Continue(())
    };
    let found = train(
        &examples,
        training,
        End::Validation(validation),
        None,
        &settings,
        observe,
    )
    .unwrap();
    let best = losses.iter().copied().fold(f64::INFINITY, f64::min);
    assert!(
        (losses[found.rounds() - 1] - best).abs() < f64::EPSILON,
        "{} of {losses:?}",
        found.rounds()
    );
    assert_eq!(losses.len(), found.rounds() + 5);
    let go_on = &mut |_, _| ControlFlow::Continue(());
    let again = train(
        &examples,
        training,
        End::Rounds(found.rounds()),
        None,
        &settings,
        go_on,
    )
    .unwrap();
    assert_eq!(again, found);
}

#[test]
fn rounds_continue_where_they_ended() {
    let sample = Sample::new(120);
    let settings = settings().check().unwrap();
    let inputs = Inputs::new(sample.columns().to_vec()).unwrap();
    let examples = Examples::new(inputs, Response::Numbers(&sample.response), None).unwrap();
    let go_on = &mut |_, _| ControlFlow::Continue(());
    let first = sample.grow(7);
    let both = train(
        &examples,
        &all(120),
        End::Rounds(5),
        Some(&first),
        &settings,
        go_on,
    )
    .unwrap();
    assert_eq!(both, sample.grow(12));
}

#[test]
fn only_trees_of_the_same_columns_and_response_continue() {
    let sample = Sample::new(60);
    let base = sample.grow(2);
    let [one, two] = sample.columns();
    let classes = Response::Classes {
        codes: &sample.codes,
        count: 7,
    };
    let go_on = |columns: Vec<Column<'_>>, response| {
        let examples = Examples::new(Inputs::new(columns).unwrap(), response, None).unwrap();
        let observe = &mut |_, _| ControlFlow::Continue(());
        train(
            &examples,
            &all(60),
            End::Rounds(1),
            Some(&base),
            &settings().check().unwrap(),
            observe,
        )
        .err()
    };
    let numbers = Response::Numbers(&sample.response);
    assert_eq!(go_on(vec![one, two], numbers), None);
    assert_eq!(go_on(vec![two, one], numbers), Some(TreesError::ColumnsDiffer));
    assert_eq!(go_on(vec![one, two], classes), Some(TreesError::ResponsesDiffer));
}

#[test]
fn the_caller_can_stop() {
    let sample = Sample::new(60);
    let inputs = Inputs::new(sample.columns().to_vec()).unwrap();
    let examples = Examples::new(inputs, Response::Numbers(&sample.response), None).unwrap();
    let stop = &mut |round, _| {
        if round == 3 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let stopped = train(
        &examples,
        &all(60),
        End::Rounds(9),
        None,
        &settings().check().unwrap(),
        stop,
    );
    assert_eq!(stopped, Err(TreesError::Stopped));
}

#[test]
fn few_rows_are_learned_with_settings_for_them() {
    let sample = Sample::new(340);
    let mean = sample.response[40..].iter().sum::<f64>() / 300.0;
    let error = |settings: Settings| {
        let columns = sample.columns();
        let trees = grow(
            &columns,
            Response::Numbers(&sample.response),
            None,
            &all(40),
            100,
            settings,
        );
        let found = numbers(&trees, &columns);
        let errors = found
            .iter()
            .zip(&sample.response)
            .skip(40)
            .map(|(found, truth)| (found - truth) * (found - truth));
        errors.sum::<f64>()
            / sample.response[40..]
                .iter()
                .map(|truth| (truth - mean) * (truth - mean))
                .sum::<f64>()
    };
    let (default, small) = (error(Settings::default()), error(Settings::for_rows(40)));
    assert!(default > 0.7, "{default}");
    assert!(small < 0.4, "{small}");
}

#[test]
fn settings_for_any_number_of_rows_are_in_their_ranges() {
    for rows in [0, 1, 40, 69, 70, 149, 150, 349, 350, 2_999, 3_000, usize::MAX] {
        let candidates = Settings::candidates(rows);
        assert_eq!(candidates[0], Settings::for_rows(rows));
        for (place, settings) in candidates.iter().enumerate() {
            assert!(settings.clone().check().is_ok(), "{rows} rows: {settings:?}");
            assert!(
                !candidates[..place].contains(settings),
                "{rows} rows: {settings:?} twice"
            );
        }
    }
}
