//! What changes nothing: scales of columns, the order of rows, and weights for repeated rows.

use super::{Sample, all, grow, numbers, settings};
use crate::random::Seed;
use crate::trees::*;

#[test]
fn a_rising_function_of_a_column_changes_nothing() {
    let sample = Sample::new(200);
    let trees = sample.grow(20);
    let risen: Vec<f64> = sample
        .numbers
        .iter()
        .map(|number| number * number * number - 7.0)
        .collect();
    let columns = [Column::Numbers(&risen), sample.columns()[1]];
    let other = grow(
        &columns,
        Response::Numbers(&sample.response),
        None,
        &all(200),
        20,
        settings(),
    );
    assert_eq!(numbers(&trees, &sample.columns()), numbers(&other, &columns));
}

/// Sums of whole numbers are exact in any order. The mean is whole, too: one row makes it so.
#[test]
fn the_order_of_rows_changes_nothing() {
    let mut sample = Sample::new(256);
    sample.response[0] -= sample.response.iter().sum::<f64>() % 256.0;
    let tree = |rows: &[usize]| {
        let response = Response::Numbers(&sample.response);
        grow(&sample.columns(), response, None, rows, 1, settings())
    };
    let expected = tree(&all(256));
    assert_eq!(expected.rounds(), 1);
    for seed in 0..5 {
        assert_eq!(tree(&Seed::new(seed).generator().permutation(256)), expected);
    }
}

#[test]
fn a_weight_of_two_counts_as_two_rows_and_none_as_no_row() {
    let sample = Sample::new(150);
    let settings = Settings {
        leaf_rows: 1,
        leaf_hessian: 1e-9,
        ..settings()
    };
    let response = Response::Numbers(&sample.response);
    let weights: Vec<f64> = (0..150).map(|row| f64::from(row % 3)).collect();
    let weighted = grow(
        &sample.columns(),
        response,
        Some(&weights),
        &all(150),
        10,
        Settings {
            categories: CategorySettings {
                one_against_rest: 7,
                ..settings.categories.clone()
            },
            ..settings.clone()
        },
    );
    let repeated: Vec<usize> = (0..150).flat_map(|row| vec![row; row % 3]).collect();
    let repeated = grow(
        &sample.columns(),
        response,
        None,
        &repeated,
        10,
        Settings {
            categories: CategorySettings {
                one_against_rest: 7,
                ..settings.categories.clone()
            },
            ..settings
        },
    );
    let pairs = numbers(&weighted, &sample.columns())
        .into_iter()
        .zip(numbers(&repeated, &sample.columns()));
    for (weighted, repeated) in pairs {
        assert!((weighted - repeated).abs() < 1e-9, "{weighted} {repeated}");
    }
}
