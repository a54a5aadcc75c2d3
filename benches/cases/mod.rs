//! What the two-sample test and training cost, measured the same way natively and in a browser.

pub(crate) mod training;

use std::hint::black_box;

use burn::tensor::{Tensor, TensorData};
use kindred::features::Matrix;
use kindred::mmd::{Bins, Group, PERMUTATIONS, Plan, Pooled, test};
use kindred::random::Seed;

/// Runs of each measurement; the fastest counts.
const RUNS: u32 = 2;

/// Rows and columns of the product that says how fast products are here.
const PRODUCT: usize = 768;

/// Seconds since any fixed moment.
pub(crate) type Clock = fn() -> f64;

fn fastest(clock: Clock, mut work: impl FnMut()) -> f64 {
    (0..RUNS)
        .map(|_| {
            let start = clock();
            work();
            clock() - start
        })
        .fold(f64::INFINITY, f64::min)
}

/// Operations a second of a large product of matrices on the ndarray device.
fn rate_of_products(clock: Clock) -> f64 {
    let mut generator = Seed::new(1).generator();
    let values: Vec<f32> = (0..PRODUCT * PRODUCT)
        .map(|_| generator.uniform() as f32)
        .collect();
    let matrix = Tensor::<2>::from_data(
        TensorData::new(values, [PRODUCT, PRODUCT]),
        &kindred::model::device(),
    );
    let seconds = fastest(clock, || {
        black_box(matrix.clone().matmul(matrix.clone()).into_data());
    });
    2.0 * (PRODUCT as f64).powi(3) / seconds
}

fn normal(rows: usize, columns: usize, seed: u64) -> Matrix<f32> {
    let mut generator = Seed::new(seed).generator();
    let values = (0..rows * columns).map(|_| generator.normal() as f32).collect();
    Matrix::new(columns, values).expect("as many numbers as it takes")
}

/// Prints the cost of tests in which all pairs of rows are compared, beside that of their distances as products.
pub(crate) fn all_pairs(clock: Clock, print: &mut dyn FnMut(String)) {
    let rate = rate_of_products(clock);
    print(format!(
        "a product of {PRODUCT} x {PRODUCT}: {:.1} GFLOP/s",
        rate / 1e9
    ));
    print("   rows    d   products   distances       test   test/products".to_owned());
    for (rows, columns) in [
        (1_024, 32),
        (2_048, 32),
        (4_096, 8),
        (4_096, 32),
        (4_096, 128),
        (10_240, 32),
        (20_480, 32),
    ] {
        let plan = Plan::new(rows / 2, rows / 2, Seed::new(2));
        let bins = Bins::of(plan.bins.rows);
        let [source, target] = [3, 4].map(|seed| normal(plan.source.len(), columns, seed));
        let pooled = Pooled::new(&source, &target).expect("as many columns");
        let used = pooled.rows() as f64;
        let products = used * (used - 1.0) / 2.0 * 2.0 * columns as f64 / rate;
        let distances = fastest(clock, || {
            let mut sum = 0.0;
            pooled.for_each_pair(&mut |_| {}, |_, _, square| sum += square);
            black_box(sum);
        });
        let whole = fastest(clock, || {
            let result = test(
                &source,
                &target,
                &Group::each_of(source.columns()),
                &bins,
                PERMUTATIONS,
                Seed::new(5),
                &mut |_| {},
            );
            black_box(result.is_ok());
        });
        print(format!(
            "{rows:>7} {columns:>4} {products:>8.3} s {distances:>9.3} s {whole:>8.3} s {:>15.1}",
            whole / products
        ));
    }
}

/// Prints the cost of the test as it is planned, with random features of all rows where they are many.
pub(crate) fn planned(clock: Clock, sizes: &[usize], print: &mut dyn FnMut(String)) {
    print("   rows    d       test   microseconds a row".to_owned());
    for &rows in sizes {
        let columns = 32;
        let plan = Plan::new(rows / 2, rows / 2, Seed::new(2));
        let [source, target] = [3, 4].map(|seed| normal(plan.source.len(), columns, seed));
        let start = clock();
        let result = test(
            &source,
            &target,
            &Group::each_of(source.columns()),
            &plan.bins,
            PERMUTATIONS,
            Seed::new(5),
            &mut |_| {},
        );
        black_box(result.is_ok());
        let whole = clock() - start;
        print(format!(
            "{rows:>7} {columns:>4} {whole:>8.3} s {:>20.1}",
            1e6 * whole / rows as f64
        ));
    }
}
