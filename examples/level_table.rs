//! How often the test finds a difference where there is none, in every regime, as a table.
//!
//! ```text
//! cargo run --release --no-default-features --example level_table -- [REPEATS]
//! ```

#![allow(
    clippy::unwrap_used,
    reason = "its own data are sound, or the table is worth nothing"
)]

#[path = "../tests/suite/null.rs"]
mod null;
#[path = "../tests/suite/scale.rs"]
mod scale;

use std::process::ExitCode;

use null::{ALPHA, DATA, REGIMES, spread};

fn main() -> ExitCode {
    let repeats = std::env::args()
        .nth(1)
        .map_or(Some(1_000), |argument| argument.parse::<u64>().ok());
    let Some(repeats) = repeats.filter(|repeats| *repeats > 0) else {
        eprintln!("usage: level_table [REPEATS]");
        return ExitCode::from(2);
    };
    println!("{repeats} repetitions in each cell, level {ALPHA}");
    println!(
        "{:<12} {:>10} {:<12} {:>9} {:>7} {:>7}",
        "regime", "rows", "data", "rejected", "above", "below"
    );
    for regime in REGIMES {
        for sizes in regime.sizes() {
            for data in DATA {
                let spread = spread(regime, sizes, data, repeats);
                let ties = if data.has_ties() { " (ties)" } else { "" };
                println!(
                    "{:<12} {:>10} {:<12} {:>9.3} {:>7.3} {:>7.3}{ties}",
                    format!("{regime:?}"),
                    format!("{}+{}", sizes[0], sizes[1]),
                    format!("{data:?}"),
                    spread.rejected,
                    spread.above,
                    spread.below
                );
            }
        }
    }
    ExitCode::SUCCESS
}
