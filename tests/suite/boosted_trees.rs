//! Trees agree with `LightGBM` 4.7.0 on a table made by a formula.
//!
//! The expected numbers were printed by it with the same settings. Leaves are bounded by hessian and ridge instead of rows, because `LightGBM`
//! estimates the rows of a leaf from its hessian. Categories have no ridge of their own, because `LightGBM` gives a column up below a
//! leaf where it gains nothing, and trees here do not. Weights keep splits of classes from gaining the same. `LightGBM` keeps
//! gradients in single precision, hence the tolerance.

use std::ops::ControlFlow;

use kindred::trees::{Column, End, Examples, Inputs, Predictions, Response, Settings, train};

/// The expected numbers have six decimals. Differences seen are those of this rounding.
const TOLERANCE: f64 = 1e-6;

const ROWS: u32 = 480;

struct Table {
    numbers: [Vec<f64>; 3],
    codes: Vec<u32>,
    response: Vec<f64>,
}

impl Table {
    fn new() -> Self {
        let numbers = |of: &dyn Fn(u32) -> f64| (0..ROWS).map(of).collect::<Vec<f64>>();
        let a = numbers(&|i| 1.0 + f64::from(i * 37 % 61));
        let b = numbers(&|i| 1.0 + f64::from(i * i % 53));
        let c = numbers(&|i| {
            if i % 9 == 4 {
                f64::NAN
            } else {
                1.0 + f64::from((i * i * i + 5 * i) % 43)
            }
        });
        let codes: Vec<u32> = (0..ROWS).map(|i| (i * 11 + i / 7) % 6).collect();
        let response = numbers(&|i| {
            let row = i as usize;
            (a[row] - 30.0).abs() * 0.5
                + if b[row] > 20.0 { a[row] } else { 10.0 } * 0.25
                + if c[row].is_nan() { 7.0 } else { c[row] * 0.125 }
                + [0.0, 5.0, -3.0, 2.0, 8.0, -6.0][codes[row] as usize]
                + f64::from(i * 7 % 13) * 0.25
        });
        Self {
            numbers: [a, b, c],
            codes,
            response,
        }
    }

    /// The first columns.
    fn inputs(&self, width: usize) -> Inputs<'_> {
        let mut columns: Vec<Column<'_>> = self
            .numbers
            .iter()
            .map(|numbers| Column::Numbers(numbers))
            .collect();
        columns.push(Column::Categories {
            codes: &self.codes,
            levels: 6,
        });
        columns.truncate(width);
        Inputs::new(columns).unwrap()
    }

    fn weights() -> Vec<f64> {
        (0..ROWS).map(|i| 1.0 + f64::from(i * 29 % 97) / 256.0).collect()
    }

    fn predict(
        &self,
        width: usize,
        response: Response<'_>,
        weights: Option<&[f64]>,
        rounds: usize,
    ) -> Vec<f64> {
        let mut settings = Settings {
            leaves: 12,
            leaf_rows: 1,
            leaf_hessian: 2.0,
            l2: 1.0,
            ..Settings::default()
        };
        settings.categories.smoothing = 1.0;
        settings.categories.level_rows = 1;
        settings.categories.group_rows = 1;
        settings.categories.l2 = 0.0;
        let settings = settings.check().unwrap();
        let examples = Examples::new(self.inputs(width), response, weights).unwrap();
        let rows: Vec<usize> = (0..ROWS as usize).collect();
        let go_on = &mut |_, _| ControlFlow::Continue(());
        let trees = train(&examples, &rows, End::Rounds(rounds), None, &settings, go_on).unwrap();
        match trees.predict(&self.inputs(width)).unwrap() {
            // Of two classes, LightGBM gives the second.
            Predictions::Probabilities { classes: 2, values } => {
                values.into_iter().skip(1).step_by(2).collect()
            }
            Predictions::Numbers(values) | Predictions::Probabilities { values, .. } => values,
        }
    }
}

fn agree(found: &[f64], first: &[f64], mean_of_squares: f64) {
    for (found, expected) in found.iter().zip(first) {
        assert!(
            (found - expected).abs() < TOLERANCE,
            "{found} instead of {expected}"
        );
    }
    let squares = found.iter().map(|value| value * value).sum::<f64>() / f64::from(ROWS);
    assert!(
        (squares - mean_of_squares).abs() < TOLERANCE * mean_of_squares.max(1.0),
        "{squares} {mean_of_squares}"
    );
}

#[test]
fn numbers() {
    let table = Table::new();
    let found = table.predict(4, Response::Numbers(&table.response), None, 50);
    agree(
        &found,
        &[16.857_388, 3.466_368, 21.391_455, 21.386_898, 10.374_857],
        400.652_443,
    );
}

#[test]
fn numbers_with_weights() {
    let table = Table::new();
    let found = table.predict(4, Response::Numbers(&table.response), Some(&Table::weights()), 50);
    agree(
        &found,
        &[16.459_581, 3.559_731, 21.065_463, 21.538_699, 10.633_002],
        400.513_346,
    );
}

#[test]
fn two_classes() {
    let table = Table::new();
    let codes: Vec<u32> = table
        .response
        .iter()
        .map(|number| u32::from(*number > 18.0))
        .collect();
    let found = table.predict(
        3,
        Response::Classes {
            codes: &codes,
            count: 2,
        },
        Some(&Table::weights()),
        20,
    );
    agree(
        &found,
        &[0.521_532, 0.106_131, 0.528_418, 0.699_226, 0.364_43],
        0.322_533,
    );
}

#[test]
fn three_classes() {
    let table = Table::new();
    let code = |number: &f64| u32::from(*number >= 12.0) + u32::from(*number >= 20.0);
    let codes: Vec<u32> = table.response.iter().map(code).collect();
    let found = table.predict(
        4,
        Response::Classes {
            codes: &codes,
            count: 3,
        },
        Some(&Table::weights()),
        7,
    );
    let first = [
        [0.136_403, 0.503_304, 0.360_294],
        [0.529_462, 0.293_965, 0.176_573],
        [0.097_12, 0.246_631, 0.656_249],
        [0.127_866, 0.368_198, 0.503_936],
        [0.482_35, 0.302_402, 0.215_249],
    ];
    agree(&found, first.as_flattened(), 0.443_557);
}
