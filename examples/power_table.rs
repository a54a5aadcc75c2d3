//! Level and power of the test as a table: on problems with published values, and on columns that are far from normal; on
//! the scale of the test, and in standard deviations beside it.
//!
//! ```text
//! cargo run --release --no-default-features --example power_table -- [REPEATS [PART OF A NAME]]
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
    let only = std::env::args().nth(2);
    let Some(repeats) = repeats.filter(|repeats| *repeats > 0) else {
        eprintln!("usage: power_table [REPEATS [PART OF A NAME]]");
        return ExitCode::from(2);
    };
    println!(
        "{:<52} {:>6} {:>9} {:>9} {:>10}",
        "problem", "rows", "published", "Kindred", "deviations"
    );
    for (name, problem, rows, published) in published().into_iter().chain(others()) {
        if only.as_ref().is_some_and(|part| !name.contains(part)) {
            continue;
        }
        let [scores, deviations] = [Scale::NormalScores, Scale::Deviations]
            .map(|scale| power(problem, scale, rows, repeats, PERMUTATIONS));
        println!("{name:<52} {rows:>6} {published:>9} {scores:>9.3} {deviations:>10.3}");
    }
    ExitCode::SUCCESS
}

/// A problem with its name, the rows on each side, and the published power.
type Row = (&'static str, Problem, usize, &'static str);

/// Problems that MMD-FUSE was published with.
fn published() -> Vec<Row> {
    let uniform = |height| Problem::PerturbedUniform {
        perturbations: 2,
        height,
    };
    let mixture = |deviation| Problem::Mixture { deviation };
    vec![
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
    ]
}

/// Problems of which little or nothing is published.
fn others() -> Vec<Row> {
    let variance = |columns, of_first| Problem::Variance { columns, of_first };
    let equal = |columns, correlations| Problem::Equicorrelated {
        columns,
        correlations,
    };
    let one = |columns, of, by| Problem::OneOfMany { columns, of, by };
    let mixture = |deviation| Problem::Mixture { deviation };
    vec![
        (
            "variance .75 (published: one median kernel)",
            variance(1, 0.75),
            1_000,
            ".847",
        ),
        (
            "variance 1.375 (published: one median kernel)",
            variance(1, 1.375),
            1_000,
            ".935",
        ),
        (
            "24 columns with correlations .90 and .92",
            equal(24, [0.90, 0.92]),
            200,
            "",
        ),
        (
            "96 columns with correlations .90 and .91",
            equal(96, [0.90, 0.91]),
            200,
            "",
        ),
        (
            "one pair of 10 columns with a correlation of .3",
            Problem::OnePair {
                columns: 10,
                correlation: 0.3,
            },
            500,
            "",
        ),
        (
            "1 of 20 columns with a deviation of 1.4",
            variance(20, 1.96),
            500,
            "",
        ),
        (
            "1 of 20 columns with a deviation of 1.2",
            variance(20, 1.44),
            2_000,
            "",
        ),
        (
            "500 columns, neighbours correlated by .5 and .65",
            Problem::Autoregressive {
                columns: 500,
                correlations: [0.5, 0.65],
            },
            100,
            ".97",
        ),
        (
            "2 of 500 columns moved by 1",
            Problem::SomeMoved {
                columns: 500,
                moved: 2,
            },
            100,
            "",
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
    ]
}
