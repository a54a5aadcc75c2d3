//! How often the upper bound of the effect covers the true one, and how often tables without a difference are called the
//! same, as a table.
//!
//! ```text
//! cargo run --release --no-default-features --example bound_table -- [REPEATS]
//! ```
//!
//! The true effect is that of two samples of 20,000 rows, or the shift itself.

#![allow(
    clippy::unwrap_used,
    reason = "its own data are sound, or the table is worth nothing"
)]

#[path = "../tests/suite/problems.rs"]
mod problems;
#[path = "../tests/suite/scale.rs"]
mod scale;

use std::process::ExitCode;

use kindred::mmd::{Group, Plan, TestResult, test};
use kindred::random::Seed;
use problems::{Numbers, Problem};
use scale::Scale;

/// Permutations of each test: the bound does not depend on them.
const PERMUTATIONS: u32 = 99;

/// Rows of either side that give the true effect.
const MANY_ROWS: usize = 20_000;

/// The largest effect that counts as none.
const MARGIN: f64 = 0.2;

fn tested(problem: Problem, rows: usize, repeat: u64) -> TestResult {
    let mut generator = Seed::new(91).derive("data", repeat).generator();
    let [source, target] = Scale::NormalScores.of(&problem.draw(rows, &mut generator));
    let seed = Seed::new(92).derive("test", repeat);
    let plan = Plan::new(rows, rows, seed);
    let (source, target) = (source.select(&plan.source), target.select(&plan.target));
    let groups = Group::each_of(source.columns());
    test(
        &source,
        &target,
        &groups,
        &plan.bins,
        PERMUTATIONS,
        seed,
        &mut |_| {},
    )
    .unwrap()
}

fn main() -> ExitCode {
    let repeats = std::env::args()
        .nth(1)
        .map_or(Some(200), |argument| argument.parse::<u64>().ok());
    let Some(repeats) = repeats.filter(|repeats| *repeats > 0) else {
        eprintln!("usage: bound_table [REPEATS]");
        return ExitCode::from(2);
    };
    let moved = |columns, by| Problem::OneOfMany {
        columns,
        of: Numbers::Normal,
        by,
    };
    println!(
        "{:<44} {:>6} {:>6} {:>8} {:>8} {:>6}",
        "problem", "rows", "true", "covered", "bound", "small"
    );
    for (name, problem, rows) in [
        ("1 normal column, no difference", moved(1, 0.0), 1_000),
        ("5 normal columns, no difference", moved(5, 0.0), 1_000),
        ("20 normal columns, no difference", moved(20, 0.0), 2_000),
        ("50 normal columns, no difference", moved(50, 0.0), 5_000),
        ("1 of 1 moved by .2", moved(1, 0.2), 1_000),
        ("1 of 20 moved by .2", moved(20, 0.2), 1_000),
        ("1 of 20 moved by .5", moved(20, 0.5), 200),
        (
            "variance 1.5 in 1 of 5",
            Problem::Variance {
                columns: 5,
                of_first: 1.5,
            },
            1_000,
        ),
        (
            "3 % contamination of 5",
            Problem::Contaminated {
                columns: 5,
                share: 0.03,
            },
            1_000,
        ),
        (
            "20 columns against their signs",
            Problem::Signs { columns: 20 },
            1_000,
        ),
        (
            "5 binary columns, .5 against .6",
            Problem::Binary {
                columns: 5,
                shares: [0.5, 0.6],
            },
            1_000,
        ),
        (
            "10 columns with correlations .5 and .6",
            Problem::Equicorrelated {
                columns: 10,
                correlations: [0.5, 0.6],
            },
            1_000,
        ),
    ] {
        let truth = match problem {
            Problem::OneOfMany { by, .. } => by,
            _ => tested(problem, MANY_ROWS, 0).effect.unwrap_or(f64::INFINITY),
        };
        let mut bounds: Vec<f64> = (0..repeats)
            .map(|repeat| {
                tested(problem, rows, repeat + 1)
                    .effect_upper
                    .unwrap_or(f64::INFINITY)
            })
            .collect();
        bounds.sort_by(f64::total_cmp);
        let share = |is: &dyn Fn(f64) -> bool| {
            bounds.iter().filter(|bound| is(**bound)).count() as f64 / repeats as f64
        };
        println!(
            "{name:<44} {rows:>6} {truth:>6.3} {:>8.3} {:>8.3} {:>6.3}",
            share(&|bound| bound >= truth),
            bounds[bounds.len() / 2],
            share(&|bound| bound < MARGIN),
        );
    }
    ExitCode::SUCCESS
}
