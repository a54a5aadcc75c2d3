//! The last step: cells become typed columns.
//!
//! `header_names` gives each column a name. `builder` keeps all readings of a column that are still possible while its
//! cells stream by: `two_ways` (decimal point or comma, day or month first), `year_first`, `measures`, and `dictionary`
//! for categories. `decide` chooses one of them at the end, with help from the column's name (`moment_names`), and
//! `sentinel` then recognises numbers that stand for missing values. `notes` and `signs` say what was odd about a
//! column. `profile` sums up the whole table.

pub(super) mod builder;
mod decide;
mod dictionary;
pub(super) mod header_names;
mod measures;
mod moment_names;
mod notes;
pub(super) mod profile;
mod sentinel;
mod signs;
pub(super) mod style;
#[cfg(test)]
mod tests;
mod two_ways;
mod year_first;
