//! Reads a file as the page does, and tells what came of it and what it took.
//!
//! ```text
//! cargo run --release --no-default-features --features=convert --example read_file -- FILE
//! ```

use std::process::ExitCode;

use kindred::table::{Choices, TableError};

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: read_file FILE");
        return ExitCode::from(2);
    };
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::FAILURE;
        }
    };
    match kindred::convert::read(&path, bytes, &Choices::default()) {
        Ok(table) => println!("{} rows, {} columns", table.rows, table.columns.len()),
        Err(TableError { problem, .. }) => println!("{problem:?}"),
    }
    // Linux tells them.
    let told = |file: &str| std::fs::read_to_string(file).unwrap_or_default();
    // In hundredths of a second, of the program and of the system; the name before may hold blanks.
    let stat = told("/proc/self/stat");
    let times = stat
        .rsplit(')')
        .next()
        .into_iter()
        .flat_map(str::split_whitespace);
    let ticks: u64 = times
        .skip(11)
        .take(2)
        .filter_map(|ticks| ticks.parse::<u64>().ok())
        .sum();
    let status = told("/proc/self/status");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    println!(
        "{}.{:02} s of processor, at most {} of memory",
        ticks / 100,
        ticks % 100,
        peak.unwrap_or("?").trim()
    );
    ExitCode::SUCCESS
}
