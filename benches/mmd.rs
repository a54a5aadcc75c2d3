//! What the test and a step of training cost natively. `cargo xtask bench` prints it, beside the same in a browser.
//!
//! Absolute times drift with whatever else the machine does; ratios within one run much less.

#![allow(clippy::expect_used, reason = "a bench may stop where its own data are wrong")]
#![allow(clippy::cast_possible_truncation, reason = "numbers of the bench's own")]

mod cases;

use std::sync::OnceLock;
use std::time::Instant;

fn clock() -> f64 {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_secs_f64()
}

fn main() {
    let mut print = |line: String| println!("{line}");
    cases::all_pairs(clock, &mut print);
    cases::training::steps(clock, &mut print);
    cases::planned(clock, &[20_480, 100_000, 1_000_000], &mut print);
}
