//! How often the cause of a difference is named right: inputs, relation, both, nothing, or no overlap; as a Markdown table.
//!
//! ```text
//! cargo run --release --example relation_table -- [REPETITIONS [PART OF A NAME [ROWS]]]
//! ```
//!
//! Everything is asked as a user asks it: two files with a label, all settings as they are.

#![allow(clippy::unwrap_used, reason = "what is not as it has to be ends the program")]

use std::process::ExitCode;

use kindred::report::{ConditionalVerdict, Verdict};

#[path = "../tests/suite/planted.rs"]
mod planted;

use planted::{Cause, Found, Kind, found};

/// Repetitions unless said otherwise.
const REPETITIONS: u64 = 100;

/// Rows of each table unless said otherwise.
const ROWS: usize = 500;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let repetitions = arguments.next().map_or(Ok(REPETITIONS), |it| it.parse());
    let only = arguments.next().unwrap_or_default();
    let rows = arguments.next().map_or(Ok(ROWS), |it| it.parse());
    let (Ok(repetitions), Ok(rows)) = (repetitions, rows) else {
        eprintln!("usage: relation_table [REPETITIONS [PART OF A NAME [ROWS]]]");
        return ExitCode::from(2);
    };
    println!(
        "| table | what differs | named right | inputs differ | joint test | at the same inputs | hardly overlap | overlap |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for kind in Kind::ALL {
        for cause in Cause::ALL {
            let name = format!("{kind:?}, {cause:?}");
            if !name.to_lowercase().contains(&only.to_lowercase()) {
                continue;
            }
            let all: Vec<Found> = (0..repetitions)
                .map(|seed| found(kind, cause, rows, 1_000 + seed))
                .collect();
            let share = |is: &dyn Fn(&Found) -> bool| {
                all.iter().filter(|it| is(it)).count() as f64 / all.len() as f64
            };
            let overlap = all.iter().filter_map(|it| it.conditional.overlap).sum::<f64>() / all.len() as f64;
            println!(
                "| {kind:?} | {cause:?} | {:.3} | {:.3} | {:.3} | {:.3} | {:.3} | {overlap:.2} |",
                share(&|it| cause.is_named_by(it)),
                share(&|it| it.inputs == Verdict::Different),
                share(&|it| it.joint == Verdict::Different),
                share(&|it| it.conditional.verdict == ConditionalVerdict::Shifted),
                share(&|it| it.conditional.verdict == ConditionalVerdict::HardlyOverlap),
            );
        }
    }
    ExitCode::SUCCESS
}
