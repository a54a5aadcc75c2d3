//! The last step: cells become typed columns.
//!
//! `header_names` gives each column a name. `builder` keeps all readings of a column that are still possible while its
//! cells stream by: `two_ways` (decimal point or comma, day or month first), `year_first`, `measures`, and `dictionary`
//! for categories; `marks` keeps the texts among numbers that can stand for missing values. At the end, columns vote
//! (`votes`), and `decimal_and_date_order` decides which decimal mark and which order of day and month the file has (`style`),
//! once `lists` has told lists from decimals. `decide` then makes a `plan` of how each column is to be read, by what its cells
//! say about its kind (`evidence`), with help from its name (`moment_names`, `key_names`; `stamps` says which numbers are
//! moments), and `read_as` follows it. `sentinel` recognises numbers that stand for missing values. `notes` and `signs` say what
//! was odd about a column. `profile` sums up the whole table.
//!
//! All of that is decided again as soon as there are two files, for both together, so that what one file happens to hold does
//! not make them differ. Therefore a column keeps what its cells leave open (`undecided`), and can be read anew (`reopen`).
//! `settled` takes two tables, and `settle` two columns that belong together: their decimal mark and order of dates (`plan`),
//! their kind (`evidence`), and their codes (`sentinel`) and words (`doubtful`) for missing values.

pub(super) mod builder;
mod decide;
pub(super) mod decimal_and_date_order;
mod dictionary;
mod doubtful;
mod evidence;
pub(super) mod header_names;
pub(super) mod key_names;
pub(super) mod lists;
mod marks;
mod measures;
pub(super) mod moment_names;
mod notes;
mod plan;
pub(super) mod profile;
pub(super) mod read_as;
mod reopen;
mod sentinel;
mod settle;
pub(super) mod settled;
mod signs;
mod stamps;
pub(super) mod style;
#[cfg(test)]
mod tests;
mod two_ways;
pub(super) mod undecided;
mod votes;
mod year_first;
