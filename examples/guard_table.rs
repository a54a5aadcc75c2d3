//! How often the guard of shuffled labels accuses tables that are clean, as a table.
//!
//! ```text
//! cargo run --release --no-default-features --features engine --example guard_table -- [REPEATS]
//! cargo run --release --no-default-features --features engine --example guard_table -- SOURCE.csv TARGET.csv LABEL [SEEDS]
//! ```
//!
//! The second form asks two tables with so many seeds.

#![allow(
    clippy::unwrap_used,
    reason = "its own data are sound, or the table is worth nothing"
)]

#[path = "../tests/suite/clean.rs"]
mod clean;

use std::process::ExitCode;

use clean::CLEAN;
use kindred::report::{Guard, Settings};
use kindred::reuse::shuffled_labels;
use kindred::table::{Table, read};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let count = |text: Option<&String>, default| text.map_or(Some(default), |text| text.parse::<u64>().ok());
    match arguments.as_slice() {
        [source, target, label, rest @ ..] if rest.len() < 2 => {
            let (Some(seeds), Some(source), Some(target)) =
                (count(rest.first(), 14), table(source), table(target))
            else {
                return usage();
            };
            print(label, seeds, |seed| {
                let settings = Settings {
                    label: Some(label.clone()),
                    seed,
                    ..Settings::default()
                };
                shuffled_labels(&source, &target, &settings.check().unwrap()).unwrap()
            });
        }
        rest if rest.len() < 2 => {
            let Some(repeats) = count(rest.first(), 1_000) else {
                return usage();
            };
            for clean in CLEAN {
                print(&format!("{clean:?}"), repeats, |repeat| clean.guard(repeat));
            }
        }
        _ => return usage(),
    }
    ExitCode::SUCCESS
}

fn usage() -> ExitCode {
    eprintln!("usage: guard_table [REPEATS], or guard_table SOURCE.csv TARGET.csv LABEL [SEEDS]");
    ExitCode::from(2)
}

fn table(path: &str) -> Option<Table> {
    read(path, &std::fs::read(path).ok()?).ok()
}

/// Asks so often, and prints how often there was an alarm, and the largest advantage over the dummy.
fn print(name: &str, repeats: u64, ask: impl Fn(u64) -> Guard) {
    let (mut alarms, mut largest) = (0, f64::NEG_INFINITY);
    for repeat in 0..repeats {
        let guard = ask(repeat);
        alarms += u64::from(!guard.passed);
        largest = largest.max(guard.value);
    }
    println!("{name:<12} {alarms:>5} of {repeats} accused; largest advantage {largest:+.3}");
}
