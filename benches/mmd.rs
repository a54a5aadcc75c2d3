//! What the test costs, as a ratio to passing once over its own distances in the same run, and how that grows.
//!
//! `cargo xtask bench` prints it. Absolute times drift with whatever else the machine does; ratios much less.

use std::hint::black_box;
use std::time::Instant;

use kindred::features::Matrix;
use kindred::mmd::{PERMUTATIONS, Plan, Pooled, test};
use kindred::random::Seed;

/// Runs of each measurement; the fastest counts.
const RUNS: u32 = 3;

fn fastest(mut work: impl FnMut()) -> f64 {
    (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min)
}

fn main() {
    println!(
        "{:>7} {:>4} {:>10} {:>10} {:>7}",
        "rows", "d", "distances", "whole test", "ratio"
    );
    let mut generator = Seed::new(1).generator();
    for columns in [8, 32] {
        for rows in [512, 2_048, 8_192] {
            let mut draw = |rows: usize| {
                let values: Vec<f64> = (0..rows * columns).map(|_| generator.normal()).collect();
                Matrix::new(columns, values)
            };
            let (Some(source), Some(target)) = (draw(rows / 2), draw(rows / 2)) else {
                continue;
            };
            let plan = Plan::new(rows / 2, rows / 2, Seed::new(2));
            let (source, target) = (source.select(&plan.source), target.select(&plan.target));
            let Some(pooled) = Pooled::new(&source, &target) else {
                continue;
            };
            let distances = fastest(|| {
                let mut sum = 0.0;
                pooled.for_each_pair(&mut |_| {}, |_, _, square| sum += square);
                black_box(sum);
            });
            let whole = fastest(|| {
                let result = test(
                    &source,
                    &target,
                    plan.bins,
                    PERMUTATIONS,
                    Seed::new(3),
                    &mut |_| {},
                );
                black_box(result.is_ok());
            });
            println!(
                "{rows:>7} {columns:>4} {distances:>8.3} s {whole:>8.3} s {:>7.1}",
                whole / distances
            );
        }
    }
}
