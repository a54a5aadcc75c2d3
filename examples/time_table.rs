//! How often two stretches of one process in time are called different, and how often a shift between them is found, as a
//! Markdown table.
//!
//! ```text
//! cargo run --release --example time_table -- [REPETITIONS [PART OF A NAME]]
//! ```
//!
//! Everything is asked as a user asks it: two files with a column of dates, all settings as they are.

use std::error::Error;
use std::fmt::Write as _;
use std::process::ExitCode;

use kindred::random::{Generator, Seed};
use kindred::report::{Settings, Test, Verdict};
use kindred::reuse::{self, Silent};
use kindred::table::calendar::days_in_month;
use kindred::table::read;

/// Repetitions unless said otherwise.
const REPETITIONS: u64 = 200;

/// A process in time.
struct Process {
    name: &'static str,
    /// Correlation of a row with the one before.
    phi: f64,
    /// Columns besides the date.
    columns: usize,
    /// Rows of each table.
    rows: usize,
    /// Whether a row is an hour with a load that follows hours and weekdays; else it is a day.
    is_hourly: bool,
    /// Added to all of the target, in standard deviations.
    shift: f64,
}

const fn days(name: &'static str, phi: f64, shift: f64) -> Process {
    Process {
        name,
        phi,
        columns: 3,
        rows: 365,
        is_hourly: false,
        shift,
    }
}

const fn hours(name: &'static str, phi: f64, shift: f64) -> Process {
    Process {
        name,
        phi,
        columns: 2,
        rows: 24 * 120,
        is_hourly: true,
        shift,
    }
}

const PROCESSES: [Process; 9] = [
    days("independent days", 0.0, 0.0),
    days("days, φ = .5", 0.5, 0.0),
    days("days, φ = .8", 0.8, 0.0),
    days("days, φ = .95", 0.95, 0.0),
    hours("hours of load, φ = .9, four months", 0.9, 0.0),
    days("independent days, shift .3", 0.0, 0.3),
    days("days, φ = .5, shift .3", 0.5, 0.3),
    days("days, φ = .8, shift .3", 0.8, 0.3),
    hours("hours of load, φ = .9, shift .7", 0.9, 0.7),
];

fn main() -> ExitCode {
    let repetitions = match std::env::args().nth(1).map(|count| count.parse()) {
        None => REPETITIONS,
        Some(Ok(count)) => count,
        Some(Err(_)) => {
            eprintln!("usage: time_table [REPETITIONS [PART OF A NAME]]");
            return ExitCode::from(2);
        }
    };
    let part = std::env::args().nth(2).unwrap_or_default();
    println!("| process | different | too few independent rows | rows of a run |");
    println!("|---|---|---|---|");
    for process in PROCESSES.iter().filter(|process| process.name.contains(&part)) {
        match tell(process, repetitions) {
            Ok(line) => println!("{line}"),
            Err(error) => {
                eprintln!("{}: {error}", process.name);
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

fn tell(process: &Process, repetitions: u64) -> Result<String, Box<dyn Error>> {
    let (mut different, mut too_few, mut runs) = (0_u64, 0_u64, Vec::new());
    for repetition in 0..repetitions {
        let test = tested(process, repetition)?;
        different += u64::from(matches!(test.verdict, Verdict::Different | Verdict::Negligible));
        too_few += u64::from(test.verdict == Verdict::TooFewIndependentRows);
        runs.push(test.succession.as_ref().map_or(1, |succession| succession.run));
    }
    runs.sort_unstable();
    let share = |count: u64| format!("{:.3}", count as f64 / repetitions as f64);
    let middle = runs.get(runs.len() / 2).copied().unwrap_or_default();
    Ok(format!(
        "| {} | {} | {} | {middle} |",
        process.name,
        share(different),
        share(too_few)
    ))
}

fn tested(process: &Process, repetition: u64) -> Result<Test, Box<dyn Error>> {
    let mut generator = Seed::new(77).derive(process.name, repetition).generator();
    let (mut day, mut hour) = ([2021, 1, 1], 0);
    let mut states = vec![0.0; process.columns];
    let mut tables = Vec::new();
    for name in ["a.csv", "b.csv"] {
        // Long before the first row, the process has forgotten where it began; and so it has between two tables.
        for _ in 0..500 {
            step(process, &mut states, &mut generator);
        }
        let shift = if name == "b.csv" { process.shift } else { 0.0 };
        let mut text = String::from("date");
        for column in 0..process.columns {
            write!(text, ",x{column}")?;
        }
        text.push('\n');
        for _ in 0..process.rows {
            step(process, &mut states, &mut generator);
            write!(text, "{}-{:02}-{:02} {hour:02}:00", day[0], day[1], day[2])?;
            let cycle = if process.is_hourly { load(day, hour) } else { 0.0 };
            for state in &states {
                write!(text, ",{:.5}", state + shift + cycle)?;
            }
            text.push('\n');
            hour = if process.is_hourly { (hour + 1) % 24 } else { 0 };
            if hour == 0 {
                day = next(day);
            }
        }
        tables.push(read(name, text.as_bytes())?);
    }
    let settings = Settings {
        seed: repetition,
        ..Settings::default()
    };
    let outcome = reuse::test_domains(&tables[0], &tables[1], &settings.check()?, &mut Silent)?;
    Ok(outcome.report.test)
}

/// An AR(1) process of variance 1 in each column.
fn step(process: &Process, states: &mut [f64], generator: &mut Generator) {
    let noise = (1.0 - process.phi * process.phi).sqrt();
    for state in states {
        *state = process.phi * *state + noise * generator.normal();
    }
}

fn next([year, month, day]: [u32; 3]) -> [u32; 3] {
    if day < days_in_month(i64::from(year), month) {
        [year, month, day + 1]
    } else if month < 12 {
        [year, month + 1, 1]
    } else {
        [year + 1, 1, 1]
    }
}

/// What an hour of a day adds: more by day than by night, less on two days of seven.
fn load(day: [u32; 3], hour: u32) -> f64 {
    let by_hour = (std::f64::consts::TAU * f64::from(hour) / 24.0).sin();
    let days = kindred::table::calendar::days_from_civil(i64::from(day[0]), day[1], day[2]);
    let by_weekday = if days.rem_euclid(7) < 2 { -0.8 } else { 0.0 };
    by_hour + by_weekday
}
