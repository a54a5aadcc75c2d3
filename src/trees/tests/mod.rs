//! What trees as a whole must do.

mod invariances;
mod learning;
mod refusals;
mod rounds;

use std::ops::ControlFlow;

use super::*;
use crate::random::Seed;

fn settings() -> Settings {
    let mut settings = Settings {
        leaves: 8,
        leaf_rows: 2,
        bin_rows: 1,
        ..Settings::default()
    };
    settings.categories.level_rows = 1;
    settings.categories.group_rows = 2;
    settings
}

fn grow(
    columns: &[Column<'_>],
    response: Response<'_>,
    weights: Option<&[f64]>,
    rows: &[usize],
    rounds: usize,
    settings: Settings,
) -> Trees {
    let examples = Examples::new(Inputs::new(columns.to_vec()).unwrap(), response, weights).unwrap();
    let go_on = &mut |_, _| ControlFlow::Continue(());
    train(
        &examples,
        rows,
        End::Rounds(rounds),
        None,
        &settings.check().unwrap(),
        go_on,
    )
    .unwrap()
}

fn numbers(trees: &Trees, columns: &[Column<'_>]) -> Vec<f64> {
    match trees.predict(&Inputs::new(columns.to_vec()).unwrap()).unwrap() {
        Predictions::Numbers(numbers) => numbers,
        Predictions::Probabilities { .. } => panic!("numbers"),
    }
}

fn all(rows: usize) -> Vec<usize> {
    (0..rows).collect()
}

/// Columns of whole numbers and of levels, and a whole response that depends on both.
struct Sample {
    numbers: Vec<f64>,
    codes: Vec<u32>,
    response: Vec<f64>,
}

impl Sample {
    fn new(rows: usize) -> Self {
        let mut generator = Seed::new(21).generator();
        let numbers: Vec<f64> = (0..rows).map(|_| generator.below(40) as f64).collect();
        let codes: Vec<u32> = (0..rows)
            .map(|_| u32::try_from(generator.below(7)).unwrap())
            .collect();
        let response = numbers.iter().zip(&codes).map(|(number, &code)| {
            let level = [4.0, -7.0, 9.0, 0.0, 15.0, -3.0, 6.0][code as usize];
            (number - 20.0).abs() + level + generator.below(5) as f64
        });
        Self {
            response: response.collect(),
            numbers,
            codes,
        }
    }

    fn columns(&self) -> [Column<'_>; 2] {
        [
            Column::Numbers(&self.numbers),
            Column::Categories {
                codes: &self.codes,
                levels: 7,
            },
        ]
    }

    fn grow(&self, rounds: usize) -> Trees {
        let response = Response::Numbers(&self.response);
        grow(
            &self.columns(),
            response,
            None,
            &all(self.response.len()),
            rounds,
            settings(),
        )
    }
}
