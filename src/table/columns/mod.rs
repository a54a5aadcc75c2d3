//! The last step: cells become typed columns.
//!
//! `header_names` gives each column a name. `builder` keeps all readings of a column that are still possible while its
//! cells stream by: `two_ways` (decimal point or comma, day or month first), `year_first`, `measures`, and `dictionary`
//! for categories; `marks` keeps the texts among numbers that can stand for missing values. At the end, columns vote
//! (`votes`), and `decimal_and_date_order` decides which decimal mark and which order of day and month the file has (`style`),
//! once `lists` has told lists from decimals. `decide` then chooses the kind of each column, with help from its name
//! (`moment_names`, `key_names`); `stamps` says which numbers are moments. `sentinel` recognises numbers that stand for missing
//! values. `notes` and `signs` say what was odd
//! about a column. `profile` sums up the whole table.

pub(super) mod builder;
mod decide;
pub(super) mod decimal_and_date_order;
mod dictionary;
pub(super) mod header_names;
pub(super) mod key_names;
pub(super) mod lists;
mod marks;
mod measures;
mod moment_names;
mod notes;
pub(super) mod profile;
mod sentinel;
mod signs;
pub(super) mod stamps;
pub(super) mod style;
#[cfg(test)]
mod tests;
mod two_ways;
mod votes;
mod year_first;
