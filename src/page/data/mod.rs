//! The data section: the two tables, how their files were read, and their columns.

pub(super) mod chosen;
mod column_order;
pub(super) mod columns;
mod decisions;
mod guessed_label;
mod label;
pub(super) mod overview;
mod preview;
mod questions;
pub(super) mod reading;
pub(super) mod section;
pub(super) mod state;
pub(super) mod unread;
pub(super) mod words;

pub(super) use chosen::{Chosen, Origin, Reading};
pub(super) use state::{BOTH, DataState, Described, Hindrance, SideBySide};
