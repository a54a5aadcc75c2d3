//! Level and power of the test as a table: on problems with published values, and on columns that are far from normal; on
//! the scale of the test, and in standard deviations beside it.
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
#[path = "../tests/suite/scale.rs"]
mod scale;

use std::process::ExitCode;

use problems::{Numbers, Problem, power};
use scale::Scale;

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
    let one = |columns, of, by| Problem::OneOfMany { columns, of, by };
    println!(
        "{:<52} {:>6} {:>9} {:>9} {:>10}",
        "problem", "rows", "published", "Kindred", "deviations"
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
        (
            "1 of 5 normal columns moved by 1, one far cell",
            one(5, Numbers::OneFarCell, 1.0),
            200,
            "",
        ),
        (
            "1 of 10 lognormal columns moved by .5",
            one(10, Numbers::Lognormal, 0.5),
            500,
            "",
        ),
        (
            "1 of 10 columns of t(2) moved by .5",
            one(10, Numbers::HeavyTailed, 0.5),
            200,
            "",
        ),
        (
            "1 of 10 normal columns moved by .3",
            one(10, Numbers::Normal, 0.3),
            200,
            "",
        ),
    ] {
        let [scores, deviations] = [Scale::NormalScores, Scale::Deviations]
            .map(|scale| power(problem, scale, rows, repeats, PERMUTATIONS));
        println!("{name:<52} {rows:>6} {published:>9} {scores:>9.3} {deviations:>10.3}");
    }
    ExitCode::SUCCESS
}
