//! Steps of a check, and how long each took.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::process;

/// The steps that were done, with the time each took.
pub(crate) struct Steps {
    done: Vec<(&'static str, Duration)>,
    start: Instant,
}

/// Does some steps, and says at the end how long each took.
pub(crate) fn reported(run: impl FnOnce(&mut Steps) -> Result<()>) -> Result<()> {
    let mut steps = Steps {
        done: Vec::new(),
        start: Instant::now(),
    };
    let result = run(&mut steps);
    steps.print(result.is_ok());
    result
}

impl Steps {
    /// Does a step.
    pub(crate) fn run<T>(&mut self, name: &'static str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let start = Instant::now();
        let result = process::step(name, work);
        self.done.push((name, start.elapsed()));
        result
    }

    fn print(&self, passed: bool) {
        println!();
        for (number, (name, time)) in self.done.iter().enumerate() {
            let failed = !passed && number + 1 == self.done.len();
            let mark = if failed { "✗" } else { "✓" };
            println!("{mark} {name:<28}{:>8.1} s", time.as_secs_f64());
        }
        let total = self.start.elapsed().as_secs();
        let words = if passed { "All checks passed" } else { "Failed" };
        println!("{words} after {} min {} s", total / 60, total % 60);
    }
}
