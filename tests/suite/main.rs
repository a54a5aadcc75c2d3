//! The library, asked as its users ask it.
//!
//! One program holds all of these tests, because each program more is linked with all of Burn once more.

#![allow(clippy::unwrap_used, reason = "what is not as it has to be fails the test")]

use std::alloc::System;

use cap::Cap;

/// Counts the memory in use, and bounds it where a test asks for that.
#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

mod arguments;
mod asking;
#[path = "../../src/random/cases.rs"]
mod cases;
mod clean;
mod networks;
mod null;
mod planted;
mod problems;
mod scale;
mod small;

mod bad_labels;
mod boosted_trees;
mod bounds;
mod conditional;
mod fair_comparison;
mod false_alarms;
mod hostile;
// Natively, too: each side holds the other to its word.
#[path = "../in_browser.rs"]
mod in_browser;
mod known_pairs;
mod level;
mod level_and_power;
mod naming;
mod network_damage;
mod network_files;
mod published_power;
mod reference_values;
mod rows_in_time;
mod tables;
mod together;
mod verdicts;
