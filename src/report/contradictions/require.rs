//! What every check of a link's facts is made of.

use super::super::{LinkFault, Report};

/// How far a number may be from the one that was computed, relative to it: half a unit in the last of five digits.
pub(super) const ROUNDING: f64 = 5.001e-5;

/// How far sums of shares may exceed 1, and products be from a whole number.
pub(super) const ARITHMETIC: f64 = 1e-9;

pub(super) type Check = Result<(), LinkFault>;

pub(super) fn require(sound: bool, fault: impl FnOnce() -> LinkFault) -> Check {
    if sound { Ok(()) } else { Err(fault()) }
}

pub(super) fn require_field(sound: bool, field: &str) -> Check {
    require(sound, || LinkFault::Field(field.to_owned()))
}

pub(super) fn require_rows(sound: bool, field: &str) -> Check {
    require(sound, || LinkFault::Rows(field.to_owned()))
}

/// Whether neither table has fewer rows.
pub(super) fn are_within(used: [u64; 2], report: &Report) -> bool {
    used[0] <= report.source.rows && used[1] <= report.target.rows
}

/// Whether no two items are the same.
pub(super) fn are_distinct<T: PartialEq>(items: &[T]) -> bool {
    items
        .iter()
        .enumerate()
        .all(|(at, item)| !items[..at].contains(item))
}
