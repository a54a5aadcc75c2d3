//! What trees learn.

use super::{all, grow, numbers, settings};
use crate::random::Seed;
use crate::trees::*;

#[test]
fn missing_cells_are_learned() {
    let column: Vec<f64> = (0..90)
        .map(|row| {
            if row % 3 == 0 {
                f64::NAN
            } else {
                f64::from(row % 30)
            }
        })
        .collect();
    let response: Vec<f64> = column
        .iter()
        .map(|number| if number.is_nan() { 5.0 } else { -1.0 })
        .collect();
    let columns = [Column::Numbers(&column)];
    let trees = grow(
        &columns,
        Response::Numbers(&response),
        None,
        &all(90),
        100,
        settings(),
    );
    for (found, expected) in numbers(&trees, &columns).iter().zip(&response) {
        assert!((found - expected).abs() < 0.01, "{found} instead of {expected}");
    }
}

#[test]
fn levels_are_learned_and_unknown_ones_go_with_missing_ones() {
    let codes: Vec<u32> = (0..120)
        .map(|row| if row % 8 == 7 { u32::MAX } else { row % 8 })
        .collect();
    let mean = |code: u32| {
        [3.0, -2.0, 3.0, -2.0, 3.0, -2.0, -2.0]
            .get(code as usize)
            .copied()
            .unwrap_or(3.0)
    };
    let response: Vec<f64> = codes.iter().map(|&code| mean(code)).collect();
    let columns = |codes| [Column::Categories { codes, levels: 9 }];
    for one_against_rest in [4, 9] {
        let mut settings = settings();
        settings.categories.one_against_rest = one_against_rest;
        let trees = grow(
            &columns(&codes),
            Response::Numbers(&response),
            None,
            &all(120),
            200,
            settings,
        );
        for (found, expected) in numbers(&trees, &columns(&codes)).iter().zip(&response) {
            assert!((found - expected).abs() < 0.05, "{found} instead of {expected}");
        }
        // Levels 7 and 8 did not occur, and 9 does not exist.
        let unknown = numbers(&trees, &columns(&[u32::MAX, 7, 8, 9]));
        assert_eq!(unknown, [unknown[0]; 4]);
    }
}

#[test]
fn three_classes_are_told_apart() {
    let numbers: Vec<f64> = (0..150).map(|row| f64::from(row * 7 % 50)).collect();
    let codes: Vec<u32> = numbers
        .iter()
        .map(|number| u32::from(*number > 15.0) + u32::from(*number > 32.0))
        .collect();
    let columns = [Column::Numbers(&numbers)];
    // A fourth class does not occur.
    let response = Response::Classes {
        codes: &codes,
        count: 4,
    };
    let trees = grow(&columns, response, None, &all(150), 50, settings());
    let Predictions::Probabilities { classes: 4, values } =
        trees.predict(&Inputs::new(columns.to_vec()).unwrap()).unwrap()
    else {
        panic!("four classes")
    };
    for (shares, &code) in values.chunks(4).zip(&codes) {
        assert!(shares[code as usize] > 0.95, "{shares:?} instead of {code}");
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }
}

#[test]
fn the_column_that_matters_is_important() {
    let mut generator = Seed::new(4).generator();
    let noise: Vec<f64> = (0..300).map(|_| generator.normal()).collect();
    let signal: Vec<f64> = (0..300).map(|_| generator.normal()).collect();
    let response: Vec<f64> = signal
        .iter()
        .map(|number| number * 2.0 + generator.normal() * 0.2)
        .collect();
    let columns = [Column::Numbers(&noise), Column::Numbers(&signal)];
    let trees = grow(
        &columns,
        Response::Numbers(&response),
        None,
        &all(300),
        20,
        settings(),
    );
    let importance = trees.importance();
    assert!(importance[1] > 20.0 * importance[0], "{importance:?}");
}

#[test]
fn too_few_rows_for_a_split_predict_the_mean() {
    let response = [1.0, 2.0, 6.0];
    let columns = [Column::Numbers(&[1.0, 2.0, 3.0])];
    let trees = grow(
        &columns,
        Response::Numbers(&response),
        None,
        &all(3),
        10,
        settings(),
    );
    assert_eq!((trees.rounds(), numbers(&trees, &columns)), (0, vec![3.0; 3]));
}

#[test]
fn infinite_cells_count_as_the_largest_finite_ones() {
    let cells = [f64::NEG_INFINITY, f64::MIN, -1.0, 1.0, f64::MAX, f64::INFINITY];
    let column = cells.repeat(10);
    let response = [2.0, -1.0, -1.0, 1.0, 1.0, 2.0].repeat(10);
    let columns = [Column::Numbers(&column)];
    let trees = grow(
        &columns,
        Response::Numbers(&response),
        None,
        &all(60),
        100,
        settings(),
    );
    for (found, expected) in numbers(&trees, &columns)
        .iter()
        .zip([0.5, 0.5, -1.0, 1.0, 1.5, 1.5])
    {
        assert!((found - expected).abs() < 0.01, "{found} instead of {expected}");
    }
    assert_eq!(Trees::try_from(UncheckedTrees::from(trees.clone())), Ok(trees));
}
