//! Level and power of the test on problems with published values, as a table.
//!
//! ```text
//! cargo run --release --no-default-features --example power_table -- [REPEATS]
//! ```

#![allow(
    clippy::unwrap_used,
    reason = "its own data are sound, or the table is worth nothing"
)]

#[path = "../tests/suite/problems.rs"]
mod problems;

use std::process::ExitCode;

use problems::{Problem, power};

/// `(B + 1) · α` is whole.
const PERMUTATIONS: u32 = 499;

fn main() -> ExitCode {
    let repeats = std::env::args()
        .nth(1)
        .map_or(Some(200), |argument| argument.parse::<u64>().ok());
    let Some(repeats) = repeats.filter(|repeats| *repeats > 0) else {
        eprintln!("usage: power_table [REPEATS]");
        return ExitCode::from(2);
    };
    let uniform = |height| Problem::PerturbedUniform {
        perturbations: 2,
        height,
    };
    let mixture = |deviation| Problem::Mixture { deviation };
    println!(
        "{:<52} {:>6} {:>9} {:>9}",
        "problem", "rows", "published", "Kindred"
    );
    for (name, problem, rows, published) in [
        ("uniform with two bumps of height .5", uniform(0.5), 500, ".975"),
        ("uniform with two bumps of height .3", uniform(0.3), 500, ".505"),
        ("mixture, one deviation 1.8", mixture(1.8), 500, ".84"),
        ("mixture, one deviation 1.3", mixture(1.3), 500, ".18"),
        ("mixture, one deviation 1.3", mixture(1.3), 1_000, ".38"),
        ("mixture, one deviation 1.3", mixture(1.3), 1_500, ".635"),
        ("mixture, one deviation 1.3", mixture(1.3), 2_000, ".765"),
        ("mixture, one deviation 1.3", mixture(1.3), 2_500, ".88"),
        ("mixture, one deviation 1.3", mixture(1.3), 3_000, ".97"),
        (
            "normal moved by .15 (published: one median kernel)",
            Problem::Shift { by: 0.15 },
            1_000,
            ".752",
        ),
        ("mixture without a difference", mixture(1.0), 500, ".05"),
    ] {
        let share = power(problem, rows, repeats, PERMUTATIONS);
        println!("{name:<52} {rows:>6} {published:>9} {share:>9.3}");
    }
    ExitCode::SUCCESS
}
