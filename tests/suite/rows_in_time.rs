//! Stretches of one process in time are not called different, and a shift between them is found. `examples/time_table.rs` prints
//! more of it.

use std::fmt::Write as _;

use kindred::random::{Generator, Seed};
use kindred::report::{Regime, Test, Verdict};
use kindred::table::calendar::days_in_month;
use kindred::table::read;

use crate::asking::tested;

/// Rows of each table.
const ROWS: usize = 365;

const COLUMNS: usize = 3;

/// What the test says of two stretches of an AR(1) process, the second shifted.
fn of_process(phi: f64, shift: f64, seed: u64) -> Test {
    let mut generator = Seed::new(seed).derive("process", 0).generator();
    let mut states = [0.0; COLUMNS];
    let mut day = [2021, 1, 1];
    let mut table = |name: &str, shift: f64, generator: &mut Generator| {
        let mut text = String::from("date,a,b,c\n");
        // The process forgets where it began, and the first table.
        for row in 0..2 * ROWS {
            for state in &mut states {
                *state = phi * *state + (1.0 - phi * phi).sqrt() * generator.normal();
            }
            if row >= ROWS {
                let [a, b, c] = states.map(|state| state + shift);
                writeln!(
                    text,
                    "{}-{:02}-{:02},{a:.5},{b:.5},{c:.5}",
                    day[0], day[1], day[2]
                )
                .unwrap();
                day = next(day);
            }
        }
        read(name, text.as_bytes()).unwrap()
    };
    let source = table("a.csv", 0.0, &mut generator);
    let target = table("b.csv", shift, &mut generator);
    tested(&source, &target, seed)
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

fn count(phi: f64, shift: f64, repetitions: u64, is: impl Fn(&Test) -> bool) -> usize {
    let tests = (0..repetitions).map(|seed| of_process(phi, shift, seed));
    tests.filter(|test| is(test)).count()
}

fn is_different(test: &Test) -> bool {
    matches!(test.verdict, Verdict::Different | Verdict::Negligible)
}

#[test]
fn two_stretches_of_one_process_are_rarely_called_different() {
    // Permuting rows would call 18 and 36 of them different.
    for phi in [0.5, 0.8] {
        let different = count(phi, 0.0, 40, is_different);
        // The 99.9 % point of a binomial at .08.
        assert!(different <= 9, "{phi}: {different} of 40");
    }
}

#[test]
fn records_that_are_too_short_for_their_dependence_get_no_verdict() {
    let too_few = count(0.95, 0.0, 10, |test| {
        test.verdict == Verdict::TooFewIndependentRows && test.p_value.is_none()
    });
    assert!(too_few >= 9, "{too_few} of 10");
}

#[test]
fn a_shift_is_found_in_runs_and_independent_rows_stay_single() {
    let found = count(0.5, 0.3, 10, |test| {
        is_different(test) && test.regime == Regime::Runs
    });
    assert!(found >= 7, "{found} of 10");
    let independent = count(0.0, 0.0, 10, |test| test.succession.is_none());
    assert!(independent >= 9, "{independent} of 10");
}

/// What the test says of four meters over two seasons, each a process of its own about a level of its own.
fn of_meters(phi: f64, seed: u64) -> Test {
    let mut generator = Seed::new(seed).derive("meters", 0).generator();
    let mut states = [0.0; 4];
    let mut day = [2021, 1, 1];
    let tables = ["a.csv", "b.csv"].map(|name| {
        let mut text = String::from("date,meter,kwh\n");
        for row in 0..300 {
            for (meter, state) in states.iter_mut().enumerate() {
                *state = phi * *state + (1.0 - phi * phi).sqrt() * generator.normal();
                if row >= 150 {
                    let kwh = *state + 0.5 * meter as f64;
                    writeln!(
                        text,
                        "{}-{:02}-{:02},{},{kwh:.5}",
                        day[0],
                        day[1],
                        day[2],
                        101 + meter
                    )
                    .unwrap();
                }
            }
            if row >= 150 {
                day = next(day);
            }
        }
        read(name, text.as_bytes()).unwrap()
    });
    tested(&tables[0], &tables[1], seed)
}

#[test]
fn two_seasons_of_the_same_meters_are_rarely_called_different() {
    let tests: Vec<Test> = (0..12).map(|seed| of_meters(0.8, seed)).collect();
    let in_series = |test: &&Test| {
        let succession = test.succession.as_ref();
        succession.is_some_and(|it| it.series.as_deref() == Some("meter") && !it.joins_series)
    };
    assert!(tests.iter().filter(in_series).count() >= 11, "{tests:?}");
    // The 99.9 % point of a binomial at .08; permuting rows would call most of them different.
    let different = tests.iter().filter(|test| is_different(test)).count();
    assert!(different <= 5, "{different} of 12");
}
